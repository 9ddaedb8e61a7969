/* Text for a pipe: one line a passage, its fields separated as grep does it. */
#include "search/renderers.h"
#include "search/typeset.h"

#include <string.h>

#define HEADLINE 200u /* characters */

/* "path:index:", behind the query's name when there are several. */
static void append_place(GString *out, const OsintArticle *article, guint index,
                         const OsintRenderOptions *options)
{
    g_auto(OsintTypeset) set;
    osint_typeset_init(&set, out, 0, options->color);
    if (options->name != NULL) {
        osint_typeset_unbroken(&set, options->name, OSINT_INK_PLAIN);
        g_string_append_c(out, '\t');
    }
    osint_typeset_unbroken(&set, article->path != NULL ? article->path : "-", OSINT_INK_PLACE);
    g_string_append_printf(out, ":%u:", index);
}

static void append_explanation(GString *out, const char *explanation)
{
    if (explanation == NULL)
        return;
    g_string_append_c(out, '\t');
    OsintSpan span = {0, (guint32)strlen(explanation)};
    osint_typeset_flat(out, explanation, span, NULL, FALSE);
}

/* An article without passages still is a result: its headline stands for it, as passage 0. */
static void headline_line(GString *out, const OsintHit *hit, const OsintRenderOptions *options)
{
    g_autofree char *headline = osint_article_headline(hit->article->title, hit->article->text, HEADLINE);
    OsintSpan span = {0, (guint32)strlen(headline)};
    append_place(out, hit->article, 0, options);
    osint_typeset_flat(out, headline, span, NULL, FALSE);
    append_explanation(out, hit->explanation);
    g_string_append_c(out, '\n');
}

void osint_lines_hit(GString *out, const OsintHit *hit, const OsintRenderOptions *options)
{
    guint passages = osint_render_passages(hit, options);
    if (passages == 0)
        headline_line(out, hit, options);
    for (guint i = 0; i < passages; i++) {
        const OsintHitPassage *passage = g_ptr_array_index(hit->passages, i);
        append_place(out, hit->article, passage->index, options);
        osint_typeset_flat(out, hit->article->text, passage->span, passage->highlights, options->color);
        append_explanation(out, passage->explanation);
        g_string_append_c(out, '\n');
    }
}
