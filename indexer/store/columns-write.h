/* Writing columns: all of them, or those before with what has changed. */
#ifndef OSINT_STORE_COLUMNS_WRITE_H
#define OSINT_STORE_COLUMNS_WRITE_H

#include <glib.h>

G_BEGIN_DECLS

/* After a commit of the generation (its path). base: the revision before that, of which columns are gone on
 * with; changed: the numbers of the documents that are other ones since (keys). Either may be NULL: all are
 * read. What fails leaves no columns. */
void osint_columns_write(const char *generation, const char *base, GHashTable *changed);
/* Removes columns that are not of this revision: an index that a power cut took back may come to have the
 * number of theirs with other articles. */
void osint_columns_drop_others(const char *generation, const char *revision);

G_END_DECLS

#endif
