/* Entity lists: both forms, broken rows, merging, serialising. */
#include "tests/unit/entities/lists.h"

static void collect_note(const char *list, guint place, const char *code, const char *message, gpointer data)
{
    assert_non_null(message);
    g_ptr_array_add(data, g_strdup_printf("%s:%u:%s", list, place, code));
}

static gboolean add(OsintEntityList *list, const char *name, const char *content, GPtrArray *notes,
                    GError **error)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));
    return osint_entity_list_add(list, name, bytes, notes != NULL ? collect_note : NULL, notes, error);
}

static OsintEntityList *list_of(const char *content)
{
    g_autoptr(GError) error = NULL;
    OsintEntityList *list = osint_entity_list_new();
    if (!add(list, "test", content, NULL, &error))
        fail_msg("%s", error->message);
    return list;
}

static void reads_tsv(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("\xef\xbb\xbf# comment\r\n"
                                              "id\ttype\tname\talias\r\n"
                                              "kyoto\tplace\tKyoto\t 京都 \t\tKioto\r\n"
                                              "\n"
                                              "osaka\tplace\tOsaka\n");
    assert_int_equal(osint_entity_list_size(list), 2);
    const OsintEntity *kyoto = osint_entity_list_find(list, "kyoto");
    assert_string_equal(kyoto->type, "place");
    assert_int_equal(kyoto->aliases->len, 3);
    assert_string_equal(g_ptr_array_index(alias_called(kyoto, "京都")->lists, 0), "test");
    assert_null(osint_entity_list_find(list, "Kyoto"));
}

static void reads_misp(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list =
        list_of("{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Night  Heron\", \"uuid\": \"u-1\","
                " \"description\": \"A group.\","
                " \"meta\": {\"synonyms\": [\"HERON\", \"APT-99\"], \"refs\": [\"https://example.org/\"],"
                " \"osint-ambiguous\": [\"Heron\"], \"osint-exact-case\": [\"Heron\"], \"osint-context\": "
                "\"hackers\","
                " \"osint-descriptions\": [\"the birds\"], \"osint-references\": [\"the bird\"],"
                " \"osint-exceptions\": [\"heron nest\"], \"osint-not-alias\": [\"Egret\"]}}]}");
    const OsintEntity *heron = osint_entity_list_find(list, "night-heron");
    assert_non_null(heron);
    assert_string_equal(heron->name, "Night Heron");
    assert_string_equal(heron->type, "threat-actor");
    assert_string_equal(heron->uuid, "u-1");
    assert_string_equal(heron->description, "A group.");
    assert_string_equal(g_ptr_array_index(heron->refs, 0), "https://example.org/");
    assert_string_equal(g_ptr_array_index(heron->context, 0), "hackers");
    assert_string_equal(g_ptr_array_index(heron->exceptions, 0), "heron nest");
    assert_null(alias_called(heron, "HERON"));
    assert_true(alias_called(heron, "Heron")->exact_case && alias_called(heron, "Heron")->needs_context);
    assert_false(alias_called(heron, "APT-99")->needs_context);
    assert_true(alias_called(heron, "the birds")->description &&
                alias_called(heron, "the birds")->needs_context);
    assert_true(alias_called(heron, "the bird")->reference && alias_called(heron, "the bird")->description);
    assert_named(list, "apt 99", "night-heron");
    assert_named(list, "the birds", "");
}

static void takes_type_from_galaxy(void **state)
{
    static const char *const cases[][2] = {
        {"ransomware", "malware"}, {"microsoft-activity-group", "threat-actor"},
        {"country", "place"},      {"tool", "malware"},
        {"mitre-tool", "tool"},    {"weather", "other"}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *json =
            g_strdup_printf("{\"type\": \"%s\", \"values\": [{\"value\": \"Xy\"}, {\"value\": \"Zz\","
                            " \"meta\": {\"osint-type\": \"person\", \"osint-id\": \"zed\"}}]}",
                            cases[i][0]);
        g_autoptr(OsintEntityList) list = list_of(json);
        assert_string_equal(osint_entity_list_get(list, 0)->type, cases[i][1]);
        assert_string_equal(osint_entity_list_find(list, "zed")->type, "person");
    }
}

static void notes_broken_rows_and_reads_the_rest(void **state)
{
    (void)state;
    static const char tsv[] = "a\tplace\n"
                              "bad id!\tplace\tBad\n"
                              "c\tplanet\tMars\n"
                              "d\tplace\t  \n"
                              "e\tplace\t\xff\xfe\n"
                              "f\tplace\tFine\tbad\x01name\n";
    static const char *const expected[] = {"l:1:entity-row-short",    "l:2:entity-id-bad",
                                           "l:3:entity-type-unknown", "l:4:entity-name-bad",
                                           "l:5:entity-encoding",     "l:6:entity-alias-bad"};
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    assert_true(add(list, "l", tsv, notes, NULL));
    assert_int_equal(notes->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < notes->len; i++)
        assert_string_equal(g_ptr_array_index(notes, i), expected[i]);
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_string_equal(osint_entity_list_find(list, "c")->type, "other");
}

static void notes_broken_values_and_reads_the_rest(void **state)
{
    (void)state;
    static const char json[] =
        "{\"values\": [17, {\"value\": \"\"}, {\"value\": \"A\\u0000B\"}, {\"value\": \"Ok\","
        " \"meta\": {\"synonyms\": [3, \"Fine\", null], \"osint-type\": \"planet\", \"osint-id\": \"No Id\","
        " \"osint-contxt\": [\"x\"], \"osint-not-alias\": [\"Ok\"], \"osint-descriptions\": [\"Fine\"]}},"
        " {\"value\": \"Last\", \"meta\": []}]}";
    static const char *const expected[] = {
        "l:0:entity-name-bad",     "l:1:entity-name-bad",  "l:2:entity-name-bad",  "l:3:entity-id-bad",
        "l:3:entity-type-unknown", "l:3:entity-alias-bad", "l:3:entity-alias-bad", "l:3:entity-alias-bad",
        "l:3:entity-key-unknown",  "l:3:entity-alias-bad"};
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    assert_true(add(list, "l", json, notes, NULL));
    assert_int_equal(notes->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < notes->len; i++)
        assert_string_equal(g_ptr_array_index(notes, i), expected[i]);
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_named(list, "fine", "ok");
}

static void refuses_what_is_no_list(void **state)
{
    (void)state;
    static const struct {
        const char *content;
        OsintEntitiesError code;
        const char *message;
    } cases[] = {
        {"", OSINT_ENTITIES_ERROR_FORM, "l: the list is empty"},
        {" \n\t\n", OSINT_ENTITIES_ERROR_FORM, "l: the list is empty"},
        {"just prose\n", OSINT_ENTITIES_ERROR_FORM,
         "l: neither a MISP galaxy cluster, a STIX bundle nor a tab-separated entity list"},
        {"a\tb\nc\td\n", OSINT_ENTITIES_ERROR_FORM, "l: not one of 2 rows has an id, a type and a name"},
        {"[1, 2]", OSINT_ENTITIES_ERROR_FORM,
         "l: JSON, but neither a MISP galaxy cluster nor a STIX bundle: it has no array \"values\" or "
         "\"objects\""},
        {"{\"values\": {}}", OSINT_ENTITIES_ERROR_FORM,
         "l: JSON, but neither a MISP galaxy cluster nor a STIX bundle: it has no array \"values\" or "
         "\"objects\""},
        {"{\"values\":\n [}", OSINT_ENTITIES_ERROR_SYNTAX, "l:2:3: unexpected token near '}'"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintEntityList) list = osint_entity_list_new();
        assert_false(add(list, "l", cases[i].content, NULL, &error));
        assert_true(g_error_matches(error, OSINT_ENTITIES_ERROR, (gint)cases[i].code));
        assert_string_equal(error->message, cases[i].message);
        assert_int_equal(osint_entity_list_size(list), 0);
    }
}

static void merges_by_uuid_and_id(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    assert_true(
        add(list, "misp",
            "{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Night Heron\", \"uuid\": \"u-1\","
            " \"meta\": {\"synonyms\": [\"Heron\", \"Unit 99999\"]}}]}",
            NULL, NULL));
    assert_true(
        add(list, "own",
            "{\"values\": [{\"value\": \"Heron\", \"uuid\": \"u-1\", \"meta\": {\"osint-id\": \"heron\","
            " \"osint-type\": \"threat-actor\", \"synonyms\": [\"ゴイサギ\"],"
            " \"osint-not-alias\": [\"Unit 99999\"]}}]}",
            NULL, NULL));
    assert_true(add(list, "third", "heron\tthreat-actor\tHERON\tunit 99999\tNycticorax\n", NULL, NULL));
    assert_int_equal(osint_entity_list_size(list), 1);
    assert_null(osint_entity_list_find(list, "night-heron"));
    const OsintEntity *heron = osint_entity_list_find(list, "heron");
    assert_string_equal(heron->name, "Night Heron");
    assert_int_equal(heron->aliases->len, 4);
    assert_string_equal(g_ptr_array_index(alias_called(heron, "Heron")->lists, 0), "misp");
    assert_string_equal(g_ptr_array_index(alias_called(heron, "ゴイサギ")->lists, 0), "own");
    assert_string_equal(g_ptr_array_index(alias_called(heron, "Nycticorax")->lists, 0), "third");
    assert_named(list, "Unit 99999", "");
}

static void keeps_a_forbidden_alias_out_in_either_order(void **state)
{
    (void)state;
    static const char *const lists[] = {
        "{\"values\": [{\"value\": \"Heron\", \"uuid\": \"u\", \"meta\": {\"synonyms\": [\"Egret\"]}}]}",
        "{\"values\": [{\"value\": \"Heron\", \"uuid\": \"u\", \"meta\": {\"osint-not-alias\": "
        "[\"EGRET\"]}}]}"};
    for (guint first = 0; first < 2; first++) {
        g_autoptr(OsintEntityList) list = osint_entity_list_new();
        assert_true(add(list, "a", lists[first], NULL, NULL));
        assert_true(add(list, "b", lists[1 - first], NULL, NULL));
        assert_int_equal(osint_entity_list_size(list), 1);
        assert_named(list, "egret", "");
        assert_named(list, "heron", "heron");
    }
}

static void keeps_shared_names_for_all(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("a\tthreat-actor\tAlpha\tSnake\n"
                                              "b\tmalware\tBeta\tsnake\n"
                                              "snake-river\tplace\tSnake River\n");
    assert_named(list, "SNAKE", "a b");
    assert_named(list, "Snake_River", "snake-river");
    assert_named(list, "A", "a");
    assert_named(list, "nobody", "");
}

static void tells_same_names_of_other_types_apart(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    assert_true(
        add(list, "a", "{\"type\": \"threat-actor\", \"values\": [{\"value\": \"Snake\"}]}", NULL, NULL));
    assert_true(add(list, "b", "{\"type\": \"rat\", \"values\": [{\"value\": \"Snake\"}]}", NULL, NULL));
    assert_true(add(list, "c", "{\"type\": \"wiper\", \"values\": [{\"value\": \"SNAKE\"}]}", NULL, NULL));
    assert_int_equal(osint_entity_list_size(list), 2);
    assert_string_equal(osint_entity_list_find(list, "snake")->type, "threat-actor");
    assert_string_equal(osint_entity_list_find(list, "snake-malware")->type, "malware");
}

static void makes_ids_of_any_name(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of(
        "{\"values\": [{\"value\": \"Ünit_42 (Étoile)\"}, {\"value\": \"青島\"}, {\"value\": \"海島\"}]}");
    assert_int_equal(osint_entity_list_size(list), 3);
    assert_non_null(osint_entity_list_find(list, "unit-42-etoile"));
    for (guint i = 1; i < 3; i++)
        assert_int_equal(strlen(osint_entity_list_get(list, i)->id), 9);
    assert_string_not_equal(osint_entity_list_get(list, 1)->id, osint_entity_list_get(list, 2)->id);
}

/* The traditional and the simplified form are one name. */
static void joins_forms_of_chinese_names(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("{\"values\": [{\"value\": \"青島\"}, {\"value\": \"青岛\"}]}");
    assert_int_equal(osint_entity_list_size(list), 1);
}

static void names_that_say_too_little_need_context(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("x\tmalware\tX\t2023\t中\tX9\n");
    const OsintEntity *x = osint_entity_list_find(list, "x");
    assert_true(alias_called(x, "X")->needs_context);
    assert_true(alias_called(x, "2023")->needs_context);
    assert_true(alias_called(x, "中")->needs_context);
    assert_false(alias_called(x, "X9")->needs_context);
}

static void folds_names(void **state)
{
    static const char *const cases[][2] = {{"BRONZE BUTLER", "bronze butler"},
                                           {"Bronze_Butler", "bronze butler"},
                                           {"APT-40", "apt 40"},
                                           {"APT40", "apt 40"},
                                           {"ＡＰＴ４０", "apt 40"},
                                           {" Señor  X ", "senor x"},
                                           {"６１４１９部隊", "61419 部队"},
                                           {"", ""}};
    (void)state;
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *folded = osint_entity_fold_name(cases[i][0]);
        assert_string_equal(folded, cases[i][1]);
    }
}

static void comes_back_from_a_variant(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list =
        list_of("{\"values\": [{\"value\": \"Heron\", \"uuid\": \"u\", \"meta\": {\"osint-id\": \"h\","
                " \"osint-not-alias\": [\"Egret\"], \"osint-exact-case\": [\"Heron\"], \"refs\": [\"r\"],"
                " \"osint-context\": [\"a + entity:b\"], \"osint-references\": [\"it\"]}},"
                " {\"value\": \"Stork\"}]}");
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    g_autoptr(OsintEntityList) back = osint_entity_list_from_variant(variant, NULL);
    assert_non_null(back);
    g_autoptr(GVariant) again = osint_entity_list_to_variant(back);
    assert_true(g_variant_equal(variant, again));
    assert_true(add(back, "more", "h\tother\tHeron\tEgret\tArdea\n", NULL, NULL));
    assert_named(back, "egret", "");
    assert_named(back, "ardea", "h");
    assert_int_equal(osint_entity_list_size(back), 2);
}

static void refuses_a_foreign_variant(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("a\tplace\tA1\n");
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    g_autofree char *type = g_strdup(g_variant_get_type_string(variant));
    g_autoptr(GBytes) bytes = g_variant_get_data_as_bytes(variant);
    g_autofree guint8 *data = g_memdup2(g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes));
    data[0] ^= 0x40;
    GVariant *foreign[] = {g_variant_ref_sink(g_variant_new_string("x")),
                           g_variant_ref_sink(g_variant_new_from_data(
                               G_VARIANT_TYPE(type), data, g_bytes_get_size(bytes), FALSE, NULL, NULL))};
    for (guint i = 0; i < G_N_ELEMENTS(foreign); i++) {
        g_autoptr(GError) error = NULL;
        assert_null(osint_entity_list_from_variant(foreign[i], &error));
        assert_true(g_error_matches(error, OSINT_ENTITIES_ERROR, OSINT_ENTITIES_ERROR_FORM));
        g_variant_unref(foreign[i]);
    }
}

static void knows_the_types(void **state)
{
    (void)state;
    assert_int_equal(g_strv_length((char **)(gpointer)osint_entity_types()), 20);
    assert_true(osint_entity_type_is_known("military-unit"));
    assert_false(osint_entity_type_is_known("planet"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(reads_tsv),
        cmocka_unit_test(reads_misp),
        cmocka_unit_test(takes_type_from_galaxy),
        cmocka_unit_test(notes_broken_rows_and_reads_the_rest),
        cmocka_unit_test(notes_broken_values_and_reads_the_rest),
        cmocka_unit_test(refuses_what_is_no_list),
        cmocka_unit_test(merges_by_uuid_and_id),
        cmocka_unit_test(keeps_a_forbidden_alias_out_in_either_order),
        cmocka_unit_test(keeps_shared_names_for_all),
        cmocka_unit_test(tells_same_names_of_other_types_apart),
        cmocka_unit_test(makes_ids_of_any_name),
        cmocka_unit_test(joins_forms_of_chinese_names),
        cmocka_unit_test(names_that_say_too_little_need_context),
        cmocka_unit_test(folds_names),
        cmocka_unit_test(comes_back_from_a_variant),
        cmocka_unit_test(refuses_a_foreign_variant),
        cmocka_unit_test(knows_the_types),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
