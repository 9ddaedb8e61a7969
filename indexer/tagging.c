/* The entity lists of a run. */
#include "indexer/tagging.h"

#include "indexer/lists.h"

struct OsintTagging {
    const OsintMirrorOptions *options;
    OsintListFiles *files; /* NULL when none are given */
    OsintEntityList *list; /* NULL until it is needed */
    OsintTagger *tagger;   /* likewise */
};

static gboolean parse(OsintTagging *tagging, GError **error)
{
    tagging->list = osint_list_files_parse(tagging->files, tagging->options->report, error);
    return tagging->list != NULL;
}

static gboolean read_files(OsintTagging *tagging, GError **error)
{
    const OsintMirrorOptions *options = tagging->options;
    if (options->entities == NULL)
        return TRUE;
    tagging->files = osint_list_files_read(options->entities, error);
    if (tagging->files == NULL)
        return FALSE;
    gboolean parsed_before =
        !options->full && osint_seen_may_have(options->index, osint_list_files_mark(tagging->files));
    return parsed_before || parse(tagging, error);
}

OsintTagging *osint_tagging_new(const OsintMirrorOptions *options, GError **error)
{
    OsintTagging *tagging = g_new0(OsintTagging, 1);
    tagging->options = options;
    if (read_files(tagging, error))
        return tagging;
    osint_tagging_free(tagging);
    return NULL;
}

void osint_tagging_free(OsintTagging *tagging)
{
    if (tagging == NULL)
        return;
    g_clear_pointer(&tagging->tagger, osint_tagger_free);
    g_clear_pointer(&tagging->list, osint_entity_list_free);
    osint_list_files_free(tagging->files);
    g_free(tagging);
}

static gboolean are_seen(const OsintTagging *tagging, const OsintSeenList *seen)
{
    return tagging->files == NULL ||
           (seen != NULL && g_str_equal(osint_seen_entities(seen), osint_list_files_mark(tagging->files)));
}

/* A full build has a list to write, be it the one of before. */
gboolean osint_tagging_is_settled(const OsintTagging *tagging, const OsintSeenList *seen)
{
    return !tagging->options->full && are_seen(tagging, seen);
}

/* The list of the index that a full build replaces. When it cannot be read, a full build is the way out. */
static OsintEntityList *replaced_list(const OsintMirrorOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintIndex) index = osint_index_open(options->index, &error);
    OsintEntityList *list = index != NULL ? osint_index_entities(index, &error) : NULL;
    if (list != NULL)
        return list;
    if (!g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING))
        osint_report_note(options->report, options->index, 0, "entities-lost", error->message);
    return osint_entity_list_new();
}

/* *stored is left to be compared with the list, or NULL when it is the list. */
static gboolean load(OsintTagging *tagging, OsintWriter *writer, const OsintSeenList *seen,
                     OsintEntityList **stored, GError **error)
{
    if (tagging->list == NULL && !are_seen(tagging, seen) && !parse(tagging, error))
        return FALSE;
    if (tagging->list == NULL && tagging->options->full)
        tagging->list = replaced_list(tagging->options);
    *stored = osint_writer_entities(writer, error);
    if (*stored == NULL)
        return FALSE;
    if (tagging->list == NULL)
        tagging->list = g_steal_pointer(stored);
    return TRUE;
}

gboolean osint_tagging_settle(OsintTagging *tagging, OsintWriter *writer, const OsintSeenList *seen,
                              OsintRetagCounts *counts, GError **error)
{
    const OsintMirrorOptions *options = tagging->options;
    g_autoptr(OsintEntityList) stored = NULL;
    if (tagging->tagger != NULL)
        return TRUE;
    if (!load(tagging, writer, seen, &stored, error))
        return FALSE;
    tagging->tagger = osint_tagger_new(tagging->list);
    if (stored == NULL)
        return TRUE;
    OsintRetag retag = {writer, stored, tagging->list, tagging->tagger, options->progress, options->stop};
    return osint_retag(&retag, counts, error);
}

const OsintTagger *osint_tagging_tagger(const OsintTagging *tagging)
{
    return tagging->tagger;
}

const OsintEntityList *osint_tagging_list(const OsintTagging *tagging)
{
    return tagging->list;
}

const char *osint_tagging_mark(const OsintTagging *tagging, const OsintSeenList *seen)
{
    if (tagging->files != NULL)
        return osint_list_files_mark(tagging->files);
    return seen != NULL ? osint_seen_entities(seen) : "";
}
