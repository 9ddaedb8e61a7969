/* Stems: the form under which a plain word is indexed and asked for, remembered for each word seen. */
#ifndef OSINT_TEXT_STEMS_H
#define OSINT_TEXT_STEMS_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintStems OsintStems;

/* The stemmer for a language, by its primary subtag ("en"): that language's own where Xapian has one, else
 * English, since the plain words of a text in another script are mostly English. "en" for NULL. */
const char *osint_stems_language(const char *language);

/* language as returned by osint_stems_language(). */
OsintStems *osint_stems_new(const char *language);
void osint_stems_free(OsintStems *stems);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintStems, osint_stems_free)

/* Whether every word begins with the first byte of its term; some languages' stemmers take beginnings off. */
gboolean osint_stems_keep_first_letter(const OsintStems *stems);

/* The terms of a word, owned by stems: the stem of its folded form, and where it has accents or other marks
 * that the language's endings are told by, the folded form of its stem; NULL where that is the same. The word
 * itself when it has digits. A word longer than a term may be is cut and made unique by a hash. */
typedef struct {
    const char *folded; /* the word as it is compared with others */
    const char *term;
    const char *accented; /* or NULL */
} OsintWordTerms;

/* lower: by osint_word_lower(). Good until the next call with the same stems. */
OsintWordTerms osint_stems_word(OsintStems *stems, const char *lower);
/* The term of a word without accents. Owned by stems, good until the next call. */
const char *osint_stems_term(OsintStems *stems, const char *folded);

/* Whether term is the term of a folded word, which is not remembered. */
gboolean osint_stems_is_term(OsintStems *stems, const char *folded, const char *term);

/* Calls func with every term of text[0, length): one or two for a plain word, single characters and
 * overlapping pairs for a CJK run (what a tower of marks makes too long is left out). Without stems (NULL)
 * plain words are only folded, and of any length. */
typedef void (*OsintTermFunc)(const char *term, gpointer user_data);
void osint_stems_terms(OsintStems *stems, const char *text, gsize length, OsintTermFunc func,
                       gpointer user_data);

/* The same with numbers of terms, which cost less to count than strings: dense, from 0, and the same ones
 * until the stems are trimmed or asked for a single word. Not without stems. */
typedef void (*OsintTermNumberFunc)(guint32 term, gpointer user_data);
void osint_stems_term_numbers(OsintStems *stems, const char *text, gsize length, OsintTermNumberFunc func,
                              gpointer user_data);
const char *osint_stems_string(const OsintStems *stems, guint32 term);
/* Forgets all words and terms when many are remembered; TRUE when it did. To be called between texts. */
gboolean osint_stems_trim(OsintStems *stems);

/* Names the way words become terms; stored in the index and changed whenever that changes. */
const char *osint_terms_version(void);

G_END_DECLS

#endif
