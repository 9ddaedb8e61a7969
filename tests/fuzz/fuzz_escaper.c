/* What the escaper makes of any bytes is UTF-8 without markup, quotes, control characters, overrides of
 * direction and noncharacters; read as HTML it has a character for each of the bytes' characters, and escapes
 * to itself. */
#include "web/html.h"

#include <stdint.h>
#include <string.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static const struct {
    const char *reference;
    char character;
} references[] = {{"&amp;", '&'}, {"&lt;", '<'}, {"&gt;", '>'}, {"&quot;", '"'}, {"&#39;", '\''}};

static char *escape(const char *text, gsize length)
{
    OsintHtml *html = osint_html_new(NULL);
    osint_html_text_length(html, text, length);
    GString *out = osint_html_finish(html);
    g_assert(strlen(out->str) == out->len);
    return g_string_free(out, FALSE);
}

static void check_characters(const char *escaped)
{
    g_assert(g_utf8_validate(escaped, -1, NULL) && strpbrk(escaped, "<>\"'") == NULL);
    for (const char *at = escaped; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        g_assert(!g_unichar_iscntrl(c) || c == '\t' || c == '\n');
        g_assert(c != 0x202d && c != 0x202e && !(c >= 0xfdd0 && c <= 0xfdef) && (c & 0xfffe) != 0xfffe);
    }
}

/* The text that a browser reads: each ampersand must begin one of the five references. */
static char *unescape(const char *escaped)
{
    GString *text = g_string_new(NULL);
    while (*escaped != '\0') {
        guint i = 0;
        if (*escaped != '&') {
            g_string_append_c(text, *escaped++);
            continue;
        }
        while (!g_str_has_prefix(escaped, references[i].reference)) {
            i++;
            g_assert(i < G_N_ELEMENTS(references));
        }
        g_string_append_c(text, references[i].character);
        escaped += strlen(references[i].reference);
    }
    return g_string_free(text, FALSE);
}

/* A byte that is no part of a character counts as one. */
static glong count_characters(const char *text, gsize length)
{
    glong count = 0;
    for (const char *end = text + length; text < end; count++) {
        gunichar c = g_utf8_get_char_validated(text, end - text);
        text = c < 0x80000000u ? g_utf8_next_char(text) : text + 1;
    }
    return count;
}

static void check_format(const char *text, const char *escaped)
{
    OsintHtml *html = osint_html_new(NULL);
    html_format(html, "<a title=\"%s\">%u%%</a>", text, 7u);
    g_autofree char *expected = g_strdup_printf("<a title=\"%s\">7%%</a>", escaped);
    GString *out = osint_html_finish(html);
    g_assert_cmpstr(out->str, ==, expected);
    g_string_free(out, TRUE);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    g_autofree char *bytes = g_memdup2(data, size);
    const char *text = bytes != NULL ? bytes : "";
    g_autofree char *escaped = escape(text, size);
    check_characters(escaped);
    g_autofree char *read = unescape(escaped);
    g_assert(g_utf8_strlen(read, -1) == count_characters(text, size));
    g_autofree char *again = escape(read, strlen(read));
    g_assert_cmpstr(again, ==, escaped);
    g_autofree char *string = g_strndup(text, size);
    if (strlen(string) == size)
        check_format(string, escaped);
    return 0;
}
