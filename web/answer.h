/* Answers that need the index, and answers that something went wrong. */
#ifndef OSINT_WEB_ANSWER_H
#define OSINT_WEB_ANSWER_H

#include "indexer/store/index.h"
#include "web/ask.h"
#include "web/request.h"
#include "web/response.h"

G_BEGIN_DECLS

/* What questions are put to. */
typedef struct {
    OsintIndex *index;
    GHashTable *saved; /* saved queries, as in OsintSearchOptions */
} OsintLibrary;

OsintResponse *osint_answer_search(const OsintLibrary *library, const OsintRequest *request, gint64 now);
/* 303, to the search for what is like an article and that ask's query, if it has one, finds; it is ask's
 * query then. */
OsintResponse *osint_answer_like(const OsintLibrary *library, const OsintRequest *request, OsintAsk *ask,
                                 const char *id);
/* The answer to ask's query, in the form that ask wants: etag is its own. */
OsintResponse *osint_answer_query(const OsintLibrary *library, const OsintRequest *request,
                                  const OsintAsk *ask, const char *etag, gint64 now);
/* The card of an entity. id: as the path or the parameter has it. */
OsintResponse *osint_answer_entity(const OsintLibrary *library, const OsintRequest *request, const char *id,
                                   gint64 now);
/* 404, with the entities whose names are nearest, or the several that have this name. */
OsintResponse *osint_answer_unknown_entity(const OsintLibrary *library, const OsintRequest *request,
                                           const char *id, gboolean several);
/* id: as the path or the parameter has it. */
OsintResponse *osint_answer_article(const OsintLibrary *library, const OsintRequest *request, const char *id,
                                    gint64 now);

/* Cache-Control of what the index decides. */
extern const char osint_answer_revalidate[];
/* A page, or the 304 for a client that has it already: etag without quotes. Takes body. */
OsintResponse *osint_answer_cached(const OsintRequest *request, const char *etag, const char *cache_control,
                                   const char *media_type, GString *body);
/* The 304 when the client has it already, else NULL: to be asked before the work is done. */
OsintResponse *osint_answer_unchanged(const OsintRequest *request, const char *etag,
                                      const char *cache_control);
/* What a page of the index depends on, in short: without quotes. */
char *osint_answer_etag(const OsintLibrary *library, const OsintRequest *request, const OsintAsk *ask,
                        gint64 now);

/* ---- failures: a page for people, an object for programs that asked for another format; logged ---- */
typedef struct {
    guint status;
    const char *heading;
    const char *message;    /* for the client: nothing about the server's files */
    gboolean is_english;    /* the message is, whatever language pages are in */
    const char *hint;       /* what a page in another language says before it; or NULL */
    const char *reason;     /* for the log; NULL: the message */
    const char *query;      /* what the search box keeps and the caret points into, or NULL */
    const OsintSpan *place; /* in query, or NULL */
    const GPtrArray *links; /* OsintPageLink *: where else to go; or NULL */
} OsintTrouble;
OsintResponse *osint_answer_trouble(const OsintRequest *request, const OsintTrouble *trouble);
/* 503: the index cannot be read; error says why, to the log only. */
OsintResponse *osint_answer_no_index(const OsintRequest *request, const char *reason);
/* 503: what is sent when the time or memory of a request is spent; its log line lacks the reason at its end.
 */
OsintResponse *osint_answer_overdue(const OsintRequest *request);
/* 400: a parameter, or the query. */
OsintResponse *osint_answer_bad_request(const OsintRequest *request, const char *problem);
OsintResponse *osint_answer_not_found(const OsintRequest *request, const char *message);

G_END_DECLS

#endif
