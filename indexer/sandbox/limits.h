/* Limits that every kernel has. */
#ifndef OSINT_SANDBOX_LIMITS_H
#define OSINT_SANDBOX_LIMITS_H

#include <glib.h>
#include <sys/resource.h>

G_BEGIN_DECLS

/* Whether sanitizers are built in: they need more memory and time, and to see more files, than is allowed. */
#if defined(__SANITIZE_ADDRESS__)
#define OSINT_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define OSINT_SANITIZED 1
#endif
#endif
#ifndef OSINT_SANITIZED
#define OSINT_SANITIZED 0
#endif

/* Lowers both limits of a resource to most, where they are higher. */
void osint_limit(__rlimit_resource_t resource, rlim_t most);

G_END_DECLS

#endif
