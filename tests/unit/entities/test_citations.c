/* Citations: who is cited, by name, by noun, without a name; what is none; hostile text. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "indexer/entities/citations/citations.h"
#include "indexer/entities/tagger.h"
#include "indexer/text/passages.h"

#include "tests/unit/often.h"

static const char organisations[] =
    "hbc\torganization\tHarbor Broadcasting\tHBC\tハーバー放送協会\t海港广播协会\n"
    "eastwind\torganization\tEastwind News\tEastwind\t東風通信\t东风通讯社\n"
    "oar\torganization\tDaily Oar\tThe Daily Oar\n"
    "csa\torganization\tCoastal Space Agency\tCSA\t沿岸宇宙機構\n"
    "kestrel\torganization\tKestrel Electric\tケストレル電機\n"
    "town\tplace\tHarborland\tハーバーランド\n";

static OsintEntityList *read_list(void)
{
    g_autoptr(GBytes) bytes = g_bytes_new_static(organisations, strlen(organisations));
    OsintEntityList *list = osint_entity_list_new();
    assert_true(osint_entity_list_add(list, "organisations", bytes, NULL, NULL, NULL));
    return list;
}

static OsintArticle *read_text(const char *text, const char *language)
{
    g_autoptr(OsintEntityList) list = read_list();
    g_autoptr(OsintTagger) tagger = osint_tagger_new(list);
    OsintArticle *article = osint_article_new();
    article->text = g_strdup(text);
    article->language = g_strdup(language);
    osint_passages_split(article->text, article->headings, article->sentences, article->passages);
    osint_tagger_tag(tagger, article);
    osint_citations_find(article);
    return article;
}

/* "id=words", "'name'=words" or, for unnamed sources, "?id=words", separated by "; ". */
static char *citations_of(const OsintArticle *article)
{
    GString *out = g_string_new(NULL);
    for (guint i = 0; i < article->citations->len; i++) {
        const OsintCitation *citation = &g_array_index(article->citations, OsintCitation, i);
        g_string_append_printf(out, "%s%s", i > 0 ? "; " : "", citation->unnamed ? "?" : "");
        if (citation->origin != NULL)
            g_string_append(out, citation->origin);
        else if (citation->name != NULL)
            g_string_append_printf(out, "'%s'", citation->name);
        g_string_append_printf(out, "=%.*s", (int)(citation->span.end - citation->span.start),
                               article->text + citation->span.start);
    }
    return g_string_free(out, FALSE);
}

typedef struct {
    const char *text, *expected;
} Case;

static void check_cases(const char *language, const Case *cases, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_autoptr(OsintArticle) article = read_text(cases[i].text, language);
        g_autofree char *found = citations_of(article);
        if (strcmp(found, cases[i].expected) != 0)
            fail_msg("%s\n  expected: %s\n  found:    %s", cases[i].text, cases[i].expected, found);
    }
}

static void test_names(void **state)
{
    static const Case cases[] = {
        {"The boat sank, according to HBC.", "hbc=according to HBC"},
        {"The boat sank, HBC reported on Tuesday.", "hbc=HBC reported"},
        {"\"It sank,\" said the Coastal Space Agency.", "csa=said the Coastal Space Agency"},
        {"HBC and Eastwind News reported that it sank.",
         "hbc=HBC and Eastwind News reported; eastwind=HBC and Eastwind News reported"},
        {"In a report by Quillback, the boat sank.", "'Quillback'=report by Quillback"},
        {"Researchers at Quillback said that it sank.", "'Quillback'=Researchers at Quillback said"},
        {"Acme's Red Dot Group said that it sank.", "'Acme's Red Dot Group'=Acme's Red Dot Group said"},
        {"Local media reported that it sank.", "'Local media'=Local media reported"},
        {"Harborland said that it sank.", "town=Harborland said"},
    };
    (void)state;
    check_cases("en", cases, G_N_ELEMENTS(cases));
}

static void test_speakers(void **state)
{
    static const Case cases[] = {
        {"A CSA spokesperson told HBC that it sank.", "csa=CSA spokesperson told HBC; hbc=told HBC"},
        {"Ann Lee, a spokeswoman for CSA, said that it sank.", "csa=Ann Lee, a spokeswoman for CSA, said"},
        {"CSA Director Ann Lee said that it sank.", "csa=CSA Director Ann Lee said"},
        {"Ann Lee said that it sank.", ""},
        {"He said that it sank.", ""},
    };
    (void)state;
    check_cases("en", cases, G_N_ELEMENTS(cases));
}

static void test_unnamed(void **state)
{
    static const Case cases[] = {
        {"HBC reported, citing its own unnamed sources within the police, that it sank.",
         "hbc=HBC reported; ?hbc=citing its own unnamed sources within the police"},
        {"People familiar with the matter said that it sank.", "?=People familiar with the matter said"},
        {"It sank, sources told HBC.", "?hbc=sources told HBC; hbc=told HBC"},
        {"The captain spoke on condition of anonymity.", "?=condition of anonymity"},
    };
    (void)state;
    check_cases("en", cases, G_N_ELEMENTS(cases));
}

static void test_references(void **state)
{
    static const Case cases[] = {
        {"HBC had the story first. The broadcaster said that it sank.", "hbc=The broadcaster said"},
        {"HBC and Eastwind had the story. The outlet said that it sank.", ""},
        {"Kestrel Electric is small. The company said that it sank.", "kestrel=The company said"},
        {"Kestrel Electric is small. The broadcaster said that it sank.", ""},
    };
    (void)state;
    check_cases("en", cases, G_N_ELEMENTS(cases));
}

static void test_none(void **state)
{
    static const Case cases[] = {
        {"It went according to plan.", ""},    {"They were told to wait.", ""},
        {"Two were reported missing.", ""},    {"HBC was attacked.", ""},
        {"It closed, citing concerns.", ""},   {"HBC did not say where it sank.", ""},
        {"The attack on HBC said a lot.", ""}, {"The boat is said to have sunk.", ""},
    };
    (void)state;
    check_cases("en", cases, G_N_ELEMENTS(cases));
}

static void test_other_languages(void **state)
{
    static const Case german[] = {{"Laut HBC sank es.", "hbc=Laut HBC"},
                                  {"Es sank, wie HBC berichtete.", "hbc=wie HBC berichtete"}};
    static const Case japanese[] = {
        {"HBCによると、船は沈んだ。", "hbc=HBCによると"},
        {"船は沈んだと、東風通信が20日に報じた。", "eastwind=東風通信が20日に報じた"},
        {"沿岸宇宙機構(CSA)は、沈んだと発表した。", "csa=沿岸宇宙機構(CSA)は、沈んだと発表した"},
        {"捜査関係者への取材でわかった。", "?=捜査関係者への取材で"},
        {"東風通信が報じた。同通信によると、船は沈んだ。",
         "eastwind=東風通信が報じた; eastwind=同通信によると"},
        {"船は報じられた。", ""}};
    static const Case chinese[] = {{"据HBC报道，船沉了。", "hbc=据HBC报道"},
                                   {"知情人士称，船沉了。", "?=知情人士称"},
                                   {"根据计划，船开了。", ""}};
    static const Case korean[] = {{"HBC에 따르면 배가 가라앉았다.", "hbc=HBC에 따르면"}};
    (void)state;
    check_cases("de", german, G_N_ELEMENTS(german));
    check_cases("ja", japanese, G_N_ELEMENTS(japanese));
    check_cases("zh", chinese, G_N_ELEMENTS(chinese));
    check_cases("ko", korean, G_N_ELEMENTS(korean));
}

static void test_again(void **state)
{
    g_autoptr(OsintArticle) article = read_text("HBC said so.", "en");
    (void)state;
    osint_citations_find(article);
    assert_int_equal(article->citations->len, 1);
}

/* Megabytes of what the patterns look for: they end, with spans inside the text and in order. */
static void test_hostile(void **state)
{
    static const char *const parts[] = {"HBC and ",
                                        "according to ",
                                        "said ",
                                        "the broadcaster said ",
                                        "HBC, ",
                                        "sources ",
                                        "A's ",
                                        "HBCと",
                                        "据据",
                                        "同通信によると",
                                        "HBCが",
                                        "report by ",
                                        "told the of of ",
                                        "\"said, ",
                                        "HBC报道称说"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(parts); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        while (text->len < often(300000))
            g_string_append(text, parts[i]);
        g_autoptr(OsintArticle) article = read_text(text->str, "en");
        guint32 last = 0;
        for (guint k = 0; k < article->citations->len; k++) {
            OsintSpan span = g_array_index(article->citations, OsintCitation, k).span;
            assert_true(span.start >= last && span.start < span.end && span.end <= text->len);
            last = span.start;
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_names),   cmocka_unit_test(test_speakers),
        cmocka_unit_test(test_unnamed), cmocka_unit_test(test_references),
        cmocka_unit_test(test_none),    cmocka_unit_test(test_other_languages),
        cmocka_unit_test(test_again),   cmocka_unit_test(test_hostile),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
