/* Starting the program again as a worker: what it gets and what it does not. */
#ifndef OSINT_WORKER_SPAWN_H
#define OSINT_WORKER_SPAWN_H

#include "indexer/worker/protocol.h"

G_BEGIN_DECLS

typedef struct {
    GPid pid;
    int socket; /* our end */
    OsintProgressPage *page;
} OsintSpawned;

gboolean osint_spawn(OsintSpawned *spawned, GError **error);

G_END_DECLS

#endif
