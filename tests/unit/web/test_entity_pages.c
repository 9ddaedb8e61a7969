/* Cards and tables of entities from records made by hand, among them hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "tests/unit/web/page_checks.h"
#include "tests/unit/web/sample.h"
#include "web/entities-page.h"
#include "web/entity-page.h"
#include "web/feed.h"

#define NOW 1619049600
#define HOSTILE "\"><script>'&\x1b</table>"

typedef struct {
    OsintAsk ask;
    OsintQueryEntity *asked;
    OsintCard card;
    OsintTimeline timeline;
} Fixture;

static void name_free(gpointer data)
{
    OsintQueryName *name = data;
    g_free(name->name);
    g_ptr_array_unref(name->lists);
    g_ptr_array_unref(name->users);
    g_ptr_array_unref(name->also);
    g_free(name);
}

static void related_free(gpointer data)
{
    OsintCardRelated *related = data;
    g_free(related->id);
    g_free(related->type);
    g_free(related->name);
    sample_hit_free(related->proof);
    g_free(related);
}

static OsintQueryName *add_name(Fixture *fixture, const char *text, guint64 articles, const char *list)
{
    OsintQueryName *name = g_new0(OsintQueryName, 1);
    name->name = g_strdup(text);
    name->articles = articles;
    name->lists = g_ptr_array_new();
    name->users = g_ptr_array_new();
    name->also = g_ptr_array_new();
    if (list != NULL)
        g_ptr_array_add(name->lists, (gpointer)list);
    g_ptr_array_add(fixture->asked->names, name);
    return name;
}

static void setup(Fixture *fixture, const char *id, const char *name)
{
    memset(fixture, 0, sizeof *fixture);
    fixture->ask = (OsintAsk){.base = "/cgi",
                              .words = &osint_words_en,
                              .query = (char *)"entity:tick",
                              .show = OSINT_SHOW_ENTITY,
                              .page = 1,
                              .part = 1,
                              .card = id};
    fixture->asked = sample_query_entity(id, name, id, NULL);
    fixture->asked->names = g_ptr_array_new_with_free_func(name_free);
    fixture->timeline =
        (OsintTimeline){OSINT_BY_YEAR, g_array_new(FALSE, FALSE, sizeof(OsintTimelineRow)), 0, TRUE};
    fixture->card = (OsintCard){.asked = fixture->asked,
                                .targets = g_ptr_array_new(),
                                .exact = TRUE,
                                .timeline = &fixture->timeline,
                                .related = g_ptr_array_new_with_free_func(related_free),
                                .newest = g_ptr_array_new_with_free_func(sample_hit_free)};
}

static char *finish(Fixture *fixture)
{
    const OsintEntityView view = {&fixture->ask, NOW, &fixture->card};
    GString *page = osint_entity_page(&view);
    g_ptr_array_unref(fixture->asked->names);
    sample_query_entity_free(fixture->asked);
    g_ptr_array_unref(fixture->card.targets);
    g_ptr_array_unref(fixture->card.related);
    g_ptr_array_unref(fixture->card.newest);
    g_array_unref(fixture->timeline.rows);
    assert_sound_page(page->str);
    return g_string_free(page, FALSE);
}

static void be_seen(Fixture *fixture, guint64 articles, guint64 mentions)
{
    const OsintTimelineRow row = {2021, 0, 0, articles};
    fixture->card.articles = fixture->card.read = articles;
    fixture->card.mentions = mentions;
    fixture->card.first = (char *)"2019";
    fixture->card.last = (char *)"2021-04-20";
    g_array_append_val(fixture->timeline.rows, row);
    fixture->timeline.articles = articles;
}

static OsintHit *hit(const char *id, const char *title)
{
    return sample_hit(sample_article(id, title, "Tick rented servers in Japan. The police followed."), 1,
                      "Tick");
}

static void add_related(Fixture *fixture, const char *id, const char *type, const char *name)
{
    OsintCardRelated *related = g_new0(OsintCardRelated, 1);
    related->id = g_strdup(id);
    related->type = g_strdup(type);
    related->name = g_strdup(name);
    related->passages = 3;
    related->articles = 2;
    related->proof = hit("proof", "Servers");
    g_ptr_array_add(fixture->card.related, related);
}

static void test_card(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick", "Tick");
    fixture.asked->type = (char *)"threat-actor";
    be_seen(&fixture, 1234, 5000);
    fixture.card.descriptive = 2;
    add_related(&fixture, "japan", "place", "Japan");
    g_ptr_array_add(fixture.card.newest, hit("news", "Newest of all"));
    OsintQueryName *name = add_name(&fixture, "BRONZE BUTLER", 7, "list-a");
    g_ptr_array_add(name->users, (gpointer) "Secureworks");
    g_ptr_array_add(name->also, (gpointer) "other-group");
    add_name(&fixture, "Nian", 0, "list-a");
    add_name(&fixture, "tick group", 2, NULL);
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<h1><bdi>Tick</bdi></h1>");
    assert_contains(page,
                    "<a href=\"/cgi/?q=entity:tick&amp;sort=oldest\"><time datetime=\"2019\">2019</time>");
    assert_contains(page, "<dd>1,234</dd>");
    assert_contains(page, "2 by description");
    assert_contains(page, "href=\"/cgi/?q=entity:%3D%22BRONZE%20BUTLER%22\">BRONZE BUTLER</a>");
    assert_contains(page, "Also a name of <a href=\"/cgi/entity/other-group\">other-group</a>");
    assert_contains(page, "<tr class=\"unused\"><th scope=\"row\"><bdi>Nian</bdi>");
    assert_contains(page, "only articles use it");
    assert_contains(page, "href=\"/cgi/entity/japan\"><bdi>Japan</bdi><span class=\"unseen\"> (place)");
    assert_contains(page, "?q=entity:tick%20SAME/p%20entity:japan\">3 passages in 2 articles</a>");
    assert_contains(page, "/cgi/article/proof?q=entity:tick%20SAME/p%20entity:japan&amp;p=1#p1");
    assert_contains(page, "<mark>Tick</mark> rented");
    assert_contains(page, "/cgi/article/news?q=entity:tick&amp;p=1#p1");
    assert_contains(page, "rel=\"alternate\" type=\"application/atom+xml\" title=\"New passages on Tick\" "
                          "href=\"/cgi/entity/tick?format=atom\"");
    assert_lacks(page, "newest 1,234");
}

static void test_only_newest_read(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick", "Tick");
    be_seen(&fixture, 50000, 3000);
    fixture.card.read = 2000;
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<dd>50,000</dd>");
    assert_contains(page, "those of the newest 2,000 articles");
}

static void test_unseen(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "ipv4:192.0.2.1", "192.0.2.1");
    fixture.asked->type = (char *)"ipv4";
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "No article in this index mentions it.");
    assert_contains(page, "No entity list describes it.");
    assert_lacks(page, "All passages");
    assert_lacks(page, "<table");
}

static void test_many_names(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "tick", "Tick");
    be_seen(&fixture, 1, 1);
    for (guint i = 0; i < 30; i++) {
        g_autofree char *name = g_strdup_printf("Name %u", i);
        add_name(&fixture, name, 1, "list");
    }
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<summary>18 more names</summary>");
    assert_int_equal(count_parts(page, ">Name "), 30);
}

static void test_what_lists_say(void **state)
{
    (void)state;
    Fixture fixture;
    const OsintRelation relations[] = {{(char *)"part-of", (char *)"pla", (char *)"corpus", 68},
                                       {(char *)"uses" HOSTILE, (char *)"uuid", (char *)HOSTILE, 0}};
    g_autoptr(GPtrArray) related = g_ptr_array_new(), refs = g_ptr_array_new(), uuids = g_ptr_array_new();
    OsintEntity entity = {.type = (char *)"threat-actor",
                          .attack = (char *)"G0060",
                          .description = (char *)"Spies. " HOSTILE,
                          .relations = related,
                          .refs = refs,
                          .uuids = uuids};
    setup(&fixture, "tick", "Tick");
    for (guint i = 0; i < G_N_ELEMENTS(relations); i++)
        g_ptr_array_add(related, (gpointer)&relations[i]);
    g_ptr_array_add(fixture.card.targets, (gpointer) "PLA");
    g_ptr_array_add(fixture.card.targets, NULL);
    g_ptr_array_add(refs, (gpointer) "https://example.org/a");
    g_ptr_array_add(refs, (gpointer) "javascript:alert(1)");
    g_ptr_array_add(uuids, (gpointer) "add6554a-815a-4ac3-9b22-9337b9661ab8");
    fixture.card.entity = &entity;
    g_autofree char *page = finish(&fixture);
    assert_contains(
        page,
        "<bdi>part-of</bdi> <a href=\"/cgi/entity/pla\">PLA</a> <span class=\"quiet\">list corpus, 68 %");
    assert_contains(page, "<bdi>uuid</bdi>");
    assert_contains(page, "rel=\"noreferrer noopener nofollow external\" href=\"https://example.org/a\"");
    assert_contains(page, "<li><bdi>javascript:alert(1)</bdi></li>");
    assert_contains(page, "<code>G0060</code>");
}

static void test_hostile_card(void **state)
{
    (void)state;
    Fixture fixture;
    setup(&fixture, "a/../" HOSTILE, HOSTILE);
    fixture.ask.words = &osint_words_ja;
    be_seen(&fixture, 1, 1);
    fixture.card.first = fixture.card.last = (char *)HOSTILE;
    add_related(&fixture, "..", HOSTILE, HOSTILE);
    g_ptr_array_add(fixture.card.newest, hit(HOSTILE, HOSTILE));
    OsintQueryName *name = add_name(&fixture, HOSTILE, 1, HOSTILE);
    g_ptr_array_add(name->users, (gpointer)HOSTILE);
    g_ptr_array_add(name->also, (gpointer)HOSTILE);
    g_autofree char *page = finish(&fixture);
    assert_contains(page, "<html lang=\"ja\">");
    assert_contains(page, "/cgi/entity/?id=a/../");
    assert_contains(page, "/cgi/entity/?id=..");
}

/* ---- tables ---- */

typedef struct {
    OsintAsk ask;
    OsintEntityCounts counts;
    OsintResults results;
} Table;

static void table_setup(Table *table)
{
    memset(table, 0, sizeof *table);
    table->ask = (OsintAsk){.base = "/cgi",
                            .words = &osint_words_en,
                            .query = (char *)"police",
                            .show = OSINT_SHOW_ENTITIES,
                            .page = 1,
                            .part = 1};
    table->counts = (OsintEntityCounts){
        .rows = g_array_new(FALSE, FALSE, sizeof(OsintEntityCount)), .articles = 100, .exact = TRUE};
    table->results =
        (OsintResults){.ask = &table->ask, .now = NOW, .total = 100, .entity_counts = &table->counts};
}

static void add_row(Table *table, const char *id, const char *type, const char *name, const char *first)
{
    const OsintEntityCount row = {.id = (char *)id,
                                  .type = (char *)type,
                                  .name = (char *)name,
                                  .articles = 3,
                                  .mentions = 4567,
                                  .undecided = 1,
                                  .first = (char *)first,
                                  .last = (char *)first};
    g_array_append_val(table->counts.rows, row);
}

static char *table_finish(Table *table)
{
    OsintHtml *html = osint_html_new(table->ask.words);
    html_raw(html, "<html>");
    osint_entities_append(html, &table->results);
    html_raw(html, "</html>");
    g_array_unref(table->counts.rows);
    GString *page = osint_html_finish(html);
    assert_sound_page(page->str);
    return g_string_free(page, FALSE);
}

static void test_table(void **state)
{
    (void)state;
    Table table;
    table_setup(&table);
    add_row(&table, "tick", "threat-actor", "Tick", "2021-04-20T09:30:00+09:00");
    add_row(&table, "ipv4:192.0.2.1", "ipv4", "192.0.2.1", NULL);
    g_autofree char *page = table_finish(&table);
    assert_contains(page, "<a class=\"e first actor\" href=\"/cgi/entity/tick\"><bdi>Tick</bdi></a>");
    assert_contains(page, "<td class=\"number\">4,567 <span class=\"quiet\">1 undecided</span></td>");
    assert_contains(page, "<time>2021-04-20</time>");
    assert_contains(page, "?q=police%20entity:tick\">3</a>");
    assert_contains(page, "?q=police%20NOT%20entity:tick&amp;show=entities\" aria-label=\"Only articles that "
                          "do not name Tick\"");
    assert_contains(page, "show=entities&amp;type=ipv4\">ipv4</a>");
    assert_lacks(page, "type=place");
    assert_lacks(page, "Counted in");
}

static void test_table_of_one_type(void **state)
{
    (void)state;
    Table table;
    table_setup(&table);
    table.ask.type = "place";
    add_row(&table, "tick", "threat-actor", "Tick", NULL);
    add_row(&table, "japan", "place", "Japan", NULL);
    g_autofree char *page = table_finish(&table);
    assert_contains(page, "<b aria-current=\"true\">Places</b>");
    assert_contains(page, "?q=police&amp;show=entities\">All kinds</a> <span class=\"quiet\">2</span>");
    assert_contains(page, "/cgi/entity/japan");
    assert_lacks(page, "/cgi/entity/tick");
}

static void test_pages_of_a_table(void **state)
{
    (void)state;
    Table table;
    char ids[120][8];
    table_setup(&table);
    for (guint i = 0; i < G_N_ELEMENTS(ids); i++) {
        g_snprintf(ids[i], sizeof ids[i], "e%u", i);
        add_row(&table, ids[i], "other", ids[i], NULL);
    }
    table.ask.page = 2;
    table.counts.exact = FALSE;
    g_autofree char *page = table_finish(&table);
    assert_int_equal(count_parts(page, "<th scope=\"row\">"), 50);
    assert_contains(page, "/cgi/entity/e50\"");
    assert_contains(page, "51–100 of 120");
    assert_contains(page, "rel=\"prev\" href=\"/cgi/?q=police&amp;show=entities\"");
    assert_contains(page, "rel=\"next\" href=\"/cgi/?q=police&amp;show=entities&amp;page=3\"");
    assert_contains(page, "Counted in 100 of the 100 articles");
}

static void test_short_table(void **state)
{
    (void)state;
    Table table;
    table_setup(&table);
    const OsintFacetRest rest = {(char *)"place", 1200};
    g_autoptr(GArray) rests = g_array_new(FALSE, FALSE, sizeof(OsintFacetRest));
    g_array_append_val(rests, rest);
    table.counts.rests = rests;
    table.counts.is_short = TRUE;
    add_row(&table, "japan", "place", "Japan", NULL);
    g_autofree char *page = table_finish(&table);
    assert_contains(page, ">Places</a> <span class=\"quiet\">1,201</span>");
    assert_contains(page, "<b aria-current=\"true\">All kinds</b> <span class=\"quiet\">1,201</span>");
    assert_contains(page, "counted for up to 2,000 articles");
    assert_lacks(page, "Mentions</th>");
    assert_lacks(page, "4,567");
    assert_lacks(page, "Counted in");
}

static void test_hostile_table(void **state)
{
    (void)state;
    Table table;
    table_setup(&table);
    table.ask.query = (char *)HOSTILE;
    add_row(&table, HOSTILE, HOSTILE, HOSTILE, HOSTILE);
    g_autofree char *page = table_finish(&table);
    assert_contains(page, "&lt;script&gt;");
}

/* ---- feeds ---- */

static void test_feed_places(void **state)
{
    (void)state;
    OsintRequest request = {.base = (char *)"/cgi", .origin = (char *)"https://example.org"};
    OsintAsk ask = {.base = "/cgi", .words = &osint_words_en, .query = (char *)"tick", .page = 2, .part = 1};
    g_autofree char *link = osint_feed_link(&ask);
    assert_string_equal(link, "/cgi/?q=tick&sort=newest&format=atom");
    g_auto(OsintFeedPlace) place;
    osint_feed_place_init(&place, &request, &ask, TRUE);
    assert_string_equal(place.links.self, "https://example.org/cgi/?q=tick&page=2&format=atom");
    assert_string_equal(place.links.page, "https://example.org/cgi/?q=tick&page=2");
    assert_string_equal(place.links.previous, "https://example.org/cgi/?q=tick&format=atom");
    assert_string_equal(place.links.next, "https://example.org/cgi/?q=tick&page=3&format=atom");
    g_autoptr(OsintArticle) article = sample_article("a b", NULL, "Text.");
    g_autofree char *stored = place.links.article(place.links.site, article, 1);
    assert_string_equal(stored, "https://example.org/cgi/article/a%20b?q=tick&p=1#p1");
    request.origin = NULL;
    g_auto(OsintFeedPlace) nowhere;
    osint_feed_place_init(&nowhere, &request, &ask, TRUE);
    assert_null(nowhere.links.self);
    assert_null(nowhere.links.article);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_card),
        cmocka_unit_test(test_only_newest_read),
        cmocka_unit_test(test_unseen),
        cmocka_unit_test(test_many_names),
        cmocka_unit_test(test_what_lists_say),
        cmocka_unit_test(test_hostile_card),
        cmocka_unit_test(test_table),
        cmocka_unit_test(test_table_of_one_type),
        cmocka_unit_test(test_pages_of_a_table),
        cmocka_unit_test(test_short_table),
        cmocka_unit_test(test_hostile_table),
        cmocka_unit_test(test_feed_places),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
