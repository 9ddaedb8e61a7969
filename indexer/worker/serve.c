/* The worker's loop: a request, the document, frames. */
#include "indexer/worker/serve.h"

#include <errno.h>
#include <malloc.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "indexer/readers/digest.h"
#include "indexer/readers/readers.h"
#include "indexer/worker/downfall.h"
#include "indexer/worker/frames.h"
#include "indexer/worker/protocol.h"
#include "indexer/worker/sandbox.h"

#define FLUSH_BYTES ((guint)64 << 10)
#define TRIM_BYTES ((guint64)1 << 20)
#define NANOSECONDS G_GINT64_CONSTANT(1000000000)

typedef struct {
    GByteArray *frames; /* not yet sent */
    OsintProgressPage *page;
    OsintRequest request;
    guint64 record;
    gint64 begun; /* processor time when the document was, nanoseconds */
    gint64 granted;
    OsintRecipes *recipes; /* or NULL */
} Worker;

/* The parent is gone, or wants nothing more. What is left in memory is nobody's concern, and a sanitizer that
 * looks through it at an exit cannot do so in the sandbox. */
G_NORETURN static void leave(void)
{
    _exit(0);
}

/* ---- the socket ---- */

static void flush_frames(Worker *worker)
{
    const guint8 *at = worker->frames->data;
    gsize left = worker->frames->len;
    while (left > 0) {
        ssize_t sent = send(OSINT_WORKER_SOCKET, at, left, MSG_NOSIGNAL);
        if (sent < 0 && errno != EINTR)
            leave();
        at += sent > 0 ? sent : 0;
        left -= sent > 0 ? (gsize)sent : 0;
    }
    g_byte_array_set_size(worker->frames, 0);
}

static void receive(void *data, gsize length)
{
    for (guint8 *at = data; length > 0;) {
        ssize_t got = recv(OSINT_WORKER_SOCKET, at, length, 0);
        if (got == 0 || (got < 0 && errno != EINTR))
            leave();
        at += got > 0 ? got : 0;
        length -= got > 0 ? (gsize)got : 0;
    }
}

/* The descriptor that came with the request, or -1. */
static int receive_request(OsintRequest *request)
{
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control;
    struct iovec piece = {request, sizeof *request};
    struct msghdr message = {
        .msg_iov = &piece, .msg_iovlen = 1, .msg_control = &control, .msg_controllen = sizeof control};
    ssize_t got;
    do
        got = recvmsg(OSINT_WORKER_SOCKET, &message, MSG_CMSG_CLOEXEC);
    while (got < 0 && errno == EINTR);
    if (got <= 0)
        leave();
    int descriptor = -1;
    const struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
    if (rights != NULL && rights->cmsg_level == SOL_SOCKET && rights->cmsg_type == SCM_RIGHTS)
        memcpy(&descriptor, CMSG_DATA(rights), sizeof descriptor);
    if ((gsize)got < sizeof *request)
        receive((guint8 *)request + got, sizeof *request - (gsize)got);
    return descriptor;
}

static GBytes *receive_bytes(gsize length)
{
    guint8 *data = g_malloc(length + 1);
    receive(data, length);
    return g_bytes_new_take(data, length);
}

/* ---- limits ---- */

static gint64 processor_time(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return time.tv_sec * NANOSECONDS + time.tv_nsec;
}

static void set_soft_limit(__rlimit_resource_t resource, guint64 most)
{
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0)
        return;
    limits.rlim_cur = MIN((rlim_t)most, limits.rlim_max);
    setrlimit(resource, &limits);
}

/* Grants the time for one more step. The kernel counts whole seconds: up to one more is lost, not won. */
static void grant_time(Worker *worker)
{
    gint64 now = processor_time();
    if (worker->granted != 0 && now - worker->granted < NANOSECONDS / 4)
        return;
    worker->granted = now;
    guint64 bytes = worker->request.bytes;
    guint64 step = (guint64)(now / NANOSECONDS) + osint_worker_step_seconds(bytes);
    guint64 whole = (guint64)(worker->begun / NANOSECONDS) + osint_worker_total_seconds(bytes);
    set_soft_limit(RLIMIT_CPU, MIN(step, whole) + 1);
}

static void grant_memory(guint64 document)
{
    if (!OSINT_SANITIZED)
        set_soft_limit(RLIMIT_AS, OSINT_WORKER_MEMORY + document);
}

/* ---- what readers say ---- */

static void after_frame(Worker *worker)
{
    grant_time(worker);
    if (worker->frames->len >= FLUSH_BYTES)
        flush_frames(worker);
}

static void take_article(OsintArticle *article, gpointer user_data)
{
    Worker *worker = user_data;
    osint_frames_add_article(worker->frames, worker->record, article);
    osint_article_free(article);
    after_frame(worker);
}

static void take_refusal(const OsintRefusal *refusal, gpointer user_data)
{
    Worker *worker = user_data;
    osint_frames_add_refusal(worker->frames, worker->record, refusal->code, refusal->message, refusal->offset,
                             refusal->line);
    after_frame(worker);
}

static void take_unknown_key(const char *path G_GNUC_UNUSED, const char *key, gpointer user_data)
{
    Worker *worker = user_data;
    osint_frames_add_unknown_key(worker->frames, worker->record, key);
    after_frame(worker);
}

static gboolean is_wanted(const OsintRequest *request, guint64 number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(request->bad_records); i++)
        if (request->bad_records[i] == number)
            return FALSE;
    return number >= request->first_record && (request->end_record == 0 || number < request->end_record);
}

static gboolean begin_record(guint64 number, guint64 offset, gpointer user_data)
{
    Worker *worker = user_data;
    worker->record = number;
    if (!is_wanted(&worker->request, number))
        return FALSE;
    worker->page->offset = offset;
    worker->page->record = number;
    return TRUE;
}

/* ---- documents ---- */

typedef struct {
    void *address;
    gsize length;
} Mapping;

static void unmap(gpointer data)
{
    Mapping *mapping = data;
    munmap(mapping->address, mapping->length);
    g_free(mapping);
}

/* The document is not copied. What it has lost since it was hashed is missing; should it lose more, this
 * process dies of it, and only this document is lost. */
static GBytes *map_document(int descriptor, guint64 bytes)
{
    struct stat info;
    gsize length = fstat(descriptor, &info) == 0 ? MIN((gsize)bytes, (gsize)info.st_size) : 0;
    void *address = length > 0 ? mmap(NULL, length, PROT_READ, MAP_PRIVATE, descriptor, 0) : MAP_FAILED;
    close(descriptor);
    if (address == MAP_FAILED)
        return g_bytes_new(NULL, 0);
    Mapping mapping = {address, length};
    return g_bytes_new_with_free_func(address, length, unmap, g_memdup2(&mapping, sizeof mapping));
}

static void read_request(Worker *worker, int descriptor)
{
    OsintRequest *request = &worker->request;
    g_autofree char *path = g_malloc(request->path_length + 1);
    receive(path, request->path_length);
    path[request->path_length] = '\0';
    g_autoptr(GBytes) sidecar =
        request->sidecar_bytes < 0 ? NULL : receive_bytes((gsize)request->sidecar_bytes);
    grant_memory(descriptor >= 0 ? request->bytes : 0);
    g_autoptr(GBytes) document =
        descriptor >= 0 ? map_document(descriptor, request->bytes) : receive_bytes(request->bytes);
    OsintReadOptions options = {.sidecar = sidecar,
                                .now = request->now,
                                .recipes = worker->recipes,
                                .sha256 = request->sha256[0] != '\0' ? request->sha256 : NULL,
                                .record = begin_record,
                                .articles = request->articles};
    OsintReadSink sink = {take_article, take_refusal, take_unknown_key, worker};
    if (request->kind == OSINT_REQUEST_LINES)
        osint_read_ndjson_lines(path, document, request->offset, request->line, &options, &sink);
    else
        osint_read_document(path, document, &options, &sink);
}

/* The parent has read them before. */
static void receive_recipes(Worker *worker)
{
    gsize length;
    g_autoptr(GBytes) bytes = receive_bytes(worker->request.bytes);
    const char *text = g_bytes_get_data(bytes, &length);
    worker->recipes = osint_recipes_new("recipes", text, length, NULL);
}

static void serve_request(Worker *worker)
{
    int descriptor = receive_request(&worker->request);
    if (worker->request.kind == OSINT_REQUEST_RECIPES) {
        receive_recipes(worker);
        return;
    }
    worker->record = 0;
    worker->page->record = 0;
    worker->begun = processor_time();
    worker->granted = 0;
    grant_time(worker);
    read_request(worker, descriptor);
    osint_frames_add(worker->frames, OSINT_MESSAGE_END, worker->record);
    flush_frames(worker);
    if (worker->request.bytes >= TRIM_BYTES)
        malloc_trim(0);
}

/* ---- start ---- */

gboolean osint_worker_is_meant(int argc, char **argv)
{
    return argc == 2 && g_str_equal(argv[0], OSINT_WORKER_NAME);
}

/* The worker ends with its parent, whatever it is at; the parent decides about Ctrl-C. */
static void depend_on_parent(const char *parent)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL, 0, 0, 0);
    if (getppid() != atoi(parent))
        leave();
    sigset_t none;
    sigemptyset(&none);
    signal(SIGINT, SIG_IGN);
    signal(SIGTERM, SIG_IGN);
    sigprocmask(SIG_SETMASK, &none, NULL);
}

static OsintProgressPage *map_page(void)
{
    void *page =
        mmap(NULL, sizeof(OsintProgressPage), PROT_READ | PROT_WRITE, MAP_SHARED, OSINT_WORKER_PROGRESS, 0);
    close(OSINT_WORKER_PROGRESS);
    return page;
}

/* libgcrypt looks at the system when it is first used. */
static void start_libraries(void)
{
    osint_readers_init();
    g_free(osint_sha256(NULL, 0));
}

int osint_worker_serve(char **argv)
{
    Worker worker = {.frames = g_byte_array_new()};
    g_set_prgname(OSINT_WORKER_NAME);
    close_range(OSINT_WORKER_PROGRESS + 1, ~0U, 0);
    depend_on_parent(argv[1]);
    worker.page = map_page();
    if (worker.page == MAP_FAILED)
        return 1;
    osint_downfall_watch();
    start_libraries();
    osint_sandbox_enter();
    osint_frames_add(worker.frames, OSINT_MESSAGE_READY, 0);
    flush_frames(&worker);
    for (;;)
        serve_request(&worker);
}
