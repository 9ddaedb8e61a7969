/* The entities' context entries as clauses over words and entities, and one article's facts. */
#include "indexer/entities/evidence.h"

#include <string.h>

#define ENTITY_PREFIX "entity:"
#define ALL_OF " + "

typedef struct {
    gboolean is_entity;
    guint32 index; /* of the entity or the word */
} Term;

typedef struct {
    guint32 first_term;
    guint32 terms;
} Clause;

typedef struct {
    guint32 first_clause;
    guint32 clauses;
} Rule;

struct OsintEvidenceRules {
    GPtrArray *words;
    GHashTable *word_index; /* folded word -> index */
    GArray *terms;
    GArray *clauses;
    GArray *rules; /* one an entity */
};

enum { SEEN = 1, SOLE = 2 };

struct OsintEvidence {
    const OsintEvidenceRules *rules;
    guint8 *words;
    guint8 *entities;
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
    Clause clause = {rules->terms->len, 0};
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

OsintEvidenceRules *osint_evidence_rules_new(const OsintEntityList *list)
{
    OsintEvidenceRules *rules = g_new0(OsintEvidenceRules, 1);
    rules->words = g_ptr_array_new_with_free_func(g_free);
    rules->word_index = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    rules->terms = g_array_new(FALSE, FALSE, sizeof(Term));
    rules->clauses = g_array_new(FALSE, FALSE, sizeof(Clause));
    rules->rules = g_array_new(FALSE, FALSE, sizeof(Rule));
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        Rule rule = {.first_clause = rules->clauses->len};
        for (guint k = 0; k < entity->context->len; k++)
            compile_clause(rules, list, g_ptr_array_index(entity->context, k));
        rule.clauses = rules->clauses->len - rule.first_clause;
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
    evidence->entities = g_malloc0(rules->rules->len);
    return evidence;
}

void osint_evidence_free(OsintEvidence *evidence)
{
    g_free(evidence->words);
    g_free(evidence->entities);
    g_free(evidence);
}

void osint_evidence_add_word(OsintEvidence *evidence, guint word)
{
    evidence->words[word] = TRUE;
}

void osint_evidence_add_entity(OsintEvidence *evidence, guint entity, gboolean sole)
{
    evidence->entities[entity] |= (guint8)(sole ? SEEN | SOLE : SEEN);
}

static gboolean term_holds(const OsintEvidence *evidence, const Term *term)
{
    return term->is_entity ? evidence->entities[term->index] != 0 : evidence->words[term->index] != 0;
}

static gboolean any_clause_holds(const OsintEvidence *evidence, guint entity)
{
    const Rule *rule = &g_array_index(evidence->rules->rules, Rule, entity);
    for (guint i = 0; i < rule->clauses; i++) {
        const Clause *clause = &g_array_index(evidence->rules->clauses, Clause, rule->first_clause + i);
        guint held = 0;
        while (held < clause->terms &&
               term_holds(evidence, &g_array_index(evidence->rules->terms, Term, clause->first_term + held)))
            held++;
        if (held == clause->terms)
            return TRUE;
    }
    return FALSE;
}

gboolean osint_evidence_holds(const OsintEvidence *evidence, guint entity)
{
    return evidence->entities[entity] != 0 || any_clause_holds(evidence, entity);
}

gboolean osint_evidence_favours(const OsintEvidence *evidence, guint entity)
{
    return (evidence->entities[entity] & SOLE) != 0 || any_clause_holds(evidence, entity);
}
