/* What a document is, by its content. */
#ifndef OSINT_READERS_SNIFF_H
#define OSINT_READERS_SNIFF_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_FORM_FOREIGN, /* a form that is not read; `what` names it */
    OSINT_FORM_PLAIN,
    OSINT_FORM_MARKDOWN,
    OSINT_FORM_JSON,
    OSINT_FORM_NDJSON,
    OSINT_FORM_ARTICLE_XML,
    OSINT_FORM_HTML,
    OSINT_FORM_RSS, /* 0.9x, 1.0 (RDF) and 2.0 */
    OSINT_FORM_ATOM,
    OSINT_FORM_NITF,
    OSINT_FORM_NEWSML,    /* NewsML 1 */
    OSINT_FORM_NEWSML_G2, /* newsMessage, newsItem, knowledgeItem, packageItem */
    OSINT_FORM_WARC,
    OSINT_FORM_ARC,
    OSINT_FORM_MAIL,
    OSINT_FORM_MBOX,
    OSINT_FORM_MHTML,
    OSINT_FORM_PDF,
    OSINT_FORM_RTF,
    OSINT_FORM_ZIP, /* DOCX, ODT, EPUB: which one, its reader finds out */
    OSINT_FORM_FLAT_ODF,
    OSINT_FORM_LAST = OSINT_FORM_FLAT_ODF
} OsintForm;

/* Looks at undecoded bytes. The path's ending decides only where the content may be either:
 * between Markdown and plain text, and between JSON and NDJSON of one line. *what is a literal such as "a PNG
 * image": for OSINT_FORM_FOREIGN always set. */
OsintForm osint_sniff(const char *path, const char *data, gsize length, const char **what);

/* Whether decoded text is Markdown rather than plain text. */
gboolean osint_text_is_markdown(const char *path, const char *text);

G_END_DECLS

#endif
