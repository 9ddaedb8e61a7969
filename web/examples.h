/* Example queries made of what an index has, so that each finds something. */
#ifndef OSINT_WEB_EXAMPLES_H
#define OSINT_WEB_EXAMPLES_H

#include "search/engine.h"
#include "web/words.h"

G_BEGIN_DECLS

/* How many of the articles (OsintHit *) name each entity: OsintTally of the articles' strings, by kind, then
 * the most widespread first; its mentions are that number. */
GArray *osint_examples_entities(const GPtrArray *hits);

/* A query for each kind of example, in the order of words->start.ways; NULL where the articles (OsintHit *)
 * have nothing for it. Owned by the caller. */
typedef struct {
    char *queries[OSINT_START_WAYS];
} OsintExamples;
OsintExamples *osint_examples_new(const GPtrArray *hits);
void osint_examples_free(OsintExamples *examples);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintExamples, osint_examples_free)

G_END_DECLS

#endif
