/* "a b c"~5: words within a distance of each other, in any order, each in a place of its own.
 *
 * A window of that distance is moved over the places of the words. In one that has enough places for every
 * word all of them belong to a group; only where a place may be one word or another ("attack attacks"~5) it
 * is tried whether every word finds a place. */
#include <string.h>

#include "search/places.h"

/* Of a phrase of more words, places that may be one word or another count for each of them. */
#define MOST_TRIED 16

/* A place where a word may sit. */
typedef struct {
    guint word; /* number among the different words of the phrase */
    gboolean taken;
    OsintPlace place;
} Seat;

typedef struct {
    guint32 distance;
    GArray *sitters; /* guint: the word of each sitter */
    GArray *needed;  /* guint: how many sit, by word */
    GArray *seats;   /* Seat, in order of position */
    GArray *present; /* guint: seats in the window, by word */
    guint lacking;   /* words with fewer seats in the window than are needed */
    guint shared;    /* seats in the window at the position of the seat before */
    guint untaken;   /* seats in the window */
    guint start, end;
    guint32 first;   /* position at which the window begins */
    guint32 reach;   /* how far from there the last seat may begin */
    GArray *sitting; /* guint: who sits at each position of the window, NOBODY */
    GArray *tried;   /* gboolean, likewise */
} Window;

#define NOBODY G_MAXUINT

static Seat *seat_at(const Window *window, guint number)
{
    return &g_array_index(window->seats, Seat, number);
}

/* ---- the seats ---- */

/* A word of the phrase, or the CJK characters that stand together: steps of the leaf's sequence. */
typedef struct {
    const OsintStep *steps;
    guint count;
} Part;

static gboolean same_part(const Part *a, const Part *b)
{
    gboolean same = a->count == b->count;
    for (guint i = 0; same && i < a->count; i++)
        same = a->steps[i].atom == b->steps[i].atom;
    return same;
}

static guint word_of_part(GArray *parts, Part part)
{
    guint word = 0;
    while (word < parts->len && !same_part(&g_array_index(parts, Part, word), &part))
        word++;
    if (word == parts->len)
        g_array_append_val(parts, part);
    return word;
}

/* The different parts of a leaf; who sits is appended for each part. */
static GArray *find_parts(const OsintLeaf *leaf, GArray *sitters)
{
    GArray *parts = g_array_new(FALSE, FALSE, sizeof(Part));
    for (guint i = 0; i < leaf->sequence->len;) {
        Part part = {&g_array_index(leaf->sequence, OsintStep, i), 1};
        while (i + part.count < leaf->sequence->len && part.steps[part.count].joined)
            part.count++;
        guint word = word_of_part(parts, part);
        g_array_append_val(sitters, word);
        i += part.count;
    }
    return parts;
}

static int by_position(gconstpointer a, gconstpointer b)
{
    guint32 left = ((const Seat *)a)->place.first, right = ((const Seat *)b)->place.first;
    return (left > right) - (left < right);
}

static void add_seats(Window *window, const OsintReading *reading, const OsintLeaf *leaf, const Part *part,
                      const OsintRegion *region)
{
    g_autoptr(GArray) places = g_array_new(FALSE, FALSE, sizeof(OsintPlace));
    osint_places_of_sequence(reading, part->steps, part->count, leaf->exact, leaf->node->field, region,
                             places);
    for (guint i = 0; i < places->len; i++) {
        Seat seat = {window->needed->len, FALSE, g_array_index(places, OsintPlace, i)};
        g_array_append_val(window->seats, seat);
    }
}

/* FALSE when a word has too few places. */
static gboolean find_seats(Window *window, const OsintReading *reading, const OsintLeaf *leaf,
                           const OsintRegion *region)
{
    g_autoptr(GArray) parts = find_parts(leaf, window->sitters);
    for (guint word = 0; word < parts->len; word++) {
        guint before = window->seats->len, needed = 0;
        for (guint i = 0; i < window->sitters->len; i++)
            needed += g_array_index(window->sitters, guint, i) == word ? 1 : 0;
        add_seats(window, reading, leaf, &g_array_index(parts, Part, word), region);
        g_array_append_val(window->needed, needed);
        if (window->seats->len - before < needed)
            return FALSE;
    }
    g_array_sort(window->seats, by_position);
    return TRUE;
}

/* ---- who may be one word or another ---- */

static gboolean sit(Window *window, guint sitter)
{
    guint word = g_array_index(window->sitters, guint, sitter);
    for (guint i = window->start; i < window->end; i++) {
        const Seat *seat = seat_at(window, i);
        guint32 at = seat->place.first - window->first;
        guint *other = &g_array_index(window->sitting, guint, at);
        gboolean *tried = &g_array_index(window->tried, gboolean, at);
        if (seat->word != word || *tried)
            continue;
        *tried = TRUE;
        if (*other == NOBODY || sit(window, *other)) {
            *other = sitter;
            return TRUE;
        }
    }
    return FALSE;
}

static void forget_tries(Window *window)
{
    memset(window->tried->data, 0, window->tried->len * sizeof(gboolean));
}

static gboolean all_sit(Window *window)
{
    for (guint i = 0; i < window->sitting->len; i++)
        g_array_index(window->sitting, guint, i) = NOBODY;
    for (guint sitter = 0; sitter < window->sitters->len; sitter++) {
        forget_tries(window);
        if (!sit(window, sitter))
            return FALSE;
    }
    return TRUE;
}

static guint place_of_word(const Window *window, guint word)
{
    for (guint at = 0; at < window->sitting->len; at++) {
        guint sitter = g_array_index(window->sitting, guint, at);
        if (sitter != NOBODY && g_array_index(window->sitters, guint, sitter) == word)
            return at;
    }
    g_assert_not_reached();
}

/* Whether all can still sit when a word sits in this seat: whoever sits there must find another. */
static gboolean may_sit(Window *window, const Seat *seat)
{
    guint at = seat->place.first - window->first;
    guint other = g_array_index(window->sitting, guint, at);
    if (other == NOBODY || g_array_index(window->sitters, guint, other) == seat->word)
        return TRUE;
    guint from = place_of_word(window, seat->word);
    guint sitter = g_array_index(window->sitting, guint, from);
    g_array_index(window->sitting, guint, from) = NOBODY;
    g_array_index(window->sitting, guint, at) = sitter;
    forget_tries(window);
    g_array_index(window->tried, gboolean, at) = TRUE;
    if (sit(window, other))
        return TRUE;
    g_array_index(window->sitting, guint, from) = sitter;
    g_array_index(window->sitting, guint, at) = other;
    return FALSE;
}

/* ---- the window ---- */

static gboolean is_shared(const Window *window, guint number)
{
    return number > 0 && seat_at(window, number - 1)->place.first == seat_at(window, number)->place.first;
}

static void count_in(Window *window, guint number)
{
    const Seat *seat = seat_at(window, number);
    guint *present = &g_array_index(window->present, guint, seat->word);
    window->lacking -= ++*present == g_array_index(window->needed, guint, seat->word) ? 1 : 0;
    window->shared += is_shared(window, number) ? 1 : 0;
    window->untaken += seat->taken ? 0 : 1;
}

static void count_out(Window *window, guint number)
{
    const Seat *seat = seat_at(window, number);
    guint *present = &g_array_index(window->present, guint, seat->word);
    window->lacking += (*present)-- == g_array_index(window->needed, guint, seat->word) ? 1 : 0;
    window->shared -= is_shared(window, number) ? 1 : 0;
    window->untaken -= seat->taken ? 0 : 1;
}

/* A window that a run of characters begins reaches further than one without it, so that very run must sit. */
static gboolean is_instead_of_first(const Window *window, const Seat *seat)
{
    const Seat *base = seat_at(window, window->start);
    return seat != base && seat->word == base->word && base->place.last > base->place.first &&
           g_array_index(window->needed, guint, seat->word) == 1;
}

/* The newest come last, and most others were taken with a window before. */
static void take_seats(Window *window)
{
    gboolean tries = window->shared > 0 && window->sitters->len <= MOST_TRIED;
    if (window->lacking > 0 || window->untaken == 0 || (tries && !all_sit(window)))
        return;
    for (guint i = window->end; window->untaken > 0 && i-- > window->start;) {
        Seat *seat = seat_at(window, i);
        if (seat->taken || is_instead_of_first(window, seat) || (tries && !may_sit(window, seat)))
            continue;
        seat->taken = TRUE;
        window->untaken--;
    }
}

/* The window begins with a seat and ends its distance after it: what begins there is the last that may be. */
static void stretch(Window *window)
{
    const Seat *base = seat_at(window, window->start);
    window->first = base->place.first;
    window->reach = base->place.last - base->place.first + window->distance;
    while (window->end < window->seats->len &&
           seat_at(window, window->end)->place.first - window->first <= window->reach)
        count_in(window, window->end++);
    while (seat_at(window, window->end - 1)->place.first - window->first > window->reach)
        count_out(window, --window->end);
    if (window->sitting->len <= window->reach) {
        g_array_set_size(window->sitting, window->reach + 1);
        g_array_set_size(window->tried, window->reach + 1);
    }
}

static void move_over(Window *window)
{
    g_array_set_size(window->present, window->needed->len);
    window->lacking = window->needed->len;
    while (window->start < window->seats->len) {
        stretch(window);
        take_seats(window);
        count_out(window, window->start++);
    }
}

void osint_places_of_window(const OsintReading *reading, const OsintLeaf *leaf, const OsintRegion *region,
                            GArray *places)
{
    g_autoptr(GArray) sitters = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) needed = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) seats = g_array_new(FALSE, FALSE, sizeof(Seat));
    g_autoptr(GArray) present = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GArray) sitting = g_array_new(FALSE, TRUE, sizeof(guint));
    g_autoptr(GArray) tried = g_array_new(FALSE, TRUE, sizeof(gboolean));
    Window window = {.distance = leaf->node->distance,
                     .sitters = sitters,
                     .needed = needed,
                     .seats = seats,
                     .present = present,
                     .sitting = sitting,
                     .tried = tried};
    if (!find_seats(&window, reading, leaf, region))
        return;
    move_over(&window);
    for (guint i = 0; i < seats->len; i++)
        if (seat_at(&window, i)->taken)
            g_array_append_val(places, seat_at(&window, i)->place);
}
