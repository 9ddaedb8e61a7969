/* Edits: how far one word is from another, and which words of a sorted list are near one.
 *
 * An edit is an insertion, a deletion, a replacement or a swap of two neighbours, of characters; no place is
 * edited twice (the optimal string alignment distance). */
#ifndef OSINT_TEXT_EDITS_H
#define OSINT_TEXT_EDITS_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_EDITS_LONGEST 200 /* characters; a longer word is near nothing, itself included */

/* Whether two words, valid UTF-8, are within a number of edits. */
gboolean osint_word_within_edits(const char *a, const char *b, guint edits);
/* How many edits apart they are; most + 1 when it is more than most. */
guint osint_word_edits(const char *a, const char *b, guint most);

/* A walk over a list of words in byte order that passes over the stretches where nothing can be near. */
typedef struct OsintEditWalk OsintEditWalk;

typedef enum {
    OSINT_EDIT_WALK_NEAR,    /* the word is near */
    OSINT_EDIT_WALK_GO_ON,   /* it is not; look at the next one */
    OSINT_EDIT_WALK_SKIP_TO, /* it is not, nor is any before osint_edit_walk_target() */
    OSINT_EDIT_WALK_END,     /* it is not, nor is any after it */
} OsintEditStep;

/* shortest: a word is also near that is within the edits of one of word's beginnings of so many characters or
 * more; G_MAXUINT: the whole word alone counts. loose: so is one that is near without its last character.
 * NULL when word is too long or no valid UTF-8.
 *
 * Characters of Chinese, Japanese and Korean that word does not have are taken for near nothing: a list of
 * terms has many of them, and none is part of a plain word. */
OsintEditWalk *osint_edit_walk_new(const char *word, guint shortest, gboolean loose, guint edits);
void osint_edit_walk_free(OsintEditWalk *walk);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintEditWalk, osint_edit_walk_free)

/* Looks at a word of the list; each is greater than the one before. */
OsintEditStep osint_edit_walk_step(OsintEditWalk *walk, const char *word);
/* After SKIP_TO: the least string that may be the beginning of a word that is near. Owned by the walk. */
const char *osint_edit_walk_target(const OsintEditWalk *walk);
/* The word looked at last, in characters: how many edits its first `depth` characters are from the first
 * `beginning` of the walk's word; more than the walk's edits when it is too far. */
guint osint_edit_walk_edits(const OsintEditWalk *walk, guint depth, guint beginning);
/* Of a word that is near: how many edits it takes. */
guint osint_edit_walk_least(const OsintEditWalk *walk);

G_END_DECLS

#endif
