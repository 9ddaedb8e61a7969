/* Reading the descriptions of a list. */
#include "indexer/entities/references/rules.h"

#include <string.h>

#include "indexer/text/words.h"

/* A head that the lexicon lacks is at most this long, in characters of running text. */
#define CJK_HEAD_CHARS 12

struct OsintReferenceRules {
    OsintLexicon *lexicon;
    GHashTable *traits; /* entity -> OsintPersonTraits */
    guint8 *persons;    /* for every entity, whether it is one */
};

/* The entities that share a description of several. */
typedef struct {
    guint32 first;
    guint32 second;
    guint count;
} Party;

/* The words of a phrase as far as they stand before what is added behind the noun. */
typedef struct {
    const OsintLexicon *lexicon;
    OsintWordIter iter;
    const char *text;
    GString *folded;
    guint32 flags;
    gboolean capital;
} PhraseWords;

static void words_init(PhraseWords *words, const OsintLexicon *lexicon, const char *text, gsize length)
{
    *words = (PhraseWords){.lexicon = lexicon, .text = text, .folded = g_string_new(NULL)};
    osint_words_init(&words->iter, text, length);
}

static gboolean words_next(PhraseWords *words)
{
    OsintWord word;
    do {
        if (!osint_words_next(&words->iter, &word))
            return FALSE;
    } while (word.kind == OSINT_WORD_CJK);
    g_string_truncate(words->folded, 0);
    osint_word_fold(words->text + word.start, word.end - word.start, words->folded);
    words->capital = g_unichar_isupper(g_utf8_get_char(words->text + word.start));
    words->flags = osint_lexicon_word(words->lexicon, words->folded->str);
    return TRUE;
}

/* Whether the words of the noun phrase go on; determiners before it are passed over. */
static gboolean words_next_before_stop(PhraseWords *words, gboolean begun)
{
    while (words_next(words)) {
        if ((words->flags & OSINT_LEX_STOP) == 0 || (words->flags & OSINT_LEX_NOUN) != 0)
            return TRUE;
        if (begun)
            return FALSE;
    }
    return FALSE;
}

static gboolean says(const char *text, gsize length, const char *const *parts)
{
    for (; *parts != NULL; parts++)
        if (g_strstr_len(text, (gssize)length, *parts) != NULL)
            return TRUE;
    return FALSE;
}

gboolean osint_description_is_many(const OsintLexicon *lexicon, const char *text, gsize length)
{
    static const char *const several[] = {"2人",  "２人", "二人の", "両",   "两名", "兩名", "两人",
                                          "兩人", "男ら", "女ら",   "者ら", "2명",  "두 ",  NULL};
    PhraseWords words;
    words_init(&words, lexicon, text, length);
    gboolean many = FALSE, single = FALSE, begun = FALSE;
    while (!many && !single && words_next(&words)) {
        many = (words.flags & (OSINT_LEX_MANY | OSINT_LEX_TWO | OSINT_LEX_PAIR)) != 0 &&
               (words.flags & OSINT_LEX_PRONOUN) == 0;
        single = (words.flags & (OSINT_LEX_A | OSINT_LEX_ANOTHER)) != 0 ||
                 (begun && (words.flags & OSINT_LEX_STOP) != 0);
        begun = TRUE;
    }
    g_string_free(words.folded, TRUE);
    return many || (!single && says(text, length, several));
}

static OsintPersonTraits *traits_new(gboolean person)
{
    OsintPersonTraits *traits = g_new0(OsintPersonTraits, 1);
    traits->person = person;
    traits->mate = OSINT_NO_MATE;
    traits->own = osint_lexicon_new_empty();
    traits->nouns = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    traits->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return traits;
}

static void traits_free(gpointer data)
{
    OsintPersonTraits *traits = data;
    g_hash_table_unref(traits->nouns);
    g_hash_table_unref(traits->words);
    osint_lexicon_free(traits->own);
    g_free(traits);
}

static void add_noun(const OsintReferenceRules *rules, OsintPersonTraits *traits, const char *noun)
{
    guint32 length;
    guint32 known = osint_lexicon_word(rules->lexicon, noun) |
                    osint_lexicon_cjk(rules->lexicon, noun, noun + strlen(noun), &length);
    if ((known & (OSINT_LEX_NOUN | OSINT_LEX_STOP)) == 0 || (length > 0 && noun[length] != '\0'))
        osint_lexicon_add_noun(traits->own, noun);
    g_hash_table_add(traits->nouns, g_strdup(noun));
}

static guint32 genders_in(const OsintLexicon *lexicon, const char *text)
{
    static const char *const male[] = {"男", "남성", "彼は", NULL}, *const female[] = {"女", "여성", NULL};
    guint32 gender = (says(text, strlen(text), male) ? OSINT_LEX_MALE : 0u) |
                     (says(text, strlen(text), female) ? OSINT_LEX_FEMALE : 0u);
    PhraseWords words;
    words_init(&words, lexicon, text, strlen(text));
    while (words_next(&words))
        gender |= words.flags & (OSINT_LEX_MALE | OSINT_LEX_FEMALE);
    g_string_free(words.folded, TRUE);
    return gender;
}

static void take_words(const OsintReferenceRules *rules, OsintPersonTraits *traits, const char *text)
{
    g_autofree char *head = NULL;
    gboolean known = FALSE, begun = FALSE;
    PhraseWords words;
    words_init(&words, rules->lexicon, text, strlen(text));
    while (words_next_before_stop(&words, begun)) {
        begun = TRUE;
        g_hash_table_add(traits->words, g_strdup(words.folded->str));
        gboolean noun = (words.flags & OSINT_LEX_NOUN) != 0;
        if (known && !noun)
            continue;
        known = known || noun;
        g_free(head);
        head = words.capital || !g_ascii_isalpha(words.folded->str[0]) ? NULL : g_strdup(words.folded->str);
        if (noun && head == NULL)
            head = g_strdup(words.folded->str);
    }
    g_string_free(words.folded, TRUE);
    if (head != NULL)
        add_noun(rules, traits, head);
}

/* In Japanese and Chinese the noun ends the phrase. */
static void take_cjk_head(const OsintReferenceRules *rules, OsintPersonTraits *traits, const char *text)
{
    const char *end = text + strlen(text);
    const char *last = strrchr(text, '\0');
    if (end == text || !osint_char_is_cjk(g_utf8_get_char(g_utf8_prev_char(last))))
        return;
    gboolean found = FALSE;
    for (const char *p = text; p < end; p = g_utf8_next_char(p)) {
        guint32 length;
        guint32 flags = osint_lexicon_cjk(rules->lexicon, p, end, &length);
        if ((flags & OSINT_LEX_NOUN) == 0 || p + length != end)
            continue;
        add_noun(rules, traits, p);
        found = TRUE;
    }
    if (found)
        return;
    const char *particle = g_strrstr(text, "の");
    const char *head = particle != NULL ? particle + strlen("の") : text;
    if (*head != '\0' && g_utf8_strlen(head, -1) <= CJK_HEAD_CHARS &&
        osint_char_is_cjk(g_utf8_get_char(head)))
        add_noun(rules, traits, head);
}

static void note_party(GHashTable *parties, const char *text, guint32 entity)
{
    char *folded = osint_entity_fold_name(text);
    Party *party = g_hash_table_lookup(parties, folded);
    if (party == NULL) {
        party = g_new0(Party, 1);
        g_hash_table_insert(parties, folded, party);
    } else {
        g_free(folded);
    }
    *(party->count == 0 ? &party->first : &party->second) = entity;
    party->count++;
}

static void take_entity(OsintReferenceRules *rules, const OsintEntity *entity, GHashTable *parties)
{
    OsintPersonTraits *traits = NULL;
    for (guint i = 0; i < entity->aliases->len; i++) {
        const OsintAlias *alias = g_ptr_array_index(entity->aliases, i);
        if (!alias->description)
            continue;
        if (traits == NULL)
            traits = traits_new(rules->persons[entity->index]);
        if (osint_description_is_many(rules->lexicon, alias->text, strlen(alias->text))) {
            note_party(parties, alias->text, entity->index);
            continue;
        }
        traits->gender |= genders_in(rules->lexicon, alias->text);
        take_words(rules, traits, alias->text);
        take_cjk_head(rules, traits, alias->text);
    }
    if (traits == NULL)
        return;
    if (traits->gender == 0)
        traits->gender = OSINT_LEX_MALE | OSINT_LEX_FEMALE;
    g_hash_table_insert(rules->traits, GUINT_TO_POINTER(entity->index), traits);
}

static void set_mate(OsintReferenceRules *rules, guint32 entity, guint32 mate)
{
    OsintPersonTraits *traits = g_hash_table_lookup(rules->traits, GUINT_TO_POINTER(entity));
    traits->mate = traits->mate == OSINT_NO_MATE || traits->mate == mate ? mate : entity;
}

OsintReferenceRules *osint_reference_rules_new(const OsintEntityList *list)
{
    OsintReferenceRules *rules = g_new0(OsintReferenceRules, 1);
    rules->lexicon = osint_lexicon_new();
    rules->traits = g_hash_table_new_full(NULL, NULL, NULL, traits_free);
    g_autoptr(GHashTable) parties = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    rules->persons = g_malloc0(osint_entity_list_size(list));
    for (guint i = 0; i < osint_entity_list_size(list); i++) {
        const OsintEntity *entity = osint_entity_list_get(list, i);
        rules->persons[i] = g_str_equal(entity->type, "person");
        take_entity(rules, entity, parties);
    }
    GHashTableIter iter;
    gpointer value;
    g_hash_table_iter_init(&iter, parties);
    while (g_hash_table_iter_next(&iter, NULL, &value)) {
        const Party *party = value;
        if (party->count == 2) {
            set_mate(rules, party->first, party->second);
            set_mate(rules, party->second, party->first);
        }
    }
    return rules;
}

void osint_reference_rules_free(OsintReferenceRules *rules)
{
    osint_lexicon_free(rules->lexicon);
    g_hash_table_unref(rules->traits);
    g_free(rules->persons);
    g_free(rules);
}

const OsintLexicon *osint_reference_rules_lexicon(const OsintReferenceRules *rules)
{
    return rules->lexicon;
}

const OsintPersonTraits *osint_reference_rules_traits(const OsintReferenceRules *rules, guint entity)
{
    return g_hash_table_lookup(rules->traits, GUINT_TO_POINTER(entity));
}

gboolean osint_reference_rules_is_person(const OsintReferenceRules *rules, guint entity)
{
    return rules->persons[entity];
}
