/* What tests of sandboxes share: a child tries what it must not do, and says how it went by its exit status.
 */
#ifndef OSINT_TESTS_SANDBOX_ATTEMPTS_H
#define OSINT_TESTS_SANDBOX_ATTEMPTS_H

#include <errno.h>
#include <glib.h>
#include <linux/landlock.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <unistd.h>

enum { REFUSED, ALLOWED, SKIPPED };

static inline gboolean has_landlock(void)
{
    return syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION) >= 1;
}

/* By valgrind, which answers some calls itself and has to write its messages. */
static inline gboolean is_emulated(void)
{
    const char *preloaded = g_getenv("LD_PRELOAD");
    return preloaded != NULL && strstr(preloaded, "vgpreload") != NULL;
}

static inline int refused_if(gboolean failed)
{
    return failed && (errno == EPERM || errno == EACCES || errno == ENOSYS) ? REFUSED : ALLOWED;
}

static inline int make_sockets(void)
{
    const int families[] = {AF_INET, AF_INET6, AF_UNIX, AF_NETLINK};
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++)
        if (refused_if(socket(families[i], SOCK_STREAM, 0) < 0) != REFUSED)
            return ALLOWED;
    return REFUSED;
}

#endif
