/* A table with open addressing; what is given up stays as an entry without an owner. */
#include "indexer/owners.h"

#include <string.h>

#include "indexer/readers/digest.h"

#define FIRST_SIZE 1024 /* a power of 2 */

typedef struct {
    guint64 high, low; /* both 0: never used */
    gpointer owner;
    guint64 mark;
} Claim;

struct OsintOwners {
    Claim *table;
    gsize size;
    gsize used;
};

OsintOwners *osint_owners_new(void)
{
    OsintOwners *owners = g_new0(OsintOwners, 1);
    owners->size = FIRST_SIZE;
    owners->table = g_new0(Claim, owners->size);
    return owners;
}

void osint_owners_free(OsintOwners *owners)
{
    if (owners == NULL)
        return;
    g_free(owners->table);
    g_free(owners);
}

static Claim claim_of(const char *id)
{
    guint8 digest[OSINT_DIGEST_BYTES];
    OsintBytes bytes = {id, strlen(id)};
    Claim claim = {0};
    osint_sha256_bytes(&bytes, 1, digest);
    memcpy(&claim.high, digest, sizeof claim.high);
    memcpy(&claim.low, digest + sizeof claim.high, sizeof claim.low);
    claim.low |= 1; /* so that it is never all zero */
    return claim;
}

/* Where it is, or would be. */
static Claim *find(const OsintOwners *owners, const Claim *claim)
{
    gsize at = claim->high & (owners->size - 1);
    for (;;) {
        Claim *found = &owners->table[at];
        if (found->low == 0 || (found->high == claim->high && found->low == claim->low))
            return found;
        at = (at + 1) & (owners->size - 1);
    }
}

static void grow(OsintOwners *owners)
{
    OsintOwners larger = {.size = 2 * owners->size, .used = owners->used};
    larger.table = g_new0(Claim, larger.size);
    for (gsize i = 0; i < owners->size; i++)
        if (owners->table[i].low != 0)
            *find(&larger, &owners->table[i]) = owners->table[i];
    g_free(owners->table);
    *owners = larger;
}

gpointer osint_owners_get(const OsintOwners *owners, const char *id)
{
    Claim claim = claim_of(id);
    return find(owners, &claim)->owner;
}

guint64 osint_owners_mark(const OsintOwners *owners, const char *id)
{
    Claim claim = claim_of(id);
    const Claim *found = find(owners, &claim);
    return found->owner != NULL ? found->mark : 0;
}

void osint_owners_set(OsintOwners *owners, const char *id, gpointer owner, guint64 mark)
{
    Claim claim = claim_of(id);
    Claim *place = find(owners, &claim);
    if (place->low == 0) {
        if (4 * (owners->used + 1) > 3 * owners->size) {
            grow(owners);
            place = find(owners, &claim);
        }
        *place = claim;
        owners->used++;
    }
    place->owner = owner;
    place->mark = mark;
}
