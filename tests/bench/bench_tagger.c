/* How fast the tagger reads: bench_tagger TEXT LIST...
 *
 * TEXT has one article a line; names.py makes lists of any size. Prints the CPU time and memory that the
 * lists take, and megabytes of text a CPU second: for finding all names, and for deciding, too. */
#include <malloc.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "indexer/entities/tagger.h"

#define ROUNDS 3

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

static char *contents_of(const char *path, gsize *length)
{
    char *content = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &content, length, &error))
        g_printerr("bench_tagger: %s\n", error->message);
    return content;
}

static gboolean add_list(OsintEntityList *list, const char *path)
{
    gsize length = 0;
    char *content = contents_of(path, &length);
    if (content == NULL)
        return FALSE;
    g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
    g_autoptr(GError) error = NULL;
    if (osint_entity_list_add(list, path, bytes, NULL, NULL, &error))
        return TRUE;
    g_printerr("bench_tagger: %s\n", error->message);
    return FALSE;
}

static void report(const char *what, gsize bytes, double begin, gsize found)
{
    double used = seconds() - begin;
    printf("%s %.1f MB in %.3f CPU s: %.1f MB/s, %zu found\n", what, (double)bytes / 1e6, used,
           (double)bytes / 1e6 / used, found);
}

static void match_all(const OsintTagger *tagger, char **lines, gsize bytes)
{
    double begin = seconds();
    gsize matches = 0;
    for (char **line = lines; *line != NULL; line++) {
        OsintReading reading;
        osint_tagger_read(tagger, *line, &reading);
        matches += reading.matches->len;
        osint_reading_clear(&reading);
    }
    report("matched", bytes, begin, matches);
}

static void tag_all(const OsintTagger *tagger, char **lines, gsize bytes)
{
    double begin = seconds();
    gsize mentions = 0;
    for (char **line = lines; *line != NULL; line++) {
        g_autoptr(OsintArticle) article = osint_article_new();
        article->text = g_steal_pointer(line);
        osint_tagger_tag(tagger, article);
        mentions += article->mentions->len;
        *line = g_steal_pointer(&article->text);
    }
    report("tagged", bytes, begin, mentions);
}

static double megabytes(void)
{
    struct mallinfo2 info = mallinfo2();
    return (double)(info.uordblks + info.hblkhd) / 1e6;
}

int main(int argc, char **argv)
{
    if (argc < 3) {
        g_printerr("usage: bench_tagger TEXT LIST...\n");
        return 2;
    }
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    double begin = seconds(), memory = megabytes();
    for (int i = 2; i < argc; i++)
        if (!add_list(list, argv[i]))
            return 1;
    double listed = seconds(), list_memory = megabytes();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    printf("%u entities: read in %.3f CPU s, %.1f MB; compiled in %.3f CPU s, %.1f MB\n",
           osint_entity_list_size(list), listed - begin, list_memory - memory, seconds() - listed,
           megabytes() - list_memory);
    gsize bytes = 0;
    g_autofree char *text = contents_of(argv[1], &bytes);
    if (text == NULL)
        return 1;
    g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
    for (guint i = 0; i < ROUNDS; i++)
        match_all(tagger, lines, bytes);
    for (guint i = 0; i < ROUNDS; i++)
        tag_all(tagger, lines, bytes);
    return 0;
}
