/* Short texts for people that several forms show alike. Each is freed by the caller. */
#ifndef OSINT_SEARCH_ORIGIN_H
#define OSINT_SEARCH_ORIGIN_H

#include "search/render.h"

G_BEGIN_DECLS

/* Where an article is from: "Example Gazette · 2021-04-20 09:30 +09:00 · en"; "" when nothing is known. */
char *osint_origin_text(const OsintArticle *article);
/* "2 articles", "about 300 articles" */
char *osint_total_text(const OsintSearch *search);
/* "3 copies folded", "about 3 copies folded"; NULL when none are. */
char *osint_folded_text(const OsintSearch *search);
/* How many copies a hit has, and which is the earliest: "2 copies; the earliest: Example Gazette ·
 * 2021-04-20"; NULL when it has none. */
char *osint_copies_text(const OsintHit *hit);
/* One after the other in a line: "Example Gazette · 2021-04-20 · en; Example Post · en; and 2 more". NULL
 * likewise. */
char *osint_copies_line(const OsintHit *hit);
/* "Example Gazette · 2021-04-20 · en", or its id when nothing is known; with "(not found by this query)"
 * where that is so. */
char *osint_copy_text(const OsintCopy *copy);
/* How a part of an article speaks of those of the entities (OsintQueryEntity *) that it does not name there:
 * `as "the man" (described, not named; 70 %)`; NULL when it names them all, or has none. */
char *osint_described_text(const GPtrArray *entities, const OsintArticle *article, OsintSpan span);
/* Where a part of an article speaks of the entity by description: the surest such mention; NULL when it names
 * the entity there, too, or does not mention it. */
const OsintMention *osint_described_mention(const char *entity, const OsintArticle *article, OsintSpan span);
/* "2021-04", "2021 (month unknown)", "undated" */
char *osint_row_label(const OsintTimeline *timeline, const OsintTimelineRow *row);

G_END_DECLS

#endif
