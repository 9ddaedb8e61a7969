/* The intake: files are opened, hashed and handed to the readers' processes. */
#include "indexer/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/readers/readers.h"
#include "indexer/stream.h"

/* A bigger file is no article, unless it holds many; nor is a longer line of standard input. */
#define MAX_FILE_BYTES ((goffset)256 << 20)
#define HASHED_AT_ONCE ((gsize)256 << 10)

typedef struct {
    OsintIntakeFunc emit;
    gpointer user_data;
    guint articles;
} Intake;

/* An open file: small ones are in memory. */
typedef struct {
    int descriptor; /* -1 when it is not open */
    guint64 bytes;
    GBytes *content; /* NULL: read it from the descriptor */
    char *sha256;
    GBytes *sidecar;
} File;

typedef struct {
    const char *code;
    char *message;
} Trouble;

void osint_item_free(gpointer data)
{
    OsintItem *item = data;
    osint_article_free(item->article);
    xapc_doc_free(item->made);
    g_free(item->code);
    g_free(item->text);
    g_free(item);
}

static OsintItem *item_new(OsintItemKind kind, const char *code, const char *text)
{
    OsintItem *item = g_new0(OsintItem, 1);
    item->kind = kind;
    item->code = g_strdup(code);
    item->text = g_strdup(text);
    return item;
}

/* ---- files ---- */

static gboolean trouble(Trouble *why, const char *code, const char *message)
{
    why->code = code;
    why->message = g_strdup(message);
    return FALSE;
}

/* Whether the file is read record by record, so that its size does not matter. */
static gboolean has_records(int descriptor)
{
    char head[4096];
    ssize_t got = pread(descriptor, head, sizeof head, 0);
    return got > 0 && osint_is_unlimited(head, (gsize)got);
}

/* Not by g_file_get_contents(): a FIFO put in the file's place must not block. */
static int open_file(const char *path, guint64 *bytes, Trouble *why)
{
    struct stat info;
    int descriptor = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    gboolean good = FALSE;
    if (descriptor < 0 || fstat(descriptor, &info) != 0)
        trouble(why, "file-unreadable", g_strerror(errno));
    else if (!S_ISREG(info.st_mode))
        trouble(why, "file-unreadable", "this is no longer a file");
    else if (info.st_size > MAX_FILE_BYTES && !has_records(descriptor))
        trouble(why, "file-too-large", "the file is larger than 256 MiB");
    else
        good = TRUE;
    if (good) {
        *bytes = (guint64)info.st_size;
        return descriptor;
    }
    if (descriptor >= 0)
        close(descriptor);
    return -1;
}

/* Fills the buffer, or as much of it as there is. */
static gboolean read_fully(int descriptor, char *buffer, gsize length, gsize *got, Trouble *why)
{
    for (*got = 0; *got < length;) {
        ssize_t count = read(descriptor, buffer + *got, length - *got);
        if (count < 0 && errno != EINTR)
            return trouble(why, "file-unreadable", g_strerror(errno));
        if (count == 0)
            break;
        *got += count > 0 ? (gsize)count : 0;
    }
    return TRUE;
}

static GBytes *load(int descriptor, guint64 bytes, Trouble *why)
{
    gsize length;
    g_autofree char *data = g_malloc(bytes + 1);
    if (!read_fully(descriptor, data, bytes, &length, why))
        return NULL;
    return g_bytes_new_take(g_steal_pointer(&data), length);
}

static GBytes *load_sidecar(const char *path, Trouble *why)
{
    guint64 bytes;
    int descriptor = open_file(path, &bytes, why);
    if (descriptor < 0)
        return NULL;
    GBytes *content = load(descriptor, bytes, why);
    close(descriptor);
    return content;
}

static void hash_bytes(OsintDigest *digest, GBytes *bytes)
{
    gsize length;
    const void *data = g_bytes_get_data(bytes, &length);
    osint_digest_add(digest, data, length);
}

/* The size is what the file had when it was opened: what is appended meanwhile is the next run's. What
 * changes in a large one between this and its reading makes the hash another, in the next run. */
static gboolean hash_large(File *file, OsintDigest *digest, Trouble *why)
{
    g_autofree char *buffer = g_malloc(HASHED_AT_ONCE);
    guint64 left = file->bytes;
    while (left > 0) {
        gsize got;
        if (!read_fully(file->descriptor, buffer, MIN(left, HASHED_AT_ONCE), &got, why))
            return FALSE;
        if (got == 0)
            break;
        osint_digest_add(digest, buffer, got);
        left -= got;
    }
    file->bytes -= left;
    return TRUE;
}

static gboolean hash_document(File *file, OsintDigest *digest, Trouble *why)
{
    if (file->bytes > OSINT_REQUEST_INLINE)
        return hash_large(file, digest, why);
    file->content = load(file->descriptor, file->bytes, why);
    if (file->content == NULL)
        return FALSE;
    file->bytes = g_bytes_get_size(file->content);
    hash_bytes(digest, file->content);
    return TRUE;
}

/* The hash of document and sidecar; the document's length keeps bytes from moving between the two unseen. */
static char *hash_both(const File *file, OsintDigest *digest)
{
    if (file->sidecar == NULL)
        return g_strdup(file->sha256);
    g_autofree char *length = g_strdup_printf("+%" G_GUINT64_FORMAT, file->bytes);
    osint_digest_add(digest, length, strlen(length));
    hash_bytes(digest, file->sidecar);
    return osint_digest_text(digest);
}

static void close_file(File *file)
{
    if (file->descriptor >= 0)
        close(file->descriptor);
    g_clear_pointer(&file->content, g_bytes_unref);
    g_clear_pointer(&file->sidecar, g_bytes_unref);
    g_clear_pointer(&file->sha256, g_free);
}

/* With the file open to be read; NULL with the reason. */
static char *open_both(const char *path, const char *sidecar, File *file, Trouble *why)
{
    g_autoptr(OsintDigest) digest = osint_digest_new();
    *file = (File){0};
    file->descriptor = open_file(path, &file->bytes, why);
    if (file->descriptor < 0 || !hash_document(file, digest, why))
        return NULL;
    file->sha256 = osint_digest_text(digest);
    if (sidecar != NULL && (file->sidecar = load_sidecar(sidecar, why)) == NULL)
        return NULL;
    return hash_both(file, digest);
}

gboolean osint_intake_hash(const char *path, const char *sidecar, guint8 digest[OSINT_DIGEST_BYTES])
{
    Trouble why = {0};
    File file;
    g_autofree char *hash = open_both(path, sidecar, &file, &why);
    close_file(&file);
    g_free(why.message);
    return hash != NULL && osint_digest_from_text(hash, strlen(hash), digest);
}

/* ---- what readers give ---- */

static void take_article(OsintArticle *article, gpointer data)
{
    Intake *intake = data;
    OsintItem *item = item_new(OSINT_ITEM_ARTICLE, NULL, NULL);
    item->article = article;
    item->position = intake->articles++;
    item->has_own_id = article->id != NULL;
    intake->emit(item, intake->user_data);
}

static void take_refusal(const OsintRefusal *refusal, gpointer data)
{
    Intake *intake = data;
    OsintItem *item = item_new(OSINT_ITEM_REFUSED, refusal->code, refusal->message);
    item->offset = refusal->offset;
    item->line = refusal->line;
    intake->emit(item, intake->user_data);
}

static void take_unknown_key(const char *path G_GNUC_UNUSED, const char *key, gpointer data)
{
    Intake *intake = data;
    intake->emit(item_new(OSINT_ITEM_UNKNOWN_KEY, NULL, key), intake->user_data);
}

static OsintReadSink sink_of(Intake *intake)
{
    return (OsintReadSink){take_article, take_refusal, take_unknown_key, intake};
}

/* ---- documents ---- */

static void read_file(const File *file, const char *path, gint64 now, OsintPool *pool, Intake *intake)
{
    OsintTask task = {.path = path,
                      .content = file->content,
                      .descriptor = file->descriptor,
                      .bytes = file->bytes,
                      .sha256 = file->sha256,
                      .sidecar = file->sidecar,
                      .now = now};
    OsintReadSink sink = sink_of(intake);
    g_autoptr(GError) error = NULL;
    if (!osint_pool_read(pool, &task, &sink, &error))
        intake->emit(item_new(OSINT_ITEM_REFUSED, "reader-missing", error->message), intake->user_data);
    intake->emit(item_new(OSINT_ITEM_END, NULL, NULL), intake->user_data);
}

void osint_intake_read(const char *path, const char *sidecar, gint64 now, OsintPool *pool,
                       OsintIntakeFunc emit, gpointer user_data)
{
    Trouble why = {0};
    File file;
    g_autofree char *hash = open_both(path, sidecar, &file, &why);
    if (hash == NULL) {
        emit(item_new(OSINT_ITEM_UNREADABLE, why.code, why.message), user_data);
        g_free(why.message);
    } else {
        Intake intake = {emit, user_data, 0};
        emit(item_new(OSINT_ITEM_BEGIN, NULL, hash), user_data);
        read_file(&file, path, now, pool, &intake);
    }
    close_file(&file);
}

/* ---- standard input ---- */

static gboolean read_piece(OsintStreamPiece *piece, gint64 now, OsintPool *pool, Intake *intake,
                           GError **error)
{
    g_autoptr(GBytes) lines = piece->lines;
    OsintTask task = {.path = "-",
                      .content = lines,
                      .bytes = g_bytes_get_size(lines),
                      .now = now,
                      .lines = TRUE,
                      .offset = piece->offset,
                      .line = piece->line};
    OsintReadSink sink = sink_of(intake);
    return osint_pool_read(pool, &task, &sink, error);
}

static void refuse_long_line(const OsintStreamPiece *piece, Intake *intake)
{
    OsintRefusal refusal = {"-", piece->offset, piece->line, "too-large", "the line is longer than 256 MiB"};
    take_refusal(&refusal, intake);
}

void osint_intake_read_stream(int fd, gint64 now, OsintPool *pool, OsintIntakeFunc emit, gpointer user_data)
{
    Intake intake = {emit, user_data, 0};
    g_autoptr(OsintStream) stream = osint_stream_new(fd, (gsize)MAX_FILE_BYTES);
    g_autoptr(GError) error = NULL;
    OsintStreamPiece piece;
    OsintStreamState state;
    emit(item_new(OSINT_ITEM_BEGIN, NULL, NULL), user_data);
    while (error == NULL && (state = osint_stream_next(stream, &piece, &error)) != OSINT_STREAM_END) {
        if (state == OSINT_STREAM_LINES)
            read_piece(&piece, now, pool, &intake, &error);
        else if (state == OSINT_STREAM_TOO_LONG)
            refuse_long_line(&piece, &intake);
    }
    if (error == NULL)
        emit(item_new(OSINT_ITEM_END, NULL, NULL), user_data);
    else
        emit(item_new(OSINT_ITEM_UNREADABLE, "input-error", error->message), user_data);
}
