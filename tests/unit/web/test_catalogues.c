/* Every language has every text, with the same places in it, and clients get the one they ask for. */
#include "web/words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#define TEXTS (offsetof(OsintWords, languages) / sizeof(const char *))

/* All members up to the list of languages are texts. */
static const char *text_of(const OsintWords *words, gsize number)
{
    const char *text;
    memcpy(&text, (const char *)words + number * sizeof text, sizeof text);
    return text;
}

static guint places_in(const char *text)
{
    guint places = 0;
    for (const char *place = text; *(place = osint_words_place(place)) != '\0'; place += OSINT_WORDS_PLACE)
        places |= 1u << (place[1] - '0');
    return places;
}

static void test_catalogues_are_complete(void **state)
{
    (void)state;
    for (const OsintWords *const *words = osint_words_all(); *words != NULL; words++) {
        for (gsize i = 0; i < TEXTS; i++) {
            const char *text = text_of(*words, i), *english = text_of(&osint_words_en, i);
            if (text == NULL || *text == '\0' || !g_utf8_validate(text, -1, NULL) ||
                places_in(text) != places_in(english))
                fail_msg("%s: text %zu, \"%s\" in English, is \"%s\"", (*words)->tag, i, english, text);
        }
        assert_int_equal((*words)->languages_count, osint_words_en.languages_count);
        for (guint i = 0; i < (*words)->languages_count; i++)
            assert_string_equal((*words)->languages[i].tag, osint_words_en.languages[i].tag);
    }
}

static void test_negotiation(void **state)
{
    (void)state;
    const struct {
        const char *header, *tag;
    } cases[] = {
        {NULL, "en"},
        {"", "en"},
        {"ja", "ja"},
        {"ja-JP,ja;q=0.9,en;q=0.8", "ja"},
        {"en-US,en;q=0.5,ja;q=0.4", "en"},
        {"fr, JA;q=0.3", "ja"},
        {"fr;q=0.9, *;q=0.1", "en"},
        {"ja;q=0, en;q=0.1", "en"},
        {"ja ; q=0.7 , en;q=0.2", "ja"},
        {"ja;q=2, en;q=0.2", "en"},
        {"ja;level=1,en;q=0.1", "en"},
        {"japanese", "en"},
        {",,;;q=,", "en"},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        assert_string_equal(osint_words_for(cases[i].header)->tag, cases[i].tag);
}

static void test_filling(void **state)
{
    (void)state;
    g_autofree char *turned = osint_words_fill("{2}{1} of {3}{0}{", "a", "b{1}", NULL);
    assert_string_equal(turned, "b{1}a of {0}{");
    assert_string_equal(osint_words_place("a {1} b"), "{1} b");
    assert_string_equal(osint_words_place("none {x}"), "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_catalogues_are_complete),
        cmocka_unit_test(test_negotiation),
        cmocka_unit_test(test_filling),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
