/* Which entities of several lists are one, and which are not. */
#include "tests/unit/entities/lists.h"
#include "tests/unit/often.h"

#define ACTORS "{\"type\": \"threat-actor\", \"values\": ["
#define HERON_PAGE "\"refs\": [\"https://attack.mitre.org/groups/G9001/\"]"

static const char attack[] =
    "{\"type\": \"bundle\", \"objects\": [{\"type\": \"intrusion-set\", \"id\": \"intrusion-set--a1\", "
    "\"name\": "
    "\"Grey Heron\", \"aliases\": [\"Grey Heron\", \"WADER\"], \"external_references\": [{\"source_name\": "
    "\"mitre-attack\", \"external_id\": \"G9001\"}]}]}";

static void check_cited(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_string_equal(entity_called(list, "bittern")->name, "Bittern");
    assert_null(entity_called(list, "bittern")->attack);
    assert_named(list, "G9001", "night-heron");
    assert_named(list, "Grey Heron", "night-heron");
}

/* Two values cite the page; only the one that shares a name with it is its group. */
static void joins_what_cites_a_page_and_has_a_name_of_it(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp", ACTORS
         "{\"value\": \"Night Heron\", \"uuid\": \"m1\", \"meta\": {\"synonyms\": [\"Wader\"], " HERON_PAGE
         "}}, {\"value\": \"Bittern\", \"uuid\": \"m2\", \"meta\": {" HERON_PAGE "}}]}"},
        {"attack", attack}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    check_cited(list, notes->str);
    assert_string_equal(entity_called(list, "night-heron")->attack, "G9001");
}

/* Of two that share as little with the page, neither is it. */
static void doubts_what_two_values_cite(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp",
         ACTORS "{\"value\": \"A1\", \"uuid\": \"m1\", \"meta\": {\"synonyms\": [\"Wader\"], " HERON_PAGE
                "}}, {\"value\": \"A2\", \"uuid\": \"m2\", \"meta\": {\"synonyms\": [\"Wader\"], " HERON_PAGE
                "}}]}"},
        {"attack", attack}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_named(list, "wader", "a1 a2 grey-heron");
}

static void keeps_an_unambiguous_citation_without_attack(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp",
         ACTORS "{\"value\": \"Night Heron\", \"uuid\": \"m1\", \"meta\": {" HERON_PAGE "}}, {\"value\": "
                "\"B1\", \"uuid\": \"m2\", \"meta\": {\"synonyms\": [\"G9002\", \"G9003\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 1, notes);
    assert_string_equal(entity_called(list, "night-heron")->attack, "G9001");
    assert_null(entity_called(list, "b1")->attack);
}

static void check_software(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_string_equal(entity_called(list, "x1")->type, "malware");
    assert_string_equal(entity_called(list, "x2")->type, "tool");
    assert_string_equal(entity_called(list, "x3")->type, "malware");
}

/* One entity of the malware and the tool of one name: malware counts, but not on the word of the galaxy of
 * all sorts. */
static void weighs_types_of_software(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"rat", "{\"type\": \"rat\", \"values\": [{\"value\": \"X1\", \"uuid\": \"r1\"}]}"},
        {"mitre",
         "{\"type\": \"mitre-tool\", \"values\": [{\"value\": \"X1\", \"uuid\": \"t1\"}, {\"value\": \"X2\", "
         "\"uuid\": \"t2\"}]}"},
        {"tool", "{\"type\": \"tool\", \"values\": [{\"value\": \"X2\", \"uuid\": \"g2\"}, {\"value\": "
                 "\"X3\", \"uuid\": "
                 "\"g3\"}]}"}};
    in_both_orders(lists, 3, check_software);
}

static void check_mutual(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 1);
    const OsintEntity *heron = entity_called(list, "night-heron");
    assert_string_equal(heron->name, "Night Heron");
    assert_string_equal(((OsintAlias *)g_ptr_array_index(heron->aliases, 0))->text, "Night Heron");
    assert_string_equal(heron->description, "Known.");
    assert_joined(alias_called(heron, "Mud Typhoon")->users, "Microsoft");
    assert_int_equal(alias_called(heron, "Mud Typhoon")->lists->len, 2);
}

/* What one company calls it is not its name when there is another. */
static void joins_those_that_name_each_other(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"ms", "{\"type\": \"microsoft-activity-group\", \"values\": [{\"value\": \"Mud Typhoon\", \"uuid\": "
               "\"m\", "
               "\"description\": \"A profile.\", \"meta\": {\"synonyms\": [\"Night Heron\"]}}]}"},
        {"misp",
         ACTORS "{\"value\": \"Night Heron\", \"uuid\": \"t\", \"description\": \"Known.\", \"meta\": {"
                "\"synonyms\": [\"Mud Typhoon\"]}}]}"}};
    in_both_orders(lists, 2, check_mutual);
}

static void check_apart(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_named(list, "Lake One", "big-group lake-one");
    assert_named(list, "Lake Two", "big-group lake-two");
}

/* One list has two groups where another has one: which of them it is, nobody can tell. */
static void keeps_two_of_one_list_apart(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"big",
         ACTORS "{\"value\": \"Big Group\", \"uuid\": \"b\", \"meta\": {\"synonyms\": [\"Lake One\", \"Lake "
                "Two\"]}}]}"},
        {"ms",
         "{\"type\": \"microsoft-activity-group\", \"values\": [{\"value\": \"Lake One\", \"uuid\": \"l1\", "
         "\"meta\": {\"synonyms\": [\"Big Group\"]}}, {\"value\": \"Lake Two\", \"uuid\": \"l2\", \"meta\": {"
         "\"synonyms\": [\"Big Group\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    check_apart(list, notes->str);
}

static void check_company(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 1);
    assert_named(list, "MUD", "night-heron");
}

/* The old and the new name that one company has for a group are one entity, and can be another list's, too.
 */
static void joins_what_a_company_renamed(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"ms", "{\"type\": \"microsoft-activity-group\", \"values\": [{\"value\": \"MUD\", \"uuid\": \"1\", "
               "\"meta\": "
               "{\"synonyms\": [\"Night Heron\"]}}, {\"value\": \"Mud Typhoon\", \"uuid\": \"2\", \"meta\": "
               "{\"synonyms\": [\"MUD\", \"Night Heron\"]}}]}"},
        {"misp",
         ACTORS "{\"value\": \"Night Heron\", \"uuid\": \"3\", \"meta\": {\"synonyms\": [\"Mud Typhoon\", "
                "\"MUD\"]}}]}"}};
    in_both_orders(lists, 2, check_company);
}

static void check_shared(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_int_equal(entity_called(list, "p1")->aliases->len, 6);
    assert_named(list, "n5", "p3 p4");
}

/* Four names of five in common are enough; three are not. */
static void joins_those_that_share_most_names(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"a", ACTORS
         "{\"value\": \"P1\", \"uuid\": \"1\", \"meta\": {\"synonyms\": [\"N1\", \"N2\", \"N3\", \"N4\"]}},"
         "{\"value\": \"P3\", \"uuid\": \"3\", \"meta\": {\"synonyms\": [\"N5\", \"N6\", \"N7\"]}}]}"},
        {"b", ACTORS
         "{\"value\": \"P2\", \"uuid\": \"2\", \"meta\": {\"synonyms\": [\"N1\", \"N2\", \"N3\", \"N4\"]}},"
         "{\"value\": \"P4\", \"uuid\": \"4\", \"meta\": {\"synonyms\": [\"N5\", \"N6\", \"N7\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    check_shared(list, notes->str);
}

static void check_places(const OsintEntityList *list, const char *notes)
{
    assert_string_equal(notes, "");
    assert_named(list, "Luxembourg", "luxembourg");
    assert_named(list, "LUXEMBOURG ", "luxembourg");
    g_autoptr(GArray) found = osint_entity_list_lookup(list, "Lux-embourg");
    assert_int_equal(found->len, 0);
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_string_equal(entity_called(list, "g:1")->name, "Luxembourg");
}

static void tells_a_town_from_its_country(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"country", "{\"type\": \"country\", \"values\": [{\"value\": \"luxembourg\", \"uuid\": \"c\"}]}"},
        {"targets",
         "{\"type\": \"target-information\", \"values\": [{\"value\": \"Luxembourg\", \"uuid\": \"t\"}]}"},
        {"towns", "g:1\tplace\tLuxembourg\n"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 3, notes);
    check_places(list, notes->str);
}

static void makes_different_ids_of_one_name(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"a", ACTORS
         "{\"value\": \"Snake\", \"uuid\": \"1\"}, {\"value\": \"Snake\", \"uuid\": \"2\"}, {\"value\": "
         "\"Snake\", \"uuid\": \"3\"}]}"},
        {"b", "snake\tplace\tSnake River\n"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_int_equal(osint_entity_list_size(list), 4);
    assert_string_equal(entity_called(list, "snake")->name, "Snake River");
    assert_string_equal(entity_called(list, "snake-threat-actor")->uuid, "1");
    for (guint i = 0; i < 4; i++)
        for (guint k = 0; k < i; k++)
            assert_string_not_equal(osint_entity_list_get(list, i)->id, osint_entity_list_get(list, k)->id);
}

static void tells_who_uses_a_name(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"misp",
         ACTORS "{\"value\": \"Heron\", \"uuid\": \"h\", \"meta\": {\"synonyms\": [\"MUD STORK\", \"EGRET: "
                "II\"], \"name-attribution\": [\"MUD STORK:p1\", \"EGRET: II:p1\", \"MUD STORK:p2\", "
                "\"Nobody:p1\", \"bad\"], \"origin:Heron\": \"Third Inc\"}}]}"},
        {"producer",
         "{\"type\": \"producer\", \"values\": [{\"value\": \"Secure Birds\", \"uuid\": \"p1\"}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    const OsintEntity *heron = entity_called(list, "heron");
    assert_joined(alias_called(heron, "MUD STORK")->users, "Secure Birds");
    assert_joined(alias_called(heron, "EGRET: II")->users, "Secure Birds");
    assert_joined(alias_called(heron, "Heron")->users, "Third Inc");
    assert_null(alias_called(heron, "Nobody"));
}

static void parts_the_numbers_of_360(void **state)
{
    (void)state;
    static const TestList lists[] = {{"360", "{\"type\": \"360net-threat-actor\", \"values\": [{\"value\": "
                                             "\"海莲花 - APT-C-00\", \"uuid\": \"1\"}, "
                                             "{\"value\": \"CIA - APT-C-39\", \"uuid\": \"2\"}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 1, notes);
    assert_named(list, "海莲花", "apt-c-00");
    assert_named(list, "APT-C-39", "apt-c-39");
    assert_named(list, "CIA", "");
    assert_joined(alias_called(entity_called(list, "apt-c-00"), "APT-C-00")->users, "360");
}

static void reads_relations(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"a", ACTORS "{\"value\": \"Heron\", \"uuid\": \"h\", \"related\": [{\"dest-uuid\": \"u\", \"type\": "
                     "\"attributed-to\", \"tags\": [\"x\", "
                     "\"estimative-language:likelihood-probability=\\\"very-likely\\\"\"]}, "
                     "{\"dest-uuid\": \"nowhere\", \"type\": \"similar\"}, {\"dest-uuid\": \"h2\", \"type\": "
                     "\"similar\"}, "
                     "{\"type\": \"similar\"}], \"meta\": {\"osint-relations\": [\"part-of unit-7 40\", "
                     "\"bad\", \"a b 0\", "
                     "\"a b 101\"]}}]}"},
        {"b", "{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Heron\", \"uuid\": \"h2\"}, "
              "{\"value\": \"Unit 7\", "
              "\"uuid\": \"u\", \"meta\": {\"osint-type\": \"military-unit\"}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    const GPtrArray *relations = entity_called(list, "heron")->relations;
    static const OsintRelation expected[] = {
        {"part-of", "unit-7", "a", 40}, {"attributed-to", "unit-7", "a", 88}, {"similar", "nowhere", "a", 0}};
    assert_int_equal(relations->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < relations->len; i++) {
        const OsintRelation *relation = g_ptr_array_index(relations, i);
        assert_string_equal(relation->type, expected[i].type);
        assert_string_equal(relation->target, expected[i].target);
        assert_string_equal(relation->list, expected[i].list);
        assert_int_equal(relation->confidence, expected[i].confidence);
    }
    assert_string_equal(notes->str, "a:0:entity-relation-bad a:0:entity-relation-bad a:0:entity-relation-bad "
                                    "a:0:entity-relation-bad ");
    assert_named(list, "Unit 7", "unit-7");
}

/* Lists that were made to take long: every one of many has the name of all, or leads to the next. */
static void bears_names_of_many(void **state)
{
    (void)state;
    guint many = often(20000);
    g_autoptr(GString) tsv = g_string_new(NULL), json = g_string_new(ACTORS);
    for (guint i = 0; i < many; i++) {
        g_string_append_printf(tsv, "e%u\tmalware\tSame\tOther\n", i);
        g_string_append_printf(
            json,
            "%s{\"value\": \"V%u\", \"uuid\": \"u%u\", \"meta\": {\"osint-id\": \"v%u\", \"osint-merge\": "
            "\"v%u\", \"osint-context\": \"c%u\", \"synonyms\": [\"S%u\", \"G%04u\"]}}",
            i > 0 ? "," : "", i, i, many - i, many - i - 1, i, i, i % 10000);
    }
    g_string_append(json, "]}");
    const TestList lists[] = {{"tsv", tsv->str}, {"json", json->str}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_int_equal(osint_entity_list_size(list), many + 1);
    g_autofree char *last = g_strdup_printf("v%u", many);
    assert_int_equal(entity_called(list, last)->context->len, many);
    g_autoptr(GArray) found = osint_entity_list_lookup(list, "same");
    assert_int_equal(found->len, many);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(joins_what_cites_a_page_and_has_a_name_of_it),
        cmocka_unit_test(doubts_what_two_values_cite),
        cmocka_unit_test(keeps_an_unambiguous_citation_without_attack),
        cmocka_unit_test(weighs_types_of_software),
        cmocka_unit_test(joins_those_that_name_each_other),
        cmocka_unit_test(keeps_two_of_one_list_apart),
        cmocka_unit_test(joins_what_a_company_renamed),
        cmocka_unit_test(joins_those_that_share_most_names),
        cmocka_unit_test(tells_a_town_from_its_country),
        cmocka_unit_test(makes_different_ids_of_one_name),
        cmocka_unit_test(tells_who_uses_a_name),
        cmocka_unit_test(parts_the_numbers_of_360),
        cmocka_unit_test(reads_relations),
        cmocka_unit_test(bears_names_of_many),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
