/* Long articles are shown in parts: a page stays bounded, however long the article is. */
#ifndef OSINT_WEB_PARTS_H
#define OSINT_WEB_PARTS_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

/* Bytes of text in a part, give or take a passage: some 200 printed pages. */
#define OSINT_PART_BYTES (512 * 1024)

/* From 1. A part ends where a passage begins. */
guint osint_parts_count(const OsintArticle *article);
/* The part that has the beginning of a passage (from 1); 1 for a passage that the article does not have, as
 * far as it is known. */
guint osint_part_of_passage(const OsintArticle *article, guint passage);
/* The place in article->passages of the passage in which a byte of text stands; of the last that begins
 * before it where it stands in none. 0, too, when there are no passages. */
guint osint_passage_at(const OsintArticle *article, guint32 byte);
/* What of the text belongs to a part; empty when there is none such. first: the place of its first passage in
 * article->passages. */
OsintSpan osint_part_span(const OsintArticle *article, guint part, guint *first);

G_END_DECLS

#endif
