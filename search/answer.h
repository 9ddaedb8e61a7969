/* One query from its text to bytes on standard output: what osint-search does once, or for every line of a
 * file. */
#ifndef OSINT_SEARCH_ANSWER_H
#define OSINT_SEARCH_ANSWER_H

#include <stdio.h>

#include "search/options.h"
#include "search/terminal.h"

G_BEGIN_DECLS

/* The exit codes of the contract, and OSINT_ANSWER_UNREAD: nobody reads standard output any more. */
typedef enum {
    OSINT_ANSWER_FOUND = 0,
    OSINT_ANSWER_NOTHING = 1,
    OSINT_ANSWER_BAD_QUERY = 2,
    OSINT_ANSWER_FAILED = 3,
    OSINT_ANSWER_UNREAD,
} OsintAnswer;

typedef struct {
    const OsintArguments *arguments;
    OsintTerminal *terminal;
    OsintIndex *index;
    GHashTable *saved;     /* saved queries, as in OsintSearchOptions */
    gint64 now;            /* Unix seconds */
    GString *text;         /* not written yet */
    gboolean any_answered; /* of a batch: a query before this one could be read */
    gboolean any_found;
    guint noted;           /* notes of the index that were given with an answer */
    guint64 given;         /* hits of the queries before this one */
    GHashTable *given_ids; /* char *: the articles of these hits, for formats that give each once; NULL
                              unless there are several queries */
    OsintAnswer written;   /* FOUND until writing fails */
} OsintSession;

/* name: of the query, when there are several, else NULL. place: "queries.txt:7", for messages, else NULL.
 * What is wrong is said on standard error. */
OsintAnswer osint_answer(OsintSession *session, const char *query, const char *name, const char *place);

/* Writes session->text, the first time starting the pager that is wanted, and empties it: FOUND, UNREAD, or
 * FAILED with a message. */
OsintAnswer osint_answer_write(OsintSession *session);

/* "osint-search: message" on standard error, safe for a terminal; place may be NULL. */
void osint_complain(const char *place, const char *message);

/* Every line of session->arguments->queries_from; returns the worst answer: FAILED, BAD_QUERY, else FOUND
 * when one query found something. */
OsintAnswer osint_batch(OsintSession *session);

G_END_DECLS

#endif
