/* Lines are written at once to a file that is open for appending, so that runs of several indexes may share
 * it and it may be renamed at any time. */
#include "indexer/runlog.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "indexer/article/date.h"
#include "indexer/store/file-error.h"
#include "indexer/store/generation.h"
#include "indexer/store/index.h"

#define LOOKED_AT 65536 /* bytes from the end, for the last line */

struct OsintRunLog {
    char *path;
    int fd;
};

OsintRunLog *osint_runlog_open(const char *file, GError **error)
{
    int fd = open(file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC | O_NOCTTY, 0666);
    if (fd < 0) {
        osint_file_error(error, file);
        return NULL;
    }
    OsintRunLog *log = g_new0(OsintRunLog, 1);
    log->path = g_strdup(file);
    log->fd = fd;
    return log;
}

void osint_runlog_close(OsintRunLog *log)
{
    if (log == NULL)
        return;
    close(log->fd);
    g_free(log->path);
    g_free(log);
}

/* ---- the line ---- */

static void set_text(json_t *line, const char *key, const char *text)
{
    g_autofree char *valid = text != NULL ? g_utf8_make_valid(text, -1) : NULL;
    json_object_set_new(line, key, valid != NULL ? json_string(valid) : json_null());
}

static void set_counts(json_t *line, const OsintRun *run)
{
    const OsintCounts none = {0};
    const OsintCounts *counts = run->counts != NULL ? run->counts : &none;
    json_object_update_new(
        line, json_pack("{s:I, s:I, s:I, s:I, s:I, s:I}", "added", (json_int_t)counts->added, "replaced",
                        (json_int_t)counts->replaced, "removed", (json_int_t)counts->removed, "unchanged",
                        (json_int_t)counts->unchanged, "refused", (json_int_t)counts->refused, "retagged",
                        (json_int_t)run->retagged));
}

/* Null for both when there is no index that can be read. */
static void set_state(json_t *line, const char *directory)
{
    g_autoptr(OsintIndex) index = osint_index_open(directory, NULL);
    g_autofree char *generation = osint_generation_current(directory, NULL);
    g_autofree char *name = generation != NULL ? g_path_get_basename(generation) : NULL;
    set_text(line, "generation", name);
    set_text(line, "revision", index != NULL ? osint_index_revision(index) : NULL);
    json_object_set_new(line, "articles",
                        index != NULL ? json_integer(osint_index_size(index)) : json_null());
}

static json_t *line_of(const OsintRun *run)
{
    g_autofree char *began = osint_second_format(run->began / G_USEC_PER_SEC);
    json_t *line =
        json_pack("{s:s, s:f}", "began", began, "seconds", (double)(run->microseconds / 1000) / 1000);
    set_text(line, "index", run->index);
    json_object_set_new(line, "full", json_boolean(run->full));
    set_state(line, run->index);
    set_counts(line, run);
    json_object_update_new(line, json_pack("{s:I, s:I, s:i}", "bytes", (json_int_t)run->bytes, "memory",
                                           (json_int_t)run->memory, "exit", run->status));
    set_text(line, "error", run->error);
    return line;
}

gboolean osint_runlog_write(OsintRunLog *log, const OsintRun *run, GError **error)
{
    json_t *line = line_of(run);
    char *text = json_dumps(line, JSON_COMPACT | JSON_REAL_PRECISION(10));
    json_decref(line);
    g_autoptr(GString) whole = g_string_new(text);
    free(text);
    g_string_append_c(whole, '\n');
    ssize_t written = write(log->fd, whole->str, whole->len);
    if (written >= 0 && (gsize)written < whole->len)
        errno = ENOSPC;
    return written == (ssize_t)whole->len || osint_file_error(error, log->path);
}

/* ---- the last one ---- */

static json_t *line_about(const char *text, gsize length, const char *index)
{
    json_t *line = json_loadb(text, length, 0, NULL);
    if (g_strcmp0(json_string_value(json_object_get(line, "index")), index) == 0)
        return line;
    json_decref(line);
    return NULL;
}

static json_t *last_in(const char *bytes, gsize length, const char *index)
{
    while (length > 0) {
        gsize end = bytes[length - 1] == '\n' ? length - 1 : length;
        const char *before = end > 0 ? memrchr(bytes, '\n', end) : NULL;
        gsize start = before != NULL ? (gsize)(before + 1 - bytes) : 0;
        json_t *line = line_about(bytes + start, end - start, index);
        if (line != NULL)
            return line;
        length = start;
    }
    return NULL;
}

json_t *osint_runlog_last(const char *file, const char *index)
{
    int fd = open(file, O_RDONLY | O_CLOEXEC | O_NOCTTY);
    if (fd < 0)
        return NULL;
    g_autofree char *valid = g_utf8_make_valid(index, -1);
    g_autofree char *bytes = g_malloc(LOOKED_AT);
    off_t size = lseek(fd, 0, SEEK_END);
    ssize_t got = size > 0 ? pread(fd, bytes, LOOKED_AT, MAX(size - LOOKED_AT, 0)) : 0;
    close(fd);
    return got > 0 ? last_in(bytes, (gsize)got, valid) : NULL;
}
