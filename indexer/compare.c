/* Comparing, as work for the pipeline: one item a document, which says nothing. */
#include "indexer/compare.h"

#include "indexer/intake.h"

static char done[1];

static void read_source(gpointer data, OsintOutlet *outlet, gpointer user_data G_GNUC_UNUSED)
{
    OsintSource *source = data;
    source->unchanged = !osint_intake_hash(source->path, osint_source_sidecar(source), source->digest) ||
                        osint_source_is_known_as(source, source->digest);
    osint_outlet_emit(outlet, done, FALSE);
}

static gboolean apply(gpointer source, gpointer item G_GNUC_UNUSED, gpointer user_data, GError **error)
{
    const OsintComparison *comparison = user_data;
    return comparison->apply(source, comparison->user_data, error);
}

static gboolean idle(gpointer user_data)
{
    const OsintComparison *comparison = user_data;
    return comparison->idle(comparison->user_data);
}

static void free_item(gpointer item G_GNUC_UNUSED)
{
}

OsintPipelineEnd osint_compare(const OsintComparison *comparison, GPtrArray *sources, GError **error)
{
    OsintPipelineWork work = {.read = read_source,
                              .apply = apply,
                              .idle = idle,
                              .free_item = free_item,
                              .user_data = g_memdup2(comparison, sizeof *comparison)};
    OsintPipelineEnd end = osint_pipeline_run(&work, sources, comparison->jobs, error);
    if (end == OSINT_PIPELINE_DONE)
        g_free(work.user_data);
    return end;
}
