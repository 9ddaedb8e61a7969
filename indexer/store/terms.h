/* Terms that the writer puts in and the reader asks for: made in one place so that they agree. */
#ifndef OSINT_STORE_TERMS_H
#define OSINT_STORE_TERMS_H

#include <glib.h>

G_BEGIN_DECLS

/* prefix + value; a term too long for Xapian is cut and made unique by a hash. */
char *osint_filter_term(const char *prefix, const char *value);
/* Appends the terms that an entity's mentions have: one of them is enough. terms: char *. */
void osint_entity_terms(const char *id, GPtrArray *terms);
/* The term of an article's id. */
char *osint_id_term(const char *id);
/* The first 32 bits of an id's SHA-256: which shard an article falls to (osint-shards(5)), and the order of
 * articles that nothing else tells apart. */
guint32 osint_id_hash(const char *id);
G_END_DECLS

#endif
