/* The command line of osint-index. */
#ifndef OSINT_OPTIONS_H
#define OSINT_OPTIONS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    char *db;
    char *config;
    char **entities; /* NULL when none is given */
    char *recipes;   /* likewise */
    char *shard;     /* "K/N", or NULL */
    gboolean full;
    gboolean rehash;
    int jobs;
    int memory; /* MiB */
    gboolean dry_run;
    gboolean json;
    char *rejects;
    int wait;
    gboolean quiet;
    char *progress; /* "auto", "always" or "never" */
    gboolean check;
    char *log; /* a file for a line of every run, or NULL */
    gboolean stats;
    gboolean help;
    gboolean version;
    gboolean standard_input; /* "-" was among the paths */
    GPtrArray *paths;        /* char *, without "-", NULL-terminated */
} OsintOptions;

/* Takes argv (NULL-terminated) apart; fails with a message for the user. Checks that the options go together,
 * unless help or version is asked for. */
OsintOptions *osint_options_parse(const char *const *argv, GError **error);
void osint_options_free(OsintOptions *options);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintOptions, osint_options_free)

/* The table, for shells to complete: every option in its order, with all values it can have, NULL-terminated,
 * or NULL when it is no choice. */
typedef void (*OsintOptionsFunc)(const GOptionEntry *entry, const char *const *choices, gpointer user_data);
void osint_options_each(OsintOptionsFunc func, gpointer user_data);

/* The text of --help, from the table that is parsed by. */
char *osint_options_help(void);

G_END_DECLS

#endif
