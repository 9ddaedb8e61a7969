#include "tests/unit/readers/collect.h"

static const char *string_at(const GPtrArray *list, guint index)
{
    assert_true(index < list->len);
    return g_ptr_array_index(list, index);
}

static void test_nitf(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.xml",
        "<?xml version='1.0'?><!DOCTYPE nitf SYSTEM 'nitf.dtd'><nitf "
        "baselang='en-GB'><head><title>Slug</title>"
        "<tobject><tobject.subject tobject.subject.refnum='04000000' "
        "tobject.subject.type='Finance'/></tobject>"
        "<docdata management-status='canceled'><doc-id id-string='X.1' regsrc='XA'/>"
        "<date.issue norm='20131020T192751-0500'/><date.release norm='YYYYMMDD'/>"
        "<key-list><keyword key='ships'/></key-list></docdata></head>"
        "<body><body.head><hedline><hl1>Ship sinks</hl1><hl2>Second line</hl2></hedline>"
        "<note><body.content><p>For editors.</p></body.content></note>"
        "<byline>By <person>Jane Doe</person><byttl>Example Press Writer</byttl></byline>"
        "<distributor>Example Press</distributor></body.head>"
        "<body.content><media><media-reference source='a.jpg'/><media-caption>The ship.</media-caption>"
        "<media-producer>Cam</media-producer></media><p>One.</p><hl2>Head</hl2><p>Two.</p></body.content>"
        "</body></nitf>");
    const OsintArticle *article = only_article(read);
    assert_string_equal(article->id, "X.1");
    assert_string_equal(article->title, "Ship sinks");
    assert_string_equal(article->text, "The ship.\n\nOne.\n\nHead\n\nTwo.");
    assert_string_equal(article->published, "2013-10-20T19:27:51-05:00");
    assert_string_equal(article->publisher, "Example Press");
    assert_string_equal(article->language, "en-GB");
    assert_string_equal(article->media_type, "application/nitf+xml");
    assert_int_equal(article->authors->len, 1);
    assert_string_equal(string_at(article->authors, 0), "Jane Doe");
    assert_string_equal(string_at(article->tags, 0), "Finance");
    assert_string_equal(string_at(article->tags, 1), "04000000");
    assert_string_equal(string_at(article->tags, 2), "ships");
    assert_int_equal(article->headings->len, 1);
    assert_true(has_warning(article, "article-withdrawn"));
}

#define ITEM(guid, inside)                                                                                   \
    "<newsItem xmlns='http://iptc.org/std/nar/2006-10-01/' guid='" guid                                      \
    "' version='2' xml:lang='de'>" inside "</newsItem>"

static void test_g2(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.xml",
        "<newsMessage "
        "xmlns='http://iptc.org/std/nar/2006-10-01/'><header><sent>2017</sent></header><itemSet>" ITEM(
            "urn:newsml:x.example:1",
            "<itemMeta><provider qcode='nprov:xa'><name>X Agentur</name></provider>"
            "<versionCreated>2017-06-29T17:03:46+02:00</versionCreated>"
            "<firstCreated>2017-06-29T16:00:00+02:00</firstCreated><pubStatus "
            "qcode='stat:withheld'/></itemMeta>"
            "<contentMeta><by>Von Anna Baum, xa</by><keyword>Hafen</keyword><subject qcode='medtop:2'>"
            "<name>Schiffe</name></subject><headline role='hl:subtitle'>Unterzeile</headline>"
            "<headline>Schiff sinkt</headline></contentMeta><contentSet><inlineXML><html "
            "xmlns='http://www.w3.org/1999/xhtml'><head><title>no</title></head><body><p>Eins.</p><p>Zwei.</"
            "p>"
            "</body></html></inlineXML><remoteContent href='a.jpg'/></contentSet>")
            ITEM("urn:newsml:x.example:2",
                 "<contentMeta><headline>Ein Bild</headline><description>Das Schiff im Hafen.</description>"
                 "</contentMeta>")
                ITEM("urn:newsml:x.example:3", "<contentMeta/>") "</itemSet></newsMessage>");
    assert_int_equal(read->articles->len, 2);
    assert_int_equal(read->refusals->len, 1);
    const OsintArticle *article = article_at(read, 0);
    assert_string_equal(article->id, "urn:newsml:x.example:1");
    assert_string_equal(article->title, "Schiff sinkt");
    assert_string_equal(article->text, "Eins.\n\nZwei.");
    assert_string_equal(article->published, "2017-06-29T16:00:00+02:00");
    assert_string_equal(article->updated, "2017-06-29T17:03:46+02:00");
    assert_string_equal(article->publisher, "X Agentur");
    assert_string_equal(article->language, "de");
    assert_string_equal(article->media_type, "application/vnd.iptc.g2.newsitem+xml");
    assert_int_equal(article->authors->len, 1);
    assert_string_equal(string_at(article->authors, 0), "Anna Baum");
    assert_string_equal(string_at(article->tags, 2), "medtop:2");
    assert_true(has_warning(article, "article-unpublished"));
    assert_string_equal(article_at(read, 1)->text, "Das Schiff im Hafen.");
}

static void test_g2_alone_with_prefix(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.xml",
        "<nar:newsItem xmlns:nar='http://iptc.org/std/nar/2006-10-01/' guid='urn:x:1'>"
        "<nar:contentMeta><nar:headline>Only this</nar:headline></nar:contentMeta></nar:newsItem>");
    const OsintArticle *article = only_article(read);
    assert_string_equal(article->text, "Only this");
    assert_true(has_warning(article, "text-from-title"));
}

static void test_newsml(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.xml",
        "<NewsML><NewsEnvelope><SentFrom><Party FormalName='Wire'/></SentFrom></NewsEnvelope>"
        "<NewsItem xml:lang='en'><Identification><NewsIdentifier><ProviderId>w.example</ProviderId>"
        "<PublicIdentifier>urn:newsml:w.example:1</PublicIdentifier></NewsIdentifier></Identification>"
        "<NewsManagement><FirstCreated>20130605T210000+0000</FirstCreated>"
        "<ThisRevisionCreated>20130606T210000+0000</ThisRevisionCreated></NewsManagement><NewsComponent>"
        "<NewsLines><HeadLine>Story</HeadLine><ByLine>by Jane Doe and John Roe</ByLine></NewsLines>"
        "<DescriptiveMetadata><Language FormalName='en'/><SubjectCode><Subject FormalName='04000000'/>"
        "</SubjectCode><Property FormalName='Keyword' Value='Saab'/></DescriptiveMetadata>"
        "<ContentItem><DataContent><style>.x{}</style></DataContent></ContentItem>"
        "<NewsComponent><ContentItem><DataContent><nitf><body><body.content><p>One.</p><p>Two.</p>"
        "</body.content></body></nitf></DataContent></ContentItem></NewsComponent>"
        "<NewsComponent><NewsLines><HeadLine>Picture</HeadLine></NewsLines><ContentItem><DataContent>A "
        "caption."
        "</DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>");
    assert_int_equal(read->articles->len, 2);
    const OsintArticle *article = article_at(read, 0);
    assert_string_equal(article->id, "urn:newsml:w.example:1");
    assert_string_equal(article->title, "Story");
    assert_string_equal(article->text, "One.\n\nTwo.");
    assert_string_equal(article->published, "2013-06-05T21:00:00+00:00");
    assert_string_equal(article->updated, "2013-06-06T21:00:00+00:00");
    assert_string_equal(article->publisher, "Wire");
    assert_string_equal(string_at(article->authors, 1), "John Roe");
    assert_string_equal(string_at(article->tags, 0), "Saab");
    assert_string_equal(article_at(read, 1)->title, "Picture");
    assert_null(article_at(read, 1)->id);
}

static void test_ninjs(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.json",
        "{\"uri\":\"urn:x:1\",\"type\":\"text\",\"language\":\"fr\",\"headline\":\"Titre\","
        "\"byline\":\"Par Jeanne "
        "Dupont\",\"versioncreated\":\"2013-07-09T10:37:00Z\",\"pubstatus\":\"canceled\","
        "\"body_text\":\"Court.\",\"body_xhtml\":\"<p>Un.</p><p>Deux.</p>\",\"copyrightholder\":\"Agence\","
        "\"subject\":[{\"name\":\"Arts\",\"code\":\"01000000\"}],\"associations\":{\"main\":{\"uri\":\"urn:x:"
        "2\","
        "\"type\":\"picture\",\"headline\":\"Photo\"},\"side\":{\"uri\":\"urn:x:3\",\"body_text\":\"Autre.\"}"
        "}}");
    assert_int_equal(read->articles->len, 2);
    const OsintArticle *article = article_at(read, 0);
    assert_string_equal(article->id, "urn:x:1");
    assert_string_equal(article->title, "Titre");
    assert_string_equal(article->text, "Un.\n\nDeux.");
    assert_string_equal(article->published, "2013-07-09T10:37:00Z");
    assert_null(article->updated);
    assert_string_equal(article->publisher, "Agence");
    assert_string_equal(string_at(article->authors, 0), "Jeanne Dupont");
    assert_string_equal(string_at(article->tags, 1), "01000000");
    assert_true(has_warning(article, "article-withdrawn"));
    assert_string_equal(article_at(read, 1)->text, "Autre.");
}

static void test_ninjs_lists(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/n/a.json",
        "{\"uri\":\"urn:x:1\",\"headlines\":[{\"role\":\"main\",\"value\":\"Title\"}],\"bodies\":"
        "[{\"role\":\"html\",\"value\":\"<p>A.</p><p>B.</p>\"}],\"by\":\"Staff\",\"title\":7}");
    const OsintArticle *article = only_article(read);
    assert_string_equal(article->title, "Title");
    assert_string_equal(article->text, "A.\n\nB.");
    assert_string_equal(article->media_type, "application/vnd.iptc.ninjs+json");
}

static void test_bylines(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"By Ian Jones, Press Association", "Ian Jones"},
        {"ANTTI AUTIO, HETA HASSINEN", "ANTTI AUTIO|HETA HASSINEN"},
        {"Von Anne Baum und Karl Meier, dpa", "Anne Baum|Karl Meier"},
        {"By Sandra Anders", "Sandra Anders"},
        {"Staff Writer", "Staff Writer"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *text = g_strdup_printf("<nitf><body><body.head><byline>%s</byline></body.head>"
                                                "<body.content><p>T.</p></body.content></body></nitf>",
                                                cases[i][0]);
        g_autoptr(Collected) read = collect_text("/n/a.xml", text);
        const OsintArticle *article = only_article(read);
        g_ptr_array_add(article->authors, NULL);
        g_autofree char *joined = g_strjoinv("|", (char **)article->authors->pdata);
        assert_string_equal(joined, cases[i][1]);
    }
}

static void test_broken(void **state)
{
    (void)state;
    g_autoptr(Collected) read =
        collect_text("/n/a.xml", "<nitf><body><body.content><p>A &nbsp; & B</p><p>rest");
    assert_int_equal(read->articles->len, 1);
    assert_string_equal(article_at(read, 0)->text, "A & B\n\nrest");
    assert_true(has_warning(article_at(read, 0), "xml-mended"));
    assert_true(strstr(refusal_at(read, 0), "xml-incomplete") != NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nitf),
        cmocka_unit_test(test_g2),
        cmocka_unit_test(test_g2_alone_with_prefix),
        cmocka_unit_test(test_newsml),
        cmocka_unit_test(test_ninjs),
        cmocka_unit_test(test_ninjs_lists),
        cmocka_unit_test(test_bylines),
        cmocka_unit_test(test_broken),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
