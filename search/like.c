/* What is characteristic is told by Bo1 (Amati, Probability Models for Information Retrieval based on
 * Divergence from Randomness, 2003), with the one article as what is relevant: f passages of it have a term
 * of which an article has P = F / N on average, which is f log2((1 + P) / P) + log2(1 + P) bits of surprise.
 *
 * Xapian's ESet would give stems, which are no words that a query could be asked with, so the article's text
 * is read; of the index only frequencies are needed. */
#include "search/like.h"

#include <math.h>
#include <string.h>

#include "indexer/entities/indicators/normal.h"
#include "indexer/store/schema.h"
#include "indexer/store/terms.h"
#include "indexer/text/common-words.h"
#include "indexer/text/stems.h"
#include "indexer/text/words.h"
#include "search/query.h"

#define MOST_TEXT (64 * 1024) /* bytes of the article that are read */
#define MOST_LOOKED_UP 160    /* terms */
#define MOST_ENTITIES 4
#define MOST_WORDS 6
#define SHORTEST 3        /* letters of a word */
#define LONGEST 40        /* bytes of one */
#define SHORTEST_NUMBER 5 /* digits of a number: less is a year or a count */
#define RARE 10           /* articles of the index for each passage that mentions a rare entity */
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

static GUnicodeScript script_at(const char *character)
{
    const gunichar c = g_utf8_get_char(character), long_vowel = 0x30FC;
    return c == long_vowel ? G_UNICODE_SCRIPT_KATAKANA : g_unichar_get_script(c);
}

/* Hiragana are mostly endings and particles. */
static gboolean are_alike(const char *one, const char *other)
{
    GUnicodeScript script = script_at(one);
    return script != G_UNICODE_SCRIPT_HIRAGANA && script == script_at(other);
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

/* Where the characters of one script end that begin at a byte. */
static guint32 run_end(const char *text, guint32 at, guint32 end)
{
    GUnicodeScript script = script_at(text + at);
    g_autoptr(GString) skipped = g_string_new(NULL);
    while (at < end && script_at(text + at) == script)
        osint_cjk_next(text, &at, end, skipped);
    return at;
}

/* A word in katakana or hangul is told by its first pair: it is written whole in the one, and without what
 * may be its ending in the other. */
static guint32 count_pair(Reader *reader, const char *pair, OsintSpan span, guint32 end)
{
    const char *text = reader->article->text;
    GUnicodeScript script = script_at(text + span.start);
    gboolean is_whole = script == G_UNICODE_SCRIPT_KATAKANA || script == G_UNICODE_SCRIPT_HANGUL;
    guint32 behind = is_whole ? run_end(text, span.start, end) : 0;
    guint32 shown = script == G_UNICODE_SCRIPT_KATAKANA && behind - span.start <= LONGEST ? behind : span.end;
    Feature *feature = count(reader, pair, text + span.start, shown - span.start);
    feature->is_pair = !is_whole;
    if (feature->is_pair && feature->span.end == 0)
        feature->span = span;
    return behind;
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

static void count_pairs(Reader *reader, OsintWord word)
{
    const char *text = reader->article->text;
    g_autoptr(GString) pair = g_string_new(NULL);
    g_autoptr(GString) skipped = g_string_new(NULL);
    for (guint32 at = word.start; at < word.end;) {
        OsintSpan span;
        guint32 behind = 0;
        if (pair_at(text, at, word.end, pair, &span) && !is_named(reader, span.start, span.end))
            behind = count_pair(reader, pair->str, span, word.end);
        if (behind > at)
            at = behind;
        else
            osint_cjk_next(text, &at, word.end, skipped);
    }
}

static void count_words(Reader *reader, OsintSpan span)
{
    const char *text = reader->article->text;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text + span.start, span.end - span.start);
    reader->passage++;
    while (osint_words_next(&iter, &word)) {
        word.start += span.start;
        word.end += span.start;
        if (word.kind == OSINT_WORD_CJK)
            count_pairs(reader, word);
        else if (!is_named(reader, word.start, word.end))
            count_plain(reader, text + word.start, word.end - word.start);
    }
}

/* Of the text: what the title says is mostly there, too, and mentions are told of the text alone. */
static void read_words(Reader *reader)
{
    const OsintArticle *article = reader->article;
    for (guint i = 0; i < article->passages->len; i++) {
        OsintSpan passage = g_array_index(article->passages, OsintSpan, i);
        if (passage.end > MOST_TEXT && i > 0)
            break;
        count_words(reader, passage);
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
/* Whether two pairs are found together more often than not, as far as their numbers tell. */
static gboolean go_together(const Feature *one, const Feature *other)
{
    return one->own == other->own && one->all * 2 <= other->all * 3 && other->all * 2 <= one->all * 3;
}

static char *joined_pairs(Reader *reader, Feature *feature)
{
    const char *text = reader->article->text;
    guint32 end = feature->span.end, length = (guint32)strlen(text);
    g_autoptr(GString) pair = g_string_new(NULL);
    OsintSpan at = feature->span;
    gboolean together = at.end > 0;
    for (guint i = 0; together && i < LONGEST_RUN; i++) {
        guint32 next = at.start;
        g_autoptr(GString) skipped = g_string_new(NULL);
        osint_cjk_next(text, &next, at.end, skipped);
        Feature *follower =
            pair_at(text, next, length, pair, &at) ? g_hash_table_lookup(reader->by_term, pair->str) : NULL;
        together = follower != NULL && go_together(feature, follower);
        if (together)
            end = at.end;
        if (follower != NULL)
            follower->is_used = TRUE;
    }
    return feature->span.end > 0 ? g_strndup(text + feature->span.start, end - feature->span.start)
                                 : g_strdup(feature->text);
}

static void append_part(GString *parts, Reader *reader, Feature *feature)
{
    g_autofree char *word = feature->is_pair ? joined_pairs(reader, feature) : g_strdup(feature->text);
    const OsintNode node = {.kind = feature->is_entity ? OSINT_NODE_FIELD : OSINT_NODE_WORD,
                            .field = feature->is_entity ? OSINT_FIELD_ENTITY : OSINT_FIELD_TEXT,
                            .text = word};
    g_autofree char *part = osint_node_print(&node);
    g_string_append_printf(parts, "%s%s", parts->len > 0 ? " OR " : "", part);
}

/* A query can ask for it: an article may mention by hand what no list has. */
static gboolean is_known(const Reader *reader, const char *id)
{
    return osint_indicator_type(id, NULL) != NULL || osint_index_entity(reader->index, id, NULL) != NULL;
}

/* The best that are in another article, too: Feature *. */
static GPtrArray *best_of(Reader *reader, gboolean entities, guint most)
{
    GPtrArray *best = g_ptr_array_new();
    for (guint i = 0; i < reader->features->len && best->len < most; i++) {
        Feature *feature = g_ptr_array_index(reader->features, i);
        if (feature->is_entity == entities && feature->all > feature->own &&
            (!entities || is_known(reader, feature->text)))
            g_ptr_array_add(best, feature);
    }
    return best;
}

/* Who it is about. */
static char *print_entities(Reader *reader, const GPtrArray *entities)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    for (guint i = 0; i < entities->len; i++)
        append_part(parts, reader, g_ptr_array_index(entities, i));
    return g_strdup_printf(entities->len == 1 ? "%s" : "(%s)", parts->str);
}

/* What it says, of which an article about a rare entity need have nothing: it may be in another language. */
static char *print_words(Reader *reader, const GPtrArray *words, const GPtrArray *entities)
{
    g_autoptr(GString) parts = g_string_new(NULL);
    for (guint i = 0; i < words->len; i++) {
        Feature *feature = g_ptr_array_index(words, i);
        if (!feature->is_used)
            append_part(parts, reader, feature);
    }
    for (guint i = 0; i < entities->len; i++) {
        Feature *feature = g_ptr_array_index(entities, i);
        if (feature->all * RARE <= osint_index_size(reader->index))
            append_part(parts, reader, feature);
    }
    return g_strdup_printf(strstr(parts->str, " OR ") == NULL ? "%s" : "(%s)", parts->str);
}

static char *print_query(Reader *reader)
{
    const OsintNode id = {.kind = OSINT_NODE_FIELD, .field = OSINT_FIELD_ID, .text = reader->article->id};
    g_autofree char *itself = osint_node_print(&id);
    g_autoptr(GPtrArray) entities = best_of(reader, TRUE, MOST_ENTITIES);
    g_autoptr(GPtrArray) words = best_of(reader, FALSE, MOST_WORDS);
    g_autofree char *about = entities->len > 0 ? print_entities(reader, entities) : NULL;
    g_autofree char *says = words->len > 0 ? print_words(reader, words, entities) : NULL;
    if (about == NULL && says == NULL)
        return g_steal_pointer(&itself);
    if (about == NULL || says == NULL)
        return g_strdup_printf("%s NOT %s", about != NULL ? about : says, itself);
    return g_strdup_printf("%s %s NOT %s", about, says, itself);
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

char *osint_like_within(const char *like, const char *query)
{
    return query != NULL ? g_strdup_printf("(%s) %s", query, like) : g_strdup(like);
}
