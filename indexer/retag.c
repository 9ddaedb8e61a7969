/* Which articles a changed list concerns is told by entities/lists/diff.h. */
#include "indexer/retag.h"

#include "indexer/entities/lists/diff.h"
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

gboolean osint_retag(const OsintRetag *retag, OsintRetagCounts *counts, GError **error)
{
    guint32 articles;
    g_autoptr(OsintListDiff) diff = osint_list_diff_new(retag->before, retag->after);
    *counts = (OsintRetagCounts){.list_changed = !osint_list_diff_is_empty(diff)};
    if (!counts->list_changed)
        return TRUE;
    if (!osint_writer_set_entities(retag->writer, retag->after, error) ||
        !xapc_db_doc_count(osint_writer_db(retag->writer), &articles, error))
        return FALSE;
    Run run = {retag, diff, counts};
    counts->articles = articles;
    return osint_writer_update(retag->writer, is_concerned, tag_again, &run, error);
}

/* ---- pins ---- */

typedef struct {
    OsintWriter *writer;
    const char *index;
    OsintReport *report;
} PinCheck;

static gboolean check_pin(const PinCheck *check, const OsintEntity *entity, const OsintPin *pin,
                          const char *what, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(OsintArticle) article = osint_writer_get(check->writer, pin->article, &trouble);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (article != NULL && osint_pin_stands_in(pin, article->text))
        return TRUE;
    g_autofree char *message =
        g_strdup_printf("%s is %s \"%s\" in the article %s, %s", entity->id, what, pin->text, pin->article,
                        article == NULL ? "which is not there" : "which has no such text, or not so often");
    osint_report_note(check->report, check->index, 0, "pin-unmatched", message);
    return TRUE;
}

static gboolean check_pins(const PinCheck *check, const OsintEntity *entity, const GPtrArray *pins,
                           const char *what, GError **error)
{
    for (guint i = 0; i < pins->len; i++)
        if (!check_pin(check, entity, g_ptr_array_index(pins, i), what, error))
            return FALSE;
    return TRUE;
}

gboolean osint_retag_report_pins(OsintWriter *writer, const OsintEntityList *list, const char *index,
                                 OsintReport *report, GError **error)
{
    const PinCheck check = {writer, index, report};
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        if (!check_pins(&check, entity, entity->pins, "pinned to", error) ||
            !check_pins(&check, entity, entity->unpins, "unpinned from", error))
            return FALSE;
    }
    return TRUE;
}
