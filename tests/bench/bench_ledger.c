/* What a run holds in memory for each document: bench_ledger FILES. It fills the structures of the walk, of
 * what was seen, and of the ledger as they are when nothing is new, and as they are when everything is, and
 * prints the most memory that was resident after each. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#include "indexer/ledger.h"

static void say(const char *what, guint files)
{
    struct rusage usage;
    getrusage(RUSAGE_SELF, &usage);
    printf("%-28s %7.1f MiB, %6.1f bytes a document\n", what, (double)usage.ru_maxrss / 1024,
           (double)usage.ru_maxrss * 1024 / files);
}

static OsintWalk *make_walk(guint files)
{
    OsintWalk *walk = g_new0(OsintWalk, 1);
    walk->roots = g_ptr_array_new_with_free_func(g_free);
    walk->files = g_array_new(FALSE, FALSE, sizeof(OsintWalkFile));
    walk->sidecars = g_array_new(FALSE, FALSE, sizeof(OsintWalkSidecar));
    walk->problems = g_ptr_array_new();
    walk->paths = g_string_chunk_new((gsize)1 << 18);
    g_ptr_array_add(walk->roots, g_strdup("/home/analyst"));
    for (guint i = 0; i < files; i++) {
        g_autofree char *path =
            g_strdup_printf("/home/analyst/corpus/%05u/%08u-an-article-of-that-day.html", i / 1000, i);
        OsintWalkFile file = {.path = g_string_chunk_insert(walk->paths, path),
                              .state = {1, i, 5000, i, i + 1},
                              .reliable = TRUE};
        g_array_append_val(walk->files, file);
    }
    return walk;
}

/* Every document is new, and has been read. */
static void read_all(OsintLedger *ledger)
{
    GPtrArray *present = osint_ledger_present(ledger);
    for (guint i = 0; i < present->len; i++) {
        OsintSource *source = g_ptr_array_index(present, i);
        g_autofree char *id = g_strdup_printf("p%016x", i);
        osint_ledger_claim(ledger, source, id);
        source->state = OSINT_SOURCE_READ;
        source->articles = 1;
        g_clear_pointer(&source->ids, g_ptr_array_unref);
    }
}

static void write_seen(OsintWriter *writer, const OsintLedger *ledger)
{
    g_autoptr(OsintSeenFile) file = osint_seen_file_new(writer, "", NULL);
    osint_ledger_write_seen(ledger, G_MAXINT32, file);
    if (!osint_seen_file_finish(file, NULL))
        g_error("the file `seen` cannot be written");
}

int main(int argc, char **argv)
{
    guint files = argc > 1 ? (guint)strtoul(argv[1], NULL, 10) : 1000000;
    g_autofree char *directory = g_dir_make_tmp("osint-ledger-XXXXXX", NULL);
    g_autoptr(OsintWriter) writer = osint_writer_open(directory, OSINT_WRITER_UPDATE, 0, NULL);
    g_autoptr(OsintWalk) walk = make_walk(files);
    osint_writer_commit(writer, NULL);
    say("the walk", files);
    {
        g_autoptr(OsintSeenList) known = osint_seen_from_manifest(writer, NULL, NULL);
        g_autoptr(OsintLedger) ledger = osint_ledger_new(writer, walk, known, TRUE, NULL);
        say("everything is new", files);
        read_all(ledger);
        say("everything has been read", files);
        write_seen(writer, ledger);
    }
    gint64 began = g_get_monotonic_time();
    g_autoptr(OsintSeenList) known = osint_seen_open(writer);
    g_autoptr(OsintLedger) ledger = osint_ledger_new(writer, walk, known, TRUE, NULL);
    printf("%u of %u are in doubt, told in %.2f s\n", osint_ledger_present(ledger)->len, files,
           (double)(g_get_monotonic_time() - began) / G_USEC_PER_SEC);
    say("nothing is new", files);
    printf("left in %s\n", directory);
    return 0;
}
