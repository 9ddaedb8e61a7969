/* Open addressing with linear probing, at most half full, and a filter of bits before it. */
#include "indexer/entities/matching/vocabulary.h"

#define SLOTS_MIN 1024
#define FILTER_BITS_PER_TOKEN 16

/* Nearly all tokens of texts are told by their hash and first bytes, with one look into memory. */
typedef struct {
    guint32 hash;
    guint32 id;   /* 0: empty */
    guint64 head; /* the first bytes, then zero bytes */
} Slot;

typedef struct {
    guint32 start; /* in the texts */
    guint32 length;
} Token;

struct OsintVocabulary {
    Slot *slots;
    guint32 mask;   /* number of slots - 1 */
    GArray *tokens; /* Token: number id - 1 */
    GString *texts;
    guint8 *filter; /* NULL until frozen */
    guint32 filter_mask;
};

OsintVocabulary *osint_vocabulary_new(void)
{
    OsintVocabulary *vocabulary = g_new0(OsintVocabulary, 1);
    vocabulary->slots = g_new0(Slot, SLOTS_MIN);
    vocabulary->mask = SLOTS_MIN - 1;
    vocabulary->tokens = g_array_new(FALSE, FALSE, sizeof(Token));
    vocabulary->texts = g_string_new(NULL);
    return vocabulary;
}

void osint_vocabulary_free(OsintVocabulary *vocabulary)
{
    g_free(vocabulary->slots);
    g_array_unref(vocabulary->tokens);
    g_string_free(vocabulary->texts, TRUE);
    g_free(vocabulary->filter);
    g_free(vocabulary);
}

guint32 osint_vocabulary_size(const OsintVocabulary *vocabulary)
{
    return vocabulary->tokens->len;
}

gboolean osint_vocabulary_is_frozen(const OsintVocabulary *vocabulary)
{
    return vocabulary->filter != NULL;
}

guint32 osint_token_hash(const char *token, gsize length)
{
    guint64 hash = OSINT_TOKEN_HASH_SEED;
    for (gsize i = 0; i < length; i += OSINT_TOKEN_BLOCK)
        hash = osint_token_hash_step(hash, osint_token_block(token + i, length - i));
    return (guint32)hash;
}

/* The slot of a token, or the empty one where it belongs. */
static Slot *slot_of(const OsintVocabulary *vocabulary, const char *text, gsize length, guint32 hash)
{
    guint64 head = osint_token_block(text, length);
    for (guint32 at = hash & vocabulary->mask;; at = (at + 1) & vocabulary->mask) {
        Slot *slot = &vocabulary->slots[at];
        if (slot->id == 0)
            return slot;
        if (slot->hash != hash || slot->head != head)
            continue;
        if (length < OSINT_TOKEN_BLOCK)
            return slot;
        const Token *token = &g_array_index(vocabulary->tokens, Token, slot->id - 1);
        if (token->length == length && memcmp(vocabulary->texts->str + token->start, text, length) == 0)
            return slot;
    }
}

guint32 osint_vocabulary_find(const OsintVocabulary *vocabulary, const char *token, gsize length,
                              guint32 hash)
{
    return slot_of(vocabulary, token, length, hash)->id;
}

guint32 osint_vocabulary_find_short(const OsintVocabulary *vocabulary, guint64 block, guint32 hash)
{
    for (guint32 at = hash & vocabulary->mask;; at = (at + 1) & vocabulary->mask) {
        const Slot *slot = &vocabulary->slots[at];
        if (slot->id == 0 || (slot->hash == hash && slot->head == block))
            return slot->id;
    }
}

static void grow(OsintVocabulary *vocabulary)
{
    guint32 old_size = vocabulary->mask + 1, mask = 2 * old_size - 1;
    Slot *slots = g_new0(Slot, (gsize)mask + 1);
    for (guint32 i = 0; i < old_size; i++) {
        if (vocabulary->slots[i].id == 0)
            continue;
        guint32 at = vocabulary->slots[i].hash & mask;
        while (slots[at].id != 0)
            at = (at + 1) & mask;
        slots[at] = vocabulary->slots[i];
    }
    g_free(vocabulary->slots);
    vocabulary->slots = slots;
    vocabulary->mask = mask;
}

guint32 osint_vocabulary_add(OsintVocabulary *vocabulary, const char *token, gsize length, guint32 hash)
{
    g_assert(vocabulary->filter == NULL);
    Slot *slot = slot_of(vocabulary, token, length, hash);
    if (slot->id != 0)
        return slot->id;
    Token entry = {(guint32)vocabulary->texts->len, (guint32)length};
    g_array_append_val(vocabulary->tokens, entry);
    g_string_append_len(vocabulary->texts, token, (gssize)length);
    guint32 id = vocabulary->tokens->len;
    *slot = (Slot){hash, id, osint_token_block(token, length)};
    if (2 * id > vocabulary->mask)
        grow(vocabulary);
    return id;
}

void osint_vocabulary_freeze(OsintVocabulary *vocabulary)
{
    guint32 bits = 64;
    while (bits / FILTER_BITS_PER_TOKEN < osint_vocabulary_size(vocabulary))
        bits *= 2;
    vocabulary->filter = g_malloc0(bits / 8);
    vocabulary->filter_mask = bits - 1;
    for (guint32 i = 0; i <= vocabulary->mask; i++) {
        guint32 bit = vocabulary->slots[i].hash & vocabulary->filter_mask;
        if (vocabulary->slots[i].id != 0)
            vocabulary->filter[bit / 8] |= (guint8)(1u << bit % 8);
    }
}

OsintTokenFilter osint_vocabulary_filter(const OsintVocabulary *vocabulary)
{
    return (OsintTokenFilter){vocabulary->filter, vocabulary->filter_mask};
}
