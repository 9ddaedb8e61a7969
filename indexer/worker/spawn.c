/* A worker inherits a socket, the progress page and an environment that tells it nothing. */
#include "indexer/worker/spawn.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <spawn.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <unistd.h>

#define SELF "/proc/self/exe"
#define FIRST_DESCRIPTOR 10 /* above those that the worker has by number */

static const char *const kept_variables[] = {"LD_LIBRARY_PATH",
#if OSINT_SANITIZED
                                             "ASAN_OPTIONS", "LSAN_OPTIONS", "UBSAN_OPTIONS",
#endif
                                             NULL};

static char **environment(void)
{
    char **variables = g_environ_setenv(NULL, "PATH", "/usr/local/bin:/usr/bin:/bin", TRUE);
    for (const char *const *name = kept_variables; *name != NULL; name++)
        if (g_getenv(*name) != NULL)
            variables = g_environ_setenv(variables, *name, g_getenv(*name), TRUE);
    return variables;
}

/* By its name where it still has one; under an emulator such as valgrind the link leads elsewhere. A program
 * that has been replaced since it was started is reached by the link. */
static char *own_program(void)
{
    g_autofree char *path = g_file_read_link(SELF, NULL);
    return path != NULL && access(path, X_OK) == 0 ? g_steal_pointer(&path) : g_strdup(SELF);
}

static gboolean fail(GError **error, const char *what, int number)
{
    g_set_error(error, G_SPAWN_ERROR, G_SPAWN_ERROR_FAILED, "a reader cannot be started: %s: %s", what,
                g_strerror(number));
    return FALSE;
}

static int moved_up(int descriptor)
{
    int moved = fcntl(descriptor, F_DUPFD_CLOEXEC, FIRST_DESCRIPTOR);
    close(descriptor);
    return moved;
}

/* Sealed, so that the worker cannot take away what we have mapped. */
static int page_file(OsintProgressPage **page)
{
    int file = memfd_create(OSINT_WORKER_NAME, MFD_CLOEXEC | MFD_ALLOW_SEALING);
    if (file < 0 || (file = moved_up(file)) < 0)
        return -1;
    void *address = MAP_FAILED;
    if (ftruncate(file, sizeof **page) == 0 &&
        fcntl(file, F_ADD_SEALS, F_SEAL_SHRINK | F_SEAL_GROW | F_SEAL_SEAL) == 0)
        address = mmap(NULL, sizeof **page, PROT_READ | PROT_WRITE, MAP_SHARED, file, 0);
    if (address != MAP_FAILED) {
        *page = address;
        return file;
    }
    int number = errno;
    close(file);
    errno = number;
    return -1;
}

static int start(GPid *pid, int socket, int page)
{
    char parent[16];
    snprintf(parent, sizeof parent, "%d", (int)getpid());
    char *const arguments[] = {(char *)OSINT_WORKER_NAME, parent, NULL};
    g_auto(GStrv) variables = environment();
    g_autofree char *program = own_program();
    posix_spawn_file_actions_t actions;
    posix_spawnattr_t attributes;
    sigset_t held; /* until the worker ignores them: Ctrl-C goes to it too */
    sigemptyset(&held);
    sigaddset(&held, SIGINT);
    sigaddset(&held, SIGTERM);
    posix_spawnattr_init(&attributes);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    posix_spawnattr_setsigmask(&attributes, &held);
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, socket, OSINT_WORKER_SOCKET);
    posix_spawn_file_actions_addopen(&actions, STDOUT_FILENO, "/dev/null", O_WRONLY, 0);
    if (!OSINT_SANITIZED)
        posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    posix_spawn_file_actions_adddup2(&actions, page, OSINT_WORKER_PROGRESS);
    int result = posix_spawn(pid, program, &actions, &attributes, arguments, variables);
    posix_spawn_file_actions_destroy(&actions);
    posix_spawnattr_destroy(&attributes);
    return result;
}

gboolean osint_spawn(OsintSpawned *spawned, GError **error)
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) != 0)
        return fail(error, "socketpair", errno);
    OsintProgressPage *page = NULL;
    GPid pid;
    int theirs = moved_up(ends[1]);
    int file = theirs >= 0 ? page_file(&page) : -1;
    if (file < 0) {
        int number = errno;
        close(ends[0]);
        if (theirs >= 0)
            close(theirs);
        return fail(error, "descriptors", number);
    }
    int result = start(&pid, theirs, file);
    close(theirs);
    close(file);
    if (result != 0) {
        close(ends[0]);
        munmap(page, sizeof *page);
        return fail(error, SELF, result);
    }
    *spawned = (OsintSpawned){pid, ends[0], page};
    return TRUE;
}
