/* Recipe files: how they are read, which page is whose, and what they do to it. */
#include "tests/unit/often.h"
#include "tests/unit/readers/collect.h"

#include "indexer/readers/html/recipes.h"

static const char recipes_file[] = "# two sites\n"
                                   "[url www.example.org/live/*/all]\n"
                                   "text = article\n"
                                   "\n"
                                   "[host WWW.Example.org]\n"
                                   "title=.headline\n"
                                   "text = /html/body//div[@class='body']\n"
                                   "date = .stamp\n"
                                   "updated = time.changed\n"
                                   "authors = .by b\n"
                                   "publisher = (string(//*[@id='pub']))\n"
                                   "remove = .ad, .by\n";

static const char page[] =
    "<html><head><title>Page</title><meta property='og:url' content='https://example.org/x'></head><body>"
    "<h2 class=headline>The <i>headline</i></h2><p class=stamp>3 May 2021</p>"
    "<time class=changed datetime='2021-05-04T10:00:00Z'>yesterday</time>"
    "<p class=by>By <b>Ann Author</b> and <b>Ben Writer</b><span id=pub>The Specimen</span></p>"
    "<article>A long enough article element, which the general way would take for the text of this page. It "
    "goes on "
    "and on, says this and that, and has some more sentences. They are all there to be longer than the "
    "rest.</article>"
    "<div class=body><p>First words.</p><p class=ad>Buy <span class=ad>now</span></p><div class=body>Inner "
    "words.</div>"
    "</div><div class=body><p>Last words.</p></div></body></html>";

static OsintRecipes *recipes_of(const char *text)
{
    g_autoptr(GError) error = NULL;
    OsintRecipes *recipes = osint_recipes_new("sites.ini", text, strlen(text), &error);
    if (recipes == NULL)
        fail_msg("%s", error->message);
    return recipes;
}

static Collected *read_with(const char *recipes_text, const char *html, const char *sidecar)
{
    g_autoptr(OsintRecipes) recipes = recipes_of(recipes_text);
    g_autoptr(GBytes) beside = sidecar != NULL ? g_bytes_new(sidecar, strlen(sidecar)) : NULL;
    OsintReadOptions options = {.recipes = recipes, .sidecar = beside};
    return collect("/a.html", html, strlen(html), &options);
}

static void test_finds(void **state G_GNUC_UNUSED)
{
    static const char *const cases[][2] = {
        {"https://example.org/", "host WWW.Example.org"},
        {"http://www.EXAMPLE.org/a?b=c#d", "host WWW.Example.org"},
        {"https://news.example.org/a", "host WWW.Example.org"},
        {"https://example.org/live/2021/all", "url www.example.org/live/*/all"},
        {"https://www.example.org/live/a/b/all", "url www.example.org/live/*/all"},
        {"https://example.org/live/2021/all/more", "host WWW.Example.org"},
        {"https://badexample.org/", NULL},
        {"https://example.org.invalid/", NULL},
        {"/relative", NULL},
        {"file:///example.org/", NULL},
    };
    g_autoptr(OsintRecipes) recipes = recipes_of(recipes_file);
    assert_int_equal(osint_recipes_count(recipes), 2);
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        const OsintRecipe *recipe = osint_recipes_find(recipes, cases[i][0]);
        assert_string_equal(recipe != NULL ? recipe->name : "none",
                            cases[i][1] != NULL ? cases[i][1] : "none");
    }
    assert_null(osint_recipes_find(recipes, NULL));
    assert_null(osint_recipes_find(NULL, "https://example.org/"));
}

static void test_applies(void **state G_GNUC_UNUSED)
{
    g_autoptr(Collected) collected = read_with(recipes_file, page, NULL);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "The headline");
    assert_string_equal(article->published, "2021-05-03");
    assert_string_equal(article->updated, "2021-05-04T10:00:00Z");
    assert_null(strstr(article->text, "general way"));
    assert_string_equal(article->text, "First words.\n\nInner words.\n\nLast words.");
    assert_false(has_warning(article, "recipe-no-match"));
}

static void test_authors_and_publisher(void **state G_GNUC_UNUSED)
{
    g_autoptr(Collected) collected =
        read_with("[host example.org]\nauthors=.by b\npublisher=(string(//*[@id='pub']))\n", page, NULL);
    const OsintArticle *article = only_article(collected);
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(article->authors->pdata[0], "Ann Author");
    assert_string_equal(article->authors->pdata[1], "Ben Writer");
    assert_string_equal(article->publisher, "The Specimen");
    assert_non_null(strstr(article->text, "general way"));
}

static void test_address_from_sidecar(void **state G_GNUC_UNUSED)
{
    static const char nameless[] = "<html><body><h2 class=headline>Headline</h2><div class=body>Words.</div>";
    g_autoptr(Collected) without = read_with(recipes_file, nameless, NULL);
    g_autoptr(Collected) with = read_with(recipes_file, nameless, "{\"url\": \"https://example.org/a\"}");
    assert_int_equal(article_at(without, 0)->warnings->len, 0);
    assert_string_equal(only_article(with)->text, "Words.");
    assert_string_equal(only_article(with)->title, "Headline");
    assert_true(has_warning(only_article(with), "recipe-no-match"));
}

static void test_address_in_json(void **state G_GNUC_UNUSED)
{
    static const char json[] = "{\"url\": \"https://example.org/a\", \"title\": \"Given\", \"html\": \"<h2 "
                               "class=headline>H</h2><div class=body>Words.</div><p>More words.\"}";
    g_autoptr(Collected) collected =
        read_with("[host example.org]\ntitle=.headline\ntext=.body\n", json, NULL);
    assert_string_equal(only_article(collected)->text, "Words.");
    assert_string_equal(only_article(collected)->title, "Given");
}

static void test_falls_back(void **state G_GNUC_UNUSED)
{
    g_autoptr(Collected) collected = read_with(
        "[host example.org]\ntitle=.nothing\ntext=.nothing\ndate=.nothing\nauthors=.nothing\n", page, NULL);
    const OsintArticle *article = only_article(collected);
    assert_non_null(strstr(article->text, "general way"));
    assert_true(has_warning(article, "recipe-no-match"));
    const OsintWarning *warning = g_ptr_array_index(article->warnings, 0);
    assert_string_equal(warning->message, "the recipe [host example.org] does not find: title, date, text");
}

static void test_inline_elements(void **state G_GNUC_UNUSED)
{
    static const char html[] =
        "<meta property='og:url' content='https://example.org/x'><p><i>One</i> two <a><b>three</b>"
        "</a></p><table><tr><th>four<td>five</table>";
    g_autoptr(Collected) collected = read_with("[host example.org]\ntext=i, b, th, td\n", html, NULL);
    assert_string_equal(only_article(collected)->text, "One\n\nthree\n\nfour\n\nfive");
    g_autoptr(Collected) rows = read_with("[host example.org]\ntext=tr\n", html, NULL);
    assert_string_equal(only_article(rows)->text, "four | five");
}

/* Expressions that a page makes expensive end, and the page is read in the general way. */
static void test_is_bounded(void **state G_GNUC_UNUSED)
{
    g_autoptr(GString) wide = g_string_new("<meta property='og:url' content='https://example.org/x'>");
    for (int i = 0; i < (int)often(20000); i++)
        g_string_append(wide, "<p class=x>words</p>");
    g_autoptr(Collected) collected =
        read_with("[host example.org]\ntext=//p[count(//p[count(//p[. = 'y']) > 1]) > 1]\n", wide->str, NULL);
    assert_true(has_warning(only_article(collected), "recipe-no-match"));
}

static void test_removes_in_any_order(void **state G_GNUC_UNUSED)
{
    g_autoptr(Collected) all = read_with("[host example.org]\ntext=.body\nremove=//p | //p/text() | //@class "
                                         "| //namespace::* | / | //comment()\n",
                                         page, NULL);
    assert_string_equal(only_article(all)->text, "Inner words.");
    g_autoptr(Collected) everything = read_with("[host example.org]\nremove=//node()\n", page, NULL);
    assert_refused(everything, "0 text-empty");
}

static void check_error(const char *text, const char *message)
{
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintRecipes) recipes = osint_recipes_new("sites.ini", text, strlen(text), &error);
    assert_null(recipes);
    assert_true(g_error_matches(error, OSINT_RECIPES_ERROR, OSINT_RECIPES_ERROR_SYNTAX));
    if (!g_str_has_prefix(error->message, message))
        fail_msg("%s", error->message);
}

static void test_errors(void **state G_GNUC_UNUSED)
{
    check_error("# x\n\nnonsense\n", "sites.ini:3: this is neither a section");
    check_error("\ntext=p\n[host a.example]\n", "sites.ini:2: a key stands before all sections");
    check_error("[host a.example]\ntext=p\n[site b]\ntext=p\n",
                "sites.ini:3: a section is [host NAME] or [url PATTERN]");
    check_error("[host ]\ntext=p\n", "sites.ini:1: a section is");
    check_error("[url https://]\ntext=p\n", "sites.ini:1: a section is");
    check_error("[host a.example]\n", "sites.ini:1: [host a.example] is empty");
    check_error("[host a.example]\ntext=p\n\n[host b.example]\n body = p\n",
                "sites.ini:5: recipes have no key \"body\"");
    check_error("[host a.example]\ntext=p..x\n", "sites.ini:2: text: a name is expected at character 3");
    check_error("[host a.example]\ntext=p\ntitle=p\ntext=a\n", "sites.ini:4: text is given twice");
    check_error("[host a.example]\ntext=\n", "sites.ini:2: text: it is empty");
    check_error("[host a.example]\ntitle=p\ntext = //p[\n", "sites.ini:3: text: ");
    check_error("[host a.example]\ntext=//nonsense()\n", "sites.ini:2: text: ");
    check_error("[host a.example]\ntext=(string(//p))\n", "sites.ini:2: text: it selects no elements");
    check_error("[host a.example]\ntitle=(1 + 1)\n",
                "sites.ini:2: title: it selects neither elements nor text");
    check_error("[host a.example]\ntitle=//p | document('x')\n", "sites.ini:2: title: ");
    check_error("[host a.example]\ntext=p\n# \xff\n", "sites.ini:3: this is not UTF-8");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_finds),
        cmocka_unit_test(test_applies),
        cmocka_unit_test(test_authors_and_publisher),
        cmocka_unit_test(test_address_from_sidecar),
        cmocka_unit_test(test_address_in_json),
        cmocka_unit_test(test_falls_back),
        cmocka_unit_test(test_inline_elements),
        cmocka_unit_test(test_is_bounded),
        cmocka_unit_test(test_removes_in_any_order),
        cmocka_unit_test(test_errors),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
