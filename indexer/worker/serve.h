/* A worker process from the inside: it reads the documents it is given until its parent closes the socket. */
#ifndef OSINT_WORKER_SERVE_H
#define OSINT_WORKER_SERVE_H

#include <glib.h>

G_BEGIN_DECLS

/* To be asked first thing in main(): whether the program was started as a worker. It then has nothing else to
 * do than to return osint_worker_serve(). */
gboolean osint_worker_is_meant(int argc, char **argv);
int osint_worker_serve(char **argv);

G_END_DECLS

#endif
