/* ninjs, versions 1 to 3, in which the same property has several names. */
#include "indexer/readers/newsxml/newsxml.h"

#include "indexer/article/json.h"
#include "indexer/readers/feed/feed-item.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/layout.h"
#include "indexer/readers/newsxml/byline.h"

#include <string.h>

#define MAX_DEPTH 4
#define MAX_TAGS 1000
#define MEDIA_TYPE "application/vnd.iptc.ninjs+json"

static const char *string_at(const json_t *object, const char *key)
{
    const char *value = json_string_value(json_object_get(object, key));
    return value != NULL && *value != '\0' ? value : NULL;
}

static const char *id_of(const json_t *object)
{
    const char *uri = string_at(object, "uri");
    return uri != NULL ? uri : string_at(object, "guid");
}

static gboolean has(const json_t *object, const char *key)
{
    return json_object_get(object, key) != NULL;
}

gboolean osint_ninjs_is(const json_t *object)
{
    static const char *const beginnings[] = {"headline", "body_", "description_"};
    static const char *const keys[] = {"bodies",    "descriptions", "versioncreated", "versionCreated",
                                       "pubstatus", "pubStatus",    "associations",   "copyrightholder",
                                       "standard",  "$standard",    "usageterms",     "copyrightHolder"};
    const char *key;
    json_t *value;
    if (id_of(object) == NULL || has(object, "text") || has(object, "html"))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        if (has(object, keys[i]))
            return TRUE;
    json_object_foreach((json_t *)object, key,
                        value) for (gsize i = 0; i < G_N_ELEMENTS(beginnings);
                                    i++) if (g_str_has_prefix(key, beginnings[i])) return TRUE;
    return FALSE;
}

static void set(OsintArticle *article, const char *key, const char *current, const char *value)
{
    if (current == NULL && value != NULL)
        osint_article_set_field(article, key, value);
}

/* Of text in several forms the longest. */
static void offer(OsintArticle *article, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_autoptr(OsintArticle) filled = osint_article_new();
    if (osint_feed_looks_like_html(text))
        osint_html_fill_fragment(filled, text, strlen(text));
    else
        filled->text = osint_layout_text(text, strlen(text));
    if (filled->text == NULL || (article->text != NULL && strlen(filled->text) <= strlen(article->text)))
        return;
    g_free(article->text);
    article->text = g_steal_pointer(&filled->text);
    g_array_set_size(article->headings, 0);
    g_array_append_vals(article->headings, filled->headings->data, filled->headings->len);
}

/* "body_html" and whatever else begins so, and the values of the list "bodies". */
static void offer_all(OsintArticle *article, const json_t *object, const char *prefix, const char *list)
{
    const char *key;
    const json_t *value, *each;
    gsize index;
    json_object_foreach((json_t *)object, key, value) if (g_str_has_prefix(key, prefix))
        offer(article, json_string_value(value));
    json_array_foreach(json_object_get(object, list), index, each) offer(article, string_at(each, "value"));
}

static gboolean has_text(const OsintArticle *article)
{
    return article->text != NULL && *article->text != '\0';
}

static void read_text(OsintArticle *article, const json_t *object)
{
    offer_all(article, object, "body_", "bodies");
    if (!has_text(article))
        offer_all(article, object, "description_", "descriptions");
    if (has_text(article) || article->title == NULL)
        return;
    g_free(article->text);
    article->text = g_strdup(article->title);
    osint_article_warn(article, "text-from-title", "there is no text of it; its title stands for it");
}

static const char *first_value(const json_t *list, const char *key)
{
    return json_is_array(list) ? string_at(json_array_get(list, 0), key) : NULL;
}

static void read_title(OsintArticle *article, const json_t *object)
{
    set(article, "title", article->title, string_at(object, "headline"));
    set(article, "title", article->title, string_at(object, "headline_main"));
    set(article, "title", article->title, first_value(json_object_get(object, "headlines"), "value"));
    set(article, "title", article->title, string_at(object, "title"));
}

static void read_dates(OsintArticle *article, const json_t *object)
{
    static const char *const published[] = {"firstcreated",   "firstCreated",   "contentcreated",
                                            "contentCreated", "versioncreated", "versionCreated"};
    for (gsize i = 0; i < G_N_ELEMENTS(published); i++)
        set(article, "published", article->published, string_at(object, published[i]));
    set(article, "updated", article->updated, string_at(object, "versioncreated"));
    set(article, "updated", article->updated, string_at(object, "versionCreated"));
    if (g_strcmp0(article->published, article->updated) == 0)
        g_clear_pointer(&article->updated, g_free);
}

static void read_people(OsintArticle *article, const json_t *object)
{
    gsize index;
    const json_t *author;
    json_array_foreach(json_object_get(object, "authors"), index, author)
        osint_byline_add_name(article, string_at(author, "name"));
    if (article->authors->len == 0)
        osint_byline_add(article, string_at(object, "byline"));
    if (article->authors->len == 0)
        osint_byline_add(article, string_at(object, "by"));
}

static void read_publisher(OsintArticle *article, const json_t *object)
{
    static const char *const keys[] = {"source", "copyrightholder", "copyrightHolder"};
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++)
        set(article, "publisher", article->publisher, string_at(object, keys[i]));
    set(article, "publisher", article->publisher, first_value(json_object_get(object, "infosource"), "name"));
    set(article, "publisher", article->publisher,
        first_value(json_object_get(object, "infoSources"), "name"));
}

static void add_tag(OsintArticle *article, const char *tag)
{
    if (tag != NULL && article->tags->len < MAX_TAGS &&
        !g_ptr_array_find_with_equal_func(article->tags, tag, g_str_equal, NULL))
        g_ptr_array_add(article->tags, g_strdup(tag));
}

static void read_tags(OsintArticle *article, const json_t *object)
{
    static const char *const lists[] = {"keywords", "subject", "subjects"};
    for (gsize i = 0; i < G_N_ELEMENTS(lists); i++) {
        gsize index;
        const json_t *each;
        json_array_foreach(json_object_get(object, lists[i]), index, each)
        {
            add_tag(article, json_is_string(each) ? json_string_value(each) : string_at(each, "name"));
            add_tag(article, string_at(each, "code"));
        }
    }
}

static void warn(OsintArticle *article, const json_t *object)
{
    const char *status = string_at(object, "pubstatus");
    if (status == NULL)
        status = string_at(object, "pubStatus");
    if (status != NULL && (strcmp(status, "canceled") == 0 || strcmp(status, "cancelled") == 0))
        osint_article_warn(article, "article-withdrawn",
                           "its publisher has withdrawn it: its status is \"%s\"", status);
    else if (status != NULL && strcmp(status, "usable") != 0)
        osint_article_warn(article, "article-unpublished", "it was not published yet: its status is \"%s\"",
                           status);
}

static void read_one(OsintDocument *document, const json_t *object, guint64 offset, guint line)
{
    OsintArticle *article = osint_document_new_article(document);
    if (document->part == NULL) {
        g_free(article->media_type);
        article->media_type = g_strdup(MEDIA_TYPE);
    }
    osint_article_set_field(article, "id", id_of(object));
    set(article, "language", NULL, string_at(object, "language"));
    read_title(article, object);
    read_dates(article, object);
    read_people(article, object);
    read_publisher(article, object);
    read_tags(article, object);
    warn(article, object);
    read_text(article, object);
    osint_document_emit(document, article, offset, line);
}

/* Whether something beside a story is a story: it has a text of its own. A picture has a caption only. */
static gboolean is_story(const json_t *object)
{
    const char *key;
    json_t *value;
    if (!osint_ninjs_is(object))
        return FALSE;
    json_object_foreach((json_t *)object, key,
                        value) if (g_str_has_prefix(key, "body_") || strcmp(key, "bodies") == 0) return TRUE;
    return FALSE;
}

static void read_tree(OsintDocument *document, const json_t *object, guint64 offset, guint line, guint depth)
{
    read_one(document, object, offset, line);
    const char *key;
    json_t *beside = json_object_get(object, "associations"), *value;
    gsize index;
    if (depth == MAX_DEPTH)
        return;
    json_object_foreach(beside, key, value) if (is_story(value))
        read_tree(document, value, offset, line, depth + 1);
    json_array_foreach(beside, index, value) if (is_story(value))
        read_tree(document, value, offset, line, depth + 1);
}

void osint_ninjs_read(OsintDocument *document, const json_t *object, guint64 offset, guint line)
{
    read_tree(document, object, offset, line, 1);
}
