/* Filter terms. */
#include "indexer/store/terms.h"

#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/store/schema.h"
#include "xapian-c/xapian-c.h"

#define HASH_LENGTH 40 /* hex digits of a SHA-1 */

char *osint_filter_term(const char *prefix, const char *value)
{
    g_autofree char *term = g_strconcat(prefix, value, NULL);
    if (strlen(term) <= XAPC_TERM_MAX)
        return g_steal_pointer(&term);
    g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, value, -1);
    term[XAPC_TERM_MAX - HASH_LENGTH] = '\0';
    return g_strconcat(term, hash, NULL);
}

void osint_entity_terms(const char *id, GPtrArray *terms)
{
    g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_ENTITY, id));
    if (osint_indicator_type(id, NULL) != NULL)
        g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_BENIGN, id));
    if (osint_indicator_domain_of(id) != NULL)
        g_ptr_array_add(terms, osint_filter_term(OSINT_TERM_DOMAIN, osint_indicator_domain_of(id)));
}

char *osint_id_term(const char *id)
{
    return osint_filter_term(OSINT_TERM_ID, id);
}

guint32 osint_id_hash(const char *id)
{
    guint8 digest[32];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) checksum = g_checksum_new(G_CHECKSUM_SHA256);
    g_checksum_update(checksum, (const guchar *)id, (gssize)strlen(id));
    g_checksum_get_digest(checksum, digest, &length);
    return (guint32)digest[0] << 24 | (guint32)digest[1] << 16 | (guint32)digest[2] << 8 | digest[3];
}
