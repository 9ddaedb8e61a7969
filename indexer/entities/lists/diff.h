/* What changed from one entity list to another, as far as an article may be tagged otherwise by it.
 *
 * An article is tagged by what stands in its title and text, its hand tags and its marks. It can only be
 * tagged otherwise when one of these names an entity that changed, or that shares a name or a relation with
 * one, in the old list or the new. Whether the text has such a name is asked more broadly than the tagger
 * asks: all parts of the name, anywhere. So no rule of the tagger about where a name counts matters here. */
#ifndef OSINT_ENTITIES_LISTS_DIFF_H
#define OSINT_ENTITIES_LISTS_DIFF_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"

G_BEGIN_DECLS

typedef struct OsintListDiff OsintListDiff;

/* Both lists must outlive it. */
OsintListDiff *osint_list_diff_new(const OsintEntityList *before, const OsintEntityList *after);
void osint_list_diff_free(OsintListDiff *diff);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintListDiff, osint_list_diff_free)

/* Whether no article can be tagged otherwise: the lists are equal. */
gboolean osint_list_diff_is_empty(const OsintListDiff *diff);
/* Whether the article can be tagged otherwise. It needs id, title, text, entities, marks, and the mentions
 * that the old list gave it. Not safe in several threads at once. */
gboolean osint_list_diff_touches(OsintListDiff *diff, const OsintArticle *article);

G_END_DECLS

#endif
