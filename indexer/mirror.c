/* One run of the mirror.
 *
 * Documents that changed are read and their articles written in order; then what is gone is removed, except
 * for ids that another document has taken over. A document of which something was refused keeps the articles
 * it gave before and does not give now: they may be in the part that cannot be read. */
#include "indexer/mirror.h"

#include <string.h>

#include "indexer/compare.h"
#include "indexer/harvest.h"
#include "indexer/ledger.h"
#include "indexer/lists.h"
#include "indexer/opening.h"
#include "indexer/prepare.h"
#include "indexer/sharing.h"
#include "indexer/tagging.h"

typedef struct {
    const OsintMirrorOptions *options;
    OsintCounts *counts;
    OsintMirrorResult *result;
    OsintWriter *writer;
    OsintTagging *tagging;
    char *recipes;      /* "" without any */
    char *recipes_mark; /* NULL without any */
    gboolean recipes_changed;
    OsintShare share;
    OsintWalk *walk;
    OsintSeenList *seen; /* NULL: the file of it is of no use */
    OsintSeenList *known;
    OsintLedger *ledger;
    OsintSharing sharing;
    GPtrArray *stream;   /* the OsintSource of standard input, or NULL */
    GPtrArray *doubtful; /* OsintSource *: to be compared */
    GPtrArray *pending;  /* OsintSource *: to be read */
    GPtrArray *again;    /* OsintSource *: refused in part before, and not in the same way now */
    gboolean dirty;      /* there is something to commit */
} Mirror;

static void mirror_free(Mirror *mirror)
{
    g_clear_pointer(&mirror->ledger, osint_ledger_free);
    g_clear_pointer(&mirror->known, osint_seen_free);
    g_clear_pointer(&mirror->walk, osint_walk_free);
    g_clear_pointer(&mirror->tagging, osint_tagging_free);
    g_clear_pointer(&mirror->writer, osint_writer_free);
    g_clear_pointer(&mirror->doubtful, g_ptr_array_unref);
    g_clear_pointer(&mirror->pending, g_ptr_array_unref);
    g_clear_pointer(&mirror->again, g_ptr_array_unref);
    g_clear_pointer(&mirror->sharing.heirs, g_ptr_array_unref);
    g_clear_pointer(&mirror->stream, g_ptr_array_unref);
    g_free(mirror->recipes);
    g_free(mirror->recipes_mark);
    g_free(mirror);
}

/* ---- refusals ---- */

static void refuse(Mirror *mirror, const char *path, const OsintItem *item)
{
    osint_report_refusal(mirror->options->report, path, item->offset, item->line, item->code, item->text);
}

/* A document that is only looked at again is reported once it is known that nothing about it changed. */
static void refuse_part(Mirror *mirror, OsintSource *source, OsintItem *item)
{
    source->refusals++;
    if (osint_source_known_refusals(source) == 0) {
        refuse(mirror, source->path, item);
        return;
    }
    OsintItem *held = g_memdup2(item, sizeof *item);
    item->code = item->text = NULL;
    item->article = NULL;
    if (source->held == NULL)
        source->held = g_ptr_array_new_with_free_func(osint_item_free);
    g_ptr_array_add(source->held, held);
}

static void refuse_duplicate(Mirror *mirror, OsintSource *source, const OsintItem *item, const char *first)
{
    OsintItem refusal = {.kind = OSINT_ITEM_REFUSED, .code = g_strdup("duplicate-id")};
    if (g_str_equal(first, source->path))
        refusal.text =
            g_strdup_printf("article %u: its id \"%s\" is that of an article before it in this document",
                            item->position + 1, item->article->id);
    else
        refusal.text = g_strdup_printf("article %u: its id \"%s\" is that of an article in %s",
                                       item->position + 1, item->article->id, first);
    refuse_part(mirror, source, &refusal);
    g_free(refusal.code);
    g_free(refusal.text);
}

/* ---- articles ---- */

static gboolean put(Mirror *mirror, OsintItem *item, gboolean exists, GError **error)
{
    if (!osint_writer_put_made(mirror->writer, item->article, g_steal_pointer(&item->made),
                               mirror->options->now, error))
        return FALSE;
    mirror->dirty = TRUE;
    (*(exists ? &mirror->counts->replaced : &mirror->counts->added))++;
    osint_progress_article_done(mirror->options->progress);
    return TRUE;
}

static gboolean take_from_stream(Mirror *mirror, OsintSource *source, OsintItem *item, GError **error)
{
    gboolean existed;
    if (!osint_ledger_take_over(mirror->ledger, item->article->id, &existed, error))
        return FALSE;
    osint_ledger_claim(mirror->ledger, source, item->article->id, item->article);
    return put(mirror, item, existed, error);
}

/* An article that gets another id is another document, too. */
static gboolean settle_id(Mirror *mirror, const OsintSource *source, OsintItem *item, OsintClaim *claim,
                          GError **error)
{
    OsintArticle *article = item->article;
    if (!osint_ledger_ask(mirror->ledger, source, article, claim, error))
        return FALSE;
    if (claim->taken_by == NULL || claim->same ||
        !osint_prepare_second_id(article, item->has_own_id, item->position, claim->taken_by,
                                 osint_tagging_tagger(mirror->tagging)))
        return TRUE;
    g_clear_pointer(&item->made, xapc_doc_free);
    return osint_ledger_ask(mirror->ledger, source, article, claim, error);
}

static gboolean share(Mirror *mirror, OsintSource *source, const char *id, GError **error)
{
    if (osint_source_known_refusals(source) > 0) {
        osint_source_add_id(source, id);
        return TRUE;
    }
    mirror->dirty = TRUE;
    return osint_sharing_join(&mirror->sharing, source, id, error);
}

static gboolean take_article(Mirror *mirror, OsintSource *source, OsintItem *item, GError **error)
{
    if (item->elsewhere)
        return TRUE;
    if (osint_source_is_stream(source))
        return take_from_stream(mirror, source, item, error);
    OsintClaim claim;
    if (!settle_id(mirror, source, item, &claim, error))
        return FALSE;
    if (claim.taken_by != NULL && claim.same)
        return share(mirror, source, item->article->id, error);
    if (claim.taken_by != NULL) {
        refuse_duplicate(mirror, source, item, claim.taken_by);
        return TRUE;
    }
    osint_ledger_claim(mirror->ledger, source, item->article->id, item->article);
    if (osint_source_known_refusals(source) > 0)
        return TRUE; /* written already, when it was first read */
    if (claim.exists && !osint_sharing_renew(&mirror->sharing, source, item->article->id, error))
        return FALSE;
    return put(mirror, item, claim.exists, error);
}

/* ---- ends of documents ---- */

static void keep(Mirror *mirror, OsintSource *source)
{
    source->state = OSINT_SOURCE_KEPT;
    if (source->known != NULL)
        mirror->counts->unchanged += source->known->articles;
}

/* What the document gave before and does not give now. */
static gboolean drop_old(Mirror *mirror, OsintSource *source, GError **error)
{
    const GPtrArray *ids = osint_ledger_known_ids(mirror->ledger, source, error);
    for (guint i = 0; ids != NULL && i < ids->len; i++) {
        const char *id = g_ptr_array_index(ids, i);
        if (osint_ledger_is_claimed(mirror->ledger, id))
            continue;
        gboolean stays;
        if (!osint_sharing_leave(&mirror->sharing, source, id, &stays, error))
            return FALSE;
        if (stays)
            continue;
        if (source->refusals > 0) {
            osint_ledger_claim(mirror->ledger, source, id, NULL);
            mirror->counts->unchanged++;
            continue;
        }
        if (!osint_writer_remove(mirror->writer, id, error))
            return FALSE;
        mirror->dirty = TRUE;
        mirror->counts->removed++;
    }
    return ids != NULL;
}

static gboolean enter(Mirror *mirror, OsintSource *source, GError **error)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    source->articles = source->ids != NULL ? source->ids->len : 0;
    source->forgotten = source->articles == 0 && source->refusals > 0;
    if (source->forgotten) {
        if (source->known == NULL)
            return TRUE;
        mirror->dirty = TRUE;
        return osint_writer_forget_document(mirror->writer, source->path, error);
    }
    g_autofree char *hash = osint_seen_manifest_hash(source->digest, mirror->recipes_mark, source->refusals);
    OsintDocument document = {
        .path = (char *)source->path, .sha256 = hash, .ids = source->ids != NULL ? source->ids : none};
    mirror->dirty = TRUE;
    return osint_writer_set_document(mirror->writer, &document, error);
}

/* Whether a document that was refused in part is so in the same way as before; else it is read once more, as
 * one that changed. */
static void finish_second_look(Mirror *mirror, OsintSource *source, guint known_refusals)
{
    if (source->refusals == known_refusals) {
        for (guint i = 0; source->held != NULL && i < source->held->len; i++)
            refuse(mirror, source->path, g_ptr_array_index(source->held, i));
        keep(mirror, source);
    } else {
        osint_ledger_unclaim_all(mirror->ledger, source);
        source->refusals = 0;
        source->unchanged = FALSE;
        g_ptr_array_add(mirror->again, source);
    }
    g_clear_pointer(&source->held, g_ptr_array_unref);
}

static gboolean finish_source(Mirror *mirror, OsintSource *source, GError **error)
{
    osint_progress_document_done(mirror->options->progress, osint_source_bytes(source));
    if (osint_source_is_stream(source))
        return TRUE;
    guint known_refusals = osint_source_known_refusals(source);
    if (known_refusals > 0) {
        finish_second_look(mirror, source, known_refusals);
        return TRUE;
    }
    source->state = OSINT_SOURCE_READ;
    if (!drop_old(mirror, source, error) || !enter(mirror, source, error))
        return FALSE;
    g_clear_pointer(&source->ids, g_ptr_array_unref); /* the ledger knows them */
    return TRUE;
}

static gboolean take_unreadable(Mirror *mirror, OsintSource *source, const OsintItem *item, GError **error)
{
    if (osint_source_is_stream(source)) {
        g_set_error(error, G_FILE_ERROR, G_FILE_ERROR_IO, "standard input: %s", item->text);
        return FALSE;
    }
    refuse(mirror, source->path, item);
    source->unchanged = FALSE;
    keep(mirror, source);
    osint_progress_document_done(mirror->options->progress, osint_source_bytes(source));
    return TRUE;
}

static gboolean apply(OsintSource *source, OsintItem *item, gpointer user_data, GError **error)
{
    Mirror *mirror = user_data;
    switch (item->kind) {
    case OSINT_ITEM_UNREADABLE:
        return take_unreadable(mirror, source, item, error);
    case OSINT_ITEM_BEGIN:
        if (item->text != NULL)
            osint_digest_from_text(item->text, strlen(item->text), source->digest);
        return TRUE;
    case OSINT_ITEM_ARTICLE:
        return take_article(mirror, source, item, error);
    case OSINT_ITEM_REFUSED:
        refuse_part(mirror, source, item);
        return TRUE;
    case OSINT_ITEM_UNKNOWN_KEY:
        osint_report_unknown_key(mirror->options->report, source->path, item->text);
        return TRUE;
    case OSINT_ITEM_END:
        return finish_source(mirror, source, error);
    }
    g_assert_not_reached();
}

static gboolean idle(gpointer user_data)
{
    const Mirror *mirror = user_data;
    osint_progress_tick(mirror->options->progress);
    return !mirror->options->stop();
}

/* ---- lists and recipes ---- */

static gboolean settle_entities(Mirror *mirror, GError **error)
{
    OsintRetagCounts *counts = &mirror->result->retag;
    if (!osint_tagging_settle(mirror->tagging, mirror->writer, mirror->seen, counts, error))
        return FALSE;
    mirror->dirty = mirror->dirty || counts->list_changed;
    return TRUE;
}

/* mirror->recipes are those given, or NULL. */
static gboolean settle_recipes(Mirror *mirror, GError **error)
{
    g_autofree char *stored = osint_writer_recipes(mirror->writer, error);
    if (stored == NULL)
        return FALSE;
    if (mirror->recipes == NULL)
        mirror->recipes =
            mirror->options->full ? osint_opening_replaced_recipes(mirror->options) : g_strdup(stored);
    mirror->recipes_mark = osint_recipes_mark(mirror->recipes);
    if (g_str_equal(stored, mirror->recipes))
        return TRUE;
    mirror->dirty = mirror->recipes_changed = TRUE;
    return osint_writer_set_recipes(mirror->writer, mirror->recipes, error);
}

/* ---- the run ---- */

static gboolean look_around(Mirror *mirror, GError **error)
{
    const OsintMirrorOptions *options = mirror->options;
    mirror->walk = osint_walk(options->paths, options->index);
    for (guint i = 0; i < mirror->walk->problems->len; i++) {
        const OsintWalkProblem *problem = g_ptr_array_index(mirror->walk->problems, i);
        OsintItem item = {.code = (char *)problem->code, .text = problem->message};
        refuse(mirror, problem->path, &item);
    }
    return mirror->walk->readable > 0 || options->standard_input || osint_opening_no_path(error);
}

static void begin_record(Mirror *mirror)
{
    const OsintMirrorOptions *options = mirror->options;
    const char *loss = osint_writer_log_loss(mirror->writer);
    osint_writer_set_now(mirror->writer, options->now);
    mirror->dirty = loss != NULL;
    if (loss != NULL)
        osint_report_note(options->report, options->index, 0, "log-lost", loss);
}

/* Other recipes make every document another. */
static gboolean open_ledger(Mirror *mirror, GError **error)
{
    const OsintMirrorOptions *options = mirror->options;
    mirror->seen = mirror->recipes_changed ? NULL : osint_seen_open(mirror->writer);
    mirror->known = mirror->seen != NULL
                        ? mirror->seen
                        : osint_seen_from_manifest(mirror->writer, mirror->recipes_mark, error);
    if (mirror->known == NULL)
        return FALSE;
    mirror->ledger = osint_ledger_new(mirror->writer, mirror->walk, mirror->known, !options->rehash, error);
    mirror->sharing = (OsintSharing){mirror->writer, mirror->ledger, mirror->counts, mirror->sharing.heirs};
    return mirror->ledger != NULL;
}

/* Everything before the first document is read. */
static gboolean begin(Mirror *mirror, GError **error)
{
    const OsintMirrorOptions *options = mirror->options;
    mirror->tagging = osint_tagging_new(options, error);
    if (mirror->tagging == NULL)
        return FALSE;
    if (options->recipes != NULL && (mirror->recipes = osint_recipes_load(options->recipes, error)) == NULL)
        return FALSE;
    if (!osint_opening_check_paths(options, error))
        return FALSE;
    mirror->writer = osint_opening_writer(options, error);
    if (mirror->writer == NULL)
        return FALSE;
    osint_writer_set_work(mirror->writer, options->jobs, options->memory);
    begin_record(mirror);
    if (!look_around(mirror, error) ||
        !osint_share_settle(options, mirror->writer, &mirror->share, &mirror->dirty, error) ||
        !settle_recipes(mirror, error) || !open_ledger(mirror, error))
        return FALSE;
    return osint_tagging_is_settled(mirror->tagging, mirror->seen) || settle_entities(mirror, error);
}

/* ---- documents ---- */

static void begin_progress(const Mirror *mirror, GPtrArray *sources)
{
    guint64 bytes = 0;
    for (guint i = 0; i < sources->len; i++)
        bytes += osint_source_bytes(g_ptr_array_index(sources, i));
    osint_progress_begin(mirror->options->progress, sources->len, bytes);
}

static OsintPipelineEnd read_all(Mirror *mirror, GPtrArray *sources, GError **error)
{
    if (sources->len == 0)
        return OSINT_PIPELINE_DONE;
    if (!settle_entities(mirror, error))
        return OSINT_PIPELINE_FAILED;
    begin_progress(mirror, sources);
    OsintHarvest harvest = {.tagger = osint_tagging_tagger(mirror->tagging),
                            .recipes = mirror->recipes,
                            .jobs = mirror->options->jobs,
                            .make_documents = TRUE,
                            .share = mirror->share,
                            .now = mirror->options->now,
                            .apply = apply,
                            .idle = idle,
                            .user_data = mirror};
    return osint_harvest_run(&harvest, sources, error);
}

/* What was refused in part is read again all the same, and what cannot be read is said to be so. */
static gboolean take_comparison(OsintSource *source, gpointer user_data, GError **error G_GNUC_UNUSED)
{
    Mirror *mirror = user_data;
    if (osint_source_is_known_as(source, source->digest) && source->known->refusals == 0)
        keep(mirror, source);
    osint_progress_document_done(mirror->options->progress, osint_source_bytes(source));
    return TRUE;
}

static OsintPipelineEnd compare_documents(Mirror *mirror, GError **error)
{
    GPtrArray *present = osint_ledger_present(mirror->ledger);
    for (guint i = 0; i < present->len; i++) {
        OsintSource *source = g_ptr_array_index(present, i);
        if (source->known != NULL && !source->known->stale)
            g_ptr_array_add(mirror->doubtful, source);
    }
    if (mirror->doubtful->len == 0)
        return OSINT_PIPELINE_DONE;
    begin_progress(mirror, mirror->doubtful);
    const OsintComparison comparison = {mirror->options->jobs, take_comparison, idle, mirror};
    return osint_compare(&comparison, mirror->doubtful, error);
}

static OsintPipelineEnd read_documents(Mirror *mirror, GError **error)
{
    GPtrArray *present = osint_ledger_present(mirror->ledger);
    OsintPipelineEnd end = compare_documents(mirror, error);
    for (guint i = 0; i < present->len; i++) {
        OsintSource *source = g_ptr_array_index(present, i);
        if (source->state == OSINT_SOURCE_PENDING)
            g_ptr_array_add(mirror->pending, source);
    }
    if (end == OSINT_PIPELINE_DONE)
        end = read_all(mirror, mirror->pending, error);
    if (end == OSINT_PIPELINE_DONE)
        end = read_all(mirror, mirror->again, error);
    return end;
}

/* Reading them may call for others. */
static OsintPipelineEnd read_heirs(Mirror *mirror, GError **error)
{
    g_ptr_array_unref(mirror->pending);
    mirror->pending = mirror->sharing.heirs;
    mirror->sharing.heirs = g_ptr_array_new();
    return read_all(mirror, mirror->pending, error);
}

static OsintPipelineEnd read_stream(Mirror *mirror, GError **error)
{
    if (!mirror->options->standard_input)
        return OSINT_PIPELINE_DONE;
    mirror->stream = g_ptr_array_new_with_free_func(osint_source_free);
    g_ptr_array_add(mirror->stream, osint_source_new("-", NULL));
    return read_all(mirror, mirror->stream, error);
}

static gboolean remove_gone(Mirror *mirror, GError **error)
{
    GPtrArray *gone = osint_ledger_gone(mirror->ledger);
    for (guint i = 0; i < gone->len; i++) {
        OsintSource *source = g_ptr_array_index(gone, i);
        if (!drop_old(mirror, source, error) ||
            !osint_writer_forget_document(mirror->writer, source->path, error))
            return FALSE;
        mirror->dirty = TRUE;
    }
    return TRUE;
}

/* ---- the end ---- */

/* Only articles and lists that changed can have other pins. */
static gboolean check_pins(Mirror *mirror, GError **error)
{
    const OsintMirrorOptions *options = mirror->options;
    if (options->entities == NULL ||
        (!mirror->dirty && osint_tagging_is_settled(mirror->tagging, mirror->seen)))
        return TRUE;
    return settle_entities(mirror, error) &&
           osint_retag_report_pins(mirror->writer, osint_tagging_list(mirror->tagging), options->index,
                                   options->report, error);
}

/* A new index is one even when there was nothing to put in it. */
static gboolean commit(Mirror *mirror, GError **error)
{
    guint32 articles;
    if (!xapc_db_doc_count(osint_writer_db(mirror->writer), &articles, error))
        return FALSE;
    mirror->dirty = mirror->dirty || articles == 0;
    return !mirror->dirty || osint_writer_commit(mirror->writer, error);
}

static gboolean write_seen(const Mirror *mirror, const char *entities, GError **error)
{
    g_autoptr(OsintSeenFile) file = osint_seen_file_new(mirror->writer, entities, error);
    if (file == NULL)
        return FALSE;
    osint_ledger_write_seen(mirror->ledger, mirror->options->now, file);
    return osint_seen_file_finish(file, error);
}

/* The index is committed: that the next run takes longer is no failure of this one. */
static void remember_seen(const Mirror *mirror)
{
    g_autoptr(GError) error = NULL;
    const char *entities = osint_tagging_mark(mirror->tagging, mirror->seen);
    gboolean wanted = mirror->dirty || mirror->seen == NULL ||
                      !osint_tagging_is_settled(mirror->tagging, mirror->seen) ||
                      osint_ledger_has_settled(mirror->ledger, mirror->options->now);
    if (wanted && !write_seen(mirror, entities, &error))
        osint_report_note(mirror->options->report, mirror->options->index, 0, "seen-unwritten",
                          error->message);
}

/* Without it, the next run says again what this one said. */
static void remember(const Mirror *mirror)
{
    const OsintMirrorOptions *options = mirror->options;
    g_autoptr(GError) error = NULL;
    if (!osint_report_remember(options->report, mirror->walk->roots, &error))
        osint_report_note(options->report, options->index, 0, "refusals-unwritten", error->message);
}

static gboolean finish(Mirror *mirror, GError **error)
{
    mirror->counts->unchanged += osint_ledger_kept(mirror->ledger);
    if (!check_pins(mirror, error) || !osint_report_flush(mirror->options->report, error) ||
        !commit(mirror, error))
        return FALSE;
    remember_seen(mirror);
    remember(mirror);
    return TRUE;
}

static OsintPipelineEnd run(Mirror *mirror, GError **error)
{
    if (!begin(mirror, error))
        return mirror->options->stop() ? OSINT_PIPELINE_STOPPED : OSINT_PIPELINE_FAILED;
    OsintPipelineEnd end = read_documents(mirror, error);
    /* Before standard input, which may take ids over: they are not the gone documents' then. */
    if (end == OSINT_PIPELINE_DONE && !remove_gone(mirror, error))
        end = OSINT_PIPELINE_FAILED;
    while (end == OSINT_PIPELINE_DONE && mirror->sharing.heirs->len > 0)
        end = read_heirs(mirror, error);
    if (end == OSINT_PIPELINE_DONE)
        end = read_stream(mirror, error);
    if (end == OSINT_PIPELINE_DONE && mirror->options->stop())
        end = OSINT_PIPELINE_STOPPED;
    if (end == OSINT_PIPELINE_DONE && !finish(mirror, error))
        end = OSINT_PIPELINE_FAILED;
    return end;
}

/* Xapian's errors need not say which database they are of. */
static void name_index(const char *index, GError **error)
{
    if (error != NULL && *error != NULL && (*error)->domain == XAPC_ERROR &&
        strstr((*error)->message, index) == NULL)
        g_prefix_error(error, "%s: ", index);
}

OsintPipelineEnd osint_mirror_run(const OsintMirrorOptions *options, OsintMirrorResult *result,
                                  GError **error)
{
    Mirror *mirror = g_new0(Mirror, 1);
    mirror->options = options;
    mirror->counts = osint_report_counts(options->report);
    mirror->result = result;
    mirror->doubtful = g_ptr_array_new();
    mirror->pending = g_ptr_array_new();
    mirror->again = g_ptr_array_new();
    mirror->sharing.heirs = g_ptr_array_new();
    OsintPipelineEnd end = run(mirror, error);
    name_index(options->index, error);
    if (end == OSINT_PIPELINE_DONE)
        mirror_free(mirror);
    else
        g_clear_pointer(&mirror->writer, osint_writer_free);
    return end;
}
