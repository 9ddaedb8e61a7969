/* The pages of a PDF as pdftotext sees them (its -bbox-layout form): lines of words with their places, and
 * what the document says of itself. */
#ifndef OSINT_READERS_PDF_PAGES_H
#define OSINT_READERS_PDF_PAGES_H

#include <glib.h>

G_BEGIN_DECLS

/* Points, from the page's upper left corner. */
typedef struct {
    double left, top, right, bottom;
} OsintPdfBox;

typedef struct {
    OsintPdfBox box;
    const char *text; /* its words with single spaces between them, in reading order */
    double size;      /* height of its letters' box */
    double first;     /* width of its first word */
    guint block;      /* lines that pdftotext holds together have one number */
    guint page;       /* from 1 */
} OsintPdfLine;

typedef struct {
    double width, height;
    guint start, end; /* its lines, [start, end) */
} OsintPdfPage;

typedef struct {
    char *title, *author, *created, *modified, *creator; /* as they stand, or NULL */
    GArray *pages;                                       /* OsintPdfPage */
    GArray *lines;                                       /* OsintPdfLine; texts belong to the record */
    GStringChunk *texts;
} OsintPdfPages;

void osint_pdf_pages_free(OsintPdfPages *pages);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPdfPages, osint_pdf_pages_free)

/* Reads that form as it comes, in pieces of any size; whatever it is, what can be read of it is. */
typedef struct OsintPdfParser OsintPdfParser;
OsintPdfParser *osint_pdf_parser_new(void);
void osint_pdf_parser_feed(OsintPdfParser *parser, const char *data, gsize length);
OsintPdfPages *osint_pdf_parser_finish(OsintPdfParser *parser); /* frees the parser */

G_END_DECLS

#endif
