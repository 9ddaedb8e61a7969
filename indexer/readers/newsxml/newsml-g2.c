/* NewsML-G2: items, alone or in a message, each with what is known of the item (itemMeta) and of its content
 * (contentMeta), and its content in one or several renditions. */
#include "indexer/readers/newsxml/byline.h"
#include "indexer/readers/newsxml/newstree.h"
#include "indexer/readers/newsxml/newsxml.h"

#include <string.h>

static const char *const items[] = {"newsItem",    "packageItem",  "knowledgeItem",
                                    "conceptItem", "planningItem", "catalogItem"};

static gboolean is_item(const xmlNode *node)
{
    for (gsize i = 0; i < G_N_ELEMENTS(items); i++)
        if (osint_news_is(node, items[i]))
            return TRUE;
    return FALSE;
}

/* What is named at a path: by its name, else by a literal, else by the last part of its code. */
static char *name_at(const xmlNode *node, const char *path)
{
    const xmlNode *found = osint_news_find(node, path);
    if (found == NULL)
        return NULL;
    char *name = osint_news_text(found, "name");
    if (name == NULL)
        name = osint_news_attribute(found, "", "literal");
    if (name == NULL) {
        g_autofree char *code = osint_news_attribute(found, "", "qcode");
        const char *colon = code != NULL ? strchr(code, ':') : NULL;
        name = colon != NULL && colon[1] != '\0' ? g_strdup(colon + 1) : NULL;
    }
    return name;
}

/* The headline, not a line below or a short form of it. */
static void read_title(OsintArticle *article, const xmlNode *item)
{
    const xmlNode *headline = osint_news_find(item, "contentMeta/headline");
    for (; headline != NULL; headline = osint_news_again(headline)) {
        g_autofree char *role = osint_news_attribute(headline, "", "role");
        g_autofree char *lower = role != NULL ? g_ascii_strdown(role, -1) : NULL;
        if (lower == NULL || strstr(lower, "sub") == NULL)
            osint_news_set(article, "title", osint_news_text(headline, ""));
    }
    osint_news_set(article, "title", osint_news_text(item, "contentMeta/headline"));
    osint_news_set(article, "title", osint_news_text(item, "itemMeta/title"));
    osint_news_set(article, "title", osint_news_text(item, "concept/name"));
}

static void read_dates(OsintArticle *article, const xmlNode *item)
{
    osint_news_set(article, "published", osint_news_text(item, "itemMeta/firstCreated"));
    osint_news_set(article, "published", osint_news_text(item, "contentMeta/contentCreated"));
    osint_news_set(article, "published", osint_news_text(item, "itemMeta/versionCreated"));
    osint_news_set(article, "updated", osint_news_text(item, "itemMeta/versionCreated"));
    osint_news_set(article, "updated", osint_news_text(item, "contentMeta/contentModified"));
    osint_news_drop_same_update(article);
}

/* A creator may be a desk's or an editor's sign ("dw") instead of a person. */
static gboolean is_name(const char *name)
{
    return strchr(name, ' ') != NULL && g_unichar_isupper(g_utf8_get_char(name));
}

static void read_people(OsintArticle *article, const xmlNode *item)
{
    const xmlNode *by = osint_news_find(item, "contentMeta/by");
    for (; by != NULL; by = osint_news_again(by)) {
        g_autofree char *line = osint_news_text(by, "");
        osint_byline_add(article, line);
    }
    const xmlNode *creator = article->authors->len == 0 ? osint_news_find(item, "contentMeta/creator") : NULL;
    for (; creator != NULL; creator = osint_news_again(creator)) {
        g_autofree char *name = name_at(creator, "");
        if (name != NULL && is_name(name) && g_strcmp0(name, article->publisher) != 0)
            osint_byline_add_name(article, name);
    }
}

/* Subjects have a name in some language, and a code that is the same in all of them. */
static void read_tags(OsintArticle *article, const xmlNode *item)
{
    const xmlNode *keyword = osint_news_find(item, "contentMeta/keyword");
    for (; keyword != NULL; keyword = osint_news_again(keyword))
        osint_news_add_tag(article, osint_news_text(keyword, ""));
    const xmlNode *subject = osint_news_find(item, "contentMeta/subject");
    for (; subject != NULL; subject = osint_news_again(subject)) {
        osint_news_add_tag(article, osint_news_text(subject, "name"));
        osint_news_add_tag(article, osint_news_attribute(subject, "", "qcode"));
    }
}

/* The same content may be there in several forms: the longest text of them. Pictures and packages have a
 * description in place of text. */
static void read_text(OsintArticle *article, const xmlNode *item)
{
    const xmlNode *content = osint_news_find(item, "contentSet");
    for (content = content != NULL ? osint_loose_xml_child(content) : NULL; content != NULL;
         content = osint_loose_xml_next(content))
        if (osint_news_is(content, "inlineXML") || osint_news_is(content, "inlineData"))
            osint_news_fill(article, content);
    static const char *const descriptions[] = {"contentMeta/description", "concept/definition",
                                               "itemMeta/description"};
    for (gsize i = 0; i < G_N_ELEMENTS(descriptions) && article->text == NULL; i++) {
        const xmlNode *description = osint_news_find(item, descriptions[i]);
        for (; description != NULL; description = osint_news_again(description))
            osint_news_fill(article, description);
    }
    osint_news_complete(article);
}

static void read_item(OsintDocument *document, const OsintLooseXml *xml, const xmlNode *item)
{
    OsintArticle *article = osint_document_new_article(document);
    osint_loose_xml_warn(xml, article);
    osint_news_set(article, "id", osint_news_attribute(item, "", "guid"));
    osint_news_set(article, "language", osint_news_attribute(item, "contentMeta/language", "tag"));
    osint_news_set(article, "language", osint_news_attribute(item, "", "lang"));
    osint_news_set(article, "publisher", name_at(item, "itemMeta/provider"));
    osint_news_set(article, "publisher", name_at(item, "contentMeta/infoSource"));
    read_title(article, item);
    read_dates(article, item);
    read_people(article, item);
    read_tags(article, item);
    g_autofree char *status = osint_news_attribute(item, "itemMeta/pubStatus", "qcode");
    osint_news_warn_status(article, status);
    read_text(article, item);
    osint_document_emit(document, article, 0, (guint)MAX(xmlGetLineNo(item), 0));
}

void osint_newsml_g2_read(OsintDocument *document, const char *data, gsize length)
{
    OsintLooseXml xml;
    if (!osint_loose_xml_read(document, data, length, &xml))
        return;
    const xmlNode *root = xmlDocGetRootElement(xml.tree);
    const xmlNode *node = is_item(root) ? root : osint_loose_xml_child(root);
    guint found = 0;
    for (; node != NULL; node = node == root ? NULL : osint_loose_xml_next(node)) {
        const xmlNode *item = osint_news_is(node, "itemSet") ? osint_loose_xml_child(node)
                              : is_item(node)                ? node
                                                             : NULL;
        for (; item != NULL; item = item == node ? NULL : osint_loose_xml_next(item)) {
            found += is_item(item) ? 1 : 0;
            if (is_item(item))
                read_item(document, &xml, item);
        }
    }
    if (found == 0)
        osint_document_refuse(document, 0, 0, "text-empty", "there is no item in it");
    osint_loose_xml_refuse_missing(document, &xml);
    osint_loose_xml_clear(&xml);
}
