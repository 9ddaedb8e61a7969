/* The border to CLD2, which is C++. */
#ifndef OSINT_ARTICLE_LANGUAGE_CLD2_H
#define OSINT_ARTICLE_LANGUAGE_CLD2_H

#include <glib.h>

G_BEGIN_DECLS

/* The main language of a text of valid or invalid UTF-8 as CLD2 names it: a static string, NULL when CLD2
 * sees none, or does not trust its answer and it is not that of a clear majority, or fails. length is at most
 * INT_MAX. One control character makes CLD2 see no language in a whole text. */
const char *osint_cld2_detect(const char *text, gsize length);

G_END_DECLS

#endif
