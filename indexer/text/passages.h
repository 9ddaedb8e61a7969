/* Sentences and passages.
 *
 * Paragraphs are separated by empty lines. A passage is a run of whole sentences of one paragraph, or a few
 * short paragraphs, about 40 to 150 words or 100 to 400 CJK characters; a heading only ever begins a passage.
 */
#ifndef OSINT_TEXT_PASSAGES_H
#define OSINT_TEXT_PASSAGES_H

#include "indexer/text/span.h"

G_BEGIN_DECLS

/* Appends the sentences and the passages of a text in UTF-8 (arrays of OsintSpan, in order). headings are the
 * paragraphs that are headings, in order, or NULL; what begins no paragraph is passed over. Every character
 * that is not white space is in exactly one sentence and one passage, and a passage begins and ends where a
 * sentence does. */
void osint_passages_split(const char *text, const GArray *headings, GArray *sentences, GArray *passages);

/* Appends the paragraphs that look like headings: short, without closing punctuation, no byline, followed by
 * a paragraph that is none. For text whose form does not say which paragraphs are headings. */
void osint_headings_guess(const char *text, GArray *headings);

/* Appends the paragraphs of a text: OsintSpan, without surrounding white space. */
void osint_paragraphs_append(const char *text, GArray *paragraphs);

G_END_DECLS

#endif
