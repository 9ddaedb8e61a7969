/* Numbers as byte strings that sort like the numbers. */
#include "xapian-c/handles.hh"

#include <cmath>

GBytes *xapc_number_encode(double number)
{
    g_assert(!std::isnan(number));
    return xapc::guard(nullptr, [&] { return xapc::string_to_bytes(Xapian::sortable_serialise(number)); });
}

double xapc_number_decode(gconstpointer data, gsize length)
{
    return xapc::guard(nullptr,
                       [&] { return Xapian::sortable_unserialise(xapc::bytes_to_string(data, length)); });
}
