/* Entities counted over an answer, the card of one, the names asked for: over an index whose mentions are
 * made by hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "search/asked.h"
#include "search/card.h"
#include "search/entities-view.h"
#include "search/explain.h"
#include "tests/unit/store/fixture.h"

#define NOW 1767225600

static const char list_rows[] = "heron\tthreat-actor\tHeron\tSILENT POND\tGrey Wader\n"
                                "unit-77\tmilitary-unit\tUnit 77\n"
                                "heron-town\tplace\tHeron\n"
                                "japan\tplace\tJapan\n";

/* A list by an organisation, which uses the names. */
static const char list_more[] =
    "{\"name\": \"Labs\", \"type\": \"microsoft-activity-group\", \"values\": [{\"value\": \"SILENT POND\","
    " \"meta\": {\"osint-id\": \"heron\","
    " \"osint-relations\": [\"part-of unit-77 70\", \"similar no-such-thing\"]}}]}";

/* Japan is in many passages, Unit 77 in few, each time with Heron. */
static void put_articles(OsintWriter *writer)
{
    OsintArticle *one =
        make_article("one", "One", "Heron acted for Unit 77 in Japan.\n\nJapan was quiet.\n\nAll of Japan.");
    mark_words(one, "Heron", "heron", "threat-actor", "Heron");
    mark_words(one, "Unit 77", "unit-77", "military-unit", "Unit 77");
    mark_words(one, "Japan", "japan", "place", "Japan");
    mark_words(one, "Japan was", "japan", "place", "Japan")->span.end -= 4;
    put_published(writer, one, "2021-04-20");
    OsintArticle *two =
        make_article("two", "Two", "The men of SILENT POND obeyed Unit 77.\n\nSee http://pond.example/.");
    mark_words(two, "The men", "heron", "threat-actor", "Heron")->descriptive = TRUE;
    mark_words(two, "SILENT POND", "heron", "threat-actor", "Heron")->why = g_strdup("context: obeyed");
    mark_words(two, "Unit 77", "unit-77", "military-unit", "Unit 77");
    mark_words(two, "http://pond.example/", "url:http://pond.example/", "url", "url:http://pond.example/")
        ->benign = TRUE;
    put_published(writer, two, "2019");
    OsintArticle *three = make_article("three", "Three", "Heron is a town.\n\nJapan again, and Unit 77.");
    mark_words(three, "Heron", "heron", "threat-actor", "Heron")->undecided = TRUE;
    mark_words(three, "Heron", "heron-town", "place", "Heron")->undecided = TRUE;
    mark_words(three, "Japan", "japan", "place", "Japan");
    put_published(writer, three, NULL);
    OsintArticle *four = make_article("four", "Four", "Nobody is named here.");
    g_ptr_array_add(four->tagged, g_strdup("heron"));
    put_published(writer, four, "2022-01-02T03:04:05Z");
    for (int i = 0; i < 30; i++) {
        g_autofree char *id = g_strdup_printf("filler%d", i);
        OsintArticle *filler = make_article(id, NULL, "Japan reports.");
        mark_words(filler, "Japan", "japan", "place", "Japan");
        put_published(writer, filler, "2020-06-01");
    }
}

static OsintEntityList *hand_list(void)
{
    OsintEntityList *list = osint_entity_list_new();
    g_autoptr(GBytes) rows = g_bytes_new_static(list_rows, strlen(list_rows));
    g_autoptr(GBytes) more = g_bytes_new_static(list_more, strlen(list_more));
    assert_true(osint_entity_list_add(list, "birds", rows, NULL, NULL, NULL));
    assert_true(osint_entity_list_add(list, "labs", more, NULL, NULL, NULL));
    return list;
}

static int make_pond(void **state)
{
    if (make_directory(state) != 0)
        return 1;
    g_autoptr(OsintEntityList) list = hand_list();
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    assert_true(osint_writer_set_entities(writer, list, NULL));
    put_articles(writer);
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

/* ---- entities ---- */

static char *counted(OsintIndex *index, const char *query, const char *type)
{
    g_autoptr(OsintSearch) search = ask(index, query);
    g_autoptr(OsintEntityCounts) counts = osint_entity_counts_new(search, type, 0, NULL);
    assert_non_null(counts);
    assert_true(counts->exact);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < counts->rows->len; i++) {
        const OsintEntityCount *row = &g_array_index(counts->rows, OsintEntityCount, i);
        g_string_append_printf(text, "%s %u %u %u %s %s\n", row->id, (guint)row->articles,
                               (guint)row->mentions, (guint)row->undecided, row->first, row->last);
    }
    return g_string_free(text, FALSE);
}

static void test_entities(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autofree char *all = counted(index, "id:one OR id:two OR id:three OR id:four", NULL);
    assert_string_equal(all, "heron 4 4 1 2019 2022-01-02T03:04:05Z\n"
                             "japan 2 3 0 2021-04-20 2021-04-20\n"
                             "unit-77 2 2 0 2019 2021-04-20\n"
                             "heron-town 1 1 1 (null) (null)\n");
    g_autofree char *units = counted(index, "*", "military-unit");
    assert_string_equal(units, "unit-77 2 2 0 2019 2021-04-20\n");
    g_autofree char *none = counted(index, "id:none", NULL);
    assert_string_equal(none, "");
}

/* ---- names ---- */

static void test_names(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "actor:\"silent-pond\"");
    assert_true(osint_asked_count(search, NULL));
    assert_true(osint_asked_count(search, NULL));
    const OsintQueryEntity *heron = g_ptr_array_index(osint_search_entities(search), 0);
    assert_int_equal(heron->names->len, 3);
    assert_int_equal(heron->counted, 4);
    const OsintQueryName *name = g_ptr_array_index(heron->names, 0);
    assert_string_equal(name->name, "Heron");
    assert_int_equal(name->articles, 2);
    assert_int_equal(name->also->len, 1);
    assert_string_equal(g_ptr_array_index(name->also, 0), "heron-town");
    const OsintQueryName *asked = osint_asked_by(heron);
    assert_string_equal(asked->name, "SILENT POND");
    assert_int_equal(asked->articles, 1);
    g_autofree char *source = osint_name_source(asked->lists, asked->users);
    assert_string_equal(source, "used by Microsoft; lists birds, labs");
    g_autofree char *only = osint_asked_only(asked->name);
    assert_string_equal(only, "entity:=\"SILENT POND\"");
    assert_int_equal(((const OsintQueryName *)g_ptr_array_index(heron->names, 2))->articles, 0);
}

/* ---- the card ---- */

static char *card_query(OsintIndex *index, const char *text)
{
    g_autoptr(GError) error = NULL;
    char *query = osint_card_query(index, text, NOW, NULL, &error);
    return query != NULL ? query : g_strdup(error->message);
}

static void assert_card_query(OsintIndex *index, const char *text, const char *expected)
{
    g_autofree char *query = card_query(index, text);
    assert_string_equal(query, expected);
}

static void test_card_query(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_card_query(index, "entity:heron date:2021", "entity:heron date:2021");
    assert_card_query(index, "unit 77", "entity:\"unit 77\"");
    assert_card_query(index, "silent pond date:2021", "entity:\"silent pond\" date:2021");
    assert_card_query(index, "date:2021", "a card is of one entity: name it, such as entity:tick");
    assert_card_query(index, "silent pnod",
                      "no entity is called \"silent pnod\"; did you mean \"SILENT POND\"?");
    assert_card_query(index, "a (", "no entity is called \"a\"");
    assert_card_query(index, "heron -entity:japan", "entity:heron NOT entity:japan");
}

static OsintCard *card_of(OsintSearch *search)
{
    const OsintCardOptions options = {10, 3, OSINT_BY_YEAR, 0};
    g_autoptr(GError) error = NULL;
    OsintCard *card = osint_card_new(search, &options, &error);
    if (card == NULL)
        fail_msg("%s", error->message);
    return card;
}

static void test_card_counts(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron -id:filler0");
    g_autoptr(OsintCard) card = card_of(search);
    assert_string_equal(card->asked->id, "heron");
    assert_string_equal(card->entity->type, "threat-actor");
    assert_int_equal(card->articles, 4);
    assert_int_equal(card->mentions, 4);
    assert_int_equal(card->descriptive, 1);
    assert_int_equal(card->undecided, 1);
    assert_string_equal(card->first, "2019");
    assert_string_equal(card->last, "2022-01-02T03:04:05Z");
    assert_int_equal(card->timeline->rows->len, 4);
    assert_string_equal(g_ptr_array_index(card->targets, 0), "Unit 77");
    assert_null(g_ptr_array_index(card->targets, 1));
}

/* Japan is in most passages of the index: that it is also here says nothing. */
static void test_related(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    g_autoptr(OsintCard) card = card_of(search);
    assert_int_equal(card->related->len, 2);
    const OsintCardRelated *first = g_ptr_array_index(card->related, 0);
    assert_string_equal(first->id, "unit-77");
    assert_int_equal(first->passages, 2);
    assert_int_equal(first->articles, 2);
    assert_true(first->score > 0);
    const OsintHitPassage *proof = g_ptr_array_index(first->proof->passages, 0);
    assert_string_equal(first->proof->article->id, "two");
    assert_int_equal(proof->index, 1);
    assert_int_equal(proof->highlights->len, 3);
    const OsintCardRelated *second = g_ptr_array_index(card->related, 1);
    assert_string_equal(second->id, "japan");
    assert_true(second->score == 0);
}

static void test_newest(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    g_autoptr(OsintCard) card = card_of(search);
    assert_int_equal(card->newest->len, 3);
    assert_string_equal(((OsintHit *)g_ptr_array_index(card->newest, 0))->article->id, "one");
    assert_string_equal(((OsintHit *)g_ptr_array_index(card->newest, 1))->article->id, "two");
    assert_string_equal(((OsintHit *)g_ptr_array_index(card->newest, 2))->article->id, "three");
}

/* Articles, dates and timeline are of all, the rest of the articles that are read. */
static void test_only_the_newest_are_read(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "entity:heron");
    const OsintCardOptions options = {10, 3, OSINT_BY_YEAR, 2};
    g_autoptr(OsintCard) card = osint_card_new(search, &options, NULL);
    assert_int_equal(card->articles, 4);
    assert_int_equal(card->read, 2);
    assert_string_equal(card->first, "2019");
    assert_string_equal(card->last, "2022-01-02T03:04:05Z");
    assert_int_equal(card->timeline->articles, 4);
    assert_int_equal(card->timeline->rows->len, 4);
    assert_int_equal(card->newest->len, 1);
    assert_string_equal(((OsintHit *)g_ptr_array_index(card->newest, 0))->article->id, "one");
    const OsintCardOptions enough = {10, 3, OSINT_BY_YEAR, 4};
    g_autoptr(OsintCard) whole = osint_card_new(search, &enough, NULL);
    assert_int_equal(whole->read, 4);
    assert_int_equal(whole->mentions, 4);
}

static void test_entities_of_some_articles(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintSearch) search = ask(index, "*");
    g_autoptr(OsintEntityCounts) counts = osint_entity_counts_new(search, NULL, 17, NULL);
    assert_int_equal(counts->articles, 17);
    assert_false(counts->exact);
    const OsintEntityCount *row = &g_array_index(counts->rows, OsintEntityCount, 0);
    assert_string_equal(row->id, "japan");
    assert_in_range(row->articles, 15, 17);
    g_autoptr(OsintEntityCounts) all = osint_entity_counts_new(search, NULL, 34, NULL);
    assert_true(all->exact);
    g_autoptr(OsintFacets) facets = osint_facets_count_most(search, 1u << OSINT_FACET_ENTITY, 1, NULL);
    g_autoptr(OsintEntityCounts) without_reading = osint_entity_counts_of(facets);
    assert_true(without_reading->exact && without_reading->is_short);
    const OsintEntityCount *read = &g_array_index(all->rows, OsintEntityCount, 0);
    const OsintEntityCount *unread = &g_array_index(without_reading->rows, OsintEntityCount, 0);
    assert_string_equal(unread->id, read->id);
    assert_string_equal(unread->name, read->name);
    assert_int_equal(unread->articles, read->articles);
    assert_int_equal(without_reading->rests->len, 1);
}

static void assert_refused(OsintIndex *index, const char *query, const char *expected)
{
    const OsintCardOptions options = {10, 3, OSINT_BY_AUTO, 0};
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintSearch) search = ask(index, query);
    assert_null(osint_card_new(search, &options, &error));
    assert_int_equal(error->domain, OSINT_QUERY_ERROR);
    assert_string_equal(error->message, expected);
}

static void test_choices(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    assert_refused(index, "entity:heron entity:japan",
                   "a card is of one entity; this asks for several: entity:heron (Heron, threat-actor), "
                   "entity:heron-town (Heron, place), entity:japan (Japan, place)");
    assert_refused(index, "*", "a card is of one entity: name it, such as entity:tick");
    g_autoptr(OsintSearch) search = ask(index, "entity:heron-town");
    g_autoptr(OsintCard) card = card_of(search);
    assert_int_equal(card->articles, 1);
    assert_int_equal(card->related->len, 0);
}

static void test_explanations(void **state)
{
    g_autoptr(OsintIndex) index = open_index(*state);
    g_autoptr(OsintArticle) two = osint_index_article_by_id(index, "two", NULL);
    g_autoptr(OsintArticle) three = osint_index_article_by_id(index, "three", NULL);
    OsintSpan whole = {0, G_MAXUINT32};
    g_autofree char *undecided = osint_explain_undecided(three, whole);
    assert_string_equal(undecided, "\"Heron\" may be heron, \"Heron\" may be heron-town");
    assert_null(osint_explain_undecided(two, whole));
    g_autoptr(OsintHit) hit = osint_hit_new(g_steal_pointer(&two));
    osint_hit_passage_new(hit)->span = whole;
    osint_explain_mentions(index, hit);
    assert_string_equal(((OsintHitPassage *)g_ptr_array_index(hit->passages, 0))->explanation,
                        "\"The men\" is Heron (heron): by description | "
                        "\"SILENT POND\" is Heron (heron): context: obeyed; list birds, labs | "
                        "\"Unit 77\" is Unit 77 (unit-77): by name; list birds | "
                        "\"http://pond.example/\" is url:http://pond.example/: by name, benign");
}

#define POND_TEST(test) cmocka_unit_test_setup_teardown(test, make_pond, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        POND_TEST(test_entities),
        POND_TEST(test_names),
        POND_TEST(test_card_query),
        POND_TEST(test_card_counts),
        POND_TEST(test_related),
        POND_TEST(test_newest),
        POND_TEST(test_choices),
        POND_TEST(test_explanations),
        POND_TEST(test_only_the_newest_are_read),
        POND_TEST(test_entities_of_some_articles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
