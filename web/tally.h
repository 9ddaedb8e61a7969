/* The entities of an article, each once. */
#ifndef OSINT_WEB_TALLY_H
#define OSINT_WEB_TALLY_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

typedef struct {
    const char *id; /* id, type and name belong to the article */
    const char *type;
    const char *name;
    guint mentions;
} OsintTally;

/* OsintTally, the most mentioned first, then in order of appearance. */
GArray *osint_tally(const OsintArticle *article);

G_END_DECLS

#endif
