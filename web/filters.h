/* The filters that a search stands under, in words. */
#ifndef OSINT_WEB_FILTERS_H
#define OSINT_WEB_FILTERS_H

#include "web/html.h"
#include "web/refine.h"
#include "web/results.h"

G_BEGIN_DECLS

/* What it is about, without its field: "Japanese", "April 2021", the entity's name. Freed by the caller. */
char *osint_filter_value(const OsintResults *results, const OsintFilter *filter);
/* "language: Japanese", "source: not NHK" */
char *osint_filter_label(const OsintResults *results, const OsintFilter *filter);
/* Likewise of a filter in a tree. */
char *osint_filter_label_of(const OsintResults *results, const OsintNode *node, gboolean excludes);
/* The id of the entity that it asks for, or excludes; NULL when it is none, or not known. */
const char *osint_filter_entity(const OsintResults *results, const OsintFilter *filter);

/* All of them, each with a link to the search without it. */
void osint_filters_append(OsintHtml *html, const OsintResults *results);

G_END_DECLS

#endif
