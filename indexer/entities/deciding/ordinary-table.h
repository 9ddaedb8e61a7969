/* The table of ordinary.c, made by make-ordinary-table.c when the project is built. */
#ifndef OSINT_ENTITIES_DECIDING_ORDINARY_TABLE_H
#define OSINT_ENTITIES_DECIDING_ORDINARY_TABLE_H

#include <glib.h>

G_BEGIN_DECLS

/* The lowest bits of an entry are an OsintCommonness, the others those of the word's hash. */
#define OSINT_ORDINARY_KIND 3u

/* Ascending. */
extern const guint32 osint_ordinary_table[];
extern const guint osint_ordinary_count;

/* FNV-1a (Fowler, Noll, Vo). */
static inline guint32 osint_ordinary_hash(const char *folded)
{
    guint32 hash = 2166136261u;
    for (const char *p = folded; *p != '\0'; p++)
        hash = (hash ^ (guint8)*p) * 16777619u;
    return hash & ~OSINT_ORDINARY_KIND;
}

G_END_DECLS

#endif
