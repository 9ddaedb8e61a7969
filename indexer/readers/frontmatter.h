/* The fields at the head of plain text and Markdown: `Key: value` lines closed by an empty line, or a
 * YAML-style block between --- lines. */
#ifndef OSINT_READERS_FRONTMATTER_H
#define OSINT_READERS_FRONTMATTER_H

#include "indexer/readers/document.h"

G_BEGIN_DECLS

/* Sets the article's fields and gives the length of the front matter in bytes, 0 when there is none: leading
 * lines whose keys are no article fields are text. Unknown keys among known ones are reported. */
gsize osint_frontmatter_read(OsintDocument *document, OsintArticle *article, const char *text);

G_END_DECLS

#endif
