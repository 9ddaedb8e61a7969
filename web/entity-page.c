/* The card. Whatever it says leads to the passages that say so. */
#include "web/entity-page.h"

#include <string.h>

#include "search/asked.h"
#include "web/feed.h"
#include "web/hit.h"
#include "web/labels.h"
#include "web/marked.h"
#include "web/outward.h"
#include "web/page.h"
#include "web/quote.h"
#include "web/refine.h"
#include "web/timeline.h"

#define NAMES_SHOWN 12u
#define HEADLINE_CHARS 90

typedef struct {
    const OsintEntityView *view;
    const OsintCard *card;
    const OsintAsk *search; /* for links to results */
    const GPtrArray *asked; /* the entity */
    OsintHtml *html;
    const OsintWords *words;
} Sheet;

static const char *type_of(const OsintCard *card)
{
    return card->entity != NULL ? card->entity->type : card->asked->type;
}

static void append_section(const Sheet *sheet, const char *id, const char *heading)
{
    html_format(sheet->html, "<section aria-labelledby=\"%s\">\n<h2 id=\"%s\">%s</h2>\n", id, id, heading);
}

static void append_entity_link(const Sheet *sheet, const char *id, const char *type, const char *name)
{
    const OsintKind *kind = osint_label_kind(type);
    g_autofree char *link = osint_link_entity(sheet->view->ask, id);
    html_format(sheet->html,
                "<a class=\"chip %s\" href=\"%s\"><bdi>%s</bdi><span class=\"unseen\"> (%s)</span></a>",
                kind->css, link, name, osint_kind_name(sheet->words, kind));
}

/* ---- head ---- */

static void append_fact_text(const Sheet *sheet, const char *term, const char *value)
{
    html_format(sheet->html, "<div><dt>%s</dt><dd>%s</dd></div>\n", term, value);
}

/* Leads to the articles in the order that has the date first. */
static void append_fact_date(const Sheet *sheet, const char *term, const char *date, OsintSort sort)
{
    if (date == NULL)
        return;
    g_autofree char *label = osint_label_date(sheet->words, date);
    g_autofree char *link = osint_link_sort(sheet->search, sort);
    html_format(sheet->html,
                "<div><dt>%s</dt><dd><a href=\"%s\"><time datetime=\"%s\">%s</time></a></dd></div>\n", term,
                link, date, label);
}

static void append_part(GString *text, const char *form, guint64 number)
{
    if (number == 0)
        return;
    g_autofree char *digits = osint_label_number(number);
    g_autofree char *part = osint_words_fill(form, digits, NULL);
    g_string_append_printf(text, "%s%s", text->len > 0 ? ", " : "", part);
}

static void append_mentions(const Sheet *sheet)
{
    const OsintCard *card = sheet->card;
    g_autofree char *count = osint_label_number(card->mentions);
    g_autoptr(GString) parts = g_string_new(NULL);
    append_part(parts, sheet->words->entity.described, card->descriptive);
    append_part(parts, sheet->words->entity.undecided, card->undecided);
    html_format(sheet->html, "<div><dt>%s</dt><dd>%s", sheet->words->entity.mentions, count);
    if (parts->len > 0)
        html_format(sheet->html, " <span class=\"quiet\">%s</span>", parts->str);
    html_raw(sheet->html, "</dd></div>\n");
}

static void append_facts(const Sheet *sheet)
{
    const OsintCard *card = sheet->card;
    if (card->articles == 0) {
        html_format(sheet->html, "<p class=\"note\">%s</p>\n", sheet->words->entity.unseen);
        return;
    }
    g_autofree char *articles = osint_label_number(card->articles);
    html_raw(sheet->html, "<dl class=\"facts\">\n");
    append_fact_date(sheet, sheet->words->entity.first, card->first, OSINT_SORT_OLDEST);
    append_fact_date(sheet, sheet->words->entity.last, card->last, OSINT_SORT_NEWEST);
    append_fact_text(sheet, sheet->words->entity.articles, articles);
    append_mentions(sheet);
    html_raw(sheet->html, "</dl>\n");
    if (card->read < card->articles) {
        g_autofree char *read = osint_label_number(card->read);
        html_raw(sheet->html, "<p class=\"quiet\">");
        html_say(sheet->html, sheet->words->entity.only_newest, read);
        html_raw(sheet->html, "</p>\n");
    }
}

static void append_ways_on(const Sheet *sheet)
{
    g_autofree char *feed = osint_feed_link(sheet->view->ask);
    html_raw(sheet->html, "<p class=\"ways-on\">");
    osint_page_link(sheet->html, osint_link_search(sheet->search, sheet->search->query),
                    sheet->words->entity.all_passages);
    html_format(sheet->html, " <a href=\"%s\" type=\"application/atom+xml\">%s</a></p>\n", feed,
                sheet->words->entity.feed);
}

static void append_identity(const Sheet *sheet)
{
    const OsintKind *kind = osint_label_kind(type_of(sheet->card));
    const OsintEntity *entity = sheet->card->entity;
    html_format(sheet->html,
                "<h1><bdi>%s</bdi></h1>\n<p class=\"meta\"><span><span class=\"chip %s\">%s</span></span>",
                sheet->card->asked->name, kind->css, osint_kind_name(sheet->words, kind));
    html_format(sheet->html, "<code>%s</code>", sheet->card->asked->id);
    if (entity != NULL && entity->attack != NULL)
        html_format(sheet->html, "<code>%s</code>", entity->attack);
    html_raw(sheet->html, "</p>\n");
}

static void append_head(const Sheet *sheet)
{
    const OsintEntity *entity = sheet->card->entity;
    html_raw(sheet->html, "<header class=\"card\">\n");
    append_identity(sheet);
    if (entity == NULL)
        html_format(sheet->html, "<p class=\"quiet\">%s</p>\n", sheet->words->entity.unlisted);
    else if (entity->description != NULL)
        html_format(sheet->html, "<p class=\"described\" dir=\"auto\">%s</p>\n", entity->description);
    append_facts(sheet);
    if (sheet->card->articles > 0)
        append_ways_on(sheet);
    html_raw(sheet->html, "</header>\n");
}

/* ---- names ---- */

static void append_name_link(const Sheet *sheet, const OsintQueryName *name)
{
    g_autofree char *filter = osint_asked_only(name->name);
    if (name->articles > 0 && name->lists->len > 0)
        osint_page_search_link(sheet->html, osint_link_search(sheet->search, filter), name->name);
    else
        html_format(sheet->html, "<bdi>%s</bdi>", name->name);
}

static void append_joined(OsintHtml *html, const GPtrArray *texts)
{
    for (guint i = 0; i < texts->len; i++)
        html_format(html, "%s<bdi>%s</bdi>", i > 0 ? ", " : "", (const char *)g_ptr_array_index(texts, i));
}

static void append_others(const Sheet *sheet, const GPtrArray *ids)
{
    for (guint i = 0; i < ids->len; i++) {
        const char *id = g_ptr_array_index(ids, i);
        html_raw(sheet->html, " ");
        osint_page_link(sheet->html, osint_link_entity(sheet->view->ask, id), id);
    }
}

/* Who uses a name, which lists have it, and what else has it. */
static void append_name_users(const Sheet *sheet, const OsintQueryName *name)
{
    OsintHtml *html = sheet->html;
    append_joined(html, name->users);
    html_format(html, "<span class=\"quiet\">%s", name->users->len > 0 ? " · " : "");
    if (name->lists->len == 0)
        osint_html_text(html, sheet->words->entity.no_list);
    append_joined(html, name->lists);
    html_raw(html, "</span>");
    if (name->also->len > 0) {
        html_format(html, "<p class=\"shared\">%s", sheet->words->entity.also);
        append_others(sheet, name->also);
        html_raw(html, "</p>");
    }
}

static void append_name(const Sheet *sheet, const OsintQueryName *name)
{
    g_autofree char *articles = osint_label_number(name->articles);
    if (name->articles > 0)
        html_raw(sheet->html, "<tr><th scope=\"row\">");
    else
        html_raw(sheet->html, "<tr class=\"unused\"><th scope=\"row\">");
    append_name_link(sheet, name);
    html_format(sheet->html, "</th><td class=\"number\">%s</td><td>", articles);
    append_name_users(sheet, name);
    html_raw(sheet->html, "</td></tr>\n");
}

static void append_name_table(const Sheet *sheet, guint from, guint to)
{
    const OsintWords *words = sheet->words;
    html_format(sheet->html,
                "<table class=\"names\">\n<thead><tr><th scope=\"col\">%s</th>"
                "<th scope=\"col\" class=\"number\">%s</th><th scope=\"col\">%s · "
                "<span class=\"quiet\">%s</span></th></tr></thead>\n<tbody>\n",
                words->entity.name, words->entity.articles, words->entity.used_by, words->entity.lists);
    for (guint i = from; i < to; i++)
        append_name(sheet, g_ptr_array_index(sheet->card->asked->names, i));
    html_raw(sheet->html, "</tbody>\n</table>\n");
}

static void append_names(const Sheet *sheet)
{
    guint count = sheet->card->asked->names->len;
    guint shown = count <= NAMES_SHOWN + 3 ? count : NAMES_SHOWN;
    if (count == 0)
        return;
    append_section(sheet, "names", sheet->words->entity.names);
    append_name_table(sheet, 0, shown);
    if (shown < count) {
        g_autofree char *more = osint_label_count(count - shown, &sheet->words->entity.more_names);
        html_format(sheet->html, "<details><summary>%s</summary>\n", more);
        append_name_table(sheet, shown, count);
        html_raw(sheet->html, "</details>\n");
    }
    html_raw(sheet->html, "</section>\n");
}

/* ---- passages ---- */

/* ask: what is marked where its links lead. */
static void append_evidence(const Sheet *sheet, const OsintHit *hit, const OsintAsk *ask)
{
    const OsintArticle *article = hit->article;
    const OsintHitPassage *first = g_ptr_array_index(hit->passages, 0);
    const OsintResults results = {.ask = ask, .now = sheet->view->now, .entities = sheet->asked};
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    g_autofree char *link = osint_link_article(ask, article, 0, first->index);
    html_format(sheet->html, "<h3><a href=\"%s\"", link);
    osint_marked_lang(sheet->html, article->language);
    html_format(sheet->html, "><bdi>%s</bdi></a></h3>\n", headline);
    osint_hit_append_meta(sheet->html, article);
    osint_quote_append(sheet->html, &results, hit);
}

static void append_newest(const Sheet *sheet)
{
    const GPtrArray *newest = sheet->card->newest;
    if (newest->len == 0)
        return;
    append_section(sheet, "newest", sheet->words->entity.newest);
    html_raw(sheet->html, "<ol class=\"evidence\">\n");
    for (guint i = 0; i < newest->len; i++) {
        html_raw(sheet->html, "<li>\n");
        append_evidence(sheet, g_ptr_array_index(newest, i), sheet->search);
        html_raw(sheet->html, "</li>\n");
    }
    html_raw(sheet->html, "</ol>\n</section>\n");
}

/* ---- others ---- */

/* The query for the passages that name both. */
static char *together_query(const Sheet *sheet, const char *other)
{
    g_autofree char *own = osint_refine_field("entity", sheet->card->asked->id);
    g_autofree char *its = osint_refine_field("entity", other);
    return g_strconcat(own, " SAME/p ", its, NULL);
}

static void append_proof(const Sheet *sheet, const OsintCardRelated *related, const char *query)
{
    const OsintArticle *article = related->proof->article;
    OsintAsk both = *sheet->search;
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    both.query = (char *)query;
    html_raw(sheet->html, "<details><summary><span");
    osint_marked_lang(sheet->html, article->language);
    html_format(sheet->html, "><bdi>%s</bdi></span></summary>\n", headline);
    append_evidence(sheet, related->proof, &both);
    html_raw(sheet->html, "</details>");
}

static void append_related_one(const Sheet *sheet, const OsintCardRelated *related)
{
    g_autofree char *passages = osint_label_count(related->passages, &sheet->words->label.passages);
    g_autofree char *articles = osint_label_count(related->articles, &sheet->words->label.articles);
    g_autofree char *query = together_query(sheet, related->id);
    g_autofree char *count = osint_words_fill(sheet->words->entity.together, passages, articles, NULL);
    html_raw(sheet->html, "<li><p>");
    append_entity_link(sheet, related->id, related->type, related->name);
    html_raw(sheet->html, " ");
    osint_page_search_link(sheet->html, osint_link_search(sheet->search, query), count);
    html_raw(sheet->html, "</p>\n");
    append_proof(sheet, related, query);
    html_raw(sheet->html, "</li>\n");
}

static void append_related(const Sheet *sheet)
{
    const GPtrArray *related = sheet->card->related;
    if (related->len == 0)
        return;
    append_section(sheet, "related", sheet->words->entity.related);
    html_format(sheet->html, "<p class=\"quiet\">%s</p>\n<ul class=\"related\">\n",
                sheet->words->entity.related_note);
    for (guint i = 0; i < related->len; i++)
        append_related_one(sheet, g_ptr_array_index(related, i));
    html_raw(sheet->html, "</ul>\n</section>\n");
}

static void append_timeline(const Sheet *sheet)
{
    g_autoptr(OsintRefine) refine = osint_refine_new(sheet->search->query, sheet->view->now);
    OsintResults results = {
        .ask = sheet->search, .now = sheet->view->now, .refine = refine, .timeline = sheet->card->timeline};
    if (sheet->card->timeline->rows->len == 0)
        return;
    append_section(sheet, "when", sheet->words->entity.timeline);
    osint_timeline_append_strip(sheet->html, &results);
    html_raw(sheet->html, "</section>\n");
}

/* ---- what lists say ---- */

static void append_relation(const Sheet *sheet, const OsintRelation *relation, const char *name)
{
    OsintHtml *html = sheet->html;
    html_format(html, "<li><bdi>%s</bdi> ", relation->type);
    if (name != NULL)
        osint_page_link(html, osint_link_entity(sheet->view->ask, relation->target), name);
    else
        html_format(html, "<bdi>%s</bdi>", relation->target);
    html_raw(html, " <span class=\"quiet\">");
    html_say(html, sheet->words->entity.relation_list, relation->list);
    if (relation->confidence > 0) {
        g_autofree char *confidence = g_strdup_printf("%u", relation->confidence);
        html_raw(html, ", ");
        html_say(html, sheet->words->entity.confidence, confidence);
    }
    html_raw(html, "</span></li>\n");
}

static void append_relations(const Sheet *sheet)
{
    const GPtrArray *relations = sheet->card->entity->relations;
    if (relations->len == 0)
        return;
    append_section(sheet, "relations", sheet->words->entity.relations);
    html_raw(sheet->html, "<ul>\n");
    for (guint i = 0; i < relations->len; i++)
        append_relation(sheet, g_ptr_array_index(relations, i), g_ptr_array_index(sheet->card->targets, i));
    html_raw(sheet->html, "</ul>\n</section>\n");
}

static void append_references(const Sheet *sheet)
{
    const GPtrArray *refs = sheet->card->entity->refs;
    if (refs->len == 0)
        return;
    append_section(sheet, "references", sheet->words->entity.references);
    html_raw(sheet->html, "<ul class=\"references\">\n");
    for (guint i = 0; i < refs->len; i++) {
        html_raw(sheet->html, "<li>");
        osint_outward_link(sheet->html, g_ptr_array_index(refs, i));
        html_raw(sheet->html, "</li>\n");
    }
    html_raw(sheet->html, "</ul>\n</section>\n");
}

static void append_identifiers(const Sheet *sheet)
{
    const GPtrArray *uuids = sheet->card->entity->uuids;
    if (uuids->len == 0)
        return;
    append_section(sheet, "identifiers", sheet->words->entity.identifiers);
    html_raw(sheet->html, "<ul>\n");
    for (guint i = 0; i < uuids->len; i++)
        html_format(sheet->html, "<li><code>%s</code></li>\n", (const char *)g_ptr_array_index(uuids, i));
    html_raw(sheet->html, "</ul>\n</section>\n");
}

static void append_side(const Sheet *sheet)
{
    if (sheet->card->entity == NULL)
        return;
    html_raw(sheet->html, "<div class=\"side\">\n");
    append_relations(sheet);
    append_references(sheet);
    append_identifiers(sheet);
    html_raw(sheet->html, "</div>\n");
}

static void append_formats(const Sheet *sheet)
{
    html_raw(sheet->html, "<p class=\"formats\">");
    for (const OsintRenderer *const *each = osint_renderers(); *each != NULL; each++) {
        if (!osint_renderer_shows(*each, OSINT_SHOW_ENTITY))
            continue;
        osint_page_link(sheet->html, osint_link_format(sheet->view->ask, (*each)->name), (*each)->name);
        html_raw(sheet->html, " ");
    }
    html_raw(sheet->html, "</p>\n");
}

GString *osint_entity_page(const OsintEntityView *view)
{
    OsintAsk search = *view->ask;
    search.show = OSINT_SHOW_PASSAGES;
    search.card = NULL;
    g_autofree char *feed = osint_feed_link(view->ask);
    g_autofree char *feed_title =
        osint_words_fill(view->ask->words->entity.feed_title, view->card->asked->name, NULL);
    OsintPage page = {.base = view->ask->base,
                      .words = view->ask->words,
                      .title = view->card->asked->name,
                      .css = "entity",
                      .ask = &search,
                      .feed = feed,
                      .feed_title = feed_title};
    OsintHtml *html = osint_page_begin(&page);
    g_autoptr(GPtrArray) asked = g_ptr_array_new();
    g_ptr_array_add(asked, (gpointer)view->card->asked);
    const Sheet sheet = {view, view->card, &search, asked, html, view->ask->words};
    append_head(&sheet);
    html_raw(html, "<div class=\"columns\">\n<div>\n");
    append_names(&sheet);
    append_timeline(&sheet);
    append_related(&sheet);
    append_newest(&sheet);
    append_formats(&sheet);
    html_raw(html, "</div>\n");
    append_side(&sheet);
    html_raw(html, "</div>\n");
    return osint_page_end(html, &page);
}
