/* A word is looked up by its hash, so that the table takes four bytes a word. */
#include "indexer/entities/deciding/ordinary.h"

#include "indexer/entities/deciding/ordinary-table.h"

OsintCommonness osint_ordinary_word(const char *folded)
{
    guint32 hash = osint_ordinary_hash(folded);
    guint from = 0, to = osint_ordinary_count;
    while (from < to) {
        guint middle = from + (to - from) / 2;
        if ((osint_ordinary_table[middle] & ~OSINT_ORDINARY_KIND) < hash)
            from = middle + 1;
        else
            to = middle;
    }
    if (from == osint_ordinary_count || (osint_ordinary_table[from] & ~OSINT_ORDINARY_KIND) != hash)
        return OSINT_WORD_UNKNOWN;
    return (OsintCommonness)(osint_ordinary_table[from] & OSINT_ORDINARY_KIND);
}
