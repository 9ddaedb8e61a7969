/* Entity list files. */
#ifndef OSINT_LISTS_H
#define OSINT_LISTS_H

#include "indexer/entities/lists/list.h"
#include "indexer/report.h"

G_BEGIN_DECLS

/* Files that have been read but not parsed. */
typedef struct OsintListFiles OsintListFiles;

/* files is NULL-terminated, and must outlive the result. */
OsintListFiles *osint_list_files_read(const char *const *files, GError **error);
void osint_list_files_free(OsintListFiles *files);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintListFiles, osint_list_files_free)
/* What tells these from others, and this version of the program, which may parse them in another way. */
const char *osint_list_files_mark(const OsintListFiles *files);
/* All of them as one list. What is left out of a list is a note in the report; a broken one is an error that
 * names the file and the place. */
OsintEntityList *osint_list_files_parse(const OsintListFiles *files, OsintReport *report, GError **error);

/* Both at once. */
OsintEntityList *osint_lists_load(const char *const *files, OsintReport *report, GError **error);

/* A recipe file, checked; NULL with error. */
char *osint_recipes_load(const char *file, GError **error);
/* What tells recipes from others, for the manifest; NULL when there are none ("" is none). */
char *osint_recipes_mark(const char *recipes);

G_END_DECLS

#endif
