/* A network as a picture: which of it is drawn, and where. Lengths are pixels, y grows downwards. */
#ifndef OSINT_SEARCH_PICTURE_H
#define OSINT_SEARCH_PICTURE_H

#include "search/network.h"

G_BEGIN_DECLS

#define OSINT_PICTURE_FONT 15 /* pixels */
#define OSINT_PICTURE_LINE 17
#define OSINT_PICTURE_LINES 2

/* A kind of entities as it is drawn: the kinds and signs of the web page. */
typedef struct {
    const char *name; /* "actor", a class of the style sheet */
    const char *path; /* of its sign, in a square from -1 to 1; holes by the even-odd rule */
} OsintPictureKind;

typedef struct {
    const OsintNetworkNode *node;
    const OsintPictureKind *kind;
    double x, y, radius;              /* of its sign */
    char *lines[OSINT_PICTURE_LINES]; /* of its name, cut short where it is long; NULL behind the last */
    double baseline;                  /* y of the first */
} OsintPictureNode;

typedef struct {
    const OsintNetworkEdge *edge;
    guint from, to; /* nodes of the picture */
    double width;
} OsintPictureEdge;

typedef struct {
    double width, height;
    GArray *nodes; /* OsintPictureNode */
    GArray *edges; /* OsintPictureEdge: the strongest last, above the others */
} OsintPicture;

typedef struct {
    guint nodes, edges; /* at most */
    double aspect;      /* about so many times as wide as high */
} OsintPictureLimits;

/* The first edges of the network, as far as their entities are within the limits. The network must outlive
 * the picture. Fails with OSINT_LAYOUT_ERROR. */
OsintPicture *osint_picture_new(const OsintNetwork *network, const OsintPictureLimits *limits,
                                GError **error);
void osint_picture_free(OsintPicture *picture);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintPicture, osint_picture_free)

const OsintPictureNode *osint_picture_node(const OsintPicture *picture, guint node);
const OsintPictureEdge *osint_picture_edge(const OsintPicture *picture, guint edge);
/* For a type of entities; what is of no other kind is "other". */
const OsintPictureKind *osint_picture_kind(const char *type);

G_END_DECLS

#endif
