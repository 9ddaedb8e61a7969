/* The tokens that names are made of, each with a number: a hash table that texts are looked up in. */
#ifndef OSINT_ENTITIES_MATCHING_VOCABULARY_H
#define OSINT_ENTITIES_MATCHING_VOCABULARY_H

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* The longest token in bytes; a longer one is in no name. */
#define OSINT_TOKEN_MAX_BYTES 600

typedef struct OsintVocabulary OsintVocabulary;

OsintVocabulary *osint_vocabulary_new(void);
void osint_vocabulary_free(OsintVocabulary *vocabulary);
guint32 osint_vocabulary_size(const OsintVocabulary *vocabulary);
/* Once, after the last token is added and before the first text is looked up. */
void osint_vocabulary_freeze(OsintVocabulary *vocabulary);
gboolean osint_vocabulary_is_frozen(const OsintVocabulary *vocabulary);

/* Eight bytes of a token at a time, as numbers. */
#define OSINT_TOKEN_BLOCK 8
#define OSINT_TOKEN_HASH_SEED G_GUINT64_CONSTANT(0xCBF29CE484222325)

/* Up to eight bytes, the first one the lowest; zero for those that are not there. */
static inline guint64 osint_token_block(const char *text, gsize length)
{
    guint64 block = 0;
    memcpy(&block, text, MIN(length, (gsize)OSINT_TOKEN_BLOCK));
    return GUINT64_FROM_LE(block);
}

static inline guint64 osint_token_hash_step(guint64 hash, guint64 block)
{
    hash = (hash ^ block) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return hash ^ hash >> 32;
}

/* Over a folded token. */
guint32 osint_token_hash(const char *token, gsize length);

/* Most words of a text are in no name. The filter has bits for each token's hash, small enough to stay in the
 * cache, and spares nearly all of them the look-up. */
typedef struct {
    const guint8 *bits; /* the vocabulary's */
    guint32 mask;       /* number of bits - 1 */
} OsintTokenFilter;

/* For frozen vocabularies. */
OsintTokenFilter osint_vocabulary_filter(const OsintVocabulary *vocabulary);
/* FALSE for nearly all tokens that the vocabulary does not have. */
static inline gboolean osint_token_filter_may_have(OsintTokenFilter filter, guint32 hash)
{
    guint32 bit = hash & filter.mask;
    return (filter.bits[bit / 8] >> bit % 8 & 1) != 0;
}

/* A folded token's number, from 1; 0 for none. */
guint32 osint_vocabulary_find(const OsintVocabulary *vocabulary, const char *token, gsize length,
                              guint32 hash);
/* The same for a token of fewer bytes than a block. */
guint32 osint_vocabulary_find_short(const OsintVocabulary *vocabulary, guint64 block, guint32 hash);
/* The same as osint_vocabulary_find(), entering the token where it is new. */
guint32 osint_vocabulary_add(OsintVocabulary *vocabulary, const char *token, gsize length, guint32 hash);

G_END_DECLS

#endif
