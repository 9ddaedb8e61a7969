/* Encodings: certain signs first, statistics last. */
#include "indexer/readers/encoding.h"

#include <errno.h>
#include <string.h>
#include <uchardet.h>

/* Enough to be sure of, and the detector is slow. */
#define GUESS_SAMPLE ((gsize)1 << 20)
#define WIDE_SAMPLE ((gsize)4096)

static gboolean starts(const char *data, gsize length, const char *mark, gsize mark_length)
{
    return length >= mark_length && memcmp(data, mark, mark_length) == 0;
}

static const char *encoding_of_mark(const char *data, gsize length, gsize *mark_length)
{
    static const struct {
        const char *mark;
        gsize length;
        const char *encoding;
    } marks[] = {{"\xEF\xBB\xBF", 3, "UTF-8"},
                 {"\xFF\xFE\0\0", 4, "UTF-32LE"},
                 {"\0\0\xFE\xFF", 4, "UTF-32BE"},
                 {"\xFF\xFE", 2, "UTF-16LE"},
                 {"\xFE\xFF", 2, "UTF-16BE"}};
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++) {
        if (starts(data, length, marks[i].mark, marks[i].length)) {
            *mark_length = marks[i].length;
            return marks[i].encoding;
        }
    }
    *mark_length = 0;
    return NULL;
}

/* Text in UTF-16 without a mark: ASCII letters, spaces and line ends leave zeros in every other byte only. */
static const char *encoding_of_zeros(const char *data, gsize length)
{
    gsize sample = MIN(length, WIDE_SAMPLE) & ~(gsize)1;
    gsize zeros[2] = {0, 0};
    for (gsize i = 0; i < sample; i++)
        if (data[i] == '\0')
            zeros[i & 1]++;
    if (sample < 4)
        return NULL;
    if (zeros[1] * 5 > sample && zeros[0] * 50 < sample)
        return "UTF-16LE";
    if (zeros[0] * 5 > sample && zeros[1] * 50 < sample)
        return "UTF-16BE";
    return NULL;
}

const char *osint_encoding_of_wide(const char *data, gsize length)
{
    gsize mark_length;
    const char *encoding = encoding_of_mark(data, length, &mark_length);
    if (encoding != NULL)
        return strcmp(encoding, "UTF-8") == 0 ? NULL : encoding;
    return encoding_of_zeros(data, length);
}

/* The names under which pages and detectors mean a larger encoding. */
static const char *real_encoding(const char *name)
{
    static const struct {
        const char *name;
        const char *real;
    } aliases[] = {{"ISO-8859-1", "WINDOWS-1252"},
                   {"LATIN1", "WINDOWS-1252"},
                   {"US-ASCII", "WINDOWS-1252"},
                   {"ASCII", "WINDOWS-1252"},
                   {"ISO-8859-9", "WINDOWS-1254"},
                   {"SHIFT_JIS", "CP932"},
                   {"SHIFT-JIS", "CP932"},
                   {"X-SJIS", "CP932"},
                   {"WINDOWS-31J", "CP932"},
                   {"EUC-KR", "CP949"},
                   {"KS_C_5601-1987", "CP949"},
                   {"UHC", "CP949"},
                   {"GB2312", "GB18030"},
                   {"GBK", "GB18030"},
                   {"BIG5", "BIG5-HKSCS"},
                   {"TIS-620", "CP874"},
                   {"ISO-8859-11", "CP874"},
                   {"WINDOWS-874", "CP874"},
                   {"X-MAC-CYRILLIC", "MAC-CYRILLIC"},
                   {"MACINTOSH", "MACINTOSH"}};
    for (gsize i = 0; i < G_N_ELEMENTS(aliases); i++)
        if (g_ascii_strcasecmp(name, aliases[i].name) == 0)
            return aliases[i].real;
    return name;
}

/* NUL bytes count as characters here: they are dropped later, not taken for another encoding. */
static gsize invalid_bytes(const char *data, gsize length, gsize *multibyte)
{
    gsize invalid = 0;
    *multibyte = 0;
    for (const char *at = data, *end = data + length; at < end;) {
        if ((unsigned char)*at < 0x80) {
            at++;
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

/* The C library's UTF-8 goes beyond Unicode. */
static void finish(OsintDecoded *decoded, GString *out)
{
    gsize multibyte;
    if (invalid_bytes(out->str, out->len, &multibyte) > 0) {
        decoded->text = g_utf8_make_valid(out->str, (gssize)out->len);
        decoded->length = strlen(decoded->text);
        decoded->repaired = TRUE;
        g_string_free(out, TRUE);
    } else {
        decoded->length = out->len;
        decoded->text = g_string_free(out, FALSE);
    }
}

/* Converts all of it; a byte that fits nothing becomes U+FFFD. FALSE only when the encoding is not known. */
static gboolean convert(const char *data, gsize length, const char *encoding, OsintDecoded *decoded)
{
    GIConv converter = g_iconv_open("UTF-8", encoding);
    if (converter == (GIConv)-1)
        return FALSE;
    GString *out = g_string_sized_new(length + length / 2 + 16);
    gchar *in = (gchar *)data;
    gsize left = length;
    gboolean wide = g_str_has_prefix(encoding, "UTF-16") || g_str_has_prefix(encoding, "UTF-32");
    decoded->repaired = FALSE;
    while (left > 0) {
        char buffer[8192];
        gchar *at = buffer;
        gsize room = sizeof buffer;
        gsize result = g_iconv(converter, &in, &left, &at, &room);
        int reason = errno;
        g_string_append_len(out, buffer, at - buffer);
        if (result != (gsize)-1 || reason == E2BIG)
            continue;
        gsize skip = MIN(left, wide ? 2 : 1);
        in += skip;
        left -= skip;
        g_string_append(out, "\xEF\xBF\xBD");
        decoded->repaired = TRUE;
    }
    char rest[64];
    gchar *at = rest;
    gsize room = sizeof rest;
    g_iconv(converter, NULL, NULL, &at, &room);
    g_string_append_len(out, rest, at - rest);
    g_iconv_close(converter);
    finish(decoded, out);
    return TRUE;
}

static void take(OsintDecoded *decoded, const char *encoding, gboolean guessed)
{
    decoded->encoding = g_strdup(encoding);
    decoded->guessed = guessed;
}

static gboolean has_escapes(const char *data, gsize length)
{
    for (const char *at = data; (at = memchr(at, 0x1B, length - (gsize)(at - data))) != NULL; at++)
        if (at + 2 < data + length && (at[1] == '$' || at[1] == '('))
            return TRUE;
    return FALSE;
}

static char *guess(const char *data, gsize length)
{
    uchardet_t detector = uchardet_new();
    char *name = NULL;
    if (uchardet_handle_data(detector, data, MIN(length, GUESS_SAMPLE)) == 0) {
        uchardet_data_end(detector);
        const char *found = uchardet_get_charset(detector);
        if (found != NULL && *found != '\0')
            name = g_strdup(found);
    }
    uchardet_delete(detector);
    return name;
}

static gboolean take_utf8(const char *data, gsize length, OsintDecoded *decoded, gsize invalid)
{
    if (invalid > 0) {
        decoded->text = g_utf8_make_valid(data, (gssize)length);
        decoded->length = strlen(decoded->text);
    } else {
        decoded->text = g_malloc(length + 1);
        memcpy(decoded->text, data, length);
        decoded->text[length] = '\0';
        decoded->length = length;
    }
    decoded->repaired = invalid > 0;
    take(decoded, "UTF-8", FALSE);
    return TRUE;
}

static gboolean decode_declared(const char *data, gsize length, const char *declared, OsintDecoded *decoded)
{
    if (declared == NULL || g_ascii_strcasecmp(declared, "UTF-8") == 0 ||
        g_ascii_strncasecmp(declared, "UTF-16", 6) == 0)
        return FALSE;
    const char *real = real_encoding(declared);
    if (!convert(data, length, real, decoded))
        return FALSE;
    take(decoded, declared, FALSE);
    return TRUE;
}

static void decode_guessed(const char *data, gsize length, OsintDecoded *decoded)
{
    g_autofree char *name = guess(data, length);
    const char *real = name != NULL ? real_encoding(name) : "WINDOWS-1252";
    if (!convert(data, length, real, decoded)) {
        real = "WINDOWS-1252";
        gboolean known = convert(data, length, real, decoded);
        g_assert(known);
    }
    take(decoded, real, TRUE);
}

void osint_decode(const char *data, gsize length, const char *declared, OsintDecoded *decoded)
{
    *decoded = (OsintDecoded){0};
    gsize mark_length, multibyte;
    const char *wide = osint_encoding_of_wide(data, length);
    encoding_of_mark(data, length, &mark_length);
    if (wide != NULL && convert(data + mark_length, length - mark_length, wide, decoded)) {
        take(decoded, wide, FALSE);
        return;
    }
    data += mark_length;
    length -= mark_length;
    gsize invalid = invalid_bytes(data, length, &multibyte);
    if (invalid == 0 && (multibyte > 0 || !has_escapes(data, length)))
        take_utf8(data, length, decoded, 0);
    else if (mark_length > 0 || (invalid > 0 && multibyte >= invalid * 20))
        take_utf8(data, length, decoded, invalid);
    else if (!decode_declared(data, length, declared, decoded))
        decode_guessed(data, length, decoded);
}
