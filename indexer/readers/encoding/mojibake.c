/* Repair of UTF-8 that was read as an encoding of one byte. A character of several bytes became a sequence of
 * as many: one of the letters that stand for a first byte, and then signs or letters that stand for the
 * others. Such a sequence may be text all the same ("NESTLÉ®"), so it is repaired only where it is strange as
 * text: signs that stick to letters, capitals within words. Once enough of a text was strange, all sequences
 * in it are. */
#include "indexer/readers/encoding/mojibake.h"

#include <string.h>

#include "indexer/readers/encoding/convert.h"
#include "indexer/text/words.h"

#define TABLE_SIZE 0x2600
/* Mojibake may have been stored as mojibake again. */
#define MAX_PASSES 3
/* From so many on, the whole text is taken to be of that kind. */
#define MANY 2
#define FIRST_SIGNS 0xA0

typedef struct {
    const char *name;
    guint8 byte_of[TABLE_SIZE]; /* 0 where the encoding has no byte beyond ASCII for a character */
} Charset;

typedef struct {
    const Charset *charset;
    gboolean all;   /* repair every sequence, also those in which a plain space stands for U+00A0 */
    GString *out;   /* NULL to count only */
    guint certain;  /* characters repaired */
    guint doubtful; /* strange, but not enough */
    guint strays;   /* letters that belong to no sequence, though they might */
} Walk;

/* Sequences without anything between them. */
typedef struct {
    const char *end;
    guint count;
    guint anomalies;
    gboolean wide; /* one has three bytes or four */
    gboolean sign; /* the first begins with a sign, not a letter */
    gunichar lead; /* of the first */
    GString *text; /* what they stand for */
} Run;

static Charset *charsets(gsize *count)
{
    static Charset list[] = {
        {.name = "WINDOWS-1252"}, {.name = "WINDOWS-1251"}, {.name = "WINDOWS-1250"}, {.name = "MACINTOSH"}};
    *count = G_N_ELEMENTS(list);
    return list;
}

/* A byte that the encoding leaves free became the control character of the same number. */
static gpointer fill_tables(gpointer data)
{
    (void)data;
    gsize count;
    Charset *list = charsets(&count);
    for (gsize i = 0; i < count; i++) {
        for (guint byte = 0x80; byte <= 0xFF; byte++) {
            char raw[] = {(char)byte, '\0'};
            g_autofree char *text = g_convert(raw, 1, "UTF-8", list[i].name, NULL, NULL, NULL);
            gunichar c = text != NULL ? g_utf8_get_char(text) : byte;
            if (c < TABLE_SIZE)
                list[i].byte_of[c] = (guint8)byte;
        }
        for (guint byte = 0x80; byte < 0xA0; byte++)
            if (list[i].byte_of[byte] == 0)
                list[i].byte_of[byte] = (guint8)byte;
    }
    return NULL;
}

static guint8 byte_of(const Charset *charset, gunichar c)
{
    return c < TABLE_SIZE ? charset->byte_of[c] : 0;
}

static gboolean is_plausible(gunichar c)
{
    return c >= FIRST_SIGNS && g_unichar_isdefined(c) && g_unichar_type(c) != G_UNICODE_PRIVATE_USE;
}

/* Signs that stand behind letters in any text. */
static gboolean is_common_sign(gunichar c)
{
    static const gunichar signs[] = {0xA0,   0xA8,   0xB4,   0xAB,   0xBB,   0x2013, 0x2014,
                                     0x2018, 0x2019, 0x201A, 0x201C, 0x201D, 0x201E, 0x2026,
                                     0x2039, 0x203A, 0xB7,   0xAD,   0x2022};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i] == c)
            return TRUE;
    return FALSE;
}

/* The character that the sequence at `at` stands for; 0 when there is none. */
static gunichar read_sequence(const Walk *walk, const char *at, const char *end, const char **after)
{
    gunichar first = g_utf8_get_char(at);
    char bytes[4] = {(char)byte_of(walk->charset, first)};
    guint8 lead = (guint8)bytes[0];
    guint length = lead >= 0xF5 || is_common_sign(first) ? 0
                   : lead >= 0xF0                        ? 4
                   : lead >= 0xE0                        ? 3
                   : lead >= 0xC2                        ? 2
                                                         : 0;
    at = g_utf8_next_char(at);
    for (guint i = 1; i < length; i++) {
        if (at >= end)
            return 0;
        gunichar c = g_utf8_get_char(at);
        guint8 byte = c == ' ' && walk->all ? 0xA0 : byte_of(walk->charset, c);
        if (byte < 0x80 || byte > 0xBF)
            return 0;
        bytes[i] = (char)byte;
        at = g_utf8_next_char(at);
    }
    gunichar value = length > 0 ? g_utf8_get_char_validated(bytes, length) : 0;
    *after = at;
    return value < 0x110000 && is_plausible(value) ? value : 0;
}

static gboolean is_odd(gunichar c)
{
    return c >= 0x80 && !g_unichar_isalpha(c) && !is_common_sign(c);
}

/* How strange it is that c follows before. */
static guint anomaly(gunichar before, gunichar c)
{
    if (c >= 0x80 && c < FIRST_SIGNS)
        return 2;
    if (g_unichar_isalpha(before) && is_odd(c))
        return 1;
    if (before >= 0x80 && !g_unichar_isalpha(before) && before != 0xA0 && before != 0x2019 &&
        g_unichar_isalpha(c))
        return 1;
    return g_unichar_islower(before) && g_unichar_isupper(c) ? 1 : 0;
}

static gunichar char_at(const char *at, const char *end)
{
    return at < end ? g_utf8_get_char(at) : ' ';
}

/* The two letters that UTF-8's Latin letters and signs begin with. */
static gboolean is_latin_lead(gunichar c)
{
    return c == 0xC2 || c == 0xC3;
}

/* A sign of three bytes whose second one is no quote or dash: nothing begins so but mojibake. */
static gboolean is_strange_sign(const char *at, gunichar value)
{
    return value >= 0x2000 && value < 0x3000 && !is_common_sign(g_utf8_get_char(g_utf8_next_char(at)));
}

static guint sequence_anomalies(const char *at, const char *after, const char *end, gunichar before,
                                gunichar value)
{
    gunichar lead = g_utf8_get_char(at), last = lead;
    guint anomalies = anomaly(before, lead);
    gboolean odd = FALSE;
    for (const char *c = g_utf8_next_char(at); c < after; c = g_utf8_next_char(c)) {
        gunichar trail = g_utf8_get_char(c);
        anomalies += anomaly(last, trail);
        odd = odd || is_odd(trail);
        last = trail;
    }
    anomalies += anomaly(last, char_at(after, end));
    if (value >= 0x800)
        return anomalies + (odd || is_strange_sign(at, value) ? 2 : 0);
    if (is_latin_lead(lead) && (!is_common_sign(last) || last == 0xB4 || last == 0xA8 ||
                                (last != 0x2019 && g_unichar_isalpha(char_at(after, end)))))
        anomalies++;
    return anomalies;
}

static gboolean read_run(const Walk *walk, const char *at, const char *end, gunichar before, Run *run)
{
    const char *after;
    gunichar value;
    GString *text = run->text;
    *run = (Run){.end = at, .lead = g_utf8_get_char(at), .text = text};
    run->sign = !g_unichar_isalpha(run->lead);
    g_string_truncate(text, 0);
    while (run->end < end && (guchar)*run->end >= 0x80 &&
           (value = read_sequence(walk, run->end, end, &after)) != 0) {
        run->anomalies += sequence_anomalies(run->end, after, end, before, value);
        run->wide = run->wide || value >= 0x800;
        run->count++;
        before = g_utf8_get_char(g_utf8_prev_char(after));
        g_string_append_unichar(text, value);
        if (before == ' ' && value == 0xE0)
            g_string_append_c(text, ' ');
        run->end = after;
    }
    return run->count > 0;
}

static gboolean is_certain(const Run *run, gunichar before)
{
    if (run->sign)
        return g_unichar_islower(before) || (run->wide && run->anomalies >= 2) || run->count >= 3;
    if (run->anomalies < 2)
        return FALSE;
    return run->count >= 2 || run->wide || is_latin_lead(run->lead) || g_unichar_islower(before) ||
           !g_unichar_isalpha(before);
}

static void copy(Walk *walk, const char *text, gsize length)
{
    if (walk->out != NULL)
        g_string_append_len(walk->out, text, (gssize)length);
}

/* "voilÃ le": the no-break space behind the capital in a word became a space, which is kept. */
static gboolean is_cut_off(const Walk *walk, const char *at, const char *end, gunichar before)
{
    gunichar c = g_utf8_get_char(at);
    return c == 0xC3 && byte_of(walk->charset, c) == c && g_unichar_islower(before) &&
           char_at(g_utf8_next_char(at), end) == ' ';
}

static void walk_text(Walk *walk, const char *text, gsize length)
{
    g_autoptr(GString) decoded = g_string_new(NULL);
    Run run = {.text = decoded};
    gunichar before = ' ';
    for (const char *at = text, *end = text + length; at < end;) {
        const char *start = at;
        if ((guchar)*at < 0x80) {
            at = osint_skip_ascii(at, end);
            copy(walk, start, (gsize)(at - start));
            before = (guchar)at[-1];
        } else if (is_cut_off(walk, at, end, before)) {
            at = g_utf8_next_char(at);
            before = 0xE0;
            walk->certain++;
            if (walk->out != NULL)
                g_string_append_unichar(walk->out, before);
        } else if (!read_run(walk, at, end, before, &run)) {
            before = g_utf8_get_char(at);
            at = g_utf8_next_char(at);
            walk->strays += byte_of(walk->charset, before) >= 0xC0 && !is_latin_lead(before);
            copy(walk, start, (gsize)(at - start));
        } else {
            gboolean repair = walk->all || is_certain(&run, before);
            walk->certain += repair ? run.count : 0;
            walk->doubtful += !repair && run.anomalies > 0 ? 1 : 0;
            at = run.end;
            copy(walk, repair ? decoded->str : start, repair ? decoded->len : (gsize)(at - start));
            before = g_utf8_get_char(g_utf8_prev_char(at));
        }
    }
}

/* The encoding by which most is repaired; what is doubtful is counted for it. */
static Walk best_walk(const char *text, gsize length)
{
    gsize count;
    const Charset *list = charsets(&count);
    Walk best = {0};
    for (gsize i = 0; i < count; i++) {
        Walk walk = {.charset = &list[i]};
        walk_text(&walk, text, length);
        if (i == 0 || walk.certain > best.certain)
            best = walk;
    }
    return best;
}

char *osint_mojibake_repair(const char *text, gsize length, gsize *repaired_length, OsintMojibake *found)
{
    static GOnce tables = G_ONCE_INIT;
    GString *repaired = NULL;
    *found = (OsintMojibake){0};
    if (osint_text_is_ascii(text, length))
        return NULL;
    g_once(&tables, fill_tables, NULL);
    for (int pass = 0; pass < MAX_PASSES; pass++) {
        Walk walk = best_walk(text, length);
        found->doubtful = walk.doubtful;
        if (walk.certain == 0)
            break;
        walk.all = walk.certain >= MANY && walk.strays * 4 <= walk.certain;
        walk.certain = walk.doubtful = 0;
        walk.out = g_string_sized_new(length);
        walk_text(&walk, text, length);
        found->repaired += walk.certain;
        found->doubtful = walk.doubtful;
        if (repaired != NULL)
            g_string_free(repaired, TRUE);
        repaired = walk.out;
        text = repaired->str;
        length = repaired->len;
    }
    if (repaired == NULL)
        return NULL;
    *repaired_length = repaired->len;
    return g_string_free(repaired, FALSE);
}
