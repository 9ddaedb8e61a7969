/* Character references in text, which is text already: linked data and metas are often escaped twice. */
#include "indexer/readers/html/unescape.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "indexer/readers/clean.h"

static gunichar reference_at(const char *at, const char **end)
{
    char name[12];
    gsize length = strcspn(at + 1, ";");
    if (at[1 + length] != ';' || length == 0 || length >= sizeof name)
        return 0;
    memcpy(name, at + 1, length);
    name[length] = '\0';
    *end = at + length + 2;
    if (name[0] == '#') {
        gboolean hex = name[1] == 'x' || name[1] == 'X';
        guint64 code = g_ascii_strtoull(name + (hex ? 2 : 1), NULL, hex ? 16 : 10);
        return code > 0 && code <= 0x10FFFF && g_unichar_validate((gunichar)code) ? (gunichar)code : 0;
    }
    const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
    if (entity == NULL && strcmp(name, "apos") == 0)
        return '\'';
    return entity != NULL ? entity->value : 0;
}

char *osint_text_unescape(const char *text)
{
    if (text == NULL)
        return NULL;
    g_autofree char *valid = g_utf8_make_valid(text, -1);
    g_autoptr(GString) out = g_string_new(NULL);
    gboolean in_tag = FALSE;
    for (const char *at = valid; *at != '\0';) {
        const char *end = at;
        gunichar c = *at == '&' ? reference_at(at, &end) : 0;
        if (*at == '<' && (g_ascii_isalpha(at[1]) || at[1] == '/') && strchr(at, '>') != NULL)
            in_tag = TRUE;
        if (c != 0)
            g_string_append_unichar(out, c);
        else if (!in_tag)
            g_string_append_c(out, *at);
        in_tag = in_tag && *at != '>';
        at = c != 0 ? end : at + 1;
    }
    return osint_clean_line(out->str);
}
