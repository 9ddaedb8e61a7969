/* What was seen: the file and what binds it to a commit, the manifest in its place, states of files. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <linux/magic.h>

#include "indexer/seen.h"
#include "tests/unit/store/fixture.h"

#define NANOSECONDS G_GINT64_CONSTANT(1000000000)

static const OsintFileState state = {1, 2, 3, 4, 5};

/* Paths of every length from 1 to 20, and one long. */
static void write_file(OsintWriter *writer)
{
    g_autoptr(OsintSeenFile) file = osint_seen_file_new(writer, "mark", NULL);
    assert_non_null(file);
    g_autofree char *longest = g_strnfill(5000, 'y');
    OsintSeen seen = {.articles = 7, .digest = {1, 2, 3}, .document = state};
    for (gsize length = 1; length <= 20; length++) {
        g_autofree char *path = g_strnfill(length, 'x');
        osint_seen_file_add(file, &seen, path);
    }
    osint_seen_file_add(file, &seen, longest);
    assert_true(osint_seen_file_finish(file, NULL));
}

static void test_round_trip(void **context)
{
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    commit(writer);
    write_file(writer);
    g_autoptr(OsintSeenList) list = osint_seen_open(writer);
    assert_non_null(list);
    assert_int_equal(osint_seen_count(list), 21);
    assert_string_equal(osint_seen_entities(list), "mark");
    for (guint i = 0; i < 20; i++) {
        const OsintSeen *seen = osint_seen_get(list, i);
        assert_int_equal(strlen(seen->path), i + 1);
        assert_int_equal(seen->articles, 7);
        assert_int_equal(seen->digest[2], 3);
        assert_true(osint_file_state_equal(&seen->document, &state));
        assert_int_equal(osint_seen_find(list, seen->path), i);
    }
    assert_int_equal(osint_seen_find(list, ""), -1);
    assert_int_equal(osint_seen_find(list, "xy"), -1);
    assert_int_equal(osint_seen_find(list, "z"), -1);
    assert_true(osint_seen_may_have(*context, "mark"));
    assert_false(osint_seen_may_have(*context, "mar"));
}

static void test_another_commit(void **context)
{
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    commit(writer);
    write_file(writer);
    assert_true(osint_writer_set_recipes(writer, "anything", NULL));
    commit(writer);
    g_autofree char *path = g_build_filename(*context, "seen", NULL);
    assert_true(g_file_test(path, G_FILE_TEST_EXISTS));
    assert_null(osint_seen_open(writer));
    assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* Whatever single byte is another, and wherever it ends, the file is of no use. */
static void test_damaged(void **context)
{
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    commit(writer);
    write_file(writer);
    g_autofree char *path = g_build_filename(*context, "seen", NULL);
    g_autofree char *whole = NULL;
    gsize length;
    assert_true(g_file_get_contents(path, &whole, &length, NULL));
    for (gsize i = 0; i < length; i += 1 + i / 40) {
        whole[i] ^= 1;
        assert_true(g_file_set_contents(path, whole, (gssize)length, NULL));
        assert_null(osint_seen_open(writer));
        whole[i] ^= 1;
        assert_true(g_file_set_contents(path, whole, (gssize)i, NULL));
        assert_null(osint_seen_open(writer));
    }
}

/* Not in the order of the paths: such a file was not written by this program. */
static void test_disorder(void **context)
{
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    commit(writer);
    {
        g_autoptr(OsintSeenFile) file = osint_seen_file_new(writer, "", NULL);
        osint_seen_file_add(file, &(OsintSeen){0}, "/b");
        osint_seen_file_add(file, &(OsintSeen){0}, "/a");
        assert_true(osint_seen_file_finish(file, NULL));
    }
    assert_null(osint_seen_open(writer));
}

static void test_unfinished(void **context)
{
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    commit(writer);
    write_file(writer);
    osint_seen_file_free(osint_seen_file_new(writer, "other", NULL));
    assert_true(osint_seen_may_have(*context, "mark"));
    g_autofree char *path = g_build_filename(*context, "seen.new", NULL);
    assert_false(g_file_test(path, G_FILE_TEST_EXISTS));
}

/* ---- the manifest ---- */

static void assert_from_manifest(OsintWriter *writer, const char *recipes, const char *path, guint refusals,
                                 gboolean stale)
{
    g_autoptr(OsintSeenList) list = osint_seen_from_manifest(writer, recipes, NULL);
    assert_non_null(list);
    gint64 index = osint_seen_find(list, path);
    assert_true(index >= 0);
    const OsintSeen *seen = osint_seen_get(list, (guint)index);
    assert_int_equal(seen->articles, 2);
    assert_int_equal(seen->refusals, refusals);
    assert_int_equal(seen->stale, stale);
    assert_int_equal(seen->document.changed, 0);
    if (!stale)
        assert_int_equal(seen->digest[31], 0xab);
}

static void enter(OsintWriter *writer, const char *path, const char *hash)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    g_ptr_array_add(ids, (gpointer) "one");
    g_ptr_array_add(ids, (gpointer) "two");
    OsintDocument document = {(char *)path, (char *)hash, ids};
    assert_true(osint_writer_set_document(writer, &document, NULL));
}

static void test_manifest(void **context)
{
    const guint8 digest[OSINT_DIGEST_BYTES] = {[31] = 0xab};
    g_autofree char *plain = osint_seen_manifest_hash(digest, NULL, 0);
    g_autofree char *refused = osint_seen_manifest_hash(digest, NULL, 12);
    g_autofree char *recipes = osint_seen_manifest_hash(digest, "r1", 0);
    g_autofree char *both = osint_seen_manifest_hash(digest, "r1", 2);
    g_autoptr(OsintWriter) writer = open_writer(*context, OSINT_WRITER_UPDATE);
    enter(writer, "/plain", plain);
    enter(writer, "/refused", refused);
    enter(writer, "/recipes", recipes);
    enter(writer, "/both", both);
    enter(writer, "/taken", "");
    enter(writer, "/nonsense", "abc");
    commit(writer);
    assert_from_manifest(writer, NULL, "/plain", 0, FALSE);
    assert_from_manifest(writer, NULL, "/refused", 12, FALSE);
    assert_from_manifest(writer, NULL, "/recipes", 0, TRUE);
    assert_from_manifest(writer, NULL, "/taken", 0, TRUE);
    assert_from_manifest(writer, NULL, "/nonsense", 0, TRUE);
    assert_from_manifest(writer, "r1", "/recipes", 0, FALSE);
    assert_from_manifest(writer, "r1", "/both", 2, FALSE);
    assert_from_manifest(writer, "r1", "/plain", 0, TRUE);
    assert_from_manifest(writer, "r12", "/both", 2, TRUE);
    assert_from_manifest(writer, "r", "/recipes", 0, TRUE);
}

/* ---- states of files ---- */

static void assert_settled(gint64 changed, gint64 now, gboolean expected)
{
    const OsintFileState settled = {.changed = changed};
    assert_int_equal(osint_file_state_is_settled(&settled, now), expected);
}

static void test_settled(void **context G_GNUC_UNUSED)
{
    assert_settled(1000 * NANOSECONDS, 1003, TRUE);
    assert_settled(1000 * NANOSECONDS + NANOSECONDS - 1, 1003, TRUE);
    assert_settled(1000 * NANOSECONDS, 1002, FALSE);
    assert_settled(1001 * NANOSECONDS, 1003, FALSE);
    assert_settled(1004 * NANOSECONDS, 1003, FALSE); /* the clock was set back */
    assert_settled(0, 1003, FALSE);                  /* no such times */
    assert_settled(-1, 1003, FALSE);
}

static void test_equal(void **context G_GNUC_UNUSED)
{
    const OsintFileState others[] = {
        {9, 2, 3, 4, 5}, {1, 9, 3, 4, 5}, {1, 2, 9, 4, 5}, {1, 2, 3, 9, 5}, {1, 2, 3, 4, 9}};
    assert_true(osint_file_state_equal(&state, &(OsintFileState){1, 2, 3, 4, 5}));
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        assert_false(osint_file_state_equal(&state, &others[i]));
}

static void test_file_systems(void **context G_GNUC_UNUSED)
{
    assert_true(osint_file_system_is_reliable(EXT4_SUPER_MAGIC));
    assert_true(osint_file_system_is_reliable(BTRFS_SUPER_MAGIC));
    assert_true(osint_file_system_is_reliable((long)(int)BTRFS_SUPER_MAGIC)); /* where long has 32 bits */
    assert_false(osint_file_system_is_reliable(MSDOS_SUPER_MAGIC));
    assert_false(osint_file_system_is_reliable(NFS_SUPER_MAGIC));
    assert_false(osint_file_system_is_reliable(0));
}

#define DIRECTORY_TEST(test) cmocka_unit_test_setup_teardown(test, make_directory, remove_directory)

int main(void)
{
    const struct CMUnitTest tests[] = {
        DIRECTORY_TEST(test_round_trip),    DIRECTORY_TEST(test_another_commit),
        DIRECTORY_TEST(test_damaged),       DIRECTORY_TEST(test_disorder),
        DIRECTORY_TEST(test_unfinished),    DIRECTORY_TEST(test_manifest),
        cmocka_unit_test(test_settled),     cmocka_unit_test(test_equal),
        cmocka_unit_test(test_file_systems)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
