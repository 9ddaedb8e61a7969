/* Places: peoples, abbreviations, other names, seats of government, regions. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"

static const char atlas[] = "japan\tplace\tJapan\n"
                            "cn\tplace\tchina\n"
                            "us\tplace\tUnited States\tUS\n"
                            "iran\tplace\tIran\n"
                            "russia\tplace\tRussia\n"
                            "moscow\tplace\tMoscow\n"
                            "uk\tplace\tUnited Kingdom\n"
                            "turkey\tplace\tTurkey\n"
                            "m49-142\tplace\t142 - Asia\n"
                            "m49-035\tplace\t035 - South-eastern Asia\n"
                            "m49-001\tplace\t001 - World\n"
                            "panama-city\tplace\tPanama\n"
                            "panama\tplace\tPanama\tRepublic of Panama\n"
                            "reading\tplace\tReading\n"
                            "group\tthreat-actor\tUkraine\n";

typedef struct {
    const char *text;
    const char *expected;
} Case;

static void check_cases(const Case *cases, gsize count)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(atlas, strlen(atlas));
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    assert_true(osint_entity_list_add(list, "atlas", bytes, NULL, NULL, NULL));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    for (gsize i = 0; i < count; i++) {
        g_autoptr(OsintArticle) article = osint_article_new();
        article->text = g_strdup(cases[i].text);
        osint_tagger_tag(tagger, article);
        g_autoptr(GString) found = g_string_new(NULL);
        for (guint k = 0; k < article->mentions->len; k++) {
            const OsintMention *mention = &g_array_index(article->mentions, OsintMention, k);
            g_string_append_printf(found, "%s%s=%.*s", k > 0 ? "; " : "", mention->entity,
                                   (int)(mention->span.end - mention->span.start),
                                   article->text + mention->span.start);
        }
        assert_string_equal(found->str, cases[i].expected);
    }
}

static void finds_peoples(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"A Chinese hacker, the Iranians and Japanese-speaking Britons.",
         "cn=Chinese; iran=Iranians; japan=Japanese; uk=Britons"},
        {"CHINESE HACKERS", "cn=CHINESE"},
        {"People's Republic of China, Islamic Republic of Iran, Great Britain",
         "cn=People's Republic of China; iran=Islamic Republic of Iran; uk=Great Britain"},
        {"Ukrainian, Koreans", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void places_have_a_capital(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Turkey, turkey, TURKEY, Turkeys", "turkey=Turkey; turkey=TURKEY"},
        {"made of china in China", "cn=China"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void words_need_a_preposition(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Reading is fun. He lives in Reading and comes from Reading, in reading.",
         "reading=Reading; reading=Reading"},
        {"The city of Reading, Begin Reading", "reading=Reading"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void abbreviations_are_no_pronouns(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"It told us that the US, the U.S. and the USA agree.", "us=US; us=U.S.; us=USA"},
        {"in the U.S. Japan", "us=U.S.; japan=Japan"},
        {"It cost US$68 or US $68. Contact Us", ""},
        {"CONTACT US\nTHE US SAYS\nUS SAYS", "us=US; us=US"},
        {"The UK; uk, U.K.", "uk=UK; uk=U.K."},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void seats_stand_for_governments(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Tokyo says no. Beijing has repeatedly denied it, a Tehran-backed group.",
         "japan=Tokyo; cn=Beijing; iran=Tehran"},
        {"He lives in Tokyo. Tokyo-based, Beijing has a zoo, London sayings", ""},
        {"Moscow says no; in Moscow", "moscow=Moscow; moscow=Moscow"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void exceptions_mean_something_else(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The South China Sea, Latin American and American banks, British Columbia", "us=American"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void regions_have_their_usual_names(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Asia, Asian, Southeast Asia, South-East Asian, the World",
         "m49-142=Asia; m49-142=Asian; m49-035=Southeast Asia; m49-035=South-East Asian"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void one_place_is_the_country(void **state)
{
    (void)state;
    static const Case cases[] = {{"Panamanian", "panama=Panamanian"}};
    check_cases(cases, G_N_ELEMENTS(cases));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_peoples),
        cmocka_unit_test(places_have_a_capital),
        cmocka_unit_test(words_need_a_preposition),
        cmocka_unit_test(abbreviations_are_no_pronouns),
        cmocka_unit_test(seats_stand_for_governments),
        cmocka_unit_test(exceptions_mean_something_else),
        cmocka_unit_test(regions_have_their_usual_names),
        cmocka_unit_test(one_place_is_the_country),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
