/* A library for LD_PRELOAD: numbers the calls of a program and its children that change files below one
 * directory, and at one of them kills the program, lets the call fail, or lets the disk be full from then on.
 * With a journal it writes down what was changed and synced, and syncs nothing, for powercut.py.
 *
 * OSINT_FAULT_DIR      the directory, canonical
 * OSINT_FAULT_STATE    a file of 16 zero bytes, which gets two numbers: calls so far, and whether the fault
 * happened OSINT_FAULT_AT       the number of the call, from 1; 0: none OSINT_FAULT_KIND     kill, torn
 * (killed in the middle of a write), enospc, eio, full OSINT_FAULT_JOURNAL  a file to append to
 *
 * A shared mapping, which would go past the wrappers, aborts the program. */
#ifndef OSINT_TESTS_FAULT_H
#define OSINT_TESTS_FAULT_H

#include <limits.h>
#include <stdbool.h>
#include <stddef.h>
#include <sys/types.h>

/* A full disk refuses what takes space. */
typedef enum { NEEDS_NOTHING, NEEDS_SPACE } Needs;

bool fault_fd_path(int fd, char path[PATH_MAX]);
/* Whether the file is below the directory. errno stays. */
bool fault_watches_fd(int fd);
/* The same for a name, of which *path is the absolute form: what the name is, not what it points to. */
bool fault_watches_path(int base, const char *name, char path[PATH_MAX]);

/* Counts a call. 0: it may go on; else the errno with which it fails. *half (may be NULL): a write gets half
 * of its bytes out first, and ends with fault_after_half(). */
int fault_now(Needs needs, bool *half);
ssize_t fault_after_half(ssize_t written);
/* Sets errno; -1. */
int fault_fail(int code);

/* Around a call and its notes in the journal. */
void fault_lock(void);
void fault_unlock(void);
/* A line "WHAT INODE OFFSET SIZE", then SIZE bytes. */
void fault_note_fd(const char *what, int fd, long long offset, const void *data, size_t size);
/* Likewise, the bytes being one or two paths, a line each. */
void fault_note_paths(const char *what, unsigned long long inode, const char *path, const char *other);

#endif
