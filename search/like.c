/* What is characteristic is told by Bo1 (Amati, Probability Models for Information Retrieval based on
 * Divergence from Randomness, 2003), with the one article as what is relevant: f passages of it have a term
 * of which an article has P = F / N on average, which is f log2((1 + P) / P) + log2(1 + P) bits of surprise.
 *
 * Xapian's ESet would give stems, which are no words that a query could be asked with, so the article's text
 * is read; of the index only frequencies are needed. */
#include "search/like.h"

#include <math.h>
#include <string.h>

#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/common-words.h"
#include "indexer/text/stems.h"
#include "indexer/text/words.h"
#include "search/query.h"

#define MOST_TEXT (64 * 1024) /* bytes of the article that are read */
#define MOST_LOOKED_UP 160    /* terms */
#define MOST_ENTITIES 5
#define MOST_WORDS 10
#define SHORTEST 3        /* letters of a word */
#define LONGEST 40        /* bytes of one */
#define SHORTEST_NUMBER 5 /* digits of a number: less is a year or a count */
#define LONGEST_RUN 8     /* pairs of characters that are joined */

/* A word, a pair of characters of a script without spaces, or an entity. */
typedef struct {
    char *term;     /* in the index */
    char *text;     /* as the query writes it */
    OsintSpan span; /* of a pair: where it stands first, in the article's text */
    guint32 first;  /* order of appearance */
    guint32 own;    /* passages of the article that have it */
    guint32 seen;   /* the last of them, from 1 */
    guint32 all;    /* passages of the index */
    double weight;
    gboolean is_entity, is_pair, is_used;
} Feature;

typedef struct {
    OsintIndex *index;
    const OsintArticle *article;
    OsintStems *stems;
    GPtrArray *features;
    GHashTable *by_term; /* of features */
    guint32 passage;     /* at hand, from 1 */
    guint mention;       /* the first that does not end before the word at hand */
} Reader;

static void feature_free(gpointer data)
{
    Feature *feature = data;
    g_free(feature->term);
    g_free(feature->text);
    g_free(feature);
}

static Feature *count(Reader *reader, const char *term, const char *text, gsize length)
{
    Feature *feature = g_hash_table_lookup(reader->by_term, term);
    if (feature == NULL) {
        feature = g_new0(Feature, 1);
        feature->term = g_strdup(term);
        feature->text = g_strndup(text, length);
        feature->first = reader->features->len;
        g_hash_table_insert(reader->by_term, feature->term, feature);
        g_ptr_array_add(reader->features, feature);
    }
    feature->own += feature->seen != reader->passage;
    feature->seen = reader->passage;
    return feature;
}

/* ---- words ---- */

static gboolean says_something(const char *folded)
{
    gsize length = strlen(folded);
    gboolean is_number = folded[strspn(folded, "0123456789.")] == '\0';
    return g_utf8_strlen(folded, -1) >= (is_number ? SHORTEST_NUMBER : SHORTEST) && length <= LONGEST &&
           !osint_is_common_somewhere(folded);
}

static void count_plain(Reader *reader, const char *text, gsize length)
{
    g_autoptr(GString) lower = g_string_new(NULL);
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_lower(text, length, lower);
    osint_word_fold(text, length, folded);
    if (says_something(folded->str) && says_something(lower->str))
        count(reader, osint_stems_word(reader->stems, lower->str).term, lower->str, lower->len);
}

/* Hiragana are mostly endings and particles. */
static gboolean makes_words(const char *character)
{
    return g_unichar_get_script(g_utf8_get_char(character)) != G_UNICODE_SCRIPT_HIRAGANA;
}

static gboolean are_alike(const char *one, const char *other)
{
    return makes_words(one) && makes_words(other) &&
           g_unichar_get_script(g_utf8_get_char(one)) == g_unichar_get_script(g_utf8_get_char(other));
}

/* The pair of characters that begins at a byte; FALSE where there is none. */
static gboolean pair_at(const char *text, guint32 at, guint32 end, GString *pair, OsintSpan *span)
{
    guint32 next = at;
    g_string_truncate(pair, 0);
    if (at >= end)
        return FALSE;
    osint_cjk_next(text, &next, end, pair);
    if (next >= end || !are_alike(text + at, text + next))
        return FALSE;
    *span = (OsintSpan){at, next};
    osint_cjk_next(text, &next, end, pair);
    span->end = next;
    return pair->len <= LONGEST;
}

static void count_pairs(Reader *reader, const char *text, OsintWord word)
{
    g_autoptr(GString) pair = g_string_new(NULL);
    g_autoptr(GString) skipped = g_string_new(NULL);
    for (guint32 at = word.start; at < word.end;) {
        OsintSpan span;
        if (pair_at(text, at, word.end, pair, &span)) {
            Feature *feature = count(reader, pair->str, text + span.start, span.end - span.start);
            if (!feature->is_pair && text == reader->article->text)
                feature->span = span;
            feature->is_pair = TRUE;
        }
        osint_cjk_next(text, &at, word.end, skipped);
    }
}

/* Entities stand for their names. */
static gboolean is_named(Reader *reader, guint32 start, guint32 end)
{
    const GArray *mentions = reader->article->mentions;
    while (reader->mention < mentions->len &&
           g_array_index(mentions, OsintMention, reader->mention).span.end <= start)
        reader->mention++;
    const OsintMention *mention =
        reader->mention < mentions->len ? &g_array_index(mentions, OsintMention, reader->mention) : NULL;
    return mention != NULL && !mention->descriptive && mention->span.start < end;
}

static void count_words(Reader *reader, const char *text, OsintSpan span)
{
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text + span.start, span.end - span.start);
    reader->passage++;
    while (osint_words_next(&iter, &word)) {
        word.start += span.start;
        word.end += span.start;
        if (text == reader->article->text && is_named(reader, word.start, word.end))
            continue;
        if (word.kind == OSINT_WORD_PLAIN)
            count_plain(reader, text + word.start, word.end - word.start);
        else
            count_pairs(reader, text, word);
    }
}

static void read_words(Reader *reader)
{
    const OsintArticle *article = reader->article;
    if (article->title != NULL)
        count_words(reader, article->title, (OsintSpan){0, (guint32)strlen(article->title)});
    for (guint i = 0; i < article->passages->len; i++) {
        OsintSpan passage = g_array_index(article->passages, OsintSpan, i);
        if (passage.end > MOST_TEXT && i > 0)
            break;
        count_words(reader, article->text, passage);
    }
}

/* ---- entities ---- */

static void read_entities(Reader *reader)
{
    const OsintArticle *article = reader->article;
    guint passage = 0;
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *mention = &g_array_index(article->mentions, OsintMention, i);
        while (passage < article->passages->len &&
               g_array_index(article->passages, OsintSpan, passage).end <= mention->span.start)
            passage++;
        if (mention->benign || mention->undecided)
            continue;
        g_autofree char *term = osint_filter_term(OSINT_TERM_ENTITY, mention->entity);
        reader->passage = passage + 1;
        count(reader, term, mention->entity, strlen(mention->entity))->is_entity = TRUE;
    }
}

/* ---- weights ---- */

static gint by_passages(gconstpointer left, gconstpointer right)
{
    const Feature *a = *(Feature *const *)left, *b = *(Feature *const *)right;
    if (a->own != b->own)
        return a->own < b->own ? 1 : -1;
    return a->first < b->first ? -1 : 1;
}

static gint by_weight(gconstpointer left, gconstpointer right)
{
    const Feature *a = *(Feature *const *)left, *b = *(Feature *const *)right;
    if (a->weight != b->weight)
        return a->weight < b->weight ? 1 : -1;
    return by_passages(left, right);
}

static gboolean weigh(Reader *reader, GError **error)
{
    XapcDb *db = osint_index_db(reader->index);
    double articles = MAX(osint_index_size(reader->index), 1);
    g_ptr_array_sort(reader->features, by_passages);
    for (guint i = 0; i < MIN(reader->features->len, MOST_LOOKED_UP); i++) {
        Feature *feature = g_ptr_array_index(reader->features, i);
        if (!xapc_db_collection_freq(db, feature->term, &feature->all, error))
            return FALSE;
        double average = MAX(feature->all, feature->own) / articles;
        feature->weight = feature->own * log2((1 + average) / average) + log2(1 + average);
    }
    g_ptr_array_sort(reader->features, by_weight);
    return TRUE;
}

/* ---- the query ---- */

/* Pairs that follow each other here and are about as frequent make one word: 宇宙, 宙開, 開発. */
static char *joined_pairs(Reader *reader, Feature *feature)
{
    const char *text = reader->article->text;
    guint32 end = feature->span.end, length = (guint32)strlen(text);
    g_autoptr(GString) pair = g_string_new(NULL);
    OsintSpan at = feature->span;
    for (guint i = 0; i < LONGEST_RUN && at.end > 0; i++) {
        guint32 next = at.start;
        g_autoptr(GString) skipped = g_string_new(NULL);
        osint_cjk_next(text, &next, at.end, skipped);
        Feature *follower =
            pair_at(text, next, length, pair, &at) ? g_hash_table_lookup(reader->by_term, pair->str) : NULL;
        if (follower == NULL || follower->is_used || follower->own != feature->own ||
            follower->all * 3 > feature->all * 4 || feature->all * 3 > follower->all * 4)
            break;
        follower->is_used = TRUE;
        end = at.end;
    }
    return feature->span.end > 0 ? g_strndup(text + feature->span.start, end - feature->span.start)
                                 : g_strdup(feature->text);
}

static void append_part(GString *query, Reader *reader, Feature *feature)
{
    g_autofree char *word = feature->is_pair ? joined_pairs(reader, feature) : g_strdup(feature->text);
    const OsintNode node = {.kind = feature->is_entity ? OSINT_NODE_FIELD : OSINT_NODE_WORD,
                            .field = feature->is_entity ? OSINT_FIELD_ENTITY : OSINT_FIELD_TEXT,
                            .text = word};
    g_autofree char *part = osint_node_print(&node);
    g_string_append_printf(query, "%s%s", query->len > 0 ? " OR " : "", part);
}

static guint append_best(GString *query, Reader *reader, gboolean entities, guint most)
{
    guint taken = 0;
    for (guint i = 0; i < reader->features->len && taken < most; i++) {
        Feature *feature = g_ptr_array_index(reader->features, i);
        if (feature->is_entity != entities || feature->is_used || feature->all <= feature->own)
            continue;
        feature->is_used = TRUE;
        append_part(query, reader, feature);
        taken++;
    }
    return taken;
}

static char *print_query(Reader *reader)
{
    const OsintNode id = {.kind = OSINT_NODE_FIELD, .field = OSINT_FIELD_ID, .text = reader->article->id};
    g_autofree char *itself = osint_node_print(&id);
    g_autoptr(GString) query = g_string_new(NULL);
    guint parts = append_best(query, reader, TRUE, MOST_ENTITIES);
    parts += append_best(query, reader, FALSE, MOST_WORDS);
    if (parts == 0)
        return g_steal_pointer(&itself);
    return g_strdup_printf(parts == 1 ? "%s NOT %s" : "(%s) NOT %s", query->str, itself);
}

static char *try_query(OsintIndex *index, const char *id, GError **error)
{
    g_autoptr(OsintArticle) article = osint_index_article_by_id(index, id, error);
    if (article == NULL)
        return NULL;
    g_autoptr(OsintStems) stems = osint_stems_new(osint_stems_language(article->language));
    g_autoptr(GPtrArray) features = g_ptr_array_new_with_free_func(feature_free);
    g_autoptr(GHashTable) by_term = g_hash_table_new(g_str_hash, g_str_equal);
    Reader reader = {
        .index = index, .article = article, .stems = stems, .features = features, .by_term = by_term};
    read_words(&reader);
    read_entities(&reader);
    return weigh(&reader, error) ? print_query(&reader) : NULL;
}

char *osint_like_query(OsintIndex *index, const char *id, GError **error)
{
    for (guint attempt = 1;; attempt++) {
        GError *trouble = NULL;
        char *query = try_query(index, id, &trouble);
        if (trouble == NULL || !osint_index_recover(index, attempt, trouble, error))
            return query;
    }
}
