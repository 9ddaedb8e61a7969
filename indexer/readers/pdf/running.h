/* Running heads and feet: what stands in the same place of page after page. */
#ifndef OSINT_READERS_PDF_RUNNING_H
#define OSINT_READERS_PDF_RUNNING_H

#include "indexer/readers/pdf/pages.h"

G_BEGIN_DECLS

/* Takes page numbers and lines that repeat on neighbouring pages out of pages->lines. printed: by a browser,
 * which writes in the margins of every page. body: the usual size of letters. Returns the address that heads
 * or feet give, or NULL. */
char *osint_pdf_drop_running(OsintPdfPages *pages, gboolean printed, double body);

G_END_DECLS

#endif
