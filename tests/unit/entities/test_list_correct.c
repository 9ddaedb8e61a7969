/* Corrections: what a list of one's own does to others, before or after them. */
#include "tests/unit/entities/lists.h"

#define ACTORS "{\"type\": \"threat-actor\", \"values\": ["

static const char misp[] =
    ACTORS "{\"value\": \"Heron\", \"uuid\": \"h\", \"meta\": {\"synonyms\": [\"WADER\", \"Unit 7\"]}},"
           "{\"value\": \"Stork\", \"uuid\": \"s\", \"meta\": {\"synonyms\": [\"ADEBAR\"]}},"
           "{\"value\": \"Unknown\", \"uuid\": \"u\"}]}";

static void check_added(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_named(list, "Reiher", "heron");
    assert_joined(alias_called(entity_called(list, "heron"), "Reiher")->lists, "own");
    assert_string_equal(entity_called(list, "heron")->type, "threat-actor");
}

/* A value without type or id means the only entity of its name. */
static void adds_a_name(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own", "{\"values\": [{\"value\": \"Heron\", \"meta\": {\"synonyms\": [\"Reiher\"]}}]}"}};
    in_both_orders(lists, 2, check_added);
}

static void asks_which_is_meant(void **state)
{
    (void)state;
    static const TestList lists[] = {{"a", "a:1\tthreat-actor\tSnake\na:2\tmalware\tSnake\n"},
                                     {"own", "{\"values\": [{\"value\": \"X\"}, {\"value\": \"Snake\", "
                                             "\"meta\": {\"synonyms\": [\"Viper\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_string_equal(notes->str, "own:1:entity-which ");
    assert_named(list, "Viper", "snake");
    assert_string_equal(entity_called(list, "snake")->type, "other");
}

static void check_renamed(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    const OsintEntity *heron = entity_called(list, "grey-wader");
    assert_string_equal(heron->name, "Grey Wader");
    assert_string_equal(((OsintAlias *)g_ptr_array_index(heron->aliases, 0))->text, "Grey Wader");
    assert_string_equal(heron->type, "organization");
    assert_named(list, "Heron", "");
}

/* With another name, the old one may be forbidden. */
static void renames_and_sets_the_type(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own",
         "{\"values\": [{\"value\": \"Heron\", \"uuid\": \"h\", \"meta\": {\"osint-name\": \"Grey Wader\", "
         "\"osint-type\": \"organization\", \"osint-not-alias\": [\"HERON\"]}}]}"}};
    in_both_orders(lists, 2, check_renamed);
}

static void check_type_by_id(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_string_equal(entity_called(list, "heron")->type, "campaign");
    assert_named(list, "WADER", "heron");
}

static void speaks_of_an_entity_by_its_id(void **state)
{
    (void)state;
    static const TestList lists[] = {{"misp", misp},
                                     {"own", "{\"values\": [{\"value\": \"Bird\", \"meta\": {\"osint-id\": "
                                             "\"heron\", \"osint-type\": \"campaign\"}}]}"}};
    in_both_orders(lists, 2, check_type_by_id);
}

static void check_merged(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "own:0:entity-merge-unknown ");
    assert_int_equal(osint_entity_list_size(list), 2);
    const OsintEntity *bird = entity_called(list, "bird");
    assert_string_equal(bird->name, "Bird");
    assert_string_equal(bird->type, "campaign");
    assert_named(list, "Stork", "bird");
    assert_named(list, "WADER", "bird");
    assert_ptr_equal(osint_entity_list_find(list, "tsv-bird"), bird);
}

static void merges(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"tsv", "tsv-bird\tmalware\tVogel\n"},
        {"own", "{\"values\": [{\"value\": \"Bird\", \"meta\": {\"osint-id\": \"bird\", \"osint-type\": "
                "\"campaign\", "
                "\"osint-merge\": [\"heron\", \"s\", \"TSV-Bird\", \"nobody\", \"bird\"]}}]}"}};
    in_both_orders(lists, 3, check_merged);
}

static void check_split(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_named(list, "Unit 7", "unit-7");
    assert_named(list, "WADER", "wader");
    const OsintRelation *relation = g_ptr_array_index(entity_called(list, "unit-7")->relations, 0);
    assert_string_equal(relation->type, "attributed-from");
    assert_string_equal(relation->target, "heron");
    assert_int_equal(relation->confidence, 50);
}

/* A unit that is no other name of a group, and a name that is another group's. */
static void splits(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own",
         "{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Unit 7\", \"meta\": {\"osint-type\": "
         "\"military-unit\", \"osint-own-names\": [\"Unit 7\"], \"osint-relations\": \"attributed-from heron "
         "50\"}},"
         "{\"value\": \"Heron\", \"uuid\": \"h\", \"meta\": {\"osint-not-alias\": [\"wader\"]}},"
         "{\"value\": \"Wader\", \"uuid\": \"w\"}]}"}};
    in_both_orders(lists, 2, check_split);
}

static void check_body(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "misp:0:entity-alias-other ");
    assert_named(list, "Unit 7",
                 osint_entity_list_find(list, "heron")->index == 0 ? "heron unit-7" : "unit-7 heron");
}

static void warns_of_a_unit_that_is_a_groups_name(void **state)
{
    (void)state;
    static const TestList lists[] = {{"misp", misp}, {"units", "unit-7\tmilitary-unit\tUnit 7\n"}};
    in_both_orders(lists, 2, check_body);
}

static void check_forbidden(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "own:0:entity-alias-bad own:0:entity-alias-bad own:1:entity-alias-bad ");
    assert_named(list, "Heron", "heron");
    assert_named(list, "Stork", "stork");
    assert_named(list, "Grus", "heron");
}

static void keeps_main_names(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own",
         "{\"values\": [{\"value\": \"Heron\", \"meta\": {\"osint-not-alias\": [\"Heron\"], "
         "\"osint-own-names\": "
         "[\"Stork\", \"Grus\"]}}, {\"value\": \"Unknown\", \"meta\": {\"osint-own-names\": [\"grus\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    check_forbidden(list, notes->str);
}

static void check_dropped(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "own:1:entity-drop-unknown ");
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_named(list, "Unknown", "");
    assert_null(osint_entity_list_find(list, "nobody"));
}

static void drops(void **state)
{
    (void)state;
    static const TestList lists[] = {{"misp", misp},
                                     {"own", "{\"values\": [{\"value\": \"Unknown\", \"uuid\": \"u\", "
                                             "\"meta\": {\"osint-drop\": true}}, {\"value\": "
                                             "\"Nobody\", \"meta\": {\"osint-drop\": \"TRUE\"}}, {\"value\": "
                                             "\"Heron\", \"meta\": {\"osint-drop\": "
                                             "false}}]}"}};
    in_both_orders(lists, 2, check_dropped);
}

static void assert_pin(const GPtrArray *pins, guint index, const char *article, const char *text, guint nth)
{
    const OsintPin *pin = g_ptr_array_index(pins, index);
    assert_string_equal(pin->article, article);
    assert_string_equal(pin->text, text);
    assert_int_equal(pin->nth, nth);
}

static void check_pins(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(
        notes, "own:0:entity-pin-bad own:0:entity-pin-bad own:0:entity-pin-bad own:0:entity-pin-bad ");
    const OsintEntity *heron = entity_called(list, "heron");
    assert_int_equal(heron->pins->len, 2);
    assert_pin(heron->pins, 0, "https://example.org/a", "The Bird", 0);
    assert_pin(heron->pins, 1, "b", "it", 3);
    assert_int_equal(heron->unpins->len, 1);
    assert_pin(heron->unpins, 0, "c", "Heron", 1);
}

static void pins(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own",
         "{\"values\": [{\"value\": \"Heron\", \"meta\": {\"osint-pins\": [\"https://example.org/a\\tThe "
         "Bird\", "
         "\"b\\tit\\t3\", \"b\", \"b\\tit\\t0\", \"\\tit\", 5], \"osint-unpins\": \"c\\tHeron\\t1\"}}]}"}};
    in_both_orders(lists, 2, check_pins);
}

static void calls_indicators_benign(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"one", "{\"values\": [{\"value\": \"Heron\", \"meta\": {\"osint-benign\": [\"heron[.]example\", "
                "\"192.0.2.1\"]}},"
                "{\"value\": \"safe.example\", \"meta\": {\"osint-benign\": true, \"synonyms\": "
                "[\"www.safe.example\"]}}]}"},
        {"all", "{\"osint-benign\": true, \"values\": [{\"value\": \"example.org\"}, {\"value\": 4}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_int_equal(osint_entity_list_size(list), 1);
    assert_joined(osint_entity_list_benign(list),
                  "heron[.]example, 192.0.2.1, safe.example, www.safe.example, example.org");
    assert_string_equal(notes->str, "all:1:entity-alias-bad ");
}

/* All of it is stored with the index. */
static void comes_back_from_a_variant(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", misp},
        {"own", "{\"values\": [{\"value\": \"Heron\", \"uuid\": \"h\", \"related\": [{\"dest-uuid\": \"s\", "
                "\"type\": \"x\"}], "
                "\"meta\": {\"osint-pins\": \"b\\tit\\t3\", \"osint-unpins\": \"b\\tit\", \"osint-benign\": "
                "\"a.example\", "
                "\"external_id\": \"G9001\", \"osint-id\": \"bird\", \"origin:WADER\": \"Third Inc\"}},"
                "{\"value\": \"Bird\", \"meta\": {\"osint-id\": \"vogel\", \"osint-merge\": \"bird\"}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    g_autoptr(OsintEntityList) back = osint_entity_list_from_variant(variant, NULL);
    g_autoptr(GVariant) again = osint_entity_list_to_variant(back);
    assert_true(g_variant_equal(variant, again));
    const OsintEntity *bird = entity_called(back, "vogel");
    assert_ptr_equal(osint_entity_list_find(back, "bird"), bird);
    assert_string_equal(bird->attack, "G9001");
    assert_joined(alias_called(bird, "WADER")->lists, "misp");
    assert_pin(bird->pins, 0, "b", "it", 3);
    assert_pin(bird->unpins, 0, "b", "it", 0);
    assert_string_equal(((OsintRelation *)g_ptr_array_index(bird->relations, 0))->target, "stork");
    assert_joined(osint_entity_list_benign(back), "a.example");
    g_autoptr(GVariant) entities = g_variant_get_child_value(variant, OSINT_ENTITY_LIST_CHILD);
    g_autoptr(GVariant) tuple = g_variant_get_child_value(entities, bird->index);
    g_autoptr(OsintEntity) alone = osint_entity_from_variant(tuple, NULL);
    assert_string_equal(alone->id, "vogel");
    assert_non_null(alias_called(alone, "WADER"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(adds_a_name),
        cmocka_unit_test(asks_which_is_meant),
        cmocka_unit_test(renames_and_sets_the_type),
        cmocka_unit_test(speaks_of_an_entity_by_its_id),
        cmocka_unit_test(merges),
        cmocka_unit_test(splits),
        cmocka_unit_test(warns_of_a_unit_that_is_a_groups_name),
        cmocka_unit_test(keeps_main_names),
        cmocka_unit_test(drops),
        cmocka_unit_test(pins),
        cmocka_unit_test(calls_indicators_benign),
        cmocka_unit_test(comes_back_from_a_variant),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
