/* The page of a network made by hand, with and without Graphviz, and with hostile names. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "search/layout.h"
#include "search/picture.h"
#include "tests/unit/web/page_checks.h"
#include "tests/unit/web/sample.h"
#include "web/labels.h"
#include "web/network-page.h"

#define NOW 1619049600

static void node_free(gpointer data)
{
    OsintNetworkNode *node = data;
    g_free(node->id);
    g_free(node->type);
    g_free(node->name);
    g_free(node);
}

static void edge_free(gpointer data)
{
    OsintNetworkEdge *edge = data;
    sample_hit_free(edge->proof);
    g_free(edge);
}

static OsintNetwork *network_new(void)
{
    OsintNetwork *network = g_new0(OsintNetwork, 1);
    network->nodes = g_ptr_array_new_with_free_func(node_free);
    network->edges = g_ptr_array_new_with_free_func(edge_free);
    network->exact = TRUE;
    return network;
}

static void network_free(OsintNetwork *network)
{
    g_ptr_array_unref(network->nodes);
    g_ptr_array_unref(network->edges);
    g_free(network);
}

static void add_node(OsintNetwork *network, const char *id, const char *type, const char *name)
{
    OsintNetworkNode *node = g_new0(OsintNetworkNode, 1);
    node->id = g_strdup(id);
    node->type = g_strdup(type);
    node->name = g_strdup(name);
    node->passages = network->nodes->len + 3;
    node->articles = 2;
    node->asked = network->nodes->len == 0;
    g_ptr_array_add(network->nodes, node);
}

static void add_edge(OsintNetwork *network, guint from, guint to, const char *title, const char *text,
                     const char *marked)
{
    OsintNetworkEdge *edge = g_new0(OsintNetworkEdge, 1);
    edge->from = from;
    edge->to = to;
    edge->passages = 7;
    edge->articles = 5;
    edge->descriptive = 2;
    edge->weight = 12.34;
    edge->proof = sample_hit(sample_article("proof", title, text), 1, marked);
    g_ptr_array_add(network->edges, edge);
    network->pairs++;
}

static OsintNetwork *tick_and_unit(void)
{
    OsintNetwork *network = network_new();
    add_node(network, "tick", "threat-actor", "Tick");
    add_node(network, "unit-61419", "military-unit", "Unit 61419");
    add_edge(network, 0, 1, "One unit", "Tick obeys Unit 61419, it is said.", "Unit 61419");
    network->articles = 9;
    return network;
}

static char *shown(OsintNetwork *take_network, const char *query, guint page, guint64 total)
{
    const OsintAsk ask = {.base = "/cgi",
                          .words = &osint_words_en,
                          .query = (char *)query,
                          .show = OSINT_SHOW_NETWORK,
                          .page = page};
    const OsintResults results = {.ask = &ask, .now = NOW, .network = take_network, .total = total};
    OsintHtml *html = osint_html_new(&osint_words_en);
    html_raw(html, "<!DOCTYPE html>\n<html lang=\"en\">\n<head><title>x</title></head>\n<body>\n");
    osint_network_append(html, &results);
    html_raw(html, "</body>\n</html>\n");
    GString *out = osint_html_finish(html);
    network_free(take_network);
    assert_sound_page(out->str);
    return g_string_free(out, FALSE);
}

static void without_graphviz_there_is_the_table(void **state)
{
    (void)state;
    g_autofree char *page = shown(tick_and_unit(), "entity:tick", 1, 9);
    assert_contains(page, "Debian package libgvc6");
    assert_contains(page, "<table class=\"pairs\">");
    assert_lacks(page, "<svg");
}

static void load_module(void)
{
    g_autoptr(GError) error = NULL;
    if (!osint_layout_load(OSINT_TEST_MODULE, &error))
        fail_msg("%s", error->message);
}

static void picture_and_table(void **state)
{
    (void)state;
    load_module();
    g_autofree char *page = shown(tick_and_unit(), "entity:tick", 1, 9);
    assert_int_equal(count_parts(page, "<svg "), 2);
    assert_contains(page, "<title>Tick — Unit 61419: 7 passages in 5 articles</title>");
    assert_contains(page, "<title>Unit 61419, military unit: 4 passages in 2 articles</title>");
    assert_contains(page, "class=\"actor asked\" href=\"/cgi/entity/tick\"");
    assert_contains(page, "q=entity:tick%20%28entity:tick%20SAME/p%20entity:unit-61419%29\"");
    assert_contains(page, "obeys <mark>Unit 61419</mark>, it is said.");
    assert_contains(page, "<a href=\"/cgi/article/proof?q=entity:tick&amp;show=network");
    assert_contains(page, "#p1\" dir=\"auto\"");
    assert_contains(page, "<td class=\"number\">12.3</td>");
    assert_contains(page, "2 by description");
    assert_lacks(page, "Counted in");
    assert_lacks(page, "class=\"paging\"");
}

static void what_was_left_out_is_said(void **state)
{
    (void)state;
    OsintNetwork *network = tick_and_unit();
    network->crowded = 3;
    network->pairs = 45;
    g_autofree char *page = shown(network, "tick", 2, 1234);
    assert_contains(page, "best 9 of 1,234 articles");
    assert_contains(page, "In 3 passages");
    assert_contains(page, "21–40 of 45");
    assert_contains(page, "rel=\"prev\"");
    assert_contains(page, "rel=\"next\"");
    assert_lacks(page, "<svg");
}

static void no_pairs(void **state)
{
    (void)state;
    g_autofree char *page = shown(network_new(), "tick", 1, 4);
    assert_contains(page, "No two entities");
    assert_lacks(page, "<table");
}

static void a_query_that_cannot_be_combined(void **state)
{
    (void)state;
    g_autofree char *page = shown(tick_and_unit(), "(((", 1, 9);
    assert_contains(page, "<td class=\"number\">7</td>");
}

static void hostile_names(void **state)
{
    static const char *const names[] = {"<script>x</script>", "\"onload=\"x", "</title></svg>", "{a|b}<>\\N",
                                        "\xe2\x80\xaexyz",    "a\nb\tc",      "\xff\xfe",       ""};
    (void)state;
    load_module();
    OsintNetwork *network = network_new();
    g_autofree char *longest = g_strnfill(10000, 'x');
    add_node(network, longest, "<type>", longest);
    for (guint i = 0; i < G_N_ELEMENTS(names); i++) {
        add_node(network, names[i], names[i], names[i]);
        add_edge(network, 0, i + 1, names[i], "<b>Nothing</b> & more", "<b>");
    }
    g_autofree char *page = shown(network, "tick", 1, 9);
    assert_lacks(page, "<script");
    assert_lacks(page, "<b>Nothing");
    assert_lacks(page, "\xe2\x80\xae");
}

/* More than a picture has room for. */
static void large_networks_are_bounded(void **state)
{
    (void)state;
    load_module();
    OsintNetwork *network = network_new();
    for (guint i = 0; i < 150; i++) {
        g_autofree char *name = g_strdup_printf("A long name %u of some entity", i);
        add_node(network, name, "place", name);
        for (guint j = i > 2 ? i - 2 : 0; j < i; j++)
            add_edge(network, j, i, "T", "Some text.", "text");
    }
    g_autofree char *page = shown(network, "tick", 1, 9);
    assert_true(count_parts(page, "class=\"grab\"") <= 64 + 20);
    assert_int_equal(count_parts(page, "<tbody>"), OSINT_NETWORK_PAGE_SIZE);
    assert_true(strlen(page) < 100000);
}

static void kinds_are_those_of_the_page(void **state)
{
    (void)state;
    for (const char *const *type = osint_entity_types(); *type != NULL; type++)
        assert_string_equal(osint_picture_kind(*type)->name, osint_label_kind(*type)->css);
    assert_string_equal(osint_picture_kind("no type")->name, "other");
    assert_string_equal(osint_picture_kind(" ")->name, "other");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(without_graphviz_there_is_the_table), cmocka_unit_test(picture_and_table),
        cmocka_unit_test(what_was_left_out_is_said),           cmocka_unit_test(no_pairs),
        cmocka_unit_test(a_query_that_cannot_be_combined),     cmocka_unit_test(hostile_names),
        cmocka_unit_test(large_networks_are_bounded),          cmocka_unit_test(kinds_are_those_of_the_page),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
