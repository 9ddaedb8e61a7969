/* The border to libxml2. Its error handlers are per thread and set for the time of one call only. */
#include "indexer/readers/markup.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/html/prepare.h"

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>
#include <libxml/parser.h>
#include <libxml/parserInternals.h>
#include <string.h>

#define MAX_ATTRIBUTES 1000
#define MAX_ERRORS 1000
/* The parser stops at 256 levels. An element that needs an end tag stands in at most four of them (table,
 * tbody, tr, td). */
#define MAX_HTML_DEPTH 60

void osint_markup_error_clear(OsintMarkupError *error)
{
    g_clear_pointer(&error->message, g_free);
}

static int depth_of(const xmlNode *node)
{
    int depth = 0;
    while (node != NULL && node->parent != NULL && depth < 1000) {
        node = node->parent;
        depth++;
    }
    return depth;
}

void osint_markup_note_error(void *context, xmlError *reported)
{
    OsintMarkupError *error = context;
    int depth = depth_of(reported->node);
    if (reported->level == XML_ERR_WARNING || (error->message != NULL && depth <= error->depth))
        return;
    const xmlNode *node = reported->node;
    g_autofree char *reason =
        g_strchomp(g_strdup(reported->message != NULL ? reported->message : "not readable"));
    g_free(error->message);
    error->message = node != NULL && node->type == XML_ELEMENT_NODE
                         ? g_strdup_printf("element <%s>: %s", (const char *)node->name, reason)
                         : g_steal_pointer(&reason);
    error->line = reported->line > 0 ? (guint)reported->line : 0;
    error->depth = depth;
}

/* Of HTML only the error that ends the reading matters. */
static void note_end(void *context, xmlError *reported)
{
    gboolean *cut_short = context;
    if (reported->code == XML_ERR_INTERNAL_ERROR)
        *cut_short = TRUE;
}

typedef struct {
    xmlStructuredErrorFunc function;
    void *context;
} Handler;

static Handler handle_errors(xmlStructuredErrorFunc function, void *context)
{
    Handler before = {xmlStructuredError, xmlStructuredErrorContext};
    xmlSetStructuredErrorFunc(context, function);
    return before;
}

/* No entity is ever expanded: a document that declares one is not read on. */
static void refuse_entity(void *context, const xmlChar *name, int type, const xmlChar *public_id,
                          const xmlChar *system_id, xmlChar *content)
{
    (void)type;
    (void)public_id;
    (void)system_id;
    (void)content;
    xmlParserCtxt *parser = context;
    OsintMarkupError *error = parser->_private;
    if (error->message == NULL) {
        error->message = g_strdup_printf("it declares the entity \"%.60s\"", (const char *)name);
        error->line = parser->input != NULL ? (guint)MAX(parser->input->line, 0) : 0;
        error->entities = TRUE;
        error->depth = G_MAXINT;
    }
    xmlStopParser(parser);
}

/* The parser compares every attribute of a tag with all others. */
static gboolean has_crowded_tag(const char *data, gsize length)
{
    gboolean in_tag = FALSE;
    char quote = '\0';
    guint marks = 0;
    for (gsize i = 0; i < length && marks <= MAX_ATTRIBUTES; i++) {
        char c = data[i];
        if (!in_tag) {
            in_tag = c == '<' && i + 1 < length && (g_ascii_isalpha(data[i + 1]) || data[i + 1] == '_');
            marks = 0;
        } else if (quote != '\0') {
            quote = c == quote ? '\0' : quote;
        } else if (c == '"' || c == '\'') {
            quote = c;
        } else {
            in_tag = c != '>';
            marks += c == '=' ? 1 : 0;
        }
    }
    return marks > MAX_ATTRIBUTES;
}

typedef struct {
    OsintMarkupError *error;
    xmlParserCtxt *parser;
    guint left; /* errors that are borne: each costs time */
} Reading;

static void note_and_stop(void *context, xmlError *reported)
{
    Reading *reading = context;
    osint_markup_note_error(reading->error, reported);
    if (reported->level != XML_ERR_FATAL)
        return;
    if (reading->left == 0 || reported->code == XML_ERR_NO_MEMORY)
        xmlStopParser(reading->parser);
    else
        reading->left--;
}

static xmlDoc *parse_xml(const char *data, gsize length, int options, OsintMarkupError *error)
{
    *error = (OsintMarkupError){0};
    if (length > G_MAXINT32 || has_crowded_tag(data, length)) {
        error->message =
            g_strdup(length > G_MAXINT32 ? "it is too large" : "a tag has more than 1000 attributes");
        return NULL;
    }
    xmlParserCtxt *parser = xmlNewParserCtxt();
    parser->sax->entityDecl = refuse_entity;
    parser->_private = error;
    Reading reading = {error, parser, (options & XML_PARSE_RECOVER) != 0 ? MAX_ERRORS : 0};
    Handler before = handle_errors(note_and_stop, &reading);
    xmlDoc *tree = xmlCtxtReadMemory(parser, data, (int)length, NULL, NULL,
                                     XML_PARSE_NONET | XML_PARSE_NOCDATA | XML_PARSE_BIG_LINES |
                                         XML_PARSE_IGNORE_ENC | options);
    handle_errors(before.function, before.context);
    if (tree != NULL && ((!parser->wellFormed && (options & XML_PARSE_RECOVER) == 0) || error->entities))
        g_clear_pointer(&tree, xmlFreeDoc);
    if (tree == NULL && error->message == NULL)
        error->message = g_strdup("it is not well-formed");
    if (tree != NULL && parser->wellFormed)
        osint_markup_error_clear(error);
    xmlFreeParserCtxt(parser);
    return tree;
}

xmlDoc *osint_markup_parse_xml(const char *data, gsize length, OsintMarkupError *error)
{
    return parse_xml(data, length, 0, error);
}

xmlDoc *osint_markup_recover_xml(const char *data, gsize length, OsintMarkupError *error)
{
    return parse_xml(data, length, XML_PARSE_RECOVER, error);
}

static xmlDoc *parse_html(const char *html, gsize length, guint max_depth, gboolean *cut_short)
{
    *cut_short = FALSE;
    gsize kept;
    g_autofree char *prepared = osint_html_prepare(html, length, max_depth, &kept);
    if (kept == 0 || kept > G_MAXINT32)
        return NULL;
    htmlParserCtxt *parser = htmlNewParserCtxt();
    Handler before = handle_errors(note_end, cut_short);
    xmlDoc *tree = htmlCtxtReadMemory(parser, prepared, (int)kept, NULL, "UTF-8",
                                      HTML_PARSE_RECOVER | HTML_PARSE_NONET | HTML_PARSE_NOERROR |
                                          HTML_PARSE_NOWARNING | HTML_PARSE_COMPACT);
    handle_errors(before.function, before.context);
    htmlFreeParserCtxt(parser);
    return tree;
}

xmlDoc *osint_markup_parse_html(const char *html, gsize length, gboolean *cut_short)
{
    xmlDoc *tree = parse_html(html, length, 0, cut_short);
    if (!*cut_short)
        return tree;
    xmlFreeDoc(tree);
    return parse_html(html, length, MAX_HTML_DEPTH, cut_short);
}

char *osint_markup_attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetNoNsProp(node, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

const char *osint_markup_peek(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next)
        if (strcmp((const char *)attribute->name, name) == 0)
            return attribute->children != NULL ? (const char *)attribute->children->content : NULL;
    return NULL;
}

char *osint_markup_text(const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    g_autofree char *valid = content != NULL ? g_utf8_make_valid((const char *)content, -1) : NULL;
    xmlFree(content);
    return osint_clean_line(valid);
}

gboolean osint_markup_is_blank(const xmlNode *text_node)
{
    return xmlIsBlankNode(text_node) == 1;
}

const xmlNode *osint_markup_next(const xmlNode *node, const xmlNode *top)
{
    if (node->children != NULL && node->type == XML_ELEMENT_NODE)
        return node->children;
    while (node != top && node->next == NULL)
        node = node->parent;
    return node == top ? NULL : node->next;
}
