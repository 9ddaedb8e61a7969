/* What a query means, by its canonical spelling; what is refused, with code and place; what is noted. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#define NOW G_GINT64_CONSTANT(1619000000) /* 2021-04-21T10:13:20Z, a Wednesday */

static const struct {
    const char *text, *canonical;
} readings[] = {
    {"tick butler", "tick butler"},
    {"  tick,  butler. ", "tick butler"},
    {"tick AND butler && c", "tick butler c"},
    {"+tick +\"b c\"", "tick \"b c\""},
    {"a b OR c d", "(a b) OR (c d)"},
    {"a | b||c", "a OR b OR c"},
    {"(a OR b) OR c", "a OR b OR c"},
    {"(a OR b) c", "(a OR b) c"},
    {"a (b (c d))", "a b c d"},
    {"NOT insect", "NOT insect"},
    {"-insect", "NOT insect"},
    {"!insect", "NOT insect"},
    {"NOT NOT a", "a"},
    {"NOT (NOT a)", "a"},
    {"-(a b)", "NOT (a b)"},
    {"NOT a NEAR/5 b", "NOT (a NEAR/5 b)"},
    {"fox-it a - b", "fox-it a b"},
    {"or and not", "or and not"},
    {"*", "*"},
    {"* -tick", "* NOT tick"},
    {"\"bronze   butler\"", "\"bronze butler\""},
    {"\"a \\\"b\\\" \\\\ \\c\"", "\"a \\\"b\\\" \\\\ \\\\c\""},
    {"\"a b\"~5", "\"a b\"~5"},
    {"\"a b\"~0", "\"a b\""},
    {"a w/5 b", "a NEAR/5 b"},
    {"a NEAR/5 b NEAR/5 c", "a NEAR/5 b NEAR/5 c"},
    {"a ADJ/3 (b OR \"c d\" OR entity:e)", "a ADJ/3 (b OR \"c d\" OR entity:e)"},
    {"a /s b", "a SAME/s b"},
    {"a /p b SAME/p c", "a SAME/p b SAME/p c"},
    {"(a b) SAME/p (c NEAR/2 d)", "(a b) SAME/p (c NEAR/2 d)"},
    {"a SAME/s b SAME/p c", "(a SAME/s b) SAME/p c"},
    {"a NEAR/5 b OR c", "(a NEAR/5 b) OR c"},
    {"espion* Espion*.", "espion* Espion*"},
    {"khabarov~ khabarov~2", "khabarov~1 khabarov~2"},
    {"ス*", "ス*"},
    {"ENTITY:tick e:\"tick\"", "entity:tick entity:tick"},
    {"entity:\"BRONZE BUTLER\"", "entity:\"BRONZE BUTLER\""},
    {"entity:=Tick actor:=\"Bronze Butler\"", "entity:=Tick actor:=\"Bronze Butler\""},
    {"entity:(a OR b)", "entity:a OR entity:b"},
    {"entity:(a b -(c | =d))", "entity:a entity:b NOT (entity:c OR entity:=d)"},
    {"entity:(a OR title:b)", "entity:a OR title:b"},
    {"actor:a unit:b person:c org:d place:e malware:f tool:g cve:h",
     "actor:a unit:b person:c org:d place:e malware:f tool:g cve:h"},
    {"ip:192[.]0[.]2[.]1 domain:a.b url:https://x/(y) email:a@b.c hash:00",
     "ip:192[.]0[.]2[.]1 domain:a.b url:https://x/(y) email:a@b.c hash:00"},
    {"(url:https://x/y)", "url:https://x/y"},
    {"id:a(b c) d", "id:a b c d"},

    {"mentions:tick>=3", "mentions:tick>=3"},
    {"mentions:tick>3 mentions:tick<3 mentions:tick<=3 mentions:tick=3 mentions:tick",
     "mentions:tick>=4 mentions:tick<=2 mentions:tick<=3 mentions:tick=3 mentions:tick>=1"},
    {"mentions:\"bronze butler\">=2", "mentions:\"bronze butler\">=2"},
    {"intitle:a intext:b from:c", "title:a body:b author:c"},
    {"title:\"a b\"~3 title:espion* body:tick~2 author:\"Jane Doe\"",
     "title:\"a b\"~3 title:espion* body:tick~2 author:\"Jane Doe\""},
    {"title:(a \"b c\")", "title:a title:\"b c\""},
    {"publisher:nhk site:therecord.media cites:nhk is:x lang:ja mime:text/html",
     "source:nhk site:therecord.media cites:nhk tag:x lang:ja type:text/html"},
    {"path:x/** file:\"a b\" ext:pdf id:u1 rating:B2", "path:x/** path:\"a b\" path:*.pdf id:u1 rating:B2"},
    {"query:name", "query:name"},
    {"https://x.y/z 12:30 C:\\a std::b 2001:db8::1", "https://x.y/z 12:30 C:\\a std::b 2001:db8::1"},
    {"Tokyo: (Kyoto:) :-", "Tokyo Kyoto"},
    {"'AND' OR, 'title:x'", "'AND' 'OR' 'title:x'"},
    {"“people’s army”", "\"people’s army\""},
    {"entity：（"
     "a｜"
     "b）\u3000"
     "c",
     "(entity:a OR entity:b) c"},
    {"「a b」、"
     "c。",
     "\"a b\" c"},
    {"a\u00A0"
     "b\tc\x01"
     "d",
     "a b c d"},
};

static void test_readings(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(readings); i++) {
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintQuery) query = osint_query_parse(readings[i].text, NOW, NULL, &error);
        if (!query)
            fail_msg("%s: %s", readings[i].text, error->message);
        g_autofree char *canonical = osint_query_print(query);
        assert_string_equal(canonical, readings[i].canonical);
        g_autoptr(OsintQuery) again = osint_query_parse(canonical, 0, NULL, NULL);
        assert_non_null(again);
        assert_true(osint_node_equal(query->root, again->root));
    }
}

static const struct {
    const char *text;
    OsintQueryErrorCode code;
    const char *at; /* the first place of this in text is the error's */
    const char *says;
} refusals[] = {
    {"", OSINT_QUERY_ERROR_SYNTAX, "", "empty"},
    {" \t\u3000", OSINT_QUERY_ERROR_SYNTAX, " \t\u3000", "empty"},
    {"?? \"\" ()", OSINT_QUERY_ERROR_SYNTAX, "?? \"\" ()", "nothing to search for"},
    {"tick OR", OSINT_QUERY_ERROR_SYNTAX, "OR", "nothing after"},
    {"AND tick", OSINT_QUERY_ERROR_SYNTAX, "AND", "nothing before"},
    {"a OR AND b", OSINT_QUERY_ERROR_SYNTAX, "AND", "nothing before"},
    {"NOT", OSINT_QUERY_ERROR_SYNTAX, "NOT", "nothing after"},
    {"(a OR) b", OSINT_QUERY_ERROR_SYNTAX, "OR", "nothing after"},
    {"a NEAR/5", OSINT_QUERY_ERROR_SYNTAX, "NEAR/5", "nothing after"},
    {"a NEAR/5 -b", OSINT_QUERY_ERROR_SYNTAX, "-", "negated"},
    {"a NEAR b", OSINT_QUERY_ERROR_SYNTAX, "NEAR", "distance"},
    {"a NEAR/0 b", OSINT_QUERY_ERROR_SYNTAX, "NEAR/0", "1 to 1000"},
    {"a ADJ/x b", OSINT_QUERY_ERROR_SYNTAX, "ADJ/x", "1 to 1000"},
    {"a SAME/x b", OSINT_QUERY_ERROR_SYNTAX, "SAME/x", "SAME/s"},
    {"a NEAR/5 (b c)", OSINT_QUERY_ERROR_SYNTAX, "b c", "OR groups"},
    {"a NEAR/5 b ADJ/3 c", OSINT_QUERY_ERROR_SYNTAX, "a NEAR/5 b", "ADJ/3"},
    {"a NEAR/5 lang:en", OSINT_QUERY_ERROR_SYNTAX, "lang:en", "words, phrases and entities"},
    {"a SAME/s (b -c)", OSINT_QUERY_ERROR_SYNTAX, "-c", "group"},
    {"a SAME/p b SAME/s c", OSINT_QUERY_ERROR_SYNTAX, "a SAME/p b", "group"},
    {"((  )) a", OSINT_QUERY_ERROR_SYNTAX, "(", "between the brackets"},
    {"entity:() a", OSINT_QUERY_ERROR_SYNTAX, "(", "between the brackets"},
    {"enttiy:tick", OSINT_QUERY_ERROR_FIELD, "enttiy", "unknown field \"enttiy\", nearest is \"entity\""},
    {"a Sorce:\"x\"", OSINT_QUERY_ERROR_FIELD, "Sorce", "nearest is \"source\""},
    {"befor:2021", OSINT_QUERY_ERROR_FIELD, "befor", "nearest is \"before\""},
    {"abcdefghijklmnopqrstuvwxyz:x", OSINT_QUERY_ERROR_FIELD, "abcdefghijklmnopqrstuvwxyz", "in quotes"},
    {"source: nhk", OSINT_QUERY_ERROR_SYNTAX, "source:", "right after the colon"},
    {"source:\"\"", OSINT_QUERY_ERROR_SYNTAX, "\"\"", "needs a value"},
    {"source:nh*", OSINT_QUERY_ERROR_WILDCARD, "nh*", "no wildcard"},
    {"tag:=x", OSINT_QUERY_ERROR_SYNTAX, "=x", "comparison"},
    {"entity:=", OSINT_QUERY_ERROR_SYNTAX, "=", "name of an entity"},
    {"mentions:tick>", OSINT_QUERY_ERROR_SYNTAX, "tick>", "comparison"},
    {"mentions:tick<0", OSINT_QUERY_ERROR_SYNTAX, "tick<0", "comparison"},
    {"mentions:tick>=99999999999999999999", OSINT_QUERY_ERROR_SYNTAX, "tick>", "comparison"},
    {"es*", OSINT_QUERY_ERROR_WILDCARD, "es*", "3 letters"},
    {"és*", OSINT_QUERY_ERROR_WILDCARD, "és*", "3 letters"},
    {"*pion", OSINT_QUERY_ERROR_WILDCARD, "*pion", "end of a word"},
    {"es*ion", OSINT_QUERY_ERROR_WILDCARD, "es*ion", "end of a word"},
    {"fox-itty*", OSINT_QUERY_ERROR_WILDCARD, "fox-itty*", "one word"},
    {"title:*", OSINT_QUERY_ERROR_WILDCARD, "*", "end of a word"},
    {"khabarov~3", OSINT_QUERY_ERROR_SYNTAX, "khabarov~3", "~1 or ~2"},
    {"khabarov~0.5", OSINT_QUERY_ERROR_SYNTAX, "khabarov~0.5", "~1 or ~2"},
    {"it~", OSINT_QUERY_ERROR_WILDCARD, "it~", "3 letters"},
    {"\"a b\"~", OSINT_QUERY_ERROR_SYNTAX, "\"a b\"~", "distance"},
    {"\"a b\">=3", OSINT_QUERY_ERROR_SYNTAX, "\"a b\">=3", "mentions:"},
    {"a \xFF", OSINT_QUERY_ERROR_SYNTAX, "\xFF", "UTF-8"},
};

static void test_refusals(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(refusals); i++) {
        g_autoptr(GError) error = NULL;
        OsintSpan place = {99, 99};
        g_autoptr(OsintQuery) query = osint_query_parse(refusals[i].text, NOW, &place, &error);
        if (query)
            fail_msg("accepted: %s", refusals[i].text);
        assert_int_equal(error->domain, OSINT_QUERY_ERROR);
        if (error->code != (gint)refusals[i].code || !strstr(error->message, refusals[i].says))
            fail_msg("%s: %d %s", refusals[i].text, error->code, error->message);
        assert_int_equal(place.start, strstr(refusals[i].text, refusals[i].at) - refusals[i].text);
    }
}

static const struct {
    const char *text, *canonical, *note;
} mended[] = {
    {"tick \"bronze butler", "tick \"bronze butler\"", "a quote without its partner"},
    {"(tick (a OR b", "tick (a OR b)", "a bracket without its partner was closed"},
    {"tick (", "tick", "opening bracket with nothing after it"},
    {"(a OR b) ( (", "a OR b", "opening bracket with nothing after it"},
    {"tick) a", "tick a", "closing bracket without its partner"},
    {"a () b", "a b", "nothing between them"},
    {"a \"\" b", "a b", "quotes with nothing"},
    {"a ? b", "a b", "\"?\" has no letters or digits"},
    {"tick or butler", "tick or butler", "\"or\""},
    {"a near/5 b", "a near/5 b", "\"near/5\""},
    {"\"espion*\"", "\"espion*\"", "no wildcard"},
};

static void test_mended(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(mended); i++) {
        g_autoptr(OsintQuery) query = osint_query_parse(mended[i].text, NOW, NULL, NULL);
        assert_non_null(query);
        g_autofree char *canonical = osint_query_print(query);
        assert_string_equal(canonical, mended[i].canonical);
        assert_int_equal(query->notes->len, 1);
        assert_non_null(strstr(query->notes->pdata[0], mended[i].note));
    }
}

static void test_nothing_mended_nothing_noted(void **state)
{
    (void)state;
    g_autoptr(OsintQuery) query =
        osint_query_parse("(tick OR \"bronze butler\") -insect entity:tick date:2021", NOW, NULL, NULL);
    assert_int_equal(query->notes->len, 0);
}

static void test_messages_are_short_lines(void **state)
{
    (void)state;
    g_autofree char *name = g_strnfill(5000, 'x');
    g_autofree char *text = g_strconcat(name, ":y", NULL);
    g_autoptr(GError) error = NULL;
    assert_null(osint_query_parse(text, NOW, NULL, &error));
    assert_true(strlen(error->message) < 300);
    assert_true(g_str_has_prefix(error->message, "unknown field"));
    assert_true(g_str_has_suffix(error->message, "put them in quotes"));
    g_clear_error(&error);
    assert_null(osint_query_parse("date:\"a\n\033[31mb\"", NOW, NULL, &error));
    assert_null(strpbrk(error->message, "\n\033"));
}

static void test_notes_are_bounded(void **state)
{
    (void)state;
    g_autoptr(GString) text = g_string_new("tick");
    for (gunichar c = 0x2190; c < 0x21F0; c++) {
        g_string_append_c(text, ' ');
        g_string_append_unichar(text, c);
    }
    g_autoptr(OsintQuery) query = osint_query_parse(text->str, NOW, NULL, NULL);
    assert_int_equal(query->notes->len, 21);
}

static void test_tree(void **state)
{
    (void)state;
    g_autoptr(OsintQuery) query = osint_query_parse("tick -entity:=Tick a NEAR/7 b", NOW, NULL, NULL);
    const OsintNode *root = query->root;
    assert_int_equal(root->kind, OSINT_NODE_AND);
    assert_int_equal(root->children->len, 3);
    const OsintNode *negation = root->children->pdata[1];
    const OsintNode *entity = negation->children->pdata[0];
    assert_int_equal(negation->kind, OSINT_NODE_NOT);
    assert_int_equal(entity->kind, OSINT_NODE_FIELD);
    assert_int_equal(entity->field, OSINT_FIELD_ENTITY);
    assert_true(entity->exact);
    assert_string_equal(entity->text, "Tick");
    assert_int_equal(entity->span.start, 6);
    assert_int_equal(entity->span.end, 18);
    const OsintNode *near = root->children->pdata[2];
    assert_int_equal(near->kind, OSINT_NODE_NEAR);
    assert_int_equal(near->distance, 7);
    assert_int_equal(near->span.start, 19);
    assert_int_equal(near->span.end, 29);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_readings),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_mended),
        cmocka_unit_test(test_nothing_mended_nothing_noted),
        cmocka_unit_test(test_messages_are_short_lines),
        cmocka_unit_test(test_notes_are_bounded),
        cmocka_unit_test(test_tree),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
