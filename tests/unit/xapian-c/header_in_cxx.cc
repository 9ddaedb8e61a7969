/* The binding's header alone, as C++17. */
#include "xapian-c/xapian-c.h"

#ifdef XAPIAN_INCLUDED_VERSION_H
#error "xapian-c.h must not include xapian.h"
#endif

extern "C" int header_in_cxx(void);

int header_in_cxx(void)
{
    return static_cast<int>(sizeof(XapcHit)) + static_cast<int>(XAPC_ERROR_UNKNOWN) +
           static_cast<int>(XAPC_MAX);
}
