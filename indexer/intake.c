/* The intake: reads files whole, hashes them and has them parsed. */
#include "indexer/intake.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/readers/digest.h"
#include "indexer/readers/readers.h"

/* A bigger file is no article; standard input has no such limit. */
#define MAX_FILE_BYTES ((goffset)256 << 20)

typedef struct {
    OsintIntakeFunc emit;
    gpointer user_data;
    guint articles;
} Intake;

typedef struct {
    const char *code;
    char *message;
} Trouble;

void osint_item_free(gpointer data)
{
    OsintItem *item = data;
    osint_article_free(item->article);
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

static GBytes *trouble(Trouble *why, const char *code, const char *message)
{
    why->code = code;
    why->message = g_strdup(message);
    return NULL;
}

/* The size is what the file had when it was opened: what is appended meanwhile is the next run's. */
static GBytes *read_fully(int fd, gsize size, Trouble *why)
{
    g_autofree char *data = g_malloc(size + 1);
    gsize length = 0;
    while (length < size) {
        ssize_t got = read(fd, data + length, size - length);
        if (got < 0 && errno != EINTR)
            return trouble(why, "file-unreadable", g_strerror(errno));
        if (got == 0)
            break;
        length += got > 0 ? (gsize)got : 0;
    }
    return g_bytes_new_take(g_steal_pointer(&data), length);
}

/* Not by g_file_get_contents(): a FIFO put in the file's place must not block, and a map of a file that
 * shrinks would kill the process. */
static GBytes *load(const char *path, Trouble *why)
{
    struct stat info;
    GBytes *bytes = NULL;
    int fd = open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK | O_NOCTTY);
    if (fd < 0 || fstat(fd, &info) != 0)
        trouble(why, "file-unreadable", g_strerror(errno));
    else if (!S_ISREG(info.st_mode))
        trouble(why, "file-unreadable", "this is no longer a file");
    else if (info.st_size > MAX_FILE_BYTES)
        trouble(why, "file-too-large", "the file is larger than 256 MiB");
    else
        bytes = read_fully(fd, (gsize)info.st_size, why);
    if (fd >= 0)
        close(fd);
    return bytes;
}

static OsintBytes piece_of(GBytes *bytes)
{
    OsintBytes piece;
    piece.data = g_bytes_get_data(bytes, &piece.length);
    return piece;
}

/* The document's length keeps bytes from moving between the two unseen. */
static char *hash_of(GBytes *document, GBytes *sidecar)
{
    g_autofree char *length = g_strdup_printf("+%" G_GSIZE_FORMAT, g_bytes_get_size(document));
    OsintBytes pieces[] = {piece_of(document), {length, strlen(length)}, {NULL, 0}};
    if (sidecar == NULL)
        return osint_sha256(pieces, 1);
    pieces[2] = piece_of(sidecar);
    return osint_sha256(pieces, G_N_ELEMENTS(pieces));
}

static gboolean load_both(const char *path, const char *sidecar, GBytes **document, GBytes **beside,
                          Trouble *why)
{
    *document = load(path, why);
    *beside = *document != NULL && sidecar != NULL ? load(sidecar, why) : NULL;
    return *document != NULL && (sidecar == NULL || *beside != NULL);
}

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

void osint_intake_read(const char *path, const char *sidecar, const char *known_hash, gint64 now,
                       OsintIntakeFunc emit, gpointer user_data)
{
    Trouble why = {0};
    g_autoptr(GBytes) document = NULL;
    g_autoptr(GBytes) beside = NULL;
    if (!load_both(path, sidecar, &document, &beside, &why)) {
        emit(item_new(OSINT_ITEM_UNREADABLE, why.code, why.message), user_data);
        g_free(why.message);
        return;
    }
    g_autofree char *hash = hash_of(document, beside);
    if (g_strcmp0(hash, known_hash) == 0) {
        emit(item_new(OSINT_ITEM_UNCHANGED, NULL, NULL), user_data);
        return;
    }
    Intake intake = {emit, user_data, 0};
    OsintReadSink sink = sink_of(&intake);
    OsintReadOptions options = {.sidecar = beside, .sha256 = beside == NULL ? hash : NULL, .now = now};
    emit(item_new(OSINT_ITEM_BEGIN, NULL, hash), user_data);
    osint_read_document(path, document, &options, &sink);
    emit(item_new(OSINT_ITEM_END, NULL, NULL), user_data);
}

void osint_intake_read_stream(int fd, gint64 now, OsintIntakeFunc emit, gpointer user_data)
{
    Intake intake = {emit, user_data, 0};
    OsintReadSink sink = sink_of(&intake);
    OsintReadOptions options = {.now = now};
    g_autoptr(GError) error = NULL;
    emit(item_new(OSINT_ITEM_BEGIN, NULL, NULL), user_data);
    if (osint_read_ndjson_stream(fd, "-", &options, &sink, &error))
        emit(item_new(OSINT_ITEM_END, NULL, NULL), user_data);
    else
        emit(item_new(OSINT_ITEM_UNREADABLE, "input-error", error->message), user_data);
}

char *osint_intake_hash(const char *path, const char *sidecar)
{
    Trouble why = {0};
    g_autoptr(GBytes) document = NULL;
    g_autoptr(GBytes) beside = NULL;
    gboolean loaded = load_both(path, sidecar, &document, &beside, &why);
    g_free(why.message);
    return loaded ? hash_of(document, beside) : NULL;
}
