/* What is known of a search. */
#include "search/engine-internal.h"

const OsintSearchOptions *osint_search_options(const OsintSearch *search)
{
    return &search->options;
}

const char *osint_search_text(const OsintSearch *search)
{
    return search->query->text;
}

const char *osint_search_read_as(const OsintSearch *search)
{
    return search->read_as;
}

const OsintNode *osint_search_tree(const OsintSearch *search)
{
    return search->query->root;
}

const OsintPlan *osint_search_plan(const OsintSearch *search)
{
    return search->plan;
}

const GPtrArray *osint_search_notes(const OsintSearch *search)
{
    return search->notes;
}

const GPtrArray *osint_search_entities(const OsintSearch *search)
{
    return search->entities;
}

guint64 osint_search_total(const OsintSearch *search, gboolean *exact)
{
    if (exact != NULL)
        *exact = search->total_exact;
    return search->total;
}

guint64 osint_search_folded(const OsintSearch *search)
{
    return search->folded;
}

gboolean osint_search_is_closest(const OsintSearch *search)
{
    return search->closest;
}
