/* The walk over the tree: once, without recursion. Text goes through OsintFlow, so that white space is
 * folded; a block is what stands between two borders of block elements. */
#include "indexer/readers/html/blocks.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/markup.h"

#include <string.h>

/* A cell with more text makes its row a matter of layout. */
#define MAX_CELL 300

typedef struct {
    OsintHtmlPage *page;
    OsintFlow *flow;
    guint current;      /* the open element */
    guint block;        /* the open block element */
    guint preformatted; /* open <pre> elements */
    guint row;          /* the open row whose cells go on one line, or OSINT_NO_INDEX */
    gsize link_start;   /* of the flow's text, where the open link began */
    OsintHtmlBlock open;
    gboolean has_open;
    gboolean at_break;
} Walk;

static OsintHtmlNode *node_at(const OsintHtmlPage *page, guint index)
{
    return &g_array_index(page->nodes, OsintHtmlNode, index);
}

const OsintHtmlNode *osint_html_page_node(const OsintHtmlPage *page, guint index)
{
    return node_at(page, index);
}

const OsintHtmlBlock *osint_html_page_block(const OsintHtmlPage *page, guint index)
{
    return &g_array_index(page->blocks, OsintHtmlBlock, index);
}

static gboolean is_stop(gunichar c)
{
    switch (c) {
    case '.':
    case ',':
    case ';':
    case '?':
    case '!':
    case 0x3001:
    case 0x3002:
    case 0xFF0C:
    case 0xFF01:
    case 0xFF1F:
    case 0x060C:
    case 0x061F:
    case 0x0964:
    case 0x06D4:
        return TRUE;
    default:
        return FALSE;
    }
}

static void measure_char(OsintHtmlBlock *block, gunichar c, guint *half_words)
{
    block->stops += is_stop(c) ? 1 : 0;
    if (c >= 0x1100 && g_unichar_iswide(c)) {
        block->columns += 2;
        (*half_words)++;
    } else if (!g_unichar_iszerowidth(c)) {
        block->columns++;
        block->capitals += g_unichar_isupper(c) ? 1 : 0;
    }
}

static void measure(OsintHtmlBlock *block, const char *text)
{
    guint half_words = 0;
    const char *at = text + block->start, *end = text + block->end;
    block->words = 1;
    while (at < end) {
        unsigned char byte = (unsigned char)*at;
        if (byte >= 0x80) {
            measure_char(block, g_utf8_get_char(at), &half_words);
            at = g_utf8_next_char(at);
            continue;
        }
        block->columns++;
        block->words += byte == ' ' || byte == '\n' ? 1 : 0;
        block->digits += byte >= '0' && byte <= '9' ? 1 : 0;
        block->capitals += byte >= 'A' && byte <= 'Z' ? 1 : 0;
        block->stops += is_stop(byte) ? 1 : 0;
        at++;
    }
    block->words += half_words / 2;
}

static void settle_link(Walk *walk)
{
    if (walk->has_open && walk->current != OSINT_NO_INDEX &&
        node_at(walk->page, walk->current)->link != OSINT_NO_INDEX) {
        gsize from = MAX(walk->link_start, walk->flow->block), to = walk->flow->text->len;
        walk->open.link_bytes += to > from ? (guint)(to - from) : 0;
    }
    walk->link_start = walk->flow->text->len;
}

static void end_block(Walk *walk, gboolean broken)
{
    if (walk->has_open) {
        settle_link(walk);
        OsintHtmlBlock *block = &walk->open;
        block->start = (guint)walk->flow->block;
        block->end = (guint)walk->flow->text->len;
        block->broken = broken || walk->at_break;
        measure(block, walk->flow->text->str);
        g_array_append_val(walk->page->blocks, *block);
        walk->has_open = FALSE;
    }
    walk->at_break = broken;
    osint_flow_end_block(walk->flow, FALSE);
    walk->link_start = walk->flow->text->len;
}

static void add_text(Walk *walk, const xmlNode *node)
{
    const char *text = (const char *)node->content;
    gsize before = walk->flow->text->len;
    if (walk->preformatted > 0)
        osint_flow_add_lines(walk->flow, text, strlen(text));
    else
        osint_flow_add(walk->flow, text, strlen(text));
    if (!walk->has_open && walk->flow->text->len > before) {
        walk->open =
            (OsintHtmlBlock){.node = walk->block, .inner = walk->current, .row = walk->row != OSINT_NO_INDEX};
        walk->has_open = TRUE;
    }
}

static guint signature_of(const xmlNode *node)
{
    guint hash = g_str_hash(node->name);
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, "class") == 0 && attribute->children != NULL &&
            attribute->children->content != NULL)
            hash = hash * 31 + g_str_hash(attribute->children->content);
    return hash;
}

static guint add_node(Walk *walk, const xmlNode *xml, OsintElement element)
{
    OsintHtmlPage *page = walk->page;
    OsintHtmlNode node = {.node = xml, .parent = walk->current, .element = element, .link = OSINT_NO_INDEX};
    guint index = page->nodes->len;
    gboolean hidden;
    node.clues = osint_clues_of(xml, &hidden);
    node.signature = signature_of(xml);
    node.inside = OSINT_ELEMENT_BIT(element) | (hidden ? OSINT_ELEMENT_BIT(OSINT_ELEMENT_HIDDEN) : 0);
    node.first_block = page->blocks->len;
    if (walk->current != OSINT_NO_INDEX) {
        node.inside |= node_at(page, walk->current)->inside;
        node.link = node_at(page, walk->current)->link;
    }
    if (element == OSINT_ELEMENT_A)
        node.link = index;
    g_array_append_val(page->nodes, node);
    return index;
}

/* Whether the cells of a row hold words, not parts of a layout. */
static gboolean is_data_row(const xmlNode *row)
{
    gsize length = 0;
    for (const xmlNode *node = row; node != NULL; node = osint_markup_next(node, row)) {
        if (node->type == XML_TEXT_NODE) {
            length += strlen((const char *)node->content);
        } else if (node != row && node->type == XML_ELEMENT_NODE) {
            OsintElement element = osint_element_find((const char *)node->name);
            length = element == OSINT_ELEMENT_CELL ? 0 : length;
            if (osint_element_is_block(element) && element != OSINT_ELEMENT_P)
                return FALSE;
        }
        if (length > MAX_CELL)
            return FALSE;
    }
    return TRUE;
}

static gboolean is_break(const xmlNode *node)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, "br") == 0;
}

/* Two <br> in a row separate paragraphs. */
static gboolean follows_break(const xmlNode *node)
{
    const xmlNode *before = node->prev;
    if (before != NULL && before->type == XML_TEXT_NODE && osint_markup_is_blank(before))
        before = before->prev;
    return is_break(before);
}

/* Whether an element's borders end a paragraph: cells of a row of words do not. */
static gboolean ends_blocks(const Walk *walk, OsintElement element)
{
    if (walk->row != OSINT_NO_INDEX && (element == OSINT_ELEMENT_CELL || element == OSINT_ELEMENT_P))
        return FALSE;
    return osint_element_is_block(element) || element == OSINT_ELEMENT_CELL;
}

static void enter(Walk *walk, const xmlNode *xml, OsintElement element)
{
    settle_link(walk);
    if (ends_blocks(walk, element))
        end_block(walk, FALSE);
    else if (element == OSINT_ELEMENT_CELL && walk->has_open)
        osint_flow_add(walk->flow, " | ", 3);
    else if (walk->row != OSINT_NO_INDEX && element == OSINT_ELEMENT_P)
        osint_flow_add(walk->flow, " ", 1);
    gboolean is_block = walk->current == OSINT_NO_INDEX || ends_blocks(walk, element);
    walk->current = add_node(walk, xml, element);
    if (is_block)
        walk->block = walk->current;
    node_at(walk->page, walk->current)->block = walk->block;
    if (element == OSINT_ELEMENT_TR && walk->row == OSINT_NO_INDEX && is_data_row(xml))
        walk->row = walk->current;
    walk->preformatted += element == OSINT_ELEMENT_PRE ? 1 : 0;
}

static void leave(Walk *walk)
{
    OsintHtmlPage *page = walk->page;
    OsintHtmlNode *node = node_at(page, walk->current);
    settle_link(walk);
    if (ends_blocks(walk, node->element))
        end_block(walk, FALSE);
    if (walk->row == walk->current)
        walk->row = OSINT_NO_INDEX;
    walk->preformatted -= node->element == OSINT_ELEMENT_PRE ? 1 : 0;
    node->end = page->nodes->len;
    node->end_block = page->blocks->len + (walk->has_open ? 1 : 0);
    walk->block = node->parent != OSINT_NO_INDEX ? node_at(page, node->parent)->block : OSINT_NO_INDEX;
    walk->current = node->parent;
}

/* Returns whether the element was entered. */
static gboolean visit(Walk *walk, const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE) {
        add_text(walk, node);
        return FALSE;
    }
    if (node->type != XML_ELEMENT_NODE)
        return FALSE;
    OsintElement element = osint_element_find((const char *)node->name);
    if (element == OSINT_ELEMENT_SKIPPED) {
        if (strcmp((const char *)node->name, "script") == 0 && node->children != NULL)
            g_ptr_array_add(walk->page->scripts, node->children->content);
        return FALSE;
    }
    if (element != OSINT_ELEMENT_BR) {
        enter(walk, node, element);
        return TRUE;
    }
    if (follows_break(node))
        end_block(walk, TRUE);
    else
        osint_flow_line_break(walk->flow);
    return FALSE;
}

static void walk_tree(Walk *walk, const xmlNode *root)
{
    const xmlNode *node = root;
    for (;;) {
        gboolean entered = visit(walk, node);
        if (entered && node->children != NULL) {
            node = node->children;
            continue;
        }
        if (entered)
            leave(walk);
        while (node != root && node->next == NULL) {
            node = node->parent;
            leave(walk);
        }
        if (node == root)
            return;
        node = node->next;
    }
}

OsintHtmlPage *osint_html_page_new(const xmlNode *const *roots, guint count)
{
    OsintHtmlPage *page = g_new0(OsintHtmlPage, 1);
    page->nodes = g_array_new(FALSE, FALSE, sizeof(OsintHtmlNode));
    page->scripts = g_ptr_array_new();
    page->blocks = g_array_new(FALSE, FALSE, sizeof(OsintHtmlBlock));
    g_autoptr(OsintFlow) flow = osint_flow_new();
    Walk walk = {.page = page,
                 .flow = flow,
                 .current = OSINT_NO_INDEX,
                 .block = OSINT_NO_INDEX,
                 .row = OSINT_NO_INDEX};
    for (guint i = 0; i < count; i++) {
        walk_tree(&walk, roots[i]);
        end_block(&walk, FALSE);
    }
    page->text = g_strndup(flow->text->str, flow->text->len);
    return page;
}

void osint_html_page_free(OsintHtmlPage *page)
{
    if (page == NULL)
        return;
    g_array_unref(page->nodes);
    g_array_unref(page->blocks);
    g_ptr_array_unref(page->scripts);
    g_free(page->text);
    g_free(page);
}
