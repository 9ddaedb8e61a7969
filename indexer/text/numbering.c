/* Open addressing with linear probing. Hashes begin with a number that another process does not have, so that
 * no text can be written whose words all fall on one place. */
#include "indexer/text/numbering.h"

#include <string.h>

#define FIRST_SLOTS 1024 /* a power of two */
#define CHUNK 16384
#define MULTIPLIER G_GUINT64_CONSTANT(0x9E3779B97F4A7C15)

typedef struct {
    guint32 hash;
    guint32 number; /* from 1; 0: free */
} Slot;

typedef struct {
    const char *text;
    gsize length;
} String;

struct OsintNumbering {
    Slot *slots;
    guint32 mask;    /* number of slots - 1 */
    GArray *strings; /* String, by number */
    GStringChunk *texts;
    guint64 seed;
};

OsintNumbering *osint_numbering_new(void)
{
    OsintNumbering *numbering = g_new0(OsintNumbering, 1);
    numbering->slots = g_new0(Slot, FIRST_SLOTS);
    numbering->mask = FIRST_SLOTS - 1;
    numbering->strings = g_array_new(FALSE, FALSE, sizeof(String));
    numbering->texts = g_string_chunk_new(CHUNK);
    numbering->seed = ((guint64)g_random_int() << 32 | g_random_int()) * MULTIPLIER;
    return numbering;
}

void osint_numbering_free(OsintNumbering *numbering)
{
    if (numbering == NULL)
        return;
    g_free(numbering->slots);
    g_array_unref(numbering->strings);
    g_string_chunk_free(numbering->texts);
    g_free(numbering);
}

void osint_numbering_clear(OsintNumbering *numbering)
{
    memset(numbering->slots, 0, ((gsize)numbering->mask + 1) * sizeof(Slot));
    g_array_set_size(numbering->strings, 0);
    g_string_chunk_clear(numbering->texts);
}

guint32 osint_numbering_size(const OsintNumbering *numbering)
{
    return numbering->strings->len;
}

/* ---- hashes ---- */

static guint64 eight_bytes(const char *at)
{
    guint64 block;
    memcpy(&block, at, sizeof block);
    return block;
}

static guint64 four_bytes(const char *at)
{
    guint32 block;
    memcpy(&block, at, sizeof block);
    return block;
}

/* Fewer than eight bytes, in one number: different for different strings of a length. */
static guint64 few_bytes(const char *at, gsize length)
{
    if (length >= 4)
        return four_bytes(at) | four_bytes(at + length - 4) << 32;
    if (length == 0)
        return 0;
    return (guint64)(guchar)at[0] | (guint64)(guchar)at[length / 2] << 8 |
           (guint64)(guchar)at[length - 1] << 16;
}

static guint64 mix(guint64 hash, guint64 block)
{
    hash = (hash ^ block) * MULTIPLIER;
    return hash ^ hash >> 29;
}

static guint32 hash_of(const OsintNumbering *numbering, const char *string, gsize length)
{
    guint64 hash = numbering->seed ^ length;
    for (; length >= 8; length -= 8, string += 8)
        hash = mix(hash, eight_bytes(string));
    hash = mix(hash, few_bytes(string, length));
    return (guint32)(hash * MULTIPLIER >> 32);
}

/* ---- look-up ---- */

static void grow(OsintNumbering *numbering)
{
    guint32 slots = (numbering->mask + 1) * 2, mask = slots - 1;
    Slot *larger = g_new0(Slot, slots);
    for (guint32 i = 0; i <= numbering->mask; i++) {
        Slot slot = numbering->slots[i];
        guint32 place = slot.hash & mask;
        while (slot.number != 0 && larger[place].number != 0)
            place = (place + 1) & mask;
        if (slot.number != 0)
            larger[place] = slot;
    }
    g_free(numbering->slots);
    numbering->slots = larger;
    numbering->mask = mask;
}

static gboolean is_string(const OsintNumbering *numbering, guint32 number, const char *string, gsize length)
{
    const String *known = &g_array_index(numbering->strings, String, number);
    return known->length == length && memcmp(known->text, string, length) == 0;
}

/* Where a string is, or the free place where it would be. */
static Slot *slot_of(const OsintNumbering *numbering, guint32 hash, const char *string, gsize length)
{
    guint32 place = hash & numbering->mask;
    for (; numbering->slots[place].number != 0; place = (place + 1) & numbering->mask)
        if (numbering->slots[place].hash == hash &&
            is_string(numbering, numbering->slots[place].number - 1, string, length))
            break;
    return &numbering->slots[place];
}

gboolean osint_numbering_find(const OsintNumbering *numbering, const char *string, gsize length,
                              guint32 *number)
{
    const Slot *slot = slot_of(numbering, hash_of(numbering, string, length), string, length);
    if (slot->number == 0)
        return FALSE;
    *number = slot->number - 1;
    return TRUE;
}

guint32 osint_numbering_add(OsintNumbering *numbering, const char *string, gsize length)
{
    guint32 hash = hash_of(numbering, string, length);
    Slot *slot = slot_of(numbering, hash, string, length);
    if (slot->number != 0)
        return slot->number - 1;
    String added = {g_string_chunk_insert_len(numbering->texts, string, (gssize)length), length};
    g_array_append_val(numbering->strings, added);
    *slot = (Slot){hash, numbering->strings->len};
    if (numbering->strings->len > numbering->mask / 2)
        grow(numbering);
    return numbering->strings->len - 1;
}

const char *osint_numbering_string(const OsintNumbering *numbering, guint32 number)
{
    return g_array_index(numbering->strings, String, number).text;
}
