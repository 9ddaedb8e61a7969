/* What a client gets from a request that takes too long or fails: each test is a child that does so. */
#include "web/budget.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "indexer/sandbox/limits.h"

#define LONG 100.0
#define SHORT 0.02

typedef struct {
    GString *sent, *logged;
    int status;
} Outcome;

static void outcome_clear(Outcome *outcome)
{
    g_string_free(outcome->sent, TRUE);
    g_string_free(outcome->logged, TRUE);
}

static GString *read_all(int descriptor)
{
    GString *text = g_string_new(NULL);
    char bytes[4096];
    for (ssize_t got; (got = read(descriptor, bytes, sizeof bytes)) > 0;)
        g_string_append_len(text, bytes, got);
    close(descriptor);
    return text;
}

/* What a child sends and logs that answers with last words of so many bytes. */
static Outcome outcome_of(void (*act)(int connection, const GString *answer), gsize length)
{
    int sent[2], logged[2];
    Outcome outcome;
    assert_int_equal(pipe(sent), 0);
    assert_int_equal(pipe(logged), 0);
    assert_true(fcntl(sent[0], F_SETPIPE_SZ, 1 << 18) > 0);
    pid_t child = fork();
    if (child == 0) {
        GString *answer = g_string_new(NULL);
        while (answer->len < length)
            g_string_append(answer, "sorry.");
        g_string_truncate(answer, length);
        dup2(logged[1], STDERR_FILENO);
        act(sent[1], answer);
        _exit(77);
    }
    close(sent[1]);
    close(logged[1]);
    outcome.logged = read_all(logged[0]);
    outcome.sent = read_all(sent[0]);
    assert_int_equal(waitpid(child, &outcome.status, 0), child);
    return outcome;
}

static void begin(int connection, const GString *answer, guint16 request_id, double cpu, double time)
{
    const OsintLastWords words = {connection, request_id, answer, "f00dcafe 503 GET /: "};
    osint_budget_begin(&words, cpu, time);
}

static void spin(int connection, const GString *answer)
{
    begin(connection, answer, 0, SHORT, LONG);
    for (volatile guint i = 0;; i++)
        ;
}

static void wait_for_ever(int connection, const GString *answer)
{
    begin(connection, answer, 0, LONG, SHORT);
    for (;;)
        pause();
}

static void wait_for_ever_as_fastcgi(int connection, const GString *answer)
{
    begin(connection, answer, 0x0102, LONG, SHORT);
    for (;;)
        pause();
}

static void fail_by_itself(int connection, const GString *answer)
{
    begin(connection, answer, 0, LONG, LONG);
    abort();
}

static guint recurse(guint depth)
{
    volatile char frame[4096];
    frame[depth % sizeof frame] = 1;
    return depth == 0 ? 0 : recurse(depth - 1) + (frame[depth % sizeof frame] != 0);
}

static void recurse_for_ever(int connection, const GString *answer)
{
    const struct rlimit small = {256 << 10, RLIM_INFINITY};
    setrlimit(RLIMIT_STACK, &small);
    begin(connection, answer, 0, LONG, LONG);
    _exit((int)(recurse(1u << 20) % 2));
}

static void take_all_memory(int connection, const GString *answer)
{
    begin(connection, answer, 0, LONG, LONG);
    osint_limit(RLIMIT_AS, (rlim_t)64 << 20);
    g_free(g_malloc((gsize)1 << 40));
}

static void send_slowly(int connection, const GString *answer)
{
    begin(connection, answer, 0, LONG, LONG);
    osint_budget_send(SHORT);
    if (write(connection, "half", 4) == 4)
        for (;;)
            pause();
}

static void end_in_time(int connection, const GString *answer)
{
    begin(connection, answer, 0, SHORT, SHORT);
    osint_budget_end();
    usleep((useconds_t)(3 * SHORT * 1e6));
    if (write(connection, "good", 4) == 4)
        _exit(0);
}

static void assert_told(void (*act)(int, const GString *), const char *reason)
{
    Outcome outcome = outcome_of(act, 30);
    g_autofree char *line = g_strconcat("f00dcafe 503 GET /: ", reason, "\n", NULL);
    assert_string_equal(outcome.sent->str, "sorry.sorry.sorry.sorry.sorry.");
    if (!g_str_has_suffix(outcome.logged->str, line))
        fail_msg("logged: %s", outcome.logged->str);
    assert_true(WIFEXITED(outcome.status));
    assert_int_equal(WEXITSTATUS(outcome.status), 0);
    outcome_clear(&outcome);
}

static void test_time(void **state G_GNUC_UNUSED)
{
    assert_told(spin, "the processor time of one request is spent");
    assert_told(wait_for_ever, "it took too long");
}

static void test_failures(void **state G_GNUC_UNUSED)
{
    if (OSINT_SANITIZED)
        skip();
    assert_told(fail_by_itself, "the program gave up (SIGABRT)");
}

/* An emulator keeps its own stack, and needs memory itself. */
static void test_no_memory(void **state G_GNUC_UNUSED)
{
    if (OSINT_SANITIZED || g_getenv("OSINT_VALGRIND") != NULL)
        skip();
    assert_told(take_all_memory, "the program gave up (SIGTRAP), as when memory ends");
    assert_told(recurse_for_ever, "the program failed (SIGSEGV)");
}

static void test_too_late_for_another_answer(void **state G_GNUC_UNUSED)
{
    Outcome outcome = outcome_of(send_slowly, 30);
    assert_string_equal(outcome.sent->str, "half");
    assert_string_equal(outcome.logged->str, "f00dcafe 503 GET /: it took too long\n");
    outcome_clear(&outcome);
    outcome = outcome_of(end_in_time, 30);
    assert_string_equal(outcome.sent->str, "good");
    assert_string_equal(outcome.logged->str, "");
    outcome_clear(&outcome);
}

/* The records of a FastCGI answer: their contents by type. */
static void test_records(void **state G_GNUC_UNUSED)
{
    const gsize length = 70000;
    Outcome outcome = outcome_of(wait_for_ever_as_fastcgi, length);
    const guint8 *at = (const guint8 *)outcome.sent->str, *end = at + outcome.sent->len;
    g_autoptr(GString) body = g_string_new(NULL), log = g_string_new(NULL), types = g_string_new(NULL);
    while (at < end) {
        gsize size = (gsize)at[4] << 8 | at[5];
        assert_int_equal(at[0], 1);
        assert_int_equal(at[2] << 8 | at[3], 0x0102);
        g_string_append_printf(types, "%u%s ", at[1], size == 0 ? "-" : "");
        if (at[1] == 6 || at[1] == 7)
            g_string_append_len(at[1] == 6 ? body : log, (const char *)at + 8, (gssize)size);
        at += 8 + size + at[6];
    }
    assert_ptr_equal(at, end);
    assert_string_equal(types->str, "7 7 6 6 6- 3 ");
    assert_string_equal(log->str, "f00dcafe 503 GET /: it took too long\n");
    assert_int_equal(body->len, length);
    outcome_clear(&outcome);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_time),      cmocka_unit_test(test_failures),
        cmocka_unit_test(test_no_memory), cmocka_unit_test(test_too_late_for_another_answer),
        cmocka_unit_test(test_records),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
