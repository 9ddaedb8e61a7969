/* What is watched, when the fault comes, and the journal. */
#include "tests/crash/fault.h"

#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <sched.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
    _Atomic unsigned calls;
    _Atomic unsigned happened;
    atomic_flag busy; /* of the journal */
} State;

typedef enum { KIND_NONE, KIND_KILL, KIND_TORN, KIND_ENOSPC, KIND_EIO, KIND_FULL } Kind;

static State *state;
static const char *directory;
static size_t directory_length;
static unsigned fault_at;
static Kind kind;
static int journal = -1;

static Kind kind_of(const char *name)
{
    static const char *const names[] = {"", "kill", "torn", "enospc", "eio", "full"};
    for (unsigned i = 1; name != NULL && i < sizeof names / sizeof *names; i++)
        if (strcmp(name, names[i]) == 0)
            return (Kind)i;
    return KIND_NONE;
}

__attribute__((constructor)) static void start(void)
{
    const char *state_file = getenv("OSINT_FAULT_STATE"), *at = getenv("OSINT_FAULT_AT");
    const char *journal_file = getenv("OSINT_FAULT_JOURNAL");
    directory = getenv("OSINT_FAULT_DIR");
    if (directory == NULL || state_file == NULL)
        return;
    int fd = (int)syscall(SYS_openat, AT_FDCWD, state_file, O_RDWR | O_CLOEXEC, 0);
    void *page = fd < 0 ? MAP_FAILED : mmap(NULL, sizeof(State), PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
    if (page == MAP_FAILED)
        abort();
    close(fd);
    directory_length = strlen(directory);
    fault_at = at == NULL ? 0 : (unsigned)strtoul(at, NULL, 10);
    kind = kind_of(getenv("OSINT_FAULT_KIND"));
    if (journal_file != NULL)
        journal =
            (int)syscall(SYS_openat, AT_FDCWD, journal_file, O_WRONLY | O_APPEND | O_CREAT | O_CLOEXEC, 0600);
    state = page;
}

/* ---- what is watched ---- */

static bool is_below(const char *path)
{
    return state != NULL && strncmp(path, directory, directory_length) == 0 &&
           (path[directory_length] == '/' || path[directory_length] == '\0');
}

bool fault_fd_path(int fd, char path[PATH_MAX])
{
    char link[32];
    snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(link, path, PATH_MAX - 1);
    if (length < 0)
        return false;
    path[length] = '\0';
    return true;
}

/* The path with its directory resolved: what the name is, not what it points to. */
static bool absolute_path(int base, const char *name, char path[PATH_MAX])
{
    char parent[PATH_MAX * 2], found[PATH_MAX];
    if (name[0] == '/')
        snprintf(parent, sizeof parent, "%s", name);
    else if (base == AT_FDCWD && getcwd(found, sizeof found) != NULL)
        snprintf(parent, sizeof parent, "%s/%s", found, name);
    else if (fault_fd_path(base, found))
        snprintf(parent, sizeof parent, "%s/%s", found, name);
    else
        return false;
    for (size_t end = strlen(parent); end > 1 && parent[end - 1] == '/'; end--)
        parent[end - 1] = '\0';
    char *slash = strrchr(parent, '/');
    *slash = '\0';
    if (realpath(slash == parent ? "/" : parent, found) == NULL)
        return false;
    return snprintf(path, PATH_MAX, "%s/%s", found, slash + 1) < PATH_MAX;
}

bool fault_watches_fd(int fd)
{
    int before = errno;
    char path[PATH_MAX];
    bool watched = state != NULL && fault_fd_path(fd, path) && is_below(path);
    errno = before;
    return watched;
}

bool fault_watches_path(int base, const char *name, char path[PATH_MAX])
{
    int before = errno;
    bool watched = state != NULL && absolute_path(base, name, path) && is_below(path);
    errno = before;
    return watched;
}

/* ---- the fault ---- */

static void die(void)
{
    kill(0, SIGKILL);
    for (;;)
        pause();
}

/* Counts a call. 0: it may go on; else its errno. *half (may be NULL): a write gets half of its bytes out
 * first. */
int fault_now(Needs needs, bool *half)
{
    unsigned number = atomic_fetch_add(&state->calls, 1) + 1;
    bool first = number == fault_at, later = fault_at > 0 && number > fault_at;
    if (!first && !(later && kind == KIND_FULL))
        return 0;
    if (kind == KIND_FULL && needs == NEEDS_NOTHING)
        return 0;
    bool begins = atomic_exchange(&state->happened, 1) == 0;
    if (kind == KIND_KILL || (kind == KIND_TORN && half == NULL))
        die();
    if (half != NULL)
        *half = kind == KIND_TORN || (kind == KIND_FULL && begins);
    return kind == KIND_EIO ? EIO : ENOSPC;
}

/* What a write that gets half of its bytes out gives. */
ssize_t fault_after_half(ssize_t written)
{
    if (kind == KIND_TORN)
        die();
    return written;
}

int fault_fail(int code)
{
    errno = code;
    return -1;
}

/* ---- the journal ---- */

void fault_lock(void)
{
    while (journal >= 0 && atomic_flag_test_and_set(&state->busy))
        sched_yield();
}

void fault_unlock(void)
{
    if (journal >= 0)
        atomic_flag_clear(&state->busy);
}

static void put(const void *data, size_t size)
{
    for (const char *at = data; size > 0;) {
        ssize_t written = syscall(SYS_write, journal, at, size);
        if (written <= 0)
            abort();
        at += written;
        size -= (size_t)written;
    }
}

/* A line, and as many bytes as its last number says. */
static void note(const char *line, const void *data, size_t size)
{
    int before = errno;
    if (journal >= 0) {
        put(line, strlen(line));
        if (size > 0)
            put(data, size);
    }
    errno = before;
}

void fault_note_fd(const char *what, int fd, long long offset, const void *data, size_t size)
{
    struct stat facts;
    char line[128];
    if (journal < 0 || fstat(fd, &facts) != 0)
        return;
    snprintf(line, sizeof line, "%s %llu %lld %zu\n", what, (unsigned long long)facts.st_ino, offset, size);
    note(line, data, size);
}

void fault_note_paths(const char *what, unsigned long long inode, const char *path, const char *other)
{
    char line[128], paths[2 * PATH_MAX];
    int size = snprintf(paths, sizeof paths, "%s%s%s", path, *other != '\0' ? "\n" : "", other);
    snprintf(line, sizeof line, "%s %llu 0 %d\n", what, inode, size);
    note(line, paths, (size_t)size);
}
