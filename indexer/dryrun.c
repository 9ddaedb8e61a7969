/* The dry run: the same walk, intake and preparation as the mirror's, with standard output in the index's
 * place. */
#include "indexer/dryrun.h"

#include "indexer/article/json.h"
#include "indexer/lists.h"
#include "indexer/ledger.h"
#include "indexer/prepare.h"
#include "indexer/harvest.h"
#include "indexer/store/file-error.h"
#include "indexer/walk.h"

#define HEADLINE_CHARS 60

typedef struct {
    const OsintDryRunOptions *options;
    OsintEntityList *entities;
    OsintTagger *tagger;
    char *recipes;
    OsintWalk *walk;
    GPtrArray *sources;
    GHashTable *ids;   /* id -> path of the source that has it */
    GHashTable *marks; /* id -> low bits of the article's mark */
} DryRun;

static void dry_run_free(DryRun *run)
{
    g_clear_pointer(&run->tagger, osint_tagger_free);
    g_clear_pointer(&run->entities, osint_entity_list_free);
    g_free(run->recipes);
    g_ptr_array_unref(run->sources);
    osint_walk_free(run->walk);
    g_hash_table_unref(run->ids);
    g_hash_table_unref(run->marks);
    g_free(run);
}

static OsintEntityList *stored_list(const DryRun *run, GError **error)
{
    g_autoptr(GError) trouble = NULL;
    g_autoptr(OsintIndex) index = osint_index_open(run->options->index, &trouble);
    OsintEntityList *list = index != NULL ? osint_index_entities(index, &trouble) : NULL;
    if (list != NULL)
        return list;
    if (g_error_matches(trouble, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING))
        return osint_entity_list_new();
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

static char *stored_recipes(const DryRun *run)
{
    g_autoptr(OsintIndex) index = osint_index_open(run->options->index, NULL);
    return index != NULL ? osint_index_recipes(index, NULL) : NULL;
}

static void print_summary(const DryRun *run, const OsintArticle *article)
{
    g_autofree char *headline = osint_article_headline(article->title, article->text, HEADLINE_CHARS);
    g_autofree char *title = osint_printable(headline);
    g_autofree char *id = osint_printable(article->id);
    g_autofree char *path = osint_printable(article->path);
    fprintf(run->options->output, "%s: %s (%s, %s, %s): %u passage%s, %u mention%s\n", path, title, id,
            article->language != NULL ? article->language : "language unknown",
            article->published != NULL ? article->published : "undated", article->passages->len,
            article->passages->len == 1 ? "" : "s", article->mentions->len,
            article->mentions->len == 1 ? "" : "s");
}

/* The record knows an entity's id only; its ATT&CK id is the list's. */
static void add_attack_ids(const DryRun *run, json_t *object)
{
    gsize i;
    json_t *mention;
    json_array_foreach(json_object_get(object, "mentions"), i, mention)
    {
        const char *id = json_string_value(json_object_get(mention, "entity"));
        const OsintEntity *entity = id != NULL ? osint_entity_list_find(run->entities, id) : NULL;
        if (entity != NULL && entity->attack != NULL)
            json_object_set_new(mention, "attack_id", json_string(entity->attack));
    }
}

static void print_article(const DryRun *run, const OsintArticle *article)
{
    if (!run->options->json) {
        print_summary(run, article);
        return;
    }
    json_t *object = osint_article_to_json(article);
    add_attack_ids(run, object);
    json_dumpf(object, run->options->output, JSON_COMPACT);
    fputc('\n', run->options->output);
    json_decref(object);
}

/* Another document has it, too. */
static gboolean is_shared(const DryRun *run, const OsintSource *source, const OsintArticle *article)
{
    const char *first = g_hash_table_lookup(run->ids, article->id);
    return first != NULL && !g_str_equal(first, source->path) &&
           g_hash_table_lookup(run->marks, article->id) == GSIZE_TO_POINTER(osint_ledger_mark(article));
}

static void take_article(DryRun *run, const OsintSource *source, const OsintItem *item)
{
    if (!osint_source_is_stream(source)) {
        if (is_shared(run, source, item->article)) {
            print_article(run, item->article);
            return;
        }
        const char *first = g_hash_table_lookup(run->ids, item->article->id);
        if (first != NULL &&
            osint_prepare_second_id(item->article, item->has_own_id, item->position, first, run->tagger))
            first = g_hash_table_lookup(run->ids, item->article->id);
        if (first != NULL) {
            g_autofree char *message =
                g_strdup_printf("article %u: its id \"%s\" is that of an article in %s", item->position + 1,
                                item->article->id, first);
            osint_report_refusal(run->options->report, source->path, item->offset, 0, "duplicate-id",
                                 message);
            return;
        }
        g_hash_table_insert(run->ids, g_strdup(item->article->id), (gpointer)source->path);
        g_hash_table_insert(run->marks, g_strdup(item->article->id),
                            GSIZE_TO_POINTER(osint_ledger_mark(item->article)));
    }
    print_article(run, item->article);
    osint_progress_article_done(run->options->progress);
}

static gboolean check_output(const DryRun *run, GError **error)
{
    return !ferror(run->options->output) || osint_file_error(error, "standard output");
}

static gboolean apply(OsintSource *source, OsintItem *item, gpointer user_data, GError **error)
{
    DryRun *run = user_data;
    OsintReport *report = run->options->report;
    if (item->kind == OSINT_ITEM_ARTICLE)
        take_article(run, source, item);
    else if (item->kind == OSINT_ITEM_REFUSED || item->kind == OSINT_ITEM_UNREADABLE)
        osint_report_refusal(report, source->path, item->offset, item->line, item->code, item->text);
    else if (item->kind == OSINT_ITEM_UNKNOWN_KEY)
        osint_report_unknown_key(report, source->path, item->text);
    if (item->kind == OSINT_ITEM_END || item->kind == OSINT_ITEM_UNREADABLE)
        osint_progress_document_done(run->options->progress, osint_source_bytes(source));
    return check_output(run, error);
}

static gboolean idle(gpointer user_data)
{
    const DryRun *run = user_data;
    osint_progress_tick(run->options->progress);
    return !run->options->stop();
}

static gboolean find_sources(DryRun *run, GError **error)
{
    const OsintDryRunOptions *options = run->options;
    OsintWalk *walk = run->walk = osint_walk(options->paths, options->index);
    for (guint i = 0; i < walk->problems->len; i++) {
        const OsintWalkProblem *problem = g_ptr_array_index(walk->problems, i);
        osint_report_refusal(options->report, problem->path, 0, 0, problem->code, problem->message);
    }
    for (guint i = 0; i < walk->files->len; i++) {
        const OsintWalkFile *file = osint_walk_file(walk, i);
        g_ptr_array_add(run->sources, osint_source_new(file->path, file));
    }
    if (options->standard_input)
        g_ptr_array_add(run->sources, osint_source_new("-", NULL));
    if (walk->readable > 0 || options->standard_input)
        return TRUE;
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOENT, "none of the paths can be read");
    return FALSE;
}

static OsintPipelineEnd print_all(DryRun *run, GError **error)
{
    const OsintDryRunOptions *options = run->options;
    run->entities = options->entities != NULL ? osint_lists_load(options->entities, options->report, error)
                                              : stored_list(run, error);
    if (run->entities == NULL)
        return OSINT_PIPELINE_FAILED;
    run->recipes =
        options->recipes != NULL ? osint_recipes_load(options->recipes, error) : stored_recipes(run);
    if ((run->recipes == NULL && options->recipes != NULL) || !find_sources(run, error))
        return OSINT_PIPELINE_FAILED;
    run->tagger = osint_tagger_new(run->entities);
    OsintHarvest harvest = {.now = options->now,
                            .tagger = run->tagger,
                            .recipes = run->recipes,
                            .jobs = options->jobs,
                            .apply = apply,
                            .idle = idle,
                            .user_data = run};
    osint_progress_begin(options->progress, run->sources->len, 0);
    OsintPipelineEnd end = osint_harvest_run(&harvest, run->sources, error);
    fflush(options->output);
    return end == OSINT_PIPELINE_DONE && !check_output(run, error) ? OSINT_PIPELINE_FAILED : end;
}

OsintPipelineEnd osint_dry_run(const OsintDryRunOptions *options, GError **error)
{
    DryRun *run = g_new0(DryRun, 1);
    run->options = options;
    run->sources = g_ptr_array_new_with_free_func(osint_source_free);
    run->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    run->marks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    OsintPipelineEnd end = print_all(run, error);
    if (end == OSINT_PIPELINE_DONE)
        dry_run_free(run);
    return end;
}
