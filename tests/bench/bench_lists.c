/* What reading entity lists costs: bench_lists LIST...
 *
 * Prints CPU time and memory for reading and settling, for serialising, and for reading back; then how many
 * entities have names of several lists. With -e prints the entities instead: id, type, ATT&CK id, lists,
 * names. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "indexer/entities/lists/list.h"

static double seconds(void)
{
    return (double)clock() / CLOCKS_PER_SEC;
}

/* MB of memory that the process has now. */
static double resident(void)
{
    g_autofree char *text = NULL;
    if (!g_file_get_contents("/proc/self/statm", &text, NULL, NULL))
        return 0;
    const char *second = strchr(text, ' ');
    return second != NULL ? (double)g_ascii_strtoull(second, NULL, 10) * 4096 / 1e6 : 0;
}

static void count_note(const char *list G_GNUC_UNUSED, guint place G_GNUC_UNUSED, const char *code,
                       const char *message, gpointer user_data)
{
    guint *count = user_data;
    if (*count < 40)
        fprintf(stderr, "%s:%u: %s: %s\n", list, place, code, message);
    ++*count;
}

static gboolean read_list(OsintEntityList *list, const char *path, guint *notes)
{
    char *content = NULL;
    gsize length = 0;
    g_autoptr(GError) error = NULL;
    g_autofree char *name = g_path_get_basename(path);
    if (g_file_get_contents(path, &content, &length, &error)) {
        g_autoptr(GBytes) bytes = g_bytes_new_take(content, length);
        if (osint_entity_list_read(list, name, bytes, count_note, notes, &error))
            return TRUE;
    }
    fprintf(stderr, "bench_lists: %s\n", error->message);
    return FALSE;
}

static void print_counts(const OsintEntityList *list)
{
    guint names = 0, shared = 0;
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        names += entity->aliases->len;
        shared += ((const OsintAlias *)g_ptr_array_index(entity->aliases, 0))->lists->len > 1;
    }
    printf("%u entities, %u names; %u entities have their name from several lists\n",
           osint_entity_list_size(list), names, shared);
}

static void print_entities(const OsintEntityList *list)
{
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        printf("%s\t%s\t%s\t", entity->id, entity->type, entity->attack != NULL ? entity->attack : "-");
        const OsintAlias *name = g_ptr_array_index(entity->aliases, 0);
        for (guint k = 0; k < name->lists->len; k++)
            printf("%s%s", k > 0 ? "," : "", (const char *)g_ptr_array_index(name->lists, k));
        for (guint k = 0; k < entity->aliases->len; k++) {
            const OsintAlias *alias = g_ptr_array_index(entity->aliases, k);
            printf("\t%s", alias->text);
            for (guint u = 0; u < alias->users->len; u++)
                printf("%s%s", u > 0 ? "," : "|", (const char *)g_ptr_array_index(alias->users, u));
        }
        for (guint k = 0; k < entity->relations->len; k++) {
            const OsintRelation *relation = g_ptr_array_index(entity->relations, k);
            printf("\t->%s:%s:%u", relation->type, relation->target, relation->confidence);
        }
        printf("\n");
    }
}

int main(int argc, char **argv)
{
    gboolean all = argc > 1 && strcmp(argv[1], "-e") == 0;
    if (argc < 2 + all) {
        fprintf(stderr, "usage: bench_lists [-e] LIST...\n");
        return 2;
    }
    guint notes = 0;
    double begin = seconds(), memory = resident();
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    for (int i = 1 + all; i < argc; i++)
        if (!read_list(list, argv[i], &notes))
            return 1;
    double read = seconds();
    osint_entity_list_settle(list, count_note, &notes);
    double settled = seconds();
    if (all) {
        print_entities(list);
        return 0;
    }
    printf("read in %.3f CPU s, settled in %.3f, %.1f MB, %u notes\n", read - begin, settled - read,
           resident() - memory, notes);
    print_counts(list);
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    gsize size = g_variant_get_size(variant);
    double written = seconds();
    g_autofree char *data = g_malloc(size);
    g_variant_store(variant, data);
    g_autoptr(GBytes) bytes = g_bytes_new_take(g_steal_pointer(&data), size);
    g_autoptr(GVariant) stored =
        g_variant_ref_sink(g_variant_new_from_bytes(g_variant_get_type(variant), bytes, FALSE));
    double again = seconds(), before = resident();
    g_autoptr(OsintEntityList) back = osint_entity_list_from_variant(stored, NULL);
    printf("serialised in %.3f CPU s, %.1f MB; read back in %.3f, %.1f MB\n", written - settled,
           (double)size / 1e6, seconds() - again, resident() - before);
    return back != NULL ? 0 : 1;
}
