/* Counted by the index's columns. Where it has none, entities, types and tags are terms, counted along their
 * posting lists, and sources, languages and years are values. */
#include "search/facets.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/entities/indicators/normal.h"
#include "indexer/store/schema.h"
#include "search/column-counts.h"
#include "search/docset.h"

static const struct {
    const char *name;
    OsintField field;
} facets_known[OSINT_FACETS] = {
    [OSINT_FACET_ENTITY] = {"entity", OSINT_FIELD_ENTITY},
    [OSINT_FACET_TYPE] = {"type", OSINT_FIELD_MEDIA_TYPE},
    [OSINT_FACET_SOURCE] = {"source", OSINT_FIELD_SOURCE},
    [OSINT_FACET_LANGUAGE] = {"language", OSINT_FIELD_LANGUAGE},
    [OSINT_FACET_YEAR] = {"year", OSINT_FIELD_DATE},
    [OSINT_FACET_TAG] = {"tag", OSINT_FIELD_TAG},
};

const char *osint_facet_name(OsintFacet facet)
{
    return facets_known[facet].name;
}

char *osint_facet_filter(OsintFacet facet, const char *value)
{
    g_autofree char *text = g_strdup(value);
    const OsintNode node = {.kind = OSINT_NODE_FIELD, .field = facets_known[facet].field, .text = text};
    return osint_node_print(&node);
}

static void value_clear(gpointer data)
{
    OsintFacetValue *value = data;
    g_free(value->value);
    g_free(value->name);
    g_free(value->type);
}

static void rest_clear(gpointer data)
{
    g_free(((OsintFacetRest *)data)->type);
}

OsintFacets *osint_facets_new(void)
{
    OsintFacets *facets = g_new0(OsintFacets, 1);
    facets->entity_rests = g_array_new(FALSE, FALSE, sizeof(OsintFacetRest));
    g_array_set_clear_func(facets->entity_rests, rest_clear);
    for (guint i = 0; i < OSINT_FACETS; i++) {
        facets->values[i] = g_array_new(FALSE, TRUE, sizeof(OsintFacetValue));
        g_array_set_clear_func(facets->values[i], value_clear);
    }
    return facets;
}

void osint_facets_free(OsintFacets *facets)
{
    if (facets == NULL)
        return;
    for (guint i = 0; i < OSINT_FACETS; i++)
        g_array_unref(facets->values[i]);
    g_array_unref(facets->entity_rests);
    g_free(facets);
}

/* ---- terms ---- */

static void add_value(GArray *values, const char *text, guint64 articles)
{
    OsintFacetValue value = {.value = g_strdup(text), .articles = articles};
    g_array_append_val(values, value);
}

void osint_facets_add(OsintFacets *facets, OsintFacet facet, const char *value, guint64 articles)
{
    add_value(facets->values[facet], value, articles);
}

/* What follows the slash of a media type is a term beside the whole type. */
static void add_type(const char *text, guint64 articles, gpointer values)
{
    if (strchr(text, '/') != NULL)
        add_value(values, text, articles);
}

static void add_term(const char *text, guint64 articles, gpointer values)
{
    add_value(values, text, articles);
}

static gboolean name_entities(GArray *values, OsintIndex *index, GError **error)
{
    GError *trouble = NULL;
    for (guint i = 0; i < values->len && trouble == NULL; i++) {
        OsintFacetValue *value = &g_array_index(values, OsintFacetValue, i);
        const OsintEntity *entity = osint_index_entity(index, value->value, &trouble);
        const char *name = NULL, *type = osint_indicator_type(value->value, &name);
        value->name = g_strdup(entity != NULL ? entity->name : name);
        value->type = g_strdup(entity != NULL ? entity->type : type);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

/* ---- values ---- */

typedef struct {
    GHashTable *counts; /* char * -> guint64 * */
    GHashTable *folded; /* char *: group and value of articles in groups that were counted */
    char *(*text_of)(const char *value, gsize length);
} Values;

static char *whole_text(const char *value, gsize length)
{
    return g_strndup(value, length);
}

static char *year_text(const char *value, gsize length)
{
    int year;
    osint_second_fields((gint64)xapc_number_decode(value, length), &year, NULL, NULL);
    return g_strdup_printf("%04d", year);
}

/* Articles of one group with the same value are one. */
static gboolean is_counted(const Values *values, const char *text, const OsintGrouped *grouped)
{
    return grouped != NULL &&
           !g_hash_table_add(values->folded, g_strdup_printf("%u %s", grouped->group, text));
}

static void count_value(const char *value, gsize length, const OsintGrouped *grouped, gpointer user_data)
{
    const Values *values = user_data;
    char *text = values->text_of(value, length);
    if (is_counted(values, text, grouped)) {
        g_free(text);
        return;
    }
    guint64 *count = g_hash_table_lookup(values->counts, text);
    if (count == NULL) {
        count = g_new0(guint64, 1);
        g_hash_table_insert(values->counts, text, count);
    } else {
        g_free(text);
    }
    ++*count;
}

static gboolean count_slot(OsintDocset *set, XapcDb *db, guint32 slot,
                           char *(*text_of)(const char *value, gsize length), GArray *out, GError **error)
{
    g_autoptr(GHashTable) counts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(GHashTable) folded = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    Values values = {counts, folded, text_of};
    GHashTableIter iter;
    gpointer text, count;
    if (!osint_docset_each_value(set, db, slot, count_value, &values, error))
        return FALSE;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &text, &count))
        add_value(out, text, *(guint64 *)count);
    return TRUE;
}

/* ---- by the database ---- */

static int by_count(gconstpointer a, gconstpointer b)
{
    const OsintFacetValue *left = a, *right = b;
    if (left->articles != right->articles)
        return left->articles < right->articles ? 1 : -1;
    return strcmp(left->value, right->value);
}

static int latest_first(gconstpointer a, gconstpointer b)
{
    return strcmp(((const OsintFacetValue *)b)->value, ((const OsintFacetValue *)a)->value);
}

static gboolean count_facet(OsintDocset *set, XapcDb *db, OsintFacet facet, GArray *values, GError **error)
{
    switch (facet) {
    case OSINT_FACET_ENTITY:
        return osint_docset_each_term(set, db, OSINT_TERM_ENTITY, add_term, values, error);
    case OSINT_FACET_TYPE:
        return osint_docset_each_term(set, db, OSINT_TERM_MEDIA_TYPE, add_type, values, error);
    case OSINT_FACET_SOURCE:
        return count_slot(set, db, OSINT_SLOT_PUBLISHER, whole_text, values, error);
    case OSINT_FACET_LANGUAGE:
        return count_slot(set, db, OSINT_SLOT_LANGUAGE, whole_text, values, error);
    case OSINT_FACET_YEAR:
        return count_slot(set, db, OSINT_SLOT_PUBLISHED, year_text, values, error);
    default:
        return osint_docset_each_term(set, db, OSINT_TERM_TAG, add_term, values, error);
    }
}

static gboolean count_by_database(OsintIndex *index, OsintDocset *set, guint wanted, OsintFacets *facets,
                                  GError **error)
{
    for (OsintFacet facet = 0; facet < OSINT_FACETS; facet++) {
        GArray *values = facets->values[facet];
        if ((wanted >> facet & 1u) == 0)
            continue;
        if (!count_facet(set, osint_index_db(index), facet, values, error))
            return FALSE;
        g_array_sort(values, facet == OSINT_FACET_YEAR ? latest_first : by_count);
    }
    return name_entities(facets->values[OSINT_FACET_ENTITY], index, error);
}

static void add_rest(OsintFacets *facets, const char *type, guint64 values)
{
    if (values == 0)
        return;
    OsintFacetRest rest = {g_strdup(type), values};
    g_array_append_val(facets->entity_rests, rest);
}

/* Whether a value of an ordered list is one of the first so many, of entities of its type. */
static gboolean is_given(OsintFacet facet, GHashTable *given, const OsintFacetValue *value, guint most)
{
    const char *type = facet == OSINT_FACET_ENTITY && value->type != NULL ? value->type : "";
    guint before = GPOINTER_TO_UINT(g_hash_table_lookup(given, type));
    g_hash_table_insert(given, g_strdup(type), GUINT_TO_POINTER(before + 1));
    return before < most || facet == OSINT_FACET_YEAR;
}

static void add_rests(OsintFacets *facets, GHashTable *given, guint most)
{
    GHashTableIter iter;
    gpointer type, count;
    g_hash_table_iter_init(&iter, given);
    while (g_hash_table_iter_next(&iter, &type, &count))
        if (GPOINTER_TO_UINT(count) > most)
            add_rest(facets, *(const char *)type != '\0' ? type : NULL, GPOINTER_TO_UINT(count) - most);
}

static void leave_out(OsintFacets *facets, OsintFacet facet, guint most)
{
    g_autoptr(GHashTable) given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    GArray *values = facets->values[facet];
    guint kept = 0;
    for (guint i = 0; i < values->len; i++) {
        OsintFacetValue *value = &g_array_index(values, OsintFacetValue, i);
        if (!is_given(facet, given, value, most))
            continue;
        OsintFacetValue *place = &g_array_index(values, OsintFacetValue, kept++);
        const OsintFacetValue other = *place;
        *place = *value;
        *value = other;
    }
    if (facet == OSINT_FACET_ENTITY)
        add_rests(facets, given, most);
    facets->left_out[facet] = values->len - kept;
    g_array_set_size(values, kept);
}

/* ---- by columns ---- */

static const struct {
    OsintFacet facet;
    OsintColumn column;
} facet_columns[] = {
    {OSINT_FACET_TYPE, OSINT_COLUMN_TYPE},
    {OSINT_FACET_SOURCE, OSINT_COLUMN_SOURCE},
    {OSINT_FACET_LANGUAGE, OSINT_COLUMN_LANGUAGE},
    {OSINT_FACET_TAG, OSINT_COLUMN_TAG},
};

static void take_values(OsintFacets *facets, const OsintColumnCounts *counts, OsintFacet facet,
                        OsintColumn column, guint most)
{
    g_autoptr(GArray) best = osint_column_counts_best(counts, column, most, &facets->left_out[facet]);
    for (guint i = 0; i < best->len; i++) {
        const OsintCodeCount *count = &g_array_index(best, OsintCodeCount, i);
        add_value(facets->values[facet], osint_columns_text(counts->columns, count->code), count->articles);
    }
}

static void take_entities(OsintFacets *facets, const OsintColumnCounts *counts, guint most)
{
    GArray *values = facets->values[OSINT_FACET_ENTITY];
    g_autoptr(GArray) rests = g_array_new(FALSE, FALSE, sizeof(OsintTypeRest));
    g_autoptr(GArray) best = osint_column_counts_entities(counts, most, rests);
    for (guint i = 0; i < best->len; i++) {
        const OsintCodeCount *count = &g_array_index(best, OsintCodeCount, i);
        const char *type, *name;
        osint_columns_entity(counts->columns, count->code, &type, &name);
        OsintFacetValue value = {g_strdup(osint_columns_text(counts->columns, count->code)), g_strdup(name),
                                 g_strdup(type), count->articles};
        g_array_append_val(values, value);
    }
    g_array_sort(values, by_count);
    for (guint i = 0; i < rests->len; i++) {
        const OsintTypeRest *rest = &g_array_index(rests, OsintTypeRest, i);
        add_rest(facets, rest->type, rest->values);
        facets->left_out[OSINT_FACET_ENTITY] += rest->values;
    }
}

static void take_years(OsintFacets *facets, const OsintColumnCounts *counts)
{
    for (guint i = counts->years->len; i > 0; i--) {
        const OsintYearCount *year = &g_array_index(counts->years, OsintYearCount, i - 1);
        g_autofree char *text = g_strdup_printf("%04u", year->year);
        if (year->articles > 0)
            add_value(facets->values[OSINT_FACET_YEAR], text, year->articles);
    }
}

static void count_by_columns(const OsintColumns *columns, const OsintMatching *matching, guint wanted,
                             guint most, OsintFacets *facets)
{
    g_autoptr(OsintColumnCounts) counts = osint_column_counts_new(columns, matching);
    for (guint i = 0; i < G_N_ELEMENTS(facet_columns); i++)
        if ((wanted >> facet_columns[i].facet & 1u) != 0)
            take_values(facets, counts, facet_columns[i].facet, facet_columns[i].column, most);
    if ((wanted >> OSINT_FACET_ENTITY & 1u) != 0)
        take_entities(facets, counts, most);
    if ((wanted >> OSINT_FACET_YEAR & 1u) != 0)
        take_years(facets, counts);
}

/* ---- together ---- */

typedef struct {
    guint wanted, most;
    OsintFacets *facets;
} Counting;

static gboolean count_facets(OsintIndex *index, const OsintMatching *matching, gpointer user_data,
                             GError **error)
{
    Counting *counting = user_data;
    const OsintColumns *columns = osint_index_columns(index);
    g_autoptr(OsintDocset) set = columns == NULL ? osint_docset_new(matching) : NULL;
    g_autoptr(OsintFacets) facets = osint_facets_new();
    if (columns != NULL)
        count_by_columns(columns, matching, counting->wanted, counting->most, facets);
    else if (!count_by_database(index, set, counting->wanted, facets, error))
        return FALSE;
    for (OsintFacet facet = 0; columns == NULL && facet < OSINT_FACETS; facet++)
        leave_out(facets, facet, counting->most);
    facets->articles = matching->articles;
    facets->exact = matching->exact && (set == NULL || !osint_docset_is_partial(set));
    counting->facets = g_steal_pointer(&facets);
    return TRUE;
}

OsintFacets *osint_facets_count_most(OsintSearch *search, guint wanted, guint most, GError **error)
{
    Counting counting = {wanted, most, NULL};
    if (osint_search_is_closest(search))
        return NULL;
    return osint_search_count(search, count_facets, &counting, error) ? counting.facets : NULL;
}

OsintFacets *osint_facets_count(OsintSearch *search, guint wanted, GError **error)
{
    return osint_facets_count_most(search, wanted, G_MAXUINT, error);
}
