/* Origins, totals and periods as people read them. */
#include "search/origin.h"

#include <string.h>

/* As people write it, to the precision that is known: "2021-04", "2021-04-20 09:30 +09:00". */
static char *date_text(const char *published)
{
    const char *time = strchr(published, 'T');
    const char *zone = time != NULL ? strpbrk(time, "Z+-") : NULL;
    if (zone == NULL || zone - time < 6)
        return g_strdup(published);
    return g_strdup_printf("%.*s %.5s %s", (int)(time - published), published, time + 1,
                           g_str_equal(zone, "Z") ? "UTC" : zone);
}

char *osint_origin_text(const OsintArticle *article)
{
    g_autoptr(GPtrArray) parts = g_ptr_array_new();
    g_autofree char *date = article->published != NULL ? date_text(article->published) : NULL;
    if (article->publisher != NULL)
        g_ptr_array_add(parts, article->publisher);
    if (date != NULL)
        g_ptr_array_add(parts, date);
    if (article->language != NULL)
        g_ptr_array_add(parts, article->language);
    g_ptr_array_add(parts, NULL);
    return g_strjoinv(" \u00b7 ", (char **)parts->pdata);
}

char *osint_total_text(const OsintSearch *search)
{
    gboolean exact = FALSE;
    guint64 total = osint_search_total(search, &exact);
    return g_strdup_printf("%s%" G_GUINT64_FORMAT " %s", exact ? "" : "about ", total,
                           total == 1 ? "article" : "articles");
}

char *osint_row_label(const OsintTimeline *timeline, const OsintTimelineRow *row)
{
    g_autofree char *period = osint_timeline_period(row);
    if (period == NULL)
        return g_strdup("undated");
    if (!osint_timeline_is_coarse(timeline->by, row))
        return g_steal_pointer(&period);
    return g_strdup_printf("%s (%s unknown)", period, row->month == 0 ? "month" : "day");
}
