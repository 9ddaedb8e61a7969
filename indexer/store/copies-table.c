/* The table of shingles. In memory an entry is one number, hash and document id, so that entries of a bucket,
 * and those of a hash in it, are neighbours when sorted. */
#include "indexer/store/copies-table.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/copies/number.h"
#include "indexer/store/schema.h"

#define ENTRIES_A_BUCKET 64 /* when the table is made */
#define MOST_ENTRIES_A_BUCKET 512
#define ENTRIES_AN_ARTICLE 22
#define MOST_BITS 20
#define ENTRIES_AT_ONCE 4000000 /* held when the table is made: 32 MB */

struct OsintCopiesTable {
    XapcDb *db;
    guint bits; /* of the hash tell the bucket; 0: there is no table */
    GArray *bucket;
    guint32 bucket_number; /* of what is in bucket; G_MAXUINT32: of none */
};

/* ---- entries ---- */

/* The bits of the bucket come first: hashes of a sample are small numbers, and their low bits are as good. */
static guint64 entry_of(guint bits, guint32 hash, guint32 docid)
{
    guint32 turned = hash >> bits | hash << (32 - bits);
    return (guint64)turned << 32 | docid;
}

static guint32 hash_part(guint64 entry)
{
    return (guint32)(entry >> 32);
}

static guint32 bucket_of(const OsintCopiesTable *table, guint64 entry)
{
    return hash_part(entry) >> (32 - table->bits);
}

static int compare_entries(const void *a, const void *b)
{
    guint64 left = *(const guint64 *)a, right = *(const guint64 *)b;
    return (left > right) - (left < right);
}

static guint64 entry_at(const GArray *entries, guint i)
{
    return g_array_index(entries, guint64, i);
}

void osint_copies_table_entries(const OsintSketch *sketch, guint32 docid, GArray *entries)
{
    for (guint i = 0; i < sketch->hashes->len; i++) {
        OsintCopiesEntry entry = {g_array_index(sketch->hashes, guint32, i), docid};
        g_array_append_val(entries, entry);
    }
    if (sketch->length > 0) {
        OsintCopiesEntry entry = {osint_copies_table_identity(sketch), docid};
        g_array_append_val(entries, entry);
    }
}

guint32 osint_copies_table_identity(const OsintSketch *sketch)
{
    return sketch->identity;
}

/* ---- buckets ---- */

static char *key_of(guint32 number)
{
    return g_strdup_printf(OSINT_META_SHINGLES "%05x", number);
}

static GBytes *encode(const GArray *entries, guint from, guint to, guint bits)
{
    GByteArray *bytes = g_byte_array_new();
    guint32 mask = G_MAXUINT32 >> bits;
    guint64 before = 0;
    for (guint i = from; i < to; i++) {
        guint64 entry = entry_at(entries, i);
        guint32 step = (hash_part(entry) & mask) - (hash_part(before) & mask);
        guint32 docid = (guint32)entry;
        osint_number_append(bytes, step);
        osint_number_append(bytes, step == 0 && i > from ? docid - (guint32)before : docid);
        before = entry;
    }
    return g_byte_array_free_to_bytes(bytes);
}

static gboolean decode(const OsintCopiesTable *table, guint32 number, GBytes *bytes, GArray *entries)
{
    gsize length;
    const guint8 *at = g_bytes_get_data(bytes, &length), *end = length == 0 ? at : at + length;
    guint32 hash = table->bits == 32 ? number : number << (32 - table->bits), docid = 0, step, given;
    g_array_set_size(entries, 0);
    for (gboolean first = TRUE; at < end; first = FALSE) {
        if (!osint_number_read(&at, end, &step) || !osint_number_read(&at, end, &given))
            return FALSE;
        hash += step;
        docid = step == 0 && !first ? docid + given : given;
        guint64 entry = (guint64)hash << 32 | docid;
        g_array_append_val(entries, entry);
    }
    return TRUE;
}

static gboolean read_bucket(OsintCopiesTable *table, guint32 number, GError **error)
{
    if (table->bucket_number == number)
        return TRUE;
    table->bucket_number = G_MAXUINT32;
    g_autofree char *key = key_of(number);
    g_autoptr(GBytes) bytes = xapc_db_metadata(table->db, key, error);
    if (bytes == NULL)
        return FALSE;
    if (!decode(table, number, bytes, table->bucket)) {
        g_set_error(error, XAPC_ERROR, XAPC_ERROR_DATABASE_CORRUPT, "the entry %s of the index is damaged",
                    key);
        return FALSE;
    }
    table->bucket_number = number;
    return TRUE;
}

static gboolean write_bucket(OsintCopiesTable *table, guint32 number, const GArray *entries, guint from,
                             guint to, GError **error)
{
    g_autofree char *key = key_of(number);
    g_autoptr(GBytes) bytes = encode(entries, from, to, table->bits);
    table->bucket_number = G_MAXUINT32;
    return xapc_db_set_metadata(table->db, key, g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes),
                                error);
}

/* ---- opening ---- */

OsintCopiesTable *osint_copies_table_open(XapcDb *db, GError **error)
{
    g_autoptr(GBytes) bytes = xapc_db_metadata(db, OSINT_META_SHINGLE_BITS, error);
    if (bytes == NULL)
        return NULL;
    OsintCopiesTable *table = g_new0(OsintCopiesTable, 1);
    table->db = db;
    table->bucket = g_array_new(FALSE, FALSE, sizeof(guint64));
    table->bucket_number = G_MAXUINT32;
    const guint8 *bits = g_bytes_get_data(bytes, NULL);
    if (g_bytes_get_size(bytes) == 1 && *bits <= MOST_BITS)
        table->bits = *bits;
    return table;
}

void osint_copies_table_free(OsintCopiesTable *table)
{
    if (table == NULL)
        return;
    g_array_unref(table->bucket);
    g_free(table);
}

gboolean osint_copies_table_is_outgrown(const OsintCopiesTable *table, guint32 articles)
{
    return table->bits == 0 || (table->bits < MOST_BITS && (guint64)articles * ENTRIES_AN_ARTICLE >
                                                               (guint64)MOST_ENTRIES_A_BUCKET << table->bits);
}

/* ---- changing ---- */

static GArray *sorted_entries(const OsintCopiesTable *table, const GArray *changes)
{
    GArray *entries = g_array_sized_new(FALSE, FALSE, sizeof(guint64), changes->len);
    for (guint i = 0; i < changes->len; i++) {
        const OsintCopiesEntry *change = &g_array_index(changes, OsintCopiesEntry, i);
        guint64 entry = entry_of(table->bits, change->hash, change->docid);
        g_array_append_val(entries, entry);
    }
    if (entries->len > 0)
        qsort(entries->data, entries->len, sizeof(guint64), compare_entries);
    return entries;
}

/* A run of sorted entries: those of one bucket. */
typedef struct {
    const GArray *entries;
    guint at, end;
} Run;

static void run_to_bucket(const OsintCopiesTable *table, Run *run, guint32 bucket)
{
    run->at = run->end;
    while (run->end < run->entries->len && bucket_of(table, entry_at(run->entries, run->end)) == bucket)
        run->end++;
}

static gboolean run_has(Run *run, guint64 entry)
{
    while (run->at < run->end && entry_at(run->entries, run->at) < entry)
        run->at++;
    return run->at < run->end && entry_at(run->entries, run->at) == entry;
}

/* (old - gone) + come */
static GArray *merge(const GArray *old, Run gone, Run come)
{
    GArray *merged = g_array_sized_new(FALSE, FALSE, sizeof(guint64), old->len + come.end - come.at);
    for (guint i = 0; i < old->len || come.at < come.end;) {
        guint64 next = i < old->len ? entry_at(old, i) : G_MAXUINT64;
        guint64 new = come.at < come.end ? entry_at(come.entries, come.at) : G_MAXUINT64;
        guint64 entry = MIN(next, new);
        i += next == entry;
        gboolean stays = new == entry || !run_has(&gone, entry);
        come.at += new == entry;
        if (stays && (merged->len == 0 || entry_at(merged, merged->len - 1) != entry))
            g_array_append_val(merged, entry);
    }
    return merged;
}

/* Where the entries of a hash begin and end. */
static void find_hash(const GArray *entries, guint32 hash, guint *from, guint *to)
{
    guint low = 0, high = entries->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (hash_part(entry_at(entries, middle)) < hash)
            low = middle + 1;
        else
            high = middle;
    }
    *from = *to = low;
    while (*to < entries->len && hash_part(entry_at(entries, *to)) == hash)
        (*to)++;
}

static void append_docids(const GArray *entries, guint from, guint to, GArray *docids)
{
    for (guint i = from; i < to; i++) {
        guint32 docid = (guint32)entry_at(entries, i);
        g_array_append_val(docids, docid);
    }
}

/* Those whose hash passed the limit, in either direction. */
static void note_crossing(const GArray *old, const GArray *new, Run changed, GArray *docids)
{
    for (; changed.at < changed.end; changed.at++) {
        guint32 hash = hash_part(entry_at(changed.entries, changed.at));
        guint old_from, old_to, new_from, new_to;
        find_hash(old, hash, &old_from, &old_to);
        find_hash(new, hash, &new_from, &new_to);
        if ((old_to - old_from > OSINT_COPIES_MOST_SHARING) ==
            (new_to - new_from > OSINT_COPIES_MOST_SHARING))
            continue;
        append_docids(old, old_from, old_to, docids);
        append_docids(new, new_from, new_to, docids);
    }
}

gboolean osint_copies_table_change(OsintCopiesTable *table, const GArray *gone, const GArray *come,
                                   GArray *docids, GError **error)
{
    g_autoptr(GArray) leaving = sorted_entries(table, gone);
    g_autoptr(GArray) coming = sorted_entries(table, come);
    Run leave = {leaving, 0, 0}, enter = {coming, 0, 0};
    while (leave.end < leaving->len || enter.end < coming->len) {
        guint64 first = leave.end < leaving->len ? entry_at(leaving, leave.end) : G_MAXUINT64;
        guint64 other = enter.end < coming->len ? entry_at(coming, enter.end) : G_MAXUINT64;
        guint32 bucket = bucket_of(table, MIN(first, other));
        run_to_bucket(table, &leave, bucket);
        run_to_bucket(table, &enter, bucket);
        if (!read_bucket(table, bucket, error))
            return FALSE;
        g_autoptr(GArray) merged = merge(table->bucket, leave, enter);
        note_crossing(table->bucket, merged, leave, docids);
        note_crossing(table->bucket, merged, enter, docids);
        if (!write_bucket(table, bucket, merged, 0, merged->len, error))
            return FALSE;
    }
    return TRUE;
}

/* ---- making it anew ---- */

typedef gboolean (*BucketFunc)(OsintCopiesTable *table, guint32 number, const GArray *entries, guint from,
                               guint to, gboolean *good, GError **error);

/* The entries of all sketches that belong into some buckets. */
static gboolean collect(OsintCopiesTable *table, guint32 from, guint32 to, GArray *entries, GError **error)
{
    g_autoptr(XapcValues) values = xapc_db_values(table->db, OSINT_SLOT_SKETCH, error);
    g_autoptr(GArray) own = g_array_new(FALSE, FALSE, sizeof(OsintCopiesEntry));
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    const char *value;
    gsize length;
    if (values == NULL)
        return FALSE;
    g_array_set_size(entries, 0);
    while (xapc_values_next(values, &docid, &value, &length, &trouble)) {
        g_autoptr(OsintSketch) sketch = osint_sketch_decode(value, length);
        if (sketch == NULL)
            continue;
        g_array_set_size(own, 0);
        osint_copies_table_entries(sketch, docid, own);
        for (guint i = 0; i < own->len; i++) {
            guint64 entry = entry_of(table->bits, g_array_index(own, OsintCopiesEntry, i).hash, docid);
            guint32 bucket = bucket_of(table, entry);
            if (bucket >= from && bucket < to)
                g_array_append_val(entries, entry);
        }
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static void drop_repeated(GArray *entries)
{
    guint kept = 0;
    for (guint i = 0; i < entries->len; i++)
        if (kept == 0 || entry_at(entries, i) != entry_at(entries, kept - 1))
            g_array_index(entries, guint64, kept++) = entry_at(entries, i);
    g_array_set_size(entries, kept);
}

static void count_shared(const GArray *entries, GArray *shared)
{
    for (guint from = 0, to; from < entries->len; from = to) {
        for (to = from + 1;
             to < entries->len && hash_part(entry_at(entries, to)) == hash_part(entry_at(entries, from));
             to++)
            ;
        for (guint i = from; to - from > 1 && i < to; i++) {
            guint32 docid = (guint32)entry_at(entries, i);
            if (docid < shared->len && g_array_index(shared, guint8, docid) < G_MAXUINT8)
                g_array_index(shared, guint8, docid)++;
        }
    }
}

static gboolean each_bucket(OsintCopiesTable *table, guint32 from, guint32 to, const GArray *entries,
                            BucketFunc give, gboolean *good, GError **error)
{
    guint begin = 0, end = 0;
    for (guint32 number = from; number < to; number++, begin = end) {
        while (end < entries->len && bucket_of(table, entry_at(entries, end)) == number)
            end++;
        if (!give(table, number, entries, begin, end, good, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean walk(OsintCopiesTable *table, GArray *shared, BucketFunc give, gboolean *good, GError **error)
{
    guint32 articles, last;
    if (!xapc_db_doc_count(table->db, &articles, error) || !xapc_db_last_docid(table->db, &last, error))
        return FALSE;
    g_array_set_size(shared, 0);
    g_array_set_size(shared, last + 1);
    guint32 buckets = 1u << table->bits;
    guint64 parts = (guint64)articles * ENTRIES_AN_ARTICLE / ENTRIES_AT_ONCE + 1;
    guint32 step = (guint32)(buckets / MIN(parts, buckets));
    g_autoptr(GArray) entries = g_array_new(FALSE, FALSE, sizeof(guint64));
    for (guint32 from = 0; from < buckets; from += step) {
        guint32 to = MIN(from + step, buckets);
        if (!collect(table, from, to, entries, error))
            return FALSE;
        if (entries->len > 0)
            qsort(entries->data, entries->len, sizeof(guint64), compare_entries);
        drop_repeated(entries);
        count_shared(entries, shared);
        if (!each_bucket(table, from, to, entries, give, good, error))
            return FALSE;
    }
    return TRUE;
}

static gboolean put_bucket(OsintCopiesTable *table, guint32 number, const GArray *entries, guint from,
                           guint to, gboolean *good G_GNUC_UNUSED, GError **error)
{
    return write_bucket(table, number, entries, from, to, error);
}

static gboolean compare_bucket(OsintCopiesTable *table, guint32 number, const GArray *entries, guint from,
                               guint to, gboolean *good, GError **error)
{
    g_autofree char *key = key_of(number);
    g_autoptr(GBytes) wanted = encode(entries, from, to, table->bits);
    g_autoptr(GBytes) stored = xapc_db_metadata(table->db, key, error);
    if (stored == NULL)
        return FALSE;
    *good = *good && g_bytes_equal(stored, wanted);
    return TRUE;
}

static guint bits_for(guint32 articles)
{
    guint bits = 4;
    while (bits < MOST_BITS && (guint64)articles * ENTRIES_AN_ARTICLE > (guint64)ENTRIES_A_BUCKET << bits)
        bits++;
    return bits;
}

gboolean osint_copies_table_rebuild(OsintCopiesTable *table, GArray *shared, GError **error)
{
    guint32 articles;
    if (!xapc_db_doc_count(table->db, &articles, error))
        return FALSE;
    table->bits = MAX(table->bits, bits_for(articles));
    guint8 bits = (guint8)table->bits;
    return walk(table, shared, put_bucket, NULL, error) &&
           xapc_db_set_metadata(table->db, OSINT_META_SHINGLE_BITS, &bits, 1, error);
}

gboolean osint_copies_table_verify(OsintCopiesTable *table, GArray *shared, gboolean *good, GError **error)
{
    guint32 articles;
    if (!xapc_db_doc_count(table->db, &articles, error))
        return FALSE;
    *good = table->bits > 0 || articles == 0;
    if (table->bits > 0)
        return walk(table, shared, compare_bucket, good, error);
    return TRUE;
}

/* ---- asking ---- */

static gboolean find(OsintCopiesTable *table, guint32 hash, guint *from, guint *to, GError **error)
{
    *from = *to = 0;
    if (table->bits == 0)
        return TRUE;
    guint64 entry = entry_of(table->bits, hash, 0);
    if (!read_bucket(table, bucket_of(table, entry), error))
        return FALSE;
    find_hash(table->bucket, hash_part(entry), from, to);
    return TRUE;
}

gboolean osint_copies_table_find(OsintCopiesTable *table, guint32 hash, GArray *docids, GError **error)
{
    guint from, to;
    if (!find(table, hash, &from, &to, error))
        return FALSE;
    if (to - from <= OSINT_COPIES_MOST_SHARING)
        append_docids(table->bucket, from, to, docids);
    return TRUE;
}

gboolean osint_copies_table_find_equal(OsintCopiesTable *table, guint32 hash, guint32 docid, GArray *docids,
                                       GError **error)
{
    guint from, to;
    if (!find(table, hash, &from, &to, error))
        return FALSE;
    gboolean first = to > from && (guint32)entry_at(table->bucket, from) == docid;
    append_docids(table->bucket, from, to - from > OSINT_COPIES_MOST_SHARING && !first ? from + 1 : to,
                  docids);
    return TRUE;
}
