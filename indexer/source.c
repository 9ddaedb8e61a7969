/* Sources. */
#include "indexer/source.h"

#include <string.h>

#include "indexer/intake.h"

OsintSource *osint_source_new(const char *path, const OsintWalkFile *file)
{
    OsintSource *source = g_new0(OsintSource, 1);
    source->path = path;
    source->file = file;
    return source;
}

void osint_source_free(gpointer data)
{
    OsintSource *source = data;
    g_clear_pointer(&source->ids, g_ptr_array_unref);
    g_clear_pointer(&source->held, g_ptr_array_unref);
    g_free(source);
}

gboolean osint_source_is_stream(const OsintSource *source)
{
    return g_str_equal(source->path, "-");
}

const char *osint_source_sidecar(const OsintSource *source)
{
    return source->file != NULL && source->file->sidecar != NULL ? source->file->sidecar->path : NULL;
}

guint64 osint_source_bytes(const OsintSource *source)
{
    return source->file != NULL ? source->file->state.bytes : 0;
}

void osint_source_add_id(OsintSource *source, const char *id)
{
    if (source->ids == NULL)
        source->ids = g_ptr_array_new_with_free_func(g_free);
    g_ptr_array_add(source->ids, g_strdup(id));
}

gboolean osint_source_is_known_as(const OsintSource *source, const guint8 *digest)
{
    return source->known != NULL && !source->known->stale &&
           memcmp(source->known->digest, digest, OSINT_DIGEST_BYTES) == 0;
}

guint osint_source_known_refusals(const OsintSource *source)
{
    return source->unchanged && osint_source_is_known_as(source, source->digest) ? source->known->refusals
                                                                                 : 0;
}
