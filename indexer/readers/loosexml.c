/* What is well-formed is parsed as it is. The rest, and what has a document type that may declare characters,
 * is mended first. */
#include "indexer/readers/loosexml.h"

#include "indexer/readers/markup.h"
#include "indexer/readers/mendxml.h"

#include <string.h>

#define HEAD_BYTES 400
#define JUNK_BYTES 65536

/* The encoding of "<?xml ... encoding='...'?>"; what a transport says counts less than what XML says. */
static char *declared_encoding(const OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *head = g_strndup(data, MIN(length, JUNK_BYTES));
    const char *open = strstr(head, "<?xml");
    const char *close = open != NULL ? strstr(open, "?>") : NULL;
    const char *at = close != NULL ? strstr(open, "encoding") : NULL;
    if (at == NULL || at > close || close - open > HEAD_BYTES)
        return g_strdup(osint_document_charset(document));
    at += strlen("encoding");
    at += strspn(at, " \t\r\n=\"'");
    gsize width = strcspn(at, "\"' ?>");
    return width > 0 ? g_strndup(at, width) : NULL;
}

/* Where XML begins: at its declaration when there is one among the first characters (what looks like one
 * behind a CDATA section is quoted), else at the first tag. */
static const char *find_start(const char *text, gsize length)
{
    gsize sample = MIN(length, JUNK_BYTES);
    const char *declaration = g_strstr_len(text, (gssize)sample, "<?xml");
    if (declaration != NULL && g_strstr_len(text, declaration - text, "<![CDATA[") == NULL)
        return declaration;
    for (const char *at = text; (at = memchr(at, '<', (gsize)(text + length - at))) != NULL; at++)
        if (at[1] == '!' || at[1] == '?' || g_ascii_isalpha(at[1]) || at[1] == '_')
            return at;
    return NULL;
}

static const char *skip_declaration(const char *text, const char *end)
{
    const char *close = g_str_has_prefix(text, "<?xml") ? g_strstr_len(text, end - text, "?>") : NULL;
    return close != NULL && close - text < HEAD_BYTES ? close + 2 : text;
}

static gboolean has_root(const xmlDoc *tree)
{
    return tree != NULL && xmlDocGetRootElement((xmlDoc *)tree) != NULL;
}

static void note_missing(OsintLooseXml *xml, const OsintMending *mending, const OsintMarkupError *error)
{
    if (error->message != NULL)
        xml->missing =
            g_strdup_printf("only what stands before line %u could be read: %s", error->line, error->message);
    else if (mending->cut_short)
        xml->missing = g_strdup("it is cut short");
    else if (mending->goes_on)
        xml->missing = g_strdup("there is more behind its end");
}

/* FALSE without a refusal when there is no element in it. */
static gboolean read_mended(OsintDocument *document, const char *text, gsize length, OsintLooseXml *xml)
{
    OsintMending mending;
    gsize mended_length;
    g_autofree char *mended = osint_mend_xml(text, length, &mended_length, &mending);
    if (mended == NULL) {
        osint_document_refuse(document, 0, 0, "xml-entities", "it declares the entity \"%s\"",
                              mending.hostile);
        osint_mending_clear(&mending);
        return FALSE;
    }
    OsintMarkupError error;
    xml->tree = osint_markup_recover_xml(mended, mended_length, &error);
    if (has_root(xml->tree))
        note_missing(xml, &mending, &error);
    else
        osint_document_refuse(document, 0, xml->line, "xml-syntax", "%s",
                              xml->trouble != NULL ? xml->trouble : "there is no element in it");
    osint_markup_error_clear(&error);
    return has_root(xml->tree);
}

static gboolean parse(OsintDocument *document, const char *text, gsize length, OsintLooseXml *xml)
{
    const char *start = find_start(text, length), *end = text + length;
    if (start == NULL) {
        osint_document_refuse(document, 0, 0, "xml-syntax", "there is no element in it");
        return FALSE;
    }
    start = skip_declaration(start, end);
    if (g_strstr_len(start, end - start, "<!DOCTYPE") == NULL) {
        OsintMarkupError error;
        xml->tree = osint_markup_parse_xml(start, (gsize)(end - start), &error);
        xml->trouble = xml->tree == NULL ? g_steal_pointer(&error.message) : NULL;
        xml->line = error.line;
        osint_markup_error_clear(&error);
    }
    return xml->tree != NULL || read_mended(document, start, (gsize)(end - start), xml);
}

gboolean osint_loose_xml_read(OsintDocument *document, const char *data, gsize length, OsintLooseXml *xml)
{
    *xml = (OsintLooseXml){0};
    gsize decoded_length;
    g_autofree char *declared = declared_encoding(document, data, length);
    g_autofree char *decoded = osint_document_decode(document, data, length, declared, &decoded_length);
    if (parse(document, decoded, decoded_length, xml))
        return TRUE;
    osint_loose_xml_clear(xml);
    return FALSE;
}

void osint_loose_xml_clear(OsintLooseXml *xml)
{
    g_clear_pointer(&xml->tree, xmlFreeDoc);
    g_clear_pointer(&xml->trouble, g_free);
    g_clear_pointer(&xml->missing, g_free);
}

void osint_loose_xml_refuse_missing(OsintDocument *document, const OsintLooseXml *xml)
{
    if (xml->missing != NULL)
        osint_document_refuse(document, 0, xml->line, "xml-incomplete", "%s", xml->missing);
}

void osint_loose_xml_warn(const OsintLooseXml *xml, OsintArticle *article)
{
    if (xml->trouble != NULL)
        osint_article_warn(article, "xml-mended", "the XML is not well-formed (line %u: %s); it was mended",
                           xml->line, xml->trouble);
}

static void put_escaped(GString *out, const char *text)
{
    for (; text != NULL && *text != '\0'; text++) {
        if (*text == '&')
            g_string_append(out, "&amp;");
        else if (*text == '<')
            g_string_append(out, "&lt;");
        else if (*text == '>')
            g_string_append(out, "&gt;");
        else if (*text == '"')
            g_string_append(out, "&quot;");
        else
            g_string_append_c(out, *text);
    }
}

static gboolean is_void(const char *name)
{
    static const char *const names[] = {"area", "br", "col", "hr", "img", "input", "link", "meta", NULL};
    return g_strv_contains(names, name);
}

static const char *local_name(const xmlNode *node)
{
    const char *colon = strrchr((const char *)node->name, ':');
    return colon != NULL ? colon + 1 : (const char *)node->name;
}

static const char *html_name(const xmlNode *node, const OsintMarkupName *names)
{
    const char *name = local_name(node);
    for (; names != NULL && names->name != NULL; names++)
        if (strcmp(names->name, name) == 0)
            return names->html;
    return name;
}

static void open_tag(GString *out, const xmlNode *node, const char *name)
{
    g_string_append_printf(out, "<%s", name);
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
        g_string_append_printf(out, " %s=\"", (const char *)attribute->name);
        put_escaped(out, (const char *)value);
        g_string_append_c(out, '"');
        xmlFree(value);
    }
    g_string_append_c(out, '>');
}

static void close_tag(GString *out, const char *name)
{
    if (!is_void(name))
        g_string_append_printf(out, "</%s>", name);
}

static gboolean is_text(const xmlNode *node)
{
    return node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE;
}

/* Opens a node; whether its children are to be gone through. */
static gboolean enter(GString *out, const xmlNode *node, const OsintMarkupName *names, gboolean tags)
{
    if (is_text(node) && tags)
        put_escaped(out, (const char *)node->content);
    else if (is_text(node))
        g_string_append(out, (const char *)node->content);
    if (node->type != XML_ELEMENT_NODE || *html_name(node, names) == '\0')
        return FALSE;
    if (tags)
        open_tag(out, node, html_name(node, names));
    if (node->children == NULL && tags)
        close_tag(out, html_name(node, names));
    return node->children != NULL;
}

static char *inside(const xmlNode *node, const OsintMarkupName *names, gboolean tags)
{
    GString *out = g_string_new(NULL);
    const xmlNode *at = node->children;
    while (at != NULL && at != node) {
        if (enter(out, at, names, tags)) {
            at = at->children;
            continue;
        }
        while (at != node && at->next == NULL) {
            at = at->parent;
            if (at != node && tags)
                close_tag(out, html_name(at, names));
        }
        at = at == node ? node : at->next;
    }
    return g_string_free(out, FALSE);
}

char *osint_loose_xml_inner(const xmlNode *node, const OsintMarkupName *names)
{
    return inside(node, names, TRUE);
}

char *osint_loose_xml_plain(const xmlNode *node, const OsintMarkupName *names)
{
    return inside(node, names, FALSE);
}

char *osint_loose_xml_text(const xmlNode *node)
{
    xmlChar *content = xmlNodeGetContent(node);
    char *text = content != NULL ? g_utf8_make_valid((const char *)content, -1) : NULL;
    xmlFree(content);
    if (text != NULL && *g_strstrip(text) == '\0')
        g_clear_pointer(&text, g_free);
    return text;
}

gboolean osint_loose_xml_has_elements(const xmlNode *node)
{
    return osint_loose_xml_child(node) != NULL;
}

static const xmlNode *element_from(const xmlNode *node)
{
    while (node != NULL && node->type != XML_ELEMENT_NODE)
        node = node->next;
    return node;
}

const xmlNode *osint_loose_xml_child(const xmlNode *node)
{
    return element_from(node->children);
}

const xmlNode *osint_loose_xml_next(const xmlNode *node)
{
    return element_from(node->next);
}

char *osint_loose_xml_attribute(const xmlNode *node, const char *name)
{
    for (const xmlAttr *attribute = node->properties; attribute != NULL; attribute = attribute->next) {
        const char *colon = strrchr((const char *)attribute->name, ':');
        if (g_ascii_strcasecmp(colon != NULL ? colon + 1 : (const char *)attribute->name, name) != 0)
            continue;
        xmlChar *value = xmlNodeListGetString(node->doc, attribute->children, 1);
        char *copy = g_strdup((const char *)value);
        xmlFree(value);
        return copy;
    }
    return NULL;
}
