/* What the tests of the store share: a directory of their own and articles to put into an index. */
#ifndef OSINT_TESTS_STORE_FIXTURE_H
#define OSINT_TESTS_STORE_FIXTURE_H

#include "indexer/store/index.h"
#include "indexer/store/writer.h"

G_BEGIN_DECLS

/* cmocka setup and teardown: *state is the path of an empty directory (char *), removed with its content. */
int make_directory(void **state);
int remove_directory(void **state);

/* An article that can be put: text is split into passages, path is /mirror/ID.txt. */
OsintArticle *make_article(const char *id, const char *title, const char *text);
/* The first place in its text where words stand, as a mention. */
OsintMention *mark_words(OsintArticle *article, const char *words, const char *entity, const char *type,
                         const char *name);
/* Fails the test when something goes wrong. */
OsintWriter *open_writer(const char *directory, OsintWriterMode mode);
void put_article(OsintWriter *writer, const char *id, const char *text, gint64 added);
/* Takes the article, with its mentions in any order. */
void put_published(OsintWriter *writer, OsintArticle *article, const char *published);
void commit(OsintWriter *writer);
OsintIndex *open_index(const char *directory);

/* An index with the articles "a" (added 100) and "b" (added 200), of one passage each. */
void make_index(const char *directory);

G_END_DECLS

#endif
