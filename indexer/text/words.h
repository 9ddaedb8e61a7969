/* Words: what a text is made of, for indexing, for asking and for finding a query's words in a text.
 *
 * A word is a run of letters, digits and marks, an apostrophe inside it included ("people's"); hyphens,
 * underscores and full stops separate. A run of Chinese, Japanese or Korean characters is one word of kind
 * OSINT_WORD_CJK. */
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

/* Appends the folded form: NFKC, lower case, accents of Latin and Greek letters gone, apostrophes of every
 * form straight, variation selectors gone, an invalid byte as U+FFFD. What is folded stays as it is when it
 * is folded again. */
void osint_word_fold(const char *text, gsize length, GString *out);

/* Steps over one character of a CJK run (with the marks that belong to it; a Korean syllable typed as letters
 * is one) at *at < end and appends its folded form. */
void osint_cjk_next(const char *text, guint32 *at, guint32 end, GString *out);

/* Whether a character belongs to a CJK run: Han, kana, hangul, bopomofo and their iteration marks. */
gboolean osint_char_is_cjk(gunichar c);
/* Whether a character is part of a plain word. */
gboolean osint_char_is_word(gunichar c);

G_END_DECLS

#endif
