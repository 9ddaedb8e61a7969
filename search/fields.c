/* Filters: entities, sources, dates, languages, paths. */
#include "search/fields.h"

#include <fnmatch.h>
#include <string.h>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/lists/list.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"
#include "indexer/text/words.h"
#include "search/cites.h"

/* ---- building queries ---- */

/* Any or all of some terms, without weight. */
static XapcQuery *combine_terms(XapcOp op, const GPtrArray *terms, GError **error)
{
    g_autoptr(GPtrArray) queries = g_ptr_array_new_with_free_func((GDestroyNotify)xapc_query_free);
    for (guint i = 0; i < terms->len; i++) {
        XapcQuery *query = xapc_query_term(g_ptr_array_index(terms, i), 1, 0, error);
        if (query == NULL)
            return NULL;
        g_ptr_array_add(queries, query);
    }
    g_autoptr(XapcQuery) all =
        xapc_query_combine(op, (XapcQuery *const *)queries->pdata, queries->len, 0, error);
    return all == NULL ? NULL : xapc_query_scale(all, 0.0, error);
}

static XapcQuery *term_query(const char *prefix, const char *value, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(terms, osint_filter_term(prefix, value));
    return combine_terms(XAPC_OR, terms, error);
}

typedef struct {
    GPtrArray *terms;
    const char *prefix;
} TermList;

static void append_term(const char *word, gpointer user_data)
{
    TermList *list = user_data;
    g_ptr_array_add(list->terms, osint_filter_term(list->prefix, word));
}

static XapcQuery *words_query(const char *prefix, const char *text, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    TermList list = {terms, prefix};
    osint_stems_terms(NULL, text, strlen(text), append_term, &list);
    return terms->len == 0 ? xapc_query_nothing(error) : combine_terms(XAPC_AND, terms, error);
}

/* "At most" holds for articles without any mention, too. */
static XapcQuery *entity_query(const OsintNode *node, GError **error)
{
    if (node->field == OSINT_FIELD_MENTIONS && node->minimum == 0)
        return xapc_query_all(error);
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    g_autofree char *folded = osint_entity_fold_name(node->text);
    for (guint i = 0; i < node->entities->len; i++) {
        const char *id = g_ptr_array_index(node->entities, i);
        g_autofree char *name = g_strconcat(id, "\t", folded, NULL);
        if (node->exact)
            g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_NAME, name));
        else
            osint_entity_terms(id, terms);
    }
    return combine_terms(XAPC_OR, terms, error);
}

static XapcQuery *slot_range(guint32 slot, gint64 lower, gint64 upper, GError **error)
{
    g_autoptr(GBytes) low = lower == G_MININT64 ? NULL : xapc_number_encode((double)lower);
    g_autoptr(GBytes) high = upper == G_MAXINT64 ? NULL : xapc_number_encode((double)upper);
    return xapc_query_value_range(slot, low, high, error);
}

/* A whole year, month or day is one term: cheaper than a range (ARCHITECTURE.md section 3). */
static char *period_term(gint64 begin, gint64 end)
{
    static const struct {
        OsintDatePrecision precision;
        const char *prefix;
        int digits;
    } units[] = {{OSINT_DATE_YEAR, OSINT_TERM_YEAR, 4},
                 {OSINT_DATE_MONTH, OSINT_TERM_MONTH, 6},
                 {OSINT_DATE_DAY, OSINT_TERM_DAY, 8}};
    int year, month, day;
    if (begin == G_MININT64 || end == G_MAXINT64)
        return NULL;
    osint_second_fields(begin, &year, &month, &day);
    g_autofree char *digits = g_strdup_printf("%04d%02d%02d", year, month, day);
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++) {
        OsintPeriod period;
        osint_period_containing(begin, units[i].precision, &period);
        if (period.begin == begin && period.end == end)
            return g_strdup_printf("%s%.*s", units[i].prefix, units[i].digits, digits);
    }
    return NULL;
}

/* An article is dated inside the range when the whole period of its date is: one dated only "2021" is not of
 * 20 April. */
static XapcQuery *date_query(const OsintNode *node, GError **error)
{
    g_autofree char *term = period_term(node->begin, node->end);
    if (term != NULL)
        return term_query("", term, error);
    g_autoptr(XapcQuery) from =
        slot_range(OSINT_SLOT_PUBLISHED, node->begin == G_MININT64 ? -G_MAXINT32 * 1000LL : node->begin,
                   G_MAXINT64, error);
    g_autoptr(XapcQuery) to =
        from == NULL ? NULL : slot_range(OSINT_SLOT_PUBLISHED_END, G_MININT64, node->end, error);
    return to == NULL ? NULL : xapc_query_pair(XAPC_AND, from, to, error);
}

/* The components of a glob that are plain names narrow; fnmatch decides. */
static XapcQuery *path_query(const char *glob, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) components = g_strsplit(glob, "/", -1);
    for (char **component = components; *component != NULL; component++) {
        if (**component == '\0' || strpbrk(*component, "*?[\\") != NULL)
            continue;
        g_autoptr(GString) folded = g_string_new(NULL);
        osint_word_fold(*component, strlen(*component), folded);
        g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_PATH, folded->str));
    }
    return terms->len == 0 ? xapc_query_all(error) : combine_terms(XAPC_AND, terms, error);
}

static XapcQuery *folded_query(const char *prefix, char *(*fold)(const char *, gssize), const char *text,
                               GError **error)
{
    g_autofree char *value = fold(text, -1);
    return term_query(prefix, value, error);
}

/* As the index has hosts (osint_url_host()). */
static char *fold_site(const char *text, G_GNUC_UNUSED gssize length)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    return g_strdup(g_str_has_prefix(lower, "www.") && lower[4] != '\0' ? lower + 4 : lower);
}

static char *fold_tag(const char *text, G_GNUC_UNUSED gssize length)
{
    return osint_entity_fold_name(text);
}

static XapcQuery *cites_query(const OsintNode *node, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    gboolean all;
    osint_cites_terms(node, terms, &all);
    return terms->len == 0 ? xapc_query_nothing(error)
                           : combine_terms(all ? XAPC_AND : XAPC_OR, terms, error);
}

static gboolean has_citation(const OsintNode *node, const OsintArticle *article)
{
    for (guint i = 0; i < article->citations->len; i++)
        if (osint_cites_wants(node, &g_array_index(article->citations, OsintCitation, i)))
            return TRUE;
    return FALSE;
}

XapcQuery *osint_field_query(const OsintNode *node, GError **error)
{
    switch (node->field) {
    case OSINT_FIELD_ENTITY:
    case OSINT_FIELD_MENTIONS:
        return entity_query(node, error);
    case OSINT_FIELD_CITES:
        return cites_query(node, error);
    case OSINT_FIELD_SOURCE:
        return words_query(OSINT_TERM_SOURCE, node->text, error);
    case OSINT_FIELD_SITE:
        return folded_query(OSINT_TERM_HOST, fold_site, node->text, error);
    case OSINT_FIELD_TAG:
        return folded_query(OSINT_TERM_TAG, fold_tag, node->text, error);
    case OSINT_FIELD_LANGUAGE:
        return folded_query(OSINT_TERM_LANGUAGE, g_ascii_strdown, node->text, error);
    case OSINT_FIELD_MEDIA_TYPE:
        return folded_query(OSINT_TERM_MEDIA_TYPE, g_ascii_strdown, node->text, error);
    case OSINT_FIELD_PATH:
        return path_query(node->text, error);
    case OSINT_FIELD_ID:
        return term_query(OSINT_TERM_ID, node->text, error);
    case OSINT_FIELD_RATING:
        return folded_query(OSINT_TERM_RATING, g_ascii_strup, node->text, error);
    case OSINT_FIELD_DATE:
        return date_query(node, error);
    case OSINT_FIELD_ADDED:
        return slot_range(OSINT_SLOT_ADDED, node->begin, node->end == G_MAXINT64 ? node->end : node->end - 1,
                          error);
    default:
        return xapc_query_all(error);
    }
}

gboolean osint_field_is_exact(const OsintNode *node)
{
    if (node->field == OSINT_FIELD_CITES)
        return osint_cites_is_exact(node);
    return node->field != OSINT_FIELD_PATH && node->field != OSINT_FIELD_MENTIONS &&
           !(node->field == OSINT_FIELD_ENTITY && node->exact);
}

/* ---- one article ---- */

static gboolean is_asked_for(const OsintNode *node, const char *entity)
{
    for (guint i = 0; i < node->entities->len; i++)
        if (osint_indicator_answers(entity, g_ptr_array_index(node->entities, i)))
            return TRUE;
    return FALSE;
}

static gboolean is_named(const char *name, const OsintArticle *article, const OsintMention *mention)
{
    g_autofree char *text =
        g_strndup(article->text + mention->span.start, mention->span.end - mention->span.start);
    g_autofree char *folded = osint_entity_fold_name(text);
    g_autofree char *wanted = osint_entity_fold_name(name);
    return g_str_equal(folded, wanted);
}

gboolean osint_field_wants_mention(const OsintNode *node, const OsintArticle *article,
                                   const OsintMention *mention)
{
    return is_asked_for(node, mention->entity) &&
           (!node->exact || (!mention->descriptive && is_named(node->text, article, mention)));
}

static guint count_mentions(const OsintNode *node, const OsintArticle *article)
{
    guint count = 0;
    for (guint i = 0; i < article->mentions->len; i++)
        count += osint_field_wants_mention(node, article,
                                           &g_array_index(article->mentions, OsintMention, i)) != FALSE;
    return count;
}

static void collect_word(const char *word, gpointer user_data)
{
    g_hash_table_add(user_data, g_strdup(word));
}

typedef struct {
    GHashTable *words;
    gboolean all;
} WordTest;

static void test_word(const char *word, gpointer user_data)
{
    WordTest *test = user_data;
    test->all = test->all && g_hash_table_contains(test->words, word);
}

gboolean osint_field_has_words(const char *text, const char *wanted)
{
    g_autoptr(GHashTable) words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    WordTest test = {words, TRUE};
    if (text != NULL)
        osint_stems_terms(NULL, text, strlen(text), collect_word, words);
    osint_stems_terms(NULL, wanted, strlen(wanted), test_word, &test);
    return test.all && g_hash_table_size(words) > 0;
}

static gboolean host_matches(const char *url, const char *site)
{
    g_autofree char *host = url == NULL ? NULL : osint_url_host(url);
    g_autofree char *wanted = fold_site(site, -1);
    if (host == NULL || !g_str_has_suffix(host, wanted))
        return FALSE;
    gsize before = strlen(host) - strlen(wanted);
    return before == 0 || host[before - 1] == '.';
}

static gboolean has_tag(const OsintArticle *article, const char *tag)
{
    g_autofree char *wanted = osint_entity_fold_name(tag);
    for (guint i = 0; i < article->tags->len; i++) {
        g_autofree char *own = osint_entity_fold_name(g_ptr_array_index(article->tags, i));
        if (g_str_equal(own, wanted))
            return TRUE;
    }
    return FALSE;
}

static gboolean language_matches(const char *language, const char *wanted)
{
    g_autofree char *primary = language == NULL ? NULL : osint_language_primary(language);
    return language != NULL &&
           (g_ascii_strcasecmp(language, wanted) == 0 || g_ascii_strcasecmp(primary, wanted) == 0);
}

/* The whole path, or its end from a component on. */
static gboolean path_matches(const char *path, const char *glob)
{
    int flags = strstr(glob, "**") != NULL ? 0 : FNM_PATHNAME;
    for (const char *from = path; from != NULL; from = strchr(from, '/')) {
        while (*from == '/')
            from++;
        if (fnmatch(*glob == '/' ? glob + 1 : glob, from, flags | FNM_CASEFOLD) == 0)
            return TRUE;
        if (*glob == '/')
            return FALSE;
    }
    return FALSE;
}

static gboolean date_matches(const OsintNode *node, const char *published)
{
    OsintPeriod period;
    return published != NULL && osint_date_parse(published, &period, NULL) && period.begin >= node->begin &&
           period.end <= node->end;
}

static gboolean equals_ignoring_case(const char *own, const char *wanted)
{
    return own != NULL && g_ascii_strcasecmp(own, wanted) == 0;
}

gboolean osint_field_is_tagged(const OsintNode *node, const OsintArticle *article)
{
    for (guint i = 0; !node->exact && i < article->tagged->len; i++)
        if (is_asked_for(node, g_ptr_array_index(article->tagged, i)))
            return TRUE;
    return FALSE;
}

static gboolean media_type_matches(const char *type, const char *wanted)
{
    const char *slash = type == NULL ? NULL : strchr(type, '/');
    return equals_ignoring_case(type, wanted) || (slash != NULL && equals_ignoring_case(slash + 1, wanted));
}

gboolean osint_field_matches(const OsintNode *node, const OsintArticle *article, gint64 added)
{
    switch (node->field) {
    case OSINT_FIELD_ENTITY:
        return count_mentions(node, article) > 0 || osint_field_is_tagged(node, article);
    case OSINT_FIELD_MENTIONS: {
        guint count = count_mentions(node, article);
        return count >= node->minimum && count <= node->maximum;
    }
    case OSINT_FIELD_CITES:
        return has_citation(node, article);
    case OSINT_FIELD_SOURCE:
        return osint_field_has_words(article->publisher, node->text);
    case OSINT_FIELD_SITE:
        return host_matches(article->url, node->text);
    case OSINT_FIELD_TAG:
        return has_tag(article, node->text);
    case OSINT_FIELD_LANGUAGE:
        return language_matches(article->language, node->text);
    case OSINT_FIELD_MEDIA_TYPE:
        return media_type_matches(article->media_type, node->text);
    case OSINT_FIELD_PATH:
        return article->path != NULL && path_matches(article->path, node->text);
    case OSINT_FIELD_ID:
        return g_str_equal(article->id, node->text);
    case OSINT_FIELD_RATING:
        return equals_ignoring_case(article->rating, node->text);
    case OSINT_FIELD_DATE:
        return date_matches(node, article->published);
    case OSINT_FIELD_ADDED:
        return added >= node->begin && added < node->end;
    default:
        return TRUE;
    }
}
