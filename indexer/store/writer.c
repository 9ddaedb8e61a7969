/* The index for writing: generations, one transaction a commit, articles. */
#include "indexer/store/writer.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/copies.h"
#include "indexer/store/document.h"
#include "indexer/store/durable.h"
#include "indexer/store/entities.h"
#include "indexer/store/journal.h"
#include "indexer/store/generation.h"
#include "indexer/store/lock.h"
#include "indexer/store/record.h"
#include "indexer/store/replaced.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"

/* Xapian's in-memory maps are fastest when small (ARCHITECTURE.md section 3). */
#define DOCUMENTS_A_FLUSH "1000"

struct OsintWriter {
    char *directory;
    char *generation; /* its path */
    gboolean fresh;   /* the generation is being built and not current yet */
    int lock;
    XapcDb *db;
    OsintDocumentMaker *maker;
    OsintCopies *copies;
    OsintJournal *journal;
    OsintReplaced *replaced; /* what a full build replaces, or NULL */
    gint64 passages;
};

/* ---- generations ---- */

static guint generation_number(const char *name)
{
    guint64 number;
    return g_str_has_prefix(name, "gen-") &&
                   g_ascii_string_to_unsigned(name + 4, 10, 0, G_MAXUINT32, &number, NULL)
               ? (guint)number
               : 0;
}

static guint highest_generation(const char *directory)
{
    guint highest = 0;
    g_autoptr(GDir) dir = g_dir_open(directory, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;)
        highest = MAX(highest, generation_number(name));
    return highest;
}

static gboolean is_xapian_file(const char *name)
{
    return g_str_has_suffix(name, ".glass") || g_str_equal(name, "iamglass") ||
           g_str_equal(name, "flintlock") || g_str_equal(name, "v.tmp");
}

/* A generation is a flat directory of Xapian's files; what is not Xapian's stays, and its directory with it.
 */
static void remove_generation(const char *path)
{
    g_autoptr(GDir) dir = g_dir_open(path, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        g_autofree char *file = g_build_filename(path, name, NULL);
        if (is_xapian_file(name))
            g_unlink(file);
    }
    g_rmdir(path);
}

/* Those that were switched away and those that a killed run left half built. Readers that have one open keep
 * its files until they close them. */
static void remove_other_generations(const OsintWriter *writer)
{
    g_autofree char *own = g_path_get_basename(writer->generation);
    g_autoptr(GDir) dir = g_dir_open(writer->directory, 0, NULL);
    for (const char *name; dir != NULL && (name = g_dir_read_name(dir)) != NULL;) {
        if (generation_number(name) == 0 || g_str_equal(name, own))
            continue;
        g_autofree char *path = g_build_filename(writer->directory, name, NULL);
        remove_generation(path);
    }
}

static gboolean set_errno(GError **error, const char *path)
{
    int code = errno;
    g_set_error(error, G_FILE_ERROR, (gint)g_file_error_from_errno(code), "%s: %s", path, g_strerror(code));
    return FALSE;
}

/* What can be seen already cannot be taken back when it cannot be made to last. */
static gboolean sync_committed(const char *directory, GError **error)
{
    if (osint_sync_directory(directory, error))
        return TRUE;
    g_prefix_error(error, "the run is committed, but may not outlast a power cut: ");
    return FALSE;
}

/* Makes the fresh generation the current one: a new link renamed over the old. */
static gboolean switch_generation(OsintWriter *writer, GError **error)
{
    g_autofree char *name = g_path_get_basename(writer->generation);
    g_autofree char *next = g_build_filename(writer->directory, OSINT_CURRENT ".new", NULL);
    g_autofree char *current = g_build_filename(writer->directory, OSINT_CURRENT, NULL);
    g_unlink(next);
    if (symlink(name, next) != 0)
        return set_errno(error, next);
    if (g_rename(next, current) != 0)
        return set_errno(error, current);
    writer->fresh = FALSE;
    if (!sync_committed(writer->directory, error))
        return FALSE;
    remove_other_generations(writer);
    return TRUE;
}

/* ---- opening ---- */

static gboolean set_text(OsintWriter *writer, const char *key, const char *value, GError **error)
{
    return xapc_db_set_metadata(writer->db, key, value, strlen(value), error);
}

static gboolean create_generation(OsintWriter *writer, GError **error)
{
    writer->generation =
        g_strdup_printf("%s/gen-%u", writer->directory, highest_generation(writer->directory) + 1);
    writer->fresh = TRUE;
    writer->db = xapc_db_open_writable(writer->generation, XAPC_CREATE, XAPC_DB_NONE, error);
    return writer->db != NULL && xapc_db_begin(writer->db, error) &&
           set_text(writer, OSINT_META_FORMAT, OSINT_SCHEMA_FORMAT, error) &&
           set_text(writer, OSINT_META_TERMS, osint_terms_version(), error);
}

/* Opening for reading first checks that the format is ours before anything is changed. */
static gboolean open_generation(OsintWriter *writer, GError **error)
{
    g_autoptr(OsintIndex) index = osint_index_open(writer->directory, error);
    if (index == NULL)
        return FALSE;
    writer->passages = (gint64)osint_index_passages(index);
    writer->generation = osint_generation_current(writer->directory, error);
    if (writer->generation == NULL)
        return FALSE;
    writer->db = xapc_db_open_writable(writer->generation, XAPC_OPEN, XAPC_DB_NONE, error);
    if (writer->db == NULL)
        return FALSE;
    remove_other_generations(writer);
    return xapc_db_begin(writer->db, error);
}

/* Whether `current` is a link or not there: anything else is not ours to replace. */
static gboolean may_hold_index(const char *directory, GError **error)
{
    g_autofree char *current = g_build_filename(directory, OSINT_CURRENT, NULL);
    if (g_file_test(current, G_FILE_TEST_IS_SYMLINK) || !g_file_test(current, G_FILE_TEST_EXISTS))
        return TRUE;
    g_set_error(error, OSINT_INDEX_ERROR, OSINT_INDEX_ERROR_FORMAT,
                "%s is no symbolic link: the directory is used for something else", current);
    return FALSE;
}

static gboolean open_database(OsintWriter *writer, OsintWriterMode mode, GError **error)
{
    g_autofree char *current = osint_generation_current(writer->directory, NULL);
    return mode == OSINT_WRITER_FULL || current == NULL ? create_generation(writer, error)
                                                        : open_generation(writer, error);
}

/* A full build goes on with the record of the index that it replaces. */
static gboolean open_journal(OsintWriter *writer, GError **error)
{
    OsintJournalEnd end;
    gboolean known;
    if (writer->fresh) {
        writer->replaced = osint_replaced_open(writer->directory);
        known = writer->replaced != NULL && osint_replaced_end(writer->replaced, &end);
    } else if (!(known = osint_journal_end(writer->db, &end, error))) {
        return FALSE;
    }
    writer->journal = osint_journal_open(writer->directory, known ? &end : NULL, error);
    return writer->journal != NULL;
}

OsintWriter *osint_writer_open(const char *directory, OsintWriterMode mode, guint wait_seconds,
                               GError **error)
{
    if (g_getenv("XAPIAN_FLUSH_THRESHOLD") == NULL)
        g_setenv("XAPIAN_FLUSH_THRESHOLD", DOCUMENTS_A_FLUSH, TRUE);
    if (!osint_make_directory(directory, error) || !may_hold_index(directory, error))
        return NULL;
    g_autoptr(OsintWriter) writer = g_new0(OsintWriter, 1);
    writer->directory = g_canonicalize_filename(directory, NULL);
    writer->maker = osint_document_maker_new();
    writer->copies = osint_copies_new();
    writer->lock = osint_lock_take(directory, wait_seconds, error);
    if (writer->lock < 0 || !open_database(writer, mode, error) || !open_journal(writer, error))
        return NULL;
    osint_writer_set_now(writer, 0);
    return g_steal_pointer(&writer);
}

void osint_writer_free(OsintWriter *writer)
{
    if (writer == NULL)
        return;
    /* The open transaction goes with it. Cancelled by hand, and in vain, it would be no transaction any more,
     * and what is pending would be committed. */
    xapc_db_free(writer->db);
    if (writer->fresh)
        remove_generation(writer->generation);
    osint_journal_free(writer->journal);
    osint_replaced_free(writer->replaced);
    osint_document_maker_free(writer->maker);
    osint_copies_free(writer->copies);
    if (writer->lock >= 0)
        close(writer->lock);
    g_free(writer->generation);
    g_free(writer->directory);
    g_free(writer);
}

XapcDb *osint_writer_db(OsintWriter *writer)
{
    return writer->db;
}

const char *osint_writer_directory(const OsintWriter *writer)
{
    return writer->directory;
}

void osint_writer_set_now(OsintWriter *writer, gint64 now)
{
    guint32 articles = 0;
    xapc_db_doc_count(writer->db, &articles, NULL);
    osint_journal_set_run(writer->journal, now, writer->fresh, articles);
}

const char *osint_writer_log_loss(const OsintWriter *writer)
{
    return osint_journal_loss(writer->journal);
}

gboolean osint_writer_commit(OsintWriter *writer, GError **error)
{
    g_autofree char *passages = g_strdup_printf("%" G_GINT64_FORMAT, writer->passages);
    if (!osint_copies_settle(writer->copies, writer->db, error) ||
        !set_text(writer, OSINT_META_PASSAGES, passages, error) ||
        !osint_journal_commit(writer->journal, writer->db, error) ||
        !xapc_db_commit_transaction(writer->db, error))
        return FALSE;
    g_clear_pointer(&writer->replaced, osint_replaced_free);
    /* Xapian renames a file over the old one, and leaves it to chance when that lasts: before it does, the
     * next commit would write over what the old one points to. */
    gboolean lasts = writer->fresh
                         ? osint_sync_directory(writer->generation, error) && switch_generation(writer, error)
                         : sync_committed(writer->generation, error);
    return lasts && xapc_db_begin(writer->db, error);
}

/* ---- articles ---- */

/* The document that holds an article: TRUE with *docid 0 when there is none. */
static gboolean find_docid(OsintWriter *writer, const char *term, guint32 *docid, GError **error)
{
    g_autoptr(XapcPostings) postings = xapc_db_postings(writer->db, term, error);
    g_autoptr(GError) trouble = NULL;
    if (postings == NULL)
        return FALSE;
    guint32 found = 0;
    if (!xapc_postings_next(postings, &found, &trouble))
        found = 0;
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    *docid = found;
    return TRUE;
}

typedef struct {
    guint32 docid; /* 0: the article is new */
    gint64 added;
    gint64 passages;
} Stored;

static gboolean find_stored(OsintWriter *writer, const char *term, Stored *stored, GError **error)
{
    *stored = (Stored){0};
    if (!find_docid(writer, term, &stored->docid, error))
        return FALSE;
    if (stored->docid == 0)
        return TRUE;
    g_autoptr(XapcDoc) document = xapc_db_document(writer->db, stored->docid, error);
    if (document == NULL)
        return FALSE;
    stored->added = (gint64)osint_document_number(document, OSINT_SLOT_ADDED);
    stored->passages = (gint64)osint_document_number(document, OSINT_SLOT_PASSAGES);
    return TRUE;
}

static gboolean add_document(OsintWriter *writer, const XapcDoc *document, GError **error)
{
    guint32 docid;
    return xapc_db_add_document(writer->db, document, &docid, error) &&
           osint_copies_note(writer->copies, docid, NULL, error);
}

/* made: of the article, and taken; NULL: made here. */
static gboolean write_article(OsintWriter *writer, const OsintArticle *article, XapcDoc *made,
                              const Stored *stored, gint64 added, GError **error)
{
    g_autoptr(XapcDoc) document =
        made != NULL ? made : osint_document_make(writer->maker, article, added, error);
    if (document == NULL || (made != NULL && !osint_document_set_added(document, added, error)))
        return FALSE;
    gboolean written = stored->docid == 0
                           ? add_document(writer, document, error)
                           : osint_copies_replace(writer->copies, writer->db, stored->docid, document, error);
    if (written)
        writer->passages += (gint64)article->passages->len - stored->passages;
    return written;
}

/* When an article was first indexed: this index knows it, or the one that it replaces. */
static gint64 first_added(OsintWriter *writer, const char *id, const Stored *stored, gint64 now)
{
    if (stored->docid != 0)
        return stored->added;
    return writer->replaced != NULL ? osint_replaced_added(writer->replaced, id, now) : now;
}

gboolean osint_writer_put(OsintWriter *writer, const OsintArticle *article, gint64 added, GError **error)
{
    return osint_writer_put_made(writer, article, NULL, added, error);
}

gboolean osint_writer_put_made(OsintWriter *writer, const OsintArticle *article, XapcDoc *made, gint64 added,
                               GError **error)
{
    g_autoptr(XapcDoc) document = made;
    g_autofree char *term = osint_id_term(article->id);
    Stored stored;
    if (!find_stored(writer, term, &stored, error) ||
        !osint_journal_put(writer->journal, article, stored.docid != 0, error))
        return FALSE;
    return write_article(writer, article, g_steal_pointer(&document), &stored,
                         first_added(writer, article->id, &stored, added), error);
}

/* What is stored is written again with other tags: nothing that the record tells of. */
static gboolean put_again(OsintWriter *writer, const OsintArticle *article, GError **error)
{
    g_autofree char *term = osint_id_term(article->id);
    Stored stored;
    return find_stored(writer, term, &stored, error) &&
           write_article(writer, article, NULL, &stored, stored.added, error);
}

gboolean osint_writer_remove(OsintWriter *writer, const char *id, GError **error)
{
    g_autofree char *term = osint_id_term(id);
    Stored stored;
    if (!find_stored(writer, term, &stored, error))
        return FALSE;
    if (stored.docid == 0)
        return TRUE;
    writer->passages -= stored.passages;
    return osint_journal_remove(writer->journal, id, error) &&
           osint_copies_remove(writer->copies, writer->db, stored.docid, error);
}

static GBytes *read_data(OsintWriter *writer, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(writer->db, docid, error);
    return document == NULL ? NULL : xapc_doc_data(document, error);
}

OsintArticle *osint_writer_get(OsintWriter *writer, const char *id, GError **error)
{
    g_autofree char *term = osint_id_term(id);
    guint32 docid;
    if (!find_docid(writer, term, &docid, error) || docid == 0)
        return NULL;
    g_autoptr(GBytes) data = read_data(writer, docid, error);
    return data == NULL ? NULL : osint_record_decode(data, error);
}

/* ---- recipes ---- */

char *osint_writer_recipes(OsintWriter *writer, GError **error)
{
    return osint_recipes_read(writer->db, error);
}

gboolean osint_writer_set_recipes(OsintWriter *writer, const char *recipes, GError **error)
{
    return xapc_db_set_metadata(writer->db, OSINT_META_RECIPES, recipes, strlen(recipes), error);
}

/* ---- entity list and re-tagging ---- */

OsintEntityList *osint_writer_entities(OsintWriter *writer, GError **error)
{
    return osint_entities_read(writer->db, error);
}

gboolean osint_writer_set_entities(OsintWriter *writer, const OsintEntityList *list, GError **error)
{
    return osint_entities_write(writer->db, list, error);
}

static GArray *all_docids(OsintWriter *writer, GError **error)
{
    g_autoptr(GArray) docids = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(XapcPostings) postings = xapc_db_postings(writer->db, "", error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    if (postings == NULL)
        return NULL;
    while (xapc_postings_next(postings, &docid, &trouble))
        g_array_append_val(docids, docid);
    if (trouble != NULL) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return NULL;
    }
    return g_steal_pointer(&docids);
}

static gboolean is_chosen(GBytes *data, OsintArticleFunc choose, gpointer user_data, gboolean *chosen,
                          GError **error)
{
    *chosen = TRUE;
    if (choose == NULL)
        return TRUE;
    g_autoptr(OsintArticle) article = osint_record_decode_tags(data, error);
    *chosen = article != NULL && choose(article, user_data);
    return article != NULL;
}

gboolean osint_writer_update(OsintWriter *writer, OsintArticleFunc choose, OsintArticleFunc change,
                             gpointer user_data, GError **error)
{
    g_autoptr(GArray) docids = all_docids(writer, error);
    for (guint i = 0; docids != NULL && i < docids->len; i++) {
        g_autoptr(GBytes) data = read_data(writer, g_array_index(docids, guint32, i), error);
        gboolean chosen;
        if (data == NULL || !is_chosen(data, choose, user_data, &chosen, error))
            return FALSE;
        if (!chosen)
            continue;
        g_autoptr(OsintArticle) article = osint_record_decode(data, error);
        if (article == NULL || (change(article, user_data) && !put_again(writer, article, error)))
            return FALSE;
    }
    return docids != NULL;
}
