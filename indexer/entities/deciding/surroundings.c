/* The words round a name, cut out of the line it stands in. */
#include "indexer/entities/deciding/surroundings.h"

#include <string.h>

#include "indexer/entities/deciding/threat-words.h"
#include "indexer/text/words.h"

/* How far words are looked for, and how far a line is looked at for its capitals, in bytes. */
#define WORDS_BYTES 64
#define LINE_BYTES 200
/* A line this long that ends without a full stop goes on in the next one. */
#define WRAPPED_BYTES 50
/* Words that have a capital in titles. */
#define TITLE_WORD_BYTES 4

static gboolean is_emphasis(gunichar c)
{
    return g_unichar_isspace(c) || c == '-' || c == '*' || c == '_' || c == '`' || c == '"' || c == '\'' ||
           c == '[' || c == ']' || (c >= 0x2010 && c <= 0x2011) || (c >= 0x2018 && c <= 0x201f) ||
           c == 0xab || c == 0xbb || (c >= 0x300c && c <= 0x300f) || osint_char_is_invisible(c);
}

gboolean osint_mark_stops(gunichar c)
{
    return c == '.' || c == '!' || c == '?' || c == '|' || c == 0x2022 || c == 0x3002 || c == '\n';
}

static gboolean is_quote(gunichar c)
{
    return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201f) || c == 0xab || c == 0xbb ||
           (c >= 0x300c && c <= 0x300f);
}

/* The mark that parts most of those between two words. */
static gunichar mark_between(const char *from, const char *to)
{
    gunichar mark = 0;
    for (const char *p = from; p < to; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!is_emphasis(c) && !osint_mark_stops(mark))
            mark = c;
    }
    return mark;
}

/* Whether the line break at `at` is one of wrapping only. */
static gboolean is_wrapped(const char *text, const char *at)
{
    const char *from = at;
    while (from > text && from[-1] != '\n' && at - from <= WRAPPED_BYTES)
        from--;
    return at - from > WRAPPED_BYTES && at[1] != '\n' && strchr(".!?:|*", at[-1]) == NULL;
}

static const char *line_start(const char *text, const char *at, gsize reach)
{
    const char *from = at;
    while (from > text && (gsize)(at - from) < reach && (from[-1] != '\n' || is_wrapped(text, from - 1)))
        from--;
    while (((guchar)*from & 0xc0) == 0x80)
        from++;
    return from;
}

static const char *line_end(const char *text, const char *at, gsize reach)
{
    const char *to = at;
    while (*to != '\0' && (gsize)(to - at) < reach && (*to != '\n' || is_wrapped(text, to)))
        to++;
    while (((guchar)*to & 0xc0) == 0x80)
        to--;
    return to;
}

static OsintNeighbour neighbour_of(const char *text, const char *base, const OsintWord *word, gboolean before)
{
    const char *at = base + word->start;
    gsize length = word->end - word->start;
    OsintNeighbour neighbour = {.start = (guint32)(at - text),
                                .end = (guint32)(at - text + (gssize)length),
                                .capital = g_unichar_isupper(g_utf8_get_char(at)),
                                .cjk = word->kind == OSINT_WORD_CJK};
    if (neighbour.cjk) {
        neighbour.kinds = before ? osint_threat_ending(at, length) : osint_threat_beginning(at, length);
        return neighbour;
    }
    if (length >= OSINT_NEIGHBOUR_BYTES)
        return neighbour;
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(at, length, folded);
    if (folded->len > 2 && g_str_has_suffix(folded->str, "'s"))
        g_string_truncate(folded, folded->len - 2);
    if (folded->len < OSINT_NEIGHBOUR_BYTES)
        memcpy(neighbour.folded, folded->str, folded->len + 1);
    neighbour.kinds = osint_threat_word(neighbour.folded);
    return neighbour;
}

static void look_back(const char *text, guint32 start, OsintSurroundings *found)
{
    const char *from = line_start(text, text + start, WORDS_BYTES);
    gboolean cut = from > text && from[-1] != '\n' && !g_ascii_isspace(from[-1]);
    while (cut && from < text + start && !g_ascii_isspace(*from) && (guchar)*from < 0x80)
        from++;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, from, (gsize)(text + start - from));
    OsintWord last[OSINT_NEIGHBOURS];
    guint count = 0;
    while (osint_words_next(&iter, &word))
        last[count++ % OSINT_NEIGHBOURS] = word;
    found->befores = MIN(count, OSINT_NEIGHBOURS);
    guint32 end = start;
    for (guint i = 0; i < found->befores; i++) {
        OsintNeighbour *neighbour = &found->before[i];
        *neighbour = neighbour_of(text, from, &last[(count - 1 - i) % OSINT_NEIGHBOURS], TRUE);
        neighbour->mark = mark_between(text + neighbour->end, text + end);
        end = neighbour->start;
    }
    found->begins = found->befores == 0 || osint_mark_stops(found->before[0].mark);
}

static void look_ahead(const char *text, guint32 end, OsintSurroundings *found)
{
    const char *from = text + end;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, from, (gsize)(line_end(text, from, WORDS_BYTES) - from));
    guint32 start = end;
    while (found->afters < OSINT_NEIGHBOURS && osint_words_next(&iter, &word)) {
        OsintNeighbour neighbour = neighbour_of(text, from, &word, FALSE);
        if (found->afters == 0 && !found->possessive && strcmp(neighbour.folded, "s") == 0 &&
            neighbour.end - end < 5) {
            found->possessive = TRUE;
            start = neighbour.end;
            continue;
        }
        neighbour.mark = mark_between(text + start, text + neighbour.start);
        start = neighbour.end;
        found->after[found->afters++] = neighbour;
    }
}

/* Looks at the words of the line that would have a capital in a title, but for the name's. */
gboolean osint_stands_in_title(const char *text, guint32 start, guint32 end)
{
    const char *from = line_start(text, text + start, LINE_BYTES);
    const char *to = line_end(text, text + end, LINE_BYTES);
    OsintWordIter iter;
    OsintWord word;
    guint capitals = 0, small = 0;
    osint_words_init(&iter, from, (gsize)(to - from));
    while (osint_words_next(&iter, &word)) {
        const char *at = from + word.start;
        if ((at >= text + start && at < text + end) || word.end - word.start < TITLE_WORD_BYTES)
            continue;
        if (g_unichar_islower(g_utf8_get_char(at)))
            small++;
        else
            capitals++;
    }
    return capitals >= 2 && capitals >= 4 * small;
}

static void look_inside(const char *text, guint32 start, guint32 end, OsintSurroundings *found)
{
    OsintWordIter iter;
    OsintWord word;
    found->capital = TRUE;
    osint_words_init(&iter, text + start, end - start);
    while (osint_words_next(&iter, &word)) {
        OsintNeighbour own = neighbour_of(text, text + start, &word, FALSE);
        gboolean field = (own.kinds & (OSINT_THREAT_ACTOR | OSINT_THREAT_SOFTWARE)) != 0;
        found->inside |= own.kinds;
        if (!field && own.end - own.start >= TITLE_WORD_BYTES - 1 &&
            g_unichar_islower(g_utf8_get_char(text + own.start)))
            found->capital = FALSE;
        if (own.end - own.start == end - start && g_unichar_islower(g_utf8_get_char(text + own.start)))
            found->capital = FALSE;
    }
    found->capitals = !osint_text_has_small_letter(text + start, end - start);
}

gboolean osint_has_capitals(const char *text, guint32 start, guint32 end)
{
    OsintSurroundings found = {0};
    look_inside(text, start, end, &found);
    return found.capital;
}

gboolean osint_has_its_capitals(const char *text, guint32 start, guint32 end, const OsintPhrase *phrase)
{
    if (!phrase->capital)
        return TRUE;
    return phrase->mixed ? !g_unichar_islower(g_utf8_get_char(text + start))
                         : osint_has_capitals(text, start, end);
}

void osint_surroundings_of(const char *text, guint32 start, guint32 end, OsintSurroundings *surroundings)
{
    *surroundings = (OsintSurroundings){0};
    look_inside(text, start, end, surroundings);
    look_back(text, start, surroundings);
    look_ahead(text, end, surroundings);
    surroundings->quoted =
        start > 0 && is_quote(osint_char_before(text, start)) && is_quote(g_utf8_get_char(text + end));
    const char *after = text + end;
    gunichar c = g_utf8_get_char(after);
    if (osint_char_is_apostrophe(c) && *g_utf8_next_char(after) == 's')
        surroundings->possessive = TRUE;
}
