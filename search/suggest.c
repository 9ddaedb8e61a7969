/* The index has stems, people read words: terms near the stems of a word are found as for a fuzzy word, and a
 * few articles that have them are read for the words that they write so. */
#include "search/suggest.h"

#include <string.h>

#include "indexer/store/schema.h"
#include "indexer/text/common-words.h"
#include "indexer/text/edits.h"
#include "indexer/text/words.h"

#define SHORTEST 4         /* letters of a word that is replaced */
#define SHORTEST_FOR_TWO 6 /* of one that may be two edits away */
#define MOST_COUNTED 64    /* words of a query whose articles are counted */
#define MOST_WORDS 4       /* that are looked for, those that fewest articles have */
#define MOST_TERMS 8       /* near a word that are looked at */
#define MOST_ARTICLES 4    /* that are read for the words of a term */
#define MOST_READ 24       /* articles, for all words of a query */
#define MOST_EFFORT 30000  /* see expand.h; for one word */
#define MOST_TRIES 8000
#define RARE 10 /* articles, at most, that have a word hardly any has */
#define MANY 50 /* articles that have a word many have, for each that has the rare one */

/* A word of the query and where it stands in its text. */
typedef struct {
    const OsintNode *node;
    OsintSpan span;
    char *folded;
    guint32 articles; /* that have it in any of its forms, at most */
} Typed;

typedef struct {
    OsintIndex *index;
    const char *text;
    GPtrArray *stems; /* OsintStems * */
    GArray *typed;    /* Typed */
    guint counted;    /* words */
    guint may_read;   /* articles */
    GError *error;
} Speller;

static void typed_clear(gpointer data)
{
    g_free(((Typed *)data)->folded);
}

/* ---- the words of the query ---- */

static const char *prefix_of(const OsintNode *node)
{
    return node->field == OSINT_FIELD_TITLE    ? OSINT_TERM_TITLE
           : node->field == OSINT_FIELD_AUTHOR ? OSINT_TERM_AUTHOR
                                               : "";
}

static void count_term(Speller *speller, const char *prefix, const char *word, guint32 *articles)
{
    g_autofree char *term = g_strconcat(prefix, word, NULL);
    guint32 frequency = 0;
    if (speller->error == NULL && strlen(term) <= XAPC_TERM_MAX &&
        xapc_db_term_freq(osint_index_db(speller->index), term, &frequency, &speller->error))
        *articles = MAX(*articles, frequency);
}

static guint32 count_articles(Speller *speller, const OsintNode *node, const char *lower, const char *folded)
{
    guint32 articles = 0;
    if (node->field == OSINT_FIELD_AUTHOR) {
        count_term(speller, OSINT_TERM_AUTHOR, folded, &articles);
        return articles;
    }
    for (guint i = 0; i < speller->stems->len; i++) {
        OsintWordTerms terms = osint_stems_word(g_ptr_array_index(speller->stems, i), lower);
        count_term(speller, prefix_of(node), terms.term, &articles);
        if (terms.accented != NULL)
            count_term(speller, prefix_of(node), terms.accented, &articles);
    }
    return articles;
}

/* Where the value of a leaf begins: behind the field that may stand before it. */
static guint32 value_start(const char *text, const OsintNode *node)
{
    guint32 at = node->span.start;
    if (node->field == OSINT_FIELD_TEXT)
        return at;
    while (at < node->span.end && g_ascii_isalpha(text[at]))
        at++;
    return at < node->span.end && text[at] == ':' ? at + 1 : node->span.start;
}

static void add_typed(Speller *speller, const OsintNode *node, OsintSpan span)
{
    g_autoptr(GString) lower = g_string_new(NULL);
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_lower(speller->text + span.start, span.end - span.start, lower);
    osint_word_fold(speller->text + span.start, span.end - span.start, folded);
    Typed typed = {.node = node, .span = span};
    if (g_utf8_strlen(folded->str, -1) < SHORTEST || strpbrk(folded->str, "0123456789.") != NULL ||
        osint_is_common_somewhere(folded->str) || speller->counted >= MOST_COUNTED)
        return;
    speller->counted++;
    typed.articles = count_articles(speller, node, lower->str, folded->str);
    if (typed.articles > RARE)
        return;
    typed.folded = g_strdup(folded->str);
    g_array_append_val(speller->typed, typed);
}

/* A saved query's leaf has the span of its name, in which its words do not stand. */
static gboolean stands_in_text(const Speller *speller, const OsintNode *node, guint32 start)
{
    g_autofree char *shown = g_strndup(speller->text + start, node->span.end - start);
    g_auto(GStrv) words = g_strsplit(node->text, " ", -1);
    gboolean all = TRUE;
    for (char **word = words; *word != NULL; word++)
        all = all && strstr(shown, *word) != NULL;
    return all;
}

static void add_leaf(Speller *speller, const OsintNode *node)
{
    guint32 start = value_start(speller->text, node);
    OsintWordIter iter;
    OsintWord word;
    if ((node->kind != OSINT_NODE_WORD && node->kind != OSINT_NODE_PHRASE) ||
        !stands_in_text(speller, node, start))
        return;
    osint_words_init(&iter, speller->text + start, node->span.end - start);
    while (osint_words_next(&iter, &word))
        if (word.kind == OSINT_WORD_PLAIN)
            add_typed(speller, node, (OsintSpan){start + word.start, start + word.end});
}

/* ---- the words of articles ---- */

/* A word that may have been meant, the best so far. */
typedef struct {
    char *word; /* as an article writes it; NULL: none */
    guint edits;
    gboolean same_first;
    guint32 articles;
} Better;

static gboolean is_better(const Better *better, guint edits, gboolean same_first, guint32 articles)
{
    if (better->word == NULL || edits != better->edits)
        return better->word == NULL || edits < better->edits;
    return same_first != better->same_first ? same_first : articles > better->articles;
}

static gboolean has_term(const Speller *speller, const Typed *typed, const char *folded, const char *term)
{
    if (typed->node->field == OSINT_FIELD_AUTHOR)
        return g_str_equal(folded, term);
    for (guint i = 0; i < speller->stems->len; i++)
        if (osint_stems_is_term(g_ptr_array_index(speller->stems, i), folded, term))
            return TRUE;
    return FALSE;
}

typedef struct {
    const char *term; /* without its prefix */
    guint32 articles;
    guint edits; /* that its words may be away */
} Near;

static void consider_word(Speller *speller, const Typed *typed, const Near *near, const char *word,
                          gsize length, Better *better)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(word, length, folded);
    if (g_str_has_suffix(folded->str, "'s"))
        return;
    guint edits = osint_word_edits(typed->folded, folded->str, near->edits);
    gboolean same_first = g_utf8_get_char(typed->folded) == g_utf8_get_char(folded->str);
    if (edits == 0 || edits > near->edits || !is_better(better, edits, same_first, near->articles) ||
        !has_term(speller, typed, folded->str, near->term))
        return;
    g_free(better->word);
    *better = (Better){g_strndup(word, length), edits, same_first, near->articles};
}

static void consider_text(Speller *speller, const Typed *typed, const Near *near, const char *text,
                          Better *better)
{
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word))
        if (word.kind == OSINT_WORD_PLAIN)
            consider_word(speller, typed, near, text + word.start, word.end - word.start, better);
}

static void consider_article(Speller *speller, const Typed *typed, const Near *near,
                             const OsintArticle *article, Better *better)
{
    OsintField field = typed->node->field;
    for (guint i = 0; field == OSINT_FIELD_AUTHOR && i < article->authors->len; i++)
        consider_text(speller, typed, near, g_ptr_array_index(article->authors, i), better);
    if (field == OSINT_FIELD_AUTHOR)
        return;
    if (article->title != NULL)
        consider_text(speller, typed, near, article->title, better);
    if (field != OSINT_FIELD_TITLE)
        consider_text(speller, typed, near, article->text, better);
}

static void consider_term(Speller *speller, const Typed *typed, const char *term, guint edits, Better *better)
{
    XapcDb *db = osint_index_db(speller->index);
    Near near = {term + strlen(prefix_of(typed->node)), 0, edits};
    guint32 docid;
    g_autoptr(XapcPostings) postings = NULL;
    if (!xapc_db_term_freq(db, term, &near.articles, &speller->error) ||
        near.articles < MAX(typed->articles * MANY, 1))
        return;
    postings = xapc_db_postings(db, term, &speller->error);
    for (guint i = 0; postings != NULL && i < MOST_ARTICLES && speller->may_read > 0; i++) {
        speller->may_read--;
        if (!xapc_postings_next(postings, &docid, &speller->error))
            return;
        g_autoptr(OsintArticle) article = osint_index_article_words(speller->index, docid, &speller->error);
        if (article == NULL)
            return;
        consider_article(speller, typed, &near, article, better);
    }
}

static void consider_near(Speller *speller, const Typed *typed, guint edits, Better *better)
{
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    gboolean author = typed->node->field == OSINT_FIELD_AUTHOR;
    OsintExpander expander = {osint_index_db(speller->index), 1, MOST_TERMS, MOST_EFFORT, MOST_TRIES};
    OsintExpandable word = {prefix_of(typed->node), typed->folded, author ? none : speller->stems, edits > 1};
    g_autoptr(OsintExpansion) expansion = osint_expand_fuzzy(&expander, &word, edits, &speller->error);
    for (guint i = 0; expansion != NULL && speller->error == NULL && i < expansion->terms->len; i++)
        consider_term(speller, typed, g_ptr_array_index(expansion->terms, i), edits, better);
}

/* ---- replacements ---- */

/* In small letters, but for the first one where it was typed so: words in capitals may be operators. */
static char *as_typed(const char *word, const char *typed)
{
    g_autofree char *lower = g_utf8_strdown(word, -1);
    if (!g_unichar_isupper(g_utf8_get_char(typed)))
        return g_steal_pointer(&lower);
    GString *out = g_string_new(NULL);
    g_string_append_unichar(out, g_unichar_toupper(g_utf8_get_char(lower)));
    g_string_append(out, g_utf8_next_char(lower));
    return g_string_free(out, FALSE);
}

/* An entity whose name is near, or the very word: names that the articles use other ones for. */
static char *entity_for(const Speller *speller, const Typed *typed, guint edits)
{
    const OsintNode *node = typed->node;
    g_autofree char *name = node->kind == OSINT_NODE_WORD && node->field == OSINT_FIELD_TEXT
                                ? osint_index_nearest_entity(speller->index, typed->folded, NULL, edits)
                                : NULL;
    if (name == NULL || strpbrk(name, "\"\\") != NULL ||
        typed->span.end - typed->span.start != strlen(node->text))
        return NULL;
    return g_strdup_printf("entity:\"%s\"", name);
}

static char *replacement_for(Speller *speller, const Typed *typed)
{
    guint most = g_utf8_strlen(typed->folded, -1) < SHORTEST_FOR_TWO ? 1 : 2;
    Better better = {0};
    g_autofree char *name = typed->articles == 0 ? entity_for(speller, typed, 0) : NULL;
    if (name != NULL)
        return g_steal_pointer(&name);
    for (guint edits = 1; edits <= (typed->articles == 0 ? most : 1) && better.word == NULL; edits++)
        consider_near(speller, typed, edits, &better);
    g_autofree char *word = better.word;
    if (word != NULL)
        return as_typed(word, speller->text + typed->span.start);
    return typed->articles == 0 ? entity_for(speller, typed, most) : NULL;
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const Typed *left = a, *right = b;
    return (left->span.start > right->span.start) - (left->span.start < right->span.start);
}

/* The rarest words, of which some are in no article at all; of equally rare ones the first. */
static int by_articles(gconstpointer a, gconstpointer b)
{
    const Typed *left = a, *right = b;
    int order = (left->articles > right->articles) - (left->articles < right->articles);
    return order != 0 ? order : by_place(a, b);
}

static void keep_rarest(GArray *typed)
{
    g_array_sort(typed, by_articles);
    if (typed->len > MOST_WORDS)
        g_array_set_size(typed, MOST_WORDS);
    g_array_sort(typed, by_place);
}

static char *replace_all(Speller *speller)
{
    g_autoptr(GString) out = g_string_new(NULL);
    guint32 at = 0;
    keep_rarest(speller->typed);
    for (guint i = 0; i < speller->typed->len && speller->error == NULL; i++) {
        const Typed *typed = &g_array_index(speller->typed, Typed, i);
        g_autofree char *replacement = typed->span.start < at ? NULL : replacement_for(speller, typed);
        if (replacement == NULL)
            continue;
        g_string_append_len(out, speller->text + at, typed->span.start - at);
        g_string_append(out, replacement);
        at = typed->span.end;
    }
    if (at == 0 || speller->error != NULL)
        return NULL;
    g_string_append(out, speller->text + at);
    return g_string_free(g_steal_pointer(&out), FALSE);
}

static GPtrArray *stems_of(const OsintPlan *plan)
{
    GPtrArray *list = g_ptr_array_new();
    GHashTableIter iter;
    gpointer stems;
    g_hash_table_iter_init(&iter, plan->stems);
    while (g_hash_table_iter_next(&iter, NULL, &stems))
        g_ptr_array_add(list, stems);
    return list;
}

char *osint_suggest(OsintIndex *index, const OsintPlan *plan, const char *text, GError **error)
{
    g_autoptr(GPtrArray) stems = stems_of(plan);
    g_autoptr(GArray) typed = g_array_new(FALSE, FALSE, sizeof(Typed));
    Speller speller = {index, text, stems, typed, 0, MOST_READ, NULL};
    g_array_set_clear_func(typed, typed_clear);
    for (guint i = 0; i < plan->positive->len; i++)
        add_leaf(&speller, ((const OsintLeaf *)g_ptr_array_index(plan->positive, i))->node);
    char *suggestion = replace_all(&speller);
    if (speller.error != NULL)
        g_propagate_error(error, speller.error);
    return suggestion;
}
