/* What the reader of feeds finds in files.
 *
 *     feed_values DIR <NAMES
 *
 * Each line of standard input names a file of DIR; each line of output is an object with the file's name, its
 * feed and its entries, in the words of Python's feedparser. */
#include <stdio.h>
#include <string.h>

#include "indexer/article/date.h"
#include "indexer/article/language.h"
#include "indexer/readers/feed/feed.h"

static void drop_article(OsintArticle *article, gpointer data)
{
    (void)data;
    osint_article_free(article);
}

static void note_refusal(const OsintRefusal *refusal, gpointer data)
{
    fprintf(stderr, "%s:%u: %s: %s\n", refusal->path, refusal->line, refusal->code, refusal->message);
    (void)data;
}

static void set(json_t *object, const char *key, const char *value)
{
    if (value != NULL)
        json_object_set_new(object, key, json_string(value));
}

static void set_date(json_t *object, const char *key, const char *value)
{
    g_autofree char *canonical = NULL;
    if (value != NULL && osint_date_normalise(value, &canonical, NULL, NULL))
        set(object, key, canonical);
}

/* Escaped where it is no markup: what compares it takes tags out. */
static void set_text(json_t *object, const char *key, const OsintFeedText *text)
{
    g_autofree char *escaped =
        text->value == NULL || text->markup ? g_strdup(text->value) : g_markup_escape_text(text->value, -1);
    set(object, key, escaped);
}

static void set_people(json_t *object, const GPtrArray *people)
{
    json_t *names = json_array();
    for (guint i = 0; i < people->len; i++) {
        const OsintFeedPerson *person = g_ptr_array_index(people, i);
        const char *shown = person->name != NULL ? person->name : person->email;
        g_autofree char *both = person->name != NULL && person->email != NULL
                                    ? g_strdup_printf("%s (%s)", person->name, person->email)
                                    : g_strdup(shown);
        json_array_append_new(names, json_string(shown));
        if (i == 0) {
            set(object, "author", both);
            set(object, "author_name", person->name);
            set(object, "author_email", person->email);
        }
    }
    if (people->len > 0)
        json_object_set_new(object, "authors", names);
    else
        json_decref(names);
}

static json_t *values_of(const OsintFeedItem *item, gboolean feed)
{
    static const struct {
        const char *key;
        OsintFeedValue value;
    } values[] = {{"link", OSINT_FEED_LINK}, {"id", OSINT_FEED_ID}, {"publisher", OSINT_FEED_PUBLISHER}};
    const char *const *all = (const char *const *)item->values;
    json_t *object = json_object(), *tags = json_array();
    for (gsize i = 0; i < G_N_ELEMENTS(values); i++)
        set(object, values[i].key, all[values[i].value]);
    set_text(object, "title", &item->title);
    set_text(object, "subtitle", feed && item->subtitle.value == NULL ? &item->summary : &item->subtitle);
    set_text(object, "summary",
             item->summary.value == NULL && item->contents->len > 0
                 ? &g_array_index(item->contents, OsintFeedText, 0)
                 : &item->summary);
    if (item->contents->len > 0)
        set_text(object, "content", &g_array_index(item->contents, OsintFeedText, 0));
    set_date(object, "published", all[OSINT_FEED_PUBLISHED]);
    set_date(object, "updated",
             all[OSINT_FEED_UPDATED] != NULL ? all[OSINT_FEED_UPDATED] : all[OSINT_FEED_DATE]);
    set_date(object, "created", all[OSINT_FEED_CREATED]);
    g_autofree char *language =
        all[OSINT_FEED_LANGUAGE] != NULL ? osint_language_canonical(all[OSINT_FEED_LANGUAGE]) : NULL;
    set(object, "language", language);
    for (guint i = 0; i < item->tags->len; i++)
        json_array_append_new(tags, json_string(g_ptr_array_index(item->tags, i)));
    set(object, "category", item->tags->len > 0 ? g_ptr_array_index(item->tags, 0) : NULL);
    json_object_set_new(object, "tags", tags);
    set_people(object, item->people);
    return object;
}

static void print_values(const char *directory, const char *name, const OsintReadSink *sink)
{
    g_autofree char *path = g_build_filename(directory, name, NULL);
    g_autofree char *content = NULL;
    gsize length;
    if (!g_file_get_contents(path, &content, &length, NULL))
        return;
    OsintDocument document;
    osint_document_init(&document, path, NULL, sink);
    g_autoptr(OsintFeed) feed = osint_feed_parse(&document, content, length);
    json_t *object = json_object(), *entries = json_array();
    set(object, "file", name);
    for (guint i = 0; feed != NULL && i < feed->entries->len; i++)
        json_array_append_new(entries, values_of(g_ptr_array_index(feed->entries, i), FALSE));
    if (feed != NULL)
        json_object_set_new(object, "feed", values_of(feed->about, TRUE));
    json_object_set_new(object, "entries", entries);
    json_dumpf(object, stdout, JSON_COMPACT);
    printf("\n");
    json_decref(object);
    osint_document_clear(&document);
}

int main(int argc, char **argv)
{
    if (argc != 2) {
        fprintf(stderr, "usage: feed_values DIR <NAMES\n");
        return 2;
    }
    const OsintReadSink sink = {.article = drop_article, .refused = note_refusal};
    g_autofree char *line = NULL;
    size_t capacity = 0;
    osint_readers_init();
    while (getline(&line, &capacity, stdin) > 0) {
        line[strcspn(line, "\n")] = '\0';
        print_values(argv[1], line, &sink);
    }
    osint_readers_cleanup();
    return 0;
}
