/* STIX bundles and warning lists. */
#include "tests/unit/entities/lists.h"

#define BUNDLE(objects) "{\"type\": \"bundle\", \"id\": \"bundle--1\", \"objects\": [" objects "]}"

static void reads_every_kind_of_object(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"stix",
         BUNDLE("{\"type\": \"threat-actor\", \"id\": \"threat-actor--1\", \"name\": \"Grey Heron\", "
                "\"description\": \"D.\"},"
                "{\"type\": \"malware\", \"id\": \"malware--2\", \"name\": \"Egret\", \"x_mitre_aliases\": "
                "[\"Egret\", "
                "\"EGT\"]}, {\"type\": \"tool\", \"id\": \"tool--3\", \"name\": \"Spade\"},"
                "{\"type\": \"campaign\", \"id\": \"campaign--4\", \"name\": \"Operation Reed\", "
                "\"aliases\": \"Reed Bed\"},"
                "{\"type\": \"identity\", \"id\": \"identity--5\", \"name\": \"Marsh Office\", "
                "\"identity_class\": "
                "\"organization\"}, {\"type\": \"identity\", \"id\": \"identity--6\", \"name\": \"Jo Reed\", "
                "\"identity_class\": \"individual\"}, {\"type\": \"location\", \"id\": \"location--7\", "
                "\"country\": \"JP\"},"
                "{\"type\": \"vulnerability\", \"id\": \"vulnerability--8\", \"name\": \"CVE-2016-7836\"},"
                "{\"type\": \"attack-pattern\", \"id\": \"attack-pattern--9\", \"name\": \"Phishing\"},"
                "{\"type\": \"malware\", \"id\": \"malware--10\"}, 17, {\"type\": \"identity\", \"id\": 3, "
                "\"name\": "
                "\"Fen\"}")}};
    static const char *const expected[][2] = {{"grey-heron", "threat-actor"},
                                              {"egret", "malware"},
                                              {"spade", "tool"},
                                              {"operation-reed", "campaign"},
                                              {"marsh-office", "organization"},
                                              {"jo-reed", "person"},
                                              {"jp", "place"},
                                              {"cve-2016-7836", "vulnerability"},
                                              {"fen", "organization"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 1, notes);
    assert_int_equal(osint_entity_list_size(list), G_N_ELEMENTS(expected));
    for (guint i = 0; i < G_N_ELEMENTS(expected); i++)
        assert_string_equal(entity_called(list, expected[i][0])->type, expected[i][1]);
    assert_string_equal(entity_called(list, "grey-heron")->uuid, "1");
    assert_string_equal(entity_called(list, "grey-heron")->description, "D.");
    assert_named(list, "egt", "egret");
    assert_named(list, "reed bed", "operation-reed");
    assert_string_equal(notes->str, "stix:9:entity-name-bad stix:10:entity-name-bad ");
}

/* What was revoked lives on as names of what took its place, by way of others if need be. */
static void follows_what_was_revoked(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"stix",
         BUNDLE("{\"type\": \"relationship\", \"relationship_type\": \"revoked-by\", \"source_ref\": "
                "\"intrusion-set--1\", "
                "\"target_ref\": \"intrusion-set--2\"}, {\"type\": \"relationship\", \"relationship_type\": "
                "\"revoked-by\", "
                "\"source_ref\": \"intrusion-set--2\", \"target_ref\": \"intrusion-set--3\"},"
                "{\"type\": \"intrusion-set\", \"id\": \"intrusion-set--1\", \"name\": \"Old Heron\", "
                "\"revoked\": true, "
                "\"aliases\": [\"Older\"], \"external_references\": [{\"source_name\": \"mitre-attack\", "
                "\"external_id\": "
                "\"G9009\"}]}, {\"type\": \"intrusion-set\", \"id\": \"intrusion-set--2\", \"name\": \"Mid "
                "Heron\", "
                "\"revoked\": true}, {\"type\": \"intrusion-set\", \"id\": \"intrusion-set--3\", \"name\": "
                "\"New Heron\"},"
                "{\"type\": \"malware\", \"id\": \"malware--4\", \"name\": \"Gone\", \"x_mitre_deprecated\": "
                "true},"
                "{\"type\": \"malware\", \"id\": \"malware--5\", \"name\": \"Round\", \"revoked\": true},"
                "{\"type\": \"relationship\", \"relationship_type\": \"revoked-by\", \"source_ref\": "
                "\"malware--5\", "
                "\"target_ref\": \"malware--5\"}")},
        {"misp",
         "{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Ancient Heron\", \"uuid\": \"1\"}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    assert_int_equal(osint_entity_list_size(list), 1);
    assert_named(list, "old heron", "new-heron");
    assert_named(list, "older", "new-heron");
    assert_named(list, "mid heron", "new-heron");
    assert_named(list, "ancient heron", "new-heron");
    assert_named(list, "gone", "");
    assert_string_equal(notes->str, "");
}

static void reads_relationships(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"stix",
         BUNDLE(
             "{\"type\": \"relationship\", \"relationship_type\": \"attributed-to\", \"source_ref\": "
             "\"campaign--1\", "
             "\"target_ref\": \"intrusion-set--2\", \"confidence\": 60}, {\"type\": \"campaign\", \"id\": "
             "\"campaign--1\", \"name\": \"Reed\"}, {\"type\": \"intrusion-set\", \"id\": "
             "\"intrusion-set--2\", \"name\": "
             "\"Heron\"}, {\"type\": \"attack-pattern\", \"id\": \"attack-pattern--3\", \"name\": \"P\"},"
             "{\"type\": \"relationship\", \"relationship_type\": \"uses\", \"source_ref\": \"campaign--1\", "
             "\"target_ref\": \"attack-pattern--3\"}, {\"type\": \"relationship\", \"relationship_type\": "
             "\"uses\", "
             "\"source_ref\": \"campaign--1\", \"target_ref\": \"malware--4\", \"confidence\": 1000},"
             "{\"type\": \"relationship\", \"relationship_type\": \"uses\", \"source_ref\": "
             "\"campaign--1\"}")}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 1, notes);
    const GPtrArray *relations = entity_called(list, "reed")->relations;
    assert_int_equal(relations->len, 2);
    const OsintRelation *first = g_ptr_array_index(relations, 0), *second = g_ptr_array_index(relations, 1);
    assert_string_equal(first->target, "heron");
    assert_int_equal(first->confidence, 60);
    assert_string_equal(second->target, "4");
    assert_int_equal(second->confidence, 100);
    assert_string_equal(notes->str, "stix:6:entity-relation-bad ");
}

static void tells_who_uses_a_name_by_citations(void **state)
{
    (void)state;
    static const TestList lists[] = {
        {"stix",
         BUNDLE("{\"type\": \"intrusion-set\", \"id\": \"intrusion-set--1\", \"name\": \"Heron\", "
                "\"aliases\": [\"WADER\"], "
                "\"external_references\": [{\"source_name\": \"mitre-attack\", \"external_id\": \"G9001\", "
                "\"url\": "
                "\"https://attack.mitre.org/groups/G9001\"}, {\"source_name\": \"WADER\", \"description\": "
                "\"(Citation: Birds "
                "2020)(Citation: Nobody 2021)(Citation: open\"}, {\"source_name\": \"Birds 2020\", \"url\": "
                "\"https://blog.birds.example/2020/wader\"}, {\"source_name\": \"Nobody 2021\", \"url\": "
                "\"https://nobody.example/\"}]}")},
        {"producer",
         "{\"type\": \"producer\", \"values\": [{\"value\": \"Secure Birds\", \"uuid\": \"p\", \"meta\": "
         "{\"official-refs\": [\"https://www.birds.example/\"]}}]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 2, notes);
    const OsintEntity *heron = entity_called(list, "heron");
    assert_joined(alias_called(heron, "WADER")->users, "Secure Birds");
    assert_joined(alias_called(heron, "Heron")->users, "MITRE");
    assert_string_equal(heron->attack, "G9001");
    assert_joined(heron->refs,
                  "https://attack.mitre.org/groups/G9001, https://blog.birds.example/2020/wader, "
                  "https://nobody.example/");
}

static void reads_warning_lists(void **state)
{
    (void)state;
    static const TestList lists[] = {{"warning",
                                      "{\"name\": \"Known good\", \"type\": \"hostname\", "
                                      "\"matching_attributes\": [\"domain\"], \"list\": "
                                      "[\"example.org\", \"\", 3, \"192.0.2.0/24\", \"example.org\"]}"}};
    g_autoptr(GString) notes = g_string_new(NULL);
    g_autoptr(OsintEntityList) list = lists_of(lists, 1, notes);
    assert_int_equal(osint_entity_list_size(list), 0);
    assert_joined(osint_entity_list_benign(list), "example.org, 192.0.2.0/24");
    assert_string_equal(notes->str, "warning:1:entity-name-bad warning:2:entity-name-bad ");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_every_kind_of_object), cmocka_unit_test(follows_what_was_revoked),
        cmocka_unit_test(reads_relationships),        cmocka_unit_test(tells_who_uses_a_name_by_citations),
        cmocka_unit_test(reads_warning_lists),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
