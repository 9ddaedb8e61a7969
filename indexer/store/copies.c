/* What changed in the index, and putting the groups of copies in order behind it. */
#include "indexer/store/copies.h"

#include <string.h>

#include "indexer/store/copies-component.h"
#include "indexer/store/copies-table.h"
#include "indexer/store/schema.h"

/* When more articles change, all groups are made anew, which costs less then and needs no notes. */
#define MOST_NOTES 50000

struct OsintCopies {
    GHashTable *notes; /* docid -> GBytes: the sketch that the index had of it, empty when it had none */
    gboolean all;
    GHashTable *changed; /* docids; NULL: all */
};

OsintCopies *osint_copies_new(void)
{
    OsintCopies *copies = g_new0(OsintCopies, 1);
    copies->notes = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_bytes_unref);
    copies->changed = g_hash_table_new(NULL, NULL);
    return copies;
}

void osint_copies_free(OsintCopies *copies)
{
    if (copies == NULL)
        return;
    g_hash_table_destroy(copies->notes);
    g_clear_pointer(&copies->changed, g_hash_table_destroy);
    g_free(copies);
}

OsintSketch *osint_copies_sketch(XapcDoc *document, GError **error)
{
    g_autoptr(GBytes) value = xapc_doc_value(document, OSINT_SLOT_SKETCH, error);
    if (value == NULL)
        return NULL;
    gsize length;
    gconstpointer data = g_bytes_get_data(value, &length);
    OsintSketch *sketch = osint_sketch_decode(data, length);
    return sketch != NULL ? sketch : osint_sketch_decode(NULL, 0);
}

/* ---- notes ---- */

static void note_all(OsintCopies *copies)
{
    copies->all = TRUE;
    g_hash_table_remove_all(copies->notes);
}

void osint_copies_note_all(OsintCopies *copies)
{
    note_all(copies);
    g_clear_pointer(&copies->changed, g_hash_table_destroy);
}

static void note_changed(OsintCopies *copies, guint32 docid)
{
    if (copies->changed != NULL)
        g_hash_table_add(copies->changed, GUINT_TO_POINTER(docid));
}

GHashTable *osint_copies_take_changed(OsintCopies *copies)
{
    GHashTable *changed = copies->changed;
    copies->changed = g_hash_table_new(NULL, NULL);
    return changed;
}

gboolean osint_copies_note(OsintCopies *copies, guint32 docid, XapcDoc *stored, GError **error)
{
    note_changed(copies, docid);
    if (copies->all || g_hash_table_contains(copies->notes, GUINT_TO_POINTER(docid)))
        return TRUE;
    GBytes *sketch = stored == NULL ? g_bytes_new(NULL, 0) : xapc_doc_value(stored, OSINT_SLOT_SKETCH, error);
    if (sketch == NULL)
        return FALSE;
    g_hash_table_insert(copies->notes, GUINT_TO_POINTER(docid), sketch);
    if (g_hash_table_size(copies->notes) > MOST_NOTES)
        note_all(copies);
    return TRUE;
}

static gboolean set_group(XapcDoc *document, const char *key, GError **error)
{
    g_autofree char *term = g_strconcat(OSINT_TERM_COPIES, key, NULL);
    return xapc_doc_set_value(document, OSINT_SLOT_COPIES, key, strlen(key), error) &&
           xapc_doc_add_term(document, term, 0, error);
}

/* "" when it is in none. */
static char *group_of(XapcDoc *document, GError **error)
{
    g_autoptr(GBytes) value = xapc_doc_value(document, OSINT_SLOT_COPIES, error);
    gsize length;
    const char *key = value == NULL ? NULL : g_bytes_get_data(value, &length);
    if (value == NULL)
        return NULL;
    return key == NULL ? g_strdup("") : g_strndup(key, length);
}

/* When the text is the same, its group is, too: *kept tells. */
static gboolean keep_group(XapcDoc *document, XapcDoc *stored, gboolean *kept, GError **error)
{
    g_autoptr(GBytes) before = xapc_doc_value(stored, OSINT_SLOT_SKETCH, error);
    g_autoptr(GBytes) now = before == NULL ? NULL : xapc_doc_value(document, OSINT_SLOT_SKETCH, error);
    g_autofree char *key = now == NULL ? NULL : group_of(stored, error);
    if (key == NULL)
        return FALSE;
    *kept = g_bytes_equal(before, now);
    return !*kept || *key == '\0' || set_group(document, key, error);
}

gboolean osint_copies_replace(OsintCopies *copies, XapcDb *db, guint32 docid, XapcDoc *document,
                              GError **error)
{
    gboolean kept;
    g_autoptr(XapcDoc) stored = xapc_db_document(db, docid, error);
    note_changed(copies, docid);
    return stored != NULL && keep_group(document, stored, &kept, error) &&
           (kept || osint_copies_note(copies, docid, stored, error)) &&
           xapc_db_replace_document(db, docid, document, error);
}

gboolean osint_copies_remove(OsintCopies *copies, XapcDb *db, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) stored = xapc_db_document(db, docid, error);
    return stored != NULL && osint_copies_note(copies, docid, stored, error) &&
           xapc_db_delete_document(db, docid, error);
}

/* ---- settling ---- */

typedef gboolean (*MemberFunc)(XapcDb *db, const OsintCopiesMember *member, gpointer user_data,
                               GError **error);

typedef struct {
    XapcDb *db;
    OsintCopiesReader *reader;
    GHashTable *seen; /* docids whose component was made */
    MemberFunc give;
    gpointer user_data;
} Walk;

static gboolean walk_from(Walk *walk, guint32 docid, GError **error)
{
    if (g_hash_table_contains(walk->seen, GUINT_TO_POINTER(docid)))
        return TRUE;
    g_autoptr(GArray) members = osint_copies_component(walk->reader, docid, error);
    if (members == NULL)
        return FALSE;
    for (guint i = 0; i < members->len; i++) {
        const OsintCopiesMember *member = &g_array_index(members, OsintCopiesMember, i);
        g_hash_table_add(walk->seen, GUINT_TO_POINTER(member->docid));
        if (!walk->give(walk->db, member, walk->user_data, error))
            return FALSE;
    }
    return TRUE;
}

/* Writes only what changes. */
static gboolean write_member(XapcDb *db, const OsintCopiesMember *member, gpointer user_data G_GNUC_UNUSED,
                             GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(db, member->docid, error);
    g_autofree char *key = document == NULL ? NULL : group_of(document, error);
    if (key == NULL)
        return FALSE;
    if (g_str_equal(key, member->key == NULL ? "" : member->key))
        return TRUE;
    g_autofree char *term = g_strconcat(OSINT_TERM_COPIES, key, NULL);
    if (*key != '\0' && !xapc_doc_remove_term(document, term, error))
        return FALSE;
    if (member->key != NULL ? !set_group(document, member->key, error)
                            : !xapc_doc_set_value(document, OSINT_SLOT_COPIES, NULL, 0, error))
        return FALSE;
    return xapc_db_replace_document(db, member->docid, document, error);
}

/* Appends those that have a value in a slot, to docids. */
static gboolean append_having(XapcDb *db, guint32 slot, GArray *docids, GError **error)
{
    g_autoptr(XapcValues) values = xapc_db_values(db, slot, error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    const char *value;
    gsize length;
    if (values == NULL)
        return FALSE;
    while (xapc_values_next(values, &docid, &value, &length, &trouble))
        g_array_append_val(docids, docid);
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* Appends the articles that share enough with others to have a copy that is not shorter: all groups have one.
 */
static gboolean append_sharing(XapcDb *db, const GArray *shared, GArray *docids, GError **error)
{
    g_autoptr(XapcValues) values = xapc_db_values(db, OSINT_SLOT_SKETCH, error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    const char *value;
    gsize length;
    if (values == NULL)
        return FALSE;
    while (xapc_values_next(values, &docid, &value, &length, &trouble)) {
        guint8 count = docid < shared->len ? g_array_index(shared, guint8, docid) : 0;
        g_autoptr(OsintSketch) sketch = count == 0 ? NULL : osint_sketch_decode(value, length);
        if (sketch != NULL && osint_sketch_may_have_copy(sketch->hashes->len, count))
            g_array_append_val(docids, docid);
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean walk_all(XapcDb *db, OsintCopiesTable *table, const GArray *docids, MemberFunc give,
                         gpointer user_data, GError **error)
{
    g_autoptr(GHashTable) seen = g_hash_table_new(NULL, NULL);
    g_autoptr(OsintCopiesReader) reader = osint_copies_reader_new(db, table);
    Walk walk = {db, reader, seen, give, user_data};
    for (guint i = 0; i < docids->len; i++)
        if (!walk_from(&walk, g_array_index(docids, guint32, i), error))
            return FALSE;
    return TRUE;
}

static gboolean settle_all(XapcDb *db, OsintCopiesTable *table, GError **error)
{
    g_autoptr(GArray) shared = g_array_new(FALSE, TRUE, sizeof(guint8));
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    return osint_copies_table_rebuild(table, shared, error) && append_sharing(db, shared, docids, error) &&
           append_having(db, OSINT_SLOT_COPIES, docids, error) &&
           walk_all(db, table, docids, write_member, NULL, error);
}

/* What an article was before and what it is now: entries of the table that go and come, and, in docids, the
 * article itself if it is there. */
typedef struct {
    GArray *gone, *come, *docids;
    GPtrArray *before; /* OsintSketch: those that are no more */
} Changes;

static gboolean collect_change(XapcDb *db, guint32 docid, GBytes *stored, Changes *changes, GError **error)
{
    gsize length;
    gconstpointer data = g_bytes_get_data(stored, &length);
    OsintSketch *before = osint_sketch_decode(data, length);
    g_autoptr(GError) trouble = NULL;
    g_autoptr(XapcDoc) document = xapc_db_document(db, docid, &trouble);
    g_autoptr(OsintSketch) now = document == NULL ? NULL : osint_copies_sketch(document, &trouble);
    if (before != NULL) {
        osint_copies_table_entries(before, docid, changes->gone);
        g_ptr_array_add(changes->before, before);
    }
    if (now != NULL) {
        osint_copies_table_entries(now, docid, changes->come);
        g_array_append_val(changes->docids, docid);
    }
    if (trouble == NULL || g_error_matches(trouble, XAPC_ERROR, XAPC_ERROR_DOC_NOT_FOUND))
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean collect_changes(const OsintCopies *copies, XapcDb *db, Changes *changes, GError **error)
{
    GHashTableIter iter;
    gpointer docid, stored;
    g_hash_table_iter_init(&iter, copies->notes);
    while (g_hash_table_iter_next(&iter, &docid, &stored))
        if (!collect_change(db, GPOINTER_TO_UINT(docid), stored, changes, error))
            return FALSE;
    return TRUE;
}

/* The articles that were linked with what is no more. */
static gboolean append_neighbours(XapcDb *db, OsintCopiesTable *table, Changes *changes, GError **error)
{
    g_autoptr(OsintCopiesReader) reader = osint_copies_reader_new(db, table);
    for (guint i = 0; i < changes->before->len; i++)
        if (!osint_copies_candidates(reader, 0, g_ptr_array_index(changes->before, i), changes->docids,
                                     error))
            return FALSE;
    return TRUE;
}

static void drop_removed(XapcDb *db, GArray *docids)
{
    guint kept = 0;
    for (guint i = 0; i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        g_autoptr(XapcDoc) document = xapc_db_document(db, docid, NULL);
        if (document != NULL)
            g_array_index(docids, guint32, kept++) = docid;
    }
    g_array_set_size(docids, kept);
}

static gboolean settle_changes(const OsintCopies *copies, XapcDb *db, OsintCopiesTable *table, GError **error)
{
    g_autoptr(GArray) gone = g_array_new(FALSE, FALSE, sizeof(OsintCopiesEntry));
    g_autoptr(GArray) come = g_array_new(FALSE, FALSE, sizeof(OsintCopiesEntry));
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GPtrArray) before = g_ptr_array_new_with_free_func((GDestroyNotify)osint_sketch_free);
    Changes changes = {gone, come, docids, before};
    if (!collect_changes(copies, db, &changes, error) ||
        !osint_copies_table_change(table, gone, come, docids, error) ||
        !append_neighbours(db, table, &changes, error))
        return FALSE;
    drop_removed(db, docids);
    return walk_all(db, table, docids, write_member, NULL, error);
}

gboolean osint_copies_settle(OsintCopies *copies, XapcDb *db, GError **error)
{
    guint32 articles;
    if (!copies->all && g_hash_table_size(copies->notes) == 0)
        return TRUE;
    g_autoptr(OsintCopiesTable) table = osint_copies_table_open(db, error);
    if (table == NULL || !xapc_db_doc_count(db, &articles, error))
        return FALSE;
    gboolean all = copies->all || osint_copies_table_is_outgrown(table, articles);
    if (!(all ? settle_all(db, table, error) : settle_changes(copies, db, table, error)))
        return FALSE;
    copies->all = FALSE;
    g_hash_table_remove_all(copies->notes);
    return TRUE;
}

/* ---- verifying ---- */

typedef struct {
    OsintCopiesProblemFunc report;
    gpointer user_data;
} Verify;

static gboolean compare_member(XapcDb *db, const OsintCopiesMember *member, gpointer user_data,
                               GError **error)
{
    const Verify *verify = user_data;
    g_autoptr(XapcDoc) document = xapc_db_document(db, member->docid, error);
    g_autofree char *key = document == NULL ? NULL : group_of(document, error);
    if (key == NULL)
        return FALSE;
    const char *wanted = member->key == NULL ? "" : member->key;
    if (g_str_equal(key, wanted))
        return TRUE;
    g_autofree char *problem = g_strdup_printf(
        "document %u: its group of copies is \"%s\", its text gives \"%s\"", member->docid, key, wanted);
    verify->report(problem, verify->user_data);
    return TRUE;
}

gboolean osint_copies_verify(XapcDb *db, OsintCopiesProblemFunc report, gpointer user_data, GError **error)
{
    Verify verify = {report, user_data};
    gboolean good;
    g_autoptr(OsintCopiesTable) table = osint_copies_table_open(db, error);
    g_autoptr(GArray) shared = g_array_new(FALSE, TRUE, sizeof(guint8));
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    if (table == NULL || !osint_copies_table_verify(table, shared, &good, error))
        return FALSE;
    if (!good) {
        report("the table of shingles is not what the sketches give", user_data);
        return TRUE;
    }
    return append_sharing(db, shared, docids, error) && append_having(db, OSINT_SLOT_COPIES, docids, error) &&
           walk_all(db, table, docids, compare_member, &verify, error);
}
