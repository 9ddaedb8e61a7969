/* Examples: words of titles, entities that stand together, where and when the newest article is from. */
#include "web/examples.h"

#include <string.h>

#include "indexer/text/common-words.h"
#include "indexer/text/words.h"
#include "web/labels.h"
#include "web/refine.h"
#include "web/tally.h"

#define SHORTEST 4 /* letters of a word that is shown */
#define LONGEST 60 /* bytes */

/* ---- entities ---- */

static gint by_kind_and_spread(gconstpointer left, gconstpointer right)
{
    const OsintTally *a = left, *b = right;
    const OsintKind *one = osint_label_kind(a->type), *other = osint_label_kind(b->type);
    if (one != other)
        return one < other ? -1 : 1;
    if (a->mentions != b->mentions)
        return a->mentions < b->mentions ? 1 : -1;
    return strcmp(a->name, b->name);
}

GArray *osint_examples_entities(const GPtrArray *hits)
{
    GArray *entities = g_array_new(FALSE, FALSE, sizeof(OsintTally));
    g_autoptr(GHashTable) places = g_hash_table_new(g_str_hash, g_str_equal);
    for (guint i = 0; i < hits->len; i++) {
        const OsintHit *hit = g_ptr_array_index(hits, i);
        g_autoptr(GArray) tallies = osint_tally(hit->article);
        for (guint j = 0; j < tallies->len; j++) {
            OsintTally tally = g_array_index(tallies, OsintTally, j);
            guint place = GPOINTER_TO_UINT(g_hash_table_lookup(places, tally.id));
            tally.mentions = 1;
            if (place > 0) {
                g_array_index(entities, OsintTally, place - 1).mentions++;
                continue;
            }
            g_array_append_val(entities, tally);
            g_hash_table_insert(places, (gpointer)tally.id, GUINT_TO_POINTER(entities->len));
        }
    }
    g_array_sort(entities, by_kind_and_spread);
    return entities;
}

static char *best_entity(const GPtrArray *hits)
{
    g_autoptr(GArray) entities = osint_examples_entities(hits);
    return entities->len > 0 ? osint_refine_field("entity", g_array_index(entities, OsintTally, 0).id) : NULL;
}

/* Two in one passage of one of the articles. */
static char *two_entities(const GPtrArray *hits)
{
    for (guint i = 0; i < hits->len; i++) {
        const OsintArticle *article = ((const OsintHit *)g_ptr_array_index(hits, i))->article;
        for (guint j = 1; j < article->mentions->len; j++) {
            const OsintMention *one = &g_array_index(article->mentions, OsintMention, j - 1);
            const OsintMention *other = one + 1;
            guint passage = osint_spans_from(article->passages, one->span.start + 1);
            guint32 end = passage > 0 ? g_array_index(article->passages, OsintSpan, passage - 1).end : 0;
            if (other->span.end > end || g_str_equal(one->entity, other->entity))
                continue;
            g_autofree char *left = osint_refine_field("entity", one->entity);
            g_autofree char *right = osint_refine_field("entity", other->entity);
            return g_strconcat(left, " SAME/p ", right, NULL);
        }
    }
    return NULL;
}

/* ---- words ---- */

static char *word_of(const char *text, const OsintWord *word)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    g_autoptr(GString) lower = g_string_new(NULL);
    osint_word_fold(text + word->start, word->end - word->start, folded);
    osint_word_lower(text + word->start, word->end - word->start, lower);
    gboolean shown = word->kind == OSINT_WORD_PLAIN && g_utf8_strlen(folded->str, -1) >= SHORTEST &&
                     lower->len <= LONGEST && !osint_is_common_somewhere(folded->str);
    return shown ? g_strdup(lower->str) : NULL;
}

/* Two words of a title; side by side: that follow each other there with a space between. */
static char *two_words(const char *title, gboolean side_by_side)
{
    OsintWordIter iter;
    OsintWord word;
    g_autofree char *last = NULL;
    guint32 end = 0;
    osint_words_init(&iter, title, strlen(title));
    while (osint_words_next(&iter, &word)) {
        g_autofree char *this = word_of(title, &word);
        gboolean follows = word.start == end + 1 && title[end] == ' ';
        if (last != NULL && this != NULL && strcmp(last, this) != 0 && (follows || !side_by_side))
            return g_strdup_printf(side_by_side ? "\"%s %s\"" : "%s %s", last, this);
        if (this != NULL || side_by_side) {
            g_free(last);
            last = g_steal_pointer(&this);
        }
        end = word.end;
    }
    return NULL;
}

static char *words_of_a_title(const GPtrArray *hits, gboolean side_by_side)
{
    char *words = NULL;
    for (guint i = 0; i < hits->len && words == NULL; i++) {
        const OsintHit *hit = g_ptr_array_index(hits, i);
        if (hit->article->title != NULL)
            words = two_words(hit->article->title, side_by_side);
    }
    return words;
}

/* ---- filters ---- */

static char *source_and_year(const GPtrArray *hits)
{
    for (guint i = 0; i < hits->len; i++) {
        const OsintArticle *article = ((const OsintHit *)g_ptr_array_index(hits, i))->article;
        if (article->publisher == NULL || article->published == NULL || !g_ascii_isdigit(*article->published))
            continue;
        g_autofree char *source = osint_refine_field("source", article->publisher);
        return g_strdup_printf("%s date:%.4s", source, article->published);
    }
    return NULL;
}

static char *language(const GPtrArray *hits)
{
    const char *found = NULL;
    for (guint i = 0; i < hits->len; i++) {
        const OsintArticle *article = ((const OsintHit *)g_ptr_array_index(hits, i))->article;
        if (article->language != NULL && (found == NULL || !g_str_has_prefix(article->language, "en")))
            found = article->language;
        if (found != NULL && !g_str_has_prefix(found, "en"))
            break;
    }
    return found != NULL ? g_strdup_printf("lang:%.*s", (int)strcspn(found, "-"), found) : NULL;
}

/* An article can be such that what it has is read otherwise: a source whose name has no word. */
static char *if_sound(char *take_query)
{
    g_autoptr(OsintQuery) parsed = take_query != NULL ? osint_query_parse(take_query, 0, NULL, NULL) : NULL;
    if (parsed == NULL)
        g_clear_pointer(&take_query, g_free);
    return take_query;
}

OsintExamples *osint_examples_new(const GPtrArray *hits)
{
    OsintExamples *examples = g_new0(OsintExamples, 1);
    char *queries[] = {words_of_a_title(hits, FALSE),
                       words_of_a_title(hits, TRUE),
                       best_entity(hits),
                       two_entities(hits),
                       source_and_year(hits),
                       language(hits)};
    G_STATIC_ASSERT(G_N_ELEMENTS(queries) == OSINT_START_WAYS);
    for (guint i = 0; i < G_N_ELEMENTS(queries); i++)
        examples->queries[i] = if_sound(queries[i]);
    return examples;
}

void osint_examples_free(OsintExamples *examples)
{
    if (examples == NULL)
        return;
    for (guint i = 0; i < OSINT_START_WAYS; i++)
        g_free(examples->queries[i]);
    g_free(examples);
}
