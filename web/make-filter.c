/* Writes the seccomp programs of the web program as a C header, so that no request pays for making them.
 *
 *     make-filter > filter.h
 *
 * They are lists of the system calls that reading an index and answering takes. Any other fails, without an
 * end to the process, so that a library that tries one goes another way. */
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <linux/filter.h>
#include <sched.h>
#include <seccomp.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/socket.h>

#define NEW_NAMESPACES                                                                                       \
    (CLONE_NEWNS | CLONE_NEWCGROUP | CLONE_NEWUTS | CLONE_NEWIPC | CLONE_NEWUSER | CLONE_NEWPID |            \
     CLONE_NEWNET)

static const char *const always[] = {
    /* open files */
    "read", "readv", "pread64", "write", "writev", "close", "lseek", "_llseek", "dup2", "dup3", "fadvise64",
    "fstat", "fstat64",
    /* paths, read only */
    "stat", "stat64", "lstat", "lstat64", "newfstatat", "fstatat64", "statx", "access", "faccessat",
    "faccessat2", "readlink", "readlinkat", "getdents64", "getcwd",
    /* memory, signals, limits */
    "brk", "munmap", "mremap", "madvise", "rt_sigaction", "rt_sigprocmask", "rt_sigreturn", "sigreturn",
    "sigaltstack", "setitimer", "getitimer", "alarm", "getrlimit", "ugetrlimit", "getrusage",
    "restart_syscall", "exit", "exit_group", "getpid", "gettid", "getuid", "geteuid", "getgid", "getegid",
    /* threads of libraries that see only one, time, chance */
    "futex", "futex_time64", "sched_yield", "sched_getaffinity", "clock_gettime", "clock_gettime64",
    "clock_nanosleep", "clock_nanosleep_time64", "gettimeofday", "time", "getrandom", "sysinfo", "uname",
    /* FastCGI: connections to the socket that is standard input */
    "accept", "accept4", "getpeername", "getsockname", "shutdown", "select", "_newselect", "pselect6", "poll",
    "ppoll", "ppoll_time64", "recvfrom", "recv"};

/* Shards of other machines: Xapian's client, a thread for each, and the look-up of hosts. */
static const char *const with_network[] = {"connect",       "getsockopt",
                                           "setsockopt",    "bind",
                                           "sendto",        "send",
                                           "sendmsg",       "sendmmsg",
                                           "recvmsg",       "fcntl",
                                           "fcntl64",       "ioctl",
                                           "mmap",          "mmap2",
                                           "mprotect",      "set_robust_list",
                                           "rseq",          "set_tid_address",
                                           "epoll_create1", "epoll_ctl",
                                           "epoll_wait",    "epoll_pwait",
                                           "eventfd2"};

static void add(scmp_filter_ctx filter, uint32_t action, const char *name)
{
    int number = seccomp_syscall_resolve_name(name);
    if (number != __NR_SCMP_ERROR)
        seccomp_rule_add(filter, action, number, 0);
}

/* O_TMPFILE has a bit that O_DIRECTORY has too; the other bit is its own. */
static void allow_opening_to_read(scmp_filter_ctx filter)
{
    guint64 forbidden = O_CREAT | O_TRUNC | O_ACCMODE | (O_TMPFILE & ~O_DIRECTORY);
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(open), 1, SCMP_A1(SCMP_CMP_MASKED_EQ, forbidden, 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(openat), 1, SCMP_A2(SCMP_CMP_MASKED_EQ, forbidden, 0));
}

/* Limits can be read, not set. */
static void allow_reading_limits(scmp_filter_ctx filter)
{
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(prlimit64), 2, SCMP_A0(SCMP_CMP_EQ, 0, 0),
                     SCMP_A2(SCMP_CMP_EQ, 0, 0));
}

static void allow_local(scmp_filter_ctx filter)
{
    const int maps[] = {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)};
    const int commands[] = {F_GETFD, F_SETFD, F_GETFL, F_SETFL, F_DUPFD_CLOEXEC};
    for (gsize i = 0; i < G_N_ELEMENTS(maps); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, maps[i], 1, SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0));
    for (gsize i = 0; i < G_N_ELEMENTS(commands); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(fcntl), 1,
                         SCMP_A1(SCMP_CMP_EQ, (scmp_datum_t)commands[i], 0));
}

static void allow_network(scmp_filter_ctx filter)
{
    const int families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
    for (gsize i = 0; i < G_N_ELEMENTS(with_network); i++)
        add(filter, SCMP_ACT_ALLOW, with_network[i]);
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++)
        seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(socket), 1,
                         SCMP_A0(SCMP_CMP_EQ, (scmp_datum_t)families[i], 0));
    seccomp_rule_add(filter, SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                     SCMP_A0(SCMP_CMP_MASKED_EQ, NEW_NAMESPACES | CLONE_THREAD, CLONE_THREAD));
    /* What this one does cannot be seen by a filter; the C library does without it. */
    add(filter, SCMP_ACT_ERRNO(ENOSYS), "clone3");
}

static void print_program(scmp_filter_ctx filter, const char *name)
{
    struct sock_filter instruction;
    FILE *file = tmpfile();
    if (file == NULL || seccomp_export_bpf(filter, fileno(file)) != 0)
        exit(EXIT_FAILURE);
    rewind(file);
    printf("static const struct sock_filter %s[] = {\n", name);
    while (fread(&instruction, sizeof instruction, 1, file) == 1)
        printf("    {%#x, %u, %u, %#x},\n", instruction.code, instruction.jt, instruction.jf, instruction.k);
    printf("};\n");
    fclose(file);
}

static void make(gboolean network, const char *name)
{
    scmp_filter_ctx filter = seccomp_init(SCMP_ACT_ERRNO(EPERM));
    if (filter == NULL)
        exit(EXIT_FAILURE);
    /* A tree of comparisons instead of a list. */
    seccomp_attr_set(filter, SCMP_FLTATR_CTL_OPTIMIZE, 2);
    for (gsize i = 0; i < G_N_ELEMENTS(always); i++)
        add(filter, SCMP_ACT_ALLOW, always[i]);
    allow_opening_to_read(filter);
    allow_reading_limits(filter);
    if (network)
        allow_network(filter);
    else
        allow_local(filter);
    print_program(filter, name);
    seccomp_release(filter);
}

int main(void)
{
    printf("/* Made by make-filter. */\n#include <linux/filter.h>\n");
    make(FALSE, "local_calls");
    make(TRUE, "network_calls");
    return fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
