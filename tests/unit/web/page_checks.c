/* A strict little reader of the project's own HTML: GLib's markup parser, after void elements and the doctype
 * have been made XML. */
#include "tests/unit/web/page_checks.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

void assert_contains(const char *page, const char *part)
{
    if (strstr(page, part) == NULL)
        fail_msg("missing “%s” in:\n%s", part, page);
}

void assert_lacks(const char *page, const char *part)
{
    if (strstr(page, part) != NULL)
        fail_msg("unwanted “%s” in:\n%s", part, page);
}

guint count_parts(const char *page, const char *part)
{
    guint count = 0;
    for (const char *at = strstr(page, part); at != NULL; at = strstr(at + 1, part))
        count++;
    return count;
}

static void check_element(GMarkupParseContext *context, const char *name, const char **attributes,
                          const char **values, gpointer ids, GError **error)
{
    (void)context;
    (void)error;
    assert_string_not_equal(name, "script");
    assert_string_not_equal(name, "style");
    for (guint i = 0; attributes[i] != NULL; i++) {
        assert_false(g_str_has_prefix(attributes[i], "on"));
        assert_string_not_equal(attributes[i], "style");
        if (g_str_equal(attributes[i], "href") || g_str_equal(attributes[i], "action"))
            assert_true(g_regex_match_simple("^(/|#|\\?|https?://)", values[i], 0, 0));
        if (g_str_equal(attributes[i], "id") && !g_hash_table_add(ids, g_strdup(values[i])))
            fail_msg("id “%s” twice", values[i]);
    }
}

void assert_sound_page(const char *page)
{
    static const GMarkupParser parser = {.start_element = check_element};
    g_autoptr(GRegex) voids = g_regex_new("<(meta|link|input|br)((?:[^\">]|\"[^\"]*\")*)>", 0, 0, NULL);
    g_autoptr(GRegex) bare = g_regex_new("(<input[^>]*|<details) (autofocus|open)\\b", 0, 0, NULL);
    const char *root = strstr(page, "<html");
    assert_non_null(root);
    assert_true(g_utf8_validate(page, -1, NULL));
    g_autofree char *focused = g_regex_replace(bare, root, -1, 0, "\\1 \\2=\"\"", 0, NULL);
    g_autofree char *xml = g_regex_replace(voids, focused, -1, 0, "<\\1\\2/>", 0, NULL);
    g_autoptr(GHashTable) ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GMarkupParseContext) context = g_markup_parse_context_new(&parser, 0, ids, NULL);
    g_autoptr(GError) error = NULL;
    if (!g_markup_parse_context_parse(context, xml, -1, &error) ||
        !g_markup_parse_context_end_parse(context, &error))
        fail_msg("%s in:\n%s", error->message, page);
    for (const char *at = page; *at != '\0'; at++)
        assert_true((unsigned char)*at >= 0x20 || *at == '\n' || *at == '\t');
}
