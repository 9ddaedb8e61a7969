/* How long a page takes: bench_search INDEX <QUERIES
 *
 * Each line of standard input is a query, asked for its first page: ten articles with three passages each,
 * rendered as JSON. Prints the CPU seconds of each, a line a query. All are asked once before, so that what
 * is measured is not the disk. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "search/render.h"

/* 2026-01-01, so that the same corpus gives the same answers on every day. */
#define NOW 1767225600

static double seconds(void)
{
    struct timespec used;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
    return (double)used.tv_sec + 1e-9 * (double)used.tv_nsec;
}

static gboolean ask(OsintIndex *index, const char *query, GString *out, GError **error)
{
    const OsintRenderer *renderer = osint_renderer_find("json");
    OsintSearchOptions options = OSINT_SEARCH_OPTIONS_DEFAULT;
    OsintRenderOptions form = {.show = OSINT_SHOW_PASSAGES};
    g_autoptr(OsintSearch) search = osint_search_start(index, query, &options, NOW, NULL, error);
    GError *trouble = NULL;
    if (search == NULL)
        return FALSE;
    g_string_truncate(out, 0);
    renderer->begin(out, search, &form);
    for (;; form.given++) {
        g_autoptr(OsintHit) hit = osint_search_next(search, &trouble);
        if (hit == NULL)
            break;
        renderer->hit(out, search, hit, &form);
    }
    renderer->end(out, search, &form);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, trouble);
    return FALSE;
}

static void ask_all(OsintIndex *index, char **queries, gboolean print)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (char **query = queries; *query != NULL && **query != '\0'; query++) {
        g_autoptr(GError) error = NULL;
        double began = seconds();
        gboolean good = ask(index, *query, out, &error);
        double used = seconds() - began;
        if (print && !good)
            g_printerr("bench_search: %s: %s\n", *query, error->message);
        if (print)
            printf("%.6f\n", used);
    }
}

static char *read_all(FILE *file)
{
    GString *text = g_string_new(NULL);
    char block[65536];
    for (size_t got; (got = fread(block, 1, sizeof block, file)) > 0;)
        g_string_append_len(text, block, (gssize)got);
    return g_string_free(text, FALSE);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (argc != 2) {
        g_printerr("usage: bench_search INDEX <QUERIES\n");
        return 2;
    }
    g_autoptr(OsintIndex) index = osint_index_open(argv[1], &error);
    if (index == NULL) {
        g_printerr("bench_search: %s\n", error->message);
        return 1;
    }
    g_autofree char *text = read_all(stdin);
    g_auto(GStrv) queries = g_strsplit(text, "\n", -1);
    ask_all(index, queries, FALSE);
    ask_all(index, queries, TRUE);
    return 0;
}
