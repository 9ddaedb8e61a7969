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
    g_string_truncate(scratch, 0);
    g_string_truncate(form, 0);
    osint_word_lower(word, length, scratch);
    osint_word_fold(scratch->str, scratch->len, form);
    if (form->len > 2 && g_str_has_suffix(form->str, "'s"))
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
 * Mitzenmacher 2006). */
static gsize bit_of(guint32 hash, guint number, gsize bits)
{
    guint64 mixed = (hash + G_GUINT64_CONSTANT(1)) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15);
    return ((mixed >> 32) + number * ((mixed & G_MAXUINT32) | 1)) % bits;
}

static int compare_hashes(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

static guint count_distinct(const GArray *sorted)
{
    guint distinct = 0;
    for (guint i = 0; i < sorted->len; i++)
        distinct += i == 0 || g_array_index(sorted, guint32, i) != g_array_index(sorted, guint32, i - 1);
    return distinct;
}

GBytes *osint_pairs_signature(GArray *hashes)
{
    g_array_sort(hashes, compare_hashes);
    guint distinct = count_distinct(hashes);
    if (distinct > MOST_PAIRS)
        return g_bytes_new_static(every_pair, sizeof every_pair);
    gsize length = ((gsize)distinct * BITS_A_PAIR + 7) / 8;
    guint8 *signature = g_malloc0(length);
    for (guint i = 0; i < hashes->len; i++) {
        for (guint number = 0; number < BITS_SET; number++) {
            gsize bit = bit_of(g_array_index(hashes, guint32, i), number, length * 8);
            signature[bit / 8] |= (guint8)(1u << bit % 8);
        }
    }
    return g_bytes_new_take(signature, length);
}

gboolean osint_pairs_may_have(gconstpointer signature, gsize length, guint32 hash)
{
    const guint8 *bytes = signature;
    for (guint number = 0; number < BITS_SET; number++) {
        gsize bit = length == 0 ? 0 : bit_of(hash, number, length * 8);
        if (length == 0 || (bytes[bit / 8] & 1u << bit % 8) == 0)
            return FALSE;
    }
    return TRUE;
}
