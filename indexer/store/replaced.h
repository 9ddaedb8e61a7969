/* The index that a full build replaces, as far as it can be read: it may be of another format or damaged. */
#ifndef OSINT_STORE_REPLACED_H
#define OSINT_STORE_REPLACED_H

#include "indexer/store/journal.h"

G_BEGIN_DECLS

typedef struct OsintReplaced OsintReplaced;

/* NULL when there is none, or nothing of it can be read. */
OsintReplaced *osint_replaced_open(const char *directory);
void osint_replaced_free(OsintReplaced *replaced);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintReplaced, osint_replaced_free)

/* When it says that the article was first indexed, Unix seconds; `now` when it does not, or says what is
 * later than that. */
gint64 osint_replaced_added(OsintReplaced *replaced, const char *id, gint64 now);
/* Where its record ends; FALSE when it cannot say. */
gboolean osint_replaced_end(OsintReplaced *replaced, OsintJournalEnd *end);

G_END_DECLS

#endif
