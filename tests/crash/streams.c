/* Writable streams, which would write past the wrappers of calls.c: here they write through them. */
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "tests/crash/fault.h"

#define EXPORTED __attribute__((visibility("default")))
#define MOST_STREAMS 64

/* fileno() of a stream of ours; slots are taken and given back. */
static struct {
    FILE *_Atomic stream;
    int fd;
} streams[MOST_STREAMS];

static void remember(FILE *stream, int fd)
{
    for (int i = 0; i < MOST_STREAMS; i++)
        if (streams[i].stream == NULL) {
            streams[i].fd = fd;
            streams[i].stream = stream;
            return;
        }
    abort();
}

static ssize_t read_stream(void *cookie, char *data, size_t size)
{
    return read(*(int *)cookie, data, size);
}

/* The rest of a write that was cut short is tried again, as the C library does: then errno tells why. */
static ssize_t write_stream(void *cookie, const char *data, size_t size)
{
    size_t done = 0;
    while (done < size) {
        ssize_t written = write(*(int *)cookie, data + done, size - done);
        if (written < 0)
            break;
        done += (size_t)written;
    }
    return (ssize_t)done;
}

static int seek_stream(void *cookie, off64_t *offset, int whence)
{
    off64_t found = lseek64(*(int *)cookie, *offset, whence);
    if (found < 0)
        return -1;
    *offset = found;
    return 0;
}

static int close_stream(void *cookie)
{
    int fd = *(int *)cookie;
    free(cookie);
    for (int i = 0; i < MOST_STREAMS; i++)
        if (streams[i].stream != NULL && streams[i].fd == fd)
            streams[i].stream = NULL;
    return close(fd);
}

static int flags_of(const char *mode)
{
    int how = strchr(mode, '+') != NULL ? O_RDWR : mode[0] == 'r' ? O_RDONLY : O_WRONLY;
    how |= strchr(mode, 'e') != NULL ? O_CLOEXEC : 0;
    how |= strchr(mode, 'x') != NULL ? O_EXCL : 0;
    return how | (mode[0] == 'w' ? O_CREAT | O_TRUNC : mode[0] == 'a' ? O_CREAT | O_APPEND : 0);
}

static FILE *stream_of(int fd, const char *mode)
{
    static const cookie_io_functions_t functions = {read_stream, write_stream, seek_stream, close_stream};
    int *cookie = malloc(sizeof *cookie);
    if (cookie == NULL)
        abort();
    *cookie = fd;
    FILE *stream = fopencookie(cookie, mode, functions);
    if (stream == NULL)
        abort();
    remember(stream, fd);
    return stream;
}

static FILE *open_stream(const char *symbol, const char *name, const char *mode)
{
    char path[PATH_MAX];
    if (strpbrk(mode, "wa+") != NULL && fault_watches_path(AT_FDCWD, name, path)) {
        int fd = open(name, flags_of(mode), 0666);
        return fd < 0 ? NULL : stream_of(fd, mode);
    }
    union {
        void *address;
        FILE *(*call)(const char *, const char *);
    } real = {.address = dlsym(RTLD_NEXT, symbol)};
    return real.call(name, mode);
}

EXPORTED FILE *fopen(const char *name, const char *mode)
{
    return open_stream("fopen", name, mode);
}

EXPORTED FILE *fopen64(const char *name, const char *mode)
{
    return open_stream("fopen64", name, mode);
}

EXPORTED FILE *fdopen(int fd, const char *mode)
{
    if (strpbrk(mode, "wa+") != NULL && fault_watches_fd(fd))
        return stream_of(fd, mode);
    union {
        void *address;
        FILE *(*call)(int, const char *);
    } real = {.address = dlsym(RTLD_NEXT, "fdopen")};
    return real.call(fd, mode);
}

EXPORTED int fileno(FILE *stream)
{
    for (int i = 0; i < MOST_STREAMS; i++)
        if (streams[i].stream == stream)
            return streams[i].fd;
    union {
        void *address;
        int (*call)(FILE *);
    } real = {.address = dlsym(RTLD_NEXT, "fileno")};
    return real.call(stream);
}

EXPORTED int fileno_unlocked(FILE *stream)
{
    return fileno(stream);
}
