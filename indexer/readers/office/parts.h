/* What the readers of office forms share. */
#ifndef OSINT_READERS_OFFICE_PARTS_H
#define OSINT_READERS_OFFICE_PARTS_H

#include "indexer/readers/flow.h"
#include "indexer/readers/office/container.h"

G_BEGIN_DECLS

/* Whether a node is an element of this name, in whatever namespace. */
gboolean osint_part_is(const xmlNode *node, const char *name);
gboolean osint_part_is_one_of(const xmlNode *node, const char *const *names); /* names end with NULL */
/* The first child, or element anywhere below, of this name; NULL for none. */
const xmlNode *osint_part_child(const xmlNode *node, const char *name);
const xmlNode *osint_part_below(const xmlNode *node, const char *name);
/* An attribute, in whatever namespace; NULL when missing. */
char *osint_part_attribute(const xmlNode *node, const char *name);
gboolean osint_part_attribute_is(const xmlNode *node, const char *name, const char *value);
/* Appends a text node; or the text nodes directly in an element. */
void osint_part_add_node(OsintFlow *flow, const xmlNode *node);
void osint_part_add_text(OsintFlow *flow, const xmlNode *node);
/* Sets a field of the article, unless it is set, to the text of the first element of this name below. */
void osint_part_set_field(OsintArticle *article, const xmlNode *top, const char *name, const char *field);
/* Where a relation leads, as the name of a part: relative to the folder of `from`. */
char *osint_part_resolve(const char *from, const char *target);
/* The relations of a part (OOXML): ids to names of parts. */
GHashTable *osint_part_relations(OsintContainer *container, const char *part);

/* Text boxes in text boxes. */
#define OSINT_PART_MAX_BOXES 8

/* The text boxes that hang on the open paragraph (const xmlNode *), which come behind it. */
typedef struct {
    GPtrArray *met;
    guint depth; /* of boxes in boxes */
} OsintPartBoxes;

/* Takes the boxes that were met, to be read before they are closed; NULL when there are none, or too deep. */
GPtrArray *osint_part_open_boxes(OsintPartBoxes *boxes);
void osint_part_close_boxes(OsintPartBoxes *boxes, GPtrArray *opened);

/* Title, authors and days as a tree of Dublin Core or OpenDocument says, which may be NULL; the text is set.
 * What such trees say of the language is what the program was set to: it is left out. */
void osint_part_read_core(OsintArticle *article, const xmlNode *top, gint64 now);

/* The readers: each emits one article, or more, and refuses what it cannot read. */
void osint_docx_read(OsintDocument *document, OsintContainer *container, const char *main_part);
void osint_pptx_read(OsintDocument *document, OsintContainer *container, const char *main_part);
void osint_odf_read(OsintDocument *document, OsintContainer *container);
void osint_odf_fill(OsintArticle *article, const xmlNode *content, const xmlNode *meta, gint64 now);
void osint_epub_read(OsintDocument *document, OsintContainer *container);

/* Emits an article, with the warning zip-damaged when the container was not whole; an article without text is
 * refused as zip-damaged then. */
void osint_part_emit(OsintDocument *document, OsintContainer *container, OsintArticle *article);

G_END_DECLS

#endif
