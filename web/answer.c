/* Entity tags, and the answer to a client that has the page already. */
#include "web/answer.h"

#include <string.h>

#include "web/refine.h"
#include "web/static.h"

const char osint_answer_revalidate[] = "private, no-cache";

/* ---- entity tags ---- */

static void digest_string(GChecksum *digest, const char *text)
{
    g_autofree char *sized = g_strdup_printf("%" G_GSIZE_FORMAT ":", text != NULL ? strlen(text) : 0);
    g_checksum_update(digest, (const guchar *)sized, -1);
    g_checksum_update(digest, (const guchar *)(text != NULL ? text : ""), -1);
}

static void digest_saved(GChecksum *digest, GHashTable *saved)
{
    g_autoptr(GList) names = g_list_sort(g_hash_table_get_keys(saved), (GCompareFunc)strcmp);
    for (const GList *name = names; name != NULL; name = name->next) {
        digest_string(digest, name->data);
        digest_string(digest, g_hash_table_lookup(saved, name->data));
    }
}

char *osint_answer_etag(const OsintLibrary *library, const OsintRequest *request, const OsintAsk *ask,
                        gint64 now)
{
    g_autoptr(GChecksum) digest = g_checksum_new(G_CHECKSUM_SHA256);
    g_autofree char *address = osint_link_format(ask, ask->renderer != NULL ? ask->renderer->name : "html");
    g_autofree char *periods = osint_refine_periods(ask->query, now);
    const char *const parts[] = {OSINT_VERSION,
                                 osint_static_find("style.css")->version,
                                 osint_index_revision(library->index),
                                 request->path,
                                 osint_request_parameter(request, "id"),
                                 osint_request_parameter(request, "at"),
                                 osint_request_parameter(request, "p"),
                                 osint_request_parameter(request, "m"),
                                 osint_request_parameter(request, "part"),
                                 address,
                                 periods,
                                 ask->words->tag};
    for (guint i = 0; i < G_N_ELEMENTS(parts); i++)
        digest_string(digest, parts[i]);
    if (library->saved != NULL)
        digest_saved(digest, library->saved);
    return g_strndup(g_checksum_get_string(digest), 32);
}

static void add_validators(OsintResponse *response, const char *quoted, const char *cache_control)
{
    osint_response_header(response, "ETag", quoted);
    osint_response_header(response, "Cache-Control", cache_control);
    osint_response_header(response, "Vary", "Accept-Language");
}

OsintResponse *osint_answer_unchanged(const OsintRequest *request, const char *etag,
                                      const char *cache_control)
{
    g_autofree char *quoted = g_strconcat("\"", etag, "\"", NULL);
    if (!osint_etag_matches(request->if_none_match, quoted))
        return NULL;
    OsintResponse *response = osint_response_new(304);
    add_validators(response, quoted, cache_control);
    return response;
}

OsintResponse *osint_answer_cached(const OsintRequest *request, const char *etag, const char *cache_control,
                                   const char *media_type, GString *body)
{
    OsintResponse *response = osint_answer_unchanged(request, etag, cache_control);
    if (response != NULL) {
        g_string_free(body, TRUE);
        return response;
    }
    g_autofree char *quoted = g_strconcat("\"", etag, "\"", NULL);
    response = osint_response_new(200);
    add_validators(response, quoted, cache_control);
    osint_response_body(response, media_type, body);
    return response;
}
