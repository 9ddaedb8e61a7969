/* Limits, and the paths that Landlock leaves; the system calls are in a file of their own. */
#include "web/sandbox.h"

#include <sys/prctl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/sandbox/landlock.h"
#include "indexer/sandbox/limits.h"
#include "indexer/store/stub.h"

#define OPEN_FILES 64
/* An index has three tables or more open, and is opened anew before it is closed. */
#define OPEN_FILES_A_SHARD 16

/* The C library reads these to find a host, and loads what /etc/nsswitch.conf names. */
static const OsintPathRule name_lookup[] = {
    {"/etc/resolv.conf", OSINT_PATH_READ},
    {"/etc/hosts", OSINT_PATH_READ},
    {"/etc/host.conf", OSINT_PATH_READ},
    {"/etc/nsswitch.conf", OSINT_PATH_READ},
    {"/etc/gai.conf", OSINT_PATH_READ},
    {"/etc/services", OSINT_PATH_READ},
    {"/etc/ld.so.cache", OSINT_PATH_READ},
    {"/usr/lib", OSINT_PATH_RUN},
    {"/lib", OSINT_PATH_RUN},
    {"/lib64", OSINT_PATH_RUN},
    {"/run/systemd/resolve", OSINT_PATH_READ},
};

typedef struct {
    GPtrArray *paths; /* char * */
    gboolean network;
} Needs;

/* Stubs are among the parts of a location; what they list is among its places. */
static Needs needs_of(const char *location)
{
    Needs needs = {g_ptr_array_new_with_free_func(g_free), FALSE};
    if (location == NULL)
        return needs;
    g_auto(GStrv) parts = g_strsplit(location, ":", -1);
    g_autoptr(GPtrArray) places = osint_shard_places_read(location, NULL);
    for (char **part = parts; *part != NULL; part++)
        g_ptr_array_add(needs.paths, g_strdup(*part));
    g_ptr_array_add(needs.paths, g_strdup(location));
    for (guint i = 0; places != NULL && i < places->len; i++) {
        const OsintShardPlace *place = g_ptr_array_index(places, i);
        needs.network = needs.network || place->host != NULL;
        if (place->host == NULL)
            g_ptr_array_add(needs.paths, g_strdup(place->name));
    }
    return needs;
}

static void restrict_paths(const Needs *needs)
{
    g_autoptr(GArray) rules = g_array_new(FALSE, FALSE, sizeof(OsintPathRule));
    for (guint i = 0; i < needs->paths->len; i++) {
        const OsintPathRule rule = {g_ptr_array_index(needs->paths, i), OSINT_PATH_READ};
        g_array_append_val(rules, rule);
    }
    if (needs->network)
        g_array_append_vals(rules, name_lookup, G_N_ELEMENTS(name_lookup));
    osint_landlock_restrict((const OsintPathRule *)(const void *)rules->data, rules->len, needs->network);
}

/* A limit of sizes would also stop lines for a log that has grown beyond it. */
static gboolean is_file(int descriptor)
{
    struct stat info;
    return fstat(descriptor, &info) == 0 && S_ISREG(info.st_mode);
}

static void limit_resources(const Needs *needs, guint cpu)
{
    osint_limit(RLIMIT_CORE, 0);
    osint_limit(RLIMIT_CPU, cpu);
    osint_limit(RLIMIT_NOFILE, OPEN_FILES + OPEN_FILES_A_SHARD * (rlim_t)needs->paths->len);
    if (!is_file(STDOUT_FILENO) && !is_file(STDERR_FILENO))
        osint_limit(RLIMIT_FSIZE, 0);
    if (!OSINT_SANITIZED)
        osint_limit(RLIMIT_AS, OSINT_SANDBOX_MEMORY);
}

void osint_sandbox_enter(const char *location, guint cpu)
{
    Needs needs = needs_of(location);
    limit_resources(&needs, cpu);
    prctl(PR_SET_DUMPABLE, 0, 0, 0, 0);
    prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0);
    if (!OSINT_SANITIZED) {
        restrict_paths(&needs);
        osint_sandbox_restrict_calls(needs.network);
    }
    g_ptr_array_unref(needs.paths);
}
