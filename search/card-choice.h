/* The one entity that a card is about. */
#ifndef OSINT_SEARCH_CARD_CHOICE_H
#define OSINT_SEARCH_CARD_CHOICE_H

#include "search/engine.h"

G_BEGIN_DECLS

/* The entity that the search asks for outside NOT; of several with the name that was used, the one whose id
 * it is. OSINT_QUERY_ERROR with the choices when there are several, or none. */
const OsintQueryEntity *osint_card_choose(const OsintSearch *search, GError **error);

G_END_DECLS

#endif
