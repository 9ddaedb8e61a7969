/* Groups of copies: which of the articles that match are near-identical (store/schema.h). */
#ifndef OSINT_SEARCH_GROUPS_H
#define OSINT_SEARCH_GROUPS_H

#include "indexer/store/index.h"

G_BEGIN_DECLS

/* An article that is in a group of copies. */
typedef struct {
    guint32 docid;
    guint group;       /* its number, from 1 */
    gboolean earliest; /* of those of its group that are given */
} OsintGrouped;

/* Numbers for the groups of one state of the index. */
typedef struct OsintGroups OsintGroups;

/* *groups is NULL when no article of the index has copies. index must outlive them. */
gboolean osint_groups_new(OsintIndex *index, OsintGroups **groups, GError **error);
void osint_groups_free(OsintGroups *groups);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintGroups, osint_groups_free)

/* The group of an article; 0 when it has no copies. */
gboolean osint_groups_of(OsintGroups *groups, guint32 docid, guint *group, GError **error);
/* How many of the articles that a query finds are copies of others that it finds. */
gboolean osint_groups_count(OsintGroups *groups, const XapcQuery *query, guint64 *copies, GError **error);
/* Of these articles (guint32, ascending) those that are in groups (OsintGrouped, likewise), without asking
 * the database; NULL when the index has no columns. And how many of such are copies of others among them. */
GArray *osint_groups_among(const OsintGroups *groups, const GArray *docids);
guint64 osint_groups_copies(const GArray *grouped);
/* The entry of an article among grouped, NULL when it has none; asked for ascending docids, *next (0 at
 * first) remembers how far it is. */
const OsintGrouped *osint_grouped_at(const GArray *grouped, guint *next, guint32 docid);
/* Of these articles (guint32, ascending) those that are no copies of others among them. */
GArray *osint_groups_earliest(const GArray *docids, const GArray *grouped);
/* Of the articles that a query finds, those that are in groups (OsintGrouped), ascending by docid. */
GArray *osint_groups_matching(OsintGroups *groups, const XapcQuery *query, GError **error);

G_END_DECLS

#endif
