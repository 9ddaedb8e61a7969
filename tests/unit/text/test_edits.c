/* Edit distances against the plain matrix, walks over sorted lists against looking at every word. */
#include "indexer/text/edits.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "tests/unit/often.h"

#define SEED 61419
#define PAIRS 40000
#define LISTS 60
#define LIST_WORDS 1500

static void test_known_distances(G_GNUC_UNUSED void **state)
{
    static const struct {
        const char *a, *b;
        guint edits;
    } cases[] = {
        {"", "", 0},         {"", "ab", 2},         {"tick", "tick", 0},      {"tick", "tock", 1},
        {"tick", "itck", 1}, {"tick", "ticks", 1},  {"tick", "ick", 1},       {"ca", "abc", 3},
        {"日本", "本日", 1}, {"東京都", "京都", 1}, {"kitten", "sitting", 3}, {"abcd", "badc", 2},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        for (guint edits = 0; edits < 5; edits++) {
            guint expected = MIN(cases[i].edits, edits + 1);
            assert_int_equal(osint_word_edits(cases[i].a, cases[i].b, edits), expected);
            assert_int_equal(osint_word_edits(cases[i].b, cases[i].a, edits), expected);
            assert_int_equal(osint_word_within_edits(cases[i].a, cases[i].b, edits), expected <= edits);
        }
    }
}

/* ---- against the plain matrix ---- */

/* Few characters, so that words are often near; of one to four bytes, and at the edges of Korean and of what
 * UTF-8 leaves out. */
static const gunichar letters[] = {'a',    'b',    'c',    'z',     0xE9,    0x436,
                                   0xABFF, 0xE000, 0xFFFD, 0x1F600, 0x10FFFD};

static char *random_word(GRand *chance, guint longest)
{
    GString *word = g_string_new(NULL);
    guint length = (guint)g_rand_int_range(chance, 0, (gint32)longest + 1);
    guint kinds = g_rand_boolean(chance) ? 3 : G_N_ELEMENTS(letters);
    for (guint i = 0; i < length; i++)
        g_string_append_unichar(word, letters[g_rand_int_range(chance, 0, (gint32)kinds)]);
    return g_string_free(word, FALSE);
}

static guint plain_distance(const char *a, const char *b)
{
    glong rows, columns;
    g_autofree gunichar *left = g_utf8_to_ucs4_fast(a, -1, &rows);
    g_autofree gunichar *right = g_utf8_to_ucs4_fast(b, -1, &columns);
    guint cost[32][32];
    for (glong i = 0; i <= rows; i++) {
        for (glong j = 0; j <= columns; j++) {
            cost[i][j] = (guint)MAX(i, j);
            if (i == 0 || j == 0)
                continue;
            guint replaced = cost[i - 1][j - 1] + (left[i - 1] != right[j - 1]);
            cost[i][j] = MIN(replaced, MIN(cost[i - 1][j], cost[i][j - 1]) + 1);
            if (i > 1 && j > 1 && left[i - 1] == right[j - 2] && left[i - 2] == right[j - 1])
                cost[i][j] = MIN(cost[i][j], cost[i - 2][j - 2] + 1);
        }
    }
    return cost[rows][columns];
}

static void test_random_pairs(G_GNUC_UNUSED void **state)
{
    GRand *chance = g_rand_new_with_seed(SEED);
    for (guint i = 0; i < often(PAIRS); i++) {
        g_autofree char *a = random_word(chance, 12);
        g_autofree char *b = random_word(chance, 12);
        guint most = (guint)g_rand_int_range(chance, 0, 6);
        assert_int_equal(osint_word_edits(a, b, most), MIN(plain_distance(a, b), most + 1));
    }
    g_rand_free(chance);
}

static void test_long_words(G_GNUC_UNUSED void **state)
{
    g_autofree char *longest = g_strnfill(OSINT_EDITS_LONGEST, 'x');
    g_autofree char *longer = g_strconcat(longest, "x", NULL);
    assert_true(osint_word_within_edits(longest, longest, 0));
    assert_int_equal(osint_word_edits("", longest, 199), 200);
    assert_int_equal(osint_word_edits("", longest, 300), 200);
    assert_false(osint_word_within_edits(longer, longer, 2));
    assert_false(osint_word_within_edits("ab\xff", "ab", 1));
    assert_null(osint_edit_walk_new(longer, G_MAXUINT, FALSE, 1));
    g_autoptr(OsintEditWalk) walk = osint_edit_walk_new(longest, G_MAXUINT, FALSE, 2);
    assert_int_equal(osint_edit_walk_step(walk, longer), OSINT_EDIT_WALK_NEAR);
    assert_int_equal(osint_edit_walk_least(walk), 1);
}

/* ---- walks ---- */

static int by_bytes(gconstpointer a, gconstpointer b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *random_list(GRand *chance)
{
    GPtrArray *list = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < LIST_WORDS; i++)
        g_ptr_array_add(list, random_word(chance, 9));
    g_ptr_array_sort(list, by_bytes);
    for (guint i = list->len - 1; i > 0; i--)
        if (g_str_equal(g_ptr_array_index(list, i), g_ptr_array_index(list, i - 1)))
            g_ptr_array_remove_index(list, i);
    return list;
}

static guint least_edits(const char *word, guint shortest, gboolean loose, const char *other)
{
    guint length = (guint)g_utf8_strlen(word, -1), least = G_MAXUINT;
    for (guint i = MIN(shortest, length); i <= length; i++) {
        g_autofree char *beginning = g_utf8_substring(word, 0, i);
        least = MIN(least, plain_distance(beginning, other));
    }
    if (loose && *other != '\0') {
        g_autofree char *shorter = g_utf8_substring(other, 0, g_utf8_strlen(other, -1) - 1);
        least = MIN(least, least_edits(word, shortest, FALSE, shorter));
    }
    return least;
}

/* Every word that is near is found, and none else; what is passed over lies before the target, which lies
 * ahead. Returns how many words were looked at. */
static guint assert_walk(const GPtrArray *list, const char *word, guint shortest, gboolean loose, guint edits)
{
    g_autoptr(OsintEditWalk) walk = osint_edit_walk_new(word, shortest, loose, edits);
    g_autofree char *target = g_strdup("");
    gboolean ended = FALSE;
    guint looked = 0;
    for (guint i = 0; i < list->len; i++) {
        const char *other = g_ptr_array_index(list, i);
        guint least = least_edits(word, shortest, loose, other);
        if (ended || strcmp(other, target) < 0) {
            assert_true(least > edits);
            continue;
        }
        looked++;
        OsintEditStep step = osint_edit_walk_step(walk, other);
        assert_int_equal(step == OSINT_EDIT_WALK_NEAR, least <= edits);
        if (step == OSINT_EDIT_WALK_NEAR)
            assert_int_equal(osint_edit_walk_least(walk), least);
        ended = step == OSINT_EDIT_WALK_END;
        if (step == OSINT_EDIT_WALK_SKIP_TO) {
            g_free(target);
            target = g_strdup(osint_edit_walk_target(walk));
            assert_true(g_utf8_validate(target, -1, NULL));
            assert_true(strcmp(target, other) > 0);
        }
    }
    return looked;
}

static void test_walks(G_GNUC_UNUSED void **state)
{
    GRand *chance = g_rand_new_with_seed(SEED);
    guint looked = 0, words = 0;
    for (guint i = 0; i < often(LISTS); i++) {
        g_autoptr(GPtrArray) list = random_list(chance);
        for (guint edits = 0; edits <= 3; edits++) {
            g_autofree char *word = random_word(chance, 9);
            guint shortest = g_rand_boolean(chance) ? G_MAXUINT : (guint)g_rand_int_range(chance, 0, 10);
            guint seen = assert_walk(list, word, shortest, g_rand_boolean(chance), edits);
            looked += edits == 1 ? seen : 0;
            words += edits == 1 ? list->len : 0;
        }
    }
    assert_true(looked * 2 < words);
    g_rand_free(chance);
}

/* A list of terms has tens of thousands of pairs of Chinese characters; they take a few steps. */
static void test_chinese_terms_are_passed_over(G_GNUC_UNUSED void **state)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new_with_free_func(g_free);
    g_autoptr(OsintEditWalk) walk = osint_edit_walk_new("abc", G_MAXUINT, FALSE, 2);
    guint looked = 0;
    for (gunichar c = 0x4E00; c < 0x9FFF; c += 7) {
        GString *pair = g_string_new(NULL);
        g_string_append_unichar(pair, c);
        g_string_append_unichar(pair, 0x4E00 + c % 100);
        g_ptr_array_add(list, g_string_free(pair, FALSE));
    }
    for (guint i = 0; i < list->len; i++) {
        const char *word = g_ptr_array_index(list, i);
        if (looked > 0 && strcmp(word, osint_edit_walk_target(walk)) < 0)
            continue;
        looked++;
        assert_int_equal(osint_edit_walk_step(walk, word), OSINT_EDIT_WALK_SKIP_TO);
    }
    assert_true(list->len > 2000 && looked < 5);
    assert_int_equal(osint_edit_walk_step(walk, "𠀋"), OSINT_EDIT_WALK_SKIP_TO);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_known_distances),
        cmocka_unit_test(test_random_pairs),
        cmocka_unit_test(test_long_words),
        cmocka_unit_test(test_walks),
        cmocka_unit_test(test_chinese_terms_are_passed_over),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
