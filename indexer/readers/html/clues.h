/* What the names that a page gives to its elements (class, id, role ...) say of their content. */
#ifndef OSINT_READERS_HTML_CLUES_H
#define OSINT_READERS_HTML_CLUES_H

#include <libxml/tree.h>

#include <glib.h>

G_BEGIN_DECLS

/* Bits of OsintClues. */
typedef enum {
    OSINT_CLUE_AD,
    OSINT_CLUE_ARTICLE,      /* article, story, post, entry ... */
    OSINT_CLUE_ARTICLE_BODY, /* such a word and "body", "content", "text" right behind it, or
                                itemprop=articleBody */
    OSINT_CLUE_AUTHOR,
    OSINT_CLUE_BIOGRAPHY,
    OSINT_CLUE_BODY, /* body, content, text, copy */
    OSINT_CLUE_BUTTON,
    OSINT_CLUE_CAPTION,
    OSINT_CLUE_CARD, /* card, teaser, item, tile */
    OSINT_CLUE_COMMENT,
    OSINT_CLUE_COOKIE, /* consent, privacy */
    OSINT_CLUE_CREDIT,
    OSINT_CLUE_DATE,
    OSINT_CLUE_DIALOG, /* popup, modal, overlay, tooltip */
    OSINT_CLUE_EMBED,  /* tweet, video, player, widget */
    OSINT_CLUE_FACTS,  /* boxes with key points, tables of contents */
    OSINT_CLUE_FOOTER,
    OSINT_CLUE_GALLERY,
    OSINT_CLUE_HEADER,
    OSINT_CLUE_HIDDEN,
    OSINT_CLUE_LEAD, /* standfirst, summary */
    OSINT_CLUE_LIST,
    OSINT_CLUE_LIVE, /* live blogs */
    OSINT_CLUE_MAIN,
    OSINT_CLUE_META,
    OSINT_CLUE_NAVIGATION,
    OSINT_CLUE_NOTE, /* corrections, footnotes, disclaimers */
    OSINT_CLUE_PARAGRAPH,
    OSINT_CLUE_PAYWALL,
    OSINT_CLUE_POPULAR, /* trending, most read */
    OSINT_CLUE_PROMOTION,
    OSINT_CLUE_QUOTE,
    OSINT_CLUE_RATING,
    OSINT_CLUE_RELATED,
    OSINT_CLUE_SHARE,
    OSINT_CLUE_SHOP,
    OSINT_CLUE_SIDEBAR,
    OSINT_CLUE_SUBSCRIBE, /* newsletters */
    OSINT_CLUE_TAGS,
    OSINT_CLUE_TITLE,
    OSINT_CLUE_COUNT
} OsintClue;

typedef guint64 OsintClues;
#define OSINT_CLUE_BIT(clue) ((OsintClues)1 << (clue))

/* Of one element; its own attributes only. *hidden: they say that it is not shown. */
OsintClues osint_clues_of(const xmlNode *element, gboolean *hidden);

G_END_DECLS

#endif
