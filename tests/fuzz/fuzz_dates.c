/* Whatever bytes are taken for a date: what is read is canonical and is read again as itself, and dates in a
 * line lie in it in order. */
#include <stdint.h>
#include <string.h>

#include "indexer/article/date.h"

#define LONGEST 2000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_canonical(const char *date)
{
    g_autofree char *again = NULL;
    gboolean ambiguous = TRUE;
    OsintPeriod period;
    g_assert(osint_date_parse(date, &period, NULL) && period.begin < period.end);
    g_assert(osint_date_normalise(date, &again, &ambiguous, NULL) && !ambiguous);
    g_assert_cmpstr(again, ==, date);
}

static void check_line(const char *line, gboolean short_years)
{
    g_autoptr(GArray) found = osint_dates_find(line, short_years);
    gsize before = 0;
    for (guint i = 0; i < found->len; i++) {
        const OsintDateFound *one = &g_array_index(found, OsintDateFound, i);
        g_assert(before <= one->start && one->start < one->end && one->end <= strlen(line));
        before = one->end;
        check_canonical(one->date);
        if (!one->ambiguous)
            continue;
        g_autofree char *other = osint_date_day_first(one->date);
        check_canonical(other);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *text = g_strndup((const char *)data, MIN(size, LONGEST));
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autofree char *composed = g_utf8_normalize(valid, -1, G_NORMALIZE_NFKC);
    g_autofree char *whole = NULL;
    g_autofree char *of_feed = NULL;
    if (osint_date_normalise(text, &whole, NULL, NULL))
        check_canonical(whole);
    if (osint_date_normalise_feed(text, &of_feed, NULL, NULL))
        check_canonical(of_feed);
    check_line(composed, FALSE);
    check_line(composed, TRUE);
    return 0;
}
