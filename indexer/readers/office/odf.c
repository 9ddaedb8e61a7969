/* OpenDocument: texts and presentations. */
#include "indexer/readers/office/office.h"
#include "indexer/readers/office/parts.h"

#include "indexer/readers/markup.h"

#include <string.h>

typedef struct {
    OsintFlow *flow;
    OsintArticle *article;
    GHashTable *titles; /* names of styles that are the title's */
    OsintPartBoxes boxes;
    GPtrArray *notes; /* bodies of notes */
    guint32 page;     /* of a presentation */
    char *title;      /* NULL while there is none */
} Writer;

static void read_blocks(Writer *writer, const xmlNode *parent);

static void read_running(Writer *writer, const xmlNode *parent)
{
    static const char *const skipped[] = {
        "annotation", "annotation-end", "ruby-text",       "tracked-changes", "hidden-text",
        "desc",       "glue-point",     "event-listeners", "note-citation",   NULL};
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
            osint_part_add_node(writer->flow, node);
        else if (osint_part_is(node, "s") || osint_part_is(node, "tab"))
            osint_flow_add(writer->flow, " ", 1);
        else if (osint_part_is(node, "line-break"))
            osint_flow_line_break(writer->flow);
        else if (osint_part_is(node, "note-body"))
            g_ptr_array_add(writer->notes, (gpointer)node);
        else if (osint_part_is(node, "text-box"))
            g_ptr_array_add(writer->boxes.met, (gpointer)node);
        else if (node->type == XML_ELEMENT_NODE && !osint_part_is_one_of(node, skipped))
            read_running(writer, node);
    }
}

static void read_boxes(Writer *writer)
{
    GPtrArray *boxes = osint_part_open_boxes(&writer->boxes);
    if (boxes == NULL)
        return;
    for (guint i = 0; i < boxes->len; i++)
        read_blocks(writer, g_ptr_array_index(boxes, i));
    osint_part_close_boxes(&writer->boxes, boxes);
}

static gboolean is_title(const Writer *writer, const xmlNode *paragraph)
{
    g_autofree char *style = osint_part_attribute(paragraph, "style-name");
    return style != NULL && (strcmp(style, "Title") == 0 || g_hash_table_contains(writer->titles, style));
}

static void read_paragraph(Writer *writer, const xmlNode *node, gboolean heading)
{
    osint_flow_end_block(writer->flow, FALSE);
    gsize start = writer->flow->text->len;
    gboolean title = !heading && is_title(writer, node);
    read_running(writer, node);
    if (title && writer->title == NULL && writer->flow->text->len > start) {
        writer->title = g_strdup(writer->flow->text->str + start);
        g_strstrip(writer->title);
    }
    osint_flow_end_block(writer->flow, heading || title);
    read_boxes(writer);
}

static guint count_elements(const xmlNode *node)
{
    guint count = 0;
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        count += child->type == XML_ELEMENT_NODE;
    return count;
}

static void read_row(Writer *writer, const xmlNode *row)
{
    osint_flow_end_block(writer->flow, FALSE);
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        if (!osint_part_is(cell, "table-cell"))
            continue;
        const xmlNode *paragraph = osint_part_child(cell, "p");
        if (paragraph != NULL && count_elements(cell) == 1) {
            osint_flow_add(writer->flow, " ", 1);
            read_running(writer, paragraph);
        } else {
            read_blocks(writer, cell);
        }
    }
    osint_flow_end_block(writer->flow, FALSE);
    read_boxes(writer);
}

static void read_frame(Writer *writer, const xmlNode *frame)
{
    gboolean heading = osint_part_attribute_is(frame, "class", "title");
    const xmlNode *box = heading ? osint_part_child(frame, "text-box") : NULL;
    for (const xmlNode *node = box != NULL ? box->children : NULL; node != NULL; node = node->next)
        if (osint_part_is(node, "p"))
            read_paragraph(writer, node, TRUE);
    if (!heading)
        read_blocks(writer, frame);
}

static void read_blocks(Writer *writer, const xmlNode *parent)
{
    static const char *const skipped[] = {"tracked-changes",
                                          "forms",
                                          "table-of-content",
                                          "illustration-index",
                                          "table-index",
                                          "object-index",
                                          "user-index",
                                          "alphabetical-index",
                                          "annotation",
                                          "sequence-decls",
                                          "variable-decls",
                                          "user-field-decls",
                                          "settings",
                                          "object",
                                          "object-ole",
                                          "image",
                                          "title",
                                          "desc",
                                          "notes",
                                          NULL};
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (node->type != XML_ELEMENT_NODE || osint_part_is_one_of(node, skipped))
            continue;
        if (osint_part_is(node, "p") || osint_part_is(node, "h")) {
            read_paragraph(writer, node, osint_part_is(node, "h"));
        } else if (osint_part_is(node, "table-row")) {
            read_row(writer, node);
        } else if (osint_part_is(node, "frame")) {
            read_frame(writer, node);
        } else {
            if (osint_part_is(node, "page"))
                osint_article_add_page(writer->article, (guint32)writer->flow->text->len, ++writer->page);
            read_blocks(writer, node);
        }
    }
}

static void find_titles(Writer *writer, const xmlNode *content)
{
    const xmlNode *styles = osint_part_below(content, "automatic-styles");
    for (const xmlNode *node = styles != NULL ? styles->children : NULL; node != NULL; node = node->next) {
        gboolean title =
            osint_part_is(node, "style") && osint_part_attribute_is(node, "parent-style-name", "Title");
        char *name = title ? osint_part_attribute(node, "name") : NULL;
        if (name != NULL)
            g_hash_table_add(writer->titles, name);
    }
}

void osint_odf_fill(OsintArticle *article, const xmlNode *content, const xmlNode *meta, gint64 now)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    Writer writer = {
        .flow = flow, .article = article, .boxes = {g_ptr_array_new(), 0}, .notes = g_ptr_array_new()};
    writer.titles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    find_titles(&writer, content);
    const xmlNode *body = osint_part_below(content, "body");
    if (body != NULL)
        read_blocks(&writer, body);
    /* A note may have notes only by mistake: each body is read once. */
    for (guint i = 0, count = writer.notes->len; i < count; i++)
        read_blocks(&writer, g_ptr_array_index(writer.notes, i));
    osint_flow_finish(flow, article);
    osint_part_read_core(article, meta, now);
    if (article->title == NULL)
        article->title = g_steal_pointer(&writer.title);
    g_free(writer.title);
    g_ptr_array_unref(writer.boxes.met);
    g_ptr_array_unref(writer.notes);
    g_hash_table_unref(writer.titles);
}

static gboolean is_encrypted(const OsintContainer *container)
{
    gsize length;
    const char *manifest = osint_container_part(container, "META-INF/manifest.xml", &length);
    return manifest != NULL && strstr(manifest, "encryption-data") != NULL;
}

void osint_odf_read(OsintDocument *document, OsintContainer *container)
{
    if (is_encrypted(container)) {
        osint_document_refuse(document, 0, 0, "zip-encrypted", "it can be read only with its password");
        return;
    }
    OsintArticle *article = osint_document_new_article(document);
    xmlDoc *content = osint_container_xml(container, "content.xml");
    xmlDoc *meta = osint_container_xml(container, "meta.xml");
    if (content != NULL)
        osint_odf_fill(article, xmlDocGetRootElement(content),
                       meta != NULL ? osint_part_below(xmlDocGetRootElement(meta), "meta") : NULL,
                       document->now);
    xmlFreeDoc(content);
    xmlFreeDoc(meta);
    osint_part_emit(document, container, article);
}

void osint_flat_odf_read(OsintDocument *document, const char *data, gsize length)
{
    OsintMarkupError error;
    xmlDoc *tree = osint_markup_parse_xml(data, length, &error);
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    if (top == NULL) {
        osint_document_refuse(document, 0, error.line, error.entities ? "xml-entities" : "xml-syntax", "%s",
                              error.message);
    } else if (osint_part_child(osint_part_child(top, "body"), "text") == NULL &&
               osint_part_child(osint_part_child(top, "body"), "presentation") == NULL) {
        osint_document_refuse(document, 0, 0, "format-unknown",
                              "it looks like an OpenDocument file that is no text");
    } else {
        OsintArticle *article = osint_document_new_article(document);
        osint_odf_fill(article, top, osint_part_child(top, "meta"), document->now);
        osint_document_emit(document, article, 0, 0);
    }
    osint_markup_error_clear(&error);
    xmlFreeDoc(tree);
}
