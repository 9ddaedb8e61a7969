/* Names of hosts: what is one, and what only looks like one. */
#ifndef OSINT_ENTITIES_INDICATORS_HOSTS_H
#define OSINT_ENTITIES_INDICATORS_HOSTS_H

#include <glib.h>

G_BEGIN_DECLS

/* How sure the spelling makes it that a name of a host is meant: it stands in running text, where "README.md"
 * and "end.Next" do, too; in the path of a URL; or it is defanged, has a scheme before it, or an "@". */
typedef enum { OSINT_HOST_IN_TEXT, OSINT_HOST_IN_PATH, OSINT_HOST_SURE } OsintHostPlace;

/* The normal form (normal.h), owned by the caller; NULL when it is none. written: plain. */
char *osint_host_domain(const char *written, gsize length, OsintHostPlace place);

/* The part of a domain that somebody registered: "example.co.uk" of "www.example.co.uk"; NULL when there is
 * none. Part of the argument. */
const char *osint_host_registered(const char *domain);

G_END_DECLS

#endif
