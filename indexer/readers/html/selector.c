/* One pass from left to right; each compound becomes a step of a path, and each simple selector in it a
 * predicate. Nothing nests but :not(), which holds one compound without another :not(). */
#include "indexer/readers/html/selector.h"

#include <string.h>

#define MAX_CHILD 100000

G_DEFINE_QUARK(osint - selector - error - quark, osint_selector_error)

typedef struct {
    const char *start;
    const char *at;
    GError **error;
} Parser;

typedef struct {
    char *type;            /* NULL for any */
    GPtrArray *conditions; /* char *: XPath that is true or false of an element */
} Compound;

static void compound_clear(Compound *compound)
{
    g_free(compound->type);
    g_ptr_array_unref(compound->conditions);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Compound, compound_clear)

static gboolean fail(const Parser *parser, const char *reason)
{
    g_set_error(parser->error, OSINT_SELECTOR_ERROR, OSINT_SELECTOR_ERROR_SYNTAX, "%s at character %ld",
                reason, g_utf8_pointer_to_offset(parser->start, parser->at) + 1);
    return FALSE;
}

static gboolean skip_space(Parser *parser)
{
    gsize width = strspn(parser->at, " \t");
    parser->at += width;
    return width > 0;
}

static gboolean take(Parser *parser, const char *token)
{
    gboolean there = g_str_has_prefix(parser->at, token);
    parser->at += there ? strlen(token) : 0;
    return there;
}

/* A name; "\" makes the character behind it part of one. NULL when there is none. */
static char *read_name(Parser *parser)
{
    GString *name = g_string_new(NULL);
    for (;; parser->at++) {
        unsigned char c = (unsigned char)*parser->at;
        gboolean escaped = c == '\\' && parser->at[1] != '\0';
        if (escaped)
            c = (unsigned char)*++parser->at;
        gboolean inside = g_ascii_isalpha(c) || c == '_' || c == '-' || c >= 0x80;
        if (!escaped && !inside && !(g_ascii_isdigit(c) && name->len > 0))
            break;
        g_string_append_c(name, (char)c);
    }
    return g_string_free(name, name->len == 0);
}

/* As an element or attribute is named in XPath: in lower case. */
static char *read_plain_name(Parser *parser)
{
    g_autofree char *name = read_name(parser);
    if (name == NULL || *name == '-' ||
        strspn(name, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-") < strlen(name)) {
        fail(parser, "a name is expected");
        return NULL;
    }
    return g_ascii_strdown(name, -1);
}

/* A string of XPath, which knows no escapes. */
static char *literal(const char *value)
{
    if (strchr(value, '\'') == NULL)
        return g_strdup_printf("'%s'", value);
    if (strchr(value, '"') == NULL)
        return g_strdup_printf("\"%s\"", value);
    g_auto(GStrv) parts = g_strsplit(value, "'", -1);
    g_autofree char *joined = g_strjoinv("', \"'\", '", parts);
    return g_strdup_printf("concat('%s')", joined);
}

static void add_condition(Compound *compound, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void add_condition(Compound *compound, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_ptr_array_add(compound->conditions, g_strdup_vprintf(format, arguments));
    va_end(arguments);
}

static void add_word(Compound *compound, const char *attribute, const char *word)
{
    g_autofree char *spaced = g_strdup_printf(" %s ", word);
    g_autofree char *value = literal(spaced);
    add_condition(compound, "contains(concat(' ', normalize-space(@%s), ' '), %s)", attribute, value);
}

static char *read_value(Parser *parser)
{
    char quote = *parser->at;
    if (quote != '"' && quote != '\'')
        return read_name(parser);
    GString *value = g_string_new(NULL);
    for (parser->at++; *parser->at != '\0' && *parser->at != quote; parser->at++) {
        if (*parser->at == '\\' && parser->at[1] != '\0')
            parser->at++;
        g_string_append_c(value, *parser->at);
    }
    if (*parser->at == quote)
        parser->at++;
    else
        g_string_set_size(value, 0);
    return g_string_free(value, FALSE);
}

static void add_comparison(Compound *compound, char kind, const char *name, const char *value)
{
    g_autofree char *quoted = literal(value);
    if (kind == '=')
        add_condition(compound, "@%s = %s", name, quoted);
    else if (*value == '\0' || (kind == '~' && strpbrk(value, " \t") != NULL))
        add_condition(compound, "false()");
    else if (kind == '~')
        add_word(compound, name, value);
    else if (kind == '^')
        add_condition(compound, "starts-with(@%s, %s)", name, quoted);
    else if (kind == '*')
        add_condition(compound, "contains(@%s, %s)", name, quoted);
    else if (kind == '$')
        add_condition(compound, "substring(@%s, string-length(@%s) - %ld) = %s", name, name,
                      g_utf8_strlen(value, -1) - 1, quoted);
    else
        add_condition(compound, "(@%s = %s or starts-with(@%s, concat(%s, '-')))", name, quoted, name,
                      quoted);
}

static gboolean read_attribute(Parser *parser, Compound *compound)
{
    skip_space(parser);
    g_autofree char *name = read_plain_name(parser);
    if (name == NULL)
        return FALSE;
    skip_space(parser);
    char kind = *parser->at;
    if (take(parser, "]")) {
        add_condition(compound, "@%s", name);
        return TRUE;
    }
    if (kind != '\0' && kind != '=' && strchr("~|^$*", kind) != NULL)
        parser->at++;
    if (!take(parser, "="))
        return fail(parser, "\"=\" or \"]\" is expected");
    skip_space(parser);
    g_autofree char *value = read_value(parser);
    if (value == NULL)
        return fail(parser, "a value is expected");
    skip_space(parser);
    if (!take(parser, "]"))
        return fail(parser, "\"]\" is expected");
    add_comparison(compound, kind, name, value);
    return TRUE;
}

static gboolean read_nth_child(Parser *parser, Compound *compound)
{
    skip_space(parser);
    char *end;
    guint64 number = g_ascii_isdigit(*parser->at) ? g_ascii_strtoull(parser->at, &end, 10) : 0;
    if (number < 1 || number > MAX_CHILD)
        return fail(parser, "a number from 1 is expected");
    parser->at = end;
    skip_space(parser);
    if (!take(parser, ")"))
        return fail(parser, "\")\" is expected");
    add_condition(compound, "count(preceding-sibling::*) = %u", (guint)number - 1);
    return TRUE;
}

static gboolean read_compound(Parser *parser, Compound *compound, gboolean in_not);

static gboolean read_not(Parser *parser, Compound *compound)
{
    g_auto(Compound) inner = {NULL, g_ptr_array_new_with_free_func(g_free)};
    skip_space(parser);
    if (!read_compound(parser, &inner, TRUE))
        return FALSE;
    skip_space(parser);
    if (!take(parser, ")"))
        return fail(parser, "\")\" is expected");
    if (inner.type != NULL)
        add_condition(&inner, "self::%s", inner.type);
    else if (inner.conditions->len == 0)
        add_condition(&inner, "true()");
    g_ptr_array_add(inner.conditions, NULL);
    g_autofree char *all = g_strjoinv(" and ", (char **)inner.conditions->pdata);
    add_condition(compound, "not(%s)", all);
    return TRUE;
}

static gboolean read_pseudo_class(Parser *parser, Compound *compound, gboolean in_not)
{
    static const char *const simple[][2] = {{"first-child", "not(preceding-sibling::*)"},
                                            {"last-child", "not(following-sibling::*)"},
                                            {"only-child", "count(../*) = 1"}};
    g_autofree char *name = read_name(parser);
    for (gsize i = 0; i < G_N_ELEMENTS(simple); i++)
        if (g_strcmp0(name, simple[i][0]) == 0) {
            add_condition(compound, "%s", simple[i][1]);
            return TRUE;
        }
    if (g_strcmp0(name, "nth-child") == 0 && take(parser, "("))
        return read_nth_child(parser, compound);
    if (g_strcmp0(name, "not") == 0 && !in_not && take(parser, "("))
        return read_not(parser, compound);
    return fail(parser, "a pseudo-class that is not known");
}

static gboolean read_simple(Parser *parser, Compound *compound, gboolean in_not)
{
    if (take(parser, "["))
        return read_attribute(parser, compound);
    if (take(parser, ":"))
        return read_pseudo_class(parser, compound, in_not);
    gboolean class = take(parser, ".");
    if (!class)
        take(parser, "#");
    g_autofree char *name = read_name(parser);
    if (name == NULL)
        return fail(parser, "a name is expected");
    if (class)
        add_word(compound, "class", name);
    else
        add_comparison(compound, '=', "id", name);
    return TRUE;
}

static gboolean read_compound(Parser *parser, Compound *compound, gboolean in_not)
{
    const char *begin = parser->at;
    if (!take(parser, "*") && (g_ascii_isalpha(*parser->at) || *parser->at == '_') &&
        (compound->type = read_plain_name(parser)) == NULL)
        return FALSE;
    while (*parser->at != '\0' && strchr(".#[:", *parser->at) != NULL)
        if (!read_simple(parser, compound, in_not))
            return FALSE;
    return parser->at > begin || fail(parser, "a selector is expected");
}

static gboolean read_step(Parser *parser, GString *path, const char *axis)
{
    g_auto(Compound) compound = {NULL, g_ptr_array_new_with_free_func(g_free)};
    if (!read_compound(parser, &compound, FALSE))
        return FALSE;
    g_string_append_printf(path, "%s%s", axis, compound.type != NULL ? compound.type : "*");
    for (guint i = 0; i < compound.conditions->len; i++)
        g_string_append_printf(path, "[%s]", (const char *)g_ptr_array_index(compound.conditions, i));
    return TRUE;
}

/* What stands between two compounds, as an axis; NULL when the path ends. */
static const char *read_combinator(Parser *parser)
{
    gboolean space = skip_space(parser);
    const char *axis = NULL;
    if (take(parser, ">"))
        axis = "/";
    else if (take(parser, "+"))
        axis = "/following-sibling::*[1]/self::";
    else if (take(parser, "~"))
        axis = "/following-sibling::";
    else if (space && *parser->at != ',' && *parser->at != '\0')
        axis = "/descendant::";
    skip_space(parser);
    return axis;
}

static gboolean read_path(Parser *parser, GString *path)
{
    skip_space(parser);
    for (const char *axis = "/descendant::"; axis != NULL; axis = read_combinator(parser))
        if (!read_step(parser, path, axis))
            return FALSE;
    return TRUE;
}

char *osint_selector_to_xpath(const char *selector, GError **error)
{
    Parser parser = {selector, selector, error};
    g_autoptr(GString) path = g_string_new(NULL);
    do {
        if (path->len > 0)
            g_string_append(path, " | ");
        if (!read_path(&parser, path))
            return NULL;
    } while (take(&parser, ","));
    if (*parser.at != '\0') {
        fail(&parser, "the selector does not go on like this");
        return NULL;
    }
    return g_string_free(g_steal_pointer(&path), FALSE);
}
