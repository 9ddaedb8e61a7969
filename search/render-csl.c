/* CSL-JSON, which citeproc, Zotero and pandoc read: one array of items. */
#include "search/origin.h"
#include "search/renderers.h"

static void put_text(json_t *item, const char *key, const char *text)
{
    if (text != NULL && *text != '\0')
        json_object_set_new(item, key, osint_json_text(text));
}

static void put_date(json_t *item, const char *key, const char *date)
{
    int parts[3];
    guint known = osint_render_date_parts(date, parts);
    json_t *array = json_array();
    for (guint i = 0; i < known; i++)
        json_array_append_new(array, json_integer(parts[i]));
    if (known > 0)
        json_object_set_new(item, key, json_pack("{s:[O]}", "date-parts", array));
    json_decref(array);
}

/* Which part of a name is the family's is not known. */
static void put_authors(json_t *item, const GPtrArray *authors)
{
    json_t *names = json_array();
    for (guint i = 0; i < authors->len; i++) {
        json_t *name = json_object();
        put_text(name, "literal", g_ptr_array_index(authors, i));
        json_array_append_new(names, name);
    }
    if (authors->len > 0)
        json_object_set(item, "author", names);
    json_decref(names);
}

static json_t *item_of(const OsintHit *hit)
{
    const OsintArticle *article = hit->article;
    g_autofree char *title = osint_article_headline(article->title, article->text, 200);
    g_autofree char *accessed = osint_render_accessed(hit);
    g_autofree char *copies = osint_copies_line(hit);
    g_autofree char *note = g_strconcat("Copies: ", copies, NULL);
    json_t *item = json_object();
    put_text(item, "id", article->id);
    put_text(item, "type", article->publisher != NULL ? "article-newspaper" : "webpage");
    put_text(item, "title", title);
    put_authors(item, article->authors);
    put_text(item, "container-title", article->publisher);
    put_date(item, "issued", article->published);
    put_date(item, "accessed", accessed);
    put_text(item, "URL", osint_render_link(article));
    put_text(item, "language", article->language);
    put_text(item, "note", copies != NULL ? note : NULL);
    return item;
}

static void csl_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                    const OsintRenderOptions *options)
{
    (void)search;
    g_string_append(out, options->before + options->given > 0 ? ",\n" : "\n");
    osint_json_append(out, item_of(hit));
}

const OsintRenderer osint_render_csl = {
    .name = "csl-json",
    .media_type = "application/vnd.citationstyles.csl+json",
    .open = "[",
    .between = "",
    .close = "]\n",
    .is_joined = TRUE,
    .gives_once = TRUE,
    .begin = osint_render_nothing,
    .hit = csl_hit,
    .end = osint_render_nothing,
};
