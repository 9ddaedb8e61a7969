/* Paragraphs made of the lines of a PDF. */
#ifndef OSINT_READERS_PDF_PARAGRAPHS_H
#define OSINT_READERS_PDF_PARAGRAPHS_H

#include "indexer/readers/pdf/pages.h"

G_BEGIN_DECLS

/* A page begins here. */
typedef struct {
    guint32 at; /* byte in the paragraph */
    guint32 page;
} OsintPdfTurn;

typedef struct {
    char *text; /* one line */
    gsize length;
    GArray *turns; /* OsintPdfTurn, the first at 0 */
    double size;   /* of its letters */
    guint page;    /* where it begins */
    guint last_page;
    guint lines;
    double top, bottom; /* where its first line begins, and its last line ends, on their pages */
    double room;        /* behind its last line */
    double first;       /* width of its first word: where that had room, it begins anew */
} OsintPdfParagraph;

/* The usual size of letters: half of the text is not larger. */
double osint_pdf_body_size(const OsintPdfPages *pages);

/* Array of OsintPdfParagraph (freed with it), in reading order. Lines come in reading order. A paragraph goes
 * on over columns and pages, and past what stands between them in other letters. */
GArray *osint_pdf_paragraphs(const OsintPdfPages *pages);

G_END_DECLS

#endif
