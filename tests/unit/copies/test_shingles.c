/* When a text is a copy of another. */
#include "indexer/copies/shingles.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

/* Words that no other number gives, from first to last. */
static char *words(guint first, guint last)
{
    GString *text = g_string_new(NULL);
    for (guint i = first; i < last; i++)
        g_string_append_printf(text, "%sw%c%c%c", i == first ? "" : " ", 'a' + i % 26, 'a' + i / 26 % 26,
                               'a' + i / 676 % 26);
    return g_string_free(text, FALSE);
}

static OsintCopyKind compare(const char *one, const char *other)
{
    g_autoptr(OsintShingles) a = osint_shingles_new(one), b = osint_shingles_new(other);
    osint_shingles_sort(a);
    osint_shingles_sort(b);
    OsintCopyKind kind = osint_shingles_compare(a, b);
    assert_int_equal(kind, osint_shingles_compare(b, a));
    return kind;
}

static guint count(const char *text)
{
    g_autoptr(OsintShingles) shingles = osint_shingles_new(text);
    assert_int_equal(shingles->length, shingles->hashes->len);
    return shingles->length;
}

static void test_a_shingle_is_five_words_or_eight_characters(void **state G_GNUC_UNUSED)
{
    assert_int_equal(count(""), 0);
    assert_int_equal(count("..."), 0);
    assert_int_equal(count("one two three"), 1);
    assert_int_equal(count("one two three four five"), 1);
    assert_int_equal(count("one two three four five six"), 2);
    assert_int_equal(count("警察庁は二十日に"), 1);
    assert_int_equal(count("警察庁は二十日に会見"), 3);
    assert_int_equal(count("one two three 警察庁は"), 1);
}

static void test_typography_makes_no_difference(void **state G_GNUC_UNUSED)
{
    g_autofree char *rest = words(0, 20);
    g_autofree char *typeset = g_strconcat("The U.S. people's “choice” – Zoë said ", rest, NULL);
    g_autofree char *plain = g_strconcat("THE US PEOPLE’S \"CHOICE\", zoe said ", rest, NULL);
    assert_int_equal(compare(typeset, plain), OSINT_COPY_WHOLE);
}

static void test_short_texts_have_no_copies(void **state G_GNUC_UNUSED)
{
    g_autofree char *some = words(0, 20), *fewer = words(0, 19);
    assert_int_equal(compare(some, some), OSINT_COPY_WHOLE);
    assert_int_equal(compare(fewer, fewer), OSINT_COPY_NONE);
    assert_int_equal(compare("No comment", "No comment"), OSINT_COPY_NONE);
    assert_int_equal(compare("", ""), OSINT_COPY_NONE);
}

static void test_added_and_lost_text(void **state G_GNUC_UNUSED)
{
    g_autofree char *text = words(0, 300), *head = words(1000, 1040), *other = words(1000, 1300);
    g_autofree char *with_head = g_strconcat(head, " ", text, NULL);
    g_autofree char *cut = words(0, 200), *reordered = g_strconcat(head, text, NULL);
    assert_int_equal(compare(text, with_head), OSINT_COPY_WHOLE);
    assert_int_equal(compare(text, cut), OSINT_COPY_WHOLE);
    assert_int_equal(compare(text, reordered), OSINT_COPY_WHOLE);
    assert_int_equal(compare(text, other), OSINT_COPY_NONE);
}

static void test_a_part_of_a_longer_text(void **state G_GNUC_UNUSED)
{
    g_autofree char *text = words(0, 100), *longer = words(0, 500), *beside = words(60, 500);
    assert_int_equal(compare(text, longer), OSINT_COPY_PART);
    assert_int_equal(compare(text, beside), OSINT_COPY_NONE);
    g_autofree char *few = words(0, 30); /* such as a paragraph about the publisher */
    assert_int_equal(compare(few, longer), OSINT_COPY_NONE);
}

static char *bulletin(guint day)
{
    return g_strdup_printf("Daily summary of the observatory for the %uth of the month. The wind came from "
                           "the north at %u knots, "
                           "and at noon the thermometer at the harbour stood at %u degrees. The river was %u "
                           "centimetres high at "
                           "the old bridge. No ship was reported to be in distress, and the ferry left on "
                           "time as it always does "
                           "at this time of the year, with %u passengers and %u cars on board.",
                           day, 3 * day, 10 + day, 200 + 7 * day, 100 + 9 * day, 30 + 2 * day);
}

static void test_a_form_with_other_figures_is_no_copy(void **state G_GNUC_UNUSED)
{
    g_autofree char *one = bulletin(4), *other = bulletin(5), *again = bulletin(4);
    g_autofree char *reposted = g_strconcat("By our own correspondent in the harbour. ", again, NULL);
    assert_int_equal(compare(one, other), OSINT_COPY_NONE);
    assert_int_equal(compare(one, reposted), OSINT_COPY_WHOLE);
}

static void test_translations_are_no_copies(void **state G_GNUC_UNUSED)
{
    assert_int_equal(compare("警察庁は二十日に会見を開き、Tickと呼ばれる集団が攻撃に関与したと発表した。",
                             "警方二十日举行记者会，宣布名为Tick的组织参与了攻击。"),
                     OSINT_COPY_NONE);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_a_shingle_is_five_words_or_eight_characters),
        cmocka_unit_test(test_typography_makes_no_difference),
        cmocka_unit_test(test_short_texts_have_no_copies),
        cmocka_unit_test(test_added_and_lost_text),
        cmocka_unit_test(test_a_part_of_a_longer_text),
        cmocka_unit_test(test_a_form_with_other_figures_is_no_copy),
        cmocka_unit_test(test_translations_are_no_copies),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
