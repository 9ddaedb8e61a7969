/* Stored articles: from the request to the page. */
#include <jansson.h>

#include "indexer/article/json.h"
#include "web/answer.h"
#include "web/article-page.h"
#include "web/citation.h"
#include "web/refine.h"

static gint by_start(gconstpointer left, gconstpointer right)
{
    const OsintSpan *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

/* Where the query's words stand in this one article; NULL when there is no query that finds it. */
static GArray *highlights_in(const OsintLibrary *library, const OsintAsk *ask, const char *id, gint64 now)
{
    g_autofree char *only = osint_refine_field("id", id);
    g_autofree char *query = ask->query != NULL ? osint_refine_add(ask->query, only, now) : NULL;
    OsintSearchOptions options = {
        .limit = 1, .passages = G_MAXUINT, .saved = library->saved, .copies = OSINT_COPIES_SHOW};
    g_autoptr(OsintSearch) search =
        query != NULL ? osint_search_start(library->index, query, &options, now, NULL, NULL) : NULL;
    g_autoptr(OsintHit) hit = search != NULL ? osint_search_next(search, NULL) : NULL;
    if (hit == NULL || g_strcmp0(hit->article->id, id) != 0)
        return NULL;
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (guint i = 0; i < hit->passages->len; i++) {
        const OsintHitPassage *passage = g_ptr_array_index(hit->passages, i);
        g_array_append_vals(spans, passage->highlights->data, passage->highlights->len);
    }
    g_array_sort(spans, by_start);
    return spans;
}

static OsintResponse *answer_citation(const OsintLibrary *library, const OsintRequest *request,
                                      const OsintAsk *ask, const char *id, const char *etag, gint64 now)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintHit) hit = osint_citation_find(library->index, id, now, &error);
    if (hit == NULL)
        return osint_answer_no_index(request, error != NULL ? error->message : "the article is gone");
    GString *body = osint_citation_document(ask->words, hit, ask->renderer);
    if (body == NULL)
        return osint_answer_bad_request(request,
                                        "An article can be had as html, json, bibtex, csl-json or text.");
    return osint_answer_cached(request, etag, osint_answer_revalidate, ask->renderer->media_type, body);
}

static OsintResponse *answer_article_object(const OsintRequest *request, const OsintAsk *ask,
                                            const OsintArticle *article, const char *etag)
{
    json_t *object = osint_article_to_json(article);
    char *text = json_dumps(object, JSON_INDENT(1));
    json_decref(object);
    GString *body = g_string_new(text);
    g_string_append_c(body, '\n');
    free(text);
    return osint_answer_cached(request, etag, osint_answer_revalidate, ask->renderer->media_type, body);
}

OsintResponse *osint_answer_article(const OsintLibrary *library, const OsintRequest *request, const char *id,
                                    gint64 now)
{
    g_autofree char *problem = NULL;
    g_autoptr(OsintAsk) ask = osint_ask_new(request, &problem);
    if (ask == NULL)
        return osint_answer_bad_request(request, problem);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintArticle) article = osint_index_article_by_id(library->index, id, &error);
    if (error != NULL)
        return osint_answer_no_index(request, error->message);
    if (article == NULL)
        return osint_answer_not_found(
            request, "There is no article with this id. It may have been taken out of the index.");
    g_autofree char *etag = osint_answer_etag(library, request, ask, now);
    OsintResponse *unchanged = osint_answer_unchanged(request, etag, osint_answer_revalidate);
    if (unchanged != NULL)
        return unchanged;
    if (ask->renderer != NULL && !g_str_equal(ask->renderer->name, "json"))
        return answer_citation(library, request, ask, id, etag, now);
    if (ask->renderer != NULL)
        return answer_article_object(request, ask, article, etag);
    g_autoptr(GArray) highlights = highlights_in(library, ask, id, now);
    OsintArticleView view = {ask, article, highlights};
    return osint_answer_cached(request, etag, osint_answer_revalidate, "text/html",
                               osint_article_page(&view));
}
