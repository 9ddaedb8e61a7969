/* The rows of the distance matrix, kept for the characters that a word shares with the one before it.
 *
 * A row tells of a word's beginning how far it is from each beginning of the other word; one whose least
 * value is too great never recovers, so that every word with this beginning can be passed over. Rows are the
 * states of the Levenshtein automaton (Schulz and Mihov, Fast string correction with Levenshtein automata,
 * 2002), made as they are needed; going on with the least string that is still alive is how Lucene's
 * FuzzyTermsEnum walks a term list. */
#include "indexer/text/edits.h"

#include <string.h>

#include "indexer/text/words.h"

typedef guint8 Cell; /* a distance; FAR and above are all the same */

#define FAR 250u
#define LAST_CHARACTER 0x10FFFFu

typedef struct {
    gunichar characters[OSINT_EDITS_LONGEST];
    guint length;
} WideWord;

/* More than LAST_CHARACTER when it is not valid UTF-8. */
static gunichar character_at(const char *at)
{
    return (guchar)*at < 0x80 ? (guchar)*at : g_utf8_get_char_validated(at, -1);
}

/* FALSE when the word is too long or no valid UTF-8. */
static gboolean widen(const char *word, WideWord *wide)
{
    const char *at = word;
    for (wide->length = 0; *at != '\0' && wide->length < OSINT_EDITS_LONGEST; at = g_utf8_next_char(at)) {
        gunichar c = character_at(at);
        if (c > LAST_CHARACTER)
            return FALSE;
        wide->characters[wide->length++] = c;
    }
    return *at == '\0';
}

/* The part of a row that can be within the edits: beginnings about as long as the word so far. */
typedef struct {
    guint first, last;
} Band;

static Band band_of(guint depth, guint length, guint edits)
{
    return (Band){depth > edits ? depth - edits : 0, MIN(length, depth + edits)};
}

static void first_row(Cell *row, guint length, guint edits)
{
    for (guint i = 0; i <= length; i++)
        row[i] = (Cell)(i <= edits ? i : FAR);
}

/* The row of a beginning that ends in character c, from the row of the beginning without it and, for swaps,
 * that of the one before, which ends before character previous. depth: characters of the beginning. Cells
 * outside the band and its two neighbours are not touched. Returns the least cell. */
static guint next_row(const WideWord *word, guint edits, guint depth, gunichar previous, gunichar c,
                      const Cell *const before[2], Cell *row)
{
    Band band = band_of(depth, word->length, edits);
    guint least = FAR;
    if (band.first > 0)
        row[band.first - 1] = FAR;
    for (guint i = band.first; i <= band.last; i++) {
        guint cell = before[0][i] + 1u;
        if (i > 0) {
            cell = MIN(cell, before[0][i - 1] + (word->characters[i - 1] != c ? 1u : 0u));
            cell = MIN(cell, row[i - 1] + 1u);
        }
        if (i > 1 && depth > 1 && word->characters[i - 1] == previous && word->characters[i - 2] == c)
            cell = MIN(cell, before[1][i - 2] + 1u);
        row[i] = (Cell)MIN(cell, FAR);
        least = MIN(least, cell);
    }
    if (band.last < word->length)
        row[band.last + 1] = FAR;
    return least;
}

guint osint_word_edits(const char *a, const char *b, guint most)
{
    WideWord left, right;
    Cell cells[3][OSINT_EDITS_LONGEST + 1];
    Cell *rows[3] = {cells[0], cells[1], cells[2]};
    guint edits = MIN(most, FAR - 1);
    if (!widen(a, &left) || !widen(b, &right) ||
        MAX(left.length, right.length) - MIN(left.length, right.length) > edits)
        return most + 1;
    first_row(rows[0], right.length, edits);
    for (guint depth = 1; depth <= left.length; depth++) {
        gunichar previous = depth > 1 ? left.characters[depth - 2] : 0;
        const Cell *const before[2] = {rows[0], rows[1]};
        if (next_row(&right, edits, depth, previous, left.characters[depth - 1], before, rows[2]) > edits)
            return most + 1;
        Cell *oldest = rows[1];
        rows[1] = rows[0];
        rows[0] = rows[2];
        rows[2] = oldest;
    }
    return rows[0][right.length] <= edits ? rows[0][right.length] : most + 1;
}

gboolean osint_word_within_edits(const char *a, const char *b, guint edits)
{
    return osint_word_edits(a, b, edits) <= edits;
}

/* ---- walks ---- */

struct OsintEditWalk {
    WideWord word;
    guint shortest;
    guint edits;
    gboolean loose;
    gboolean has_cjk;
    gunichar *at; /* the word looked at last, as far as it was looked at */
    guint length; /* of at */
    guint rows;   /* rows that are made: of at's beginnings of 0 to rows - 1 characters; all alive */
    Cell *cells;  /* rows of word.length + 1 cells */
    GString *target;
};

OsintEditWalk *osint_edit_walk_new(const char *word, guint shortest, gboolean loose, guint edits)
{
    OsintEditWalk *walk = g_new0(OsintEditWalk, 1);
    if (!widen(word, &walk->word)) {
        g_free(walk);
        return NULL;
    }
    walk->shortest = MIN(shortest, walk->word.length);
    walk->edits = MIN(edits, FAR - 1);
    walk->loose = loose;
    for (guint i = 0; i < walk->word.length; i++)
        walk->has_cjk = walk->has_cjk || osint_char_is_cjk(walk->word.characters[i]);
    gsize longest = walk->word.length + walk->edits; /* of what is alive */
    walk->at = g_new(gunichar, longest + 1);
    walk->cells = g_new(Cell, (longest + 1) * (walk->word.length + 1));
    first_row(walk->cells, walk->word.length, walk->edits);
    walk->rows = 1;
    walk->target = g_string_new(NULL);
    return walk;
}

void osint_edit_walk_free(OsintEditWalk *walk)
{
    if (walk == NULL)
        return;
    g_free(walk->at);
    g_free(walk->cells);
    g_string_free(walk->target, TRUE);
    g_free(walk);
}

static Cell *row_of(const OsintEditWalk *walk, guint depth)
{
    return walk->cells + (gsize)depth * (walk->word.length + 1);
}

/* Makes the row of the beginning that goes on from depth - 1 characters of at with c; whether it is alive. */
static gboolean goes_on(OsintEditWalk *walk, guint depth, gunichar c)
{
    if (depth > walk->word.length + walk->edits || (!walk->has_cjk && osint_char_is_cjk(c)))
        return FALSE;
    const Cell *const before[2] = {row_of(walk, depth - 1), row_of(walk, depth > 1 ? depth - 2 : 0)};
    gunichar previous = depth > 1 ? walk->at[depth - 2] : 0;
    return next_row(&walk->word, walk->edits, depth, previous, c, before, row_of(walk, depth)) <= walk->edits;
}

guint osint_edit_walk_edits(const OsintEditWalk *walk, guint depth, guint beginning)
{
    Band band = band_of(depth, walk->word.length, walk->edits);
    gboolean known = depth < walk->rows && beginning >= band.first && beginning <= band.last;
    return known ? row_of(walk, depth)[beginning] : FAR;
}

static guint least_edits(const OsintEditWalk *walk, guint depth)
{
    guint least = FAR;
    for (guint i = walk->shortest; i <= walk->word.length; i++)
        least = MIN(least, osint_edit_walk_edits(walk, depth, i));
    return least;
}

static gunichar character_after(const OsintEditWalk *walk, gunichar c)
{
    c++;
    while (!walk->has_cjk && osint_char_is_cjk(c))
        c = osint_cjk_range_end(c) + 1;
    return c >= 0xD800 && c <= 0xDFFF ? 0xE000 : c;
}

/* The least character after c with which depth - 1 characters of at go on alive; 0 when there is none. When
 * the next one is not alive, only characters that the word has at about this place are. */
static gunichar next_alive(OsintEditWalk *walk, guint depth, gunichar c)
{
    Band band = band_of(depth, walk->word.length, walk->edits + 1);
    gunichar least = 0, after = character_after(walk, c);
    gboolean any = walk->loose && least_edits(walk, depth - 1) <= walk->edits;
    if (after <= LAST_CHARACTER && (any || goes_on(walk, depth, after)))
        return after;
    for (guint i = band.first; i < band.last; i++) {
        gunichar own = walk->word.characters[i];
        if (own > c && (least == 0 || own < least) && goes_on(walk, depth, own))
            least = own;
    }
    return least;
}

/* at, whose first `dead` characters are dead and one less alive, goes to the least string after all that
 * begin so. */
static gboolean find_target(OsintEditWalk *walk, guint dead)
{
    for (guint depth = dead; depth > 0; depth--) {
        gunichar c = next_alive(walk, depth, walk->at[depth - 1]);
        if (c == 0)
            continue;
        g_string_truncate(walk->target, 0);
        for (guint i = 0; i + 1 < depth; i++)
            g_string_append_unichar(walk->target, walk->at[i]);
        g_string_append_unichar(walk->target, c);
        walk->rows = depth;
        return TRUE;
    }
    return FALSE;
}

guint osint_edit_walk_least(const OsintEditWalk *walk)
{
    guint least = least_edits(walk, walk->length);
    return walk->loose && walk->length > 0 ? MIN(least, least_edits(walk, walk->length - 1)) : least;
}

OsintEditStep osint_edit_walk_step(OsintEditWalk *walk, const char *word)
{
    guint depth = 0;
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = character_at(at);
        if (c > LAST_CHARACTER)
            return OSINT_EDIT_WALK_GO_ON;
        depth++;
        if (depth < walk->rows && walk->at[depth - 1] == c)
            continue;
        walk->at[depth - 1] = c;
        walk->length = depth;
        walk->rows = depth;
        if (!goes_on(walk, depth, c)) {
            if (walk->loose && *g_utf8_next_char(at) == '\0' && least_edits(walk, depth - 1) <= walk->edits)
                return OSINT_EDIT_WALK_NEAR;
            return find_target(walk, depth) ? OSINT_EDIT_WALK_SKIP_TO : OSINT_EDIT_WALK_END;
        }
        walk->rows = depth + 1;
    }
    walk->length = depth;
    return osint_edit_walk_least(walk) <= walk->edits ? OSINT_EDIT_WALK_NEAR : OSINT_EDIT_WALK_GO_ON;
}

const char *osint_edit_walk_target(const OsintEditWalk *walk)
{
    return walk->target->str;
}
