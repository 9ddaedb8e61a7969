/* Between fork and exec only what is safe in a process of many threads is called. */
#include "indexer/readers/child.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <pthread.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define CHUNK 65536
#define MAX_COMPLAINT 4096
#define MAX_FILES 32
/* Its exit status when it could not be executed. */
#define NOT_EXECUTED 127
/* How often it is looked whether a program has ended that has closed all it writes to, microseconds. */
#define REST 2000

enum { INPUT, OUTPUT, COMPLAINT, PIPES };

typedef struct {
    pid_t pid;
    int fds[PIPES]; /* our ends; -1 when closed */
    const char *input;
    gsize left;      /* of the input */
    gsize wanted;    /* of the output */
    gint64 deadline; /* monotonic, microseconds */
    OsintChildOutputFunc output;
    gpointer user_data;
    GString *complaint;
    gboolean too_much;
} Child;

static void close_fd(int *fd)
{
    if (*fd >= 0)
        close(*fd);
    *fd = -1;
}

static void set_limit(int what, rlim_t value)
{
    struct rlimit limit = {value, value};
    setrlimit((__rlimit_resource_t)what, &limit);
}

/* In the child. */
G_GNUC_NORETURN static void execute(const char *program, const char *const *argv, const int fds[PIPES],
                                    const OsintChildLimits *limits)
{
    static char *const environment[] = {NULL};
    sigset_t none;
    sigemptyset(&none);
    setpgid(0, 0);
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    for (int i = 0; i < PIPES; i++)
        if (dup2(fds[i], i) < 0)
            _exit(NOT_EXECUTED);
    set_limit(RLIMIT_AS, limits->memory);
    set_limit(RLIMIT_CPU, limits->processor_seconds);
    set_limit(RLIMIT_FSIZE, 0);
    set_limit(RLIMIT_CORE, 0);
    set_limit(RLIMIT_NOFILE, MAX_FILES);
    signal(SIGPIPE, SIG_DFL);
    sigprocmask(SIG_SETMASK, &none, NULL);
    execve(program, (char *const *)argv, environment);
    _exit(NOT_EXECUTED);
}

/* Three pipes; the child's ends in theirs, above the standard ones so that they can be moved there. */
static gboolean open_pipes(int ours[PIPES], int theirs[PIPES])
{
    gboolean good = TRUE;
    for (int i = 0; i < PIPES; i++)
        ours[i] = theirs[i] = -1;
    for (int i = 0; good && i < PIPES; i++) {
        int ends[2];
        good = pipe2(ends, O_CLOEXEC) == 0;
        if (!good)
            break;
        int inner = fcntl(ends[i == INPUT ? 0 : 1], F_DUPFD_CLOEXEC, PIPES);
        ours[i] = ends[i == INPUT ? 1 : 0];
        close(ends[i == INPUT ? 0 : 1]);
        theirs[i] = inner;
        good = inner >= 0 && fcntl(ours[i], F_SETFL, O_NONBLOCK) == 0;
    }
    return good;
}

static gboolean start(Child *child, const char *program, const char *const *argv,
                      const OsintChildLimits *limits)
{
    int theirs[PIPES];
    child->pid = open_pipes(child->fds, theirs) ? fork() : -1;
    if (child->pid == 0)
        execute(program, argv, theirs, limits);
    if (child->pid > 0)
        setpgid(child->pid, child->pid);
    for (int i = 0; i < PIPES; i++)
        close_fd(&theirs[i]);
    return child->pid > 0;
}

static gboolean would_block(ssize_t done)
{
    return done < 0 && (errno == EAGAIN || errno == EINTR);
}

static void give_input(Child *child)
{
    ssize_t done = child->left > 0 ? write(child->fds[INPUT], child->input, MIN(child->left, CHUNK)) : 0;
    if (would_block(done))
        return;
    if (done > 0) {
        child->input += done;
        child->left -= (gsize)done;
    }
    if (done <= 0 || child->left == 0)
        close_fd(&child->fds[INPUT]);
}

static void take(Child *child, int which, char *buffer)
{
    ssize_t got = read(child->fds[which], buffer, CHUNK);
    if (would_block(got))
        return;
    if (got <= 0) {
        close_fd(&child->fds[which]);
    } else if (which == COMPLAINT) {
        gsize room = MAX_COMPLAINT - child->complaint->len;
        g_string_append_len(child->complaint, buffer, (gssize)MIN((gsize)got, room));
    } else {
        gsize part = MIN((gsize)got, child->wanted);
        child->too_much = part < (gsize)got;
        child->wanted -= part;
        child->output(buffer, part, child->user_data);
    }
}

static int milliseconds_left(const Child *child)
{
    gint64 left = (child->deadline - g_get_monotonic_time() + 999) / 1000;
    return (int)CLAMP(left, 0, G_MAXINT32);
}

/* Until the child has closed what it writes to. FALSE when it must be killed. */
static gboolean converse(Child *child)
{
    g_autofree char *buffer = g_malloc(CHUNK);
    while (child->fds[OUTPUT] >= 0 || child->fds[COMPLAINT] >= 0) {
        struct pollfd waiting[PIPES];
        for (int i = 0; i < PIPES; i++)
            waiting[i] = (struct pollfd){.fd = child->fds[i], .events = i == INPUT ? POLLOUT : POLLIN};
        int ready = poll(waiting, PIPES, milliseconds_left(child));
        if (ready == 0 || (ready < 0 && errno != EINTR))
            return FALSE;
        if (ready < 0)
            continue;
        if (waiting[INPUT].revents != 0)
            give_input(child);
        for (int i = OUTPUT; i < PIPES; i++)
            if (waiting[i].revents != 0)
                take(child, i, buffer);
        if (child->too_much || milliseconds_left(child) == 0)
            return FALSE;
    }
    return TRUE;
}

/* FALSE when the time is up and the child still runs. */
static gboolean has_ended(const Child *child, int *status)
{
    for (;;) {
        pid_t got = waitpid(child->pid, status, WNOHANG);
        if (got != 0 && !(got < 0 && errno == EINTR))
            return TRUE;
        if (milliseconds_left(child) == 0)
            return FALSE;
        g_usleep(REST);
    }
}

/* The status of a child that is told to end, or has. */
static int bury(const Child *child)
{
    int status = 0;
    kill(-child->pid, SIGKILL);
    kill(child->pid, SIGKILL);
    while (waitpid(child->pid, &status, 0) < 0 && errno == EINTR)
        ;
    return status;
}

static void judge(Child *child, gboolean ended, int status, OsintChildResult *result)
{
    gboolean by_signal = WIFSIGNALED(status);
    result->status = by_signal ? WTERMSIG(status) : WEXITSTATUS(status);
    if (child->too_much)
        result->end = OSINT_CHILD_TOO_MUCH;
    else if (!ended || (by_signal && (result->status == SIGXCPU || result->status == SIGKILL)))
        result->end = OSINT_CHILD_TIMEOUT;
    else if (by_signal)
        result->end = OSINT_CHILD_CRASHED;
    else
        result->end = result->status == NOT_EXECUTED ? OSINT_CHILD_FAILED : OSINT_CHILD_ENDED;
}

static void converse_and_end(Child *child, OsintChildResult *result)
{
    int status = 0;
    gboolean ended = converse(child) && has_ended(child, &status);
    for (int i = 0; i < PIPES; i++)
        close_fd(&child->fds[i]);
    if (ended)
        kill(-child->pid, SIGKILL);
    else
        status = bury(child);
    judge(child, ended, status, result);
}

/* A write to a child that reads no more raises SIGPIPE in the writing thread: held back, and taken away. */
static void run_without_sigpipe(Child *child, OsintChildResult *result)
{
    sigset_t pipe_signal, before, pending;
    sigemptyset(&pipe_signal);
    sigaddset(&pipe_signal, SIGPIPE);
    sigpending(&pending);
    gboolean was_pending = sigismember(&pending, SIGPIPE) == 1;
    pthread_sigmask(SIG_BLOCK, &pipe_signal, &before);
    converse_and_end(child, result);
    if (!was_pending) {
        struct timespec at_once = {0, 0};
        while (sigtimedwait(&pipe_signal, NULL, &at_once) < 0 && errno == EINTR)
            ;
    }
    pthread_sigmask(SIG_SETMASK, &before, NULL);
}

void osint_child_run(const char *const *argv, const char *input, gsize length, const OsintChildLimits *limits,
                     OsintChildOutputFunc output, gpointer user_data, OsintChildResult *result)
{
    Child child = {.input = input, .left = length, .wanted = limits->output, .output = output};
    child.user_data = user_data;
    child.deadline = g_get_monotonic_time() + (gint64)limits->seconds * G_USEC_PER_SEC;
    child.complaint = g_string_new(NULL);
    *result = (OsintChildResult){.end = OSINT_CHILD_MISSING};
    g_autofree char *program = g_find_program_in_path(argv[0]);
    if (program != NULL && start(&child, program, argv, limits)) {
        run_without_sigpipe(&child, result);
    } else if (program != NULL) {
        result->end = OSINT_CHILD_FAILED;
        for (int i = 0; i < PIPES; i++)
            close_fd(&child.fds[i]);
    }
    result->complaint = g_utf8_make_valid(child.complaint->str, (gssize)child.complaint->len);
    g_string_free(child.complaint, TRUE);
}
