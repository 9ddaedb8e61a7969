/* An article's text with its entities and the words of the query marked, always properly nested.
 *
 * Of mentions that overlap the outermost is marked, and says which others stand in it. Highlights that only
 * white space parts, or that one mention holds, are one match: the element in which match n begins has the id
 * "mn", counted from 1 over the whole text. The first mention of an entity links to its card. */
#ifndef OSINT_WEB_ARTICLE_MARKS_H
#define OSINT_WEB_ARTICLE_MARKS_H

#include "web/ask.h"
#include "web/html.h"

G_BEGIN_DECLS

typedef struct OsintArticleMarks OsintArticleMarks;

/* highlights: OsintSpan in order, not overlapping; or NULL. ask and article must outlive the marks. */
OsintArticleMarks *osint_article_marks_new(const OsintAsk *ask, const OsintArticle *article,
                                           const GArray *highlights);
void osint_article_marks_free(OsintArticleMarks *marks);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintArticleMarks, osint_article_marks_free)

/* Matches: OsintSpan, in order. Owned by the marks. */
const GArray *osint_article_marks_matches(const OsintArticleMarks *marks);

/* text[span); spans are asked for in order. A mention that crosses the end of one goes on in the next. */
void osint_article_marks_append(OsintHtml *html, OsintArticleMarks *marks, OsintSpan span);

/* What is known of a mention, for people: "Tick, threat actor · described, not named; 70 %". Freed by the
 * caller. */
char *osint_article_marks_tell(const OsintWords *words, const OsintMention *mention);

G_END_DECLS

#endif
