/* The entities' context entries as clauses over words and entities, and one article's facts. */
#include "indexer/entities/deciding/evidence.h"

#include <string.h>

#include "indexer/entities/deciding/threat-words.h"

#define ENTITY_PREFIX "entity:"
#define ALL_OF " + "

typedef struct {
    gboolean is_entity;
    guint32 index; /* of the entity or the word */
} Term;

typedef struct {
    guint32 first_term;
    guint32 terms;
    const char *text; /* the list's */
} Clause;

typedef struct {
    guint32 first_clause;
    guint32 clauses;
    guint32 first_related;
    guint32 relateds;
} Rule;

struct OsintEvidenceRules {
    const OsintEntityList *list;
    guint threat_words; /* how many of the words are those of articles on attacks: the first ones */
    GPtrArray *words;
    GHashTable *word_index; /* folded word -> index */
    GArray *terms;
    GArray *clauses;
    GArray *rules;   /* one an entity */
    GArray *related; /* guint32: entities, those of one rule together */
};

enum { SEEN = 1, SOLE = 2, ORDINARY_USE = 4, PROOF = 8 };

typedef struct {
    guint flags;
    const char *name;
} Facts;

struct OsintEvidence {
    const OsintEvidenceRules *rules;
    guint8 *words;
    GHashTable *entities; /* index + 1 -> Facts */
    GStringChunk *texts;
    guint threats;      /* different words and names of articles on attacks */
    const char *threat; /* the first of them */
    const char *actors; /* a phrase that speaks of actors */
    gboolean nouns_have_capitals;
};

static guint32 word_index(OsintEvidenceRules *rules, const char *word)
{
    char *folded = osint_entity_fold_name(word);
    gpointer index;
    if (g_hash_table_lookup_extended(rules->word_index, folded, NULL, &index)) {
        g_free(folded);
        return GPOINTER_TO_UINT(index);
    }
    g_hash_table_insert(rules->word_index, folded, GUINT_TO_POINTER(rules->words->len));
    g_ptr_array_add(rules->words, g_strdup(word));
    return rules->words->len - 1;
}

static gboolean compile_term(OsintEvidenceRules *rules, const OsintEntityList *list, const char *text,
                             Term *term)
{
    if (*text == '\0')
        return FALSE;
    if (!g_str_has_prefix(text, ENTITY_PREFIX)) {
        *term = (Term){FALSE, word_index(rules, text)};
        return TRUE;
    }
    const OsintEntity *entity = osint_entity_list_find(list, text + strlen(ENTITY_PREFIX));
    if (entity == NULL)
        return FALSE;
    *term = (Term){TRUE, entity->index};
    return TRUE;
}

/* A clause that asks for an entity of which no list knows can never hold and is left out. */
static void compile_clause(OsintEvidenceRules *rules, const OsintEntityList *list, const char *text)
{
    Clause clause = {rules->terms->len, 0, text};
    g_auto(GStrv) parts = g_strsplit(text, ALL_OF, -1);
    for (char **part = parts; *part != NULL; part++) {
        Term term;
        if (!compile_term(rules, list, g_strstrip(*part), &term)) {
            g_array_set_size(rules->terms, clause.first_term);
            return;
        }
        g_array_append_val(rules->terms, term);
        clause.terms++;
    }
    g_array_append_val(rules->clauses, clause);
}

/* An entity that is related to more than this many is in every other article. */
#define RELATIONS_MAX 12

static void add_related(OsintEvidenceRules *rules, Rule *rule, const OsintEntity *entity)
{
    if (entity == NULL || rule->relateds >= RELATIONS_MAX)
        return;
    guint32 index = entity->index;
    g_array_append_val(rules->related, index);
    rule->relateds++;
}

/* Relations count both ways; `users` has for each entity those that relate to it. */
static void compile_relations(OsintEvidenceRules *rules, Rule *rule, const OsintEntity *entity,
                              GHashTable *users)
{
    rule->first_related = rules->related->len;
    for (guint i = 0; i < entity->relations->len; i++) {
        const OsintRelation *relation = g_ptr_array_index(entity->relations, i);
        add_related(rules, rule, osint_entity_list_find(rules->list, relation->target));
    }
    const GPtrArray *from = g_hash_table_lookup(users, entity->id);
    for (guint i = 0; from != NULL && from->len <= RELATIONS_MAX && i < from->len; i++)
        add_related(rules, rule, g_ptr_array_index(from, i));
}

static GHashTable *users_of(const OsintEntityList *list)
{
    GHashTable *users =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_ptr_array_unref);
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        for (guint k = 0; k < entity->relations->len; k++) {
            const OsintRelation *relation = g_ptr_array_index(entity->relations, k);
            GPtrArray *from = g_hash_table_lookup(users, relation->target);
            if (from == NULL)
                g_hash_table_insert(users, relation->target, from = g_ptr_array_new());
            g_ptr_array_add(from, (gpointer)entity);
        }
    }
    return users;
}

OsintEvidenceRules *osint_evidence_rules_new(const OsintEntityList *list)
{
    OsintEvidenceRules *rules = g_new0(OsintEvidenceRules, 1);
    rules->list = list;
    rules->words = g_ptr_array_new_with_free_func(g_free);
    rules->word_index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rules->terms = g_array_new(FALSE, FALSE, sizeof(Term));
    rules->clauses = g_array_new(FALSE, FALSE, sizeof(Clause));
    rules->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    rules->related = g_array_new(FALSE, FALSE, sizeof(guint32));
    for (const char *const *phrase = osint_threat_phrases(); *phrase != NULL; phrase++)
        word_index(rules, *phrase);
    rules->threat_words = rules->words->len;
    g_autoptr(GHashTable) users = users_of(list);
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        Rule rule = {.first_clause = rules->clauses->len};
        for (guint k = 0; k < entity->context->len; k++)
            compile_clause(rules, list, g_ptr_array_index(entity->context, k));
        rule.clauses = rules->clauses->len - rule.first_clause;
        compile_relations(rules, &rule, entity, users);
        g_array_append_val(rules->rules, rule);
    }
    return rules;
}

void osint_evidence_rules_free(OsintEvidenceRules *rules)
{
    g_ptr_array_unref(rules->words);
    g_hash_table_unref(rules->word_index);
    g_array_unref(rules->terms);
    g_array_unref(rules->clauses);
    g_array_unref(rules->rules);
    g_array_unref(rules->related);
    g_free(rules);
}

const GPtrArray *osint_evidence_rules_words(const OsintEvidenceRules *rules)
{
    return rules->words;
}

OsintEvidence *osint_evidence_new(const OsintEvidenceRules *rules)
{
    OsintEvidence *evidence = g_new0(OsintEvidence, 1);
    evidence->rules = rules;
    evidence->words = g_malloc0(rules->words->len);
    evidence->entities = g_hash_table_new_full(NULL, NULL, NULL, g_free);
    evidence->texts = g_string_chunk_new(256);
    return evidence;
}

void osint_evidence_free(OsintEvidence *evidence)
{
    g_free(evidence->words);
    g_hash_table_unref(evidence->entities);
    g_string_chunk_free(evidence->texts);
    g_free(evidence);
}

void osint_evidence_set_language(OsintEvidence *evidence, const char *language)
{
    evidence->nouns_have_capitals =
        language != NULL && (strncmp(language, "de", 2) == 0 || strncmp(language, "lb", 2) == 0);
}

gboolean osint_evidence_nouns_have_capitals(const OsintEvidence *evidence)
{
    return evidence->nouns_have_capitals;
}

static void count_threat(OsintEvidence *evidence, const char *word)
{
    if (evidence->threats++ == 0)
        evidence->threat = word;
}

void osint_evidence_add_word(OsintEvidence *evidence, guint word)
{
    if (evidence->words[word] == 0 && word < evidence->rules->threat_words)
        count_threat(evidence, g_ptr_array_index(evidence->rules->words, word));
    if (word < osint_threat_actor_phrases())
        evidence->actors = g_ptr_array_index(evidence->rules->words, word);
    evidence->words[word] = TRUE;
}

static const Facts *facts_of(const OsintEvidence *evidence, guint entity)
{
    static const Facts none = {0, NULL};
    const Facts *facts = g_hash_table_lookup(evidence->entities, GUINT_TO_POINTER(entity + 1));
    return facts != NULL ? facts : &none;
}

static Facts *claim_facts(OsintEvidence *evidence, guint entity)
{
    Facts *facts = g_hash_table_lookup(evidence->entities, GUINT_TO_POINTER(entity + 1));
    if (facts == NULL) {
        facts = g_new0(Facts, 1);
        g_hash_table_insert(evidence->entities, GUINT_TO_POINTER(entity + 1), facts);
    }
    return facts;
}

static gboolean is_threat(const OsintEntity *entity)
{
    return strcmp(entity->type, "threat-actor") == 0 || strcmp(entity->type, "malware") == 0;
}

void osint_evidence_add_entity(OsintEvidence *evidence, guint entity, gboolean sole, const char *name,
                               gsize length)
{
    Facts *facts = claim_facts(evidence, entity);
    if ((facts->flags & SEEN) == 0 && name != NULL && is_threat(osint_evidence_entity(evidence, entity)))
        count_threat(evidence, osint_evidence_entity(evidence, entity)->name);
    if (name != NULL &&
        (facts->name == NULL || (sole && (facts->flags & SOLE) == 0) || length > strlen(facts->name)))
        facts->name = g_string_chunk_insert_len(evidence->texts, name, (gssize)length);
    facts->flags |= sole ? SEEN | SOLE : SEEN;
}

void osint_evidence_add_tag(OsintEvidence *evidence, guint entity, gboolean sole)
{
    osint_evidence_add_entity(evidence, entity, sole, NULL, 0);
    if (sole)
        claim_facts(evidence, entity)->name = "";
}

void osint_evidence_add_ordinary_use(OsintEvidence *evidence, guint entity)
{
    claim_facts(evidence, entity)->flags |= ORDINARY_USE;
}

void osint_evidence_add_proof(OsintEvidence *evidence, guint entity)
{
    claim_facts(evidence, entity)->flags |= PROOF;
}

static gboolean term_holds(const OsintEvidence *evidence, const Term *term)
{
    return term->is_entity ? (facts_of(evidence, term->index)->flags & (SEEN | PROOF)) != 0
                           : evidence->words[term->index] != 0;
}

const char *osint_evidence_context(const OsintEvidence *evidence, guint entity)
{
    const Rule *rule = &g_array_index(evidence->rules->rules, Rule, entity);
    for (guint i = 0; i < rule->clauses; i++) {
        const Clause *clause = &g_array_index(evidence->rules->clauses, Clause, rule->first_clause + i);
        guint held = 0;
        while (held < clause->terms &&
               term_holds(evidence, &g_array_index(evidence->rules->terms, Term, clause->first_term + held)))
            held++;
        if (held == clause->terms)
            return clause->text;
    }
    return NULL;
}

gboolean osint_evidence_holds(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & (SEEN | PROOF)) != 0 ||
           osint_evidence_context(evidence, entity) != NULL;
}

gboolean osint_evidence_is_seen(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & SEEN) != 0;
}

gboolean osint_evidence_is_sole(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & SOLE) != 0;
}

gboolean osint_evidence_favours(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & SOLE) != 0 ||
           osint_evidence_context(evidence, entity) != NULL;
}

const char *osint_evidence_name(const OsintEvidence *evidence, guint entity)
{
    return facts_of(evidence, entity)->name;
}

const char *osint_evidence_related(const OsintEvidence *evidence, guint entity)
{
    const Rule *rule = &g_array_index(evidence->rules->rules, Rule, entity);
    for (guint i = 0; i < rule->relateds; i++) {
        guint32 other = g_array_index(evidence->rules->related, guint32, rule->first_related + i);
        if ((facts_of(evidence, other)->flags & SOLE) != 0)
            return osint_evidence_entity(evidence, other)->name;
    }
    return NULL;
}

gboolean osint_evidence_has_ordinary_use(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & ORDINARY_USE) != 0;
}

gboolean osint_evidence_has_proof(const OsintEvidence *evidence, guint entity)
{
    return (facts_of(evidence, entity)->flags & PROOF) != 0;
}

guint osint_evidence_threat_words(const OsintEvidence *evidence)
{
    return evidence->threats;
}

const char *osint_evidence_threat_word(const OsintEvidence *evidence)
{
    return evidence->threat;
}

const char *osint_evidence_actor_phrase(const OsintEvidence *evidence)
{
    return evidence->actors;
}

const char *osint_evidence_keep(OsintEvidence *evidence, const char *text)
{
    return g_string_chunk_insert_const(evidence->texts, text);
}

const OsintEntity *osint_evidence_entity(const OsintEvidence *evidence, guint entity)
{
    return osint_entity_list_get(evidence->rules->list, entity);
}
