/* libxml2, kept quiet, offline and bounded: parsing with errors as values, and small reads of the tree. */
#ifndef OSINT_READERS_MARKUP_H
#define OSINT_READERS_MARKUP_H

#include <glib.h>
#include <libxml/tree.h>

G_BEGIN_DECLS

typedef struct {
    char *message; /* NULL while there is none */
    guint line;
    int depth;         /* of the element it is about */
    gboolean entities; /* the document declares entities, which is refused */
} OsintMarkupError;

void osint_markup_error_clear(OsintMarkupError *error);
/* An xmlStructuredErrorFunc whose context is an OsintMarkupError: keeps the first error of the deepest
 * element. */
void osint_markup_note_error(void *context, xmlError *reported);

/* Well-formed XML in UTF-8 (whatever encoding it declares) without entity declarations; NULL otherwise, with
 * *error set. Nothing is fetched. */
xmlDoc *osint_markup_parse_xml(const char *data, gsize length, OsintMarkupError *error);
/* XML that may not be well-formed, as far as it can be read: *error says where that ends. NULL when there is
 * nothing in it. Entities are refused as above. */
xmlDoc *osint_markup_recover_xml(const char *data, gsize length, OsintMarkupError *error);
/* HTML in UTF-8, however broken; NULL when there is nothing in it. *cut_short: elements were nested deeper
 * than the parser goes, and what stands behind that place is missing. */
xmlDoc *osint_markup_parse_html(const char *html, gsize length, gboolean *cut_short);

char *osint_markup_attribute(const xmlNode *node, const char *name); /* NULL when missing */
/* The same without a copy, which lives as long as the node; NULL also when it is empty. */
const char *osint_markup_peek(const xmlNode *node, const char *name);
char *osint_markup_text(const xmlNode *node); /* all text in it, on one line; NULL when there is none */
gboolean osint_markup_is_blank(const xmlNode *text_node);
/* The node after this one in document order, within top; NULL at the end. */
const xmlNode *osint_markup_next(const xmlNode *node, const xmlNode *top);

G_END_DECLS

#endif
