/* One child at a time; signals are waited for, not handled, so that none comes at a wrong moment. */
#include "web/keeper.h"

#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

/* A worker that cannot even begin is tried again this often, in seconds. */
#define PAUSE 1

static sigset_t expected_signals(void)
{
    const int expected[] = {SIGTERM, SIGINT, SIGUSR1, SIGHUP, SIGCHLD};
    sigset_t set;
    sigemptyset(&set);
    for (gsize i = 0; i < G_N_ELEMENTS(expected); i++)
        sigaddset(&set, expected[i]);
    return set;
}

/* A worker does not outlive its keeper. */
static pid_t start(int (*work)(gpointer), gpointer user_data, const sigset_t *before)
{
    pid_t keeper = getpid();
    pid_t worker = fork();
    if (worker != 0)
        return worker;
    prctl(PR_SET_PDEATHSIG, SIGTERM, 0, 0, 0);
    sigprocmask(SIG_SETMASK, before, NULL);
    _exit(getppid() == keeper ? work(user_data) : 0);
}

static void report(int status)
{
    if (WIFSIGNALED(status))
        fprintf(stderr, "osint-search.cgi: a worker was ended by signal %d (%s)\n", WTERMSIG(status),
                strsignal(WTERMSIG(status)));
}

/* Until the worker has ended; FALSE when no other is to follow. */
static gboolean wait_for_end(pid_t worker, const sigset_t *expected, int *status)
{
    gboolean more = TRUE;
    while (waitpid(worker, status, WNOHANG) != worker) {
        int number = sigwaitinfo(expected, NULL);
        if (number == SIGTERM || number == SIGINT || number == SIGUSR1)
            more = FALSE;
        if (number > 0 && number != SIGCHLD)
            kill(worker, SIGTERM);
    }
    return more;
}

/* FALSE when it was told to stop meanwhile. */
static gboolean pause_before_next(const sigset_t *expected)
{
    const struct timespec pause = {PAUSE, 0};
    int number = sigtimedwait(expected, NULL, &pause);
    return number < 0 || number == SIGHUP || number == SIGCHLD;
}

int osint_keep(int (*work)(gpointer user_data), gpointer user_data)
{
    const sigset_t expected = expected_signals();
    sigset_t before;
    sigprocmask(SIG_BLOCK, &expected, &before);
    for (gboolean more = TRUE; more;) {
        int status = 1;
        pid_t worker = start(work, user_data, &before);
        if (worker < 0)
            fprintf(stderr, "osint-search.cgi: cannot start a worker: %s\n", g_strerror(errno));
        else
            more = wait_for_end(worker, &expected, &status);
        report(status);
        if (more && status != 0)
            more = pause_before_next(&expected);
    }
    return 0;
}
