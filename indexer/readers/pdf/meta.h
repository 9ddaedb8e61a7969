/* What a PDF says of itself, as far as it can be believed. */
#ifndef OSINT_READERS_PDF_META_H
#define OSINT_READERS_PDF_META_H

#include "indexer/article/article.h"
#include "indexer/readers/pdf/paragraphs.h"

G_BEGIN_DECLS

/* Whether a browser made it: its date is the day when the page was saved. */
gboolean osint_pdf_is_printed(const OsintPdfPages *pages);

/* Where the article begins in a page that a browser printed: its title, when only menus stand before. */
guint osint_pdf_article_begin(const OsintPdfPages *pages, const GArray *paragraphs);

/* Sets title, authors and dates. A title in large letters on the first page comes before one in the file that
 * the page does not have. The day of publication is a date that stands alone on the first page, else the day
 * when the file was made, which is a warning, date-from-file. begin: the first
 * paragraph that is the article's. now: 0 when it is not known. */
void osint_pdf_describe(OsintArticle *article, const OsintPdfPages *pages, const GArray *paragraphs,
                        guint begin, double body, gint64 now);

G_END_DECLS

#endif
