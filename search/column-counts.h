/* Matching articles counted by the index's columns. */
#ifndef OSINT_SEARCH_COLUMN_COUNTS_H
#define OSINT_SEARCH_COLUMN_COUNTS_H

#include "search/engine.h"

G_BEGIN_DECLS

typedef struct {
    guint32 code;
    guint32 articles;
} OsintCodeCount;

typedef struct {
    guint year;
    guint32 articles;
} OsintYearCount;

typedef struct {
    const OsintColumns *columns;
    guint32 *articles; /* by code: results that have an article with it */
    GArray *years;     /* OsintYearCount, ascending: of all years there are in the index */
} OsintColumnCounts;

/* columns must outlive them. */
OsintColumnCounts *osint_column_counts_new(const OsintColumns *columns, const OsintMatching *matching);
void osint_column_counts_free(OsintColumnCounts *counts);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintColumnCounts, osint_column_counts_free)

/* OsintCodeCount, those of most articles first, at most so many; *left_out: how many more have any. */
GArray *osint_column_counts_best(const OsintColumnCounts *counts, OsintColumn column, guint most,
                                 guint64 *left_out);
/* How many more entities of a type there are. */
typedef struct {
    const char *type; /* or NULL, the columns' */
    guint64 values;
} OsintTypeRest;
/* The same of each type of entities, one type behind the other; rests: OsintTypeRest of each type, appended.
 */
GArray *osint_column_counts_entities(const OsintColumnCounts *counts, guint most, GArray *rests);

/* The code of an article's date; G_MAXUINT32 without one. And a date's code as a number: 20210420. */
guint32 osint_columns_date_code(const OsintColumns *columns, guint32 docid);
guint osint_columns_date_number(const OsintColumns *columns, guint32 code);

G_END_DECLS

#endif
