/* Citations: every sentence is read in turn; then each article's findings are put in order. */
#include "indexer/entities/citations/citations.h"

#include <string.h>

#include "indexer/article/language.h"
#include "indexer/entities/citations/build.h"

#define REFERENCE_SENTENCES 4 /* how far back a noun may take up a name */
#define REFERENCE_TOKENS 300u /* mentions and tokens that are looked at for it */

/* ---- who can speak ---- */

static gboolean can_speak(const OsintMention *mention)
{
    static const char *const types[] = {"organization", "military-unit", "threat-actor", "place", NULL};
    return !mention->descriptive && g_strv_contains(types, mention->type);
}

static const OsintMention *mention_at(const OsintArticle *article, guint number)
{
    return &g_array_index(article->mentions, OsintMention, number);
}

/* Of mentions at one place the longest; of those equally long an organisation before a place. */
static void gather_speakers(OsintCiteReading *reading)
{
    const OsintArticle *article = reading->article;
    for (guint i = 0; i < article->mentions->len; i++) {
        const OsintMention *own = mention_at(article, i);
        guint count = reading->speakers->len;
        guint *before = count > 0 ? &g_array_index(reading->speakers, guint, count - 1) : NULL;
        if (!can_speak(own))
            continue;
        if (before == NULL || mention_at(article, *before)->span.end <= own->span.start)
            g_array_append_val(reading->speakers, i);
        else if (mention_at(article, *before)->span.end == own->span.end &&
                 mention_at(article, *before)->span.start == own->span.start &&
                 g_str_equal(mention_at(article, *before)->type, "place"))
            *before = i;
    }
}

/* ---- what nouns take up ---- */

static gboolean same_text(const OsintCiteReading *reading, OsintSpan a, OsintSpan b)
{
    return a.end - a.start == b.end - b.start &&
           memcmp(reading->article->text + a.start, reading->article->text + b.start, a.end - a.start) == 0;
}

static gboolean same_party(const OsintCiteReading *reading, const OsintCiteParty *a, const OsintCiteParty *b)
{
    if (a->mention != OSINT_CITE_NOBODY && b->mention != OSINT_CITE_NOBODY)
        return g_str_equal(mention_at(reading->article, a->mention)->entity,
                           mention_at(reading->article, b->mention)->entity);
    return a->mention == b->mention && same_text(reading, a->span, b->span);
}

typedef struct {
    OsintCiteParty party;
    guint count; /* different ones, two at most */
} Antecedent;

static void consider(OsintCiteReading *reading, const OsintCiteParty *party, guint kinds, Antecedent *found)
{
    guint own = osint_cite_kinds(reading, party->span, party->mention);
    gboolean fits = (own & kinds) || (own == 0 && (kinds & OSINT_CITE_KIND_COMPANY));
    if ((own & OSINT_CITE_KIND_MEDIUM) && !(kinds & OSINT_CITE_KIND_MEDIUM))
        fits = FALSE;
    if (!fits || own == OSINT_CITE_KIND_PLACE ||
        (found->count > 0 && same_party(reading, &found->party, party)))
        return;
    found->party = *party;
    found->count++;
}

/* Names of an alphabet that no list has, of one sentence and before a byte. */
static void consider_names(OsintCiteReading *reading, OsintSpan within, guint kinds, Antecedent *found)
{
    guint low = 0, high = reading->tokens->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (osint_cite_token(reading, middle)->span.start < within.start)
            low = middle + 1;
        else
            high = middle;
    }
    for (guint i = low; i < MIN(reading->tokens->len, low + REFERENCE_TOKENS); i++) {
        const OsintCiteToken *token = osint_cite_token(reading, i);
        OsintCiteParty party = {token->span, OSINT_CITE_NOBODY, TRUE, FALSE};
        if (token->span.end > within.end)
            break;
        if (token->kind == OSINT_CITE_TOKEN_NAME && (token->evidence & OSINT_CITE_IS_ORGANISATION))
            consider(reading, &party, kinds, found);
    }
}

static void consider_listed(OsintCiteReading *reading, OsintSpan within, guint kinds, Antecedent *found)
{
    guint from = osint_cite_speaker_from(reading, within.start);
    for (guint i = from; i < MIN(reading->speakers->len, from + REFERENCE_TOKENS); i++) {
        guint mention = g_array_index(reading->speakers, guint, i);
        OsintCiteParty party = {mention_at(reading->article, mention)->span, mention, TRUE, FALSE};
        if (party.span.end > within.end)
            break;
        if (party.span.start >= within.start)
            consider(reading, &party, kinds, found);
    }
}

gboolean osint_cite_refer(OsintCiteReading *reading, guint kinds, guint sentence, guint32 byte,
                          OsintCiteParty *party)
{
    const GArray *sentences = reading->article->sentences;
    for (guint back = 0; back <= REFERENCE_SENTENCES && back <= sentence; back++) {
        OsintSpan within = g_array_index(sentences, OsintSpan, sentence - back);
        Antecedent found = {.count = 0};
        within.end = MIN(within.end, byte);
        consider_listed(reading, within, kinds, &found);
        consider_names(reading, within, kinds, &found);
        if (found.count == 1)
            *party = found.party;
        if (found.count > 0)
            return found.count == 1;
    }
    return FALSE;
}

/* ---- what is found ---- */

void osint_cite_add(OsintCiteReading *reading, OsintSpan span, const OsintCiteParty *party, gboolean reports,
                    guint sentence)
{
    OsintCiteFound found = {span, *party, reports, sentence};
    g_array_append_val(reading->found, found);
}

static int by_place(gconstpointer a, gconstpointer b)
{
    const OsintCiteFound *left = a, *right = b;
    if (left->span.start != right->span.start)
        return left->span.start < right->span.start ? -1 : 1;
    if (left->span.end != right->span.end)
        return left->span.end > right->span.end ? -1 : 1;
    return (left->party.span.start > right->party.span.start) -
           (left->party.span.start < right->party.span.start);
}

static OsintCiteFound *found_at(const OsintCiteReading *reading, guint number)
{
    return &g_array_index(reading->found, OsintCiteFound, number);
}

/* The same party in phrases that overlap is cited once. */
static gboolean is_repeated(const OsintCiteReading *reading, guint kept, const OsintCiteFound *found)
{
    for (guint i = kept; i > 0 && kept - i < 8; i--) {
        const OsintCiteFound *other = found_at(reading, i - 1);
        gboolean same = other->party.unnamed == found->party.unnamed &&
                        (found->party.unnamed || same_party(reading, &other->party, &found->party));
        if (same && other->span.end > found->span.start)
            return TRUE;
    }
    return FALSE;
}

static void drop_repeated(OsintCiteReading *reading)
{
    guint kept = 0;
    g_array_sort(reading->found, by_place);
    for (guint i = 0; i < reading->found->len; i++) {
        OsintCiteFound found = *found_at(reading, i);
        if (!is_repeated(reading, kept, &found))
            *found_at(reading, kept++) = found;
    }
    g_array_set_size(reading->found, kept);
}

/* Whoever reports in the same sentence what unnamed sources said: they are theirs. */
static const OsintCiteParty *owner_of(const OsintCiteReading *reading, guint number)
{
    const OsintCiteFound *own = found_at(reading, number), *nearest = NULL;
    for (guint distance = 1; distance < 8 && nearest == NULL; distance++) {
        const OsintCiteFound *before = number >= distance ? found_at(reading, number - distance) : NULL;
        const OsintCiteFound *after =
            number + distance < reading->found->len ? found_at(reading, number + distance) : NULL;
        if (before != NULL && before->sentence == own->sentence && before->reports)
            nearest = before;
        else if (after != NULL && after->sentence == own->sentence && after->reports)
            nearest = after;
    }
    return nearest == NULL ? NULL : &nearest->party;
}

static void hand_over(OsintArticle *article, const OsintCiteReading *reading, guint number)
{
    const OsintCiteFound *found = found_at(reading, number);
    const OsintCiteParty *party = &found->party;
    const OsintCiteParty *owner = party->unnamed ? owner_of(reading, number) : NULL;
    if (owner != NULL)
        party = owner;
    g_autofree char *name = party->named ? osint_cite_text(reading, party->span) : NULL;
    osint_article_add_citation(
        article, found->span,
        party->mention == OSINT_CITE_NOBODY ? NULL : mention_at(article, party->mention)->entity, name,
        found->party.unnamed);
}

/* ---- the article ---- */

static void read_sentences(OsintCiteReading *reading)
{
    guint first = 0;
    while (first < reading->tokens->len) {
        guint sentence = osint_cite_token(reading, first)->sentence, end = first + 1;
        while (end < reading->tokens->len && osint_cite_token(reading, end)->sentence == sentence)
            end++;
        osint_cite_sentence(reading, first, end);
        first = end;
    }
    for (guint i = 0; i < reading->article->sentences->len; i++)
        osint_cite_cjk_sentence(reading, i);
}

static void clear_citations(OsintArticle *article)
{
    g_array_set_size(article->citations, 0);
}

void osint_citations_find(OsintArticle *article)
{
    g_autofree char *language = article->language == NULL ? NULL : osint_language_primary(article->language);
    g_autoptr(GArray) speakers = g_array_new(FALSE, FALSE, sizeof(guint));
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(OsintCiteToken));
    g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(OsintCiteFound));
    g_autoptr(GHashTable) names = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    g_autoptr(GHashTable) kinds = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    OsintCiteReading reading = {
        article, language != NULL && g_str_equal(language, "de"), speakers, tokens, names, kinds, found};
    clear_citations(article);
    gather_speakers(&reading);
    osint_cite_tokens_read(&reading);
    read_sentences(&reading);
    drop_repeated(&reading);
    for (guint i = 0; i < found->len; i++)
        hand_over(article, &reading, i);
}
