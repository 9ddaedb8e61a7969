/* Texts to shingles, and the decision between two texts. */
#include "indexer/copies/shingles.h"

#include <string.h>

#include "indexer/text/words.h"

/* A shingle is the shortest run of words that weighs this much: five words or eight CJK characters. */
#define SHINGLE_WEIGHT 40
#define WORD_WEIGHT 8
#define CHARACTER_WEIGHT 5
#define MOST_TOKENS 8 /* of a shingle */

typedef struct {
    guint64 hash;
    guint weight;
} Token;

/* The last tokens of the text, which have not begun a shingle yet. */
typedef struct {
    OsintShingles *out;
    Token tokens[MOST_TOKENS];
    guint first, count, weight;
    guint32 total;
    guint64 before; /* the token before, for figures */
    GString *folded, *scratch;
} Window;

static guint64 mix(guint64 hash)
{
    hash ^= hash >> 32;
    hash *= G_GUINT64_CONSTANT(0xD6E8FEB86659FD93);
    hash ^= hash >> 32;
    hash *= G_GUINT64_CONSTANT(0xD6E8FEB86659FD93);
    return hash ^ hash >> 32;
}

static guint64 join(guint64 hash, guint64 next)
{
    return (hash ^ next) * G_GUINT64_CONSTANT(0x9E3779B97F4A7C15) + (hash >> 29);
}

static void give_shingle(Window *window)
{
    guint64 hash = 0;
    for (guint i = 0; i < window->count; i++)
        hash = join(hash, window->tokens[(window->first + i) % MOST_TOKENS].hash);
    guint32 shingle = (guint32)(mix(hash) >> 32);
    g_array_append_val(window->out->hashes, shingle);
}

static void take_token(Window *window, guint64 hash, guint weight)
{
    window->tokens[(window->first + window->count) % MOST_TOKENS] = (Token){hash, weight};
    window->count++;
    window->total++;
    window->weight += weight;
    window->out->identity = mix(join(window->out->identity, hash));
    while (window->weight >= SHINGLE_WEIGHT) {
        give_shingle(window);
        window->weight -= window->tokens[window->first].weight;
        window->first = (window->first + 1) % MOST_TOKENS;
        window->count--;
    }
}

static guint64 hash_bytes(const char *bytes, gsize length)
{
    guint64 hash = G_GUINT64_CONSTANT(0xCBF29CE484222325);
    for (gsize i = 0; i < length; i++)
        hash = (hash ^ (guchar)bytes[i]) * G_GUINT64_CONSTANT(0x100000001B3);
    return mix(hash);
}

/* The same for ASCII, without the detour; folding leaves out the full stops of initials there. */
static gboolean hash_ascii(const char *word, gsize length, guint64 *result, gboolean *digit)
{
    guint64 hash = G_GUINT64_CONSTANT(0xCBF29CE484222325);
    *digit = FALSE;
    for (gsize i = 0; i < length; i++) {
        if ((guchar)word[i] >= 0x80)
            return FALSE;
        *digit = *digit || g_ascii_isdigit(word[i]);
        if (word[i] != '.')
            hash = (hash ^ (guchar)g_ascii_tolower(word[i])) * G_GUINT64_CONSTANT(0x100000001B3);
    }
    *result = mix(hash);
    return TRUE;
}

static gboolean has_digit(const char *text, gsize length)
{
    for (gsize i = 0; i < length; i++)
        if (g_ascii_isdigit(text[i]))
            return TRUE;
    return FALSE;
}

static void take_word(Window *window, const char *word, gsize length)
{
    guint64 hash;
    gboolean digit;
    if (!hash_ascii(word, length, &hash, &digit)) {
        g_string_truncate(window->scratch, 0);
        g_string_truncate(window->folded, 0);
        osint_word_lower(word, length, window->scratch);
        osint_word_fold(window->scratch->str, window->scratch->len, window->folded);
        hash = hash_bytes(window->folded->str, window->folded->len);
        digit = has_digit(window->folded->str, window->folded->len);
    }
    if (digit) {
        guint32 figure = (guint32)(mix(join(window->before, hash)) >> 32);
        g_array_append_val(window->out->figures, figure);
    }
    window->before = hash;
    take_token(window, hash, WORD_WEIGHT);
}

static void take_characters(Window *window, const char *text, guint32 at, guint32 end)
{
    while (at < end) {
        g_string_truncate(window->folded, 0);
        osint_cjk_next(text, &at, end, window->folded);
        window->before = hash_bytes(window->folded->str, window->folded->len);
        take_token(window, window->before, CHARACTER_WEIGHT);
    }
}

OsintShingles *osint_shingles_new(const char *text)
{
    OsintShingles *shingles = g_new0(OsintShingles, 1);
    gsize length = strlen(text);
    shingles->hashes = g_array_sized_new(FALSE, FALSE, sizeof(guint32), (guint)(length / 6 + 1));
    shingles->figures = g_array_new(FALSE, FALSE, sizeof(guint32));
    g_autoptr(GString) folded = g_string_new(NULL), scratch = g_string_new(NULL);
    Window window = {.out = shingles, .folded = folded, .scratch = scratch};
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, length);
    while (osint_words_next(&iter, &word)) {
        if (word.kind == OSINT_WORD_CJK)
            take_characters(&window, text, word.start, word.end);
        else
            take_word(&window, text + word.start, word.end - word.start);
    }
    if (shingles->hashes->len == 0 && window.count > 0)
        give_shingle(&window);
    shingles->length = shingles->hashes->len;
    return shingles;
}

void osint_shingles_free(OsintShingles *shingles)
{
    if (shingles == NULL)
        return;
    g_array_unref(shingles->hashes);
    g_array_unref(shingles->figures);
    g_free(shingles);
}

/* ---- sets ---- */

static int compare_hashes(gconstpointer a, gconstpointer b)
{
    guint32 left = *(const guint32 *)a, right = *(const guint32 *)b;
    return (left > right) - (left < right);
}

static void make_set(GArray *hashes)
{
    guint kept = 0;
    g_array_sort(hashes, compare_hashes);
    for (guint i = 0; i < hashes->len; i++)
        if (kept == 0 || g_array_index(hashes, guint32, i) != g_array_index(hashes, guint32, kept - 1))
            g_array_index(hashes, guint32, kept++) = g_array_index(hashes, guint32, i);
    g_array_set_size(hashes, kept);
}

void osint_shingles_sort(OsintShingles *shingles)
{
    make_set(shingles->hashes);
    make_set(shingles->figures);
}

static guint count_shared(const GArray *a, const GArray *b)
{
    guint shared = 0;
    for (guint i = 0, j = 0; i < a->len && j < b->len;) {
        guint32 left = g_array_index(a, guint32, i), right = g_array_index(b, guint32, j);
        shared += left == right;
        i += left <= right;
        j += right <= left;
    }
    return shared;
}

/* ---- the decision ---- */

/* Of every hundred words edited by chance, fifteen leave .85^5 = .44 of the shingles. */
#define LEAST_WHOLE .36
#define LEAST_PART .65
#define LEAST_PART_SHINGLES 40
/* Reports that are filled into one form (weather, markets, results, one of every day) differ in their
 * figures, and copies hardly do. */
#define FIGURES_THAT_TELL 4
#define LEAST_FIGURES .55

static gboolean figures_differ(const OsintShingles *a, const OsintShingles *b)
{
    guint fewer = MIN(a->figures->len, b->figures->len);
    return fewer >= FIGURES_THAT_TELL && count_shared(a->figures, b->figures) < LEAST_FIGURES * fewer;
}

OsintCopyKind osint_shingles_compare(const OsintShingles *a, const OsintShingles *b)
{
    const OsintShingles *shorter = a->hashes->len <= b->hashes->len ? a : b;
    const OsintShingles *longer = shorter == a ? b : a;
    guint least = shorter->hashes->len;
    if (MIN(a->length, b->length) < OSINT_SHINGLES_OF_A_COPY)
        return OSINT_COPY_NONE;
    if (a->identity == b->identity)
        return OSINT_COPY_WHOLE;
    gboolean part = longer->hashes->len > 2 * least;
    guint shared = count_shared(a->hashes, b->hashes);
    if (shared < (part ? LEAST_PART : LEAST_WHOLE) * least || (part && shared < LEAST_PART_SHINGLES) ||
        figures_differ(a, b))
        return OSINT_COPY_NONE;
    return part ? OSINT_COPY_PART : OSINT_COPY_WHOLE;
}
