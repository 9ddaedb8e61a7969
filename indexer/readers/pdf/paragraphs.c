/* Lines that stand under each other in one size make a run. Within a run a paragraph ends at a wider gap, at
 * an indented line, and where the first word of the next line would still have had room: there somebody
 * pressed a key. Runs that a column, a page or a figure has torn apart are put together again by what their
 * ends and beginnings say. */
#include "indexer/readers/pdf/paragraphs.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/pdf/hyphens.h"
#include "indexer/text/words.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Letters' sizes count as one within this ratio. */
#define SAME_SIZE 1.15
/* In heights of a letter: the widest space within a run, and between pieces of one line; how far an indented
 * line is set in. */
#define RUN_GAP 1.7
#define ROW_GAP 10.0
#define INDENT 0.6
#define MOST_INDENT 10.0
/* How much wider than usual the way to the next line is between paragraphs. */
#define WIDER 1.25
/* A run of fewer lines says little about its own spacing; and then lines are as far apart, in heights. */
#define FEW_LINES 4
#define USUAL_LEADING 1.25
/* How many paragraphs a figure with its caption, or footnotes, are at most. */
#define MOST_BETWEEN 8

typedef struct {
    const OsintPdfLine *lines;
    guint start, end;
    double left, right, leading;
} Run;

static gboolean same_size(double a, double b)
{
    return a <= b * SAME_SIZE && b <= a * SAME_SIZE;
}

static double middle(const OsintPdfLine *line)
{
    return (line->box.top + line->box.bottom) / 2;
}

/* Pieces of one line of the page, the second right of the first. */
static gboolean same_row(const OsintPdfLine *a, const OsintPdfLine *b)
{
    return a->page == b->page && fabs(middle(a) - middle(b)) < 0.5 * MIN(a->size, b->size) &&
           b->box.left > a->box.right - 0.5 * a->size && b->box.left < a->box.right + ROW_GAP * a->size;
}

/* The lines with the pieces of each put together. Their texts are in `texts`. */
static GArray *join_rows(const OsintPdfPages *pages, GStringChunk *texts)
{
    GArray *rows = g_array_new(FALSE, FALSE, sizeof(OsintPdfLine));
    const OsintPdfLine *lines = (const OsintPdfLine *)(const void *)pages->lines->data;
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < pages->lines->len;) {
        OsintPdfLine row = lines[i];
        double widest = row.box.right - row.box.left;
        g_string_assign(text, row.text);
        for (i++; i < pages->lines->len && same_row(&lines[i - 1], &lines[i]); i++) {
            const OsintPdfBox *box = &lines[i].box;
            g_string_append_printf(text, " %s", lines[i].text);
            if (box->right - box->left > widest) {
                widest = box->right - box->left;
                row.size = lines[i].size;
            }
            row.box = (OsintPdfBox){MIN(row.box.left, box->left), MIN(row.box.top, box->top),
                                    MAX(row.box.right, box->right), MAX(row.box.bottom, box->bottom)};
        }
        row.text = g_string_chunk_insert_len(texts, text->str, (gssize)text->len);
        g_array_append_val(rows, row);
    }
    return rows;
}

static gboolean same_run(const OsintPdfLine *a, const OsintPdfLine *b)
{
    double gap = b->box.top - a->box.bottom, size = MAX(a->size, b->size);
    return a->page == b->page && same_size(a->size, b->size) && gap > -0.6 * size && gap < RUN_GAP * size &&
           MIN(a->box.right, b->box.right) > MAX(a->box.left, b->box.left);
}

static int compare_doubles(gconstpointer a, gconstpointer b)
{
    double one = *(const double *)a, two = *(const double *)b;
    return (one > two) - (one < two);
}

static double leading_of(const OsintPdfLine *lines, guint start, guint end)
{
    g_autoptr(GArray) ways = g_array_new(FALSE, FALSE, sizeof(double));
    for (guint i = start + 1; i < end; i++) {
        double way = lines[i].box.top - lines[i - 1].box.top;
        g_array_append_val(ways, way);
    }
    double usual = lines[start].size * USUAL_LEADING;
    if (ways->len == 0)
        return usual;
    qsort(ways->data, ways->len, sizeof(double), compare_doubles);
    /* Most ways are between lines of one paragraph, and those are the short ones. */
    double low = g_array_index(ways, double, ways->len / 3);
    return ways->len < FEW_LINES ? MIN(g_array_index(ways, double, 0), usual * 1.4) : low;
}

static Run run_from(const OsintPdfLine *lines, guint start, guint count)
{
    Run run = {lines, start, start + 1, lines[start].box.left, lines[start].box.right, 0};
    while (run.end < count && same_run(&lines[run.end - 1], &lines[run.end])) {
        run.left = MIN(run.left, lines[run.end].box.left);
        run.right = MAX(run.right, lines[run.end].box.right);
        run.end++;
    }
    run.leading = leading_of(lines, run.start, run.end);
    return run;
}

/* ---- where paragraphs begin ---- */

static gboolean is_bullet(const char *text)
{
    static const gunichar bullets[] = {0x2022, 0x2023, 0x25AA, 0x25CF, 0x25CB, 0x25E6, 0x2043, 0x25A0,
                                       0xF0B7, 0xF0A7, 0x2219, 0x00B7, 0x2013, '-',    '*'};
    gunichar first = g_utf8_get_char(text);
    const char *next = g_utf8_next_char(text);
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (first == bullets[i])
            return *next == ' ' || *next == '\0';
    return FALSE;
}

/* "1.", "(2)", "a)", "IV." */
static gboolean is_numbered(const char *text)
{
    const char *at = text + (*text == '(');
    gsize width = strspn(at, "0123456789");
    if (width == 0)
        width = strspn(at, "ivxIVX");
    if (width == 0)
        width = g_ascii_isalpha(*at) ? 1 : 0;
    return width > 0 && width <= 4 && (at[width] == ')' || (at[width] == '.' && *text != '(')) &&
           (at[width + 1] == ' ' || at[width + 1] == '\0');
}

static gboolean begins_item(const char *text)
{
    return is_bullet(text) || is_numbered(text);
}

static gboolean begins_small(const char *text)
{
    return g_unichar_islower(g_utf8_get_char(text));
}

static double indent_of(const Run *run, guint i)
{
    return run->lines[i].box.left - run->left;
}

static gboolean is_centred(const Run *run, guint i)
{
    const OsintPdfLine *line = &run->lines[i];
    double right = run->right - line->box.right;
    return indent_of(run, i) > line->size && fabs(indent_of(run, i) - right) < line->size;
}

/* The first line of a paragraph is set in, and the others are not. */
static gboolean is_set_in(const Run *run, guint i)
{
    double size = run->lines[i].size, indent = indent_of(run, i);
    if (indent < INDENT * size || indent > MOST_INDENT * size || is_centred(run, i))
        return FALSE;
    gboolean before = indent_of(run, i - 1) < indent - INDENT * size;
    gboolean after = i + 1 == run->end || indent_of(run, i + 1) < indent - INDENT * size;
    return before && after;
}

/* The first line of a paragraph is set out, as in lists of sources. `first`: where the open paragraph begins.
 */
static gboolean is_set_out(const Run *run, guint first, guint i)
{
    double size = run->lines[i].size;
    return i - first >= 2 && indent_of(run, i) < indent_of(run, i - 1) - INDENT * size &&
           indent_of(run, first) < indent_of(run, first + 1) - INDENT * size;
}

/* The line before is ended though the first word of this one has room behind it. */
static gboolean is_broken_off(const Run *run, guint i)
{
    const OsintPdfLine *before = &run->lines[i - 1], *line = &run->lines[i];
    if (is_centred(run, i) || is_centred(run, i - 1))
        return FALSE;
    return run->right - before->box.right > line->first + 0.5 * line->size;
}

/* "Contents . . . . 7" */
static gboolean has_leader(const char *text)
{
    return strstr(text, ". . . .") != NULL || strstr(text, "......") != NULL;
}

static gboolean begins_paragraph(const Run *run, guint first, guint i)
{
    const OsintPdfLine *before = &run->lines[i - 1], *line = &run->lines[i];
    if (!same_size(before->size, line->size) || begins_item(line->text) || has_leader(before->text))
        return TRUE;
    double way = line->box.top - before->box.top;
    if (way > run->leading * WIDER && way > run->leading + 0.2 * line->size)
        return TRUE;
    if (is_set_in(run, i) || is_set_out(run, first, i))
        return TRUE;
    return is_broken_off(run, i) && (osint_ends_sentence(before->text) || !begins_small(line->text));
}

/* ---- paragraphs ---- */

static void clear_paragraph(gpointer element)
{
    OsintPdfParagraph *paragraph = element;
    g_free(paragraph->text);
    g_array_unref(paragraph->turns);
}

static void add_paragraph(GArray *paragraphs, const Run *run, guint start, guint end,
                          const OsintPdfWords *words)
{
    GString *text = g_string_new(NULL);
    const OsintPdfLine *last = &run->lines[end - 1];
    OsintPdfTurn turn = {0, run->lines[start].page};
    OsintPdfParagraph paragraph = {.page = turn.page, .last_page = turn.page, .lines = end - start};
    double widest = 0;
    for (guint i = start; i < end; i++) {
        const OsintPdfLine *line = &run->lines[i];
        double width = line->box.right - line->box.left;
        osint_pdf_append_line(text, line->text, words);
        paragraph.size = width > widest ? line->size : paragraph.size;
        widest = MAX(widest, width);
    }
    paragraph.top = run->lines[start].box.top;
    paragraph.bottom = last->box.bottom;
    paragraph.room = run->right - last->box.right;
    paragraph.first = run->lines[start].first;
    paragraph.length = text->len;
    paragraph.text = g_string_free(text, FALSE);
    paragraph.turns = g_array_new(FALSE, FALSE, sizeof(OsintPdfTurn));
    g_array_append_val(paragraph.turns, turn);
    g_array_append_val(paragraphs, paragraph);
}

static void add_run(GArray *paragraphs, const Run *run, const OsintPdfWords *words)
{
    guint first = run->start;
    for (guint i = run->start + 1; i < run->end; i++) {
        if (begins_paragraph(run, first, i)) {
            add_paragraph(paragraphs, run, first, i, words);
            first = i;
        }
    }
    add_paragraph(paragraphs, run, first, run->end, words);
}

/* ---- what was torn apart ---- */

static gunichar last_char(const OsintPdfParagraph *paragraph)
{
    return osint_char_before(paragraph->text, paragraph->length);
}

static gboolean is_open(const OsintPdfParagraph *paragraph)
{
    const char *tail = paragraph->text + paragraph->length;
    for (int i = 0; i < 40 && tail > paragraph->text; i++)
        tail = g_utf8_prev_char(tail);
    gunichar last = last_char(paragraph);
    return !has_leader(tail) && (last == ',' || !osint_ends_sentence(tail));
}

/* Whether the next one stands at the head of another column or page, and is no title there. */
static gboolean heads_column(const OsintPdfParagraph *open, const OsintPdfParagraph *next)
{
    gboolean moved = next->page > open->last_page || next->top < open->bottom - open->size;
    return moved && open->lines > 1 && next->lines > 1 && last_char(open) != ':';
}

static gboolean goes_on(const OsintPdfParagraph *open, const OsintPdfParagraph *next)
{
    if (!same_size(open->size, next->size) || next->page > open->last_page + 1 || begins_item(next->text) ||
        open->room > next->first + 0.5 * next->size)
        return FALSE;
    if (begins_small(next->text) || (next == open + 1 && heads_column(open, next)))
        return TRUE;
    return open->lines > 1 && osint_joins_tight(last_char(open), g_utf8_get_char(next->text));
}

/* What may stand between the parts of a paragraph: other letters than its own, or a line or two. */
static gboolean may_stand_between(const OsintPdfParagraph *open, const OsintPdfParagraph *paragraph)
{
    return !same_size(open->size, paragraph->size) || paragraph->lines <= 2;
}

static void join(OsintPdfParagraph *open, OsintPdfParagraph *next, const OsintPdfWords *words)
{
    GString *text = g_string_new_len(open->text, (gssize)open->length);
    osint_pdf_append_line(text, next->text, words);
    gsize shift = text->len - next->length;
    for (guint i = 0; i < next->turns->len; i++) {
        OsintPdfTurn turn = g_array_index(next->turns, OsintPdfTurn, i);
        turn.at += (guint32)shift;
        if (turn.page != open->last_page)
            g_array_append_val(open->turns, turn);
        open->last_page = turn.page;
    }
    g_free(open->text);
    open->length = text->len;
    open->text = g_string_free(text, FALSE);
    open->lines += next->lines;
    open->room = next->room;
    open->bottom = next->bottom;
    clear_paragraph(next);
    next->text = NULL;
    next->turns = NULL;
}

/* The paragraph with which the open one goes on; G_MAXUINT for none. */
static guint find_rest(const OsintPdfParagraph *all, guint count, guint open)
{
    guint seen = 0;
    for (guint i = open + 1; i < count && seen <= MOST_BETWEEN; i++) {
        if (all[i].text == NULL)
            continue;
        if (goes_on(&all[open], &all[i]))
            return i;
        if (!may_stand_between(&all[open], &all[i]))
            break;
        seen++;
    }
    return G_MAXUINT;
}

/* Text that has been joined again and again is copied each time: as long as this it stays as it is. */
#define LONGEST_JOINED 20000

static void join_torn(GArray *paragraphs, const OsintPdfWords *words)
{
    OsintPdfParagraph *all = (OsintPdfParagraph *)(void *)paragraphs->data;
    guint kept = 0;
    for (guint i = 0; i < paragraphs->len; i++) {
        guint rest;
        if (all[i].text == NULL)
            continue;
        while (is_open(&all[i]) && all[i].length < LONGEST_JOINED &&
               (rest = find_rest(all, paragraphs->len, i)) != G_MAXUINT)
            join(&all[i], &all[rest], words);
        all[kept++] = all[i];
        if (kept - 1 != i)
            all[i].text = NULL;
    }
    g_array_set_clear_func(paragraphs, NULL);
    g_array_set_size(paragraphs, kept);
    g_array_set_clear_func(paragraphs, clear_paragraph);
}

GArray *osint_pdf_paragraphs(const OsintPdfPages *pages)
{
    GArray *paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintPdfParagraph));
    g_autoptr(OsintPdfWords) words = osint_pdf_words_new(pages);
    GStringChunk *texts = g_string_chunk_new(4096);
    g_autoptr(GArray) rows = join_rows(pages, texts);
    for (guint i = 0; i < rows->len;) {
        Run run = run_from((const OsintPdfLine *)(const void *)rows->data, i, rows->len);
        add_run(paragraphs, &run, words);
        i = run.end;
    }
    g_string_chunk_free(texts);
    join_torn(paragraphs, words);
    return paragraphs;
}

typedef struct {
    double size;
    gsize length;
} Weighed;

double osint_pdf_body_size(const OsintPdfPages *pages)
{
    g_autoptr(GArray) sizes = g_array_new(FALSE, FALSE, sizeof(Weighed));
    gsize whole = 0, sum = 0;
    for (guint i = 0; i < pages->lines->len; i++) {
        const OsintPdfLine *line = &g_array_index(pages->lines, OsintPdfLine, i);
        Weighed weighed = {line->size, strlen(line->text)};
        whole += weighed.length;
        g_array_append_val(sizes, weighed);
    }
    if (sizes->len == 0)
        return 10;
    qsort(sizes->data, sizes->len, sizeof(Weighed), compare_doubles);
    for (guint i = 0; i < sizes->len; i++) {
        const Weighed *weighed = &g_array_index(sizes, Weighed, i);
        sum += weighed->length;
        if (2 * sum >= whole)
            return weighed->size;
    }
    g_assert_not_reached();
}
