/* xapian-c: libxapian for C programs.
 *
 * Opaque handles over Xapian 1.4. Every function that can fail takes a GError ** last and returns FALSE,
 * NULL or (for counts) 0 when it failed; errors are in the domain XAPC_ERROR with one code for each class
 * of Xapian::Error, and the message is "class: text (context)". No C++ exception and no Xapian type ever
 * crosses this header. Out parameters are written only on success.
 *
 * Terms are NUL-terminated byte strings of 1 to XAPC_TERM_MAX bytes; any other is refused with
 * XAPC_ERROR_INVALID_ARGUMENT where it is given (Xapian alone would complain when it commits, or take the
 * empty term for "every document"). The same holds for metadata keys and spelling words. Values, document
 * data and metadata are byte strings of any content.
 *
 * What a function returns belongs to the caller. Every xapc_..._free() takes NULL, and handles may be freed
 * in any order: hits, documents, lists and enquiries keep alive what they need. Passing NULL anywhere else,
 * unless the comment allows it, is a bug of the caller.
 *
 * Handles are not locked, and copies inside libxapian share counters without locks: everything that comes
 * from one database handle, and a query with all its parts, belongs to one thread at a time. */
#ifndef XAPIAN_C_H
#define XAPIAN_C_H

#include <glib.h>

G_BEGIN_DECLS

#define XAPC_TERM_MAX 245

#define XAPC_ERROR (xapc_error_quark())
GQuark xapc_error_quark(void);

typedef enum {
    XAPC_ERROR_DATABASE, /* Xapian::DatabaseError and subclasses without a code of their own: disk full */
    XAPC_ERROR_DATABASE_CORRUPT,
    XAPC_ERROR_DATABASE_CREATE,
    XAPC_ERROR_DATABASE_LOCK,     /* another writer is at work */
    XAPC_ERROR_DATABASE_MODIFIED, /* the reader is too old: xapc_db_reopen() and try again */
    XAPC_ERROR_DATABASE_OPENING,
    XAPC_ERROR_DATABASE_NOT_FOUND,
    XAPC_ERROR_DATABASE_VERSION, /* made by another version of Xapian */
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
    XAPC_ERROR_RUNTIME,   /* Xapian::RuntimeError and subclasses without a code of their own */
    XAPC_ERROR_OTHER,     /* Xapian::Error and subclasses without a code of their own */
    XAPC_ERROR_NO_MEMORY, /* std::bad_alloc */
    XAPC_ERROR_UNKNOWN,   /* any other C++ exception */
} XapcError;

typedef struct XapcDb XapcDb;
typedef struct XapcDoc XapcDoc;
typedef struct XapcQuery XapcQuery;
typedef struct XapcEnquire XapcEnquire;
typedef struct XapcSpy XapcSpy;
typedef struct XapcMset XapcMset;
typedef struct XapcTerms XapcTerms;
typedef struct XapcPostings XapcPostings;
typedef struct XapcValues XapcValues;
typedef struct XapcStem XapcStem;

const char *xapc_version(void); /* of the libxapian in use, such as "1.4.22" */

/* Xapian ends the process when a write fails while it cleans up behind one that failed: its destructors
 * throw. Then func is called with what failed, in the thread that did, and is to end the process itself. */
void xapc_on_terminate(void (*func)(const char *reason));

/* ---- databases ---- */

typedef enum {
    XAPC_CREATE_OR_OPEN,
    XAPC_CREATE,
    XAPC_CREATE_OR_OVERWRITE,
    XAPC_OPEN,
} XapcOpenMode;

typedef enum {
    XAPC_DB_NONE = 0,
    XAPC_DB_NO_SYNC = 1 << 0,     /* commits are atomic but may be lost when the machine stops */
    XAPC_DB_DANGEROUS = 1 << 1,   /* in place, no cancelling: for throw-away databases only */
    XAPC_DB_NO_TERMLIST = 1 << 2, /* documents cannot be deleted or replaced, nor list terms */
} XapcDbFlags;

/* path: a database directory, or a stub file that names databases. */
XapcDb *xapc_db_open(const char *path, GError **error);
/* A database that xapian-tcpsrv serves. Milliseconds, both at least 1: for each answer, and for the
 * connection; what takes longer is XAPC_ERROR_NETWORK_TIMEOUT. After XAPC_ERROR_NETWORK and that one, what
 * was sent and what is answered no longer agree: every handle that shares the connection is to be freed. Not
 * to be had: the revision, and queries of xapc_query_value_test(). Lists, also of values, are sent whole. */
XapcDb *xapc_db_open_remote(const char *host, guint port, guint timeout, guint connect_timeout,
                            GError **error);
gboolean xapc_db_is_remote(const XapcDb *db); /* any of it */
/* Searches count read-only databases as one. Document d of database i, counted from 0, is
 * (d - 1) * count + i + 1 there; metadata are those of the first. */
XapcDb *xapc_db_join(XapcDb *const *dbs, gsize count, GError **error);
/* Takes the write lock until the handle is closed or freed. */
XapcDb *xapc_db_open_writable(const char *path, XapcOpenMode mode, XapcDbFlags flags, GError **error);
/* Search both as one; db must be read-only. Ids in the joined database differ from those in its parts. */
gboolean xapc_db_add_database(XapcDb *db, XapcDb *other, GError **error);
/* Moves a reader to the newest commit; *changed (may be NULL): whether there may be something new. */
gboolean xapc_db_reopen(XapcDb *db, gboolean *changed, GError **error);
/* Commits what is pending, or cancels the transaction that is open, and lets the files and the lock go. Most
 * functions then fail with XAPC_ERROR_DATABASE_CLOSED; some still answer from memory. */
gboolean xapc_db_close(XapcDb *db, GError **error);
/* Like closing, but an error of the last commit is lost: close or commit first where that matters. */
void xapc_db_free(XapcDb *db);

gboolean xapc_db_doc_count(XapcDb *db, guint32 *count, GError **error);
/* The highest document id ever used, which may be of a deleted document; 0 when none was. */
gboolean xapc_db_last_docid(XapcDb *db, guint32 *docid, GError **error);
/* Lengths are sums of wdf. */
gboolean xapc_db_average_length(XapcDb *db, double *length, GError **error);
gboolean xapc_db_total_length(XapcDb *db, guint64 *length, GError **error);
gboolean xapc_db_doc_length(XapcDb *db, guint32 docid, guint32 *length, GError **error);
/* Frequencies of what the database does not have are 0. */
gboolean xapc_db_term_freq(XapcDb *db, const char *term, guint32 *freq, GError **error);
gboolean xapc_db_collection_freq(XapcDb *db, const char *term, guint32 *freq, GError **error);
gboolean xapc_db_value_freq(XapcDb *db, guint32 slot, guint32 *freq, GError **error);
/* Bounds of the values in a slot: not always tight once documents were deleted; empty when none has one. */
GBytes *xapc_db_value_lower(XapcDb *db, guint32 slot, GError **error);
GBytes *xapc_db_value_upper(XapcDb *db, guint32 slot, GError **error);
char *xapc_db_uuid(XapcDb *db, GError **error);
/* Grows with every commit; XAPC_ERROR_INVALID_OPERATION on joined databases. */
gboolean xapc_db_revision(XapcDb *db, guint64 *revision, GError **error);
/* XAPC_ERROR_DOC_NOT_FOUND when there is none; its data and values are read when they are asked for. */
/* The value of a document, empty when it has none; whether there is such a document is not looked at. */
GBytes *xapc_db_value(XapcDb *db, guint32 docid, guint32 slot, GError **error);
XapcDoc *xapc_db_document(XapcDb *db, guint32 docid, GError **error);
/* A suggestion for a misspelt word, or NULL without error when there is none. */
char *xapc_db_spelling_suggestion(XapcDb *db, const char *word, guint max_edits, GError **error);

/* Empty bytes when the key has none, and setting empty bytes removes the key. */
GBytes *xapc_db_metadata(XapcDb *db, const char *key, GError **error);
gboolean xapc_db_set_metadata(XapcDb *db, const char *key, gconstpointer data, gsize length, GError **error);
XapcTerms *xapc_db_metadata_keys(XapcDb *db, const char *prefix, GError **error);

/* ---- writing; on a handle of xapc_db_open() these and xapc_db_set_metadata() fail with
 * XAPC_ERROR_INVALID_OPERATION ---- */

/* docid may be NULL. */
gboolean xapc_db_add_document(XapcDb *db, const XapcDoc *doc, guint32 *docid, GError **error);
/* Adds the document under this id when there is none. */
gboolean xapc_db_replace_document(XapcDb *db, guint32 docid, const XapcDoc *doc, GError **error);
/* Replaces all documents that have term by one, or adds it; docid may be NULL. */
gboolean xapc_db_replace_document_by_term(XapcDb *db, const char *term, const XapcDoc *doc, guint32 *docid,
                                          GError **error);
gboolean xapc_db_delete_document(XapcDb *db, guint32 docid, GError **error);
/* Deletes all documents that have term; none is no error. */
gboolean xapc_db_delete_document_by_term(XapcDb *db, const char *term, GError **error);
/* Words of one byte are never suggested and are passed over. */
gboolean xapc_db_add_spelling(XapcDb *db, const char *word, guint32 freq, GError **error);
gboolean xapc_db_remove_spelling(XapcDb *db, const char *word, guint32 freq, GError **error);
gboolean xapc_db_commit(XapcDb *db, GError **error); /* XAPC_ERROR_INVALID_OPERATION inside a transaction */
/* Begins a transaction, committing first what is pending: until xapc_db_commit_transaction(), which is
 * atomic, nothing of it reaches readers, and xapc_db_cancel_transaction() leaves the database as it was. When
 * committing fails the transaction is still open, to be cancelled, as closing does. */
gboolean xapc_db_begin(XapcDb *db, GError **error);
gboolean xapc_db_commit_transaction(XapcDb *db, GError **error);
gboolean xapc_db_cancel_transaction(XapcDb *db, GError **error);

/* Merges count databases into a new one at destination, which may be an empty directory but no database
 * (XAPC_ERROR_DATABASE_CREATE). Documents are renumbered in the order of the sources unless keep_docids,
 * which needs sources with disjoint ranges of ids (XAPC_ERROR_INVALID_OPERATION). Of metadata under the same
 * key the first source's is kept. What a failure leaves at destination is to be deleted. */
gboolean xapc_compact(const char *const *sources, gsize count, const char *destination, gboolean keep_docids,
                      GError **error);
/* Xapian's own consistency check of what is on disk: *problems is their number, *report (may be NULL) its
 * text. A database too damaged to be opened is an error instead. */
gboolean xapc_check(const char *path, gsize *problems, char **report, GError **error);

/* ---- documents ---- */

XapcDoc *xapc_doc_new(GError **error);
void xapc_doc_free(XapcDoc *doc);
/* Adds the term or, when the document has it, adds to its wdf; an increase of 0 makes a term for filters
 * only. */
gboolean xapc_doc_add_term(XapcDoc *doc, const char *term, guint32 wdf_increase, GError **error);
gboolean xapc_doc_add_posting(XapcDoc *doc, const char *term, guint32 position, guint32 wdf_increase,
                              GError **error);
/* XAPC_ERROR_INVALID_ARGUMENT when the document does not have it. */
gboolean xapc_doc_remove_term(XapcDoc *doc, const char *term, GError **error);
gboolean xapc_doc_clear_terms(XapcDoc *doc, GError **error);
/* Empty bytes remove the value. */
gboolean xapc_doc_set_value(XapcDoc *doc, guint32 slot, gconstpointer data, gsize length, GError **error);
GBytes *xapc_doc_value(XapcDoc *doc, guint32 slot, GError **error); /* empty when unset */
gboolean xapc_doc_set_data(XapcDoc *doc, gconstpointer data, gsize length, GError **error);
GBytes *xapc_doc_data(XapcDoc *doc, GError **error);
gboolean xapc_doc_id(XapcDoc *doc, guint32 *docid, GError **error); /* 0 unless it was read from a database */
/* The document must not be changed while the list is in use. */
XapcTerms *xapc_doc_terms(XapcDoc *doc, GError **error);

/* Numbers (NaN is none) as values that sort like the numbers (Xapian::sortable_serialise). */
GBytes *xapc_number_encode(double number);
double xapc_number_decode(gconstpointer data, gsize length);

/* ---- lists of terms, postings and values ----
 * while (xapc_terms_next(terms, &term, &e)) ...; at the end or on an error (e set) it returns FALSE, and from
 * then on always. Looking at the current entry when there is none is XAPC_ERROR_INVALID_OPERATION, and so is
 * what a kind of list does not know. */

XapcTerms *xapc_db_terms(XapcDb *db, const char *prefix, GError **error); /* "" gives all, in byte order */
gboolean xapc_terms_next(XapcTerms *terms, const char **term, GError **error); /* valid until the next call */
/* Makes next() give the first term >= term from the current one on; not for matching terms. */
gboolean xapc_terms_skip_to(XapcTerms *terms, const char *term, GError **error);
/* Of the current term: the documents that have it. Database terms, and terms of documents read from one. */
gboolean xapc_terms_freq(XapcTerms *terms, guint32 *term_freq, GError **error);
gboolean xapc_terms_wdf(XapcTerms *terms, guint32 *wdf, GError **error); /* document term lists only */
void xapc_terms_free(XapcTerms *terms);

XapcPostings *xapc_db_postings(XapcDb *db, const char *term, GError **error); /* "" gives every document */
gboolean xapc_postings_next(XapcPostings *postings, guint32 *docid, GError **error);
/* Makes next() give the first document >= docid from the current one on. */
gboolean xapc_postings_skip_to(XapcPostings *postings, guint32 docid, GError **error);
gboolean xapc_postings_wdf(XapcPostings *postings, guint32 *wdf, GError **error);
void xapc_postings_free(XapcPostings *postings);

/* The documents that have a value in a slot, in the order of their ids. */
XapcValues *xapc_db_values(XapcDb *db, guint32 slot, GError **error);
/* value: length bytes, not NUL-terminated, valid until the next call. */
gboolean xapc_values_next(XapcValues *values, guint32 *docid, const char **value, gsize *length,
                          GError **error);
/* Makes next() give the first document >= docid from the current one on. */
gboolean xapc_values_skip_to(XapcValues *values, guint32 docid, GError **error);
void xapc_values_free(XapcValues *values);

/* ---- queries: immutable, counted by reference; constructors take no ownership ---- */

typedef enum {
    XAPC_AND,
    XAPC_OR,
    XAPC_AND_NOT,
    XAPC_XOR,
    XAPC_AND_MAYBE,
    XAPC_FILTER,
    XAPC_NEAR,
    XAPC_PHRASE,
    XAPC_ELITE_SET,
    XAPC_SYNONYM,
    XAPC_MAX,
} XapcOp;

XapcQuery *xapc_query_all(GError **error);
XapcQuery *xapc_query_nothing(GError **error);
XapcQuery *xapc_query_term(const char *term, guint32 wqf, guint32 position, GError **error);
/* window: of XAPC_NEAR and XAPC_PHRASE in positions, or the set size of XAPC_ELITE_SET; 0 for the default,
 * and with every other operator. count 0 gives the empty query. XAPC_NEAR and XAPC_PHRASE take terms only
 * (XAPC_ERROR_UNIMPLEMENTED). */
XapcQuery *xapc_query_combine(XapcOp op, XapcQuery *const *queries, gsize count, guint32 window,
                              GError **error);
XapcQuery *xapc_query_pair(XapcOp op, XapcQuery *left, XapcQuery *right, GError **error);
XapcQuery *xapc_query_scale(XapcQuery *query, double factor, GError **error);
/* Documents with a value from lower to upper, both included; NULL leaves an end open, twice NULL is every
 * document. */
XapcQuery *xapc_query_value_range(guint32 slot, GBytes *lower, GBytes *upper, GError **error);
/* Terms that begin with prefix, combined by XAPC_SYNONYM, XAPC_OR or XAPC_MAX. When a database has more than
 * max_expansion (at least 1) of them, the search fails with XAPC_ERROR_WILDCARD: results that silently lack
 * some of the terms would be worse, and an expansion without limit can take seconds. */
XapcQuery *xapc_query_wildcard(const char *prefix, guint32 max_expansion, XapcOp combiner, GError **error);
/* Documents whose value in slot is not empty and passes the test; their weight is 0. It is called for each
 * document that the rest of the query leaves, so it must be fast, and it must not change what it looks at;
 * value is length bytes, valid during the call. user_data must outlive the query and every search for it. */
typedef gboolean (*XapcValueTest)(const char *value, gsize length, gpointer user_data);
XapcQuery *xapc_query_value_test(guint32 slot, XapcValueTest test, gpointer user_data, GError **error);
XapcQuery *xapc_query_ref(XapcQuery *query);
void xapc_query_free(XapcQuery *query);
gboolean xapc_query_is_empty(const XapcQuery *query); /* matches nothing, by construction */
guint32 xapc_query_length(const XapcQuery *query);    /* the sum of its terms' wqf */
/* Xapian's notation, for people; not a form to be read back. */
char *xapc_query_describe(const XapcQuery *query, GError **error);

/* ---- enquiries ---- */

XapcEnquire *xapc_enquire_new(XapcDb *db, GError **error);
void xapc_enquire_free(XapcEnquire *enquire);
gboolean xapc_enquire_set_query(XapcEnquire *enquire, const XapcQuery *query, GError **error);
/* Parameters must be finite. Without any of these three the weights are BM25's with Xapian's defaults. */
gboolean xapc_enquire_set_bm25(XapcEnquire *e, double k1, double k2, double k3, double b, double min_normlen,
                               GError **error);
gboolean xapc_enquire_set_ineb2(XapcEnquire *enquire, double c, GError **error); /* c > 0 */
gboolean xapc_enquire_set_boolean(XapcEnquire *enquire, GError **error);         /* every weight 0 */
typedef enum { XAPC_DOCID_ASCENDING, XAPC_DOCID_DESCENDING, XAPC_DOCID_ANY } XapcDocidOrder;
gboolean xapc_enquire_set_docid_order(XapcEnquire *enquire, XapcDocidOrder order, GError **error);
/* Drops hits below percent (0 to 100) of the best or below weight; a percentage and a sort by value exclude
 * each other (XAPC_ERROR_UNIMPLEMENTED from the search). */
gboolean xapc_enquire_set_cutoff(XapcEnquire *enquire, int percent, double weight, GError **error);
/* Keeps the best keep hits of each value in slot; 0 ends collapsing. */
gboolean xapc_enquire_set_collapse(XapcEnquire *enquire, guint32 slot, guint32 keep, GError **error);
typedef enum {
    XAPC_SORT_RELEVANCE,
    XAPC_SORT_VALUE,
    XAPC_SORT_VALUE_THEN_RELEVANCE,
    XAPC_SORT_RELEVANCE_THEN_VALUE,
} XapcSort;
/* reverse: highest value first. */
gboolean xapc_enquire_set_sort(XapcEnquire *enquire, XapcSort sort, guint32 slot, gboolean reverse,
                               GError **error);
/* A spy counts the values of a slot over the matching documents a search looks at: all of them when its
 * check_at_least is the size of the database. It goes on counting from search to search. */
XapcSpy *xapc_spy_new(guint32 slot, GError **error);
void xapc_spy_free(XapcSpy *spy);
gboolean xapc_enquire_add_spy(XapcEnquire *enquire, XapcSpy *spy, GError **error);
gboolean xapc_enquire_clear_spies(XapcEnquire *enquire, GError **error);
gboolean xapc_spy_total(const XapcSpy *spy, guint32 *total,
                        GError **error); /* documents seen, with a value or not */
/* The commonest values, at most max, most frequent first and equally frequent ones in byte order; value is
 * not NUL-terminated text but length bytes, valid during the call. FALSE stops. */
typedef gboolean (*XapcValueFunc)(const char *value, gsize length, guint32 count, gpointer user_data);
gboolean xapc_spy_top(XapcSpy *spy, guint32 max, XapcValueFunc func, gpointer user_data, GError **error);
/* Appends the numbers of all documents that match (guint32, ascending) and their weights (double), without
 * bringing them into an order; of a single database that no other process serves. The enquiry sorts
 * by relevance then. */
gboolean xapc_enquire_collect(XapcEnquire *enquire, GArray *docids, GArray *weights, GError **error);
/* Hits first to first + max - 1. The counts are exact when fewer than check_at_least documents match. */
XapcMset *xapc_enquire_search(XapcEnquire *enquire, guint32 first, guint32 max, guint32 check_at_least,
                              GError **error);
/* The query's terms that a document has. */
XapcTerms *xapc_enquire_matching_terms(XapcEnquire *enquire, guint32 docid, GError **error);

typedef struct {
    guint32 docid;
    guint32 rank;           /* from 0 over all hits, not over this page */
    guint32 collapse_count; /* hits hidden behind this one: a lower bound */
    int percent;
    double weight;
} XapcHit;

void xapc_mset_free(XapcMset *mset);
guint32 xapc_mset_size(const XapcMset *mset);
void xapc_mset_counts(const XapcMset *mset, guint32 *lower, guint32 *estimated,
                      guint32 *upper); /* each may be NULL */
/* index counts within the page; XAPC_ERROR_RANGE when it has no such hit. */
gboolean xapc_mset_hit(const XapcMset *mset, guint32 index, XapcHit *hit, GError **error);
/* The value by which the hit was collapsed, empty when it has none. */
GBytes *xapc_mset_collapse_key(const XapcMset *mset, guint32 index, GError **error);
/* The value that the hit was sorted by; empty when it has none, and where values are not sorted by. */
GBytes *xapc_mset_sort_key(const XapcMset *mset, guint32 index, GError **error);
XapcDoc *xapc_mset_document(const XapcMset *mset, guint32 index, GError **error);
double xapc_mset_max_possible(const XapcMset *mset);

/* ---- stemming ---- */

XapcStem *xapc_stem_new(const char *language,
                        GError **error); /* "en", "english", ...; "none" changes nothing */
void xapc_stem_free(XapcStem *stem);
/* Stems one lower-case UTF-8 word of length bytes, appending to out. */
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
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcValues, xapc_values_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC(XapcStem, xapc_stem_free)

G_END_DECLS

#endif
