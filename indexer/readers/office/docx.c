/* WordprocessingML: the text as it stands when all changes are accepted. */
#include "indexer/readers/office/parts.h"

#include "indexer/readers/markup.h"

#include <string.h>

/* Styles are based on one another. */
#define MAX_BASES 16

typedef enum { STYLE_BODY, STYLE_HEADING, STYLE_TITLE, STYLE_CONTENTS } StyleKind;

typedef struct {
    StyleKind kind;
    char *base; /* NULL for none */
} Style;

typedef struct {
    OsintFlow *flow;
    GHashTable *styles; /* id -> Style */
    OsintPartBoxes boxes;
    GPtrArray *notes; /* ids of notes in order, "f" or "e" before them */
    char *title;      /* of the paragraph with that style; NULL while there is none */
} Word;

static void read_blocks(Word *word, const xmlNode *parent);

/* ---- styles ---- */

static void free_style(gpointer data)
{
    Style *style = data;
    g_free(style->base);
    g_free(style);
}

static gboolean has_outline_level(const xmlNode *properties)
{
    const xmlNode *level = osint_part_child(properties, "outlineLvl");
    g_autofree char *value = level != NULL ? osint_part_attribute(level, "val") : NULL;
    return value != NULL && strlen(value) == 1 && *value >= '0' && *value <= '8';
}

static char *value_of(const xmlNode *parent, const char *name)
{
    const xmlNode *child = osint_part_child(parent, name);
    return child != NULL ? osint_part_attribute(child, "val") : NULL;
}

static StyleKind kind_of(const xmlNode *style)
{
    g_autofree char *name = value_of(style, "name");
    g_autofree char *lower = name != NULL ? g_utf8_strdown(name, -1) : g_strdup("");
    if (strcmp(lower, "title") == 0)
        return STYLE_TITLE;
    if (g_str_has_prefix(lower, "toc ") || strcmp(lower, "table of figures") == 0)
        return STYLE_CONTENTS;
    if (g_str_has_prefix(lower, "heading ") || has_outline_level(osint_part_child(style, "pPr")))
        return STYLE_HEADING;
    return STYLE_BODY;
}

static void read_styles(Word *word, OsintContainer *container, const char *name)
{
    xmlDoc *tree = osint_container_xml(container, name);
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    for (const xmlNode *node = top != NULL ? top->children : NULL; node != NULL; node = node->next) {
        char *id = osint_part_is(node, "style") ? osint_part_attribute(node, "styleId") : NULL;
        if (id == NULL)
            continue;
        Style *style = g_new0(Style, 1);
        style->kind = kind_of(node);
        style->base = value_of(node, "basedOn");
        g_hash_table_replace(word->styles, id, style);
    }
    xmlFreeDoc(tree);
}

static StyleKind kind_of_paragraph(const Word *word, const xmlNode *paragraph)
{
    const xmlNode *properties = osint_part_child(paragraph, "pPr");
    g_autofree char *id = properties != NULL ? value_of(properties, "pStyle") : NULL;
    const char *next = id;
    if (properties != NULL && has_outline_level(properties))
        return STYLE_HEADING;
    for (guint i = 0; next != NULL && i < MAX_BASES; i++) {
        const Style *style = g_hash_table_lookup(word->styles, next);
        if (style == NULL || style->kind != STYLE_BODY)
            return style == NULL ? STYLE_BODY : style->kind;
        next = style->base;
    }
    return STYLE_BODY;
}

/* ---- paragraphs ---- */

static gboolean is_hidden(const xmlNode *run)
{
    const xmlNode *vanish = osint_part_child(osint_part_child(run, "rPr"), "vanish");
    return vanish != NULL && !osint_part_attribute_is(vanish, "val", "0") &&
           !osint_part_attribute_is(vanish, "val", "false");
}

static void note_reference(Word *word, const xmlNode *node, const char *kind)
{
    g_autofree char *id = osint_part_attribute(node, "id");
    if (id != NULL)
        g_ptr_array_add(word->notes, g_strconcat(kind, id, NULL));
}

static void read_running(Word *word, const xmlNode *parent);

static void read_piece(Word *word, const xmlNode *node)
{
    static const char *const skipped[] = {"pPr",      "rPr", "del",   "moveFrom", "instrText", "delText",
                                          "Fallback", "rt",  "sdtPr", "rubyPr",   "binData",   NULL};
    if (node->type != XML_ELEMENT_NODE || osint_part_is_one_of(node, skipped) ||
        (osint_part_is(node, "r") && is_hidden(node)))
        return;
    if (osint_part_is(node, "t"))
        osint_part_add_text(word->flow, node);
    else if (osint_part_is(node, "tab") || osint_part_is(node, "ptab"))
        osint_flow_add(word->flow, " ", 1);
    else if (osint_part_is(node, "cr") ||
             (osint_part_is(node, "br") && !osint_part_attribute_is(node, "type", "page")))
        osint_flow_line_break(word->flow);
    else if (osint_part_is(node, "noBreakHyphen"))
        osint_flow_add(word->flow, "-", 1);
    else if (osint_part_is(node, "footnoteReference"))
        note_reference(word, node, "f");
    else if (osint_part_is(node, "endnoteReference"))
        note_reference(word, node, "e");
    else if (osint_part_is(node, "txbxContent"))
        g_ptr_array_add(word->boxes.met, (gpointer)node);
    else
        read_running(word, node);
}

static void read_running(Word *word, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next)
        read_piece(word, node);
}

static void read_boxes(Word *word)
{
    GPtrArray *boxes = osint_part_open_boxes(&word->boxes);
    if (boxes == NULL)
        return;
    for (guint i = 0; i < boxes->len; i++)
        read_blocks(word, g_ptr_array_index(boxes, i));
    osint_part_close_boxes(&word->boxes, boxes);
}

static void read_paragraph(Word *word, const xmlNode *paragraph)
{
    StyleKind kind = kind_of_paragraph(word, paragraph);
    if (kind == STYLE_CONTENTS)
        return;
    osint_flow_end_block(word->flow, FALSE);
    gsize start = word->flow->text->len;
    read_running(word, paragraph);
    if (kind == STYLE_TITLE && word->title == NULL && word->flow->text->len > start) {
        word->title = g_strdup(word->flow->text->str + start);
        g_strstrip(word->title);
    }
    osint_flow_end_block(word->flow, kind != STYLE_BODY);
    read_boxes(word);
}

/* ---- tables ---- */

static guint count_blocks(const xmlNode *cell)
{
    guint count = 0;
    for (const xmlNode *node = cell->children; node != NULL; node = node->next)
        count += node->type == XML_ELEMENT_NODE && !osint_part_is(node, "tcPr");
    return count;
}

/* Cells of one paragraph stand in one line, as the row does; others hold the page's text. */
static void read_row(Word *word, const xmlNode *row)
{
    if (osint_part_below(osint_part_child(row, "trPr"), "del") != NULL)
        return;
    osint_flow_end_block(word->flow, FALSE);
    for (const xmlNode *cell = row->children; cell != NULL; cell = cell->next) {
        const xmlNode *inner = osint_part_is(cell, "sdt") ? osint_part_below(cell, "tc") : cell;
        const xmlNode *paragraph = osint_part_is(inner, "tc") ? osint_part_child(inner, "p") : NULL;
        if (!osint_part_is(inner, "tc"))
            continue;
        if (paragraph != NULL && count_blocks(inner) == 1) {
            osint_flow_add(word->flow, " ", 1);
            read_running(word, paragraph);
        } else {
            read_blocks(word, inner);
        }
    }
    osint_flow_end_block(word->flow, FALSE);
    read_boxes(word);
}

/* A table of contents is a block of its own. */
static gboolean is_contents(const xmlNode *block)
{
    const xmlNode *gallery = osint_part_below(osint_part_child(block, "sdtPr"), "docPartGallery");
    return gallery != NULL && osint_part_attribute_is(gallery, "val", "Table of Contents");
}

static void read_blocks(Word *word, const xmlNode *parent)
{
    static const char *const wrappers[] = {
        "sdt",    "sdtContent", "ins",      "moveTo",  "customXml", "smartTag", "AlternateContent",
        "Choice", "tbl",        "footnote", "endnote", NULL};
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (osint_part_is(node, "p"))
            read_paragraph(word, node);
        else if (osint_part_is(node, "tr"))
            read_row(word, node);
        else if (osint_part_is_one_of(node, wrappers) && !is_contents(node))
            read_blocks(word, node);
    }
}

/* ---- the document ---- */

static void index_notes(GHashTable *notes, xmlDoc *tree, const char *name, const char *kind)
{
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    for (const xmlNode *node = top != NULL ? top->children : NULL; node != NULL; node = node->next) {
        g_autofree char *id = osint_part_is(node, name) ? osint_part_attribute(node, "id") : NULL;
        if (id != NULL)
            g_hash_table_replace(notes, g_strconcat(kind, id, NULL), (gpointer)node);
    }
}

/* The notes that the text refers to, behind it, each once. */
static void read_notes(Word *word, OsintContainer *container, const char *main_part)
{
    g_autofree char *foot = osint_part_resolve(main_part, "footnotes.xml");
    g_autofree char *end = osint_part_resolve(main_part, "endnotes.xml");
    g_autoptr(GHashTable) notes = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (word->notes->len == 0)
        return;
    xmlDoc *feet = osint_container_xml(container, foot), *ends = osint_container_xml(container, end);
    index_notes(notes, feet, "footnote", "f");
    index_notes(notes, ends, "endnote", "e");
    for (guint i = 0; i < word->notes->len; i++) {
        const char *id = g_ptr_array_index(word->notes, i);
        const xmlNode *note = g_hash_table_lookup(notes, id);
        g_hash_table_remove(notes, id);
        if (note != NULL)
            read_blocks(word, note);
    }
    xmlFreeDoc(feet);
    xmlFreeDoc(ends);
}

static void read_core(OsintDocument *document, OsintArticle *article, OsintContainer *container)
{
    xmlDoc *core = osint_container_xml(container, "docProps/core.xml");
    osint_part_read_core(article, core != NULL ? xmlDocGetRootElement(core) : NULL, document->now);
    xmlFreeDoc(core);
}

void osint_docx_read(OsintDocument *document, OsintContainer *container, const char *main_part)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    g_autofree char *styles = osint_part_resolve(main_part, "styles.xml");
    Word word = {
        .flow = flow, .boxes = {g_ptr_array_new(), 0}, .notes = g_ptr_array_new_with_free_func(g_free)};
    word.styles = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_style);
    read_styles(&word, container, styles);
    xmlDoc *tree = osint_container_xml(container, main_part);
    const xmlNode *body = tree != NULL ? osint_part_below(xmlDocGetRootElement(tree), "body") : NULL;
    if (body != NULL)
        read_blocks(&word, body);
    read_notes(&word, container, main_part);
    OsintArticle *article = osint_document_new_article(document);
    osint_flow_finish(flow, article);
    read_core(document, article, container);
    if (article->title == NULL)
        article->title = g_steal_pointer(&word.title);
    xmlFreeDoc(tree);
    g_free(word.title);
    g_ptr_array_unref(word.boxes.met);
    g_ptr_array_unref(word.notes);
    g_hash_table_unref(word.styles);
    osint_part_emit(document, container, article);
}
