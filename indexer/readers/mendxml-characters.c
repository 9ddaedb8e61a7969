/* References and entities. */
#include "indexer/readers/mendxml-characters.h"

#include "indexer/readers/clean.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#define MAX_ENTITY_BYTES 1000
#define MAX_NAME_BYTES 32

static gboolean is_allowed(gunichar c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n' || c == '\r';
    return c <= 0x10FFFF && (c & 0xFFFE) != 0xFFFE && (c < 0xD800 || c > 0xDFFF);
}

/* Whether bytes begin one of U+FFFE and U+FFFF, the only characters above the control characters that XML
 * does not allow. */
static gboolean is_non_character(const char *at, const char *end)
{
    return end - at >= 3 && (guchar)at[0] == 0xEF && (guchar)at[1] == 0xBF && (guchar)at[2] >= 0xBE;
}

static void put_char(GString *out, gunichar c)
{
    if (c == '&')
        g_string_append(out, "&amp;");
    else if (c == '<')
        g_string_append(out, "&lt;");
    else if (c == '>')
        g_string_append(out, "&gt;");
    else if (c == '"')
        g_string_append(out, "&quot;");
    else if (is_allowed(c))
        g_string_append_unichar(out, c);
}

/* The number behind "&#": the place behind it, or NULL when there is none. */
static const char *take_number(const char *at, const char *end, gunichar *c)
{
    gboolean hex = at < end && (*at == 'x' || *at == 'X');
    const char *digits = hex ? ++at : at;
    guint64 number = 0;
    for (; at < end && (hex ? g_ascii_isxdigit(*at) : g_ascii_isdigit(*at)); at++)
        number = MIN(number * (hex ? 16 : 10) + (guint64)g_ascii_xdigit_value(*at), 0x110000);
    *c = osint_clean_c1((gunichar)number);
    if (at == digits)
        return NULL;
    return at < end && *at == ';' ? at + 1 : at;
}

static gunichar predefined(const char *name)
{
    static const char *const names[] = {"amp", "lt", "gt", "quot", "apos"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (strcmp(name, names[i]) == 0)
            return (gunichar) "&<>\"'"[i];
    return 0;
}

static gboolean put_named(GString *out, const char *name, GHashTable *entities, gsize *growth)
{
    const char *declared = g_hash_table_lookup(entities, name);
    gunichar c = predefined(name);
    if (c == 0 && declared != NULL && strlen(declared) <= *growth) {
        *growth -= strlen(declared);
        for (const char *at = declared; *at != '\0'; at = g_utf8_next_char(at))
            put_char(out, g_utf8_get_char(at));
        return TRUE;
    }
    const htmlEntityDesc *known = c == 0 ? htmlEntityLookup((const xmlChar *)name) : NULL;
    if (known != NULL)
        c = known->value;
    if (c != 0)
        put_char(out, c);
    return c != 0;
}

/* A reference at "&": the place behind it. What names nothing is no reference. */
static const char *take_reference(GString *out, const char *at, const char *end, GHashTable *entities,
                                  gsize *growth)
{
    const char *start = at + 1, *stop = start;
    if (start < end && *start == '#') {
        gunichar c;
        const char *behind = take_number(start + 1, end, &c);
        if (behind != NULL) {
            put_char(out, c);
            return behind;
        }
    }
    while (stop < end && stop - start <= MAX_NAME_BYTES &&
           (g_ascii_isalnum(*stop) || *stop == '_' || *stop == '-' || *stop == '.'))
        stop++;
    if (stop < end && *stop == ';' && stop > start) {
        g_autofree char *name = g_strndup(start, (gsize)(stop - start));
        if (put_named(out, name, entities, growth))
            return stop + 1;
    }
    g_string_append(out, "&amp;");
    return start;
}

void osint_mend_characters(GString *out, const char *text, gsize length, GHashTable *entities, gsize *growth)
{
    const char *end = text + length;
    for (const char *at = text; at < end;) {
        if (*at == '&') {
            at = take_reference(out, at, end, entities, growth);
        } else if ((guchar)*at >= 0x80) {
            if (is_non_character(at, end))
                at += 3;
            else
                g_string_append_c(out, *at++);
        } else {
            put_char(out, (guchar)*at++);
        }
    }
}

void osint_mend_literal(GString *out, const char *text, gsize length)
{
    const char *end = text + length;
    for (const char *at = text; at < end; at++) {
        if (is_non_character(at, end)) {
            at += 2;
        } else if ((guchar)*at >= 0x20 || is_allowed((guchar)*at)) {
            /* What was left out may have stood within what would now end the section. */
            if (*at == '>' && out->len >= 2 && memcmp(out->str + out->len - 2, "]]", 2) == 0)
                g_string_append_c(out, ' ');
            g_string_append_c(out, *at);
        }
    }
}

static const char *skip_space(const char *at, const char *end)
{
    while (at < end && g_ascii_isspace(*at))
        at++;
    return at;
}

/* An entity may stand for a plain string: nothing that refers to more. */
static gboolean is_plain(const char *value, gsize length)
{
    return length <= MAX_ENTITY_BYTES && memchr(value, '%', length) == NULL &&
           (memchr(value, '&', length) == NULL || g_strstr_len(value, (gssize)length, "&#") != NULL);
}

static char *characters_of(const char *value, gsize length)
{
    GString *characters = g_string_new(NULL);
    const char *end = value + length;
    for (const char *at = value; at < end;) {
        gunichar c;
        const char *behind = *at == '&' && at + 1 < end && at[1] == '#' ? take_number(at + 2, end, &c) : NULL;
        if (behind == NULL)
            g_string_append_c(characters, *at++);
        else if (is_allowed(c))
            g_string_append_unichar(characters, c);
        at = behind != NULL ? behind : at;
    }
    return g_string_free(characters, FALSE);
}

/* "<!ENTITY name "value">"; FALSE for any other kind, with *name set. Entities of the declaration itself (%)
 * are passed over: nothing that they would declare is known then. */
static gboolean take_entity(const char *at, const char *end, GHashTable *entities, char **name)
{
    at = skip_space(at + strlen("<!ENTITY"), end);
    const char *start = at;
    if (at < end && *at == '%')
        return TRUE;
    while (at < end && at - start < MAX_ENTITY_BYTES && !g_ascii_isspace(*at) && *at != '>' && *at != '"' &&
           *at != '\'')
        at++;
    *name = g_strndup(start, (gsize)MIN(at - start, MAX_NAME_BYTES));
    at = skip_space(at, end);
    if (at == end || (*at != '"' && *at != '\''))
        return FALSE;
    const char *close = memchr(at + 1, *at, (gsize)(end - at) - 1);
    if (close == NULL || !is_plain(at + 1, (gsize)(close - at) - 1))
        return FALSE;
    char *characters = characters_of(at + 1, (gsize)(close - at) - 1);
    if (strchr(characters, '&') != NULL && strchr(characters, ';') != NULL) {
        g_free(characters);
        return FALSE;
    }
    if (!g_hash_table_contains(entities, *name))
        g_hash_table_insert(entities, g_strdup(*name), characters);
    else
        g_free(characters);
    return TRUE;
}

/* Behind the closing quote. Markup stands between quotes only within brackets: elsewhere the quote was not
 * closed. */
static const char *skip_quoted(const char *at, const char *end, gboolean subset)
{
    const char *close = memchr(at + 1, *at, (gsize)(end - at) - 1);
    gboolean fits = close != NULL && (subset || memchr(at, '<', (gsize)(close - at)) == NULL);
    return fits ? close + 1 : at + 1;
}

const char *osint_mend_doctype(const char *at, const char *end, GHashTable *entities, char **hostile)
{
    gboolean subset = FALSE, comments = TRUE;
    at += strlen("<!DOCTYPE");
    while (at < end && (subset || *at != '>')) {
        gboolean opens = comments && end - at >= 4 && memcmp(at, "<!--", 4) == 0;
        const char *comment = opens ? g_strstr_len(at, end - at, "-->") : NULL;
        g_autofree char *name = NULL;
        comments = comments && (!opens || comment != NULL);
        if (comment != NULL) {
            at = comment + 3;
        } else if (subset && end - at >= 8 && g_ascii_strncasecmp(at, "<!ENTITY", 8) == 0 &&
                   !take_entity(at, end, entities, &name)) {
            *hostile = g_steal_pointer(&name);
            return end;
        } else if (*at == '"' || *at == '\'') {
            at = skip_quoted(at, end, subset);
        } else {
            subset = *at == '[' || (subset && *at != ']');
            at++;
        }
    }
    return at < end ? at + 1 : end;
}
