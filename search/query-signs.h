/* What single characters mean in a query; signs that Japanese and Chinese input methods write count as the
 * ASCII ones. A character of 0 is the end of the text. */
#ifndef OSINT_SEARCH_QUERY_SIGNS_H
#define OSINT_SEARCH_QUERY_SIGNS_H

#include <glib.h>

G_BEGIN_DECLS

gboolean osint_sign_is_space(gunichar c);
gboolean osint_sign_is_open(gunichar c);
gboolean osint_sign_is_close(gunichar c);
gboolean osint_sign_is_bar(gunichar c);
gboolean osint_sign_is_quote(gunichar c); /* may open a quotation */
gboolean osint_sign_closes_quote(gunichar quote, gunichar c);
/* Ends a word though no space follows: a closing quote without its partner, a stop of a language that is
 * written without spaces. */
gboolean osint_sign_is_stop(gunichar c);
gboolean osint_sign_breaks_word(gunichar c);

G_END_DECLS

#endif
