/* XML forms by their outermost element. */
#ifndef OSINT_READERS_ROOTS_H
#define OSINT_READERS_ROOTS_H

#include "indexer/readers/sniff.h"

G_BEGIN_DECLS

/* at: "<" of the outermost element, in decoded text. *what: a literal such as "an Atom feed". FALSE when the
 * element is not of a form that is known. */
gboolean osint_root_form(const char *at, OsintForm *form, const char **what);

/* The declaration of XML behind the little that programs print before a feed by mistake (a warning, an empty
 * line); NULL when there is none. */
const char *osint_root_behind_junk(const char *text);

G_END_DECLS

#endif
