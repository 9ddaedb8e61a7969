/* Where documents name their encoding: the XML declaration, or the first <meta> that does, found as browsers
 * find it before they know the encoding. */
#include "indexer/readers/encoding.h"

#include "indexer/readers/encoding/labels.h"

#include <string.h>

/* Browsers look at 1,024 bytes and go back when the declaration stands later; there is no way back here. */
#define SAMPLE ((gsize)65536)
#define MAX_LABEL 40

typedef struct {
    char *charset;
    char *content;
    gboolean content_type; /* http-equiv="content-type" */
} Meta;

static void clear_meta(Meta *meta)
{
    g_free(meta->charset);
    g_free(meta->content);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Meta, clear_meta)

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n\f/");
}

/* Reads name and value of the attribute at `at`; returns what follows, NULL at the end of the tag. */
static const char *read_attribute(const char *at, char **name, char **value)
{
    at = skip_space(at);
    gsize width = strcspn(at, "= \t\r\n\f/>");
    if (*at == '\0' || *at == '>')
        return NULL;
    *name = g_ascii_strdown(at, (gssize)width);
    at += width;
    const char *next = at + strspn(at, " \t\r\n\f");
    if (*next != '=') {
        *value = g_strdup("");
        return width > 0 ? at : at + 1;
    }
    at = next + 1;
    at += strspn(at, " \t\r\n\f");
    char quote[] = {*at, '\0'};
    gboolean quoted = *at == '"' || *at == '\'';
    at += quoted;
    width = strcspn(at, quoted ? quote : " \t\r\n\f>");
    *value = g_ascii_strdown(at, (gssize)width);
    return at + width + (quoted && at[width] != '\0');
}

/* Past the tag, with what is of interest in it; of a repeated attribute the first counts. */
static const char *read_tag(const char *at, Meta *meta)
{
    for (;;) {
        g_autofree char *name = NULL;
        g_autofree char *value = NULL;
        const char *next = read_attribute(at, &name, &value);
        if (next == NULL)
            return skip_space(at);
        at = next;
        if (strcmp(name, "http-equiv") == 0)
            meta->content_type = meta->content_type || strcmp(value, "content-type") == 0;
        else if (strcmp(name, "charset") == 0 && meta->charset == NULL)
            meta->charset = g_steal_pointer(&value);
        else if (strcmp(name, "content") == 0 && meta->content == NULL)
            meta->content = g_steal_pointer(&value);
    }
}

/* "text/html; charset=..." */
static char *charset_of_content(const char *content)
{
    for (const char *at = content; (at = strstr(at, "charset")) != NULL;) {
        at += strlen("charset");
        const char *value = at + strspn(at, " \t\r\n\f");
        if (*value != '=')
            continue;
        value++;
        value += strspn(value, " \t\r\n\f");
        char quote[] = {*value, '\0'};
        gboolean quoted = *value == '"' || *value == '\'';
        gsize width = strcspn(value + quoted, quoted ? quote : " \t\r\n\f;");
        return quoted && value[1 + width] == '\0' ? NULL : g_strndup(value + quoted, width);
    }
    return NULL;
}

static char *charset_of_meta(const Meta *meta)
{
    g_autofree char *charset = NULL;
    if (meta->charset != NULL)
        charset = g_strdup(meta->charset);
    else if (meta->content_type && meta->content != NULL)
        charset = charset_of_content(meta->content);
    if (charset == NULL || strlen(g_strstrip(charset)) > MAX_LABEL)
        return NULL;
    g_autofree char *real = osint_encoding_real_name(charset);
    gboolean wide = g_str_has_prefix(charset, "utf-16") || g_str_has_prefix(charset, "utf16");
    return real != NULL || wide ? g_steal_pointer(&charset) : NULL;
}

static gboolean opens(const char *at, const char *name)
{
    gsize length = strlen(name);
    return g_ascii_strncasecmp(at + 1, name, length) == 0 && strchr(" \t\r\n\f/>", at[1 + length]) != NULL;
}

/* Behind the tag at `at`; what scripts and styles contain is no markup. */
static const char *pass_tag(const char *at)
{
    const char *end = opens(at, "script") ? "</script" : opens(at, "style") ? "</style" : NULL;
    if (end != NULL) {
        const char *close = strcasestr(at, end);
        return close != NULL ? close : at + strlen(at);
    }
    g_auto(Meta) ignored = {0};
    return read_tag(at + 1 + strcspn(at + 1, " \t\r\n\f/>"), &ignored);
}

static char *declared_in_html(const char *head)
{
    for (const char *at = head; (at = strchr(at, '<')) != NULL;) {
        if (g_str_has_prefix(at, "<!--")) {
            at = strstr(at + 2, "-->");
            if (at == NULL)
                return NULL;
        } else if (opens(at, "meta")) {
            g_auto(Meta) meta = {0};
            at = read_tag(at + strlen("<meta"), &meta);
            char *charset = *at == '>' ? charset_of_meta(&meta) : NULL;
            if (charset != NULL)
                return charset;
        } else if (g_ascii_isalpha(at[1]) || (at[1] == '/' && g_ascii_isalpha(at[2]))) {
            at = pass_tag(at);
        } else if (at[1] == '!' || at[1] == '?' || at[1] == '/') {
            at = strchr(at, '>');
            if (at == NULL)
                return NULL;
        } else {
            at++;
        }
    }
    return NULL;
}

static char *declared_in_xml(const char *head)
{
    const char *start = head + strspn(head, " \t\r\n");
    const char *end = g_str_has_prefix(start, "<?xml") ? strstr(start, "?>") : NULL;
    const char *at = end != NULL ? strstr(start, "encoding") : NULL;
    if (at == NULL || at > end)
        return NULL;
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=\"'");
    gsize width = strcspn(at, "\"' \t\r\n?>");
    return width > 0 && width <= MAX_LABEL ? g_strndup(at, width) : NULL;
}

char *osint_encoding_declared(const char *data, gsize length)
{
    g_autofree char *head = g_malloc(MIN(length, SAMPLE) + 1);
    gsize kept = 0;
    for (gsize i = 0; i < MIN(length, SAMPLE); i++)
        if (data[i] != '\0')
            head[kept++] = data[i];
    head[kept] = '\0';
    const char *text = g_str_has_prefix(head, "\xEF\xBB\xBF") ? head + 3 : head;
    char *charset = declared_in_xml(text);
    return charset != NULL ? charset : declared_in_html(text);
}
