/* A recipe at work on one page. */
#ifndef OSINT_READERS_HTML_RECIPE_H
#define OSINT_READERS_HTML_RECIPE_H

#include <libxml/tree.h>

#include "indexer/article/article.h"
#include "indexer/readers/html/recipes.h"

G_BEGIN_DECLS

/* The recipe for a page: by the article's own address, the one it was fetched from (url, may be NULL), or the
 * one that the page says it has. NULL without one, and when recipes is NULL. */
const OsintRecipe *osint_recipe_for(const OsintRecipes *recipes, const OsintArticle *article, const char *url,
                                    xmlDoc *tree);

/* Takes out of the tree what is to be removed, and sets the fields of the article that are not set yet.
 * Returns the elements that hold the text (const xmlNode *, none inside another, in order), or NULL when
 * there are none. When title, text or date are to be found and are not, the article has the warning
 * `recipe-no-match`. */
GPtrArray *osint_recipe_apply(const OsintRecipe *recipe, xmlDoc *tree, OsintArticle *article);

G_END_DECLS

#endif
