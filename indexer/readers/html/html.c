/* HTML by libxml2's forgiving parser. The tree is walked without recursion; what is no text (scripts, forms,
 * navigation) is passed over. */
#include "indexer/readers/html/html.h"

#include "indexer/readers/boilerplate.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/html/recipe.h"
#include "indexer/readers/html/metadata.h"
#include "indexer/readers/markup.h"

#include <libxml/HTMLparser.h>
#include <string.h>

typedef enum { ELEMENT_INLINE, ELEMENT_BLOCK, ELEMENT_HEADING, ELEMENT_CELL, ELEMENT_SKIPPED } ElementKind;

static ElementKind kind_of(const xmlNode *node)
{
    static const char *const skipped[] = {"script",   "style",  "noscript", "template", "head",   "nav",
                                          "aside",    "footer", "form",     "button",   "select", "option",
                                          "textarea", "iframe", "object",   "svg",      "math",   "canvas",
                                          "audio",    "video",  "map",      NULL};
    static const char *const headings[] = {"h1", "h2", "h3", "h4", "h5", "h6", NULL};
    static const char *const blocks[] = {
        "address", "article", "blockquote", "body",       "center",  "dd",      "details", "div",
        "dl",      "dt",      "fieldset",   "figcaption", "figure",  "header",  "hr",      "html",
        "li",      "main",    "ol",         "p",          "pre",     "section", "summary", "table",
        "tbody",   "thead",   "tfoot",      "tr",         "caption", "ul",      "legend",  NULL};
    const char *name = (const char *)node->name;
    if (g_strv_contains(skipped, name))
        return ELEMENT_SKIPPED;
    if (g_strv_contains(headings, name))
        return ELEMENT_HEADING;
    if (g_strv_contains(blocks, name))
        return ELEMENT_BLOCK;
    return strcmp(name, "td") == 0 || strcmp(name, "th") == 0 ? ELEMENT_CELL : ELEMENT_INLINE;
}

static gboolean is_hidden(const xmlNode *node)
{
    g_autofree char *aria = osint_markup_attribute(node, "aria-hidden");
    g_autofree char *style = osint_markup_attribute(node, "style");
    return osint_markup_has_attribute(node, "hidden") || (aria != NULL && strcmp(aria, "true") == 0) ||
           (style != NULL &&
            (strstr(style, "display:none") != NULL || strstr(style, "display: none") != NULL));
}

static gboolean is_kept(const xmlNode *node)
{
    return node->type == XML_ELEMENT_NODE && kind_of(node) != ELEMENT_SKIPPED && !is_hidden(node);
}

typedef struct {
    OsintFlow *flow;
    guint preformatted; /* open <pre> elements */
} Walk;

static void enter(Walk *walk, const xmlNode *node)
{
    ElementKind kind = kind_of(node);
    if (kind == ELEMENT_BLOCK || kind == ELEMENT_HEADING)
        osint_flow_end_block(walk->flow, FALSE);
    else if (kind == ELEMENT_CELL)
        osint_flow_add(walk->flow, " ", 1);
    else if (strcmp((const char *)node->name, "br") == 0)
        osint_flow_line_break(walk->flow);
    walk->preformatted += strcmp((const char *)node->name, "pre") == 0;
}

static void leave(Walk *walk, const xmlNode *node)
{
    ElementKind kind = kind_of(node);
    if (kind == ELEMENT_BLOCK || kind == ELEMENT_HEADING)
        osint_flow_end_block(walk->flow, kind == ELEMENT_HEADING);
    walk->preformatted -= strcmp((const char *)node->name, "pre") == 0;
}

static gboolean is_break(const xmlNode *node)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "br") == 0;
}

/* Two <br> in a row separate paragraphs. */
static gboolean follows_break(const xmlNode *node)
{
    const xmlNode *before = node->prev;
    if (before != NULL && before->type == XML_TEXT_NODE && osint_markup_is_blank(before))
        before = before->prev;
    return is_break(before);
}

static void visit(Walk *walk, const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        const char *text = (const char *)node->content;
        if (walk->preformatted > 0)
            osint_flow_add_lines(walk->flow, text, strlen(text));
        else
            osint_flow_add(walk->flow, text, strlen(text));
    } else if (is_break(node) && follows_break(node)) {
        osint_flow_end_block(walk->flow, FALSE);
    } else if (is_kept(node)) {
        enter(walk, node);
    }
}

static void walk_tree(OsintFlow *flow, const xmlNode *root)
{
    Walk walk = {.flow = flow};
    const xmlNode *node = root;
    visit(&walk, node);
    while (node != NULL) {
        if (node->children != NULL && is_kept(node)) {
            node = node->children;
        } else {
            if (is_kept(node))
                leave(&walk, node);
            while (node != root && node->next == NULL) {
                node = node->parent;
                leave(&walk, node);
            }
            if (node == root)
                return;
            node = node->next;
        }
        visit(&walk, node);
    }
}

static gsize text_length(const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    gsize length = content != NULL ? strlen((const char *)content) : 0;
    xmlFree(content);
    return length;
}

/* The element that holds the article: the longest <article>, else <main>, else everything. */
static const xmlNode *find_root(xmlDoc *tree)
{
    const xmlNode *top = xmlDocGetRootElement(tree), *best = NULL;
    gsize longest = 0;
    for (const xmlNode *node = top; node != NULL; node = osint_markup_next(node, top)) {
        if (node->type != XML_ELEMENT_NODE)
            continue;
        gboolean article = strcmp((const char *)node->name, "article") == 0;
        if (article || (strcmp((const char *)node->name, "main") == 0 && best == NULL)) {
            gsize length = text_length(node);
            if (length > longest) {
                longest = length;
                best = node;
            }
        }
    }
    return best != NULL && longest > 200 ? best : top;
}

/* The first heading says the title again. */
static void drop_title_heading(OsintArticle *article)
{
    if (article->title == NULL || article->text == NULL || article->headings->len == 0)
        return;
    OsintSpan first = g_array_index(article->headings, OsintSpan, 0);
    g_autofree char *heading = g_strndup(article->text + first.start, first.end - first.start);
    if (first.start != 0 || strlen(heading) < 4 || strstr(article->title, heading) == NULL)
        return;
    guint32 cut = first.end;
    while (article->text[cut] == '\n')
        cut++;
    memmove(article->text, article->text + cut, strlen(article->text + cut) + 1);
    g_array_remove_index(article->headings, 0);
    for (guint i = 0; i < article->headings->len; i++) {
        OsintSpan *span = &g_array_index(article->headings, OsintSpan, i);
        span->start -= cut;
        span->end -= cut;
    }
}

/* The text that a recipe has found. */
static void fill_chosen(OsintArticle *article, const GPtrArray *chosen)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    for (guint i = 0; i < chosen->len; i++) {
        walk_tree(flow, g_ptr_array_index(chosen, i));
        osint_flow_end_block(flow, FALSE);
    }
    osint_flow_finish(flow, article);
    drop_title_heading(article);
}

void osint_html_fill(OsintArticle *article, const char *html, gsize length, const char *url, gint64 now,
                     const OsintRecipes *recipes)
{
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(html, length, &cut_short);
    if (tree == NULL)
        return;
    if (cut_short)
        osint_article_warn(article, "html-too-deep", "its elements are nested too deep; the end is missing");
    const OsintRecipe *recipe = osint_recipe_for(recipes, article, url, tree);
    g_autoptr(GPtrArray) chosen = recipe != NULL ? osint_recipe_apply(recipe, tree, article) : NULL;
    osint_html_metadata(article, tree, url, now);
    const xmlNode *root = find_root(tree);
    if (chosen != NULL) {
        fill_chosen(article, chosen);
    } else if (root != NULL) {
        g_autoptr(OsintFlow) flow = osint_flow_new();
        walk_tree(flow, root);
        osint_flow_end_block(flow, FALSE);
        osint_flow_finish(flow, article);
        drop_title_heading(article);
        if (*article->text != '\0')
            osint_boilerplate_trim(article);
    }
    osint_html_language(article, tree);
    xmlFreeDoc(tree);
}

void osint_html_fill_fragment(OsintArticle *article, const char *html, gsize length)
{
    gboolean cut_short;
    xmlDoc *tree = osint_markup_parse_html(html, length, &cut_short);
    if (tree == NULL)
        return;
    if (cut_short)
        osint_article_warn(article, "html-too-deep", "its elements are nested too deep; the end is missing");
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (root != NULL) {
        g_autoptr(OsintFlow) flow = osint_flow_new();
        walk_tree(flow, root);
        osint_flow_end_block(flow, FALSE);
        osint_flow_finish(flow, article);
    }
    xmlFreeDoc(tree);
}

void osint_html_read(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *declared = osint_document_charset(document) != NULL
                                    ? g_strdup(osint_document_charset(document))
                                    : osint_encoding_declared(data, length);
    gsize decoded_length;
    g_autofree char *decoded = osint_document_decode(document, data, length, declared, &decoded_length);
    OsintArticle *article = osint_document_new_article(document);
    osint_html_fill(article, decoded, decoded_length, osint_document_url(document), document->now,
                    document->recipes);
    osint_document_emit(document, article, 0, 0);
}
