/* Text that was decoded wrongly before: indexer/readers/encoding/mojibake.h. */
#include "tests/unit/readers/collect.h"

#include "indexer/readers/encoding/mojibake.h"

/* text in UTF-8, read as encoding; bytes that the encoding leaves free become control characters. */
static char *spoil(const char *text, const char *encoding)
{
    GString *spoilt = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at++) {
        g_autofree char *c = g_convert(at, 1, "UTF-8", encoding, NULL, NULL, NULL);
        if (c != NULL)
            g_string_append(spoilt, c);
        else
            g_string_append_unichar(spoilt, (guchar)*at);
    }
    return g_string_free(spoilt, FALSE);
}

static char *repair(const char *text, OsintMojibake *found)
{
    gsize length = 0;
    char *repaired = osint_mojibake_repair(text, strlen(text), &length, found);
    if (repaired != NULL)
        assert_int_equal(strlen(repaired), length);
    return repaired;
}

static void assert_repaired(const char *text, const char *encoding)
{
    g_autofree char *spoilt = spoil(text, encoding);
    OsintMojibake found;
    g_autofree char *repaired = repair(spoilt, &found);
    if (g_strcmp0(repaired, text) != 0)
        fail_msg("%s: %s, not %s", encoding, repaired != NULL ? repaired : spoilt, text);
    assert_true(found.repaired > 0);
}

static void test_texts_of_many_languages(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Im Café „Größe“ saßen drei Männer; es war spät.",
        "L’épisode a été diffusé à 20 heures, selon l’Élysée.",
        "It’s the minister’s “last word” – for good…",
        "La dirección anunció mañana más cambios.",
        "Прокуратура обвинила двух офицеров во взломе сетей.",
        "Ο υπουργός ανακοίνωσε τα μέτρα.",
        "החוקרים פרסמו את הדוח ביום שני.",
        "نشر الباحثون التقرير يوم الاثنين.",
        "研究者は月曜日に報告書を公表した。",
        "연구원들은 월요일에 보고서를 발표했다.",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++)
        assert_repaired(texts[i], "WINDOWS-1252");
    assert_repaired("Прокуратура обвинила двух офицеров.", "WINDOWS-1251");
    assert_repaired("They said it’s over – “for good”.", "WINDOWS-1251");
    assert_repaired("Conseille gâteaux et régime équilibré.", "MACINTOSH");
}

static void test_twice(void **state)
{
    (void)state;
    g_autofree char *once = spoil("The Mona Lisa doesn’t have eyebrows, né Lisa.", "WINDOWS-1252");
    assert_repaired("The Mona Lisa doesn’t have eyebrows, né Lisa.", "WINDOWS-1252");
    g_autofree char *again = spoil(once, "WINDOWS-1252");
    OsintMojibake found;
    g_autofree char *repaired = repair(again, &found);
    assert_string_equal(repaired, "The Mona Lisa doesn’t have eyebrows, né Lisa.");
}

static void test_good_text_is_left_alone(void **state)
{
    (void)state;
    static const char *const texts[] = {
        "Plain ASCII.",
        "L’été, l’École et « À côté » : où ? Noël…",
        "NESTLÉ® requiere personal. PARCE QU’IL Y A MARQUÉ… SÃO PAULO, MAÇÃ.",
        "Charlotte Brontë…” “É…” «Õ…» 4288×… 5×£35 (-1/2)! = √π 2012—∞ ∆° ¬A ∧ ¬B",
        "C O N C L U S Ã O, Ôôô VIDA MINHA, lá´´, ¡QUÉ! ¿SÍ?",
        "Україна, Рівне, Сімферополь, ПІСІЯ, твоєї моєї; Ђорђе, Ћирилица, љубав, ВІКІ",
        "Część ÓŁ, źdźbło; kůň, příšerně žluťoučký; șarpe, țară; İstanbul’da ŞIŞLİ",
        "日本語の「テキスト」です。한국어 텍스트. ข้อความภาษาไทย",
        "20 °C, ±5 %, §7, ©2020 Åse Øst, Ærø, µm, ½ Ångström, ª º",
    };
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        OsintMojibake found;
        g_autofree char *repaired = repair(texts[i], &found);
        if (repaired != NULL)
            fail_msg("%s became %s", texts[i], repaired);
    }
}

static void test_one_place_in_a_good_text(void **state)
{
    (void)state;
    OsintMojibake found;
    g_autofree char *repaired = repair("Le café coûtait Â£2.50, selon l’école.", &found);
    assert_string_equal(repaired, "Le café coûtait £2.50, selon l’école.");
    assert_int_equal(found.repaired, 1);
}

static void test_escaped_in_json(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("a.json", "{\"text\": \"caf\\u00c3\\u00a9 na\\u00c3\\u00afve\"}");
    assert_string_equal(article_at(collected, 0)->text, "café naïve");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_texts_of_many_languages), cmocka_unit_test(test_twice),
        cmocka_unit_test(test_good_text_is_left_alone), cmocka_unit_test(test_one_place_in_a_good_text),
        cmocka_unit_test(test_escaped_in_json),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
