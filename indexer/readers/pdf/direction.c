/* The Unicode algorithm goes from reading order to the page. The way back is simpler: of a line that runs
 * from right to left everything is turned round but the runs that run from left to right, and of another line
 * only the runs that do not. */
#include "indexer/readers/pdf/direction.h"

typedef enum { NEUTRAL, LEFT_TO_RIGHT, RIGHT_TO_LEFT } Direction;

static Direction direction_of(gunichar c)
{
    if ((c >= 0x590 && c <= 0x8FF && !g_unichar_isdigit(c)) || (c >= 0xFB1D && c <= 0xFDFF) ||
        (c >= 0xFE70 && c <= 0xFEFC) || (c >= 0x10800 && c <= 0x10FFF) || (c >= 0x1E800 && c <= 0x1EFFF))
        return RIGHT_TO_LEFT;
    return g_unichar_isalnum(c) || g_unichar_ismark(c) ? LEFT_TO_RIGHT : NEUTRAL;
}

typedef struct {
    gunichar *chars;
    glong count;
} Line;

/* The end of the run that begins at `from` with a character of this direction: after the last character of
 * it before one of the other direction. */
static glong run_end(const Line *line, glong from, glong end, Direction direction)
{
    glong last = from;
    for (glong i = from; i < end; i++) {
        Direction here = direction_of(line->chars[i]);
        if (here == direction)
            last = i;
        else if (here != NEUTRAL)
            break;
    }
    return last + 1;
}

static void reverse(gunichar *chars, glong from, glong end)
{
    while (from < --end) {
        gunichar c = chars[from];
        chars[from++] = chars[end];
        chars[end] = c;
    }
}

/* Turns [from, end) round and its runs from left to right back. */
static void turn(Line *line, glong from, glong end)
{
    reverse(line->chars, from, end);
    for (glong i = from; i < end;) {
        if (direction_of(line->chars[i]) != LEFT_TO_RIGHT) {
            i++;
            continue;
        }
        glong stop = run_end(line, i, end, LEFT_TO_RIGHT);
        reverse(line->chars, i, stop);
        i = stop;
    }
}

static void turn_runs(Line *line)
{
    for (glong i = 0; i < line->count;) {
        if (direction_of(line->chars[i]) != RIGHT_TO_LEFT) {
            i++;
            continue;
        }
        glong stop = run_end(line, i, line->count, RIGHT_TO_LEFT);
        turn(line, i, stop);
        i = stop;
    }
}

static gboolean may_turn(const GString *line)
{
    for (gsize i = 0; i < line->len; i++)
        if ((guchar)line->str[i] >= 0xD6)
            return TRUE;
    return FALSE;
}

/* Arabic and Hebrew letters in their shapes for one place in a word become the letters. */
static char *without_shapes(const Line *line)
{
    GString *out = g_string_new(NULL);
    for (glong i = 0; i < line->count; i++) {
        gunichar c = line->chars[i], letters[G_UNICHAR_MAX_DECOMPOSITION_LENGTH];
        gboolean shape = (c >= 0xFB1D && c <= 0xFDFF) || (c >= 0xFE70 && c <= 0xFEFC);
        gsize count = shape ? g_unichar_fully_decompose(c, TRUE, letters, G_N_ELEMENTS(letters)) : 0;
        if (count == 0)
            g_string_append_unichar(out, c);
        for (gsize n = 0; n < count; n++)
            g_string_append_unichar(out, letters[n]);
    }
    return g_string_free(out, FALSE);
}

void osint_pdf_count_directions(const char *line, gsize *right_to_left, gsize *left_to_right)
{
    for (const char *at = line; *at != '\0'; at = g_utf8_next_char(at)) {
        Direction direction = direction_of(g_utf8_get_char(at));
        *right_to_left += direction == RIGHT_TO_LEFT;
        *left_to_right += direction == LEFT_TO_RIGHT;
    }
}

void osint_pdf_reading_direction(GString *line, gboolean from_right)
{
    if (!may_turn(line))
        return;
    Line chars;
    chars.chars = g_utf8_to_ucs4_fast(line->str, (glong)line->len, &chars.count);
    glong counts[3] = {0};
    for (glong i = 0; i < chars.count; i++)
        counts[direction_of(chars.chars[i])]++;
    if (counts[RIGHT_TO_LEFT] > 0) {
        if (from_right || counts[RIGHT_TO_LEFT] >= counts[LEFT_TO_RIGHT])
            turn(&chars, 0, chars.count);
        else
            turn_runs(&chars);
        g_autofree char *turned = without_shapes(&chars);
        g_string_assign(line, turned);
    }
    g_free(chars.chars);
}
