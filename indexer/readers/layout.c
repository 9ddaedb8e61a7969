/* Lines to paragraphs. Whether a document is hard-wrapped is decided once, over all of its line breaks: in
 * wrapped text the first word of a line would not have fitted on the line before. */
#include "indexer/readers/layout.h"

#include "indexer/readers/clean.h"

#include <string.h>

/* The columns at which people and programs wrap. */
#define MIN_WRAP 30
#define MAX_WRAP 115

typedef struct {
    const char *text;
    guint length;
    guint columns;
    guint first_word; /* columns */
    guint indent;
    gboolean after_blank;
    gboolean closed; /* ends as a sentence does */
} Line;

static gboolean is_rule(const char *text, gsize length)
{
    if (length < 3)
        return FALSE;
    for (gsize i = 0; i < length; i++)
        if (strchr("-=_*~# ", text[i]) == NULL)
            return FALSE;
    return TRUE;
}

static guint first_word_columns(const char *text, guint length)
{
    guint end = 0;
    gunichar before = 0;
    for (const char *at = text; at < text + length && *at != ' '; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (before != 0 && (osint_joins_tight(before, c) || g_unichar_iswide(before)))
            break;
        before = c;
        end = (guint)(g_utf8_next_char(at) - text);
    }
    return osint_text_columns(text, end);
}

static gboolean slice_ends_sentence(const char *text, gsize length)
{
    gsize tail = MIN(length, 24);
    while (tail < length && ((unsigned char)text[length - tail] & 0xC0) == 0x80)
        tail++;
    g_autofree char *end = g_strndup(text + length - tail, tail);
    return osint_ends_sentence(end);
}

/* The lines that have text; rules count as empty lines. */
static GArray *split_lines(const char *clean)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    gboolean blank = TRUE;
    for (const char *at = clean; *at != '\0';) {
        gsize width = strcspn(at, "\n");
        gsize indent = strspn(at, " ");
        gsize end = width;
        while (end > indent && at[end - 1] == ' ')
            end--;
        if (indent >= width || is_rule(at + indent, end - indent)) {
            blank = TRUE;
        } else {
            Line line = {.text = at + indent,
                         .length = (guint)(end - indent),
                         .indent = (guint)indent,
                         .after_blank = blank};
            line.columns = osint_text_columns(line.text, line.length);
            line.first_word = first_word_columns(line.text, line.length);
            line.closed = slice_ends_sentence(line.text, line.length);
            g_array_append_val(lines, line);
            blank = FALSE;
        }
        at += width + (at[width] == '\n');
    }
    return lines;
}

static int compare_columns(gconstpointer a, gconstpointer b)
{
    const guint *x = a, *y = b;
    return (*x > *y) - (*x < *y);
}

/* The column at which the document wraps: nearly its widest line that is followed by another. 0 for none. */
static guint wrap_column(const GArray *lines)
{
    g_autoptr(GArray) widths = g_array_new(FALSE, FALSE, sizeof(guint));
    for (guint i = 0; i + 1 < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i);
        if (!g_array_index(lines, Line, i + 1).after_blank) {
            guint columns = line->columns + line->indent;
            g_array_append_val(widths, columns);
        }
    }
    if (widths->len == 0)
        return 0;
    g_array_sort(widths, compare_columns);
    guint column = g_array_index(widths, guint, (widths->len - 1) * 9 / 10);
    return column >= MIN_WRAP && column <= MAX_WRAP ? column : 0;
}

/* Whether a sentence runs on over the break, as the characters at its two sides show. */
static gboolean runs_on(const Line *line, const Line *next)
{
    gunichar after = g_utf8_get_char(next->text);
    return g_unichar_islower(after) ||
           osint_joins_tight(g_utf8_get_char(g_utf8_prev_char(line->text + line->length)), after);
}

static gboolean begins_lower(const Line *line)
{
    return g_unichar_islower(g_utf8_get_char(line->text));
}

static gboolean would_have_fitted(const Line *line, const Line *next, guint column)
{
    return line->indent + line->columns + 1 + next->first_word <= column - column / 8;
}

/* The wrap column when the document is hard-wrapped, else 0. Line breaks after a closed sentence prove
 * nothing. */
static guint hard_wrap(const GArray *lines)
{
    guint column = wrap_column(lines), breaks = 0, open = 0, full = 0, running = 0;
    for (guint i = 0; column > 0 && i + 1 < lines->len; i++) {
        const Line *line = &g_array_index(lines, Line, i), *next = line + 1;
        if (next->after_blank)
            continue;
        breaks++;
        if (line->closed)
            continue;
        open++;
        if (!would_have_fitted(line, next, column)) {
            full++;
            running += runs_on(line, next) ? 1 : 0;
        }
    }
    if (open == 0 || open * 2 < breaks || full * 4 < open * 3)
        return 0;
    gboolean few = open < 4;
    return few && (column < 50 || running * 2 < open) ? 0 : column;
}

static gboolean is_item(const Line *line)
{
    static const char *const bullets[] = {"- ", "* ", "+ ", "•", "‣", "◦", "■", "●", "・", "※"};
    for (gsize i = 0; i < G_N_ELEMENTS(bullets); i++)
        if (g_str_has_prefix(line->text, bullets[i]))
            return TRUE;
    gsize digits = strspn(line->text, "0123456789");
    return digits > 0 && digits < 3 && (line->text[digits] == '.' || line->text[digits] == ')') &&
           line->text[digits + 1] == ' ';
}

/* Whether `next` goes on with the paragraph of `line`. */
static gboolean continues(const Line *line, const Line *next, guint column)
{
    if (next->after_blank || column == 0)
        return FALSE;
    if (next->indent > line->indent && !is_item(line))
        return FALSE;
    if (is_item(next))
        return FALSE;
    return begins_lower(next) || !would_have_fitted(line, next, column);
}

static void append_line(GString *paragraph, const Line *line)
{
    if (paragraph->len > 0) {
        const char *end = paragraph->str + paragraph->len;
        gunichar before = g_utf8_get_char(g_utf8_prev_char(end));
        gboolean hyphen =
            before == '-' && paragraph->len > 1 && g_ascii_isalpha(end[-2]) && begins_lower(line);
        if (!hyphen && !osint_joins_tight(before, g_utf8_get_char(line->text)))
            g_string_append_c(paragraph, ' ');
    }
    g_string_append_len(paragraph, line->text, line->length);
}

static void clear_paragraph(gpointer data)
{
    OsintParagraph *paragraph = data;
    g_free(paragraph->text);
}

/* column_around: when the text does not show another. */
static GArray *lay_out(const char *text, gsize length, guint column_around)
{
    g_autofree char *clean = osint_clean_text(text, length);
    g_autoptr(GArray) lines = split_lines(clean);
    guint own_column = hard_wrap(lines), column = own_column > 0 ? own_column : column_around;
    GArray *paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintParagraph));
    g_array_set_clear_func(paragraphs, clear_paragraph);
    for (guint i = 0; i < lines->len;) {
        guint first = i;
        g_autoptr(GString) joined = g_string_new(NULL);
        do
            append_line(joined, &g_array_index(lines, Line, i));
        while (++i < lines->len &&
               continues(&g_array_index(lines, Line, i - 1), &g_array_index(lines, Line, i), column));
        OsintParagraph paragraph = {.text = osint_clean_line(joined->str),
                                    .lines = i - first,
                                    .after_blank = g_array_index(lines, Line, first).after_blank};
        if (paragraph.text == NULL)
            continue;
        paragraph.columns = osint_text_columns(paragraph.text, strlen(paragraph.text));
        g_array_append_val(paragraphs, paragraph);
    }
    return g_steal_pointer(&paragraphs);
}

GArray *osint_layout_paragraphs(const char *text, gsize length)
{
    return lay_out(text, length, 0);
}

char *osint_layout_join(const GArray *paragraphs, guint from, guint to)
{
    if (from >= to)
        return NULL;
    GString *text = g_string_new(NULL);
    for (guint i = from; i < to; i++) {
        if (i > from)
            g_string_append(text, "\n\n");
        g_string_append(text, g_array_index(paragraphs, OsintParagraph, i).text);
    }
    return g_string_free(text, FALSE);
}

char *osint_layout_text(const char *text, gsize length)
{
    g_autoptr(GArray) paragraphs = osint_layout_paragraphs(text, length);
    return osint_layout_join(paragraphs, 0, paragraphs->len);
}

guint osint_layout_wrap_column(const char *text, gsize length)
{
    g_autofree char *clean = osint_clean_text(text, length);
    g_autoptr(GArray) lines = split_lines(clean);
    return hard_wrap(lines);
}

char *osint_layout_piece(const char *text, gsize length, guint column)
{
    g_autoptr(GArray) paragraphs = lay_out(text, length, column);
    return osint_layout_join(paragraphs, 0, paragraphs->len);
}
