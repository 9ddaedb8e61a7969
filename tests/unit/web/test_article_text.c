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
#include "web/marked.h"

static const char story[] =
    "First heading\n\n"
    "Tick rented servers in Tokyo. The police of Tokyo said so on Tuesday, and officials of several other "
    "agencies agreed with them after some time had passed and more evidence had been found in the "
    "records.\n\n"
    "<script>alert(\"1\")</script> & \x1b[31mred\n\n"
    "The group is called BRONZE BUTLER as well.";

static char *render(const OsintArticle *article, const GArray *highlights)
{
    OsintHtml *html = osint_html_new(&osint_words_en);
    html_raw(html, "<html>");
    osint_article_text(html, article, highlights);
    html_raw(html, "</html>");
    return g_string_free(osint_html_finish(html), FALSE);
}

/* The text of the page, without its tags and passage numbers. */
static char *plain(const char *page)
{
    g_autoptr(GRegex) numbers = g_regex_new("<a class=\"n\"[^>]*>\\d+</a>", 0, 0, NULL);
    g_autoptr(GRegex) tags = g_regex_new("<[^>]*>", 0, 0, NULL);
    g_autofree char *without = g_regex_replace(numbers, page, -1, 0, "", 0, NULL);
    return g_regex_replace(tags, without, -1, 0, "", 0, NULL);
}

static void test_nothing_is_lost(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", story);
    g_autofree char *page = render(article, NULL);
    g_autofree char *text = plain(page);
    assert_sound_page(page);
    assert_contains(text, "Tick rented servers in Tokyo. The police of Tokyo said so on Tuesday");
    assert_contains(text, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; \xef\xbf\xbd[31mred");
    assert_contains(text, "The group is called BRONZE BUTLER as well.");
    assert_contains(page, "<h2 dir=\"auto\">");
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
    assert_contains(page,
                    "<span class=\"e place first\" title=\"Tokyo &quot;the city&quot;, place\">Tokyo</span>");
    assert_contains(page, "police <mark>of Tokyo</mark></span><mark> said</mark>");
    assert_int_equal(count_parts(page, "class=\"e place"), 1);
    assert_contains(page, "title=\"Tick, threat actor\">BRONZE BUTLER</span>");
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
    assert_contains(page, "<mark>One</mark> <mark>two</mark> <mark>three.</mark>");
}

static void test_described_entity(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article = sample_article("a", "T", "The man left.");
    OsintMention *mention =
        osint_article_add_mention(article, (OsintSpan){0, 7}, "suspect-1", "person", "Suspect");
    mention->descriptive = TRUE;
    mention->confidence = 70;
    mention->why = g_strdup("refers back to \"<a clerk>\"");
    g_autofree char *page = render(article, NULL);
    assert_contains(page,
                    "class=\"e person first said\" title=\"Suspect, person (described, not named; 70 %; "
                    "refers back to &quot;&lt;a clerk&gt;&quot;)\"");
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
        cmocka_unit_test(test_nothing_is_lost),         cmocka_unit_test(test_an_anchor_for_each_passage),
        cmocka_unit_test(test_mentions_and_highlights), cmocka_unit_test(test_hostile_spans),
        cmocka_unit_test(test_described_entity),        cmocka_unit_test(test_language),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
