/* Trying endings. */
#include "search/stem-of.h"

#include <string.h>

#define FIRST_LETTER 'a'
#define LAST_LETTER 'z'
#define MOST_STEMMERS_FOR_TWO 4 /* of more, only one letter is added: it would be thousands of stems */

/* ---- longer words ---- */

static gboolean give_stems(const GPtrArray *stems, const char *word, OsintStemFunc func, gpointer user_data)
{
    for (guint i = 0; i < stems->len; i++) {
        OsintStems *each = g_ptr_array_index(stems, i);
        if (!func(each, osint_stems_term(each, word), user_data))
            return FALSE;
    }
    return TRUE;
}

/* Longer endings that stemmers replace by other letters than their own: the French "emment" by "ent", the
 * English "bility" by "bl". */
static const char *const replaced_endings[] = {
    "amment",  "emment",  "ement",  "issement", "ication", "ateur",    "logie",   "ution",
    "usion",   "ence",    "ences",  "ivite",    "bilite",  "bilities", "ibilite", "ational",
    "ization", "fulness", "ality",  "alities",  "ivity",   "ivities",  "ousness", "encia",
    "encias",  "logia",   "ucion",  "idades",   "amento",  "amenti",   "imento",  "uzione",
    "uzioni",  "heden",   "igheid", "lichkeit", "ungen",   "ischen",
};
#define SHORTEST_REPLACED 3 /* letters; shorter ones are among all that are tried */

static gboolean give_replaced(const GPtrArray *stems, GString *word, OsintStemFunc func, gpointer user_data)
{
    gsize length = word->len;
    gboolean more = TRUE;
    for (gsize i = 0; more && i < G_N_ELEMENTS(replaced_endings); i++) {
        const char *tail = replaced_endings[i];
        for (; more && g_utf8_strlen(tail, -1) >= SHORTEST_REPLACED; tail = g_utf8_next_char(tail)) {
            g_string_truncate(word, length);
            g_string_append(word, tail);
            more = give_stems(stems, word->str, func, user_data);
        }
    }
    g_string_truncate(word, length);
    return more;
}

static gboolean give_longer(const GPtrArray *stems, GString *word, guint letters, OsintStemFunc func,
                            gpointer user_data)
{
    gsize length = word->len;
    gboolean more = give_stems(stems, word->str, func, user_data);
    for (char letter = FIRST_LETTER; more && letters > 0 && letter <= LAST_LETTER; letter++) {
        g_string_truncate(word, length);
        g_string_append_c(word, letter);
        more = give_longer(stems, word, letters - 1, func, user_data);
    }
    g_string_truncate(word, length);
    return more;
}

void osint_stems_of_longer(const GPtrArray *stems, const char *folded, OsintStemFunc func, gpointer user_data)
{
    g_autoptr(GString) word = g_string_new(folded);
    if (give_longer(stems, word, stems->len > MOST_STEMMERS_FOR_TWO ? 1 : 2, func, user_data))
        give_replaced(stems, word, func, user_data);
}

/* ---- near words ---- */

#define MOST_NEAR_ENDING 5 /* letters */

typedef struct {
    OsintStemOf *of;
    const char *term;
    GString *word; /* what is tried: the term's beginning, then an ending */
    gsize head;    /* bytes of that beginning */
} Trial;

static gboolean has_stem(Trial *trial)
{
    const GPtrArray *stems = trial->of->stems;
    for (guint i = 0; i < stems->len; i++)
        if (osint_stems_is_term(g_ptr_array_index(stems, i), trial->word->str, trial->term))
            return TRUE;
    trial->of->tries -= MIN(trial->of->tries, stems->len);
    return FALSE;
}

static gboolean try_ending(Trial *trial, const char *before, gsize length, const char *letter,
                           const char *after)
{
    g_string_truncate(trial->word, trial->head);
    g_string_append_len(trial->word, before, (gssize)length);
    g_string_append(trial->word, letter);
    g_string_append(trial->word, after);
    return has_stem(trial);
}

/* With a letter put in at a place of the ending, or in place of the one there. */
static gboolean try_letters(Trial *trial, const char *ending, const char *at)
{
    gsize before = (gsize)(at - ending);
    const char *after = *at == '\0' ? NULL : g_utf8_next_char(at);
    for (char letter = FIRST_LETTER; letter <= LAST_LETTER; letter++) {
        const char inserted[] = {letter, '\0'};
        if (try_ending(trial, ending, before, inserted, at) ||
            (after != NULL && try_ending(trial, ending, before, inserted, after)))
            return TRUE;
    }
    return FALSE;
}

static gboolean try_swap(Trial *trial, const char *ending, const char *at)
{
    const char *second = g_utf8_next_char(at);
    if (*second == '\0')
        return FALSE;
    const char *after = g_utf8_next_char(second);
    g_autofree char *swapped =
        g_strdup_printf("%.*s%.*s", (int)(after - second), second, (int)(second - at), at);
    return try_ending(trial, ending, (gsize)(at - ending), swapped, after);
}

/* Endings within one edit. Letters of other scripts are too many to try. */
static gboolean try_near_endings(Trial *trial, const char *ending)
{
    if (!g_str_is_ascii(trial->of->folded) || try_ending(trial, ending, 0, "", ending))
        return TRUE;
    for (const char *at = ending;; at = g_utf8_next_char(at)) {
        if (try_letters(trial, ending, at))
            return TRUE;
        if (*at == '\0')
            return FALSE;
        if (try_ending(trial, ending, (gsize)(at - ending), "", g_utf8_next_char(at)) ||
            try_swap(trial, ending, at))
            return TRUE;
    }
}

/* An edit inside the ending is tried when few others are possible: the ending is short or all before it is as
 * typed; and as long as not too many were. */
static gboolean may_try_near(const Trial *trial, guint edits, const char *ending)
{
    return trial->of->tries > 0 && edits < trial->of->edits &&
           (edits == 0 || g_utf8_strlen(ending, -1) <= MOST_NEAR_ENDING);
}

/* Whether the first `depth` characters of the term, as many edits from a beginning of folded, are with the
 * ending or one near it a word of that stem. Two edits inside the ending are too many to try: the whole term
 * may then be the stem. */
static gboolean is_stem_with(Trial *trial, guint depth, guint edits, const char *ending)
{
    const OsintStemOf *of = trial->of;
    if (edits > of->edits)
        return FALSE;
    g_string_assign(trial->word, trial->term);
    trial->head = (gsize)(g_utf8_offset_to_pointer(trial->term, depth) - trial->term);
    if (of->edits - edits > 1 && trial->head == strlen(trial->term))
        return TRUE;
    return may_try_near(trial, edits, ending) ? try_near_endings(trial, ending)
                                              : try_ending(trial, "", 0, "", ending);
}

/* Likewise when the last of them and the first character of the ending are swapped in folded. */
static gboolean is_stem_after_swap(Trial *trial, const OsintEditWalk *walk, guint depth, guint beginning)
{
    const char *folded = trial->of->folded;
    const char *second = g_utf8_offset_to_pointer(folded, beginning);
    if (depth == 0 || beginning == 0 || *second == '\0' ||
        g_utf8_get_char(g_utf8_offset_to_pointer(trial->term, depth - 1)) != g_utf8_get_char(second))
        return FALSE;
    const char *first = g_utf8_prev_char(second);
    g_autofree char *ending =
        g_strdup_printf("%.*s%s", (int)(second - first), first, g_utf8_next_char(second));
    return is_stem_with(trial, depth, osint_edit_walk_edits(walk, depth - 1, beginning - 1) + 1, ending);
}

static gboolean is_stem_from(Trial *trial, const OsintEditWalk *walk, guint depth, guint beginning)
{
    const char *ending = g_utf8_offset_to_pointer(trial->of->folded, beginning);
    return is_stem_with(trial, depth, osint_edit_walk_edits(walk, depth, beginning), ending) ||
           is_stem_after_swap(trial, walk, depth, beginning);
}

/* The stem's last letter may have been replaced. */
gboolean osint_stem_of_near(OsintStemOf *of, const OsintEditWalk *walk, const char *term)
{
    guint depth = (guint)g_utf8_strlen(term, -1), length = (guint)g_utf8_strlen(of->folded, -1);
    if (of->stems->len == 0 || osint_edit_walk_edits(walk, depth, length) <= of->edits)
        return TRUE;
    g_autoptr(GString) word = g_string_new(NULL);
    Trial trial = {of, term, word, 0};
    for (guint beginning = of->shortest - MIN(of->shortest, 1); beginning <= length; beginning++)
        if (is_stem_from(&trial, walk, depth, beginning) ||
            (depth > 1 && is_stem_from(&trial, walk, depth - 1, beginning)))
            return TRUE;
    return FALSE;
}
