/* Texts made to be slow cost time in proportion to their length: steps are counted, not seconds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"

#define REPEATS 20000
/* The longest name in tokens: how far the trie can be walked from each. */
#define DEPTH 5

static const char names[] = "a\tother\tKyoto\tKyoto Kyoto\tKyoto Kyoto Kyoto\n"
                            "b\tother\tKyoto Kyoto Kyoto Kyoto Kyoto\n"
                            "c\tother\t京\t京京\t京京京\n"
                            "d\tplace\tJapan\n"
                            "e\torganization\tNTV\n";

static OsintTagger *tagger_of(OsintEntityList *list)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(names, strlen(names));
    assert_true(osint_entity_list_add(list, "names", bytes, NULL, NULL, NULL));
    return osint_tagger_new(list);
}

static char *repeated(const char *piece, guint times)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < times; i++)
        g_string_append(text, piece);
    return g_string_free(text, FALSE);
}

static void reads_hostile_texts_once(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "Kyoto ",   "Kyoto-",  "Kyoto",  "KyotoNTV", "京",         "京 ",    "か\u3099", "e\u0301",
        "\u00AD",   "a\u00AD", "a.b.",   "a.",       ".)",         "[.]",    "[.",       "(.)",
        "http://a", "x/",      "/",      "\\",       "C:\\x",      "a@b.c ", "a@",       "hxxp[:]//",
        "x_(y)_",   "x,y;",    "Tokyo ", "JAPAN ",   "Japanese\n", "A.B.C",  "....a",    "\\_",
    };
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(OsintTagger) tagger = tagger_of(list);
    for (guint i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autofree char *text = repeated(pieces[i], REPEATS);
        OsintReading reading;
        osint_tagger_read(tagger, text, &reading);
        if (reading.steps > (DEPTH + 1) * (guint64)strlen(text))
            fail_msg("\"%s\": %" G_GUINT64_FORMAT " steps for %zu bytes", pieces[i], reading.steps,
                     strlen(text));
        assert_true(reading.matches->len <= DEPTH * reading.tokens->len);
        osint_reading_clear(&reading);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(reads_hostile_texts_once)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
