/* Every document is hashed as a run would hash it, and compared with the manifest. */
#include "indexer/inspect.h"

#include "indexer/intake.h"
#include "indexer/readers/digest.h"
#include "indexer/seen.h"
#include "indexer/store/manifest.h"
#include "indexer/walk.h"

typedef struct {
    OsintReport *report;
    OsintInspection *found;
    OsintWalk *walk;
    GHashTable *known; /* path -> hash: below the paths, and not met yet */
} Inspect;

static void take_known(const OsintDocument *document, gpointer user_data)
{
    Inspect *inspect = user_data;
    if (osint_path_is_below_any(document->path, inspect->walk->roots))
        g_hash_table_insert(inspect->known, g_strdup(document->path),
                            osint_seen_plain_hash(document->sha256));
}

static void tell(Inspect *inspect, guint *count, const char *path, const char *code, const char *message)
{
    (*count)++;
    osint_report_note(inspect->report, path, 0, code, message);
}

/* NULL when document or sidecar cannot be read. */
static char *hash_of(const OsintWalkFile *file)
{
    guint8 digest[OSINT_DIGEST_BYTES];
    const char *sidecar = file->sidecar != NULL ? file->sidecar->path : NULL;
    return osint_intake_hash(file->path, sidecar, digest) ? osint_digest_to_text(digest) : NULL;
}

static void compare(Inspect *inspect, const OsintWalkFile *file)
{
    OsintInspection *found = inspect->found;
    const char *known = g_hash_table_lookup(inspect->known, file->path);
    g_autofree char *hash = hash_of(file);
    if (hash == NULL)
        tell(inspect, &found->unreadable, file->path, "document-unreadable", "the document cannot be read");
    else if (known == NULL)
        tell(inspect, &found->unknown, file->path, "document-new", "the document is not in the index");
    else if (!g_str_equal(known, hash))
        tell(inspect, &found->changed, file->path, "document-changed",
             "the document is not the one that was indexed");
    else
        found->same++;
    g_hash_table_remove(inspect->known, file->path);
}

static void tell_missing(Inspect *inspect)
{
    g_autoptr(GList) paths = g_list_sort(g_hash_table_get_keys(inspect->known), (GCompareFunc)strcmp);
    for (const GList *at = paths; at != NULL; at = at->next) {
        const char *path = at->data;
        if (!osint_walk_hides(inspect->walk, path))
            tell(inspect, &inspect->found->missing, path, "document-missing",
                 "the document was indexed and is gone");
    }
}

static void compare_all(Inspect *inspect)
{
    for (guint i = 0; i < inspect->walk->problems->len; i++) {
        const OsintWalkProblem *problem = g_ptr_array_index(inspect->walk->problems, i);
        tell(inspect, &inspect->found->unreadable, problem->path, problem->code, problem->message);
    }
    for (guint i = 0; i < inspect->walk->files->len; i++)
        compare(inspect, osint_walk_file(inspect->walk, i));
    tell_missing(inspect);
}

gboolean osint_inspect(const char *directory, const char *const *paths, OsintReport *report,
                       OsintInspection *inspection, GError **error)
{
    g_autoptr(OsintIndex) index = osint_index_open(directory, error);
    if (index == NULL)
        return FALSE;
    g_autoptr(OsintWalk) walk = osint_walk(paths, directory);
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    Inspect inspect = {.report = report, .found = inspection, .walk = walk, .known = known};
    if (!osint_manifest_foreach(osint_index_db(index), take_known, &inspect, error))
        return FALSE;
    compare_all(&inspect);
    return TRUE;
}
