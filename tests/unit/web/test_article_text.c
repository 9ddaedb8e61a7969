/* Text with marks: properly nested, nothing lost, an anchor for each passage. */
#include "web/article-text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/web/page_checks.h"
#include "tests/unit/web/sample.h"
#include "web/fragment.h"
#include "web/marked.h"
#include "web/parts.h"

static const char story[] =
    "First heading\n\n"
    "Tick rented servers in Tokyo. The police of Tokyo said so on Tuesday, and officials of several other "
    "agencies agreed with them after some time had passed and more evidence had been found in the "
    "records.\n\n"
    "<script>alert(\"1\")</script> &amp; it's  two\tspaces,\n  a line break\n\n\n\n"
    "The group is called BRONZE BUTLER as well.";

static const OsintAsk asked = {
    .base = "/s", .words = &osint_words_en, .query = (char *)"x", .page = 1, .at = 4, .match = 2};

static char *render_part(const OsintArticle *article, const GArray *highlights, guint part)
{
    OsintHtml *html = osint_html_new(&osint_words_en);
    g_autoptr(OsintArticleMarks) marks = osint_article_marks_new(&asked, article, highlights);
    html_raw(html, "<html>");
    osint_article_text(html, article, marks, part);
    html_raw(html, "</html>");
    return g_string_free(osint_html_finish(html), FALSE);
}

static char *render(const OsintArticle *article, const GArray *highlights)
{
    return render_part(article, highlights, 1);
}

/* The text content of a page. */
static char *content_of(const char *page)
{
    static const char *const references[][2] = {
        {"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}};
    GString *text = g_string_sized_new(strlen(page));
    while (*page != '\0') {
        guint i = 0;
        while (i < G_N_ELEMENTS(references) && !g_str_has_prefix(page, references[i][0]))
            i++;
        if (*page == '<')
            page = strchr(page, '>') + 1;
        else if (*page == '&' && i < G_N_ELEMENTS(references)) {
            g_string_append(text, references[i][1]);
            page += strlen(references[i][0]);
        } else
            g_string_append_c(text, *page++);
    }
    return g_string_free(text, FALSE);
}

static void test_nothing_is_lost(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", story);
    g_autoptr(GArray) highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    article->url = g_strdup("https://example.org/1");
    sample_mention(article, "of Tokyo", "tokyo", "place", "Tokyo");
    sample_find(article->text, "Tokyo said", highlights);
    g_autofree char *page = render(article, highlights);
    g_autofree char *text = content_of(page);
    assert_sound_page(page);
    assert_string_equal(text, story);
    assert_contains(page, "<h2 dir=\"auto\">");
}

static void test_control_characters(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "One \x1b[31mred \u202eword.");
    g_autofree char *page = render(article, NULL);
    g_autofree char *text = content_of(page);
    assert_string_equal(text, "One \xef\xbf\xbd[31mred \xef\xbf\xbdword.");
}

static void test_an_anchor_for_each_passage(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", story);
    g_autofree char *page = render(article, NULL);
    for (guint i = 1; i <= article->passages->len; i++) {
        g_autofree char *anchor = g_strdup_printf(" id=\"p%u\"", i);
        assert_int_equal(count_parts(page, anchor), 1);
    }
    assert_int_equal(count_parts(page, " id=\"p"), article->passages->len);
}

static void test_mentions_and_highlights(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", story);
    g_autoptr(GArray) highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    sample_mention(article, "Tokyo", "tokyo", "place", "Tokyo \"the city\"");
    sample_mention(article, "police of Tokyo", "tmpd", "organization", "Tokyo police");
    sample_mention(article, "BRONZE BUTLER", "tick", "threat-actor", "Tick");
    sample_find(article->text, "of Tokyo said", highlights);
    g_autofree char *page = render(article, highlights);
    assert_sound_page(page);
    assert_contains(page, "<a href=\"/s/entity/tokyo\" class=\"e place first\" title=\"Tokyo &quot;the "
                          "city&quot;, place\">Tokyo</a>");
    assert_contains(page, "<a href=\"/s/entity/tmpd\" id=\"m1\" class=\"e org first\" title=\"Tokyo police, "
                          "organization · also Tokyo &quot;the city&quot;, place\">police "
                          "<mark>of Tokyo</mark></a><mark> said</mark>");
    assert_int_equal(count_parts(page, "class=\"e place"), 1);
    assert_contains(page, "title=\"Tick, threat actor\">BRONZE BUTLER</a>");
}

static void test_later_mentions_are_no_links(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "Tick and Tick.\n\nTick.");
    sample_mention(article, "Tick", "a/b", "threat-actor", "Tick");
    g_autofree char *page = render(article, NULL);
    assert_int_equal(count_parts(page, "<a href=\"/s/entity/?id=a/b\" class=\"e actor first\""), 1);
    assert_int_equal(count_parts(page, "<span class=\"e actor\" title=\"Tick, threat actor\">"), 2);
}

/* Words side by side, or of one mention, are one match; each match has one id. */
static void test_matches(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article =
        sample_article("a", "T", "Ministry of Foreign Affairs of Japan, bronze butler, bronze\n\nbutler.");
    g_autoptr(GArray) highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    sample_mention(article, "Ministry of Foreign Affairs of Japan", "mofa", "organization", "MOFA");
    const OsintSpan spans[] = {{0, 8}, {31, 36}, {38, 44}, {45, 51}, {53, 59}, {61, 67}};
    g_array_append_vals(highlights, spans, G_N_ELEMENTS(spans));
    g_autoptr(OsintArticleMarks) marks = osint_article_marks_new(&asked, article, highlights);
    const GArray *matches = osint_article_marks_matches(marks);
    assert_int_equal(matches->len, 4);
    g_autofree char *page = render(article, highlights);
    assert_sound_page(page);
    assert_contains(page,
                    "id=\"m1\" class=\"e org first\" title=\"MOFA, organization\"><mark>Ministry</mark> of");
    assert_contains(page, "<mark id=\"m2\" class=\"here\">bronze</mark> <mark>butler</mark>");
    assert_contains(page, "<mark id=\"m3\">bronze</mark>");
    assert_contains(page, "<mark id=\"m4\">butler</mark>");
    assert_int_equal(count_parts(page, " id=\"m"), 4);
}

/* Whatever overlaps, elements nest, every match has its anchor and the text stays. */
static void test_any_overlap(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(7);
    for (guint round = 0; round < 40; round++) {
        g_autoptr(OsintArticle) article = sample_article("a", "T", story);
        g_autoptr(GArray) highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
        guint32 length = (guint32)strlen(story), at = 0;
        for (guint i = 0; i < 12; i++) {
            guint32 start = (guint32)g_rand_int_range(random, 0, (gint32)length - 40);
            g_autofree char *id = g_strdup_printf("e%u", i % 5);
            OsintSpan span = {start, start + (guint32)g_rand_int_range(random, 1, 40)};
            osint_article_add_mention(article, span, id, "tool", id);
            OsintSpan word = {at + (guint32)g_rand_int_range(random, 0, 20), 0};
            word.end = word.start + (guint32)g_rand_int_range(random, 1, 30);
            at = word.end;
            if (word.end < length)
                g_array_append_val(highlights, word);
        }
        osint_article_sort_mentions(article);
        g_autoptr(OsintArticleMarks) marks = osint_article_marks_new(&asked, article, highlights);
        g_autofree char *page = render(article, highlights);
        g_autofree char *text = content_of(page);
        assert_sound_page(page);
        assert_string_equal(text, story);
        assert_int_equal(count_parts(page, " id=\"m"), osint_article_marks_matches(marks)->len);
    }
}

static void test_hostile_spans(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "One two three.");
    g_autoptr(GArray) highlights = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    const OsintSpan spans[] = {{0, 0}, {0, 3}, {2, 5}, {4, 7}, {9, 4}, {8, 4000}};
    g_array_append_vals(highlights, spans, G_N_ELEMENTS(spans));
    osint_article_add_mention(article, (OsintSpan){8, 4000}, "x", "tool", "X");
    osint_article_add_mention(article, (OsintSpan){4, 4}, "y", "tool", "Y");
    g_autofree char *page = render(article, highlights);
    assert_sound_page(page);
    assert_contains(page, "<mark id=\"m1\">One</mark> <mark>two</mark> <mark>three.</mark>");
}

static void test_described_entity(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "The man left.");
    OsintMention *mention =
        osint_article_add_mention(article, (OsintSpan){0, 7}, "suspect-1", "person", "Suspect");
    mention->descriptive = mention->undecided = TRUE;
    mention->confidence = 70;
    mention->why = g_strdup("refers back to \"<a clerk>\"");
    g_autofree char *page = render(article, NULL);
    assert_contains(page,
                    "class=\"e person first said\" title=\"Suspect, person · described, not named; 70 % "
                    "sure · one of several with this name · refers back to &quot;&lt;a clerk&gt;&quot;\"");
}

/* The parts of a long article are its text, and every passage has its anchor in the part that links name. */
static void test_parts(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    while (text->len < 2 * OSINT_PART_BYTES + 5000)
        g_string_append_printf(text,
                               "%sParagraph %zu of a long report has some words in it, and then some more.",
                               text->len % 7 == 0 ? "\n\n" : " ", text->len);
    g_autoptr(OsintArticle) article = sample_article("a", "T", text->str);
    g_autoptr(GString) whole = g_string_new(NULL);
    assert_int_equal(osint_parts_count(article), 3);
    guint passages = 0;
    for (guint part = 1; part <= 3; part++) {
        g_autofree char *page = render_part(article, NULL, part);
        g_autofree char *content = content_of(page);
        assert_true(strlen(content) < OSINT_PART_BYTES + 5000);
        g_string_append(whole, content);
        guint in_part = count_parts(page, "<span class=\"passage\" id=\"p");
        for (guint i = passages + 1; i <= passages + in_part; i += 100)
            assert_int_equal(osint_part_of_passage(article, i), part);
        passages += in_part;
    }
    assert_int_equal(passages, article->passages->len);
    assert_string_equal(whole->str, text->str);
    guint first;
    assert_int_equal(osint_part_span(article, 4, &first).start, text->len);
    assert_int_equal(osint_part_of_passage(article, 0), 1);
    assert_int_equal(osint_part_of_passage(article, G_MAXUINT), 1);
}

static void test_passages_at_the_source(void **state)
{
    (void)state;
    const struct {
        const char *url, *text, *expected;
    } cases[] = {
        {"https://e.org/a?b=1&c", "Short - it is, really & truly.",
         "https://e.org/a?b=1&c#:~:text=Short%20%2D%20it%20is%2C%20really%20%26%20truly."},
        {"https://e.org/a#s",
         "The first words of a passage stand here. Others stand between. The last ones end it.",
         "https://e.org/"
         "a#s:~:text=The%20first%20words%20of%20a%20passage,between.%20The%20last%20ones%20"
         "end%20it."},
        {"http://e.org/#:~:text=x", "Two paragraphs of it\n\nare never one start.",
         "http://e.org/#:~:text=Two%20paragraphs%20of%20it,are%20never%20one%20start."},
        {"https://e.org/",
         "警視庁公安部は、関係者の話を公表した。容疑者は国外にいるとみられる。捜査は続いている、という。",
         "https://e.org/"
         "#:~:text=%E8%AD%A6%E8%A6%96%E5%BA%81%E5%85%AC%E5%AE%89%E9%83%A8%E3%81%AF%E3%80%81%E9%96%A2"
         "%E4%BF%82%E8%80%85%E3%81%AE%E8%A9%B1%E3%82%92%E5%85%AC%E8%A1%A8%E3%81%97%E3%81%9F,%E6%8D%9C%E6%9F%"
         "BB%E3"
         "%81%AF%E7%B6%9A%E3%81%84%E3%81%A6%E3%81%84%E3%82%8B%E3%80%81%E3%81%A8%E3%81%84%E3%81%86%E3%80%82"},
        {"javascript:alert(1)//", "Text.", NULL},
        {"ftp://e.org/", "Text.", NULL},
        {NULL, "Text.", NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OsintArticle) article = sample_article("a", "T", cases[i].text);
        article->url = g_strdup(cases[i].url);
        g_autofree char *link =
            osint_fragment_of_passage(article, (OsintSpan){0, (guint32)strlen(cases[i].text)});
        if (cases[i].expected == NULL)
            assert_null(link);
        else
            assert_string_equal(link, cases[i].expected);
    }
}

static void test_pages_of_a_pdf(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "One.\n\nTwo.");
    article->url = g_strdup("https://e.org/a.pdf#x");
    article->media_type = g_strdup("application/pdf");
    osint_article_add_page(article, 0, 1);
    osint_article_add_page(article, 6, 2);
    g_autofree char *link = osint_fragment_of_passage(article, (OsintSpan){6, 10});
    assert_string_equal(link, "https://e.org/a.pdf#page=2");
    g_autofree char *page = render(article, NULL);
    assert_contains(page, "<span class=\"page\" data-n=\"p. 1\"></span>");
}

static void test_language(void **state)
{
    (void)state;
    OsintHtml *html = osint_html_new(&osint_words_en);
    osint_marked_lang(html, "zh-Hant");
    osint_marked_lang(html, "en\" onclick=\"x");
    osint_marked_lang(html, "");
    osint_marked_lang(html, NULL);
    g_autoptr(GString) out = osint_html_finish(html);
    assert_string_equal(out->str, " lang=\"zh-Hant\"");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_nothing_is_lost),
        cmocka_unit_test(test_control_characters),
        cmocka_unit_test(test_an_anchor_for_each_passage),
        cmocka_unit_test(test_mentions_and_highlights),
        cmocka_unit_test(test_later_mentions_are_no_links),
        cmocka_unit_test(test_matches),
        cmocka_unit_test(test_any_overlap),
        cmocka_unit_test(test_hostile_spans),
        cmocka_unit_test(test_described_entity),
        cmocka_unit_test(test_parts),
        cmocka_unit_test(test_passages_at_the_source),
        cmocka_unit_test(test_pages_of_a_pdf),
        cmocka_unit_test(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
