/* The empty search page: what is in the index, and first questions to it. */
#ifndef OSINT_WEB_START_H
#define OSINT_WEB_START_H

#include "web/ask.h"

G_BEGIN_DECLS

typedef struct {
    const OsintAsk *ask;
    guint64 articles;
    guint64 passages;
    const GPtrArray *newest; /* OsintHit *: the newest articles, from which examples are made */
} OsintStart;

GString *osint_start_page(const OsintStart *start);

G_END_DECLS

#endif
