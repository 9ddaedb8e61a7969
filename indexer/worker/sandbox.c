/* Limits, and the paths that Landlock leaves; seccomp is in a file of its own. */
#include "indexer/worker/sandbox.h"

#include <sys/prctl.h>

#include "indexer/sandbox/landlock.h"
#include "indexer/sandbox/limits.h"

#define OPEN_FILES 64

static const OsintPathRule allowed[] = {
    {"/usr", OSINT_PATH_RUN},
    {"/lib", OSINT_PATH_RUN},
    {"/lib32", OSINT_PATH_RUN},
    {"/lib64", OSINT_PATH_RUN},
    {"/bin", OSINT_PATH_RUN},
    {"/etc/ld.so.cache", OSINT_PATH_READ},
    {"/etc/ld.so.preload", OSINT_PATH_READ},
    {"/etc/alternatives", OSINT_PATH_READ},
    {"/etc/fonts", OSINT_PATH_READ},
    {"/etc/localtime", OSINT_PATH_READ},
    {"/etc/xpdf", OSINT_PATH_READ},
    {"/var/cache/fontconfig", OSINT_PATH_READ},
    {"/dev/null", OSINT_PATH_READ_AND_WRITE},
    {"/dev/urandom", OSINT_PATH_READ},
#if OSINT_SANITIZED
    {"/proc", OSINT_PATH_READ},
#endif
};

void osint_sandbox_enter(void)
{
    osint_limit(RLIMIT_CORE, 0);
    osint_limit(RLIMIT_FSIZE, 0);
    osint_limit(RLIMIT_NOFILE, OPEN_FILES);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    osint_sandbox_restrict_calls(osint_landlock_restrict(allowed, G_N_ELEMENTS(allowed), FALSE));
}
