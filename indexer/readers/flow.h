/* Builds the text of an article from a document's structure: paragraphs separated by one empty line, white
 * space folded, headings noted. */
#ifndef OSINT_READERS_FLOW_H
#define OSINT_READERS_FLOW_H

#include "indexer/article/article.h"

G_BEGIN_DECLS

typedef enum { OSINT_GAP_NONE, OSINT_GAP_SPACE, OSINT_GAP_WRAP, OSINT_GAP_LINE, OSINT_GAP_BLOCK } OsintGap;

typedef struct {
    GString *text;
    GArray *headings; /* OsintSpan */
    gsize block;      /* where the open block's text begins */
    OsintGap gap;     /* what stands between the text so far and the next character */
} OsintFlow;

OsintFlow *osint_flow_new(void);
void osint_flow_free(OsintFlow *flow);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintFlow, osint_flow_free)

/* Appends running text (valid UTF-8): cleaned; a line break in it is a space, or nothing between Chinese or
 * Japanese characters. */
void osint_flow_add(OsintFlow *flow, const char *text, gsize length);
/* The same, with its line breaks kept. */
void osint_flow_add_lines(OsintFlow *flow, const char *text, gsize length);
void osint_flow_line_break(OsintFlow *flow);
/* Ends the open paragraph; a paragraph without text leaves nothing. */
void osint_flow_end_block(OsintFlow *flow, gboolean heading);
/* Moves text and headings into the article. */
void osint_flow_finish(OsintFlow *flow, OsintArticle *article);

G_END_DECLS

#endif
