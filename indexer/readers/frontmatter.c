/* Front matter. Fields are collected first and taken only when the whole block proves to be one. */
#include "indexer/readers/frontmatter.h"

#include "indexer/article/json.h"

#include <string.h>

/* A block that has not ended by then is text. */
#define MAX_LINES 200

typedef struct {
    char *key;
    GString *value;
} Field;

static void clear_field(gpointer data)
{
    Field *field = data;
    g_free(field->key);
    g_string_free(field->value, TRUE);
}

/* The next line without its end; *at moves past it. */
static char *next_line(const char **at)
{
    gsize width = strcspn(*at, "\r\n");
    char *line = g_strndup(*at, width);
    *at += width;
    if (**at == '\r')
        (*at)++;
    if (**at == '\n')
        (*at)++;
    return line;
}

/* "key:" with its value, as a new field; FALSE when the line is none. */
static gboolean parse_field(const char *line, GArray *fields)
{
    gsize width = 0;
    while (g_ascii_isalnum(line[width]) || line[width] == '_' || line[width] == '-')
        width++;
    if (width == 0 || width > 40 || line[width] != ':')
        return FALSE;
    const char *value = line + width + 1;
    if (*value != '\0' && *value != ' ' && *value != '\t')
        return FALSE;
    Field field = {g_strndup(line, width), g_string_new(value)};
    g_strstrip(field.value->str);
    g_string_set_size(field.value, strlen(field.value->str));
    g_array_append_val(fields, field);
    return TRUE;
}

static void append_value(GArray *fields, const char *more, const char *separator)
{
    Field *last = &g_array_index(fields, Field, fields->len - 1);
    if (last->value->len > 0)
        g_string_append(last->value, separator);
    g_string_append(last->value, more);
}

static void unquote(char *value)
{
    gsize length = strlen(value);
    if (length >= 2 && (value[0] == '"' || value[0] == '\'') && value[length - 1] == value[0]) {
        memmove(value, value + 1, length - 2);
        value[length - 2] = '\0';
    }
}

/* [a, "b"] -> a; b */
static void unfold_list(GString *value)
{
    if (value->len < 2 || value->str[0] != '[' || value->str[value->len - 1] != ']')
        return;
    g_autofree char *inner = g_strndup(value->str + 1, value->len - 2);
    g_auto(GStrv) items = g_strsplit(inner, ",", -1);
    g_string_set_size(value, 0);
    for (char **item = items; *item != NULL; item++) {
        unquote(g_strstrip(*item));
        if (**item != '\0')
            g_string_append_printf(value, "%s%s", value->len > 0 ? "; " : "", *item);
    }
}

static void finish_yaml_value(GString *value)
{
    if (strcmp(value->str, ">") == 0 || strcmp(value->str, "|") == 0)
        g_string_set_size(value, 0);
    unfold_list(value);
    unquote(value->str);
    g_string_set_size(value, strlen(value->str));
}

/* One line inside a YAML block; FALSE when no front matter has such a line. */
static gboolean parse_yaml_line(char *line, GArray *fields)
{
    gboolean indented = *line == ' ' || *line == '\t';
    char *content = g_strstrip(line);
    if (*content == '\0' || *content == '#')
        return TRUE;
    if (fields->len > 0 && g_str_has_prefix(content, "- ")) {
        char *item = g_strstrip(content + 2);
        unquote(item);
        append_value(fields, item, "; ");
        return TRUE;
    }
    if (!indented && parse_field(content, fields)) {
        finish_yaml_value(g_array_index(fields, Field, fields->len - 1).value);
        return TRUE;
    }
    if (!indented || fields->len == 0)
        return FALSE;
    append_value(fields, content, " ");
    return TRUE;
}

static guint count_known(const GArray *fields)
{
    guint known = 0;
    for (guint i = 0; i < fields->len; i++)
        known += osint_article_is_field(g_array_index(fields, Field, i).key) ? 1 : 0;
    return known;
}

static const char *parse_yaml(const char *text, GArray *fields)
{
    const char *at = text;
    g_autofree char *opening = next_line(&at);
    if (strcmp(g_strchomp(opening), "---") != 0)
        return NULL;
    for (int count = 0; *at != '\0' && count < MAX_LINES; count++) {
        g_autofree char *line = next_line(&at);
        if (g_str_has_prefix(line, "---") || g_str_has_prefix(line, "...")) {
            const char *rest = line + 3;
            if (*(rest + strspn(rest, " \t")) == '\0')
                return count_known(fields) > 0 ? at : NULL;
        }
        if (!parse_yaml_line(line, fields))
            return NULL;
    }
    return NULL;
}

/* The first key must be a known one, and unknown ones must be the exception. */
static gboolean keys_are_known(const GArray *fields)
{
    guint known = count_known(fields);
    return known > 0 && osint_article_is_field(g_array_index(fields, Field, 0).key) &&
           (known == fields->len || (known >= 2 && known * 2 > fields->len));
}

static const char *parse_lines(const char *text, GArray *fields)
{
    const char *at = text;
    for (int count = 0; *at != '\0' && count < MAX_LINES; count++) {
        g_autofree char *line = next_line(&at);
        if (line[strspn(line, " \t")] == '\0')
            return keys_are_known(fields) ? at : NULL;
        gboolean indented = *line == ' ' || *line == '\t';
        if (indented && fields->len > 0)
            append_value(fields, g_strstrip(line), " ");
        else if (!parse_field(line, fields))
            return NULL;
    }
    return NULL;
}

gsize osint_frontmatter_read(OsintDocument *document, OsintArticle *article, const char *text)
{
    const char *start = text + strspn(text, "\r\n");
    g_autoptr(GArray) fields = g_array_new(FALSE, FALSE, sizeof(Field));
    g_array_set_clear_func(fields, clear_field);
    const char *end = parse_yaml(start, fields);
    if (end == NULL) {
        g_array_set_size(fields, 0);
        end = parse_lines(start, fields);
    }
    if (end == NULL)
        return 0;
    for (guint i = 0; i < fields->len; i++) {
        const Field *field = &g_array_index(fields, Field, i);
        if (!osint_article_set_field(article, field->key, field->value->str)) {
            g_autofree char *key = g_ascii_strdown(field->key, -1);
            osint_document_unknown_key(key, document);
        }
    }
    return (gsize)(end - text);
}
