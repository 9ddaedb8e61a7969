/* The tagger: boundaries, spelling, evidence, overlaps, scripts, references and hand marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"

static const char birds[] =
    "{\"type\": \"threat-actor\", \"values\": ["
    "{\"value\": \"Heron\", \"meta\": {\"osint-ambiguous\": [\"Heron\", \"サギ\"], \"osint-exact-case\": "
    "[\"Heron\"],"
    "  \"synonyms\": [\"SILENT POND\", \"APT-40\", \"TEMP.Heron\"],"
    "  \"osint-context\": [\"hacker group\", \"ハッカー\", \"entity:unit-77\", \"malware + police\"],"
    "  \"osint-exceptions\": [\"Heron nest\"], \"osint-not-alias\": [\"Unit 77\"]}},"
    "{\"value\": \"Unit 77\", \"meta\": {\"osint-type\": \"military-unit\", \"synonyms\": [\"77部隊\"]}},"
    "{\"value\": \"Kyoto\", \"meta\": {\"osint-type\": \"place\", \"synonyms\": [\"京都\", \"교토\"]}},"
    "{\"value\": \"Tokyo\", \"meta\": {\"osint-type\": \"place\", \"synonyms\": [\"東京\"]}},"
    "{\"value\": \"Tokyo Police\", \"meta\": {\"osint-id\": \"tp\", \"osint-type\": \"organization\"}},"
    "{\"value\": \"Daily Post\", \"meta\": {\"osint-type\": \"organization\"}},"
    "{\"value\": \"NTV\", \"meta\": {\"osint-type\": \"organization\"}},"
    "{\"value\": \"Worker\", \"meta\": {\"osint-type\": \"other\", \"osint-ambiguous\": [\"Worker\"],"
    "  \"osint-context\": [\"entity:heron\"]}},"
    "{\"value\": \"Person One\", \"meta\": {\"osint-id\": \"p1\", \"osint-type\": \"person\","
    "  \"osint-context\": [\"entity:heron\"], \"osint-descriptions\": [\"young baker\", \"two bakers\"],"
    "  \"osint-references\": [\"the man\"]}},"
    "{\"value\": \"Person Two\", \"meta\": {\"osint-id\": \"p2\", \"osint-type\": \"person\","
    "  \"osint-context\": [\"entity:heron\"], \"osint-descriptions\": [\"old baker from Kyoto\", \"two "
    "bakers\"],"
    "  \"osint-references\": [\"the man\"]}},"
    "{\"value\": \"Alphagon\", \"meta\": {\"synonyms\": [\"Sharrad Nimh\"], \"osint-context\": [\"greek\"]}},"
    "{\"value\": \"Betagon\", \"meta\": {\"synonyms\": [\"Sharrad Nimh\"]}}"
    "]}";

static OsintEntityList *list_of(const char *name, const char *content, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, length);
    g_autoptr(GError) error = NULL;
    OsintEntityList *list = osint_entity_list_new();
    if (!osint_entity_list_add(list, name, bytes, NULL, NULL, &error))
        fail_msg("%s", error->message);
    return list;
}

/* "id=words" of every mention, "id~words" of descriptive ones, separated by "; ". Indicators, whose ids have
 * a colon, are tested by themselves. */
static char *mentions_of(const OsintArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (strchr(mention->entity, ':') != NULL)
            continue;
        g_string_append_printf(
            out, "%s%s%c%.*s", out->len > 0 ? "; " : "", mention->entity, mention->descriptive ? '~' : '=',
            (int)(mention->span.end - mention->span.start), article->text + mention->span.start);
    }
    return g_string_free(out, FALSE);
}

static OsintArticle *article_of(const char *title, const char *text)
{
    OsintArticle *article = osint_article_new();
    article->title = g_strdup(title);
    article->text = g_strdup(text);
    return article;
}

typedef struct {
    const char *text;
    const char *expected;
} Case;

/* What a paragraph has in a text, it may have by itself. */
static void assert_may_find(const OsintTagger *tagger, const char *text)
{
    g_autofree char *followed = g_strconcat(text, "\n\nA hacker group announced it.", NULL);
    g_autoptr(OsintArticle) article = article_of(NULL, followed);
    osint_tagger_tag_names(tagger, article);
    for (guint i = 0; i < article->mentions->len; i++)
        if (g_array_index(article->mentions, OsintMention, i).span.end <= strlen(text))
            assert_true(osint_tagger_may_find(tagger, text));
}

static void check_cases(const Case *cases, gsize count)
{
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    for (gsize i = 0; i < count; i++) {
        g_autoptr(OsintArticle) article = article_of(NULL, cases[i].text);
        osint_tagger_tag(tagger, article);
        g_autofree char *found = mentions_of(article);
        assert_string_equal(found, cases[i].expected);
        assert_may_find(tagger, cases[i].text);
    }
}

static void tells_paragraphs_without_names(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    assert_true(osint_tagger_may_find(tagger, "The Heron returns"));
    assert_true(osint_tagger_may_find(tagger, "サギの攻撃"));
    assert_true(osint_tagger_may_find(tagger, "Traffic to 198.51.100.7"));
    assert_true(osint_tagger_may_find(tagger, "Who is behind evil[.]example.com?"));
    assert_false(osint_tagger_may_find(tagger, "Three men in a boat, and 14 geese."));
    assert_false(osint_tagger_may_find(tagger, "A young baker"));
    assert_false(osint_tagger_may_find(tagger, ""));
}

static void finds_whole_words(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Kyoto", "kyoto=Kyoto"},
        {"In KYOTO, kyoto and Kyotoite.", "kyoto=KYOTO"},
        {"Kyoto's Kyoto’s Kyotos' NTVs NTVs'", "kyoto=Kyoto; kyoto=Kyoto; ntv=NTVs; ntv=NTVs"},
        {"non-Kyoto, Kyoto-based, (Kyoto)", "kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto"},
        {"Ｋｙｏｔｏ", "kyoto=Ｋｙｏｔｏ"},
        {"xKyoto Kyoto2 2Kyoto éKyoto", ""},
        {"", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void leaves_addresses_alone(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"https://kyoto.example/ntv?x=Kyoto#NTV Kyoto", "kyoto=Kyoto"},
        {"hxxps[:]//kyoto[.]example/tokyo, <http://a.example/x/Kyoto>", ""},
        {"[Kyoto](https://a.example/kyoto) and (Tokyo).", "kyoto=Kyoto; tokyo=Tokyo"},
        {"http://a.example/Kyoto_(city),tokyo,1.html (Kyoto)", "kyoto=Kyoto"},
        {"www.kyoto.example kyoto.example/ntv kyoto[.]example", ""},
        {"kyoto@ntv.example, a.kyoto@x[.]example", ""},
        {"kyoto.exe, report_kyoto-2.pdf, see KYOTO.doc.", ""},
        {"C:\\Users\\Kyoto\\x.exe D:\\Kyoto HKLM\\Kyoto /home/kyoto/x ../Kyoto/y", ""},
        {"Kyoto/Tokyo and/or NTV. Kyoto. Tokyo.NTV",
         "kyoto=Kyoto; tokyo=Tokyo; ntv=NTV; kyoto=Kyoto; tokyo=Tokyo; ntv=NTV"},
        {"https://example.org/京都で", "kyoto=京都"},
        {"Temp.heron is a host, TEMP.HERON is one name.", "heron=Temp.heron; heron=TEMP.HERON"},
        {"SILENT\\_POND", "heron=SILENT\\_POND"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void does_not_see_what_is_not_seen(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Ky\u00ADo\u00ADto Kyo\u200Bto \u200EKyoto\u200F, \uFEFFKyoto",
         "kyoto=Ky\u00ADo\u00ADto; kyoto=Kyo\u200Bto; kyoto=Kyoto; kyoto=Kyoto"},
        {"APT\u2060-\u206040 APT\u200D40", "heron=APT\u2060-\u206040; heron=APT\u200D40"},
        {"京\u200B都", "kyoto=京\u200B都"},
        {"Kyoto\u00ADite x\u00ADKyoto", ""},
        {"**Kyoto** *Kyoto* _Kyoto_ `Kyoto` ~~Kyoto~~ |Kyoto|",
         "kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto"},
        {"**SILENT POND**, “Kyoto”, ‘Kyoto’, «Kyoto»",
         "heron=SILENT POND; kyoto=Kyoto; kyoto=Kyoto; kyoto=Kyoto"},
        {"Silent\u00A0Pond Silent\u2011Pond Silent\n> Pond",
         "heron=Silent\u00A0Pond; heron=Silent\u2011Pond"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void finds_spelling_variants(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"APT-40 APT 40 APT40 apt_40 APT‑40",
         "heron=APT-40; heron=APT 40; heron=APT40; heron=apt_40; heron=APT‑40"},
        {"APT40's APT\n40", "heron=APT40; heron=APT\n40"},
        {"APT-401 APT4 APT 4 0 XAPT40 APT40B APT-\n40 APT - 40 APT, 40 APT\n\n40 APT [40]", ""},
        {"Silent-Pond SILENT_POND SilentPond silentpond",
         "heron=Silent-Pond; heron=SILENT_POND; heron=SilentPond"},
        {"temp.heron", "heron=temp.heron"},
        {"Silent.Pond", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void ambiguous_names_need_evidence(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Heron flew away.", ""},
        {"The hacker group Heron.", "heron=Heron"},
        {"The hacker groups like Heron.", "heron=Heron"},
        {"Hacker-group: Heron", "heron=Heron"},
        {"A hacker. A group. Heron.", ""},
        {"Heron and malware.", ""},
        {"Heron, malware and police.", "heron=Heron"},
        {"SILENT POND, also Heron", "heron=SILENT POND; heron=Heron"},
        {"Unit 77 and Heron", "unit-77=Unit 77; heron=Heron"},
        {"Worker alone", ""},
        {"Worker of Heron", ""},
        {"Worker of Heron, of Unit 77", "worker=Worker; heron=Heron; unit-77=Unit 77"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void ordinary_words_stay_ordinary(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Unit 77: heron, HERON", "unit-77=Unit 77; heron=HERON"},
        {"Unit 77: herons Herons Heron's", "unit-77=Unit 77; heron=Heron"},
        {"Unit 77: Heron-borne anti-Heron Heron.org me@Heron.", "unit-77=Unit 77"},
        {"Unit 77: Heron-APT Heron. End", "unit-77=Unit 77; heron=Heron; heron=Heron"},
        {"Unit 77: Heron nest, Heron nests, heron nest", "unit-77=Unit 77"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void finds_names_in_running_cjk_text(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"昨日京都で77部隊が", "kyoto=京都; unit-77=77部隊"},
        {"東京都", "tokyo=東京"},
        {"第７７部隊", "unit-77=７７部隊"},
        {"177部隊", ""},
        {"中国系ハッカー集団のHeronは", "heron=Heron"},
        {"ハッカー集団サギは", "heron=サギ"},
        {"ハッカー集団・サギリスト", ""},
        {"ハッカー集団とクサギ", ""},
        {"ハッカー ｻｷﾞ", "heron=ｻｷﾞ"},
        {"교토에서 도교토", "kyoto=교토"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void keeps_the_longest(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Tokyo police and Tokyo", "tp=Tokyo police; tokyo=Tokyo"},
        {"Tokyo\n\nPolice", "tokyo=Tokyo"},
        {"TEMP.Heron", "heron=TEMP.Heron"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void takes_glued_words_apart(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"the Daily PostNTVKyoto said", "daily-post=Daily Post; ntv=NTV; kyoto=Kyoto"},
        {"KyotoNTV, NTVKyoto", "kyoto=Kyoto; ntv=NTV; ntv=NTV; kyoto=Kyoto"},
        {"the PostNTV, KyotoDaily, KyotoXyz, Kyotontv", ""},
        {"the Daily PostDaily", ""},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void keeps_shared_names_unless_evidence_decides(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"Sharrad Nimh", "alphagon=Sharrad Nimh; betagon=Sharrad Nimh"},
        {"Sharrad Nimh, in greek", "alphagon=Sharrad Nimh"},
        {"Sharrad Nimh or Betagon", "betagon=Sharrad Nimh; betagon=Betagon"},
        {"Sharrad Nimh of Alphagon or Betagon",
         "alphagon=Sharrad Nimh; betagon=Sharrad Nimh; alphagon=Alphagon; betagon=Betagon"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void describes_only_with_evidence(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"A young baker and two bakers.", ""},
        {"SILENT POND: a young baker.", "heron=SILENT POND; p1~young baker"},
        {"SILENT POND: two bakers.", "heron=SILENT POND; p1~two bakers; p2~two bakers"},
        {"SILENT POND: two [bakers].", "heron=SILENT POND; p1~two [bakers; p2~two [bakers"},
        {"SILENT POND: the old baker from Kyoto", "heron=SILENT POND; p2~old baker from Kyoto; kyoto=Kyoto"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void links_references_to_the_last_mention(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"SILENT POND: the man", "heron=SILENT POND"},
        {"SILENT POND: a young baker. The man. Old baker from Kyoto. The man.",
         "heron=SILENT POND; p1~young baker; p1~The man; p2~Old baker from Kyoto; kyoto=Kyoto; p2~The man"},
        {"SILENT POND: two bakers. The man.", "heron=SILENT POND; p1~two bakers; p2~two bakers"},
        {"SILENT POND: young baker\n\na\n\nb\n\nthe man\n\nc\n\nd\n\nthe man",
         "heron=SILENT POND; p1~young baker; p1~the man; p1~the man"},
        {"SILENT POND: young baker\n\na\n\nb\n\nc\n\nthe man", "heron=SILENT POND; p1~young baker"},
    };
    check_cases(cases, G_N_ELEMENTS(cases));
}

static void takes_title_and_tags_as_evidence(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    static const struct {
        const char *title;
        const char *tag;
        const char *expected;
    } cases[] = {{NULL, NULL, ""},
                 {"A hacker group", NULL, "heron=Heron"},
                 {"A bird", NULL, ""},
                 {NULL, "silent pond", "heron=Heron"},
                 {NULL, "unit-77", "heron=Heron"},
                 {NULL, "stork", ""}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OsintArticle) article = article_of(cases[i].title, "About Heron.");
        if (cases[i].tag != NULL)
            g_ptr_array_add(article->entities, g_strdup(cases[i].tag));
        osint_tagger_tag(tagger, article);
        g_autofree char *found = mentions_of(article);
        assert_string_equal(found, cases[i].expected);
    }
}

static void resolves_hand_tags(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = article_of(NULL, "-");
    static const char *const tags[] = {"KYOTO", "京都", "sharrad nimh", "stork", "stork"};
    for (guint i = 0; i < G_N_ELEMENTS(tags); i++)
        g_ptr_array_add(article->entities, g_strdup(tags[i]));
    g_autoptr(GPtrArray) ids = osint_tagger_hand_tags(tagger, article);
    assert_int_equal(ids->len, 3);
    assert_string_equal(g_ptr_array_index(ids, 0), "kyoto");
    assert_string_equal(g_ptr_array_index(ids, 1), "alphagon");
    assert_string_equal(g_ptr_array_index(ids, 2), "betagon");
    assert_int_equal(article->warnings->len, 1);
    assert_string_equal(((OsintWarning *)g_ptr_array_index(article->warnings, 0))->code, "entity-unknown");
}

static void resolves_hand_marks(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = article_of(NULL, "Kyoto and Heron, Stork.");
    osint_article_add_mention(article, (OsintSpan){0, 5}, "unit 77", "other", "unit 77")->by_hand = TRUE;
    osint_article_add_mention(article, (OsintSpan){17, 22}, "stork", "other", "stork")->by_hand = TRUE;
    osint_article_add_mention(article, (OsintSpan){0, 3}, "old", "other", "old");
    for (guint run = 0; run < 2; run++) {
        osint_tagger_tag(tagger, article);
        g_autofree char *found = mentions_of(article);
        assert_string_equal(found, "unit-77=Kyoto; heron=Heron; stork=Stork");
        const OsintMention *first = &g_array_index(article->mentions, OsintMention, 0);
        assert_true(first->by_hand);
        assert_string_equal(first->type, "military-unit");
        assert_string_equal(first->name, "Unit 77");
        assert_int_equal(article->warnings->len, 1);
    }
}

/* That one list calls a word ordinary holds for the other list's entity, too. */
static void traits_of_words_cross_lists(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = list_of("birds", birds, strlen(birds));
    static const char more[] = "grey\tthreat-actor\tGREY STALKER\tHERON\n";
    g_autoptr(GBytes) bytes = g_bytes_new_static(more, strlen(more));
    assert_true(osint_entity_list_add(list, "more", bytes, NULL, NULL, NULL));
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    static const Case cases[] = {{"a heron, Heron", ""},
                                 {"hacker group Heron", "heron=Heron"},
                                 {"Grey Stalker alias Heron", "grey=Grey Stalker; grey=Heron"}};
    for (guint i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(OsintArticle) article = article_of(NULL, cases[i].text);
        osint_tagger_tag(tagger, article);
        g_autofree char *found = mentions_of(article);
        assert_string_equal(found, cases[i].expected);
    }
}

static void works_with_an_empty_list(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = osint_entity_list_new();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = article_of("Title", "Some text. 日本");
    osint_tagger_tag(tagger, article);
    assert_int_equal(article->mentions->len, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(finds_whole_words),
        cmocka_unit_test(tells_paragraphs_without_names),
        cmocka_unit_test(leaves_addresses_alone),
        cmocka_unit_test(does_not_see_what_is_not_seen),
        cmocka_unit_test(finds_spelling_variants),
        cmocka_unit_test(ambiguous_names_need_evidence),
        cmocka_unit_test(ordinary_words_stay_ordinary),
        cmocka_unit_test(finds_names_in_running_cjk_text),
        cmocka_unit_test(keeps_the_longest),
        cmocka_unit_test(takes_glued_words_apart),
        cmocka_unit_test(keeps_shared_names_unless_evidence_decides),
        cmocka_unit_test(describes_only_with_evidence),
        cmocka_unit_test(links_references_to_the_last_mention),
        cmocka_unit_test(takes_title_and_tags_as_evidence),
        cmocka_unit_test(resolves_hand_tags),
        cmocka_unit_test(resolves_hand_marks),
        cmocka_unit_test(traits_of_words_cross_lists),
        cmocka_unit_test(works_with_an_empty_list),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
