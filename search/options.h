/* The command line of osint-search: one table of options, from which argv is read and the usage text made. */
#ifndef OSINT_SEARCH_OPTIONS_H
#define OSINT_SEARCH_OPTIONS_H

#include "search/render.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_PRINT_HITS,
    OSINT_PRINT_COUNT,
    OSINT_PRINT_PATHS,
    OSINT_PRINT_ANALYSIS,
    OSINT_PRINT_NAMES,
    OSINT_PRINT_HELP,
    OSINT_PRINT_VERSION,
} OsintPrint;

typedef enum { OSINT_WHEN_AUTO, OSINT_WHEN_ALWAYS, OSINT_WHEN_NEVER } OsintWhen;

typedef struct {
    OsintPrint print;
    const char *db; /* NULL: not given, like config and queries_from */
    const char *config;
    const char *names;        /* what they begin with */
    const char *queries_from; /* "-": standard input */
    const char *like;         /* the id of an article */
    char *query;              /* NULL with queries_from, may be with like */
    OsintSearchOptions search;
    OsintShow show;
    OsintBy by;
    const char *type; /* of entities; NULL: all */
    gboolean facets;
    const OsintRenderer *renderer;
    gboolean nul; /* paths end with NUL, not with a newline */
    OsintWhen color, pager;

    const char *format_name;          /* as given, while reading */
    gboolean has_limit, has_passages; /* were given */
} OsintArguments;

/* One row of the table. What it may be completed to follows from `value`: FILE is a file, DIR a directory. */
typedef struct {
    int letter;        /* 0: none */
    const char *name;  /* without "--"; NULL: none */
    const char *value; /* what it is called in the usage; "[WHEN]" may be left out; NULL: takes none */
    const char *help;
    const char *const *(*values)(void); /* all that it can be, NULL-terminated; NULL: not a choice */
    gboolean (*set)(OsintArguments *arguments, const char *value, GError **error);
} OsintOption;

const OsintOption *osint_options(guint *count);

/* Strings of argv are kept by reference; argv is reordered. Fails with G_OPTION_ERROR and a message for
 * people.
 */
gboolean osint_arguments_parse(OsintArguments *arguments, int argc, char **argv, GError **error);
void osint_arguments_clear(OsintArguments *arguments);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OsintArguments, osint_arguments_clear)

char *osint_options_usage(void);

G_END_DECLS

#endif
