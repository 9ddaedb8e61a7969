/* Whole pages from records made by hand, among them hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "search/query-internal.h"
#include "tests/unit/web/page_checks.h"
#include "tests/unit/web/sample.h"
#include "web/article-page.h"
#include "web/help.h"
#include "web/page.h"
#include "web/results.h"
#include "web/start.h"

#define NOW 1619049600

typedef struct {
    OsintAsk ask;
    GPtrArray *notes;
    GPtrArray *entities;
    GPtrArray *hits;
    OsintFacets *facets;
    OsintResults results;
} Fixture;

static void setup(Fixture *fixture, const char *query)
{
    memset(fixture, 0, sizeof *fixture);
    fixture->ask = (OsintAsk){.base = "/cgi", .words = &osint_words_en, .query = (char *)query, .page = 1};
    fixture->notes = g_ptr_array_new();
    fixture->entities = g_ptr_array_new_with_free_func(sample_query_entity_free);
    fixture->hits = g_ptr_array_new_with_free_func(sample_hit_free);
    fixture->facets = osint_facets_new();
    fixture->facets->exact = TRUE;
    fixture->results = (OsintResults){.ask = &fixture->ask,
                                      .now = NOW,
                                      .read_as = query,
                                      .notes = fixture->notes,
                                      .entities = fixture->entities,
                                      .hits = fixture->hits,
                                      .facets = fixture->facets,
                                      .exact = TRUE};
}

static char *finish(Fixture *fixture)
{
    GString *page = osint_results_page(&fixture->results);
    g_ptr_array_unref(fixture->notes);
    g_ptr_array_unref(fixture->entities);
    g_ptr_array_unref(fixture->hits);
    osint_facets_free(fixture->facets);
    assert_sound_page(page->str);
    return g_string_free(page, FALSE);
}

static OsintHit *add_hit(Fixture *fixture, const char *id, const char *title, const char *language,
                         const char *publisher, const char *published)
{
    OsintArticle *article = sample_article(id, title, "Tick rented servers. The police followed.");
    article->language = g_strdup(language);
    article->publisher = g_strdup(publisher);
    article->published = g_strdup(published);
    sample_mention(article, "Tick", "tick", "threat-actor", "Tick");
    sample_mention(article, "police", "tmpd", "organization", "Tokyo police");
    OsintHit *hit = sample_hit(article, 1, "servers");
    g_ptr_array_add(fixture->hits, hit);
    fixture->results.total++;
    return hit;
}

static void add_copy(OsintHit *hit, const char *id, const char *publisher, OsintMatchesQuery matches,
                     gboolean earliest)
{
    OsintCopy *copy = g_new0(OsintCopy, 1);
    copy->article = sample_article(id, "A copy", "Tick rented servers.");
    copy->article->publisher = g_strdup(publisher);
    copy->matches = matches;
    copy->earliest = earliest;
    g_ptr_array_add(hit->copies, copy);
}

static void test_copies(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    OsintHit *hit = add_hit(&fixture, "one", "About servers", "en", "NHK", "2021-04-20");
    add_copy(hit, "a/b", "Example <b>Wire", OSINT_MATCHES, TRUE);
    add_copy(hit, "two", NULL, OSINT_MATCHES_NOT, FALSE);
    hit->copies_more = 3;
    fixture.results.folded = 1201;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "1,201 copies folded. <a href=\"?q=tick&amp;copies=show\">Show each by itself</a>");
    assert_contains(page, "<summary>5 copies; the earliest: Example &lt;b&gt;Wire</summary>");
    assert_contains(
        page, "<a href=\"/cgi/article/?id=a/b&amp;q=tick&amp;at=1\"><bdi>Example &lt;b&gt;Wire</bdi></a>");
    assert_contains(page, "<bdi>two</bdi></a> (not found by this query)");
    assert_lacks(page, "<details open");
    assert_contains(page, "<li>and 3 more</li>");
    setup(&fixture, "tick");
    fixture.ask.copies = OSINT_COPIES_SHOW;
    add_hit(&fixture, "one", "About servers", "en", "NHK", "2021-04-20");
    g_autofree char *each = finish(&fixture);
    assert_contains(each, "Copies are results of their own. <a href=\"?q=tick\">Fold them</a>");
    assert_contains(each, "<input type=\"hidden\" name=\"copies\" value=\"show\">");
    assert_lacks(each, "class=\"copies\"");
}

static void test_results(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "entity:tick servers lang:ja");
    add_hit(&fixture, "one", "About servers", "ja", "NHK", "2021-04-20");
    add_hit(&fixture, "two", NULL, "en", "The Record", "2020");
    osint_facets_add(fixture.facets, OSINT_FACET_LANGUAGE, "ja", 2);
    osint_facets_add(fixture.facets, OSINT_FACET_SOURCE, "NHK", 1200);
    osint_facets_add(fixture.facets, OSINT_FACET_SOURCE, "<b>The Record", 1);
    osint_facets_add(fixture.facets, OSINT_FACET_YEAR, "2020", 1);
    osint_facets_add(fixture.facets, OSINT_FACET_YEAR, "2021", 1);
    fixture.facets->exact = FALSE;
    fixture.facets->articles = 1201;
    const char *const also[] = {"BRONZE BUTLER", "<b>x</b>", NULL};
    g_ptr_array_add(fixture.entities, sample_query_entity("tick", "Tick", "tick", also));
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "2 articles <span>for <q>entity:tick servers lang:ja</q></span>");
    assert_contains(
        page,
        "<a href=\"/cgi/article/one?q=entity:tick%20servers%20lang:ja&amp;at=1&amp;p=1#p1\" lang=\"ja\">"
        "<bdi>About <mark>servers</mark></bdi></a>");
    assert_contains(page, "Tick rented <mark>servers</mark>.");
    assert_contains(page, "<b><a href=\"/cgi/entity/tick\"><bdi>Tick</bdi></a></b>, also searched as "
                          "<bdi>BRONZE BUTLER</bdi>, <bdi>&lt;b&gt;x&lt;/b&gt;</bdi>");
    assert_contains(page, "href=\"?q=entity:%3DTick%20servers%20lang:ja\">only “Tick”</a>");
    assert_contains(page, "<a class=\"chip on actor\" href=\"/cgi/entity/tick\" title=\"threat actor\">");
    assert_contains(page, "<li class=\"chip org\"><a rel=\"nofollow\" "
                          "href=\"?q=entity:tick%20servers%20lang:ja%20entity:tmpd\" "
                          "title=\"organization\"><bdi>Tokyo police</bdi></a>"
                          "<a href=\"/cgi/entity/tmpd\" aria-label=\"Tokyo police: card\">›</a></li>");
    assert_contains(
        page, "<span title=\"lang:ja\"><bdi>language: Japanese</bdi></span>"
              "<a href=\"?q=entity:tick%20servers\" aria-label=\"Remove the filter language: Japanese\"");
    assert_contains(
        page, "<li><a rel=\"nofollow\" href=\"?q=entity:tick%20servers%20lang:ja%20source:NHK\">"
              "NHK</a><span>1,200</span><a rel=\"nofollow\" "
              "href=\"?q=entity:tick%20servers%20lang:ja%20NOT%20source:NHK\" title=\"Not NHK\">not</a>");
    assert_contains(page, ">&lt;b&gt;The Record</a>");
    assert_contains(page, "<li class=\"on\"><b>Japanese</b><a href=\"?q=entity:tick%20servers\"");
    assert_contains(page, "date:2020");
    assert_contains(page, "counted in the first 1,201 articles");
    assert_contains(page, "<time datetime=\"2021-04-20\">20 April 2021</time>");
    assert_lacks(page, "Pages");
}

/* What an article calls an entity is told where that is not its name; what only describes it, as such. */
static void test_names(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "entity:tick");
    g_ptr_array_add(fixture.entities, sample_query_entity("tick", "Tick", "tick", NULL));
    OsintArticle *article = sample_article(
        "a", "T", "TICK is BRONZE BUTLER, says A. Bronze Butler is <b>X</b>, also Why and Zed.");
    for (const char *const *name =
             (const char *const[]){"TICK", "BRONZE BUTLER", "Bronze Butler", "<b>X</b>", "Why", "Zed", NULL};
         *name != NULL; name++)
        sample_mention(article, *name, "tick", "threat-actor", "Tick");
    g_ptr_array_add(fixture.hits, sample_hit(article, 1, "TICK"));
    OsintArticle *marked = sample_article("c", "T", "He is SILENT POND.");
    const char *const also[] = {"Silent Pond", NULL};
    g_ptr_array_add(fixture.entities, sample_query_entity("heron", "Heron", "heron", also));
    sample_mention(marked, "He", "heron", "threat-actor", "Heron");
    sample_mention(marked, "SILENT POND", "heron", "threat-actor", "Heron");
    for (guint i = 0; i < marked->mentions->len; i++)
        g_array_index(marked->mentions, OsintMention, i).by_hand = TRUE;
    g_ptr_array_add(fixture.hits, sample_hit(marked, 1, "He"));
    OsintArticle *other = sample_article("b", "T", "The \"man\" rented servers.");
    sample_mention(other, "The \"man\"", "tick", "threat-actor", "Tick");
    OsintMention *mention = &g_array_index(other->mentions, OsintMention, 0);
    mention->descriptive = TRUE;
    mention->confidence = 70;
    g_ptr_array_add(fixture.hits, sample_hit(other, 1, "servers"));
    fixture.results.total = 2;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<bdi>Tick</bdi></a> as <bdi>BRONZE BUTLER</bdi>, <bdi>&lt;b&gt;X&lt;/b&gt;</bdi>, "
                          "<bdi>Why</bdi> and 1 more</span>");
    assert_contains(page, "<bdi>Tick</bdi></a></span>");
    assert_contains(page, "<bdi>Heron</bdi></a> as <bdi>SILENT POND</bdi></span>");
    assert_contains(page, "<bdi>Tick</bdi> as “The &quot;man&quot;” (described, not named; 70 %)");
}

/* In a page of another language, what is in the article's says so. */
static void test_languages_of_a_hit(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    fixture.ask.words = &osint_words_ja;
    add_hit(&fixture, "one", "T", "en", "NHK", "2021-04-20");
    add_hit(&fixture, "two", "T", "ja", "NHK", "2021-04");
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<blockquote dir=\"auto\" lang=\"en\">");
    assert_contains(
        page,
        "<a class=\"open\" href=\"/cgi/article/one?q=tick&amp;at=1&amp;p=1#p1\" lang=\"ja\">第1箇所</a>");
    assert_contains(page,
                    "<a class=\"open\" href=\"/cgi/article/two?q=tick&amp;at=1&amp;p=1#p1\">第1箇所</a>");
    assert_contains(page, "<time datetime=\"2021-04-20\">2021年4月20日</time><span class=\"language\">英語");
    assert_contains(page, "<time datetime=\"2021-04\">2021年4月</time></p>");
    assert_contains(page, "<a rel=\"nofollow\" href=\"/cgi/?like=one\">似た記事</a>");
}

/* The publisher narrows the search, once; the original opens by itself and only over the web. */
static void test_origin(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    OsintHit *hit = add_hit(&fixture, "one", "T", "en", "Example Wire", "2021-04-20");
    hit->article->url = g_strdup("https://example.org/a?b&c");
    hit->article->accessed = g_strdup("2021-05-01T10:00:00Z");
    add_hit(&fixture, "two", "T", "en", "Example Wire", NULL)->article->url = g_strdup("javascript:alert(1)");
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<a class=\"publisher\" rel=\"nofollow\" "
                          "href=\"?q=tick%20source:%22Example%20Wire%22\" title=\"Only this source\">");
    assert_contains(page, "<a href=\"https://example.org/a?b&amp;c\" "
                          "rel=\"noreferrer noopener nofollow external\">Original ↗</a>");
    assert_lacks(page, "javascript");
    assert_contains(page, "<bdi>“T”. Example Wire, 2021-04-20. https://example.org/a?b&amp;c "
                          "(accessed 2021-05-01)</bdi>");
    assert_contains(page, "<bdi>“T”. Example Wire.</bdi>");
    assert_contains(page, "<a href=\"/cgi/article/one?format=csl-json\">CSL-JSON</a>");
    setup(&fixture, "tick source:\"Example Wire\"");
    add_hit(&fixture, "one", "T", "en", "Example Wire", "2021-04-20");
    g_autofree char *narrow = finish(&fixture);
    assert_lacks(narrow, "<a class=\"publisher\"");
}

static void test_articles_view(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    fixture.ask.show = OSINT_SHOW_ARTICLES;
    add_hit(&fixture, "one", "T", "en", "NHK", "2021-04-20");
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<li class=\"hit dense\">");
    assert_lacks(page, "class=\"actions\"");
    assert_contains(page, "<blockquote");
}

static void test_closest(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick courier");
    OsintHit *hit = add_hit(&fixture, "one", "T", "en", NULL, NULL);
    g_ptr_array_add(hit->missing, g_strdup("courier"));
    fixture.results.closest = TRUE;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "No article has all the words");
    assert_contains(page, "Does not have <s>courier</s>");
    assert_contains(page, "undated");
}

static void test_nothing_found(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "zzz lang:ja");
    g_ptr_array_add(fixture.notes, (gpointer) "A lone quotation mark was closed.");
    fixture.results.suggestion = "zoo <lang>";
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "Nothing found");
    assert_contains(page, "A lone quotation mark was closed.");
    assert_contains(page, "Did you mean <a href=\"?q=zoo%20%3Clang%3E\">zoo &lt;lang&gt;</a>?");
    assert_contains(page, "<a href=\"?q=zzz\">Search without “language: Japanese”</a> <code>zzz</code>");
}

static void test_paging(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    add_hit(&fixture, "one", "T", "en", NULL, NULL);
    fixture.ask.page = 2;
    fixture.results.total = 1234;
    fixture.results.exact = FALSE;
    fixture.results.more = TRUE;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "About 1,234 articles");
    assert_contains(page, "<a rel=\"prev\" accesskey=\"p\" href=\"?q=tick\">");
    assert_contains(page, "<span>11–11 of about 1,234</span>");
    assert_contains(page, "<a rel=\"next\" accesskey=\"n\" href=\"?q=tick&amp;page=3\">");
    assert_contains(page, "<ol class=\"hits\" start=\"11\">");
}

static void test_past_the_end(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick");
    fixture.ask.page = 9;
    fixture.results.total = 3;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "Page 9 is past the end");
    assert_contains(page, "<a href=\"?q=tick\">Go to the first page</a>");
}

static const char *const naughty[] = {
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "javascript:alert(1)",
    "</title></textarea></pre><svg/onload=alert(1)>",
    "&lt;script&gt;",
    "\xe2\x80\xae"
    "evil",
    "a\x01\x08\x1b]0;x\x07",
    "\xff\xfe\xc0\xbc",
    "<!--",
    "]]>",
    "{{7*7}}",
    "%s%n%u",
    "\xef\xbf\xbf",
    "Z\xcc\xb5\xcc\xa1"
    "a\xcc\xb8l",
    "田中さん 🏳️‍🌈 مرحبا",
};

static OsintArticle *naughty_article(const char *text)
{
    OsintArticle *article = sample_article(text, text, text);
    char **fields[] = {&article->publisher, &article->url,  &article->published, &article->updated,
                       &article->language,  &article->path, &article->sha256,    &article->media_type,
                       &article->rating,    &article->tlp};
    for (guint i = 0; i < G_N_ELEMENTS(fields); i++)
        *fields[i] = g_strdup(text);
    g_ptr_array_add(article->authors, g_strdup(text));
    g_ptr_array_add(article->tags, g_strdup(text));
    osint_article_warn(article, "code", "%s", text);
    osint_article_add_mention(article, (OsintSpan){0, (guint32)strlen(text)}, text, text, text);
    return article;
}

static void test_naughty_strings(void **state)
{
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(naughty); i++) {
        Fixture fixture;
        setup(&fixture, naughty[i]);
        OsintHit *hit = sample_hit(naughty_article(naughty[i]), 1, naughty[i]);
        g_ptr_array_add(hit->missing, g_strdup(naughty[i]));
        g_ptr_array_add(fixture.hits, hit);
        g_ptr_array_add(fixture.notes, (gpointer)naughty[i]);
        const char *const also[] = {naughty[i], NULL};
        g_ptr_array_add(fixture.entities, sample_query_entity(naughty[i], naughty[i], naughty[i], also));
        fixture.results.total = 1;
        fixture.results.suggestion = naughty[i];
        OsintArticleView view = {.ask = &fixture.ask, .article = hit->article};
        g_autoptr(GString) article = osint_article_page(&view);
        assert_sound_page(article->str);
        OsintStart start = {&fixture.ask, 1, 1, fixture.hits};
        g_autoptr(GString) first = osint_start_page(&start);
        assert_sound_page(first->str);
        g_autofree char *page = finish(&fixture);
        assert_lacks(page, "<img");
        assert_lacks(page, "<svg");
    }
}

static void test_source_links(void **state)
{
    (void)state;
    const struct {
        const char *url;
        gboolean linked;
    } cases[] = {
        {"https://example.org/a?b=c&d", TRUE},
        {"http://example.org/", TRUE},
        {"javascript:alert(1)", FALSE},
        {"data:text/html,x", FALSE},
        {"ftp://example.org/", FALSE},
        {"//example.org/", FALSE},
        {"https:", FALSE},
        {" javascript://example.org/", FALSE},
        {"/etc/passwd", FALSE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OsintArticle) article = sample_article("a", "T", "Text.");
        article->url = g_strdup(cases[i].url);
        OsintAsk ask = {.base = "", .words = &osint_words_en, .page = 1};
        OsintArticleView view = {.ask = &ask, .article = article};
        g_autoptr(GString) page = osint_article_page(&view);
        assert_sound_page(page->str);
        assert_int_equal(strstr(page->str, "rel=\"noreferrer noopener nofollow external\"") != NULL,
                         cases[i].linked);
    }
}

static void test_article(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article =
        sample_article("id-1", NULL, "Tick rented servers.\n\nThe police followed.");
    article->sha256 = g_strdup("abc123");
    article->published = g_strdup("2021-04");
    sample_mention(article, "Tick", "tick", "threat-actor", "Tick");
    OsintAsk ask = {.base = "", .words = &osint_words_en, .query = (char *)"servers", .page = 1};
    OsintArticleView view = {.ask = &ask, .article = article};
    g_autoptr(GString) page = osint_article_page(&view);
    assert_sound_page(page->str);
    assert_contains(page->str, "<a href=\"/?q=servers\">← Results for “servers”</a>");
    assert_contains(page->str, "<dt>SHA-256</dt><dd><code>abc123</code></dd>");
    assert_contains(page->str, "<time datetime=\"2021-04\">April 2021</time>");
    assert_contains(page->str, "Threat actors");
    assert_contains(page->str, "<a class=\"chip actor\" href=\"/entity/tick\">");
    assert_contains(page->str, "href=\"/article/id-1?q=entity:tick&amp;m=1#m1\"");
    assert_contains(page->str, "<bdi>Tick rented servers.");
}

static void test_examples(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "*");
    for (guint i = 0; i < 7; i++)
        add_hit(&fixture, "id", "T", "en", NULL, NULL);
    OsintAsk nothing = {.base = "/cgi", .words = &osint_words_en, .page = 1};
    OsintStart start = {&nothing, 7, 70, fixture.hits};
    g_autoptr(GString) page = osint_start_page(&start);
    assert_sound_page(page->str);
    assert_int_equal(count_parts(page->str, "href=\"/cgi/?q=entity:tick\""), 2);
    assert_int_equal(count_parts(page->str, "href=\"/cgi/?q=entity:tmpd\""), 1);
    assert_true(strstr(page->str, "entity:tick") < strstr(page->str, "entity:tmpd"));
    assert_int_equal(count_parts(page->str, "href=\"/cgi/article/id\""), 5);
    assert_contains(page->str, "7 articles, 70 passages");
    g_autofree char *results = finish(&fixture);
    assert_contains(results, "7 articles");
}

static void test_empty_index(void **state)
{
    (void)state;
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OsintAsk ask = {.base = "", .words = &osint_words_en, .page = 1};
    OsintStart start = {&ask, 0, 0, none};
    g_autoptr(GString) page = osint_start_page(&start);
    assert_sound_page(page->str);
    assert_contains(page->str, "The index is empty");
    assert_contains(page->str, " autofocus");
}

/* Every example can be asked, and there is one for each field. */
static void check_example(const char *link, GString *asked)
{
    g_autofree char *query = g_uri_unescape_string(link, NULL);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintQuery) parsed = osint_query_parse(query, NOW, NULL, &error);
    if (parsed == NULL)
        fail_msg("%s: %s", query, error->message);
    assert_int_equal(parsed->notes->len, 0);
    g_string_append_printf(asked, " %s", query);
}

static void test_help(void **state)
{
    (void)state;
    for (const OsintWords *const *words = osint_words_all(); *words != NULL; words++) {
        g_autoptr(GString) page = osint_help_page(&(OsintRequest){.base = (char *)"/cgi", .words = *words});
        assert_sound_page(page->str);
        assert_contains(page->str, "href=\"/cgi/?q=entity:tick\"");
        g_autoptr(GString) asked = g_string_new(NULL);
        static const char begin[] = "href=\"/cgi/?q=";
        for (const char *at = page->str; (at = strstr(at, begin)) != NULL; at++) {
            const char *query = at + strlen(begin);
            g_autofree char *link = g_strndup(query, strcspn(query, "\""));
            check_example(link, asked);
        }
        gsize count;
        const OsintFieldName *fields = osint_query_fields(&count);
        for (gsize i = 0; i < count; i++) {
            g_autofree char *field = g_strdup_printf(" %s:", fields[i].name);
            assert_contains(asked->str, field);
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_results),
        cmocka_unit_test(test_copies),
        cmocka_unit_test(test_closest),
        cmocka_unit_test(test_names),
        cmocka_unit_test(test_languages_of_a_hit),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_origin),
        cmocka_unit_test(test_articles_view),
        cmocka_unit_test(test_nothing_found),
        cmocka_unit_test(test_paging),
        cmocka_unit_test(test_past_the_end),
        cmocka_unit_test(test_naughty_strings),
        cmocka_unit_test(test_source_links),
        cmocka_unit_test(test_article),
        cmocka_unit_test(test_empty_index),
        cmocka_unit_test(test_examples),
        cmocka_unit_test(test_help),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
