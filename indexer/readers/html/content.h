/* Which blocks of a page are its article. */
#ifndef OSINT_READERS_HTML_CONTENT_H
#define OSINT_READERS_HTML_CONTENT_H

#include "indexer/readers/html/features.h"

G_BEGIN_DECLS

/* The log-odds of each block being text, by itself and by what stands around it; features are given the first
 * of the two opinions. Free with g_free(). */
float *osint_html_content_scores(const OsintHtmlPage *page, OsintHtmlFeatures *features);

/* Whether each block is kept. Free with g_free(). title, and the text as linked data has it, may be NULL. */
gboolean *osint_html_content_choose(const OsintHtmlPage *page, const char *title, const char *body);

/* The same for what is all content, such as a mail: all but what is not shown. */
gboolean *osint_html_content_shown(const OsintHtmlPage *page);

G_END_DECLS

#endif
