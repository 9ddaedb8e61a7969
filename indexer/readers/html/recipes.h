/* Recipes: where on the pages of a site title, text and date stand, for sites that need to be told.
 *
 * A recipe file is a key file. A section [host NAME] is for pages of that host and those below it, [url
 * PATTERN] for pages whose address, without scheme and "www.", the pattern fits, in which "*" stands for
 * anything. The first section that fits a page is its recipe. Its keys are title, text, date, updated,
 * authors, publisher and remove; a value is a list of CSS selectors (selector.h), or an XPath when it begins
 * with "/" or "(". */
#ifndef OSINT_READERS_HTML_RECIPES_H
#define OSINT_READERS_HTML_RECIPES_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_RECIPES_ERROR (osint_recipes_error_quark())
GQuark osint_recipes_error_quark(void);
typedef enum { OSINT_RECIPES_ERROR_SYNTAX } OsintRecipesError;

typedef enum {
    OSINT_RECIPE_TITLE,
    OSINT_RECIPE_TEXT,
    OSINT_RECIPE_DATE,
    OSINT_RECIPE_UPDATED,
    OSINT_RECIPE_AUTHORS,
    OSINT_RECIPE_PUBLISHER,
    OSINT_RECIPE_REMOVE,
    OSINT_RECIPE_KEYS
} OsintRecipeKey;

typedef struct {
    char *name;                      /* as its section is written, "host example.org" */
    char *pattern;                   /* of the address without scheme and "www."; NULL with a host */
    char *host;                      /* in lower case, without "www." */
    char *xpaths[OSINT_RECIPE_KEYS]; /* NULL for keys that are not given */
} OsintRecipe;

typedef struct OsintRecipes OsintRecipes;

/* Every expression has been compiled once when this succeeds. The message of an error begins with file, the
 * file's name in it, and the line. */
OsintRecipes *osint_recipes_new(const char *file, const char *text, gsize length, GError **error);
void osint_recipes_free(OsintRecipes *recipes);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintRecipes, osint_recipes_free)

guint osint_recipes_count(const OsintRecipes *recipes);
const char *osint_recipe_key_name(OsintRecipeKey key);

/* The recipe for a page at this address, or NULL; either argument may be NULL. */
const OsintRecipe *osint_recipes_find(const OsintRecipes *recipes, const char *url);

G_END_DECLS

#endif
