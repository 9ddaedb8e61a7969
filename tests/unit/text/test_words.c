/* Words and their folded forms: borders, marks, widths, broken bytes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/text/words.h"
#include "tests/unit/often.h"
#include "tests/unit/text/random_text.h"

/* The words of a text in brackets, CJK runs in braces: "[people's] {日本}". */
static char *words_of(const char *text, gsize length)
{
    GString *out = g_string_new(NULL);
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, length);
    while (osint_words_next(&iter, &word)) {
        gboolean cjk = word.kind == OSINT_WORD_CJK;
        g_string_append_printf(out, "%s%c%.*s%c", out->len > 0 ? " " : "", cjk ? '{' : '[',
                               (int)(word.end - word.start), text + word.start, cjk ? '}' : ']');
    }
    return g_string_free(out, FALSE);
}

static void assert_words(const char *text, const char *expected)
{
    g_autofree char *words = words_of(text, strlen(text));
    assert_string_equal(words, expected);
}

static char *folded(const char *text)
{
    GString *out = g_string_new(NULL);
    osint_word_fold(text, strlen(text), out);
    return g_string_free(out, FALSE);
}

static void assert_folds(const char *text, const char *expected)
{
    g_autofree char *fold = folded(text);
    assert_string_equal(fold, expected);
}

static void test_separators(G_GNUC_UNUSED void **state)
{
    assert_words("", "");
    assert_words(" . -- ", "");
    assert_words("well-known under_score www.example.org",
                 "[well] [known] [under] [score] [www] [example] [org]");
    assert_words("APT40, CVE-2021-44228", "[APT40] [CVE] [2021] [44228]");
    assert_words("3.14 1,000", "[3] [14] [1] [000]");
    assert_words("a\xC2\xA0"
                 "b\u3000c\u2014d",
                 "[a] [b] [c] [d]");
}

static void test_apostrophes(G_GNUC_UNUSED void **state)
{
    assert_words("the people's army", "[the] [people's] [army]");
    assert_words("don\u2019t", "[don\u2019t]");
    assert_words("l'homme d'État O'Brien", "[l] [homme] [d] [État] [O] [Brien]");
    assert_words("'quoted' dogs' rock'", "[quoted] [dogs] [rock]");
    assert_words("dogs''cats", "[dogs] [cats]");
    assert_words("people\uFF07s", "[people\uFF07s]");
    assert_words("word'日本", "[word] {日本}");
}

/* Only English endings belong to the word before the apostrophe. */
static void test_apostrophes_of_languages(G_GNUC_UNUSED void **state)
{
    assert_words("they're we'll could've", "[they're] [we] [ll] [could've]");
    assert_words("dell'arte l'Élysée d'Artagnan", "[dell] [arte] [l] [Élysée] [d] [Artagnan]");
    assert_words("Ankara'da Türkiye\u2019nin", "[Ankara] [da] [Türkiye] [nin]");
    assert_words("rock'n'roll rock\u2019n\u2019roll", "[rock] [n] [roll] [rock] [n] [roll]");
    assert_words("PEOPLE'S people's-own", "[PEOPLE'S] [people's] [own]");
}

static void test_initials(G_GNUC_UNUSED void **state)
{
    assert_words("U.S. U.S.A. U.S.-led", "[U.S] [U.S.A] [U.S] [led]");
    assert_words("(U.K.), at 5 p.m. É.-U.", "[U.K] [at] [5] [p.m] [É] [U]");
    assert_words("the U.S", "[the] [U.S]");
    assert_words("U. S. J. Smith", "[U] [S] [J] [Smith]");
    assert_words("T.S.Eliot a.b.example.org main.c.h",
                 "[T] [S] [Eliot] [a] [b] [example] [org] [main] [c] [h]");
    assert_words("1.5 v.2 a.日", "[1] [5] [v] [2] [a] {日}");
}

static void test_invisible_characters(G_GNUC_UNUSED void **state)
{
    assert_words("hy\u00ADphen zero\u200Bwidth می\u200Cخواهم",
                 "[hy\u00ADphen] [zero\u200Bwidth] [می\u200Cخواهم]");
    assert_words("end\u00AD \u200Bbegin\u200E", "[end] [begin]");
    assert_words("东\u200B京\u200B。", "{东\u200B京}");
    assert_words("don\u200B't", "[don\u200B't]");
}

/* Names, numbers and addresses that investigators ask for. */
static void test_names_and_numbers(G_GNUC_UNUSED void **state)
{
    assert_words("CVE-2021-44228 BRONZE_BUTLER fox-it", "[CVE] [2021] [44228] [BRONZE] [BUTLER] [fox] [it]");
    assert_words("10.0.0.1 1,000,000 1.5 3D", "[10] [0] [0] [1] [1] [000] [000] [1] [5] [3D]");
    assert_words("d41d8cd98f00b204e9800998ecf8427e", "[d41d8cd98f00b204e9800998ecf8427e]");
    assert_words("AT&T C++ C# .NET @handle #tag", "[AT] [T] [C] [C] [NET] [handle] [tag]");
    assert_words("https://évil.example/a?b=c joe.doe@example.org",
                 "[https] [évil] [example] [a] [b] [c] [joe] [doe] [example] [org]");
    assert_words("🦊 fox👩\u200D💻work", "[fox] [work]");
}

/* The modifier letter apostrophe is a letter to Unicode; it is typed for the same sign as the others. */
static void test_modifier_apostrophe(G_GNUC_UNUSED void **state)
{
    assert_words("people\u02BCs", "[people\u02BCs]");
    assert_words("dogs\u02BC O\u02BCBrien \u02BCtis", "[dogs] [O] [Brien] [tis]");
    assert_folds("People\u02BCs", "people's");
}

static void test_scripts(G_GNUC_UNUSED void **state)
{
    assert_words("हिन्दी में", "[हिन्दी] [में]");
    assert_words("ภาษาไทย ดี", "{ภาษาไทย} {ดี}");
    assert_words("ພາສາລາວ ភាសាខ្មែរ မြန်မာစာ", "{ພາສາລາວ} {ភាសាខ្មែរ} {မြန်မာစာ}");
    assert_words("ปี๒๕๖๔", "{ปี} [๒๕๖๔]");
    assert_words("Tiếng Việt", "[Tiếng] [Việt]");
    assert_words("বাংলা தமிழ்", "[বাংলা] [தமிழ்]");
    assert_words("السَّلَامُ عليكم", "[السَّلَامُ] [عليكم]");
    assert_words("שָׁלוֹם עולם", "[שָׁלוֹם] [עולם]");
    assert_words("Привет, мир", "[Привет] [мир]");
    assert_words("e\u0301te\u0301", "[e\u0301te\u0301]");
}

static void test_cjk_runs(G_GNUC_UNUSED void **state)
{
    assert_words("東京でTick。", "{東京で} [Tick]");
    assert_words("ジョン・スミス", "{ジョン} {スミス}");
    assert_words("ﾊﾟｿｺﾝ･ﾀﾞﾒ", "{ﾊﾟｿｺﾝ} {ﾀﾞﾒ}");
    assert_words("Ｔｉｃｋは２人", "[Ｔｉｃｋ] {は} [２] {人}");
    assert_words("人々 한국어", "{人々} {한국어}");
    assert_words("\U00020000\U00020001", "{\U00020000\U00020001}");
    assert_words("가\u1100\u1161", "{가\u1100\u1161}");
}

/* Signs drawn over or after others make no word of their own. */
static void test_lone_marks(G_GNUC_UNUSED void **state)
{
    assert_words("call \u260E\uFE0F now", "[call] [now]");
    assert_words("\u0301 \u0301a", "[a]");
}

static void test_broken_bytes(G_GNUC_UNUSED void **state)
{
    static const struct {
        const char *text;
        gsize length;
        const char *words;
    } cases[] = {
        {"ab\xFF"
         "cd",
         5, "[ab] [cd]"},
        {"ab\xC3", 3, "[ab]"},
        {"ab\xED\xA0\x80"
         "cd",
         7, "[ab] [cd]"},
        {"ab\xC0\xAF"
         "cd",
         6, "[ab] [cd]"},
        {"a\0b", 3, "[a] [b]"},
        {"ab\xE6\x97", 4, "[ab]"},
        {"\xF8\x88\x80\x80\x80x", 6, "[x]"},
        {"caf\xC3\xA9", 4, "[caf]"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *exact = g_memdup2(cases[i].text, cases[i].length);
        g_autofree char *words = words_of(exact, cases[i].length);
        assert_string_equal(words, cases[i].words);
    }
}

static void test_folding(G_GNUC_UNUSED void **state)
{
    assert_folds("TICK", "tick");
    assert_folds("Ｔｉｃｋ", "tick");
    assert_folds("Straße STRASSE ẞ", "strasse strasse ss");
    assert_folds("İstanbul ISTANBUL ıstanbul", "istanbul istanbul istanbul");
    assert_folds("Ὀδυσσεύς ΟΔΥΣΣΕΥΣ", "οδυσσευσ οδυσσευσ");
    assert_folds("Łódź Ærø œuvre", "lodz aero oeuvre");
    assert_folds("e\u0301t\u00E9", "ete");
    assert_folds("ﬁnance", "finance");
    assert_folds("ЙОД йод", "йод йод");
    assert_folds("ﾊﾟｿｺﾝ", "パソコン");
    assert_folds("don\u2019t", "don't");
    assert_folds("ab\xFF", "ab\uFFFD");
    assert_folds("葛\uFE00", "葛");
}

static void test_folding_of_scripts(G_GNUC_UNUSED void **state)
{
    assert_folds("ёлка Ёлка за\u0301мок", "елка елка замок");
    assert_folds("ї й ў", "ї й ў");
    assert_folds("أحمد إحسان آمن ٱلله", "احمد احسان امن الله");
    assert_folds("السَّلَامُ", "السلام");
    assert_folds("مـــحـمد", "محمد");
    assert_folds("ایران کتاب", "ايران كتاب");
    assert_folds("\uFEFB", "لا");
    assert_folds("שָׁלוֹם \uFB2A", "שלום ש");
    assert_folds("Việt Đức", "viet duc");
    assert_folds("٢٠٢١ ۲۰۲۱ २०२१", "2021 2021 2021");
    assert_folds("हिन्दी தமிழ்", "हिन्दी தமிழ்");
    assert_folds("Þór Ðorn", "thor dorn");
    assert_folds("ti\u00ADck zero\u200Bwidth\uFEFF", "tick zerowidth");
    assert_folds("ＣＶＥ－２０２１", "cve-2021");
}

static char *lowered(const char *text)
{
    GString *out = g_string_new(NULL);
    osint_word_lower(text, strlen(text), out);
    return g_string_free(out, FALSE);
}

static void assert_lowers(const char *text, const char *expected)
{
    g_autofree char *lower = lowered(text);
    assert_string_equal(lower, expected);
}

static void test_lower_case_keeps_accents(G_GNUC_UNUSED void **state)
{
    assert_lowers("ÉLYSÉE E\u0301te\u0301", "élysée été");
    assert_lowers("Müller\u2019s", "müller's");
    assert_lowers("İstanbul", "istanbul");
    assert_lowers("U.S.A", "usa");
    assert_lowers("Ｕ.Ｓ", "us");
    assert_lowers("ti\u00ADck", "tick");
    assert_lowers("Ёлка", "ёлка");
}

/* The same in one step and in two. */
static void assert_idempotent(const char *text)
{
    g_autofree char *once = folded(text);
    g_autofree char *twice = folded(once);
    assert_string_equal(once, twice);
    if (strchr(once, '.') == NULL) {
        g_autofree char *lower = lowered(text);
        g_autofree char *in_steps = folded(lower);
        assert_string_equal(once, in_steps);
    }
    assert_true(g_utf8_validate(once, -1, NULL));
}

static void test_fold_is_idempotent(G_GNUC_UNUSED void **state)
{
    for (gunichar c = 1; c < 0x30000; c += under_valgrind() ? 13 : 1) {
        char text[8] = {0};
        if (!g_unichar_validate(c))
            continue;
        g_unichar_to_utf8(c, text);
        assert_idempotent(text);
    }
    g_autoptr(GRand) random = g_rand_new_with_seed(1);
    for (guint i = 0; i < 200; i++) {
        g_autofree char *text = random_text(random, 20);
        assert_idempotent(text);
    }
}

/* A term that began with a capital letter could be taken for one of another field. */
static void test_fold_leaves_no_ascii_capital(G_GNUC_UNUSED void **state)
{
    for (gunichar c = 0x80; c < 0x30000; c += under_valgrind() ? 13 : 1) {
        char text[8] = {0};
        if (!osint_char_is_cjk(c) && (!osint_char_is_word(c) || g_unichar_ismark(c)))
            continue;
        g_unichar_to_utf8(c, text);
        g_autofree char *fold = folded(text);
        assert_int_not_equal(fold[0], '\0');
        assert_null(strpbrk(fold, "ABCDEFGHIJKLMNOPQRSTUVWXYZ"));
    }
}

/* The characters of a run, folded, separated by "|". */
static char *characters_of(const char *run)
{
    g_autoptr(GString) out = g_string_new(NULL);
    for (guint32 at = 0; at < strlen(run);) {
        if (out->len > 0)
            g_string_append_c(out, '|');
        osint_cjk_next(run, &at, (guint32)strlen(run), out);
    }
    return g_strdup(out->str);
}

static void assert_characters(const char *run, const char *expected)
{
    g_autofree char *characters = characters_of(run);
    assert_string_equal(characters, expected);
}

static void test_cjk_characters(G_GNUC_UNUSED void **state)
{
    assert_characters("東京", "东|京");
    assert_characters("ﾊﾟｿ", "パ|ソ");
    assert_characters("か\u3099き", "が|き");
    assert_characters("葛\uFE00城", "葛|城");
    assert_characters("东\u200B京", "东|京");
    assert_characters("\U0002F81A", "冬");
}

/* Traditional, simplified and Japanese forms are one. */
static void test_forms_of_han(G_GNUC_UNUSED void **state)
{
    static const char *const same[][2] = {
        {"臺灣", "台湾"},         {"國家電網", "国家电网"}, {"網絡攻擊", "网络攻击"}, {"漢語", "汉语"},
        {"黑客組織", "黑客组织"}, {"渡邊", "渡辺"},         {"渡邉", "渡辺"},         {"齋藤", "斎藤"},
        {"髙橋", "高橋"},         {"山﨑", "山崎"},         {"澤田", "沢田"},         {"櫻井", "桜井"},
        {"濵田", "浜田"},         {"廣島", "広島"},         {"中曾根", "中曽根"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(same); i++) {
        g_autofree char *one = characters_of(same[i][0]);
        g_autofree char *other = characters_of(same[i][1]);
        assert_string_equal(one, other);
        g_autofree char *fold = folded(same[i][0]);
        g_autofree char *other_fold = folded(same[i][1]);
        assert_string_equal(fold, other_fold);
    }
    assert_characters("日本人", "日|本|人");
}

/* A consonant with its vowels and what stands over and under it is one character: no word of the language
 * parts them. */
static void test_southeast_asian_syllables(G_GNUC_UNUSED void **state)
{
    assert_characters("ภาษาไทย", "ภา|ษา|ไท|ย");
    assert_characters("เมื่อน้ำ", "เมื่|อ|น้ํา");
    assert_characters("แฮกเกอร์", "แฮ|ก|เก|อ|ร์");
    assert_characters("ພາສາລາວ", "ພາ|ສາ|ລາ|ວ");
    assert_characters("ខ្មែរ", "ខ្មែ|រ");
    assert_characters("မြန်မာ", "မြ|န်|မာ");
    assert_characters("တက္ကသိုလ်", "တ|က္က|သို|လ်");
}

/* Korean typed as letters is the same as Korean typed as syllables. */
static void test_decomposed_hangul(G_GNUC_UNUSED void **state)
{
    assert_characters("한국", "한|국");
    assert_characters("\u1112\u1161\u11AB\u1100\u116E\u11A8", "한|국");
    assert_characters("\uAC00\u11A8\uAC00", "각|가");
}

/* Walking a text gives words in order, on character boundaries, and leaves out no letter or digit. */
static void test_words_cover_random_text(G_GNUC_UNUSED void **state)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(2);
    for (guint i = 0; i < 60; i++) {
        g_autofree char *text = random_text(random, 40);
        OsintWordIter iter;
        OsintWord word;
        guint32 before = 0;
        osint_words_init(&iter, text, strlen(text));
        while (osint_words_next(&iter, &word)) {
            assert_true(before <= word.start && word.start < word.end);
            assert_true(g_utf8_validate(text + word.start, word.end - word.start, NULL));
            for (const char *p = text + before; p < text + word.start; p = g_utf8_next_char(p))
                assert_true(!g_unichar_isalnum(g_utf8_get_char(p)) || g_utf8_get_char(p) == 0x02BC);
            before = word.end;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_separators),
        cmocka_unit_test(test_apostrophes),
        cmocka_unit_test(test_modifier_apostrophe),
        cmocka_unit_test(test_apostrophes_of_languages),
        cmocka_unit_test(test_initials),
        cmocka_unit_test(test_invisible_characters),
        cmocka_unit_test(test_names_and_numbers),
        cmocka_unit_test(test_scripts),
        cmocka_unit_test(test_cjk_runs),
        cmocka_unit_test(test_lone_marks),
        cmocka_unit_test(test_broken_bytes),
        cmocka_unit_test(test_folding),
        cmocka_unit_test(test_folding_of_scripts),
        cmocka_unit_test(test_lower_case_keeps_accents),
        cmocka_unit_test(test_fold_is_idempotent),
        cmocka_unit_test(test_fold_leaves_no_ascii_capital),
        cmocka_unit_test(test_cjk_characters),
        cmocka_unit_test(test_forms_of_han),
        cmocka_unit_test(test_southeast_asian_syllables),
        cmocka_unit_test(test_decomposed_hangul),
        cmocka_unit_test(test_words_cover_random_text),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
