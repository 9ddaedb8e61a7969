/* What counts as evidence for names that are ordinary words, how it is told, and whose a shared name is. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"

/* Made-up groups and software; no key says which names are ordinary. */
static const char wild[] =
    "{\"type\": \"threat-actor\", \"values\": ["
    "{\"value\": \"Heron\", \"meta\": {\"synonyms\": [\"SILENT POND\", \"Qorvex\"]}},"
    "{\"value\": \"Snail\", \"uuid\": \"6a4e0b0e-27b1-4c1c-9a62-0f4f5f7f1a01\","
    "  \"related\": [{\"dest-uuid\": \"6a4e0b0e-27b1-4c1c-9a62-0f4f5f7f1a02\", \"type\": \"uses\"}]},"
    "{\"value\": \"Zorbek\", \"meta\": {\"synonyms\": [\"Xilvane\"]}}, {\"value\": \"Marmot\", \"meta\": "
    "{\"osint-safe\": [\"Marmot\"]}},"
    "{\"value\": \"QUARTZ\", \"meta\": {\"synonyms\": [\"Xilvane\"]}}, {\"value\": \"Velmira\"},"
    "{\"value\": \"Drovaxi\", \"uuid\": \"6a4e0b0e-27b1-4c1c-9a62-0f4f5f7f1a02\", \"meta\": {\"osint-type\": "
    "\"malware\"}},"
    "{\"value\": \"Gull\", \"meta\": {\"osint-type\": \"malware\"}},"
    "{\"value\": \"Play\", \"meta\": {\"osint-type\": \"malware\"}},"
    "{\"value\": \"Otter Stealer\", \"meta\": {\"osint-type\": \"malware\"}},"
    "{\"value\": \"North Bay police\", \"meta\": {\"osint-type\": \"organization\"}},"
    "{\"value\": \"Velmira Kit\", \"meta\": {\"osint-type\": \"malware\", \"synonyms\": [\"Velmira\"]}}"
    "]}";

typedef struct {
    const char *text;
    const char *expected;
} Case;

static OsintEntityList *wild_list(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(wild, strlen(wild));
    g_autoptr(GError) error = NULL;
    OsintEntityList *list = osint_entity_list_new();
    if (!osint_entity_list_add(list, "wild", bytes, NULL, NULL, &error))
        fail_msg("%s", error->message);
    osint_entity_list_settle(list, NULL, NULL);
    return list;
}

static OsintArticle *tagged(const char *text, const char *language)
{
    g_autoptr(OsintEntityList) list = wild_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    OsintArticle *article = osint_article_new();
    article->text = g_strdup(text);
    article->language = g_strdup(language);
    osint_tagger_tag(tagger, article);
    return article;
}

/* "id=words", with a question mark when undecided. */
static char *mentions_of(const OsintArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        g_string_append_printf(out, "%s%s%s%.*s", i > 0 ? "; " : "", mention->entity,
                               mention->undecided ? "?" : "=", (int)(mention->span.end - mention->span.start),
                               article->text + mention->span.start);
    }
    return g_string_free(out, FALSE);
}

static void check(const Case *cases, gsize count, const char *language)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(OsintArticle) article = tagged(cases[i].text, language);
        g_autofree char *found = mentions_of(article);
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("%s: \"%s\", not \"%s\"", cases[i].text, found, cases[i].expected);
    }
}

static void words_next_to_a_name_are_evidence(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"We saw the Heron group again.", "heron=Heron"},
        {"It is a hacker group called Heron.", "heron=Heron"},
        {"The intrusion is the work of Heron, a hacking group.", "heron=Heron"},
        {"The malware was attributed to Heron.", "heron=Heron"},
        {"The ransomware Gull is new.", "gull=Gull"},
        {"Heron is a bird, and so is the Gull.", ""},
        {"A heron group and the gull ransomware.", ""},
        {"The malware sat near a Heron.", ""},
        {"The hacker group left; Heron Island is far.", ""},
        {"ハッカー集団Heronが攻撃した。", "heron=Heron"},
    };
    check(cases, G_N_ELEMENTS(cases), "en");
}

static void one_proven_name_speaks_for_the_others(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The Heron group is back. Analysts fear Heron.", "heron=Heron; heron=Heron"},
        {"Malware of Qorvex was found. They call it Heron.", "heron=Qorvex; heron=Heron"},
        {"Backdoors of Zorbek, Heron and others.", "zorbek=Zorbek; heron=Heron"},
        {"* Zorbek: malware\n* Heron: phishing", "zorbek=Zorbek; heron=Heron"},
        {"Drovaxi is malware. So they suspect Snail now.", "drovaxi=Drovaxi; snail=Snail"},
        {"The Heron group uses malware. Herons nest. Heron eggs hatch, a heron sits.", "heron=Heron"},
    };
    check(cases, G_N_ELEMENTS(cases), "en");
}

static void common_words_need_more(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"We saw the Play gang.", ""},
        {"The hackers spread malware by phishing; victims of the Play ransomware paid.", "play=Play"},
        {"The hackers spread malware by phishing from Google Play.", ""},
        {"The hackers play malware by phishing.", ""},
    };
    check(cases, G_N_ELEMENTS(cases), "en");
}

static void lists_and_spelling_decide(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"A Marmot, a marmot.", "marmot=Marmot; marmot=marmot"},
        {"The silent pond, the SILENT POND, the Silent Pond.", "heron=SILENT POND; heron=Silent Pond"},
        {"Hackers sold quartz, Quartz and malware.", ""},
        {"The malware Otter Stealer, or Otter, is sold.", "otter-stealer=Otter Stealer; otter-stealer=Otter"},
        {"An Otter swims.", ""},
        {"The North Bay police, North Bay Police, the north bay police.",
         "north-bay-police=North Bay police; north-bay-police=North Bay Police"},
        {"The DrovaxiRAT and Drovaxi ransomware, Win32.Ransom.Drovaxi",
         "drovaxi=DrovaxiRAT; drovaxi=Drovaxi"},
    };
    check(cases, G_N_ELEMENTS(cases), "en");
}

static void german_capitals_say_nothing(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Die Hacker sahen dort Heron. Malware und Phishing.", ""},
        {"Die Hackergruppe Heron griff an.", "heron=Heron"},
    };
    check(cases, G_N_ELEMENTS(cases), "de");
}

static void types_of_shared_names_follow_the_words(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The Velmira gang is back.", "velmira=Velmira"},
        {"The Velmira backdoor is back.", "velmira-kit=Velmira"},
        {"The Velmira gang is back. Beware of Velmira.", "velmira=Velmira; velmira=Velmira"},
        {"Velmira Kit is sold. Beware of Velmira.", "velmira-kit=Velmira Kit; velmira-kit=Velmira"},
        {"Beware of Velmira.", "velmira=Velmira"},
        {"Beware of Xilvane.", "quartz?Xilvane; zorbek?Xilvane"},
        {"Beware of Xilvane, or Zorbek.", "zorbek=Xilvane; zorbek=Zorbek"},
    };
    check(cases, G_N_ELEMENTS(cases), "en");
}

static const OsintMention *mention_at(const OsintArticle *article, guint index)
{
    assert_true(index < article->mentions->len);
    return &g_array_index(article->mentions, OsintMention, index);
}

static void reasons_are_told(void **state)
{
    (void)state;
    g_autoptr(OsintArticle) article =
        tagged("Malware of Qorvex was found. They call it Heron. We saw the Snail group.", "en");
    assert_null(mention_at(article, 0)->why);
    assert_int_equal(mention_at(article, 0)->confidence, 100);
    assert_string_equal(mention_at(article, 1)->why, "also named Qorvex here");
    assert_string_equal(mention_at(article, 2)->why, "next to \"group\"");
    assert_true(mention_at(article, 2)->confidence >= 60 && mention_at(article, 2)->confidence <= 98);
    g_autoptr(OsintArticle) habit = tagged("Beware of Velmira.", "en");
    assert_int_equal(mention_at(habit, 0)->confidence, 70);
    assert_non_null(mention_at(habit, 0)->why);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(words_next_to_a_name_are_evidence),
        cmocka_unit_test(one_proven_name_speaks_for_the_others),
        cmocka_unit_test(common_words_need_more),
        cmocka_unit_test(lists_and_spelling_decide),
        cmocka_unit_test(german_capitals_say_nothing),
        cmocka_unit_test(types_of_shared_names_follow_the_words),
        cmocka_unit_test(reasons_are_told),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
