/* Where a page gives dates. The names of metas are those that htmldate and trafilatura (A. Barbaresi),
 * news-please and Readability.js look for, and those of Dublin Core, OpenGraph, parse.ly, Sailthru and Google
 * Scholar. */
#include "indexer/readers/html/dates.h"

#include <string.h>

#include "indexer/readers/html/address.h"
#include "indexer/readers/html/claims.h"
#include "indexer/readers/html/date-labels.h"
#include "indexer/readers/html/headline.h"

/* ---- what is declared ---- */

typedef struct {
    const char *name;
    OsintClaimSource source;
    OsintClaimRole role;
} MetaRule;

static const MetaRule meta_rules[] = {
    {"article:published_time", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"article:published", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"og:published_time", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"og:article:published_time", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"og:pubdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"rnews:datepublished", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"datepublished", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"date_published", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"originalpublicationdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"article_date_original", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"parsely-pub-date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"sailthru.date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"cxenseparse:recs:publishtime", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"cxenseparse:publishtime", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"shareaholic:article_published_time", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"bt:pubdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"article.published", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"article:publicationdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"citation_publication_date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"citation_online_date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"citation_date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"publish_date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"publish-date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"published_time", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"publishdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"published-date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"publication_date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"publication-date", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"pubdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"pdate", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"dc.date.issued", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"dcterms.issued", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"dc.date.publication", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"dc.date.published", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"datecreated", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"dateposted", OSINT_SOURCE_META, OSINT_CLAIM_PUBLISHED},
    {"article:created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"article.created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dc.date.created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dc.created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dc:created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dcterms.created", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dcterms.date", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dc.date", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dc:date", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"dcterms.available", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"analyticsattributes.articledate", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"article:date", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"timestamp", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"gentime", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"release_date", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED},
    {"date", OSINT_SOURCE_WEAK_META, OSINT_CLAIM_PUBLISHED},
    {"article:modified_time", OSINT_SOURCE_META, OSINT_CLAIM_UPDATED},
    {"article:modified", OSINT_SOURCE_META, OSINT_CLAIM_UPDATED},
    {"og:article:modified_time", OSINT_SOURCE_META, OSINT_CLAIM_UPDATED},
    {"datemodified", OSINT_SOURCE_META, OSINT_CLAIM_UPDATED},
    {"og:updated_time", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"updated_time", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"modified_time", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"dcterms.modified", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"dc.modified", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"dc.date.modified", OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_UPDATED},
    {"lastmod", OSINT_SOURCE_WEAK_META, OSINT_CLAIM_UPDATED},
    {"last-modified", OSINT_SOURCE_WEAK_META, OSINT_CLAIM_UPDATED},
    {"lastmodified", OSINT_SOURCE_WEAK_META, OSINT_CLAIM_UPDATED},
    {"revised", OSINT_SOURCE_WEAK_META, OSINT_CLAIM_UPDATED},
};

static GHashTable *meta_table(void)
{
    static gsize once;
    static GHashTable *table;
    if (g_once_init_enter(&once)) {
        table = g_hash_table_new(g_str_hash, g_str_equal);
        for (gsize i = 0; i < G_N_ELEMENTS(meta_rules); i++)
            g_hash_table_insert(table, (gpointer)meta_rules[i].name, (gpointer)&meta_rules[i]);
        g_once_init_leave(&once, 1);
    }
    return table;
}

static void claim_metas(OsintClaims *claims, const OsintPage *page)
{
    for (guint i = 0; i < page->metas->len; i++) {
        const OsintPageMeta *meta = &g_array_index(page->metas, OsintPageMeta, i);
        g_autofree char *name = g_ascii_strdown(meta->name, -1);
        const MetaRule *rule = g_hash_table_lookup(meta_table(), name);
        if (rule != NULL)
            osint_claims_add(claims, rule->source, rule->role, -(int)(rule - meta_rules), meta->content);
    }
}

static void claim_linked_data(OsintClaims *claims, const OsintLinkedData *data)
{
    OsintClaimSource source = data->article ? OSINT_SOURCE_LINKED_DATA : OSINT_SOURCE_PAGE_DATA;
    if (!osint_claims_add(claims, source, OSINT_CLAIM_PUBLISHED, 100, data->published))
        osint_claims_add(claims, OSINT_SOURCE_PAGE_DATA, OSINT_CLAIM_PUBLISHED, 90, data->created);
    osint_claims_add(claims, source, OSINT_CLAIM_UPDATED, 100, data->updated);
}

/* ---- what is seen ---- */

/* Nearness to the headline: dates stand right below it, or right above it. */
static int score_of_place(const OsintPageHeading *headline, OsintPagePlace place)
{
    if (headline == NULL)
        return 0;
    if (place.bytes >= headline->place.bytes) {
        gsize distance = place.bytes - headline->place.bytes;
        return distance < 600 ? 30 : distance < 1500 ? 20 : distance < 4000 ? 5 : -5;
    }
    gsize distance = headline->place.bytes - place.bytes;
    return distance < 150 ? 20 : distance < 400 ? 8 : -15;
}

static int score_of_hints(const OsintDateEvidence *evidence, guint hints, OsintPagePlace place)
{
    int score = 0;
    score += hints & OSINT_HINT_DATE ? 15 : 0;
    score += hints & OSINT_HINT_PUBLISH ? 8 : 0;
    score += hints & OSINT_HINT_TIME ? 12 : 0;
    score += hints & OSINT_HINT_BYLINE ? 8 : 0;
    score -= hints & OSINT_HINT_LINK ? 10 : 0;
    score -= hints & OSINT_HINT_FOOTER ? 15 : 0;
    score -= osint_page_is_aside(evidence->page, place) ? 55 : 0;
    return score;
}

static gboolean has_day(const char *date)
{
    return strlen(date) >= strlen("2021-04-20");
}

/* A line that is little more than the date is about it. */
static int score_of_line(const OsintPageLine *line, const OsintDateFound *found)
{
    gsize rest = strlen(line->text) - (found->end - found->start);
    return rest < 12 ? 12 : rest < 40 ? 6 : rest < 100 ? 0 : -12;
}

static OsintDateLabel label_of(const OsintPageLine *line, const GArray *found, guint index)
{
    const OsintDateFound *one = &g_array_index(found, OsintDateFound, index);
    gsize begin = index > 0 ? g_array_index(found, OsintDateFound, index - 1).end : 0;
    gsize end =
        index + 1 < found->len ? g_array_index(found, OsintDateFound, index + 1).start : strlen(line->text);
    OsintDateLabel label = osint_date_label_find(line->text + begin, one->start - begin);
    if (label == OSINT_LABEL_NONE && index + 1 == found->len && end - one->end < 40)
        label = osint_date_label_find(line->text + one->end, end - one->end);
    return label;
}

static void claim_line(OsintClaims *claims, const OsintDateEvidence *evidence,
                       const OsintPageHeading *headline, const OsintPageLine *line)
{
    g_autoptr(GArray) found =
        osint_dates_find(line->text, (line->hints & (OSINT_HINT_DATE | OSINT_HINT_BYLINE)) != 0);
    for (guint i = 0; i < found->len; i++) {
        const OsintDateFound *one = &g_array_index(found, OsintDateFound, i);
        OsintDateLabel label = label_of(line, found, i);
        if (!has_day(one->date) || label == OSINT_LABEL_OTHER)
            continue;
        gboolean update =
            label == OSINT_LABEL_UPDATED || (label == OSINT_LABEL_NONE && (line->hints & OSINT_HINT_UPDATE) &&
                                             !(line->hints & OSINT_HINT_PUBLISH));
        int score = score_of_place(headline, line->place) +
                    score_of_hints(evidence, line->hints, line->place) + score_of_line(line, one) +
                    (label == OSINT_LABEL_PUBLISHED ? 20 : 0) - (int)i;
        osint_claims_add_found(claims,
                               update                           ? OSINT_CLAIM_UPDATED
                               : label == OSINT_LABEL_PUBLISHED ? OSINT_CLAIM_PUBLISHED
                                                                : OSINT_CLAIM_UNSAID,
                               score, line->text, one);
    }
}

static gboolean is_property(const OsintPageMark *mark, const char *name)
{
    return mark->property != NULL && strstr(mark->property, name) != NULL;
}

static void claim_mark(OsintClaims *claims, const OsintDateEvidence *evidence,
                       const OsintPageHeading *headline, const OsintPageMark *mark)
{
    gboolean aside = osint_page_is_aside(evidence->page, mark->place);
    int score =
        score_of_place(headline, mark->place) + score_of_hints(evidence, mark->hints, mark->place) + 10;
    if (is_property(mark, "datePublished") || is_property(mark, "dateCreated"))
        osint_claims_add(claims, aside ? OSINT_SOURCE_VISIBLE : OSINT_SOURCE_MICRODATA, OSINT_CLAIM_PUBLISHED,
                         score, mark->value);
    else if (is_property(mark, "dateModified"))
        osint_claims_add(claims, aside ? OSINT_SOURCE_VISIBLE : OSINT_SOURCE_MICRODATA, OSINT_CLAIM_UPDATED,
                         score, mark->value);
    else if (mark->property == NULL || mark->hints & OSINT_HINT_TIME)
        osint_claims_add(claims, OSINT_SOURCE_VISIBLE,
                         mark->hints & OSINT_HINT_UPDATE && !(mark->hints & OSINT_HINT_PUBLISH)
                             ? OSINT_CLAIM_UPDATED
                             : OSINT_CLAIM_UNSAID,
                         score, mark->value);
}

static void claim_visible(OsintClaims *claims, const OsintDateEvidence *evidence)
{
    const OsintPage *page = evidence->page;
    const OsintPageHeading *headline = osint_page_headline(page, evidence->title);
    for (guint i = 0; i < page->marks->len; i++)
        claim_mark(claims, evidence, headline, &g_array_index(page->marks, OsintPageMark, i));
    for (guint i = 0; i < page->lines->len; i++)
        claim_line(claims, evidence, headline, &g_array_index(page->lines, OsintPageLine, i));
}

/* ---- what programs keep ---- */

/* "publishedAt":"2021-04-20T09:30:00Z", whatever quotes are around it. */
static void claim_value(OsintClaims *claims, const char *behind_key)
{
    const char *value = behind_key + strspn(behind_key, "\\\"' :");
    gsize length = strspn(value, "0123456789-:.TZ+ ");
    g_autofree char *text =
        value > behind_key && length >= 10 && length < 40 ? g_strndup(value, length) : NULL;
    osint_claims_add(claims, OSINT_SOURCE_PROGRAM, OSINT_CLAIM_PUBLISHED, 0, text);
}

void osint_claims_collect_programs(OsintClaims *claims, const OsintPage *page)
{
    static const char *const keys[] = {"datePublished", "publishedAt",  "published_at",    "publishDate",
                                       "publishedDate", "publish_date", "publicationDate", "firstPublished",
                                       "pubDate",       "createdAt",    "created_at",      NULL};
    for (gsize i = 0; keys[i] != NULL; i++)
        for (guint k = 0; k < page->programs->len; k++) {
            const char *at = strstr(g_ptr_array_index(page->programs, k), keys[i]);
            if (at != NULL)
                claim_value(claims, at + strlen(keys[i]));
        }
}

OsintClaims *osint_claims_collect(const OsintDateEvidence *evidence)
{
    OsintClaims *claims = osint_claims_new(evidence->now);
    if (evidence->linked != NULL)
        claim_linked_data(claims, evidence->linked);
    claim_metas(claims, evidence->page);
    claim_visible(claims, evidence);
    g_autofree char *date = evidence->address != NULL ? osint_address_date(evidence->address) : NULL;
    osint_claims_add(claims, OSINT_SOURCE_ADDRESS, OSINT_CLAIM_PUBLISHED, 0, date);
    return claims;
}
