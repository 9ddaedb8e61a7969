/* The sandbox, from the inside: each test is a child that has entered it and tries what it must not do. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <linux/landlock.h>
#include <sched.h>
#include <signal.h>
#include <string.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/worker/sandbox.h"
#include "tests/unit/sandbox/attempts.h"

static char *folder; /* with a file in it, "there" */
static char *there;

/* Whether the attempt is refused in a child in the sandbox. */
static int in_sandbox(int (*attempt)(void))
{
    int status;
    pid_t child = fork();
    assert_true(child >= 0);
    if (child == 0) {
        osint_sandbox_enter();
        _exit(attempt());
    }
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    return WEXITSTATUS(status);
}

static int create_file(void)
{
    g_autofree char *path = g_build_filename(folder, "new", NULL);
    return refused_if(open(path, O_WRONLY | O_CREAT, 0600) < 0);
}

static int empty_file(void)
{
    return refused_if(open(there, O_WRONLY | O_TRUNC) < 0);
}

static int write_file(void)
{
    return refused_if(open(there, O_RDWR) < 0);
}

static int read_file(void)
{
    return refused_if(open(there, O_RDONLY) < 0);
}

static int read_passwords(void)
{
    return refused_if(open("/etc/passwd", O_RDONLY) < 0);
}

static int change_files(void)
{
    int calls[] = {unlink(there), mkdir("/tmp/osint-new", 0700), rename(there, "/tmp/osint-new"),
                   chmod(there, 0777), symlink("/", "/tmp/osint-new")};
    for (gsize i = 0; i < G_N_ELEMENTS(calls); i++)
        if (calls[i] == 0)
            return ALLOWED;
    return REFUSED;
}

static int trace_parent(void)
{
    return refused_if(ptrace(PTRACE_ATTACH, getppid(), NULL, NULL) < 0);
}

static int make_namespace(void)
{
    return refused_if(unshare(CLONE_NEWUSER) < 0);
}

static int use_system(void)
{
    const long numbers[] = {SYS_bpf,         SYS_io_uring_setup,  SYS_mount, SYS_keyctl, SYS_perf_event_open,
                            SYS_userfaultfd, SYS_process_vm_readv};
    for (gsize i = 0; i < G_N_ELEMENTS(numbers); i++)
        if (refused_if(syscall(numbers[i], 0, NULL, 0, 0, 0, 0) < 0) != REFUSED)
            return ALLOWED;
    return REFUSED;
}

static int raise_limits(void)
{
    struct rlimit limits = {100, 100};
    struct rlimit found;
    if (getrlimit(RLIMIT_FSIZE, &found) != 0 || found.rlim_max != 0)
        return ALLOWED;
    return geteuid() == 0 || setrlimit(RLIMIT_FSIZE, &limits) != 0 ? REFUSED : ALLOWED;
}

/* What pdftotext and the like need. */
static int run_program(void)
{
    int status;
    char *const arguments[] = {(char *)"true", NULL};
    char *const none[] = {NULL};
    pid_t child = fork();
    if (child == 0) {
        execve("/usr/bin/true", arguments, none);
        _exit(1);
    }
    return child > 0 && waitpid(child, &status, 0) == child && status == 0 ? ALLOWED : REFUSED;
}

static int write_nowhere(void)
{
    if (!has_landlock())
        return SKIPPED;
    return open("/dev/null", O_WRONLY) >= 0 ? ALLOWED : REFUSED;
}

static void test_no_network(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(make_sockets), REFUSED);
}

static void test_no_writing(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(create_file), REFUSED);
    assert_int_equal(in_sandbox(empty_file), REFUSED);
    assert_int_equal(in_sandbox(write_file), REFUSED);
    assert_int_equal(in_sandbox(change_files), REFUSED);
    assert_true(g_file_test(there, G_FILE_TEST_IS_REGULAR));
}

static void test_no_reading(void **state G_GNUC_UNUSED)
{
    if (!has_landlock())
        skip();
    assert_int_equal(in_sandbox(read_file), REFUSED);
    assert_int_equal(in_sandbox(read_passwords), REFUSED);
}

static void test_no_system(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(trace_parent), REFUSED);
    assert_int_equal(in_sandbox(make_namespace), REFUSED);
    assert_int_equal(in_sandbox(use_system), REFUSED);
    assert_int_equal(in_sandbox(raise_limits), REFUSED);
}

static void test_programs_run(void **state G_GNUC_UNUSED)
{
    assert_int_equal(in_sandbox(run_program), ALLOWED);
    assert_int_not_equal(in_sandbox(write_nowhere), REFUSED);
}

static int set_up(void **state G_GNUC_UNUSED)
{
    folder = g_dir_make_tmp("osint-sandbox-XXXXXX", NULL);
    there = g_build_filename(folder, "there", NULL);
    return g_file_set_contents(there, "text", 4, NULL) ? 0 : -1;
}

static int tear_down(void **state G_GNUC_UNUSED)
{
    g_unlink(there);
    g_rmdir(folder);
    g_free(there);
    g_free(folder);
    return 0;
}

int main(void)
{
    if (is_emulated()) {
        print_message("an emulator is no place to try a sandbox in\n");
        return 0;
    }
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_no_network), cmocka_unit_test(test_no_writing),
                                       cmocka_unit_test(test_no_reading), cmocka_unit_test(test_no_system),
                                       cmocka_unit_test(test_programs_run)};
    return cmocka_run_group_tests(tests, set_up, tear_down);
}
