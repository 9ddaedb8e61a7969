/* Citations are asked for by entity, as unnamed, or by the words of a name that no list has. */
#include "search/cites.h"

#include <string.h>

#include "indexer/entities/lists/list.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/edits.h"
#include "indexer/text/stems.h"
#include "search/fields.h"

#define MOST_EDITS 2
#define MOST_LOOKED_AT 200000u /* words of names, when the nearest one is looked for */

static gboolean is_unnamed(const OsintNode *node)
{
    return g_ascii_strcasecmp(node->text, "unnamed") == 0;
}

static void append_word(const char *word, gpointer user_data)
{
    g_ptr_array_add(user_data, osint_filter_term(OSINT_TERM_CITES_WORD, word));
}

void osint_cites_terms(const OsintNode *node, GPtrArray *terms, gboolean *all)
{
    *all = FALSE;
    if (is_unnamed(node)) {
        g_ptr_array_add(terms, g_strdup(OSINT_TERM_CITES_UNNAMED));
        return;
    }
    for (guint i = 0; i < node->entities->len; i++)
        g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_CITES, g_ptr_array_index(node->entities, i)));
    if (node->entities->len > 0)
        return;
    *all = TRUE;
    osint_stems_terms(NULL, node->text, strlen(node->text), append_word, terms);
}

gboolean osint_cites_is_exact(const OsintNode *node)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    gboolean all;
    osint_cites_terms(node, terms, &all);
    return !all || terms->len == 1;
}

gboolean osint_cites_wants(const OsintNode *node, const OsintCitation *citation)
{
    if (is_unnamed(node))
        return citation->unnamed;
    for (guint i = 0; i < node->entities->len; i++)
        if (g_strcmp0(g_ptr_array_index(node->entities, i), citation->origin) == 0)
            return TRUE;
    return node->entities->len == 0 && osint_field_has_words(citation->name, node->text);
}

/* ---- names that nobody has ---- */

static gboolean is_cited(OsintIndex *index, const OsintNode *node, GError **error)
{
    g_autoptr(GPtrArray) terms = g_ptr_array_new_with_free_func(g_free);
    gboolean all, cited = TRUE;
    osint_cites_terms(node, terms, &all);
    for (guint i = 0; cited && i < terms->len; i++) {
        guint32 articles = 0;
        if (!xapc_db_term_freq(osint_index_db(index), g_ptr_array_index(terms, i), &articles, error))
            return FALSE;
        cited = articles > 0;
    }
    return cited && terms->len > 0;
}

/* A word of a name that somebody who is cited has. */
static char *nearest_word(OsintIndex *index, const char *text)
{
    g_autoptr(XapcTerms) terms = xapc_db_terms(osint_index_db(index), OSINT_TERM_CITES_WORD, NULL);
    g_autofree char *folded = osint_entity_fold_name(text);
    g_autofree char *nearest = NULL;
    guint least = MOST_EDITS + 1;
    const char *term;
    for (guint i = 0; terms != NULL && i < MOST_LOOKED_AT && xapc_terms_next(terms, &term, NULL); i++) {
        guint edits = osint_word_edits(term + strlen(OSINT_TERM_CITES_WORD), folded, least - 1);
        if (edits >= least)
            continue;
        least = edits;
        g_free(nearest);
        nearest = g_strdup(term + strlen(OSINT_TERM_CITES_WORD));
    }
    return g_steal_pointer(&nearest);
}

static gboolean refuse(OsintIndex *index, const OsintNode *node, GError **error)
{
    g_autofree char *listed = osint_index_nearest_entity(index, node->text, NULL, MOST_EDITS);
    g_autofree char *word = listed != NULL ? NULL : nearest_word(index, node->text);
    const char *nearest = listed != NULL ? listed : word;
    GError *refusal = nearest != NULL
                          ? g_error_new(OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY,
                                        "no article cites \"%s\"; did you mean \"%s\"?", node->text, nearest)
                          : g_error_new(OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_ENTITY,
                                        "no article cites \"%s\", and no entity is called so", node->text);
    osint_query_error_set_nearest(refusal, nearest);
    g_propagate_error(error, refusal);
    return FALSE;
}

gboolean osint_cites_resolve(OsintIndex *index, OsintNode *node, GError **error)
{
    GError *trouble = NULL;
    if (is_unnamed(node))
        return TRUE;
    GPtrArray *ids = osint_index_find_entities(index, node->text, NULL, FALSE, error);
    if (ids == NULL)
        return FALSE;
    g_ptr_array_unref(node->entities);
    node->entities = ids;
    if (ids->len > 0 || is_cited(index, node, &trouble))
        return TRUE;
    if (trouble == NULL)
        return refuse(index, node, error);
    g_propagate_error(error, trouble);
    return FALSE;
}
