/* BibTeX: an @misc for each article, which BibTeX, biblatex and reference managers all read.
 *
 * BibTeX counts braces even behind a backslash, so that those of a text become commands without any. */
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#define KEY_HASH 12 /* hex digits */

/* BibTeX takes keys that differ only in case for one: such an id, like one with other characters, gets a part
 * of its digest. */
static char *key_of(const char *id)
{
    g_autofree char *digest = g_compute_checksum_for_string(G_CHECKSUM_SHA256, id, -1);
    GString *key = g_string_new(NULL);
    gboolean plain = g_ascii_isalpha(id[0]);
    if (!plain)
        g_string_append(key, "a-");
    for (const char *at = id; *at != '\0'; at++) {
        gboolean kept = g_ascii_islower(*at) || g_ascii_isdigit(*at) || strchr("-._:", *at) != NULL;
        plain = plain && kept;
        g_string_append_c(key, kept ? *at : g_ascii_isupper(*at) ? g_ascii_tolower(*at) : '-');
    }
    if (!plain)
        g_string_append_printf(key, "-%.*s", KEY_HASH, digest);
    return g_string_free(key, FALSE);
}

static const char *command_for(char c)
{
    switch (c) {
    case '\\':
        return "\\textbackslash{}";
    case '{':
        return "\\textbraceleft{}";
    case '}':
        return "\\textbraceright{}";
    case '~':
        return "\\textasciitilde{}";
    case '^':
        return "\\textasciicircum{}";
    default:
        return NULL;
    }
}

static void append_tex(GString *out, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text, -1);
    for (const char *at = safe; *at != '\0'; at++) {
        const char *command = command_for(*at);
        if (command != NULL)
            g_string_append(out, command);
        else if (strchr("$&%#_", *at) != NULL)
            g_string_append_printf(out, "\\%c", *at);
        else
            g_string_append_c(out, *at == '\n' ? ' ' : *at);
    }
}

static void field(GString *out, const char *name, const char *text)
{
    if (text == NULL || *text == '\0')
        return;
    g_string_append_printf(out, ",\n  %s = {", name);
    append_tex(out, text);
    g_string_append_c(out, '}');
}

/* A name with "and" in it, or more commas than "Last, Jr, First" has, would be read as several. */
static gboolean is_one_name(const char *name)
{
    g_autofree char *lower = g_utf8_strdown(name, -1);
    guint commas = 0;
    for (const char *at = name; *at != '\0'; at++)
        commas += *at == ',';
    return strstr(lower, " and ") == NULL && commas <= 1;
}

static void author_field(GString *out, const GPtrArray *authors)
{
    if (authors->len == 0)
        return;
    g_string_append(out, ",\n  author = {");
    for (guint i = 0; i < authors->len; i++) {
        const char *name = g_ptr_array_index(authors, i);
        gboolean whole = is_one_name(name);
        g_string_append(out, i > 0 ? " and " : "");
        g_string_append(out, whole ? "" : "{");
        append_tex(out, name);
        g_string_append(out, whole ? "" : "}");
    }
    g_string_append_c(out, '}');
}

static void date_fields(GString *out, const char *published)
{
    static const char *const months[] = {"jan", "feb", "mar", "apr", "may", "jun",
                                         "jul", "aug", "sep", "oct", "nov", "dec"};
    int parts[3];
    guint known = osint_render_date_parts(published, parts);
    if (known >= 1)
        g_string_append_printf(out, ",\n  year = {%d}", parts[0]);
    if (known >= 2)
        g_string_append_printf(out, ",\n  month = %s", months[parts[1] - 1]);
    if (known >= 3)
        g_string_append_printf(out, ",\n  day = {%d}", parts[2]);
}

/* Addresses are not text for TeX: what would end the field is percent-encoded. */
static void url_fields(GString *out, const OsintHit *hit)
{
    const char *url = osint_render_link(hit->article);
    g_autofree char *accessed = osint_render_accessed(hit);
    if (url == NULL)
        return;
    g_autofree char *safe = osint_terminal_safe(url, -1);
    g_string_append(out, ",\n  url = {");
    osint_render_escaped(out, safe, "{}\\\"<>^`|");
    g_string_append_c(out, '}');
    if (accessed != NULL)
        g_string_append_printf(out, ",\n  urldate = {%.10s}", accessed);
}

static void bibtex_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                       const OsintRenderOptions *options)
{
    (void)search;
    (void)options;
    const OsintArticle *article = hit->article;
    g_autofree char *key = key_of(article->id);
    g_autofree char *title = osint_article_headline(article->title, article->text, 200);
    g_autofree char *copies = osint_copies_line(hit);
    g_autofree char *note = g_strconcat("Copies: ", copies, NULL);
    g_string_append_printf(out, "@misc{%s,\n  title = {{", key);
    append_tex(out, title);
    g_string_append(out, "}}");
    author_field(out, article->authors);
    field(out, "howpublished", article->publisher);
    date_fields(out, article->published);
    url_fields(out, hit);
    field(out, "language", article->language);
    field(out, "note", copies != NULL ? note : NULL);
    g_string_append(out, "\n}\n\n");
}

const OsintRenderer osint_render_bibtex = {
    .name = "bibtex",
    .media_type = "application/x-bibtex; charset=utf-8",
    .open = "",
    .between = "",
    .close = "",
    .is_joined = TRUE,
    .gives_once = TRUE,
    .begin = osint_render_nothing,
    .hit = bibtex_hit,
    .end = osint_render_nothing,
};
