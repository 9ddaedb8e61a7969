/* Wildcards and fuzzy words over a term list, against looking at every word that the terms were made of. */
#include "search/expand.h"

#include "indexer/text/edits.h"
#include "tests/unit/often.h"
#include "tests/unit/xapian-c/fixture.h"

#define SEED 61419
#define ROOTS 150
#define QUERIES 300

static const char *const endings[] = {"",     "s",     "e",     "es",    "ed",    "ing",  "y",
                                      "ies",  "ied",   "er",    "ers",   "ly",    "ness", "able",
                                      "ably", "ility", "ation", "ional", "ative", "al",   "aux",
                                      "eux",  "ment",  "ung",   "en",    "ische", "heit"};
static const char *const languages[] = {"en", "fr", "de"};

/* ---- a vocabulary and its terms ---- */

typedef struct {
    GPtrArray *words; /* char * */
    GPtrArray *stems; /* OsintStems * */
    XapcDb *db;
} Fixture;

static char *random_root(GRand *chance)
{
    GString *root = g_string_new(NULL);
    guint syllables = (guint)g_rand_int_range(chance, 1, 4);
    for (guint i = 0; i < syllables; i++) {
        g_string_append_c(root, "bcdlmnprst"[g_rand_int_range(chance, 0, 10)]);
        g_string_append_c(root, "aeio"[g_rand_int_range(chance, 0, 4)]);
    }
    g_string_append_c(root, "lmnrst"[g_rand_int_range(chance, 0, 6)]);
    return g_string_free(root, FALSE);
}

static void add_term(XapcDoc *doc, const char *prefix, const char *word)
{
    g_autofree char *term = g_strconcat(prefix, word, NULL);
    assert_true(xapc_doc_add_term(doc, term, 1, NULL));
}

/* Every word with all its stems, in the text and in a title; some as an author's name. Terms of other fields
 * stand among them. */
static void fill(Fixture *fixture, void **state)
{
    GRand *chance = g_rand_new_with_seed(SEED);
    XapcDb *db = fixture_create(state, "db");
    g_autoptr(XapcDoc) doc = xapc_doc_new(NULL);
    for (guint i = 0; i < ROOTS; i++) {
        g_autofree char *root = random_root(chance);
        for (gsize j = 0; j < G_N_ELEMENTS(endings); j++) {
            char *word = g_strconcat(root, endings[j], NULL);
            g_ptr_array_add(fixture->words, word);
            add_term(doc, "A", word);
            for (guint k = 0; k < fixture->stems->len; k++) {
                const char *stem = osint_stems_term(g_ptr_array_index(fixture->stems, k), word);
                add_term(doc, "", stem);
                add_term(doc, "S", stem);
            }
            add_term(doc, "K", word);
            add_term(doc, "XE", word);
        }
    }
    assert_true(xapc_db_add_document(db, doc, NULL, NULL));
    fixture_commit(db);
    xapc_db_free(db);
    fixture->db = fixture_open(state, "db");
    g_rand_free(chance);
}

static void stems_free(gpointer stems)
{
    osint_stems_free(stems);
}

static Fixture *fixture_new(void **state)
{
    Fixture *fixture = g_new0(Fixture, 1);
    fixture->words = g_ptr_array_new_with_free_func(g_free);
    fixture->stems = g_ptr_array_new_with_free_func(stems_free);
    for (gsize i = 0; i < G_N_ELEMENTS(languages); i++)
        g_ptr_array_add(fixture->stems, osint_stems_new(languages[i]));
    fill(fixture, state);
    return fixture;
}

static void fixture_free(Fixture *fixture)
{
    g_ptr_array_unref(fixture->words);
    g_ptr_array_unref(fixture->stems);
    xapc_db_free(fixture->db);
    g_free(fixture);
}

/* ---- what must be found ---- */

static gboolean is_meant(const char *asked, const char *word, guint edits)
{
    return edits == 0 ? g_str_has_prefix(word, asked) : osint_word_within_edits(asked, word, edits);
}

static GHashTable *set_of(const OsintExpansion *expansion)
{
    GHashTable *set = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < expansion->terms->len; i++)
        assert_true(g_hash_table_add(set, g_ptr_array_index(expansion->terms, i)));
    return set;
}

/* How many words were meant and how many of them not found, by edits. Of two edits, one may be in a short
 * word's beginning and the other where its stem was changed: that is not looked for. */
static guint meant[3], missed[3];

static void look_for_terms(GHashTable *set, const OsintExpandable *asked, const char *word, guint edits)
{
    for (guint i = 0; i < MAX(asked->stems->len, 1); i++) {
        const char *stem =
            asked->stems->len == 0 ? word : osint_stems_term(g_ptr_array_index(asked->stems, i), word);
        g_autofree char *term = g_strconcat(asked->prefix, stem, NULL);
        meant[edits]++;
        if (g_hash_table_contains(set, term))
            continue;
        missed[edits]++;
        if (edits < 2)
            print_message("%s, edits %u, does not find %s (%s)\n", asked->folded, edits, word, term);
    }
}

/* edits 0: as a wildcard. Every term begins with the prefix and belongs to no other field. */
static void assert_finds_all(const Fixture *fixture, const OsintExpandable *asked, guint edits)
{
    OsintExpander expander = {fixture->db, 1, 100000, 10000000, G_MAXUINT};
    g_autoptr(GError) error = NULL;
    g_autoptr(OsintExpansion) expansion = edits == 0 ? osint_expand_prefix(&expander, asked, &error)
                                                     : osint_expand_fuzzy(&expander, asked, edits, &error);
    assert_no_error(error);
    assert_int_equal(expansion->found, expansion->terms->len);
    assert_false(expansion->stopped);
    g_autoptr(GHashTable) set = set_of(expansion);
    for (guint i = 0; i < expansion->terms->len; i++) {
        const char *term = g_ptr_array_index(expansion->terms, i);
        assert_true(g_str_has_prefix(term, asked->prefix));
        assert_true(g_ascii_islower(term[strlen(asked->prefix)]));
    }
    for (guint i = 0; i < fixture->words->len; i++) {
        const char *word = g_ptr_array_index(fixture->words, i);
        if (is_meant(asked->folded, word, edits))
            look_for_terms(set, asked, word, edits);
    }
}

static void edit(GRand *chance, GString *word)
{
    gssize at = g_rand_int_range(chance, 0, (gint32)word->len);
    char letter = (char)('a' + g_rand_int_range(chance, 0, 26));
    switch (g_rand_int_range(chance, 0, 4)) {
    case 0:
        g_string_insert_c(word, at, letter);
        break;
    case 1:
        g_string_erase(word, at, 1);
        break;
    case 2:
        word->str[at] = letter;
        break;
    default:
        if (at > 0) {
            char other = word->str[at];
            word->str[at] = word->str[at - 1];
            word->str[at - 1] = other;
        }
    }
}

/* A word of the list: its beginning, or mistyped; three letters or more. */
static char *random_question(GRand *chance, const Fixture *fixture, guint edits)
{
    guint words = fixture->words->len;
    for (;;) {
        GString *word =
            g_string_new(g_ptr_array_index(fixture->words, g_rand_int_range(chance, 0, (gint32)words)));
        if (edits == 0)
            g_string_truncate(word, (gsize)g_rand_int_range(chance, 1, (gint32)word->len + 1));
        for (guint i = 0; i < edits; i++)
            edit(chance, word);
        if (word->len >= 3)
            return g_string_free(word, FALSE);
        g_string_free(word, TRUE);
    }
}

static void test_finds_all(void **state)
{
    static const char *const prefixes[] = {"", "S", "A"};
    Fixture *fixture = fixture_new(state);
    GRand *chance = g_rand_new_with_seed(SEED);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    for (guint i = 0; i < often(QUERIES); i++) {
        guint edits = i % 3;
        g_autofree char *question = random_question(chance, fixture, edits);
        const char *prefix = prefixes[g_rand_int_range(chance, 0, 3)];
        OsintExpandable asked = {prefix, question, g_str_equal(prefix, "A") ? none : fixture->stems, FALSE};
        assert_finds_all(fixture, &asked, edits);
    }
    assert_true(meant[0] > often(1000) && meant[1] > often(100) && meant[2] > often(300));
    assert_int_equal(missed[0] + missed[1], 0);
    assert_in_range(missed[2] * 50, 0, meant[2]);
    g_rand_free(chance);
    fixture_free(fixture);
}

/* ---- limits ---- */

/* "conaa", "conab" ... : the later, the more articles have it. */
static XapcDb *counted(void **state, guint words)
{
    XapcDb *db = fixture_create(state, "counted");
    for (guint article = 0; article < words; article++) {
        g_autoptr(XapcDoc) doc = xapc_doc_new(NULL);
        for (guint i = words - 1 - article; i < words; i++) {
            const char word[] = {'c', 'o', 'n', (char)('a' + i / 26), (char)('a' + i % 26), '\0'};
            add_term(doc, "", word);
        }
        assert_true(xapc_db_add_document(db, doc, NULL, NULL));
    }
    fixture_commit(db);
    xapc_db_free(db);
    return fixture_open(state, "counted");
}

static void test_most_frequent_are_kept(void **state)
{
    g_autoptr(XapcDb) db = counted(state, 60);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OsintExpander expander = {db, 2, 20, 1000, 1000};
    OsintExpandable word = {"", "con", none, FALSE};
    g_autoptr(OsintExpansion) first = osint_expand_prefix(&expander, &word, NULL);
    assert_int_equal(first->terms->len, 10);
    assert_int_equal(first->found, 60);
    assert_false(first->stopped);
    assert_string_equal(g_ptr_array_index(first->terms, 0), "conch");
    assert_string_equal(g_ptr_array_index(first->terms, 9), "conby");
    word.folded = "conbb";
    g_autoptr(OsintExpansion) nearest = osint_expand_fuzzy(&expander, &word, 1, NULL);
    assert_int_equal(nearest->terms->len, 10);
    assert_int_equal(nearest->found, 28);
    assert_string_equal(g_ptr_array_index(nearest->terms, 0), "conbb");
    assert_string_equal(g_ptr_array_index(nearest->terms, 1), "concb");
    OsintExpander again = {db, 2, 20, 1000, 1000};
    OsintExpandable other = {"", "xonbb", none, TRUE};
    g_autoptr(OsintExpansion) same_first = osint_expand_fuzzy(&again, &other, 1, NULL);
    assert_int_equal(same_first->found, 0);
    other.same_first = FALSE;
    g_autoptr(OsintExpansion) any_first = osint_expand_fuzzy(&again, &other, 1, NULL);
    assert_int_equal(any_first->found, 1);
}

/* What one word leaves over is there for the next. */
static void test_work_is_bounded(void **state)
{
    g_autoptr(XapcDb) db = counted(state, 60);
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OsintExpander expander = {db, 3, 1000, 120, 1000};
    OsintExpandable few = {"", "conaa", none, FALSE}, many = {"", "con", none, FALSE};
    g_autoptr(OsintExpansion) first = osint_expand_prefix(&expander, &few, NULL);
    assert_false(first->stopped);
    g_autoptr(OsintExpansion) second = osint_expand_prefix(&expander, &many, NULL);
    assert_true(second->stopped);
    assert_int_equal(second->found, (120 - 1) / 2);
    g_autoptr(OsintExpansion) third = osint_expand_prefix(&expander, &many, NULL);
    assert_true(third->stopped);
    assert_in_range(third->found, 55, 59);
    assert_int_equal(expander.effort, 0);
    assert_int_equal(expander.words, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        in_directory(test_finds_all),
        in_directory(test_most_frequent_are_kept),
        in_directory(test_work_is_bounded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
