/* Which words of a text are neighbours, in few bytes: the signature of an article's pairs.
 *
 * A signature may say that a pair is there when it is not (about one time in a hundred), never the other way
 * round, so phrases are looked for only in articles whose signature has all of their pairs. Words count in
 * their very form (folded, without an English possessive ending), not as stems. */
#ifndef OSINT_TEXT_PAIRS_H
#define OSINT_TEXT_PAIRS_H

#include <glib.h>

G_BEGIN_DECLS

/* Appends the hash (guint32) of every pair of plain words of a text that have none between them. */
void osint_pairs_append(const char *text, GArray *hashes);

/* The signature of pairs (guint32: their hashes, brought into order and each left once): empty for none; a
 * text of too many pairs has the signature that has every pair. */
GBytes *osint_pairs_signature(GArray *hashes);

gboolean osint_pairs_may_have(gconstpointer signature, gsize length, guint32 hash);

G_END_DECLS

#endif
