/* Saved queries: names that stand for the text of a query, kept in the configuration file. */
#ifndef OSINT_SEARCH_SAVED_H
#define OSINT_SEARCH_SAVED_H

#include <glib.h>

G_BEGIN_DECLS

/* The group of the configuration file: "name = text of the query", as it would be typed. */
#define OSINT_SAVED_GROUP "queries"

/* char * name -> char * text, for OsintSearchOptions; empty when the file has none. Owned by the caller. */
GHashTable *osint_saved_read(GKeyFile *configuration);

/* The name that is most like one that is not saved, or NULL. */
char *osint_saved_nearest(GHashTable *saved, const char *name);

G_END_DECLS

#endif
