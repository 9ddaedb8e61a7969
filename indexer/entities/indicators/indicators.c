/* From what a text has to mentions: what is benign, why each is one, and which listed entity it is. */
#include "indexer/entities/indicators/indicators.h"

#include <string.h>

#include "indexer/entities/indicators/benign.h"
#include "indexer/entities/indicators/hosts.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/entities/indicators/scan.h"

#define MAX_FOUND 100000
#define FORM_CONFIDENCE 60 /* percent: random text may look like it */
#define CUT_CODE "indicators-cut"

struct OsintIndicatorRules {
    const OsintEntityList *list;
    GHashTable *listed; /* id of an indicator -> GPtrArray of OsintEntity */
    OsintBenign *benign;
};

/* ---- lists ---- */

/* The kind of indicator that entities of a type are; NULL when they are none. */
static const char *kind_of_type(const char *type)
{
    static const char *const kinds[] = {"ipv4", "ipv6", "domain", "url",    "email",
                                        "md5",  "sha1", "sha256", "sha512", "asn"};
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++)
        if (g_str_equal(kinds[i], type))
            return kinds[i];
    return g_str_equal(type, "vulnerability") ? "cve" : NULL;
}

static void learn(OsintIndicatorRules *rules, const OsintEntity *entity)
{
    const char *kind = kind_of_type(entity->type);
    for (guint i = 0; kind != NULL && i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        char *id = osint_indicator_id(kind, alias->text);
        GPtrArray *entities = id != NULL ? g_hash_table_lookup(rules->listed, id) : NULL;
        if (id != NULL && entities == NULL)
            g_hash_table_insert(rules->listed, g_strdup(id), entities = g_ptr_array_new());
        if (entities != NULL && !g_ptr_array_find(entities, entity, NULL))
            g_ptr_array_add(entities, (gpointer)entity);
        g_free(id);
    }
}

OsintIndicatorRules *osint_indicator_rules_new(const OsintEntityList *list)
{
    OsintIndicatorRules *rules = g_new0(OsintIndicatorRules, 1);
    rules->list = list;
    rules->listed = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
    rules->benign = osint_benign_new(osint_entity_list_benign(list));
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        learn(rules, osint_entity_list_get(list, i));
    return rules;
}

void osint_indicator_rules_free(OsintIndicatorRules *rules)
{
    if (rules == NULL)
        return;
    g_hash_table_unref(rules->listed);
    osint_benign_free(rules->benign);
    g_free(rules);
}

/* ---- why ---- */

typedef struct {
    const OsintIndicatorRules *rules;
    OsintArticle *article;
    const OsintRefanged *refanged;
    char *site;       /* what the article's publisher registered, or NULL */
    gboolean defangs; /* the article defangs what is dangerous, so that its links are no indicators */
} Tagging;

static const char *host_of(const OsintIndicator *found, gsize *length)
{
    *length = strlen(found->value);
    if (g_str_equal(found->kind, "url"))
        return osint_benign_url_host(found->value, length);
    return g_str_equal(found->kind, "domain") ? found->value : NULL;
}

static gboolean is_own_site(const Tagging *tagging, const OsintIndicator *found)
{
    gsize length;
    const char *host = found->defanged ? NULL : host_of(found, &length);
    if (host == NULL || tagging->site == NULL)
        return FALSE;
    g_autofree char *name = g_strndup(host, length);
    return g_strcmp0(osint_host_registered(name), tagging->site) == 0;
}

static gboolean has_host(const OsintIndicator *found)
{
    return found->within == OSINT_WITHIN_URL || g_str_equal(found->kind, "url");
}

/* Why the article only refers to it; NULL when nothing says that it does. */
static const char *why_benign(const Tagging *tagging, const OsintIndicator *found)
{
    const char *why = osint_benign_why(tagging->rules->benign, found->kind, found->value);
    if (why != NULL)
        return why;
    if (is_own_site(tagging, found))
        return "the article's own site";
    if (tagging->defangs && found->link && !found->defanged && has_host(found) &&
        (g_str_equal(found->kind, "url") || g_str_equal(found->kind, "domain")))
        return "a link, where others are defanged";
    return NULL;
}

static const char *why_indicator(const OsintIndicator *found)
{
    if (found->within == OSINT_WITHIN_URL)
        return found->defanged ? "in a defanged URL" : "in a URL";
    if (found->within == OSINT_WITHIN_EMAIL)
        return found->defanged ? "in a defanged e-mail address" : "in an e-mail address";
    if (found->defanged)
        return "defanged";
    return found->link ? "written as a link" : NULL;
}

/* ---- mentions ---- */

static gboolean has_no_checksum(const char *kind)
{
    return g_str_equal(kind, "solana") || g_str_equal(kind, "monero");
}

static void add_mention(Tagging *tagging, const OsintIndicator *found)
{
    OsintSpan span = osint_refanged_span(tagging->refanged, found->start, found->end);
    g_autofree char *id = g_strconcat(found->kind, ":", found->value, NULL);
    const char *benign = why_benign(tagging, found);
    const char *why = benign != NULL ? benign : why_indicator(found);
    OsintMention *mention =
        osint_article_add_mention(tagging->article, span, id, osint_indicator_type(id, NULL), found->value);
    mention->benign = benign != NULL;
    mention->why = g_strdup(why);
    if (has_no_checksum(found->kind)) {
        mention->confidence = FORM_CONFIDENCE;
        g_free(mention->why);
        mention->why = g_strdup("by its form, which has no checksum");
    }
    const GPtrArray *listed = g_hash_table_lookup(tagging->rules->listed, id);
    for (guint i = 0; listed != NULL && i < listed->len; i++) {
        const OsintEntity *entity = g_ptr_array_index(listed, i);
        mention = osint_article_add_mention(tagging->article, span, entity->id, entity->type, entity->name);
        mention->benign = benign != NULL;
        mention->why = g_strdup(why);
    }
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const OsintIndicator *one = a, *other = b;
    if (one->start != other->start)
        return one->start < other->start ? -1 : 1;
    return one->end > other->end ? -1 : one->end < other->end;
}

/* Takes away what lists found inside an indicator, not what they have for the whole of it: both are in order
 * of their beginnings. */
static void drop_names_inside(Tagging *tagging, const GArray *found)
{
    GArray *mentions = tagging->article->mentions;
    guint kept = 0, next = 0;
    OsintSpan cover = {0, 0};
    for (guint i = 0; i < mentions->len; i++) {
        OsintMention *mention = &g_array_index(mentions, OsintMention, i);
        while (next < found->len) {
            const OsintIndicator *one = &g_array_index(found, OsintIndicator, next);
            OsintSpan span = osint_refanged_span(tagging->refanged, one->start, one->end);
            if (span.start > mention->span.start)
                break;
            cover = span.end > cover.end ? span : cover;
            next++;
        }
        gboolean inside = mention->span.start < cover.end && mention->span.end <= cover.end &&
                          !(mention->span.start == cover.start && mention->span.end == cover.end);
        if (inside && !mention->by_hand)
            continue;
        OsintMention other = g_array_index(mentions, OsintMention, kept);
        g_array_index(mentions, OsintMention, kept++) = *mention;
        *mention = other;
    }
    g_array_set_size(mentions, kept);
}

static gboolean defangs(const GArray *found)
{
    for (guint i = 0; i < found->len; i++)
        if (g_array_index(found, OsintIndicator, i).defanged)
            return TRUE;
    return FALSE;
}

static char *site_of(const OsintArticle *article)
{
    g_autofree char *host = article->url != NULL ? osint_url_host(article->url) : NULL;
    return host != NULL ? g_strdup(osint_host_registered(host)) : NULL;
}

static void clear_found(gpointer data)
{
    g_free(((OsintIndicator *)data)->value);
}

/* Once, however often the article is tagged. */
static void warn_cut(OsintArticle *article)
{
    for (guint i = 0; i < article->warnings->len; i++)
        if (g_str_equal(((const OsintWarning *)g_ptr_array_index(article->warnings, i))->code, CUT_CODE))
            return;
    osint_article_warn(article, CUT_CODE, "only the first %u indicators are marked", MAX_FOUND);
}

void osint_indicator_rules_tag(const OsintIndicatorRules *rules, OsintArticle *article)
{
    g_autoptr(OsintRefanged) refanged = osint_refanged_new(article->text, strlen(article->text));
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintIndicator));
    g_array_set_clear_func(found, clear_found);
    OsintIndicatorScan scan = {.refanged = refanged, .found = found, .limit = MAX_FOUND};
    scan.text = osint_refanged_text(refanged, &scan.length);
    osint_indicator_scan(&scan);
    if (found->len == 0)
        return;
    if (found->len >= MAX_FOUND)
        warn_cut(article);
    g_array_sort(found, by_place);
    g_autofree char *site = site_of(article);
    Tagging tagging = {rules, article, refanged, site, defangs(found)};
    drop_names_inside(&tagging, found);
    for (guint i = 0; i < found->len; i++)
        add_mention(&tagging, &g_array_index(found, OsintIndicator, i));
    osint_article_sort_mentions(article);
}
