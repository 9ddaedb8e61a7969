/* The command line: one table of options, from which the help text is made too. */
#include "indexer/options.h"

#include <string.h>

#include "indexer/share.h"

#define MAX_JOBS 256
#define MIN_MEMORY 32
#define MAX_MEMORY 1048576
#define DEFAULT_MEMORY 512

/* What GOption fills; the rest of OsintOptions follows from it. */
typedef struct {
    OsintOptions *options;
    char *format;
    char **paths;
} Raw;

static const char *const formats[] = {"text", "json", NULL};
static const char *const whens[] = {"auto", "always", "never", NULL};

/* Freed by the caller. */
static GOptionEntry *entries_new(Raw *raw)
{
    OsintOptions *options = raw->options;
    const GOptionEntry entries[] = {
        {"db", 0, 0, G_OPTION_ARG_FILENAME, &options->db, "The index; created when missing", "DIR"},
        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options->config, "The configuration file", "FILE"},
        {"entities", 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &options->entities,
         "An entity list (repeatable); kept in the index for later runs", "FILE"},
        {"recipes", 0, 0, G_OPTION_ARG_FILENAME, &options->recipes,
         "Where title, date and text stand on pages of some sites; kept in the index", "FILE"},
        {"shard", 0, 0, G_OPTION_ARG_STRING, &options->shard,
         "Only the articles whose ids fall to the K-th of N shards; kept in the index", "K/N"},
        {"full", 0, 0, G_OPTION_ARG_NONE, &options->full,
         "Build a fresh index beside the old one and switch to it", NULL},
        {"rehash", 0, 0, G_OPTION_ARG_NONE, &options->rehash,
         "Compare the content of every document, whatever its times are", NULL},
        {"jobs", 0, 0, G_OPTION_ARG_INT, &options->jobs, "Parallel workers (default: the processors)", "N"},
        {"memory", 0, 0, G_OPTION_ARG_INT, &options->memory,
         "MiB for articles that are not written yet (default: 512)", "MIB"},
        {"dry-run", 0, 0, G_OPTION_ARG_NONE, &options->dry_run, "Write nothing; print what would be indexed",
         NULL},
        {"format", 0, 0, G_OPTION_ARG_STRING, &raw->format, "Of --dry-run and --stats: text or json",
         "FORMAT"},
        {"rejects", 0, 0, G_OPTION_ARG_FILENAME, &options->rejects,
         "Append a JSON line for each refused document", "FILE"},
        {"wait", 0, 0, G_OPTION_ARG_INT, &options->wait, "Wait so long for another run's lock", "SECONDS"},
        {"quiet", 0, 0, G_OPTION_ARG_NONE, &options->quiet, "Print only what needs a person", NULL},
        {"progress", 0, 0, G_OPTION_ARG_STRING, &options->progress, "A live line: auto, always or never",
         "WHEN"},
        {"log", 0, 0, G_OPTION_ARG_FILENAME, &options->log, "Append a JSON line for each run", "FILE"},
        {"check", 0, 0, G_OPTION_ARG_NONE, &options->check,
         "Verify the whole index, and the documents below the paths, and exit", NULL},
        {"stats", 0, 0, G_OPTION_ARG_NONE, &options->stats, "Print what the index holds and exit", NULL},
        {"help", 0, 0, G_OPTION_ARG_NONE, &options->help, "Print this and exit", NULL},
        {"version", 0, 0, G_OPTION_ARG_NONE, &options->version, "Print the version and exit", NULL},
        {G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &raw->paths, NULL, NULL},
        {0}};
    return g_memdup2(entries, sizeof entries);
}

static GOptionContext *context_new(Raw *raw)
{
    g_autofree GOptionEntry *entries = entries_new(raw);
    GOptionContext *context = g_option_context_new("PATH...");
    g_option_context_set_help_enabled(context, FALSE);
    g_option_context_set_summary(
        context,
        "Makes an index mirror the articles in files, in directories (recursively) and, for the path -,\n"
        "as NDJSON on standard input.");
    g_option_context_add_main_entries(context, entries, NULL);
    return context;
}

static gboolean misuse(GError **error, const char *message)
{
    g_set_error_literal(error, G_OPTION_ERROR, G_OPTION_ERROR_BAD_VALUE, message);
    return FALSE;
}

static gboolean read_format(OsintOptions *options, const char *format, GError **error)
{
    if (format == NULL)
        return TRUE;
    options->json = g_str_equal(format, "json");
    if (!g_strv_contains(formats, format))
        return misuse(error, "--format is text or json");
    if (!options->dry_run && !options->stats)
        return misuse(error, "--format goes with --dry-run or --stats");
    return TRUE;
}

static gboolean check_values(const OsintOptions *options, GError **error)
{
    if (options->jobs < 1 || options->jobs > MAX_JOBS)
        return misuse(error, "--jobs is a number from 1 to 256");
    if (options->memory < MIN_MEMORY || options->memory > MAX_MEMORY)
        return misuse(error, "--memory is a number of MiB from 32 to 1048576");
    if (options->wait < 0)
        return misuse(error, "--wait is a number of seconds");
    OsintShare share;
    if (options->shard != NULL && (*options->shard == '\0' || !osint_share_parse(options->shard, &share)))
        return misuse(error, "--shard is K/N, a number from 1 to N, and N at most 256");
    if (options->shard != NULL && (options->check || options->stats || options->dry_run))
        return misuse(error, "--shard goes with an update of the index");
    if (!g_strv_contains(whens, options->progress))
        return misuse(error, "--progress is auto, always or never");
    return TRUE;
}

static gboolean check_modes(const OsintOptions *options, GError **error)
{
    gboolean paths = options->paths->len > 1 || options->standard_input;
    if (options->check + options->stats + options->dry_run + options->full > 1)
        return misuse(error, "--check, --stats, --dry-run and --full exclude each other");
    if (options->rehash && (options->check || options->stats || options->dry_run))
        return misuse(error, "--rehash goes with an update of the index");
    if (options->stats && paths)
        return misuse(error, "--stats is about the index and takes no path");
    if (options->check && options->standard_input)
        return misuse(error, "--check does not read standard input");
    if (!options->check && !options->stats && !paths)
        return misuse(error, "no path is given");
    return TRUE;
}

static void sort_paths(OsintOptions *options, char **paths)
{
    for (; paths != NULL && *paths != NULL; paths++)
        if (g_str_equal(*paths, "-"))
            options->standard_input = TRUE;
        else
            g_ptr_array_add(options->paths, g_strdup(*paths));
    g_ptr_array_add(options->paths, NULL);
}

OsintOptions *osint_options_parse(const char *const *argv, GError **error)
{
    g_autoptr(OsintOptions) options = g_new0(OsintOptions, 1);
    options->paths = g_ptr_array_new_with_free_func(g_free);
    options->jobs = (int)MIN(g_get_num_processors(), MAX_JOBS);
    options->memory = DEFAULT_MEMORY;
    Raw raw = {.options = options};
    g_autoptr(GOptionContext) context = context_new(&raw);
    g_auto(GStrv) arguments = g_strdupv((char **)argv);
    gboolean parsed = g_option_context_parse_strv(context, &arguments, error);
    g_autofree char *format = raw.format;
    g_auto(GStrv) paths = raw.paths;
    if (!parsed)
        return NULL;
    if (options->progress == NULL)
        options->progress = g_strdup("auto");
    sort_paths(options, paths);
    if (options->help || options->version)
        return g_steal_pointer(&options);
    if (!read_format(options, format, error) || !check_values(options, error) || !check_modes(options, error))
        return NULL;
    return g_steal_pointer(&options);
}

void osint_options_free(OsintOptions *options)
{
    if (options == NULL)
        return;
    g_free(options->db);
    g_free(options->config);
    g_strfreev(options->entities);
    g_free(options->recipes);
    g_free(options->shard);
    g_free(options->rejects);
    g_free(options->log);
    g_free(options->progress);
    g_ptr_array_unref(options->paths);
    g_free(options);
}

void osint_options_each(OsintOptionsFunc func, gpointer user_data)
{
    OsintOptions options = {0};
    Raw raw = {.options = &options};
    g_autofree GOptionEntry *entries = entries_new(&raw);
    for (const GOptionEntry *entry = entries; entry->long_name != NULL; entry++) {
        gboolean is_format = g_str_equal(entry->long_name, "format");
        gboolean is_when = g_str_equal(entry->long_name, "progress");
        if (*entry->long_name != '\0')
            func(entry, is_format ? formats : is_when ? whens : NULL, user_data);
    }
}

char *osint_options_help(void)
{
    OsintOptions options = {0};
    Raw raw = {.options = &options};
    g_autoptr(GOptionContext) context = context_new(&raw);
    return g_option_context_get_help(context, TRUE, NULL);
}
