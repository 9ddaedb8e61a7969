/* Text set into the columns of a terminal: only safe characters, lines broken between words (CJK: between
 * characters), inks for what matters. */
#ifndef OSINT_SEARCH_TYPESET_H
#define OSINT_SEARCH_TYPESET_H

#include "indexer/text/span.h"

G_BEGIN_DECLS

typedef enum {
    OSINT_INK_PLAIN,
    OSINT_INK_STRONG, /* headlines */
    OSINT_INK_MATCH,  /* what the query found */
    OSINT_INK_FAINT,  /* what is there to be looked up, not read */
    OSINT_INK_PLACE,  /* paths */
    OSINT_INK_WARN,
} OsintInk;

/* The character at *at < end, made safe, and *at moved behind it: U+FFFD for an invalid byte and for what
 * could act on a terminal (controls, bidirectional overrides); a space for tabs and for line and paragraph
 * separators; '\n' stays; 0 where nothing is to be shown (a carriage return, a byte order mark). */
gunichar osint_safe_next(const char **at, const char *end);
/* Whether a valid character must not reach a terminal as it is. '\n' and '\t' count as safe here. */
gboolean osint_char_is_unsafe(gunichar c);

guint osint_char_columns(gunichar c);
guint osint_text_columns(const char *text); /* of the text as osint_safe_next() shows it */

/* Words are kept back until they are complete: only after osint_typeset_end_line() is all of it in out. */
typedef struct {
    GString *out;
    guint width;    /* columns; 0: lines are never broken */
    gboolean color; /* FALSE: inks do nothing */
    guint indent;   /* of this line's continuations and of lines that follow */

    guint column;
    GString *word;
    guint word_columns;
    OsintInk word_ink, line_ink; /* what the word and the line end with */
    gboolean space;              /* between the line and the word */
    gunichar last;
} OsintTypeset;

void osint_typeset_init(OsintTypeset *set, GString *out, guint width, gboolean color);
void osint_typeset_clear(OsintTypeset *set);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(OsintTypeset, osint_typeset_clear)

/* A newline in text begins a new line. */
void osint_typeset_text(OsintTypeset *set, const char *text, OsintInk ink);
/* text[span] as running text: an empty line between paragraphs becomes a new line, other line ends are
 * spaces. marks (OsintSpan in text, ordered) are in OSINT_INK_MATCH. */
void osint_typeset_marked(OsintTypeset *set, const char *text, OsintSpan span, const GArray *marks,
                          OsintInk ink);
/* Spaces up to a column, at least one; what follows in this line is continued there. */
void osint_typeset_hang(OsintTypeset *set, guint column);
/* One word that is never broken, however long: a path that can be copied. */
void osint_typeset_unbroken(OsintTypeset *set, const char *text, OsintInk ink);
void osint_typeset_end_line(OsintTypeset *set);

/* All in one line, for a pipe: line ends are spaces, runs of spaces one. */
void osint_typeset_flat(GString *out, const char *text, OsintSpan span, const GArray *marks, gboolean color);

G_END_DECLS

#endif
