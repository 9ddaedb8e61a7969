/* Facets and timelines as JSON. */
#include "search/renderers.h"

/* More values of one facet than this are counted, and how many more there are is said. */
#define VALUES_GIVEN 100u

static json_t *value_object(OsintFacet facet, const OsintFacetValue *value)
{
    g_autofree char *filter = osint_facet_filter(facet, value->value);
    json_t *object = json_object();
    json_object_set_new(object, "value", osint_json_text(value->value));
    if (facet == OSINT_FACET_ENTITY) {
        json_object_set_new(object, "name", osint_json_text(value->name));
        json_object_set_new(object, "type", osint_json_text(value->type));
    }
    json_object_set_new(object, "articles", json_integer((json_int_t)value->articles));
    json_object_set_new(object, "filter", osint_json_text(filter));
    return object;
}

json_t *osint_json_facets(const OsintFacets *facets)
{
    if (facets == NULL)
        return json_null();
    json_t *object = json_object(), *more = json_object();
    json_object_set_new(object, "articles", json_integer((json_int_t)facets->articles));
    json_object_set_new(object, "exact", json_boolean(facets->exact));
    for (OsintFacet facet = 0; facet < OSINT_FACETS; facet++) {
        const GArray *values = facets->values[facet];
        guint given = MIN(values->len, VALUES_GIVEN);
        json_t *array = json_array();
        for (guint i = 0; i < given; i++)
            json_array_append_new(array, value_object(facet, &g_array_index(values, OsintFacetValue, i)));
        json_object_set_new(object, osint_facet_name(facet), array);
        json_object_set_new(more, osint_facet_name(facet), json_integer(values->len - given));
    }
    json_object_set_new(object, "more", more);
    return object;
}

json_t *osint_json_row(const OsintTimelineRow *row)
{
    g_autofree char *period = osint_timeline_period(row);
    json_t *object = json_object();
    json_object_set_new(object, "period", osint_json_text(period));
    json_object_set_new(object, "precision", osint_json_text(osint_timeline_precision(row)));
    json_object_set_new(object, "articles", json_integer((json_int_t)row->articles));
    return object;
}
