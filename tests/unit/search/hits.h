/* Searches and hits made by hand, for renderers. */
#ifndef OSINT_TESTS_SEARCH_HITS_H
#define OSINT_TESTS_SEARCH_HITS_H

#include "search/render.h"

/* A search that answers whatever its fields say. */
struct OsintSearch {
    OsintSearchOptions options;
    const char *text, *read_as, *suggestion;
    GPtrArray *notes, *entities;
    guint64 total, folded;
    gboolean exact, closest;
};

OsintSearch *hits_search(const char *text, guint64 total);
void hits_note(OsintSearch *search, const char *note);
/* aliases: separated by ";". */
void hits_entity(OsintSearch *search, const char *id, const char *name, const char *matched_by,
                 const char *aliases);
void hits_search_free(OsintSearch *search);

/* An article whose passages are its paragraphs. */
OsintArticle *hits_article(const char *id, const char *title, const char *text);
/* A hit of the article, which it takes, with all passages; words (may be NULL) are highlighted wherever they
 * stand. */
OsintHit *hits_hit(guint64 rank, OsintArticle *article, const char *words);
/* A copy of the hit's article, which it takes. */
OsintCopy *hits_copy(OsintHit *hit, OsintArticle *article);
void hits_hit_free(OsintHit *hit);

/* What a format makes of a search with one hit, or with none (NULL). Freed by the caller. */
char *hits_render(const char *format, const OsintSearch *search, const OsintHit *hit,
                  const OsintRenderOptions *options);

#endif
