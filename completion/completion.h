/* What a shell can complete of a program's command line. */
#ifndef OSINT_COMPLETION_H
#define OSINT_COMPLETION_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum {
    OSINT_COMPLETE_NOTHING, /* a number, a text */
    OSINT_COMPLETE_FILES,
    OSINT_COMPLETE_DIRECTORIES,
    OSINT_COMPLETE_CHOICES,
    OSINT_COMPLETE_QUERY, /* names of entities behind a field that takes them */
} OsintComplete;

typedef struct {
    char letter;          /* 0: none */
    char *name;           /* without "--"; NULL: none */
    char *help;           /* one line */
    char *value;          /* what it is called; NULL: takes none */
    gboolean is_optional; /* the value, then only as --name=value */
    gboolean is_repeatable;
    OsintComplete complete;
    const char *const *choices;
} OsintCompletionOption;

typedef struct {
    const char *program;
    GArray *options;        /* OsintCompletionOption */
    OsintComplete operands; /* what is no option */
    GString *fields;        /* of a query, that take names: "entity|e|actor" */
} OsintCompletion;

void osint_completion_bash(GString *out, const OsintCompletion *completion);
void osint_completion_zsh(GString *out, const OsintCompletion *completion);

G_END_DECLS

#endif
