/* Letters and digits only. */
#include "indexer/readers/html/bare.h"

char *osint_html_bare(const char *text, gsize length)
{
    GString *letters = g_string_sized_new(length);
    const char *at = text, *end = text + length;
    while (at < end) {
        unsigned char byte = (unsigned char)*at;
        if (byte < 0x80) {
            if (g_ascii_isalnum(byte))
                g_string_append_c(letters, g_ascii_tolower(*at));
            at++;
        } else {
            gunichar c = g_utf8_get_char(at);
            if (g_unichar_isalnum(c))
                g_string_append_unichar(letters, g_unichar_tolower(c));
            at = g_utf8_next_char(at);
        }
    }
    return g_string_free(letters, FALSE);
}
