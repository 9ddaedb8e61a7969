/* Articles and hits made by hand, for tests of pages. */
#ifndef OSINT_TESTS_WEB_SAMPLE_H
#define OSINT_TESTS_WEB_SAMPLE_H

#include "search/engine.h"

/* An article with passages and headings as the project splits them. */
OsintArticle *sample_article(const char *id, const char *title, const char *text);
/* Marks every occurrence of words in the text as a mention. */
void sample_mention(OsintArticle *article, const char *words, const char *entity, const char *type,
                    const char *name);
/* Appends the spans of every occurrence of words in text. */
void sample_find(const char *text, const char *words, GArray *spans);
/* A hit with one passage (from 1), in which words are highlighted. Takes the article. */
OsintHit *sample_hit(OsintArticle *article, guint passage, const char *words);
void sample_hit_free(gpointer hit);
OsintQueryEntity *sample_query_entity(const char *id, const char *name, const char *matched_by,
                                      const char *const *also_searched);
void sample_query_entity_free(gpointer entity);

#endif
