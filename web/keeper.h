/* The process that a web server or a service manager started for FastCGI: it keeps one worker running, which
 * serves requests, and puts another in its place when that one ends, for whatever reason. */
#ifndef OSINT_WEB_KEEPER_H
#define OSINT_WEB_KEEPER_H

#include <glib.h>

G_BEGIN_DECLS

/* work: what a worker does, in a child of its own; its exit status, 0 when it has ended by itself. SIGTERM,
 * SIGINT and SIGUSR1 go to the worker as SIGTERM and end the keeper after it; SIGHUP is answered with a new
 * worker. Every signal is as before in the worker. Returns the exit status for the keeper. */
int osint_keep(int (*work)(gpointer user_data), gpointer user_data);

G_END_DECLS

#endif
