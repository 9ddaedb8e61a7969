/* How a worker process dies: of too little memory, its exit status says so. */
#ifndef OSINT_WORKER_DOWNFALL_H
#define OSINT_WORKER_DOWNFALL_H

/* For the rest of the process: OSINT_WORKER_EXIT_MEMORY when memory is at an end; nothing is printed. */
void osint_downfall_watch(void);

#endif
