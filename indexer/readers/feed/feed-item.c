/* The record of a feed. */
#include "indexer/readers/feed/feed-item.h"

#include "indexer/article/article.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/feed/feed-link.h"
#include "indexer/readers/html/html.h"

#include <string.h>

/* Authors, or tags, of one entry: more are noise. */
#define MAX_NAMES 1000

static void free_person(gpointer data)
{
    OsintFeedPerson *person = data;
    g_free(person->name);
    g_free(person->email);
    g_free(person);
}

static void clear_text(gpointer data)
{
    osint_feed_text_clear(data);
}

OsintFeedItem *osint_feed_item_new(void)
{
    OsintFeedItem *item = g_new0(OsintFeedItem, 1);
    item->contents = g_array_new(FALSE, FALSE, sizeof(OsintFeedText));
    g_array_set_clear_func(item->contents, clear_text);
    item->people = g_ptr_array_new_with_free_func(free_person);
    item->tags = g_ptr_array_new_with_free_func(g_free);
    return item;
}

static void free_item(gpointer data)
{
    OsintFeedItem *item = data;
    osint_feed_text_clear(&item->title);
    osint_feed_text_clear(&item->subtitle);
    osint_feed_text_clear(&item->summary);
    g_array_unref(item->contents);
    for (gsize i = 0; i < OSINT_FEED_VALUES; i++)
        g_free(item->values[i]);
    g_ptr_array_unref(item->people);
    g_ptr_array_unref(item->tags);
    g_free(item);
}

OsintFeed *osint_feed_new(const char *media_type)
{
    OsintFeed *feed = g_new0(OsintFeed, 1);
    feed->media_type = media_type;
    feed->about = osint_feed_item_new();
    feed->entries = g_ptr_array_new_with_free_func(free_item);
    return feed;
}

void osint_feed_free(OsintFeed *feed)
{
    if (feed == NULL)
        return;
    free_item(feed->about);
    g_ptr_array_unref(feed->entries);
    g_free(feed->trouble);
    g_free(feed);
}

static gboolean is_date(OsintFeedValue which)
{
    return which >= OSINT_FEED_PUBLISHED && which <= OSINT_FEED_DATE;
}

void osint_feed_item_set(OsintFeedItem *item, OsintFeedValue which, guint rank, char *value)
{
    g_autofree char *clean = osint_clean_line(value);
    g_free(value);
    gboolean better = item->values[which] == NULL || rank > item->ranks[which] ||
                      (rank == item->ranks[which] && is_date(which));
    if (clean == NULL || !better)
        return;
    g_free(item->values[which]);
    item->values[which] = g_steal_pointer(&clean);
    item->ranks[which] = rank;
}

void osint_feed_text_clear(OsintFeedText *text)
{
    g_clear_pointer(&text->value, g_free);
}

void osint_feed_text_set(OsintFeedText *text, guint rank, OsintFeedText value)
{
    value.rank = rank;
    if (value.value == NULL || (text->value != NULL && rank <= text->rank)) {
        osint_feed_text_clear(&value);
        return;
    }
    osint_feed_text_clear(text);
    *text = value;
}

char *osint_feed_text_line(const OsintFeedText *text)
{
    if (text->value == NULL)
        return NULL;
    if (!text->markup)
        return osint_clean_line(text->value);
    g_autoptr(OsintArticle) article = osint_article_new();
    osint_html_fill_fragment(article, text->value, strlen(text->value));
    return osint_clean_line(article->text);
}

/* An address and what stands around it. */
static char *take_email(char *written)
{
    static const char allowed[] =
        "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789.!#$%&'*+-/=?^_`{|}~";
    char *at = strchr(written, '@');
    if (at == NULL || at == written || at[1] == '\0')
        return NULL;
    char *start = at, *end = at + 1;
    while (start > written && strchr(allowed, start[-1]) != NULL)
        start--;
    while (*end != '\0' && strchr(allowed, *end) != NULL)
        end++;
    if (start == at || memchr(at, '.', (gsize)(end - at)) == NULL)
        return NULL;
    char *email = g_strndup(start, (gsize)(end - start));
    memset(start, ' ', (gsize)(end - start));
    return email;
}

/* Empty brackets, and brackets around all of it. */
static char *strip_brackets(const char *written)
{
    g_autofree char *line = osint_clean_line(written);
    static const char *const empty[] = {"()", "( )", "<>", "< >", "[]", "[ ]", "mailto:"};
    for (gsize i = 0; line != NULL && i < G_N_ELEMENTS(empty); i++) {
        char *at = strcasestr(line, empty[i]);
        if (at != NULL)
            memset(at, ' ', strlen(empty[i]));
    }
    if (line != NULL)
        g_strstrip(line);
    gsize length = line != NULL ? strlen(line) : 0;
    if (length > 1 && line[0] == '(' && line[length - 1] == ')') {
        line[length - 1] = '\0';
        line[0] = ' ';
    }
    return line != NULL ? osint_clean_line(line) : NULL;
}

void osint_feed_item_add_person_parts(OsintFeedItem *item, const char *name, const char *email)
{
    g_autofree char *clean_name = osint_clean_line(name);
    g_autofree char *clean_email = osint_clean_line(email);
    if ((clean_name == NULL && clean_email == NULL) || item->people->len == MAX_NAMES)
        return;
    OsintFeedPerson *person = g_new0(OsintFeedPerson, 1);
    person->name = g_steal_pointer(&clean_name);
    person->email = g_steal_pointer(&clean_email);
    g_ptr_array_add(item->people, person);
}

void osint_feed_item_add_person(OsintFeedItem *item, const char *written)
{
    OsintFeedText text = {.value = (char *)written, .markup = osint_feed_looks_like_html(written)};
    g_autofree char *line = osint_feed_text_line(&text);
    if (line == NULL)
        return;
    g_autofree char *email = take_email(line);
    g_autofree char *name = strip_brackets(line);
    osint_feed_item_add_person_parts(item, name, email);
}

void osint_feed_item_add_tag(OsintFeedItem *item, const char *tag)
{
    OsintFeedText text = {.value = (char *)tag, .markup = tag != NULL && osint_feed_looks_like_html(tag)};
    g_autofree char *clean = osint_feed_text_line(&text);
    if (clean != NULL && item->tags->len < MAX_NAMES &&
        !g_ptr_array_find_with_equal_func(item->tags, clean, g_str_equal, NULL))
        g_ptr_array_add(item->tags, g_steal_pointer(&clean));
}

void osint_feed_item_add_tags(OsintFeedItem *item, const char *list)
{
    g_auto(GStrv) tags = g_strsplit(list, ",", -1);
    for (char **tag = tags; *tag != NULL; tag++)
        osint_feed_item_add_tag(item, *tag);
}

static void resolve(OsintFeedItem *item, OsintFeedValue which, const char *base)
{
    char *link = item->values[which];
    if (link == NULL || base == NULL)
        return;
    item->values[which] = osint_feed_link_resolve(base, link);
    g_free(link);
}

void osint_feed_resolve_links(OsintFeed *feed)
{
    resolve(feed->about, OSINT_FEED_LINK, feed->about->values[OSINT_FEED_SELF]);
    const char *base = feed->about->values[OSINT_FEED_LINK];
    if (base == NULL)
        base = feed->about->values[OSINT_FEED_SELF];
    for (guint i = 0; i < feed->entries->len; i++) {
        OsintFeedItem *entry = g_ptr_array_index(feed->entries, i);
        resolve(entry, OSINT_FEED_LINK, base);
        resolve(entry, OSINT_FEED_ORIGINAL, base);
    }
}
