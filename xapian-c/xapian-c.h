/* xapian-c: libxapian for C programs.
 *
 * Opaque handles over Xapian 1.4. Every function that can fail takes a GError ** last and returns FALSE,
 * NULL or (for counts) 0 when it failed; errors are in the domain XAPC_ERROR with one code for each class
 * of Xapian::Error, and the message is "class: text (context)". No C++ exception and no Xapian type ever
 * crosses this header. Out parameters are written only on success.
 *
 * Terms are NUL-terminated byte strings of at most XAPC_TERM_MAX bytes and hold no NUL. Values, document
 * data and metadata are byte strings of any content.
 *
 * Handles are not locked: one handle belongs to one thread at a time. */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <glib.h>

G_BEGIN_DECLS

#define XAPC_TERM_MAX 245

#define XAPC_ERROR (xapc_error_quark())
GQuark xapc_error_quark(void);

typedef enum {
    XAPC_ERROR_DATABASE,           /* Xapian::DatabaseError and subclasses without a code of their own */
    XAPC_ERROR_DATABASE_CORRUPT,
    XAPC_ERROR_DATABASE_CREATE,
    XAPC_ERROR_DATABASE_LOCK,
    XAPC_ERROR_DATABASE_MODIFIED,  /* the reader is too old: xapc_db_reopen() and try again */
    XAPC_ERROR_DATABASE_OPENING,
    XAPC_ERROR_DATABASE_NOT_FOUND,
    XAPC_ERROR_DATABASE_VERSION,
    XAPC_ERROR_DATABASE_CLOSED,
    XAPC_ERROR_DOC_NOT_FOUND,
    XAPC_ERROR_FEATURE_UNAVAILABLE,
    XAPC_ERROR_INVALID_ARGUMENT,
    XAPC_ERROR_INVALID_OPERATION,
    XAPC_ERROR_NETWORK,
    XAPC_ERROR_NETWORK_TIMEOUT,
    XAPC_ERROR_QUERY_PARSER,
    XAPC_ERROR_RANGE,
    XAPC_ERROR_SERIALISATION,
    XAPC_ERROR_WILDCARD,
    XAPC_ERROR_UNIMPLEMENTED,
    XAPC_ERROR_ASSERTION,
    XAPC_ERROR_INTERNAL,
    XAPC_ERROR_RUNTIME,
    XAPC_ERROR_OTHER,
    XAPC_ERROR_NO_MEMORY,          /* std::bad_alloc */
    XAPC_ERROR_UNKNOWN,            /* any other C++ exception */
} XapcError;

typedef struct XapcDb XapcDb;
typedef struct XapcDoc XapcDoc;
typedef struct XapcQuery XapcQuery;
typedef struct XapcEnquire XapcEnquire;
typedef struct XapcSpy XapcSpy;
typedef struct XapcMset XapcMset;
typedef struct XapcTerms XapcTerms;
typedef struct XapcPostings XapcPostings;
typedef struct XapcStem XapcStem;

const char *xapc_version(void); /* of the libxapian in use, such as "1.4.22" */

/* ---- databases ---- */

typedef enum {
    XAPC_CREATE_OR_OPEN,
    XAPC_CREATE,
    XAPC_CREATE_OR_OVERWRITE,
    XAPC_OPEN,
} XapcOpenMode;

typedef enum {
    XAPC_DB_NONE = 0,
    XAPC_DB_NO_SYNC = 1 << 0,   /* DB_NO_SYNC */
    XAPC_DB_DANGEROUS = 1 << 1, /* DB_DANGEROUS: for throw-away databases only */
    XAPC_DB_NO_TERMLIST = 1 << 2,
} XapcDbFlags;

XapcDb *xapc_db_open(const char *path, GError **error);
XapcDb *xapc_db_open_writable(const char *path, XapcOpenMode mode, XapcDbFlags flags, GError **error);
gboolean xapc_db_add_database(XapcDb *db, XapcDb *other, GError **error); /* search both as one */
gboolean xapc_db_reopen(XapcDb *db, gboolean *changed, GError **error);   /* changed may be NULL */
gboolean xapc_db_close(XapcDb *db, GError **error); /* commits what is pending outside a transaction */
void xapc_db_free(XapcDb *db);

gboolean xapc_db_doc_count(XapcDb *db, guint32 *count, GError **error);
gboolean xapc_db_last_docid(XapcDb *db, guint32 *docid, GError **error);
gboolean xapc_db_average_length(XapcDb *db, double *length, GError **error);
gboolean xapc_db_total_length(XapcDb *db, guint64 *length, GError **error);
gboolean xapc_db_doc_length(XapcDb *db, guint32 docid, guint32 *length, GError **error);
gboolean xapc_db_term_freq(XapcDb *db, const char *term, guint32 *freq, GError **error);
gboolean xapc_db_collection_freq(XapcDb *db, const char *term, guint32 *freq, GError **error);
gboolean xapc_db_value_freq(XapcDb *db, guint32 slot, guint32 *freq, GError **error);
GBytes *xapc_db_value_lower(XapcDb *db, guint32 slot, GError **error);
GBytes *xapc_db_value_upper(XapcDb *db, guint32 slot, GError **error);
char *xapc_db_uuid(XapcDb *db, GError **error);
gboolean xapc_db_revision(XapcDb *db, guint64 *revision, GError **error);
XapcDoc *xapc_db_document(XapcDb *db, guint32 docid, GError **error);
/* A suggestion for a misspelt word, or NULL without error when there is none. */
char *xapc_db_spelling_suggestion(XapcDb *db, const char *word, guint max_edits, GError **error);

/* Metadata: empty bytes when the key has none. */
GBytes *xapc_db_metadata(XapcDb *db, const char *key, GError **error);
gboolean xapc_db_set_metadata(XapcDb *db, const char *key, gconstpointer data, gsize length, GError **error);
XapcTerms *xapc_db_metadata_keys(XapcDb *db, const char *prefix, GError **error);

/* ---- writing; on a handle of xapc_db_open() these fail with XAPC_ERROR_INVALID_OPERATION ---- */

gboolean xapc_db_add_document(XapcDb *db, const XapcDoc *doc, guint32 *docid, GError **error);
gboolean xapc_db_replace_document(XapcDb *db, guint32 docid, const XapcDoc *doc, GError **error);
gboolean xapc_db_replace_document_by_term(XapcDb *db, const char *term, const XapcDoc *doc, guint32 *docid,
                                          GError **error);
gboolean xapc_db_delete_document(XapcDb *db, guint32 docid, GError **error);
gboolean xapc_db_delete_document_by_term(XapcDb *db, const char *term, GError **error);
gboolean xapc_db_add_spelling(XapcDb *db, const char *word, guint32 freq, GError **error);
gboolean xapc_db_remove_spelling(XapcDb *db, const char *word, guint32 freq, GError **error);
gboolean xapc_db_commit(XapcDb *db, GError **error);
gboolean xapc_db_begin(XapcDb *db, GError **error); /* begins a transaction (flushed when committed) */
gboolean xapc_db_commit_transaction(XapcDb *db, GError **error);
gboolean xapc_db_cancel_transaction(XapcDb *db, GError **error);

/* Merges count databases into a new one at destination, renumbering documents unless keep_docids. */
gboolean xapc_compact(const char *const *sources, gsize count, const char *destination, gboolean keep_docids,
                      GError **error);
/* Xapian's own consistency check: *problems is their number, *report (may be NULL) its text. */
gboolean xapc_check(const char *path, gsize *problems, char **report, GError **error);

/* ---- documents ---- */

XapcDoc *xapc_doc_new(GError **error);
void xapc_doc_free(XapcDoc *doc);
gboolean xapc_doc_add_term(XapcDoc *doc, const char *term, guint32 wdf_increase, GError **error);
gboolean xapc_doc_add_posting(XapcDoc *doc, const char *term, guint32 position, guint32 wdf_increase, GError **error);
gboolean xapc_doc_remove_term(XapcDoc *doc, const char *term, GError **error);
gboolean xapc_doc_clear_terms(XapcDoc *doc, GError **error);
gboolean xapc_doc_set_value(XapcDoc *doc, guint32 slot, gconstpointer data, gsize length, GError **error);
GBytes *xapc_doc_value(XapcDoc *doc, guint32 slot, GError **error); /* empty when unset */
gboolean xapc_doc_set_data(XapcDoc *doc, gconstpointer data, gsize length, GError **error);
GBytes *xapc_doc_data(XapcDoc *doc, GError **error);
gboolean xapc_doc_id(XapcDoc *doc, guint32 *docid, GError **error);
XapcTerms *xapc_doc_terms(XapcDoc *doc, GError **error);

/* Numbers as values that sort like the numbers (Xapian::sortable_serialise). */
GBytes *xapc_number_encode(double number);
double xapc_number_decode(gconstpointer data, gsize length);

/* ---- term and posting lists ----
 * while (xapc_terms_next(terms, &term, &e)) ...; at the end or on an error (e set) it returns FALSE. */

XapcTerms *xapc_db_terms(XapcDb *db, const char *prefix, GError **error);
gboolean xapc_terms_next(XapcTerms *terms, const char **term, GError **error); /* valid until the next call */
gboolean xapc_terms_skip_to(XapcTerms *terms, const char *term, GError **error); /* next() gives the first >= term */
gboolean xapc_terms_freq(XapcTerms *terms, guint32 *term_freq, GError **error);  /* of the current term */
gboolean xapc_terms_wdf(XapcTerms *terms, guint32 *wdf, GError **error);         /* document term lists only */
void xapc_terms_free(XapcTerms *terms);

XapcPostings *xapc_db_postings(XapcDb *db, const char *term, GError **error); /* "" gives every document */
gboolean xapc_postings_next(XapcPostings *postings, guint32 *docid, GError **error);
gboolean xapc_postings_skip_to(XapcPostings *postings, guint32 docid, GError **error);
gboolean xapc_postings_wdf(XapcPostings *postings, guint32 *wdf, GError **error);
void xapc_postings_free(XapcPostings *postings);

/* ---- queries: immutable, counted by reference; constructors take no ownership ---- */

typedef enum {
    XAPC_AND, XAPC_OR, XAPC_AND_NOT, XAPC_XOR, XAPC_AND_MAYBE, XAPC_FILTER, XAPC_NEAR, XAPC_PHRASE,
    XAPC_ELITE_SET, XAPC_SYNONYM, XAPC_MAX,
} XapcOp;

XapcQuery *xapc_query_all(GError **error);
XapcQuery *xapc_query_nothing(GError **error);
XapcQuery *xapc_query_term(const char *term, guint32 wqf, guint32 position, GError **error);
/* window: for XAPC_NEAR and XAPC_PHRASE; set size for XAPC_ELITE_SET; 0 for the default. count 0 gives the empty query. */
XapcQuery *xapc_query_combine(XapcOp op, XapcQuery *const *queries, gsize count, guint32 window, GError **error);
XapcQuery *xapc_query_pair(XapcOp op, XapcQuery *left, XapcQuery *right, GError **error);
XapcQuery *xapc_query_scale(XapcQuery *query, double factor, GError **error);
XapcQuery *xapc_query_value_range(guint32 slot, GBytes *lower, GBytes *upper, GError **error); /* NULL: open end */
XapcQuery *xapc_query_wildcard(const char *prefix, guint32 max_expansion, XapcOp combiner, GError **error);
XapcQuery *xapc_query_ref(XapcQuery *query);
void xapc_query_free(XapcQuery *query);
gboolean xapc_query_is_empty(const XapcQuery *query);
guint32 xapc_query_length(const XapcQuery *query);
char *xapc_query_describe(const XapcQuery *query, GError **error);

/* ---- enquiries ---- */

XapcEnquire *xapc_enquire_new(XapcDb *db, GError **error);
void xapc_enquire_free(XapcEnquire *enquire);
gboolean xapc_enquire_set_query(XapcEnquire *enquire, const XapcQuery *query, GError **error);
gboolean xapc_enquire_set_bm25(XapcEnquire *e, double k1, double k2, double k3, double b, double min_normlen,
                               GError **error);
gboolean xapc_enquire_set_ineb2(XapcEnquire *enquire, double c, GError **error);
gboolean xapc_enquire_set_boolean(XapcEnquire *enquire, GError **error); /* every weight 0 */
typedef enum { XAPC_DOCID_ASCENDING, XAPC_DOCID_DESCENDING, XAPC_DOCID_ANY } XapcDocidOrder;
gboolean xapc_enquire_set_docid_order(XapcEnquire *enquire, XapcDocidOrder order, GError **error);
gboolean xapc_enquire_set_cutoff(XapcEnquire *enquire, int percent, double weight, GError **error);
gboolean xapc_enquire_set_collapse(XapcEnquire *enquire, guint32 slot, guint32 keep, GError **error);
typedef enum { XAPC_SORT_RELEVANCE, XAPC_SORT_VALUE, XAPC_SORT_VALUE_THEN_RELEVANCE, XAPC_SORT_RELEVANCE_THEN_VALUE } XapcSort;
gboolean xapc_enquire_set_sort(XapcEnquire *enquire, XapcSort sort, guint32 slot, gboolean reverse, GError **error);
/* A spy counts the values of a slot over all matching documents; it must outlive the search. */
XapcSpy *xapc_spy_new(guint32 slot, GError **error);
void xapc_spy_free(XapcSpy *spy);
gboolean xapc_enquire_add_spy(XapcEnquire *enquire, XapcSpy *spy, GError **error);
gboolean xapc_enquire_clear_spies(XapcEnquire *enquire, GError **error);
typedef gboolean (*XapcValueFunc)(const char *value, gsize length, guint32 count, gpointer user_data); /* FALSE stops */
gboolean xapc_spy_total(const XapcSpy *spy, guint32 *total, GError **error);
gboolean xapc_spy_top(XapcSpy *spy, guint32 max, XapcValueFunc func, gpointer user_data, GError **error);
XapcMset *xapc_enquire_search(XapcEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least, GError **error);
/* The query's terms that a document has. */
XapcTerms *xapc_enquire_matching_terms(XapcEnquire *enquire, guint32 docid, GError **error);

typedef struct {
    guint32 docid;
    guint32 rank;
    guint32 collapse_count;
    int percent;
    double weight;
} XapcHit;

void xapc_mset_free(XapcMset *mset);
guint32 xapc_mset_size(const XapcMset *mset);
void xapc_mset_counts(const XapcMset *mset, guint32 *lower, guint32 *estimated, guint32 *upper); /* each may be NULL */
gboolean xapc_mset_hit(const XapcMset *mset, guint32 index, XapcHit *hit, GError **error);
XapcDoc *xapc_mset_document(const XapcMset *mset, guint32 index, GError **error);
double xapc_mset_max_possible(const XapcMset *mset);

/* ---- stemming ---- */

XapcStem *xapc_stem_new(const char *language, GError **error); /* "en", "english", ...; "none" changes nothing */
void xapc_stem_free(XapcStem *stem);
/* Stems one lower-case UTF-8 word, appending to out. */
gboolean xapc_stem_append(XapcStem *stem, const char *word, gsize length, GString *out, GError **error);
const char *xapc_stem_languages(void); /* English names, separated by spaces */

G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcDb, xapc_db_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcDoc, xapc_doc_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcQuery, xapc_query_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcEnquire, xapc_enquire_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcSpy, xapc_spy_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcMset, xapc_mset_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcTerms, xapc_terms_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcPostings, xapc_postings_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcStem, xapc_stem_free)

G_END_DECLS

#endif
