/* The run format of trec_eval: "query-name Q0 article-id rank score osint-search". */
#include "search/renderers.h"

/* Fields end at white space, so none may have any. */
static char *field(const char *text)
{
    char *safe = osint_terminal_safe(text, -1);
    for (char *at = safe; *at != '\0'; at = g_utf8_next_char(at))
        if (g_ascii_isspace(*at))
            *at = '_';
    return safe;
}

static void hit_line(GString *out, const OsintSearch *search, const OsintHit *hit,
                     const OsintRenderOptions *options)
{
    (void)search;
    char score[G_ASCII_DTOSTR_BUF_SIZE];
    g_autofree char *name = field(options->name != NULL ? options->name : "1");
    g_autofree char *id = field(hit->article->id);
    g_string_append_printf(out, "%s Q0 %s %" G_GUINT64_FORMAT " %s osint-search\n", name, id, hit->rank,
                           g_ascii_formatd(score, sizeof score, "%.6f", hit->score));
}

const OsintRenderer osint_render_trec = {
    .name = "trec",
    .media_type = "text/plain; charset=utf-8",
    .open = "",
    .between = "",
    .close = "",
    .has_closest = TRUE,
    .begin = osint_render_nothing,
    .hit = hit_line,
    .end = osint_render_nothing,
};
