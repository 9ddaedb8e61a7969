/* One form of Chinese characters: a table by code point. */
#include "indexer/text/han.h"

#include "indexer/text/han-table.h"

gunichar osint_han_fold(gunichar c)
{
    if (c == 0xFA11) /* the one form in use that has its place among the compatibility characters */
        c = 0x5D0E;
    if (c < OSINT_HAN_FIRST || c > OSINT_HAN_LAST || osint_han_table[c - OSINT_HAN_FIRST] == 0)
        return c;
    return osint_han_table[c - OSINT_HAN_FIRST];
}

const char *osint_han_table_name(void)
{
    return osint_han_table_sum;
}
