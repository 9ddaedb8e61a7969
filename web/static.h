/* The files under /static/, part of the program. */
#ifndef OSINT_WEB_STATIC_H
#define OSINT_WEB_STATIC_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct {
    const char *name;
    const char *media_type;
    const unsigned char *bytes;
    gsize length;
    const char *version; /* hex digest of the bytes, shortened: for the entity tag and for links */
} OsintStatic;

/* NULL when there is no such file. */
const OsintStatic *osint_static_find(const char *name);

G_END_DECLS

#endif
