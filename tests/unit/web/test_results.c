/* The parts of a page of results: timelines, facets, filters, what leads on from it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/web/page_checks.h"
#include "tests/unit/web/sample.h"
#include "web/chart.h"
#include "web/results.h"

#define NOW 1619049600

typedef struct {
    OsintAsk ask;
    GPtrArray *notes, *entities, *hits;
    OsintFacets *facets;
    OsintTimeline timeline;
    OsintResults results;
} Fixture;

static Fixture *setup(const char *query, const OsintWords *words)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->ask = (OsintAsk){.base = "/cgi", .words = words, .query = (char *)query, .page = 1};
    fixture->notes = g_ptr_array_new();
    fixture->entities = g_ptr_array_new_with_free_func(sample_query_entity_free);
    fixture->hits = g_ptr_array_new_with_free_func(sample_hit_free);
    fixture->facets = osint_facets_new();
    fixture->facets->exact = TRUE;
    fixture->facets->articles = 100;
    fixture->timeline.exact = TRUE;
    fixture->timeline.by = OSINT_BY_YEAR;
    fixture->timeline.rows = g_array_new(FALSE, FALSE, sizeof(OsintTimelineRow));
    fixture->results = (OsintResults){.ask = &fixture->ask,
                                      .now = NOW,
                                      .read_as = query,
                                      .notes = fixture->notes,
                                      .entities = fixture->entities,
                                      .total = 100,
                                      .hits = fixture->hits,
                                      .facets = fixture->facets,
                                      .timeline = &fixture->timeline,
                                      .exact = TRUE};
    g_ptr_array_add(fixture->hits, sample_hit(sample_article("one", "T", "Tick rented servers."), 1, NULL));
    return fixture;
}

static void add_row(Fixture *fixture, guint year, guint month, guint day, guint64 articles)
{
    OsintTimelineRow row = {year, month, day, articles};
    g_array_append_val(fixture->timeline.rows, row);
}

static void add_entity(Fixture *fixture, const char *id, const char *name, const char *type, guint64 articles)
{
    OsintFacetValue value = {g_strdup(id), g_strdup(name), g_strdup(type), articles};
    g_array_append_val(fixture->facets->values[OSINT_FACET_ENTITY], value);
}

static char *finish(Fixture *fixture)
{
    GString *page = osint_results_page(&fixture->results);
    g_ptr_array_unref(fixture->notes);
    g_ptr_array_unref(fixture->entities);
    g_ptr_array_unref(fixture->hits);
    osint_facets_free(fixture->facets);
    g_array_unref(fixture->timeline.rows);
    g_free(fixture);
    assert_sound_page(page->str);
    return g_string_free(page, FALSE);
}

/* ---- time ---- */

static Fixture *months(const OsintWords *words)
{
    Fixture *fixture = setup("tick", words);
    fixture->timeline.by = OSINT_BY_MONTH;
    add_row(fixture, 2020, 0, 0, 3);
    add_row(fixture, 2020, 11, 0, 1000);
    add_row(fixture, 2021, 3, 0, 1);
    add_row(fixture, 2021, 4, 0, 500);
    add_row(fixture, 0, 0, 0, 2);
    return fixture;
}

static void test_bars(void **state)
{
    (void)state;
    g_autofree char *page = finish(months(&osint_words_en));
    assert_contains(page,
                    "<svg class=\"chart\" role=\"group\" aria-label=\"Articles by month\" height=\"62\">");
    assert_contains(
        page,
        "<a rel=\"nofollow\" href=\"?q=tick%20date:2020-11\"><title>November 2020: 1,000 articles</title>"
        "<rect x=\"0%\" width=\"16.66%\"/>"
        "<rect x=\"6.08%\" width=\"4.5%\" height=\"44\"/></a>");
    assert_contains(page, "<title>March 2021: 1 article</title><rect x=\"66.66%\"");
    assert_contains(page, "height=\"2\"/></a>");
    assert_contains(page, "height=\"22\"/></a>");
    assert_int_equal(count_parts(page, "<rect"), 6);
    assert_contains(page, ">November 2020</text>");
    assert_contains(page, "<span>most in November 2020: 1,000</span><span>3 dated less precisely</span>"
                          "<span>2 undated</span>");
    assert_contains(page, "<th scope=\"row\">2020 (month unknown)</th><td>3</td>");
    assert_contains(page, "<th scope=\"row\">undated</th><td>2</td>");
    assert_true(strstr(page, "<svg") < strstr(page, "<ol class=\"hits\""));
}

static void test_timeline_view(void **state)
{
    (void)state;
    Fixture *fixture = months(&osint_words_en);
    fixture->ask.show = OSINT_SHOW_TIMELINE;
    fixture->ask.by = OSINT_BY_MONTH;
    fixture->ask.sort = OSINT_SORT_NEWEST;
    g_ptr_array_set_size(fixture->hits, 0);
    g_autofree char *page = finish(fixture);
    assert_contains(page, "height=\"198\"");
    assert_contains(page, "<a href=\"?q=tick&amp;show=timeline&amp;sort=newest&amp;by=day\">Days</a>");
    assert_contains(page, "<b aria-current=\"true\">Months</b>");
    assert_contains(
        page,
        "<th scope=\"row\"><a rel=\"nofollow\" href=\"?q=tick%20date:2021-04&amp;sort=newest&amp;by=month\">"
        "April 2021</a></th><td>500</td>");
    assert_true(strstr(page, ">April 2021</a></th>") < strstr(page, ">November 2020</a></th>"));
    assert_int_equal(count_parts(page, "<svg"), 1);
}

static void test_japanese(void **state)
{
    (void)state;
    g_autofree char *page = finish(months(&osint_words_ja));
    assert_contains(page, "<title>2020年11月：記事1,000件</title>");
    assert_contains(page, "2020年（月は不明）");
    assert_contains(page, "日付なし2件");
    assert_contains(page, "関連度順");
    assert_lacks(page, " undated");
    assert_lacks(page, "Articles by");
}

static void test_one_period(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    fixture->timeline.by = OSINT_BY_DAY;
    add_row(fixture, 2021, 4, 20, 7);
    g_autofree char *page = finish(fixture);
    assert_lacks(page, "<svg");
    assert_contains(page, "all in 20 April 2021");
}

static void test_no_dates(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    fixture->timeline.by = OSINT_BY_YEAR;
    add_row(fixture, 0, 0, 0, 7);
    g_autofree char *page = finish(fixture);
    assert_lacks(page, "<svg");
    assert_contains(page, "7 undated");
    Fixture *none = setup("tick", &osint_words_en);
    none->timeline.by = OSINT_BY_YEAR;
    g_autofree char *bare = finish(none);
    assert_lacks(bare, "<svg");
}

static void test_too_many_periods(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    fixture->ask.show = OSINT_SHOW_TIMELINE;
    fixture->timeline.by = OSINT_BY_YEAR;
    for (guint year = 1; year <= 9999; year += 2)
        add_row(fixture, year, 0, 0, G_MAXUINT64 / 20000);
    g_autofree char *page = finish(fixture);
    assert_lacks(page, "<svg");
    assert_contains(page, "too many for a picture");
    assert_contains(page,
                    "These are the first of <a href=\"?q=tick&amp;show=timeline&amp;format=csv\">5,000</a>");
    assert_int_equal(count_parts(page, "<th scope=\"row\">"), 400);
}

/* Years, months and days, from few to many: what is written under the bars stays little. */
static void test_ticks(void **state)
{
    (void)state;
    for (guint units = 2; units <= 400; units = units * 3 / 2 + 1) {
        for (OsintBy by = OSINT_BY_YEAR; by <= OSINT_BY_DAY; by++) {
            Fixture *fixture = setup("tick", &osint_words_en);
            fixture->timeline.by = by;
            GDate last;
            g_date_set_dmy(&last, 28, 2, 2020);
            if (by == OSINT_BY_YEAR)
                g_date_add_years(&last, units - 1);
            else if (by == OSINT_BY_MONTH)
                g_date_add_months(&last, units - 1);
            else
                g_date_add_days(&last, units - 1);
            add_row(fixture, 2020, by >= OSINT_BY_MONTH ? 2 : 0, by == OSINT_BY_DAY ? 28 : 0, 1);
            add_row(fixture, g_date_get_year(&last), by >= OSINT_BY_MONTH ? g_date_get_month(&last) : 0,
                    by == OSINT_BY_DAY ? g_date_get_day(&last) : 0, 1);
            g_autofree char *page = finish(fixture);
            guint ticks = count_parts(page, "</text>");
            assert_true(ticks >= 1 && ticks <= 6);
            assert_int_equal(count_parts(page, "<rect"), 4);
        }
    }
}

/* ---- facets ---- */

static void test_entities_by_kind(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    add_entity(fixture, "japan", "Japan", "place", 40);
    add_entity(fixture, "apt17", "APT<17>", "threat-actor", 30);
    add_entity(fixture, "ipv4:192.0.2.1", "192.0.2.1", "ipv4", 2);
    add_entity(fixture, "unlisted", NULL, NULL, 1);
    g_autofree char *page = finish(fixture);
    assert_contains(page, "<h3 class=\"actor\">Threat actors</h3>");
    assert_true(strstr(page, "Threat actors") < strstr(page, ">Places<"));
    assert_contains(page, "<li><a rel=\"nofollow\" href=\"?q=tick%20entity:apt17\">APT&lt;17&gt;</a>"
                          "<span>30</span><a rel=\"nofollow\" href=\"?q=tick%20NOT%20entity:apt17\" "
                          "title=\"Not APT&lt;17&gt;\">not</a></li>");
    assert_contains(page, "href=\"?q=tick%20entity:%22ipv4:192.0.2.1%22\">192.0.2.1</a>");
    assert_contains(page, ">unlisted</a>");
}

static void test_active_values(void **state)
{
    (void)state;
    Fixture *fixture =
        setup("entity:\"BRONZE BUTLER\" tag:Case NOT lang:de NOT source:\"A <b>\"", &osint_words_en);
    const char *const also[] = {"REDBALDKNIGHT", NULL};
    g_ptr_array_add(fixture->entities, sample_query_entity("tick", "Tick", "BRONZE BUTLER", also));
    add_entity(fixture, "tick", "Tick", "threat-actor", 100);
    osint_facets_add(fixture->facets, OSINT_FACET_TAG, "case", 100);
    osint_facets_add(fixture->facets, OSINT_FACET_LANGUAGE, "ja", 60);
    osint_facets_add(fixture->facets, OSINT_FACET_LANGUAGE, "en", 40);
    osint_facets_add(fixture->facets, OSINT_FACET_SOURCE, "NHK", 100);
    g_autofree char *page = finish(fixture);
    assert_contains(page, "<li class=\"on\"><b>Tick</b><a href=\"?q=tag:Case%20NOT%20lang:de%20NOT");
    assert_contains(page, "<li class=\"on\"><b>case</b>");
    assert_contains(page, "<li class=\"on\"><b>not German</b>");
    assert_contains(page, "<li class=\"on\"><b>not A &lt;b&gt;</b>");
    assert_contains(page, "<bdi>entity: Tick</bdi>");
    assert_contains(page,
                    "<li class=\"filter not\"><span title=\"NOT lang:de\"><bdi>language: not German</bdi>");
}

/* One value that everything has narrows nothing. */
static void test_idle_facets(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    osint_facets_add(fixture->facets, OSINT_FACET_LANGUAGE, "en", 100);
    osint_facets_add(fixture->facets, OSINT_FACET_TYPE, "text/html", 99);
    g_autofree char *page = finish(fixture);
    assert_lacks(page, ">English</a>");
    assert_contains(page, "Web page</a><span>99</span>");
}

static void test_many_values(void **state)
{
    (void)state;
    g_autofree char *words = g_strnfill(400, 'w');
    const char *const queries[] = {"tick", words};
    guint shown[2];
    for (guint i = 0; i < 2; i++) {
        Fixture *fixture = setup(queries[i], &osint_words_en);
        for (guint value = 0; value < 3000; value++) {
            g_autofree char *name = g_strdup_printf("name %u", value);
            g_autofree char *id = g_strdup_printf("id-%u", value);
            add_entity(fixture, id, name, value % 2 > 0 ? "person" : "organization", 50);
            osint_facets_add(fixture->facets, OSINT_FACET_SOURCE, name, 50);
        }
        g_autofree char *page = finish(fixture);
        assert_true(strlen(page) < 30000);
        shown[i] = count_parts(page, ">not</a>");
        assert_contains(page, "show=entities\">");
    }
    assert_int_equal(shown[0], 28);
    assert_int_equal(shown[1], 9);
}

static void test_values_that_would_break_out(void **state)
{
    (void)state;
    static const char *const values[] = {"\"", "\\", "a) OR (b", "NOT", "*", "'", "a\"b~5", "x:y", " "};
    Fixture *fixture = setup("tick", &osint_words_en);
    for (guint i = 0; i < G_N_ELEMENTS(values); i++)
        osint_facets_add(fixture->facets, OSINT_FACET_SOURCE, values[i], 5);
    g_autofree char *page = finish(fixture);
    assert_contains(page, "href=\"?q=tick%20source:%22a%29%20OR%20%28b%22\"");
    assert_contains(page, "href=\"?q=tick%20source:%22%5C%22%22\"");
}

/* ---- frame ---- */

static void test_ways_on(void **state)
{
    (void)state;
    Fixture *fixture = setup("tick", &osint_words_en);
    fixture->ask.page = 3;
    fixture->results.more = TRUE;
    g_autofree char *page = finish(fixture);
    assert_contains(page, "<link rel=\"prev\" href=\"?q=tick&amp;page=2\">");
    assert_contains(page, "<link rel=\"next\" href=\"?q=tick&amp;page=4\">");
    assert_contains(page, "<a rel=\"first\" accesskey=\"f\" href=\"?q=tick\">First</a>");
    assert_contains(page, "<span>21–21 of 100</span>");
    assert_contains(page, "<a class=\"skip\" href=\"#results\">Skip to the results</a>");
    assert_contains(page, "<div id=\"results\" tabindex=\"-1\">");
    assert_contains(page,
                    "type=\"application/atom+xml\" href=\"?q=tick&amp;page=3&amp;format=atom\">atom</a>");
    assert_contains(page, "accesskey=\"s\"");
}

static void test_one_name(void **state)
{
    (void)state;
    Fixture *fixture = setup("entity:=\"BRONZE BUTLER\"", &osint_words_en);
    OsintQueryEntity *entity = sample_query_entity("tick", "Tick", "BRONZE BUTLER", NULL);
    entity->exact = TRUE;
    g_ptr_array_add(fixture->entities, entity);
    g_autofree char *page = finish(fixture);
    assert_contains(page, "<bdi>Tick</bdi></a></b>, only under the name <bdi>BRONZE BUTLER</bdi> — "
                          "<a href=\"?q=entity:%22BRONZE%20BUTLER%22\">under all its names</a>");
}

static void test_read_as(void **state)
{
    (void)state;
    g_autofree char *same = finish(setup("tick", &osint_words_en));
    assert_lacks(same, "Read as");
    Fixture *fixture = setup("tick -lang:<", &osint_words_en);
    fixture->results.read_as = "tick NOT lang:<";
    g_autofree char *page = finish(fixture);
    assert_contains(page, "Read as <code>tick NOT lang:&lt;</code>");
}

/* The query in words, as the page of a search for it has it; NULL when it says nothing of it. */
static char *spoken(const char *text, const OsintWords *words)
{
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, NULL, NULL);
    assert_non_null(query);
    Fixture *fixture = setup(text, words);
    fixture->results.tree = query->root;
    g_ptr_array_add(fixture->entities, sample_query_entity("tick", "Tick", "BRONZE BUTLER", NULL));
    g_autofree char *page = finish(fixture);
    const char *begin = strstr(page, "<p class=\"read\"><span>");
    if (begin == NULL)
        return NULL;
    begin += strlen("<p class=\"read\"><span>");
    return g_strndup(begin, (gsize)(strstr(begin, "</span>") - begin));
}

static void test_query_in_words(void **state)
{
    (void)state;
    static const struct {
        const char *query, *words;
    } cases[] = {
        {"tick", NULL},
        {"lang:ja", NULL},
        {"*", NULL},
        {"tick server", "Searched: “tick” and “server”"},
        {"tick (server OR host*)", "Searched: “tick” and (“server” or words beginning with “host”)"},
        {"\"a <b> c\" -lang:ko", "Searched: the phrase “a &lt;b&gt; c” and language: not Korean"},
        {"entity:\"BRONZE BUTLER\" date:2021-04..2021-05",
         "Searched: entity: Tick and published: April 2021 – May 2021"},
        {"title:tick NOT (a OR b)", "Searched: “tick” in the title and not (“a” or “b”)"},
        {"khabarov~1", "Searched: words like “khabarov”"},
        {"\"a b\"~5", "Searched: “a b” within 5 words of each other"},
        {"a NEAR/5 b", "Searched: “a” near “b” (within 5 words)"},
        {"a ADJ/3 b", "Searched: “a” before “b” (within 3 words)"},
        {"a SAME/s b", "Searched: “a” and “b” (in one sentence)"},
        {"a SAME/p b", "Searched: “a” and “b” (in one passage)"},
        {"author:x", "Searched: “x” as author"},
        {"mentions:tick>=3 NOT source:nhk", "Searched: mentions: tick&gt;=3 and source: not nhk"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *words = spoken(cases[i].query, &osint_words_en);
        if (cases[i].words == NULL)
            assert_null(words);
        else
            assert_string_equal(words, cases[i].words);
    }
    g_autofree char *japanese = spoken("tick (server OR host*) -lang:ko", &osint_words_ja);
    assert_string_equal(
        japanese, "検索内容：「tick」 かつ （「server」 または 「host」で始まる語） かつ 言語：韓国語を除く");
}

static void test_without(void **state)
{
    (void)state;
    Fixture *fixture = setup("zzz lang:ja source:nhk tag:x", &osint_words_en);
    const OsintWithout without[] = {{0, TRUE}, {1200, FALSE}};
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintWithout));
    g_array_append_vals(found, without, 2);
    fixture->results.total = 0;
    fixture->results.without = found;
    g_autofree char *page = finish(fixture);
    assert_lacks(page, "Search without “language: Japanese”");
    assert_contains(page, "<a href=\"?q=zzz%20lang:ja%20tag:x\">Search without “source: nhk”</a> "
                          "About 1,200 articles <code>zzz lang:ja tag:x</code>");
    assert_contains(page, "Search without “tag: x”</a> <code>zzz lang:ja source:nhk</code>");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_bars),          cmocka_unit_test(test_timeline_view),
        cmocka_unit_test(test_japanese),      cmocka_unit_test(test_one_period),
        cmocka_unit_test(test_no_dates),      cmocka_unit_test(test_too_many_periods),
        cmocka_unit_test(test_ticks),         cmocka_unit_test(test_entities_by_kind),
        cmocka_unit_test(test_active_values), cmocka_unit_test(test_idle_facets),
        cmocka_unit_test(test_many_values),   cmocka_unit_test(test_values_that_would_break_out),
        cmocka_unit_test(test_ways_on),       cmocka_unit_test(test_one_name),
        cmocka_unit_test(test_read_as),       cmocka_unit_test(test_query_in_words),
        cmocka_unit_test(test_without),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
