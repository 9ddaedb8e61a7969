/* The limits that every kernel has; Landlock and seccomp are in files of their own. */
#include "indexer/worker/sandbox.h"

#include <sys/prctl.h>
#include <sys/resource.h>

#define OPEN_FILES 64

static void limit(__rlimit_resource_t resource, rlim_t most)
{
    struct rlimit limits;
    if (getrlimit(resource, &limits) != 0)
        return;
    limits.rlim_cur = limits.rlim_max = MIN(most, limits.rlim_max);
    setrlimit(resource, &limits);
}

void osint_sandbox_enter(void)
{
    limit(RLIMIT_CORE, 0);
    limit(RLIMIT_FSIZE, 0);
    limit(RLIMIT_NOFILE, OPEN_FILES);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    osint_sandbox_restrict_calls(osint_sandbox_restrict_paths());
}
