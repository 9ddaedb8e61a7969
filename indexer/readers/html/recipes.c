/* The recipe file: read by GKeyFile, which does not say where a key stands, so that this is looked up for
 * messages. Expressions are kept as text: compiled ones cannot be shared between threads. */
#include "indexer/readers/html/recipes.h"

#include <libxml/xpath.h>
#include <string.h>

#include "indexer/article/article.h"
#include "indexer/readers/html/selector.h"

#define MAX_FILE ((gsize)1 << 20)
#define MAX_EXPRESSION 4096
#define MAX_URL 4096

G_DEFINE_QUARK(osint - recipes - error - quark, osint_recipes_error)

struct OsintRecipes {
    GPtrArray *list; /* OsintRecipe, in the order of the file */
};

static const char *const key_names[OSINT_RECIPE_KEYS] = {"title",   "text",      "date",  "updated",
                                                         "authors", "publisher", "remove"};

const char *osint_recipe_key_name(OsintRecipeKey key)
{
    return key_names[key];
}

static void recipe_free(gpointer data)
{
    OsintRecipe *recipe = data;
    g_free(recipe->name);
    g_free(recipe->pattern);
    g_free(recipe->host);
    for (gsize i = 0; i < OSINT_RECIPE_KEYS; i++)
        g_free(recipe->xpaths[i]);
    g_free(recipe);
}

void osint_recipes_free(OsintRecipes *recipes)
{
    if (recipes == NULL)
        return;
    g_ptr_array_unref(recipes->list);
    g_free(recipes);
}

guint osint_recipes_count(const OsintRecipes *recipes)
{
    return recipes->list->len;
}

/* ---- places and messages ---- */

typedef struct {
    const char *file;
    const char *text;
    GError **error;
} Source;

static gboolean fail(const Source *source, guint line, const char *format, ...) G_GNUC_PRINTF(3, 4);
static gboolean fail(const Source *source, guint line, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    g_autofree char *reason = g_strdup_vprintf(format, arguments);
    va_end(arguments);
    g_set_error(source->error, OSINT_RECIPES_ERROR, OSINT_RECIPES_ERROR_SYNTAX, "%s:%u: %s", source->file,
                line, reason);
    return FALSE;
}

/* The line of a section, or of a key in it; of one that is written twice the last, which counts. */
static guint line_of(const Source *source, const char *section, const char *key)
{
    g_auto(GStrv) lines = g_strsplit(source->text, "\n", -1);
    g_autofree char *header = g_strdup_printf("[%s]", section);
    gboolean inside = FALSE;
    guint found = 0;
    for (guint i = 0; lines[i] != NULL; i++) {
        const char *line = g_strstrip(lines[i]);
        gboolean is_key = inside && key != NULL && g_str_has_prefix(line, key) &&
                          line[strlen(key) + strspn(line + strlen(key), " \t")] == '=';
        if (*line == '[')
            inside = strcmp(line, header) == 0;
        if (is_key || (key == NULL && inside && *line == '['))
            found = i + 1;
    }
    return found;
}

static gboolean line_is_good(const char *line)
{
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autofree char *alone = g_strconcat(*line == '[' ? "" : "[section]\n", line, NULL);
    return g_key_file_load_from_data(keys, alone, (gsize)-1, G_KEY_FILE_NONE, NULL);
}

/* Why GKeyFile does not read it: the first line that cannot be read by itself, else a key before all
 * sections. */
static gboolean fail_syntax(const Source *source)
{
    g_auto(GStrv) lines = g_strsplit(source->text, "\n", -1);
    for (guint i = 0; lines[i] != NULL; i++)
        if (!line_is_good(g_strchug(lines[i])))
            return fail(source, i + 1,
                        "this is neither a section, nor a key with a value, nor a comment (#)");
    for (guint i = 0; lines[i] != NULL; i++)
        if (*lines[i] != '\0' && *lines[i] != '#')
            return fail(source, i + 1, "a key stands before all sections");
    return fail(source, 1, "this is no recipe file");
}

/* ---- expressions ---- */

static void note_xpath_error(void *context, xmlError *error)
{
    GString *reason = context;
    if (reason->len == 0 && error->message != NULL)
        g_string_append(reason, error->message);
}

/* libxml2 prints that a function is not known, unless it is told not to. */
static void say_nothing(void *context G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, ...)
{
}

/* Evaluated once on an empty page, which shows what it selects: text and remove need elements. */
static gboolean check_xpath(const char *xpath, gboolean elements, GString *reason)
{
    xmlDoc *page = xmlReadDoc((const xmlChar *)"<html/>", NULL, NULL, XML_PARSE_NONET);
    xmlXPathContext *context = xmlXPathNewContext(page);
    context->error = note_xpath_error;
    context->userData = reason;
    xmlGenericErrorFunc before = xmlGenericError;
    void *before_context = xmlGenericErrorContext;
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlXPathObject *result = xmlXPathEvalExpression((const xmlChar *)xpath, context);
    xmlSetGenericErrorFunc(before_context, before);
    if (result == NULL && reason->len == 0)
        g_string_append(reason, "it is no XPath");
    else if (result != NULL && result->type != XPATH_NODESET && (elements || result->type != XPATH_STRING))
        g_string_append(reason, elements ? "it selects no elements" : "it selects neither elements nor text");
    xmlXPathFreeObject(result);
    xmlXPathFreeContext(context);
    xmlFreeDoc(page);
    g_strchomp(reason->str);
    return *reason->str == '\0';
}

static char *read_expression(const Source *source, const OsintRecipe *recipe, OsintRecipeKey key,
                             const char *value)
{
    const char *name = key_names[key];
    g_autoptr(GError) trouble = NULL;
    g_autoptr(GString) reason = g_string_new(NULL);
    g_autofree char *xpath = NULL;
    if (*value == '\0' || strlen(value) > MAX_EXPRESSION)
        g_string_append(reason, *value == '\0' ? "it is empty" : "it is too long");
    else if (*value == '/' || *value == '(')
        xpath = g_strdup(value);
    else if ((xpath = osint_selector_to_xpath(value, &trouble)) == NULL)
        g_string_append(reason, trouble->message);
    if (reason->len == 0 &&
        check_xpath(xpath, key == OSINT_RECIPE_TEXT || key == OSINT_RECIPE_REMOVE, reason))
        return g_steal_pointer(&xpath);
    fail(source, line_of(source, recipe->name, name), "%s: %s", name, reason->str);
    return NULL;
}

/* ---- sections ---- */

static gboolean read_key(const Source *source, GKeyFile *keys, OsintRecipe *recipe, const char *name)
{
    for (gsize key = 0; key < OSINT_RECIPE_KEYS; key++) {
        if (strcmp(name, key_names[key]) != 0)
            continue;
        if (recipe->xpaths[key] != NULL)
            return fail(source, line_of(source, recipe->name, name), "%s is given twice", name);
        g_autofree char *value = g_key_file_get_value(keys, recipe->name, name, NULL);
        recipe->xpaths[key] = read_expression(source, recipe, (OsintRecipeKey)key, g_strstrip(value));
        return recipe->xpaths[key] != NULL;
    }
    return fail(source, line_of(source, recipe->name, name),
                "recipes have no key \"%s\" (but title, text, date, updated, authors, publisher, remove)",
                name);
}

/* Address or pattern without what does not tell sites apart. */
static const char *without_prefix(const char *address)
{
    const char *behind = strstr(address, "://");
    address = behind != NULL ? behind + 3 : address;
    return g_str_has_prefix(address, "www.") ? address + 4 : address;
}

static gboolean read_header(const Source *source, OsintRecipe *recipe)
{
    if (g_str_has_prefix(recipe->name, "host ")) {
        g_autofree char *host = g_strstrip(g_strdup(recipe->name + 5));
        g_autofree char *address = g_strconcat("http://", host, "/", NULL);
        recipe->host = osint_url_host(address);
        if (recipe->host != NULL)
            return TRUE;
    } else if (g_str_has_prefix(recipe->name, "url ")) {
        g_autofree char *pattern = g_strstrip(g_strdup(recipe->name + 4));
        recipe->pattern = g_strdup(without_prefix(pattern));
        if (*recipe->pattern != '\0')
            return TRUE;
    }
    return fail(source, line_of(source, recipe->name, NULL),
                "a section is [host NAME] or [url PATTERN], not [%s]", recipe->name);
}

static gboolean read_section(const Source *source, GKeyFile *keys, const char *name, GPtrArray *list)
{
    OsintRecipe *recipe = g_new0(OsintRecipe, 1);
    recipe->name = g_strdup(name);
    g_ptr_array_add(list, recipe);
    if (!read_header(source, recipe))
        return FALSE;
    g_auto(GStrv) names = g_key_file_get_keys(keys, name, NULL, NULL);
    for (char **each = names; *each != NULL; each++)
        if (!read_key(source, keys, recipe, *each))
            return FALSE;
    return *names != NULL || fail(source, line_of(source, name, NULL), "[%s] is empty", name);
}

static gboolean read_sections(const Source *source, GPtrArray *list)
{
    g_autoptr(GKeyFile) keys = g_key_file_new();
    g_autoptr(GError) trouble = NULL;
    if (!g_key_file_load_from_data(keys, source->text, (gsize)-1, G_KEY_FILE_NONE, &trouble))
        return fail_syntax(source);
    g_auto(GStrv) names = g_key_file_get_groups(keys, NULL);
    for (char **name = names; *name != NULL; name++)
        if (!read_section(source, keys, *name, list))
            return FALSE;
    return TRUE;
}

static guint line_at(const char *text, const char *place)
{
    guint line = 1;
    for (; text < place; text++)
        line += *text == '\n' ? 1 : 0;
    return line;
}

OsintRecipes *osint_recipes_new(const char *file, const char *text, gsize length, GError **error)
{
    g_autofree char *content = g_strndup(text, MIN(length, MAX_FILE));
    Source source = {file, content, error};
    const char *bad;
    if (length > MAX_FILE) {
        fail(&source, 1, "a recipe file has at most %" G_GSIZE_FORMAT " bytes", MAX_FILE);
        return NULL;
    }
    if (!g_utf8_validate(text, (gssize)length, &bad)) {
        fail(&source, line_at(text, bad), "this is not UTF-8");
        return NULL;
    }
    g_autoptr(OsintRecipes) recipes = g_new0(OsintRecipes, 1);
    recipes->list = g_ptr_array_new_with_free_func(recipe_free);
    return read_sections(&source, recipes->list) ? g_steal_pointer(&recipes) : NULL;
}

/* ---- finding ---- */

/* Goes back only to the last "*", so that the time is bounded by the product of the lengths. */
static gboolean fits(const char *pattern, const char *text)
{
    const char *star = NULL, *again = NULL;
    while (*text != '\0') {
        if (*pattern == '*') {
            star = pattern++;
            again = text;
        } else if (*pattern == *text) {
            pattern++;
            text++;
        } else if (star != NULL) {
            pattern = star + 1;
            text = ++again;
        } else {
            return FALSE;
        }
    }
    return pattern[strspn(pattern, "*")] == '\0';
}

static gboolean is_below(const char *host, const char *top)
{
    gsize length = strlen(host), width = strlen(top);
    return length >= width && strcmp(host + length - width, top) == 0 &&
           (length == width || host[length - width - 1] == '.');
}

const OsintRecipe *osint_recipes_find(const OsintRecipes *recipes, const char *url)
{
    if (recipes == NULL || url == NULL || strlen(url) > MAX_URL)
        return NULL;
    g_autofree char *canonical = osint_url_canonical(url);
    g_autofree char *host = canonical != NULL ? osint_url_host(canonical) : NULL;
    if (host == NULL)
        return NULL;
    for (guint i = 0; i < recipes->list->len; i++) {
        const OsintRecipe *recipe = g_ptr_array_index(recipes->list, i);
        if (recipe->host != NULL ? is_below(host, recipe->host)
                                 : fits(recipe->pattern, without_prefix(canonical)))
            return recipe;
    }
    return NULL;
}
