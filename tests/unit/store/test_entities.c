/* The entity list in the index: entries by id and name, only what changed written, disagreement noticed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "indexer/store/entities.h"
#include "indexer/store/generation.h"
#include "indexer/store/schema.h"
#include "tests/unit/store/fixture.h"

static const char birds[] = "heron\tthreat-actor\tHeron\tSILENT POND\tAPT40\n"
                            "unit-77\tmilitary-unit\tUnit 77\t第77部隊\n"
                            "heron-town\tplace\tHeron\n";

static OsintEntityList *list_of(const char *rows)
{
    OsintEntityList *list = osint_entity_list_new();
    g_autoptr(GBytes) content = g_bytes_new(rows, strlen(rows));
    assert_true(osint_entity_list_add(list, "birds", content, NULL, NULL, NULL));
    return list;
}

static XapcDb *database(const char *directory)
{
    g_autofree char *path = g_build_filename(directory, "db", NULL);
    XapcDb *db = xapc_db_open_writable(path, XAPC_CREATE_OR_OPEN, XAPC_DB_NONE, NULL);
    assert_non_null(db);
    return db;
}

static void store(XapcDb *db, const char *rows)
{
    g_autoptr(OsintEntityList) list = list_of(rows);
    assert_true(osint_entities_write(db, list, NULL));
    assert_true(xapc_db_commit(db, NULL));
}

static char *serialised(const OsintEntityList *list)
{
    g_autoptr(GVariant) variant = osint_entity_list_to_variant(list);
    return g_variant_print(variant, TRUE);
}

static void assert_stored(XapcDb *db, const char *rows)
{
    g_autoptr(OsintEntityList) list = list_of(rows), again = osint_entities_read(db, NULL);
    assert_non_null(again);
    g_autofree char *expected = serialised(list), *found = serialised(again);
    assert_string_equal(found, expected);
}

static char *named(XapcDb *db, const char *folded)
{
    g_autoptr(GArray) found = osint_entities_named(db, folded, NULL);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < found->len; i++)
        g_string_append_printf(text, "%s%s ", g_array_index(found, OsintNamed, i).is_name ? "=" : "",
                               g_array_index(found, OsintNamed, i).id);
    return g_string_free(text, FALSE);
}

static void assert_named(XapcDb *db, const char *folded, const char *expected)
{
    g_autofree char *found = named(db, folded);
    assert_string_equal(found, expected);
}

static void note(const char *problem, gpointer user_data)
{
    g_string_append_printf(user_data, "%s\n", problem);
}

static void assert_verified(XapcDb *db, const char *expected)
{
    g_autoptr(GString) report = g_string_new(NULL);
    assert_true(osint_entities_verify(db, note, report, NULL));
    assert_string_equal(report->str, expected);
}

static void test_what_was_written_is_read(void **state)
{
    g_autoptr(XapcDb) db = database(*state);
    store(db, birds);
    assert_stored(db, birds);
    assert_named(db, "heron", "=heron =heron-town ");
    assert_named(db, "heron town", "heron-town ");
    assert_named(db, "apt 40", "=heron ");
    assert_named(db, "", "");
    g_autoptr(OsintEntity) unit = osint_entities_read_one(db, "unit-77", NULL);
    assert_string_equal(unit->name, "Unit 77");
    assert_null(osint_entities_read_one(db, "nobody", NULL));
    assert_verified(db, "");
}

static void test_another_list_takes_its_place(void **state)
{
    g_autoptr(XapcDb) db = database(*state);
    const char *others = "egret\tthreat-actor\tEgret\tSILENT POND\nheron\tthreat-actor\tHeron\n";
    store(db, birds);
    store(db, others);
    assert_stored(db, others);
    assert_named(db, "unit 77", "");
    assert_named(db, "silent pond", "=egret ");
    assert_null(osint_entities_read_one(db, "unit-77", NULL));
    assert_verified(db, "");
    g_autoptr(OsintEntityList) empty = osint_entity_list_new();
    assert_true(osint_entities_write(db, empty, NULL));
    g_autoptr(XapcTerms) keys = xapc_db_metadata_keys(db, "osint-", NULL);
    const char *key;
    assert_false(xapc_terms_next(keys, &key, NULL));
    assert_verified(db, "");
}

/* What a list says besides its entities is kept with it. */
static void test_list_of_benign_indicators(void **state)
{
    const char *misp = "{\"name\": \"benign\", \"type\": \"benign\", \"values\": [{\"value\": \"harmless\","
                       " \"meta\": {\"osint-benign\": [\"example.org\"]}}]}";
    g_autoptr(XapcDb) db = database(*state);
    store(db, misp);
    assert_stored(db, misp);
    assert_verified(db, "");
}

/* Ids and names beyond what a key holds are told apart all the same. */
static void test_long_names(void **state)
{
    g_autoptr(XapcDb) db = database(*state);
    g_autoptr(GString) rows = g_string_new(NULL);
    g_autofree char *id = g_strnfill(190, 'i'), *start = g_strnfill(190, 'n');
    g_autofree char *wide = g_strdup("長");
    for (int i = 0; i < 180; i++) {
        char *longer = g_strconcat(wide, "長", NULL);
        g_free(wide);
        wide = longer;
    }
    g_string_append_printf(rows, "%s-a\tperson\t%s one\t%s一\n%s-b\tperson\t%s two\t%s二\n", id, start, wide,
                           id, start, wide);
    store(db, rows->str);
    assert_stored(db, rows->str);
    g_autofree char *one = g_strconcat(wide, "一", NULL), *expected = g_strdup_printf("=%s-a ", id);
    g_autofree char *folded = osint_entity_fold_name(one);
    assert_named(db, folded, expected);
    assert_verified(db, "");
}

static void test_equal_lists_write_nothing(void **state)
{
    guint64 before, after;
    g_autoptr(XapcDb) db = database(*state);
    store(db, birds);
    assert_true(xapc_db_revision(db, &before, NULL));
    store(db, birds);
    assert_true(xapc_db_revision(db, &after, NULL));
    assert_int_equal(after, before);
}

static void tamper(XapcDb *db, const char *key, const char *value)
{
    assert_true(xapc_db_set_metadata(db, key, value, strlen(value), NULL));
}

static void test_disagreement_is_found(void **state)
{
    g_autoptr(XapcDb) db = database(*state);
    store(db, birds);
    tamper(db, OSINT_META_NAME "heron", "=heron\n");
    tamper(db, OSINT_META_NAME "stranger", "=heron\n");
    tamper(db, OSINT_META_NAME "apt 40", "");
    assert_verified(db, "the entry \"osint-name:apt 40\" is not what the entity list gives\n"
                        "the entry \"osint-name:heron\" is not what the entity list gives\n"
                        "the entry \"osint-name:stranger\" is not what the entity list gives\n");
    store(db, birds);
    assert_verified(db, "");
    tamper(db, OSINT_META_ENTITY "heron", "");
    assert_verified(db, "the stored entity list lacks its entity heron\n");
}

/* Whatever stands where an entry should be, reading ends in an error or in something. */
static void check_damage(XapcDb *db, const char *key)
{
    g_autoptr(GBytes) stored = xapc_db_metadata(db, key, NULL);
    gsize length;
    const guint8 *data = g_bytes_get_data(stored, &length);
    g_autofree guint8 *copy = g_memdup2(data, length);
    assert_true(length > 0);
    for (gsize i = 0; i < length; i++) {
        copy[i] ^= 0x55;
        assert_true(xapc_db_set_metadata(db, key, copy, length, NULL));
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintEntityList) list = osint_entities_read(db, &error);
        assert_true((list == NULL) == (error != NULL));
        OsintEntity *one = osint_entities_read_one(db, "heron", NULL);
        g_clear_pointer(&one, osint_entity_free);
        g_autoptr(GArray) found = osint_entities_named(db, "heron", NULL);
        assert_non_null(found);
        copy[i] = data[i];
    }
    assert_true(xapc_db_set_metadata(db, key, data, length, NULL));
}

static void test_damaged_entries(void **state)
{
    g_autoptr(XapcDb) db = database(*state);
    store(db, birds);
    check_damage(db, OSINT_META_ENTITIES);
    check_damage(db, OSINT_META_ENTITY "heron");
    check_damage(db, OSINT_META_NAME "heron");
    assert_verified(db, "");
}

#define DIRECTORY_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIRECTORY_TEST(test_list_of_benign_indicators),
        DIRECTORY_TEST(test_what_was_written_is_read),
        DIRECTORY_TEST(test_another_list_takes_its_place),
        DIRECTORY_TEST(test_long_names),
        DIRECTORY_TEST(test_equal_lists_write_nothing),
        DIRECTORY_TEST(test_disagreement_is_found),
        DIRECTORY_TEST(test_damaged_entries),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
