/* Records made by hand. */
#include "tests/unit/web/sample.h"

#include <string.h>

#include "indexer/text/passages.h"

OsintArticle *sample_article(const char *id, const char *title, const char *text)
{
    OsintArticle *article = osint_article_new();
    article->id = g_strdup(id);
    article->title = g_strdup(title);
    article->text = g_strdup(text);
    osint_headings_guess(text, article->headings);
    osint_passages_split(text, article->headings, article->sentences, article->passages);
    return article;
}

void sample_find(const char *text, const char *words, GArray *spans)
{
    for (const char *at = strstr(text, words); at != NULL; at = strstr(at + 1, words)) {
        OsintSpan span = {(guint32)(at - text), (guint32)(at - text + (gssize)strlen(words))};
        g_array_append_val(spans, span);
    }
}

void sample_mention(OsintArticle *article, const char *words, const char *entity, const char *type,
                    const char *name)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    sample_find(article->text, words, spans);
    for (guint i = 0; i < spans->len; i++)
        osint_article_add_mention(article, g_array_index(spans, OsintSpan, i), entity, type, name);
    osint_article_sort_mentions(article);
}

static void passage_free(gpointer data)
{
    OsintHitPassage *passage = data;
    g_array_unref(passage->highlights);
    g_free(passage->explanation);
    g_free(passage);
}

static void copy_free(gpointer data)
{
    OsintCopy *copy = data;
    osint_article_free(copy->article);
    g_free(copy);
}

OsintHit *sample_hit(OsintArticle *article, guint passage, const char *words)
{
    OsintHit *hit = g_new0(OsintHit, 1);
    hit->rank = 1;
    hit->article = article;
    hit->missing = g_ptr_array_new_with_free_func(g_free);
    hit->passages = g_ptr_array_new_with_free_func(passage_free);
    hit->copies = g_ptr_array_new_with_free_func(copy_free);
    hit->title_highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    if (article->title != NULL && words != NULL)
        sample_find(article->title, words, hit->title_highlights);
    OsintHitPassage *best = g_new0(OsintHitPassage, 1);
    best->index = passage;
    best->span = g_array_index(article->passages, OsintSpan, passage - 1);
    best->highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    if (words != NULL)
        sample_find(article->text, words, best->highlights);
    g_ptr_array_add(hit->passages, best);
    return hit;
}

void sample_hit_free(gpointer data)
{
    OsintHit *hit = data;
    osint_article_free(hit->article);
    g_ptr_array_unref(hit->missing);
    g_ptr_array_unref(hit->passages);
    g_ptr_array_unref(hit->copies);
    g_array_unref(hit->title_highlights);
    g_free(hit);
}

OsintQueryEntity *sample_query_entity(const char *id, const char *name, const char *matched_by,
                                      const char *const *also_searched)
{
    OsintQueryEntity *entity = g_new0(OsintQueryEntity, 1);
    entity->id = g_strdup(id);
    entity->name = g_strdup(name);
    entity->matched_by = g_strdup(matched_by);
    entity->also_searched = g_ptr_array_new_with_free_func(g_free);
    for (; also_searched != NULL && *also_searched != NULL; also_searched++)
        g_ptr_array_add(entity->also_searched, g_strdup(*also_searched));
    return entity;
}

void sample_query_entity_free(gpointer data)
{
    OsintQueryEntity *entity = data;
    g_free(entity->id);
    g_free(entity->name);
    g_free(entity->matched_by);
    g_ptr_array_unref(entity->also_searched);
    g_free(entity);
}
