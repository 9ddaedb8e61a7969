/* What stands round a name: the words before and after it, and whether its capitals say anything there. */
#ifndef OSINT_ENTITIES_DECIDING_SURROUNDINGS_H
#define OSINT_ENTITIES_DECIDING_SURROUNDINGS_H

#include "indexer/entities/matching/trie.h"

G_BEGIN_DECLS

#define OSINT_NEIGHBOURS 3
#define OSINT_NEIGHBOUR_BYTES 48

typedef struct {
    guint32 start; /* bytes in the text */
    guint32 end;
    guint kinds;   /* OSINT_THREAT_... */
    gunichar mark; /* what parts it from its neighbour towards the name: , ( . and so on; 0 for a space,
                      a hyphen, quotation or emphasis */
    gboolean capital;
    gboolean cjk;
    char folded[OSINT_NEIGHBOUR_BYTES]; /* "" when it is longer */
} OsintNeighbour;

typedef struct {
    OsintNeighbour before[OSINT_NEIGHBOURS]; /* the nearest first */
    OsintNeighbour after[OSINT_NEIGHBOURS];
    guint befores;
    guint afters;
    guint inside;        /* OSINT_THREAT_... of the name's own words */
    gboolean begins;     /* a sentence, a line or a cell begins with the name */
    gboolean capital;    /* every word of the name begins with one, but for words of the field */
    gboolean capitals;   /* no letter of the name is small */
    gboolean possessive; /* "'s" follows */
    gboolean quoted;     /* between quotation marks */
} OsintSurroundings;

/* Of text[start, end); text is valid UTF-8. Looks a few hundred bytes either way at most. */
void osint_surroundings_of(const char *text, guint32 start, guint32 end, OsintSurroundings *surroundings);
/* Whether the line has capitals throughout, so that one more says nothing. */
gboolean osint_stands_in_title(const char *text, guint32 start, guint32 end);
/* Only `capital` of it. */
gboolean osint_has_capitals(const char *text, guint32 start, guint32 end);
/* Whether a name is written with the capitals that its list gives it. */
gboolean osint_has_its_capitals(const char *text, guint32 start, guint32 end, const OsintPhrase *phrase);
/* Whether a mark ends a sentence or a cell of a table. */
gboolean osint_mark_stops(gunichar mark);

G_END_DECLS

#endif
