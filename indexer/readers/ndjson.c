/* JSON. A line that is not UTF-8 is decoded by itself, so that one bad line spoils no other. */
#include "indexer/readers/ndjson.h"

#include "indexer/article/json.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/feed/feed.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/layout.h"
#include "indexer/readers/newsxml/newsxml.h"
#include "indexer/text/passages.h"

#include <string.h>

typedef struct {
    guint64 offset;
    guint line;
    gsize element; /* of the array, from 1; 0 when there is none */
} Place;

/* Where an element of an array begins is not known once it is parsed; its number says which one is meant. */
static void refuse_at(OsintDocument *document, Place place, const char *code, const char *message)
{
    if (place.element > 0)
        osint_document_refuse(document, place.offset, place.line, code, "element %" G_GSIZE_FORMAT ": %s",
                              place.element, message);
    else
        osint_document_refuse(document, place.offset, place.line, code, "%s", message);
}

/* \u0000 is legal in JSON, and no text has it: taken out, so that nothing behind it is lost. What was decoded
 * wrongly and then written with \u00XX shows only now. NULL when there is nothing to mend. */
static char *mend_string(OsintDocument *document, const char *text, gsize length, gsize *mended_length)
{
    char *clean = NULL;
    *mended_length = length;
    if (memchr(text, '\0', length) != NULL) {
        clean = g_memdup2(text, length + 1);
        osint_drop_nuls(clean, length);
        *mended_length = strlen(clean);
    }
    OsintMojibake found;
    char *repaired =
        osint_mojibake_repair(clean != NULL ? clean : text, *mended_length, mended_length, &found);
    document->mojibake.repaired += found.repaired;
    document->mojibake.doubtful += found.doubtful;
    if (repaired == NULL)
        return clean;
    g_free(clean);
    return repaired;
}

static void mend_strings(OsintDocument *document, json_t *object)
{
    const char *key;
    json_t *value;
    json_object_foreach(object, key, value)
    {
        if (!json_is_string(value))
            continue;
        gsize length;
        g_autofree char *mended =
            mend_string(document, json_string_value(value), json_string_length(value), &length);
        if (mended != NULL)
            json_string_setn(value, mended, length);
    }
}

/* The string under a key: NULL when it is missing, null or empty; FALSE when it is of another type. */
static gboolean string_of(OsintDocument *document, const json_t *object, const char *key, Place place,
                          const json_t **value)
{
    *value = json_object_get(object, key);
    if (*value != NULL && !json_is_string(*value) && !json_is_null(*value)) {
        g_autofree char *message = g_strdup_printf("\"%s\" is not a string", key);
        refuse_at(document, place, "json-type", message);
        return FALSE;
    }
    if (*value != NULL && json_string_length(*value) == 0)
        *value = NULL;
    return TRUE;
}

static gboolean set_text(OsintDocument *document, OsintArticle *article, const json_t *object, Place place)
{
    const json_t *text, *html;
    if (!string_of(document, object, "text", place, &text) ||
        !string_of(document, object, "html", place, &html))
        return FALSE;
    if (text != NULL) {
        article->text = osint_layout_text(json_string_value(text), json_string_length(text));
        if (article->text != NULL)
            osint_headings_guess(article->text, article->headings);
    } else if (html != NULL) {
        osint_html_fill(article, json_string_value(html), json_string_length(html), article->url,
                        document->now, document->recipes);
    } else {
        gboolean given = json_object_get(object, "text") != NULL || json_object_get(object, "html") != NULL;
        refuse_at(document, place, given ? "text-empty" : "text-missing",
                  given ? "\"text\" is empty" : "the object has neither \"text\" nor \"html\"");
        return FALSE;
    }
    return TRUE;
}

static void read_object(OsintDocument *document, json_t *object, Place place)
{
    if (!json_is_object(object)) {
        refuse_at(document, place, "json-type", "an article is a JSON object");
        return;
    }
    if (osint_feed_is_json(object)) {
        osint_feed_read_json(document, object);
        return;
    }
    if (osint_ninjs_is(object)) {
        osint_ninjs_read(document, object, place.offset, place.line);
        return;
    }
    OsintMojibake before = document->mojibake;
    mend_strings(document, object);
    g_autoptr(OsintArticle) article = osint_document_new_article(document);
    document->mojibake = before;
    g_autoptr(GError) error = NULL;
    if (!osint_article_set_from_json(article, object, osint_document_unknown_key, document, &error)) {
        gboolean type = g_error_matches(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_TYPE);
        refuse_at(document, place, type ? "json-type" : "json-value", error->message);
    } else if (set_text(document, article, object, place)) {
        osint_document_emit(document, g_steal_pointer(&article), place.offset, place.line);
    }
}

/* jansson's message without the line it was at, which is our place. */
static void refuse_syntax(OsintDocument *document, const json_error_t *error, Place place)
{
    if (error->position > 0)
        osint_document_refuse(document, place.offset, place.line, "json-syntax", "%s (at byte %d)",
                              error->text, error->position);
    else
        refuse_at(document, place, "json-syntax", error->text);
}

void osint_ndjson_read_line(OsintDocument *document, const char *data, gsize length, guint64 offset,
                            guint line)
{
    Place place = {offset, line, 0};
    gsize decoded_length;
    if (osint_is_blank(data, length) || !osint_document_begin_record(document, offset))
        return;
    g_autofree char *decoded = osint_document_decode(document, data, length, NULL, &decoded_length);
    json_error_t error;
    json_t *value = json_loadb(decoded, decoded_length, JSON_ALLOW_NUL, &error);
    if (value == NULL)
        refuse_syntax(document, &error, place);
    else
        read_object(document, value, place);
    json_decref(value);
}

void osint_ndjson_read(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *narrow = NULL;
    if (osint_encoding_of_wide(data, length) != NULL)
        data = narrow = osint_document_decode(document, data, length, NULL, &length);
    const char *end = data + length;
    guint line = 1;
    for (const char *at = data; at < end; line++) {
        const char *stop = memchr(at, '\n', (gsize)(end - at));
        gsize width = (gsize)((stop != NULL ? stop : end) - at);
        osint_ndjson_read_line(document, at, width, (guint64)(at - data), line);
        at += width + 1;
    }
}

static gboolean has_object(const json_t *array)
{
    for (gsize i = 0; i < json_array_size(array); i++)
        if (json_is_object(json_array_get(array, i)))
            return TRUE;
    return FALSE;
}

static void read_array(OsintDocument *document, json_t *array)
{
    gsize count = json_array_size(array);
    if (count == 0) {
        refuse_at(document, (Place){0, 1, 0}, "text-missing", "the array is empty");
    } else if (!has_object(array)) {
        osint_document_refuse(document, 0, 1, "json-type",
                              "an article is a JSON object, and none of the %" G_GSIZE_FORMAT
                              " elements of the array is one",
                              count);
    } else {
        for (gsize i = 0; i < count; i++)
            read_object(document, json_array_get(array, i), (Place){0, 0, i + 1});
    }
}

void osint_json_read(OsintDocument *document, const char *data, gsize length)
{
    gsize decoded_length;
    g_autofree char *decoded = osint_document_decode(document, data, length, NULL, &decoded_length);
    json_error_t error;
    json_t *value = json_loadb(decoded, decoded_length, JSON_ALLOW_NUL | JSON_DECODE_ANY, &error);
    if (value == NULL && json_error_code(&error) == json_error_end_of_input_expected) {
        document->media_type = "application/x-ndjson";
        osint_ndjson_read(document, data, length);
    } else if (value == NULL) {
        Place place = {error.position > 0 ? (guint64)error.position : 0,
                       error.line > 0 ? (guint)error.line : 0, 0};
        refuse_at(document, place, "json-syntax", error.text);
    } else if (json_is_array(value)) {
        read_array(document, value);
    } else {
        read_object(document, value, (Place){0, 1, 0});
    }
    json_decref(value);
}
