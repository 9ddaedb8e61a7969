/* The border that no exception crosses.
 *
 * The body of every extern "C" function of the binding is a lambda run by guard(); whatever it throws is
 * turned into a GError by the one translator, and the function returns FALSE, NULL or 0. */
#ifndef XAPIAN_C_GUARD_HH
#define XAPIAN_C_GUARD_HH

#include <glib.h>

namespace xapc
{

/* Only inside a catch block: describes the exception being handled in *error (which may be NULL). */
void translate_exception(GError **error) noexcept;

template <class Body> auto guard(GError **error, Body &&body) noexcept -> decltype(body())
{
    try {
        return body();
    } catch (...) {
        translate_exception(error);
        return decltype(body())();
    }
}

} // namespace xapc

#endif
