/* Common words: function words and question words, which name nothing. */
#ifndef OSINT_TEXT_COMMON_WORDS_H
#define OSINT_TEXT_COMMON_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

/* language: as osint_stems_language() returns it; folded: a word. */
gboolean osint_is_common_word(const char *language, const char *folded);

/* In any of the languages. */
gboolean osint_is_common_somewhere(const char *folded);

/* The language whose common words the words of a question are: the one of languages (NULL-terminated) that
 * has most of them, English where no other has more; a language other than English must have two at least,
 * since a single one may well be a word of another ("die hard"). words: folded, NULL-terminated. */
const char *osint_common_words_language(const char *const *languages, const char *const *words);

G_END_DECLS

#endif
