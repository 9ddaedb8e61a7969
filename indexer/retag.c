/* Which articles a changed list concerns is told by entities/list_diff.h. */
#include "indexer/retag.h"

#include "indexer/entities/list_diff.h"
#include "indexer/prepare.h"

typedef struct {
    const OsintRetag *retag;
    OsintListDiff *diff;
    OsintRetagCounts *counts;
} Run;

static gboolean is_concerned(OsintArticle *article, gpointer user_data)
{
    const Run *run = user_data;
    osint_progress_tick(run->retag->progress);
    return !run->retag->stop() && osint_list_diff_touches(run->diff, article);
}

static gboolean tag_again(OsintArticle *article, gpointer user_data)
{
    const Run *run = user_data;
    run->counts->tagged++;
    return osint_prepare_again(article, run->retag->tagger);
}

static gboolean lists_are_equal(const OsintEntityList *a, const OsintEntityList *b)
{
    g_autoptr(GVariant) left = osint_entity_list_to_variant(a);
    g_autoptr(GVariant) right = osint_entity_list_to_variant(b);
    return g_variant_equal(left, right);
}

gboolean osint_retag(const OsintRetag *retag, OsintRetagCounts *counts, GError **error)
{
    guint32 articles;
    *counts = (OsintRetagCounts){.list_changed = !lists_are_equal(retag->before, retag->after)};
    if (!counts->list_changed)
        return TRUE;
    if (!osint_writer_set_entities(retag->writer, retag->after, error) ||
        !xapc_db_doc_count(osint_writer_db(retag->writer), &articles, error))
        return FALSE;
    if (articles == 0)
        return TRUE;
    g_autoptr(OsintListDiff) diff = osint_list_diff_new(retag->before, retag->after);
    Run run = {retag, diff, counts};
    counts->articles = articles;
    return osint_list_diff_is_empty(diff) ||
           osint_writer_update(retag->writer, is_concerned, tag_again, &run, error);
}
