/* The escaper and the builder around it. */
#include "web/html.h"

#include <stdarg.h>
#include <string.h>

struct OsintHtml {
    GString *out;
    const OsintWords *words;
};

OsintHtml *osint_html_new(const OsintWords *words)
{
    OsintHtml *html = g_new(OsintHtml, 1);
    html->out = g_string_sized_new(16 * 1024);
    html->words = words;
    return html;
}

void osint_html_free(OsintHtml *html)
{
    if (html == NULL)
        return;
    g_string_free(html->out, TRUE);
    g_free(html);
}

GString *osint_html_finish(OsintHtml *html)
{
    GString *out = html->out;
    g_free(html);
    return out;
}

const OsintWords *osint_html_words(const OsintHtml *html)
{
    return html->words;
}

void osint_html_append_markup(OsintHtml *html, const char *markup, gsize length)
{
    g_string_append_len(html->out, markup, (gssize)length);
}

/* Embeddings and isolates are left alone (right-to-left text needs them, and every element that holds
 * foreign text is isolated); the two overrides only serve to show another text than there is. */
static gboolean may_show(gunichar c)
{
    if (c < 0x20)
        return c == '\t' || c == '\n';
    if ((c >= 0x7f && c <= 0x9f) || c == 0x202d || c == 0x202e)
        return FALSE;
    return (c & 0xfffe) != 0xfffe && !(c >= 0xfdd0 && c <= 0xfdef);
}

static void append_ascii(GString *out, char c)
{
    switch (c) {
    case '&':
        g_string_append(out, "&amp;");
        break;
    case '<':
        g_string_append(out, "&lt;");
        break;
    case '>':
        g_string_append(out, "&gt;");
        break;
    case '"':
        g_string_append(out, "&quot;");
        break;
    case '\'':
        g_string_append(out, "&#39;");
        break;
    default:
        g_string_append_c(out, c);
    }
}

/* Up to where there is nothing but printable ASCII that stands for itself. */
static const char *end_of_plain(const char *text, const char *end)
{
    while (text < end && *text >= ' ' && *text <= '~' && *text != '&' && *text != '<' && *text != '>' &&
           *text != '"' && *text != '\'')
        text++;
    return text;
}

void osint_html_text_length(OsintHtml *html, const char *text, gsize length)
{
    const char *end = text + length;
    while (text < end) {
        const char *plain = end_of_plain(text, end);
        g_string_append_len(html->out, text, plain - text);
        if (plain == end)
            break;
        text = plain;
        gunichar c = g_utf8_get_char_validated(text, end - text);
        gboolean valid = (c & 0x80000000u) == 0;
        const char *next = valid ? g_utf8_next_char(text) : text + 1;
        if (!valid || !may_show(c))
            g_string_append(html->out, "\xef\xbf\xbd");
        else if (c < 0x80)
            append_ascii(html->out, (char)c);
        else
            g_string_append_len(html->out, text, next - text);
        text = next;
    }
}

void osint_html_text(OsintHtml *html, const char *text)
{
    if (text != NULL)
        osint_html_text_length(html, text, strlen(text));
}

void osint_html_name(OsintHtml *html, const char *text)
{
    if (g_str_is_ascii(text)) {
        osint_html_text(html, text);
        return;
    }
    html_raw(html, "<bdi>");
    osint_html_text(html, text);
    html_raw(html, "</bdi>");
}

void osint_html_append_format(OsintHtml *html, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    for (;;) {
        const char *directive = strchrnul(format, '%');
        g_string_append_len(html->out, format, directive - format);
        if (*directive == '\0')
            break;
        if (directive[1] == 's')
            osint_html_text(html, va_arg(arguments, const char *));
        else if (directive[1] == 'u')
            g_string_append_printf(html->out, "%u", va_arg(arguments, guint));
        else {
            g_assert(directive[1] == '%');
            g_string_append_c(html->out, '%');
        }
        format = directive + 2;
    }
    va_end(arguments);
}

const char *osint_html_say_until(OsintHtml *html, const char *text)
{
    const char *place = osint_words_place(text);
    osint_html_text_length(html, text, (gsize)(place - text));
    return *place != '\0' ? place + OSINT_WORDS_PLACE : place;
}

void osint_html_append_words(OsintHtml *html, const char *text, ...)
{
    va_list values;
    va_start(values, text);
    g_autofree char *filled = osint_words_fill_list(text, values);
    va_end(values);
    osint_html_text(html, filled);
}
