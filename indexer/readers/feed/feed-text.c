/* Whether text is HTML. RSS does not say it. */
#include "indexer/readers/feed/feed-item.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_NAME 16

/* A tag of HTML, opening or closing, at "<"; the last ">" of the text is given. */
static gboolean is_tag(const char *at, const char *last)
{
    char name[MAX_NAME];
    gsize length = 0;
    if (g_str_has_prefix(at, "<!--"))
        return TRUE;
    at += at[1] == '/' ? 2 : 1;
    while (g_ascii_isalnum(at[length]) && length < sizeof name - 1) {
        name[length] = (char)g_ascii_tolower(at[length]);
        length++;
    }
    name[length] = '\0';
    if (length == 0 || (at[length] != '>' && at[length] != '/' && !g_ascii_isspace(at[length])))
        return FALSE;
    static const char *const newer[] = {"article", "aside",   "audio", "details", "figcaption", "figure",
                                        "footer",  "header",  "main",  "mark",    "nav",        "section",
                                        "source",  "summary", "time",  "picture", "video",      NULL};
    return (htmlTagLookup((const xmlChar *)name) != NULL || g_strv_contains(newer, name)) && at < last;
}

/* A named or numbered character at "&". */
static gboolean is_reference(const char *at)
{
    const char *start = at + 1, *end = start;
    if (*start == '#') {
        gboolean hex = start[1] == 'x' || start[1] == 'X';
        start = end = hex ? start + 2 : start + 1;
        while (hex ? g_ascii_isxdigit(*end) : g_ascii_isdigit(*end))
            end++;
        return end > start && *end == ';';
    }
    while (g_ascii_isalnum(*end) && end - start < MAX_NAME)
        end++;
    if (*end != ';' || end == start)
        return FALSE;
    g_autofree char *name = g_strndup(start, (gsize)(end - start));
    return strcmp(name, "apos") == 0 || htmlEntityLookup((const xmlChar *)name) != NULL;
}

gboolean osint_feed_looks_like_html(const char *text)
{
    const char *last = strrchr(text, '>');
    for (const char *at = text; (at = strpbrk(at, "<&")) != NULL; at++)
        if (*at == '<' ? last != NULL && is_tag(at, last) : is_reference(at))
            return TRUE;
    return FALSE;
}
