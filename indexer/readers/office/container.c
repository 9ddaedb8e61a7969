/* libarchive hands the parts out one after the other; all that may be asked for are kept. */
#include "indexer/readers/office/container.h"

#include <archive.h>
#include <archive_entry.h>
#include <string.h>

#include "indexer/readers/markup.h"

#define MAX_PARTS 10000
#define MAX_WHOLE ((gsize)128 << 20)
/* A tree takes about eight times the memory of its text. */
#define MAX_TREE ((gsize)48 << 20)
#define CHUNK 65536

struct OsintContainer {
    GHashTable *parts; /* name in small letters -> GString */
    GPtrArray *names;  /* in order */
    gboolean damaged;
};

typedef enum { READ_DONE, READ_DAMAGED, READ_TOO_LARGE, READ_ENCRYPTED } ReadEnd;

static void free_part(gpointer part)
{
    g_string_free(part, TRUE);
}

void osint_container_free(OsintContainer *container)
{
    if (container == NULL)
        return;
    g_ptr_array_unref(container->names);
    g_hash_table_unref(container->parts);
    g_free(container);
}

static char *name_of(struct archive_entry *entry)
{
    const char *name = archive_entry_pathname_utf8(entry);
    if (name == NULL)
        name = archive_entry_pathname(entry);
    if (name == NULL)
        return NULL;
    g_autofree char *valid = g_utf8_make_valid(name, -1);
    g_strdelimit(valid, "\\", '/');
    const char *start = valid;
    while (*start == '/' || g_str_has_prefix(start, "./"))
        start += *start == '/' ? 1 : 2;
    return g_ascii_strdown(start, -1);
}

static gboolean is_wanted(const char *name)
{
    static const char *const endings[] = {".xml", ".rels", ".opf", ".xhtml", ".html", ".htm", ".xht"};
    if (strcmp(name, "mimetype") == 0)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(name, endings[i]))
            return TRUE;
    return FALSE;
}

static ReadEnd read_part(struct archive *archive, GString *part, gsize room)
{
    g_autofree char *buffer = g_malloc(CHUNK);
    for (;;) {
        la_ssize_t got = archive_read_data(archive, buffer, CHUNK);
        if (got == 0)
            return READ_DONE;
        if (got < 0)
            return READ_DAMAGED;
        if ((gsize)got > room - part->len)
            return READ_TOO_LARGE;
        g_string_append_len(part, buffer, got);
    }
}

/* Keeps one part. *room: how many bytes may still be unpacked. */
static ReadEnd take_part(OsintContainer *container, struct archive *archive, struct archive_entry *entry,
                         gsize *room)
{
    g_autofree char *name = name_of(entry);
    if (name == NULL || !is_wanted(name) || g_hash_table_contains(container->parts, name))
        return READ_DONE;
    if (archive_entry_is_data_encrypted(entry) == 1)
        return READ_ENCRYPTED;
    GString *part = g_string_new(NULL);
    ReadEnd end = read_part(archive, part, *room);
    if (end == READ_TOO_LARGE || part->len == 0) {
        g_string_free(part, TRUE);
        return end;
    }
    *room -= part->len;
    g_ptr_array_add(container->names, g_strdup(name));
    g_hash_table_insert(container->parts, g_steal_pointer(&name), part);
    return end;
}

static ReadEnd take_parts(OsintContainer *container, struct archive *archive, gsize room)
{
    ReadEnd end = READ_DONE;
    for (guint count = 0;; count++) {
        struct archive_entry *entry;
        int got = archive_read_next_header(archive, &entry);
        if (got == ARCHIVE_EOF)
            return end;
        if (got < ARCHIVE_WARN)
            return READ_DAMAGED;
        if (count == MAX_PARTS)
            return READ_TOO_LARGE;
        ReadEnd part = take_part(container, archive, entry, &room);
        if (part == READ_TOO_LARGE || part == READ_ENCRYPTED)
            return part;
        end = part == READ_DAMAGED ? part : end;
    }
}

static gboolean refuse(OsintDocument *document, ReadEnd end, guint parts)
{
    if (end == READ_ENCRYPTED)
        osint_document_refuse(document, 0, 0, "zip-encrypted", "it can be read only with its password");
    else if (end == READ_TOO_LARGE)
        osint_document_refuse(document, 0, 0, "too-large", "what is packed in it is too large");
    else if (end == READ_DAMAGED && parts == 0)
        osint_document_refuse(document, 0, 0, "zip-damaged", "the ZIP container is broken");
    else
        return FALSE;
    return TRUE;
}

OsintContainer *osint_container_open(OsintDocument *document, const char *data, gsize length)
{
    OsintContainer *container = g_new0(OsintContainer, 1);
    container->parts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_part);
    container->names = g_ptr_array_new_with_free_func(g_free);
    struct archive *archive = archive_read_new();
    archive_read_support_format_zip(archive);
    ReadEnd end = archive_read_open_memory(archive, data, length) == ARCHIVE_OK
                      ? take_parts(container, archive, MIN(MAX_WHOLE, document->max_bytes))
                      : READ_DAMAGED;
    archive_read_free(archive);
    container->damaged = end == READ_DAMAGED;
    if (refuse(document, end, container->names->len))
        g_clear_pointer(&container, osint_container_free);
    return container;
}

const char *osint_container_part(const OsintContainer *container, const char *name, gsize *length)
{
    g_autofree char *lower = g_ascii_strdown(name, -1);
    const GString *part = g_hash_table_lookup(container->parts, lower);
    if (part == NULL)
        return NULL;
    *length = part->len;
    return part->str;
}

xmlDoc *osint_container_xml(OsintContainer *container, const char *name)
{
    gsize length;
    const char *data = osint_container_part(container, name, &length);
    if (data == NULL)
        return NULL;
    OsintMarkupError error;
    xmlDoc *tree = NULL;
    if (length <= MAX_TREE)
        tree = osint_markup_recover_xml(data, length, &error);
    else
        error = (OsintMarkupError){0};
    container->damaged = container->damaged || tree == NULL || error.message != NULL;
    osint_markup_error_clear(&error);
    return tree;
}

gboolean osint_container_is_damaged(const OsintContainer *container)
{
    return container->damaged;
}

const char *osint_container_find(const OsintContainer *container, const char *ending)
{
    for (guint i = 0; i < container->names->len; i++)
        if (g_str_has_suffix(g_ptr_array_index(container->names, i), ending))
            return g_ptr_array_index(container->names, i);
    return NULL;
}
