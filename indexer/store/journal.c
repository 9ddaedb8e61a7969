/* Writing the record: lines are hashed as they are appended; nothing is written before there is something to
 * tell. */
#include "indexer/store/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <jansson.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/article/date.h"
#include "indexer/store/durable.h"
#include "indexer/store/file-error.h"
#include "indexer/store/journal-read.h"
#include "indexer/store/lookup.h"
#include "indexer/store/schema.h"

#define ARTICLES_A_LINE 100
#define DIGEST_DIGITS 32
#define COPIED_AT_ONCE 65536

typedef struct {
    guint64 added, replaced, removed;
} Counts;

struct OsintJournal {
    char *path;
    char *directory;
    FILE *file;          /* NULL before the first line */
    OsintJournalEnd end; /* of what is committed */
    guint64 size;        /* of the file as it was found */
    char *loss;
    OsintJournalEnd lost; /* where the record should have ended, when there is a loss */
    gint64 now;
    gboolean full;
    guint32 unknown;
    GChecksum *checksum; /* of what follows the end; NULL outside a run */
    Counts counts;
    char *document; /* which the last line was about, and its hash */
    char *sha256;
    gboolean is_named; /* there is a line with both */
    const char *verb;  /* of the articles that wait to be written */
    json_t *articles;  /* id -> digest, or ids; NULL when none wait */
};

gboolean osint_journal_end(XapcDb *db, OsintJournalEnd *end, GError **error)
{
    g_autofree char *text = osint_metadata_text(db, OSINT_META_LOG, error);
    if (text == NULL)
        return FALSE;
    *end = (OsintJournalEnd){0};
    char *hash;
    guint64 length = g_ascii_strtoull(text, &hash, 10);
    if (*hash == ' ' && strlen(hash + 1) == OSINT_JOURNAL_HASH) {
        end->length = length;
        g_strlcpy(end->hash, hash + 1, sizeof end->hash);
    }
    return TRUE;
}

static void add_part(GChecksum *checksum, const char *part, gboolean last)
{
    if (part != NULL)
        g_checksum_update(checksum, (const guchar *)part, (gssize)strlen(part));
    if (!last)
        g_checksum_update(checksum, (const guchar *)"\n", 1);
}

char *osint_journal_digest(const OsintArticle *article)
{
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    add_part(checksum, article->title, FALSE);
    add_part(checksum, article->published, FALSE);
    add_part(checksum, article->url, FALSE);
    add_part(checksum, article->text, TRUE);
    return g_strndup(g_checksum_get_string(checksum), DIGEST_DIGITS);
}

/* ---- opening ---- */

/* The bytes before the end are those of a commit line with its hash. */
static gboolean ends_there(const char *path, const OsintJournalEnd *end)
{
    g_autofree char *expected = g_strdup_printf("\"chain\":\"%s\"}\n", end->hash);
    gsize length = strlen(expected);
    char found[128];
    int fd = open(path, O_RDONLY | O_CLOEXEC);
    if (fd < 0 || end->length < length)
        return FALSE;
    gboolean same = pread(fd, found, length, (off_t)(end->length - length)) == (ssize_t)length &&
                    memcmp(found, expected, length) == 0;
    close(fd);
    return same;
}

/* The record goes on behind the last commit that the file has. */
static gboolean recover(OsintJournal *journal, GError **error)
{
    g_autoptr(OsintJournalLog) log = osint_journal_read(journal->directory, G_MAXUINT64, FALSE, error);
    if (log == NULL)
        return FALSE;
    journal->end = log->end;
    return TRUE;
}

static gboolean settle_end(OsintJournal *journal, const OsintJournalEnd *end, GError **error)
{
    if (end == NULL)
        return recover(journal, error);
    if (end->length == 0 || ends_there(journal->path, end)) {
        journal->end = *end;
        return TRUE;
    }
    journal->lost = *end;
    journal->loss =
        g_strdup_printf(journal->size == 0 ? "the log is gone; a new one begins"
                        : journal->size < end->length
                            ? "the log has only %" G_GUINT64_FORMAT " bytes of %" G_GUINT64_FORMAT
                              "; it goes on behind the last run that is whole"
                            : "the log is not the one that the index was written with; it goes on behind the "
                              "last run that is whole",
                        journal->size, end->length);
    return recover(journal, error);
}

OsintJournal *osint_journal_open(const char *directory, const OsintJournalEnd *end, GError **error)
{
    g_autoptr(OsintJournal) journal = g_new0(OsintJournal, 1);
    struct stat info;
    journal->directory = g_strdup(directory);
    journal->path = g_build_filename(directory, OSINT_JOURNAL_FILE, NULL);
    if (stat(journal->path, &info) == 0)
        journal->size = (guint64)info.st_size;
    else if (errno != ENOENT) {
        osint_file_error(error, journal->path);
        return NULL;
    }
    return settle_end(journal, end, error) ? g_steal_pointer(&journal) : NULL;
}

static void end_run(OsintJournal *journal)
{
    g_clear_pointer(&journal->checksum, g_checksum_free);
    g_clear_pointer(&journal->document, g_free);
    g_clear_pointer(&journal->sha256, g_free);
    g_clear_pointer(&journal->articles, json_decref);
    journal->counts = (Counts){0};
}

void osint_journal_free(OsintJournal *journal)
{
    if (journal == NULL)
        return;
    end_run(journal);
    if (journal->file != NULL)
        fclose(journal->file);
    g_free(journal->loss);
    g_free(journal->path);
    g_free(journal->directory);
    g_free(journal);
}

const char *osint_journal_loss(const OsintJournal *journal)
{
    return journal->loss;
}

void osint_journal_set_run(OsintJournal *journal, gint64 now, gboolean full, guint32 unknown)
{
    journal->now = now;
    journal->full = full;
    journal->unknown = unknown;
}

/* ---- lines ---- */

static gboolean append(OsintJournal *journal, const char *bytes, gsize length, GError **error)
{
    if (fwrite(bytes, 1, length, journal->file) != length)
        return osint_file_error(error, journal->path);
    journal->size += length;
    g_checksum_update(journal->checksum, (const guchar *)bytes, (gssize)length);
    return TRUE;
}

static gboolean append_line(OsintJournal *journal, json_t *object, GError **error)
{
    char *line = json_dumps(object, JSON_COMPACT);
    g_assert(line != NULL);
    gsize length = strlen(line);
    line[length] = '\n'; /* in place of its NUL */
    gboolean good = append(journal, line, length + 1, error);
    free(line);
    return good;
}

/* What a run that came to nothing left behind becomes part of what is hashed. *last: its last byte. */
static gboolean hash_rest(OsintJournal *journal, char *last, GError **error)
{
    g_autofree guchar *buffer = g_malloc(COPIED_AT_ONCE);
    int fd = open(journal->path, O_RDONLY | O_CLOEXEC);
    if (fd < 0)
        return osint_file_error(error, journal->path);
    gboolean good = TRUE;
    for (guint64 at = journal->end.length; good && at < journal->size;) {
        ssize_t got = pread(fd, buffer, (gsize)MIN(COPIED_AT_ONCE, journal->size - at), (off_t)at);
        good = got > 0 || osint_file_error(error, journal->path);
        if (got > 0) {
            g_checksum_update(journal->checksum, buffer, got);
            *last = (char)buffer[got - 1];
            at += (guint64)got;
        }
    }
    close(fd);
    return good;
}

static json_t *begin_line(const OsintJournal *journal, guint64 rest)
{
    g_autofree char *now = osint_second_format(journal->now);
    json_t *line = json_pack("{s:s}", "begin", now);
    if (journal->full)
        json_object_set_new(line, "full", json_true());
    if (rest > 0)
        json_object_set_new(
            line, "void",
            json_pack("[I, I]", (json_int_t)journal->end.length, (json_int_t)(journal->end.length + rest)));
    if (journal->lost.length > 0)
        json_object_set_new(
            line, "lost",
            json_pack("{s:I, s:s}", "length", (json_int_t)journal->lost.length, "chain", journal->lost.hash));
    if (journal->unknown > 0 && journal->end.length == 0 && !journal->full)
        json_object_set_new(line, "unknown", json_integer(journal->unknown));
    return line;
}

static gboolean open_file(OsintJournal *journal, GError **error)
{
    if (journal->file != NULL)
        return TRUE;
    int fd = open(journal->path, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0666);
    journal->file = fd >= 0 ? fdopen(fd, "a") : NULL;
    return journal->file != NULL || osint_file_error(error, journal->path);
}

static gboolean begin(OsintJournal *journal, GError **error)
{
    if (journal->checksum != NULL)
        return TRUE;
    if (!open_file(journal, error))
        return FALSE;
    guint64 rest = journal->size - journal->end.length;
    char last = '\n';
    journal->checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(journal->checksum, (const guchar *)journal->end.hash, -1);
    if (rest > 0 && !hash_rest(journal, &last, error))
        return FALSE;
    if (last != '\n' && !append(journal, "\n", 1, error))
        return FALSE;
    json_t *line = begin_line(journal, journal->size - journal->end.length);
    gboolean good = append_line(journal, line, error);
    json_decref(line);
    return good;
}

/* ---- articles ---- */

static gboolean flush(OsintJournal *journal, GError **error)
{
    if (journal->articles == NULL)
        return TRUE;
    json_t *line = json_object();
    if (!journal->is_named && journal->document != NULL)
        json_object_update_new(line,
                               json_pack("{s:s, s:s}", "path", journal->document, "sha256", journal->sha256));
    json_object_set(line, journal->verb, journal->articles);
    gboolean good = append_line(journal, line, error);
    json_decref(line);
    g_clear_pointer(&journal->articles, json_decref);
    journal->is_named = TRUE;
    return good;
}

/* Articles of one document to which the same happened share a line. */
static gboolean gather(OsintJournal *journal, const char *verb, GError **error)
{
    if (journal->articles != NULL &&
        (!g_str_equal(journal->verb, verb) || json_object_size(journal->articles) >= ARTICLES_A_LINE ||
         json_array_size(journal->articles) >= ARTICLES_A_LINE) &&
        !flush(journal, error))
        return FALSE;
    journal->verb = verb;
    return TRUE;
}

static gboolean is_same_document(const OsintJournal *journal, const OsintArticle *article)
{
    return journal->document != NULL && g_str_equal(journal->document, article->path) &&
           g_str_equal(journal->sha256, article->sha256);
}

static gboolean turn_to_document(OsintJournal *journal, const OsintArticle *article, GError **error)
{
    if (is_same_document(journal, article))
        return TRUE;
    if (!flush(journal, error))
        return FALSE;
    g_free(journal->document);
    g_free(journal->sha256);
    journal->document = g_strdup(article->path);
    journal->sha256 = g_strdup(article->sha256);
    journal->is_named = FALSE;
    return TRUE;
}

gboolean osint_journal_put(OsintJournal *journal, const OsintArticle *article, gboolean replaced,
                           GError **error)
{
    g_autofree char *digest = osint_journal_digest(article);
    if (!begin(journal, error) || !turn_to_document(journal, article, error) ||
        !gather(journal, replaced ? "replaced" : "added", error))
        return FALSE;
    if (json_object_get(journal->articles, article->id) != NULL && !flush(journal, error))
        return FALSE;
    if (journal->articles == NULL)
        journal->articles = json_object();
    json_object_set_new(journal->articles, article->id, json_string(digest));
    (*(replaced ? &journal->counts.replaced : &journal->counts.added))++;
    return TRUE;
}

gboolean osint_journal_remove(OsintJournal *journal, const char *id, GError **error)
{
    if (!begin(journal, error) || !gather(journal, "removed", error))
        return FALSE;
    if (journal->articles == NULL)
        journal->articles = json_array();
    json_array_append_new(journal->articles, json_string(id));
    journal->counts.removed++;
    return TRUE;
}

/* ---- committing ---- */

/* The hash is over all that stands before it in the file. */
static gboolean append_commit(OsintJournal *journal, GError **error)
{
    const Counts *counts = &journal->counts;
    g_autofree char *began = osint_second_format(journal->now);
    g_autofree char *line =
        g_strdup_printf("{\"commit\":\"%s\",\"added\":%" G_GUINT64_FORMAT ",\"replaced\":%" G_GUINT64_FORMAT
                        ",\"removed\":%" G_GUINT64_FORMAT,
                        began, counts->added, counts->replaced, counts->removed);
    if (!append(journal, line, strlen(line), error))
        return FALSE;
    const char *hash = g_checksum_get_string(journal->checksum);
    g_strlcpy(journal->end.hash, hash, sizeof journal->end.hash);
    int written = fprintf(journal->file, ",\"chain\":\"%s\"}\n", hash);
    if (written < 0)
        return osint_file_error(error, journal->path);
    journal->size += (guint64)written;
    journal->end.length = journal->size;
    return TRUE;
}

static gboolean write_out(OsintJournal *journal, GError **error)
{
    if (fflush(journal->file) != 0 || fsync(fileno(journal->file)) != 0)
        return osint_file_error(error, journal->path);
    return osint_sync_directory(journal->directory, error);
}

static gboolean set_end(const OsintJournal *journal, XapcDb *db, GError **error)
{
    g_autofree char *end =
        g_strdup_printf("%" G_GUINT64_FORMAT " %s", journal->end.length, journal->end.hash);
    return xapc_db_set_metadata(db, OSINT_META_LOG, end, strlen(end), error);
}

gboolean osint_journal_commit(OsintJournal *journal, XapcDb *db, GError **error)
{
    if (journal->checksum == NULL && !journal->full && journal->lost.length == 0)
        return TRUE;
    if (!begin(journal, error) || !flush(journal, error) || !append_commit(journal, error) ||
        !write_out(journal, error) || !set_end(journal, db, error))
        return FALSE;
    end_run(journal);
    journal->full = FALSE;
    journal->lost = (OsintJournalEnd){0};
    return TRUE;
}
