/* Writes the table of ordinary.c when the project is built: make-ordinary-table DIRECTORY, where SCOWL's word
 * lists are. A list's number says how common its words are, from 10 to 95. */
#include <glib.h>
#include <stdio.h>
#include <string.h>

#include "indexer/entities/deciding/ordinary-table.h"
#include "indexer/entities/deciding/ordinary.h"
#include "indexer/text/words.h"

/* Beyond 70 come words that hardly anyone knows, but for names, of which people and places have many. */
static const struct {
    const char *name;
    OsintCommonness kind;
} lists[] = {
    {"english-words.10", OSINT_WORD_COMMON},         {"english-words.20", OSINT_WORD_ORDINARY},
    {"english-words.35", OSINT_WORD_ORDINARY},       {"english-words.40", OSINT_WORD_ORDINARY},
    {"english-words.50", OSINT_WORD_ORDINARY},       {"english-words.55", OSINT_WORD_ORDINARY},
    {"english-words.60", OSINT_WORD_ORDINARY},       {"english-words.70", OSINT_WORD_ORDINARY},
    {"american-words.10", OSINT_WORD_COMMON},        {"american-words.20", OSINT_WORD_ORDINARY},
    {"american-words.35", OSINT_WORD_ORDINARY},      {"american-words.50", OSINT_WORD_ORDINARY},
    {"british-words.10", OSINT_WORD_COMMON},         {"british-words.20", OSINT_WORD_ORDINARY},
    {"british-words.35", OSINT_WORD_ORDINARY},       {"british-words.50", OSINT_WORD_ORDINARY},
    {"english-upper.10", OSINT_WORD_PROPER},         {"english-upper.35", OSINT_WORD_PROPER},
    {"english-upper.40", OSINT_WORD_PROPER},         {"english-upper.50", OSINT_WORD_PROPER},
    {"english-upper.60", OSINT_WORD_PROPER},         {"english-upper.70", OSINT_WORD_PROPER},
    {"english-proper-names.50", OSINT_WORD_PROPER},  {"english-proper-names.60", OSINT_WORD_PROPER},
    {"english-proper-names.70", OSINT_WORD_PROPER},  {"english-proper-names.80", OSINT_WORD_PROPER},
    {"english-abbreviations.35", OSINT_WORD_PROPER}, {"english-abbreviations.40", OSINT_WORD_PROPER},
    {"english-abbreviations.50", OSINT_WORD_PROPER}, {"english-abbreviations.60", OSINT_WORD_PROPER},
    {"english-abbreviations.70", OSINT_WORD_PROPER},
};

static void enter(GHashTable *kinds, const char *word, OsintCommonness kind)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(word, strlen(word), folded);
    gpointer key = GUINT_TO_POINTER(osint_ordinary_hash(folded->str));
    if (strchr(folded->str, '\'') == NULL && folded->len > 1 && !g_hash_table_contains(kinds, key))
        g_hash_table_insert(kinds, key, GUINT_TO_POINTER(kind));
}

static gboolean read_list(GHashTable *kinds, const char *directory, guint index)
{
    g_autofree char *path = g_build_filename(directory, lists[index].name, NULL);
    g_autofree char *content = NULL;
    g_autoptr(GError) error = NULL;
    if (!g_file_get_contents(path, &content, NULL, &error)) {
        fprintf(stderr, "make-ordinary-table: %s\n", error->message);
        return FALSE;
    }
    g_auto(GStrv) words = g_strsplit(content, "\n", -1);
    for (char **word = words; *word != NULL; word++)
        enter(kinds, *word, lists[index].kind);
    return TRUE;
}

static int compare(gconstpointer a, gconstpointer b)
{
    guint32 x = *(const guint32 *)a, y = *(const guint32 *)b;
    return (x > y) - (x < y);
}

static void print_table(GHashTable *kinds)
{
    g_autoptr(GArray) table = g_array_new(FALSE, FALSE, sizeof(guint32));
    GHashTableIter iter;
    gpointer hash, kind;
    g_hash_table_iter_init(&iter, kinds);
    while (g_hash_table_iter_next(&iter, &hash, &kind)) {
        guint32 entry = GPOINTER_TO_UINT(hash) | GPOINTER_TO_UINT(kind);
        g_array_append_val(table, entry);
    }
    g_array_sort(table, compare);
    printf(
        "#include \"indexer/entities/deciding/ordinary-table.h\"\n\nconst guint osint_ordinary_count = %u;\n"
        "const guint32 osint_ordinary_table[] = {",
        table->len);
    for (guint i = 0; i < table->len; i++)
        printf("%s%uu,", i % 12 == 0 ? "\n" : "", g_array_index(table, guint32, i));
    printf("\n};\n");
}

int main(int argc, char **argv)
{
    g_autoptr(GHashTable) kinds = g_hash_table_new(NULL, NULL);
    if (argc != 2)
        return 2;
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (!read_list(kinds, argv[1], i))
            return 1;
    print_table(kinds);
    return 0;
}
