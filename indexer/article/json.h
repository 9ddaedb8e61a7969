/* The article as JSON, the contract's form: what NDJSON input has and what --dry-run and search results
 * print.
 *
 * Spans are code points in JSON and bytes in the record; the conversion happens here and nowhere else. */
#ifndef OSINT_ARTICLE_JSON_H
#define OSINT_ARTICLE_JSON_H

#include <jansson.h>

#include "indexer/article/article.h"

G_BEGIN_DECLS

#define OSINT_JSON_ERROR (osint_json_error_quark())
GQuark osint_json_error_quark(void);
typedef enum { OSINT_JSON_ERROR_TYPE, OSINT_JSON_ERROR_VALUE } OsintJsonError;

/* Called once for each key that the article form does not have. */
typedef void (*OsintUnknownKeyFunc)(const char *key, gpointer user_data);

/* Sets the article's fields from a JSON object: the input keys of the contract except text and html, null and
 * "" mean not known, dates are normalised (a bad one is a warning `date-unreadable`, and stays unknown), a
 * single string is accepted where a list is expected (separated by ";"). Keys that only we write (passages,
 * sha256, bytes ...) are ignored silently. `authors`, `entities`, `tags` replace what the article had. Fails
 * on a wrong type. */
gboolean osint_article_set_from_json(OsintArticle *article, const json_t *object, OsintUnknownKeyFunc unknown,
                                     gpointer user_data, GError **error);

/* One field as front matter writes it; FALSE when the article form has no such key. Key in any case. */
gboolean osint_article_set_field(OsintArticle *article, const char *key, const char *value);
/* Whether front matter may use this key. */
gboolean osint_article_is_field(const char *key);

/* Mentions that a JSON document brings by hand ("mentions" on input) are not read: hand marks are "entities".
 */

json_t *osint_article_to_json(const OsintArticle *article); /* every key, null where not known */
/* The short form of results: id, title, authors, publisher, url, published, language, path, sha256. */
json_t *osint_article_to_json_brief(const OsintArticle *article);

/* Code points in text[0, byte). */
guint32 osint_text_offset_to_chars(const char *text, guint32 byte);
/* {"entity","type","name","text","start","end"} with spans counted from byte `origin` of text. */
json_t *osint_mention_to_json(const OsintMention *mention, const char *text, guint32 origin);

G_END_DECLS

#endif
