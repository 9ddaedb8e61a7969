/* HTML and XML, built safely: markup comes only from string literals, everything else is escaped.
 *
 * OsintHtml is opaque so that nothing can be appended to it in another way. One escaper serves element text
 * and quoted attribute values. Control characters (but tab and newline), bidirectional overrides,
 * noncharacters and invalid UTF-8 come out as U+FFFD. */
#ifndef OSINT_WEB_HTML_H
#define OSINT_WEB_HTML_H

#include "web/words.h"

G_BEGIN_DECLS

typedef struct OsintHtml OsintHtml;

/* words: in which language pages speak, or NULL where they do not. */
OsintHtml *osint_html_new(const OsintWords *words);
void osint_html_free(OsintHtml *html);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintHtml, osint_html_free)
/* The document; frees the builder. */
GString *osint_html_finish(OsintHtml *html);

/* Markup: the compiler refuses anything but a string literal. */
#define html_raw(html, literal) osint_html_append_markup((html), "" literal "", sizeof(literal) - 1)
/* Markup with arguments: %s is escaped text (NULL is empty), %u a guint, %% a per cent sign; nothing else. */
#define html_format(html, literal, ...) osint_html_append_format((html), "" literal "", __VA_ARGS__)

void osint_html_text(OsintHtml *html, const char *text);
void osint_html_text_length(OsintHtml *html, const char *text, gsize length);

/* Text from outside amid other text, whichever way it is written: <bdi>, where that makes a difference. */
void osint_html_name(OsintHtml *html, const char *text);

/* The words of the page's language. */
const OsintWords *osint_html_words(const OsintHtml *html);
/* A text of the catalogue, escaped, with what is put in: char *, escaped likewise. */
#define html_say(html, ...) osint_html_append_words((html), __VA_ARGS__, NULL)
/* A text of the catalogue up to its next {1} or other place, which the caller fills; returns what follows it.
 */
const char *osint_html_say_until(OsintHtml *html, const char *text);

/* What the macros call; not for direct use. */
void osint_html_append_markup(OsintHtml *html, const char *markup, gsize length);
void osint_html_append_words(OsintHtml *html, const char *text, ...) G_GNUC_NULL_TERMINATED;
void osint_html_append_format(OsintHtml *html, const char *format, ...) G_GNUC_PRINTF(2, 3);

G_END_DECLS

#endif
