/* Article XML: indexer/readers/xml.h and corpus/article.rng. */
#include "tests/unit/readers/collect.h"

static void assert_xml_refused(const char *xml, const char *expected)
{
    g_autoptr(Collected) collected = collect_text("/a.xml", xml);
    assert_refused(collected, expected);
}

static void test_article(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.xml",
        "<?xml version='1.0'?>\n<articles>\n<article id='a1' lang='en' published='2021-04-20' "
        "updated='2021-04-20T09:30:00+09:00' accessed='2021'>\n<title>The\n title</title>"
        "<author>Jane Roe</author><author>John Doe</author><publisher url='https://x.example/'>X</publisher>"
        "<url>https://x.example/a</url><tag>one</tag><entity ref='unit-61419'/>"
        "<body><p>First\n  paragraph.</p><p/><p>Second &amp; last.</p></body></article>\n"
        "<article><body><p>Another.</p></body><title>T2</title></article></articles>");
    assert_int_equal(collected->articles->len, 2);
    const OsintArticle *article = article_at(collected, 0);
    assert_string_equal(article->id, "a1");
    assert_string_equal(article->language, "en");
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->accessed, "2021");
    assert_string_equal(article->title, "The title");
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(article->publisher, "X");
    assert_string_equal(article->url, "https://x.example/a");
    assert_string_equal(g_ptr_array_index(article->entities, 0), "unit-61419");
    assert_string_equal(article->text, "First paragraph.\n\nSecond & last.");
    assert_string_equal(article->media_type, "application/xml");
    assert_string_equal(article_at(collected, 1)->title, "T2");
}

static void test_mentions(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.xml",
        "<article><body><p>Zuerst é.</p><p>Then <mention ref='tick'> Tick\n</mention>and <quote>the "
        "<mention ref='jaxa'>space agency</mention></quote>.</p></body></article>");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->text, "Zuerst é.\n\nThen Tick and the space agency.");
    assert_int_equal(article->mentions->len, 2);
    const OsintMention *tick = &g_array_index(article->mentions, OsintMention, 0);
    assert_string_equal(tick->entity, "tick");
    assert_string_equal(tick->type, "other");
    assert_true(tick->by_hand);
    assert_memory_equal(article->text + tick->span.start, "Tick", 4);
    assert_int_equal(tick->span.end - tick->span.start, 4);
    const OsintMention *agency = &g_array_index(article->mentions, OsintMention, 1);
    assert_string_equal(agency->name, "space agency");
}

static void test_invalid_documents(void **state)
{
    (void)state;
    assert_xml_refused("<articles>\n<article>\n<title>T</title>\n</article></articles>", "2 xml-invalid ");
    assert_xml_refused("<articles>\n<article>\n<bogus/><body><p>x</p></body></article></articles>",
                       "3 xml-invalid ");
    assert_xml_refused(
        "<articles>\n<article>\n<body><p>a <mention>x</mention></p></body></article></articles>",
        "3 xml-invalid ");
    assert_xml_refused(
        "<articles>\n<article published='20.4.2021'><body><p>x</p></body></article></articles>",
        "2 xml-invalid ");
    assert_xml_refused(
        "<articles>\n<article published='2021-02-30'><body><p>x</p></body></article></articles>",
        "2 xml-invalid ");
    assert_xml_refused("<articles><article><body><p>x</p></body></article>\n<article/></articles>",
                       "2 xml-invalid ");
    assert_xml_refused("<articles/>", "1 xml-invalid ");
}

static void test_broken_documents(void **state)
{
    (void)state;
    assert_xml_refused("<articles>\n<article>\n<body></article></articles>", "3 xml-syntax ");
    assert_xml_refused("<articles>\n<article>", "2 xml-syntax ");
    assert_xml_refused("<?xml version='1.0'?>\n<articles>&undefined;</articles>", "2 xml-syntax ");
}

static void test_entities_are_refused(void **state)
{
    (void)state;
    assert_xml_refused(
        "<!DOCTYPE articles [\n<!ENTITY a 'ha'>\n<!ENTITY b '&a;&a;'>]>\n<articles>&b;</articles>",
        "2 xml-entities ");
    assert_xml_refused(
        "<!DOCTYPE articles [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><articles>&a;</articles>",
        "1 xml-entities ");
    assert_xml_refused("<!DOCTYPE articles [<!ENTITY % p SYSTEM 'file:///etc/passwd'> %p;]><articles/>",
                       "1 xml-entities ");
}

static void test_an_empty_article_spoils_no_other(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.xml", "<articles><article><body><p>x</p></body></article>\n"
                               "<article><body><p> </p></body></article></articles>");
    assert_int_equal(collected->articles->len, 1);
    assert_true(g_str_has_prefix(refusal_at(collected, 0), "2 text-empty "));
}

static void test_encodings(void **state)
{
    (void)state;
    static const char *const heads[] = {"<?xml version='1.0' encoding='ISO-8859-1'?>",
                                        "<?xml version='1.0'?>"};
    for (gsize i = 0; i < G_N_ELEMENTS(heads); i++) {
        g_autofree char *xml = g_strconcat(
            heads[i], "<article><body><p>Le caf\xE9 \xE9tait ferm\xE9, d\xE9j\xE0.</p></body></article>",
            NULL);
        g_autoptr(Collected) collected = collect_text("/a.xml", xml);
        assert_string_equal(only_article(collected)->text, "Le café était fermé, déjà.");
        assert_int_equal(has_warning(article_at(collected, 0), "encoding-guessed"), i);
    }
}

static void test_deep_nesting_is_refused(void **state)
{
    (void)state;
    g_autoptr(GString) xml = g_string_new("<article><body><p>");
    for (int i = 0; i < 100000; i++)
        g_string_append(xml, "<quote>");
    assert_xml_refused(xml->str, "1 xml-syntax ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_article),
        cmocka_unit_test(test_mentions),
        cmocka_unit_test(test_invalid_documents),
        cmocka_unit_test(test_broken_documents),
        cmocka_unit_test(test_entities_are_refused),
        cmocka_unit_test(test_an_empty_article_spoils_no_other),
        cmocka_unit_test(test_encodings),
        cmocka_unit_test(test_deep_nesting_is_refused),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
