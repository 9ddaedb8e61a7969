/* The sandbox of the web program, from the inside: each test is a child that has entered it and tries what it
 * must not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/sandbox/limits.h"
#include "tests/unit/sandbox/attempts.h"
#include "web/sandbox.h"

#define CPU 60

static char *folder;   /* has: */
static char *index_at; /* a directory that stands for an index, with the file */
static char *table;
static char *stub; /* of a shard that another machine serves */
static char *secret;

/* What the next child's kernel does not have; 0: nothing. */
static guint32 missing_call;

static void take_away(guint32 number)
{
    struct sock_filter filter[] = {
        BPF_STMT(BPF_LD | BPF_W | BPF_ABS, G_STRUCT_OFFSET(struct seccomp_data, nr)),
        BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, number, 0, 1),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ERRNO | ENOSYS),
        BPF_STMT(BPF_RET | BPF_K, SECCOMP_RET_ALLOW),
    };
    const struct sock_fprog program = {G_N_ELEMENTS(filter), filter};
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (syscall(SYS_seccomp, SECCOMP_SET_MODE_FILTER, 0, &program) != 0)
        _exit(77);
}

static int in_sandbox(const char *location, int (*attempt)(void))
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        if (missing_call != 0)
            take_away(missing_call);
        osint_sandbox_enter(location, CPU);
        _exit(attempt());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int make_raw_socket(void)
{
    return refused_if(socket(AF_PACKET, SOCK_RAW, 0) < 0);
}

static int make_socket(void)
{
    return socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0) >= 0 ? ALLOWED : REFUSED;
}

/* Each way to write; the file is looked at afterwards, too. */
static int write_files(void)
{
    g_autofree char *path = g_build_filename(index_at, "new", NULL);
    if (refused_if(open(path, O_WRONLY | O_CREAT, 0600) < 0) != REFUSED ||
        refused_if(open(table, O_WRONLY) < 0) != REFUSED || refused_if(open(table, O_RDWR) < 0) != REFUSED ||
        refused_if(open(table, O_RDONLY | O_TRUNC) < 0) != REFUSED ||
        refused_if(open(index_at, O_TMPFILE | O_RDWR, 0600) < 0) != REFUSED ||
        refused_if(syscall(SYS_creat, path, 0600) < 0) != REFUSED ||
        refused_if(syscall(SYS_openat2, AT_FDCWD, path, NULL, 0) < 0) != REFUSED)
        return ALLOWED;
    return REFUSED;
}

static int change_files(void)
{
    const int calls[] = {unlink(table),
                         mkdir("/tmp/osint-new", 0700),
                         rename(table, "/tmp/osint-new"),
                         chmod(table, 0777),
                         symlink("/", "/tmp/osint-new"),
                         link(table, "/tmp/osint-new"),
                         truncate(table, 0),
                         chown(table, 1, 1),
                         chroot("/"),
                         chdir("/")};
    for (gsize i = 0; i < G_N_ELEMENTS(calls); i++)
        if (calls[i] == 0)
            return ALLOWED;
    return REFUSED;
}

static int run_programs(void)
{
    char *const arguments[] = {(char *)"true", NULL};
    if (refused_if(execve("/usr/bin/true", arguments, NULL) < 0) != REFUSED)
        return ALLOWED;
    return refused_if(fork() < 0);
}

static int make_namespace(void)
{
    return refused_if(syscall(SYS_clone, CLONE_THREAD | CLONE_NEWUSER, NULL, NULL, NULL, 0) < 0);
}

static int make_code(void)
{
    void *page = mmap(NULL, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (page == MAP_FAILED)
        return ALLOWED;
    if (refused_if(mprotect(page, 4096, PROT_READ | PROT_EXEC) < 0) != REFUSED)
        return ALLOWED;
    return refused_if(mmap(NULL, 4096, PROT_READ | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0) ==
                      MAP_FAILED);
}

static int disturb_others(void)
{
    if (refused_if(kill(getppid(), 0) < 0) != REFUSED ||
        refused_if(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0))
        return ALLOWED;
    return refused_if(syscall(SYS_tgkill, getppid(), getppid(), 0) < 0);
}

static int use_system(void)
{
    const long numbers[] = {
        SYS_bpf,         SYS_io_uring_setup,   SYS_mount,        SYS_keyctl, SYS_perf_event_open,
        SYS_userfaultfd, SYS_process_vm_readv, SYS_memfd_create, SYS_prctl};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (refused_if(syscall(numbers[i], 0, NULL, 0, 0, 0, 0) < 0) != REFUSED)
            return ALLOWED;
    return REFUSED;
}

static int have_no_limits(void)
{
    const struct {
        __rlimit_resource_t resource;
        rlim_t most;
    } limits[] = {
        {RLIMIT_CORE, 0}, {RLIMIT_CPU, CPU}, {RLIMIT_NOFILE, 256}, {RLIMIT_AS, OSINT_SANDBOX_MEMORY}};
    struct rlimit found;
    for (gsize i = 0; i < G_N_ELEMENTS(limits); i++)
        if (getrlimit(limits[i].resource, &found) != 0 || found.rlim_max > limits[i].most)
            return ALLOWED;
    return refused_if(setrlimit(RLIMIT_CPU, &found) != 0);
}

/* A file that is no log ends a write at once. */
static int fill_the_disk(void)
{
    struct rlimit found;
    return getrlimit(RLIMIT_FSIZE, &found) == 0 && found.rlim_max == 0 ? REFUSED : ALLOWED;
}

static int read_index(void)
{
    char bytes[8];
    int file = open(table, O_RDONLY | O_CLOEXEC);
    struct stat info;
    return file >= 0 && read(file, bytes, sizeof bytes) == 5 && stat(index_at, &info) == 0 ? ALLOWED
                                                                                           : REFUSED;
}

static int read_elsewhere(void)
{
    if (refused_if(open("/etc/passwd", O_RDONLY) < 0) != REFUSED)
        return ALLOWED;
    return refused_if(open(secret, O_RDONLY) < 0);
}

static int read_hosts(void)
{
    return open("/etc/hosts", O_RDONLY) >= 0 || errno == ENOENT ? ALLOWED : REFUSED;
}

static gpointer answer_to_everything(gpointer data G_GNUC_UNUSED)
{
    return GINT_TO_POINTER(42);
}

static int make_thread(void)
{
    g_autoptr(GError) error = NULL;
    GThread *thread = g_thread_try_new("shard", answer_to_everything, NULL, &error);
    return thread != NULL && g_thread_join(thread) == GINT_TO_POINTER(42) ? ALLOWED : REFUSED;
}

static void test_writes_nothing(void **state G_GNUC_UNUSED)
{
    g_autofree char *content = NULL;
    const char *const locations[] = {index_at, stub, NULL};
    for (gsize i = 0; i < G_N_ELEMENTS(locations); i++) {
        assert_int_equal(in_sandbox(locations[i], write_files), REFUSED);
        assert_int_equal(in_sandbox(locations[i], change_files), REFUSED);
    }
    assert_true(g_file_get_contents(table, &content, NULL, NULL));
    assert_string_equal(content, "table");
}

static void test_runs_nothing(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(index_at, run_programs), REFUSED);
    assert_int_equal(in_sandbox(stub, run_programs), REFUSED);
    assert_int_equal(in_sandbox(stub, make_namespace), REFUSED);
    assert_int_equal(in_sandbox(index_at, make_code), REFUSED);
}

static void test_reaches_nobody(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(index_at, make_sockets), REFUSED);
    assert_int_equal(in_sandbox(stub, make_raw_socket), REFUSED);
    assert_int_equal(in_sandbox(index_at, disturb_others), REFUSED);
    assert_int_equal(in_sandbox(index_at, use_system), REFUSED);
    assert_int_equal(in_sandbox(stub, use_system), REFUSED);
}

static void test_limits(void **state G_GNUC_UNUSED)
{
    struct stat info;
    assert_int_equal(in_sandbox(index_at, have_no_limits), REFUSED);
    gboolean to_file = (fstat(STDOUT_FILENO, &info) == 0 && S_ISREG(info.st_mode)) ||
                       (fstat(STDERR_FILENO, &info) == 0 && S_ISREG(info.st_mode));
    assert_int_equal(in_sandbox(index_at, fill_the_disk), to_file ? ALLOWED : REFUSED);
}

static void test_what_is_left(void **state G_GNUC_UNUSED)
{
    g_autofree char *both = g_strconcat(stub, ":", index_at, NULL);
    assert_int_equal(in_sandbox(index_at, read_index), ALLOWED);
    assert_int_equal(in_sandbox(both, read_index), ALLOWED);
    assert_int_equal(in_sandbox(both, make_socket), ALLOWED);
    assert_int_equal(in_sandbox(stub, make_thread), ALLOWED);
    assert_int_equal(in_sandbox(stub, read_hosts), ALLOWED);
}

static void test_reads_nothing_else(void **state G_GNUC_UNUSED)
{
    if (!has_landlock())
        skip();
    assert_int_equal(in_sandbox(index_at, read_elsewhere), REFUSED);
    assert_int_equal(in_sandbox(stub, read_elsewhere), REFUSED);
    assert_int_equal(in_sandbox(NULL, read_elsewhere), REFUSED);
    assert_int_equal(in_sandbox(stub, read_index), REFUSED);
}

/* Each protection stands by itself. */
static void test_older_kernels(void **state G_GNUC_UNUSED)
{
    missing_call = SYS_landlock_create_ruleset;
    assert_int_equal(in_sandbox(index_at, write_files), REFUSED);
    assert_int_equal(in_sandbox(index_at, run_programs), REFUSED);
    assert_int_equal(in_sandbox(index_at, read_index), ALLOWED);
    missing_call = SYS_seccomp;
    assert_int_equal(in_sandbox(index_at, read_index), ALLOWED);
    if (has_landlock())
        assert_int_equal(in_sandbox(index_at, read_elsewhere), REFUSED);
    missing_call = 0;
}

static int set_up(void **state G_GNUC_UNUSED)
{
    folder = g_dir_make_tmp("osint-sandbox-XXXXXX", NULL);
    index_at = g_build_filename(folder, "index", NULL);
    table = g_build_filename(index_at, "table", NULL);
    stub = g_build_filename(folder, "stub", NULL);
    secret = g_build_filename(folder, "secret", NULL);
    return g_mkdir(index_at, 0700) == 0 && g_file_set_contents(table, "table", -1, NULL) &&
                   g_file_set_contents(secret, "secret", -1, NULL) &&
                   g_file_set_contents(stub, "remote localhost:1\n", -1, NULL)
               ? 0
               : -1;
}

static int tear_down(void **state G_GNUC_UNUSED)
{
    char **const paths[] = {&table, &stub, &secret, &index_at, &folder};
    for (gsize i = 0; i < G_N_ELEMENTS(paths); i++) {
        g_remove(*paths[i]);
        g_free(*paths[i]);
    }
    return 0;
}

int main(void)
{
    if (is_emulated() || OSINT_SANITIZED) {
        print_message("neither an emulator nor sanitizers can be in this sandbox\n");
        return 0;
    }
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_writes_nothing), cmocka_unit_test(test_runs_nothing),
        cmocka_unit_test(test_reaches_nobody), cmocka_unit_test(test_limits),
        cmocka_unit_test(test_what_is_left),   cmocka_unit_test(test_reads_nothing_else),
        cmocka_unit_test(test_older_kernels)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
