/* What the process that answers gives up before it answers a request: everything but reading the index. */
#ifndef OSINT_WEB_SANDBOX_H
#define OSINT_WEB_SANDBOX_H

#include <glib.h>

G_BEGIN_DECLS

/* Memory that the process may map, bytes. */
#define OSINT_SANDBOX_MEMORY (G_GUINT64_CONSTANT(2) << 30)

/* For good, in the only thread of the process: no new privileges, no core, no tracing by others, few open
 * files, so many seconds of processor time, no bytes written to files (unless the log is one). With Landlock
 * no path but those of the index, to read; with seccomp no program, no process, no new executable memory, and
 * nothing opened for writing. location: of the index, as for osint_index_open(), or NULL. When it names
 * shards that other machines serve, the process may also connect, make threads, and read what names of hosts
 * are looked up with. What the kernel lacks is left out. */
void osint_sandbox_enter(const char *location, guint cpu);

/* The system calls alone; FALSE when the kernel does not do it. network: as with shards of other machines. */
gboolean osint_sandbox_restrict_calls(gboolean network);

G_END_DECLS

#endif
