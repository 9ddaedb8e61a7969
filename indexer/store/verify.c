/* Verifying an index: Xapian's own check, then that every stored article agrees with its terms and values. */
#include <string.h>

#include "indexer/store/copies.h"
#include "indexer/store/document.h"
#include "indexer/store/entities.h"
#include "indexer/store/journal-read.h"
#include "indexer/store/generation.h"
#include "indexer/store/manifest.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"
#include "indexer/store/writer.h"

typedef struct {
    OsintProblemFunc report;
    gpointer user_data;
    guint problems;
    guint64 passages;
    GHashTable *ids; /* of the articles met so far */
    OsintDocumentMaker *maker;
    OsintJournalLog *log; /* articles are taken from it as they are met; NULL: it is not whole */
    guint64 unrecorded;
} Check;

static void problem(Check *check, const char *format, ...) G_GNUC_PRINTF(2, 3);
static void problem(Check *check, const char *format, ...)
{
    va_list args;
    va_start(args, format);
    g_autofree char *text = g_strdup_vprintf(format, args);
    va_end(args);
    check->problems++;
    check->report(text, check->user_data);
}

/* ---- terms and values ---- */

/* term -> wdf + 1 */
static GHashTable *terms_of(XapcDoc *document, GError **error)
{
    g_autoptr(GHashTable) terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(XapcTerms) list = xapc_doc_terms(document, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    guint32 wdf;
    if (list == NULL)
        return NULL;
    while (xapc_terms_next(list, &term, &trouble) && xapc_terms_wdf(list, &wdf, &trouble))
        g_hash_table_insert(terms, g_strdup(term), GUINT_TO_POINTER(wdf + 1));
    if (trouble == NULL)
        return g_steal_pointer(&terms);
    g_propagate_error(error, g_steal_pointer(&trouble));
    return NULL;
}

static void compare_terms(Check *check, const char *id, GHashTable *stored, GHashTable *expected)
{
    GHashTableIter iter;
    gpointer term, wdf;
    g_hash_table_iter_init(&iter, expected);
    while (g_hash_table_iter_next(&iter, &term, &wdf)) {
        gpointer found = g_hash_table_lookup(stored, term);
        if (found == NULL)
            problem(check, "article %s: the index lacks its term \"%s\"", id, (char *)term);
        else if (found != wdf)
            problem(check, "article %s: the term \"%s\" has the count %u, the index says %u", id,
                    (char *)term, GPOINTER_TO_UINT(wdf) - 1, GPOINTER_TO_UINT(found) - 1);
    }
    g_hash_table_iter_init(&iter, stored);
    while (g_hash_table_iter_next(&iter, &term, NULL))
        if (!g_hash_table_contains(expected, term) && !g_str_has_prefix(term, OSINT_TERM_COPIES))
            problem(check, "article %s: the index has the term \"%s\", which it does not give", id,
                    (char *)term);
}

static gboolean compare_values(Check *check, const char *id, XapcDoc *stored, XapcDoc *expected,
                               GError **error)
{
    for (guint32 slot = 0; slot < OSINT_SLOTS; slot++) {
        g_autoptr(GBytes) has = xapc_doc_value(stored, slot, error);
        g_autoptr(GBytes) wants = has == NULL ? NULL : xapc_doc_value(expected, slot, error);
        if (wants == NULL)
            return FALSE;
        if (slot != OSINT_SLOT_COPIES && !g_bytes_equal(has, wants))
            problem(check, "article %s: the value in slot %u is not what it gives", id, slot);
    }
    return TRUE;
}

/* ---- sentences and passages ---- */

static gboolean is_space(const char *text, guint32 start, guint32 end)
{
    const char *at = text + start;
    while (at < text + end && g_unichar_isspace(g_utf8_get_char(at)))
        at = g_utf8_next_char(at);
    return at >= text + end;
}

/* Every character that is not white space is in exactly one of the spans. */
static void check_cover(Check *check, const OsintArticle *article, const GArray *spans, const char *what)
{
    guint32 end = 0;
    for (guint i = 0; i < spans->len; i++) {
        OsintSpan span = g_array_index(spans, OsintSpan, i);
        if (span.end <= span.start || !is_space(article->text, end, span.start))
            problem(check, "article %s: %s %u does not follow the one before it", article->id, what, i + 1);
        end = span.end;
    }
    if (!is_space(article->text, end, (guint32)strlen(article->text)))
        problem(check, "article %s: there is text after its last %s", article->id, what);
}

/* ---- the record ---- */

/* An index of many articles of which the record has lost sight is one problem. */
static void compare_record(Check *check, const OsintArticle *article)
{
    if (check->log == NULL)
        return;
    const OsintJournalState *state = g_hash_table_lookup(check->log->articles, article->id);
    if (state == NULL) {
        if (!check->log->has_gap)
            problem(check, "article %s: the log does not have it", article->id);
        check->unrecorded++;
        return;
    }
    g_autofree char *digest = osint_journal_digest(article);
    if (!g_str_equal(state->path, article->path))
        problem(check, "article %s: the log has it from %s, the index from %s", article->id, state->path,
                article->path);
    if (!g_str_equal(state->sha256, article->sha256))
        problem(check, "article %s: the hash of its document is not that of the log", article->id);
    if (!g_str_equal(state->digest, digest))
        problem(check, "article %s: title, date, URL and text are not those of the log", article->id);
    g_hash_table_remove(check->log->articles, article->id);
}

/* A record that is not whole is one problem: its articles are not compared then. */
static char *fault_of(const OsintJournalLog *log, const OsintJournalEnd *end)
{
    if (log->size < end->length)
        return g_strdup_printf("the log has %" G_GUINT64_FORMAT " bytes, the index says %" G_GUINT64_FORMAT,
                               log->size, end->length);
    if (log->fault != NULL)
        return g_strdup_printf("the log: %s", log->fault);
    if (log->end.length != end->length || !g_str_equal(log->end.hash, end->hash))
        return g_strdup_printf("the log ends with the hash %s, the index says %s", log->end.hash, end->hash);
    return NULL;
}

static gboolean read_record(Check *check, OsintIndex *index, GError **error)
{
    OsintJournalEnd end;
    if (!osint_journal_end(osint_index_db(index), &end, error))
        return FALSE;
    check->log = osint_journal_read(osint_index_directory(index), end.length, TRUE, error);
    if (check->log == NULL)
        return FALSE;
    g_autofree char *fault = fault_of(check->log, &end);
    if (fault != NULL) {
        problem(check, "%s", fault);
        g_clear_pointer(&check->log, osint_journal_log_free);
    }
    return TRUE;
}

static void finish_record(Check *check)
{
    GHashTableIter iter;
    gpointer id;
    if (check->log == NULL)
        return;
    g_hash_table_iter_init(&iter, check->log->articles);
    while (g_hash_table_iter_next(&iter, &id, NULL))
        problem(check, "article %s: the log has it, the index does not", (char *)id);
    if (check->log->has_gap && check->unrecorded > 0)
        problem(check,
                "the log does not have %" G_GUINT64_FORMAT
                " articles: it was lost once; osint-index --full begins it anew",
                check->unrecorded);
}

/* ---- articles ---- */

static gboolean compare_document(Check *check, const OsintArticle *article, XapcDoc *document, GError **error)
{
    gint64 added = (gint64)osint_document_number(document, OSINT_SLOT_ADDED);
    g_autoptr(XapcDoc) again = osint_document_make(check->maker, article, added, error);
    g_autoptr(GHashTable) expected = again == NULL ? NULL : terms_of(again, error);
    g_autoptr(GHashTable) stored = expected == NULL ? NULL : terms_of(document, error);
    if (stored == NULL)
        return FALSE;
    compare_terms(check, article->id, stored, expected);
    return compare_values(check, article->id, document, again, error);
}

static gboolean check_document(Check *check, XapcDb *db, guint32 docid, GError **error)
{
    g_autoptr(XapcDoc) document = xapc_db_document(db, docid, error);
    g_autoptr(GBytes) data = document == NULL ? NULL : xapc_doc_data(document, error);
    if (data == NULL)
        return FALSE;
    g_autoptr(GError) damage = NULL;
    g_autoptr(OsintArticle) article = osint_record_decode(data, &damage);
    if (article == NULL) {
        problem(check, "document %u: %s", docid, damage->message);
        return TRUE;
    }
    if (!g_hash_table_add(check->ids, g_strdup(article->id)))
        problem(check, "article %s: the index has it twice", article->id);
    check->passages += article->passages->len;
    check_cover(check, article, article->sentences, "sentence");
    check_cover(check, article, article->passages, "passage");
    compare_record(check, article);
    return compare_document(check, article, document, error);
}

static gboolean check_articles(Check *check, XapcDb *db, GError **error)
{
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, "", error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    if (postings == NULL)
        return FALSE;
    while (xapc_postings_next(postings, &docid, &trouble) && check_document(check, db, docid, &trouble))
        ;
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* ---- the whole ---- */

static void check_entry(const OsintDocument *document, gpointer user_data)
{
    Check *check = user_data;
    for (guint i = 0; i < document->ids->len; i++) {
        const char *id = g_ptr_array_index(document->ids, i);
        if (!g_hash_table_contains(check->ids, id))
            problem(check, "%s: its article %s is not in the index", document->path, id);
    }
}

static void note_entry(const char *text, gpointer user_data)
{
    problem(user_data, "%s", text);
}

static void check_passage_count(Check *check, const OsintIndex *index)
{
    if (check->passages != osint_index_passages(index))
        problem(check,
                "the index says it has %" G_GUINT64_FORMAT " passages; its articles have %" G_GUINT64_FORMAT,
                osint_index_passages(index), check->passages);
}

static gboolean check_xapian(Check *check, const char *directory, GError **error)
{
    g_autofree char *generation = osint_generation_current(directory, error);
    g_autofree char *report = NULL;
    gsize problems;
    if (generation == NULL || !xapc_check(generation, &problems, &report, error))
        return FALSE;
    if (problems > 0)
        problem(check, "%s: Xapian finds %zu problems:\n%s", generation, problems, report);
    return TRUE;
}

static gboolean check_index(Check *check, OsintIndex *index, GError **error)
{
    XapcDb *db = osint_index_db(index);
    if (!check_xapian(check, osint_index_directory(index), error) || !read_record(check, index, error) ||
        !check_articles(check, db, error) || !osint_manifest_foreach(db, check_entry, check, error) ||
        !osint_entities_verify(db, note_entry, check, error) ||
        !osint_copies_verify(db, note_entry, check, error))
        return FALSE;
    check_passage_count(check, index);
    finish_record(check);
    return TRUE;
}

gboolean osint_index_verify(const char *directory, OsintProblemFunc report, gpointer user_data,
                            guint *problems, GError **error)
{
    Check check = {.report = report, .user_data = user_data};
    g_autoptr(OsintIndex) index = osint_index_open(directory, error);
    if (index == NULL)
        return FALSE;
    check.maker = osint_document_maker_new();
    check.ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    gboolean checked = check_index(&check, index, error);
    g_clear_pointer(&check.log, osint_journal_log_free);
    g_hash_table_unref(check.ids);
    osint_document_maker_free(check.maker);
    *problems = check.problems;
    return checked;
}
