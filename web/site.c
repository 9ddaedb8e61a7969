/* Routes. */
#include "web/site.h"

#include <string.h>

#include "indexer/store/state.h"
#include "search/layout.h"
#include "web/answer.h"
#include "web/discovery.h"
#include "web/help.h"
#include "web/labels.h"
#include "web/static.h"

#define MOST_ATTEMPTS 20

static const char for_an_hour[] = "public, max-age=3600";

struct OsintSite {
    char *location;
    char *problem;
    GHashTable *saved;
    guint timeout;
    OsintIndex *index;
    char *state; /* of the index when it was opened; NULL: only opening tells */
};

OsintSite *osint_site_new(const char *location, GHashTable *saved, const char *problem)
{
    OsintSite *site = g_new0(OsintSite, 1);
    site->location = g_strdup(location);
    site->problem = g_strdup(problem);
    site->saved = saved != NULL ? g_hash_table_ref(saved) : NULL;
    return site;
}

void osint_site_set_timeout(OsintSite *site, guint timeout)
{
    site->timeout = timeout;
}

/* Without the module, networks are tables without a picture. */
void osint_site_prepare(const OsintRequest *request)
{
    const char *show =
        request != NULL && !request->too_long ? osint_request_parameter(request, "show") : NULL;
    if (request == NULL || g_strcmp0(show, "network") == 0)
        osint_layout_load(NULL, NULL);
}

const char *osint_site_location(const OsintSite *site)
{
    return site->location;
}

void osint_site_free(OsintSite *site)
{
    if (site == NULL)
        return;
    osint_index_free(site->index);
    g_free(site->location);
    g_free(site->problem);
    g_free(site->state);
    g_clear_pointer(&site->saved, g_hash_table_unref);
    g_free(site);
}

/* The index in its newest state; NULL with *problem (owned by the caller). */
static OsintIndex *newest_index(OsintSite *site, char **problem)
{
    g_autoptr(GError) error = NULL;
    if (site->location == NULL) {
        *problem = g_strdup(site->problem);
        return NULL;
    }
    g_autofree char *state = osint_index_state(site->location);
    if (site->index != NULL && state != NULL && g_strcmp0(state, site->state) == 0)
        return site->index;
    if (site->index == NULL)
        site->index = osint_index_open_within(site->location, site->timeout, &error);
    else if (!osint_index_reopen(site->index, &error))
        g_clear_pointer(&site->index, osint_index_free);
    g_free(site->state);
    site->state = g_steal_pointer(&state);
    if (site->index == NULL)
        *problem = g_strdup(error->message);
    return site->index;
}

/* A body that is the same for everybody: its own digest is its entity tag. */
static OsintResponse *answer_fixed(const OsintRequest *request, const char *media_type, GString *body)
{
    g_autofree char *digest =
        g_compute_checksum_for_data(G_CHECKSUM_SHA256, (const guchar *)body->str, body->len);
    digest[32] = '\0';
    return osint_answer_cached(request, digest, for_an_hour, media_type, body);
}

static OsintResponse *answer_static(const OsintRequest *request, const char *name)
{
    const OsintStatic *file = osint_static_find(name);
    if (file == NULL)
        return osint_answer_not_found(request, request->words->trouble.no_file);
    return osint_answer_cached(request, file->version, for_an_hour, file->media_type,
                               g_string_new_len((const char *)file->bytes, (gssize)file->length));
}

static OsintResponse *answer_once(OsintSite *site, const OsintRequest *request, gint64 now)
{
    g_autofree char *problem = NULL;
    OsintIndex *index = newest_index(site, &problem);
    if (index == NULL)
        return osint_answer_no_index(request, problem);
    const OsintLibrary library = {index, site->saved};
    if (g_str_equal(request->path, "/"))
        return osint_answer_search(&library, request, now);
    const char *parameter = osint_request_parameter(request, "id");
    const char *id = strchr(request->path + 1, '/') + 1;
    if (*id == '\0' && parameter != NULL)
        id = parameter;
    return g_str_has_prefix(request->path, "/entity/") ? osint_answer_entity(&library, request, id, now)
                                                       : osint_answer_article(&library, request, id, now);
}

static gboolean has_changed(const OsintSite *site)
{
    g_autofree char *state = site->location != NULL ? osint_index_state(site->location) : NULL;
    return state != NULL && g_strcmp0(state, site->state) != 0;
}

/* Commits that come faster than an answer is made take away what it reads; Xapian then fails, and the newest
 * state is asked. */
static OsintResponse *answer_from_index(OsintSite *site, const OsintRequest *request, gint64 now)
{
    for (guint attempt = 1;; attempt++) {
        OsintResponse *response = answer_once(site, request, now);
        if (response->status != 503 || attempt == MOST_ATTEMPTS || !has_changed(site))
            return response;
        osint_response_free(response);
    }
}

static OsintResponse *route(OsintSite *site, const OsintRequest *request, gint64 now)
{
    const char *path = request->path;
    if (g_str_equal(path, "/") || g_str_has_prefix(path, "/article/") || g_str_has_prefix(path, "/entity/"))
        return answer_from_index(site, request, now);
    if (g_str_has_prefix(path, "/static/"))
        return answer_static(request, path + strlen("/static/"));
    if (g_str_equal(path, "/help"))
        return answer_fixed(request, "text/html", osint_help_page(request));
    if (g_str_equal(path, "/opensearch.xml"))
        return answer_fixed(request, "application/opensearchdescription+xml",
                            osint_opensearch_document(request));
    if (g_str_equal(path, "/robots.txt"))
        return answer_fixed(request, "text/plain", osint_robots_document(request));
    return osint_answer_not_found(request, request->words->trouble.no_page);
}

static OsintResponse *answer_method(const OsintRequest *request)
{
    OsintTrouble trouble = {.status = 405,
                            .heading = request->words->trouble.only_reading,
                            .message = request->words->trouble.only_reading_text,
                            .reason = "only GET and HEAD are answered"};
    OsintResponse *response = osint_answer_trouble(request, &trouble);
    osint_response_header(response, "Allow", "GET, HEAD");
    return response;
}

static OsintResponse *answer_length(const OsintRequest *request)
{
    g_autofree char *most = osint_label_number(OSINT_REQUEST_MAX_QUERY);
    g_autofree char *message = osint_words_fill(request->words->trouble.too_long_text, most, NULL);
    OsintTrouble trouble = {.status = 414,
                            .heading = request->words->trouble.too_long,
                            .message = message,
                            .reason = "the address is too long"};
    return osint_answer_trouble(request, &trouble);
}

OsintResponse *osint_site_answer(OsintSite *site, const OsintRequest *request, gint64 now)
{
    if (!g_str_equal(request->method, "GET") && !g_str_equal(request->method, "HEAD"))
        return answer_method(request);
    if (request->too_long)
        return answer_length(request);
    if (request->malformed != NULL)
        return osint_answer_bad_request(request, request->malformed);
    return route(site, request, now);
}
