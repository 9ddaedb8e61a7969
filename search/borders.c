/* ICU's dictionaries of Chinese, Japanese, Thai, Lao, Khmer and Burmese. They only weigh what is asked: what
 * is indexed and found depends on no dictionary. */
#include "search/borders.h"

#include <stdlib.h>
#include <unicode/ubrk.h>

static void append_borders(UBreakIterator *breaks, guint32 start, guint32 end, GArray *borders)
{
    for (int32_t at = ubrk_first(breaks); at != UBRK_DONE; at = ubrk_next(breaks)) {
        guint32 border = start + (guint32)at;
        if (border > start && border < end)
            g_array_append_val(borders, border);
    }
}

GArray *osint_word_borders(const char *text, guint32 start, guint32 end)
{
    GArray *borders = g_array_new(FALSE, FALSE, sizeof(guint32));
    UErrorCode error = U_ZERO_ERROR;
    UText *run = utext_openUTF8(NULL, text + start, end - start, &error);
    UBreakIterator *breaks = ubrk_open(UBRK_WORD, "", NULL, 0, &error);
    if (U_SUCCESS(error))
        ubrk_setUText(breaks, run, &error);
    if (U_SUCCESS(error))
        append_borders(breaks, start, end, borders);
    if (breaks != NULL)
        ubrk_close(breaks);
    if (run != NULL)
        utext_close(run);
    return borders;
}

static int compare_offsets(const void *key, const void *element)
{
    guint32 left = *(const guint32 *)key, right = *(const guint32 *)element;
    return (left > right) - (left < right);
}

gboolean osint_is_word_border(const GArray *borders, guint32 at)
{
    return borders->len > 0 &&
           bsearch(&at, borders->data, borders->len, sizeof(guint32), compare_offsets) != NULL;
}
