/* Verifying an index: Xapian's own check, then that every stored article agrees with its terms and values. */
#include "indexer/store/document.h"
#include "indexer/store/generation.h"
#include "indexer/store/record.h"
#include "indexer/store/schema.h"
#include "indexer/store/writer.h"

typedef struct {
    OsintProblemFunc report;
    gpointer user_data;
    guint problems;
    guint64 passages;
    OsintDocumentMaker *maker;
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

/* term -> wdf + 1 */
static GHashTable *terms_of(XapcDoc *document, GError **error)
{
    g_autoptr(GHashTable) terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(XapcTerms) list = xapc_doc_terms(document, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    guint32 wdf;
    while (list != NULL && xapc_terms_next(list, &term, &trouble) && xapc_terms_wdf(list, &wdf, &trouble))
        g_hash_table_insert(terms, g_strdup(term), GUINT_TO_POINTER(wdf + 1));
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return list == NULL || (error != NULL && *error != NULL) ? NULL : g_steal_pointer(&terms);
}

static void compare_terms(Check *check, const char *id, GHashTable *stored, GHashTable *expected)
{
    GHashTableIter iter;
    gpointer term, wdf;
    g_hash_table_iter_init(&iter, expected);
    while (g_hash_table_iter_next(&iter, &term, &wdf))
        if (g_hash_table_lookup(stored, term) != wdf)
            problem(check, "article %s: its text gives the term \"%s\" %u times, the index has %d", id,
                    (char *)term, GPOINTER_TO_UINT(wdf) - 1,
                    GPOINTER_TO_INT(g_hash_table_lookup(stored, term)) - 1);
    if (g_hash_table_size(stored) > g_hash_table_size(expected))
        problem(check, "article %s: the index has %u terms, its text gives %u", id, g_hash_table_size(stored),
                g_hash_table_size(expected));
}

static void check_passages(Check *check, const OsintArticle *article)
{
    guint32 end = 0;
    for (guint i = 0; i < article->passages->len; i++) {
        OsintSpan span = g_array_index(article->passages, OsintSpan, i);
        if (span.start < end || span.end <= span.start)
            problem(check, "article %s: passage %u does not follow the one before it", article->id, i + 1);
        end = span.end;
    }
    check->passages += article->passages->len;
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
    check_passages(check, article);
    gint64 added = (gint64)osint_document_number(document, OSINT_SLOT_ADDED);
    g_autoptr(XapcDoc) again = osint_document_make(check->maker, article, added, error);
    g_autoptr(GHashTable) expected = again == NULL ? NULL : terms_of(again, error);
    g_autoptr(GHashTable) stored = expected == NULL ? NULL : terms_of(document, error);
    if (stored == NULL)
        return FALSE;
    compare_terms(check, article->id, stored, expected);
    return TRUE;
}

static gboolean check_articles(Check *check, XapcDb *db, GError **error)
{
    g_autoptr(XapcPostings) postings = xapc_db_postings(db, "", error);
    g_autoptr(GError) trouble = NULL;
    guint32 docid;
    while (postings != NULL && xapc_postings_next(postings, &docid, &trouble))
        if (!check_document(check, db, docid, &trouble))
            break;
    if (trouble != NULL)
        g_propagate_error(error, g_steal_pointer(&trouble));
    return postings != NULL && (error == NULL || *error == NULL);
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

gboolean osint_index_verify(const char *directory, OsintProblemFunc report, gpointer user_data,
                            guint *problems, GError **error)
{
    Check check = {.report = report, .user_data = user_data};
    g_autoptr(OsintIndex) index = osint_index_open(directory, error);
    if (index == NULL || !check_xapian(&check, directory, error))
        return FALSE;
    g_autoptr(OsintDocumentMaker) maker = osint_document_maker_new();
    check.maker = maker;
    g_autoptr(GError) trouble = NULL;
    if (!check_articles(&check, osint_index_db(index), &trouble)) {
        g_propagate_error(error, g_steal_pointer(&trouble));
        return FALSE;
    }
    if (check.passages != osint_index_passages(index))
        problem(&check,
                "the index says it has %" G_GUINT64_FORMAT " passages; its articles have %" G_GUINT64_FORMAT,
                osint_index_passages(index), check.passages);
    *problems = check.problems;
    return TRUE;
}
