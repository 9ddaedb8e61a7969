/* Which words of a query are common ones, that say nothing by themselves. */
#ifndef OSINT_SEARCH_COMMON_WORDS_H
#define OSINT_SEARCH_COMMON_WORDS_H

#include "search/query.h"

G_BEGIN_DECLS

typedef struct {
    const char *language;   /* whose common words they are */
    gboolean capitals_tell; /* the query has lower case, too, so that "US" and "WHO" are names */
} OsintCommonWords;

/* From the words that are asked for; stemmers: of the index. */
OsintCommonWords osint_common_words_judge(const OsintNode *root, const char *const *stemmers);

/* text[0, length): the word as typed. */
gboolean osint_common_words_have(const OsintCommonWords *common, const char *text, gsize length,
                                 const char *folded);

G_END_DECLS

#endif
