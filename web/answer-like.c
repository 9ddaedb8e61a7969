/* More like one article: from its id to the search that finds it. */
#include "search/like.h"
#include "web/answer.h"

OsintResponse *osint_answer_like(const OsintLibrary *library, const OsintRequest *request, OsintAsk *ask,
                                 const char *id)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *like = osint_like_query(library->index, id, &error);
    if (error != NULL)
        return osint_answer_no_index(request, error->message);
    if (like == NULL)
        return osint_answer_not_found(request, request->words->trouble.no_article);
    char *query = osint_like_within(like, ask->query);
    g_free(ask->query);
    ask->query = query;
    g_autofree char *link = ask->renderer != NULL ? osint_link_format(ask, ask->renderer->name)
                                                  : osint_link_search(ask, ask->query);
    OsintResponse *response = osint_response_new(303);
    osint_response_header(response, "Location", link);
    osint_response_header(response, "Cache-Control", osint_answer_revalidate);
    return response;
}
