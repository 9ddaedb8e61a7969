/* CSS selectors: what they select in a page, and how a wrong one is refused. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/html/selector.h"

/* Every element is known by its id, which it has as content, too. */
static const char page[] =
    "<html><meta property='og:url' content='https://a.example/'><body>"
    "<div id=a class='story lead'><h1 id=b data-kind='head-line'>T</h1><p id=c class=first>x</p>"
    "<p id=d>y <em id=e lang=en-GB>z</em></p><p id=f class='first ad-box'>w</p></div>"
    "<div id=g class=\"it's\"><p id='h:1' title='a \"b\" c'>v</p>"
    "<ul id=i><li id=j>1</li><li id=k>2</li><li id=l>3</li></ul></div></body></html>";

static char *page_with_contents(void)
{
    g_autoptr(GRegex) id = g_regex_new("id='?([a-z0-9:]+)'?", 0, 0, NULL);
    return g_regex_replace(id, page, -1, 0, "id='\\1' content='\\1'", 0, NULL);
}

/* The ids of what is selected, one behind the other. */
static void check(const char *selector, const char *expected)
{
    g_autoptr(GError) error = NULL;
    g_autofree char *xpath = osint_selector_to_xpath(selector, &error);
    if (xpath == NULL)
        fail_msg("%s: %s", selector, error->message);
    g_autofree char *file = g_strdup_printf("[host a.example]\ntext=//body\nauthors=%s\n", selector);
    g_autoptr(OsintRecipes) recipes = osint_recipes_new("file", file, strlen(file), &error);
    if (recipes == NULL)
        fail_msg("%s", error->message);
    g_autofree char *html = page_with_contents();
    OsintReadOptions options = {.recipes = recipes};
    g_autoptr(Collected) collected = collect("/a.html", html, strlen(html), &options);
    const OsintArticle *article = only_article(collected);
    g_ptr_array_add(article->authors, NULL);
    g_autofree char *found = g_strjoinv(" ", (char **)article->authors->pdata);
    g_ptr_array_set_size(article->authors, (int)article->authors->len - 1);
    if (strcmp(found, expected) != 0)
        fail_msg("%s (%s): %s instead of %s", selector, xpath, found, expected);
}

static void test_simple(void **state G_GNUC_UNUSED)
{
    check("p", "c d f h:1");
    check("P", "c d f h:1");
    check("#d", "d");
    check(".first", "c f");
    check("p.first.ad-box", "f");
    check("*.lead", "a");
    check(".ad", "");
    check(".it\\'s", "g");
    check("#h\\:1", "h:1");
    check("div, em", "a e g");
    check("  em ,div  ", "a e g");
}

static void test_attributes(void **state G_GNUC_UNUSED)
{
    check("[lang]", "e");
    check("p[ title ]", "h:1");
    check("[data-kind=head-line]", "b");
    check("[data-kind^='head']", "b");
    check("[data-kind$=\"line\"]", "b");
    check("[data-kind*=d-l]", "b");
    check("[data-kind*='']", "");
    check("[class~=ad-box]", "f");
    check("[class~='first ad-box']", "");
    check("[lang|=en]", "e");
    check("[lang|=e]", "");
    check("[title='a \"b\" c']", "h:1");
    check("[title=\"a \\\"b\\\" c\"]", "h:1");
    check("[title=\"it's \\\"b\\\"\"]", "");
    check("[DATA-KIND='head-line']", "b");
}

static void test_combinators(void **state G_GNUC_UNUSED)
{
    check("div p", "c d f h:1");
    check("div > em", "");
    check("div>p>em", "e");
    check("h1 + p", "c");
    check("h1 ~ p", "c d f");
    check("#a p em", "e");
    check("p+p", "d f");
    check("ul li+li", "k l");
}

static void test_pseudo_classes(void **state G_GNUC_UNUSED)
{
    check("li:first-child", "j");
    check("li:last-child", "l");
    check("em:only-child", "e");
    check("li:nth-child( 2 )", "k");
    check("p:not(.first)", "d h:1");
    check("div > *:not(p)", "b i");
    check("div > :not(p):not(ul)", "b");
    check("p:not([class][class=first])", "d f h:1");
    check("p:not(*)", "");
    check("ul li:not(:first-child)", "k l");
}

static void check_error(const char *selector, const char *message)
{
    g_autoptr(GError) error = NULL;
    assert_null(osint_selector_to_xpath(selector, &error));
    assert_true(g_error_matches(error, OSINT_SELECTOR_ERROR, OSINT_SELECTOR_ERROR_SYNTAX));
    assert_string_equal(error->message, message);
}

static void test_errors(void **state G_GNUC_UNUSED)
{
    check_error("", "a selector is expected at character 1");
    check_error("p, ", "a selector is expected at character 4");
    check_error("p > ", "a selector is expected at character 5");
    check_error("p..x", "a name is expected at character 3");
    check_error("#1", "a name is expected at character 2");
    check_error("p[", "a name is expected at character 3");
    check_error("p[x", "\"=\" or \"]\" is expected at character 4");
    check_error("p[x=]", "a value is expected at character 5");
    check_error("p[x='y]", "\"]\" is expected at character 8");
    check_error("p[x=y", "\"]\" is expected at character 6");
    check_error("p:hover", "a pseudo-class that is not known at character 8");
    check_error("p:not(:not(a))", "a pseudo-class that is not known at character 11");
    check_error("p:nth-child(0)", "a number from 1 is expected at character 13");
    check_error("p:nth-child(2n)", "\")\" is expected at character 14");
    check_error("p:not(a b)", "\")\" is expected at character 9");
    check_error("p)", "the selector does not go on like this at character 2");
    check_error("p.Ü )", "a selector is expected at character 5");
    check_error("Ü", "a selector is expected at character 1");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_simple),      cmocka_unit_test(test_attributes),
        cmocka_unit_test(test_combinators), cmocka_unit_test(test_pseudo_classes),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
