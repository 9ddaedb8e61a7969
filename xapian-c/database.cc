/* Databases: opening, closing, statistics and what is read by document id. */
#include "xapian-c/handles.hh"

using xapc::checked_slot;
using xapc::checked_term;
using xapc::guard;

XapcDb *xapc_db_open(const char *path, GError **error)
{
    return guard(error, [&] { return new XapcDb{Xapian::Database(path), nullptr, false}; });
}

XapcDb *xapc_db_open_remote(const char *host, guint port, guint timeout, guint connect_timeout,
                            GError **error)
{
    return guard(error, [&] {
        return new XapcDb{Xapian::Remote::open(host, port, timeout, connect_timeout), nullptr, true};
    });
}

static void add(XapcDb &db, const XapcDb &other)
{
    db.database.add_database(other.database);
    db.remote = db.remote || other.remote;
}

XapcDb *xapc_db_join(XapcDb *const *dbs, gsize count, GError **error)
{
    return guard(error, [&] {
        auto joined = std::make_unique<XapcDb>();
        for (gsize i = 0; i < count; i++) {
            add(*joined, *dbs[i]);
        }
        return joined.release();
    });
}

gboolean xapc_db_is_remote(const XapcDb *db)
{
    return db->remote;
}

gboolean xapc_db_add_database(XapcDb *db, XapcDb *other, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (db->writer)
            throw Xapian::InvalidOperationError(
                "a database that is written to cannot be joined with another");
        add(*db, *other);
        return TRUE;
    });
}

gboolean xapc_db_reopen(XapcDb *db, gboolean *changed, GError **error)
{
    return guard(error, [&]() -> gboolean {
        bool reopened = db->database.reopen();
        if (changed != nullptr)
            *changed = reopened;
        return TRUE;
    });
}

gboolean xapc_db_close(XapcDb *db, GError **error)
{
    return guard(error, [&]() -> gboolean {
        if (db->writer)
            db->writer->close();
        else
            db->database.close();
        return TRUE;
    });
}

void xapc_db_free(XapcDb *db)
{
    xapc::release(db);
}

gboolean xapc_db_doc_count(XapcDb *db, guint32 *count, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *count = db->database.get_doccount();
        return TRUE;
    });
}

gboolean xapc_db_last_docid(XapcDb *db, guint32 *docid, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *docid = db->database.get_lastdocid();
        return TRUE;
    });
}

gboolean xapc_db_average_length(XapcDb *db, double *length, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *length = db->database.get_average_length();
        return TRUE;
    });
}

gboolean xapc_db_total_length(XapcDb *db, guint64 *length, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *length = db->database.get_total_length();
        return TRUE;
    });
}

gboolean xapc_db_doc_length(XapcDb *db, guint32 docid, guint32 *length, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *length = db->database.get_doclength(docid);
        return TRUE;
    });
}

gboolean xapc_db_term_freq(XapcDb *db, const char *term, guint32 *freq, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *freq = db->database.get_termfreq(checked_term(term));
        return TRUE;
    });
}

gboolean xapc_db_collection_freq(XapcDb *db, const char *term, guint32 *freq, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *freq = db->database.get_collection_freq(checked_term(term));
        return TRUE;
    });
}

gboolean xapc_db_value_freq(XapcDb *db, guint32 slot, guint32 *freq, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *freq = db->database.get_value_freq(checked_slot(slot));
        return TRUE;
    });
}

GBytes *xapc_db_value_lower(XapcDb *db, guint32 slot, GError **error)
{
    return guard(
        error, [&] { return xapc::string_to_bytes(db->database.get_value_lower_bound(checked_slot(slot))); });
}

GBytes *xapc_db_value_upper(XapcDb *db, guint32 slot, GError **error)
{
    return guard(
        error, [&] { return xapc::string_to_bytes(db->database.get_value_upper_bound(checked_slot(slot))); });
}

char *xapc_db_uuid(XapcDb *db, GError **error)
{
    return guard(error, [&] { return xapc::string_to_c(db->database.get_uuid()); });
}

gboolean xapc_db_revision(XapcDb *db, guint64 *revision, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *revision = db->database.get_revision();
        return TRUE;
    });
}

GBytes *xapc_db_value(XapcDb *db, guint32 docid, guint32 slot, GError **error)
{
    return guard(error, [&] {
        return xapc::string_to_bytes(
            db->database.get_document(docid, Xapian::DOC_ASSUME_VALID).get_value(checked_slot(slot)));
    });
}

XapcDoc *xapc_db_document(XapcDb *db, guint32 docid, GError **error)
{
    return guard(error, [&] { return new XapcDoc{db->database.get_document(docid)}; });
}

char *xapc_db_spelling_suggestion(XapcDb *db, const char *word, guint max_edits, GError **error)
{
    return guard(error, [&]() -> char * {
        std::string suggestion = db->database.get_spelling_suggestion(word, max_edits);
        return suggestion.empty() ? nullptr : xapc::string_to_c(suggestion);
    });
}

GBytes *xapc_db_metadata(XapcDb *db, const char *key, GError **error)
{
    return guard(error, [&] { return xapc::string_to_bytes(db->database.get_metadata(checked_term(key))); });
}
