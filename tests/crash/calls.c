/* The calls that change files, in front of libc's. */
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/sendfile.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "tests/crash/fault.h"

#define EXPORTED __attribute__((visibility("default")))

/* ---- names ---- */

static int open_file(int base, const char *name, int flags, mode_t mode)
{
    char path[PATH_MAX];
    if (!(flags & (O_CREAT | O_TRUNC)) || !fault_watches_path(base, name, path))
        return (int)syscall(SYS_openat, base, name, flags, mode);
    int code = fault_now(NEEDS_SPACE, NULL);
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    struct stat facts;
    bool existed = stat(path, &facts) == 0;
    int fd = (int)syscall(SYS_openat, base, name, flags, mode);
    if (fd >= 0 && !existed && fstat(fd, &facts) == 0)
        fault_note_paths("create", facts.st_ino, path, "");
    else if (fd >= 0 && (flags & O_TRUNC))
        fault_note_fd("truncate", fd, 0, NULL, 0);
    fault_unlock();
    return fd;
}

#define OPEN(name, base_parameter, base)                                                                     \
    EXPORTED int name(base_parameter const char *file, int flags, ...);                                      \
    EXPORTED int name(base_parameter const char *file, int flags, ...)                                       \
    {                                                                                                        \
        va_list args;                                                                                        \
        va_start(args, flags);                                                                               \
        mode_t mode = (flags & (O_CREAT | __O_TMPFILE)) ? va_arg(args, mode_t) : 0;                          \
        va_end(args);                                                                                        \
        return open_file(base, file, flags, mode);                                                           \
    }
#define NO_BASE
#define BASE int directory_fd,
OPEN(open, NO_BASE, AT_FDCWD)
OPEN(open64, NO_BASE, AT_FDCWD)
OPEN(openat, BASE, directory_fd)
OPEN(openat64, BASE, directory_fd)

EXPORTED int creat(const char *file, mode_t mode)
{
    return open_file(AT_FDCWD, file, O_CREAT | O_WRONLY | O_TRUNC, mode);
}

/* A call that changes one name. */
static int change_name(const char *what, Needs needs, long call, int base, const char *name, long argument)
{
    char path[PATH_MAX];
    bool watched = fault_watches_path(base, name, path);
    int code = watched ? fault_now(needs, NULL) : 0;
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    int result = (int)syscall(call, base, name, argument);
    if (watched && result == 0)
        fault_note_paths(what, 0, path, "");
    fault_unlock();
    return result;
}

EXPORTED int mkdirat(int base, const char *name, mode_t mode)
{
    return change_name("mkdir", NEEDS_SPACE, SYS_mkdirat, base, name, (long)mode);
}

EXPORTED int mkdir(const char *name, mode_t mode)
{
    return mkdirat(AT_FDCWD, name, mode);
}

EXPORTED int unlinkat(int base, const char *name, int flags)
{
    return change_name("unlink", NEEDS_NOTHING, SYS_unlinkat, base, name, flags);
}

EXPORTED int unlink(const char *name)
{
    return unlinkat(AT_FDCWD, name, 0);
}

EXPORTED int rmdir(const char *name)
{
    return unlinkat(AT_FDCWD, name, AT_REMOVEDIR);
}

EXPORTED int remove(const char *name)
{
    int result = unlink(name);
    return result != 0 && errno == EISDIR ? rmdir(name) : result;
}

EXPORTED int symlinkat(const char *target, int base, const char *name)
{
    char path[PATH_MAX];
    bool watched = fault_watches_path(base, name, path);
    int code = watched ? fault_now(NEEDS_SPACE, NULL) : 0;
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    int result = (int)syscall(SYS_symlinkat, target, base, name);
    if (watched && result == 0)
        fault_note_paths("symlink", 0, path, target);
    fault_unlock();
    return result;
}

EXPORTED int symlink(const char *target, const char *name)
{
    return symlinkat(target, AT_FDCWD, name);
}

/* Renames and links: of two names. */
static int change_names(const char *what, long call, int base, const char *name, int other_base,
                        const char *other, unsigned flags)
{
    char path[PATH_MAX], other_path[PATH_MAX];
    bool watched = fault_watches_path(base, name, path);
    watched = fault_watches_path(other_base, other, other_path) || watched;
    int code = watched ? fault_now(NEEDS_SPACE, NULL) : 0;
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    int result = (int)syscall(call, base, name, other_base, other, flags);
    if (watched && result == 0)
        fault_note_paths(what, flags, path, other_path);
    fault_unlock();
    return result;
}

EXPORTED int renameat2(int base, const char *name, int other_base, const char *other, unsigned flags)
{
    return change_names("rename", SYS_renameat2, base, name, other_base, other, flags);
}

EXPORTED int renameat(int base, const char *name, int other_base, const char *other)
{
    return renameat2(base, name, other_base, other, 0);
}

EXPORTED int rename(const char *name, const char *other)
{
    return renameat2(AT_FDCWD, name, AT_FDCWD, other, 0);
}

EXPORTED int linkat(int base, const char *name, int other_base, const char *other, int flags)
{
    return change_names("link", SYS_linkat, base, name, other_base, other, (unsigned)flags);
}

EXPORTED int link(const char *name, const char *other)
{
    return linkat(AT_FDCWD, name, AT_FDCWD, other, 0);
}

/* ---- contents ---- */

/* Where a write of size bytes that just ended began. */
static long long written_at(int fd, ssize_t size)
{
    return lseek(fd, 0, SEEK_CUR) - size;
}

EXPORTED ssize_t write(int fd, const void *data, size_t size)
{
    if (!fault_watches_fd(fd))
        return syscall(SYS_write, fd, data, size);
    bool half = false;
    int code = fault_now(NEEDS_SPACE, &half);
    if (half && size > 1)
        return fault_after_half(syscall(SYS_write, fd, data, size / 2));
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    ssize_t written = syscall(SYS_write, fd, data, size);
    if (written > 0)
        fault_note_fd("write", fd, written_at(fd, written), data, (size_t)written);
    fault_unlock();
    return written;
}

EXPORTED ssize_t pwrite(int fd, const void *data, size_t size, off_t offset)
{
    if (!fault_watches_fd(fd))
        return syscall(SYS_pwrite64, fd, data, size, offset);
    bool half = false;
    int code = fault_now(NEEDS_SPACE, &half);
    if (half && size > 1)
        return fault_after_half(syscall(SYS_pwrite64, fd, data, size / 2, offset));
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    ssize_t written = syscall(SYS_pwrite64, fd, data, size, offset);
    if (written > 0)
        fault_note_fd("write", fd, offset, data, (size_t)written);
    fault_unlock();
    return written;
}

EXPORTED ssize_t pwrite64(int fd, const void *data, size_t size, off64_t offset)
{
    return pwrite(fd, data, size, offset);
}

/* One piece of several at a time is what these may do. */
EXPORTED ssize_t writev(int fd, const struct iovec *pieces, int count)
{
    if (!fault_watches_fd(fd))
        return syscall(SYS_writev, fd, pieces, count);
    while (count > 1 && pieces->iov_len == 0)
        pieces++, count--;
    return count <= 0 ? 0 : write(fd, pieces->iov_base, pieces->iov_len);
}

EXPORTED ssize_t pwritev(int fd, const struct iovec *pieces, int count, off_t offset)
{
    if (!fault_watches_fd(fd))
        return syscall(SYS_pwritev, fd, pieces, count, (long)offset, 0L);
    while (count > 1 && pieces->iov_len == 0)
        pieces++, count--;
    return count <= 0 ? 0 : pwrite(fd, pieces->iov_base, pieces->iov_len, offset);
}

EXPORTED ssize_t pwritev64(int fd, const struct iovec *pieces, int count, off64_t offset)
{
    return pwritev(fd, pieces, count, offset);
}

/* Programs fall back to reading and writing. */
EXPORTED ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *offset, size_t size, unsigned flags)
{
    return fault_watches_fd(to) ? fault_fail(ENOSYS)
                                : syscall(SYS_copy_file_range, from, at, to, offset, size, flags);
}

EXPORTED ssize_t sendfile(int to, int from, off_t *offset, size_t size)
{
    return fault_watches_fd(to) ? fault_fail(EINVAL) : syscall(SYS_sendfile, to, from, offset, size);
}

EXPORTED ssize_t sendfile64(int to, int from, off64_t *offset, size_t size)
{
    return sendfile(to, from, offset, size);
}

EXPORTED int ftruncate(int fd, off_t size)
{
    int code = fault_watches_fd(fd) ? fault_now(NEEDS_SPACE, NULL) : 0;
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    int result = (int)syscall(SYS_ftruncate, fd, size);
    if (result == 0 && fault_watches_fd(fd))
        fault_note_fd("truncate", fd, size, NULL, 0);
    fault_unlock();
    return result;
}

EXPORTED int ftruncate64(int fd, off64_t size)
{
    return ftruncate(fd, size);
}

EXPORTED int fallocate(int fd, int mode, off_t offset, off_t size)
{
    int code = fault_watches_fd(fd) ? fault_now(NEEDS_SPACE, NULL) : 0;
    if (code != 0)
        return fault_fail(code);
    fault_lock();
    int result = (int)syscall(SYS_fallocate, fd, mode, offset, size);
    struct stat facts;
    if (result == 0 && fault_watches_fd(fd) && fstat(fd, &facts) == 0)
        fault_note_fd("truncate", fd, facts.st_size, NULL, 0);
    fault_unlock();
    return result;
}

EXPORTED int fallocate64(int fd, int mode, off64_t offset, off64_t size)
{
    return fallocate(fd, mode, offset, size);
}

EXPORTED int posix_fallocate(int fd, off_t offset, off_t size)
{
    return fallocate(fd, 0, offset, size) == 0 ? 0 : errno;
}

EXPORTED int posix_fallocate64(int fd, off64_t offset, off64_t size)
{
    return posix_fallocate(fd, offset, size);
}

static int sync_fd(long call, int fd)
{
    char path[PATH_MAX];
    struct stat facts;
    if (!fault_watches_fd(fd) || !fault_fd_path(fd, path) || fstat(fd, &facts) != 0)
        return (int)syscall(call, fd);
    int code = fault_now(NEEDS_SPACE, NULL);
    if (code != 0)
        return fault_fail(code);
    fault_lock(); /* no real sync: the power stays */
    if (S_ISDIR(facts.st_mode))
        fault_note_paths("syncdir", 0, path, "");
    else
        fault_note_fd("sync", fd, 0, NULL, 0);
    fault_unlock();
    return 0;
}

EXPORTED int fsync(int fd)
{
    return sync_fd(SYS_fsync, fd);
}

EXPORTED int fdatasync(int fd)
{
    return sync_fd(SYS_fdatasync, fd);
}

/* ---- what would not be seen ---- */

static void blind(const char *what, const char *path)
{
    dprintf(STDERR_FILENO, "fault: %s of %s is not watched\n", what, path);
    abort();
}

EXPORTED void *mmap(void *address, size_t size, int protection, int flags, int fd, off_t offset)
{
    if (fd >= 0 && (protection & PROT_WRITE) && (flags & MAP_SHARED) && fault_watches_fd(fd))
        blind("mmap", "a file");
    long result = syscall(SYS_mmap, address, size, protection, flags, fd, offset);
    return result == -1 ? MAP_FAILED : (void *)result; /* NOLINT(performance-no-int-to-ptr) */
}

EXPORTED void *mmap64(void *address, size_t size, int protection, int flags, int fd, off64_t offset)
{
    return mmap(address, size, protection, flags, fd, offset);
}
