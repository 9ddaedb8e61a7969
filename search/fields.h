/* The filters of the query language: what Xapian is asked for, and the same question put to one article. */
#ifndef OSINT_SEARCH_FIELDS_H
#define OSINT_SEARCH_FIELDS_H

#include "indexer/article/article.h"
#include "search/query.h"
#include "xapian-c/xapian-c.h"

G_BEGIN_DECLS

/* A query for at least the articles that a FIELD node matches. */
XapcQuery *osint_field_query(const OsintNode *node, GError **error);
/* Whether that query matches exactly these articles, so that none needs to be read. */
gboolean osint_field_is_exact(const OsintNode *node);
/* Whether an article matches a FIELD node. added: Unix seconds when it was first indexed. */
gboolean osint_field_matches(const OsintNode *node, const OsintArticle *article, gint64 added);

/* Whether a mention is one of those an ENTITY or MENTIONS node asks for. */
gboolean osint_field_wants_mention(const OsintNode *node, const OsintArticle *article,
                                   const OsintMention *mention);

/* Whether an ENTITY node asks for an entity that the article is tagged with by hand. */
gboolean osint_field_is_tagged(const OsintNode *node, const OsintArticle *article);

/* Whether a name, which may be NULL, has all the words of another. */
gboolean osint_field_has_words(const char *name, const char *wanted);

G_END_DECLS

#endif
