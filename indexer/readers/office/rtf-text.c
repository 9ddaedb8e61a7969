/* Bytes are held until their code page changes, so that a character of two bytes may come in two escapes. */
#include "indexer/readers/office/rtf-text.h"

#include "indexer/readers/encoding.h"
#include "indexer/text/words.h"

#include <string.h>

#define REPLACEMENT 0xFFFD
/* Longer runs are decoded in parts, at the end of a word. */
#define LONG_RUN 65536

guint osint_rtf_page_of_charset(guint charset)
{
    static const struct {
        guint charset, page;
    } pages[] = {{2, OSINT_RTF_SYMBOLS},
                 {77, 10000},
                 {128, 932},
                 {129, 949},
                 {130, 1361},
                 {134, 936},
                 {136, 950},
                 {161, 1253},
                 {162, 1254},
                 {163, 1258},
                 {177, 1255},
                 {178, 1256},
                 {186, 1257},
                 {204, 1251},
                 {222, 874},
                 {238, 1250},
                 {254, 437},
                 {255, 850}};
    for (gsize i = 0; i < G_N_ELEMENTS(pages); i++)
        if (pages[i].charset == charset)
            return pages[i].page;
    return 0;
}

static char *encoding_of(guint page)
{
    if (page == 10000)
        return g_strdup("MACINTOSH");
    if (page == 950)
        return g_strdup("BIG5");
    if (page == 1361)
        return g_strdup("JOHAB");
    if (page == 65001)
        return g_strdup("UTF-8");
    return g_strdup_printf("CP%u", page);
}

/* Bytes that are none in their code page are guessed like any text's. */
static char *decode(const OsintRtfText *text, gsize *length)
{
    g_autofree char *encoding = encoding_of(text->page);
    char *out = g_convert(text->bytes->str, (gssize)text->bytes->len, "UTF-8", encoding, NULL, length, NULL);
    if (out != NULL)
        return out;
    OsintDecoded decoded;
    osint_decode(text->bytes->str, text->bytes->len, encoding, &decoded);
    g_free(decoded.encoding);
    *length = decoded.length;
    return decoded.text;
}

void osint_rtf_text_flush(OsintRtfText *text)
{
    if (text->high != 0) {
        text->high = 0;
        osint_flow_add(text->flow, "\xEF\xBF\xBD", 3);
    }
    if (text->bytes->len == 0)
        return;
    if (osint_text_is_ascii(text->bytes->str, text->bytes->len)) {
        osint_flow_add(text->flow, text->bytes->str, text->bytes->len);
    } else {
        gsize length;
        g_autofree char *decoded = decode(text, &length);
        osint_flow_add(text->flow, decoded, length);
    }
    g_string_set_size(text->bytes, 0);
}

void osint_rtf_text_byte(OsintRtfText *text, guchar byte, guint page)
{
    if (page == OSINT_RTF_SYMBOLS) {
        if (byte == 0xB7)
            osint_rtf_text_string(text, "\xE2\x80\xA2");
        return;
    }
    if (text->high != 0 || page != text->page || (text->bytes->len >= LONG_RUN && byte == ' '))
        osint_rtf_text_flush(text);
    text->page = page;
    g_string_append_c(text->bytes, (char)byte);
}

void osint_rtf_text_string(OsintRtfText *text, const char *utf8)
{
    osint_rtf_text_flush(text);
    osint_flow_add(text->flow, utf8, strlen(utf8));
}

void osint_rtf_text_unicode(OsintRtfText *text, int code)
{
    gunichar unit = (gunichar)code & 0xFFFF;
    gunichar high = text->high;
    if (unit >= 0xDC00 && unit < 0xE000 && high != 0) {
        text->high = 0;
        unit = 0x10000 + ((high - 0xD800) << 10) + (unit - 0xDC00);
    }
    osint_rtf_text_flush(text);
    if (unit >= 0xD800 && unit < 0xDC00) {
        text->high = unit;
        return;
    }
    /* Symbols of a font have their bytes in the private area; U+F0B7 is the bullet. */
    if (unit == 0xF0B7)
        unit = 0x2022;
    char buffer[6];
    int length = g_unichar_to_utf8(g_unichar_validate(unit) && unit != 0 ? unit : REPLACEMENT, buffer);
    if (unit < 0xE000 || unit > 0xF8FF)
        osint_flow_add(text->flow, buffer, (gsize)length);
}

void osint_rtf_text_set_flow(OsintRtfText *text, OsintFlow *flow)
{
    if (text->flow == flow)
        return;
    osint_rtf_text_flush(text);
    text->flow = flow;
}
