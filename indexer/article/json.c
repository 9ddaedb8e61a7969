/* The article as JSON, written.
 *
 * A text may have thousands of mentions and be many megabytes long: character counts are taken once, at every
 * CHECKPOINT bytes, so that each span costs the same wherever it stands. */
#include "indexer/article/json.h"

#include <string.h>

G_DEFINE_QUARK(osint - json - error - quark, osint_json_error)

#define CHECKPOINT 256

struct OsintCharIndex {
    const char *text;
    guint32 length;
    GArray *chars; /* guint32: characters before byte i * CHECKPOINT */
};

/* Characters that begin in text[from, to). */
static guint32 count_chars(const char *text, guint32 from, guint32 to)
{
    guint32 count = 0;

    for (guint32 i = from; i < to; i++)
        count += ((guchar)text[i] & 0xc0) != 0x80;
    return count;
}

OsintCharIndex *osint_char_index_new(const char *text)
{
    OsintCharIndex *index = g_new0(OsintCharIndex, 1);
    gsize length = strlen(text);
    guint32 chars = 0;

    g_assert(length < G_MAXUINT32);
    index->text = text;
    index->length = (guint32)length;
    index->chars = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint32 at = 0;; at += CHECKPOINT) {
        g_array_append_val(index->chars, chars);
        if (index->length - at < CHECKPOINT)
            break;
        chars += count_chars(text, at, at + CHECKPOINT);
    }
    return index;
}

void osint_char_index_free(OsintCharIndex *index)
{
    if (index == NULL)
        return;
    g_array_unref(index->chars);
    g_free(index);
}

guint32 osint_char_index_at(const OsintCharIndex *index, guint32 byte)
{
    guint32 checkpoint = byte / CHECKPOINT;

    g_assert(byte <= index->length);
    return g_array_index(index->chars, guint32, checkpoint) +
           count_chars(index->text, checkpoint * CHECKPOINT, byte);
}

guint32 osint_text_offset_to_chars(const char *text, guint32 byte)
{
    return count_chars(text, 0, (guint32)strnlen(text, byte));
}

/* Paths are bytes, and a message may quote bad input: what is not UTF-8 becomes U+FFFD. */
static json_t *string_or_null(const char *string)
{
    if (string == NULL)
        return json_null();
    json_t *value = json_string(string);
    if (value == NULL) {
        g_autofree char *valid = g_utf8_make_valid(string, -1);
        value = json_string(valid);
    }
    return value;
}

static void put(json_t *object, const char *key, json_t *value)
{
    if (json_object_set_new(object, key, value) != 0)
        g_error("out of memory for JSON");
}

static void put_string(json_t *object, const char *key, const char *string)
{
    put(object, key, string_or_null(string));
}

static void put_strings(json_t *object, const char *key, const GPtrArray *strings)
{
    json_t *array = json_array();

    for (guint i = 0; i < strings->len; i++)
        json_array_append_new(array, string_or_null(g_ptr_array_index(strings, i)));
    put(object, key, array);
}

static void put_span(json_t *object, guint32 start, guint32 end)
{
    put(object, "start", json_integer(start));
    put(object, "end", json_integer(end));
}

static void put_true(json_t *object, const char *key, gboolean value)
{
    if (value)
        put(object, key, json_true());
}

static json_t *mention_object(const OsintMention *mention, const char *text, guint32 start, guint32 end)
{
    json_t *object = json_object();
    g_autofree char *words = g_strndup(text + mention->span.start, mention->span.end - mention->span.start);

    put_string(object, "entity", mention->entity);
    put_string(object, "type", mention->type);
    put_string(object, "name", mention->name);
    put_string(object, "text", words);
    put_span(object, start, end);
    put_true(object, "descriptive", mention->descriptive);
    put_true(object, "undecided", mention->undecided);
    put_true(object, "benign", mention->benign);
    if (mention->confidence < 100)
        put(object, "confidence", json_integer(mention->confidence));
    if (mention->why != NULL)
        put_string(object, "why", mention->why);
    return object;
}

json_t *osint_mention_to_json(const OsintMention *mention, const char *text, guint32 origin)
{
    g_assert(origin <= mention->span.start && mention->span.start <= mention->span.end);
    guint32 start = count_chars(text, origin, mention->span.start);
    guint32 length = count_chars(text, mention->span.start, mention->span.end);

    return mention_object(mention, text, start, start + length);
}

static void put_passages(json_t *object, const OsintArticle *article, const OsintCharIndex *index)
{
    json_t *array = json_array();

    for (guint i = 0; i < article->passages->len; i++) {
        const OsintSpan *span = &g_array_index(article->passages, OsintSpan, i);
        guint32 page = osint_article_page_at(article, span->start);
        json_t *passage = json_object();

        put(passage, "index", json_integer((json_int_t)i + 1));
        put_span(passage, osint_char_index_at(index, span->start), osint_char_index_at(index, span->end));
        if (page > 0)
            put(passage, "page", json_integer(page));
        json_array_append_new(array, passage);
    }
    put(object, "passages", array);
}

static void put_mentions(json_t *object, const OsintArticle *article, const OsintCharIndex *index)
{
    json_t *array = json_array();

    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);

        json_array_append_new(array, mention_object(mention, index->text,
                                                    osint_char_index_at(index, mention->span.start),
                                                    osint_char_index_at(index, mention->span.end)));
    }
    put(object, "mentions", array);
}

static json_t *citation_object(const OsintCitation *citation, guint32 start, guint32 end)
{
    json_t *object = json_object();

    put_string(object, "origin", citation->origin);
    put_string(object, "name", citation->name);
    put(object, "unnamed", json_boolean(citation->unnamed));
    put_span(object, start, end);
    return object;
}

json_t *osint_citation_to_json(const OsintCitation *citation, const char *text, guint32 origin)
{
    g_assert(origin <= citation->span.start && citation->span.start <= citation->span.end);
    guint32 start = count_chars(text, origin, citation->span.start);
    guint32 length = count_chars(text, citation->span.start, citation->span.end);

    return citation_object(citation, start, start + length);
}

static void put_citations(json_t *object, const OsintArticle *article, const OsintCharIndex *index)
{
    json_t *array = json_array();

    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);

        json_array_append_new(array,
                              citation_object(citation, osint_char_index_at(index, citation->span.start),
                                              osint_char_index_at(index, citation->span.end)));
    }
    put(object, "citations", array);
}

static void put_warnings(json_t *object, const OsintArticle *article)
{
    json_t *array = json_array();

    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        json_t *item = json_object();

        put_string(item, "code", warning->code);
        put_string(item, "message", warning->message);
        json_array_append_new(array, item);
    }
    put(object, "warnings", array);
}

static void put_identity(json_t *object, const OsintArticle *article)
{
    put_string(object, "id", article->id);
    put_string(object, "title", article->title);
    put_strings(object, "authors", article->authors);
    put_string(object, "publisher", article->publisher);
    put_string(object, "url", article->url);
    put_string(object, "published", article->published);
}

json_t *osint_article_to_json(const OsintArticle *article)
{
    json_t *object = json_object();

    g_autoptr(OsintCharIndex) index = osint_char_index_new(article->text != NULL ? article->text : "");
    put_identity(object, article);
    put_string(object, "updated", article->updated);
    put_string(object, "accessed", article->accessed);
    put_string(object, "language", article->language);
    put_string(object, "text", article->text);
    put_strings(object, "entities", article->entities);
    put_strings(object, "tags", article->tags);
    put_string(object, "rating", article->rating);
    put_string(object, "tlp", article->tlp);
    put_string(object, "path", article->path);
    put_string(object, "sha256", article->sha256);
    put_string(object, "media_type", article->media_type);
    put(object, "bytes", article->sha256 != NULL ? json_integer((json_int_t)article->bytes) : json_null());
    put_passages(object, article, index);
    put_mentions(object, article, index);
    put_citations(object, article, index);
    put_warnings(object, article);
    return object;
}

json_t *osint_article_to_json_brief(const OsintArticle *article)
{
    json_t *object = json_object();

    put_identity(object, article);
    put_string(object, "language", article->language);
    put_string(object, "path", article->path);
    put_string(object, "sha256", article->sha256);
    return object;
}
