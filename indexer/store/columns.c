/* The file is mapped, and only what is asked for is looked at: whatever it says is held against its size. */
#include "indexer/store/columns.h"

#include <string.h>

#include "indexer/store/columns-form.h"

static guint64 size_of(const OsintColumnsHeader *header)
{
    guint64 numbers = (guint64)header->last + 2 + header->cells + (guint64)header->first[OSINT_COLUMNS] + 1;
    return sizeof *header + header->copies * sizeof(OsintColumnsCopy) + numbers * sizeof(guint32) +
           header->texts;
}

static gboolean is_ours(const OsintColumnsHeader *header, gsize size, const char *revision)
{
    if (memcmp(header->magic, OSINT_COLUMNS_MAGIC, sizeof header->magic) != 0 ||
        header->order != OSINT_COLUMNS_ORDER ||
        strncmp(header->revision, revision, sizeof header->revision) != 0 || header->last == G_MAXUINT32 ||
        size_of(header) != size || header->first[0] != 0)
        return FALSE;
    for (guint i = 0; i < OSINT_COLUMNS; i++)
        if (header->first[i] > header->first[i + 1])
            return FALSE;
    return memchr(header->list, '\0', sizeof header->list) != NULL;
}

static gboolean find_parts(OsintColumns *columns, gsize size, const char *revision)
{
    const char *data = g_mapped_file_get_contents(columns->file);
    const OsintColumnsHeader *header = (const OsintColumnsHeader *)(const void *)data;
    if (size < sizeof *header || !is_ours(header, size, revision))
        return FALSE;
    columns->header = header;
    columns->copies = (const OsintColumnsCopy *)(const void *)(header + 1);
    columns->rows = (const guint32 *)(const void *)(columns->copies + header->copies);
    columns->cells = columns->rows + header->last + 2;
    columns->starts = columns->cells + header->cells;
    columns->texts = (const char *)(columns->starts + header->first[OSINT_COLUMNS] + 1);
    return header->texts >= 3 && memcmp(columns->texts + header->texts - 3, "\0\0\0", 3) == 0;
}

OsintColumns *osint_columns_open(const char *generation, const char *revision)
{
    g_autofree char *path = g_build_filename(generation, OSINT_COLUMNS_FILE, NULL);
    g_autoptr(OsintColumns) columns = g_new0(OsintColumns, 1);
    columns->file = g_mapped_file_new(path, FALSE, NULL);
    return columns->file != NULL && find_parts(columns, g_mapped_file_get_length(columns->file), revision)
               ? g_steal_pointer(&columns)
               : NULL;
}

void osint_columns_free(OsintColumns *columns)
{
    if (columns == NULL)
        return;
    if (columns->file != NULL)
        g_mapped_file_unref(columns->file);
    g_free(columns);
}

guint32 osint_columns_codes(const OsintColumns *columns)
{
    return columns->header->first[OSINT_COLUMNS];
}

void osint_columns_range(const OsintColumns *columns, OsintColumn column, guint32 *first, guint32 *end)
{
    *first = columns->header->first[column];
    *end = columns->header->first[column + 1];
}

/* Three texts end before the file does, wherever it begins. */
const char *osint_columns_text(const OsintColumns *columns, guint32 code)
{
    return columns->texts + MIN(columns->starts[code], columns->header->texts - 3);
}

void osint_columns_entity(const OsintColumns *columns, guint32 code, const char **type, const char **name)
{
    const char *id = osint_columns_text(columns, code);
    const char *end = columns->texts + columns->header->texts - 1;
    *type = MIN(id + strlen(id) + 1, end);
    *name = MIN(*type + strlen(*type) + 1, end);
    *type = **type != '\0' ? *type : NULL;
    *name = **name != '\0' ? *name : NULL;
}

const guint32 *osint_columns_row(const OsintColumns *columns, guint32 docid, guint *count)
{
    *count = 0;
    if (docid > columns->header->last)
        return NULL;
    guint32 start = columns->rows[docid], end = columns->rows[docid + 1];
    if (start > end || end > columns->header->cells)
        return NULL;
    *count = end - start;
    return columns->cells + start;
}

const OsintColumnsCopy *osint_columns_copies(const OsintColumns *columns, guint *count)
{
    *count = columns->header->copies;
    return columns->copies;
}
