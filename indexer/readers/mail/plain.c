/* Lines to blocks of one depth of quotation, each laid out by itself. */
#include "indexer/readers/mail/plain.h"

#include <string.h>

#include "indexer/readers/clean.h"
#include "indexer/readers/layout.h"

/* Of a signature and a footer, in lines: what is longer is text. */
enum { MAX_SIGNATURE = 25, MAX_BARE_SIGNATURE = 8, MAX_FOOTER = 12, MIN_RULE = 20, MAX_DEPTH = 20 };

typedef struct {
    const char *text; /* behind the marks of quotation */
    gsize length;
    guint depth;
} Line;

static Line read_line(const char *at, gsize width, gboolean flowed)
{
    Line line = {.text = at, .length = width};
    const char *end = at + width;
    if (width > 0 && end[-1] == '\r')
        end--;
    while (at < end && *at == '>') {
        line.depth += line.depth < MAX_DEPTH;
        at++;
        if (!flowed && at + 1 < end && at[0] == ' ' && at[1] == '>')
            at++;
    }
    if (at < end && *at == ' ' && (line.depth > 0 || flowed))
        at++;
    line.text = at;
    line.length = (gsize)(end - at);
    return line;
}

static GArray *split_lines(const char *text, gboolean flowed)
{
    GArray *lines = g_array_new(FALSE, FALSE, sizeof(Line));
    while (*text != '\0') {
        gsize width = strcspn(text, "\n");
        Line line = read_line(text, width, flowed);
        g_array_append_val(lines, line);
        text += width + (text[width] == '\n');
    }
    return lines;
}

static const Line *line_at(const GArray *lines, guint index)
{
    return &g_array_index(lines, Line, index);
}

static gboolean line_is(const Line *line, const char *text)
{
    return line->length == strlen(text) && memcmp(line->text, text, line->length) == 0;
}

static gboolean line_has(const Line *line, const char *words)
{
    g_autofree char *text = g_strndup(line->text, line->length);
    return strcasestr(text, words) != NULL;
}

static gboolean is_rule(const Line *line)
{
    gsize at = 0;
    while (at < line->length && (line->text[at] == '_' || line->text[at] == '-' || line->text[at] == '='))
        at++;
    return at >= MIN_RULE && at + 2 >= line->length;
}

/* "-----Original Message-----" and the like: what stands below is quoted without marks. */
static gboolean opens_original(const Line *line)
{
    return line->length > 10 && memcmp(line->text, "-----", 5) == 0 && !is_rule(line);
}

static guint without_blanks(const GArray *lines, guint end)
{
    while (end > 0 && osint_is_blank(line_at(lines, end - 1)->text, line_at(lines, end - 1)->length))
        end--;
    return end;
}

/* A rule near the end, with how to leave the list below it. */
static guint footer_begin(const GArray *lines, guint end)
{
    for (guint i = end; i-- > 0 && i + MAX_FOOTER >= end;) {
        if (!is_rule(line_at(lines, i)) || line_at(lines, i)->depth > 0)
            continue;
        for (guint below = i + 1; below < end; below++)
            if (line_has(line_at(lines, below), "mailing list") ||
                line_has(line_at(lines, below), "unsubscribe"))
                return i;
    }
    return end;
}

/* Where the signature that begins with the line ends: at the next quotation, or with the text. 0 when it is
 * none. */
static guint signature_end(const GArray *lines, guint begin)
{
    const Line *line = line_at(lines, begin);
    gboolean marked = line_is(line, "-- ");
    if (line->depth > 0 || (!marked && !line_is(line, "--")))
        return 0;
    guint longest = begin + 1 + (marked ? MAX_SIGNATURE : MAX_BARE_SIGNATURE), at = begin + 1;
    while (at < lines->len && at <= longest && line_at(lines, at)->depth == 0 &&
           !opens_original(line_at(lines, at)))
        at++;
    return at <= longest && (marked || at == lines->len) ? at : 0;
}

static void drop_signatures(GArray *lines)
{
    guint end = without_blanks(lines, lines->len), kept = 0;
    g_array_set_size(lines, without_blanks(lines, footer_begin(lines, end)));
    for (guint i = 0; i < lines->len;) {
        guint past = signature_end(lines, i);
        if (past > 0)
            i = past;
        else
            g_array_index(lines, Line, kept++) = *line_at(lines, i++);
    }
    g_array_set_size(lines, kept);
}

/* A line of flowed text that goes on in the next one of the same depth. */
static gboolean flows(const Line *line)
{
    return line->length > 0 && line->text[line->length - 1] == ' ' && !line_is(line, "-- ");
}

static void add_line(GString *block, const GArray *lines, guint index, guint end, OsintMailFormat format)
{
    const Line *line = line_at(lines, index);
    gboolean on = format.flowed && flows(line) && index + 1 < end;
    g_string_append_len(block, line->text, (gssize)(line->length - (on && format.delsp)));
    if (!on)
        g_string_append_c(block, '\n');
}

static void append_paragraphs(GString *text, const char *block, guint depth)
{
    g_auto(GStrv) paragraphs = g_strsplit(block, "\n\n", -1);
    g_autofree char *marks = g_strnfill(depth, '>');
    for (guint i = 0; paragraphs[i] != NULL; i++)
        g_string_append_printf(text, "%s%s%s%s", text->len > 0 ? "\n\n" : "", marks, depth > 0 ? " " : "",
                               paragraphs[i]);
}

/* The lines of one depth from `begin` on; returns where the next begin. */
static guint take_block(GString *block, const GArray *lines, guint begin, OsintMailFormat format)
{
    guint end = begin, depth = line_at(lines, begin)->depth;
    while (end < lines->len && line_at(lines, end)->depth == depth)
        end++;
    for (guint i = begin; i < end; i++)
        add_line(block, lines, i, end, format);
    return end;
}

/* The column at which the mail is wrapped, by all of its lines without their marks. */
static guint wrap_column(const GArray *lines, OsintMailFormat format)
{
    g_autoptr(GString) text = g_string_new(NULL);
    for (guint i = 0; i < lines->len;) {
        i = take_block(text, lines, i, format);
        g_string_append_c(text, '\n');
    }
    return osint_layout_wrap_column(text->str, text->len);
}

char *osint_mail_plain_text(const char *text, OsintMailFormat format)
{
    g_autoptr(GArray) lines = split_lines(text, format.flowed);
    g_autoptr(GString) whole = g_string_new(NULL);
    drop_signatures(lines);
    guint column = wrap_column(lines, format);
    for (guint i = 0; i < lines->len;) {
        g_autoptr(GString) block = g_string_new(NULL);
        guint depth = line_at(lines, i)->depth;
        i = take_block(block, lines, i, format);
        g_autofree char *laid_out = osint_layout_piece(block->str, block->len, column);
        if (laid_out != NULL && *laid_out != '\0')
            append_paragraphs(whole, laid_out, depth);
    }
    return whole->len > 0 ? g_string_free(g_steal_pointer(&whole), FALSE) : NULL;
}

guint osint_mail_quoted_lines(const char *text)
{
    guint count = text != NULL && *text == '>' ? 1 : 0;
    for (; text != NULL && (text = strstr(text, "\n>")) != NULL; text++)
        count++;
    return count;
}
