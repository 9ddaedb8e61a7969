/* Groups of copies: what is in them, and that they depend on the articles alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/store/copies.h"
#include "indexer/store/schema.h"
#include "tests/unit/store/fixture.h"

/* A run of words that belong to a number. */
static void append_words(GString *text, guint seed, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        g_string_append_printf(text, "%c%c%c%s ", 'a' + seed % 26, 'a' + i % 26, 'a' + i / 26 % 26,
                               i % 9 == 8 ? "." : "");
    g_string_append(text, "\n\n");
}

static char *story(guint seed, guint from, guint to)
{
    GString *text = g_string_new(NULL);
    append_words(text, seed, from, to);
    return g_string_free(text, FALSE);
}

static void put(OsintWriter *writer, const char *id, char *text)
{
    put_article(writer, id, text, 100);
    g_free(text);
}

static int compare_lines(gconstpointer a, gconstpointer b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

/* "id=key;" of every article, by id; the key is "" for those in no group. */
static char *groups_of(const char *directory)
{
    g_autoptr(OsintIndex) index = open_index(directory);
    g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
    guint32 last;
    assert_true(xapc_db_last_docid(osint_index_db(index), &last, NULL));
    for (guint32 docid = 1; docid <= last; docid++) {
        g_autoptr(OsintArticle) article = osint_index_article(index, docid, NULL);
        if (article == NULL)
            continue;
        g_autoptr(XapcDoc) document = xapc_db_document(osint_index_db(index), docid, NULL);
        g_autoptr(GBytes) value = xapc_doc_value(document, OSINT_SLOT_COPIES, NULL);
        gsize length;
        const char *data = g_bytes_get_data(value, &length);
        g_autofree char *key = length == 0 ? g_strdup("") : g_strndup(data, length);
        g_autofree char *term = g_strconcat(OSINT_TERM_COPIES, key, NULL);
        guint32 members = 0;
        assert_true(xapc_db_term_freq(osint_index_db(index), term, &members, NULL));
        assert_true(*key == '\0' ? members == 0 : members >= 2);
        g_ptr_array_add(lines, g_strdup_printf("%s=%s;", article->id, key));
    }
    g_ptr_array_sort(lines, compare_lines);
    g_ptr_array_add(lines, NULL);
    return g_strjoinv("", (char **)lines->pdata);
}

static char *key_in(const char *groups, const char *id)
{
    g_autofree char *head = g_strconcat(id, "=", NULL);
    const char *at = strstr(groups, head);
    assert_non_null(at);
    return g_strndup(at + strlen(head), strcspn(at + strlen(head), ";"));
}

static void assert_together(const char *directory, const char *a, const char *b, gboolean together)
{
    g_autofree char *groups = groups_of(directory);
    g_autofree char *one = key_in(groups, a), *other = key_in(groups, b);
    if ((*one != '\0' && g_str_equal(one, other)) != together)
        fail_msg("%s and %s: %s", a, b, groups);
}

static void fail_problem(const char *problem, gpointer user_data G_GNUC_UNUSED)
{
    fail_msg("%s", problem);
}

static void assert_sound(const char *directory)
{
    guint problems;
    assert_true(osint_index_verify(directory, fail_problem, NULL, &problems, NULL));
}

static void test_copies_come_and_go(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put(writer, "a", story(1, 0, 200));
    put(writer, "c", story(2, 0, 200));
    commit(writer);
    assert_together(*state, "a", "c", FALSE);
    put(writer, "b", story(1, 20, 210));
    commit(writer);
    assert_together(*state, "a", "b", TRUE);
    assert_sound(*state);
    put(writer, "b", story(2, 10, 190));
    commit(writer);
    assert_together(*state, "a", "b", FALSE);
    assert_together(*state, "b", "c", TRUE);
    assert_true(osint_writer_remove(writer, "c", NULL));
    commit(writer);
    g_autofree char *groups = groups_of(*state);
    assert_string_equal(groups, "a=;b=;");
    assert_sound(*state);
}

static void test_a_group_without_its_middle_falls_apart(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put(writer, "a", story(1, 0, 200));
    put(writer, "b", story(1, 100, 300));
    put(writer, "c", story(1, 200, 400));
    commit(writer);
    assert_together(*state, "a", "c", TRUE);
    assert_true(osint_writer_remove(writer, "b", NULL));
    commit(writer);
    assert_together(*state, "a", "c", FALSE);
    assert_sound(*state);
}

/* A round-up is put with the longest that it holds, and does not make copies of the others. */
static void test_a_round_up_makes_no_copies(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    GString *roundup = g_string_new(NULL);
    append_words(roundup, 1, 0, 120);
    append_words(roundup, 2, 0, 110);
    append_words(roundup, 3, 0, 100);
    put(writer, "roundup", g_string_free(roundup, FALSE));
    put(writer, "a", story(1, 0, 120));
    put(writer, "b", story(2, 0, 110));
    commit(writer);
    assert_together(*state, "a", "roundup", TRUE);
    assert_together(*state, "b", "roundup", FALSE);
    put(writer, "c", story(1, 10, 110));
    commit(writer);
    assert_together(*state, "c", "roundup", TRUE);
    assert_sound(*state);
}

static void test_another_title_keeps_the_group(void **state)
{
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    put(writer, "a", story(1, 0, 100));
    put(writer, "b", story(1, 0, 101));
    commit(writer);
    g_autofree char *before = groups_of(*state), *text = story(1, 0, 100);
    g_autoptr(OsintArticle) article = make_article("a", "Another title", text);
    assert_true(osint_writer_put(writer, article, 300, NULL));
    commit(writer);
    g_autofree char *after = groups_of(*state);
    assert_string_equal(before, after);
    assert_together(*state, "a", "b", TRUE);
}

/* ---- the same groups, whatever the order ---- */

#define IDS 16
#define TURNS (g_getenv("OSINT_VALGRIND") != NULL ? 1 : 5)
#define COMMITS 3

/* One of few stories, whole or in part, perhaps with words changed, or a round-up of two. */
static char *random_text(GRand *random)
{
    static const guint begins[] = {0, 0, 0, 30, 100}, ends[] = {100, 200, 200, 230, 300};
    GString *text = g_string_new(NULL);
    guint pieces = g_rand_int_range(random, 0, 4) == 0 ? 2 : 1;
    if (g_rand_int_range(random, 0, 8) == 0)
        g_string_append(text, "No comment. ");
    else
        for (guint piece = 0; piece < pieces; piece++)
            append_words(text, (guint)g_rand_int_range(random, 0, 3), begins[g_rand_int_range(random, 0, 5)],
                         ends[g_rand_int_range(random, 0, 5)]);
    for (gint edits = g_rand_int_range(random, 0, 12); pieces == 1 && edits > 0; edits--)
        text->str[g_rand_int_range(random, 0, (gint32)text->len)] = 'x';
    return g_string_free(text, FALSE);
}

static void change_something(OsintWriter *writer, GHashTable *texts, GRand *random)
{
    char *id = g_strdup_printf("id%d", g_rand_int_range(random, 0, IDS));
    if (g_rand_int_range(random, 0, 4) == 0) {
        assert_true(osint_writer_remove(writer, id, NULL));
        g_hash_table_remove(texts, id);
        g_free(id);
        return;
    }
    char *text = random_text(random);
    put_article(writer, id, text, 100);
    g_hash_table_insert(texts, id, text);
}

static char *fresh_groups(GHashTable *texts)
{
    void *directory;
    assert_int_equal(make_directory(&directory), 0);
    OsintWriter *writer = open_writer(directory, OSINT_WRITER_FULL);
    GHashTableIter iter;
    gpointer id, text;
    g_hash_table_iter_init(&iter, texts);
    while (g_hash_table_iter_next(&iter, &id, &text))
        put_article(writer, id, text, 100);
    commit(writer);
    osint_writer_free(writer);
    char *groups = groups_of(directory);
    assert_int_equal(remove_directory(&directory), 0);
    return groups;
}

static void check_turn(const char *directory, GRand *random)
{
    g_autoptr(GHashTable) texts = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autoptr(OsintWriter) writer = open_writer(directory, OSINT_WRITER_FULL);
    for (guint i = 0; i < COMMITS; i++) {
        for (gint changes = g_rand_int_range(random, 1, 10); changes > 0; changes--)
            change_something(writer, texts, random);
        commit(writer);
        g_autofree char *stepwise = groups_of(directory), *fresh = fresh_groups(texts);
        assert_string_equal(stepwise, fresh);
    }
    assert_sound(directory);
}

static void test_groups_do_not_depend_on_the_order(void **state)
{
    for (guint seed = 0; seed < (guint)TURNS; seed++) {
        g_autoptr(GRand) random = g_rand_new_with_seed(seed);
        check_turn(*state, random);
    }
}

/* One more than may share a shingle, and as many again below the limit; the table grows on the way. */
static void test_what_is_everywhere_makes_no_copies(void **state)
{
    if (g_getenv("OSINT_VALGRIND") != NULL)
        skip(); /* minutes of comparing */
    g_autoptr(OsintWriter) writer = open_writer(*state, OSINT_WRITER_UPDATE);
    g_autofree char *common = story(1, 0, 60);
    for (guint i = 0; i <= 505; i++) {
        g_autofree char *id = g_strdup_printf("n%u", i);
        g_autofree char *text = g_strdup_printf("%sp%uq r%us", common, i, i);
        put_article(writer, id, text, 100);
        if (i == 490)
            commit(writer);
    }
    assert_together(*state, "n3", "n400", TRUE);
    commit(writer);
    assert_together(*state, "n3", "n400", FALSE);
    for (guint i = 0; i < 20; i++) {
        g_autofree char *id = g_strdup_printf("n%u", i);
        assert_true(osint_writer_remove(writer, id, NULL));
    }
    commit(writer);
    assert_together(*state, "n30", "n400", TRUE);
    assert_sound(*state);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test_setup_teardown(test_copies_come_and_go, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_a_group_without_its_middle_falls_apart, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(test_a_round_up_makes_no_copies, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_another_title_keeps_the_group, make_directory, remove_directory),
        cmocka_unit_test_setup_teardown(test_groups_do_not_depend_on_the_order, make_directory,
                                        remove_directory),
        cmocka_unit_test_setup_teardown(test_what_is_everywhere_makes_no_copies, make_directory,
                                        remove_directory),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
