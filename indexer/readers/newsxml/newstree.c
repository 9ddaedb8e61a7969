/* Small reads of a tree, and the text of what stands in it. */
#include "indexer/readers/newsxml/newstree.h"

#include "indexer/article/json.h"
#include "indexer/readers/feed/feed-item.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/layout.h"
#include "indexer/readers/markup.h"

#include <string.h>

/* Elements of NITF as what they are in HTML; those that have no text of the story are left out. */
static const OsintMarkupName nitf_names[] = {
    {"body.content", "div"}, {"body.head", ""},      {"body.end", "div"},     {"block", "div"},
    {"hl1", "h1"},           {"hl2", "h2"},          {"hedline", "div"},      {"bq", "blockquote"},
    {"media", "figure"},     {"media-caption", "p"}, {"media-metadata", ""},  {"media-reference", ""},
    {"media-producer", ""},  {"media-object", ""},   {"nitf-table", "table"}, {"nitf-table-metadata", ""},
    {"note", "div"},         {"fn", "div"},          {"credit", "p"},         {"datasource", "p"},
    {"tagline", "p"},        {"bibliography", "p"},  {"abstract", "div"},     {NULL, NULL},
};

static const char *local_name(const xmlNode *node)
{
    const char *colon = strrchr((const char *)node->name, ':');
    return colon != NULL ? colon + 1 : (const char *)node->name;
}

gboolean osint_news_is(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp(local_name(node), name) == 0;
}

static const xmlNode *from(const xmlNode *node, const char *name)
{
    while (node != NULL && !osint_news_is(node, name))
        node = node->next;
    return node;
}

const xmlNode *osint_news_again(const xmlNode *node)
{
    return from(node->next, local_name(node));
}

const xmlNode *osint_news_find(const xmlNode *node, const char *path)
{
    g_auto(GStrv) names = g_strsplit(path, "/", -1);
    for (char **name = names; *name != NULL && **name != '\0' && node != NULL; name++)
        node = from(node->children, *name);
    return node;
}

const xmlNode *osint_news_deep_next(const xmlNode *node, const xmlNode *top)
{
    const char *name = local_name(node);
    do
        node = osint_markup_next(node, top);
    while (node != NULL && !osint_news_is(node, name));
    return node;
}

const xmlNode *osint_news_deep(const xmlNode *top, const char *name)
{
    const xmlNode *node = top;
    while (node != NULL && !osint_news_is(node, name))
        node = osint_markup_next(node, top);
    return node;
}

char *osint_news_text(const xmlNode *node, const char *path)
{
    const xmlNode *found = osint_news_find(node, path);
    return found != NULL ? osint_markup_text(found) : NULL;
}

char *osint_news_attribute(const xmlNode *node, const char *path, const char *name)
{
    const xmlNode *found = osint_news_find(node, path);
    char *value = found != NULL ? osint_loose_xml_attribute(found, name) : NULL;
    if (value != NULL && *g_strstrip(value) == '\0')
        g_clear_pointer(&value, g_free);
    return value;
}

static const char *field_of(const OsintArticle *article, const char *key)
{
    const struct {
        const char *key, *value;
    } fields[] = {{"id", article->id},
                  {"title", article->title},
                  {"publisher", article->publisher},
                  {"published", article->published},
                  {"updated", article->updated},
                  {"language", article->language},
                  {"url", article->url}};
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (strcmp(fields[i].key, key) == 0)
            return fields[i].value;
    return NULL;
}

void osint_news_set(OsintArticle *article, const char *key, char *value)
{
    if (value != NULL && field_of(article, key) == NULL)
        osint_article_set_field(article, key, value);
    g_free(value);
}

void osint_news_add_tag(OsintArticle *article, char *tag)
{
    if (tag == NULL || *g_strstrip(tag) == '\0' || article->tags->len == OSINT_NEWS_MAX_TAGS ||
        g_ptr_array_find_with_equal_func(article->tags, tag, g_str_equal, NULL))
        g_free(tag);
    else
        g_ptr_array_add(article->tags, tag);
}

static gsize text_length(const OsintArticle *article)
{
    return article->text != NULL ? strlen(article->text) : 0;
}

/* NITF keeps the story apart from what stands above and below it. */
static const xmlNode *story_of(const xmlNode *content)
{
    const xmlNode *body = osint_news_deep(content, "body.content");
    return body != NULL ? body : content;
}

static void fill_with_text(OsintArticle *article, const char *text)
{
    if (osint_feed_looks_like_html(text))
        osint_html_fill_fragment(article, text, strlen(text));
    else
        article->text = osint_layout_text(text, strlen(text));
}

void osint_news_fill(OsintArticle *article, const xmlNode *content)
{
    g_autoptr(OsintArticle) filled = osint_article_new();
    const xmlNode *story = story_of(content);
    if (osint_loose_xml_has_elements(story)) {
        g_autofree char *html = osint_loose_xml_inner(story, nitf_names);
        osint_html_fill_fragment(filled, html, strlen(html));
    } else {
        g_autofree char *text = osint_loose_xml_text(story);
        if (text != NULL)
            fill_with_text(filled, text);
    }
    if (text_length(filled) <= text_length(article))
        return;
    char *text = article->text;
    article->text = filled->text;
    filled->text = text;
    GArray *headings = article->headings;
    article->headings = filled->headings;
    filled->headings = headings;
}

void osint_news_warn_status(OsintArticle *article, const char *status)
{
    static const char *const withdrawn[] = {"canceled", "cancelled", "withdrawn", "killed", NULL};
    static const char *const withheld[] = {"withheld", "embargoed", "withhold", NULL};
    const char *colon = status != NULL ? strrchr(status, ':') : NULL;
    g_autofree char *plain = status != NULL ? g_ascii_strdown(colon != NULL ? colon + 1 : status, -1) : NULL;
    if (plain == NULL)
        return;
    if (g_strv_contains(withdrawn, plain))
        osint_article_warn(article, "article-withdrawn",
                           "its publisher has withdrawn it: its status is \"%s\"", status);
    else if (g_strv_contains(withheld, plain))
        osint_article_warn(article, "article-unpublished", "it was not published yet: its status is \"%s\"",
                           status);
}

void osint_news_drop_same_update(OsintArticle *article)
{
    if (g_strcmp0(article->published, article->updated) == 0)
        g_clear_pointer(&article->updated, g_free);
}

void osint_news_complete(OsintArticle *article)
{
    if (text_length(article) > 0 || article->title == NULL)
        return;
    g_free(article->text);
    article->text = g_strdup(article->title);
    osint_article_warn(article, "text-from-title", "there is no text of it; its title stands for it");
}
