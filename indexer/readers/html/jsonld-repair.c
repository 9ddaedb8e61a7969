/* One pass over the characters, with a stack of open brackets. */
#include "indexer/readers/html/jsonld-repair.h"

#include <string.h>

typedef struct {
    const char *at;
    GString *out;
    GString *open; /* the closing brackets that are due */
} Repair;

static const char *skip_space(const char *at)
{
    while (*at != '\0' && (guchar)*at <= ' ')
        at++;
    return at;
}

/* A quote ends a string when what follows it may follow a string. */
static gboolean ends_string(const char *quote)
{
    const char *next = skip_space(quote + 1);
    return *next == '\0' || strchr(",:}]", *next) != NULL;
}

static guint hex_escape(const char *at)
{
    guint code = 0;
    if (at[0] != '\\' || at[1] != 'u')
        return 0;
    for (int i = 2; i < 6; i++) {
        if (!g_ascii_isxdigit(at[i]))
            return 0;
        code = code * 16 + (guint)g_ascii_xdigit_value(at[i]);
    }
    return code;
}

static gboolean is_surrogate(guint code)
{
    return code >= 0xD800 && code <= 0xDFFF;
}

static void copy_escape(Repair *repair)
{
    const char *at = repair->at;
    guint code = hex_escape(at), next = code != 0 ? hex_escape(at + 6) : 0;
    gboolean pair = code >= 0xD800 && code < 0xDC00 && next >= 0xDC00 && next <= 0xDFFF;
    if (code != 0 && (pair || !is_surrogate(code))) {
        g_string_append_len(repair->out, at, pair ? 12 : 6);
        repair->at += pair ? 12 : 6;
    } else if (code != 0) {
        repair->at += 6;
    } else if (at[1] != '\0' && strchr("\"\\/bfnrt", at[1]) != NULL) {
        g_string_append_len(repair->out, at, 2);
        repair->at += 2;
    } else {
        repair->at++;
    }
}

static void copy_string(Repair *repair)
{
    g_string_append_c(repair->out, *repair->at++);
    while (*repair->at != '\0') {
        char c = *repair->at;
        if (c == '\\') {
            copy_escape(repair);
            continue;
        }
        repair->at++;
        if (c == '"' && ends_string(repair->at - 1))
            break;
        if (c == '"')
            g_string_append(repair->out, "\\\"");
        else
            g_string_append_c(repair->out, (guchar)c < ' ' ? ' ' : c);
    }
    g_string_append_c(repair->out, '"');
}

static gboolean skip_past(Repair *repair, const char *begin, const char *end)
{
    if (!g_str_has_prefix(repair->at, begin))
        return FALSE;
    const char *close = strstr(repair->at + strlen(begin), end);
    repair->at = close != NULL ? close + strlen(end) : repair->at + strlen(repair->at);
    return TRUE;
}

static gboolean skip_literally(Repair *repair, const char *text)
{
    if (!g_str_has_prefix(repair->at, text))
        return FALSE;
    repair->at += strlen(text);
    return TRUE;
}

/* The marks of HTML comments and of CDATA go, what is in them stays. */
static gboolean skip_comment(Repair *repair)
{
    static const char *const marks[] = {"<!--", "-->", "<![CDATA[", "]]>", "//<![CDATA[", "//]]>", NULL};
    for (const char *const *mark = marks; *mark != NULL; mark++)
        if (skip_literally(repair, *mark))
            return TRUE;
    if (g_str_has_prefix(repair->at, "/*<![CDATA[*/") || g_str_has_prefix(repair->at, "/*]]>*/"))
        return skip_past(repair, "/*", "*/");
    return skip_past(repair, "/*", "*/") || skip_past(repair, "//", "\n");
}

static void drop_last_comma(GString *out)
{
    gsize length = out->len;
    while (length > 0 && (guchar)out->str[length - 1] <= ' ')
        length--;
    if (length > 0 && out->str[length - 1] == ',')
        g_string_truncate(out, length - 1);
}

static void close_bracket(Repair *repair)
{
    drop_last_comma(repair->out);
    if (repair->open->len == 0)
        return;
    g_string_append_c(repair->out, repair->open->str[repair->open->len - 1]);
    g_string_truncate(repair->open, repair->open->len - 1);
}

static void copy_mark(Repair *repair)
{
    char c = *repair->at++;
    if (c == '{' || c == '[') {
        g_string_append_c(repair->open, c == '{' ? '}' : ']');
        g_string_append_c(repair->out, c);
    } else if (c == '}' || c == ']') {
        close_bracket(repair);
    } else if (c == ',') {
        drop_last_comma(repair->out);
        g_string_append_c(repair->out, c);
    } else if (c != ';' || repair->open->len > 0) {
        g_string_append_c(repair->out, (guchar)c < ' ' ? ' ' : c);
    }
}

char *osint_jsonld_repair(const char *text)
{
    g_autoptr(GString) open = g_string_new(NULL);
    Repair repair = {.at = text, .out = g_string_sized_new(strlen(text)), .open = open};
    while (*repair.at != '\0') {
        if (*repair.at == '"')
            copy_string(&repair);
        else if (!skip_comment(&repair))
            copy_mark(&repair);
    }
    while (open->len > 0)
        close_bracket(&repair);
    return g_string_free(repair.out, FALSE);
}
