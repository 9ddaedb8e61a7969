/* ZIP containers for tests. */
#ifndef OSINT_TESTS_READERS_MAKE_ZIP_H
#define OSINT_TESTS_READERS_MAKE_ZIP_H

#include <archive.h>
#include <archive_entry.h>
#include <glib.h>
#include <string.h>

typedef struct {
    const char *name, *content; /* in UTF-8 */
} ZipPart;

static inline void add_zip_part(struct archive *archive, const ZipPart *part)
{
    struct archive_entry *entry = archive_entry_new();
    archive_entry_set_pathname(entry, part->name);
    archive_entry_set_filetype(entry, AE_IFREG);
    archive_entry_set_perm(entry, 0644);
    archive_entry_set_size(entry, (la_int64_t)strlen(part->content));
    archive_write_header(archive, entry);
    archive_write_data(archive, part->content, strlen(part->content));
    archive_entry_free(entry);
}

/* The parts up to one without a name. password: NULL for none. */
static inline GBytes *make_zip(const ZipPart *parts, const char *password)
{
    gsize room = 1 << 16, used = 0;
    for (const ZipPart *part = parts; part->name != NULL; part++)
        room += strlen(part->content) + 1024;
    char *buffer = g_malloc(room);
    struct archive *archive = archive_write_new();
    archive_write_set_format_zip(archive);
    if (password != NULL) {
        archive_write_set_options(archive, "zip:encryption=zipcrypt");
        archive_write_set_passphrase(archive, password);
    }
    archive_write_open_memory(archive, buffer, room, &used);
    for (; parts->name != NULL; parts++)
        add_zip_part(archive, parts);
    archive_write_close(archive);
    archive_write_free(archive);
    return g_bytes_new_take(buffer, used);
}

#endif
