/* Where the boxes of a drawn network go: laid out by Graphviz, which is given sizes and never a name.
 *
 * Graphviz is in a module of its own that is loaded when a network is drawn, so that nothing else waits for
 * it. What closes files to the program (a sandbox) calls osint_layout_load() before, when a network may be
 * drawn after it; laying out then needs memory and processor time alone. */
#ifndef OSINT_SEARCH_LAYOUT_H
#define OSINT_SEARCH_LAYOUT_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_LAYOUT_ERROR (osint_layout_error_quark())
GQuark osint_layout_error_quark(void);
typedef enum {
    OSINT_LAYOUT_ERROR_MISSING, /* there is no module, or not the libraries that it needs */
    OSINT_LAYOUT_ERROR_FAILED,
} OsintLayoutError;

#define OSINT_LAYOUT_BOXES 200 /* at most */
#define OSINT_LAYOUT_TIES 600
#define OSINT_LAYOUT_SIDE 2000 /* of a box, at most */

/* Any unit of length. */
typedef struct {
    double width, height;
    double x, y; /* the centre, set by the layout; y grows downwards */
} OsintLayoutBox;

typedef struct {
    guint from, to; /* boxes */
    double length;  /* from 1: how far apart they are wanted, times the shortest */
} OsintLayoutTie;

/* file: the module; NULL: the one that is installed with the program. Does nothing when one is loaded. */
gboolean osint_layout_load(const char *file, GError **error);

/* Places boxes so that none overlaps another, in a field of about that width a height; its corner is 0, 0 and
 * *width and *height become its size. The same input always gives the same places. Loads the module. */
gboolean osint_layout_place(OsintLayoutBox *boxes, guint boxes_count, const OsintLayoutTie *ties,
                            guint ties_count, double aspect, double *width, double *height, GError **error);

G_END_DECLS

#endif
