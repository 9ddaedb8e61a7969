/* Runs a fuzz target on every file of the folders and files named: the ordinary test of its seeds. */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static gboolean replay_file(const char *path)
{
    g_autofree char *content = NULL;
    gsize length;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &content, &length, &error)) {
        fprintf(stderr, "%s\n", error->message);
        return FALSE;
    }
    LLVMFuzzerTestOneInput((const uint8_t *)content, length);
    return TRUE;
}

static guint replay(const char *path)
{
    g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
    if (!folder)
        return replay_file(path) ? 1 : 0;
    guint count = 0;
    for (const char *name; (name = g_dir_read_name(folder));) {
        g_autofree char *inside = g_build_filename(path, name, NULL);
        count += replay_file(inside) ? 1 : 0;
    }
    return count;
}

int main(int argc, char **argv)
{
    for (int i = 1; i < argc; i++) {
        guint count = replay(argv[i]);
        if (count == 0) {
            fprintf(stderr, "%s: nothing was replayed\n", argv[i]);
            return 1;
        }
        printf("%s: %u\n", argv[i], count);
    }
    return argc > 1 ? 0 : 2;
}
