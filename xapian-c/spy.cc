/* Spies: counts of the values that matching documents have in a slot. */
#include "xapian-c/handles.hh"

using xapc::guard;

XapcSpy *xapc_spy_new(guint32 slot, GError **error)
{
    return guard(error, [&] {
        return new XapcSpy{std::make_shared<Xapian::ValueCountMatchSpy>(xapc::checked_slot(slot))};
    });
}

void xapc_spy_free(XapcSpy *spy)
{
    xapc::release(spy);
}

gboolean xapc_spy_total(const XapcSpy *spy, guint32 *total, GError **error)
{
    return guard(error, [&]() -> gboolean {
        *total = static_cast<guint32>(spy->counts->get_total());
        return TRUE;
    });
}

gboolean xapc_spy_top(XapcSpy *spy, guint32 max, XapcValueFunc func, gpointer user_data, GError **error)
{
    return guard(error, [&]() -> gboolean {
        for (auto at = spy->counts->top_values_begin(max); at != spy->counts->top_values_end(max); ++at) {
            std::string value = *at;
            if (!func(value.data(), value.size(), at.get_termfreq(), user_data))
                break;
        }
        return TRUE;
    });
}
