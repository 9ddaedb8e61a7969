/* A component is found by going from article to article along the links; groups are then made in it (copies.h
 * has the rules). */
#include "indexer/store/copies-component.h"

#include <string.h>

#include "indexer/store/copies.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"

#define TEXTS_HELD ((gsize)64 << 20) /* bytes of their shingles */
#define SHINGLES_COST 256            /* bytes that an article's take besides */
#define SKETCHES_HELD 20000
/* More are not looked at together: there is no story of so many copies. */
#define MOST_MEMBERS 20000
#define KEY_LENGTH 12

struct OsintCopiesReader {
    XapcDb *db;
    OsintCopiesTable *table;
    GHashTable *texts; /* docid -> OsintShingles, sorted */
    gsize texts_bytes;
    GHashTable *sketches; /* docid -> OsintSketch */
};

OsintCopiesReader *osint_copies_reader_new(XapcDb *db, OsintCopiesTable *table)
{
    OsintCopiesReader *reader = g_new0(OsintCopiesReader, 1);
    reader->db = db;
    reader->table = table;
    reader->texts = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_shingles_free);
    reader->sketches = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)osint_sketch_free);
    return reader;
}

void osint_copies_reader_free(OsintCopiesReader *reader)
{
    if (reader == NULL)
        return;
    g_hash_table_destroy(reader->texts);
    g_hash_table_destroy(reader->sketches);
    g_free(reader);
}

static const OsintSketch *sketch_of(OsintCopiesReader *reader, guint32 docid, GError **error)
{
    OsintSketch *sketch = g_hash_table_lookup(reader->sketches, GUINT_TO_POINTER(docid));
    if (sketch != NULL)
        return sketch;
    g_autoptr(XapcDoc) document = xapc_db_document(reader->db, docid, error);
    sketch = document == NULL ? NULL : osint_copies_sketch(document, error);
    if (sketch != NULL)
        g_hash_table_insert(reader->sketches, GUINT_TO_POINTER(docid), sketch);
    return sketch;
}

static const OsintShingles *shingles_of(OsintCopiesReader *reader, guint32 docid, GError **error)
{
    OsintShingles *shingles = g_hash_table_lookup(reader->texts, GUINT_TO_POINTER(docid));
    if (shingles != NULL)
        return shingles;
    g_autoptr(XapcDoc) document = xapc_db_document(reader->db, docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    g_autoptr(OsintArticle) article = data == NULL ? NULL : osint_record_decode_words(data, error);
    if (article == NULL)
        return NULL;
    shingles = osint_shingles_new(article->text);
    osint_shingles_sort(shingles);
    g_hash_table_insert(reader->texts, GUINT_TO_POINTER(docid), shingles);
    reader->texts_bytes += (shingles->hashes->len + shingles->figures->len) * sizeof(guint32) + SHINGLES_COST;
    return shingles;
}

/* Between two comparisons, as what is held is in use during one. */
static void hold_less(OsintCopiesReader *reader)
{
    if (reader->texts_bytes > TEXTS_HELD) {
        g_hash_table_remove_all(reader->texts);
        reader->texts_bytes = 0;
    }
    if (g_hash_table_size(reader->sketches) > SKETCHES_HELD)
        g_hash_table_remove_all(reader->sketches);
}

/* ---- candidates ---- */

/* docid -> number of hashes shared */
static GHashTable *count_shared(OsintCopiesReader *reader, guint32 docid, const OsintSketch *sketch,
                                GError **error)
{
    g_autoptr(GHashTable) counts = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (guint i = 0; i < sketch->hashes->len; i++) {
        g_array_set_size(found, 0);
        if (!osint_copies_table_find(reader->table, g_array_index(sketch->hashes, guint32, i), found, error))
            return NULL;
        for (guint j = 0; j < found->len; j++) {
            gpointer key = GUINT_TO_POINTER(g_array_index(found, guint32, j));
            guint count = GPOINTER_TO_UINT(g_hash_table_lookup(counts, key));
            g_hash_table_insert(counts, key, GUINT_TO_POINTER(count + 1));
        }
    }
    g_array_set_size(found, 0);
    if (sketch->length > 0 && !osint_copies_table_find_equal(
                                  reader->table, osint_copies_table_identity(sketch), docid, found, error))
        return NULL;
    for (guint j = 0; j < found->len; j++) {
        gpointer key = GUINT_TO_POINTER(g_array_index(found, guint32, j));
        if (!g_hash_table_contains(counts, key))
            g_hash_table_insert(counts, key, GUINT_TO_POINTER(0));
    }
    g_hash_table_remove(counts, GUINT_TO_POINTER(docid));
    return g_steal_pointer(&counts);
}

gboolean osint_copies_candidates(OsintCopiesReader *reader, guint32 docid, const OsintSketch *sketch,
                                 GArray *docids, GError **error)
{
    g_autoptr(GHashTable) counts = count_shared(reader, docid, sketch, error);
    if (counts == NULL)
        return FALSE;
    GHashTableIter iter;
    gpointer key, value;
    g_hash_table_iter_init(&iter, counts);
    while (g_hash_table_iter_next(&iter, &key, &value)) {
        guint32 other = GPOINTER_TO_UINT(key);
        const OsintSketch *sketch_of_other = sketch_of(reader, other, error);
        if (sketch_of_other == NULL)
            return FALSE;
        if (osint_sketch_is_same(sketch, sketch_of_other) ||
            osint_sketch_may_be_copy(sketch, sketch_of_other, GPOINTER_TO_UINT(value)))
            g_array_append_val(docids, other);
    }
    return TRUE;
}

/* ---- links ---- */

typedef struct {
    guint shorter, longer; /* numbers of members */
} Part;

typedef struct {
    OsintCopiesReader *reader;
    GArray *members;
    GArray *parts;       /* Part */
    GHashTable *numbers; /* docid -> number of the member + 1 */
} Component;

static OsintCopiesMember *member_at(const Component *component, guint number)
{
    return &g_array_index(component->members, OsintCopiesMember, number);
}

static guint group_of(const Component *component, guint number)
{
    while (member_at(component, number)->group != number) {
        OsintCopiesMember *member = member_at(component, number);
        member->group = member_at(component, member->group)->group;
        number = member->group;
    }
    return number;
}

static void unite(const Component *component, guint a, guint b)
{
    guint one = group_of(component, a), other = group_of(component, b);
    member_at(component, MAX(one, other))->group = MIN(one, other);
}

static gboolean compare(OsintCopiesReader *reader, guint32 a, guint32 b, OsintCopyKind *kind, GError **error)
{
    hold_less(reader);
    const OsintSketch *one = sketch_of(reader, a, error);
    const OsintSketch *other = one == NULL ? NULL : sketch_of(reader, b, error);
    if (other == NULL)
        return FALSE;
    *kind = OSINT_COPY_WHOLE;
    if (osint_sketch_is_same(one, other))
        return TRUE;
    const OsintShingles *left = shingles_of(reader, a, error);
    const OsintShingles *right = left == NULL ? NULL : shingles_of(reader, b, error);
    if (right == NULL)
        return FALSE;
    *kind = osint_shingles_compare(left, right);
    return TRUE;
}

static gboolean add_member(Component *component, guint32 docid, guint *number, GError **error)
{
    gpointer known = g_hash_table_lookup(component->numbers, GUINT_TO_POINTER(docid));
    if (known != NULL) {
        *number = GPOINTER_TO_UINT(known) - 1;
        return TRUE;
    }
    const OsintSketch *sketch = sketch_of(component->reader, docid, error);
    if (sketch == NULL)
        return FALSE;
    *number = component->members->len;
    OsintCopiesMember member = {.docid = docid, .length = sketch->length, .group = *number};
    g_array_append_val(component->members, member);
    g_hash_table_insert(component->numbers, GUINT_TO_POINTER(docid), GUINT_TO_POINTER(*number + 1));
    return TRUE;
}

/* A candidate that was looked at before has compared itself with this one; two of one group need not be. */
static gboolean link_to(Component *component, guint number, guint32 candidate, GError **error)
{
    guint other = GPOINTER_TO_UINT(g_hash_table_lookup(component->numbers, GUINT_TO_POINTER(candidate)));
    OsintCopyKind kind;
    if (other > 0 && (other - 1 < number || group_of(component, other - 1) == group_of(component, number)))
        return TRUE;
    if (!compare(component->reader, member_at(component, number)->docid, candidate, &kind, error))
        return FALSE;
    if (kind == OSINT_COPY_NONE || (other == 0 && component->members->len >= MOST_MEMBERS))
        return TRUE;
    if (!add_member(component, candidate, &other, error))
        return FALSE;
    gboolean shorter = member_at(component, number)->length < member_at(component, other)->length;
    Part part = {shorter ? number : other, shorter ? other : number};
    if (kind == OSINT_COPY_WHOLE)
        unite(component, number, other);
    else
        g_array_append_val(component->parts, part);
    return TRUE;
}

static gboolean explore(Component *component, guint number, GArray *candidates, GError **error)
{
    guint32 docid = member_at(component, number)->docid;
    hold_less(component->reader);
    const OsintSketch *held = sketch_of(component->reader, docid, error);
    g_array_set_size(candidates, 0);
    if (held == NULL || !osint_copies_candidates(component->reader, docid, held, candidates, error))
        return FALSE;
    for (guint i = 0; i < candidates->len; i++)
        if (!link_to(component, number, g_array_index(candidates, guint32, i), error))
            return FALSE;
    return TRUE;
}

/* ---- parts ---- */

/* How a group of shorter articles stands in one of longer ones. */
typedef struct {
    guint shorter, longer; /* groups */
    guint links;           /* between their members */
    guint32 length;        /* of the longest of the shorter */
    const char *name;      /* the smallest of the shorter */
} Inclusion;

static int compare_inclusions(gconstpointer a, gconstpointer b)
{
    const Inclusion *left = a, *right = b;
    if (left->longer != right->longer)
        return left->longer < right->longer ? -1 : 1;
    if (left->length != right->length)
        return left->length > right->length ? -1 : 1;
    return strcmp(left->name, right->name);
}

/* The pairs of members of which the one might stand in the other. */
static guint64 possible_links(const Component *component, guint shorter, guint longer)
{
    guint64 possible = 0;
    for (guint i = 0; i < component->members->len; i++)
        for (guint j = 0; group_of(component, i) == shorter && j < component->members->len; j++)
            possible += group_of(component, j) == longer &&
                        member_at(component, j)->length > 2 * member_at(component, i)->length;
    return possible;
}

static void describe(const Component *component, Inclusion *inclusion)
{
    for (guint i = 0; i < component->members->len; i++) {
        const OsintCopiesMember *member = member_at(component, i);
        if (group_of(component, i) != inclusion->shorter)
            continue;
        inclusion->length = MAX(inclusion->length, member->length);
        if (inclusion->name == NULL || strcmp(member->name, inclusion->name) < 0)
            inclusion->name = member->name;
    }
}

static GArray *collect_inclusions(const Component *component)
{
    GArray *inclusions = g_array_new(FALSE, FALSE, sizeof(Inclusion));
    g_autoptr(GHashTable) known = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < component->parts->len; i++) {
        const Part *part = &g_array_index(component->parts, Part, i);
        Inclusion inclusion = {.shorter = group_of(component, part->shorter),
                               .longer = group_of(component, part->longer)};
        if (inclusion.shorter == inclusion.longer)
            continue;
        gint64 pair = (gint64)inclusion.shorter << 32 | inclusion.longer;
        guint number = GPOINTER_TO_UINT(g_hash_table_lookup(known, &pair));
        if (number == 0) {
            describe(component, &inclusion);
            g_array_append_val(inclusions, inclusion);
            number = inclusions->len;
            g_hash_table_insert(known, g_memdup2(&pair, sizeof pair), GUINT_TO_POINTER(number));
        }
        g_array_index(inclusions, Inclusion, number - 1).links++;
    }
    return inclusions;
}

static void unite_parts(const Component *component)
{
    g_autoptr(GArray) inclusions = collect_inclusions(component);
    for (guint i = inclusions->len; i > 0; i--) {
        const Inclusion *inclusion = &g_array_index(inclusions, Inclusion, i - 1);
        if (2 * (guint64)inclusion->links <= possible_links(component, inclusion->shorter, inclusion->longer))
            g_array_remove_index_fast(inclusions, i - 1);
    }
    g_array_sort(inclusions, compare_inclusions);
    for (guint i = 0; i < inclusions->len; i++) {
        const Inclusion *inclusion = &g_array_index(inclusions, Inclusion, i);
        if (i == 0 || inclusion->longer != g_array_index(inclusions, Inclusion, i - 1).longer)
            unite(component, inclusion->shorter, inclusion->longer);
    }
}

/* ---- names and keys ---- */

static gboolean read_name(Component *component, OsintCopiesMember *member, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(component->reader->db, member->docid, error);
    g_autoptr(XapcTerms) terms = document == NULL ? NULL : xapc_doc_terms(document, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    if (terms == NULL || !xapc_terms_skip_to(terms, OSINT_TERM_ID, error))
        return FALSE;
    gboolean found = xapc_terms_next(terms, &term, &trouble) && g_str_has_prefix(term, OSINT_TERM_ID);
    member->name = g_strdup(found ? term : "");
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static void set_keys(const Component *component)
{
    guint count = component->members->len;
    g_autofree guint *sizes = g_new0(guint, count);
    g_autofree guint *first = g_new0(guint, count); /* group -> member with the smallest name */
    for (guint i = 0; i < count; i++) {
        guint group = group_of(component, i);
        if (sizes[group]++ == 0 ||
            strcmp(member_at(component, i)->name, member_at(component, first[group])->name) < 0)
            first[group] = i;
    }
    for (guint i = 0; i < count; i++) {
        guint group = group_of(component, i);
        if (sizes[group] < 2)
            continue;
        const char *name = member_at(component, first[group])->name;
        g_autofree char *hash = g_compute_checksum_for_string(G_CHECKSUM_SHA1, name, -1);
        member_at(component, i)->key = g_strndup(hash, KEY_LENGTH);
    }
}

static void clear_member(gpointer data)
{
    OsintCopiesMember *member = data;
    g_free(member->key);
    g_free(member->name);
}

GArray *osint_copies_component(OsintCopiesReader *reader, guint32 docid, GError **error)
{
    g_autoptr(GArray) members = g_array_new(FALSE, FALSE, sizeof(OsintCopiesMember));
    g_array_set_clear_func(members, clear_member);
    g_autoptr(GArray) parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GHashTable) numbers = g_hash_table_new(NULL, NULL);
    Component component = {reader, members, parts, numbers};
    guint number;
    if (!add_member(&component, docid, &number, error))
        return NULL;
    for (guint i = 0; i < members->len; i++)
        if (!explore(&component, i, candidates, error))
            return NULL;
    for (guint i = 0; members->len > 1 && i < members->len; i++)
        if (!read_name(&component, member_at(&component, i), error))
            return NULL;
    if (members->len > 1) {
        unite_parts(&component);
        set_keys(&component);
    }
    return g_steal_pointer(&members);
}
