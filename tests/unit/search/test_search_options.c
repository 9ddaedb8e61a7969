/* The command line of osint-search. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "search/options.h"

/* Arguments separated by spaces; "_" stands for a space inside one. */
static gboolean parse(OsintArguments *arguments, const char *line, char ***argv, GError **error)
{
    g_autofree char *all = g_strconcat("osint-search ", line, NULL);
    *argv = g_strsplit(all, " ", -1);
    for (char **each = *argv; *each != NULL; each++)
        g_strdelimit(*each, "_", ' ');
    return osint_arguments_parse(arguments, (int)g_strv_length(*argv), *argv, error);
}

static void test_defaults(void **state)
{
    (void)state;
    g_auto(OsintArguments) arguments;
    g_auto(GStrv) argv = NULL;
    assert_true(parse(&arguments, "bronze butler", &argv, NULL));
    assert_string_equal(arguments.query, "bronze butler");
    assert_int_equal(arguments.print, OSINT_PRINT_HITS);
    assert_int_equal(arguments.search.limit, 10);
    assert_int_equal(arguments.search.passages, 3);
    assert_string_equal(arguments.renderer->name, "text");
    assert_int_equal(arguments.color, OSINT_WHEN_AUTO);
}

static void test_options(void **state)
{
    (void)state;
    g_auto(OsintArguments) arguments;
    g_auto(GStrv) argv = NULL;
    assert_true(parse(
        &arguments,
        "--db D tick -n5 --offset=7 --sort newest --copies=show OR --show=articles --format=json --explain "
        "--color \"bronze_butler\" --pager=never -- -insect",
        &argv, NULL));
    assert_string_equal(arguments.query, "tick OR \"bronze butler\" -insect");
    assert_string_equal(arguments.db, "D");
    assert_int_equal(arguments.search.limit, 5);
    assert_int_equal(arguments.search.offset, 7);
    assert_int_equal(arguments.search.sort, OSINT_SORT_NEWEST);
    assert_int_equal(arguments.search.copies, OSINT_COPIES_SHOW);
    assert_true(arguments.search.explain);
    assert_int_equal(arguments.show, OSINT_SHOW_ARTICLES);
    assert_int_equal(arguments.search.passages, 1);
    assert_string_equal(arguments.renderer->name, "json");
    assert_int_equal(arguments.color, OSINT_WHEN_ALWAYS);
    assert_int_equal(arguments.pager, OSINT_WHEN_NEVER);
}

static void test_paths(void **state)
{
    (void)state;
    g_auto(OsintArguments) arguments;
    g_auto(GStrv) argv = NULL;
    assert_true(parse(&arguments, "-l0 --limit=all --queries-from=-", &argv, NULL));
    assert_int_equal(arguments.print, OSINT_PRINT_PATHS);
    assert_true(arguments.nul);
    assert_null(arguments.query);
    assert_string_equal(arguments.queries_from, "-");
    assert_true(arguments.search.limit == G_MAXUINT64);
}

static void test_like(void **state)
{
    (void)state;
    g_auto(OsintArguments) alone;
    g_auto(GStrv) argv = NULL;
    assert_true(parse(&alone, "--like=some-id", &argv, NULL));
    assert_string_equal(alone.like, "some-id");
    assert_null(alone.query);
    g_auto(OsintArguments) within;
    g_auto(GStrv) more = NULL;
    assert_true(parse(&within, "--like some-id lang:ja", &more, NULL));
    assert_string_equal(within.query, "lang:ja");
}

static void test_misuse(void **state)
{
    (void)state;
    static const struct {
        const char *line, *message;
    } cases[] = {
        {"", "there is no query"},
        {"--queries-from=f tick", "exclude each other"},
        {"-insect", "no option -i"},
        {"-insect", "NOT word"},
        {"--nope tick", "no option --nope"},
        {"--like=a --queries-from=f", "--like goes neither with --names"},
        {"--like=a --names=b", "--like goes neither with --names"},
        {"tick --limit", "--limit needs a value"},
        {"tick -n", "-n needs a value"},
        {"tick -n -1", "--limit=-1: not a whole number"},
        {"tick --limit=1e3", "--limit=1e3: not a whole number"},
        {"tick --limit=99999999999999999999", "--limit=99999999999999999999: must be from 0"},
        {"tick --passages=0", "--passages=0: must be from 1"},
        {"tick --sort=best", "must be one of relevance, newest, oldest"},
        {"tick --show=sources", "--show=sources: must be one of passages, articles, timeline"},
        {"tick --format=dot", "--format=dot is not available for --show=passages; there are text, json,"},
        {"tick --format=atom --show=network", "there are text, json, ndjson, csv, markdown, dot, graphml"},
        {"tick --show=network --passages=2", "--passages is not available for --show=network"},
        {"tick --format=stix", "--format=stix is not available for --show=passages; there are text, json,"},
        {"tick --format=atom --show=timeline",
         "--format=atom is not available for --show=timeline; there are text"},
        {"--format=atom --queries-from=f", "--queries-from is not available for --format=atom"},
        {"tick --facets --format=csv", "--facets is not available for --format=csv"},
        {"tick --facets --count", "--facets is not available for --count"},
        {"tick --explain --format=trec", "--explain is not available for --format=trec"},
        {"tick --explain --show=timeline", "--explain is not available for --show=timeline"},
        {"tick --passages=1 --show=timeline", "--passages is not available for --show=timeline"},
        {"tick --by=day", "--by goes with --show=timeline"},
        {"tick --show=timeline --by=week", "--by=week: must be one of year, month, day"},
        {"tick --count --format=json", "--format=json is not available for --count"},
        {"tick --count -l", "only one of"},
        {"tick --count=3", "--count takes no value"},
        {"tick --color=red", "must be one of auto, always, never"},
        {"tick --db=", "--db: the directory's name is empty"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_auto(OsintArguments) arguments;
        g_auto(GStrv) argv = NULL;
        g_autoptr(GError) error = NULL;
        g_autofree char *line = g_strdup(cases[i].line);
        assert_false(parse(&arguments, *line != '\0' ? line : "--", &argv, &error));
        if (strstr(error->message, cases[i].message) == NULL)
            fail_msg("%s: %s", cases[i].line, error->message);
    }
}

static void test_help(void **state)
{
    (void)state;
    g_auto(OsintArguments) arguments;
    g_auto(GStrv) argv = NULL;
    assert_true(parse(&arguments, "--help --nope", &argv, NULL));
    assert_int_equal(arguments.print, OSINT_PRINT_HELP);
    g_autofree char *usage = osint_options_usage();
    guint count;
    const OsintOption *options = osint_options(&count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *name = options[i].name != NULL ? g_strdup_printf("--%s", options[i].name)
                                                        : g_strdup_printf("-%c", options[i].letter);
        assert_non_null(strstr(usage, name));
    }
    g_auto(GStrv) lines = g_strsplit(usage, "\n", -1);
    for (char **line = lines; *line != NULL; line++)
        assert_in_range(strlen(*line), 0, 80);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_defaults), cmocka_unit_test(test_options), cmocka_unit_test(test_paths),
        cmocka_unit_test(test_like),     cmocka_unit_test(test_misuse),  cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
