/* CSV as RFC 4180 has it: CRLF, a header, quotes doubled.
 *
 * Spreadsheets take a cell that begins with = + - or @ for a formula, and the text of articles comes from
 * strangers: such a cell gets an apostrophe in front, which spreadsheets show as text. */
#include "search/renderers.h"

#include <string.h>

#include "indexer/article/json.h"

void osint_csv_end_row(GString *out)
{
    g_string_append(out, "\r\n");
}

static void separate(GString *out, gboolean *first)
{
    if (!*first)
        g_string_append_c(out, ',');
    *first = FALSE;
}

/* With the full-width forms that spreadsheets take for the same. */
static gboolean begins_formula(const char *text)
{
    gunichar c = g_utf8_get_char(text);
    return (c > 0 && c < 0x80 && strchr("=+-@", (int)c) != NULL) || c == 0xFF1D || c == 0xFF0B ||
           c == 0xFF0D || c == 0xFF20;
}

void osint_csv_cell(GString *out, gboolean *first, const char *text)
{
    g_autofree char *safe = osint_terminal_safe(text != NULL ? text : "", -1);
    gboolean formula = begins_formula(safe);
    separate(out, first);
    if (!formula && strpbrk(safe, ",\"\n") == NULL) {
        g_string_append(out, safe);
        return;
    }
    g_string_append(out, formula ? "\"'" : "\"");
    for (const char *at = safe; *at != '\0'; at++) {
        if (*at == '"')
            g_string_append_c(out, '"');
        g_string_append_c(out, *at);
    }
    g_string_append_c(out, '"');
}

void osint_csv_number(GString *out, gboolean *first, guint64 number)
{
    separate(out, first);
    g_string_append_printf(out, "%" G_GUINT64_FORMAT, number);
}

void osint_csv_score(GString *out, gboolean *first, double score)
{
    char text[G_ASCII_DTOSTR_BUF_SIZE];
    separate(out, first);
    g_string_append(out, g_ascii_formatd(text, sizeof text, "%.6f", score));
}

void osint_csv_header(GString *out, const char *columns, const OsintRenderOptions *options)
{
    if (options->is_later)
        return;
    g_string_append_printf(out, "%s%s", options->name != NULL ? "query," : "", columns);
    osint_csv_end_row(out);
}

static void csv_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    g_autofree char *columns = g_strconcat("rank,score,missing,id,title,authors,publisher,url,published,"
                                           "language,path,passage,start,end,text,copies",
                                           osint_search_options(search)->explain ? ",explanation" : "", NULL);
    osint_csv_header(out, columns, options);
}

static void article_cells(GString *out, gboolean *first, const OsintHit *hit)
{
    const OsintArticle *article = hit->article;
    g_autofree char *missing = osint_render_joined(hit->missing, "; ");
    g_autofree char *authors = osint_render_joined(article->authors, "; ");
    osint_csv_number(out, first, hit->rank);
    osint_csv_score(out, first, hit->score);
    const char *const cells[] = {
        missing,      article->id,        article->title,    authors,      article->publisher,
        article->url, article->published, article->language, article->path};
    for (guint i = 0; i < G_N_ELEMENTS(cells); i++)
        osint_csv_cell(out, first, cells[i]);
}

void osint_csv_passage(GString *out, gboolean *first, const OsintArticle *article,
                       const OsintCharIndex *chars, const OsintHitPassage *passage)
{
    OsintSpan span = passage->span;
    g_autofree char *text = g_strndup(article->text + span.start, span.end - span.start);
    osint_csv_number(out, first, passage->index);
    osint_csv_number(out, first, osint_char_index_at(chars, span.start));
    osint_csv_number(out, first, osint_char_index_at(chars, span.end));
    osint_csv_cell(out, first, text);
}

static char *copy_ids(const OsintHit *hit)
{
    g_autoptr(GPtrArray) ids = g_ptr_array_new();
    for (guint i = 0; i < hit->copies->len; i++)
        g_ptr_array_add(ids, ((OsintCopy *)g_ptr_array_index(hit->copies, i))->article->id);
    return osint_render_joined(ids, "; ");
}

/* passage: NULL where the article has none that matters. */
static void csv_row(GString *out, const OsintSearch *search, const OsintHit *hit, const OsintCharIndex *chars,
                    const OsintHitPassage *passage, const OsintRenderOptions *options)
{
    gboolean first = TRUE;
    if (options->name != NULL)
        osint_csv_cell(out, &first, options->name);
    article_cells(out, &first, hit);
    if (passage != NULL)
        osint_csv_passage(out, &first, hit->article, chars, passage);
    else
        g_string_append(out, ",,,,");
    g_autofree char *copies = copy_ids(hit);
    osint_csv_cell(out, &first, copies);
    if (osint_search_options(search)->explain)
        osint_csv_cell(out, &first, passage != NULL ? passage->explanation : hit->explanation);
    osint_csv_end_row(out);
}

static void csv_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                    const OsintRenderOptions *options)
{
    guint passages = osint_render_passages(hit, options);
    g_autoptr(OsintCharIndex) chars = osint_char_index_new(hit->article->text);
    if (passages == 0)
        csv_row(out, search, hit, chars, NULL, options);
    for (guint i = 0; i < passages; i++)
        csv_row(out, search, hit, chars, g_ptr_array_index(hit->passages, i), options);
}

static void csv_timeline(GString *out, const OsintSearch *search, const OsintTimeline *timeline,
                         const OsintRenderOptions *options)
{
    (void)search;
    const OsintTimelineRow *row;
    osint_csv_header(out, "period,precision,articles", options);
    for (guint i = 0; (row = osint_render_row(timeline, options, i)) != NULL; i++) {
        g_autofree char *period = osint_timeline_period(row);
        gboolean first = TRUE;
        if (options->name != NULL)
            osint_csv_cell(out, &first, options->name);
        osint_csv_cell(out, &first, period);
        osint_csv_cell(out, &first, osint_timeline_precision(row));
        osint_csv_number(out, &first, row->articles);
        osint_csv_end_row(out);
    }
}

const OsintRenderer osint_render_csv = {
    .name = "csv",
    .media_type = "text/csv; charset=utf-8; header=present",
    .open = "",
    .between = "",
    .close = "",
    .is_joined = TRUE,
    .has_explanations = TRUE,
    .begin = csv_begin,
    .hit = csv_hit,
    .end = osint_render_nothing,
    .timeline = csv_timeline,
    .entities = osint_csv_entities,
    .network = osint_csv_network,
};
