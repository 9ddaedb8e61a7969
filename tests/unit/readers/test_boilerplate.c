/* Where an article ends: indexer/readers/boilerplate.h and biography.h. Each case is an article and what the
 * page leaves below it; half of the cases are articles of which nothing may go. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/biography.h"
#include "indexer/readers/boilerplate.h"

#define TEXT                                                                                                 \
    "The ministry said on Monday that the servers had been leased under false names by a person who is now " \
    "abroad.\n"                                                                                              \
    "Investigators have asked three companies for their records, according to two officials who know the "   \
    "case.\n"
#define TEXT_JA                                                                                                                                                 \
    "警視庁は月曜日、攻撃に使われたサーバーが偽名で契約されていたと発表し、契約した人物はすでに出国している" \
    "と述べた。\n"

static void assert_end(const char *article, const char *below, const char *expected_author)
{
    g_autofree char *whole = g_strconcat(article, below, NULL);
    g_autoptr(GArray) alone = osint_layout_paragraphs(article, strlen(article));
    g_autoptr(GArray) paragraphs = osint_layout_paragraphs(whole, strlen(whole));
    g_autofree char *author = NULL;
    guint end = osint_boilerplate_end(paragraphs, &author);
    if (end != alone->len)
        fail_msg("%u of %u paragraphs kept, not %u, of:\n%s", end, paragraphs->len, alone->len, whole);
    if (expected_author == NULL)
        assert_null(author);
    else
        assert_string_equal(author, expected_author);
}

static void assert_cut(const char *below)
{
    assert_end(TEXT, below, NULL);
}

static void assert_kept(const char *last)
{
    g_autofree char *article = g_strconcat(TEXT, last, NULL);
    assert_end(article, "", NULL);
}

static void test_furniture_below_goes(void **state)
{
    (void)state;
    assert_cut("COMMENTS\nPlease tell us if you are having trouble with commenting.\n");
    assert_cut("Comments (12)\n");
    assert_cut("COMMENTS\nCommenting is closed on this article.\n");
    assert_cut("Share this article\nFacebook | Twitter\nSubscribe to our newsletter\n");
    assert_cut(
        "Related articles\nSpies and servers: a history\nWhat is a leased server?\nThe harbour at night\n");
    assert_cut("Get the latest updates in your inbox\nSign up\n");
    assert_cut("© 2021 The Example Company. All rights reserved.\n");
    assert_cut("Copyright 2021 Example Media\n");
    assert_cut("(Reporting by A. Writer; Editing by B. Editor)\n");
    assert_cut("Tags: espionage, servers\nPrevious article\nNext article\n");
    assert_cut("Learn more.\nNo new articles\n");
    assert_cut("Read more: The harbour at night\n");
}

static void test_furniture_in_other_languages_goes(void **state)
{
    (void)state;
    assert_end(TEXT_JA, "関連記事\n港の夜景がきれいな理由\n新しい図書館が開館\n", NULL);
    assert_end(TEXT_JA, "この記事をシェア\nコメント（3件）\n", NULL);
    assert_end(TEXT_JA, "記事・写真の無断転載を禁じます。\n", NULL);
    assert_end(TEXT_JA, "あわせて読みたい\n港の夜景がきれいな理由\n", NULL);
    assert_cut("相关文章\n港口的夜景\n版权所有，未经授权不得转载\n");
    assert_cut("관련 기사\n항구의 야경\n무단 전재 및 재배포 금지\n");
    assert_cut("Kommentare (5)\nDas könnte Sie auch interessieren\nDer Hafen bei Nacht\n");
    assert_cut("Kommentare\nBitte melden Sie sich an, um zu kommentieren.\n");
    assert_cut("À lire aussi : Le port la nuit\nTous droits réservés\n");
    assert_cut("Noticias relacionadas\nEl puerto de noche\nTodos los derechos reservados\n");
    assert_cut("Читайте также: Порт ночью\nВсе права защищены\n");
}

static void test_biography_goes_and_names_the_author(void **state)
{
    (void)state;
    assert_end(TEXT, "Jane Roe\n\nis a security reporter who previously worked at two magazines.\n",
               "Jane Roe");
    assert_end(TEXT, "Learn more.\nJane Roe\n\nJane Roe\n\nis an editor who covers ports.\n", "Jane Roe");
    assert_end(TEXT, "Jane Roe is a reporter covering security for the Daily Planet.\n", "Jane Roe");
    assert_end(TEXT,
               "About the author\nJane van der Roe is a journalist. Her work has appeared in many places.\n",
               "Jane van der Roe");
    assert_end(TEXT, "About the author\n\nJane Roe is a freelance journalist based in Springfield.\n",
               "Jane Roe");
}

static void test_people_of_the_article_are_no_authors(void **state)
{
    (void)state;
    assert_kept("Jane Roe is a journalist based in Springfield.\n");
    assert_kept("Contact us, wrote the hackers in their note.\n");
    assert_kept("Please consider that the case is still open, the judge said.\n");
    assert_kept("Li Wei is a reporter who was arrested in the capital on Sunday, his family said.\n");
    g_autofree char *article = g_strconcat(
        "The police let Jane Roe go on Sunday after eleven days, said the newspaper for which she has "
        "worked.\n",
        TEXT, "Jane Roe is a reporter covering security. She previously worked in the capital.\n", NULL);
    assert_end(article, "", NULL);
    assert_kept("Li Wei is a researcher at the university who previously worked for the ministry.\n");
}

static void test_text_that_sounds_like_furniture_stays(void **state)
{
    (void)state;
    assert_kept("Residents can learn more about the plan at the town hall, the officials said.\n");
    assert_kept("“Learn more about the threats you face,” the minister told the companies on Monday.\n");
    assert_kept("Comments on the draft are due by June, and the agency has so far received none from the "
                "industry.\n");
    assert_kept("The site has closed its comments because readers were having trouble with commenting.\n");
    assert_kept("Comments are closed to nobody, the editor promised the readers of the paper, and he kept "
                "his word.\n");
    assert_kept("The report was published in March by the agency.\n");
    assert_kept("Copyright law was amended in 2019 to allow it.\n");
    assert_kept("He wrote about it in the newsletter.\n");
    assert_kept("He declined to comment.\n");
    assert_kept("More news on this is expected.\n");
    assert_kept("Like many others on X, she asked why.\n");
    assert_kept("Reporting by the agency showed that the servers were still in use.\n");
    g_autofree char *article = g_strconcat(TEXT_JA, "写真を無断使用したとして、出版社が提訴した。\n", NULL);
    assert_end(article, "", NULL);
}

static void test_furniture_in_the_middle_cuts_nothing(void **state)
{
    (void)state;
    assert_kept("Advertisement\nHe was arrested on Friday.\n");
    assert_kept(
        "Read more\nHe was arrested on Friday by officers of the second department in his own house.\n");
    assert_kept(
        "Comments\nThe agency received three comments on the draft, all of them from the same company.\n");
}

static void test_a_page_of_nothing_else_stays(void **state)
{
    (void)state;
    assert_end("COMMENTS\nLearn more.\nShare\n", "", NULL);
}

static void test_furniture_anywhere(void **state)
{
    (void)state;
    assert_true(osint_boilerplate_is_furniture("ADVERTISEMENT"));
    assert_true(osint_boilerplate_is_furniture("広告"));
    assert_true(osint_boilerplate_is_furniture("Share this article on Facebook"));
    assert_false(osint_boilerplate_is_furniture("Advertisement spending rose by a third."));
    assert_false(osint_boilerplate_is_furniture("Email"));
}

static void test_trim_keeps_headings_before_the_cut(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = osint_article_new();
    article->text =
        g_strdup("Background\n\nThe ministry said on Monday that the servers had been leased under false "
                 "names by a person abroad.\n\nRelated articles\n\nThe harbour at night");
    OsintSpan headings[] = {{0, 10}, {115, 131}};
    headings[1].start = (guint32)(strstr(article->text, "Related") - article->text);
    headings[1].end = headings[1].start + 16;
    g_array_append_vals(article->headings, headings, 2);
    osint_boilerplate_trim(article);
    assert_int_equal(article->headings->len, 1);
    assert_true(g_str_has_suffix(article->text, "abroad."));
}

static void test_names(void **state)
{
    (void)state;
    assert_true(osint_biography_is_name("Catalin Cimpanu"));
    assert_true(osint_biography_is_name("Ludwig van Beethoven"));
    assert_false(osint_biography_is_name("Learn more."));
    assert_false(osint_biography_is_name("Tick"));
    assert_false(osint_biography_is_name("The servers were leased"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_furniture_below_goes),
        cmocka_unit_test(test_furniture_in_other_languages_goes),
        cmocka_unit_test(test_biography_goes_and_names_the_author),
        cmocka_unit_test(test_people_of_the_article_are_no_authors),
        cmocka_unit_test(test_text_that_sounds_like_furniture_stays),
        cmocka_unit_test(test_furniture_in_the_middle_cuts_nothing),
        cmocka_unit_test(test_a_page_of_nothing_else_stays),
        cmocka_unit_test(test_furniture_anywhere),
        cmocka_unit_test(test_trim_keeps_headings_before_the_cut),
        cmocka_unit_test(test_names),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
