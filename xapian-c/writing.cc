/* Writing: opening for it, documents, metadata, spellings, commits and transactions. */
#include "xapian-c/handles.hh"

using xapc::checked_term;
using xapc::guard;

namespace
{

int open_action(XapcOpenMode mode)
{
    switch (mode) {
    case XAPC_CREATE_OR_OPEN:
        return Xapian::DB_CREATE_OR_OPEN;
    case XAPC_CREATE:
        return Xapian::DB_CREATE;
    case XAPC_CREATE_OR_OVERWRITE:
        return Xapian::DB_CREATE_OR_OVERWRITE;
    case XAPC_OPEN:
        return Xapian::DB_OPEN;
    }
    throw Xapian::InvalidArgumentError("unknown open mode " + std::to_string(mode));
}

int open_flags(XapcDbFlags flags)
{
    return ((flags & XAPC_DB_NO_SYNC) != 0 ? Xapian::DB_NO_SYNC : 0) |
           ((flags & XAPC_DB_DANGEROUS) != 0 ? Xapian::DB_DANGEROUS : 0) |
           ((flags & XAPC_DB_NO_TERMLIST) != 0 ? Xapian::DB_NO_TERMLIST : 0);
}

Xapian::WritableDatabase &writer_of(XapcDb *db)
{
    if (!db->writer)
        throw Xapian::InvalidOperationError("the database is open for reading only");
    return *db->writer;
}

/* Runs a change that gives nothing back. */
template <class Change> gboolean change(XapcDb *db, GError **error, Change &&body)
{
    return guard(error, [&]() -> gboolean {
        body(writer_of(db));
        return TRUE;
    });
}

} // namespace

XapcDb *xapc_db_open_writable(const char *path, XapcOpenMode mode, XapcDbFlags flags, GError **error)
{
    return guard(error, [&] {
        auto writer = std::make_unique<Xapian::WritableDatabase>(path, open_action(mode) | open_flags(flags));
        Xapian::Database shared(*writer);
        return new XapcDb{std::move(shared), std::move(writer), false};
    });
}

gboolean xapc_db_add_document(XapcDb *db, const XapcDoc *doc, guint32 *docid, GError **error)
{
    return change(db, error, [&](Xapian::WritableDatabase &writer) {
        Xapian::docid added = writer.add_document(doc->document);
        if (docid != nullptr)
            *docid = added;
    });
}

gboolean xapc_db_replace_document(XapcDb *db, guint32 docid, const XapcDoc *doc, GError **error)
{
    return change(db, error,
                  [&](Xapian::WritableDatabase &writer) { writer.replace_document(docid, doc->document); });
}

gboolean xapc_db_replace_document_by_term(XapcDb *db, const char *term, const XapcDoc *doc, guint32 *docid,
                                          GError **error)
{
    return change(db, error, [&](Xapian::WritableDatabase &writer) {
        Xapian::docid replaced = writer.replace_document(checked_term(term), doc->document);
        if (docid != nullptr)
            *docid = replaced;
    });
}

gboolean xapc_db_delete_document(XapcDb *db, guint32 docid, GError **error)
{
    return change(db, error, [&](Xapian::WritableDatabase &writer) { writer.delete_document(docid); });
}

gboolean xapc_db_delete_document_by_term(XapcDb *db, const char *term, GError **error)
{
    return change(db, error,
                  [&](Xapian::WritableDatabase &writer) { writer.delete_document(checked_term(term)); });
}

gboolean xapc_db_set_metadata(XapcDb *db, const char *key, gconstpointer data, gsize length, GError **error)
{
    return change(db, error, [&](Xapian::WritableDatabase &writer) {
        writer.set_metadata(checked_term(key), xapc::bytes_to_string(data, length));
    });
}

gboolean xapc_db_add_spelling(XapcDb *db, const char *word, guint32 freq, GError **error)
{
    return change(db, error,
                  [&](Xapian::WritableDatabase &writer) { writer.add_spelling(checked_term(word), freq); });
}

gboolean xapc_db_remove_spelling(XapcDb *db, const char *word, guint32 freq, GError **error)
{
    return change(db, error, [&](Xapian::WritableDatabase &writer) {
        writer.remove_spelling(checked_term(word), freq);
    });
}

gboolean xapc_db_commit(XapcDb *db, GError **error)
{
    return change(db, error, [](Xapian::WritableDatabase &writer) { writer.commit(); });
}

gboolean xapc_db_begin(XapcDb *db, GError **error)
{
    return change(db, error, [](Xapian::WritableDatabase &writer) { writer.begin_transaction(true); });
}

gboolean xapc_db_commit_transaction(XapcDb *db, GError **error)
{
    return change(db, error, [](Xapian::WritableDatabase &writer) {
        try {
            writer.commit_transaction();
        } catch (const Xapian::InvalidOperationError &) {
            throw;
        } catch (...) {
            /* Xapian has left the transaction with all that is pending, and would commit it when the database
             * is closed: after an error nobody knows which of it is in the files already. */
            writer.begin_transaction(false);
            throw;
        }
    });
}

gboolean xapc_db_cancel_transaction(XapcDb *db, GError **error)
{
    return change(db, error, [](Xapian::WritableDatabase &writer) { writer.cancel_transaction(); });
}
