/* NewsML 1: components within components. What has a headline of its own is a story; its content is the
 * longest of what stands in it, since the same may be there in several forms. */
#include "indexer/readers/newsxml/byline.h"
#include "indexer/readers/newsxml/newstree.h"
#include "indexer/readers/newsxml/newsxml.h"

#include <string.h>

/* Properties, or subjects, of a component that are looked at. */
#define MAX_NAMES 1000

/* What a component says before its parts begin. */
static const xmlNode *find_ahead(const xmlNode *component, const char *path)
{
    const char *slash = strchr(path, '/');
    g_autofree char *first = slash != NULL ? g_strndup(path, (gsize)(slash - path)) : g_strdup(path);
    const xmlNode *node = osint_loose_xml_child(component);
    while (node != NULL && !osint_news_is(node, first)) {
        if (osint_news_is(node, "NewsComponent") || osint_news_is(node, "ContentItem"))
            return NULL;
        node = osint_loose_xml_next(node);
    }
    return slash != NULL ? osint_news_find(node, slash + 1) : node;
}

/* The component that has the headline for this content, the outermost one when none has, NULL when it stands
 * in none. */
static const xmlNode *story_of(const xmlNode *content, const xmlNode *item)
{
    const xmlNode *outermost = NULL;
    for (const xmlNode *node = content->parent; node != NULL && node != item; node = node->parent) {
        if (!osint_news_is(node, "NewsComponent"))
            continue;
        const xmlNode *line = find_ahead(node, "NewsLines/HeadLine");
        g_autofree char *headline = line != NULL ? osint_news_text(line, "") : NULL;
        if (headline != NULL)
            return node;
        outermost = node;
    }
    return outermost;
}

/* The nearest that a story or what it stands in says at a path. */
static const xmlNode *find_around(const xmlNode *story, const xmlNode *item, const char *path)
{
    const xmlNode *found = NULL;
    for (const xmlNode *node = story; node != NULL && node != item && found == NULL; node = node->parent)
        found = find_ahead(node, path);
    return found;
}

static void set_around(OsintArticle *article, const char *key, const xmlNode *story, const xmlNode *item,
                       const char *path, const char *attribute)
{
    const xmlNode *found = find_around(story, item, path);
    if (found != NULL)
        osint_news_set(article, key,
                       attribute != NULL ? osint_news_attribute(found, "", attribute)
                                         : osint_news_text(found, ""));
}

static void read_people(OsintArticle *article, const xmlNode *story, const xmlNode *item)
{
    const xmlNode *byline = find_around(story, item, "NewsLines/ByLine");
    for (; byline != NULL; byline = osint_news_again(byline)) {
        g_autofree char *line = osint_news_text(byline, "");
        osint_byline_add(article, line);
    }
    const xmlNode *creator = find_around(story, item, "AdministrativeMetadata/Creator/Party");
    for (; creator != NULL && article->authors->len == 0; creator = osint_news_again(creator)) {
        g_autofree char *name = osint_news_attribute(creator, "", "FormalName");
        if (name != NULL && strchr(name, ' ') != NULL)
            osint_byline_add_name(article, name);
    }
}

static void add_names(OsintArticle *article, const xmlNode *metadata, const char *element)
{
    const xmlNode *node = osint_news_deep(metadata, element);
    for (guint i = 0; node != NULL && i < MAX_NAMES; node = osint_news_deep_next(node, metadata), i++)
        osint_news_add_tag(article, osint_loose_xml_attribute(node, "FormalName"));
}

static void read_tags(OsintArticle *article, const xmlNode *story, const xmlNode *item)
{
    static const char *const subjects[] = {"Subject", "SubjectMatter", "SubjectDetail"};
    const xmlNode *line = find_around(story, item, "NewsLines/KeywordLine");
    for (; line != NULL; line = osint_news_again(line))
        osint_news_add_tag(article, osint_news_text(line, ""));
    const xmlNode *metadata = find_around(story, item, "DescriptiveMetadata");
    if (metadata == NULL)
        return;
    const xmlNode *property = osint_news_deep(metadata, "Property");
    for (guint i = 0; property != NULL && i < MAX_NAMES;
         property = osint_news_deep_next(property, metadata), i++) {
        g_autofree char *name = osint_news_attribute(property, "", "FormalName");
        if (name != NULL && g_ascii_strcasecmp(name, "Keyword") == 0)
            osint_news_add_tag(article, osint_news_attribute(property, "", "Value"));
    }
    for (gsize i = 0; i < G_N_ELEMENTS(subjects); i++)
        add_names(article, metadata, subjects[i]);
}

static void read_dates(OsintArticle *article, const xmlNode *item)
{
    osint_news_set(article, "published", osint_news_text(item, "NewsManagement/FirstCreated"));
    osint_news_set(article, "published", osint_news_text(item, "NewsManagement/ThisRevisionCreated"));
    osint_news_set(article, "updated", osint_news_text(item, "NewsManagement/ThisRevisionCreated"));
    osint_news_set(article, "published", osint_news_text(item, "Identification/NewsIdentifier/DateId"));
    osint_news_drop_same_update(article);
}

static void read_publisher(OsintArticle *article, const xmlNode *story, const xmlNode *item)
{
    static const char *const parties[] = {"AdministrativeMetadata/Provider/Party",
                                          "AdministrativeMetadata/Source/Party"};
    for (gsize i = 0; i < G_N_ELEMENTS(parties); i++)
        set_around(article, "publisher", story, item, parties[i], "FormalName");
    osint_news_set(article, "publisher",
                   osint_news_attribute(item->parent, "NewsEnvelope/SentFrom/Party", "FormalName"));
    osint_news_set(article, "publisher", osint_news_text(item, "Identification/NewsIdentifier/ProviderId"));
}

static void read_id(OsintArticle *article, const xmlNode *item)
{
    osint_news_set(article, "id", osint_news_text(item, "Identification/NewsIdentifier/PublicIdentifier"));
    osint_news_set(article, "id", osint_news_text(item, "Identification/NewsIdentifier/NewsItemId"));
}

static OsintArticle *article_of(OsintDocument *document, const OsintLooseXml *xml, const xmlNode *story,
                                const xmlNode *item)
{
    OsintArticle *article = osint_document_new_article(document);
    const xmlNode *headlines = story != NULL ? story : item;
    osint_loose_xml_warn(xml, article);
    osint_news_set(article, "title", osint_news_text(headlines, "NewsLines/HeadLine"));
    const xmlNode *any = osint_news_deep(headlines, "HeadLine");
    osint_news_set(article, "title", any != NULL ? osint_news_text(any, "") : NULL);
    set_around(article, "language", story, item, "DescriptiveMetadata/Language", "FormalName");
    osint_news_set(article, "language", osint_news_attribute(item, "", "lang"));
    read_dates(article, item);
    read_publisher(article, story, item);
    read_people(article, story, item);
    read_tags(article, story, item);
    g_autofree char *status = osint_news_attribute(item, "NewsManagement/Status", "FormalName");
    osint_news_warn_status(article, status);
    return article;
}

/* The stories of an item in their order; an item without content has one, its headline. */
static void read_item(OsintDocument *document, const OsintLooseXml *xml, const xmlNode *item)
{
    g_autoptr(GHashTable) known = g_hash_table_new(NULL, NULL); /* story -> article */
    g_autoptr(GPtrArray) articles = g_ptr_array_new();
    const xmlNode *content = osint_news_deep(item, "DataContent");
    for (; content != NULL; content = osint_news_deep_next(content, item)) {
        const xmlNode *story = story_of(content, item);
        OsintArticle *article = g_hash_table_lookup(known, story);
        if (article == NULL) {
            article = article_of(document, xml, story, item);
            g_hash_table_insert(known, (gpointer)story, article);
            g_ptr_array_add(articles, article);
        }
        osint_news_fill(article, content);
    }
    if (articles->len == 0)
        g_ptr_array_add(articles, article_of(document, xml, osint_news_find(item, "NewsComponent"), item));
    for (guint i = 0; i < articles->len; i++) {
        OsintArticle *article = g_ptr_array_index(articles, i);
        if (i == 0)
            read_id(article, item);
        osint_news_complete(article);
        osint_document_emit(document, article, 0, (guint)MAX(xmlGetLineNo(item), 0));
    }
}

void osint_newsml_read(OsintDocument *document, const char *data, gsize length)
{
    OsintLooseXml xml;
    if (!osint_loose_xml_read(document, data, length, &xml))
        return;
    const xmlNode *root = xmlDocGetRootElement(xml.tree), *item = osint_news_find(root, "NewsItem");
    if (item == NULL)
        osint_document_refuse(document, 0, 0, "text-empty", "there is no item in it");
    for (; item != NULL; item = osint_news_again(item))
        read_item(document, &xml, item);
    osint_loose_xml_refuse_missing(document, &xml);
    osint_loose_xml_clear(&xml);
}
