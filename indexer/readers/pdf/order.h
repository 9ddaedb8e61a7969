/* The order in which the lines of a page are read. */
#ifndef OSINT_READERS_PDF_ORDER_H
#define OSINT_READERS_PDF_ORDER_H

#include "indexer/readers/pdf/pages.h"

G_BEGIN_DECLS

/* Brings the lines of every page that has columns into their order: what spans the columns, then column by
 * column, from left to right. Other pages stay as pdftotext orders them. */
void osint_pdf_order(OsintPdfPages *pages);

G_END_DECLS

#endif
