/* Properties over random queries (fixed seeds): canonical spelling and tree are one to one, no text breaks
 * the parser, and limits answer at once. */
#include "search/query.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>
#include <string.h>

#include "tests/unit/often.h"

#define NOW G_GINT64_CONSTANT(1619000000)

/* ---- random trees, as text with every freedom that the language gives ---- */

static const char *const leaves[] = {
    "tick",
    "fox-it",
    "日本",
    "\"bronze butler\"",
    "\"a \\\"b\\\" \\\\\"",
    "\"a b\"~7",
    "espion*",
    "スパ*",
    "khabarov~2",
    "khabarov~",
    "'AND'",
    "'title:x'",
    "https://x.example/y",
    "entity:tick",
    "e:\"BRONZE BUTLER\"",
    "entity:=\"a:b (c)\"",
    "actor:=Tick",
    "unit:\"=61419\"",
    "cve:CVE-2021-44228",
    "ip:192[.]0[.]2[.]1",
    "title:(x)",
    "intitle:\"x y\"~3",
    "title:'AND'",
    "author:jan*",
    "body:khabarov~1",
};
static const char *const filters[] = {
    "*",
    "mentions:tick>=3",
    "mentions:\"a>b\"<4",
    "mentions:x=0",
    "date:2021",
    "date:2021-04-01",
    "date:2021-01",
    "date:2w..",
    "date:..last.month",
    "after:2020-02-29",
    "date:90min..1h",
    "added:1d",
    "source:nhk",
    "source:\"a*\"",
    "path:x/**",
    "path:\"a b/*\"",
    "ext:pdf",
    "id:-x-",
    "tag:\"=x\"",
    "lang:ja",
    "query:\"a b\"",
    "url:http://x/(y)/z",
    "rating:B2",
    "site:\"\\\"\"",
};

static const char *pick(GRand *random, const char *const *from, gsize count)
{
    return from[g_rand_int_range(random, 0, (gint32)count)];
}

static void append_tree(GRand *random, GString *out, guint depth);

static void append_window(GRand *random, GString *out)
{
    static const char *const operators[] = {" NEAR/5 ", " w/5 ", " ADJ/2 ", " SAME/s ", " /p "};
    const char *joint = pick(random, operators, G_N_ELEMENTS(operators));
    guint count = (guint)g_rand_int_range(random, 2, 5);
    for (guint i = 0; i < count; i++) {
        const char *leaf = pick(random, leaves, G_N_ELEMENTS(leaves));
        g_string_append(out, i > 0 ? joint : "");
        if (g_rand_boolean(random))
            g_string_append(out, leaf);
        else
            g_string_append_printf(out, "(%s OR %s)", leaf, pick(random, leaves, G_N_ELEMENTS(leaves)));
    }
}

static void append_group(GRand *random, GString *out, guint depth)
{
    static const char *const operators[] = {" ", " AND ", " OR ", "|", " && ", " + "};
    guint count = (guint)g_rand_int_range(random, 1, 5);
    g_string_append_c(out, '(');
    for (guint i = 0; i < count; i++) {
        if (i > 0)
            g_string_append(out, pick(random, operators, G_N_ELEMENTS(operators)));
        append_tree(random, out, depth - 1);
    }
    g_string_append_c(out, ')');
}

static void append_tree(GRand *random, GString *out, guint depth)
{
    static const char *const negations[] = {"NOT ", " -", " !", "NOT NOT "};
    if (g_rand_int_range(random, 0, 5) == 0)
        g_string_append(out, pick(random, negations, G_N_ELEMENTS(negations)));
    int kind = g_rand_int_range(random, 0, depth > 0 ? 6 : 3);
    if (kind == 0)
        g_string_append(out, pick(random, filters, G_N_ELEMENTS(filters)));
    else if (kind == 1 || kind == 2)
        g_string_append(out, pick(random, leaves, G_N_ELEMENTS(leaves)));
    else if (kind == 3)
        append_window(random, out);
    else
        append_group(random, out, depth);
}

static void check_form(const OsintNode *node, OsintNodeKind parent)
{
    gboolean joins = node->kind == OSINT_NODE_AND || node->kind == OSINT_NODE_OR;
    if (node->children->len == 0) {
        assert_true(node->kind <= OSINT_NODE_FIELD);
        return;
    }
    assert_true(node->kind > OSINT_NODE_FIELD);
    assert_false((joins || node->kind == OSINT_NODE_NOT) && node->kind == parent);
    assert_true(node->kind == OSINT_NODE_NOT ? node->children->len == 1 : node->children->len > 1);
    for (guint i = 0; i < node->children->len; i++)
        check_form(node->children->pdata[i], node->kind);
}

static void check_round_trip(const char *text, const OsintQuery *query)
{
    g_autofree char *canonical = osint_query_print(query);
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintQuery) again = osint_query_parse(canonical, NOW + 1000000, NULL, &error);
    if (!again)
        fail_msg("%s\nbecame %s\nwhich is refused: %s", text, canonical, error->message);
    g_autofree char *repeated = osint_query_print(again);
    assert_string_equal(canonical, repeated);
    if (!osint_node_equal(query->root, again->root))
        fail_msg("%s\nbecame %s\nwhich is another tree", text, canonical);
    check_form(query->root, OSINT_NODE_ALL);
}

static void test_random_trees(void **state)
{
    (void)state;
    g_autoptr(GRand) random = g_rand_new_with_seed(20210420);
    for (int i = 0; i < (int)often(2000); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        append_tree(random, text, 4);
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintQuery) query = osint_query_parse(text->str, NOW, NULL, &error);
        if (!query)
            fail_msg("%s: %s", text->str, error->message);
        check_round_trip(text->str, query);
    }
}

/* ---- random text ---- */

static void test_random_text(void **state)
{
    (void)state;
    static const char *const pieces[] = {
        "a",   "b*",     " ",     " ",      "(",      ")",         "\"",   "-",        "~",        "~1",
        ":",   "title:", "e:",    "|",      "OR",     "AND",       "NOT ", " NEAR/2 ", " SAME/s ", "=",
        ">=3", "..",     "date:", "2021",   "\\",     "'",         "*",    "「",       "」",       "”",
        "：",  "（",     "）",    "日本",   "、",     "mentions:", "x",    "\t",       "+",        "!",
        "/",   ".",      ",",     "\u00AD", "\u200D", "\u0301",    "＂",   "－",       "3m",       "[.]",
    };
    g_autoptr(GRand) random = g_rand_new_with_seed(61419);
    guint read = 0;
    for (int i = 0; i < (int)often(20000); i++) {
        g_autoptr(GString) text = g_string_new(NULL);
        for (int n = g_rand_int_range(random, 1, 14); n > 0; n--)
            g_string_append(text, pick(random, pieces, G_N_ELEMENTS(pieces)));
        OsintSpan place = {1, 0};
        g_autoptr(GError) error = NULL;
        g_autoptr(OsintQuery) query = osint_query_parse(text->str, NOW, &place, &error);
        if (query) {
            check_round_trip(text->str, query);
            read++;
            continue;
        }
        assert_true(place.start <= place.end && place.end <= text->len);
        g_autofree char *caret = osint_query_caret(text->str, place);
        assert_non_null(strchr(caret, '^'));
    }
    assert_true(read > often(2000));
}

/* ---- limits ---- */

static char *repeated(const char *piece, guint times, const char *last)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < times; i++)
        g_string_append(text, piece);
    g_string_append(text, last);
    return g_string_free(text, FALSE);
}

static void check_limit(char *take_text, const char *says)
{
    g_autofree char *text = take_text;
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintQuery) query = osint_query_parse(text, NOW, NULL, &error);
    if (!says) {
        assert_non_null(query);
        check_round_trip("a long query", query);
        return;
    }
    assert_null(query);
    assert_true(g_error_matches(error, OSINT_QUERY_ERROR, OSINT_QUERY_ERROR_LIMIT));
    assert_non_null(strstr(error->message, says));
}

static void test_limits(void **state)
{
    (void)state;
    check_limit(repeated("(", 200, "a"), NULL);
    check_limit(repeated("(a OR (b ", 99, "c"), NULL);
    check_limit(repeated("(", 201, "a"), "nested");
    check_limit(repeated("(", 1000, "a"), "nested");
    check_limit(repeated("title:(-", 60000 / 8, "a"), "nested");
    check_limit(repeated("NOT ", 15000, "a"), NULL);
    check_limit(repeated("a ", 1999, "a"), NULL);
    check_limit(repeated("a OR ", 1999, "a"), NULL);
    check_limit(repeated("a NEAR/5 ", 1999, "a"), NULL);
    check_limit(repeated("a ", 2000, "a"), "2000");
    check_limit(repeated("a ", 10000, "a"), "2000");
    check_limit(repeated("a-", 1999, "a"), NULL);
    check_limit(repeated("a-", 2000, "a"), "2000");
    check_limit(repeated("a \"b c\" ", 667, ""), "2000");
    check_limit(repeated("日", 2000, ""), NULL);
    check_limit(repeated("日", 2001, ""), "2000");
    check_limit(repeated("a", 65536, ""), NULL);
    check_limit(repeated("a", 65537, ""), "65536");
    check_limit(repeated("日本", 2000000, ""), "65536");
    check_limit(repeated("e:x(", 16000, "a"), "nested");
    check_limit(repeated("? ", 32000, "a"), NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_random_trees),
        cmocka_unit_test(test_random_text),
        cmocka_unit_test(test_limits),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
