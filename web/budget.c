/* Only what signal-safety(7) allows is called in the handler. */
#include "web/budget.h"

#include <errno.h>
#include <signal.h>
#include <string.h>
#include <sys/time.h>
#include <unistd.h>

#include "indexer/sandbox/limits.h"

/* FastCGI Specification 1.0, 3.3 and 5.5. */
enum { FCGI_END_REQUEST = 3, FCGI_STDOUT = 6, FCGI_STDERR = 7 };
#define RECORD_MOST 65535u
#define ALTERNATE_STACK ((gsize)32 << 10)

typedef enum { IDLE, WORKING, SENDING } State;

static const struct {
    int signal;
    gboolean is_failure; /* of the program */
    const char *reason;
} ends[] = {
    {SIGPROF, FALSE, "the processor time of one request is spent\n"},
    {SIGXCPU, FALSE, "the processor time of the process is spent\n"},
    {SIGALRM, FALSE, "it took too long\n"},
    {SIGSEGV, TRUE, "the program failed (SIGSEGV)\n"},
    {SIGBUS, TRUE, "the program failed (SIGBUS)\n"},
    {SIGILL, TRUE, "the program failed (SIGILL)\n"},
    {SIGFPE, TRUE, "the program failed (SIGFPE)\n"},
    {SIGABRT, TRUE, "the program gave up (SIGABRT)\n"},
    {SIGTRAP, TRUE, "the program gave up (SIGTRAP), as when memory ends\n"},
};

static volatile sig_atomic_t state = IDLE;
static OsintLastWords last;

static void put(int descriptor, const void *bytes, gsize length)
{
    for (const char *at = bytes; length > 0;) {
        ssize_t written = write(descriptor, at, length);
        if (written < 0 && errno != EINTR)
            return;
        at += written > 0 ? written : 0;
        length -= written > 0 ? (gsize)written : 0;
    }
}

static void put_record(guint8 type, const void *bytes, gsize length)
{
    const guint8 header[8] = {1,
                              type,
                              (guint8)(last.request_id >> 8),
                              (guint8)last.request_id,
                              (guint8)(length >> 8),
                              (guint8)length,
                              0,
                              0};
    put(last.connection, header, sizeof header);
    put(last.connection, bytes, length);
}

static void put_stream(guint8 type, const char *bytes, gsize length)
{
    for (gsize at = 0; at < length; at += RECORD_MOST)
        put_record(type, bytes + at, MIN(length - at, RECORD_MOST));
}

static void answer(const char *reason)
{
    static const guint8 complete[8];
    if (last.request_id == 0) {
        put(last.connection, last.answer->str, last.answer->len);
        return;
    }
    put_stream(FCGI_STDERR, last.log, strlen(last.log));
    put_stream(FCGI_STDERR, reason, strlen(reason));
    put_stream(FCGI_STDOUT, last.answer->str, last.answer->len);
    put_record(FCGI_STDOUT, NULL, 0);
    put_record(FCGI_END_REQUEST, complete, sizeof complete);
}

static const char *reason_of(int number)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (ends[i].signal == number)
            return ends[i].reason;
    return "\n";
}

/* Outside a request there is nobody to tell: a failure ends the process as it would have without a handler.
 */
static void end(int number)
{
    const char *reason = reason_of(number);
    if (state == IDLE) {
        signal(number, SIG_DFL);
        raise(number);
        return;
    }
    put(STDERR_FILENO, last.log, strlen(last.log));
    put(STDERR_FILENO, reason, strlen(reason));
    if (state == WORKING && last.answer != NULL)
        answer(reason);
    _exit(0);
}

/* Sanitizers have handlers of their own for failures. A deep recursion leaves no stack to handle it on. */
static void handle_signals(void)
{
    static gboolean handled = FALSE;
    static char stack[ALTERNATE_STACK];
    const stack_t alternate = {.ss_sp = stack, .ss_size = sizeof stack};
    struct sigaction action = {.sa_handler = end, .sa_flags = SA_ONSTACK};
    if (handled)
        return;
    handled = TRUE;
    sigfillset(&action.sa_mask);
    if (!OSINT_SANITIZED)
        sigaltstack(&alternate, NULL);
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (!ends[i].is_failure || !OSINT_SANITIZED)
            sigaction(ends[i].signal, &action, NULL);
}

static void set_timer(__itimer_which_t which, double seconds)
{
    struct itimerval timer = {
        .it_value = {.tv_sec = (time_t)seconds,
                     .tv_usec = (suseconds_t)((seconds - (double)(time_t)seconds) * 1e6)}};
    setitimer(which, &timer, NULL);
}

void osint_budget_begin(const OsintLastWords *words, double cpu, double time)
{
    last = *words;
    handle_signals();
    state = WORKING;
    set_timer(ITIMER_PROF, cpu);
    set_timer(ITIMER_REAL, time);
}

void osint_budget_send(double time)
{
    state = SENDING;
    set_timer(ITIMER_REAL, time);
}

void osint_budget_end(void)
{
    state = IDLE;
    set_timer(ITIMER_REAL, 0);
    set_timer(ITIMER_PROF, 0);
}
