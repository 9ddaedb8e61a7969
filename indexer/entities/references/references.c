/* Reading a text for references, sentence by sentence, and telling how sure each is. */
#include "indexer/entities/references/references.h"

#include <string.h>

#include "indexer/entities/references/cast.h"
#include "indexer/entities/references/scan.h"
#include "indexer/entities/references/words.h"
#include "indexer/text/passages.h"
#include "indexer/text/sentences.h"

/* A noun that fits anybody reaches back this many paragraphs, one of the entity's own this many. */
#define GENERIC_PARAGRAPHS 3
#define NOUN_PARAGRAPHS 8
/* A noun of running text is short up to two characters. */
#define SHORT_BYTES 6
/* So many places of one article speak of those described; more are a text made of nothing else. */
#define LINKS_MAX 20000
/* How many characters of a description are quoted. */
#define QUOTE_CHARS 60

/* Percent. A description is the list's own words; everything else is concluded. What is concluded loses some
 * of it by each sentence or paragraph between. */
enum {
    SURE_DESCRIPTION = 95,
    SURE_PARTY = 90,
    SURE_SHARED = 80,
    SURE_WORDING = 80,
    SURE_NOUN = 85,
    SURE_GENERIC = 75,
    SURE_THE_TWO = 75,
    SURE_PRONOUN = 70,
    SURE_ANOTHER = 65,
    SURE_THEY = 60,
    SURE_FORMER = 60,
    SURE_UNDECIDED = 50,
    SURE_LEAST = 30,
    LESS_BY_SENTENCE = 10,
    LESS_BY_PARAGRAPH = 5
};

/* A place that speaks of a referent, or of those of `who` when there is none. */
typedef struct {
    OsintSpan span;
    OsintSpan back; /* what it refers back to; empty for a description */
    guint referent;
    guint32 who;
    guint confidence;
} Link;

typedef struct {
    const OsintReferenceRules *rules;
    OsintReading *reading;
    OsintCast *cast;
    GArray *links;
    guint last;                /* referent of the last expression of the sentence, or OSINT_NO_REFERENT */
    gboolean last_is_stranger; /* whose words do not tell him apart from a listed one */
    guint before;              /* the same of the expression before the one that is read */
    gboolean before_is_stranger;
} Reader;

static guint less(guint confidence, guint by)
{
    return confidence > by + SURE_LEAST ? confidence - by : SURE_LEAST;
}

static void add_link(Reader *reader, const OsintExpr *expr, guint referent, guint32 who, OsintSpan back,
                     guint confidence)
{
    Link link = {expr->span, back, referent, who, confidence};
    if (reader->links->len < LINKS_MAX)
        g_array_append_val(reader->links, link);
}

static const OsintSpan nowhere = {0, 0};

/* The expression speaks of the referent by a description of the list, or by what comes to the same. */
static void describe(Reader *reader, const OsintExpr *expr, guint referent, guint confidence)
{
    g_autofree char *head =
        osint_reference_head(osint_reference_rules_lexicon(reader->rules), reader->reading->text, expr->span);
    add_link(reader, expr, referent, 0, nowhere, confidence);
    osint_cast_see(reader->cast, referent, &expr->span, FALSE);
    osint_cast_label(reader->cast, referent, head);
    reader->last = referent;
}

/* The expression takes the referent up again. */
static void take_up(Reader *reader, const OsintExpr *expr, guint referent, guint confidence,
                    guint by_sentence, guint by_paragraph)
{
    const OsintReferent *then = osint_cast_referent(reader->cast, referent);
    guint sentences = reader->cast->now.sentence - then->seen.sentence;
    guint paragraphs = reader->cast->now.paragraph - then->seen.paragraph;
    add_link(reader, expr, referent, 0, then->words,
             less(confidence, by_sentence * sentences + by_paragraph * paragraphs));
    osint_cast_see(reader->cast, referent, NULL, expr->kind == OSINT_EXPR_PRONOUN);
    if (expr->noun.end > 0) {
        g_autofree char *noun = osint_reference_noun(reader->reading->text, expr->noun);
        osint_cast_label(reader->cast, referent, noun);
    }
    reader->last = referent;
}

static void take_up_party(Reader *reader, const OsintExpr *expr, guint32 who, OsintSpan words,
                          guint confidence)
{
    OsintParty *party = &reader->cast->party;
    guint sentences = party->seen.order != 0 ? reader->cast->now.sentence - party->seen.sentence : 1;
    add_link(reader, expr, OSINT_NO_REFERENT, who, words,
             less(confidence, LESS_BY_PARAGRAPH * MIN(sentences, 10)));
    if (expr->kind != OSINT_EXPR_PRONOUN || party->words.start != words.start)
        party->described = reader->cast->now;
    party->who = who;
    party->seen = reader->cast->now;
    party->words = words;
    party->subject = expr->subject;
}

/* The bits of those whom the expression's words fit. */
static guint32 fitting(const Reader *reader, const OsintExpr *expr, const char *noun)
{
    g_autoptr(GPtrArray) words = osint_reference_words(reader->reading->text, expr->modifiers);
    return osint_cast_fitting(reader->cast, noun, expr->flags, words);
}

static void meet(Reader *reader, const OsintExpr *expr, const char *noun)
{
    osint_cast_add_stranger(reader->cast, expr->flags, noun);
    reader->last_is_stranger = (expr->flags & (OSINT_LEX_TITLE | OSINT_LEX_ROLE)) == 0;
}

/* ---- the list's own phrases ---- */

/* The bits of all who have the phrase. */
static guint32 owners_of(const Reader *reader, guint match)
{
    guint32 who = 0;
    const OsintMatch *first = osint_reading_match(reader->reading, match);
    for (guint i = match, end = osint_reading_group_end(reader->reading, match); i < end; i++) {
        const OsintMatch *other = osint_reading_match(reader->reading, i);
        if (other->counts && other->phrase->kind == first->phrase->kind)
            who |= osint_cast_bit(reader->cast, other->phrase->owner);
    }
    return who;
}

static void note_mates(const Reader *reader)
{
    for (guint i = 0; i < reader->cast->entities->len; i++) {
        guint32 mate = osint_cast_traits(reader->cast, i)->mate;
        if (mate != OSINT_NO_MATE && osint_evidence_holds(reader->cast->evidence, mate))
            osint_cast_bit(reader->cast, mate);
    }
}

static gboolean is_one(guint32 who)
{
    return (who & (who - 1)) == 0;
}

/* Whether the expression before, in the same sentence, is somebody who may be one of these, undecided yet. */
static gboolean is_told_who(const Reader *reader, const OsintExpr *expr, guint32 who)
{
    return expr->predicate && reader->before != OSINT_NO_REFERENT &&
           (osint_cast_referent(reader->cast, reader->before)->who & who) != 0;
}

/* "the computer engineer" after "a Chinese man": he may be it. */
static guint undecided(const Reader *reader, guint32 who)
{
    guint found = OSINT_NO_REFERENT;
    for (guint i = 0; i < reader->cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(reader->cast, i);
        if (is_one(referent->who) || (referent->who & who) == 0 || referent->seen.order == 0 ||
            reader->cast->now.paragraph - referent->seen.paragraph > GENERIC_PARAGRAPHS)
            continue;
        if (found != OSINT_NO_REFERENT)
            return OSINT_NO_REFERENT;
        found = i;
    }
    return found;
}

/* Whom a description of one entity is of: somebody spoken of already, or new. */
static guint described(Reader *reader, const OsintExpr *expr, guint32 who)
{
    guint known = osint_cast_find(reader->cast, who);
    if (expr->predicate && reader->before_is_stranger)
        osint_cast_forget_stranger(reader->cast);
    if (known != OSINT_NO_REFERENT)
        return known;
    guint found = is_told_who(reader, expr, who) ? reader->before
                  : expr->definite               ? undecided(reader, who)
                                                 : OSINT_NO_REFERENT;
    if (found == OSINT_NO_REFERENT)
        return osint_cast_introduce(reader->cast, who, 0);
    osint_cast_narrow(reader->cast, found, who);
    return found;
}

/* "another Chinese man" after the last one. */
static gboolean read_another(Reader *reader, const OsintExpr *expr, guint32 fit, guint32 listed)
{
    guint32 who = osint_cast_other_one(reader->cast, fit);
    if (who == 0)
        return FALSE;
    guint known = is_one(who) ? osint_cast_find(reader->cast, who) : OSINT_NO_REFERENT;
    guint referent = known != OSINT_NO_REFERENT ? known : osint_cast_introduce(reader->cast, who, 0);
    if (referent == OSINT_NO_REFERENT)
        return FALSE;
    describe(reader, expr, referent, who == listed ? SURE_PARTY : SURE_ANOTHER);
    return TRUE;
}

static void read_single(Reader *reader, const OsintExpr *expr, guint32 who)
{
    if (expr->different && read_another(reader, expr, G_MAXUINT32, who))
        return;
    guint referent = described(reader, expr, who);
    if (referent == OSINT_NO_REFERENT)
        add_link(reader, expr, OSINT_NO_REFERENT, who, nowhere, SURE_DESCRIPTION);
    else
        describe(reader, expr, referent, SURE_DESCRIPTION);
}

/* A description of one that fits several entities: "a Chinese man". */
static void read_shared(Reader *reader, const OsintExpr *expr, guint32 who)
{
    guint referent = OSINT_NO_REFERENT;
    if (expr->different && read_another(reader, expr, who, 0))
        return;
    if (is_told_who(reader, expr, who))
        referent = reader->before;
    else if (expr->definite)
        referent = osint_cast_definite(reader->cast, who, "", OSINT_LEX_GENERIC, GENERIC_PARAGRAPHS);
    if (referent != OSINT_NO_REFERENT) {
        take_up(reader, expr, referent, SURE_SHARED, 0, LESS_BY_PARAGRAPH);
        return;
    }
    guint32 left = who;
    for (guint i = 0; i < reader->cast->referents->len; i++)
        if (is_one(osint_cast_referent(reader->cast, i)->who))
            left &= ~osint_cast_referent(reader->cast, i)->who;
    referent = osint_cast_introduce(reader->cast, left != 0 && !expr->definite ? left : who, 0);
    if (referent == OSINT_NO_REFERENT)
        add_link(reader, expr, OSINT_NO_REFERENT, who, nowhere, SURE_UNDECIDED);
    else
        describe(reader, expr, referent, SURE_SHARED);
}

/* A reference that the list has: "the man" of these alone. */
static void read_listed_reference(Reader *reader, const OsintExpr *expr, guint32 who, gboolean many)
{
    if (many) {
        OsintSpan words = nowhere;
        guint32 several = osint_cast_several(reader->cast, who, FALSE, GENERIC_PARAGRAPHS, &words);
        if (several != 0)
            take_up_party(reader, expr, several, words, SURE_THE_TWO);
        return;
    }
    g_autofree char *noun = osint_reference_last_word(reader->reading->text, expr->span);
    guint32 flags = osint_lexicon_word(osint_reference_rules_lexicon(reader->rules), noun) |
                    (is_one(who) ? 0u : OSINT_LEX_GENERIC);
    guint referent = osint_cast_definite(reader->cast, who, noun, flags, GENERIC_PARAGRAPHS);
    if (referent != OSINT_NO_REFERENT)
        take_up(reader, expr, referent, is_one(who) ? SURE_NOUN : SURE_GENERIC, 0, LESS_BY_PARAGRAPH);
    else
        osint_cast_add_stranger(reader->cast, flags | OSINT_LEX_NOUN, noun);
}

static void read_listed(Reader *reader, const OsintExpr *expr)
{
    const OsintMatch *match = osint_reading_match(reader->reading, expr->match);
    const char *text = reader->reading->text + expr->span.start;
    guint32 who = owners_of(reader, expr->match);
    note_mates(reader);
    if (who == 0)
        return;
    gboolean many = osint_description_is_many(osint_reference_rules_lexicon(reader->rules), text,
                                              expr->span.end - expr->span.start);
    if (match->phrase->kind == OSINT_PHRASE_NAME) {
        guint referent = is_one(who) ? described(reader, expr, who) : OSINT_NO_REFERENT;
        if (referent != OSINT_NO_REFERENT)
            osint_cast_see(reader->cast, referent, &expr->span, FALSE);
        reader->last = referent;
    } else if (match->phrase->kind == OSINT_PHRASE_REFERENCE) {
        read_listed_reference(reader, expr, who, many);
    } else if (many) {
        add_link(reader, expr, OSINT_NO_REFERENT, who, nowhere, SURE_PARTY);
        reader->cast->party =
            (OsintParty){who, reader->cast->now, reader->cast->now, expr->span, expr->subject};
    } else if (is_one(who)) {
        read_single(reader, expr, who);
    } else {
        read_shared(reader, expr, who);
    }
}

/* ---- other words ---- */

static void read_pronoun(Reader *reader, const OsintExpr *expr)
{
    OsintCast *cast = reader->cast;
    OsintSpan words = nowhere;
    if ((expr->flags & OSINT_LEX_TWO) != 0) {
        guint32 who = osint_cast_several(cast, G_MAXUINT32, (expr->flags & OSINT_LEX_PAIR) == 0,
                                         GENERIC_PARAGRAPHS, &words);
        if (who != 0)
            take_up_party(reader, expr, who, words, SURE_THE_TWO);
        return;
    }
    if ((expr->flags & OSINT_LEX_MANY) != 0) {
        guint32 who = expr->passive ? 0 : osint_cast_they(cast, &words);
        if (who != 0)
            take_up_party(reader, expr, who, words, SURE_THEY);
        else
            cast->crowd = cast->now;
        return;
    }
    guint referent = osint_cast_pronoun(cast, expr->flags, expr->object ? cast->now.order - 1 : 0);
    if (referent != OSINT_NO_REFERENT)
        take_up(reader, expr, referent, SURE_PRONOUN, LESS_BY_SENTENCE, LESS_BY_PARAGRAPH);
    else
        osint_cast_add_stranger(cast, expr->flags | OSINT_LEX_ROLE, "");
}

/* 学生 without この may be students as such. */
static gboolean is_any(const OsintExpr *expr, const GString *noun)
{
    return (guchar)noun->str[0] >= 0xE3 && noun->len <= SHORT_BYTES && expr->noun.start == expr->span.start &&
           (expr->flags & OSINT_LEX_GENERIC) == 0;
}

static void read_definite(Reader *reader, const OsintExpr *expr)
{
    g_autoptr(GString) noun = g_string_new(NULL);
    g_autofree char *folded = osint_reference_noun(reader->reading->text, expr->noun);
    gboolean generic = (expr->flags & OSINT_LEX_GENERIC) != 0;
    guint far = generic ? GENERIC_PARAGRAPHS : NOUN_PARAGRAPHS;
    g_string_assign(noun, folded);
    if ((expr->flags & OSINT_LEX_MANY) != 0) {
        OsintSpan words = nowhere;
        osint_reference_make_single(noun);
        guint32 fit = fitting(reader, expr, noun->str);
        guint32 who = fit != 0 ? osint_cast_several(reader->cast, fit, FALSE, far, &words) : 0;
        if (who != 0)
            take_up_party(reader, expr, who, words, SURE_THE_TWO);
        else
            reader->cast->crowd = reader->cast->now;
        return;
    }
    guint32 who = fitting(reader, expr, noun->str);
    guint referent =
        who != 0 ? osint_cast_definite(reader->cast, who, noun->str, expr->flags, far) : OSINT_NO_REFERENT;
    if (referent != OSINT_NO_REFERENT && is_any(expr, noun) &&
        !osint_cast_is_called(reader->cast, referent, noun->str))
        return;
    if (referent != OSINT_NO_REFERENT)
        take_up(reader, expr, referent, generic ? SURE_GENERIC : SURE_NOUN, 0, LESS_BY_PARAGRAPH);
    else
        meet(reader, expr, noun->str);
}

/* "a young engineer" in other words than the list's, but none that the list does not have. */
static void read_indefinite(Reader *reader, const OsintExpr *expr)
{
    g_autofree char *noun = osint_reference_noun(reader->reading->text, expr->noun);
    guint32 who = expr->modifiers.end > expr->modifiers.start && (expr->flags & OSINT_LEX_GENERIC) == 0
                      ? fitting(reader, expr, noun)
                      : 0;
    if (who != 0 && is_one(who)) {
        guint referent = described(reader, expr, who);
        if (referent != OSINT_NO_REFERENT)
            describe(reader, expr, referent, SURE_WORDING);
    } else if (!expr->predicate || reader->before == OSINT_NO_REFERENT) {
        meet(reader, expr, noun);
    }
}

/* Whether the last of whom this sentence or the one before speaks is listed: "the other" may be, too. */
static gboolean speaks_of_one(const Reader *reader)
{
    const OsintCast *cast = reader->cast;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintPlace *seen = &osint_cast_referent(cast, i)->seen;
        if (seen->order > cast->two_others.order && cast->now.sentence - seen->sentence <= 1)
            return TRUE;
    }
    return FALSE;
}

static void read_different(Reader *reader, const OsintExpr *expr)
{
    g_autofree char *noun = osint_reference_noun(reader->reading->text, expr->noun);
    GPtrArray *none = g_ptr_array_new();
    guint32 who = osint_cast_fitting(reader->cast, noun, expr->flags, none);
    g_ptr_array_unref(none);
    if (expr->noun.end == 0 && !speaks_of_one(reader))
        return;
    if (who == 0 || !read_another(reader, expr, who, 0))
        meet(reader, expr, noun);
}

static void read_one_of_two(Reader *reader, const OsintExpr *expr)
{
    guint referent = osint_cast_one_of_two(reader->cast, expr->kind == OSINT_EXPR_FORMER);
    if (referent != OSINT_NO_REFERENT)
        take_up(reader, expr, referent, SURE_FORMER, 0, LESS_BY_PARAGRAPH);
}

static void read_expr(Reader *reader, const OsintExpr *expr)
{
    reader->cast->now.order++;
    if (expr->kind != OSINT_EXPR_CROWD) {
        reader->before = reader->last;
        reader->before_is_stranger = reader->last_is_stranger;
        reader->last = OSINT_NO_REFERENT;
        reader->last_is_stranger = FALSE;
    }
    switch (expr->kind) {
    case OSINT_EXPR_LISTED:
        read_listed(reader, expr);
        break;
    case OSINT_EXPR_PRONOUN:
        read_pronoun(reader, expr);
        break;
    case OSINT_EXPR_DEFINITE:
        read_definite(reader, expr);
        break;
    case OSINT_EXPR_INDEFINITE:
        read_indefinite(reader, expr);
        break;
    case OSINT_EXPR_DIFFERENT:
        read_different(reader, expr);
        break;
    case OSINT_EXPR_OTHER: {
        g_autofree char *noun =
            expr->noun.end > 0 ? osint_reference_noun(reader->reading->text, expr->noun) : g_strdup("");
        meet(reader, expr, noun);
        break;
    }
    case OSINT_EXPR_CROWD:
        if ((expr->flags & OSINT_LEX_TWO) != 0)
            reader->cast->two_others = reader->cast->now;
        else
            reader->cast->crowd = reader->cast->now;
        break;
    case OSINT_EXPR_FORMER:
    case OSINT_EXPR_LATTER:
        read_one_of_two(reader, expr);
        break;
    }
}

static void read_sentence(Reader *reader, OsintExprScanner *scanner, OsintSpan sentence)
{
    const GArray *exprs = osint_expr_scan(scanner, sentence);
    reader->last = OSINT_NO_REFERENT;
    reader->last_is_stranger = FALSE;
    for (guint i = 0; i < exprs->len; i++)
        read_expr(reader, &g_array_index(exprs, OsintExpr, i));
    reader->cast->now.sentence++;
}

static void add_own(const OsintReferenceRules *rules, guint entity, GPtrArray *own)
{
    const OsintPersonTraits *traits = osint_reference_rules_traits(rules, entity);
    if (traits != NULL && own->len < OSINT_CAST_MAX && !g_ptr_array_find(own, traits->own, NULL))
        g_ptr_array_add(own, traits->own);
}

/* The nouns of those of whom the text speaks, and of their mates. */
static GPtrArray *own_nouns(const Reader *reader)
{
    GPtrArray *own = g_ptr_array_new();
    for (guint i = 0; i < reader->reading->matches->len; i++) {
        const OsintMatch *match = osint_reading_match(reader->reading, i);
        if (!match->counts || match->phrase->kind == OSINT_PHRASE_REFERENCE)
            continue;
        const OsintPersonTraits *traits = osint_reference_rules_traits(reader->rules, match->phrase->owner);
        add_own(reader->rules, match->phrase->owner, own);
        if (traits != NULL && traits->mate != OSINT_NO_MATE)
            add_own(reader->rules, traits->mate, own);
    }
    return own;
}

static void read_text(Reader *reader)
{
    g_autoptr(GPtrArray) own = own_nouns(reader);
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    OsintExprScanner *scanner = osint_expr_scanner_new(reader->rules, reader->reading, own);
    osint_paragraphs_append(reader->reading->text, paragraphs);
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintSpan paragraph = g_array_index(paragraphs, OsintSpan, i);
        g_array_set_size(sentences, 0);
        osint_sentences_append(reader->reading->text, paragraph.start, paragraph.end, sentences);
        for (guint k = 0; k < sentences->len; k++)
            read_sentence(reader, scanner, g_array_index(sentences, OsintSpan, k));
        reader->cast->now.paragraph++;
    }
    osint_expr_scanner_free(scanner);
}

/* ---- what is found ---- */

static char *why_described(const Reader *reader, guint entity)
{
    const char *context = osint_evidence_context(reader->cast->evidence, entity);
    return context != NULL ? g_strdup_printf("described; context: %s", context) : g_strdup("described");
}

static char *why_of(const Reader *reader, const Link *link, guint entity)
{
    if (link->back.end == 0)
        return why_described(reader, entity);
    const char *text = reader->reading->text;
    g_autofree char *words = g_strndup(text + link->back.start, link->back.end - link->back.start);
    g_autofree char *quoted = g_utf8_strlen(words, -1) > QUOTE_CHARS ? g_utf8_substring(words, 0, QUOTE_CHARS)
                                                                     : g_steal_pointer(&words);
    g_strdelimit(quoted, "\n\r\t", ' ');
    return g_strdup_printf("refers back to \"%s\"", quoted);
}

static void clear_reference(gpointer data)
{
    g_free(((OsintReference *)data)->why);
}

static void add_references(const Reader *reader, const Link *link, GArray *references)
{
    const OsintCast *cast = reader->cast;
    gboolean party = link->referent == OSINT_NO_REFERENT;
    guint32 who = party ? link->who : osint_cast_referent(cast, link->referent)->who;
    gboolean open = !party && !is_one(who);
    for (guint i = 0; i < cast->entities->len; i++) {
        if ((who >> i & 1) == 0)
            continue;
        OsintReference reference = {
            .span = link->span,
            .entity = g_array_index(cast->entities, guint32, i),
            .confidence = (guint8)(open ? MIN(link->confidence, SURE_UNDECIDED) : link->confidence),
            .undecided = open,
            .why = why_of(reader, link, g_array_index(cast->entities, guint32, i))};
        g_array_append_val(references, reference);
    }
}

/* Lets those references of the list count whose entity the article gives evidence for; whether the text
 * speaks of anybody who has descriptions. */
static gboolean prepare(const OsintReferenceRules *rules, OsintReading *reading,
                        const OsintEvidence *evidence)
{
    gboolean any = FALSE;
    for (guint i = 0; i < reading->matches->len; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (match->phrase->kind == OSINT_PHRASE_REFERENCE)
            match->counts = osint_evidence_holds(evidence, match->phrase->owner);
        else if (match->counts)
            any = any || osint_reference_rules_traits(rules, match->phrase->owner) != NULL;
    }
    return any;
}

GArray *osint_references_find(const OsintReferenceRules *rules, OsintReading *reading,
                              const OsintEvidence *evidence)
{
    GArray *references = g_array_new(FALSE, FALSE, sizeof(OsintReference));
    g_array_set_clear_func(references, clear_reference);
    if (!prepare(rules, reading, evidence))
        return references;
    Reader reader = {.rules = rules,
                     .reading = reading,
                     .cast = osint_cast_new(rules, evidence),
                     .links = g_array_new(FALSE, FALSE, sizeof(Link))};
    read_text(&reader);
    for (guint i = 0; i < reader.links->len; i++)
        add_references(&reader, &g_array_index(reader.links, Link, i), references);
    g_array_unref(reader.links);
    osint_cast_free(reader.cast);
    return references;
}
