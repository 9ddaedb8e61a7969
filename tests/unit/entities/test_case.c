/* The list of the Tick case on sentences about it and beside it, on the two published articles and together
 * with the MISP galaxy, where those are at hand. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/tagger.h"
#include "indexer/text/passages.h"

#define CASE_LIST OSINT_SOURCE_DIR "/corpus/entities/tick-case.json"
#define SOURCES OSINT_SHARED_DIR "/sources/"
#define MISP_ARCHIVE OSINT_SHARED_DIR "/data/entities/misp-galaxy.tar.gz"

static void fail_on_note(const char *list, guint place, const char *code, const char *message, gpointer data)
{
    (void)data;
    fail_msg("%s:%u: %s: %s", list, place, code, message);
}

static OsintEntityList *case_list(void)
{
    g_autofree char *content = NULL;
    gsize length;
    assert_true(g_file_get_contents(CASE_LIST, &content, &length, NULL));
    g_autoptr(GBytes) bytes = g_bytes_new(content, length);
    OsintEntityList *list = osint_entity_list_new();
    assert_true(osint_entity_list_add(list, "tick-case.json", bytes, fail_on_note, NULL, NULL));
    return list;
}

/* The ids of the entities with a mention in the span, each once, in the order of their first mention. */
static char *ids_in(const OsintArticle *article, OsintSpan span)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        if (mention->span.start >= span.start && mention->span.end <= span.end &&
            !g_ptr_array_find_with_equal_func(ids, mention->entity, g_str_equal, NULL))
            g_ptr_array_add(ids, mention->entity);
    }
    g_ptr_array_add(ids, NULL);
    return g_strjoinv(" ", (char **)ids->pdata);
}

static void assert_ids(const OsintTagger *tagger, const char *text, const char *expected)
{
    g_autoptr(OsintArticle) article = osint_article_new();
    article->text = g_strdup(text);
    osint_tagger_tag(tagger, article);
    g_autofree char *found = ids_in(article, (OsintSpan){0, G_MAXUINT32});
    assert_string_equal(found, expected);
}

typedef struct {
    const char *text;
    const char *expected;
} Case;

static void check(const Case *cases, gsize count)
{
    g_autoptr(OsintEntityList) list = case_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    for (gsize i = 0; i < count; i++)
        assert_ids(tagger, cases[i].text, cases[i].expected);
}

static void tick_is_told_from_ticks(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The hacker group Tick struck again.", "tick"},
        {"Tick, also called BRONZE BUTLER.", "tick"},
        {"Threat actors such as TICK were seen.", "tick"},
        {"ハッカー集団ティックの犯行", "tick"},
        {"黑客组织Tick", "tick"},
        {"Tick bites are on the rise.", ""},
        {"Tick-borne disease; hackers fear it.", ""},
        {"Tick the box, say hackers.", ""},
        {"The hacker group has a new tick.", ""},
        {"The hacker group warned of Tick-borne encephalitis and Tick season.", ""},
        {"ハッカー集団はロマンティックな名を選んだ", ""},
        {"In the Tick Size Pilot the price moves by a tick.", ""},
        {"Unit 61419 is no other name of BRONZE BUTLER.", "unit-61419 tick"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void finds_the_unit_in_every_script(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"unit 61419", "unit-61419"},
        {"PLA Unit 61419", "unit-61419"},
        {"６１４１９部隊", "unit-61419"},
        {"中国人民解放軍第61419部隊", "pla unit-61419"},
        {"青島の61419部隊", "unit-61419"},
        {"人民解放軍61419部隊", "unit-61419"},
        {"山东省青岛市的61419部队", "shandong qingdao unit-61419"},
        {"61419부대는", "unit-61419"},
        {"ZIP code 61419", ""},
        {"Unit 61418, Unit 614190", ""},
    };
    check(cases, G_N_ELEMENTS(cases));
}

static void suspects_are_found_only_in_the_case(void **state)
{
    (void)state;
    static const Case cases[] = {
        {"The two suspects left. A Chinese student and a computer engineer in his 30s stayed.", "china"},
        {"Police say the hacker group Tick used a server of a former student.", "tick suspect-student"},
        {"The espionage group Tick hired a former student.", "tick"},
        {"Unit 61419, police suspect, paid a systems engineer in his thirties. The man left.",
         "unit-61419 suspect-engineer"},
        {"Unit 61419 paid a Chinese engineer. The man left.", "unit-61419 china"},
        {"The man. Unit 61419 paid nobody.", "unit-61419"},
        {"61419部隊、警視庁、30代のシステムエンジニア",
         "unit-61419 tokyo-metropolitan-police suspect-engineer"},
        {"61419部隊の指示を受けた元留学生", "unit-61419 suspect-student"},
        {"61419部队与两名嫌疑人", "unit-61419 suspect-engineer suspect-student"},
        {"中国籍の男2人が61419部隊と、捜査関係者", "suspect-engineer suspect-student china unit-61419"},
    };
    check(cases, G_N_ELEMENTS(cases));
}

/* The text as a reader of plain text gives it: one paragraph a line. */
static OsintArticle *article_of_source(const char *name)
{
    g_autofree char *path = g_strconcat(SOURCES, name, NULL);
    g_autofree char *content = NULL;
    if (!g_file_get_contents(path, &content, NULL, NULL))
        return NULL;
    OsintArticle *article = osint_article_new();
    g_auto(GStrv) lines = g_strsplit(content, "\n", -1);
    g_autoptr(GString) text = g_string_new(NULL);
    for (char **line = lines; *line != NULL; line++)
        if (*g_strstrip(*line) != '\0')
            g_string_append_printf(text, "%s%s", text->len > 0 ? "\n\n" : "", *line);
    article->text = g_strdup(text->str);
    return article;
}

static void check_source(const char *name, const char *const *expected, guint count)
{
    g_autoptr(OsintArticle) article = article_of_source(name);
    if (article == NULL) {
        print_message("%s%s is missing: skipped\n", SOURCES, name);
        skip();
        return;
    }
    g_autoptr(OsintEntityList) list = case_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    osint_tagger_tag(tagger, article);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(article->text, paragraphs);
    assert_true(paragraphs->len >= count);
    for (guint i = 0; i < count; i++) {
        g_autofree char *found = ids_in(article, g_array_index(paragraphs, OsintSpan, i));
        assert_string_equal(found, expected[i]);
    }
}

static void reads_the_first_source(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "japan tick china",
        "japan china",
        "tokyo-metropolitan-police suspect-engineer china suspect-student",
        "yomiuri-shimbun nikkei nhk the-mainichi suspect-engineer suspect-student",
        "china tick japan",
        "japan jaxa",
        "suspect-engineer suspect-student japan tokyo-metropolitan-police tokyo",
        "tick china",
        "japan tick china",
        "tick pla unit-61419 china qingdao shandong",
        "recorded-future insikt-group the-record pla china",
        "insikt-group pla tick china",
        "korean-peninsula japan unit-61419 pla insikt-group the-record",
        "tick china shandong apt17 jinan mss",
    };
    check_source("000_6ea784c3e33036fe.txt", expected, G_N_ELEMENTS(expected));
}

static void reads_the_second_source(void **state)
{
    (void)state;
    static const char *const expected[] = {
        "china pla japan nhk",
        "tokyo-metropolitan-police suspect-engineer chinese-communist-party nhk",
        "jaxa japan tokyo-metropolitan-police suspect-engineer china nhk",
        "suspect-engineer japan china tick",
        "tokyo-metropolitan-police china pla tick japan mitsubishi-electric tokyo keio-university",
        "jaxa nhk japan",
        "suspect-student china japan unit-61419 pla nhk",
        "unit-61419 china qingdao shandong japan south-korea kyodo-news tokyo-metropolitan-police",
        "kyodo-news suspect-student china japan tick jaxa",
        "suspect-engineer suspect-student china japan pla kyodo-news tokyo-metropolitan-police",
    };
    check_source("002_0a48a247df75c2de.txt", expected, G_N_ELEMENTS(expected));
}

static void count_note(const char *list, guint place, const char *code, const char *message, gpointer data)
{
    (void)list;
    (void)place;
    (void)code;
    (void)message;
    (*(guint *)data)++;
}

/* The text of one file of the archive. NUL bytes do not occur in JSON. */
static char *archived(const char *member)
{
    g_autofree char *path = g_strconcat("misp-galaxy/", member, NULL);
    g_autofree char *quoted = g_shell_quote(MISP_ARCHIVE);
    g_autofree char *command = g_strdup_printf("tar -xzOf %s %s", quoted, path);
    char *content = NULL;
    assert_true(g_spawn_command_line_sync(command, &content, NULL, NULL, NULL));
    return content;
}

static void merges_with_the_misp_galaxy(void **state)
{
    (void)state;
    static const char *const members[] = {"threat-actor.json", "microsoft-activity-group.json", "tool.json",
                                          "ransomware.json", "target-information.json"};
    if (!g_file_test(MISP_ARCHIVE, G_FILE_TEST_EXISTS)) {
        print_message("%s is missing: skipped\n", MISP_ARCHIVE);
        skip();
    }
    g_autoptr(OsintEntityList) list = case_list();
    guint notes = 0;
    for (guint i = 0; i < G_N_ELEMENTS(members); i++) {
        g_autofree char *content = archived(members[i]);
        g_autoptr(GBytes) bytes = g_bytes_new(content, strlen(content));
        assert_true(osint_entity_list_add(list, members[i], bytes, count_note, &notes, NULL));
    }
    assert_true(osint_entity_list_size(list) > 3500);
    assert_true(notes < 20);
    g_autoptr(GArray) unit = osint_entity_list_lookup(list, "PLA Unit 61419");
    assert_int_equal(unit->len, 1);
    assert_string_equal(osint_entity_list_get(list, g_array_index(unit, guint, 0))->id, "unit-61419");
    assert_string_equal(osint_entity_list_find(list, "japan")->type, "place");
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    assert_ids(tagger, "The hacker group Tick.", "tick");
    assert_ids(tagger, "A tick bit the man. Tick season.", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(tick_is_told_from_ticks),
        cmocka_unit_test(finds_the_unit_in_every_script),
        cmocka_unit_test(suspects_are_found_only_in_the_case),
        cmocka_unit_test(reads_the_first_source),
        cmocka_unit_test(reads_the_second_source),
        cmocka_unit_test(merges_with_the_misp_galaxy),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
