/* A report says when it appeared below its title; when its file was made is close to that, as a rule. */
#include "indexer/readers/filedate.h"

#include "indexer/article/date.h"
#include "indexer/readers/clean.h"

#include <string.h>

/* Older dates are what clocks show that were never set. */
#define FIRST_YEAR 1981
#define FIRST_PRINTED_YEAR 1800
#define LONGEST_DATE 60
#define FIRST_PARAGRAPHS 14
#define DAY 86400

static gboolean is_plausible(const char *canonical, int first_year, gint64 now, OsintDatePrecision *precision)
{
    OsintPeriod period;
    int year;
    if (!osint_date_parse(canonical, &period, NULL))
        return FALSE;
    osint_second_fields(period.begin, &year, NULL, NULL);
    *precision = period.precision;
    return year >= first_year && (now == 0 || period.begin < now + DAY);
}

char *osint_file_date(const char *written, gint64 now)
{
    g_autofree char *canonical = NULL;
    OsintDatePrecision precision;
    if (written == NULL || strlen(written) < 10 || strlen(written) > 40)
        return NULL;
    /* pdftotext leaves the minutes of an offset away when there are none. */
    gsize length = strlen(written);
    gboolean short_offset = length > 19 && (written[length - 3] == '+' || written[length - 3] == '-');
    g_autofree char *whole = g_strconcat(written, short_offset ? ":00" : "", NULL);
    if (!osint_date_normalise(whole, &canonical, NULL, NULL) ||
        !is_plausible(canonical, FIRST_YEAR, now, &precision))
        return NULL;
    return g_steal_pointer(&canonical);
}

/* A paragraph that is a date, behind a word and a colon perhaps. */
static char *date_alone(const char *text, gint64 now, gboolean *ambiguous)
{
    const char *colon = strstr(text, ": ");
    const char *tries[] = {text, colon != NULL && colon - text < 24 ? colon + 2 : NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(tries) && tries[i] != NULL; i++) {
        g_autofree char *canonical = NULL;
        OsintDatePrecision precision;
        if (osint_date_normalise(tries[i], &canonical, ambiguous, NULL) &&
            is_plausible(canonical, FIRST_PRINTED_YEAR, now, &precision) && precision >= OSINT_DATE_MONTH)
            return g_steal_pointer(&canonical);
    }
    return NULL;
}

static void publish_by_text(OsintArticle *article, gint64 now)
{
    const char *at = article->text;
    for (guint i = 0; i < FIRST_PARAGRAPHS && *at != '\0' && article->published == NULL; i++) {
        const char *stop = strstr(at, "\n\n");
        gsize length = stop != NULL ? (gsize)(stop - at) : strlen(at);
        gboolean ambiguous = FALSE;
        if (length <= LONGEST_DATE) {
            g_autofree char *paragraph = g_strndup(at, length);
            article->published = date_alone(paragraph, now, &ambiguous);
            if (article->published != NULL && ambiguous)
                osint_article_warn(article, "date-ambiguous",
                                   "published: \"%s\" may be either way round; read month first", paragraph);
        }
        at += length + (stop != NULL ? 2 : 0);
    }
}

void osint_publish_by_file(OsintArticle *article, const char *created, gint64 now)
{
    if (article->published == NULL && article->text != NULL)
        publish_by_text(article, now);
    g_autofree char *day = osint_file_date(created, now);
    if (article->published != NULL || day == NULL)
        return;
    article->published = g_strndup(day, strlen("2021-04-20"));
    osint_article_warn(article, "date-from-file", "published: it is the day when the file was made");
}
