/* Columns: of every article what answers are counted by, beside the database of one generation, so that
 * facets and timelines of many articles need not read posting lists and values of all.
 *
 * Each publisher, language, media type, tag, entity and date that articles have has a code; an article's row
 * is its codes. The file is a cache: bound to one revision of the database, and what is missing, damaged or
 * of another revision is none; then the database itself is asked. */
#ifndef OSINT_STORE_COLUMNS_H
#define OSINT_STORE_COLUMNS_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_COLUMNS_FILE "columns"

typedef enum {
    OSINT_COLUMN_TYPE,     /* media type */
    OSINT_COLUMN_SOURCE,   /* publisher */
    OSINT_COLUMN_LANGUAGE, /* primary subtag */
    OSINT_COLUMN_TAG,      /* folded */
    OSINT_COLUMN_ENTITY,   /* by type, then by id */
    OSINT_COLUMN_DATE,     /* 20210420, in which what is not known is 00: one of an article at most, the last
                              code of its row */
    OSINT_COLUMNS,         /* their number */
} OsintColumn;

typedef struct OsintColumns OsintColumns;

/* Of a generation (its path) in a revision (osint_database_revision()); NULL when it has none that can be
 * used. */
OsintColumns *osint_columns_open(const char *generation, const char *revision);
void osint_columns_free(OsintColumns *columns);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintColumns, osint_columns_free)

/* Codes are numbers below this one; those of a column follow each other, ordered by their texts. */
guint32 osint_columns_codes(const OsintColumns *columns);
void osint_columns_range(const OsintColumns *columns, OsintColumn column, guint32 *first, guint32 *end);
/* What a code stands for; of an entity its id. */
const char *osint_columns_text(const OsintColumns *columns, guint32 code);
/* The type and name of an entity, NULL when neither a list nor its id tells. */
void osint_columns_entity(const OsintColumns *columns, guint32 code, const char **type, const char **name);

/* The codes of an article, ascending; none for what is no article. */
const guint32 *osint_columns_row(const OsintColumns *columns, guint32 docid, guint *count);

/* An article that is in a group of copies. */
typedef struct {
    guint32 docid;
    guint32 group; /* from 1 */
    gint64 begin;  /* the first second of the date of publication; G_MAXINT64 without one */
} OsintColumnsCopy;
/* All of them, ascending. */
const OsintColumnsCopy *osint_columns_copies(const OsintColumns *columns, guint *count);

G_END_DECLS

#endif
