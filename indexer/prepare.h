/* Preparing an article that a reader made for the index. Safe in several threads at once. */
#ifndef OSINT_PREPARE_H
#define OSINT_PREPARE_H

#include "indexer/article/article.h"
#include "indexer/entities/tagger.h"

G_BEGIN_DECLS

/* Gives the article its id alone, which the next function would give it, too. */
void osint_prepare_id(OsintArticle *article, guint position);
/* Gives the article its language, its id (from position, its number in the document from 0, when nothing
 * better is there), its sentences and passages, its mentions and its citations. */
void osint_prepare_article(OsintArticle *article, guint position, const OsintTagger *tagger);

/* Gives an article whose id is that of another one, in the document `first`, an id of its own, with a
 * warning: the second copy of a page, and what has its id from its publisher. FALSE when the document says
 * the id as its user gave it, which is not changed. */
gboolean osint_prepare_second_id(OsintArticle *article, gboolean has_own_id, guint position,
                                 const char *first, const OsintTagger *tagger);

/* Tags again an article that is prepared. TRUE when anything in it changed. */
gboolean osint_prepare_again(OsintArticle *article, const OsintTagger *tagger);

G_END_DECLS

#endif
