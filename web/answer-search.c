/* Searches: from the request to the page. */
#include "search/asked.h"
#include "web/answer.h"
#include "web/entity-page.h"
#include "web/feed.h"
#include "web/narrow.h"
#include "web/network-page.h"
#include "web/page.h"
#include "web/refine.h"
#include "web/results.h"
#include "web/start.h"

#define NEWEST_READ 40
#define MOST_TRIED 4u      /* filters that are taken away when nothing is found */
#define MOST_OF_A_TYPE 500 /* entities of a table */
#define CARD_PASSAGES 2    /* of one article */

/* Error messages begin small and end open, for use after "program: "; a page has sentences. */
static char *sentence(const char *message)
{
    gboolean closed = g_str_has_suffix(message, ".") || g_str_has_suffix(message, "?");
    return g_strdup_printf("%c%s%s", g_ascii_toupper(message[0]), message + 1, closed ? "" : ".");
}

/* The query with the nearest valid name in it, as a link to its answer: OsintPageLink; none where there is
 * none. */
static GPtrArray *mended(const OsintAsk *ask, OsintSpan place, const GError *error, gint64 now)
{
    GPtrArray *links = g_ptr_array_new_with_free_func(osint_page_link_free);
    char *query = ask->query != NULL ? osint_query_mended(ask->query, place, error, now) : NULL;
    if (query == NULL)
        return links;
    OsintPageLink *link = g_new0(OsintPageLink, 1);
    link->address = osint_link_search(ask, query);
    link->text = query;
    g_ptr_array_add(links, link);
    return links;
}

static OsintResponse *answer_query_error(const OsintRequest *request, const OsintAsk *ask, OsintSpan place,
                                         const GError *error, gint64 now)
{
    g_autofree char *message = sentence(error->message);
    g_autoptr(GPtrArray) links = mended(ask, place, error, now);
    guint code = MIN((guint)error->code, OSINT_QUERY_ERRORS - 1);
    OsintTrouble trouble = {.status = 400,
                            .heading = request->words->trouble.bad_query,
                            .message = message,
                            .is_english = TRUE,
                            .hint = request->words->trouble.query_errors[code],
                            .query = ask->query,
                            .place = &place,
                            .links = links};
    return osint_answer_trouble(request, &trouble);
}

static OsintSearchOptions options_for(const OsintLibrary *library, const OsintAsk *ask)
{
    OsintSearchOptions options = OSINT_SEARCH_OPTIONS_DEFAULT;
    options.limit = OSINT_ASK_PAGE_SIZE;
    options.offset = (guint64)(ask->page - 1) * OSINT_ASK_PAGE_SIZE;
    options.passages = ask->show == OSINT_SHOW_ARTICLES ? 1 : options.passages;
    options.sort = ask->sort;
    options.copies = ask->copies;
    options.saved = library->saved;
    options.fill = ask->renderer == NULL || ask->renderer->has_closest;
    if (osint_show_counts(ask->show)) {
        options.limit = options.offset = 0;
        options.strict = TRUE;
    }
    return options;
}

static GPtrArray *collect(OsintSearch *search, GError **error)
{
    g_autoptr(GPtrArray) hits = g_ptr_array_new_with_free_func((GDestroyNotify)osint_hit_free);
    GError *trouble = NULL;
    OsintHit *hit;
    while ((hit = osint_search_next(search, &trouble)) != NULL)
        g_ptr_array_add(hits, hit);
    if (trouble != NULL) {
        g_propagate_error(error, trouble);
        return NULL;
    }
    return g_steal_pointer(&hits);
}

static GString *render_hits(const OsintRequest *request, const OsintAsk *ask, OsintSearch *search,
                            OsintRenderOptions *options, GError **error)
{
    const OsintRenderer *renderer = ask->renderer;
    guint64 shown = (guint64)ask->page * OSINT_ASK_PAGE_SIZE;
    g_auto(OsintFeedPlace) place;
    osint_feed_place_init(&place, request, ask, osint_search_total(search, NULL) > shown);
    options->feed = place.links;
    g_autoptr(GPtrArray) hits = collect(search, error);
    if (hits == NULL)
        return NULL;
    GString *body = g_string_new(NULL);
    osint_render_open(body, renderer, FALSE);
    renderer->begin(body, search, options);
    for (guint i = 0; i < hits->len; i++)
        osint_render_hit(body, renderer, search, g_ptr_array_index(hits, i), options);
    renderer->end(body, search, options);
    osint_render_close(body, renderer, FALSE);
    return body;
}

static GString *render_counts(const OsintRequest *request, const OsintAsk *ask, OsintSearch *search,
                              OsintRenderOptions *options, GError **error)
{
    g_autoptr(GString) counted = g_string_new(NULL);
    g_auto(OsintFeedPlace) place;
    osint_feed_place_init(&place, request, ask, FALSE);
    options->feed = place.links;
    return osint_render_counts(counted, ask->renderer, search, options, error) ? g_steal_pointer(&counted)
                                                                               : NULL;
}

static GString *render(const OsintRequest *request, const OsintAsk *ask, OsintSearch *search, gint64 now,
                       GError **error)
{
    OsintRenderOptions options = {.show = ask->show,
                                  .now = now,
                                  .rows = G_MAXUINT64,
                                  .newest_first = ask->sort == OSINT_SORT_NEWEST,
                                  .by = ask->by,
                                  .type = ask->type,
                                  .most = OSINT_ASK_MOST_READ,
                                  .card = {OSINT_ASK_PAGE_SIZE, 3, ask->by, OSINT_ASK_MOST_READ},
                                  .network = osint_network_options(ask)};
    if (ask->renderer->has_notes && !osint_asked_count(search, error))
        return NULL;
    return osint_show_counts(ask->show) ? render_counts(request, ask, search, &options, error)
                                        : render_hits(request, ask, search, &options, error);
}

/* What a page of results is made of. */
typedef struct {
    OsintFacets *facets;
    OsintTimeline *timeline;
    OsintEntityCounts *entity_counts;
    OsintNetwork *network;
    GPtrArray *hits;
    GArray *without;
} Parts;

static void parts_clear(Parts *parts)
{
    osint_facets_free(parts->facets);
    osint_timeline_free(parts->timeline);
    osint_entity_counts_free(parts->entity_counts);
    osint_network_free(parts->network);
    g_clear_pointer(&parts->hits, g_ptr_array_unref);
    g_clear_pointer(&parts->without, g_array_unref);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Parts, parts_clear)

/* To be read for a page. */
static gboolean is_too_much(const OsintSearch *search)
{
    return osint_search_total(search, NULL) > OSINT_ASK_MOST_READ;
}

/* What stands in the view in place of hits. */
static gboolean count_view(Parts *parts, const OsintAsk *ask, OsintSearch *search, GError **error)
{
    switch (ask->show) {
    case OSINT_SHOW_ENTITIES:
        parts->entity_counts = is_too_much(search)
                                   ? osint_entity_counts_of(parts->facets)
                                   : osint_entity_counts_new(search, NULL, OSINT_ASK_MOST_READ, error);
        return parts->entity_counts != NULL;
    case OSINT_SHOW_NETWORK: {
        const OsintNetworkOptions options = osint_network_options(ask);
        parts->network = osint_network_new(search, &options, error);
        return parts->network != NULL;
    }
    default:
        return TRUE;
    }
}

/* Nothing is counted of what only comes close. */
static gboolean gather(Parts *parts, const OsintAsk *ask, OsintSearch *search, GError **error)
{
    gboolean in_time = !osint_show_counts(ask->show) || ask->show == OSINT_SHOW_TIMELINE;
    OsintBy by = ask->show == OSINT_SHOW_TIMELINE ? ask->by : OSINT_BY_AUTO;
    if (osint_search_total(search, NULL) > 0 && !osint_search_is_closest(search)) {
        guint most =
            ask->show == OSINT_SHOW_ENTITIES && is_too_much(search) ? MOST_OF_A_TYPE : OSINT_NARROW_MOST;
        parts->facets = osint_facets_count_most(search, OSINT_NARROW_FACETS, most, error);
        if (parts->facets == NULL)
            return FALSE;
        parts->timeline = in_time ? osint_timeline_count(search, by, error) : NULL;
        if ((in_time && parts->timeline == NULL) || !count_view(parts, ask, search, error))
            return FALSE;
    }
    parts->hits = collect(search, error);
    return parts->hits != NULL;
}

/* How much there would be without each of the filters, when nothing is found; what cannot be told is left
 * out, with all that follows. */
static GArray *count_without(const OsintLibrary *library, const OsintAsk *ask, gint64 now)
{
    GArray *without = g_array_new(FALSE, FALSE, sizeof(OsintWithout));
    g_autoptr(OsintRefine) refine = osint_refine_new(ask->query, now);
    const GPtrArray *filters = osint_refine_filters(refine);
    OsintSearchOptions options = options_for(library, ask);
    options.limit = options.offset = 0;
    options.strict = TRUE;
    for (guint i = 0; i < MIN(filters->len, MOST_TRIED); i++) {
        const OsintFilter *filter = g_ptr_array_index(filters, i);
        const char *rest = filter->rest != NULL ? filter->rest : "*";
        g_autoptr(OsintSearch) search = osint_search_start(library->index, rest, &options, now, NULL, NULL);
        if (search == NULL)
            break;
        OsintWithout found;
        found.total = osint_search_total(search, &found.exact);
        g_array_append_val(without, found);
    }
    return without;
}

/* The search was asked for one hit more than the page has: to know whether there is a next page. */
static GString *results_page(const OsintLibrary *library, const OsintAsk *ask, OsintSearch *search,
                             gint64 now, GError **error)
{
    g_auto(Parts) parts = {.facets = NULL};
    if (!gather(&parts, ask, search, error))
        return NULL;
    gboolean more = parts.hits->len > OSINT_ASK_PAGE_SIZE;
    if (more)
        g_ptr_array_set_size(parts.hits, OSINT_ASK_PAGE_SIZE);
    OsintResults results = {.ask = ask,
                            .now = now,
                            .read_as = osint_search_read_as(search),
                            .tree = osint_search_tree(search),
                            .notes = osint_search_notes(search),
                            .entities = osint_search_entities(search),
                            .closest = osint_search_is_closest(search),
                            .suggestion = osint_search_suggestion(search),
                            .hits = parts.hits,
                            .facets = parts.facets,
                            .timeline = parts.timeline,
                            .entity_counts = parts.entity_counts,
                            .network = parts.network,
                            .more = more};
    results.total = osint_search_total(search, &results.exact);
    results.folded = osint_search_folded(search);
    if (results.total == 0)
        results.without = parts.without = count_without(library, ask, now);
    return osint_results_page(&results);
}

/* The words that ask for a card name an entity. */
static OsintSearch *start(const OsintLibrary *library, const OsintAsk *ask, const OsintSearchOptions *options,
                          gint64 now, OsintSpan *place, GError **error)
{
    const char *query = ask->query != NULL ? ask->query : "";
    gboolean is_card = ask->show == OSINT_SHOW_ENTITY;
    g_autofree char *of_card = is_card ? osint_card_query(library->index, query, now, place, error) : NULL;
    if (is_card && of_card == NULL)
        return NULL;
    return osint_search_start(library->index, is_card ? of_card : query, options, now, place, error);
}

static GString *card_page(const OsintAsk *ask, OsintSearch *search, gint64 now, GError **error)
{
    const OsintCardOptions options = {OSINT_ASK_PAGE_SIZE, CARD_PASSAGES, ask->by, OSINT_ASK_MOST_READ};
    g_autoptr(OsintCard) card = osint_card_new(search, &options, error);
    const OsintEntityView view = {ask, now, card};
    return card != NULL ? osint_entity_page(&view) : NULL;
}

static GString *html_page(const OsintLibrary *library, const OsintAsk *ask, OsintSearch *search, gint64 now,
                          GError **error)
{
    return ask->show == OSINT_SHOW_ENTITY ? card_page(ask, search, now, error)
                                          : results_page(library, ask, search, now, error);
}

OsintResponse *osint_answer_query(const OsintLibrary *library, const OsintRequest *request,
                                  const OsintAsk *ask, const char *etag, gint64 now)
{
    OsintSearchOptions options = options_for(library, ask);
    OsintSpan place = {0, 0};
    g_autoptr(GError) error = NULL;
    if (ask->renderer == NULL && !osint_show_counts(ask->show))
        options.limit++;
    g_autoptr(OsintSearch) search = start(library, ask, &options, now, &place, &error);
    GString *body = NULL;
    if (search != NULL)
        body = ask->renderer != NULL ? render(request, ask, search, now, &error)
                                     : html_page(library, ask, search, now, &error);
    if (body == NULL && error->domain == OSINT_QUERY_ERROR && ask->card != NULL)
        return osint_answer_unknown_entity(library, request, ask->card, search != NULL);
    if (body == NULL && error->domain == OSINT_QUERY_ERROR)
        return answer_query_error(request, ask, place, error, now);
    if (body == NULL)
        return osint_answer_no_index(request, error->message);
    const char *type = ask->renderer != NULL ? ask->renderer->media_type : "text/html";
    return osint_answer_cached(request, etag, osint_answer_revalidate, type, body);
}

static OsintResponse *answer_start(OsintIndex *index, const OsintRequest *request, const OsintAsk *ask,
                                   const char *etag, gint64 now)
{
    OsintSearchOptions options = OSINT_SEARCH_OPTIONS_DEFAULT;
    options.limit = NEWEST_READ;
    options.passages = 1;
    options.sort = OSINT_SORT_NEWEST;
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintSearch) search = osint_search_start(index, "*", &options, now, NULL, &error);
    g_autoptr(GPtrArray) newest = search != NULL ? collect(search, &error) : NULL;
    if (newest == NULL)
        return osint_answer_no_index(request, error->message);
    OsintStart start = {ask, osint_index_size(index), osint_index_passages(index), newest};
    return osint_answer_cached(request, etag, osint_answer_revalidate, "text/html", osint_start_page(&start));
}

OsintResponse *osint_answer_search(const OsintLibrary *library, const OsintRequest *request, gint64 now)
{
    g_autofree char *problem = NULL;
    g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
    if (ask == NULL)
        return osint_answer_bad_request(request, problem);
    const char *like = osint_request_parameter(request, "like");
    if (like != NULL && *like != '\0')
        return osint_answer_like(library, request, ask, like);
    g_autofree char *etag = osint_answer_etag(library, request, ask, now);
    OsintResponse *unchanged = osint_answer_unchanged(request, etag, osint_answer_revalidate);
    if (unchanged != NULL)
        return unchanged;
    if (ask->query == NULL && ask->renderer == NULL)
        return answer_start(library->index, request, ask, etag, now);
    return osint_answer_query(library, request, ask, etag, now);
}
