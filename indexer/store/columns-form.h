/* The form of the file of columns, in this machine's byte order: a header; OsintColumnsCopy of each article
 * that has copies; where the row of each document number from 0 to the last begins among the cells, and where
 * the last ends; the cells, a code each; where the text of each code begins, and where the last ends; the
 * texts, NUL-terminated, those of entities followed by type and name likewise. */
#ifndef OSINT_STORE_COLUMNS_FORM_H
#define OSINT_STORE_COLUMNS_FORM_H

#include "indexer/store/columns.h"

G_BEGIN_DECLS

#define OSINT_COLUMNS_MAGIC "osint-columns 1\n"
#define OSINT_COLUMNS_ORDER 0x01020304u

typedef struct {
    char magic[16]; /* without its NUL */
    guint32 order;
    guint32 last; /* the highest document number */
    char revision[72];
    char list[72];                    /* OSINT_META_LIST, the entity list that names are of */
    guint32 first[OSINT_COLUMNS + 1]; /* code of each column, and their number */
    guint32 cells;
    guint32 copies;
    guint32 texts; /* bytes */
} OsintColumnsHeader;

G_STATIC_ASSERT(sizeof(OsintColumnsHeader) % sizeof(gint64) == 0);

struct OsintColumns {
    GMappedFile *file;
    const OsintColumnsHeader *header;
    const OsintColumnsCopy *copies;
    const guint32 *rows;
    const guint32 *cells;
    const guint32 *starts; /* of texts */
    const char *texts;
};

G_END_DECLS

#endif
