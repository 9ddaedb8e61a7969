/* The time that one request may take. When it is spent, or the process fails, a signal handler sends an
 * answer that was made before, and ends the process. One request at a time. */
#ifndef OSINT_WEB_BUDGET_H
#define OSINT_WEB_BUDGET_H

#include <glib.h>

G_BEGIN_DECLS

/* Seconds: of processor time, and in all until the answer is there. Sending may take longer, as long as the
 * other side takes some of it within the same time. */
#define OSINT_BUDGET_CPU 10
#define OSINT_BUDGET_TIME 30

/* What is sent, and where; all of it must live until osint_budget_end(). */
typedef struct {
    int connection;        /* a descriptor: standard output, or the connection of FastCGI */
    guint16 request_id;    /* of FastCGI; 0: CGI */
    const GString *answer; /* as CGI/1.1 has it; NULL: only the log is told */
    const char *log;       /* the line for standard error up to the reason; FastCGI's log gets it, too */
} OsintLastWords;

/* From now on. Fractions of seconds count. */
void osint_budget_begin(const OsintLastWords *words, double cpu, double time);
/* The next part of the answer is being sent: it is too late for another answer. */
void osint_budget_send(double time);
/* The request has been answered. */
void osint_budget_end(void);

G_END_DECLS

#endif
