/* Markdown (CommonMark) that can be pasted into a report: title, link, origin, and the passages as quotations
 * with what matched in bold. Nothing of an article is markup in it. */
#include "search/renderers.h"

#include <string.h>

#include "search/asked.h"
#include "search/origin.h"

#define HEADLINE 200u /* characters */

/* ---- text ---- */

typedef struct {
    GString *out;
    const char *prefix; /* of every line: "> " */
    gboolean at_start;  /* of a line */
    gboolean in_number; /* only digits so far in this line */
    gboolean bold;
    guint spaces; /* kept back: at the end of a line they would break it */
} Writer;

static void put_spaces(Writer *writer)
{
    for (; writer->spaces > 0; writer->spaces--)
        g_string_append_c(writer->out, ' ');
}

static void set_bold(Writer *writer, gboolean bold)
{
    if (writer->bold == bold)
        return;
    put_spaces(writer);
    g_string_append(writer->out, "**");
    writer->bold = bold;
}

/* A number sign behind a space may be the end of a heading. */
static gboolean may_end_heading(const Writer *writer, gunichar c)
{
    return c == '#' && (writer->spaces > 0 || writer->out->str[MAX(writer->out->len, 1) - 1] == ' ');
}

static gboolean needs_escape(const Writer *writer, gunichar c)
{
    if (c >= 0x80)
        return FALSE;
    if (strchr("\\`*_{}[]<>|~&$", (int)c) != NULL || may_end_heading(writer, c))
        return TRUE;
    return (writer->at_start && strchr("#+-=", (int)c) != NULL) ||
           (writer->in_number && !writer->at_start && strchr(".)", (int)c) != NULL);
}

static void put_newline(Writer *writer)
{
    gboolean bold = writer->bold;
    writer->spaces = 0;
    set_bold(writer, FALSE);
    g_string_append_printf(writer->out, "\n%s", writer->prefix);
    writer->at_start = writer->in_number = TRUE;
    set_bold(writer, bold);
}

static void put_char(Writer *writer, gunichar c)
{
    if (c == '\n') {
        put_newline(writer);
        return;
    }
    if (c == ' ') {
        writer->spaces += writer->at_start ? 0 : 1;
        return;
    }
    gboolean escaped = needs_escape(writer, c);
    put_spaces(writer);
    if (escaped)
        g_string_append_c(writer->out, '\\');
    g_string_append_unichar(writer->out, c);
    writer->at_start = FALSE;
    writer->in_number = writer->in_number && c < 0x80 && g_ascii_isdigit((char)c);
}

static void put_one_line(Writer *writer, const char *text)
{
    const char *end = text + strlen(text);
    while (text < end) {
        gunichar c = osint_safe_next(&text, end);
        if (c != 0)
            put_char(writer, c == '\n' ? ' ' : c);
    }
}

/* Behind something else in its line. */
void osint_markdown_text(GString *out, const char *text)
{
    Writer writer = {.out = out, .prefix = ""};
    put_one_line(&writer, text);
}

static void put_paragraph(GString *out, const char *text)
{
    Writer writer = {.out = out, .prefix = "", .at_start = TRUE, .in_number = TRUE};
    put_one_line(&writer, text);
}

/* A code span shows its content as it is; only its fence must be longer than any in it. */
static void put_code(GString *out, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text, -1);
    g_strdelimit(safe, "\n", ' ');
    gsize longest = 0;
    for (const char *at = strchr(safe, '`'); at != NULL; at = strchr(at + strspn(at, "`"), '`'))
        longest = MAX(longest, strspn(at, "`"));
    g_autofree char *fence = g_strnfill(longest + 1, '`');
    const char *pad = longest > 0 ? " " : "";
    g_string_append_printf(out, "%s%s%s%s%s", fence, pad, safe, pad, fence);
}

/* ---- what matched ---- */

/* Emphasis begins and ends at letters and digits, or some readers of Markdown do not see it. */
static gboolean may_bound_bold(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static OsintSpan trimmed(const char *text, OsintSpan span)
{
    while (span.start < span.end && !may_bound_bold(g_utf8_get_char(text + span.start)))
        span.start = (guint32)(g_utf8_next_char(text + span.start) - text);
    while (span.start < span.end) {
        const char *last = g_utf8_prev_char(text + span.end);
        if (may_bound_bold(g_utf8_get_char(last)))
            break;
        span.end = (guint32)(last - text);
    }
    return span;
}

/* Whether nothing or one space is between two spans. */
static gboolean are_together(const char *text, OsintSpan left, OsintSpan right)
{
    return right.start <= left.end || (right.start == left.end + 1 && text[left.end] == ' ');
}

/* Spans in order, each a word or a run of words. */
static GArray *bold_spans(const char *text, const GArray *highlights)
{
    GArray *spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    for (guint i = 0; i < highlights->len; i++) {
        OsintSpan span = trimmed(text, g_array_index(highlights, OsintSpan, i));
        OsintSpan *last = spans->len > 0 ? &g_array_index(spans, OsintSpan, spans->len - 1) : NULL;
        if (last != NULL && span.start < span.end && are_together(text, *last, span))
            last->end = MAX(last->end, span.end);
        else if (span.start < span.end)
            g_array_append_val(spans, span);
    }
    return spans;
}

static void put_quotation(GString *out, const OsintArticle *article, const OsintHitPassage *passage)
{
    g_autoptr(GArray) bold = bold_spans(article->text, passage->highlights);
    Writer writer = {.out = out, .prefix = "> ", .at_start = TRUE, .in_number = TRUE};
    const char *at = article->text + passage->span.start, *end = article->text + passage->span.end;
    guint32 page = osint_article_page_at(article, passage->span.start);
    guint mark = 0;
    g_string_append(out, "\n> ");
    while (at < end) {
        guint32 byte = (guint32)(at - article->text);
        while (mark < bold->len && g_array_index(bold, OsintSpan, mark).end <= byte)
            mark++;
        set_bold(&writer, mark < bold->len && g_array_index(bold, OsintSpan, mark).start <= byte);
        gunichar c = osint_safe_next(&at, end);
        if (c != 0)
            put_char(&writer, c);
    }
    set_bold(&writer, FALSE);
    g_string_append_c(out, '\n');
    if (page > 0)
        g_string_append_printf(out, ">\n> p. %u\n", page);
}

/* ---- the report ---- */

static void put_name(GString *out, const OsintQueryName *name)
{
    g_autofree char *source = osint_name_source(name->lists, name->users);
    g_autofree char *others = osint_render_joined(name->also, ", ");
    g_string_append(out, "* ");
    osint_markdown_text(out, name->name);
    g_string_append_printf(out, ": %" G_GUINT64_FORMAT " %s", name->articles,
                           name->articles == 1 ? "article" : "articles");
    if (source != NULL) {
        g_string_append(out, "; ");
        osint_markdown_text(out, source);
    }
    if (name->also->len > 0) {
        g_string_append(out, "; also the name of ");
        osint_markdown_text(out, others);
    }
    g_string_append_c(out, '\n');
}

/* The names under which articles were found, or that others have, too. */
static void put_entities(GString *out, const GPtrArray *entities)
{
    for (guint i = 0; i < entities->len; i++) {
        const OsintQueryEntity *entity = g_ptr_array_index(entities, i);
        if (!entity->is_counted)
            continue;
        g_string_append_c(out, '\n');
        put_paragraph(out, entity->name);
        g_string_append_printf(out, " was searched under %u %s:\n\n", entity->names->len,
                               entity->names->len == 1 ? "name" : "names");
        for (guint j = 0; j < entity->names->len; j++) {
            const OsintQueryName *name = g_ptr_array_index(entity->names, j);
            if (name->articles > 0 || name->also->len > 0)
                put_name(out, name);
        }
    }
}

void osint_markdown_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    const GPtrArray *notes = osint_search_notes(search);
    g_string_append(out, options->is_later ? "\n# " : "# ");
    osint_markdown_text(out, options->name != NULL ? options->name : osint_search_text(search));
    g_string_append(out, "\n\nSearched for ");
    put_code(out, osint_search_read_as(search));
    g_autofree char *total = osint_total_text(search);
    g_autofree char *folded = osint_folded_text(search);
    g_string_append_printf(out, ": %s%s%s.\n", total, folded != NULL ? ", " : "",
                           folded != NULL ? folded : "");
    put_entities(out, osint_search_entities(search));
    for (guint i = 0; i < notes->len; i++) {
        g_string_append(out, "\nNote: ");
        osint_markdown_text(out, g_ptr_array_index(notes, i));
        g_string_append_c(out, '\n');
    }
    if (osint_search_is_closest(search))
        g_string_append(out, "\nNote: " OSINT_NOTE_CLOSEST "\n");
}

static void put_link(GString *out, const OsintHit *hit)
{
    const char *link = osint_render_link(hit->article);
    g_autofree char *title = osint_article_headline(hit->article->title, hit->article->text, HEADLINE);
    g_string_append(out, link != NULL ? "[" : "");
    osint_markdown_text(out, title);
    if (link != NULL) {
        g_autofree char *safe = osint_terminal_safe(link, -1);
        g_string_append(out, "](<");
        osint_render_escaped(out, safe, "<>\\");
        g_string_append(out, ">)");
    }
    g_string_append_c(out, '\n');
}

static void put_origin(GString *out, const OsintArticle *article)
{
    g_autofree char *origin = osint_origin_text(article);
    if (*origin == '\0' && article->path == NULL)
        return;
    g_string_append_c(out, '\n');
    put_paragraph(out, origin);
    if (article->path != NULL) {
        g_string_append(out, *origin != '\0' ? " \u00b7 " : "");
        put_code(out, article->path);
    }
    g_string_append_c(out, '\n');
}

void osint_markdown_evidence(GString *out, const OsintHit *hit)
{
    g_string_append_c(out, '\n');
    put_link(out, hit);
    put_origin(out, hit->article);
    for (guint i = 0; i < hit->passages->len; i++)
        put_quotation(out, hit->article, g_ptr_array_index(hit->passages, i));
}

static void put_copies(GString *out, const OsintHit *hit)
{
    g_autofree char *text = osint_copies_text(hit);
    if (text == NULL)
        return;
    g_string_append_c(out, '\n');
    put_paragraph(out, text);
    g_string_append(out, "\n\n");
    for (guint i = 0; i < hit->copies->len; i++) {
        const OsintCopy *copy = g_ptr_array_index(hit->copies, i);
        g_autofree char *origin = osint_copy_text(copy);
        g_string_append(out, "* ");
        osint_markdown_text(out, origin);
        if (copy->article->path != NULL) {
            g_string_append(out, " \u00b7 ");
            put_code(out, copy->article->path);
        }
        g_string_append_c(out, '\n');
    }
    if (hit->copies_more > 0)
        g_string_append_printf(out, "* and %u more\n", hit->copies_more);
}

static void markdown_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                         const OsintRenderOptions *options)
{
    (void)search;
    g_string_append_printf(out, "\n## %" G_GUINT64_FORMAT "\\. ", hit->rank);
    put_link(out, hit);
    put_origin(out, hit->article);
    if (hit->missing->len > 0) {
        g_autofree char *missing = osint_render_joined(hit->missing, ", ");
        g_string_append(out, "\nMissing: ");
        osint_markdown_text(out, missing);
        g_string_append_c(out, '\n');
    }
    put_copies(out, hit);
    for (guint i = 0; i < osint_render_passages(hit, options); i++)
        put_quotation(out, hit->article, g_ptr_array_index(hit->passages, i));
}

void osint_markdown_timeline(GString *out, const OsintTimeline *timeline, const OsintRenderOptions *options)
{
    const OsintTimelineRow *row;
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        if (i == 0)
            g_string_append(out, "\n| Period | Articles |\n| --- | ---: |\n");
        g_autofree char *label = osint_row_label(timeline, row);
        g_string_append_printf(out, "| %s | %" G_GUINT64_FORMAT " |\n", label, row->articles);
    }
}

static void markdown_timeline(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                              const OsintRenderOptions *options)
{
    osint_markdown_begin(out, search, options);
    osint_markdown_timeline(out, timeline, options);
}

const OsintRenderer osint_render_markdown = {
    .name = "markdown",
    .media_type = "text/markdown; charset=utf-8",
    .open = "",
    .between = "",
    .close = "",
    .is_joined = TRUE,
    .has_notes = TRUE,
    .has_closest = TRUE,
    .begin = osint_markdown_begin,
    .hit = markdown_hit,
    .end = osint_render_nothing,
    .timeline = markdown_timeline,
    .entities = osint_markdown_entities,
    .card = osint_markdown_card,
    .network = osint_markdown_network,
};
