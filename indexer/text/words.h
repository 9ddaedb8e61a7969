/* Words: what a text is made of, for indexing, for asking and for finding a query's words in a text.
 *
 * A word is a run of letters, digits and marks, with an English ending after an apostrophe ("people's");
 * hyphens, underscores, other apostrophes and full stops separate, but initials with full stops are one word
 * ("U.S."). What is not seen (soft hyphens, joiners) is no part of the writing. A run of a script that puts
 * no spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) or whose words are made of parts
 * (Korean) is one word of kind OSINT_WORD_CJK. */
#ifndef OSINT_TEXT_WORDS_H
#define OSINT_TEXT_WORDS_H

#include <glib.h>

G_BEGIN_DECLS

typedef enum { OSINT_WORD_PLAIN, OSINT_WORD_CJK } OsintWordKind;

typedef struct {
    guint32 start; /* bytes */
    guint32 end;
    OsintWordKind kind;
} OsintWord;

typedef struct {
    const char *text;
    guint32 length;
    guint32 at;
} OsintWordIter;

/* text need not be NUL-terminated; invalid UTF-8 separates words. */
void osint_words_init(OsintWordIter *iter, const char *text, gsize length);
gboolean osint_words_next(OsintWordIter *iter, OsintWord *word);

/* Appends what a word is stemmed in: NFKC, lower case, apostrophes of every form straight, variation
 * selectors and what is not seen gone, as are the full stops of initials. An invalid byte is U+FFFD. */
void osint_word_lower(const char *text, gsize length, GString *out);

/* Appends the folded form, under which a word is found: as osint_word_lower() has it, with its full stops;
 * marks of Latin, Greek, Arabic and Hebrew letters gone, variants of a letter one, digits ASCII. What is
 * folded stays as it is when it is folded again. */
void osint_word_fold(const char *text, gsize length, GString *out);

/* Steps over one character of a CJK run (with the marks that belong to it; a Korean syllable typed as letters
 * is one, and so is a Thai consonant with its vowels) at *at < end and appends its folded form. */
void osint_cjk_next(const char *text, guint32 *at, guint32 end, GString *out);

/* The character that ends at a byte, not the first, of valid UTF-8. */
gunichar osint_char_before(const char *text, gsize at);
gboolean osint_text_is_ascii(const char *text, gsize length);
/* text is valid UTF-8. */
gboolean osint_text_has_small_letter(const char *text, gsize length);

/* Whether a character belongs to a CJK run: Han, kana, hangul, bopomofo and their iteration marks, the
 * letters of Thai, Lao, Khmer and Burmese. */
gboolean osint_char_is_cjk(gunichar c);
/* The last character that belongs to such runs without a gap from c, which does. */
gunichar osint_cjk_range_end(gunichar c);
/* Those of Thai, Lao, Khmer and Burmese alone. */
gboolean osint_char_is_southeast_asian(gunichar c);
/* What stands inside words without being seen: soft hyphen, zero-width space and joiners, marks of direction.
 */
gboolean osint_char_is_invisible(gunichar c);
gboolean osint_char_is_apostrophe(gunichar c);
/* The hyphens and the en dash, by which words are joined; no underscore. */
gboolean osint_char_is_hyphen(gunichar c);
/* Whether a character is part of a plain word. */
gboolean osint_char_is_word(gunichar c);

G_END_DECLS

#endif
