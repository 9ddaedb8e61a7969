/* Documents: terms, values and data, in memory until a database takes them. */
#include "xapian-c/handles.hh"

using xapc::checked_slot;
using xapc::checked_term;
using xapc::guard;

XapcDoc *xapc_doc_new(GError **error)
{
    return guard(error, [] { return new XapcDoc{}; });
}

void xapc_doc_free(XapcDoc *doc)
{
    xapc::release(doc);
}

gboolean xapc_doc_add_term(XapcDoc *doc, const char *term, guint32 wdf_increase, GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.add_term(checked_term(term), wdf_increase);
        return TRUE;
    });
}

gboolean xapc_doc_add_posting(XapcDoc *doc, const char *term, guint32 position, guint32 wdf_increase,
                              GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.add_posting(checked_term(term), position, wdf_increase);
        return TRUE;
    });
}

gboolean xapc_doc_remove_term(XapcDoc *doc, const char *term, GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.remove_term(checked_term(term));
        return TRUE;
    });
}

gboolean xapc_doc_clear_terms(XapcDoc *doc, GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.clear_terms();
        return TRUE;
    });
}

gboolean xapc_doc_set_value(XapcDoc *doc, guint32 slot, gconstpointer data, gsize length, GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.add_value(checked_slot(slot), xapc::bytes_to_string(data, length));
        return TRUE;
    });
}

GBytes *xapc_doc_value(XapcDoc *doc, guint32 slot, GError **error)
{
    return guard(error, [&] { return xapc::string_to_bytes(doc->document.get_value(checked_slot(slot))); });
}

gboolean xapc_doc_set_data(XapcDoc *doc, gconstpointer data, gsize length, GError **error)
{
    return guard(error, [&]() -> gboolean {
        doc->document.set_data(xapc::bytes_to_string(data, length));
        return TRUE;
    });
}

GBytes *xapc_doc_data(XapcDoc *doc, GError **error)
{
    return guard(error, [&] { return xapc::string_to_bytes(doc->document.get_data()); });
}

gboolean xapc_doc_id(XapcDoc *doc, guint32 *docid, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *docid = doc->document.get_docid();
        return TRUE;
    });
}
