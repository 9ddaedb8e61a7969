/* The items of a written date: numbers, words and punctuation marks. */
#ifndef OSINT_ARTICLE_DATE_TOKENS_H
#define OSINT_ARTICLE_DATE_TOKENS_H

#include <glib.h>

#include "indexer/article/date-words.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_DATE_TOKEN_END,
    OSINT_DATE_TOKEN_NUMBER,
    OSINT_DATE_TOKEN_WORD,
    OSINT_DATE_TOKEN_MARK
} OsintDateTokenKind;

typedef struct {
    OsintDateTokenKind kind;
    gsize start, end;   /* bytes of the text */
    gboolean spaced;    /* white space before it */
    gint64 value;       /* of a number: its first 15 digits */
    guint digits;       /* of a number */
    gunichar mark;      /* of a mark; every hyphen and minus is '-' */
    OsintDateWord word; /* of a word */
    gboolean initials;  /* a word of 2 to 5 capitals, as zones have */
} OsintDateToken;

/* The array (OsintDateToken) of a text in NFKC, with one end behind the last item; at most `limit` items. */
GArray *osint_date_tokens(const char *text, guint limit);

G_END_DECLS

#endif
