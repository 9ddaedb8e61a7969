/* What a search finds with other weights of ranking.
 *
 *     ranked DB [WEIGHT=VALUE]... <QUERIES
 *     ranked                               prints the weights as they are
 *
 * Each line of standard input is a query and its name before a tab; each line of output is the name and the
 * ids of the ten best articles, tab-separated. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "search/engine.h"

#define NOW 1700000000

static void stop(const char *what, const char *why)
{
    fprintf(stderr, "ranked: %s: %s\n", what, why);
    exit(2);
}

static void set_weight(OsintWeights *weights, const char *setting)
{
    g_auto(GStrv) parts = g_strsplit(setting, "=", 2);
    char *end = NULL;
    double value = parts[0] != NULL && parts[1] != NULL ? g_ascii_strtod(parts[1], &end) : 0;
    if (end == NULL || end == parts[1] || *end != '\0' || !osint_weights_set(weights, parts[0], value))
        stop(setting, "not a weight and its value");
}

static void rank(OsintIndex *index, const char *name, const char *query, const OsintSearchOptions *options)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintSearch) search = osint_search_start(index, query, options, NOW, NULL, &error);
    printf("%s", name);
    for (;;) {
        g_autoptr(OsintHit) hit = search == NULL ? NULL : osint_search_next(search, &error);
        if (hit == NULL)
            break;
        printf("\t%s", hit->article->id);
    }
    printf("\n");
    if (error != NULL)
        fprintf(stderr, "ranked: %s: %s\n", name, error->message);
}

static int print_weights(void)
{
    const char *name;
    double value;
    for (guint i = 0; (name = osint_weights_get(&osint_weights, i, &value)) != NULL; i++)
        printf("%s=%g\n", name, value);
    return 0;
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    OsintWeights weights = osint_weights;
    OsintSearchOptions options = OSINT_SEARCH_OPTIONS_DEFAULT;
    if (argc < 2)
        return print_weights();
    for (int i = 2; i < argc; i++)
        set_weight(&weights, argv[i]);
    options.weights = &weights;
    options.passages = 1;
    options.fill = TRUE;
    g_autoptr(OsintIndex) index = osint_index_open(argv[1], &error);
    if (index == NULL)
        stop(argv[1], error->message);
    g_autofree char *line = NULL;
    size_t capacity = 0;
    ssize_t length;
    while ((length = getline(&line, &capacity, stdin)) > 0) {
        line[strcspn(line, "\n")] = '\0';
        char *tab = strchr(line, '\t');
        if (tab == NULL)
            stop(line, "no tab after the name");
        *tab = '\0';
        rank(index, line, tab + 1, &options);
    }
    return 0;
}
