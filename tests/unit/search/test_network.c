/* Networks over an index whose mentions are made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "search/evidence.h"
#include "search/likelihood.h"
#include "search/network.h"
#include "tests/unit/store/fixture.h"

#define NOW 1767225600
#define CROWD 60u
/* As many words as make a passage of a paragraph. */
#define RAIN                                                                                                 \
    " Rain fell on the river and the reeds stood still for hours while boats were tied up at the old "       \
    "landing."
#define FILL RAIN RAIN RAIN RAIN RAIN
#define SNOW                                                                                                 \
    " Snow covered both hills, no train arrived, and children built white towers behind the closed station."
#define FLAKES SNOW SNOW SNOW SNOW SNOW

static const char list_rows[] = "heron\tthreat-actor\tHeron\n"
                                "bureau\torganization\tBureau\n"
                                "delta\tplace\tDelta\n"
                                "gull\tperson\tGull\n";

static OsintMention *mark(OsintArticle *article, const char *words, const char *entity, const char *type)
{
    return mark_words(article, words, entity, type, entity);
}

static void put_birds(OsintWriter *writer)
{
    OsintArticle *late =
        make_article("late", "Late", "Heron acted for Bureau. Much is said of Heron." FILL "\n\nSand." FILL);
    mark(late, "Heron", "heron", "threat-actor");
    mark(late, "Bureau", "bureau", "organization");
    put_published(writer, late, "2021-04-20");
    OsintArticle *early = make_article("early", "Early", "Mud." FLAKES "\n\nHeron, Bureau and Delta." FLAKES);
    mark(early, "Heron", "heron", "threat-actor");
    mark(early, "Bureau", "bureau", "organization");
    mark(early, "Delta", "delta", "place");
    put_published(writer, early, "2019-01-01");
    OsintArticle *described = make_article("described", "Described", "The men and the Bureau.");
    mark(described, "The men", "heron", "threat-actor")->descriptive = TRUE;
    mark(described, "Bureau", "bureau", "organization");
    put_published(writer, described, "2018");
}

/* What makes no pair: other readings, other passages, and what is benign or undecided. */
static void put_strangers(OsintWriter *writer)
{
    OsintArticle *same = make_article("same", NULL, "See http://pond.example/x now.");
    mark(same, "http://pond.example/x", "url:http://pond.example/x", "url");
    mark(same, "pond.example", "domain:pond.example", "domain");
    put_published(writer, same, "2020");
    OsintArticle *unclear = make_article("unclear", NULL, "Stork, Crane, Ibis." FILL "\n\nStork again." FILL);
    mark(unclear, "Stork", "stork", "person")->undecided = TRUE;
    mark(unclear, "Crane", "crane", "person")->benign = TRUE;
    mark(unclear, "Ibis", "ibis", "person");
    mark(unclear, "Stork again", "stork", "person")->span.end -= 6;
    put_published(writer, unclear, "2020");
}

static void put_crowd(OsintWriter *writer)
{
    g_autoptr(GString) text = g_string_new("Crowd:");
    for (guint i = 0; i < CROWD; i++)
        g_string_append_printf(text, " bird%02u", i);
    g_string_append(text, " Gull.");
    OsintArticle *article = make_article("crowd", NULL, text->str);
    for (guint i = 0; i < CROWD; i++) {
        g_autofree char *name = g_strdup_printf("bird%02u", i);
        mark(article, name, name, "other");
    }
    mark(article, "Gull", "gull", "person");
    put_published(writer, article, NULL);
}

static int make_birds(void **state)
{
    if (make_directory(state) != 0)
        return 1;
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(GBytes) rows = g_bytes_new_static(list_rows, strlen(list_rows));
    assert_true(osint_entity_list_add(list, "birds", rows, NULL, NULL, NULL));
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_set_entities(writer, list, NULL));
    put_birds(writer);
    put_strangers(writer);
    put_crowd(writer);
    commit(writer);
    return 0;
}

static OsintSearch *ask(OsintIndex *index, const char *query)
{
    const OsintSearchOptions options = {.strict = TRUE, .passages = 3};
    g_autoptr(GError) error = NULL;
    OsintSearch *search = osint_search_start(index, query, &options, NOW, NULL, &error);
    if (search == NULL)
        fail_msg("%s", error->message);
    return search;
}

static OsintNetwork *network_of(OsintSearch *search, const OsintNetworkOptions *options)
{
    g_autoptr(GError) error = NULL;
    OsintNetwork *network = osint_network_new(search, options, &error);
    if (network == NULL)
        fail_msg("%s", error->message);
    return network;
}

/* "heron-bureau 3/3/1 early:2": passages, articles, descriptive, and the proof. */
static void assert_network(OsintIndex *index, const char *query, const OsintNetworkOptions *options,
                           const char *expected)
{
    g_autoptr(OsintSearch) search = ask(index, query);
    g_autoptr(OsintNetwork) network = network_of(search, options);
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < network->edges->len; i++) {
        const OsintNetworkEdge *edge = osint_network_edge(network, i);
        const OsintHitPassage *passage = g_ptr_array_index(edge->proof->passages, 0);
        g_string_append_printf(
            text, "%s%s-%s %u/%u/%u %s:%u", i > 0 ? ", " : "", osint_network_node(network, edge->from)->id,
            osint_network_node(network, edge->to)->id, (guint)edge->passages, (guint)edge->articles,
            (guint)edge->descriptive, edge->proof->article->id, passage->index);
    }
    assert_string_equal(text->str, expected);
}

static const OsintNetworkOptions all = {.limit = G_MAXUINT64, .most = G_MAXUINT64, .proofs = G_MAXUINT64};

static void counts_pairs_and_proves_them(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    assert_network(index, "entity:heron", &all,
                   "heron-bureau 3/3/1 early:2, heron-delta 1/1/0 early:2, bureau-delta 1/1/0 early:2");
}

static void proof_has_something_of_the_query(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    assert_network(index, "much OR sand OR mud", &all,
                   "bureau-heron 2/2/0 late:1, bureau-delta 1/1/0 early:2, heron-delta 1/1/0 early:2");
    assert_network(index, "*",
                   &(OsintNetworkOptions){.type = "organization", .limit = 9, .most = 99, .proofs = 9}, "");
}

static void other_readings_make_no_pair(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    assert_network(index, "id:same", &all, "");
    assert_network(index, "id:unclear", &all, "");
}

static void type_keeps_what_is_asked_for(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    const OsintNetworkOptions places = {
        .type = "place", .limit = 9, .most = G_MAXUINT64, .proofs = G_MAXUINT64};
    assert_network(index, "entity:heron", &places, "heron-delta 1/1/0 early:2");
}

static void pages_of_pairs(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    const OsintNetworkOptions second = {.limit = 1, .offset = 1, .most = G_MAXUINT64, .proofs = G_MAXUINT64};
    const OsintNetworkOptions past = {.limit = 1, .offset = 7, .most = G_MAXUINT64, .proofs = G_MAXUINT64};
    assert_network(index, "entity:heron", &second, "heron-delta 1/1/0 early:2");
    assert_network(index, "entity:heron", &past, "");
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    g_autoptr(OsintNetwork) network = network_of(search, &second);
    assert_int_equal(network->pairs, 3);
    assert_int_equal(network->nodes->len, 2);
    assert_true(network->exact);
}

/* Of all that gull is with, three are kept, and what is between these. */
static void for_a_picture(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    g_autoptr(OsintSearch) search = ask(index, "entity:gull");
    const OsintNetworkOptions drawn = {.limit = 99, .most = 99, .proofs = 0, .nodes = 4};
    g_autoptr(OsintNetwork) network = network_of(search, &drawn);
    assert_int_equal(network->nodes->len, 4);
    assert_int_equal(network->edges->len, 6);
    const OsintNetworkOptions shown = {.limit = 99, .most = 99, .proofs = 10, .nodes = 4};
    g_autoptr(OsintNetwork) more = network_of(search, &shown);
    assert_int_equal(more->nodes->len, 11);
    assert_int_equal(more->edges->len, 10 + 3);
}

static void only_the_best_articles(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    const OsintNetworkOptions best = {.limit = 9, .most = 2, .proofs = 1};
    g_autoptr(OsintNetwork) network = network_of(search, &best);
    assert_int_equal(network->articles, 2);
    assert_non_null(osint_network_edge(network, 0)->proof);
    assert_null(osint_network_edge(network, 1)->proof);
    assert_false(network->exact);
}

static void crowds_are_thinned_out(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    g_autoptr(OsintSearch) search = ask(index, "entity:gull");
    g_autoptr(OsintNetwork) network = network_of(search, &all);
    assert_int_equal(network->crowded, 1);
    assert_false(network->exact);
    assert_int_equal(network->pairs, OSINT_NETWORK_CROWD * (OSINT_NETWORK_CROWD - 1) / 2);
    for (guint i = 0; i < OSINT_NETWORK_CROWD - 1; i++)
        assert_string_equal(osint_network_node(network, osint_network_edge(network, i)->from)->id, "gull");
}

static void filter_finds_the_pair(void **state)
{
    g_autoptr(OsintIndex) index = osint_index_open(*state, NULL);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    g_autoptr(OsintNetwork) network = network_of(search, &all);
    for (guint i = 0; i < network->edges->len; i++) {
        g_autofree char *filter = osint_network_filter(network, osint_network_edge(network, i));
        g_autoptr(OsintSearch) pair = ask(index, filter);
        assert_int_equal(osint_search_total(pair, NULL), osint_network_edge(network, i)->articles);
    }
}

/* Table 2 x 2 of Dunning's paper has no such round numbers; these are from its definition. */
static void association(void **state)
{
    (void)state;
    assert_true(osint_likelihood(10, 10, 10, 100) > 65.0 && osint_likelihood(10, 10, 10, 100) < 65.1);
    assert_true(osint_likelihood(1, 10, 10, 100) == 0);
    assert_true(osint_likelihood(0, 0, 0, 0) == 0);
    assert_true(osint_likelihood(5, 5, 5, 5) == 0);
}

/* ---- excerpts ---- */

static void excerpts_have_both(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article =
        make_article("x", NULL, "Heron." FILL " Heron met Bureau once." FILL " Bureau.");
    mark(article, "Heron.", "heron", "person");
    mark(article, "Heron met", "heron", "person")->span.end -= 4;
    mark(article, "Bureau once", "bureau", "person")->span.end -= 5;
    mark(article, "Bureau.", "bureau", "person");
    osint_article_sort_mentions(article);
    OsintSpan whole = {0, (guint32)strlen(article->text)};
    OsintSpan excerpt = osint_evidence_excerpt(article, whole, "heron", "bureau");
    g_autofree char *text = g_strndup(article->text + excerpt.start, excerpt.end - excerpt.start);
    assert_non_null(strstr(text, " Heron met Bureau once. "));
    assert_true(strlen(text) < 300);
    assert_true(article->text[excerpt.start - 1] == ' ' && article->text[excerpt.end] == ' ');
    excerpt = osint_evidence_excerpt(article, whole, "heron", "nobody");
    assert_int_equal(excerpt.end, whole.end);
    excerpt = osint_evidence_excerpt(article, (OsintSpan){0, 100}, "heron", "bureau");
    assert_int_equal(excerpt.end, 100);
}

static void excerpts_cut_between_characters(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < 300; i++)
        g_string_append(text, i == 150 ? "HeronとBureau" : "大");
    g_autoptr(OsintArticle) article = make_article("x", NULL, text->str);
    mark(article, "Heron", "heron", "person");
    mark(article, "Bureau", "bureau", "person");
    osint_article_sort_mentions(article);
    OsintSpan whole = {0, (guint32)text->len};
    OsintSpan excerpt = osint_evidence_excerpt(article, whole, "heron", "bureau");
    assert_true(excerpt.start > 0 && excerpt.end < whole.end);
    assert_true(g_utf8_validate(text->str + excerpt.start, excerpt.end - excerpt.start, NULL));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(counts_pairs_and_proves_them),
        cmocka_unit_test(proof_has_something_of_the_query),
        cmocka_unit_test(other_readings_make_no_pair),
        cmocka_unit_test(type_keeps_what_is_asked_for),
        cmocka_unit_test(pages_of_pairs),
        cmocka_unit_test(only_the_best_articles),
        cmocka_unit_test(for_a_picture),
        cmocka_unit_test(crowds_are_thinned_out),
        cmocka_unit_test(filter_finds_the_pair),
        cmocka_unit_test(association),
        cmocka_unit_test(excerpts_have_both),
        cmocka_unit_test(excerpts_cut_between_characters),
    };
    return cmocka_run_group_tests(tests, make_birds, remove_directory);
}
