/* Signatures are Bloom filters (Bloom 1970) of a size that grows with the number of pairs. */
#include "indexer/text/pairs.h"

#include <string.h>
#include <zlib.h>

#include "indexer/text/words.h"

/* 10 bits a pair and 5 of them set: .94 % of the pairs that are not there seem to be. */
#define BITS_A_PAIR 10
#define BITS_SET 5
#define MOST_PAIRS 50000

static const guint8 every_pair[] = {0xFF};

/* The form in which the matcher compares words in quotes, or a shorter one. */
static void set_form(GString *form, GString *scratch, const char *word, gsize length)
{
    g_string_truncate(form, 0);
    osint_word_lower(word, length, form);
    if (!osint_text_is_ascii(form->str, form->len)) {
        g_string_truncate(scratch, 0);
        g_string_append_len(scratch, form->str, (gssize)form->len);
        g_string_truncate(form, 0);
        osint_word_fold(scratch->str, scratch->len, form);
    }
    if (form->len > 2 && memcmp(form->str + form->len - 2, "'s", 2) == 0)
        g_string_truncate(form, form->len - 2);
}

/* With the end of the first word, so that "ab c" is not "a bc". */
static guint32 hash_of(const GString *first, const GString *second)
{
    uLong hash = crc32_z(0, (const Bytef *)first->str, first->len + 1);
    return (guint32)crc32_z(hash, (const Bytef *)second->str, second->len);
}

void osint_pairs_append(const char *text, GArray *hashes)
{
    g_autoptr(GString) one = g_string_new(NULL), other = g_string_new(NULL), scratch = g_string_new(NULL);
    GString *before = one, *form = other;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        g_string_truncate(form, 0);
        if (word.kind == OSINT_WORD_PLAIN)
            set_form(form, scratch, text + word.start, word.end - word.start);
        if (before->len > 0 && form->len > 0) {
            guint32 hash = hash_of(before, form);
            g_array_append_val(hashes, hash);
        }
        GString *free_again = before;
        before = form;
        form = free_again;
    }
}

/* The bits of a pair: two halves of the multiplied hash are enough for any number of them (Kirsch and
 * Mitzenmacher 2006). first + i * step, modulo the number of bits, is the i-th. */
typedef struct {
    guint32 first;
    guint32 step;
    guint32 bits;
} Bits;

static Bits bits_of(guint32 hash, guint32 bits)
{
    guint64 mixed = (hash + G_GUINT64_CONSTANT(1)) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return (Bits){(guint32)(mixed >> 32) % bits, ((guint32)mixed | 1) % bits, bits};
}

static guint32 next_bit(Bits *bits)
{
    guint32 bit = bits->first;
    bits->first += bits->step;
    if (bits->first >= bits->bits)
        bits->first -= bits->bits;
    return bit;
}

/* One pass of a radix sort: by the byte at shift. */
static void sort_by_byte(const guint32 *from, guint32 *to, guint count, guint shift)
{
    guint places[256] = {0};
    for (guint i = 0; i < count; i++)
        places[from[i] >> shift & 0xFF]++;
    for (guint byte = 0, place = 0; byte < G_N_ELEMENTS(places); byte++) {
        guint own = places[byte];
        places[byte] = place;
        place += own;
    }
    for (guint i = 0; i < count; i++)
        to[places[from[i] >> shift & 0xFF]++] = from[i];
}

/* In order, each once. */
static void make_distinct(GArray *hashes)
{
    guint32 *own = (guint32 *)(void *)hashes->data;
    g_autofree guint32 *other = g_new(guint32, hashes->len);
    for (guint shift = 0; shift < 32; shift += 16) {
        sort_by_byte(own, other, hashes->len, shift);
        sort_by_byte(other, own, hashes->len, shift + 8);
    }
    guint kept = 0;
    for (guint i = 0; i < hashes->len; i++)
        if (kept == 0 || own[i] != own[kept - 1])
            own[kept++] = own[i];
    g_array_set_size(hashes, kept);
}

GBytes *osint_pairs_signature(GArray *hashes)
{
    make_distinct(hashes);
    if (hashes->len > MOST_PAIRS)
        return g_bytes_new_static(every_pair, sizeof every_pair);
    gsize length = ((gsize)hashes->len * BITS_A_PAIR + 7) / 8;
    guint8 *signature = g_malloc0(length);
    for (guint i = 0; i < hashes->len; i++) {
        Bits bits = bits_of(g_array_index(hashes, guint32, i), (guint32)length * 8);
        for (guint number = 0; number < BITS_SET; number++) {
            guint32 bit = next_bit(&bits);
            signature[bit / 8] |= (guint8)(1u << bit % 8);
        }
    }
    return g_bytes_new_take(signature, length);
}

gboolean osint_pairs_may_have(gconstpointer signature, gsize length, guint32 hash)
{
    const guint8 *bytes = signature;
    if (length == 0 || length > MOST_PAIRS * BITS_A_PAIR)
        return length != 0;
    Bits bits = bits_of(hash, (guint32)length * 8);
    for (guint number = 0; number < BITS_SET; number++) {
        guint32 bit = next_bit(&bits);
        if ((bytes[bit / 8] & 1u << bit % 8) == 0)
            return FALSE;
    }
    return TRUE;
}
