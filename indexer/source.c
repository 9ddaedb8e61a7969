/* A source and the mark its manifest entry bears when parts of it were refused. */
#include "indexer/source.h"

#include <string.h>

#include "indexer/intake.h"

#define REFUSED_MARK '!'
#define RECIPES_MARK '@'

OsintSource *osint_source_new(const char *path, const char *sidecar, guint64 bytes)
{
    OsintSource *source = g_new0(OsintSource, 1);
    source->path = g_strdup(path);
    source->sidecar = g_strdup(sidecar);
    source->bytes = bytes;
    source->ids = g_ptr_array_new_with_free_func(g_free);
    source->held = g_ptr_array_new_with_free_func(osint_item_free);
    return source;
}

void osint_source_free(gpointer data)
{
    OsintSource *source = data;
    g_free(source->path);
    g_free(source->sidecar);
    g_clear_pointer(&source->known, osint_document_free);
    g_free(source->hash);
    g_ptr_array_unref(source->ids);
    g_ptr_array_unref(source->held);
    g_free(source);
}

gboolean osint_source_is_stream(const OsintSource *source)
{
    return g_str_equal(source->path, "-");
}

/* HASH@RECIPES!REFUSALS becomes HASH!REFUSALS; with other recipes it is the hash of no document. */
void osint_source_set_known(OsintSource *source, OsintDocument *known)
{
    const char *recipes = source->recipes;
    g_clear_pointer(&source->known, osint_document_free);
    source->known = known;
    char *mark = strchr(known->sha256, RECIPES_MARK);
    gsize width = mark != NULL ? strcspn(mark + 1, "!") : 0;
    gboolean same =
        mark == NULL ? recipes == NULL
                     : recipes != NULL && strlen(recipes) == width && strncmp(mark + 1, recipes, width) == 0;
    if (!same)
        known->sha256[0] = '\0';
    else if (mark != NULL)
        memmove(mark, mark + 1 + width, strlen(mark + 1 + width) + 1);
}

char *osint_source_manifest_hash(const OsintSource *source)
{
    GString *hash = g_string_new(source->hash);
    if (source->recipes != NULL)
        g_string_append_printf(hash, "%c%s", RECIPES_MARK, source->recipes);
    if (source->refusals > 0)
        g_string_append_printf(hash, "%c%u", REFUSED_MARK, source->refusals);
    return g_string_free(hash, FALSE);
}

guint osint_source_known_refusals(const OsintSource *source, const char *hash)
{
    if (source->known == NULL)
        return 0;
    const char *mark = strchr(source->known->sha256, REFUSED_MARK);
    gsize length = strlen(hash);
    if (mark == NULL || (gsize)(mark - source->known->sha256) != length ||
        strncmp(source->known->sha256, hash, length) != 0)
        return 0;
    return (guint)g_ascii_strtoull(mark + 1, NULL, 10);
}
