/* XML of the wild: decoded, mended where it is not well-formed, parsed as far as it goes. */
#ifndef OSINT_READERS_LOOSEXML_H
#define OSINT_READERS_LOOSEXML_H

#include <libxml/tree.h>

#include "indexer/readers/document.h"

G_BEGIN_DECLS

typedef struct {
    xmlDoc *tree;  /* never NULL, and with a root */
    char *trouble; /* why it is not well-formed; NULL when it is */
    guint line;    /* of the trouble */
    char *missing; /* what could not be read: its end, or what stands behind it; NULL when that is nothing */
} OsintLooseXml;

/* FALSE when nothing can be read, which has been reported as a refusal. */
gboolean osint_loose_xml_read(OsintDocument *document, const char *data, gsize length, OsintLooseXml *xml);
void osint_loose_xml_clear(OsintLooseXml *xml);
/* Refuses what is missing, once all else has been read. */
void osint_loose_xml_refuse_missing(OsintDocument *document, const OsintLooseXml *xml);
/* A warning of the trouble, for each article of the document. */
void osint_loose_xml_warn(const OsintLooseXml *xml, OsintArticle *article);

/* What an element is in HTML; "" for one whose content is left out. Lists end with NULL. */
typedef struct {
    const char *name;
    const char *html;
} OsintMarkupName;

/* The markup inside an element as HTML, without prefixes; names may be NULL. */
char *osint_loose_xml_inner(const xmlNode *node, const OsintMarkupName *names);
/* The text in it without that of elements that are left out. */
char *osint_loose_xml_plain(const xmlNode *node, const OsintMarkupName *names);
/* All text in it, valid UTF-8; NULL when there is none but white space. */
char *osint_loose_xml_text(const xmlNode *node);
gboolean osint_loose_xml_has_elements(const xmlNode *node);

/* The first child element, or the next sibling element, NULL at the end. */
const xmlNode *osint_loose_xml_child(const xmlNode *node);
const xmlNode *osint_loose_xml_next(const xmlNode *node);
/* The value of an attribute of any or no namespace, whatever its case; NULL when it is missing. */
char *osint_loose_xml_attribute(const xmlNode *node, const char *name);

G_END_DECLS

#endif
