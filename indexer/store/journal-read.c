/* Reading the record. First come the ranges that later runs declared void, then all lines that are in none.
 */
#include "indexer/store/journal-read.h"

#include <fcntl.h>
#include <jansson.h>
#include <string.h>
#include <unistd.h>

#define LONGEST_COMMIT 1024

typedef struct {
    guint64 from, to;
} Range;

typedef struct {
    OsintJournalLog *log;
    const char *bytes;
    guint64 length;      /* as far as lines are read */
    GArray *voids;       /* Range */
    GChecksum *checksum; /* of what follows the last commit, up to `hashed` */
    guint64 hashed;
    gboolean in_run;
    guint64 added, replaced, removed;
    const char *path; /* of the document that lines are about */
    const char *sha256;
} Reading;

void osint_journal_log_free(OsintJournalLog *log)
{
    if (log == NULL)
        return;
    g_clear_pointer(&log->articles, g_hash_table_unref);
    g_clear_pointer(&log->texts, g_string_chunk_free);
    g_free(log->fault);
    g_free(log);
}

/* The line at an offset without its line feed; NULL when it has none. */
static const char *line_at(const Reading *reading, guint64 at, gsize *length)
{
    const char *line = reading->bytes + at;
    const char *end = memchr(line, '\n', reading->length - at);
    *length = end != NULL ? (gsize)(end - line) : 0;
    return end != NULL ? line : NULL;
}

static gboolean begins_with(const char *line, gsize length, const char *head)
{
    return length >= strlen(head) && memcmp(line, head, strlen(head)) == 0;
}

/* ---- what is void ---- */

static gboolean void_of(const json_t *begin, Range *range)
{
    const json_t *declared = json_object_get(begin, "void");
    range->from = (guint64)json_integer_value(json_array_get(declared, 0));
    range->to = (guint64)json_integer_value(json_array_get(declared, 1));
    return json_array_size(declared) == 2 && range->from < range->to;
}

static void collect_voids(Reading *reading)
{
    gsize length;
    const char *line;
    for (guint64 at = 0; at < reading->length && (line = line_at(reading, at, &length)) != NULL;
         at += length + 1) {
        if (!begins_with(line, length, "{\"begin\":"))
            continue;
        json_t *begin = json_loadb(line, length, 0, NULL);
        Range range;
        if (void_of(begin, &range) && range.to == at)
            g_array_append_val(reading->voids, range);
        json_decref(begin);
    }
}

/* Where the void that begins here ends; the same place when there is none. A run that declared something void
 * may have been declared void itself. */
static guint64 end_of_void(const Reading *reading, guint64 at)
{
    guint64 end = at;
    for (guint i = 0; i < reading->voids->len; i++) {
        Range range = g_array_index(reading->voids, Range, i);
        if (range.from == at)
            end = MAX(end, range.to);
    }
    return end;
}

/* ---- articles ---- */

static void put(Reading *reading, const char *id, const char *digest)
{
    OsintJournalLog *log = reading->log;
    if (log->articles == NULL)
        return;
    OsintJournalState *state = g_new0(OsintJournalState, 1);
    state->path = reading->path;
    state->sha256 = reading->sha256;
    g_strlcpy(state->digest, digest, sizeof state->digest);
    g_hash_table_replace(log->articles, g_strdup(id), state);
}

static gboolean put_each(Reading *reading, const json_t *articles, guint64 *count)
{
    const char *id;
    json_t *digest;
    if (articles != NULL && (!json_is_object(articles) || reading->path == NULL))
        return FALSE;
    json_object_foreach((json_t *)articles, id, digest)
    {
        if (!json_is_string(digest))
            return FALSE;
        put(reading, id, json_string_value(digest));
        (*count)++;
    }
    return TRUE;
}

static gboolean remove_each(Reading *reading, const json_t *ids)
{
    gsize i;
    json_t *id;
    if (ids != NULL && !json_is_array(ids))
        return FALSE;
    json_array_foreach(ids, i, id)
    {
        if (!json_is_string(id))
            return FALSE;
        if (reading->log->articles != NULL)
            g_hash_table_remove(reading->log->articles, json_string_value(id));
        reading->removed++;
    }
    return TRUE;
}

static gboolean take_entry(Reading *reading, const json_t *line)
{
    const char *path = json_string_value(json_object_get(line, "path"));
    const char *sha256 = json_string_value(json_object_get(line, "sha256"));
    if (!reading->in_run || (path == NULL) != (sha256 == NULL))
        return FALSE;
    if (path != NULL) {
        reading->path = g_string_chunk_insert(reading->log->texts, path);
        reading->sha256 = g_string_chunk_insert(reading->log->texts, sha256);
    }
    return put_each(reading, json_object_get(line, "added"), &reading->added) &&
           put_each(reading, json_object_get(line, "replaced"), &reading->replaced) &&
           remove_each(reading, json_object_get(line, "removed"));
}

/* ---- runs ---- */

static gboolean take_begin(Reading *reading, const json_t *line)
{
    OsintJournalLog *log = reading->log;
    if (reading->in_run)
        return FALSE;
    reading->in_run = TRUE;
    reading->added = reading->replaced = reading->removed = 0;
    reading->path = reading->sha256 = NULL;
    if (json_is_true(json_object_get(line, "full"))) {
        log->has_gap = FALSE;
        if (log->articles != NULL)
            g_hash_table_remove_all(log->articles);
    } else if (json_object_get(line, "lost") != NULL || json_object_get(line, "unknown") != NULL) {
        log->has_gap = TRUE;
    }
    return TRUE;
}

static gboolean has_count(const json_t *line, const char *key, guint64 count)
{
    return json_integer_value(json_object_get(line, key)) == (json_int_t)count;
}

static void hash_to(Reading *reading, guint64 at)
{
    g_checksum_update(reading->checksum, (const guchar *)reading->bytes + reading->hashed,
                      (gssize)(at - reading->hashed));
    reading->hashed = at;
}

static gboolean take_commit(Reading *reading, const json_t *line, guint64 at, gsize length)
{
    gsize tail = strlen(",\"chain\":\"\"}") + OSINT_JOURNAL_HASH;
    const char *hash = json_string_value(json_object_get(line, "chain"));
    OsintJournalLog *log = reading->log;
    if (!reading->in_run || hash == NULL || length < tail || !has_count(line, "added", reading->added) ||
        !has_count(line, "replaced", reading->replaced) || !has_count(line, "removed", reading->removed))
        return FALSE;
    hash_to(reading, at + length - tail);
    if (!g_str_equal(g_checksum_get_string(reading->checksum), hash))
        return FALSE;
    log->end.length = reading->hashed = at + length + 1;
    g_strlcpy(log->end.hash, hash, sizeof log->end.hash);
    g_checksum_reset(reading->checksum);
    g_checksum_update(reading->checksum, (const guchar *)hash, -1);
    reading->in_run = FALSE;
    return TRUE;
}

static gboolean take_line(Reading *reading, guint64 at, const char *text, gsize length)
{
    json_t *line = json_loadb(text, length, 0, NULL);
    gboolean good = json_object_get(line, "begin") != NULL    ? take_begin(reading, line)
                    : json_object_get(line, "commit") != NULL ? take_commit(reading, line, at, length)
                                                              : line != NULL && take_entry(reading, line);
    json_decref(line);
    return good;
}

static void follow(Reading *reading)
{
    guint number = 1;
    gsize length;
    for (guint64 at = 0; at < reading->length; number++) {
        guint64 next = reading->in_run ? at : end_of_void(reading, at);
        if (next > at) {
            for (; at < next; at++)
                number += reading->bytes[at] == '\n';
            number--;
            continue;
        }
        const char *line = line_at(reading, at, &length);
        if (line == NULL || !take_line(reading, at, line, length)) {
            reading->log->fault = g_strdup_printf(
                "line %u is not what a run wrote, or does not follow from those before it", number);
            return;
        }
        at += length + 1;
    }
    if (reading->in_run)
        reading->log->fault = g_strdup_printf("the run before line %u is not committed", number);
}

/* ---- the whole ---- */

static void read_mapped(OsintJournalLog *log, GMappedFile *file, guint64 length)
{
    log->size = g_mapped_file_get_length(file);
    Reading reading = {.log = log,
                       .bytes = g_mapped_file_get_contents(file),
                       .length = MIN(length, log->size),
                       .voids = g_array_new(FALSE, FALSE, sizeof(Range)),
                       .checksum = g_checksum_new(G_CHECKSUM_SHA256)};
    collect_voids(&reading);
    follow(&reading);
    g_array_unref(reading.voids);
    g_checksum_free(reading.checksum);
}

OsintJournalLog *osint_journal_read(const char *directory, guint64 length, gboolean articles, GError **error)
{
    g_autofree char *path = g_build_filename(directory, OSINT_JOURNAL_FILE, NULL);
    g_autoptr(GError) trouble = NULL;
    g_autoptr(OsintJournalLog) log = g_new0(OsintJournalLog, 1);
    log->texts = g_string_chunk_new(4096);
    if (articles)
        log->articles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    GMappedFile *file = g_mapped_file_new(path, FALSE, &trouble);
    if (file == NULL) {
        if (g_error_matches(trouble, G_FILE_ERROR, G_FILE_ERROR_NOENT))
            return g_steal_pointer(&log);
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    read_mapped(log, file, length);
    g_mapped_file_unref(file);
    return g_steal_pointer(&log);
}

/* ---- the last run alone ---- */

json_t *osint_journal_last(const char *directory, const OsintJournalEnd *end)
{
    char bytes[LONGEST_COMMIT];
    g_autofree char *path = g_build_filename(directory, OSINT_JOURNAL_FILE, NULL);
    gsize length = (gsize)MIN(end->length, sizeof bytes);
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return NULL;
    gboolean whole = length > 0 && pread(fd, bytes, length, (off_t)(end->length - length)) == (ssize_t)length;
    close(fd);
    if (!whole || bytes[length - 1] != '\n')
        return NULL;
    const char *before = memrchr(bytes, '\n', length - 1);
    const char *line = before != NULL ? before + 1 : bytes;
    return json_loadb(line, (gsize)(bytes + length - line), 0, NULL);
}
