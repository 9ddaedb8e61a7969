/* Paragraphs from structure. White space is never written when it is met but when the next character comes,
 * so that it can be folded across the pieces in which a parser hands text over. */
#include "indexer/readers/flow.h"

#include "indexer/readers/clean.h"
#include "indexer/text/words.h"

#include <string.h>

OsintFlow *osint_flow_new(void)
{
    OsintFlow *flow = g_new0(OsintFlow, 1);
    flow->text = g_string_new(NULL);
    flow->headings = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    return flow;
}

void osint_flow_free(OsintFlow *flow)
{
    if (flow == NULL)
        return;
    g_string_free(flow->text, TRUE);
    g_array_unref(flow->headings);
    g_free(flow);
}

static void widen_gap(OsintFlow *flow, OsintGap gap)
{
    flow->gap = MAX(flow->gap, gap);
}

static void settle_gap(OsintFlow *flow, gunichar next)
{
    if (flow->text->len > 0) {
        if (flow->gap == OSINT_GAP_BLOCK)
            g_string_append(flow->text, "\n\n");
        else if (flow->text->len > flow->block) {
            if (flow->gap == OSINT_GAP_LINE)
                g_string_append_c(flow->text, '\n');
            else if (flow->gap == OSINT_GAP_SPACE ||
                     (flow->gap == OSINT_GAP_WRAP &&
                      !osint_joins_tight(osint_char_before(flow->text->str, flow->text->len), next)))
                g_string_append_c(flow->text, ' ');
        }
    }
    if (flow->gap == OSINT_GAP_BLOCK)
        flow->block = flow->text->len;
    flow->gap = OSINT_GAP_NONE;
}

/* Whether cleaning would leave text as it is, which it does with most. */
static gboolean is_clean(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (!((text[i] >= ' ' && text[i] <= '~') || text[i] == '\n'))
            return FALSE;
    return TRUE;
}

static void add_clean(OsintFlow *flow, const char *text, gsize length, OsintGap line_gap)
{
    const char *at = text, *end = text + length;
    while (at < end) {
        for (; at < end && (*at == ' ' || *at == '\n'); at++)
            widen_gap(flow, *at == '\n' ? line_gap : OSINT_GAP_SPACE);
        const char *run = at;
        while (at < end && *at != ' ' && *at != '\n')
            at++;
        if (at > run) {
            settle_gap(flow, g_utf8_get_char(run));
            g_string_append_len(flow->text, run, at - run);
        }
    }
}

static void add(OsintFlow *flow, const char *text, gsize length, OsintGap line_gap)
{
    if (is_clean(text, length)) {
        add_clean(flow, text, length, line_gap);
        return;
    }
    g_autofree char *clean = osint_clean_text(text, length);
    add_clean(flow, clean, strlen(clean), line_gap);
}

void osint_flow_add(OsintFlow *flow, const char *text, gsize length)
{
    add(flow, text, length, OSINT_GAP_WRAP);
}

void osint_flow_add_lines(OsintFlow *flow, const char *text, gsize length)
{
    add(flow, text, length, OSINT_GAP_LINE);
}

void osint_flow_line_break(OsintFlow *flow)
{
    widen_gap(flow, OSINT_GAP_LINE);
}

void osint_flow_end_block(OsintFlow *flow, gboolean heading)
{
    if (flow->gap != OSINT_GAP_BLOCK && heading && flow->text->len > flow->block) {
        OsintSpan span = {(guint32)flow->block, (guint32)flow->text->len};
        g_array_append_val(flow->headings, span);
    }
    flow->gap = OSINT_GAP_BLOCK;
}

void osint_flow_finish(OsintFlow *flow, OsintArticle *article)
{
    g_free(article->text);
    article->text = g_strndup(flow->text->str, flow->text->len);
    g_array_set_size(article->headings, 0);
    if (flow->headings->len > 0)
        g_array_append_vals(article->headings, flow->headings->data, flow->headings->len);
    g_string_set_size(flow->text, 0);
    g_array_set_size(flow->headings, 0);
    flow->gap = OSINT_GAP_NONE;
    flow->block = 0;
}
