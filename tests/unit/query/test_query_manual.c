/* Every query that the manual page shows as good is good, and every field is in the manual. */
#include "search/query-internal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000)

static char *manual(void)
{
    char *text = NULL;
    assert_true(g_file_get_contents(OSINT_SOURCE_DIR "/search/osint-query.7", &text, NULL, NULL));
    return text;
}

/* Roff escapes as the characters they stand for. */
static char *unescaped(const char *roff)
{
    static const struct {
        const char *escape, *character;
    } escapes[] = {{"\\(dq", "\""}, {"\\(ti", "~"}, {"\\-", "-"}, {"\\&", ""}, {"\\e", "\\"}};
    g_autoptr(GString) text = g_string_new(roff);
    for (gsize i = 0; i < G_N_ELEMENTS(escapes); i++)
        g_string_replace(text, escapes[i].escape, escapes[i].character, 0);
    return g_strdup(text->str);
}

static void check_query(const char *roff)
{
    g_autofree char *text = unescaped(roff);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, NULL, &error);
    if (!query)
        fail_msg("%s: %s", text, error->message);
    assert_int_equal(query->notes->len, 0);
}

static void test_forms(void **state)
{
    (void)state;
    g_autofree char *text = manual();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = 0;
    for (guint i = 0; lines[i]; i++) {
        if (!g_str_has_prefix(lines[i], ".It Ql "))
            continue;
        check_query(lines[i] + strlen(".It Ql "));
        count++;
    }
    assert_true(count > 40);
}

static void test_examples(void **state)
{
    (void)state;
    g_autofree char *text = manual();
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    guint count = 0;
    for (guint i = 0; lines[i]; i++) {
        const char *open = strchr(lines[i], '\'');
        if (!g_str_has_prefix(lines[i], "osint-search ") || !open)
            continue;
        g_autofree char *query = g_strndup(open + 1, (gsize)(strrchr(lines[i], '\'') - open) - 1);
        check_query(query);
        count++;
    }
    assert_true(count >= 5);
}

static void test_fields(void **state)
{
    (void)state;
    g_autofree char *text = manual();
    gsize count;
    const OsintFieldName *fields = osint_query_fields(&count);
    for (gsize i = 0; i < count; i++) {
        g_autofree char *shown = g_strconcat("Ql ", fields[i].name, ":", NULL);
        if (!strstr(text, shown))
            fail_msg("the manual does not show %s:", fields[i].name);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_forms),
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_fields),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
