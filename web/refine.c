/* Edits of the query's text at the places where the parser found its parts. */
#include "web/refine.h"

#include <string.h>

struct OsintRefine {
    gint64 now;
    char *text;         /* what is edited; NULL: everything */
    OsintQuery *parsed; /* of text; NULL when it cannot be read */
    GPtrArray *filters; /* OsintFilter * */
    char *stem;         /* what stands before a filter that is added */
    gboolean combines;  /* a filter was added, and the query read */
    char *last;         /* the filter that was read last, if the query has nothing like it */
    GString *sound;     /* names of the fields of which a filter was read: " lang: date:" */
};

/* ---- values ---- */

static gboolean is_plain(const char *value)
{
    return *value != '\0' &&
           value[strspn(value, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                               "0123456789-_.")] == '\0' &&
           g_ascii_isalnum(value[0]) && strstr(value, "..") == NULL;
}

char *osint_refine_field(const char *field, const char *value)
{
    if (is_plain(value))
        return g_strconcat(field, ":", value, NULL);
    GString *out = g_string_new(field);
    g_string_append(out, ":\"");
    for (; *value != '\0'; value++) {
        if (*value == '"' || *value == '\\')
            g_string_append_c(out, '\\');
        g_string_append_c(out, *value);
    }
    g_string_append_c(out, '"');
    return g_string_free(out, FALSE);
}

/* ---- a query and its filters ---- */

static void filter_free(gpointer data)
{
    OsintFilter *filter = data;
    g_free(filter->text);
    g_free(filter->rest);
    g_free(filter->type);
    g_free(filter->value);
    g_free(filter->canonical);
    g_free(filter);
}

static gboolean is_sound(const char *query, gint64 now)
{
    g_autoptr(OsintQuery) parsed = osint_query_parse(query, now, NULL, NULL);
    return parsed != NULL;
}

/* The query with span replaced by text, white space around the seam tidied; NULL when it could not be read
 * then. An empty one is everything. */
static char *splice(const OsintRefine *refine, OsintSpan span, const char *text)
{
    g_autofree char *before = g_strchomp(g_strndup(refine->text, span.start));
    g_autofree char *after = g_strstrip(g_strdup(refine->text + span.end));
    g_autofree char *middle = *text != '\0' ? g_strconcat(" ", text, " ", NULL) : g_strdup(" ");
    g_autofree char *spliced = g_strstrip(g_strconcat(before, middle, after, NULL));
    return *spliced == '\0' || is_sound(spliced, refine->now) ? g_steal_pointer(&spliced) : NULL;
}

/* What is excluded ("NOT lang:ja") is as much a filter as what is asked for. */
static const OsintNode *filter_in(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_NOT)
        node = g_ptr_array_index(node->children, 0);
    return node->kind == OSINT_NODE_FIELD ? node : NULL;
}

static void add_filter(OsintRefine *refine, const OsintNode *node, const OsintNode *leaf)
{
    g_autofree char *rest = splice(refine, node->span, "");
    if (rest == NULL)
        return;
    OsintFilter *filter = g_new0(OsintFilter, 1);
    filter->text = g_strndup(refine->text + node->span.start, node->span.end - node->span.start);
    filter->rest = *rest != '\0' ? g_steal_pointer(&rest) : NULL;
    filter->excludes = node != leaf;
    filter->field = leaf->field;
    filter->type = g_strdup(leaf->type);
    filter->value = g_strdup(leaf->text);
    filter->canonical = osint_node_print(leaf);
    filter->begin = leaf->begin;
    filter->end = leaf->end;
    filter->span = node->span;
    g_ptr_array_add(refine->filters, filter);
}

static void add_filters(OsintRefine *refine, const OsintNode *node)
{
    const OsintNode *leaf = filter_in(node);
    if (leaf != NULL)
        add_filter(refine, node, leaf);
    else if (node->kind == OSINT_NODE_AND)
        for (guint i = 0; i < node->children->len; i++)
            add_filters(refine, g_ptr_array_index(node->children, i));
}

/* What was mended is edited as it was read, since the text would not bear anything behind it. */
static OsintQuery *parse_mended(char **text, gint64 now)
{
    g_autoptr(OsintQuery) parsed = osint_query_parse(*text, now, NULL, NULL);
    if (parsed == NULL || parsed->notes->len == 0)
        return g_steal_pointer(&parsed);
    g_free(*text);
    *text = osint_query_print(parsed);
    return osint_query_parse(*text, now, NULL, NULL);
}

static char *stem_of(const OsintRefine *refine)
{
    const OsintNode *root = refine->parsed->root;
    if (root->kind == OSINT_NODE_ALL)
        return g_strdup("");
    gboolean binds = root->kind != OSINT_NODE_OR;
    return binds ? g_strconcat(refine->text, " ", NULL) : g_strconcat("(", refine->text, ") ", NULL);
}

OsintRefine *osint_refine_new(const char *query, gint64 now)
{
    OsintRefine *refine = g_new0(OsintRefine, 1);
    refine->now = now;
    refine->filters = g_ptr_array_new_with_free_func(filter_free);
    refine->sound = g_string_new(NULL);
    if (query == NULL)
        return refine;
    refine->text = g_strdup(query);
    refine->parsed = parse_mended(&refine->text, now);
    if (refine->parsed == NULL)
        return refine;
    refine->stem = stem_of(refine);
    add_filters(refine, refine->parsed->root);
    return refine;
}

void osint_refine_free(OsintRefine *refine)
{
    if (refine == NULL)
        return;
    g_free(refine->text);
    g_free(refine->stem);
    g_free(refine->last);
    g_string_free(refine->sound, TRUE);
    osint_query_free(refine->parsed);
    g_ptr_array_unref(refine->filters);
    g_free(refine);
}

const GPtrArray *osint_refine_filters(const OsintRefine *refine)
{
    return refine->filters;
}

/* ---- changes ---- */

/* A filter that can be read by itself can be read behind anything behind which another one can. */
static char *add(OsintRefine *refine, const char *filter)
{
    if (refine->text == NULL)
        return g_strdup(filter);
    g_autofree char *both = refine->parsed != NULL ? g_strconcat(refine->stem, filter, NULL) : NULL;
    if (both == NULL || !(refine->combines || is_sound(both, refine->now)))
        return NULL;
    refine->combines = TRUE;
    return g_steal_pointer(&both);
}

/* " lang:" for "lang:ja" */
static char *name_of(const char *filter)
{
    return g_strdup_printf(" %.*s", (int)strcspn(filter, ":") + 1, filter);
}

/* Plain values of one field are read alike: it is enough that one was, unless the query has such filters
 * itself. Dates are only ever numbers here. */
static gboolean is_trusted(const OsintRefine *refine, const char *filter)
{
    g_autofree char *name = name_of(filter);
    const char *value = filter + strcspn(filter, ":");
    if (*value == '\0' || !is_plain(value + 1) || strstr(refine->sound->str, name) == NULL)
        return FALSE;
    if (g_str_equal(name, " date:") && value[1 + strspn(value + 1, "0123456789-")] != '\0')
        return FALSE;
    for (guint i = 0; i < refine->filters->len; i++) {
        const OsintFilter *there = g_ptr_array_index(refine->filters, i);
        if (g_str_has_prefix(there->canonical, name + 1))
            return FALSE;
    }
    return TRUE;
}

static void trust(OsintRefine *refine, const char *filter)
{
    g_autofree char *name = name_of(filter);
    if (strstr(refine->sound->str, name) == NULL)
        g_string_append(refine->sound, name);
}

static gboolean is_within(const OsintNode *leaf, const OsintFilter *filter)
{
    return leaf->field == OSINT_FIELD_DATE && filter->field == OSINT_FIELD_DATE && !filter->excludes &&
           filter->begin <= leaf->begin && leaf->end <= filter->end;
}

/* Which filter of the query is about the same. */
static const OsintFilter *counterpart(const OsintRefine *refine, const OsintNode *leaf, gboolean excludes)
{
    g_autofree char *canonical = osint_node_print(leaf);
    for (guint i = 0; i < refine->filters->len; i++) {
        const OsintFilter *filter = g_ptr_array_index(refine->filters, i);
        if (g_ascii_strcasecmp(filter->canonical, canonical) == 0)
            return filter;
    }
    for (guint i = 0; i < refine->filters->len && !excludes; i++) {
        const OsintFilter *filter = g_ptr_array_index(refine->filters, i);
        if (is_within(leaf, filter))
            return filter;
    }
    return NULL;
}

static gboolean says_so(const OsintFilter *filter, const OsintNode *leaf, gboolean excludes)
{
    if (leaf->field == OSINT_FIELD_DATE && (filter->begin != leaf->begin || filter->end != leaf->end))
        return FALSE;
    return filter->excludes == excludes;
}

char *osint_refine_with(OsintRefine *refine, const char *filter, gboolean excludes)
{
    g_autofree char *wanted = g_strconcat(excludes ? "NOT " : "", filter, NULL);
    if (g_strcmp0(refine->last, filter) == 0 || is_trusted(refine, filter))
        return add(refine, wanted);
    g_autoptr(OsintQuery) alone = osint_query_parse(filter, refine->now, NULL, NULL);
    if (alone == NULL || alone->root->kind != OSINT_NODE_FIELD)
        return NULL;
    trust(refine, filter);
    const OsintFilter *now = counterpart(refine, alone->root, excludes);
    if (now == NULL) {
        g_free(refine->last);
        refine->last =
            excludes ? NULL : g_strdup(filter); /* a period that is excluded may yet be within another */
        return add(refine, wanted);
    }
    return says_so(now, alone->root, excludes) ? NULL : splice(refine, now->span, wanted);
}

char *osint_refine_add(const char *query, const char *filter, gint64 now)
{
    g_autoptr(OsintRefine) refine = osint_refine_new(query, now);
    return is_sound(filter, now) ? add(refine, filter) : NULL;
}

static const OsintNode *find_entity(const OsintNode *node, const char *name, gboolean exact)
{
    if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_ENTITY && node->exact == exact &&
        g_strcmp0(node->text, name) == 0)
        return node;
    const OsintNode *found = NULL;
    for (guint i = 0; node->children != NULL && found == NULL && i < node->children->len; i++)
        found = find_entity(g_ptr_array_index(node->children, i), name, exact);
    return found;
}

static const OsintNode *entity_in(const OsintRefine *refine, const char *name, gboolean exact)
{
    return refine->parsed != NULL ? find_entity(refine->parsed->root, name, exact) : NULL;
}

char *osint_refine_only_name(OsintRefine *refine, const char *matched_by, const char *name)
{
    const OsintNode *node = entity_in(refine, matched_by, FALSE);
    if (node == NULL)
        return NULL;
    g_autofree char *filter = osint_refine_field("entity", name);
    g_autofree char *exact = g_strconcat("entity:=", filter + strlen("entity:"), NULL);
    return splice(refine, node->span, exact);
}

char *osint_refine_all_names(OsintRefine *refine, const char *name)
{
    const OsintNode *node = entity_in(refine, name, TRUE);
    g_autofree char *filter = node != NULL ? osint_refine_field("entity", name) : NULL;
    return node != NULL ? splice(refine, node->span, filter) : NULL;
}

static void add_periods(GString *out, const OsintNode *node)
{
    if (node->field == OSINT_FIELD_DATE || node->field == OSINT_FIELD_ADDED)
        g_string_append_printf(out, "%" G_GINT64_FORMAT "..%" G_GINT64_FORMAT " ", node->begin, node->end);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        add_periods(out, g_ptr_array_index(node->children, i));
}

char *osint_refine_periods(const char *query, gint64 now)
{
    GString *out = g_string_new(NULL);
    g_autoptr(OsintQuery) parsed = query != NULL ? osint_query_parse(query, now, NULL, NULL) : NULL;
    if (parsed != NULL)
        add_periods(out, parsed->root);
    return g_string_free(out, FALSE);
}
