/* Defanged indicators as they were: hxxp://evil[.]example becomes http://evil.example.
 *
 * Authors spoil addresses so that nobody follows them by mistake, each in a way of their own: brackets round
 * or beside dots, colons, slashes and at signs, words for them ("[dot]", " AT "), other letters in the
 * scheme, spaces, invisible characters. */
#ifndef OSINT_ENTITIES_INDICATORS_REFANG_H
#define OSINT_ENTITIES_INDICATORS_REFANG_H

#include <glib.h>

#include "indexer/text/span.h"

G_BEGIN_DECLS

/* A running text in plain spelling, and where each byte of it comes from. */
typedef struct OsintRefanged OsintRefanged;

/* text must be UTF-8, end with a zero byte and outlive the result. Only what hardly means anything else is
 * changed. Time is in proportion to length. */
OsintRefanged *osint_refanged_new(const char *text, gsize length);
void osint_refanged_free(OsintRefanged *refanged);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRefanged, osint_refanged_free)

/* The plain text; the text itself where nothing was defanged. Ends with a zero byte. */
const char *osint_refanged_text(const OsintRefanged *refanged, gsize *length);
/* The bytes of the original that a range of the plain text stands for. */
OsintSpan osint_refanged_span(const OsintRefanged *refanged, gsize start, gsize end);
/* Whether anything between the two was defanged in a way that nobody writes by accident. */
gboolean osint_refanged_is_changed(const OsintRefanged *refanged, gsize start, gsize end);

/* One value that is known to be an indicator, such as the value of a query's field: more spellings are taken
 * for defanged ones than in a running text. Owned by the caller. */
char *osint_refang(const char *text);

/* The other way round, for a text that people pass on: hxxp, fxp, [.] in hosts and addresses, (at). */
char *osint_defang(const char *text);

G_END_DECLS

#endif
