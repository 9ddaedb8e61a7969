/* Citations: a line for people, and what programs for references read. */
#include "web/citation.h"

#include "search/renderers.h"
#include "web/refine.h"

#define TITLE_CHARS 200

const char *osint_citation_link(const OsintArticle *article)
{
    return osint_render_link(article);
}

OsintHit *osint_citation_find(OsintIndex *index, const char *id, gint64 now, GError **error)
{
    const OsintSearchOptions options = {.limit = 1, .passages = 1, .strict = TRUE};
    g_autofree char *query = osint_refine_field("id", id);
    g_autoptr(OsintSearch) search = osint_search_start(index, query, &options, now, NULL, error);
    return search != NULL ? osint_search_next(search, error) : NULL;
}

static void append_title(GString *out, const OsintArticle *article)
{
    g_autofree char *authors = osint_render_joined(article->authors, ", ");
    g_autofree char *title = osint_article_headline(article->title, article->text, TITLE_CHARS);
    if (*authors != '\0')
        g_string_append_printf(out, "%s: ", authors);
    g_string_append_printf(out, "“%s”.", g_strdelimit(title, "\n", ' '));
}

/* Dates as the article has them, to the day at most: the same in every language. */
static void append_origin(GString *out, const OsintArticle *article)
{
    if (article->publisher != NULL)
        g_string_append_printf(out, " %s", article->publisher);
    if (article->published != NULL)
        g_string_append_printf(out, "%s %.10s", article->publisher != NULL ? "," : "", article->published);
    if (article->publisher != NULL || article->published != NULL)
        g_string_append_c(out, '.');
}

char *osint_citation_text(const OsintWords *words, const OsintHit *hit)
{
    g_autoptr(GString) out = g_string_new(NULL);
    const char *link = osint_render_link(hit->article);
    g_autofree char *accessed = osint_render_accessed(hit);
    append_title(out, hit->article);
    append_origin(out, hit->article);
    if (link != NULL) {
        g_string_append_c(out, ' ');
        osint_render_escaped(out, link, "");
        if (accessed != NULL) {
            g_autofree char *day = g_strndup(accessed, strlen("2021-04-20"));
            g_autofree char *said = osint_words_fill(words->hit.accessed, day, NULL);
            g_string_append(out, said);
        }
    }
    return osint_terminal_safe(out->str, -1);
}

const char *const *osint_citation_formats(void)
{
    static const char *const formats[] = {"bibtex", "csl-json", "text", NULL};
    return formats;
}

GString *osint_citation_document(const OsintWords *words, const OsintHit *hit, const OsintRenderer *renderer)
{
    if (!g_strv_contains(osint_citation_formats(), renderer->name))
        return NULL;
    GString *out = g_string_new(NULL);
    if (g_str_equal(renderer->name, "text")) {
        g_autofree char *line = osint_citation_text(words, hit);
        g_string_append_printf(out, "%s\n", line);
        return out;
    }
    OsintRenderOptions options = {.show = OSINT_SHOW_ARTICLES};
    osint_render_open(out, renderer, FALSE);
    osint_render_hit(out, renderer, NULL, hit, &options);
    osint_render_close(out, renderer, FALSE);
    return out;
}
