/* The matcher: one pass over a text, each distinct word looked at once. */
#include "indexer/text/matcher.h"

#include <string.h>

#include "indexer/text/edits.h"
#include "indexer/text/words.h"

#define REMEMBERED_WORDS 200000

typedef enum { ATOM_WORD, ATOM_PREFIX, ATOM_FUZZY, ATOM_CJK } AtomKind;

typedef struct {
    AtomKind kind;
    char *text;
    GPtrArray *stems; /* ATOM_WORD */
    guint edits;      /* ATOM_FUZZY */
} Atom;

typedef struct {
    guint atom;
    gboolean exact;
} Match;

struct OsintMatcher {
    GPtrArray *atoms;    /* Atom * */
    GHashTable *numbers; /* what an atom is, as one string -> its number + 1 */
    GHashTable *forms;   /* text or stem of a word -> GArray of guint: the atoms that have it */
    GArray *patterns;    /* guint: the atoms that are compared with every word */
    GHashTable *cjk;     /* character -> atom number + 1 */
    GHashTable
        *by_stems; /* OsintStems * -> (lower-case word -> GArray of Match, or NULL when it matches nothing) */
    guint8 first[256]; /* whether a lower-case word that begins with this byte can match */
    GString *scratch;
};

static void atom_free(gpointer data)
{
    Atom *atom = data;
    g_free(atom->text);
    g_clear_pointer(&atom->stems, g_ptr_array_unref);
    g_free(atom);
}

static void matches_free(gpointer data)
{
    if (data != NULL)
        g_array_unref(data);
}

OsintMatcher *osint_matcher_new(void)
{
    OsintMatcher *matcher = g_new0(OsintMatcher, 1);
    matcher->atoms = g_ptr_array_new_with_free_func(atom_free);
    matcher->numbers = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->forms = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_array_unref);
    matcher->patterns = g_array_new(FALSE, FALSE, sizeof(guint));
    matcher->cjk = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    matcher->by_stems = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_hash_table_destroy);
    matcher->scratch = g_string_new(NULL);
    memset(matcher->first + 0x80, 1, 0x80);
    return matcher;
}

void osint_matcher_free(OsintMatcher *matcher)
{
    if (matcher == NULL)
        return;
    g_ptr_array_unref(matcher->atoms);
    g_hash_table_destroy(matcher->numbers);
    g_hash_table_destroy(matcher->forms);
    g_array_unref(matcher->patterns);
    g_hash_table_destroy(matcher->cjk);
    g_hash_table_destroy(matcher->by_stems);
    g_string_free(matcher->scratch, TRUE);
    g_free(matcher);
}

guint osint_matcher_atoms(const OsintMatcher *matcher)
{
    return matcher->atoms->len;
}

/* ---- atoms ---- */

static GPtrArray *copy_stems(const GPtrArray *stems)
{
    GPtrArray *copy = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < stems->len; i++)
        g_ptr_array_add(copy, g_strdup(g_ptr_array_index(stems, i)));
    return copy;
}

/* Texts and stems have no control characters. */
static char *name_of(AtomKind kind, const char *text, const GPtrArray *stems, guint edits)
{
    g_autoptr(GString) name = g_string_new(NULL);
    g_string_append_printf(name, "%d\t%u\t%s", (int)kind, edits, text);
    for (guint i = 0; stems != NULL && i < stems->len; i++)
        g_string_append_printf(name, "\t%s", (const char *)g_ptr_array_index(stems, i));
    return g_string_free(g_steal_pointer(&name), FALSE);
}

static void add_form(OsintMatcher *matcher, const char *form, guint atom)
{
    GArray *atoms = g_hash_table_lookup(matcher->forms, form);
    if (atoms == NULL) {
        atoms = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(matcher->forms, g_strdup(form), atoms);
    }
    g_array_append_val(atoms, atom);
}

static void add_forms(OsintMatcher *matcher, const Atom *atom, guint number)
{
    if (atom->kind == ATOM_PREFIX || atom->kind == ATOM_FUZZY)
        g_array_append_val(matcher->patterns, number);
    if (atom->kind != ATOM_WORD)
        return;
    add_form(matcher, atom->text, number);
    for (guint i = 0; i < atom->stems->len; i++)
        if (!g_str_equal(g_ptr_array_index(atom->stems, i), atom->text))
            add_form(matcher, g_ptr_array_index(atom->stems, i), number);
}

static guint add_atom(OsintMatcher *matcher, AtomKind kind, const char *text, const GPtrArray *stems,
                      guint edits)
{
    g_assert(g_hash_table_size(matcher->by_stems) == 0);
    g_autofree char *name = name_of(kind, text, stems, edits);
    gpointer known = g_hash_table_lookup(matcher->numbers, name);
    if (known != NULL)
        return GPOINTER_TO_UINT(known) - 1;
    Atom *atom = g_new0(Atom, 1);
    atom->kind = kind;
    atom->text = g_strdup(text);
    atom->stems = stems == NULL ? NULL : copy_stems(stems);
    atom->edits = edits;
    g_ptr_array_add(matcher->atoms, atom);
    g_hash_table_insert(matcher->numbers, g_steal_pointer(&name), GUINT_TO_POINTER(matcher->atoms->len));
    add_forms(matcher, atom, matcher->atoms->len - 1);
    return matcher->atoms->len - 1;
}

/* A word begins like the atom or its stem does, so a first byte that no atom has rules a word out; not where
 * stemming may change the first letter. */
guint osint_matcher_add_word(OsintMatcher *matcher, const char *folded, const GPtrArray *stems)
{
    matcher->first[(guchar)folded[0]] = 1;
    for (guint i = 0; i < stems->len; i++)
        matcher->first[*(const guchar *)g_ptr_array_index(stems, i)] = 1;
    return add_atom(matcher, ATOM_WORD, folded, stems, 0);
}

guint osint_matcher_add_prefix(OsintMatcher *matcher, const char *folded)
{
    matcher->first[(guchar)folded[0]] = 1;
    return add_atom(matcher, ATOM_PREFIX, folded, NULL, 0);
}

guint osint_matcher_add_fuzzy(OsintMatcher *matcher, const char *folded, guint edits)
{
    memset(matcher->first, 1, sizeof matcher->first);
    return add_atom(matcher, ATOM_FUZZY, folded, NULL, edits);
}

guint osint_matcher_add_cjk(OsintMatcher *matcher, const char *character)
{
    gpointer known = g_hash_table_lookup(matcher->cjk, character);
    if (known != NULL)
        return GPOINTER_TO_UINT(known) - 1;
    guint number = add_atom(matcher, ATOM_CJK, character, NULL, 0);
    g_hash_table_insert(matcher->cjk, g_strdup(character), GUINT_TO_POINTER(number + 1));
    return number;
}

/* ---- matching one word ---- */

static gboolean has_stem(const Atom *atom, const char *stem)
{
    for (guint i = 0; i < atom->stems->len; i++)
        if (g_str_equal(g_ptr_array_index(atom->stems, i), stem))
            return TRUE;
    return FALSE;
}

/* The word without an English possessive ending, for comparing exact forms. */
static gboolean same_word(const char *atom, const char *word)
{
    gsize length = strlen(word);
    if (length > 2 && g_str_has_suffix(word, "'s"))
        length -= 2;
    return g_str_equal(atom, word) || (strncmp(atom, word, length) == 0 && atom[length] == '\0');
}

static gboolean atom_matches(const Atom *atom, const OsintWordTerms *terms, gboolean *exact)
{
    const char *word = terms->folded;
    switch (atom->kind) {
    case ATOM_WORD:
        *exact = same_word(atom->text, word);
        return *exact || has_stem(atom, terms->term) ||
               (terms->accented != NULL && has_stem(atom, terms->accented));
    case ATOM_PREFIX:
        *exact = FALSE;
        return g_str_has_prefix(word, atom->text);
    case ATOM_FUZZY:
        *exact = g_str_equal(atom->text, word);
        return *exact || osint_word_within_edits(atom->text, word, atom->edits);
    case ATOM_CJK:
        break;
    }
    return FALSE;
}

static void add_atoms_of(const OsintMatcher *matcher, const char *form, GArray *atoms)
{
    const GArray *known = form == NULL ? NULL : g_hash_table_lookup(matcher->forms, form);
    if (known != NULL)
        g_array_append_vals(atoms, known->data, known->len);
}

static int by_number(gconstpointer a, gconstpointer b)
{
    guint left = *(const guint *)a, right = *(const guint *)b;
    return (left > right) - (left < right);
}

/* The atoms that a word may match, in order; some twice. */
static GArray *possible_atoms(const OsintMatcher *matcher, const OsintWordTerms *terms)
{
    GArray *atoms = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autofree char *bare = g_str_has_suffix(terms->folded, "'s")
                                ? g_strndup(terms->folded, strlen(terms->folded) - strlen("'s"))
                                : NULL;
    add_atoms_of(matcher, terms->folded, atoms);
    add_atoms_of(matcher, bare, atoms);
    add_atoms_of(matcher, terms->term, atoms);
    add_atoms_of(matcher, terms->accented, atoms);
    g_array_append_vals(atoms, matcher->patterns->data, matcher->patterns->len);
    g_array_sort(atoms, by_number);
    return atoms;
}

static GArray *find_matches(const OsintMatcher *matcher, OsintStems *stems, const char *lower)
{
    GArray *matches = NULL;
    OsintWordTerms terms = osint_stems_word(stems, lower);
    g_autoptr(GArray) atoms = possible_atoms(matcher, &terms);
    for (guint i = 0; i < atoms->len; i++) {
        Match match = {.atom = g_array_index(atoms, guint, i)};
        if ((i > 0 && match.atom == g_array_index(atoms, guint, i - 1)) ||
            !atom_matches(g_ptr_array_index(matcher->atoms, match.atom), &terms, &match.exact))
            continue;
        if (matches == NULL)
            matches = g_array_new(FALSE, FALSE, sizeof(Match));
        g_array_append_val(matches, match);
    }
    return matches;
}

static GArray *matches_of(OsintMatcher *matcher, OsintStems *stems, GHashTable *known, const char *lower)
{
    gpointer matches;
    if (g_hash_table_lookup_extended(known, lower, NULL, &matches))
        return matches;
    if (g_hash_table_size(known) >= REMEMBERED_WORDS)
        g_hash_table_remove_all(known);
    matches = find_matches(matcher, stems, lower);
    g_hash_table_insert(known, g_strdup(lower), matches);
    return matches;
}

static GHashTable *known_words(OsintMatcher *matcher, OsintStems *stems)
{
    GHashTable *known = g_hash_table_lookup(matcher->by_stems, stems);
    if (known == NULL) {
        known = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, matches_free);
        g_hash_table_insert(matcher->by_stems, stems, known);
    }
    return known;
}

/* ---- scanning ---- */

typedef struct {
    OsintMatcher *matcher;
    OsintStems *stems;
    GHashTable *known;
    gboolean by_first_byte; /* whether `first` may rule words out */
    const char *text;
    guint32 position;
    GArray *occurrences;
} Scan;

static void scan_plain(Scan *scan, const OsintWord *word)
{
    GString *lower = scan->matcher->scratch;
    guchar first = (guchar)scan->text[word->start];
    guint32 position = scan->position++;
    if (scan->by_first_byte && first < 0x80 && !scan->matcher->first[(guchar)g_ascii_tolower((gchar)first)])
        return;
    g_string_truncate(lower, 0);
    osint_word_lower(scan->text + word->start, word->end - word->start, lower);
    if (scan->by_first_byte && !scan->matcher->first[(guchar)lower->str[0]])
        return;
    const GArray *matches = matches_of(scan->matcher, scan->stems, scan->known, lower->str);
    for (guint i = 0; matches != NULL && i < matches->len; i++) {
        const Match *match = &g_array_index(matches, Match, i);
        OsintOccurrence occurrence = {match->atom, position, {word->start, word->end}, match->exact};
        g_array_append_val(scan->occurrences, occurrence);
    }
}

static void scan_cjk(Scan *scan, const OsintWord *word)
{
    GString *folded = scan->matcher->scratch;
    for (guint32 at = word->start; at < word->end; scan->position++) {
        guint32 start = at;
        g_string_truncate(folded, 0);
        osint_cjk_next(scan->text, &at, word->end, folded);
        gpointer known = g_hash_table_lookup(scan->matcher->cjk, folded->str);
        if (known == NULL)
            continue;
        OsintOccurrence occurrence = {GPOINTER_TO_UINT(known) - 1, scan->position, {start, at}, TRUE};
        g_array_append_val(scan->occurrences, occurrence);
    }
}

/* Whether an empty line stands between two words; none before the first word, where from is 0. */
static gboolean paragraph_ends(const char *text, guint32 from, guint32 to)
{
    gboolean blank = FALSE; /* whether a line that is empty so far has begun */
    const char *newline = from == 0 ? NULL : memchr(text + from, '\n', to - from);
    for (const char *at = newline; at != NULL && at < text + to; at++) {
        if (*at == '\n' && blank)
            return TRUE;
        blank = *at == '\n' || (blank && g_ascii_isspace(*at));
    }
    return FALSE;
}

/* A text of millions of paragraphs must not run out of positions: in the upper half there are no gaps, and
 * room for every word of the longest text. */
static guint32 after_gap(guint32 position, gboolean paragraph_ended)
{
    return paragraph_ended && position < G_MAXUINT32 / 2 ? position + OSINT_PARAGRAPH_GAP : position;
}

guint32 osint_matcher_scan(OsintMatcher *matcher, OsintStems *stems, const char *text, guint32 position,
                           GArray *occurrences)
{
    Scan scan = {.matcher = matcher,
                 .stems = stems,
                 .known = known_words(matcher, stems),
                 .by_first_byte = osint_stems_keep_first_letter(stems),
                 .text = text,
                 .position = position,
                 .occurrences = occurrences};
    OsintWordIter iter;
    OsintWord word;
    guint32 before = 0;
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        scan.position = after_gap(scan.position, paragraph_ends(text, before, word.start));
        if (word.kind == OSINT_WORD_CJK)
            scan_cjk(&scan, &word);
        else
            scan_plain(&scan, &word);
        before = word.end;
    }
    return scan.position;
}

void osint_matcher_positions(const char *text, guint32 position, GArray *positions)
{
    OsintWordIter iter;
    OsintWord word;
    guint32 before = 0;
    g_autoptr(GString) ignored = g_string_new(NULL);
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        position = after_gap(position, paragraph_ends(text, before, word.start));
        for (guint32 at = word.start; at < word.end; position++) {
            OsintPosition found = {{at, word.end}, position};
            if (word.kind == OSINT_WORD_CJK) {
                found.span.end = at;
                g_string_truncate(ignored, 0);
                osint_cjk_next(text, &found.span.end, word.end, ignored);
            }
            g_array_append_val(positions, found);
            at = found.span.end;
        }
        before = word.end;
    }
}
