/* Expressions are evaluated with a limit on libxml2's steps, since a page decides how long they take. XPath
 * in libxml2 has no functions that read files or the network. */
#include "indexer/readers/html/recipe.h"

#include <libxml/xpath.h>
#include <libxml/xpathInternals.h>
#include <string.h>

#include "indexer/article/json.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/markup.h"

/* Nodes looked at by all expressions of a page together: a hundred times what large pages need. */
#define MAX_STEPS 5000000UL
#define MAX_AUTHORS 50

typedef struct {
    const OsintRecipe *recipe;
    xmlXPathContext *context;
    OsintArticle *article;
    GString *missing; /* the keys that found nothing */
} Work;

/* ---- which recipe ---- */

static gboolean is_named(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

/* What the page calls its address: <link rel=canonical>, else og:url. */
static const OsintRecipe *by_own_address(const OsintRecipes *recipes, xmlDoc *tree)
{
    const xmlNode *top = xmlDocGetRootElement(tree);
    const OsintRecipe *found = NULL;
    for (const xmlNode *node = top; node != NULL && found == NULL; node = osint_markup_next(node, top)) {
        gboolean link = is_named(node, "link");
        if (!link && !is_named(node, "meta"))
            continue;
        g_autofree char *what = osint_markup_attribute(node, link ? "rel" : "property");
        g_autofree char *url = osint_markup_attribute(node, link ? "href" : "content");
        if (what != NULL && g_ascii_strcasecmp(what, link ? "canonical" : "og:url") == 0)
            found = osint_recipes_find(recipes, url);
    }
    return found;
}

const OsintRecipe *osint_recipe_for(const OsintRecipes *recipes, const OsintArticle *article, const char *url,
                                    xmlDoc *tree)
{
    if (recipes == NULL)
        return NULL;
    const OsintRecipe *recipe = osint_recipes_find(recipes, article->url);
    if (recipe == NULL)
        recipe = osint_recipes_find(recipes, url);
    return recipe != NULL ? recipe : by_own_address(recipes, tree);
}

/* ---- expressions ---- */

static void ignore_error(void *context G_GNUC_UNUSED, xmlError *error G_GNUC_UNUSED)
{
}

/* NULL when the recipe has no such key, and when the expression cannot be carried out on this page. */
static xmlXPathObject *evaluate(const Work *work, OsintRecipeKey key)
{
    const char *xpath = work->recipe->xpaths[key];
    return xpath != NULL ? xmlXPathEvalExpression((const xmlChar *)xpath, work->context) : NULL;
}

static const xmlNodeSet *nodes_of(const xmlXPathObject *result)
{
    return result != NULL && result->type == XPATH_NODESET ? result->nodesetval : NULL;
}

static int count_nodes(const xmlNodeSet *nodes)
{
    return nodes != NULL ? nodes->nodeNr : 0;
}

/* An element's value stands in the attribute that is meant for programs, if it has one. */
static char *value_of(const xmlNode *node)
{
    static const char *const attributes[] = {"content", "datetime"};
    g_autofree char *value = NULL;
    for (gsize i = 0; node->type == XML_ELEMENT_NODE && value == NULL && i < G_N_ELEMENTS(attributes); i++)
        value = osint_markup_attribute(node, attributes[i]);
    if (value == NULL)
        return osint_markup_text(node);
    g_autofree char *valid = g_utf8_make_valid(value, -1);
    return osint_clean_line(valid);
}

static void add_value(GPtrArray *values, char *value)
{
    if (value != NULL)
        g_ptr_array_add(values, value);
}

/* At most `most` values that are not empty, in the order of the page. */
static GPtrArray *values_of(const Work *work, OsintRecipeKey key, guint most)
{
    GPtrArray *values = g_ptr_array_new_with_free_func(g_free);
    xmlXPathObject *result = evaluate(work, key);
    const xmlNodeSet *nodes = nodes_of(result);
    if (result != NULL && result->type == XPATH_STRING) {
        g_autofree char *valid = g_utf8_make_valid((const char *)result->stringval, -1);
        add_value(values, osint_clean_line(valid));
    }
    for (int i = 0; i < count_nodes(nodes) && values->len < most; i++)
        add_value(values, value_of(nodes->nodeTab[i]));
    xmlXPathFreeObject(result);
    return values;
}

/* ---- what they are for ---- */

/* One may be inside another: all are taken out, and the set is forgotten, before any is freed.
 */
static void remove_nodes(const Work *work)
{
    xmlXPathObject *result = evaluate(work, OSINT_RECIPE_REMOVE);
    const xmlNodeSet *nodes = nodes_of(result);
    g_autoptr(GPtrArray) removed = g_ptr_array_new();
    for (int i = count_nodes(nodes) - 1; i >= 0; i--) {
        xmlNode *node = nodes->nodeTab[i];
        if (node->type == XML_NAMESPACE_DECL)
            continue;
        gboolean inner = node->type == XML_ELEMENT_NODE && node != xmlDocGetRootElement(node->doc);
        if (inner || node->type == XML_TEXT_NODE) {
            xmlUnlinkNode(node);
            g_ptr_array_add(removed, node);
        }
    }
    xmlXPathFreeObject(result);
    for (guint i = 0; i < removed->len; i++)
        xmlFreeNode(g_ptr_array_index(removed, i));
}

static void miss(Work *work, OsintRecipeKey key)
{
    if (work->recipe->xpaths[key] != NULL)
        g_string_append_printf(work->missing, "%s%s", work->missing->len > 0 ? ", " : "",
                               osint_recipe_key_name(key));
}

static void set_title(Work *work)
{
    g_autoptr(GPtrArray) values = values_of(work, OSINT_RECIPE_TITLE, 1);
    if (values->len == 0)
        miss(work, OSINT_RECIPE_TITLE);
    else if (work->article->title == NULL)
        osint_article_set_field(work->article, "title", values->pdata[0]);
}

static void set_authors(Work *work)
{
    g_autoptr(GPtrArray) values = values_of(work, OSINT_RECIPE_AUTHORS, MAX_AUTHORS);
    if (work->article->authors->len > 0)
        return;
    for (guint i = 0; i < values->len; i++)
        g_ptr_array_add(work->article->authors, g_strdup(values->pdata[i]));
}

static void set_publisher(Work *work)
{
    g_autoptr(GPtrArray) values = values_of(work, OSINT_RECIPE_PUBLISHER, 1);
    if (values->len > 0 && work->article->publisher == NULL)
        osint_article_set_field(work->article, "publisher", values->pdata[0]);
}

static void set_date(Work *work, OsintRecipeKey key, const char *field, const char *const *current)
{
    g_autoptr(GPtrArray) values = values_of(work, key, 1);
    if (*current != NULL)
        return;
    if (values->len > 0)
        osint_article_set_field(work->article, field, values->pdata[0]);
    if (*current == NULL && key == OSINT_RECIPE_DATE)
        miss(work, key);
}

static gboolean is_inside(const xmlNode *node, const xmlNode *outer)
{
    for (; node != NULL; node = node->parent)
        if (node == outer)
            return TRUE;
    return FALSE;
}

static gboolean has_text(const xmlNode *node)
{
    g_autofree char *text = osint_markup_text(node);
    return text != NULL;
}

/* In the order of the page an element stands before those inside it. */
static GPtrArray *find_text(Work *work)
{
    g_autoptr(GPtrArray) found = g_ptr_array_new();
    xmlXPathObject *result = evaluate(work, OSINT_RECIPE_TEXT);
    const xmlNodeSet *nodes = nodes_of(result);
    for (int i = 0; i < count_nodes(nodes); i++) {
        const xmlNode *node = nodes->nodeTab[i];
        gboolean again = found->len > 0 && is_inside(node, found->pdata[found->len - 1]);
        if (node->type == XML_ELEMENT_NODE && !again && has_text(node))
            g_ptr_array_add(found, (gpointer)node);
    }
    xmlXPathFreeObject(result);
    if (found->len > 0)
        return g_steal_pointer(&found);
    miss(work, OSINT_RECIPE_TEXT);
    return NULL;
}

GPtrArray *osint_recipe_apply(const OsintRecipe *recipe, xmlDoc *tree, OsintArticle *article)
{
    g_autoptr(GString) missing = g_string_new(NULL);
    Work work = {recipe, xmlXPathNewContext(tree), article, missing};
    work.context->error = ignore_error;
    work.context->opLimit = MAX_STEPS;
    xmlXPathOrderDocElems(tree);
    remove_nodes(&work);
    set_title(&work);
    set_authors(&work);
    set_publisher(&work);
    set_date(&work, OSINT_RECIPE_DATE, "published", (const char *const *)&article->published);
    set_date(&work, OSINT_RECIPE_UPDATED, "updated", (const char *const *)&article->updated);
    GPtrArray *text = find_text(&work);
    if (missing->len > 0)
        osint_article_warn(article, "recipe-no-match", "the recipe [%s] does not find: %s", recipe->name,
                           missing->str);
    xmlXPathFreeContext(work.context);
    return text;
}
