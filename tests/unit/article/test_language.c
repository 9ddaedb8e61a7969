/* The language of texts, and language tags. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/article/language.h"

static const char *shown(const char *language)
{
    return language ? language : "none";
}

static void assert_language(const char *text, const char *hint, const char *expected)
{
    g_autofree char *language = osint_language_detect(text, hint);
    if (g_strcmp0(language, expected) != 0)
        fail_msg("\"%.60s\" (%s) is %s, not %s", shown(text), shown(hint), shown(language), shown(expected));
}

static void texts(void **state)
{
    (void)state;
    assert_language("The police said on Tuesday that two people had left the country before they could be "
                    "questioned about the servers.",
                    NULL, "en");
    assert_language(
        "Die Polizei teilte am Dienstag mit, dass zwei Personen das Land verlassen haben, bevor sie "
        "befragt werden konnten.",
        NULL, "de");
    assert_language(
        "La police a indiqué mardi que deux personnes avaient quitté le pays avant de pouvoir être "
        "interrogées.",
        NULL, "fr");
    assert_language("Полиция сообщила во вторник, что два человека покинули страну до допроса.", NULL, "ru");
    assert_language("警視庁は火曜日、二人が事情聴取の前に出国していたと発表した。", NULL, "ja");
    assert_language("경찰은 화요일 두 사람이 조사를 받기 전에 출국했다고 밝혔다.", NULL, "ko");
    assert_language("警方周二表示，两人在接受调查之前已经离开该国，有关部门正在继续追查服务器的租用情况。",
                    NULL, "zh");
    assert_language("警方週二表示，兩人在接受調查之前已經離開該國，有關部門正在繼續追查伺服器的租用情況。",
                    NULL, "zh-Hant");
    assert_language("المتحدث باسم الشرطة قال يوم الثلاثاء إن شخصين غادرا البلاد قبل التحقيق معهما.", NULL,
                    "ar");
}

static void scripts_decide_short_texts(void **state)
{
    (void)state;
    assert_language("サイバー攻撃", NULL, "ja");
    assert_language("の", NULL, "ja");
    assert_language("해킹", NULL, "ko");
    assert_language("สวัสดี", NULL, "th");
}

static void letters_that_one_language_has(void **state)
{
    (void)state;
    assert_language(
        "Секој има право на праведно и јавно судење; стручното образование треба да биде достапно, "
        "за свој дом и меѓународниот статус.",
        NULL, "mk");
    assert_language("Свако има право на правично и јавно суђење пред независним судом, и међународни статус.",
                    NULL, "sr");
}

static void short_texts_say_nothing(void **state)
{
    (void)state;
    assert_language("", NULL, NULL);
    assert_language(NULL, NULL, NULL);
    assert_language("Tick", NULL, NULL);
    assert_language("1234567890 !!! ... 2021-04-20 1234567890 1234567890", NULL, NULL);
    assert_language("東京", NULL, NULL);
}

static void the_hint_decides_only_then(void **state)
{
    (void)state;
    assert_language("Tick", "en_us", "en-US");
    assert_language("東京", "ja", "ja");
    assert_language("Tick", "not a tag", NULL);
    assert_language(NULL, "fr", "fr");
    assert_language("警視庁は火曜日、二人が事情聴取の前に出国していたと発表した。", "en", "ja");
    assert_language("The police said on Tuesday that two people had left the country.", "ja", "en");
}

static void mixed_texts_are_of_the_language_of_most(void **state)
{
    (void)state;
    assert_language(
        "BRONZE BUTLER and the servers: what is known about the campaign so far\n\n"
        "警視庁公安部は二十日、宇宙航空研究開発機構などが受けたサイバー攻撃について、国内のサーバーを"
        "偽名で借りていたとして男を書類送検した。攻撃は二〇一六年から続いていたという。",
        NULL, "ja");
    assert_language(
        "The Japanese word 警視庁 (けいしちょう) stands for the police department of the capital, and "
        "the reports that cite it often say only that a spokesperson had confirmed the case.",
        NULL, "en");
    assert_language(
        "据日本广播协会报道，该组织名为“ティック”。警方周二表示，两人在接受调查之前已经离开该国，有关部门"
        "正在继续追查服务器的租用情况，并将公布更多细节，请继续关注后续报道和官方通报内容以及专家评论。",
        NULL, "zh");
}

static void noise_between_words_hides_nothing(void **state)
{
    (void)state;
    assert_language(
        "The police said\x01 on Tuesday that\xc2\x85 two people had left\xef\xb7\x90 the country.", NULL,
        "en");
    assert_language(
        "The police said https://example.org/zeitung/nachricht/politik on Tuesday that two people had "
        "left the country (0123456789, 9876543210).",
        NULL, "en");
}

static void invalid_and_long_texts(void **state)
{
    g_autoptr(GString) book = g_string_new(NULL);
    (void)state;
    while (book->len < 300000)
        g_string_append(book, "警視庁は火曜日、二人が事情聴取の前に出国していたと発表した。");
    assert_language(book->str, NULL, "ja");
    for (gsize length = 1; length < 200; length++) {
        g_autofree char *cut = g_strndup(book->str, length);
        g_autofree char *language = osint_language_detect(cut, NULL);
        assert_true(language == NULL || strcmp(language, "ja") == 0);
    }
}

static void append_often(GString *text, const char *sentence, gsize bytes)
{
    for (gsize end = text->len + bytes; text->len < end;)
        g_string_append(text, sentence);
}

/* A long text is not judged by its first lines or its last. */
static void preface_and_appendix_do_not_decide(void **state)
{
    g_autoptr(GString) text = g_string_new(NULL);
    (void)state;
    append_often(text, "This edition was translated by volunteers and may be copied freely. ", 700);
    append_often(text, "警視庁は火曜日、二人が事情聴取の前に出国していたと発表した。", 60000);
    assert_language(text->str, NULL, "ja");
    g_string_truncate(text, 0);
    append_often(text, "Die Polizei teilte am Dienstag mit, dass zwei Personen das Land verlassen hatten. ",
                 60000);
    append_often(text, "All rights reserved, and no part of this page may be reproduced without leave. ",
                 1500);
    assert_language(text->str, NULL, "de");
}

static void assert_tag(const char *tag, const char *expected)
{
    g_autofree char *canonical = osint_language_canonical(tag);
    if (g_strcmp0(canonical, expected) != 0)
        fail_msg("\"%s\" becomes %s, not %s", tag, shown(canonical), shown(expected));
}

static void tags(void **state)
{
    (void)state;
    assert_tag("en", "en");
    assert_tag("EN_us", "en-US");
    assert_tag(" ja-JP ", "ja-JP");
    assert_tag("zh-hant-tw", "zh-Hant-TW");
    assert_tag("zh-HANS", "zh-Hans");
    assert_tag("es-419", "es-419");
    assert_tag("sl-rozaj-biske-1994", "sl-rozaj-biske-1994");
    assert_tag("de-CH-1901", "de-CH-1901");
    assert_tag("zh-yue-HK", "zh-yue-HK");
    assert_tag("th-TH-u-ca-Buddhist", "th-TH-u-ca-buddhist");
    assert_tag("en-x-private", "en-x-private");
    assert_tag("eng", "en");
    assert_tag("jpn-JP", "ja-JP");
    assert_tag("iw", "he");
    assert_tag("haw", "haw");
}

static void what_is_no_tag(void **state)
{
    static const char *const bad[] = {"",       "-",      "e",        "english",     "12",
                                      "en-",    "en--US", "en-US-US", "en-x",        "x-private",
                                      "und",    "mul",    "zxx",      "en US",       "en-toolongsubtag",
                                      "日本語", "en-a",   "C",        "en_US.UTF-8", "en-1"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(bad); i++)
        assert_tag(bad[i], NULL);
}

static void primary_subtags(void **state)
{
    g_autofree char *english = osint_language_primary("EN-us");
    g_autofree char *chinese = osint_language_primary("zh_Hant");
    g_autofree char *japanese = osint_language_primary("ja");
    (void)state;
    assert_string_equal(english, "en");
    assert_string_equal(chinese, "zh");
    assert_string_equal(japanese, "ja");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(texts),
        cmocka_unit_test(scripts_decide_short_texts),
        cmocka_unit_test(letters_that_one_language_has),
        cmocka_unit_test(short_texts_say_nothing),
        cmocka_unit_test(the_hint_decides_only_then),
        cmocka_unit_test(mixed_texts_are_of_the_language_of_most),
        cmocka_unit_test(noise_between_words_hides_nothing),
        cmocka_unit_test(invalid_and_long_texts),
        cmocka_unit_test(preface_and_appendix_do_not_decide),
        cmocka_unit_test(tags),
        cmocka_unit_test(what_is_no_tag),
        cmocka_unit_test(primary_subtags),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
