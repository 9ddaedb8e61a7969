/* Figures of an index, from its terms: no article is read. */
#include "indexer/stats.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>

#include "indexer/article/language.h"
#include "indexer/report.h"
#include "indexer/store/journal-read.h"
#include "indexer/store/schema.h"

typedef struct {
    char *value;
    guint32 articles;
} Count;

static void count_clear(gpointer data)
{
    Count *count = data;
    g_free(count->value);
}

static int compare_counts(gconstpointer a, gconstpointer b)
{
    const Count *left = a;
    const Count *right = b;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->value, right->value);
}

/* The values under a prefix with the number of articles of each, in the terms' order. */
static GArray *count_terms(XapcDb *db, const char *prefix, GError **error)
{
    g_autoptr(GArray) counts = g_array_new(FALSE, FALSE, sizeof(Count));
    g_array_set_clear_func(counts, count_clear);
    g_autoptr(XapcTerms) terms = xapc_db_terms(db, prefix, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    while (terms != NULL && xapc_terms_next(terms, &term, &trouble)) {
        Count count = {.value = g_strdup(term + strlen(prefix))};
        g_array_append_val(counts, count);
        if (!xapc_terms_freq(terms, &g_array_index(counts, Count, counts->len - 1).articles, &trouble))
            break;
    }
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    else if (terms != NULL)
        return g_steal_pointer(&counts);
    return NULL;
}

static guint64 bytes_below(int parent, const char *name)
{
    guint64 bytes = 0;
    int fd = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    DIR *directory = fd >= 0 ? fdopendir(fd) : NULL;
    const struct dirent *entry;
    while (directory != NULL && (entry = readdir(directory)) != NULL) {
        struct stat info;
        if (g_str_equal(entry->d_name, ".") || g_str_equal(entry->d_name, "..") ||
            fstatat(fd, entry->d_name, &info, AT_SYMLINK_NOFOLLOW) != 0)
            continue;
        bytes += S_ISDIR(info.st_mode) ? bytes_below(fd, entry->d_name) : (guint64)info.st_size;
    }
    if (directory != NULL)
        closedir(directory);
    return bytes;
}

typedef gboolean (*ValueFilter)(const char *value);

/* What follows the slash is a term beside the whole type. */
static gboolean is_whole_media_type(const char *value)
{
    return strchr(value, '/') != NULL;
}

/* Whole tags ("zh-hant") are terms beside their primary subtag. */
static gboolean is_primary_language(const char *value)
{
    return strchr(value, '-') == NULL;
}

static json_t *counts_object(XapcDb *db, const char *prefix, ValueFilter filter, GError **error)
{
    g_autoptr(GArray) counts = count_terms(db, prefix, error);
    if (counts == NULL)
        return NULL;
    g_array_sort(counts, compare_counts);
    json_t *object = json_object();
    for (guint i = 0; i < counts->len; i++) {
        const Count *count = &g_array_index(counts, Count, i);
        if (filter(count->value))
            json_object_set_new(object, count->value, json_integer(count->articles));
    }
    return object;
}

static json_t *entity_counts(OsintIndex *index, GError **error)
{
    g_autoptr(GArray) counts = count_terms(osint_index_db(index), OSINT_TERM_ENTITY, error);
    GError *trouble = NULL;
    if (counts == NULL)
        return NULL;
    g_array_sort(counts, compare_counts);
    json_t *array = json_array();
    for (guint i = 0; i < counts->len && trouble == NULL; i++) {
        const Count *count = &g_array_index(counts, Count, i);
        const OsintEntity *entity = osint_index_entity(index, count->value, &trouble);
        json_array_append_new(array, json_pack("{s:s, s:s?, s:s?, s:I}", "id", count->value, "type",
                                               entity != NULL ? entity->type : NULL, "name",
                                               entity != NULL ? entity->name : NULL, "articles",
                                               (json_int_t)count->articles));
    }
    if (trouble == NULL)
        return array;
    g_propagate_error(error, trouble);
    json_decref(array);
    return NULL;
}

/* "20210420" -> "2021-04-20", "202104" -> "2021-04" */
static char *dashed(const char *digits)
{
    GString *date = g_string_new(digits);
    if (date->len > 6)
        g_string_insert_c(date, 6, '-');
    if (date->len > 4)
        g_string_insert_c(date, 4, '-');
    return g_string_free(date, FALSE);
}

/* The first and last date to the precision of days, months or years, whichever reaches further. */
static json_t *date_range(OsintIndex *index, GError **error)
{
    static const char *const prefixes[] = {OSINT_TERM_DAY, OSINT_TERM_MONTH, OSINT_TERM_YEAR};
    g_autofree char *first = NULL;
    g_autofree char *last = NULL;
    guint32 dated = 0;
    for (guint i = 0; i < G_N_ELEMENTS(prefixes); i++) {
        g_autoptr(GArray) counts = count_terms(osint_index_db(index), prefixes[i], error);
        if (counts == NULL)
            return NULL;
        for (guint j = 0; j < counts->len; j++) {
            const Count *count = &g_array_index(counts, Count, j);
            g_autofree char *date = dashed(count->value);
            dated += g_str_equal(prefixes[i], OSINT_TERM_YEAR) ? count->articles : 0;
            if (first == NULL || (strcmp(date, first) < 0 && !g_str_has_prefix(first, date))) {
                g_free(first);
                first = g_strdup(date);
            }
            if (last == NULL || (strcmp(date, last) > 0 && !g_str_has_prefix(last, date))) {
                g_free(last);
                last = g_strdup(date);
            }
        }
    }
    return json_pack("{s:s?, s:s?, s:I}", "first", first, "last", last, "undated",
                     (json_int_t)(osint_index_size(index) - dated));
}

/* Groups of copies, and the articles in them. */
static json_t *copy_counts(XapcDb *db, GError **error)
{
    json_int_t articles = 0;
    g_autoptr(GArray) groups = count_terms(db, OSINT_TERM_COPIES, error);
    if (groups == NULL)
        return NULL;
    for (guint i = 0; i < groups->len; i++)
        articles += g_array_index(groups, Count, i).articles;
    return json_pack("{s:I, s:I}", "groups", (json_int_t)groups->len, "articles", articles);
}

static json_t *log_facts(OsintIndex *index)
{
    OsintJournalEnd end;
    if (!osint_journal_end(osint_index_db(index), &end, NULL) || end.length == 0)
        return json_null();
    json_t *last = osint_journal_last(osint_index_directory(index), &end);
    json_t *began = json_incref(json_object_get(last, "commit"));
    json_object_del(last, "commit");
    json_object_del(last, "chain");
    json_object_set_new(last, "began", began);
    return json_pack("{s:I, s:s, s:o?}", "bytes", (json_int_t)end.length, "chain", end.hash, "last_change",
                     last);
}

json_t *osint_stats(OsintIndex *index, GError **error)
{
    XapcDb *db = osint_index_db(index);
    json_t *published = date_range(index, error);
    json_t *languages =
        published == NULL ? NULL : counts_object(db, OSINT_TERM_LANGUAGE, is_primary_language, error);
    json_t *types =
        languages == NULL ? NULL : counts_object(db, OSINT_TERM_MEDIA_TYPE, is_whole_media_type, error);
    json_t *copies = types == NULL ? NULL : copy_counts(db, error);
    json_t *entities = copies == NULL ? NULL : entity_counts(index, error);
    if (entities == NULL) {
        json_decref(copies);
        json_decref(published);
        json_decref(languages);
        json_decref(types);
        return NULL;
    }
    g_autofree char *directory = g_utf8_make_valid(osint_index_directory(index), -1);
    return json_pack("{s:s, s:I, s:I, s:o, s:I, s:o, s:o, s:o, s:o, s:o}", "index", directory, "articles",
                     (json_int_t)osint_index_size(index), "passages", (json_int_t)osint_index_passages(index),
                     "copies", copies, "bytes",
                     (json_int_t)bytes_below(AT_FDCWD, osint_index_directory(index)), "log", log_facts(index),
                     "published", published, "languages", languages, "types", types, "entities", entities);
}

static void append_counts(GString *text, const char *heading, const json_t *counts)
{
    const char *value;
    json_t *articles;
    g_string_append_printf(text, "%s\n", heading);
    json_object_foreach((json_t *)counts, value, articles)
        g_string_append_printf(text, "%10" JSON_INTEGER_FORMAT "  %s\n", json_integer_value(articles), value);
}

static void append_entities(GString *text, const json_t *entities)
{
    gsize i;
    json_t *entity;
    g_string_append(text, "articles by entity\n");
    json_array_foreach(entities, i, entity)
    {
        const char *name = json_string_value(json_object_get(entity, "name"));
        const char *type = json_string_value(json_object_get(entity, "type"));
        g_string_append_printf(text, "%10" JSON_INTEGER_FORMAT "  %s",
                               json_integer_value(json_object_get(entity, "articles")),
                               json_string_value(json_object_get(entity, "id")));
        if (name != NULL && type != NULL)
            g_string_append_printf(text, "  (%s, %s)", name, type);
        g_string_append_c(text, '\n');
    }
}

static json_int_t number(const json_t *object, const char *key)
{
    return json_integer_value(json_object_get(object, key));
}

static void append_log(GString *text, const json_t *log)
{
    const json_t *last = json_object_get(log, "last_change");
    const char *began = json_string_value(json_object_get(last, "began"));
    if (!json_is_object(log))
        return;
    g_autofree char *size = g_format_size((guint64)number(log, "bytes"));
    g_string_append_printf(text, "log        %s, %s\n", size,
                           json_string_value(json_object_get(log, "chain")));
    if (began != NULL)
        g_string_append_printf(text,
                               "changed    %s: %" JSON_INTEGER_FORMAT " added, %" JSON_INTEGER_FORMAT
                               " replaced, %" JSON_INTEGER_FORMAT " removed\n",
                               began, number(last, "added"), number(last, "replaced"),
                               number(last, "removed"));
}

static void append_last_run(GString *text, const json_t *run)
{
    const char *error = json_string_value(json_object_get(run, "error"));
    if (!json_is_object(run))
        return;
    g_autofree char *printable = error != NULL ? osint_printable(error) : NULL;
    g_string_append_printf(text,
                           "last run   %s, %.1f s, %" JSON_INTEGER_FORMAT
                           " refused, exit status %" JSON_INTEGER_FORMAT "%s%s\n",
                           json_string_value(json_object_get(run, "began")),
                           json_number_value(json_object_get(run, "seconds")), number(run, "refused"),
                           number(run, "exit"), error != NULL ? ": " : "", error != NULL ? printable : "");
}

char *osint_stats_to_text(const json_t *stats)
{
    GString *text = g_string_new(NULL);
    const json_t *published = json_object_get(stats, "published");
    const json_t *copies = json_object_get(stats, "copies");
    const char *first = json_string_value(json_object_get(published, "first"));
    g_autofree char *size = g_format_size((guint64)json_integer_value(json_object_get(stats, "bytes")));
    g_string_append_printf(text,
                           "index      %s\narticles   %" JSON_INTEGER_FORMAT
                           "\npassages   %" JSON_INTEGER_FORMAT "\ncopies     %" JSON_INTEGER_FORMAT
                           " groups of %" JSON_INTEGER_FORMAT " articles\nsize       %s\n",
                           json_string_value(json_object_get(stats, "index")),
                           json_integer_value(json_object_get(stats, "articles")),
                           json_integer_value(json_object_get(stats, "passages")),
                           json_integer_value(json_object_get(copies, "groups")),
                           json_integer_value(json_object_get(copies, "articles")), size);
    append_log(text, json_object_get(stats, "log"));
    append_last_run(text, json_object_get(stats, "last_run"));
    g_string_append(text, "published  ");
    if (first != NULL)
        g_string_append_printf(text, "%s to %s, ", first,
                               json_string_value(json_object_get(published, "last")));
    g_string_append_printf(text, "%" JSON_INTEGER_FORMAT " undated\n",
                           json_integer_value(json_object_get(published, "undated")));
    append_counts(text, "articles by language", json_object_get(stats, "languages"));
    append_counts(text, "articles by type", json_object_get(stats, "types"));
    append_entities(text, json_object_get(stats, "entities"));
    return g_string_free(text, FALSE);
}
