/* Conversion that never fails. */
#include "indexer/readers/encoding/convert.h"

#include <errno.h>
#include <string.h>

#define REPLACEMENT "\xEF\xBF\xBD"

/* Eight bytes at a time: most of a page is ASCII. */
const char *osint_skip_ascii(const char *at, const char *end)
{
    const guint64 beyond = G_GUINT64_CONSTANT(0x8080808080808080);
    for (guint64 bytes; end - at >= (gssize)sizeof bytes; at += sizeof bytes) {
        memcpy(&bytes, at, sizeof bytes);
        if ((bytes & beyond) != 0)
            break;
    }
    while (at < end && (guchar)*at < 0x80)
        at++;
    return at;
}

gsize osint_utf8_invalid_bytes(const char *data, gsize length, gsize *multibyte)
{
    gsize invalid = 0;
    *multibyte = 0;
    for (const char *at = data, *end = data + length; at < end;) {
        if ((unsigned char)*at < 0x80) {
            at = osint_skip_ascii(at, end);
            continue;
        }
        gunichar c = g_utf8_get_char_validated(at, end - at);
        if (c == (gunichar)-1 || c == (gunichar)-2) {
            invalid++;
            at++;
        } else {
            (*multibyte)++;
            at = g_utf8_next_char(at);
        }
    }
    return invalid;
}

/* Converts what can be converted up to the end or to the first byte that cannot. */
static gboolean convert_run(GIConv converter, gchar **in, gsize *left, GString *out)
{
    while (*left > 0) {
        char buffer[8192];
        gchar *at = buffer;
        gsize room = sizeof buffer;
        gsize result = g_iconv(converter, in, left, &at, &room);
        int reason = errno;
        g_string_append_len(out, buffer, at - buffer);
        if (result == (gsize)-1 && reason != E2BIG)
            return FALSE;
    }
    return TRUE;
}

static void flush(GIConv converter, GString *out)
{
    char rest[64];
    gchar *at = rest;
    gsize room = sizeof rest;
    g_iconv(converter, NULL, NULL, &at, &room);
    g_string_append_len(out, rest, at - rest);
}

/* The C library's UTF-8 goes beyond Unicode. */
static GString *make_valid(GString *text, gsize *invalid)
{
    gsize multibyte, beyond = osint_utf8_invalid_bytes(text->str, text->len, &multibyte);
    if (beyond == 0)
        return text;
    char *valid = g_utf8_make_valid(text->str, (gssize)text->len);
    *invalid += beyond;
    g_string_free(text, TRUE);
    text = g_string_new(valid);
    g_free(valid);
    return text;
}

static gsize unit_of(const char *encoding)
{
    if (g_str_has_prefix(encoding, "UTF-32"))
        return 4;
    return g_str_has_prefix(encoding, "UTF-16") ? 2 : 1;
}

GString *osint_encoding_convert(const char *data, gsize length, const char *encoding, gsize *invalid)
{
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter == (GIConv)-1)
        return NULL;
    GString *out = g_string_sized_new(length + length / 2 + 16);
    gchar *in = (gchar *)data;
    gsize left = length;
    *invalid = 0;
    while (!convert_run(converter, &in, &left, out)) {
        gsize skip = MIN(left, unit_of(encoding));
        in += skip;
        left -= skip;
        (*invalid)++;
        g_string_append(out, REPLACEMENT);
    }
    flush(converter, out);
    g_iconv_close(converter);
    return make_valid(out, invalid);
}
