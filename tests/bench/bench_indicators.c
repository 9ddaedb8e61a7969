/* How fast indicators are found: bench_indicators TEXT...
 *
 * Prints megabytes of text a CPU second for each file, and for texts that nobody writes: 10 MB of one thing.
 * The last column is the time for 10 MB in that for 1 MB, which is about 10 where time is in proportion. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "indexer/entities/indicators/indicators.h"

#define MEGABYTE 1000000u
#define ROUNDS 3

static double seconds_for(const OsintIndicatorRules *rules, const char *text, guint rounds, guint *found)
{
    double best = 1e9;
    for (guint round = 0; round < rounds; round++) {
        g_autoptr(OsintArticle) article = osint_article_new();
        article->text = g_strdup(text);
        clock_t begin = clock();
        osint_indicator_rules_tag(rules, article);
        best = MIN(best, (double)(clock() - begin) / CLOCKS_PER_SEC);
        *found = article->mentions->len;
    }
    return best;
}

static char *repeated(const char *what, gsize size)
{
    GString *text = g_string_sized_new(size + strlen(what));
    while (text->len < size)
        g_string_append(text, what);
    return g_string_free(text, FALSE);
}

static void bench_hostile(const OsintIndicatorRules *rules, const char *what)
{
    guint found;
    g_autofree char *small = repeated(what, MEGABYTE);
    g_autofree char *large = repeated(what, 10 * MEGABYTE);
    double few = seconds_for(rules, small, 1, &found), many = seconds_for(rules, large, 1, &found);
    printf("%-28.28s %7.1f MB/s, %u mentions, %.1f\n", what, 10 / many, found, many / few);
}

int main(int argc, char **argv)
{
    static const char *const hostile[] = {".",
                                          "[.]",
                                          "@",
                                          "a@",
                                          "[",
                                          "](",
                                          "a1b2c3d4e5f60718",
                                          "http://",
                                          "hxxp://",
                                          "http://a.b/",
                                          "evil.com",
                                          "a.com..",
                                          "1.1.1.1 ",
                                          "1.1.1.1.",
                                          "::",
                                          "2001:db8::",
                                          "C:\\",
                                          "\\\\a",
                                          "HKLM\\<",
                                          "~/A ",
                                          "%3A%2F%2F",
                                          "AS 1",
                                          "CVE-2021-",
                                          " AT ",
                                          " dot ",
                                          "foo @ ",
                                          "T",
                                          "\xe3\x80\x82",
                                          "http%3A%2F%2F",
                                          "Mozilla/5.0 (",
                                          "arn:aws:",
                                          "3:aaaaaaa:",
                                          "1a.",
                                          "bc1q",
                                          "a-dot-"};
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(OsintIndicatorRules) rules = osint_indicator_rules_new(list);
    for (int i = 1; i < argc; i++) {
        g_autofree char *text = NULL;
        gsize length = 0;
        guint found;
        if (!g_file_get_contents(argv[i], &text, &length, NULL))
            return 1;
        double used = seconds_for(rules, text, ROUNDS, &found);
        printf("%-28.28s %7.1f MB/s, %u mentions\n", argv[i], (double)length / 1e6 / used, found);
    }
    for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++)
        bench_hostile(rules, hostile[i]);
    return 0;
}
