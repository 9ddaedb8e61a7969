/* The parent's end of the socket.
 *
 * The watch: a worker that says nothing for too long, or is at one document for too long, is killed. Only the
 * time that is waited for it counts. */
#include "indexer/worker/process.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/spawn.h"

#define RECEIVE_BYTES ((gsize)128 << 10)
#define START_SECONDS 60

struct OsintProcess {
    GPid pid; /* 0 when it has been waited for */
    int socket;
    OsintProgressPage *page;
    GByteArray *received;
    gint64 step; /* microseconds that may be waited for what comes next, and for all of it */
    gint64 total;
    guint64 output; /* bytes that may still come */
    OsintMessageKind last;
    guint served;
};

/* ---- the end of a process ---- */

/* Its wait status; -1 when somebody else has waited for it. */
static int end_process(OsintProcess *process, gboolean kill_it)
{
    int status = -1;
    if (process->pid == 0)
        return status;
    if (kill_it)
        kill(process->pid, SIGKILL);
    while (waitpid(process->pid, &status, 0) < 0 && errno == EINTR)
        ;
    process->pid = 0;
    return status;
}

void osint_process_free(OsintProcess *process)
{
    if (process == NULL)
        return;
    if (process->socket >= 0)
        close(process->socket);
    end_process(process, TRUE);
    if (process->page != NULL)
        munmap(process->page, sizeof *process->page);
    if (process->received != NULL)
        g_byte_array_unref(process->received);
    g_free(process);
}

static OsintVerdict verdict_of(int status, char **reason)
{
    if (status >= 0 && WIFSIGNALED(status) && WTERMSIG(status) == SIGXCPU) {
        *reason = g_strdup("reading it takes too much processor time");
        return OSINT_VERDICT_TIMEOUT;
    }
    if (status >= 0 && WIFEXITED(status) && WEXITSTATUS(status) == OSINT_WORKER_EXIT_MEMORY) {
        *reason = g_strdup_printf("reading it takes more than %u MiB of memory",
                                  (guint)(OSINT_WORKER_MEMORY >> 20));
        return OSINT_VERDICT_MEMORY;
    }
    if (status >= 0 && WIFSIGNALED(status))
        *reason = g_strdup_printf("the reader was ended by signal %d (%s)", WTERMSIG(status),
                                  g_strsignal(WTERMSIG(status)));
    else if (status >= 0 && WIFEXITED(status))
        *reason = g_strdup_printf("the reader ended with status %d", WEXITSTATUS(status));
    else
        *reason = g_strdup("the reader ended");
    return OSINT_VERDICT_CRASHED;
}

/* The socket is closed at the other end. */
static OsintVerdict was_lost(OsintProcess *process, char **reason)
{
    return verdict_of(end_process(process, FALSE), reason);
}

static OsintVerdict put_to_an_end(OsintProcess *process, OsintVerdict verdict, const char *why, char **reason)
{
    end_process(process, TRUE);
    *reason = g_strdup(why);
    return verdict;
}

/* ---- waiting ---- */

/* Waits for an event. DONE when there is one, which may be the end. */
static OsintVerdict wait_for(OsintProcess *process, short events, char **reason)
{
    struct pollfd end = {.fd = process->socket, .events = events};
    gint64 begun = g_get_monotonic_time();
    gint64 left = MIN(process->step, process->total);
    int ready;
    do
        ready = poll(&end, 1, (int)(MAX(left, 0) / 1000));
    while (ready < 0 && errno == EINTR &&
           (left = MIN(process->step, process->total) - (g_get_monotonic_time() - begun)) > 0);
    process->total -= g_get_monotonic_time() - begun;
    if (ready > 0)
        return OSINT_VERDICT_DONE;
    return put_to_an_end(process, OSINT_VERDICT_TIMEOUT, "reading it takes too long", reason);
}

/* ---- asking ---- */

typedef struct {
    const void *data;
    gsize length;
} Piece;

static ssize_t send_piece(const OsintProcess *process, const Piece *piece, int descriptor)
{
    union {
        struct cmsghdr header;
        char space[CMSG_SPACE(sizeof(int))];
    } control = {0};
    struct iovec data = {(void *)piece->data, piece->length};
    struct msghdr message = {.msg_iov = &data, .msg_iovlen = 1};
    if (descriptor >= 0) {
        message.msg_control = &control;
        message.msg_controllen = sizeof control;
        struct cmsghdr *rights = CMSG_FIRSTHDR(&message);
        rights->cmsg_level = SOL_SOCKET;
        rights->cmsg_type = SCM_RIGHTS;
        rights->cmsg_len = CMSG_LEN(sizeof descriptor);
        memcpy(CMSG_DATA(rights), &descriptor, sizeof descriptor);
    }
    return sendmsg(process->socket, &message, MSG_NOSIGNAL | MSG_DONTWAIT);
}

/* The descriptor goes with the first byte. */
static OsintVerdict send_all(OsintProcess *process, Piece piece, int descriptor, char **reason)
{
    while (piece.length > 0) {
        ssize_t sent = send_piece(process, &piece, descriptor);
        if (sent > 0) {
            piece.data = (const char *)piece.data + sent;
            piece.length -= (gsize)sent;
            descriptor = -1;
        } else if (errno == EAGAIN) {
            OsintVerdict verdict = wait_for(process, POLLOUT, reason);
            if (verdict != OSINT_VERDICT_DONE)
                return verdict;
        } else if (errno != EINTR) {
            return was_lost(process, reason);
        }
    }
    return OSINT_VERDICT_DONE;
}

static Piece piece_of(GBytes *bytes)
{
    Piece piece = {NULL, 0};
    if (bytes != NULL)
        piece.data = g_bytes_get_data(bytes, &piece.length);
    return piece;
}

static OsintVerdict send_task(OsintProcess *process, const OsintTask *task, const OsintResumption *resumption,
                              char **reason)
{
    OsintRequest request = {.kind = task->lines ? OSINT_REQUEST_LINES : OSINT_REQUEST_DOCUMENT,
                            .path_length = (guint32)strlen(task->path),
                            .bytes = task->bytes,
                            .sidecar_bytes =
                                task->sidecar != NULL ? (gint64)g_bytes_get_size(task->sidecar) : -1,
                            .now = task->now,
                            .offset = task->offset,
                            .line = task->line,
                            .articles = resumption->articles,
                            .first_record = resumption->first_record,
                            .end_record = resumption->end_record};
    memcpy(request.bad_records, resumption->bad_records, sizeof request.bad_records);
    if (task->sha256 != NULL)
        g_strlcpy(request.sha256, task->sha256, sizeof request.sha256);
    const Piece pieces[] = {{&request, sizeof request},
                            {task->path, request.path_length},
                            piece_of(task->sidecar),
                            piece_of(task->content)};
    int descriptor = task->content == NULL ? task->descriptor : -1;
    OsintVerdict verdict = OSINT_VERDICT_DONE;
    for (gsize i = 0; i < G_N_ELEMENTS(pieces) && verdict == OSINT_VERDICT_DONE; i++)
        verdict = send_all(process, pieces[i], i == 0 ? descriptor : -1, reason);
    return verdict;
}

/* ---- listening ---- */

static OsintVerdict receive_more(OsintProcess *process, gsize wanted, char **reason)
{
    OsintVerdict verdict = wait_for(process, POLLIN, reason);
    if (verdict != OSINT_VERDICT_DONE)
        return verdict;
    guint before = process->received->len;
    gsize room = CLAMP(wanted - MIN(wanted, before), RECEIVE_BYTES, RECEIVE_BYTES * 16);
    g_byte_array_set_size(process->received, before + (guint)room);
    ssize_t got = recv(process->socket, process->received->data + before, room, MSG_DONTWAIT);
    int trouble = errno;
    g_byte_array_set_size(process->received, before + (guint)MAX(got, 0));
    if (got == 0 || (got < 0 && trouble != EAGAIN && trouble != EINTR))
        return was_lost(process, reason);
    if ((guint64)MAX(got, 0) > process->output)
        return put_to_an_end(process, OSINT_VERDICT_OUTPUT, "what is read from it is far larger than itself",
                             reason);
    process->output -= (guint64)MAX(got, 0);
    return OSINT_VERDICT_DONE;
}

static void forget(OsintProcess *process, gsize bytes)
{
    g_byte_array_remove_range(process->received, 0, (guint)bytes);
    if (process->received->len == 0 && bytes > RECEIVE_BYTES * 16) {
        g_byte_array_unref(process->received);
        process->received = g_byte_array_new();
    }
}

static gboolean is_in_its_place(const OsintProcess *process, const OsintMessage *message)
{
    return message->kind == process->last ||
           (process->last == OSINT_MESSAGE_END && message->kind != OSINT_MESSAGE_READY);
}

/* All messages that are there. *ended: the last of all was among them. */
static OsintVerdict take_messages(OsintProcess *process, OsintMessageFunc func, gpointer user_data,
                                  gsize *wanted, gboolean *ended, char **reason)
{
    gsize at = 0;
    OsintFrameState state = OSINT_FRAME_GOOD;
    while (state == OSINT_FRAME_GOOD && !*ended) {
        gsize used;
        g_auto(OsintMessage) message = {0};
        state = osint_frames_take(process->received->data + at, process->received->len - at, &message, &used);
        *wanted = used;
        if (state != OSINT_FRAME_GOOD)
            break;
        at += used;
        *ended = message.kind == process->last;
        if (is_in_its_place(process, &message))
            func(&message, user_data);
        else
            state = OSINT_FRAME_BAD;
    }
    forget(process, at);
    if (state == OSINT_FRAME_BAD || (*ended && process->received->len > 0))
        return put_to_an_end(process, OSINT_VERDICT_OUTPUT, "the reader says what cannot be", reason);
    return OSINT_VERDICT_DONE;
}

static OsintVerdict listen_to_end(OsintProcess *process, OsintMessageFunc func, gpointer user_data,
                                  char **reason)
{
    OsintVerdict verdict = OSINT_VERDICT_DONE;
    gboolean ended = FALSE;
    gsize wanted = 0;
    while (verdict == OSINT_VERDICT_DONE && !ended) {
        verdict = receive_more(process, wanted, reason);
        if (verdict == OSINT_VERDICT_DONE)
            verdict = take_messages(process, func, user_data, &wanted, &ended, reason);
    }
    return verdict;
}

OsintVerdict osint_process_read(OsintProcess *process, const OsintTask *task,
                                const OsintResumption *resumption, OsintMessageFunc func, gpointer user_data,
                                char **reason, OsintProgressPage *place)
{
    process->step = (gint64)osint_worker_step_seconds(task->bytes) * OSINT_WORKER_PATIENCE * G_USEC_PER_SEC;
    process->total = (gint64)osint_worker_total_seconds(task->bytes) * OSINT_WORKER_PATIENCE * G_USEC_PER_SEC;
    process->output = osint_worker_output(task->bytes);
    process->last = OSINT_MESSAGE_END;
    process->served++;
    process->page->record = 0;
    OsintVerdict verdict = send_task(process, task, resumption, reason);
    if (verdict == OSINT_VERDICT_DONE)
        verdict = listen_to_end(process, func, user_data, reason);
    *place = *process->page;
    return verdict;
}

guint osint_process_served(const OsintProcess *process)
{
    return process->served;
}

/* ---- start ---- */

static void nothing_to_take(OsintMessage *message G_GNUC_UNUSED, gpointer user_data G_GNUC_UNUSED)
{
}

static OsintVerdict send_recipes(OsintProcess *process, const char *recipes, char **reason)
{
    OsintRequest request = {.kind = OSINT_REQUEST_RECIPES, .bytes = strlen(recipes), .sidecar_bytes = -1};
    if (request.bytes == 0)
        return OSINT_VERDICT_DONE;
    OsintVerdict verdict = send_all(process, (Piece){&request, sizeof request}, -1, reason);
    return verdict == OSINT_VERDICT_DONE ? send_all(process, (Piece){recipes, request.bytes}, -1, reason)
                                         : verdict;
}

OsintProcess *osint_process_start(const char *recipes, GError **error)
{
    OsintSpawned spawned;
    if (!osint_spawn(&spawned, error))
        return NULL;
    OsintProcess *process = g_new0(OsintProcess, 1);
    process->pid = spawned.pid;
    process->socket = spawned.socket;
    process->page = spawned.page;
    process->received = g_byte_array_new();
    process->step = process->total = START_SECONDS * G_USEC_PER_SEC;
    process->output = RECEIVE_BYTES;
    process->last = OSINT_MESSAGE_READY;
    g_autofree char *reason = NULL;
    if (listen_to_end(process, nothing_to_take, NULL, &reason) == OSINT_VERDICT_DONE &&
        send_recipes(process, recipes, &reason) == OSINT_VERDICT_DONE)
        return process;
    g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "a reader cannot be started: %s", reason);
    osint_process_free(process);
    return NULL;
}
