/* PresentationML: slide after slide, each a page. */
#include "indexer/readers/office/parts.h"

#include "indexer/readers/markup.h"

#include <string.h>

static void read_running(OsintFlow *flow, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (osint_part_is(node, "t"))
            osint_part_add_text(flow, node);
        else if (osint_part_is(node, "br"))
            osint_flow_line_break(flow);
        else if (node->type == XML_ELEMENT_NODE && !osint_part_is(node, "rPr") && !osint_part_is(node, "pPr"))
            read_running(flow, node);
    }
}

static gboolean is_title(const xmlNode *shape)
{
    const xmlNode *place = osint_part_below(osint_part_child(shape, "nvSpPr"), "ph");
    return place != NULL && (osint_part_attribute_is(place, "type", "title") ||
                             osint_part_attribute_is(place, "type", "ctrTitle"));
}

/* Numbers, dates and feet that every slide has. */
static gboolean is_furniture(const xmlNode *shape)
{
    const xmlNode *place = osint_part_below(osint_part_child(shape, "nvSpPr"), "ph");
    return place != NULL &&
           (osint_part_attribute_is(place, "type", "sldNum") ||
            osint_part_attribute_is(place, "type", "dt") || osint_part_attribute_is(place, "type", "ftr"));
}

static void read_shapes(OsintFlow *flow, const xmlNode *parent, gboolean title)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (osint_part_is(node, "p")) {
            read_running(flow, node);
            osint_flow_end_block(flow, title);
        } else if (osint_part_is(node, "sp")) {
            if (!is_furniture(node))
                read_shapes(flow, node, is_title(node));
        } else if (node->type == XML_ELEMENT_NODE && !osint_part_is(node, "Fallback")) {
            read_shapes(flow, node, title);
        }
    }
}

static void read_slide(OsintArticle *article, OsintFlow *flow, OsintContainer *container, const char *name,
                       guint32 page)
{
    xmlDoc *tree = osint_container_xml(container, name);
    osint_flow_end_block(flow, FALSE);
    osint_article_add_page(article, (guint32)flow->text->len, page);
    if (tree != NULL && xmlDocGetRootElement(tree) != NULL)
        read_shapes(flow, xmlDocGetRootElement(tree), FALSE);
    xmlFreeDoc(tree);
}

void osint_pptx_read(OsintDocument *document, OsintContainer *container, const char *main_part)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    g_autoptr(GHashTable) relations = osint_part_relations(container, main_part);
    xmlDoc *tree = osint_container_xml(container, main_part);
    const xmlNode *list = tree != NULL ? osint_part_below(xmlDocGetRootElement(tree), "sldIdLst") : NULL;
    OsintArticle *article = osint_document_new_article(document);
    guint32 page = 0;
    for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next) {
        xmlChar *id =
            node->type == XML_ELEMENT_NODE
                ? xmlGetNsProp(node, (const xmlChar *)"id",
                               (const xmlChar *)"http://schemas.openxmlformats.org/officeDocument/2006/"
                                                "relationships")
                : NULL;
        const char *slide = id != NULL ? g_hash_table_lookup(relations, id) : NULL;
        if (slide != NULL)
            read_slide(article, flow, container, slide, ++page);
        xmlFree(id);
    }
    osint_flow_finish(flow, article);
    xmlFreeDoc(tree);
    xmlDoc *core = osint_container_xml(container, "docProps/core.xml");
    osint_part_read_core(article, core != NULL ? xmlDocGetRootElement(core) : NULL, document->now);
    xmlFreeDoc(core);
    osint_part_emit(document, container, article);
}
