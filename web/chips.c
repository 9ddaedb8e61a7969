/* Entities as small signs with a name. */
#include "web/chips.h"

#include "indexer/text/words.h"
#include "web/labels.h"
#include "web/refine.h"
#include "web/tally.h"

#include <string.h>

#define OTHERS_SHOWN 4
#define LONG_QUERY 120 /* bytes */
#define NAMES_SHOWN 3
#define NAME_CHARS 60

gboolean osint_chips_is_long(const OsintAsk *ask)
{
    return ask->query != NULL && strlen(ask->query) > LONG_QUERY;
}

static const OsintQueryEntity *asked_for(const OsintResults *results, const char *id)
{
    for (guint i = 0; i < results->entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(results->entities, i);
        if (g_str_equal(entity->id, id))
            return entity;
    }
    return NULL;
}

/* ---- what the article calls it ---- */

static char *folded(const char *name, gsize length)
{
    GString *out = g_string_new(NULL);
    osint_word_fold(name, length, out);
    return g_string_free(out, FALSE);
}

/* What is marked by hand may be no name: "the man", "he". */
static gboolean is_name(const OsintQueryEntity *entity, const OsintMention *mention, const char *text)
{
    if (mention->descriptive)
        return FALSE;
    gboolean known = !mention->by_hand;
    for (guint i = 0; i < entity->also_searched->len && !known; i++) {
        const char *name = g_ptr_array_index(entity->also_searched, i);
        g_autofree char *one = folded(name, strlen(name));
        known = g_str_equal(one, text);
    }
    return known;
}

/* Names in the article other than the entity's own, each once, in order: char *. */
static GPtrArray *names_in(const OsintArticle *article, const OsintQueryEntity *entity, const char *own)
{
    GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_hash_table_add(seen, folded(own, strlen(own)));
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        gsize length = mention->span.end - mention->span.start;
        const char *text = article->text + mention->span.start;
        if (!g_str_equal(mention->entity, entity->id))
            continue;
        g_autofree char *called = folded(text, length);
        if (!is_name(entity, mention, called) || !g_hash_table_add(seen, g_steal_pointer(&called)))
            continue;
        g_autofree char *name = g_strndup(text, length);
        g_ptr_array_add(names, osint_article_headline(NULL, name, NAME_CHARS));
    }
    return names;
}

static void append_names(OsintHtml *html, const OsintQueryEntity *entity, const OsintArticle *article,
                         const OsintTally *tally)
{
    const OsintWords *words = osint_html_words(html);
    g_autoptr(GPtrArray) names = names_in(article, entity, tally->name);
    if (names->len == 0)
        return;
    html_raw(html, " ");
    const char *rest = osint_html_say_until(html, words->hit.as);
    for (guint i = 0; i < MIN(names->len, NAMES_SHOWN); i++) {
        osint_html_text(html, i > 0 ? words->label.comma : "");
        html_format(html, "<bdi>%s</bdi>", (const char *)g_ptr_array_index(names, i));
    }
    if (names->len > NAMES_SHOWN) {
        g_autofree char *more = g_strdup_printf("%u", names->len - NAMES_SHOWN);
        html_say(html, words->label.and_more, more);
    }
    osint_html_text(html, rest);
}

/* ---- chips ---- */

static void append_asked(OsintHtml *html, const OsintResults *results, const OsintArticle *article,
                         const OsintTally *tally)
{
    const OsintKind *kind = osint_label_kind(tally->type);
    g_autofree char *card = osint_link_entity(results->ask, tally->id);
    html_format(html, "<span><a class=\"chip on %s\" href=\"%s\" title=\"%s\"><bdi>%s</bdi></a>", kind->css,
                card, osint_kind_name(osint_html_words(html), kind), tally->name);
    append_names(html, asked_for(results, tally->id), article, tally);
    html_raw(html, "</span>\n");
}

static void append_other(OsintHtml *html, const OsintResults *results, const OsintTally *tally)
{
    const OsintWords *words = osint_html_words(html);
    const OsintKind *kind = osint_label_kind(tally->type);
    g_autofree char *card = osint_link_entity(results->ask, tally->id);
    if (osint_chips_is_long(results->ask)) {
        html_format(html, "<li class=\"chip %s\"><a href=\"%s\" title=\"%s\"><bdi>%s</bdi></a></li>\n",
                    kind->css, card, osint_kind_name(words, kind), tally->name);
        return;
    }
    g_autofree char *filter = osint_refine_field("entity", tally->id);
    g_autofree char *query = osint_refine_with(results->refine, filter, FALSE);
    if (query == NULL)
        return;
    g_autofree char *link = osint_link_search(results->ask, query);
    g_autofree char *label = osint_words_fill(words->hit.card, tally->name, NULL);
    html_format(html, "<li class=\"chip %s\"><a rel=\"nofollow\" href=\"%s\" title=\"%s\"><bdi>%s</bdi></a>",
                kind->css, link, osint_kind_name(words, kind), tally->name);
    html_format(html, "<a href=\"%s\" aria-label=\"%s\">›</a></li>\n", card, label);
}

void osint_chips_append_asked(OsintHtml *html, const OsintResults *results, const OsintArticle *article)
{
    if (results->entities->len == 0)
        return;
    g_autoptr(GArray) tallies = osint_tally(article);
    gboolean open = FALSE;
    for (guint i = 0; i < tallies->len; i++) {
        const OsintTally *tally = &g_array_index(tallies, OsintTally, i);
        if (asked_for(results, tally->id) == NULL)
            continue;
        if (!open)
            html_raw(html, "<p class=\"asked\">");
        open = TRUE;
        append_asked(html, results, article, tally);
    }
    if (open)
        html_raw(html, "</p>\n");
}

void osint_chips_append_others(OsintHtml *html, const OsintResults *results, const OsintArticle *article)
{
    g_autoptr(GArray) tallies = osint_tally(article);
    guint others = 0;
    for (guint i = 0; i < tallies->len; i++) {
        const OsintTally *tally = &g_array_index(tallies, OsintTally, i);
        if (asked_for(results, tally->id) != NULL)
            continue;
        if (others == 0)
            html_raw(html, "<ul class=\"chips\">\n");
        if (others++ < OTHERS_SHOWN)
            append_other(html, results, tally);
    }
    if (others > OTHERS_SHOWN) {
        g_autofree char *more = g_strdup_printf("%u", others - OTHERS_SHOWN);
        html_raw(html, "<li class=\"quiet\">");
        html_say(html, osint_html_words(html)->hit.more_entities, more);
        html_raw(html, "</li>\n");
    }
    if (others > 0)
        html_raw(html, "</ul>\n");
}
