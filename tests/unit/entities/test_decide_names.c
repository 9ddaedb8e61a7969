/* Tiers of names, the ordinary words behind them, and the forms that names are given. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <stdio.h>
#include <string.h>

#include "indexer/entities/deciding/ordinary.h"
#include "indexer/entities/deciding/surroundings.h"
#include "indexer/entities/deciding/threat-words.h"
#include "indexer/entities/deciding/tiers.h"

static void knows_ordinary_words(void **state)
{
    (void)state;
    assert_int_equal(osint_ordinary_word("play"), OSINT_WORD_COMMON);
    assert_int_equal(osint_ordinary_word("tick"), OSINT_WORD_ORDINARY);
    assert_int_equal(osint_ordinary_word("machetes"), OSINT_WORD_ORDINARY);
    assert_int_equal(osint_ordinary_word("aachen"), OSINT_WORD_PROPER);
    assert_int_equal(osint_ordinary_word("emotet"), OSINT_WORD_UNKNOWN);
    assert_int_equal(osint_ordinary_word(""), OSINT_WORD_UNKNOWN);
}

static void puts_names_in_tiers(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *type;
        OsintTier tier;
    } cases[] = {
        {"APT28", "threat-actor", OSINT_TIER_SAFE},
        {"APT 28", "threat-actor", OSINT_TIER_SAFE},
        {"Emotet", "malware", OSINT_TIER_SAFE},
        {"Turla", "threat-actor", OSINT_TIER_SAFE},
        {"TEMP.Tick", "threat-actor", OSINT_TIER_SAFE},
        {"ティック", "threat-actor", OSINT_TIER_SAFE},
        {"海莲花", "threat-actor", OSINT_TIER_SAFE},
        {"Energetic Bear", "threat-actor", OSINT_TIER_CASED},
        {"BRONZE BUTLER", "threat-actor", OSINT_TIER_CASED},
        {"Tick", "threat-actor", OSINT_TIER_ORDINARY},
        {"The Dukes", "threat-actor", OSINT_TIER_ORDINARY},
        {"Machete", "threat-actor", OSINT_TIER_ORDINARY},
        {"Lazarus Group", "threat-actor", OSINT_TIER_ORDINARY},
        {"Snake", "malware", OSINT_TIER_ORDINARY},
        {"Play", "malware", OSINT_TIER_COMMON},
        {"One", "malware", OSINT_TIER_COMMON},
        {"at", "tool", OSINT_TIER_COMMON},
        {"Net", "tool", OSINT_TIER_COMMON},
        {"DN", "malware", OSINT_TIER_COMMON},
        {"Trojan", "malware", OSINT_TIER_GENERIC},
        {"Turkish", "malware", OSINT_TIER_GENERIC},
        {"Telegram", "malware", OSINT_TIER_GENERIC},
        {"Kyoto", "place", OSINT_TIER_SAFE},
        {"Turkey", "place", OSINT_TIER_CASED},
        {"The Record", "organization", OSINT_TIER_CASED},
        {"", "malware", OSINT_TIER_SAFE},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++)
        if (osint_name_tier(cases[i].name, cases[i].type) != cases[i].tier)
            fail_msg("%s is in tier %d", cases[i].name, osint_name_tier(cases[i].name, cases[i].type));
}

static void shortens_and_lengthens_names(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *type;
        const char *brief;
        const char *whole;
    } cases[] = {
        {"Raccoon Stealer", "malware", "Raccoon", NULL},
        {"QuasarRAT", "malware", "Quasar", NULL},
        {"Zloader Zeus", "malware", "Zloader", NULL},
        {"Lazarus Group", "threat-actor", "Lazarus", NULL},
        {"Netwire", "malware", NULL, "Netwire RAT"},
        {"Silent Night", "malware", NULL, NULL},
        {"Trick Bot", "malware", NULL, NULL},
        {"RAT Group", "threat-actor", NULL, NULL},
        {"Kyoto Group", "organization", NULL, NULL},
        {"Snake", "malware", NULL, NULL},
        {"Energetic Bear", "threat-actor", NULL, NULL},
    };
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *brief = osint_name_short_form(cases[i].name, cases[i].type);
        g_autofree char *whole = osint_name_long_form(cases[i].name, cases[i].type);
        if (g_strcmp0(brief, cases[i].brief) != 0 || g_strcmp0(whole, cases[i].whole) != 0)
            fail_msg("%s: %s, %s", cases[i].name, brief, whole);
    }
}

static void knows_words_of_the_field(void **state)
{
    (void)state;
    assert_int_equal(osint_threat_word("group"), OSINT_THREAT_ACTOR);
    assert_int_equal(osint_threat_word("ransomware"), OSINT_THREAT_SOFTWARE);
    assert_int_equal(osint_threat_word("team"), OSINT_THREAT_ACTOR | OSINT_THREAT_WEAK);
    assert_int_equal(osint_threat_word("unc2452"), OSINT_THREAT_NUMBERED);
    assert_int_equal(osint_threat_word("apt"), OSINT_THREAT_ACTOR);
    assert_int_equal(osint_threat_word("garden"), 0);
    assert_int_equal(osint_threat_ending("中国系ハッカー集団", strlen("中国系ハッカー集団")),
                     OSINT_THREAT_ACTOR);
    assert_int_equal(osint_threat_beginning("그룹이", strlen("그룹이")), OSINT_THREAT_ACTOR);
    assert_int_equal(osint_threat_beginning("が", strlen("が")), 0);
}

/* The name is what stands between < and >. */
static OsintSurroundings round_of(const char *marked, char *text)
{
    gsize start = strcspn(marked, "<"), end = strcspn(marked, ">") - 1;
    sprintf(text, "%.*s%.*s%s", (int)start, marked, (int)(end - start), marked + start + 1, marked + end + 2);
    OsintSurroundings round;
    osint_surroundings_of(text, (guint32)start, (guint32)end, &round);
    return round;
}

static void sees_what_is_round_a_name(void **state)
{
    (void)state;
    char text[400];
    OsintSurroundings round = round_of("Police say the hacker group \"<Tick>\" stole it.", text);
    assert_int_equal(round.befores, OSINT_NEIGHBOURS);
    assert_string_equal(round.before[0].folded, "group");
    assert_int_equal(round.before[0].mark, 0);
    assert_string_equal(round.after[0].folded, "stole");
    assert_true(round.quoted && round.capital && !round.begins && !round.capitals && !round.possessive);
    round = round_of("It rained. <Tick>’s tools, they say", text);
    assert_true(round.begins && round.possessive);
    assert_string_equal(round.after[0].folded, "tools");
    assert_int_equal(round.after[1].mark, ',');
    round = round_of("| a | <TICK> | b |", text);
    assert_true(round.begins && round.capitals);
    round = round_of("a\n\n<Play>", text);
    assert_true(round.begins);
    assert_int_equal(round.befores + round.afters, 0);
    round = round_of("<tick> tock", text);
    assert_false(round.capital);
}

static void knows_titles(void **state)
{
    (void)state;
    assert_true(osint_stands_in_title("Tick Hits Japanese Targets", 0, 4));
    assert_true(osint_stands_in_title("x\nHow Tick Hides Commands In Images\ny", 6, 10));
    assert_false(osint_stands_in_title("Then Tick hits Japanese targets again", 5, 9));
    assert_false(osint_stands_in_title("Tick", 0, 4));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(knows_ordinary_words),         cmocka_unit_test(puts_names_in_tiers),
        cmocka_unit_test(shortens_and_lengthens_names), cmocka_unit_test(knows_words_of_the_field),
        cmocka_unit_test(sees_what_is_round_a_name),    cmocka_unit_test(knows_titles),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
