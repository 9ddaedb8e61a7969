/* Stored articles: from the request to the page. */
#include <jansson.h>

#include "indexer/article/json.h"
#include "web/answer.h"
#include "web/article-page.h"
#include "web/citation.h"
#include "web/refine.h"

/* The neighbours of a result: the one before, itself, the one after. */
#define NEIGHBOURHOOD 3

static gint by_start(gconstpointer left, gconstpointer right)
{
    const OsintSpan *a = left, *b = right;
    return (a->start > b->start) - (a->start < b->start);
}

/* The article as a result of the query; NULL when there is none that finds it. */
static OsintHit *find_asked(const OsintLibrary *library, const OsintAsk *ask, const char *id, gint64 now)
{
    g_autofree char *only = osint_refine_field("id", id);
    g_autofree char *query = ask->query != NULL ? osint_refine_add(ask->query, only, now) : NULL;
    OsintSearchOptions options = {
        .limit = 1, .passages = G_MAXUINT, .saved = library->saved, .copies = OSINT_COPIES_SHOW};
    g_autoptr(OsintSearch) search =
        query != NULL ? osint_search_start(library->index, query, &options, now, NULL, NULL) : NULL;
    g_autoptr(OsintHit) hit = search != NULL ? osint_search_next(search, NULL) : NULL;
    return hit != NULL && g_strcmp0(hit->article->id, id) == 0 ? g_steal_pointer(&hit) : NULL;
}

/* Where the query's words stand. */
static GArray *highlights_of(const OsintHit *hit)
{
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

static gboolean is_article(const OsintHit *hit, const char *id)
{
    if (g_str_equal(hit->article->id, id))
        return TRUE;
    for (guint i = 0; i < hit->copies->len; i++) {
        const OsintCopy *copy = g_ptr_array_index(hit->copies, i);
        if (g_str_equal(copy->article->id, id))
            return TRUE;
    }
    return FALSE;
}

/* The results around the one that the article is said to be, the article among them: none when the index has
 * changed since and it is another. Every part of a long result is cut from the same order. */
static GPtrArray *find_neighbours(const OsintLibrary *library, const OsintAsk *ask, const char *id,
                                  gint64 now, OsintArticleNeighbours *neighbours)
{
    GPtrArray *hits = g_ptr_array_new_with_free_func((GDestroyNotify)osint_hit_free);
    if (ask->query == NULL || ask->at == 0)
        return hits;
    OsintSearchOptions options = {.limit = ask->at > 1 ? NEIGHBOURHOOD : NEIGHBOURHOOD - 1,
                                  .offset = ask->at > 1 ? ask->at - 2 : 0,
                                  .passages = 1,
                                  .sort = ask->sort,
                                  .copies = ask->copies,
                                  .saved = library->saved,
                                  .fill = TRUE};
    g_autoptr(OsintSearch) search = osint_search_start(library->index, ask->query, &options, now, NULL, NULL);
    OsintHit *hit;
    const OsintHit *found = NULL;
    while (search != NULL && (hit = osint_search_next(search, NULL)) != NULL) {
        g_ptr_array_add(hits, hit);
        if (hit->rank == ask->at && is_article(hit, id))
            found = hit;
    }
    if (found == NULL)
        return hits;
    for (guint i = 0; i < hits->len; i++) {
        const OsintHit *each = g_ptr_array_index(hits, i);
        if (each->rank + 1 == ask->at)
            neighbours->before = each;
        else if (each->rank == (guint64)ask->at + 1 && each->rank <= OSINT_ASK_MAX_RESULT)
            neighbours->after = each;
    }
    neighbours->total = osint_search_total(search, &neighbours->exact);
    return hits;
}

/* Takes the article: a long one is not kept twice. */
static GString *article_page(const OsintLibrary *library, const OsintAsk *ask, OsintArticle *article,
                             gint64 now)
{
    g_autoptr(OsintArticle) read = article;
    g_autoptr(OsintHit) alone = osint_citation_find(library->index, article->id, now, NULL);
    if (alone != NULL && g_str_equal(alone->article->id, article->id)) {
        g_clear_pointer(&read, osint_article_free);
        article = alone->article;
    } else
        g_clear_pointer(&alone, osint_hit_free);
    g_autoptr(OsintHit) asked = find_asked(library, ask, article->id, now);
    g_autoptr(GArray) highlights = asked != NULL ? highlights_of(asked) : NULL;
    OsintArticleView view = {.ask = ask,
                             .article = article,
                             .highlights = highlights,
                             .title_highlights = asked != NULL ? asked->title_highlights : NULL,
                             .hit = alone};
    g_autoptr(GPtrArray) hits G_GNUC_UNUSED =
        find_neighbours(library, ask, article->id, now, &view.neighbours);
    return osint_article_page(&view);
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
        return osint_answer_not_found(request, request->words->trouble.no_article);
    g_autofree char *etag = osint_answer_etag(library, request, ask, now);
    OsintResponse *unchanged = osint_answer_unchanged(request, etag, osint_answer_revalidate);
    if (unchanged != NULL)
        return unchanged;
    if (ask->renderer != NULL && !g_str_equal(ask->renderer->name, "json"))
        return answer_citation(library, request, ask, id, etag, now);
    if (ask->renderer != NULL)
        return answer_article_object(request, ask, article, etag);
    return osint_answer_cached(request, etag, osint_answer_revalidate, "text/html",
                               article_page(library, ask, g_steal_pointer(&article), now));
}
