/* The matcher: atoms, positions, and that it finds whatever the index has a term for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/text/matcher.h"
#include "indexer/text/words.h"
#include "tests/unit/text/random_text.h"

static guint add_word(OsintMatcher *matcher, OsintStems *stems, const char *folded)
{
    g_autoptr(GPtrArray) list = g_ptr_array_new();
    g_ptr_array_add(list, (gpointer)osint_stems_term(stems, folded));
    return osint_matcher_add_word(matcher, folded, list);
}

/* "atom@position[text]" of each occurrence, "!" for exact ones. */
static char *scan(OsintMatcher *matcher, OsintStems *stems, const char *text, guint32 position)
{
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
    GString *out = g_string_new(NULL);
    osint_matcher_scan(matcher, stems, text, position, found);
    for (guint i = 0; i < found->len; i++) {
        const OsintOccurrence *at = &g_array_index(found, OsintOccurrence, i);
        g_string_append_printf(out, "%s%u@%u[%.*s]%s", i > 0 ? " " : "", at->atom, at->position,
                               (int)(at->span.end - at->span.start), text + at->span.start,
                               at->exact ? "!" : "");
    }
    return g_string_free(out, FALSE);
}

static void assert_scan(OsintMatcher *matcher, OsintStems *stems, const char *text, const char *expected)
{
    g_autofree char *found = scan(matcher, stems, text, 0);
    assert_string_equal(found, expected);
}

static void test_words(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    assert_int_equal(add_word(matcher, stems, "hackers"), 0);
    assert_int_equal(add_word(matcher, stems, "people"), 1);
    assert_int_equal(add_word(matcher, stems, "hackers"), 0);
    assert_int_equal(osint_matcher_atoms(matcher), 2);
    assert_scan(matcher, stems, "Hacker of the People's HACKERS", "0@0[Hacker] 1@3[People's]! 0@4[HACKERS]!");
    assert_scan(matcher, stems, "", "");
}

/* One word asked for in two ways, stemmed and not, is two atoms. */
static void test_same_word_other_stems(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    g_autoptr(GPtrArray) unstemmed = g_ptr_array_new();
    g_ptr_array_add(unstemmed, (gpointer) "hackers");
    guint plain = osint_matcher_add_word(matcher, "hackers", unstemmed);
    guint stemmed = add_word(matcher, stems, "hackers");
    assert_int_not_equal(plain, stemmed);
    assert_int_equal(plain, osint_matcher_add_word(matcher, "hackers", unstemmed));
    assert_scan(matcher, stems, "a hacker", "1@1[hacker]");
}

static void test_prefix_and_fuzzy(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    assert_int_equal(osint_matcher_add_prefix(matcher, "espion"), 0);
    assert_int_equal(osint_matcher_add_fuzzy(matcher, "khabarov", 1), 1);
    assert_int_equal(osint_matcher_add_fuzzy(matcher, "khabarov", 2), 2);
    assert_scan(matcher, stems, "Espionage, spy; Kabarov KHABAROV Kharov",
                "0@0[Espionage] 1@2[Kabarov] 2@2[Kabarov] 1@3[KHABAROV]! 2@3[KHABAROV]! 2@4[Kharov]");
}

static void test_cjk(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    assert_int_equal(osint_matcher_add_cjk(matcher, "京"), 0);
    assert_int_equal(osint_matcher_add_cjk(matcher, "パ"), 1);
    assert_int_equal(osint_matcher_add_cjk(matcher, "京"), 0);
    assert_scan(matcher, stems, "東京 x ﾊﾟ京", "0@1[京]! 1@3[ﾊﾟ]! 0@4[京]!");
}

/* The Indonesian stemmer takes beginnings off, the Irish one mutations: the first letter says nothing. */
static void test_stems_that_change_the_first_letter(G_GNUC_UNUSED void **state)
{
    static const struct {
        const char *language, *asked, *text;
    } cases[] = {
        {"id", "membaca", "dibaca"},  {"id", "dibaca", "baca"}, {"ga", "cailín", "gcailín"},
        {"ga", "gcailín", "chailín"}, {"en", "spies", "spy"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OsintStems) stems = osint_stems_new(cases[i].language);
        g_autoptr(OsintMatcher) matcher = osint_matcher_new();
        g_autoptr(GString) folded = g_string_new(NULL);
        g_autoptr(GString) other = g_string_new(NULL);
        osint_word_fold(cases[i].asked, strlen(cases[i].asked), folded);
        osint_word_fold(cases[i].text, strlen(cases[i].text), other);
        gboolean same =
            g_str_equal(osint_stems_term(stems, folded->str), osint_stems_term(stems, other->str));
        add_word(matcher, stems, folded->str);
        g_autofree char *found = scan(matcher, stems, cases[i].text, 0);
        if (same)
            assert_string_not_equal(found, "");
        else
            assert_string_equal(found, "");
    }
}

static void test_positions(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    add_word(matcher, stems, "tick");
    assert_scan(matcher, stems, "tick\ntick", "0@0[tick]! 0@1[tick]!");
    assert_scan(matcher, stems, "tick\n\ntick", "0@0[tick]! 0@1001[tick]!");
    assert_scan(matcher, stems, "tick\n \t\ntick", "0@0[tick]! 0@1001[tick]!");
    assert_scan(matcher, stems, "tick\n\n\n\ntick", "0@0[tick]! 0@1001[tick]!");
    assert_scan(matcher, stems, "tick\n-\ntick", "0@0[tick]! 0@1[tick]!");
    assert_scan(matcher, stems, "\n\ntick", "0@0[tick]!");
    assert_scan(matcher, stems, "東京tick", "0@2[tick]!");
    g_autofree char *later = scan(matcher, stems, "a tick", 7);
    assert_string_equal(later, "0@8[tick]!");
}

static void test_end_position(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
    assert_int_equal(osint_matcher_scan(matcher, stems, "", 5, found), 5);
    assert_int_equal(osint_matcher_scan(matcher, stems, "one two 東京", 5, found), 9);
}

/* osint_matcher_positions() counts as the scan does. */
static void test_position_agrees_with_scan(G_GNUC_UNUSED void **state)
{
    g_autoptr(OsintStems) stems = osint_stems_new("en");
    g_autoptr(GRand) random = g_rand_new_with_seed(5);
    for (guint i = 0; i < 10; i++) {
        g_autofree char *text = random_text(random, 30);
        g_autoptr(GArray) positions = g_array_new(FALSE, FALSE, sizeof(OsintPosition));
        g_autoptr(OsintMatcher) matcher = osint_matcher_new();
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
        osint_matcher_add_fuzzy(matcher, "x", 100);
        guint32 end = osint_matcher_scan(matcher, stems, text, 3, found);
        osint_matcher_positions(text, 3, positions);
        guint word = 0;
        for (guint j = 0; j < found->len; j++, word++) {
            const OsintOccurrence *at = &g_array_index(found, OsintOccurrence, j);
            while (word < positions->len &&
                   g_array_index(positions, OsintPosition, word).span.start < at->span.start)
                word++;
            assert_true(word < positions->len);
            const OsintPosition *same = &g_array_index(positions, OsintPosition, word);
            assert_memory_equal(&same->span, &at->span, sizeof(OsintSpan));
            assert_int_equal(same->position, at->position);
        }
        if (positions->len > 0)
            assert_int_equal(g_array_index(positions, OsintPosition, positions->len - 1).position + 1, end);
    }
}

/* ---- what is indexed is found ---- */

static void add_term(const char *term, gpointer user_data)
{
    g_hash_table_add(user_data, g_strdup(term));
}

/* Asks for every word of the text, one after the other, as a query would, and takes the terms that were found
 * off the set. */
static void find_each_word(OsintStems *stems, const char *text, GHashTable *terms)
{
    OsintWordIter iter;
    OsintWord word;
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        if (word.kind == OSINT_WORD_CJK)
            continue;
        g_string_truncate(folded, 0);
        osint_word_lower(text + word.start, word.end - word.start, folded);
        g_autofree char *lower = g_strdup(folded->str);
        g_string_truncate(folded, 0);
        osint_word_fold(lower, strlen(lower), folded);
        g_autoptr(OsintMatcher) matcher = osint_matcher_new();
        g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
        add_word(matcher, stems, folded->str);
        osint_matcher_scan(matcher, stems, text, 0, found);
        gboolean self = FALSE;
        for (guint i = 0; i < found->len; i++) {
            const OsintOccurrence *at = &g_array_index(found, OsintOccurrence, i);
            self = self || (at->span.start == word.start && at->span.end == word.end && at->exact);
        }
        assert_true(self);
        OsintWordTerms found_terms = osint_stems_word(stems, lower);
        g_hash_table_remove(terms, found_terms.term);
        if (found_terms.accented != NULL)
            g_hash_table_remove(terms, found_terms.accented);
    }
}

/* Asks for every character of the text's runs and takes its term, and the pairs that stand side by side, off
 * the set. */
static void find_each_character(OsintStems *stems, const char *text, GHashTable *terms)
{
    OsintWordIter iter;
    OsintWord word;
    g_autoptr(OsintMatcher) matcher = osint_matcher_new();
    g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        for (guint32 at = word.start; word.kind == OSINT_WORD_CJK && at < word.end;) {
            g_autoptr(GString) character = g_string_new(NULL);
            osint_cjk_next(text, &at, word.end, character);
            if (osint_matcher_add_cjk(matcher, character->str) == names->len)
                g_ptr_array_add(names, g_strdup(character->str));
        }
    }
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintOccurrence));
    osint_matcher_scan(matcher, stems, text, 0, found);
    const OsintOccurrence *before = NULL;
    for (guint i = 0; i < found->len; i++) {
        const OsintOccurrence *at = &g_array_index(found, OsintOccurrence, i);
        const char *name = g_ptr_array_index(names, at->atom);
        g_hash_table_remove(terms, name);
        if (before != NULL && before->position + 1 == at->position) {
            g_autofree char *pair = g_strconcat(g_ptr_array_index(names, before->atom), name, NULL);
            g_hash_table_remove(terms, pair);
        }
        before = at;
    }
}

static void test_every_term_is_found(G_GNUC_UNUSED void **state)
{
    static const char *const languages[] = {"en", "de", "ru", "ar", "tr", "id", "ga", "fr", "hu"};
    g_autoptr(GRand) random = g_rand_new_with_seed(6);
    for (guint i = 0; i < 18; i++) {
        g_autoptr(OsintStems) stems = osint_stems_new(languages[i % G_N_ELEMENTS(languages)]);
        g_autofree char *text = random_text(random, 40);
        g_autoptr(GHashTable) terms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        osint_stems_terms(stems, text, strlen(text), add_term, terms);
        find_each_word(stems, text, terms);
        find_each_character(stems, text, terms);
        assert_int_equal(g_hash_table_size(terms), 0);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_words),
        cmocka_unit_test(test_same_word_other_stems),
        cmocka_unit_test(test_prefix_and_fuzzy),
        cmocka_unit_test(test_cjk),
        cmocka_unit_test(test_stems_that_change_the_first_letter),
        cmocka_unit_test(test_positions),
        cmocka_unit_test(test_end_position),
        cmocka_unit_test(test_position_agrees_with_scan),
        cmocka_unit_test(test_every_term_is_found),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
