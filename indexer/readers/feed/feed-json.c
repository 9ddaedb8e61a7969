/* JSON Feed 1 and 1.1. A value of another type than it should have is as if it were missing. */
#include "indexer/readers/feed/feed-item.h"

#include <string.h>

#define MEDIA_TYPE "application/feed+json"

static const char *string_at(const json_t *object, const char *key)
{
    return json_string_value(json_object_get(object, key));
}

static char *copy_at(const json_t *object, const char *key)
{
    const json_t *value = json_object_get(object, key);
    if (json_is_integer(value))
        return g_strdup_printf("%" JSON_INTEGER_FORMAT, json_integer_value(value));
    return g_strdup(json_string_value(value));
}

gboolean osint_feed_is_json(const json_t *object)
{
    const char *version = string_at(object, "version");
    const json_t *items = json_object_get(object, "items");
    if (!json_is_array(items))
        return FALSE;
    if (version != NULL && strstr(version, "jsonfeed.org") != NULL)
        return TRUE;
    const json_t *first = json_array_get(items, 0);
    return json_object_get(object, "home_page_url") != NULL ||
           json_object_get(first, "content_html") != NULL || json_object_get(first, "content_text") != NULL;
}

static void read_person(OsintFeedItem *item, const json_t *person)
{
    const char *name = json_is_string(person) ? json_string_value(person) : string_at(person, "name");
    if (name != NULL)
        osint_feed_item_add_person(item, name);
}

/* Version 1 has one author, 1.1 a list. */
static void read_people(OsintFeedItem *item, const json_t *object)
{
    const json_t *authors = json_object_get(object, "authors"), *person;
    gsize index;
    json_array_foreach(authors, index, person) read_person(item, person);
    if (item->people->len == 0)
        read_person(item, json_object_get(object, "author"));
}

static void read_tags(OsintFeedItem *item, const json_t *tags)
{
    const json_t *tag;
    gsize index;
    json_array_foreach(tags, index, tag) osint_feed_item_add_tag(item, json_string_value(tag));
}

static OsintFeedText text_at(const json_t *object, const char *key, gboolean markup)
{
    return (OsintFeedText){.value = g_strdup(string_at(object, key)), .markup = markup};
}

static void add_content(OsintFeedItem *item, OsintFeedText text)
{
    if (text.value != NULL)
        g_array_append_val(item->contents, text);
}

static OsintFeedItem *read_item(const json_t *object)
{
    static const struct {
        const char *key;
        OsintFeedValue value;
        guint rank;
    } values[] = {{"id", OSINT_FEED_ID, 1},
                  {"url", OSINT_FEED_LINK, 2},
                  {"external_url", OSINT_FEED_LINK, 1},
                  {"date_published", OSINT_FEED_PUBLISHED, 1},
                  {"date_modified", OSINT_FEED_UPDATED, 1},
                  {"language", OSINT_FEED_LANGUAGE, 1}};
    OsintFeedItem *item = osint_feed_item_new();
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        osint_feed_item_set(item, values[i].value, values[i].rank, copy_at(object, values[i].key));
    osint_feed_text_set(&item->title, 1, text_at(object, "title", FALSE));
    osint_feed_text_set(&item->summary, 1, text_at(object, "summary", FALSE));
    add_content(item, text_at(object, "content_html", TRUE));
    add_content(item, text_at(object, "content_text", FALSE));
    read_people(item, object);
    read_tags(item, json_object_get(object, "tags"));
    return item;
}

static OsintFeed *read_feed(const json_t *object)
{
    OsintFeed *feed = osint_feed_new(MEDIA_TYPE);
    const json_t *item;
    gsize index;
    osint_feed_text_set(&feed->about->title, 1, text_at(object, "title", FALSE));
    osint_feed_text_set(&feed->about->subtitle, 1, text_at(object, "description", FALSE));
    osint_feed_item_set(feed->about, OSINT_FEED_LINK, 1, copy_at(object, "home_page_url"));
    osint_feed_item_set(feed->about, OSINT_FEED_SELF, 1, copy_at(object, "feed_url"));
    osint_feed_item_set(feed->about, OSINT_FEED_LANGUAGE, 1, copy_at(object, "language"));
    read_people(feed->about, object);
    json_array_foreach(json_object_get(object, "items"), index, item) if (json_is_object(item))
        g_ptr_array_add(feed->entries, read_item(item));
    osint_feed_resolve_links(feed);
    return feed;
}

void osint_feed_read_json(OsintDocument *document, const json_t *object)
{
    g_autoptr(OsintFeed) feed = read_feed(object);
    osint_feed_emit(document, feed);
}
