/* Landlock: which paths the process may use. The C library has no functions for it, and its headers may be
 * older than the kernel that runs, so what newer kernels added is declared here. */
#include "indexer/sandbox/landlock.h"

#include <fcntl.h>
#include <linux/landlock.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

typedef struct {
    guint64 files;
    guint64 network;
    guint64 scopes;
} Ruleset;

#define RIGHT(number) (G_GUINT64_CONSTANT(1) << (number))
#define REFER RIGHT(13)
#define TRUNCATE RIGHT(14)
#define DEVICES RIGHT(15)
#define TCP (RIGHT(0) | RIGHT(1))
#define ABSTRACT_SOCKETS_AND_SIGNALS (RIGHT(0) | RIGHT(1))

#define READ (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_READ_DIR)
#define RUN (READ | LANDLOCK_ACCESS_FS_EXECUTE)
/* What a rule for a file, not a folder, may hold. */
#define FOR_FILES                                                                                            \
    (LANDLOCK_ACCESS_FS_READ_FILE | LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_EXECUTE | TRUNCATE)

static const guint64 rights_for[] = {
    [OSINT_PATH_READ] = READ,
    [OSINT_PATH_RUN] = RUN,
    [OSINT_PATH_READ_AND_WRITE] = READ | LANDLOCK_ACCESS_FS_WRITE_FILE,
};

static Ruleset everything(long version, gboolean tcp)
{
    Ruleset rules = {.files = REFER - 1};
    if (version >= 2)
        rules.files |= REFER;
    if (version >= 3)
        rules.files |= TRUNCATE;
    if (version >= 4 && !tcp)
        rules.network = TCP;
    if (version >= 5)
        rules.files |= DEVICES;
    if (version >= 6)
        rules.scopes = ABSTRACT_SOCKETS_AND_SIGNALS;
    return rules;
}

static gsize size_known_to(long version)
{
    return version >= 6   ? sizeof(Ruleset)
           : version >= 4 ? G_STRUCT_OFFSET(Ruleset, scopes)
                          : G_STRUCT_OFFSET(Ruleset, network);
}

/* A path that does not exist needs no rule. */
static void allow(int ruleset, const char *path, guint64 rights)
{
    struct stat info;
    int place = open(path, O_PATH | O_CLOEXEC);
    if (place < 0)
        return;
    if (fstat(place, &info) == 0) {
        struct landlock_path_beneath_attr rule = {.parent_fd = place, .allowed_access = rights};
        if (!S_ISDIR(info.st_mode))
            rule.allowed_access &= FOR_FILES;
        syscall(SYS_landlock_add_rule, ruleset, LANDLOCK_RULE_PATH_BENEATH, &rule, 0);
    }
    close(place);
}

gboolean osint_landlock_restrict(const OsintPathRule *rules, gsize count, gboolean tcp)
{
    long version = syscall(SYS_landlock_create_ruleset, NULL, 0, LANDLOCK_CREATE_RULESET_VERSION);
    if (version < 1)
        return FALSE;
    Ruleset handled = everything(version, tcp);
    int ruleset = (int)syscall(SYS_landlock_create_ruleset, &handled, size_known_to(version), 0);
    if (ruleset < 0)
        return FALSE;
    for (gsize i = 0; i < count; i++)
        allow(ruleset, rules[i].path, rights_for[rules[i].use]);
    gboolean restricted = syscall(SYS_landlock_restrict_self, ruleset, 0) == 0;
    close(ruleset);
    return restricted;
}
