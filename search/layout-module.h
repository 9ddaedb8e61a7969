/* What the module that Graphviz is in gives to layout.h. */
#ifndef OSINT_SEARCH_LAYOUT_MODULE_H
#define OSINT_SEARCH_LAYOUT_MODULE_H

#include "search/layout.h"

G_BEGIN_DECLS

#define OSINT_LAYOUT_SYMBOL "osint_layout_module"
#define OSINT_LAYOUT_FILE "osint-layout.so"

typedef struct {
    const char *program; /* OSINT_VERSION of the program it was made for */
    gsize box, tie;      /* sizes of what is handed over */
    /* Sets x and y in points. from_here: they are set, and only moved as far as boxes overlap. Returns
     * whether it could. */
    gboolean (*place)(OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties, guint ties_count,
                      gboolean from_here);
} OsintLayoutModule;

G_END_DECLS

#endif
