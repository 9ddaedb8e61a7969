/* Origins, totals and periods as people read them. */
#include "search/origin.h"

#include <string.h>

/* How many characters of a description are shown. */
#define DESCRIPTION_CHARS 60

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

/* ---- copies ---- */

static const char *copies_word(guint64 count)
{
    return count == 1 ? "copy" : "copies";
}

char *osint_folded_text(const OsintSearch *search)
{
    gboolean exact = FALSE;
    guint64 folded = osint_search_folded(search);
    osint_search_total(search, &exact);
    if (folded == 0)
        return NULL;
    return g_strdup_printf("%s%" G_GUINT64_FORMAT " %s folded", exact ? "" : "about ", folded,
                           copies_word(folded));
}

static char *origin_or_id(const OsintArticle *article)
{
    char *origin = osint_origin_text(article);
    if (*origin != '\0')
        return origin;
    g_free(origin);
    return g_strdup(article->id);
}

char *osint_copies_text(const OsintHit *hit)
{
    guint count = hit->copies->len + hit->copies_more;
    if (hit->copies->len == 0)
        return NULL;
    const OsintCopy *first = g_ptr_array_index(hit->copies, 0);
    g_autofree char *origin = first->earliest ? origin_or_id(first->article) : NULL;
    if (origin != NULL)
        return g_strdup_printf("%u %s; the earliest: %s", count, copies_word(count), origin);
    return g_strdup_printf("%u %s%s", count, copies_word(count),
                           hit->earliest ? "; this is the earliest" : "");
}

char *osint_copy_text(const OsintCopy *copy)
{
    g_autofree char *origin = origin_or_id(copy->article);
    return g_strconcat(origin, copy->matches == OSINT_MATCHES_NOT ? " (not found by this query)" : "", NULL);
}

char *osint_copies_line(const OsintHit *hit)
{
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < hit->copies->len; i++) {
        g_autofree char *origin = origin_or_id(((OsintCopy *)g_ptr_array_index(hit->copies, i))->article);
        g_string_append_printf(line, "%s%s", i > 0 ? "; " : "", origin);
    }
    if (hit->copies_more > 0)
        g_string_append_printf(line, "; and %u more", hit->copies_more);
    return line->len > 0 ? g_strdup(line->str) : NULL;
}

/* ---- mentions ---- */

const OsintMention *osint_described_mention(const char *entity, const OsintArticle *article, OsintSpan span)
{
    const OsintMention *best = NULL;
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start >= span.end)
            break;
        if (mention->span.start < span.start || mention->span.end > span.end ||
            !g_str_equal(mention->entity, entity))
            continue;
        if (!mention->descriptive)
            return NULL;
        if (best == NULL || mention->confidence > best->confidence)
            best = mention;
    }
    return best;
}

static char *description_text(const OsintArticle *article, const OsintMention *mention)
{
    g_autofree char *words =
        g_strndup(article->text + mention->span.start, mention->span.end - mention->span.start);
    g_autofree char *shown = osint_article_headline(words, NULL, DESCRIPTION_CHARS);
    return g_strdup_printf("as \"%s\" (described, not named; %u %%%s)", g_strdelimit(shown, "\n", ' '),
                           mention->confidence, mention->undecided ? ", fits others as well" : "");
}

char *osint_described_text(const GPtrArray *entities, const OsintArticle *article, OsintSpan span)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(entities, i);
        const OsintMention *mention = osint_described_mention(entity->id, article, span);
        if (mention == NULL)
            continue;
        g_autofree char *part = description_text(article, mention);
        if (strstr(text->str, part) == NULL)
            g_string_append_printf(text, "%s%s", text->len > 0 ? "; " : "", part);
    }
    return g_string_free(text, text->len == 0);
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
