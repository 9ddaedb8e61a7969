/* Passages that show what was counted: an article's, with the entities highlighted that it is about. */
#ifndef OSINT_SEARCH_EVIDENCE_H
#define OSINT_SEARCH_EVIDENCE_H

#include "search/engine.h"

G_BEGIN_DECLS

/* A hit of the stored article, without passages. */
OsintHit *osint_evidence_new(OsintIndex *index, guint32 docid, GError **error);
/* Adds the hit's article's passage of that number, counted from 0, in which mentions of the entity id and of
 * other (NULL: of none) are highlighted, but for benign ones. */
void osint_evidence_add(OsintHit *hit, guint32 number, const char *id, const char *other);

/* What of such a passage of two entities is enough to be quoted where there is little room: the two mentions
 * that stand nearest to each other, with some words around them; the whole passage when that is short. */
OsintSpan osint_evidence_excerpt(const OsintArticle *article, OsintSpan passage, const char *id,
                                 const char *other);

G_END_DECLS

#endif
