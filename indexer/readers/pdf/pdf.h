/* PDF, by way of poppler's pdftotext. */
#ifndef OSINT_READERS_PDF_PDF_H
#define OSINT_READERS_PDF_PDF_H

#include "indexer/readers/document.h"
#include "indexer/readers/pdf/pages.h"

G_BEGIN_DECLS

/* Reads a PDF as one article. Refused as pdf-encrypted, pdf-damaged, pdf-timeout, pdf-no-text (its pages are
 * pictures), tool-missing (there is no pdftotext). What cannot be read to its end because of a limit has the
 * pages until there, and the warning pdf-cut. */
void osint_pdf_read(OsintDocument *document, const char *data, gsize length);

/* Sets text, headings, pages, title, authors and dates from pages as pdftotext sees them, which are changed.
 */
void osint_pdf_fill(OsintArticle *article, OsintPdfPages *pages, gint64 now);

G_END_DECLS

#endif
