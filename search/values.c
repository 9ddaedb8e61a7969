/* What is valid is told by rules and tables, and by the index: whatever an article has is valid. */
#include "search/values.h"

#include <string.h>

#include "indexer/article/article.h"
#include "indexer/article/language.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/edits.h"
#include "search/cites.h"
#include "search/languages.h"

#define MOST_EDITS 2   /* between a name and what was typed for it */
#define LONGEST_CODE 3 /* of a language, in letters */

static gboolean is_indexed(OsintIndex *index, const char *prefix, const char *value)
{
    g_autofree char *folded = g_ascii_strdown(value, -1);
    g_autofree char *term = osint_filter_term(prefix, folded);
    guint32 articles = 0;
    return xapc_db_term_freq(osint_index_db(index), term, &articles, NULL) && articles > 0;
}

static gboolean refuse(const OsintNode *node, const char *what, const char *nearest, OsintSpan *place,
                       GError **error)
{
    if (place != NULL)
        *place = node->span;
    GError *refusal =
        nearest != NULL
            ? g_error_new(OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_FIELD, "\"%s\" is no %s, nearest is \"%s\"",
                          node->text, what, nearest)
            : g_error_new(OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_FIELD, "\"%s\" is no %s", node->text, what);
    osint_query_error_set_nearest(refusal, nearest);
    g_propagate_error(error, refusal);
    return FALSE;
}

static void set_text(OsintNode *node, const char *text)
{
    if (g_str_equal(node->text, text))
        return;
    g_free(node->text);
    node->text = g_strdup(text);
}

/* ---- languages ---- */

static gboolean is_language(const char *primary)
{
    gsize count;
    const OsintLanguageName *languages = osint_languages(&count);
    for (gsize i = 0; i < count; i++)
        if (g_str_equal(languages[i].code, primary))
            return TRUE;
    return FALSE;
}

/* A name may be cut short or mistyped. */
static const char *language_named(const char *name)
{
    gsize count;
    const OsintLanguageName *languages = osint_languages(&count);
    for (gsize i = 0; i < count; i++)
        if (g_str_has_prefix(languages[i].name, name))
            return languages[i].code;
    for (gsize i = 0; i < count; i++)
        if (osint_word_within_edits(languages[i].name, name, MOST_EDITS))
            return languages[i].code;
    return NULL;
}

/* Of codes equally near one that articles have. */
static const char *language_near(OsintIndex *index, const char *code)
{
    gsize count;
    const OsintLanguageName *languages = osint_languages(&count);
    const char *nearest = NULL;
    for (gsize i = 0; i < count; i++) {
        const char *other = languages[i].code;
        if (!osint_word_within_edits(other, code, 1))
            continue;
        if (is_indexed(index, OSINT_TERM_LANGUAGE, other))
            return other;
        nearest = nearest == NULL ? other : nearest;
    }
    return nearest;
}

static const char *nearest_language(OsintIndex *index, const char *text)
{
    g_autofree char *lower = g_ascii_strdown(text, -1);
    const char *of_country = osint_language_of_country(lower);
    if (of_country != NULL)
        return of_country;
    return strlen(lower) > LONGEST_CODE ? language_named(lower) : language_near(index, lower);
}

static gboolean check_language(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error)
{
    g_autofree char *canonical = osint_language_canonical(node->text);
    g_autofree char *primary = canonical == NULL ? NULL : osint_language_primary(canonical);
    if (primary == NULL || (!is_language(primary) && !is_indexed(index, OSINT_TERM_LANGUAGE, primary)))
        return refuse(node, "code of a language", nearest_language(index, node->text), place, error);
    set_text(node, canonical);
    return TRUE;
}

/* ---- kinds of document ---- */

/* What follows the slash of a media type, and the endings and names that people know it by. */
static const struct {
    const char *typed, *type;
} kinds[] = {
    {"plain", "plain"},
    {"text", "plain"},
    {"txt", "plain"},
    {"markdown", "markdown"},
    {"md", "markdown"},
    {"html", "html"},
    {"htm", "html"},
    {"json", "json"},
    {"x-ndjson", "x-ndjson"},
    {"ndjson", "x-ndjson"},
    {"xml", "xml"},
    {"pdf", "pdf"},
    {"rss", "rss+xml"},
    {"atom", "atom+xml"},
    {"jsonfeed", "feed+json"},
    {"nitf", "nitf+xml"},
    {"newsml", "vnd.iptc.newsml"},
    {"newsml-g2", "vnd.iptc.g2.newsitem+xml"},
    {"ninjs", "vnd.iptc.ninjs+json"},
    {"word", "vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"docx", "vnd.openxmlformats-officedocument.wordprocessingml.document"},
    {"odt", "vnd.oasis.opendocument.text"},
    {"rtf", "rtf"},
    {"epub", "epub+zip"},
    {"pptx", "vnd.openxmlformats-officedocument.presentationml.presentation"},
    {"odp", "vnd.oasis.opendocument.presentation"},
    {"fodt", "vnd.oasis.opendocument.text-flat-xml"},
    {"eml", "rfc822"},
    {"mbox", "mbox"},
    {"warc", "warc"},
};

/* Whole media types are taken as they are when what follows their slash is a kind. */
static gboolean check_media_type(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error)
{
    g_autofree char *lower = g_ascii_strdown(node->text, -1);
    const char *slash = strchr(lower, '/'), *asked = slash == NULL ? lower : slash + 1, *nearest = NULL;
    guint least = MOST_EDITS + 1;
    if (is_indexed(index, OSINT_TERM_MEDIA_TYPE, lower))
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds) && least > 0; i++) {
        guint edits = osint_word_edits(slash == NULL ? kinds[i].typed : kinds[i].type, asked, MOST_EDITS);
        if (edits >= least)
            continue;
        least = edits;
        nearest = kinds[i].typed;
        if (edits == 0 && slash == NULL)
            set_text(node, kinds[i].type);
    }
    return least == 0 || refuse(node, "kind of document", nearest, place, error);
}

/* ---- ratings ---- */

/* The Admiralty code: A to F for the source, 1 to 6 for the information. */
gboolean osint_is_rating(const char *text)
{
    return strlen(text) == 2 && strchr("ABCDEF", g_ascii_toupper(text[0])) != NULL && text[1] >= '1' &&
           text[1] <= '6';
}

static gboolean check_rating(OsintNode *node, OsintSpan *place, GError **error)
{
    const char *text = node->text;
    gboolean shaped = strlen(text) == 2 && g_ascii_isalpha(text[0]) && g_ascii_isdigit(text[1]);
    if (!shaped)
        return refuse(node, "rating; one is written as A1 to F6", NULL, place, error);
    const char valid[] = {(char)MIN(g_ascii_toupper(text[0]), 'F'), CLAMP(text[1], '1', '6'), '\0'};
    if (!osint_is_rating(text))
        return refuse(node, "rating from A1 to F6", valid, place, error);
    set_text(node, valid);
    return TRUE;
}

/* ---- web sites ---- */

/* A host that begins so: "therecord" is for "therecord.media". */
static char *host_beginning(OsintIndex *index, const char *word)
{
    g_autofree char *lower = g_ascii_strdown(word, -1);
    g_autofree char *start = g_strconcat(OSINT_TERM_HOST, lower, ".", NULL);
    g_autoptr(XapcTerms) hosts = xapc_db_terms(osint_index_db(index), start, NULL);
    const char *host;
    return hosts != NULL && xapc_terms_next(hosts, &host, NULL) ? g_strdup(host + strlen(OSINT_TERM_HOST))
                                                                : NULL;
}

/* A host, or an address on it. */
static gboolean check_site(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error)
{
    gboolean address = strstr(node->text, "://") != NULL;
    g_autofree char *url = address ? g_strdup(node->text) : g_strconcat("https://", node->text, NULL);
    g_autofree char *host = osint_url_host(url);
    if (host != NULL && strchr(host, '.') != NULL) {
        set_text(node, host);
        return TRUE;
    }
    g_autofree char *nearest = host == NULL ? NULL : host_beginning(index, host);
    return refuse(node,
                  nearest != NULL ? "web site"
                                  : "web site; one is written as example.org, and publishers are asked for "
                                    "with source:",
                  nearest, place, error);
}

/* ---- who is cited ---- */

static gboolean check_cited(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error)
{
    if (osint_cites_resolve(index, node, error))
        return TRUE;
    if (place != NULL)
        *place = node->span;
    return FALSE;
}

gboolean osint_values_check(OsintIndex *index, OsintNode *node, OsintSpan *place, GError **error)
{
    gboolean good = TRUE;
    if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_LANGUAGE)
        good = check_language(index, node, place, error);
    else if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_MEDIA_TYPE)
        good = check_media_type(index, node, place, error);
    else if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_RATING)
        good = check_rating(node, place, error);
    else if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_SITE)
        good = check_site(index, node, place, error);
    else if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_CITES)
        good = check_cited(index, node, place, error);
    for (guint i = 0; good && node->children != NULL && i < node->children->len; i++)
        good = osint_values_check(index, g_ptr_array_index(node->children, i), place, error);
    return good;
}
