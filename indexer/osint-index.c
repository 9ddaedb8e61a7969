/* osint-index: makes an index mirror a corpus of articles. */
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <unistd.h>

#include "indexer/dryrun.h"
#include "indexer/inspect.h"
#include "indexer/mirror.h"
#include "indexer/options.h"
#include "indexer/readers/html/recipes.h"
#include "indexer/runlog.h"
#include "indexer/stats.h"
#include "indexer/store/writer.h"
#include "indexer/worker/serve.h"

#define PROGRAM "osint-index"

enum { EXIT_DONE = 0, EXIT_REFUSED = 1, EXIT_USAGE = 2, EXIT_FAILED = 3, EXIT_LOCKED = 75 };

/* What every run needs. */
typedef struct {
    const OsintOptions *options;
    char *index;
    char *recipes;  /* a file, or NULL */
    char *log_file; /* likewise */
    OsintRunLog *log;
    gint64 began; /* by the clock, and since the machine started: microseconds */
    gint64 started;
    guint64 retagged;
    gboolean logged;
    OsintProgress *progress;
    OsintReport *report;
} Session;

static volatile sig_atomic_t stop_signal;

static void on_signal(int number)
{
    stop_signal = number;
}

static gboolean is_stopped(void)
{
    return stop_signal != 0;
}

/* A second signal ends the process at once, which leaves the index as it was too. */
static void catch_signals(void)
{
    struct sigaction action = {.sa_handler = on_signal, .sa_flags = (int)SA_RESETHAND};
    sigemptyset(&action.sa_mask);
    sigaction(SIGINT, &action, NULL);
    sigaction(SIGTERM, &action, NULL);
}

static void complain(const char *message)
{
    g_autofree char *printable = osint_printable(message);
    fprintf(stderr, PROGRAM ": %s\n", printable);
}

static int status_of(const GError *error)
{
    if (error->domain == OSINT_RECIPES_ERROR)
        return EXIT_USAGE;
    return g_error_matches(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_LOCKED) ? EXIT_LOCKED : EXIT_FAILED;
}

/* That another run is at work is no news to those who want quiet. */
static int fail(const OsintOptions *options, const GError *error)
{
    int status = status_of(error);
    if (status != EXIT_LOCKED || !options->quiet)
        complain(error->message);
    return status;
}

static int finish_output(int code)
{
    if (fflush(stdout) == 0 && !ferror(stdout))
        return code;
    fprintf(stderr, PROGRAM ": standard output: %s\n", g_strerror(errno));
    return EXIT_FAILED;
}

static int refused_or_done(const Session *session)
{
    return osint_report_counts(session->report)->refused > 0 ? EXIT_REFUSED : EXIT_DONE;
}

/* A worker may be waiting for standard input, or be in the middle of a document that nobody wants any more:
 * the process ends around it. */
G_NORETURN static void end_around_workers(int code)
{
    fflush(NULL);
    _exit(code);
}

/* In bytes; the readers' processes are others. */
static guint64 most_memory(void)
{
    struct rusage own = {0}, readers = {0};
    getrusage(RUSAGE_SELF, &own);
    getrusage(RUSAGE_CHILDREN, &readers);
    return (guint64)MAX(own.ru_maxrss, readers.ru_maxrss) * 1024;
}

/* The run has had its effect: that it cannot be logged is said, and changes nothing. */
static void log_run(Session *session, int status, const char *message)
{
    if (session->log == NULL || session->logged)
        return;
    OsintRun run = {.began = session->began,
                    .microseconds = g_get_monotonic_time() - session->started,
                    .index = session->index,
                    .full = session->options->full,
                    .counts = session->report != NULL ? osint_report_counts(session->report) : NULL,
                    .retagged = session->retagged,
                    .bytes = session->progress != NULL ? osint_progress_bytes(session->progress) : 0,
                    .memory = most_memory(),
                    .status = status,
                    .error = message};
    g_autoptr(GError) error = NULL;
    session->logged = TRUE;
    if (!osint_runlog_write(session->log, &run, &error))
        complain(error->message);
}

static int end_run(Session *session, OsintPipelineEnd end, const GError *error)
{
    osint_progress_clear(session->progress);
    if (end == OSINT_PIPELINE_DONE)
        return refused_or_done(session);
    g_autofree char *stopped =
        end == OSINT_PIPELINE_STOPPED
            ? g_strdup_printf("stopped by %s; the index is as it was", strsignal(stop_signal))
            : NULL;
    int status = stopped != NULL ? EXIT_FAILED : fail(session->options, error);
    if (stopped != NULL)
        complain(stopped);
    log_run(session, status, stopped != NULL ? stopped : error->message);
    end_around_workers(status);
}

/* ---- modes ---- */

static void print_counts(const OsintCounts *counts, const OsintMirrorResult *result)
{
    printf("indexed %" G_GUINT64_FORMAT " articles: %" G_GUINT64_FORMAT " added, %" G_GUINT64_FORMAT
           " replaced, %" G_GUINT64_FORMAT " removed, %" G_GUINT64_FORMAT " unchanged; %" G_GUINT64_FORMAT
           " refused",
           counts->added + counts->replaced, counts->added, counts->replaced, counts->removed,
           counts->unchanged, counts->refused);
    if (result->retag.list_changed && result->retag.articles > 0)
        printf("; %" G_GUINT64_FORMAT " of %" G_GUINT64_FORMAT " tagged again", result->retag.tagged,
               result->retag.articles);
    putchar('\n');
}

static int run_mirror(Session *session)
{
    const OsintOptions *options = session->options;
    OsintMirrorOptions mirror = {.index = session->index,
                                 .paths = (const char *const *)options->paths->pdata,
                                 .standard_input = options->standard_input,
                                 .entities = (const char *const *)options->entities,
                                 .recipes = session->recipes,
                                 .share = options->shard,
                                 .full = options->full,
                                 .rehash = options->rehash,
                                 .jobs = (guint)options->jobs,
                                 .memory = (gsize)options->memory << 20,
                                 .wait_seconds = (guint)options->wait,
                                 .now = g_get_real_time() / G_USEC_PER_SEC,
                                 .report = session->report,
                                 .progress = session->progress,
                                 .stop = is_stopped};
    OsintMirrorResult result = {0};
    g_autoptr(GError) error = NULL;
    OsintPipelineEnd end = osint_mirror_run(&mirror, &result, &error);
    session->retagged = result.retag.tagged;
    int code = end_run(session, end, error);
    if (!options->quiet)
        print_counts(osint_report_counts(session->report), &result);
    code = finish_output(code);
    log_run(session, code, NULL);
    return code;
}

static int run_dry(Session *session)
{
    const OsintOptions *options = session->options;
    OsintDryRunOptions dry = {.index = session->index,
                              .paths = (const char *const *)options->paths->pdata,
                              .standard_input = options->standard_input,
                              .entities = (const char *const *)options->entities,
                              .recipes = session->recipes,
                              .json = options->json,
                              .jobs = (guint)options->jobs,
                              .now = g_get_real_time() / G_USEC_PER_SEC,
                              .output = stdout,
                              .report = session->report,
                              .progress = session->progress,
                              .stop = is_stopped};
    g_autoptr(GError) error = NULL;
    OsintPipelineEnd end = osint_dry_run(&dry, &error);
    return finish_output(end_run(session, end, error));
}

static void print_problem(const char *problem, gpointer user_data G_GNUC_UNUSED)
{
    complain(problem);
}

static void print_inspection(const OsintInspection *found)
{
    printf("documents: %u as indexed, %u changed, %u missing, %u new, %u unreadable\n", found->same,
           found->changed, found->missing, found->unknown, found->unreadable);
}

/* The documents below the paths; TRUE in *differ when one is not as it was indexed. */
static gboolean check_documents(const Session *session, gboolean *differ, GError **error)
{
    g_autoptr(OsintProgress) progress = osint_progress_new(NULL, g_get_monotonic_time);
    g_autoptr(OsintReport) report = osint_report_new(stderr, NULL, progress, error);
    OsintInspection found = {0};
    if (report == NULL || !osint_inspect(session->index, (const char *const *)session->options->paths->pdata,
                                         report, &found, error))
        return FALSE;
    if (!session->options->quiet)
        print_inspection(&found);
    *differ = found.changed + found.missing + found.unknown + found.unreadable > 0;
    return TRUE;
}

static int run_check(const Session *session)
{
    guint problems;
    gboolean differ = FALSE;
    g_autoptr(GError) error = NULL;
    if (!osint_index_verify(session->index, print_problem, NULL, &problems, &error))
        return fail(session->options, error);
    if (!session->options->quiet)
        printf("%s: %u problems\n", session->index, problems);
    if (session->options->paths->len > 1 && !check_documents(session, &differ, &error))
        return fail(session->options, error);
    return finish_output(problems > 0 ? EXIT_FAILED : differ ? EXIT_REFUSED : EXIT_DONE);
}

static int run_stats(const Session *session)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintIndex) index = osint_index_open(session->index, &error);
    json_t *stats = index != NULL ? osint_stats(index, &error) : NULL;
    if (stats == NULL)
        return fail(session->options, error);
    json_t *last = session->log_file != NULL ? osint_runlog_last(session->log_file, session->index) : NULL;
    if (last != NULL)
        json_object_set_new(stats, "last_run", last);
    if (session->options->json) {
        json_dumpf(stats, stdout, JSON_COMPACT);
        putchar('\n');
    } else {
        g_autofree char *text = osint_stats_to_text(stats);
        fputs(text, stdout);
    }
    json_decref(stats);
    return finish_output(EXIT_DONE);
}

/* ---- start ---- */

static FILE *progress_stream(const OsintOptions *options)
{
    gboolean wanted = g_str_equal(options->progress, "always") ||
                      (g_str_equal(options->progress, "auto") && !options->quiet && isatty(STDERR_FILENO));
    return wanted ? stderr : NULL;
}

static char *recipes_file(const OsintOptions *options, GError **error)
{
    return options->recipes != NULL ? g_strdup(options->recipes)
                                    : osint_config_value(options->config, "recipes", error);
}

static char *log_file(const OsintOptions *options, GError **error)
{
    return options->log != NULL ? g_strdup(options->log) : osint_config_value(options->config, "log", error);
}

/* A write failed where Xapian cannot say so (xapian-c.h). */
static const char *index_at_work;

static void end_at_once(const char *reason)
{
    g_autofree char *message = g_strdup_printf("%s: %s; the index is as it was", index_at_work, reason);
    complain(message);
    _exit(EXIT_FAILED);
}

static int run(Session *session, GError **error)
{
    const OsintOptions *options = session->options;
    session->index = osint_index_location(options->db, options->config, error);
    if (session->index == NULL)
        return EXIT_FAILED;
    index_at_work = session->index;
    xapc_on_terminate(end_at_once);
    if (!options->stats && osint_index_is_many(session->index)) {
        g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_MISSING,
                    "%s names several indexes or a stub, which cannot be written in one step; give the "
                    "directory of each in turn, with its --shard",
                    session->index);
        return EXIT_FAILED;
    }
    session->log_file = log_file(options, error);
    if (*error != NULL)
        return EXIT_FAILED;
    if (options->check)
        return run_check(session);
    if (options->stats)
        return run_stats(session);
    if (!options->dry_run && session->log_file != NULL &&
        (session->log = osint_runlog_open(session->log_file, error)) == NULL)
        return EXIT_FAILED;
    session->progress = osint_progress_new(progress_stream(options), g_get_monotonic_time);
    session->report = osint_report_new(stderr, options->rejects, session->progress, error);
    if (session->report == NULL)
        return EXIT_FAILED;
    session->recipes = recipes_file(options, error);
    if (*error != NULL)
        return EXIT_FAILED;
    catch_signals();
    if (!options->dry_run)
        osint_report_know(session->report, session->index, options->quiet);
    return options->dry_run ? run_dry(session) : run_mirror(session);
}

int main(int argc, char **argv)
{
    g_autoptr(GError) error = NULL;
    if (osint_worker_is_meant(argc, argv))
        return osint_worker_serve(argv);
    g_set_prgname(PROGRAM);
    g_autoptr(OsintOptions) options = osint_options_parse((const char *const *)argv, &error);
    if (options == NULL) {
        complain(error->message);
        fputs("Try '" PROGRAM " --help' for its options.\n", stderr);
        return EXIT_USAGE;
    }
    if (options->help) {
        g_autofree char *help = osint_options_help();
        fputs(help, stdout);
        return finish_output(EXIT_DONE);
    }
    if (options->version) {
        puts(PROGRAM " " OSINT_VERSION);
        return finish_output(EXIT_DONE);
    }
    Session session = {.options = options, .began = g_get_real_time(), .started = g_get_monotonic_time()};
    int code = run(&session, &error);
    if (error != NULL) {
        code = fail(options, error);
        log_run(&session, code, error->message);
    }
    osint_report_free(session.report);
    osint_progress_free(session.progress);
    g_free(session.index);
    g_free(session.recipes);
    g_free(session.log_file);
    osint_runlog_close(session.log);
    return code;
}
