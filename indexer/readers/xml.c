/* Article XML. The tree has been validated before it is read, so that reading it needs no checks of its own;
 * its depth is bounded by the parser (256). */
#include "indexer/readers/xml.h"

#include "indexer/article/json.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/markup.h"

#include <libxml/relaxng.h>
#include <string.h>

/* corpus/article.rng, built in. */
extern const char osint_article_rng[];
extern const unsigned long osint_article_rng_length;

static xmlRelaxNG *schema;

void osint_xml_init(void)
{
    if (schema != NULL)
        return;
    OsintMarkupError error = {0};
    xmlRelaxNGParserCtxt *parser =
        xmlRelaxNGNewMemParserCtxt(osint_article_rng, (int)osint_article_rng_length);
    xmlRelaxNGSetParserStructuredErrors(parser, osint_markup_note_error, &error);
    schema = xmlRelaxNGParse(parser);
    xmlRelaxNGFreeParserCtxt(parser);
    if (schema == NULL)
        g_error("the built-in schema of article XML: line %u: %s", error.line, error.message);
}

void osint_xml_cleanup(void)
{
    xmlRelaxNGFree(schema);
    schema = NULL;
}

static gboolean is_valid(xmlDoc *tree, OsintMarkupError *error)
{
    *error = (OsintMarkupError){0};
    xmlRelaxNGValidCtxt *context = xmlRelaxNGNewValidCtxt(schema);
    xmlRelaxNGSetValidStructuredErrors(context, osint_markup_note_error, error);
    int result = xmlRelaxNGValidateDoc(context, tree);
    xmlRelaxNGFreeValidCtxt(context);
    return result == 0;
}

static gboolean is_element(const xmlNode *node, const char *name)
{
    return node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

static void add_mention(OsintArticle *article, const xmlNode *node, const OsintFlow *flow, gsize start)
{
    const GString *text = flow->text;
    while (start < text->len && (text->str[start] == ' ' || text->str[start] == '\n'))
        start++;
    if (start == text->len)
        return;
    OsintSpan span = {(guint32)start, (guint32)text->len};
    g_autofree char *entity = osint_markup_attribute(node, "ref");
    g_autofree char *name = g_strndup(text->str + start, text->len - start);
    osint_article_add_mention(article, span, g_strstrip(entity), "other", name)->by_hand = TRUE;
}

static void read_running(OsintArticle *article, OsintFlow *flow, const xmlNode *parent)
{
    for (const xmlNode *node = parent->children; node != NULL; node = node->next) {
        if (node->type == XML_TEXT_NODE) {
            osint_flow_add(flow, (const char *)node->content, strlen((const char *)node->content));
        } else if (node->type == XML_ELEMENT_NODE) {
            gsize start = flow->text->len;
            read_running(article, flow, node);
            if (is_element(node, "mention"))
                add_mention(article, node, flow, start);
        }
    }
}

static void read_body(OsintArticle *article, const xmlNode *body)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    for (const xmlNode *node = body->children; node != NULL; node = node->next) {
        if (!is_element(node, "p"))
            continue;
        read_running(article, flow, node);
        osint_flow_end_block(flow, FALSE);
    }
    osint_flow_finish(flow, article);
}

static void read_part(OsintArticle *article, const xmlNode *node)
{
    const char *name = (const char *)node->name;
    g_autofree char *text = osint_markup_text(node);
    if (strcmp(name, "body") == 0)
        read_body(article, node);
    else if (strcmp(name, "entity") == 0)
        g_ptr_array_add(article->entities, osint_markup_attribute(node, "ref"));
    else if (strcmp(name, "author") == 0)
        g_ptr_array_add(article->authors, g_steal_pointer(&text));
    else if (strcmp(name, "tag") == 0)
        g_ptr_array_add(article->tags, g_steal_pointer(&text));
    else if (text != NULL)
        osint_article_set_field(article, name, text);
}

static void read_article(OsintDocument *document, const xmlNode *node)
{
    static const char *const attributes[][2] = {{"id", "id"},
                                                {"lang", "language"},
                                                {"published", "published"},
                                                {"updated", "updated"},
                                                {"accessed", "accessed"}};
    OsintArticle *article = osint_document_new_article(document);
    for (gsize i = 0; i < G_N_ELEMENTS(attributes); i++) {
        g_autofree char *value = osint_markup_attribute(node, attributes[i][0]);
        if (value != NULL)
            osint_article_set_field(article, attributes[i][1], value);
    }
    for (const xmlNode *part = node->children; part != NULL; part = part->next)
        if (part->type == XML_ELEMENT_NODE)
            read_part(article, part);
    osint_document_emit(document, article, 0, (guint)MAX(xmlGetLineNo(node), 0));
}

static void read_tree(OsintDocument *document, xmlDoc *tree)
{
    const xmlNode *root = xmlDocGetRootElement(tree);
    if (is_element(root, "article")) {
        read_article(document, root);
        return;
    }
    for (const xmlNode *node = root->children; node != NULL; node = node->next)
        if (is_element(node, "article"))
            read_article(document, node);
}

static void refuse(OsintDocument *document, const char *code, const OsintMarkupError *error)
{
    osint_document_refuse(document, 0, error->line, code, "%s",
                          error->message != NULL ? error->message : "it is not valid");
}

void osint_xml_read(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *declared = osint_encoding_declared(data, length);
    g_autofree char *decoded = osint_document_decode(
        document, data, length, declared != NULL ? declared : osint_document_charset(document), &length);
    OsintMarkupError error;
    xmlDoc *tree = osint_markup_parse_xml(decoded, length, &error);
    if (tree == NULL) {
        refuse(document, error.entities ? "xml-entities" : "xml-syntax", &error);
    } else {
        osint_markup_error_clear(&error);
        if (is_valid(tree, &error))
            read_tree(document, tree);
        else
            refuse(document, "xml-invalid", &error);
        xmlFreeDoc(tree);
    }
    osint_markup_error_clear(&error);
}
