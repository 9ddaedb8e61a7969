/* Sketches: 32 bits of the identity, the text's length, from which the limit follows, then the differences of
 * the hashes. */
#include "indexer/copies/sketch.h"

#include <string.h>

#include "indexer/copies/number.h"

#define SAMPLE_RATE 24
#define FEWEST 20
#define MOST 512

/* Expected: FEWEST hashes of a short text, MOST of a long one, else one of SAMPLE_RATE shingles. */
static guint32 limit_of(guint32 length)
{
    guint64 wanted = CLAMP(length / SAMPLE_RATE, FEWEST, MOST);
    return wanted >= length ? G_MAXUINT32 : (guint32)(wanted * G_MAXUINT32 / length);
}

static int compare_hashes(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

GBytes *osint_sketch_encode(const OsintShingles *shingles)
{
    gboolean tells = shingles->length >= OSINT_SHINGLES_OF_A_COPY;
    guint32 limit = limit_of(shingles->length);
    g_autoptr(GArray) sample = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; tells && i < shingles->hashes->len; i++)
        if (g_array_index(shingles->hashes, guint32, i) <= limit)
            g_array_append_val(sample, g_array_index(shingles->hashes, guint32, i));
    g_array_sort(sample, compare_hashes);
    GByteArray *bytes = g_byte_array_new();
    if (tells) {
        guint32 identity = GUINT32_TO_LE((guint32)shingles->identity);
        g_byte_array_append(bytes, (const guint8 *)&identity, sizeof identity);
        osint_number_append(bytes, shingles->length);
    }
    guint32 before = 0;
    for (guint i = 0; i < sample->len; i++) {
        guint32 hash = g_array_index(sample, guint32, i);
        if (i == 0 || hash != before)
            osint_number_append(bytes, hash - before);
        before = hash;
    }
    return g_byte_array_free_to_bytes(bytes);
}

static gboolean read_head(OsintSketch *sketch, const guint8 **at, const guint8 *end)
{
    if ((gsize)(end - *at) < sizeof sketch->identity)
        return FALSE;
    memcpy(&sketch->identity, *at, sizeof sketch->identity);
    sketch->identity = GUINT32_FROM_LE(sketch->identity);
    *at += sizeof sketch->identity;
    if (!osint_number_read(at, end, &sketch->length))
        return FALSE;
    sketch->limit = limit_of(sketch->length);
    return TRUE;
}

static gboolean read_hashes(OsintSketch *sketch, const guint8 *at, const guint8 *end)
{
    guint64 hash = 0;
    guint32 number;
    while (at < end) {
        if (!osint_number_read(&at, end, &number) || (number == 0 && sketch->hashes->len > 0))
            return FALSE;
        hash += number;
        if (hash > sketch->limit)
            return FALSE;
        guint32 value = (guint32)hash;
        g_array_append_val(sketch->hashes, value);
    }
    return TRUE;
}

OsintSketch *osint_sketch_decode(gconstpointer data, gsize length)
{
    const guint8 *at = data;
    g_autoptr(OsintSketch) sketch = g_new0(OsintSketch, 1);
    sketch->hashes = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint)(length / 3 + 1));
    if (length > 0 &&
        (!read_head(sketch, &at, at + length) || !read_hashes(sketch, at, (const guint8 *)data + length)))
        return NULL;
    return g_steal_pointer(&sketch);
}

void osint_sketch_free(OsintSketch *sketch)
{
    if (sketch == NULL)
        return;
    g_array_unref(sketch->hashes);
    g_free(sketch);
}

static guint count_up_to(const OsintSketch *sketch, guint32 limit)
{
    guint low = 0, high = sketch->hashes->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (g_array_index(sketch->hashes, guint32, middle) <= limit)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

/* Of what may be a copy, a third is shared at least (shingles.c); a quarter of the sample is asked for. */
gboolean osint_sketch_may_be_copy(const OsintSketch *a, const OsintSketch *b, guint shared)
{
    guint32 limit = MIN(a->limit, b->limit);
    guint fewer = MIN(count_up_to(a, limit), count_up_to(b, limit));
    return shared > 0 && 4 * shared >= fewer &&
           osint_sketch_may_have_copy(MIN(a->hashes->len, b->hashes->len), shared);
}

gboolean osint_sketch_may_have_copy(guint hashes, guint shared)
{
    return shared > 0 && 16 * shared >= hashes;
}

gboolean osint_sketch_is_same(const OsintSketch *a, const OsintSketch *b)
{
    return a->identity == b->identity && a->length == b->length && a->hashes->len == b->hashes->len &&
           (a->hashes->len == 0 ||
            memcmp(a->hashes->data, b->hashes->data, a->hashes->len * sizeof(guint32)) == 0);
}
