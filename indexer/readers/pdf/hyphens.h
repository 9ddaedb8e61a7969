/* Where one line goes on with the next: spaces, and hyphens at the ends of lines. */
#ifndef OSINT_READERS_PDF_HYPHENS_H
#define OSINT_READERS_PDF_HYPHENS_H

#include "indexer/readers/pdf/pages.h"

G_BEGIN_DECLS

/* How a document writes its words, and whether it breaks them. */
typedef struct OsintPdfWords OsintPdfWords;
OsintPdfWords *osint_pdf_words_new(const OsintPdfPages *pages);
void osint_pdf_words_free(OsintPdfWords *words);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPdfWords, osint_pdf_words_free)

/* Appends the next line to a paragraph. A hyphen at its end goes when the two parts are one word: the
 * document writes it so elsewhere, or nothing speaks for the hyphen. */
void osint_pdf_append_line(GString *paragraph, const char *line, const OsintPdfWords *words);

G_END_DECLS

#endif
