/* Linked data: indexer/readers/html/jsonld.h. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include <string.h>

#include "indexer/readers/html/jsonld-repair.h"
#include "indexer/readers/html/jsonld.h"

static OsintLinkedData *read_one(const char *script, const char *address, const char *title)
{
    g_autoptr(GPtrArray) scripts = g_ptr_array_new();
    g_ptr_array_add(scripts, (gpointer)script);
    return osint_linked_data_read(scripts, address, title);
}

static void assert_headline(const char *script, const char *headline)
{
    g_autoptr(OsintLinkedData) data = read_one(script, "https://x.example/b", "The second");
    if (data == NULL || g_strcmp0(data->headline, headline) != 0)
        fail_msg("%s: \"%s\", not \"%s\"", script, data != NULL ? data->headline : "nothing", headline);
}

static void which_object_is_meant(void **state)
{
    (void)state;
    assert_headline("{\"@type\":\"NewsArticle\",\"headline\":\"A\"}", "A");
    assert_headline("{\"@type\":[\"Thing\",\"http://schema.org/BlogPosting\"],\"headline\":\"A\"}", "A");
    assert_headline("[{\"@type\":\"WebSite\",\"name\":\"S\"},{\"@type\":\"Article\",\"headline\":\"A\"}]",
                    "A");
    assert_headline(
        "{\"@graph\":[{\"@type\":\"WebPage\",\"name\":\"P\"},{\"@type\":\"Article\",\"headline\":\"A\"}]}",
        "A");
    assert_headline("{\"@type\":\"WebPage\",\"mainEntity\":{\"@type\":\"Article\",\"headline\":\"A\"}}", "A");
    assert_headline(
        "[{\"@type\":\"Article\",\"headline\":\"A\"},{\"@type\":\"Article\",\"headline\":\"The second\"}]",
        "The second");
    assert_headline(
        "[{\"@type\":\"Article\",\"headline\":\"A\"},"
        "{\"@type\":\"Article\",\"headline\":\"B\",\"mainEntityOfPage\":{\"@id\":\"https://x.example/b\"}}]",
        "B");
    assert_headline("{\"@type\":\"Article\",\"headline\":\"A\",\"comment\":[{\"@type\":\"Article\","
                    "\"headline\":\"The second\"}]}",
                    "A");
}

static void what_is_said(void **state)
{
    g_autoptr(OsintLinkedData) data =
        read_one("{\"@type\":\"NewsArticle\",\"headline\":\"A\",\"datePublished\":\"2021-04-20\","
                 "\"dateModified\":\"2021-04-21\","
                 "\"author\":[{\"name\":\"Jane Doe\"},\"Richard Roe\",{\"name\":[\"X Y\",\"Z W\"]}],"
                 "\"publisher\":{\"@type\":\"Organization\",\"name\":\"The Example\"}}",
                 NULL, NULL);
    (void)state;
    assert_true(data->article);
    assert_false(data->organisations);
    assert_string_equal(data->published, "2021-04-20");
    assert_string_equal(data->updated, "2021-04-21");
    assert_int_equal(data->authors->len, 4);
    assert_string_equal(g_ptr_array_index(data->authors, 3), "Z W");
    assert_string_equal(data->publisher, "The Example");
}

static void json_as_pages_write_it(void **state)
{
    static const char *const scripts[] = {
        "<!-- {\"@type\":\"Article\",\"headline\":\"A\"} -->",
        "//<![CDATA[\n{\"@type\":\"Article\",\"headline\":\"A\"}\n//]]>",
        "/*<![CDATA[*/{\"@type\":\"Article\",\"headline\":\"A\"}/*]]>*/",
        "{\"@type\":\"Article\",\"headline\":\"A\",}",
        "{\"@type\":\"Article\",,\"headline\":\"A\"}",
        "{\"@type\":\"Article\",\"headline\":\"A\"};",
        "{\"@type\":\"Article\",\"headline\":\"A\"}}",
        "{\"@type\":\"Article\", // the type\n\"headline\":\"A\"}",
        "{\"@type\":\"Article\",\"headline\":\"A\",\"articleBody\":\"one\ntwo\tthree\"}",
        "{\"@type\":\"Article\",\"headline\":\"A\",\"articleBody\":\"she said \"no\" twice\"}",
        "{\"@type\":\"Article\",\"headline\":\"A\",\"articleBody\":\"it\\'s \\ud83d\"}",
        "{\"@type\":\"Article\",\"headline\":\"A\",\"articleBody\":\"and then it en",
        "{\"@type\":\"Article\",\"headline\":\"A\",\"image\":[\"x\"",
    };
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(scripts); i++)
        assert_headline(scripts[i], "A");
}

static void hostile_json_ends(void **state)
{
    static const char *const pieces[] = {"[",  "{\"a\":", "{\"@graph\":[",
                                         "\"", "/*",      "{\"@type\":\"Article\",\"author\":[",
                                         ",",  "\\u",     "<!--"};
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(pieces); i++) {
        g_autoptr(GString) script = g_string_new(NULL);
        for (int n = 0; n < 100000; n++)
            g_string_append(script, pieces[i]);
        g_autofree char *mended = osint_jsonld_repair(script->str);
        assert_non_null(mended);
        OsintLinkedData *data = read_one(script->str, "https://x.example/", "x");
        if (data != NULL)
            osint_linked_data_free(data);
    }
}

static void references_in_circles_end(void **state)
{
    g_autoptr(OsintLinkedData) data =
        read_one("{\"@graph\":[{\"@type\":\"Article\",\"@id\":\"#a\",\"author\":{\"@id\":\"#a\"},"
                 "\"publisher\":{\"@id\":\"#p\"}},{\"@id\":\"#p\",\"name\":{\"@id\":\"#p\"}}]}",
                 NULL, NULL);
    (void)state;
    assert_non_null(data);
    assert_int_equal(data->authors->len, 0);
    assert_null(data->publisher);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(which_object_is_meant),     cmocka_unit_test(what_is_said),
        cmocka_unit_test(json_as_pages_write_it),    cmocka_unit_test(hostile_json_ends),
        cmocka_unit_test(references_in_circles_end),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
