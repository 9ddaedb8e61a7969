/* seccomp: a list of the system calls that readers, their libraries and the programs they run (pdftotext)
 * need. Any other fails, without an end to the process, so that a library that tries one goes another way. */
#include "indexer/worker/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <sched.h>
#include <seccomp.h>
#include <signal.h>
#include <sys/prctl.h>

#ifndef PR_SET_VMA
#define PR_SET_VMA 0x53564d41
#endif
#define NEW_NAMESPACES                                                                                       \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |            \
     CLONE_NEWNET)

static const char *const allowed[] = {
    /* open files, the socket among them */
    "read", "readv", "pread64", "preadv", "write", "writev", "close", "close_range", "dup", "dup2", "dup3",
    "fcntl", "fcntl64", "lseek", "_llseek", "pipe", "pipe2", "poll", "ppoll", "ppoll_time64", "select",
    "pselect6", "_newselect", "recvmsg", "recvfrom", "recv", "sendmsg", "sendto", "send", "fadvise64",
    "epoll_create1", "epoll_ctl", "epoll_wait", "epoll_pwait", "eventfd2",
    /* paths, read only */
    "stat", "stat64", "fstat", "fstat64", "fstatfs", "lstat", "lstat64", "newfstatat", "fstatat64", "statx",
    "statfs", "access", "faccessat", "faccessat2", "readlink", "readlinkat", "getdents", "getdents64",
    "getcwd", "chdir", "fchdir",
    /* memory */
    "brk", "mmap", "mmap2", "munmap", "mremap", "mprotect", "madvise", "msync", "mincore", "membarrier",
    /* signals and limits */
    "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "rt_sigpending", "rt_sigtimedwait", "rt_sigsuspend",
    "sigaltstack", "sigreturn", "kill", "tkill", "tgkill", "pause", "alarm", "getitimer", "setitimer",
    "getrlimit", "ugetrlimit", "setrlimit", "prlimit64", "getrusage", "restart_syscall",
    /* processes */
    "vfork", "fork", "execve", "execveat", "exit", "exit_group", "wait4", "waitid", "waitpid", "getpid",
    "getppid", "gettid", "getpgid", "getpgrp", "setpgid", "getsid", "setsid", "getuid", "getuid32", "geteuid",
    "geteuid32", "getgid", "getgid32", "getegid", "getegid32", "getresuid", "getresgid", "umask",
    "getpriority", "setpriority",
    /* threads */
    "futex", "futex_time64", "set_tid_address", "set_robust_list", "get_robust_list", "rseq", "arch_prctl",
    "set_thread_area", "get_thread_area", "sched_yield", "sched_getaffinity", "sched_getparam",
    "sched_getscheduler", "sched_get_priority_max", "sched_get_priority_min",
    /* time and chance */
    "clock_gettime", "clock_gettime64", "clock_getres", "clock_nanosleep", "clock_nanosleep_time64",
    "nanosleep", "gettimeofday", "time", "times", "getrandom", "sysinfo", "uname", "getcpu"};

/* What these do cannot be seen by a filter; the C library does without them. */
static const char *const unknown[] = {"clone3", "openat2"};

static void allow_each(scmp_filter_ctx filter)
{
    for (gsize i = 0; i < G_N_ELEMENTS(allowed); i++) {
        int number = seccomp_syscall_resolve_name(allowed[i]);
        if (number != __NR_SCMP_ERROR)
            seccomp_rule_add(filter, SCMP_ACT_ALLOW, number, 0);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(unknown); i++) {
        int number = seccomp_syscall_resolve_name(unknown[i]);
        if (number != __NR_SCMP_ERROR)
            seccomp_rule_add(filter, SCMP_ACT_ERRNO(ENOSYS), number, 0);
    }
}

/* O_TMPFILE has a bit that O_DIRECTORY has too; the other bit is its own. */
static void allow_opening(scmp_filter_ctx filter, gboolean writable_paths)
{
    guint64 forbidden = O_CREAT | O_TRUNC | (O_TMPFILE & ~O_DIRECTORY);
    if (!writable_paths)
        forbidden |= O_ACCMODE;
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, forbidden, 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, forbidden, 0));
}

static void allow_processes(scmp_filter_ctx filter)
{
    const unsigned options[] = {PR_SET_NAME,     PR_GET_NAME,         PR_GET_DUMPABLE,
                                PR_CAPBSET_READ, PR_SET_NO_NEW_PRIVS, PR_SET_VMA};
    for (gsize i = 0; i < G_N_ELEMENTS(options); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 1, SCMP_A0(SCMP_CMP_EQ, options[i], 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prctl), 2, SCMP_A0(SCMP_CMP_EQ, PR_SET_PDEATHSIG, 0),
                     SCMP_A1(SCMP_CMP_EQ, SIGKILL, 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, NEW_NAMESPACES, 0));
}

gboolean osint_sandbox_restrict_calls(gboolean writable_paths)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        return FALSE;
    allow_each(filter);
    allow_opening(filter, writable_paths);
    allow_processes(filter);
    gboolean restricted = seccomp_load(filter) == 0;
    seccomp_release(filter);
    return restricted;
}
