/* NITF: the head has what is known of the story, the body the story between its headlines and its end. */
#include "indexer/readers/newsxml/byline.h"
#include "indexer/readers/newsxml/newstree.h"
#include "indexer/readers/newsxml/newsxml.h"

#include <string.h>

static void read_title(OsintArticle *article, const xmlNode *nitf)
{
    const xmlNode *headlines = osint_news_find(nitf, "body/body.head/hedline");
    osint_news_set(article, "title", osint_news_text(headlines, "hl1"));
    osint_news_set(article, "title", osint_news_text(headlines, "hl2"));
    if (headlines != NULL)
        osint_news_set(article, "title", osint_news_text(headlines, ""));
    osint_news_set(article, "title", osint_news_text(nitf, "head/title"));
}

/* The dates are in attributes of the form 20131020T192751+1100; those that a program left as it found them
 * ("YYYYMMDD") are as if they were missing. */
static void read_date(OsintArticle *article, const char *key, const xmlNode *node, const char *path,
                      const char *name)
{
    g_autofree char *value = osint_news_attribute(node, path, name);
    if (value != NULL && g_ascii_isdigit(*value))
        osint_news_set(article, key, g_steal_pointer(&value));
}

static void read_dates(OsintArticle *article, const xmlNode *nitf)
{
    read_date(article, "published", nitf, "head/docdata/date.issue", "norm");
    read_date(article, "published", nitf, "head/docdata/date.release", "norm");
    read_date(article, "published", nitf, "head/pubdata", "date.publication");
    read_date(article, "published", nitf, "body/body.head/dateline/story.date", "norm");
}

static void read_people(OsintArticle *article, const xmlNode *nitf)
{
    const xmlNode *byline = osint_news_find(nitf, "body/body.head/byline");
    for (; byline != NULL; byline = osint_news_again(byline)) {
        const xmlNode *person = osint_news_find(byline, "person");
        gboolean named = person != NULL;
        for (; person != NULL; person = osint_news_again(person)) {
            g_autofree char *name = osint_news_text(person, "");
            osint_byline_add(article, name);
        }
        static const OsintMarkupName untitled[] = {{"byttl", ""}, {NULL, NULL}};
        g_autofree char *line = named ? NULL : osint_loose_xml_plain(byline, untitled);
        osint_byline_add(article, line);
    }
}

static void read_publisher(OsintArticle *article, const xmlNode *nitf)
{
    osint_news_set(article, "publisher", osint_news_text(nitf, "body/body.head/distributor"));
    osint_news_set(article, "publisher", osint_news_attribute(nitf, "head/docdata/doc.copyright", "holder"));
    osint_news_set(article, "publisher", osint_news_attribute(nitf, "head/docdata/doc-id", "regsrc"));
    osint_news_set(article, "publisher", osint_news_attribute(nitf, "head/pubdata", "name"));
}

static void read_tags(OsintArticle *article, const xmlNode *nitf)
{
    static const char *const names[] = {"tobject.subject.type", "tobject.subject.matter",
                                        "tobject.subject.detail", "tobject.subject.refnum"};
    const xmlNode *subject = osint_news_find(nitf, "head/tobject/tobject.subject");
    for (; subject != NULL; subject = osint_news_again(subject))
        for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
            osint_news_add_tag(article, osint_loose_xml_attribute(subject, names[i]));
    const xmlNode *keyword = osint_news_find(nitf, "head/docdata/key-list/keyword");
    for (; keyword != NULL; keyword = osint_news_again(keyword)) {
        char *key = osint_loose_xml_attribute(keyword, "key");
        osint_news_add_tag(article, key != NULL ? key : osint_news_text(keyword, ""));
    }
}

static void read_text(OsintArticle *article, const xmlNode *nitf)
{
    static const char *const places[] = {"body/body.content", "body/body.head/abstract", "body"};
    for (gsize i = 0; i < G_N_ELEMENTS(places) && article->text == NULL; i++) {
        const xmlNode *content = osint_news_find(nitf, places[i]);
        if (content != NULL)
            osint_news_fill(article, content);
    }
    osint_news_complete(article);
}

void osint_nitf_read(OsintDocument *document, const char *data, gsize length)
{
    OsintLooseXml xml;
    if (!osint_loose_xml_read(document, data, length, &xml))
        return;
    const xmlNode *root = xmlDocGetRootElement(xml.tree), *nitf = osint_news_deep(root, "nitf");
    OsintArticle *article = osint_document_new_article(document);
    nitf = nitf != NULL ? nitf : root;
    osint_loose_xml_warn(&xml, article);
    osint_news_set(article, "id", osint_news_attribute(nitf, "head/docdata/doc-id", "id-string"));
    osint_news_set(article, "language", osint_news_attribute(nitf, "", "baselang"));
    osint_news_set(article, "language", osint_news_attribute(nitf, "", "lang"));
    read_title(article, nitf);
    read_dates(article, nitf);
    read_people(article, nitf);
    read_publisher(article, nitf);
    read_tags(article, nitf);
    g_autofree char *status = osint_news_attribute(nitf, "head/docdata", "management-status");
    osint_news_warn_status(article, status);
    read_text(article, nitf);
    osint_document_emit(document, article, 0, 0);
    osint_loose_xml_refuse_missing(document, &xml);
    osint_loose_xml_clear(&xml);
}
