/* Entity list files. */
#ifndef OSINT_LISTS_H
#define OSINT_LISTS_H

#include "indexer/entities/lists/list.h"
#include "indexer/report.h"

G_BEGIN_DECLS

/* All files as one list; files is NULL-terminated. What is left out of a list is a note in the report; a file
 * that cannot be read or is broken is an error that names the file and the place. */
OsintEntityList *osint_lists_load(const char *const *files, OsintReport *report, GError **error);

/* A recipe file, checked; NULL with error. */
char *osint_recipes_load(const char *file, GError **error);
/* What tells recipes from others, for the manifest; NULL when there are none ("" is none). */
char *osint_recipes_mark(const char *recipes);

G_END_DECLS

#endif
