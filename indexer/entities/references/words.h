/* The words of an expression for persons, as they are compared. What is returned is the caller's. */
#ifndef OSINT_ENTITIES_REFERENCES_WORDS_H
#define OSINT_ENTITIES_REFERENCES_WORDS_H

#include "indexer/entities/references/lexicon.h"
#include "indexer/text/span.h"

G_BEGIN_DECLS

/* The noun at a span, folded. */
char *osint_reference_noun(const char *text, OsintSpan span);
/* "men" becomes "man" as "students" becomes "student". */
void osint_reference_make_single(GString *noun);
/* char *: the words of a span, folded, without a possessive 's. */
GPtrArray *osint_reference_words(const char *whole, OsintSpan span);
/* "" when there is none. */
char *osint_reference_last_word(const char *text, OsintSpan span);
/* The noun of a description: the last before what is added to it, in running text the one that ends it; ""
 * for none. */
char *osint_reference_head(const OsintLexicon *lexicon, const char *text, OsintSpan span);

G_END_DECLS

#endif
