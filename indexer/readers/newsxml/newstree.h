/* Reading trees of news: elements by their local names, whatever namespace or prefix they have. */
#ifndef OSINT_READERS_NEWSXML_NEWSTREE_H
#define OSINT_READERS_NEWSXML_NEWSTREE_H

#include "indexer/article/article.h"
#include "indexer/readers/loosexml.h"

G_BEGIN_DECLS

gboolean osint_news_is(const xmlNode *node, const char *name);
/* The first element of a path of children such as "itemMeta/provider"; NULL when there is none. node may be
 * NULL, and is not the path's first. */
const xmlNode *osint_news_find(const xmlNode *node, const char *path);
/* The next sibling of the same name. */
const xmlNode *osint_news_again(const xmlNode *node);
/* The first element of a name anywhere in top, and the next behind one. */
const xmlNode *osint_news_deep(const xmlNode *top, const char *name);
const xmlNode *osint_news_deep_next(const xmlNode *node, const xmlNode *top);

/* Text on one line and attributes of a path; NULL when it is missing or empty. */
char *osint_news_text(const xmlNode *node, const char *path);
char *osint_news_attribute(const xmlNode *node, const char *path, const char *name);

/* Sets a field of the article, by its key in JSON, unless it is set; takes the value, which may be NULL. */
void osint_news_set(OsintArticle *article, const char *key, char *value);
#define OSINT_NEWS_MAX_TAGS 1000
/* Adds a tag once, while there are not too many; takes it. */
void osint_news_add_tag(OsintArticle *article, char *tag);

/* Text of the content of an element: NITF, XHTML, markup that is escaped, or plain text. Replaces the
 * article's text and headings when it is longer than what is there. */
void osint_news_fill(OsintArticle *article, const xmlNode *content);

/* Drops "updated" where it is the time of publication itself. */
void osint_news_drop_same_update(OsintArticle *article);
/* A status such as "canceled" or "stat:withheld": what is not fit to be used is warned of. */
void osint_news_warn_status(OsintArticle *article, const char *status);
/* The headline stands for text that is missing. */
void osint_news_complete(OsintArticle *article);

G_END_DECLS

#endif
