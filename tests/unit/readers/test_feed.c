#include "tests/unit/readers/collect.h"

#define RSS(inside)                                                                                          \
    "<?xml version='1.0'?><rss version='2.0'" NAMESPACES "><channel>" inside "</channel></rss>"
#define NAMESPACES                                                                                           \
    " xmlns:content='http://purl.org/rss/1.0/modules/content/' xmlns:dc='http://purl.org/dc/elements/1.1/'"
#define ATOM(inside) "<feed xmlns='http://www.w3.org/2005/Atom'>" inside "</feed>"

static const char *author_at(const OsintArticle *article, guint index)
{
    assert_true(index < article->authors->len);
    return g_ptr_array_index(article->authors, index);
}

static const char *tag_at(const OsintArticle *article, guint index)
{
    assert_true(index < article->tags->len);
    return g_ptr_array_index(article->tags, index);
}

static void test_rss(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed",
        RSS("<title>The Daily</title><link>https://daily.example/</link><item><title>One &amp;amp; "
            "two</title><link>/a</link><guid>x1</guid><pubDate>Tue, 20 Apr 2021 09:30:00 "
            "+0900</pubDate><dc:creator>jane@daily.example (Jane Doe)</dc:creator><category>war"
            "</category><category>peace</category><description>Short.</description>"
            "<content:encoded><![CDATA[<p>First.</p><p>Second &mdash; long.</p>]]>"
            "</content:encoded></item>"));
    const OsintArticle *article = only_article(read);
    assert_string_equal(article->title, "One & two");
    assert_string_equal(article->text, "First.\n\nSecond \xE2\x80\x94 long.");
    assert_string_equal(article->url, "https://daily.example/a");
    assert_string_equal(article->published, "2021-04-20T09:30:00+09:00");
    assert_string_equal(article->publisher, "The Daily");
    assert_string_equal(article->media_type, "application/rss+xml");
    assert_string_equal(author_at(article, 0), "Jane Doe");
    assert_string_equal(tag_at(article, 1), "peace");
    assert_null(article->id);
}

static void test_atom(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed",
        ATOM(
            "<title type='html'>The &lt;b>Wire&lt;/b></title><author><name>Desk</name></author>"
            "<entry xml:base='https://wire.example/x/'><title>1 &lt; "
            "2</title><id>tag:wire.example,2021:1</id>"
            "<link rel='enclosure' href='a.mp3'/><link href='a.html'/><updated>2021-04-20T10:00:00Z</updated>"
            "<published>2021-04-19T10:00:00Z</published><category term='http://t.example/#k' label='Kind'/>"
            "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'><p>One</p><p>Two</p></div>"
            "</content></entry><entry><id>tag:wire.example,2021:2</id><title>Two</title></entry>"));
    const OsintArticle *article = article_at(read, 0);
    assert_string_equal(article->title, "1 < 2");
    assert_string_equal(article->text, "One\n\nTwo");
    assert_string_equal(article->url, "https://wire.example/x/a.html");
    assert_string_equal(article->published, "2021-04-19T10:00:00Z");
    assert_string_equal(article->updated, "2021-04-20T10:00:00Z");
    assert_string_equal(article->publisher, "The Wire");
    assert_string_equal(article->media_type, "application/atom+xml");
    assert_string_equal(author_at(article, 0), "Desk");
    assert_string_equal(tag_at(article, 0), "Kind");
    article = article_at(read, 1);
    assert_string_equal(article->id, "tag:wire.example,2021:2");
    assert_string_equal(article->text, "Two");
    assert_true(has_warning(article, "text-from-title"));
}

static void test_prefixes(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed", "<a:feed xmlns:a='http://www.w3.org/2005/Atom' xmlns:x='http://x.example/'><a:entry>"
                   "<x:title>Wrong</x:title><a:title>Right</a:title><a:summary>Text.</a:summary></a:entry>"
                   "</a:feed>");
    assert_string_equal(only_article(read)->title, "Right");
}

static void test_rdf(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed", "<r:RDF xmlns:r='http://www.w3.org/1999/02/22-rdf-syntax-ns#' "
                   "xmlns='http://purl.org/rss/1.0/' xmlns:dc='http://purl.org/dc/elements/1.1/'>"
                   "<channel><title>News</title></channel>"
                   "<item r:about='https://n.example/1'><title>T</title><description>D d d</description>"
                   "<dc:date>2003-12-31</dc:date></item></r:RDF>");
    const OsintArticle *article = only_article(read);
    assert_string_equal(article->url, "https://n.example/1");
    assert_string_equal(article->published, "2003-12-31");
    assert_string_equal(article->publisher, "News");
}

static void test_json(void **state)
{
    (void)state;
    g_autoptr(Collected) read =
        collect_text("/f/feed.json",
                     "{\"version\":\"https://jsonfeed.org/version/1.1\",\"title\":\"Blog\","
                     "\"home_page_url\":\"https://b.example/\",\"authors\":[{\"name\":\"Ann\"}],\"items\":["
                     "{\"id\":7,\"url\":\"/7\",\"title\":\"Seven\",\"content_html\":\"<p>A</p><p>B</p>\","
                     "\"date_published\":\"2021-04-20T09:30:00+09:00\",\"tags\":[\"x\",3]},"
                     "{\"id\":\"8\",\"content_text\":\"Plain text.\"},\"noise\"]}");
    assert_int_equal(read->articles->len, 2);
    const OsintArticle *article = article_at(read, 0);
    assert_string_equal(article->text, "A\n\nB");
    assert_string_equal(article->url, "https://b.example/7");
    assert_string_equal(article->publisher, "Blog");
    assert_string_equal(article->media_type, "application/feed+json");
    assert_string_equal(author_at(article, 0), "Ann");
    assert_int_equal(article->tags->len, 1);
    assert_string_equal(article_at(read, 1)->text, "Plain text.");
}

/* What feeds get wrong. */
static void test_broken(void **state)
{
    (void)state;
    static const char *const feeds[] = {
        "\n\n <?xml version='1.0'?><rss><channel><item><title>A &amp; B</title></item></channel></rss>",
        "<br />\n<b>Warning</b>: x\n<?xml version='1.0'?><rss><item><title>A &amp; B</title></item></rss>",
        "<rss><item><title>A & B</title></item></rss>",
        "<rss><item><title>A &nbsp;& B</title></item></rss>",
        "<rss><channel><item><title>A & B</title>",
        "<rss><item><title>A \x01& B</title></item></rss>",
        "<rss><item><title>A & B</tilte></title></item></rss>",
        "<rss><item><title>A & B</item></rss>",
        "<rss version=2.0><item a=1 a=2><title>A & B</title></item></rss>",
        "<!DOCTYPE rss [<!ENTITY and \"&#38;\">]><rss><item><title>A &and; B</title></item></rss>",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(feeds); i++) {
        g_autoptr(Collected) read = collect_text("/f/feed", feeds[i]);
        if (read->articles->len != 1)
            fail_msg("%s: %s", feeds[i], refusal_at(read, 0));
        g_autofree char *title = g_strdup(article_at(read, 0)->title);
        assert_string_equal(title, "A & B");
    }
}

static void test_missing_end_tags(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed", "<rss><channel><item><title>One</title><description>a<br>b</description><item>"
                   "<title>Two</title></item></channel></rss>");
    assert_int_equal(read->articles->len, 2);
    assert_string_equal(article_at(read, 0)->text, "a\nb");
    assert_true(has_warning(article_at(read, 0), "xml-mended"));
    assert_string_equal(article_at(read, 1)->title, "Two");
}

static void test_truncated(void **state)
{
    (void)state;
    g_autoptr(Collected) read =
        collect_text("/f/feed", "<rss><channel><item><title>One</title></item>\n<item><title>T");
    assert_int_equal(read->articles->len, 2);
    assert_string_equal(article_at(read, 0)->title, "One");
    assert_true(g_str_has_prefix(strchr(refusal_at(read, 0), ' '), " xml-incomplete "));
}

static void test_entities(void **state)
{
    (void)state;
    static const char *const hostile[] = {
        "<!DOCTYPE rss [<!ENTITY a \"aa\"><!ENTITY b \"&a;&a;\">]><rss><item><title>&b;</title></item></rss>",
        "<!DOCTYPE rss [<!ENTITY a SYSTEM "
        "\"file:///etc/passwd\">]><rss><item><title>&a;</title></item></rss>",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(hostile); i++) {
        g_autoptr(Collected) read = collect_text("/f/feed", hostile[i]);
        assert_refused(read, "0 xml-entities");
    }
}

static void test_headlines(void **state)
{
    (void)state;
    g_autoptr(Collected) read =
        collect_text("/f/feed", RSS("<item><link>https://a.example/1</link></item><item><guid>5</guid></item>"
                                    "<item><title>T</title></item><item><title>T</title></item>"));
    assert_int_equal(read->articles->len, 2);
    assert_true(has_warning(article_at(read, 0), "text-from-url"));
    assert_true(has_warning(article_at(read, 1), "text-from-title"));
    assert_true(g_str_has_prefix(strchr(refusal_at(read, 0), ' '), " text-empty "));
}

static void test_escaping(void **state)
{
    (void)state;
    static const struct {
        const char *item, *text;
    } cases[] = {
        {"<description>5 &lt; 6 and 7 &gt; 6</description>", "5 < 6 and 7 > 6"},
        {"<description>&lt;p&gt;a&lt;/p&gt;&lt;p&gt;b&lt;/p&gt;</description>", "a\n\nb"},
        {"<description>&amp;lt;p&amp;gt;a&amp;lt;/p&amp;gt;&amp;lt;p&amp;gt;b&amp;lt;/p&amp;gt;</"
         "description>",
         "a\n\nb"},
        {"<description><p>a</p><p>b</p></description>", "a\n\nb"},
        {"<description>The &lt;blank&gt; tag</description>", "The <blank> tag"},
        {"<description>&lt;p>a&lt;embed src='x'>&lt;/p>&lt;p>b&lt;/p></description>", "a\n\nb"},
        {"<description>don&#146;t</description>", "don\xE2\x80\x99t"},
        {"<description>Q&amp;amp;A &amp;#8217;</description>", "Q&A \xE2\x80\x99"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *feed = g_strdup_printf("<rss><item>%s</item></rss>", cases[i].item);
        g_autoptr(Collected) read = collect_text("/f/feed", feed);
        assert_string_equal(only_article(read)->text, cases[i].text);
    }
}

static void test_people(void **state)
{
    (void)state;
    static const char *const written[][2] = {
        {"Jane Doe", "Jane Doe"},
        {"jane@x.example (Jane Doe)", "Jane Doe"},
        {"Jane Doe &lt;jane@x.example&gt;", "Jane Doe"},
        {"(Jane Doe) jane@x.example", "Jane Doe"},
        {"jane@x.example", "jane@x.example"},
        {"&lt;a href='/j'&gt;Jane Doe&lt;/a&gt;", "Jane Doe"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(written); i++) {
        g_autofree char *feed =
            g_strdup_printf("<rss><item><title>T</title><author>%s</author></item></rss>", written[i][0]);
        g_autoptr(Collected) read = collect_text("/f/feed", feed);
        assert_string_equal(author_at(only_article(read), 0), written[i][1]);
    }
}

static void test_wordpress(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/export.xml",
        "<rss xmlns:wp='http://wordpress.org/export/1.2/' "
        "xmlns:content='http://purl.org/rss/1.0/modules/content/'><channel><item><title>Post</title>"
        "<category><![CDATA[Ships &amp; boats]]></category><content:encoded><![CDATA[[cap]O[/cap]ne "
        "[sic].\n\n[gallery ids=\"1,2\"]<em>Two</em>.]]></content:encoded>"
        "<wp:post_type>post</wp:post_type><wp:status>draft</wp:status></item><item><title>menu</title>"
        "<wp:post_type>nav_menu_item</wp:post_type></item></channel></rss>");
    assert_string_equal(only_article(read)->title, "Post");
    assert_string_equal(only_article(read)->text, "One [sic].\n\nTwo.");
    assert_string_equal(tag_at(only_article(read), 0), "Ships & boats");
    assert_true(has_warning(article_at(read, 0), "article-unpublished"));
}

static void test_encoding(void **state)
{
    (void)state;
    g_autoptr(Collected) read = collect_text(
        "/f/feed",
        "<?xml version='1.0' encoding='iso-8859-1'?><rss><item><title>Caf\xE9</title></item></rss>");
    assert_string_equal(only_article(read)->title, "Caf\xC3\xA9");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_rss),       cmocka_unit_test(test_atom),
        cmocka_unit_test(test_prefixes),  cmocka_unit_test(test_rdf),
        cmocka_unit_test(test_json),      cmocka_unit_test(test_broken),
        cmocka_unit_test(test_truncated), cmocka_unit_test(test_missing_end_tags),
        cmocka_unit_test(test_entities),  cmocka_unit_test(test_headlines),
        cmocka_unit_test(test_escaping),  cmocka_unit_test(test_people),
        cmocka_unit_test(test_wordpress), cmocka_unit_test(test_encoding),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
