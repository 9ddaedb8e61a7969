/* Wildcards and fuzzy words over the term list. */
#include "search/expand.h"

#include <string.h>

#include "indexer/text/matcher.h"

#define SHORTEST_STEM 3 /* bytes of a stem that a longer wildcard may have been cut to */

typedef gboolean (*TermTest)(const char *word, gpointer user_data);

/* Appends the terms that begin with start and pass the test. Names of other fields begin with a capital
 * letter and never follow an empty or own prefix. */
static gboolean collect(XapcDb *db, const char *prefix, const char *start, TermTest test, gpointer user_data,
                        GPtrArray *terms, gboolean *cut, GError **error)
{
    g_autofree char *first = g_strconcat(prefix, start, NULL);
    g_autoptr(XapcTerms) list = xapc_db_terms(db, first, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    if (list == NULL)
        return FALSE;
    while (xapc_terms_next(list, &term, &trouble)) {
        const char *word = term + strlen(prefix);
        if (g_ascii_isupper(word[0]) || (test != NULL && !test(word, user_data)))
            continue;
        if (terms->len >= OSINT_EXPAND_MOST) {
            *cut = TRUE;
            return TRUE;
        }
        g_ptr_array_add(terms, g_strdup(term));
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

static gboolean add_if_known(XapcDb *db, const char *prefix, const char *word, gsize length,
                             const char *ending, GPtrArray *terms, GError **error)
{
    g_autofree char *term = g_strdup_printf("%s%.*s%s", prefix, (int)length, word, ending);
    guint32 articles;
    if (!xapc_db_term_freq(db, term, &articles, error))
        return FALSE;
    if (articles > 0)
        g_ptr_array_add(terms, g_steal_pointer(&term));
    return TRUE;
}

/* "espionage*" must find the stem "espionag", "happy*" the stem "happi". */
static gboolean add_shorter_stems(XapcDb *db, const char *prefix, const char *folded, GPtrArray *terms,
                                  GError **error)
{
    for (gsize length = SHORTEST_STEM; length < strlen(folded); length++) {
        if (((guchar)folded[length] & 0xC0) == 0x80)
            continue;
        if (!add_if_known(db, prefix, folded, length, "", terms, error) ||
            !add_if_known(db, prefix, folded, length, "i", terms, error) ||
            !add_if_known(db, prefix, folded, length, "e", terms, error))
            return FALSE;
    }
    return TRUE;
}

gboolean osint_expand_prefix(XapcDb *db, const char *prefix, const char *folded, GPtrArray *terms,
                             gboolean *cut, GError **error)
{
    return add_shorter_stems(db, prefix, folded, terms, error) &&
           collect(db, prefix, folded, NULL, NULL, terms, cut, error);
}

typedef struct {
    const char *folded;
    const GPtrArray *stems;
    GPtrArray *beginnings; /* char *: of the word, by their length in characters */
    guint edits;
} Fuzzy;

/* Where the stem of a word that is near lost its ending, it is near a beginning: "circl" of "circles" is for
 * "circlus". */
static gboolean is_near_a_beginning(const char *word, const Fuzzy *fuzzy)
{
    guint length = (guint)g_utf8_strlen(word, -1);
    guint shortest = MAX(SHORTEST_STEM, fuzzy->beginnings->len / 2);
    guint first = length > fuzzy->edits ? length - fuzzy->edits : 0;
    for (guint i = MAX(first, shortest); i <= length + fuzzy->edits && i < fuzzy->beginnings->len; i++)
        if (osint_word_within_edits(g_ptr_array_index(fuzzy->beginnings, i), word, fuzzy->edits))
            return TRUE;
    return FALSE;
}

static GPtrArray *beginnings_of(const char *folded)
{
    GPtrArray *beginnings = g_ptr_array_new_with_free_func(g_free);
    glong length = g_utf8_strlen(folded, -1);
    for (glong i = 0; i < length; i++)
        g_ptr_array_add(beginnings, g_utf8_substring(folded, 0, i));
    return beginnings;
}

static gboolean is_near(const char *word, gpointer user_data)
{
    const Fuzzy *fuzzy = user_data;
    if (osint_word_within_edits(fuzzy->folded, word, fuzzy->edits))
        return TRUE;
    for (guint i = 0; i < fuzzy->stems->len; i++)
        if (osint_word_within_edits(g_ptr_array_index(fuzzy->stems, i), word, fuzzy->edits))
            return TRUE;
    return is_near_a_beginning(word, fuzzy);
}

gboolean osint_expand_fuzzy(XapcDb *db, const char *prefix, const char *folded, const GPtrArray *stems,
                            guint edits, GPtrArray *terms, gboolean *cut, GError **error)
{
    g_autoptr(GPtrArray) beginnings = beginnings_of(folded);
    Fuzzy fuzzy = {folded, stems, beginnings, edits};
    return collect(db, prefix, "", is_near, &fuzzy, terms, cut, error);
}
