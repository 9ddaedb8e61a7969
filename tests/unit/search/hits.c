/* Stands in for the engine: the accessors of search/engine.h read a record made by hand. */
#include "tests/unit/search/hits.h"

#include <string.h>

#include "indexer/text/passages.h"

const OsintSearchOptions *osint_search_options(const OsintSearch *search)
{
    return &search->options;
}

const char *osint_search_text(const OsintSearch *search)
{
    return search->text;
}

const char *osint_search_read_as(const OsintSearch *search)
{
    return search->read_as;
}

const GPtrArray *osint_search_notes(const OsintSearch *search)
{
    return search->notes;
}

const GPtrArray *osint_search_entities(const OsintSearch *search)
{
    return search->entities;
}

const OsintNode *osint_search_tree(const OsintSearch *search)
{
    (void)search;
    return NULL;
}

guint64 osint_search_total(const OsintSearch *search, gboolean *exact)
{
    if (exact != NULL)
        *exact = search->exact;
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

const char *osint_search_suggestion(const OsintSearch *search)
{
    return search->suggestion;
}

/* There is no index to count in. */
gboolean osint_search_count(OsintSearch *search, OsintCountFunc count, gpointer user_data, GError **error)
{
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) grouped = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    const OsintMatching matching = {none, grouped, 0, TRUE};
    (void)search;
    return count(NULL, &matching, user_data, error);
}

gboolean osint_search_count_best(OsintSearch *search, guint64 most, OsintCountFunc count, gpointer user_data,
                                 GError **error)
{
    (void)most;
    g_autoptr(GArray) none = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GArray) grouped = g_array_new(FALSE, FALSE, sizeof(OsintGrouped));
    const OsintMatching matching = {none, grouped, 0, TRUE};
    (void)search;
    return count(NULL, &matching, user_data, error);
}

static void entity_free(gpointer data)
{
    OsintQueryEntity *entity = data;
    g_free(entity->id);
    g_free(entity->name);
    g_free(entity->matched_by);
    g_clear_pointer(&entity->names, g_ptr_array_unref);
    g_ptr_array_unref(entity->also_searched);
    g_free(entity);
}

OsintSearch *hits_search(const char *text, guint64 total)
{
    OsintSearch *search = g_new0(OsintSearch, 1);
    search->options = (OsintSearchOptions)OSINT_SEARCH_OPTIONS_DEFAULT;
    search->text = search->read_as = text;
    search->total = total;
    search->exact = TRUE;
    search->notes = g_ptr_array_new_with_free_func(g_free);
    search->entities = g_ptr_array_new_with_free_func(entity_free);
    return search;
}

void hits_note(OsintSearch *search, const char *note)
{
    g_ptr_array_add(search->notes, g_strdup(note));
}

void hits_entity(OsintSearch *search, const char *id, const char *name, const char *matched_by,
                 const char *aliases)
{
    OsintQueryEntity *entity = g_new0(OsintQueryEntity, 1);
    entity->id = g_strdup(id);
    entity->name = g_strdup(name);
    entity->matched_by = g_strdup(matched_by);
    entity->also_searched = g_ptr_array_new_with_free_func(g_free);
    g_auto(GStrv) names = g_strsplit(aliases, ";", -1);
    for (char **each = names; *each != NULL; each++)
        g_ptr_array_add(entity->also_searched, g_strdup(*each));
    g_ptr_array_add(search->entities, entity);
}

void hits_search_free(OsintSearch *search)
{
    g_ptr_array_unref(search->notes);
    g_ptr_array_unref(search->entities);
    g_free(search);
}

OsintArticle *hits_article(const char *id, const char *title, const char *text)
{
    OsintArticle *article = osint_article_new();
    article->id = g_strdup(id);
    article->title = g_strdup(title);
    article->text = g_strdup(text);
    osint_paragraphs_append(text, article->passages);
    return article;
}

static void find(const char *text, OsintSpan within, const char *words, GArray *spans)
{
    if (text == NULL || words == NULL)
        return;
    for (const char *at = strstr(text + within.start, words); at != NULL; at = strstr(at + 1, words)) {
        OsintSpan span = {(guint32)(at - text), (guint32)(at - text) + (guint32)strlen(words)};
        if (span.end <= within.end)
            g_array_append_val(spans, span);
    }
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

OsintCopy *hits_copy(OsintHit *hit, OsintArticle *article)
{
    OsintCopy *copy = g_new0(OsintCopy, 1);
    copy->article = article;
    g_ptr_array_add(hit->copies, copy);
    return copy;
}

OsintHit *hits_hit(guint64 rank, OsintArticle *article, const char *words)
{
    OsintHit *hit = g_new0(OsintHit, 1);
    OsintSpan everywhere = {0, G_MAXUINT32};
    hit->rank = rank;
    hit->score = 12.25;
    hit->article = article;
    hit->missing = g_ptr_array_new_with_free_func(g_free);
    hit->passages = g_ptr_array_new_with_free_func(passage_free);
    hit->title_highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    hit->copies = g_ptr_array_new_with_free_func(copy_free);
    find(article->title, everywhere, words, hit->title_highlights);
    for (guint i = 0; i < article->passages->len; i++) {
        OsintHitPassage *passage = g_new0(OsintHitPassage, 1);
        passage->index = i + 1;
        passage->span = g_array_index(article->passages, OsintSpan, i);
        passage->score = 3.5;
        passage->highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
        find(article->text, passage->span, words, passage->highlights);
        g_ptr_array_add(hit->passages, passage);
    }
    return hit;
}

void hits_hit_free(OsintHit *hit)
{
    osint_article_free(hit->article);
    g_ptr_array_unref(hit->missing);
    g_ptr_array_unref(hit->passages);
    g_array_unref(hit->title_highlights);
    g_ptr_array_unref(hit->copies);
    g_free(hit->explanation);
    g_free(hit);
}

char *hits_render(const char *format, const OsintSearch *search, const OsintHit *hit,
                  const OsintRenderOptions *options)
{
    const OsintRenderer *renderer = osint_renderer_find(format);
    OsintRenderOptions copy = *options;
    GString *out = g_string_new(NULL);
    g_assert_nonnull(renderer);
    osint_render_open(out, renderer, FALSE);
    renderer->begin(out, search, &copy);
    if (hit != NULL)
        osint_render_hit(out, renderer, search, hit, &copy);
    renderer->end(out, search, &copy);
    osint_render_close(out, renderer, FALSE);
    return g_string_free(out, FALSE);
}
