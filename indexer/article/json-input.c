/* The article's fields from outside: from a JSON object and from front matter.
 *
 * Both name the same keys. One table says for each key where its value goes. A wrong type is found before
 * anything is set, so that an object that is refused leaves the article as it was. */
#include "indexer/article/json.h"

#include <stddef.h>
#include <string.h>

#include "indexer/article/date.h"
#include "indexer/article/language.h"

#define MAX_ID_BYTES 200

typedef enum {
    FIELD_ID,
    FIELD_STRING,
    FIELD_LIST,
    FIELD_DATE,
    FIELD_LANGUAGE,
    FIELD_RATING,
    FIELD_TLP,
    FIELD_IGNORED /* part of the form, but not set from outside */
} FieldKind;

typedef struct {
    const char *key;
    FieldKind kind;
    gsize offset; /* of the member in OsintArticle */
} Field;

static const Field fields[] = {
    {"id", FIELD_ID, offsetof(OsintArticle, id)},
    {"title", FIELD_STRING, offsetof(OsintArticle, title)},
    {"authors", FIELD_LIST, offsetof(OsintArticle, authors)},
    {"publisher", FIELD_STRING, offsetof(OsintArticle, publisher)},
    {"url", FIELD_STRING, offsetof(OsintArticle, url)},
    {"published", FIELD_DATE, offsetof(OsintArticle, published)},
    {"updated", FIELD_DATE, offsetof(OsintArticle, updated)},
    {"accessed", FIELD_DATE, offsetof(OsintArticle, accessed)},
    {"language", FIELD_LANGUAGE, offsetof(OsintArticle, language)},
    {"entities", FIELD_LIST, offsetof(OsintArticle, entities)},
    {"tags", FIELD_LIST, offsetof(OsintArticle, tags)},
    {"rating", FIELD_RATING, offsetof(OsintArticle, rating)},
    {"tlp", FIELD_TLP, offsetof(OsintArticle, tlp)},
    {"text", FIELD_IGNORED, 0},
    {"html", FIELD_IGNORED, 0},
    {"path", FIELD_IGNORED, 0},
    {"sha256", FIELD_IGNORED, 0},
    {"media_type", FIELD_IGNORED, 0},
    {"bytes", FIELD_IGNORED, 0},
    {"passages", FIELD_IGNORED, 0},
    {"mentions", FIELD_IGNORED, 0},
    {"citations", FIELD_IGNORED, 0},
    {"warnings", FIELD_IGNORED, 0},
};

static const Field *find_field(const char *key)
{
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++) {
        if (strcmp(fields[i].key, key) == 0)
            return &fields[i];
    }
    return NULL;
}

static const Field *find_settable_field(const char *key)
{
    g_autofree char *lower = g_ascii_strdown(key, -1);
    const Field *field = find_field(lower);

    return field != NULL && field->kind != FIELD_IGNORED ? field : NULL;
}

static char **string_member(OsintArticle *article, const Field *field)
{
    return (char **)(void *)((char *)article + field->offset);
}

static GPtrArray *list_member(OsintArticle *article, const Field *field)
{
    return *(GPtrArray **)(void *)((char *)article + field->offset);
}

static void replace(char **member, char *value)
{
    g_free(*member);
    *member = value;
}

/* A value on one line, without control characters; NULL when nothing is left. */
static char *one_line(const char *value, gsize length)
{
    g_autoptr(GString) whole = g_string_new_len(value, (gssize)length);
    g_autoptr(GString) line = g_string_sized_new(length);
    gboolean gap = FALSE;

    for (gsize i = 0; i < length; i++) {
        if (whole->str[i] == '\0')
            whole->str[i] = ' ';
    }
    g_autofree char *valid = g_utf8_make_valid(whole->str, (gssize)length);
    for (const char *at = valid; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (g_unichar_isspace(c) || g_unichar_iscntrl(c)) {
            gap = line->len > 0;
            continue;
        }
        if (gap)
            g_string_append_c(line, ' ');
        gap = FALSE;
        g_string_append_unichar(line, c);
    }
    return line->len > 0 ? g_string_free(g_steal_pointer(&line), FALSE) : NULL;
}

static gboolean is_usable_id(const char *id, gsize length)
{
    if (length > MAX_ID_BYTES || !g_utf8_validate_len(id, length, NULL))
        return FALSE;
    for (const char *at = id; at < id + length; at = g_utf8_next_char(at)) {
        if (g_unichar_iscntrl(g_utf8_get_char(at)))
            return FALSE;
    }
    return TRUE;
}

static void set_date(OsintArticle *article, const Field *field, const char *value)
{
    char *canonical = NULL;
    gboolean ambiguous = FALSE;

    if (!osint_date_normalise(value, &canonical, &ambiguous, NULL)) {
        osint_article_warn(article, "date-unreadable", "%s: \"%s\" is not a date", field->key, value);
        return;
    }
    if (ambiguous)
        osint_article_warn(article, "date-ambiguous", "%s: \"%s\" is read month first, as %s", field->key,
                           value, canonical);
    replace(string_member(article, field), canonical);
}

static void set_language(OsintArticle *article, const char *value)
{
    char *language = osint_language_canonical(value);

    if (language == NULL)
        osint_article_warn(article, "language-unreadable", "language: \"%s\" is not a language tag", value);
    else
        replace(&article->language, language);
}

/* The Admiralty code: a source's reliability and an information's credibility. */
static void set_rating(OsintArticle *article, const char *value)
{
    char *rating = g_ascii_strup(value, -1);

    if (strlen(rating) != 2 || rating[0] < 'A' || rating[0] > 'F' || rating[1] < '1' || rating[1] > '6')
        osint_article_warn(article, "rating-unknown", "rating: \"%s\" is not of A1 to F6", value);
    replace(&article->rating, rating);
}

/* A marking that is not understood is kept: it restricts who may read. */
static void set_tlp(OsintArticle *article, const char *value)
{
    static const char *const known[] = {"CLEAR", "GREEN", "AMBER", "AMBER+STRICT", "RED", NULL};
    g_autofree char *upper = g_ascii_strup(value, -1);
    const char *name = g_str_has_prefix(upper, "TLP:") ? upper + 4 : upper;

    while (*name == ' ')
        name++;
    if (strcmp(name, "WHITE") == 0)
        name = "CLEAR";
    if (!g_strv_contains(known, name))
        osint_article_warn(article, "tlp-unknown", "tlp: \"%s\" is not a Traffic Light Protocol marking",
                           value);
    replace(&article->tlp, g_strdup(name));
}

/* A value that is neither empty nor of several lines. */
static void set_value(OsintArticle *article, const Field *field, char *value)
{
    g_autofree char *owned = value;

    switch (field->kind) {
    case FIELD_DATE:
        set_date(article, field, value);
        break;
    case FIELD_LANGUAGE:
        set_language(article, value);
        break;
    case FIELD_RATING:
        set_rating(article, value);
        break;
    case FIELD_TLP:
        set_tlp(article, value);
        break;
    default:
        replace(string_member(article, field), g_steal_pointer(&owned));
        break;
    }
}

/* seen borrows the list's strings: a hostile list of a million tags must not cost a million comparisons each.
 */
static void add_once(GPtrArray *list, GHashTable *seen, const char *value, gsize length)
{
    char *item = one_line(value, length);

    if (item == NULL)
        return;
    if (g_hash_table_contains(seen, item)) {
        g_free(item);
        return;
    }
    g_hash_table_add(seen, item);
    g_ptr_array_add(list, item);
}

static void set_list_from_string(GPtrArray *list, const char *value)
{
    g_auto(GStrv) items = g_strsplit(value, ";", -1);
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);

    g_ptr_array_set_size(list, 0);
    for (char **item = items; *item != NULL; item++)
        add_once(list, seen, *item, strlen(*item));
}

/* An element of a list: a string, or what an object calls its id or name, as other programs write entities
 * and authors. */
static const json_t *list_item(const json_t *item)
{
    static const char *const keys[] = {"id", "name"};
    if (json_is_string(item))
        return item;
    for (gsize i = 0; i < G_N_ELEMENTS(keys); i++) {
        const json_t *value = json_object_get(item, keys[i]);
        if (json_is_string(value))
            return value;
    }
    return NULL;
}

static void set_list_from_array(GPtrArray *list, const json_t *array)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
    gsize index;
    const json_t *item;

    g_ptr_array_set_size(list, 0);
    json_array_foreach(array, index, item)
    {
        const json_t *string = list_item(item);
        if (string != NULL)
            add_once(list, seen, json_string_value(string), json_string_length(string));
    }
}

static gboolean check_list(const Field *field, const json_t *value, GError **error)
{
    gsize index;
    const json_t *item;

    if (!json_is_array(value)) {
        g_set_error(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_TYPE, "\"%s\" is neither a list nor a string",
                    field->key);
        return FALSE;
    }
    json_array_foreach(value, index, item)
    {
        if (list_item(item) == NULL && !json_is_null(item)) {
            g_set_error(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_TYPE,
                        "\"%s\" has an element that is no string", field->key);
            return FALSE;
        }
    }
    return TRUE;
}

static gboolean check_value(const Field *field, const json_t *value, GError **error)
{
    if (field->kind == FIELD_IGNORED || json_is_null(value))
        return TRUE;
    if (field->kind == FIELD_LIST && !json_is_string(value))
        return check_list(field, value, error);
    if (!json_is_string(value)) {
        g_set_error(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_TYPE, "\"%s\" is not a string", field->key);
        return FALSE;
    }
    if (field->kind == FIELD_ID && !is_usable_id(json_string_value(value), json_string_length(value))) {
        g_set_error(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_VALUE,
                    "\"id\" is longer than %d bytes or has control characters", MAX_ID_BYTES);
        return FALSE;
    }
    return TRUE;
}

static void set_from_value(OsintArticle *article, const Field *field, const json_t *value)
{
    if (field->kind == FIELD_IGNORED || json_is_null(value))
        return;
    if (json_is_array(value)) {
        set_list_from_array(list_member(article, field), value);
        return;
    }
    g_autofree char *line = one_line(json_string_value(value), json_string_length(value));
    if (line == NULL)
        return;
    if (field->kind == FIELD_LIST)
        set_list_from_string(list_member(article, field), line);
    else if (field->kind == FIELD_ID)
        replace(&article->id, g_strdup(json_string_value(value)));
    else
        set_value(article, field, g_steal_pointer(&line));
}

gboolean osint_article_set_from_json(OsintArticle *article, const json_t *object, OsintUnknownKeyFunc unknown,
                                     gpointer user_data, GError **error)
{
    const char *key;
    const json_t *value;
    json_t *iterated = (json_t *)object; /* jansson iterates without changing it, but takes no const */

    if (!json_is_object(object)) {
        g_set_error(error, OSINT_JSON_ERROR, OSINT_JSON_ERROR_TYPE, "an article is a JSON object");
        return FALSE;
    }
    json_object_foreach(iterated, key, value)
    {
        const Field *field = find_field(key);
        if (field != NULL && !check_value(field, value, error))
            return FALSE;
    }
    json_object_foreach(iterated, key, value)
    {
        const Field *field = find_field(key);
        if (field != NULL)
            set_from_value(article, field, value);
        else if (unknown != NULL)
            unknown(key, user_data);
    }
    return TRUE;
}

gboolean osint_article_is_field(const char *key)
{
    return find_settable_field(key) != NULL;
}

gboolean osint_article_set_field(OsintArticle *article, const char *key, const char *value)
{
    const Field *field = find_settable_field(key);
    char *line = field != NULL ? one_line(value, strlen(value)) : NULL;

    if (field == NULL)
        return FALSE;
    if (line == NULL)
        return TRUE;
    if (field->kind == FIELD_LIST) {
        set_list_from_string(list_member(article, field), line);
        g_free(line);
    } else if (field->kind == FIELD_ID && !is_usable_id(line, strlen(line))) {
        osint_article_warn(article, "id-unusable", "id: longer than %d bytes", MAX_ID_BYTES);
        g_free(line);
    } else {
        set_value(article, field, line);
    }
    return TRUE;
}
