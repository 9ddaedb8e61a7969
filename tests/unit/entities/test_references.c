/* References in little articles of our own: who is spoken of in each paragraph, and where a chain must end.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"
#include "indexer/text/passages.h"

#include "tests/unit/often.h"

#define CASE_LIST OSINT_SOURCE_DIR "/corpus/entities/tick-case.json"

static const char bank[] =
    "{\"type\": \"person\", \"values\": ["
    "{\"value\": \"Intruder A\", \"meta\": {\"osint-id\": \"clerk\", \"osint-context\": [\"savings bank + "
    "hacker\","
    "  \"信用金庫\"], \"osint-descriptions\": [\"hacker known only as a bank clerk\", \"bank clerk in her "
    "40s\","
    "  \"40代の銀行員の女\", \"two intruders\"]}},"
    "{\"value\": \"Intruder B\", \"meta\": {\"osint-id\": \"locksmith\", \"osint-context\": "
    "[\"entity:clerk\"],"
    "  \"osint-descriptions\": [\"retired locksmith\", \"locksmith from the north\", \"two intruders\"]}},"
    "{\"value\": \"Jane Roe\", \"meta\": {\"osint-id\": \"roe\"}}]}";

/* One paragraph, and the ids of the suspects of whom it speaks by description, in the order of the list; "?"
 * before those who are undecided. E and S are short for the two of the sample list. */
typedef struct {
    const char *text;
    const char *expected;
} Paragraph;

static OsintEntityList *list_of(const char *name, const char *content, gsize length)
{
    g_autoptr(GBytes) bytes = g_bytes_new(content, length);
    OsintEntityList *list = osint_entity_list_new();
    assert_true(osint_entity_list_add(list, name, bytes, NULL, NULL, NULL));
    return list;
}

static OsintEntityList *case_list(void)
{
    g_autofree char *content = NULL;
    gsize length;
    assert_true(g_file_get_contents(CASE_LIST, &content, &length, NULL));
    return list_of("tick-case.json", content, length);
}

static const OsintMention *mention_at(const OsintArticle *article, guint index)
{
    return &g_array_index(article->mentions, OsintMention, index);
}

static const char *short_name(const char *id)
{
    if (strcmp(id, "suspect-engineer") == 0)
        return "E";
    return strcmp(id, "suspect-student") == 0 ? "S" : id;
}

static gboolean is_inside(const OsintMention *mention, OsintSpan span)
{
    return mention->descriptive && mention->span.start >= span.start && mention->span.end <= span.end;
}

static char *spoken_of(const OsintArticle *article, OsintSpan span, const OsintEntityList *list)
{
    GString *found = g_string_new(NULL);
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const char *id = osint_entity_list_get(list, i)->id;
        gboolean any = FALSE, decided = FALSE;
        for (guint k = 0; k < article->mentions->len; k++) {
            const OsintMention *mention = mention_at(article, k);
            gboolean here = is_inside(mention, span) && strcmp(mention->entity, id) == 0;
            any = any || here;
            decided = decided || (here && !mention->undecided);
        }
        if (any)
            g_string_append_printf(found, "%s%s%s", found->len > 0 ? " " : "", decided ? "" : "?",
                                   short_name(id));
    }
    return g_string_free(found, FALSE);
}

static void assert_paragraphs(const OsintEntityList *list, const Paragraph *paragraphs, gsize count)
{
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) text = g_string_new(NULL);
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (gsize i = 0; i < count; i++)
        g_string_append_printf(text, "%s%s", i > 0 ? "\n\n" : "", paragraphs[i].text);
    article->text = g_strdup(text->str);
    osint_tagger_tag(tagger, article);
    osint_paragraphs_append(article->text, spans);
    assert_int_equal(spans->len, count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *found = spoken_of(article, g_array_index(spans, OsintSpan, i), list);
        if (strcmp(found, paragraphs[i].expected) != 0)
            fail_msg("paragraph %u: \"%s\" instead of \"%s\": %s", i + 1, found, paragraphs[i].expected,
                     paragraphs[i].text);
    }
}

static void check_case(const Paragraph *paragraphs, gsize count)
{
    g_autoptr(OsintEntityList) list = case_list();
    assert_paragraphs(list, paragraphs, count);
}

static void check_bank(const Paragraph *paragraphs, gsize count)
{
    g_autoptr(OsintEntityList) list = list_of("bank.json", bank, strlen(bank));
    assert_paragraphs(list, paragraphs, count);
}

static void the_student_comes_first(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Investigators in Tokyo believe that a former exchange student from China helped the hacker group "
         "Tick "
         "by renting a server with a forged identity card, Kyodo News reported.",
         "S"},
        {"He had bought the card over the internet, according to the agency, and left Japan months later.",
         "S"},
        {"Another Chinese man, a systems engineer in his thirties, is said to have rented servers five times "
         "under invented names.",
         "E"},
        {"The engineer was questioned by police before his departure.", "E"},
        {"JAXA, one of the targets, said no data had been lost. A spokesperson said she expected no further "
         "damage.",
         ""},
        {"Both have since left the country.", "E S"},
        {"Tick itself has not been heard of for months.", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void others_speak_in_between(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"The broadcaster NHK reports that police hold the hacker group Tick responsible for the attack on "
         "JAXA.",
         ""},
        {"A professor of computer science, Jane Roe, was surprised. She told the paper that she had expected "
         "others. He who looks for simple answers is mistaken, she said.",
         ""},
        {"Police have identified a 30-year-old Chinese national who leased servers. A professor who taught "
         "him "
         "declined to comment. He said the matter was closed.",
         "E"},
        {"He gave no interviews.", ""},
        {"The man is believed to be in China.", "E"},
        {"The minister said that he had been told of the case early. His ministry will report to parliament.",
         ""},
        {"An employee of one of the companies that were attacked remembered a long night. The man had to "
         "switch "
         "off forty computers.",
         ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void only_the_two_are_spoken_of(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Two Chinese nationals who are suspected of having helped the group Tick have left Japan, and "
         "police "
         "plan to send the case to prosecutors.",
         "E S"},
        {"They rented servers under assumed names between 2016 and 2017.", "E S"},
        {"The servers belonged to a small company. They were later used against research institutes.", ""},
        {"An employee of the company noticed nothing unusual. He said customers rarely call.", ""},
        {"The suspects were questioned and let go.", "E S"},
        {"Both firms that were attacked declined to comment. The two agreed to share what they know.", ""},
        {"The two countries have no extradition treaty. Both countries have been asked for comment.", ""},
        {"The pair is thought to be in Shandong Province.", "E S"},
        {"Officials of the two ministries met on Monday. They agreed on nothing.", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void who_it_is_turns_out_later(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Tokyo police questioned a Chinese man over attacks by the hacker group Tick, newspapers reported.",
         "E"},
        {"The man rented servers in Japan, the reports said.", "E"},
        {"He is described as a computer engineer in his 30s.", "E"},
        {"Another man came to Japan to study. The student used a fake ID.", "S"},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void the_second_and_the_youngest(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Police prepare a case against two Chinese men who are said to have helped the hackers of Tick.",
         "E S"},
        {"One, a systems engineer and member of the Communist Party, is in his thirties. The second was "
         "enrolled "
         "at a university when he rented a server.",
         "E S"},
        {"The 30-year-old gave false names.", "E"},
        {"The student, too, is gone. He is said to have taken orders from a person of Unit 61419.", "S"},
        {"The other has not been seen since he sold his car.", "E"},
        {"In a separate case, a Korean man was arrested in Osaka. The man had sold telephones. He is a "
         "student.",
         ""},
        {"The two men were not arrested. Their whereabouts are unknown.", "E S"},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void japanese_by_the_same_noun(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"「Tick」と呼ばれるハッカー集団による攻撃で、警視庁は30代の中国人男性を書類送検した。", "E"},
        {"男性は国内の企業に勤めていたが、すでに帰国した。彼の勤務先は取材に応じていない。", "E"},
        {"もう一人の中国人も捜査の対象になっている。元留学生で、軍人の妻から頼まれたという。", "S"},
        {"男性と元留学生の2人は、面識がなかったとみられる。", "E S"},
        {"官房長官は「男性についてはコメントを控える」と語った。彼は対策を強める考えも示した。", "E"},
        {"JAXAの男性職員は「当時は大変だった」と話す。男性は今も同じ部署で働く。", ""},
        {"捜査員2人が現地を訪れた。2人は何も見つけなかった。", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void japanese_with_nouns_joined(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"警視庁によると、ハッカー集団「Tick」が使ったサーバーを借りていたのは中国籍のシステムエンジニアの男"
         "（30代）と、"
         "元留学生の男の2人。",
         "E S"},
        {"システムエンジニアの男は5回にわたって契約した疑いがある。容疑者は「頼まれた」と話したという。",
         "E"},
        {"元留学生は、軍人の女から指示を受けていた。女は日本に来たことがない。", "S"},
        {"大学の男性教授は「学生にも注意を促した」と語った。", ""},
        {"捜査は続いている。専門家の見方は分かれる。会議が開かれた。", ""},
        {"警視庁は男の行方を追っている。", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void who_it_is_remains_open(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Tokyo police questioned a Chinese man over attacks by the hacker group Tick. He left the country.",
         "?E ?S"},
        {"Nothing else is known about him.", "?E ?S"},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void one_and_the_other(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Police named nobody, but spoke of a computer engineer in his 30s and of a former student. Both "
         "rented "
         "servers that the hacker group Tick used.",
         "E S"},
        {"The engineer left Japan first, the student followed.", "E S"},
        {"The former is said to be a member of a party, the latter to have used a fake ID.", "E S"},
        {"The chief of police and the prosecutor met on Monday. The former said the case was a difficult "
         "one.",
         ""},
        {"A third man, a student of law, has nothing to do with the case. The student of law rents no "
         "servers.",
         ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void the_same_in_other_words(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"Servers rented in Japan served the hacker group Tick, prosecutors were told.", ""},
        {"One customer was a Chinese exchange student, who has since gone home.", "S"},
        {"A Chinese systems engineer, too, signed contracts. The 30-year-old paid on time.", "E"},
        {"A Russian engineer, whose laptop was stolen, and a Korean student were witnesses. The Russian "
         "engineer "
         "spoke for an hour.",
         ""},
        {"The student visa has become harder to get.", ""},
        {"The party member did not answer letters.", "E"},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void japanese_with_two_men(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"ハッカー集団「Tick」による一連のサイバー攻撃で、警視庁は中国籍の男2人が関与したとみて捜査している"
         "。",
         "E S"},
        {"1人は30代のシステムエンジニアで、偽名で国内のサーバーを5回契約したという。男は中国共産党員で、すで"
         "に出"
         "国している。",
         "E"},
        {"もう一人は中国人の元留学生で、偽造した身分証でサーバーを借りた疑いがある。彼は軍の部隊から指示を受"
         "けて"
         "いたとされる。",
         "S"},
        {"JAXAの広報担当者は「情報の流出は確認されていない」と話した。", ""},
        {"2人は事情聴取の後、日本を離れた。", "E S"},
        {"会社員の2人に1人が対策を求めている。12人が会議に出た。", ""},
        {"別の事件で逮捕された男は無職だという。男女の区別はない。", ""},
        {"大臣は記者会見で、彼の国とも話し合うと述べた。", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void japanese_with_the_student(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"61419部隊の指示を受けたとされる元留学生が、日本のサーバーを借りていた。", "S"},
        {"元留学生は偽の身分証を使っていた。同容疑者はすでに帰国している。", "S"},
        {"大学の教授は「彼は優秀だった」と話した。", ""},
        {"この学生が契約したサーバーから、企業が攻撃された。", "S"},
        {"日本人の男がサーバーを管理していた。男は何も知らなかったという。", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

static void chinese_and_german(void **state)
{
    (void)state;
    static const Paragraph chinese[] = {
        {"日本警方认为，黑客组织Tick使用的服务器由两名中国籍男子租用。", "E S"},
        {"其中一人是30多岁的系统工程师。该男子使用假名，他已离开日本。", "E"},
        {"另一名中国男子曾在日本留学。", "S"},
        {"宇宙航空研究开发机构发言人说，他没有更多信息。其他公司没有回应。", ""},
        {"两人都接受过警方询问。", "E S"},
    };
    static const Paragraph german[] = {
        {"Die Polizei in Tokio rechnet der Gruppe Tick einen Angriff zu, für den ein früherer chinesischer "
         "Student "
         "einen Server gemietet hat, und nennt ihn nicht.",
         "S"},
        {"Der Student hat das Land inzwischen verlassen. Er wurde vorher befragt.", "S"},
        {"Ein Sprecher der Behörde sagte, er wisse von nichts.", ""},
    };
    check_case(chinese, G_N_ELEMENTS(chinese));
    check_case(german, G_N_ELEMENTS(german));
}

static void a_woman_in_another_case(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"The break-in at the savings bank was the work of a hacker known only as a bank clerk, the court "
         "heard.",
         "clerk"},
        {"She had worked there for ten years. The woman copied the keys at night.", "clerk"},
        {"A retired locksmith had shown her how. He asked no questions.", "clerk locksmith"},
        {"A spokesman of the bank said he had never met her.", "clerk"},
        {"A female colleague was questioned, too. She was released.", ""},
        {"The woman did not want to be quoted.", ""},
        {"The clerk regrets it. Jane Roe, who sat beside her, said she believed her.", "clerk"},
        {"She smiled.", ""},
        {"The two never met again, and neither intruder was sentenced.", ""},
        {"The two intruders wrote letters. Their families paid the damage.", "clerk locksmith"},
        {"The judge praised the man for his candor.", "locksmith"},
    };
    static const Paragraph japanese[] = {
        {"信用金庫に侵入したのは40代の銀行員の女だった。", "clerk"},
        {"女は鍵を写していた。彼女は10年働いていた。", "clerk"},
        {"男は現れなかった。", ""},
    };
    check_bank(article, G_N_ELEMENTS(article));
    check_bank(japanese, G_N_ELEMENTS(japanese));
}

static void nobody_is_meant_without_the_case(void **state)
{
    (void)state;
    static const Paragraph article[] = {
        {"A computer engineer in his 30s and a former student rented a boat. The two suspects of love left.",
         ""},
        {"He rowed, the student sang. Both fell in.", ""},
    };
    check_case(article, G_N_ELEMENTS(article));
}

/* A long text of references costs time in proportion to it, and a chain ends. */
static void chains_end_in_hostile_texts(void **state)
{
    (void)state;
    static const char *const words[] = {"he ",   "they ", "Both of them. ", "He. ", "the latter ",
                                        "2人は", "彼は"};
    g_autoptr(OsintEntityList) list = case_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    for (guint i = 0; i < G_N_ELEMENTS(words); i++) {
        g_autoptr(OsintArticle) article = osint_article_new();
        g_autoptr(GString) text =
            g_string_new("Police: the hacker group Tick, a computer engineer in his 30s. Two Chinese men. ");
        while (text->len < often(100000))
            g_string_append(text, words[i]);
        article->text = g_strdup(text->str);
        osint_tagger_tag(tagger, article);
        assert_in_range(article->mentions->len, 4, 10000);
    }
}

static void a_text_of_descriptions_has_an_end(void **state)
{
    (void)state;
    g_autoptr(OsintEntityList) list = case_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    g_autoptr(OsintArticle) article = osint_article_new();
    g_autoptr(GString) text = g_string_new("Police: the hacker group Tick. ");
    while (text->len < 400000)
        g_string_append(text, "ex-student. ");
    article->text = g_strdup(text->str);
    osint_tagger_tag(tagger, article);
    assert_int_equal(article->mentions->len, 20001);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_student_comes_first),
        cmocka_unit_test(others_speak_in_between),
        cmocka_unit_test(only_the_two_are_spoken_of),
        cmocka_unit_test(who_it_is_turns_out_later),
        cmocka_unit_test(who_it_is_remains_open),
        cmocka_unit_test(japanese_with_nouns_joined),
        cmocka_unit_test(the_second_and_the_youngest),
        cmocka_unit_test(japanese_by_the_same_noun),
        cmocka_unit_test(one_and_the_other),
        cmocka_unit_test(the_same_in_other_words),
        cmocka_unit_test(japanese_with_two_men),
        cmocka_unit_test(japanese_with_the_student),
        cmocka_unit_test(chinese_and_german),
        cmocka_unit_test(a_woman_in_another_case),
        cmocka_unit_test(nobody_is_meant_without_the_case),
        cmocka_unit_test(chains_end_in_hostile_texts),
        cmocka_unit_test(a_text_of_descriptions_has_an_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
