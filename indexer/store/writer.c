/* The index for writing: generations, one transaction a commit, articles. */
#include "indexer/store/writer.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#include "indexer/store/columns-write.h"
#include "indexer/store/copies.h"
#include "indexer/store/delta.h"
#include "indexer/store/document.h"
#include "indexer/store/durable.h"
#include "indexer/store/entities.h"
#include "indexer/store/generation.h"
#include "indexer/store/generation-write.h"
#include "indexer/store/journal.h"
#include "indexer/store/lock.h"
#include "indexer/store/lookup.h"
#include "indexer/store/record.h"
#include "indexer/store/replaced.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/stems.h"

/* Xapian's in-memory maps are fastest when small (ARCHITECTURE.md section 3). */
#define DOCUMENTS_A_FLUSH "1000"
#define BYTES_A_CHARACTER 24 /* of text, in its document's terms and in what Xapian makes of them */
#define DEFAULT_MEMORY ((gsize)512 << 20)

struct OsintWriter {
    char *directory;
    char *generation; /* its path */
    gboolean fresh;   /* the generation is being built and not current yet */
    gboolean merged;  /* it was, from runs */
    int lock;
    XapcDb *db; /* in a transaction */
    OsintDelta *delta;
    gboolean changed; /* documents of the database were, without the delta */
    OsintDocumentMaker *maker;
    OsintCopies *copies;
    OsintJournal *journal;
    OsintReplaced *replaced; /* what a full build replaces, or NULL */
    gint64 passages;
    char *revision; /* that was committed last; NULL: none was */
};

/* ---- opening ---- */

static gboolean set_text(OsintWriter *writer, const char *key, const char *value, GError **error)
{
    return xapc_db_set_metadata(writer->db, key, value, strlen(value), error);
}

static gboolean create_generation(OsintWriter *writer, GError **error)
{
    writer->generation = osint_generation_next(writer->directory);
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
    writer->revision = g_strdup(osint_index_revision(index));
    writer->generation = osint_generation_current(writer->directory, error);
    if (writer->generation == NULL)
        return FALSE;
    writer->db = xapc_db_open_writable(writer->generation, XAPC_OPEN, XAPC_DB_NONE, error);
    if (writer->db == NULL)
        return FALSE;
    osint_generation_remove_others(writer->directory, writer->generation);
    osint_columns_drop_others(writer->generation, writer->revision);
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
    gboolean opened = mode == OSINT_WRITER_FULL || current == NULL ? create_generation(writer, error)
                                                                   : open_generation(writer, error);
    if (opened)
        osint_writer_set_work(writer, 1, DEFAULT_MEMORY);
    return opened;
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

void osint_writer_set_work(OsintWriter *writer, guint threads, gsize memory)
{
    osint_delta_free(writer->delta);
    writer->delta = osint_delta_new(writer->directory, writer->db, writer->copies, threads, memory);
}

static void drop_database(OsintWriter *writer)
{
    /* The open transaction goes with it. Cancelled by hand, and in vain, it would be no transaction any more,
     * and what is pending would be committed. */
    g_clear_pointer(&writer->db, xapc_db_free);
    if (writer->fresh)
        osint_generation_remove(writer->generation);
    g_clear_pointer(&writer->generation, g_free);
}

void osint_writer_free(OsintWriter *writer)
{
    if (writer == NULL)
        return;
    osint_delta_free(writer->delta);
    drop_database(writer);
    osint_journal_free(writer->journal);
    osint_replaced_free(writer->replaced);
    osint_document_maker_free(writer->maker);
    osint_copies_free(writer->copies);
    if (writer->lock >= 0)
        close(writer->lock);
    g_free(writer->directory);
    g_free(writer->revision);
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

/* ---- committing ---- */

static gboolean apply(OsintWriter *writer, GError **error)
{
    gint64 passages;
    if (!osint_delta_apply(writer->delta, &passages, error))
        return FALSE;
    writer->passages -= passages;
    return TRUE;
}

/* The database is that of another generation then, which is not current yet. */
static gboolean merge(OsintWriter *writer, GError **error)
{
    gint64 passages;
    guint32 articles;
    g_autofree char *target = osint_generation_next(writer->directory);
    if (!xapc_db_doc_count(writer->db, &articles, error))
        return FALSE;
    XapcDb *db =
        osint_delta_merge(writer->delta, articles > 0 ? writer->generation : NULL, target, &passages, error);
    if (db == NULL) {
        osint_generation_remove(target);
        return FALSE;
    }
    drop_database(writer);
    writer->db = db;
    writer->generation = g_steal_pointer(&target);
    writer->fresh = writer->merged = TRUE;
    writer->passages -= passages;
    return TRUE;
}

/* What was written after merging has split blocks that were full: a third of the terms' space. */
static gboolean pack(OsintWriter *writer, GError **error)
{
    g_autofree char *target = osint_generation_next(writer->directory);
    const char *merged = writer->generation;
    if (!xapc_compact(&merged, 1, target, TRUE, error)) {
        osint_generation_remove(target);
        return FALSE;
    }
    drop_database(writer);
    writer->generation = g_steal_pointer(&target);
    writer->db = xapc_db_open_writable(writer->generation, XAPC_OPEN, XAPC_DB_NONE, error);
    writer->merged = FALSE;
    return writer->db != NULL;
}

/* Makes the database in its transaction the whole new state. */
static gboolean settle(OsintWriter *writer, GError **error)
{
    gboolean merging = osint_delta_is_big(writer->delta) && !writer->changed;
    return merging ? merge(writer, error) : apply(writer, error);
}

/* What can be seen already cannot be taken back when it cannot be made to last. */
static gboolean sync_committed(const char *directory, GError **error)
{
    if (osint_sync_directory(directory, error))
        return TRUE;
    g_prefix_error(error, "the run is committed, but may not outlast a power cut: ");
    return FALSE;
}

static gboolean switch_generation(OsintWriter *writer, GError **error)
{
    if (!osint_generation_switch(writer->directory, writer->generation, error))
        return FALSE;
    writer->fresh = FALSE;
    if (!sync_committed(writer->directory, error))
        return FALSE;
    osint_generation_remove_others(writer->directory, writer->generation);
    return TRUE;
}

/* Columns of a generation that is not current yet are there when it becomes so. */
static void write_columns(OsintWriter *writer)
{
    g_autoptr(GHashTable) changed = osint_copies_take_changed(writer->copies);
    osint_columns_write(writer->generation, writer->revision, changed);
    g_free(writer->revision);
    writer->revision = osint_database_revision(writer->db, NULL);
}

/* Makes what was committed last, and visible. */
static gboolean publish(OsintWriter *writer, GError **error)
{
    if (writer->fresh) {
        write_columns(writer);
        return osint_generation_sync(writer->generation, error) && switch_generation(writer, error);
    }
    if (!sync_committed(writer->generation, error))
        return FALSE;
    write_columns(writer);
    return TRUE;
}

static void begin_again(OsintWriter *writer)
{
    OsintDelta *next = osint_delta_renew(writer->delta, writer->db);
    osint_delta_free(writer->delta);
    writer->delta = next;
    writer->changed = FALSE;
}

gboolean osint_writer_commit(OsintWriter *writer, GError **error)
{
    if (!settle(writer, error))
        return FALSE;
    g_autofree char *passages = g_strdup_printf("%" G_GINT64_FORMAT, writer->passages);
    if (!osint_copies_settle(writer->copies, writer->db, error) ||
        !set_text(writer, OSINT_META_PASSAGES, passages, error) ||
        !osint_journal_commit(writer->journal, writer->db, error) ||
        !xapc_db_commit_transaction(writer->db, error) || (writer->merged && !pack(writer, error)))
        return FALSE;
    g_clear_pointer(&writer->replaced, osint_replaced_free);
    begin_again(writer);
    /* Xapian renames a file over the old one, and leaves it to chance when that lasts: before it does, the
     * next commit would write over what the old one points to. */
    return publish(writer, error) && xapc_db_begin(writer->db, error);
}

/* ---- articles ---- */

/* What an article's document takes in memory, about: terms are most of it. */
static gsize memory_of(const OsintArticle *article)
{
    return 4096 + BYTES_A_CHARACTER * strlen(article->text);
}

/* This index knows it, or the one that it replaces. */
static gint64 first_added(OsintWriter *writer, const char *id, const OsintDeltaBase *stored, gint64 now)
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
    OsintDeltaBase stored;
    if (!osint_delta_find(writer->delta, article->id, &stored, error) ||
        !osint_journal_put(writer->journal, article, stored.exists, error))
        return FALSE;
    if (document == NULL)
        document = osint_document_make(writer->maker, article, added, error);
    if (document == NULL ||
        !osint_document_set_added(document, first_added(writer, article->id, &stored, added), error))
        return FALSE;
    writer->passages += (gint64)article->passages->len - stored.passages;
    return osint_delta_put(writer->delta, article->id, g_steal_pointer(&document), memory_of(article),
                           &stored, error);
}

gboolean osint_writer_remove(OsintWriter *writer, const char *id, GError **error)
{
    OsintDeltaBase stored;
    if (!osint_delta_find(writer->delta, id, &stored, error))
        return FALSE;
    if (!stored.exists)
        return TRUE;
    writer->passages -= stored.passages;
    osint_delta_remove(writer->delta, id, &stored);
    return osint_journal_remove(writer->journal, id, error);
}

OsintArticle *osint_writer_get(OsintWriter *writer, const char *id, GError **error)
{
    g_autoptr(GBytes) data = osint_delta_data(writer->delta, id, error);
    g_autoptr(OsintArticle) article = data == NULL ? NULL : osint_record_decode(data, error);
    return article != NULL && g_str_equal(article->id, id) ? g_steal_pointer(&article) : NULL;
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

static GBytes *read_data(OsintWriter *writer, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(writer->db, docid, error);
    return document == NULL ? NULL : xapc_doc_data(document, error);
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

/* Nothing that the record tells of. In its place, whatever its number: most of its terms stay, and Xapian
 * touches only those that do not. */
static gboolean write_again(OsintWriter *writer, guint32 docid, const OsintArticle *article, GError **error)
{
    g_autoptr(XapcDoc) before = xapc_db_document(writer->db, docid, error);
    if (before == NULL)
        return FALSE;
    gint64 added = (gint64)osint_document_number(before, OSINT_SLOT_ADDED);
    gint64 passages = (gint64)osint_document_number(before, OSINT_SLOT_PASSAGES);
    g_autoptr(XapcDoc) document = osint_document_make(writer->maker, article, added, error);
    if (document == NULL || !osint_copies_replace(writer->copies, writer->db, docid, document, error))
        return FALSE;
    writer->changed = TRUE;
    writer->passages += (gint64)article->passages->len - passages;
    return TRUE;
}

gboolean osint_writer_update(OsintWriter *writer, OsintArticleFunc choose, OsintArticleFunc change,
                             gpointer user_data, GError **error)
{
    g_autoptr(GArray) docids = apply(writer, error) ? osint_all_docids(writer->db, "", error) : NULL;
    for (guint i = 0; docids != NULL && i < docids->len; i++) {
        guint32 docid = g_array_index(docids, guint32, i);
        g_autoptr(GBytes) data = read_data(writer, docid, error);
        gboolean chosen;
        if (data == NULL || !is_chosen(data, choose, user_data, &chosen, error))
            return FALSE;
        if (!chosen)
            continue;
        g_autoptr(OsintArticle) article = osint_record_decode(data, error);
        if (article == NULL || (change(article, user_data) && !write_again(writer, docid, article, error)))
            return FALSE;
    }
    return docids != NULL;
}
