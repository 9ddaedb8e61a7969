/* Encodings: certain signs first, statistics last. */
#include "indexer/readers/encoding.h"

#include "indexer/readers/encoding/convert.h"
#include "indexer/readers/encoding/guess.h"
#include "indexer/readers/encoding/labels.h"

#include <string.h>

#define WIDE_SAMPLE ((gsize)4096)
/* Fewer zero bytes are accidents of a file that is text of another kind. */
#define MIN_WIDE_UNITS ((gsize)4)
/* With as many units, a missing last byte is a cut. */
#define ODD_UNITS ((gsize)64)

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
        if (length >= marks[i].length && memcmp(data, marks[i].mark, marks[i].length) == 0) {
            *mark_length = marks[i].length;
            return marks[i].encoding;
        }
    }
    *mark_length = 0;
    return NULL;
}

static guint32 unit_at(const char *data, gsize width, gboolean big)
{
    guint32 unit = 0;
    for (gsize i = 0; i < width; i++)
        unit |= (guint32)(guchar)data[i] << 8 * (big ? width - 1 - i : i);
    return unit;
}

/* Text in UTF-32 without a mark: every four bytes are a character, which no other text has. */
static gboolean is_utf32(const char *data, gsize length, gboolean big)
{
    gsize sample = MIN(length, WIDE_SAMPLE);
    if (length % 4 != 0 || length < 4 * MIN_WIDE_UNITS)
        return FALSE;
    for (gsize i = 0; i < sample; i += 4) {
        guint32 unit = unit_at(data + i, 4, big);
        if (unit == 0 || !g_unichar_validate(unit))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_ascii_text(guint32 c)
{
    return c < 0x7F && (c >= 0x20 || g_ascii_isspace((char)c));
}

/* Text in UTF-16 without a mark: letters, spaces and line ends of ASCII leave zeros in every other byte, no
 * unit is zero, and the other units are not pairs of ASCII letters, as they are in plain text with a few
 * zeros. */
static gboolean is_utf16(const char *data, gsize length, gboolean big)
{
    gsize units = MIN(length, WIDE_SAMPLE) / 2, ascii = 0, pairs = 0;
    if (units < MIN_WIDE_UNITS || (length % 2 != 0 && units < ODD_UNITS))
        return FALSE;
    for (gsize i = 0; i < units; i++) {
        guint32 unit = unit_at(data + 2 * i, 2, big);
        if (unit == 0 || (unit & 0xFFFE) == 0xFFFE)
            return FALSE;
        if (is_ascii_text(unit))
            ascii++;
        else
            pairs += is_ascii_text(unit >> 8) && is_ascii_text(unit & 0xFF);
    }
    return ascii >= 2 && ascii * 50 >= units && pairs * 2 <= units - ascii;
}

static guint zeros_in(const char *data, gsize length, gsize first)
{
    guint zeros = 0;
    for (gsize i = first; i < MIN(length, WIDE_SAMPLE); i += 2)
        zeros += data[i] == '\0';
    return zeros;
}

static const char *encoding_of_zeros(const char *data, gsize length)
{
    if (memchr(data, '\0', MIN(length, WIDE_SAMPLE)) == NULL)
        return NULL;
    if (is_utf32(data, length, FALSE))
        return "UTF-32LE";
    if (is_utf32(data, length, TRUE))
        return "UTF-32BE";
    guint even = zeros_in(data, length, 0), odd = zeros_in(data, length, 1);
    if (odd > even && is_utf16(data, length, FALSE))
        return "UTF-16LE";
    if (even > odd && is_utf16(data, length, TRUE))
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

static void take_utf8(OsintDecoded *decoded, const char *data, gsize length, gsize invalid)
{
    decoded->encoding = g_strdup("UTF-8");
    decoded->repaired = invalid > 0;
    if (invalid > 0) {
        decoded->text = g_utf8_make_valid(data, (gssize)length);
        decoded->length = strlen(decoded->text);
    } else {
        decoded->text = g_malloc(length + 1);
        memcpy(decoded->text, data, length);
        decoded->text[length] = '\0';
        decoded->length = length;
    }
}

static void take_converted(OsintDecoded *decoded, const char *data, gsize length, const char *encoding)
{
    gsize invalid;
    GString *text = osint_encoding_convert(data, length, encoding, &invalid);
    g_assert(text != NULL);
    decoded->encoding = g_strdup(encoding);
    decoded->repaired = invalid > 0;
    decoded->length = text->len;
    decoded->text = g_string_free(text, FALSE);
}

/* ISO-2022: text of seven bits in which escape sequences change the alphabet. */
static gboolean has_escapes(const char *data, gsize length)
{
    for (const char *at = data; (at = memchr(at, 0x1B, length - (gsize)(at - data))) != NULL; at++)
        if (at + 2 < data + length && (at[1] == '$' || at[1] == '('))
            return TRUE;
    return FALSE;
}

/* A cut and a pasted byte or two do not make UTF-8 something else; where it is declared, a few more do not.
 */
static gboolean is_broken_utf8(gsize invalid, gsize multibyte, const char *declared)
{
    return multibyte >= invalid * (declared != NULL && strcmp(declared, "UTF-8") == 0 ? 2 : 20);
}

void osint_decode(const char *data, gsize length, const char *declared, OsintDecoded *decoded)
{
    *decoded = (OsintDecoded){0};
    gsize mark_length, multibyte;
    const char *wide = osint_encoding_of_wide(data, length);
    encoding_of_mark(data, length, &mark_length);
    data += mark_length;
    length -= mark_length;
    if (wide != NULL) {
        take_converted(decoded, data, length, wide);
        return;
    }
    g_autofree char *real = declared != NULL ? osint_encoding_real_name(declared) : NULL;
    gsize invalid = osint_utf8_invalid_bytes(data, length, &multibyte);
    if ((invalid == 0 && (multibyte > 0 || !has_escapes(data, length))) || mark_length > 0 ||
        (invalid > 0 && is_broken_utf8(invalid, multibyte, real))) {
        take_utf8(decoded, data, length, invalid);
        return;
    }
    const char *believed = real != NULL && strcmp(real, "UTF-8") != 0 ? real : NULL;
    const char *encoding = osint_encoding_guess(data, length, believed);
    decoded->guessed = believed == NULL || strcmp(encoding, believed) != 0;
    decoded->misdeclared = real != NULL && decoded->guessed;
    take_converted(decoded, data, length, encoding);
}
