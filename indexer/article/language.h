/* The language of a text, as a BCP 47 tag. */
#ifndef OSINT_ARTICLE_LANGUAGE_H
#define OSINT_ARTICLE_LANGUAGE_H

#include <glib.h>

G_BEGIN_DECLS

/* "en", "ja", "zh-Hant", ...; NULL when the text says too little to tell: fewer than 24 letters, unless the
 * script is one language's own (kana, hangul, Thai ...). text may be NULL. hint (may be NULL) is what the
 * document declares; it decides only where the text does not. Looks at the first 64 KiB. The result is owned
 * by the caller. */
char *osint_language_detect(const char *text, const char *hint);
/* "en-US" -> "en", "zh-Hant" -> "zh": the primary subtag, in lower case. */
char *osint_language_primary(const char *tag);
/* A well-formed tag in canonical case ("EN_us" -> "en-US", "jpn" -> "ja"), NULL when it is none or names no
 * language ("und", "mul"). */
char *osint_language_canonical(const char *tag);

G_END_DECLS

#endif
