/* Edits of the query's text at the places where the parser found its parts. */
#include "web/refine.h"

#include <string.h>

void osint_filter_free(OsintFilter *filter)
{
    if (filter == NULL)
        return;
    g_free(filter->text);
    g_free(filter->rest);
    g_free(filter);
}

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

static gboolean is_sound(const char *query, gint64 now)
{
    g_autoptr(OsintQuery) parsed = osint_query_parse(query, now, NULL, NULL);
    return parsed != NULL;
}

char *osint_refine_add(const char *query, const char *filter, gint64 now)
{
    if (query == NULL)
        return is_sound(filter, now) ? g_strdup(filter) : NULL;
    g_autoptr(OsintQuery) parsed = osint_query_parse(query, now, NULL, NULL);
    if (parsed == NULL)
        return NULL;
    gboolean mended = parsed->notes->len > 0;
    g_autofree char *base = mended ? osint_query_print(parsed) : g_strdup(query);
    gboolean binds = parsed->root->kind == OSINT_NODE_AND || parsed->root->children == NULL;
    g_autofree char *both = parsed->root->kind == OSINT_NODE_ALL ? g_strdup(filter)
                            : binds                              ? g_strconcat(base, " ", filter, NULL)
                                                                 : g_strconcat("(", base, ") ", filter, NULL);
    return is_sound(both, now) ? g_steal_pointer(&both) : NULL;
}

/* The query with span replaced by text, white space around the seam tidied. */
static char *splice(const char *query, OsintSpan span, const char *text)
{
    g_autofree char *before = g_strchomp(g_strndup(query, span.start));
    g_autofree char *after = g_strstrip(g_strdup(query + span.end));
    g_autofree char *middle = *text != '\0' ? g_strconcat(" ", text, " ", NULL) : g_strdup(" ");
    return g_strstrip(g_strconcat(before, middle, after, NULL));
}

static OsintFilter *filter_at(const char *query, const OsintNode *node, gint64 now)
{
    g_autofree char *spliced = splice(query, node->span, "");
    gboolean empty = *spliced == '\0';
    if (!empty && !is_sound(spliced, now))
        return NULL;
    OsintFilter *filter = g_new0(OsintFilter, 1);
    filter->text = g_strndup(query + node->span.start, node->span.end - node->span.start);
    filter->rest = empty ? NULL : g_steal_pointer(&spliced);
    return filter;
}

/* What is excluded ("NOT lang:ja") is as much a filter as what is asked for. */
static gboolean is_filter(const OsintNode *node)
{
    if (node->kind == OSINT_NODE_NOT) {
        const OsintNode *child = g_ptr_array_index(node->children, 0);
        return child->kind == OSINT_NODE_FIELD;
    }
    return node->kind == OSINT_NODE_FIELD;
}

static void add_filters(GPtrArray *filters, const char *query, const OsintNode *node, gint64 now)
{
    if (node->kind == OSINT_NODE_AND) {
        for (guint i = 0; i < node->children->len; i++)
            add_filters(filters, query, g_ptr_array_index(node->children, i), now);
    } else if (is_filter(node)) {
        OsintFilter *filter = filter_at(query, node, now);
        if (filter != NULL)
            g_ptr_array_add(filters, filter);
    }
}

GPtrArray *osint_refine_filters(const char *query, gint64 now)
{
    GPtrArray *filters = g_ptr_array_new_with_free_func((GDestroyNotify)osint_filter_free);
    g_autoptr(OsintQuery) parsed = query != NULL ? osint_query_parse(query, now, NULL, NULL) : NULL;
    if (parsed != NULL)
        add_filters(filters, query, parsed->root, now);
    return filters;
}

static const OsintNode *find_entity(const OsintNode *node, const char *name)
{
    if (node->kind == OSINT_NODE_FIELD && node->field == OSINT_FIELD_ENTITY && !node->exact &&
        g_strcmp0(node->text, name) == 0)
        return node;
    const OsintNode *found = NULL;
    for (guint i = 0; node->children != NULL && found == NULL && i < node->children->len; i++)
        found = find_entity(g_ptr_array_index(node->children, i), name);
    return found;
}

char *osint_refine_only_name(const char *query, const char *matched_by, const char *name, gint64 now)
{
    g_autoptr(OsintQuery) parsed = query != NULL ? osint_query_parse(query, now, NULL, NULL) : NULL;
    const OsintNode *node = parsed != NULL ? find_entity(parsed->root, matched_by) : NULL;
    if (node == NULL)
        return NULL;
    g_autofree char *filter = osint_refine_field("entity", name);
    g_autofree char *exact = g_strconcat("entity:=", filter + strlen("entity:"), NULL);
    g_autofree char *spliced = splice(query, node->span, exact);
    return is_sound(spliced, now) ? g_steal_pointer(&spliced) : NULL;
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
