/* The tagger: entity lists compiled into a trie, articles read against it, hand marks resolved. */
#include "indexer/entities/tagger.h"

#include <string.h>

#include "indexer/entities/deciding/decide.h"
#include "indexer/entities/indicators/indicators.h"
#include "indexer/entities/lists/build.h"
#include "indexer/entities/references/references.h"
#include "indexer/entities/deciding/surroundings.h"
#include "indexer/entities/deciding/tiers.h"
#include "indexer/entities/matching/variants.h"
#include "indexer/text/words.h"

#define WARNING_UNKNOWN "entity-unknown"
/* Words this short have no plural worth looking for. */
#define PLURAL_MIN_BYTES 3

struct OsintTagger {
    const OsintEntityList *list;
    OsintVocabulary *vocabulary;
    OsintTrie *trie;
    OsintEvidenceRules *rules;
    OsintReferenceRules *references;
    GStringChunk *spellings; /* what phrases borrow and no list has */
    OsintIndicatorRules *indicators;
    OsintPins *pins;
};

/* What one list says about a word holds for every entity that has it as a name: that "Tick" is an ordinary
 * word is no matter of whose name it is. Both map folded names, the second to the spelling. */
typedef struct {
    GHashTable *ordinary;
    GHashTable *exact;
    GHashTable *abbreviations; /* folded, of places */
    GHashTable *territories;   /* folded names of countries and regions */
} WordTraits;

static const OsintAlias *alias_at(const OsintEntity *entity, guint index)
{
    return g_ptr_array_index(entity->aliases, index);
}

static void note_traits(WordTraits *traits, const OsintEntity *entity)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = alias_at(entity, i);
        if (alias->description)
            continue;
        if (alias->needs_context)
            g_hash_table_add(traits->ordinary, osint_entity_fold_name(alias->text));
        if (alias->exact_case)
            g_hash_table_replace(traits->exact, osint_entity_fold_name(alias->text), alias->text);
    }
}

static void add_sequence(OsintTagger *tagger, const char *text, const OsintPhrase *phrase)
{
    g_autoptr(GArray) tokens = g_array_new(FALSE, FALSE, sizeof(OsintToken));
    g_autoptr(GArray) ids = g_array_new(FALSE, FALSE, sizeof(guint32));
    osint_tokens_learn(text, tagger->vocabulary, tokens);
    for (guint i = 0; i < tokens->len; i++)
        g_array_append_val(ids, g_array_index(tokens, OsintToken, i).id);
    osint_trie_add(tagger->trie, (const guint32 *)(gpointer)ids->data, ids->len, phrase);
}

static gboolean has_plural(const char *text)
{
    gsize letters = 0, length = strlen(text);
    while (letters < length && g_ascii_isalpha(text[length - 1 - letters]))
        letters++;
    return letters >= PLURAL_MIN_BYTES && g_ascii_tolower(text[length - 1]) != 's';
}

static void add_phrase(OsintTagger *tagger, const char *text, const OsintPhrase *phrase, gboolean plural)
{
    add_sequence(tagger, text, phrase);
    if (!plural || !has_plural(text))
        return;
    g_autofree char *many = g_strconcat(text, "s", NULL);
    add_sequence(tagger, many, phrase);
}

static void add_ordinary_use(OsintTagger *tagger, const OsintEntity *entity, const char *name)
{
    OsintPhrase use = {.owner = entity->index, .kind = OSINT_PHRASE_USE};
    add_phrase(tagger, name, &use, TRUE);
}

static gboolean is_forbidden(const OsintEntity *entity, const char *name)
{
    g_autofree char *folded = osint_entity_fold_name(name);
    for (guint i = 0; i < entity->not_aliases->len; i++) {
        g_autofree char *other = osint_entity_fold_name(g_ptr_array_index(entity->not_aliases, i));
        if (strcmp(folded, other) == 0)
            return TRUE;
    }
    return FALSE;
}

/* "Trickbot" is not short for "Trickbot Loader" when something else is called so. */
static gboolean is_software_of_others(const OsintEntityList *list, const OsintEntity *entity,
                                      const char *name)
{
    g_autoptr(GArray) found = osint_entity_list_lookup(list, name);
    return found->len > 0 && strcmp(entity->type, "malware") == 0;
}

static void add_short_form(OsintTagger *tagger, const OsintEntity *entity, const char *name)
{
    g_autofree char *brief = osint_name_short_form(name, entity->type);
    if (brief == NULL || is_forbidden(entity, brief) || is_software_of_others(tagger->list, entity, brief))
        return;
    OsintPhrase phrase = {.owner = entity->index,
                          .kind = OSINT_PHRASE_NAME,
                          .needs_context = TRUE,
                          .tier = (guint8)MAX(osint_name_tier(brief, entity->type), OSINT_TIER_ORDINARY),
                          .capital = TRUE,
                          .shortened = TRUE};
    add_phrase(tagger, brief, &phrase, FALSE);
    add_ordinary_use(tagger, entity, brief);
}

static gboolean is_place(const OsintEntity *entity)
{
    return strcmp(entity->type, "place") == 0;
}

static OsintPhraseForm form_of(const WordTraits *traits, const OsintEntity *entity, const char *folded,
                               OsintTier tier)
{
    if (!is_place(entity))
        return OSINT_FORM_NAME;
    if (g_hash_table_contains(traits->abbreviations, folded))
        return OSINT_FORM_ABBREVIATION;
    return tier == OSINT_TIER_CASED && strchr(folded, ' ') == NULL &&
                   !g_hash_table_contains(traits->territories, folded)
               ? OSINT_FORM_LOCATED
               : OSINT_FORM_PROPER;
}

static void add_long_form(OsintTagger *tagger, const OsintEntity *entity, const char *name)
{
    g_autofree char *whole = osint_name_long_form(name, entity->type);
    if (whole == NULL || is_forbidden(entity, whole))
        return;
    OsintPhrase phrase = {.owner = entity->index, .kind = OSINT_PHRASE_NAME, .glued = TRUE};
    add_phrase(tagger, whole, &phrase, FALSE);
}

static void add_name(OsintTagger *tagger, const WordTraits *traits, const OsintEntity *entity,
                     const OsintAlias *alias)
{
    g_autofree char *folded = osint_entity_fold_name(alias->text);
    gboolean declared = !alias->safe && g_hash_table_contains(traits->ordinary, folded);
    OsintTier tier = alias->safe ? OSINT_TIER_SAFE : osint_name_tier(alias->text, entity->type);
    OsintPhrase phrase = {.owner = entity->index,
                          .kind = OSINT_PHRASE_NAME,
                          .needs_context = declared || tier >= OSINT_TIER_ORDINARY,
                          .tier = (guint8)tier,
                          .capital = (guint8)osint_name_has_capital(alias->text),
                          .mixed = (guint8)!osint_has_capitals(alias->text, 0, (guint32)strlen(alias->text)),
                          .capitals = (guint8)!osint_text_has_small_letter(alias->text, strlen(alias->text)),
                          .declared = (guint8)declared,
                          .form = form_of(traits, entity, folded, tier),
                          .exact =
                              alias->exact_case ? alias->text : g_hash_table_lookup(traits->exact, folded)};
    add_phrase(tagger, alias->text, &phrase,
               !phrase.needs_context && phrase.exact == NULL && !is_place(entity));
    if (phrase.needs_context && phrase.capital)
        add_ordinary_use(tagger, entity, alias->text);
    add_short_form(tagger, entity, alias->text);
    add_long_form(tagger, entity, alias->text);
}

static void add_entity(OsintTagger *tagger, const WordTraits *traits, const OsintEntity *entity)
{
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = alias_at(entity, i);
        OsintPhrase phrase = {.owner = entity->index,
                              .kind = alias->reference ? OSINT_PHRASE_REFERENCE : OSINT_PHRASE_DESCRIPTION,
                              .needs_context = TRUE};
        if (alias->description)
            add_phrase(tagger, alias->text, &phrase, FALSE);
        else
            add_name(tagger, traits, entity, alias);
    }
    OsintPhrase exception = {.owner = entity->index, .kind = OSINT_PHRASE_EXCEPTION};
    for (guint i = 0; i < entity->exceptions->len; i++)
        add_phrase(tagger, g_ptr_array_index(entity->exceptions, i), &exception, TRUE);
}

typedef struct {
    OsintTagger *tagger;
    WordTraits *traits;
} VariantTarget;

/* An abbreviation counts in capitals only, also where a list has it: "us" is a pronoun. */
static void note_abbreviation(const OsintEntity *place, OsintTerritoryForm form, const char *text,
                              gpointer user_data)
{
    (void)place;
    VariantTarget *target = user_data;
    if (form != OSINT_TERRITORY_ABBREVIATION)
        return;
    g_hash_table_add(target->traits->abbreviations, osint_entity_fold_name(text));
    g_hash_table_replace(target->traits->exact, osint_entity_fold_name(text),
                         g_string_chunk_insert_const(target->tagger->spellings, text));
}

static void add_variant(const OsintEntity *place, OsintTerritoryForm form, const char *text,
                        gpointer user_data)
{
    OsintTagger *tagger = ((VariantTarget *)user_data)->tagger;
    OsintPhrase phrase = {.owner = place->index, .kind = OSINT_PHRASE_NAME, .form = OSINT_FORM_PROPER};
    if (form == OSINT_TERRITORY_EXCEPTION)
        phrase = (OsintPhrase){.owner = place->index, .kind = OSINT_PHRASE_EXCEPTION};
    if (form == OSINT_TERRITORY_SEAT)
        phrase.form = OSINT_FORM_SEAT;
    if (form == OSINT_TERRITORY_ABBREVIATION) {
        phrase.form = OSINT_FORM_ABBREVIATION;
        phrase.exact = g_string_chunk_insert_const(tagger->spellings, text);
    }
    add_phrase(tagger, text, &phrase, form == OSINT_TERRITORY_PEOPLE);
}

static void add_evidence_words(OsintTagger *tagger)
{
    const GPtrArray *words = osint_evidence_rules_words(tagger->rules);
    for (guint i = 0; i < words->len; i++) {
        OsintPhrase phrase = {.owner = i, .kind = OSINT_PHRASE_EVIDENCE};
        add_phrase(tagger, g_ptr_array_index(words, i), &phrase, TRUE);
    }
}

OsintTagger *osint_tagger_new(const OsintEntityList *list)
{
    OsintTagger *tagger = g_new0(OsintTagger, 1);
    tagger->list = list;
    tagger->vocabulary = osint_vocabulary_new();
    tagger->trie = osint_trie_new();
    tagger->spellings = g_string_chunk_new(4096);
    tagger->rules = osint_evidence_rules_new(list);
    tagger->pins = osint_pins_new(list);
    tagger->references = osint_reference_rules_new(list);
    tagger->indicators = osint_indicator_rules_new(list);
    WordTraits traits = {g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
                         osint_territory_names()};
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        note_traits(&traits, osint_entity_list_get(list, i));
    VariantTarget target = {tagger, &traits};
    osint_variants_each(list, note_abbreviation, &target);
    for (guint i = 0; i < osint_entity_list_size(list); i++)
        add_entity(tagger, &traits, osint_entity_list_get(list, i));
    osint_variants_each(list, add_variant, &target);
    add_evidence_words(tagger);
    osint_vocabulary_freeze(tagger->vocabulary);
    osint_trie_freeze(tagger->trie, osint_vocabulary_size(tagger->vocabulary));
    g_hash_table_unref(traits.ordinary);
    g_hash_table_unref(traits.exact);
    g_hash_table_unref(traits.abbreviations);
    g_hash_table_unref(traits.territories);
    return tagger;
}

void osint_tagger_free(OsintTagger *tagger)
{
    if (tagger == NULL)
        return;
    osint_vocabulary_free(tagger->vocabulary);
    osint_trie_free(tagger->trie);
    g_string_chunk_free(tagger->spellings);
    osint_evidence_rules_free(tagger->rules);
    osint_pins_free(tagger->pins);
    osint_reference_rules_free(tagger->references);
    osint_indicator_rules_free(tagger->indicators);
    g_free(tagger);
}

static OsintMention *mention_at(const OsintArticle *article, guint index)
{
    return &g_array_index(article->mentions, OsintMention, index);
}

static void keep_hand_marks(OsintArticle *article)
{
    guint kept = 0;
    for (guint i = 0; i < article->mentions->len; i++) {
        if (!mention_at(article, i)->by_hand)
            continue;
        OsintMention mention = *mention_at(article, kept);
        *mention_at(article, kept++) = *mention_at(article, i);
        *mention_at(article, i) = mention;
    }
    g_array_set_size(article->mentions, kept);
}

static void warn_unknown(OsintArticle *article, const char *what, const char *name)
{
    g_autofree char *message = g_strdup_printf("no entity list knows the %s \"%s\"", what, name);
    for (guint i = 0; i < article->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(article->warnings, i);
        if (strcmp(warning->code, WARNING_UNKNOWN) == 0 && strcmp(warning->message, message) == 0)
            return;
    }
    osint_article_warn(article, WARNING_UNKNOWN, "%s", message);
}

static void rename_mention(OsintMention *mention, const OsintEntity *entity)
{
    g_free(mention->entity);
    g_free(mention->type);
    g_free(mention->name);
    mention->entity = g_strdup(entity->id);
    mention->type = g_strdup(entity->type);
    mention->name = g_strdup(entity->name);
}

/* A mark may use any name; one that several entities have stands for all of them. */
static void resolve_hand_marks(const OsintTagger *tagger, OsintArticle *article, OsintEvidence *evidence)
{
    for (guint i = 0, count = article->mentions->len; i < count; i++) {
        g_autoptr(GArray) found = osint_entity_list_lookup(tagger->list, mention_at(article, i)->entity);
        if (found->len == 0)
            warn_unknown(article, "marked entity", mention_at(article, i)->entity);
        for (guint k = 0; k < found->len; k++) {
            guint index = g_array_index(found, guint, k);
            const OsintEntity *entity = osint_entity_list_get(tagger->list, index);
            osint_evidence_add_tag(evidence, index, found->len == 1);
            if (k == 0)
                rename_mention(mention_at(article, i), entity);
            else
                osint_article_add_mention(article, mention_at(article, i)->span, entity->id, entity->type,
                                          entity->name)
                    ->by_hand = TRUE;
        }
    }
}

static void add_tag_evidence(const OsintTagger *tagger, const OsintArticle *article, OsintEvidence *evidence)
{
    for (guint i = 0; i < article->entities->len; i++) {
        g_autoptr(GArray) found =
            osint_entity_list_lookup(tagger->list, g_ptr_array_index(article->entities, i));
        for (guint k = 0; k < found->len; k++)
            osint_evidence_add_tag(evidence, g_array_index(found, guint, k), found->len == 1);
    }
}

static gint64 span_key(OsintSpan span)
{
    return (gint64)((guint64)span.start << 32 | span.end);
}

/* The spans whose meaning the document itself states. */
static GHashTable *hand_spans(const OsintArticle *article)
{
    GHashTable *spans = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
    for (guint i = 0; i < article->mentions->len; i++) {
        gint64 key = span_key(mention_at(article, i)->span);
        if (mention_at(article, i)->by_hand)
            g_hash_table_add(spans, g_memdup2(&key, sizeof key));
    }
    return spans;
}

static void add_mentions(const OsintTagger *tagger, OsintArticle *article, const OsintReading *reading,
                         GHashTable *marked)
{
    for (guint i = 0; i < reading->matches->len; i++) {
        const OsintMatch *match = osint_reading_match(reading, i);
        if (!match->counts || match->phrase->kind != OSINT_PHRASE_NAME)
            continue;
        OsintSpan span = {osint_reading_token(reading, match->first)->start,
                          osint_reading_token(reading, match->last)->end};
        gint64 key = span_key(span);
        const OsintEntity *entity = osint_entity_list_get(tagger->list, match->phrase->owner);
        if (g_hash_table_contains(marked, &key))
            continue;
        OsintMention *mention =
            osint_article_add_mention(article, span, entity->id, entity->type, entity->name);
        mention->undecided = match->undecided;
        mention->why = g_strdup(match->why);
        if (match->confidence > 0)
            mention->confidence = match->confidence;
    }
}

static void add_references(const OsintTagger *tagger, OsintArticle *article, OsintReading *reading,
                           const OsintEvidence *evidence, GHashTable *marked)
{
    g_autoptr(GArray) references = osint_references_find(tagger->references, reading, evidence);
    for (guint i = 0; i < references->len; i++) {
        const OsintReference *reference = &g_array_index(references, OsintReference, i);
        const OsintEntity *entity = osint_entity_list_get(tagger->list, reference->entity);
        gint64 key = span_key(reference->span);
        if (g_hash_table_contains(marked, &key))
            continue;
        OsintMention *mention =
            osint_article_add_mention(article, reference->span, entity->id, entity->type, entity->name);
        mention->descriptive = TRUE;
        mention->confidence = reference->confidence;
        mention->undecided = reference->undecided;
        mention->why = g_strdup(reference->why);
    }
}

static void tag(const OsintTagger *tagger, OsintArticle *article, gboolean with_references)
{
    OsintEvidence *evidence = osint_evidence_new(tagger->rules);
    OsintReading readings[2];
    guint count = 0;
    keep_hand_marks(article);
    resolve_hand_marks(tagger, article, evidence);
    add_tag_evidence(tagger, article, evidence);
    osint_evidence_set_language(evidence, article->language);
    osint_reading_init(&readings[count++], article->text, tagger->vocabulary, tagger->trie);
    if (article->title != NULL)
        osint_reading_init(&readings[count++], article->title, tagger->vocabulary, tagger->trie);
    osint_decide_evidence(readings, count, evidence);
    osint_decide_mentions(&readings[0], evidence);
    g_autoptr(GHashTable) marked = hand_spans(article);
    if (with_references)
        add_references(tagger, article, &readings[0], evidence, marked);
    add_mentions(tagger, article, &readings[0], marked);
    osint_article_sort_mentions(article);
    osint_indicator_rules_tag(tagger->indicators, article);
    for (guint i = 0; i < count; i++)
        osint_reading_clear(&readings[i]);
    osint_evidence_free(evidence);
}

void osint_tagger_tag(const OsintTagger *tagger, OsintArticle *article)
{
    tag(tagger, article, TRUE);
}

void osint_tagger_tag_names(const OsintTagger *tagger, OsintArticle *article)
{
    tag(tagger, article, FALSE);
}

static gboolean has_name(const OsintTagger *tagger, const char *text)
{
    OsintReading reading;
    gboolean found = FALSE;
    osint_reading_init(&reading, text, tagger->vocabulary, tagger->trie);
    for (guint i = 0; i < reading.matches->len && !found; i++)
        found = osint_reading_match(&reading, i)->phrase->kind == OSINT_PHRASE_NAME;
    osint_reading_clear(&reading);
    return found;
}

gboolean osint_tagger_may_find(const OsintTagger *tagger, const char *paragraph)
{
    g_autoptr(OsintArticle) alone = osint_article_new();
    alone->text = g_strconcat(paragraph, "\n\n", NULL);
    if (has_name(tagger, alone->text))
        return TRUE;
    osint_indicator_rules_tag(tagger->indicators, alone);
    return alone->mentions->len > 0;
}

const OsintPins *osint_tagger_pins(const OsintTagger *tagger)
{
    return tagger->pins;
}

void osint_tagger_read(const OsintTagger *tagger, const char *text, OsintReading *reading)
{
    osint_reading_init(reading, text, tagger->vocabulary, tagger->trie);
}

GPtrArray *osint_tagger_hand_tags(const OsintTagger *tagger, OsintArticle *article)
{
    GPtrArray *ids = g_ptr_array_new_with_free_func(g_free);
    for (guint i = 0; i < article->entities->len; i++) {
        const char *tag = g_ptr_array_index(article->entities, i);
        g_autoptr(GArray) found = osint_entity_list_lookup(tagger->list, tag);
        if (found->len == 0)
            warn_unknown(article, "tag", tag);
        for (guint k = 0; k < found->len; k++)
            osint_entity_strings_add(ids,
                                     osint_entity_list_get(tagger->list, g_array_index(found, guint, k))->id);
    }
    return ids;
}
