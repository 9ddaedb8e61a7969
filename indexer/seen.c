/* What was seen: the file `seen` in the index's directory, or the same from the manifest.
 *
 * The file is a header, the records ordered by path, and the SHA-256 of both, in this machine's byte order;
 * it is mapped, not read. */
#include "indexer/seen.h"

#include <glib/gstdio.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/file-error.h"
#include "indexer/store/manifest.h"

#define FILE_NAME "seen"
#define MAGIC "osint-seen 1\n"
#define BYTE_ORDER_MARK 0x01020304u
#define REFUSED_MARK '!'
#define RECIPES_MARK '@'
#define MARKS "@!"

typedef struct {
    char magic[16];
    guint32 order;
    guint32 size; /* of the header */
    guint64 revision;
    char uuid[40];
    char entities[72]; /* as in seen.h, with its NUL */
} Header;

struct OsintSeenList {
    GMappedFile *file;  /* NULL: from the manifest */
    GPtrArray *records; /* OsintSeen * */
    char entities[72];
};

/* ---- reading ---- */

static char *path_of(OsintWriter *writer, const char *suffix)
{
    g_autofree char *name = g_strconcat(FILE_NAME, suffix, NULL);
    return g_build_filename(osint_writer_directory(writer), name, NULL);
}

/* Which commit of which index it is about. */
static gboolean fill_header(Header *header, OsintWriter *writer, const char *entities, GError **error)
{
    g_autofree char *uuid = xapc_db_uuid(osint_writer_db(writer), error);
    memset(header, 0, sizeof *header);
    if (uuid == NULL || !xapc_db_revision(osint_writer_db(writer), &header->revision, error))
        return FALSE;
    memcpy(header->magic, MAGIC, sizeof MAGIC);
    header->order = BYTE_ORDER_MARK;
    header->size = sizeof *header;
    g_strlcpy(header->uuid, uuid, sizeof header->uuid);
    g_strlcpy(header->entities, entities, sizeof header->entities);
    return TRUE;
}

static gboolean is_ours(const Header *found, OsintWriter *writer)
{
    Header expected;
    return memchr(found->entities, '\0', sizeof found->entities) != NULL &&
           fill_header(&expected, writer, found->entities, NULL) &&
           memcmp(found, &expected, offsetof(Header, entities)) == 0;
}

static gboolean is_intact(const char *data, gsize length)
{
    OsintBytes whole = {data, length};
    guint8 digest[OSINT_DIGEST_BYTES];
    osint_sha256_bytes(&whole, 1, digest);
    return memcmp(digest, data + length, sizeof digest) == 0;
}

static gboolean add_records(OsintSeenList *list, const char *at, const char *end)
{
    const char *last = "";
    while (at < end) {
        const OsintSeen *seen = (const OsintSeen *)(const void *)at;
        gsize left = (gsize)(end - at);
        if (left <= sizeof *seen || seen->size <= sizeof *seen || seen->size > left || seen->size % 8 != 0 ||
            memchr(seen->path, '\0', seen->size - sizeof *seen) == NULL || strcmp(seen->path, last) <= 0)
            return FALSE;
        g_ptr_array_add(list->records, (gpointer)seen);
        last = seen->path;
        at += seen->size;
    }
    return TRUE;
}

gboolean osint_seen_may_have(const char *directory, const char *entities)
{
    g_autofree char *path = g_build_filename(directory, FILE_NAME, NULL);
    FILE *stream = fopen(path, "rbe");
    Header header = {0};
    gboolean has = stream != NULL && fread(&header, sizeof header, 1, stream) == 1 &&
                   strncmp(header.entities, entities, sizeof header.entities) == 0;
    if (stream != NULL)
        fclose(stream);
    return has;
}

static OsintSeenList *open_list(OsintWriter *writer, const char *path)
{
    g_autoptr(OsintSeenList) list = g_new0(OsintSeenList, 1);
    list->records = g_ptr_array_new();
    list->file = g_mapped_file_new(path, FALSE, NULL);
    gsize length = list->file != NULL ? g_mapped_file_get_length(list->file) : 0;
    if (length < sizeof(Header) + OSINT_DIGEST_BYTES)
        return NULL;
    const char *data = g_mapped_file_get_contents(list->file);
    const Header *header = (const Header *)(const void *)data;
    length -= OSINT_DIGEST_BYTES;
    if (!is_ours(header, writer) || !is_intact(data, length) ||
        !add_records(list, data + sizeof *header, data + length))
        return NULL;
    memcpy(list->entities, header->entities, sizeof list->entities);
    return g_steal_pointer(&list);
}

/* One of another commit must not be there when the index comes to be at that commit by other ways. */
OsintSeenList *osint_seen_open(OsintWriter *writer)
{
    g_autofree char *path = path_of(writer, "");
    OsintSeenList *list = open_list(writer, path);
    if (list == NULL)
        g_unlink(path);
    return list;
}

/* ---- from the manifest ---- */

/* HASH[@RECIPES][!REFUSALS] */
static void read_manifest_hash(OsintSeen *seen, const char *hash, const char *recipes)
{
    gsize digits = strcspn(hash, MARKS);
    const char *mark = hash + digits;
    gsize width = 0;
    if (*mark == RECIPES_MARK) {
        width = strcspn(mark + 1, "!");
        seen->stale = recipes == NULL || strlen(recipes) != width || strncmp(mark + 1, recipes, width) != 0;
        mark += 1 + width;
    } else {
        seen->stale = recipes != NULL;
    }
    if (*mark == REFUSED_MARK)
        seen->refusals = (guint32)g_ascii_strtoull(mark + 1, NULL, 10);
    if (!osint_digest_from_text(hash, digits, seen->digest))
        seen->stale = TRUE;
}

char *osint_seen_plain_hash(const char *text)
{
    return g_strndup(text, strcspn(text, MARKS));
}

char *osint_seen_manifest_hash(const guint8 *digest, const char *recipes, guint refusals)
{
    g_autofree char *text = osint_digest_to_text(digest);
    GString *hash = g_string_new(text);
    if (recipes != NULL)
        g_string_append_printf(hash, "%c%s", RECIPES_MARK, recipes);
    if (refusals > 0)
        g_string_append_printf(hash, "%c%u", REFUSED_MARK, refusals);
    return g_string_free(hash, FALSE);
}

static guint32 size_with(const char *path)
{
    return (guint32)((sizeof(OsintSeen) + strlen(path) + 8) & ~(gsize)7);
}

typedef struct {
    OsintSeenList *list;
    const char *recipes;
} Taking;

static void take_entry(const OsintDocument *document, gpointer user_data)
{
    const Taking *taking = user_data;
    guint32 size = size_with(document->path);
    OsintSeen *seen = g_malloc0(size);
    seen->size = size;
    seen->articles = document->ids->len;
    strcpy(seen->path, document->path);
    read_manifest_hash(seen, document->sha256, taking->recipes);
    g_ptr_array_add(taking->list->records, seen);
}

static int compare_records(gconstpointer a, gconstpointer b)
{
    const OsintSeen *const *left = a;
    const OsintSeen *const *right = b;
    return strcmp((*left)->path, (*right)->path);
}

OsintSeenList *osint_seen_from_manifest(OsintWriter *writer, const char *recipes, GError **error)
{
    g_autoptr(OsintSeenList) list = g_new0(OsintSeenList, 1);
    list->records = g_ptr_array_new_with_free_func(g_free);
    Taking taking = {list, recipes};
    if (!osint_manifest_foreach(osint_writer_db(writer), take_entry, &taking, error))
        return NULL;
    g_ptr_array_sort(list->records, compare_records);
    return g_steal_pointer(&list);
}

/* ---- the list ---- */

void osint_seen_free(OsintSeenList *list)
{
    if (list == NULL)
        return;
    g_ptr_array_unref(list->records);
    if (list->file != NULL)
        g_mapped_file_unref(list->file);
    g_free(list);
}

guint osint_seen_count(const OsintSeenList *list)
{
    return list->records->len;
}

const OsintSeen *osint_seen_get(const OsintSeenList *list, guint index)
{
    return g_ptr_array_index(list->records, index);
}

gint64 osint_seen_find(const OsintSeenList *list, const char *path)
{
    guint low = 0, high = list->records->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        int order = strcmp(osint_seen_get(list, middle)->path, path);
        if (order == 0)
            return middle;
        if (order < 0)
            low = middle + 1;
        else
            high = middle;
    }
    return -1;
}

const char *osint_seen_entities(const OsintSeenList *list)
{
    return list->entities;
}

/* ---- writing ---- */

struct OsintSeenFile {
    char *path; /* of the new file */
    char *in_place;
    FILE *stream;
    OsintDigest *digest;
};

/* A failure shows when the file is finished. */
static void put(OsintSeenFile *file, const void *data, gsize length)
{
    osint_digest_add(file->digest, data, length);
    fwrite(data, 1, length, file->stream);
}

OsintSeenFile *osint_seen_file_new(OsintWriter *writer, const char *entities, GError **error)
{
    Header header;
    if (!fill_header(&header, writer, entities, error))
        return NULL;
    g_autoptr(OsintSeenFile) file = g_new0(OsintSeenFile, 1);
    file->digest = osint_digest_new();
    file->in_place = path_of(writer, "");
    file->path = path_of(writer, ".new");
    file->stream = fopen(file->path, "wbe");
    if (file->stream == NULL) {
        osint_file_error(error, file->path);
        return NULL;
    }
    put(file, &header, sizeof header);
    return g_steal_pointer(&file);
}

void osint_seen_file_add(OsintSeenFile *file, const OsintSeen *seen, const char *path)
{
    static const char padding[8] = {0};
    gsize length = strlen(path);
    OsintSeen head;
    memcpy(&head, seen, sizeof head);
    head.size = size_with(path);
    put(file, &head, sizeof head);
    put(file, path, length);
    put(file, padding, head.size - sizeof head - length);
}

gboolean osint_seen_file_finish(OsintSeenFile *file, GError **error)
{
    guint8 digest[OSINT_DIGEST_BYTES];
    osint_digest_bytes(file->digest, digest);
    fwrite(digest, 1, sizeof digest, file->stream);
    if (fflush(file->stream) != 0 || ferror(file->stream) || fsync(fileno(file->stream)) != 0 ||
        g_rename(file->path, file->in_place) != 0)
        return osint_file_error(error, file->path);
    g_clear_pointer(&file->path, g_free);
    return TRUE;
}

void osint_seen_file_free(OsintSeenFile *file)
{
    if (file == NULL)
        return;
    if (file->stream != NULL)
        fclose(file->stream);
    if (file->path != NULL)
        g_unlink(file->path);
    osint_digest_free(file->digest);
    g_free(file->path);
    g_free(file->in_place);
    g_free(file);
}
