/* What there may be any number of is cut: the article itself has all of it. */
#include "web/article-about.h"

#include "web/article-marks.h"
#include "web/citation.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/page.h"
#include "web/parts.h"
#include "web/provenance.h"
#include "web/refine.h"
#include "web/tally.h"

#define ENTITIES_SHOWN 12
#define ENTITIES_FOLDED 200
#define DESCRIBED_SHOWN 20
#define ORIGINS_SHOWN 40
#define PLACES_SHOWN 20

static void append_section(OsintHtml *html, const char *id, const char *heading)
{
    html_format(html, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
}

static void append_more(OsintHtml *html, guint more)
{
    g_autofree char *number = osint_label_number(more);
    html_raw(html, "<li class=\"quiet\">");
    html_say(html, osint_html_words(html)->article.more, number);
    html_raw(html, "</li>\n");
}

static void append_passage_link(OsintHtml *html, const OsintArticleView *view, guint32 byte)
{
    guint passage = osint_passage_at(view->article, byte) + 1;
    g_autofree char *number = g_strdup_printf("%u", passage);
    g_autofree char *name = osint_words_fill(osint_html_words(html)->article.passage, number, NULL);
    g_autofree char *link = osint_link_article(view->ask, view->article, view->ask->at, passage);
    html_format(html, " <a class=\"in\" href=\"%s\" aria-label=\"%s\">¶%s</a>", link, name, number);
}

/* ---- entities ---- */

/* Leads to the entity's card; how often it is mentioned, to its mentions in this article. */
static void append_entity(OsintHtml *html, const OsintArticleView *view, const OsintTally *tally,
                          const OsintKind *kind)
{
    g_autofree char *card = osint_link_entity(view->ask, tally->id);
    OsintAsk mentions = *view->ask;
    g_autofree char *query = osint_refine_field("entity", tally->id);
    mentions.query = query;
    mentions.at = 0;
    g_autofree char *link = osint_link_match(&mentions, view->article, 1);
    g_autofree char *count = osint_label_count(tally->mentions, &osint_html_words(html)->article.mentions);
    html_format(html, "<li><a class=\"chip %s\" href=\"%s\"><bdi>%s</bdi></a> ", kind->css, card,
                tally->name);
    html_format(html, "<a class=\"times\" href=\"%s\" title=\"%s\" aria-label=\"%s: %s\">%u×</a></li>\n",
                link, osint_html_words(html)->article.step_through, tally->name, count, tally->mentions);
}

static void append_kind(OsintHtml *html, const OsintArticleView *view, const GPtrArray *tallies,
                        const OsintKind *kind)
{
    guint shown = MIN(tallies->len, ENTITIES_SHOWN), folded = MIN(tallies->len, ENTITIES_FOLDED);
    html_format(html, "<li>\n<h3><span class=\"e first %s\">%s</span></h3>\n<ul class=\"chips\">\n",
                kind->css, osint_kind_plural(osint_html_words(html), kind));
    for (guint i = 0; i < shown; i++)
        append_entity(html, view, g_ptr_array_index(tallies, i), kind);
    html_raw(html, "</ul>\n");
    if (shown < tallies->len) {
        g_autofree char *more = osint_label_number(tallies->len - shown);
        html_raw(html, "<details><summary class=\"quiet\">");
        html_say(html, osint_html_words(html)->article.more, more);
        html_raw(html, "</summary>\n<ul class=\"chips\">\n");
        for (guint i = shown; i < folded; i++)
            append_entity(html, view, g_ptr_array_index(tallies, i), kind);
        if (folded < tallies->len)
            append_more(html, tallies->len - folded);
        html_raw(html, "</ul>\n</details>\n");
    }
    html_raw(html, "</li>\n");
}

/* “the man” is Suspect A · 70 % sure · refers back to "a man in his 30s" ¶2 */
static void append_description(OsintHtml *html, const OsintArticleView *view, const OsintMention *mention)
{
    const OsintArticle *article = view->article;
    const OsintWords *words = osint_html_words(html);
    g_autofree char *sure = g_strdup_printf("%u", mention->confidence);
    html_raw(html, "<li><q");
    osint_marked_lang(html, article->language);
    html_raw(html, ">");
    osint_html_text_length(html, article->text + mention->span.start,
                           mention->span.end - mention->span.start);
    html_format(html, "</q> → <bdi>%s</bdi> · ", mention->name);
    html_say(html, words->article.sure, sure);
    if (mention->why != NULL)
        html_format(html, " · <span lang=\"en\">%s</span>", mention->why);
    append_passage_link(html, view, mention->span.start);
    html_raw(html, "</li>\n");
}

/* Mentions by description, each with what it stands for and how sure that is. */
static void append_described(OsintHtml *html, const OsintArticleView *view)
{
    guint count = 0;
    for (guint i = 0; i < view->article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(view->article->mentions, OsintMention, i);
        if (!mention->descriptive || count++ >= DESCRIBED_SHOWN)
            continue;
        if (count == 1)
            html_format(html, "<li>\n<h3><span class=\"e said\">%s</span></h3>\n<ul class=\"told\">\n",
                        osint_html_words(html)->article.described);
        append_description(html, view, mention);
    }
    if (count > DESCRIBED_SHOWN)
        append_more(html, count - DESCRIBED_SHOWN);
    if (count > 0)
        html_raw(html, "</ul>\n</li>\n");
}

/* The list of kinds is the legend: each wears the mark that it has in the text. */
static void append_entities(OsintHtml *html, const OsintArticleView *view)
{
    g_autoptr(GArray) tallies = osint_tally(view->article);
    const OsintWords *words = osint_html_words(html);
    guint count = 0;
    const OsintKind *kinds = osint_label_kinds(&count);
    if (tallies->len == 0)
        return;
    append_section(html, "entities", words->article.entities);
    html_raw(html, "<ul class=\"entity-list\">\n");
    for (guint kind = 0; kind < count; kind++) {
        g_autoptr(GPtrArray) of_kind = g_ptr_array_new();
        for (guint i = 0; i < tallies->len; i++) {
            OsintTally *tally = &g_array_index(tallies, OsintTally, i);
            if (osint_label_kind(tally->type) == &kinds[kind])
                g_ptr_array_add(of_kind, tally);
        }
        if (of_kind->len > 0)
            append_kind(html, view, of_kind, &kinds[kind]);
    }
    append_described(html, view);
    if (view->highlights != NULL && view->highlights->len > 0)
        html_format(html, "<li><mark>%s</mark></li>\n", words->article.matched);
    html_raw(html, "</ul>\n</section>\n");
}

/* ---- who is cited ---- */

typedef struct {
    const OsintCitation *first;
    GArray *places; /* guint32: where in the text */
} Origin;

static void origin_free(gpointer data)
{
    Origin *origin = data;
    g_array_unref(origin->places);
    g_free(origin);
}

/* Citations by who is cited, in order of appearance. */
static GPtrArray *origins_of(const OsintArticle *article)
{
    GPtrArray *origins = g_ptr_array_new_with_free_func(origin_free);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        const char *who = citation->origin != NULL ? citation->origin : citation->name;
        g_autofree char *key =
            g_strdup_printf("%d %d %s", citation->unnamed, citation->origin != NULL, who != NULL ? who : "");
        Origin *origin = g_hash_table_lookup(known, key);
        if (origin == NULL) {
            origin = g_new(Origin, 1);
            *origin = (Origin){citation, g_array_new(FALSE, FALSE, sizeof(guint32))};
            g_ptr_array_add(origins, origin);
            g_hash_table_insert(known, g_steal_pointer(&key), origin);
        }
        g_array_append_val(origin->places, citation->span.start);
    }
    return origins;
}

static void append_name(OsintHtml *html, const OsintArticleView *view, const OsintCitation *citation)
{
    const char *name = citation->name != NULL ? citation->name : citation->origin;
    if (citation->origin == NULL) {
        html_format(html, "<bdi>%s</bdi>", name);
        return;
    }
    g_autofree char *link = osint_link_entity(view->ask, citation->origin);
    html_format(html, "<a href=\"%s\"><bdi>%s</bdi></a>", link, name);
}

static void append_origin(OsintHtml *html, const OsintArticleView *view, const Origin *origin)
{
    const OsintWords *words = osint_html_words(html);
    const OsintCitation *citation = origin->first;
    gboolean has_name = citation->name != NULL || citation->origin != NULL;
    html_raw(html, "<li>");
    if (!has_name)
        osint_html_text(html, words->article.unnamed);
    else {
        const char *rest = citation->unnamed ? osint_html_say_until(html, words->article.unnamed_of) : NULL;
        append_name(html, view, citation);
        osint_html_text(html, rest);
    }
    guint last = 0, shown = 0;
    for (guint i = 0; i < origin->places->len && shown < PLACES_SHOWN; i++) {
        guint32 byte = g_array_index(origin->places, guint32, i);
        guint passage = osint_passage_at(view->article, byte) + 1;
        if (passage != last && shown++ < PLACES_SHOWN)
            append_passage_link(html, view, byte);
        last = passage;
    }
    html_raw(html, "</li>\n");
}

static void append_cited(OsintHtml *html, const OsintArticleView *view)
{
    g_autoptr(GPtrArray) origins = origins_of(view->article);
    if (origins->len == 0)
        return;
    append_section(html, "cited", osint_html_words(html)->article.cited);
    html_raw(html, "<ul>\n");
    for (guint i = 0; i < MIN(origins->len, ORIGINS_SHOWN); i++)
        append_origin(html, view, g_ptr_array_index(origins, i));
    if (origins->len > ORIGINS_SHOWN)
        append_more(html, origins->len - ORIGINS_SHOWN);
    html_raw(html, "</ul>\n</section>\n");
}

/* ---- what to do with it ---- */

static void append_forms(OsintHtml *html, const OsintArticleView *view)
{
    const OsintWords *words = osint_html_words(html);
    html_raw(html, "<p class=\"formats\">");
    osint_page_link(html, osint_link_like(view->ask, view->article->id), words->article.like);
    html_format(html, "</p>\n<p class=\"formats\">%s ", words->article.formats);
    osint_page_link(html, osint_link_article_format(view->ask, view->article, "json"), "json");
    for (const char *const *form = osint_citation_formats(); *form != NULL; form++) {
        html_raw(html, " ");
        osint_page_link(html, osint_link_article_format(view->ask, view->article, *form), *form);
    }
    html_raw(html, "</p>\n");
}

void osint_article_about(OsintHtml *html, const OsintArticleView *view)
{
    html_format(html, "<aside aria-label=\"%s\">\n", osint_html_words(html)->article.about);
    append_forms(html, view);
    append_entities(html, view);
    append_cited(html, view);
    osint_provenance_append(html, view);
    html_raw(html, "</aside>\n");
}
