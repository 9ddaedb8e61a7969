/* Wildcards and fuzzy words over the term list. */
#include "search/expand.h"

#include <string.h>

#include "indexer/text/edits.h"
#include "search/stem-of.h"

#define MOST_TERMS 1000 /* that all wildcards and fuzzy words of a query stand for */
#define MOST_TERMS_OF_WORD 500
#define MOST_EFFORT 800000     /* steps that all of them take */
#define SKIP_EFFORT 4          /* what a skip costs in steps */
#define MOST_STEMS_TRIED 60000 /* for all fuzzy words of a query */
#define LONGEST_ENDING 8       /* characters that a stemmer takes off */
#define SHORTEST_STEM 3        /* characters of a stem that a longer word may have been cut to */

void osint_expander_init(OsintExpander *expander, XapcDb *db, guint words)
{
    *expander = (OsintExpander){db, MAX(words, 1), MOST_TERMS, MOST_EFFORT, MOST_STEMS_TRIED};
}

/* ---- what is found ---- */

typedef struct {
    char *term;
    guint edits;
    guint32 articles;
} Found;

static void found_clear(gpointer data)
{
    g_free(((Found *)data)->term);
}

typedef struct {
    OsintExpander *expander;
    const OsintExpandable *word;
    guint most_terms, most_effort, most_tries; /* the word's share */
    GArray *found;                             /* Found */
    GHashTable *known;
    guint effort; /* made so far */
    gboolean stopped;
} Search;

static Search search_new(OsintExpander *expander, const OsintExpandable *word)
{
    Search search = {.expander = expander, .word = word};
    g_assert(expander->words > 0);
    search.most_terms = MIN(expander->terms / expander->words, MOST_TERMS_OF_WORD);
    search.most_effort = expander->effort / expander->words;
    search.most_tries = expander->tries / expander->words;
    search.found = g_array_new(FALSE, FALSE, sizeof(Found));
    g_array_set_clear_func(search.found, found_clear);
    search.known = g_hash_table_new(g_str_hash, g_str_equal);
    return search;
}

static void search_clear(Search *search)
{
    g_hash_table_destroy(search->known);
    g_array_unref(search->found);
}
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Search, search_clear)

static void add(Search *search, const char *term, guint edits, guint32 articles)
{
    if (g_hash_table_contains(search->known, term))
        return;
    Found found = {g_strdup(term), edits, articles};
    g_array_append_val(search->found, found);
    g_hash_table_add(search->known, found.term);
}

/* Adds the term that a list stands on. */
static gboolean add_current(Search *search, XapcTerms *list, const char *term, guint edits, GError **error)
{
    guint32 articles;
    if (!xapc_terms_freq(list, &articles, error))
        return FALSE;
    add(search, term, edits, articles);
    return TRUE;
}

static gboolean add_if_known(Search *search, const char *word, GError **error)
{
    g_autofree char *term = g_strconcat(search->word->prefix, word, NULL);
    guint32 articles;
    if (strlen(term) > XAPC_TERM_MAX)
        return TRUE;
    if (!xapc_db_term_freq(search->expander->db, term, &articles, error))
        return FALSE;
    if (articles > 0)
        add(search, term, 0, articles);
    return TRUE;
}

static int by_nearness(gconstpointer a, gconstpointer b)
{
    const Found *left = a, *right = b;
    if (left->edits != right->edits)
        return left->edits < right->edits ? -1 : 1;
    if (left->articles != right->articles)
        return left->articles > right->articles ? -1 : 1;
    return strcmp(left->term, right->term);
}

static OsintExpansion *finish(Search *search)
{
    OsintExpansion *expansion = g_new0(OsintExpansion, 1);
    g_array_sort(search->found, by_nearness);
    expansion->found = search->found->len;
    expansion->stopped = search->stopped;
    expansion->terms = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < search->found->len && i < search->most_terms; i++)
        g_ptr_array_add(expansion->terms, g_steal_pointer(&g_array_index(search->found, Found, i).term));
    search->expander->words--;
    search->expander->terms -= expansion->terms->len;
    search->expander->effort -= MIN(search->effort, search->expander->effort);
    return expansion;
}

void osint_expansion_free(OsintExpansion *expansion)
{
    if (expansion == NULL)
        return;
    g_ptr_array_unref(expansion->terms);
    g_free(expansion);
}

/* ---- wildcards ---- */

/* Whether a step may still be made in the term list; it is counted. */
static gboolean may_step(Search *search)
{
    search->stopped = ++search->effort > search->most_effort;
    return !search->stopped;
}

/* Adds the terms that begin with start. */
static gboolean add_range(Search *search, const char *start, GError **error)
{
    g_autofree char *first = g_strconcat(search->word->prefix, start, NULL);
    g_autoptr(XapcTerms) list = xapc_db_terms(search->expander->db, first, error);
    g_autoptr(GError) trouble = NULL;
    const char *term;
    if (list == NULL)
        return FALSE;
    while (xapc_terms_next(list, &term, &trouble) && may_step(search))
        if (!add_current(search, list, term, 0, error))
            return FALSE;
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* Words that begin with folded may have lost their ending: "espionage*" must find the stem "espionag". */
static gboolean add_shorter(Search *search, GError **error)
{
    const char *folded = search->word->folded;
    glong length = g_utf8_strlen(folded, -1);
    for (glong i = SHORTEST_STEM; i < length; i++) {
        g_autofree char *shorter = g_utf8_substring(folded, 0, i);
        if (!add_if_known(search, shorter, error))
            return FALSE;
    }
    return TRUE;
}

typedef struct {
    Search *search;
    GError *error;
} StemTaker;

/* A stem of a word that begins with folded. A stemmer that takes beginnings off leaves the beginning of many
 * stems. */
static gboolean take_stem(OsintStems *stems, const char *stem, gpointer user_data)
{
    StemTaker *taker = user_data;
    if (g_str_has_prefix(stem, taker->search->word->folded))
        return TRUE;
    return osint_stems_keep_first_letter(stems) || g_utf8_strlen(stem, -1) < SHORTEST_STEM
               ? add_if_known(taker->search, stem, &taker->error)
               : add_range(taker->search, stem, &taker->error);
}

/* Or had it replaced: "happy*" must find "happi", "chevau*" the French "cheval". */
static gboolean add_replaced(Search *search, GError **error)
{
    StemTaker taker = {search, NULL};
    osint_stems_of_longer(search->word->stems, search->word->folded, take_stem, &taker);
    if (taker.error == NULL)
        return TRUE;
    g_propagate_error(error, taker.error);
    return FALSE;
}

OsintExpansion *osint_expand_prefix(OsintExpander *expander, const OsintExpandable *word, GError **error)
{
    g_auto(Search) search = search_new(expander, word);
    if (!add_range(&search, word->folded, error))
        return NULL;
    if (word->stems->len > 0 && (!add_shorter(&search, error) || !add_replaced(&search, error)))
        return NULL;
    return finish(&search);
}

/* ---- fuzzy words ---- */

/* Names of other fields begin with a capital letter, which no folded word does; they follow each other. */
#define AFTER_OTHER_FIELDS "["

static gboolean skip_to(Search *search, XapcTerms *list, const char *word, GError **error)
{
    g_autofree char *term = g_strconcat(search->word->prefix, word, NULL);
    search->effort += SKIP_EFFORT;
    return xapc_terms_skip_to(list, term, error);
}

/* The terms that are looked through. */
static XapcTerms *list_terms(const Search *search, GError **error)
{
    const OsintExpandable *word = search->word;
    gsize same = word->same_first ? (gsize)(g_utf8_next_char(word->folded) - word->folded) : 0;
    g_autofree char *first = g_strdup_printf("%s%.*s", word->prefix, (int)same, word->folded);
    return xapc_db_terms(search->expander->db, first, error);
}

/* Adds the terms that a walk finds near and that can be stems of near words; stem_of NULL: all near. */
static gboolean add_near(Search *search, OsintEditWalk *walk, OsintStemOf *stem_of, GError **error)
{
    const char *prefix = search->word->prefix, *term;
    g_autoptr(XapcTerms) list = list_terms(search, error);
    g_autoptr(GError) trouble = NULL;
    if (list == NULL)
        return FALSE;
    while (xapc_terms_next(list, &term, &trouble) && may_step(search)) {
        const char *word = term + strlen(prefix);
        gboolean other_field = g_ascii_isupper(word[0]);
        OsintEditStep step = other_field ? OSINT_EDIT_WALK_SKIP_TO : osint_edit_walk_step(walk, word);
        if (step == OSINT_EDIT_WALK_END)
            break;
        if (step == OSINT_EDIT_WALK_NEAR && (stem_of == NULL || osint_stem_of_near(stem_of, walk, word)) &&
            !add_current(search, list, term, osint_edit_walk_least(walk), error))
            return FALSE;
        if (step == OSINT_EDIT_WALK_SKIP_TO &&
            !skip_to(search, list, other_field ? AFTER_OTHER_FIELDS : osint_edit_walk_target(walk), error))
            return FALSE;
    }
    if (trouble == NULL)
        return TRUE;
    g_propagate_error(error, g_steal_pointer(&trouble));
    return FALSE;
}

/* Where the stem of a word that is near lost its ending, it is near a beginning: "circl" of "circles" is for
 * "circlus". */
static gboolean add_near_beginnings(Search *search, guint edits, GError **error)
{
    const char *folded = search->word->folded;
    guint length = (guint)g_utf8_strlen(folded, -1);
    gboolean stemmed = search->word->stems->len > 0;
    /* one less than a stem has, for the letter that a word may lack */
    guint shortest =
        stemmed ? MIN(length, MAX(SHORTEST_STEM - 1, length - MIN(length, LONGEST_ENDING))) : length;
    OsintStemOf stem_of = {search->word->stems, folded, shortest, edits, search->most_tries};
    g_autoptr(OsintEditWalk) walk = osint_edit_walk_new(folded, shortest, stemmed, edits);
    gboolean good = walk == NULL || add_near(search, walk, &stem_of, error);
    search->expander->tries -= search->most_tries - stem_of.tries;
    return good;
}

/* Or had a letter replaced, as its own stem has: "happi" of "happy" is for "happz". */
static gboolean add_near_stems(Search *search, guint edits, GError **error)
{
    g_autoptr(GHashTable) done = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < search->word->stems->len; i++) {
        OsintStems *stems = g_ptr_array_index(search->word->stems, i);
        const char *stem = osint_stems_term(stems, search->word->folded);
        if (!g_hash_table_add(done, (gpointer)stem) || g_str_equal(stem, search->word->folded))
            continue;
        g_autoptr(OsintEditWalk) walk = osint_edit_walk_new(stem, G_MAXUINT, FALSE, edits);
        if (walk != NULL && !add_near(search, walk, NULL, error))
            return FALSE;
    }
    return TRUE;
}

OsintExpansion *osint_expand_fuzzy(OsintExpander *expander, const OsintExpandable *word, guint edits,
                                   GError **error)
{
    g_auto(Search) search = search_new(expander, word);
    if (!add_near_stems(&search, edits, error) || !add_near_beginnings(&search, edits, error))
        return NULL;
    return finish(&search);
}
