/* Text as the editor of WordPress keeps it, which is what its exports have: paragraphs are separated by empty
 * lines, and [shortcodes] stand for what plugins make of them. */
#include "indexer/readers/feed/feed-item.h"

#include <string.h>

static gboolean put_nothing(const GMatchInfo *match, GString *out, gpointer data)
{
    g_autofree char *whole = g_match_info_fetch(match, 0);
    g_autofree char *name = g_match_info_fetch(match, 1);
    GHashTable *closed = data;
    gboolean plain = whole[1] != '/' && !g_str_has_suffix(whole, "/]") && strchr(whole, '=') == NULL;
    /* "[sic]" is the author's: a shortcode has attributes, or is closed somewhere. */
    if (plain && !g_hash_table_contains(closed, name))
        g_string_append(out, whole);
    return FALSE;
}

static GHashTable *closed_names(const char *text)
{
    GHashTable *names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (const char *at = text; (at = strstr(at, "[/")) != NULL; at += 2) {
        gsize width = strcspn(at + 2, "] \n[");
        if (at[2 + width] == ']' && width > 0 && width < 40)
            g_hash_table_add(names, g_strndup(at + 2, width));
    }
    return names;
}

static char *drop_shortcodes(const char *text)
{
    g_autoptr(GRegex) shortcode =
        g_regex_new("\\[/?([a-zA-Z][\\w-]{0,39})(?:\\s[^\\[\\]\\n]{0,1000})?\\]", G_REGEX_DEFAULT, 0, NULL);
    g_autoptr(GHashTable) closed = closed_names(text);
    char *without = g_regex_replace_eval(shortcode, text, -1, 0, 0, put_nothing, closed, NULL);
    return without != NULL ? without : g_strdup(text);
}

char *osint_feed_wordpress_html(const char *text)
{
    g_autofree char *plain = drop_shortcodes(text);
    if (strcasestr(plain, "<p>") != NULL || strcasestr(plain, "<p ") != NULL)
        return g_steal_pointer(&plain);
    g_auto(GStrv) lines = g_strsplit(plain, "\r\n", -1);
    g_autofree char *unix_lines = g_strjoinv("\n", lines);
    g_auto(GStrv) paragraphs = g_strsplit(unix_lines, "\n\n", -1);
    return g_strjoinv("<p>", paragraphs);
}
