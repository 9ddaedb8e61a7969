/* Verifying an index: Xapian's own check, then that every stored article agrees with its terms and values. */
#include <string.h>

#include "indexer/store/document.h"
#include "indexer/store/entities.h"
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
        if (!g_hash_table_contains(expected, term))
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
        if (!g_bytes_equal(has, wants))
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

static gboolean check_manifest(Check *check, XapcDb *db, GError **error)
{
    OsintManifest *manifest = osint_manifest_read(db, error);
    if (manifest == NULL)
        return FALSE;
    osint_manifest_foreach(manifest, check_entry, check);
    osint_manifest_free(manifest);
    return TRUE;
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

gboolean osint_index_verify(const char *directory, OsintProblemFunc report, gpointer user_data,
                            guint *problems, GError **error)
{
    Check check = {.report = report, .user_data = user_data};
    g_autoptr(OsintIndex) index = osint_index_open(directory, error);
    if (index == NULL || !check_xapian(&check, directory, error))
        return FALSE;
    g_autoptr(OsintDocumentMaker) maker = osint_document_maker_new();
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    check.maker = maker;
    check.ids = ids;
    if (!check_articles(&check, osint_index_db(index), error) ||
        !check_manifest(&check, osint_index_db(index), error) ||
        !osint_entities_verify(osint_index_db(index), note_entry, &check, error))
        return FALSE;
    check_passage_count(&check, index);
    *problems = check.problems;
    return TRUE;
}
