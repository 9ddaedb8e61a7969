/* Where sentences end, and where not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>
#include <time.h>

#include "indexer/text/sentences.h"
#include "tests/unit/text/random_text.h"

/* The sentences of a text, each followed by "|". */
static char *sentences_of(const char *text)
{
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    GString *out = g_string_new(NULL);
    osint_sentences_append(text, 0, (guint32)strlen(text), sentences);
    for (guint i = 0; i < sentences->len; i++) {
        OsintSpan span = g_array_index(sentences, OsintSpan, i);
        g_string_append_len(out, text + span.start, span.end - span.start);
        g_string_append_c(out, '|');
    }
    return g_string_free(out, FALSE);
}

static void assert_all(const char *const *cases, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(GString) text = g_string_new(cases[i]);
        g_string_replace(text, "|", "", 0);
        g_autofree char *sentences = sentences_of(text->str);
        g_autofree char *plain = g_strdup(cases[i]);
        g_autoptr(GString) expected = g_string_new(plain);
        g_string_replace(expected, "| ", "|", 0);
        g_string_append_c(expected, '|');
        assert_string_equal(sentences, expected->str);
    }
}

/* In each case "|" stands where a sentence ends; after the last one it is left out. */
#define ASSERT_SENTENCES(...)                                                                                \
    do {                                                                                                     \
        static const char *const cases[] = {__VA_ARGS__};                                                    \
        assert_all(cases, G_N_ELEMENTS(cases));                                                              \
    } while (0)

static void test_ends(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("He left.| She stayed!| Why?| Nobody knows.", "Wait... what happened?| Nothing.",
                     "It ended…| Then it began.", "What?!| No.", "One sentence without an end");
}

static void test_abbreviations(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("Dr. Who met Mr. Smith.| They left.", "The U.S. Army moved.| It stopped.",
                     "See fig. 3 and No. 5.| Done.", "Apple Inc. Chief Tim spoke.",
                     "J. R. R. Tolkien wrote it.| He was 45.", "Gen. A. Smith et al. 2019 agree.",
                     "Use tools, e.g. Nmap, i.e. Scanners.");
}

/* The same short words where they do end a sentence: a common word begins the next. */
static void test_abbreviations_that_end(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("He works in the U.S.| The army does not.", "It was bought by Apple Inc.| He said so.",
                     "They sold phones, cables, etc.| Then they left.", "It was plan B.| They agreed.",
                     "He said no.| Then he left.", "We said no.| Nobody heard.");
}

static void test_abbreviations_of_languages(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("Sie nutzen z.B. Server, d.h. Rechner, bzw. Computer.| Die Polizei kam.",
                     "Es waren z. B. Server.| Dann nichts.", "Router, Server usw.| Die Gruppe mietete sie.",
                     "Am 3. Mai kam er, im 20. Jahrhundert.| Gut.", "Er war 45.| Sie ging.",
                     "Usan p.ej. Windows, dijo el Sr. García en EE. UU. ayer.| La policía vino.",
                     "M. Dupont et Mme. Durand, env. 30 ans.| Ils sont partis.",
                     "Это были т.е. Люди из г. Москвы и т.д. Полиция пришла.",
                     "В. В. Петров и проф. Иванов ушли.| Они вернулись.",
                     "Firma XY S.A. Warszawa, tzw. Centrum.| Koniec.",
                     "De heer Jansen, d.w.z. Jan, e.a. kwamen.| Zij gingen.", "Det var f.eks. Oslo.| De dro.",
                     "Het was J. Van Dyke.| Goed.");
}

static void test_numbers_and_addresses(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("It grew by 3.14 percent.| Good.", "See https://example.org/a.b?c=d for more.| Thanks.",
                     "Version 2.0.1 was out.| It broke.", "In 2019.| Later.", "1. First item",
                     "Mail a.b@example.org now.| Go.", "It came in 2019.| 40 people saw it.");
}

static void test_quotes(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("\"Stop!\" he said.| \"Why?\"| She left.", "(He left.)| She stayed.",
                     "He said: “Go.”| She went.", "„Halt.“| Er ging.", "»Halt.«| Er ging.", "'Yes.'| No.");
}

static void test_japanese(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("東京です。|大阪です。", "「行きます。」と言った。|彼は帰った。",
                     "「行く。」、そう言った。", "本当か？|本当だ！|よし。", "（行った。）|次の文。",
                     "彼は「はい」と言った。|終わり。");
}

static void test_other_scripts(G_GNUC_UNUSED void **state)
{
    ASSERT_SENTENCES("यह एक वाक्य है।| दूसरा वाक्य।", "هل ذهبت؟| نعم.", "他说：“走。”|她走了。",
                     "他说完。|“走吧。”|她走了。", "یہ جملہ ہے۔| دوسرا جملہ۔");
}

static void assert_sound(const char *text)
{
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    gsize length = strlen(text);
    guint32 at = 0;
    osint_sentences_append(text, 0, (guint32)length, sentences);
    for (guint i = 0; i <= sentences->len; i++) {
        OsintSpan span = i < sentences->len ? g_array_index(sentences, OsintSpan, i)
                                            : (OsintSpan){(guint32)length, (guint32)length};
        assert_true(at <= span.start && span.start <= span.end && span.end <= length);
        for (const char *p = text + at; p < text + span.start; p = g_utf8_next_char(p))
            assert_true(g_unichar_isspace(g_utf8_get_char(p)));
        at = span.end;
        if (i == sentences->len)
            break;
        assert_true(span.start < span.end && span.end - span.start <= 1500 + 8);
        assert_true(g_utf8_validate(text + span.start, span.end - span.start, NULL));
        assert_false(g_unichar_isspace(g_utf8_get_char(text + span.start)));
        assert_false(g_unichar_isspace(g_utf8_get_char(g_utf8_prev_char(text + span.end))));
    }
}

static void test_random_text(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(3);
    for (guint i = 0; i < 60; i++) {
        g_autofree char *text = random_text(random, (guint)g_rand_int_range(random, 0, 400));
        assert_sound(text);
    }
    assert_sound("見出し\u3000\u3000");
    assert_sound("\u00A0");
}

static void test_cut(G_GNUC_UNUSED void **state)
{
    g_autoptr(GString) words = g_string_new(NULL);
    g_autoptr(GString) lines = g_string_new(NULL);
    g_autoptr(GString) chinese = g_string_new(NULL);
    for (int i = 0; i < 2000; i++) {
        g_string_append(words, "worded ");
        g_string_append(lines, "lines\n");
        g_string_append(chinese, "一二三四，");
    }
    const GString *const texts[] = {words, lines, chinese};
    static const char *const ends[] = {"worded", "lines", "，"};
    for (gsize t = 0; t < G_N_ELEMENTS(texts); t++) {
        g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
        osint_sentences_append(texts[t]->str, 0, (guint32)texts[t]->len, sentences);
        assert_in_range(sentences->len, texts[t]->len / 1600, texts[t]->len / 700);
        for (guint i = 0; i < sentences->len; i++) {
            const char *end = texts[t]->str + g_array_index(sentences, OsintSpan, i).end;
            assert_memory_equal(end - strlen(ends[t]), ends[t], strlen(ends[t]));
        }
    }
}

/* Processor time for a quarter of a megabyte of a unit. */
static clock_t time_for(const char *unit)
{
    g_autoptr(GString) text = g_string_sized_new(250016);
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    while (text->len < 250000)
        g_string_append(text, unit);
    g_string_append(text, "x");
    clock_t begin = clock();
    osint_sentences_append(text->str, 0, (guint32)text->len, sentences);
    return clock() - begin;
}

/* A long line that looks for a sentence's end at every step costs about what ordinary text does. */
static void test_long_lines_take_linear_time(G_GNUC_UNUSED void **state)
{
    static const char *const units[] = {"a.",   ".",   "?! ", "a. ",  "\"",     "」",
                                        "。」", "A. ", "  ",  ". \"", "\u2026", "x"};
    clock_t ordinary = time_for("Some words of a sentence. ");
    for (gsize i = 0; i < G_N_ELEMENTS(units); i++)
        if (time_for(units[i]) > 30 * ordinary + CLOCKS_PER_SEC / 100)
            fail_msg("\"%s\" repeated takes too long", units[i]);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_ends),
        cmocka_unit_test(test_abbreviations),
        cmocka_unit_test(test_abbreviations_that_end),
        cmocka_unit_test(test_abbreviations_of_languages),
        cmocka_unit_test(test_numbers_and_addresses),
        cmocka_unit_test(test_quotes),
        cmocka_unit_test(test_japanese),
        cmocka_unit_test(test_other_scripts),
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_cut),
        cmocka_unit_test(test_long_lines_take_linear_time),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
