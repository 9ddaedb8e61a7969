/* The sandbox: what a process that reads hostile documents gives up, before it reads the first.
 *
 * What the kernel lacks is left out. Children (pdftotext) inherit all of it. */
#ifndef OSINT_WORKER_SANDBOX_H
#define OSINT_WORKER_SANDBOX_H

#include <glib.h>

G_BEGIN_DECLS

/* For good, in the only thread of the process: no new privileges, no core, no tracing by others, no byte
 * written to a file, few open files; with Landlock no path but those of programs, libraries and fonts, to
 * read and execute, no TCP, no signal to others; with seccomp no system call that makes sockets, creates
 * or opens files for writing, changes files, namespaces or the system. */
void osint_sandbox_enter(void);

/* The system calls alone. FALSE when the kernel has no seccomp.
 * writable_paths: whether opening files for writing is left to the rules for paths. */
gboolean osint_sandbox_restrict_calls(gboolean writable_paths);

G_END_DECLS

#endif
