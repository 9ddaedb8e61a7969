/* setrlimit(2). */
#include "indexer/sandbox/limits.h"

void osint_limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0)
        return;
    limits.rlim_cur = limits.rlim_max = MIN(most, limits.rlim_max);
    setrlimit(resource, &limits);
}
