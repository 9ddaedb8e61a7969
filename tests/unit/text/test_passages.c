/* Paragraphs, headings and passages: the contract of passages.h on made and random text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "indexer/text/passages.h"
#include "tests/unit/text/random_text.h"

typedef struct {
    GArray *sentences;
    GArray *passages;
} Split;

static Split split(const char *text, const GArray *headings)
{
    Split result = {g_array_new(FALSE, FALSE, sizeof(OsintSpan)),
                    g_array_new(FALSE, FALSE, sizeof(OsintSpan))};
    osint_passages_split(text, headings, result.sentences, result.passages);
    return result;
}

static void split_clear(Split *split)
{
    g_array_unref(split->sentences);
    g_array_unref(split->passages);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Split, split_clear)

static OsintSpan span_at(const GArray *spans, guint index)
{
    return g_array_index(spans, OsintSpan, index);
}

/* Spans follow each other, and nothing but white space is outside them. */
static void assert_covers(const char *text, const GArray *spans)
{
    guint32 at = 0;
    for (guint i = 0; i <= spans->len; i++) {
        OsintSpan span = i < spans->len ? span_at(spans, i) : (OsintSpan){(guint32)strlen(text), 0};
        assert_true(at <= span.start);
        for (const char *p = text + at; p < text + span.start; p = g_utf8_next_char(p))
            assert_true(g_unichar_isspace(g_utf8_get_char(p)));
        assert_true(i == spans->len || span.start < span.end);
        at = span.end;
    }
}

static void assert_contract(const char *text, const GArray *headings)
{
    g_auto(Split) got = split(text, headings);
    assert_covers(text, got.sentences);
    assert_covers(text, got.passages);
    guint sentence = 0;
    for (guint i = 0; i < got.passages->len; i++) {
        OsintSpan passage = span_at(got.passages, i);
        assert_int_equal(passage.start, span_at(got.sentences, sentence).start);
        while (sentence + 1 < got.sentences->len && span_at(got.sentences, sentence + 1).start < passage.end)
            sentence++;
        assert_int_equal(passage.end, span_at(got.sentences, sentence).end);
        sentence++;
        for (guint h = 0; headings != NULL && h < headings->len; h++) {
            guint32 heading = span_at(headings, h).start;
            gboolean inside = heading > passage.start && heading < passage.end;
            gboolean after_heading = h > 0 && span_at(headings, h - 1).start >= passage.start;
            assert_true(!inside || after_heading);
        }
    }
    assert_int_equal(sentence, got.sentences->len);
}

static void test_contract_on_random_text(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(4);
    for (guint i = 0; i < 40; i++) {
        g_autofree char *text = random_text(random, (guint)g_rand_int_range(random, 0, 600));
        g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
        g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
        assert_contract(text, NULL);
        osint_headings_guess(text, headings);
        assert_contract(text, headings);
        osint_paragraphs_append(text, paragraphs);
        assert_covers(text, paragraphs);
        g_array_set_size(headings, 0);
        for (guint p = 0; p < paragraphs->len; p++)
            if (g_rand_int_range(random, 0, 3) == 0)
                g_array_append_val(headings, g_array_index(paragraphs, OsintSpan, p));
        assert_contract(text, headings);
    }
}

static void test_only_white_space(G_GNUC_UNUSED void **state)
{
    static const char *const texts[] = {"", "\n\n\n", " \n \n", "\u3000\n\n\u00A0", "A.\n\n\u3000\n\nB."};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_contract(texts[i], NULL);
    g_auto(Split) got = split("\u3000\n\n\u00A0", NULL);
    assert_int_equal(got.passages->len, 0);
}

static void test_paragraphs(G_GNUC_UNUSED void **state)
{
    static const char text[] = "\n\none\ntwo\n \t\nthree  \n\u3000\nfour\n\n\n";
    static const char *const expected[] = {"one\ntwo", "three", "four"};
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(text, paragraphs);
    assert_int_equal(paragraphs->len, G_N_ELEMENTS(expected));
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintSpan span = span_at(paragraphs, i);
        g_autofree char *paragraph = g_strndup(text + span.start, span.end - span.start);
        assert_string_equal(paragraph, expected[i]);
    }
}

/* A paragraph of sentences, each of `words` words (ten letters a CJK "word"). */
static void append_paragraph(GString *text, guint sentences, guint words, gboolean cjk)
{
    if (text->len > 0)
        g_string_append(text, "\n\n");
    for (guint i = 0; i < sentences; i++) {
        for (guint j = 0; j < words; j++)
            g_string_append(text, cjk ? "漢字" : j == 0 ? "Word" : " word");
        g_string_append(text, cjk ? "。" : ". ");
    }
}

static guint letters_in(const char *text, OsintSpan span)
{
    guint count = 0;
    for (guint32 i = span.start; i < span.end; i++)
        count += text[i] == 'o' || (guchar)text[i] == 0xE6 || (guchar)text[i] == 0xE5;
    return count;
}

static void test_sizes_in_words(G_GNUC_UNUSED void **state)
{
    for (guint sentences = 2; sentences < 60; sentences++) {
        g_autoptr(GString) text = g_string_new(NULL);
        append_paragraph(text, sentences, 20, FALSE);
        g_auto(Split) got = split(text->str, NULL);
        for (guint i = 0; i < got.passages->len; i++)
            assert_in_range(letters_in(text->str, span_at(got.passages, i)), 40, 150);
    }
}

static void test_sizes_in_characters(G_GNUC_UNUSED void **state)
{
    for (guint sentences = 3; sentences < 60; sentences++) {
        g_autoptr(GString) text = g_string_new(NULL);
        append_paragraph(text, sentences, 20, TRUE);
        g_auto(Split) got = split(text->str, NULL);
        for (guint i = 0; i < got.passages->len; i++)
            assert_in_range(letters_in(text->str, span_at(got.passages, i)), 100, 400);
    }
}

/* Scripts that put no spaces between words are cut to a size that can be read, too. */
static void test_sizes_in_thai(G_GNUC_UNUSED void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 400; i++)
        g_string_append(text, "ภาษาไทยเป็นภาษาราชการของประเทศไทยและเป็นภาษาแม่ของคนไทย ");
    g_auto(Split) got = split(text->str, NULL);
    for (guint i = 0; i < got.passages->len; i++) {
        OsintSpan span = span_at(got.passages, i);
        assert_in_range(g_utf8_strlen(text->str + span.start, span.end - span.start), 100, 1200);
    }
}

static void test_short_paragraphs_join(G_GNUC_UNUSED void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (int i = 0; i < 12; i++)
        append_paragraph(text, 1, 15, FALSE);
    g_auto(Split) got = split(text->str, NULL);
    assert_int_equal(got.passages->len, 4);
    assert_int_equal(got.sentences->len, 12);
}

static void test_headings_begin_passages(G_GNUC_UNUSED void **state)
{
    static const char text[] =
        "Lead one two.\n\nFirst heading\n\nSecond heading\n\nBody text here.\n\nThird heading";
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    static const char *const titles[] = {"First", "Second", "Third"};
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++) {
        guint32 start = (guint32)(strstr(text, titles[i]) - text);
        OsintSpan span = {start, start + (guint32)strlen(titles[i]) + 8};
        g_array_append_val(headings, span);
    }
    g_auto(Split) got = split(text, headings);
    assert_int_equal(got.passages->len, 3);
    assert_int_equal(span_at(got.passages, 1).start, span_at(headings, 0).start);
    assert_int_equal(span_at(got.passages, 2).start, span_at(headings, 2).start);
}

/* A heading that is no paragraph is passed over; those after it still count. */
static void test_stray_heading(G_GNUC_UNUSED void **state)
{
    static const char text[] = "Lead one two.\n\nHeading\n\nBody text here.";
    const OsintSpan spans[] = {{2, 4}, {15, 22}};
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    g_array_append_vals(headings, spans, G_N_ELEMENTS(spans));
    g_auto(Split) got = split(text, headings);
    assert_int_equal(got.passages->len, 2);
    assert_int_equal(span_at(got.passages, 1).start, 15);
}

#define LONG_PARAGRAPH                                                                                       \
    "The unit has been active for years and its servers were rented by a student who had come to the city "  \
    "under a name that was not his own."

static char *guessed(const char *text)
{
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    GString *out = g_string_new(NULL);
    osint_headings_guess(text, headings);
    for (guint i = 0; i < headings->len; i++) {
        OsintSpan span = span_at(headings, i);
        g_string_append_len(out, text + span.start, span.end - span.start);
        g_string_append_c(out, '|');
    }
    return g_string_free(out, FALSE);
}

static void test_headings_guessed(G_GNUC_UNUSED void **state)
{
    static const char *const cases[][2] = {
        {"Background\n\n" LONG_PARAGRAPH, "Background|"},
        {"Who pays (and why)\n\n" LONG_PARAGRAPH "”", "Who pays (and why)|"},
        {"背景\n\n"
         "東京の警察はこの男が偽の名前で契約したサーバーを調べており、関係する会社にも話を聞いている。",
         "背景|"},
        {"This is a sentence.\n\n" LONG_PARAGRAPH, ""},
        {"\"I never saw him\"\n\n" LONG_PARAGRAPH, ""},
        {"“I never saw him,” she said\n\n" LONG_PARAGRAPH, ""},
        {"- a list item\n\n" LONG_PARAGRAPH, ""},
        {"By Jane Doe\n\n" LONG_PARAGRAPH, ""},
        {"By JANE DOE and John Doe\n\n" LONG_PARAGRAPH, ""},
        {"By the river\n\n" LONG_PARAGRAPH, "By the river|"},
        {"continued from above\n\n" LONG_PARAGRAPH, ""},
        {"Two\nlines\n\n" LONG_PARAGRAPH, ""},
        {"Alone at the end", ""},
        {"Background\n\nShort.", ""},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *headings = guessed(cases[i][0]);
        assert_string_equal(headings, cases[i][1]);
    }
}

/* Processor time for a fifth of a megabyte of a unit. */
static clock_t time_for(const char *unit)
{
    g_autoptr(GString) text = g_string_sized_new(200016);
    g_autoptr(GArray) headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    while (text->len < 200000)
        g_string_append(text, unit);
    clock_t begin = clock();
    osint_headings_guess(text->str, headings);
    g_auto(Split) got = split(text->str, headings);
    clock_t used = clock() - begin;
    assert_true(got.passages->len <= got.sentences->len);
    return used;
}

static void test_long_texts_take_linear_time(G_GNUC_UNUSED void **state)
{
    static const char *const units[] = {"word ", "Word. ", "x",      "漢",
                                        "文。",  "\n\n",   "* \n\n", "Head\n\nText.\n\n"};
    clock_t ordinary = time_for("Some words of a sentence. ");
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (time_for(units[i]) > 30 * ordinary + CLOCKS_PER_SEC / 100)
            fail_msg("\"%s\" repeated takes too long", units[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_contract_on_random_text),
        cmocka_unit_test(test_only_white_space),
        cmocka_unit_test(test_paragraphs),
        cmocka_unit_test(test_sizes_in_words),
        cmocka_unit_test(test_sizes_in_characters),
        cmocka_unit_test(test_sizes_in_thai),
        cmocka_unit_test(test_short_paragraphs_join),
        cmocka_unit_test(test_headings_begin_passages),
        cmocka_unit_test(test_stray_heading),
        cmocka_unit_test(test_headings_guessed),
        cmocka_unit_test(test_long_texts_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
