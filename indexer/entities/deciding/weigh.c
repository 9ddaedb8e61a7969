/* Points for and against. The weights were set by hand and by what they do on one half of AnnoCTR
 * (tests/quality/entities.py). */
#include "indexer/entities/deciding/weigh.h"

#include <string.h>

#include "indexer/entities/deciding/listing.h"
#include "indexer/entities/deciding/threat-words.h"
#include "indexer/entities/deciding/tiers.h"
#include "indexer/text/common-words.h"

/* What a name must reach. */
enum { NEEDED = 4, NEEDED_COMMON = 6 };

/* For. */
enum {
    BY_CONTEXT = 6,     /* an entry of the entity's context, or a hand tag */
    BY_NAME = 4,        /* another name of the entity in the article */
    BY_SHARED_NAME = 3, /* one that others have, too */
    BY_PROOF = 3,       /* the same name elsewhere in the article, with a noun */
    BY_RELATED = 2,
    BY_NOUN = 3, /* "the Tick group" */
    BY_WEAK_NOUN = 1,
    BY_NEIGHBOUR = 2, /* a verb, "attributed to" */
    BY_LIST = 3,      /* "Emotet, Tick and APT10" */
    BY_CAPITAL = 1,
    BY_POSITION = 1, /* no article, no noun behind, and never in small letters */
    BY_COUNT = 1,    /* it counts elsewhere, whatever the reason */
    BY_ACTORS = 1,   /* for actors: the article has "hacker group", "threat actor" */
    BY_QUOTES = 1    /* likewise */
};

/* Against. */
enum {
    AGAINST_USE = 4,   /* a sentence begins with a word that the article has in small letters, too */
    AGAINST_SHORT = 1, /* no list has the name like this */
    AGAINST_NOUN = 3,  /* a sentence begins "Tick populations" */
    AGAINST_SMALL = 2  /* the list writes it in capitals, the article does not: "CHROMIUM" */
};

/* From this many different words of the field on an article is about it. */
enum { SOME_WORDS = 1, MANY_WORDS = 3 };
#define CONFIDENCE_LOW 60
#define CONFIDENCE_HIGH 98
#define CONFIDENCE_POINT 6

enum { UNKNOWN, YES, NO };

typedef struct {
    const OsintReading *reading;
    const OsintMatch *match;
    guint index;
    OsintEvidence *evidence;
    OsintFamily family;
    OsintSurroundings round;
    int title; /* UNKNOWN until it is asked */
    int points;
    int here;          /* of them, by what stands next to the name */
    gboolean other;    /* "Tick Segerblom", "a Tick": something else, unless a noun says otherwise */
    gboolean specific; /* something speaks for this entity, not only for the kind of article */
    int best;          /* the points of the reason */
    const char *reason;
    const char *about;
    gsize length; /* of about */
} Scale;

OsintFamily osint_family_of(const char *type)
{
    if (strcmp(type, "threat-actor") == 0 || strcmp(type, "campaign") == 0)
        return OSINT_FAMILY_ACTOR;
    return strcmp(type, "malware") == 0 || strcmp(type, "tool") == 0 ? OSINT_FAMILY_SOFTWARE
                                                                     : OSINT_FAMILY_OTHER;
}

/* The reason that is told is the one with the most points; `about` stands for its %s. */
static void put_about(Scale *scale, int points, const char *reason, const char *about, gsize length)
{
    scale->points += points;
    if (points <= scale->best)
        return;
    scale->best = points;
    scale->reason = reason;
    scale->about = about;
    scale->length = length;
}

static void put(Scale *scale, int points, const char *reason, const char *about)
{
    put_about(scale, points, reason, about, strlen(about));
}

static const char *tell_reason(const Scale *scale)
{
    const char *place = strstr(scale->reason, "%s");
    GString *why = g_string_new(scale->reason);
    if (place != NULL) {
        g_string_truncate(why, (gsize)(place - scale->reason));
        g_string_append_len(why, scale->about, (gssize)scale->length);
        g_string_append(why, place + 2);
    }
    const char *kept = osint_evidence_keep(scale->evidence, why->str);
    g_string_free(why, TRUE);
    return kept;
}

static void put_here(Scale *scale, int points, const OsintNeighbour *neighbour)
{
    scale->here += points;
    put_about(scale, points, "next to \"%s\"", scale->reading->text + neighbour->start,
              neighbour->end - neighbour->start);
}

static void weigh_article(Scale *scale)
{
    guint entity = scale->match->phrase->owner;
    const char *context = osint_evidence_context(scale->evidence, entity);
    const char *name = osint_evidence_name(scale->evidence, entity);
    const char *related = osint_evidence_related(scale->evidence, entity);
    if (context != NULL)
        put(scale, BY_CONTEXT, "context: \"%s\" in the text", context);
    if (name != NULL && *name == '\0')
        put(scale, BY_CONTEXT, "tagged by hand", "");
    else if (name != NULL)
        put(scale, osint_evidence_is_sole(scale->evidence, entity) ? BY_NAME : BY_SHARED_NAME,
            "also named %s here", name);
    if (osint_evidence_has_proof(scale->evidence, entity))
        put(scale, BY_PROOF, "so named elsewhere in the text", "");
    else if (name == NULL && osint_evidence_is_seen(scale->evidence, entity))
        put(scale, BY_COUNT, "so named elsewhere in the text", "");
    if (related != NULL)
        put(scale, BY_RELATED, "related to %s, which is named here", related);
    scale->specific = scale->points > 0;
}

static void weigh_kind(Scale *scale)
{
    guint words = osint_evidence_threat_words(scale->evidence);
    if (words >= SOME_WORDS)
        put(scale, words >= MANY_WORDS ? 2 : 1, "an article that speaks of \"%s\"",
            osint_evidence_threat_word(scale->evidence));
    const char *phrase = osint_evidence_actor_phrase(scale->evidence);
    if (phrase == NULL || scale->family != OSINT_FAMILY_ACTOR)
        return;
    put(scale, BY_ACTORS, "an article that speaks of \"%s\"", phrase);
    if (scale->round.quoted) {
        put(scale, BY_QUOTES, "in quotes", "");
        scale->specific = TRUE;
    }
}

static guint noun_kinds(OsintFamily family)
{
    guint own = family == OSINT_FAMILY_ACTOR ? OSINT_THREAT_ACTOR : OSINT_THREAT_SOFTWARE;
    return own | OSINT_THREAT_EITHER;
}

/* Nouns of the other family are evidence, too: actors have backdoors, and ransomware has a gang. */
static int noun_points(const Scale *scale, guint kinds)
{
    if ((kinds & (OSINT_THREAT_ACTOR | OSINT_THREAT_SOFTWARE | OSINT_THREAT_EITHER)) == 0)
        return 0;
    if ((kinds & OSINT_THREAT_WEAK) != 0)
        return BY_WEAK_NOUN;
    return (kinds & noun_kinds(scale->family)) != 0 ? BY_NOUN : BY_NEIGHBOUR;
}

/* "Tick, a hacking group": from the article on. */
static void weigh_apposition(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    static const char *const articles[] = {"a", "an", "the", "eine", "ein", "un", "une", NULL};
    if (round->afters < 2 || round->after[0].mark != ',' ||
        !g_strv_contains(articles, round->after[0].folded))
        return;
    for (guint i = 1; i < round->afters && round->after[i].mark == 0; i++)
        if (noun_points(scale, round->after[i].kinds) > BY_WEAK_NOUN) {
            put_here(scale, BY_NOUN, &round->after[i]);
            return;
        }
}

static void weigh_after(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    const OsintNeighbour *next = &round->after[0];
    if (round->afters == 0 || next->mark != 0)
        return;
    if (noun_points(scale, next->kinds) > 0) {
        gboolean owns = round->possessive && scale->family == OSINT_FAMILY_ACTOR;
        put_here(scale, MAX(noun_points(scale, next->kinds), owns ? BY_NOUN : 0), next);
        if (round->afters > 1 && round->after[1].mark == 0 && (next->kinds & OSINT_THREAT_ACTOR) != 0 &&
            (round->after[1].kinds & OSINT_THREAT_DOES) != 0)
            put_here(scale, BY_WEAK_NOUN, &round->after[1]);
    } else if ((next->kinds & OSINT_THREAT_QUALIFIER) != 0) {
        gboolean noun =
            round->afters > 1 && round->after[1].mark == 0 && noun_points(scale, round->after[1].kinds) > 0;
        put_here(scale, noun ? BY_NOUN : BY_WEAK_NOUN, noun ? &round->after[1] : next);
    }
    if (round->possessive)
        return;
    gboolean helped =
        round->afters > 1 && round->after[1].mark == 0 && osint_is_common_word("en", next->folded);
    guint verb = OSINT_THREAT_DOES | OSINT_THREAT_RUNS;
    if ((next->kinds & verb) != 0)
        put_here(scale, BY_NEIGHBOUR, next);
    else if (helped && (round->after[1].kinds & verb) != 0)
        put_here(scale, BY_NEIGHBOUR, &round->after[1]);
}

/* How many words before the name only lead from a noun to it: "as", "such as", "the", "to", "were". */
static guint leading_words(const OsintSurroundings *round)
{
    static const char *const leads[] = {"as", "the", "to", "like", "including", NULL};
    static const char *const copulas[] = {"is", "was", "were", "be", "war", "waren", "est", "es", NULL};
    if (round->befores < 2 || round->before[0].mark != 0)
        return 0;
    const char *first = round->before[0].folded, *second = round->before[1].folded;
    if (round->befores > 2 && strcmp(first, "as") == 0 && strcmp(second, "such") == 0)
        return 2;
    gboolean copula = g_strv_contains(copulas, first) && (round->before[1].kinds & OSINT_THREAT_ACTOR) != 0;
    return copula || g_strv_contains(leads, first) ? 1 : 0;
}

/* "group Tick", "group, Tick", "group known as Tick", "groups such as Tick", "attributed to Tick". */
static void weigh_before(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    gboolean naming = FALSE;
    if (round->befores == 0)
        return;
    guint at = leading_words(round), lead = at;
    while (at + 1 < round->befores && (round->before[at].kinds & OSINT_THREAT_NAMING) != 0) {
        naming = TRUE;
        at++;
    }
    const OsintNeighbour *last = &round->before[at];
    if (last->mark != 0 && last->mark != ',' && last->mark != '(')
        return;
    if (noun_points(scale, last->kinds) > 0)
        put_here(scale, noun_points(scale, last->kinds) + (naming ? 1 : 0), last);
    else if (naming)
        put_here(scale, BY_WEAK_NOUN, &round->before[0]);
    if ((last->kinds & OSINT_THREAT_BLAMES) == 0 || scale->family != OSINT_FAMILY_ACTOR)
        return;
    gboolean attributed = lead > 0 && strcmp(round->before[0].folded, "to") == 0;
    put_here(scale, attributed ? BY_NOUN : BY_WEAK_NOUN, last);
}

static void weigh_inside(Scale *scale)
{
    if ((scale->round.inside & noun_kinds(scale->family)) == 0)
        return;
    scale->here += BY_NOUN;
    put(scale, BY_NOUN, "the name says what it is", "");
}

static gboolean speaks_for_list(const Scale *scale, const OsintMatch *other)
{
    return other->phrase->kind == OSINT_PHRASE_NAME && other->phrase->tier == OSINT_TIER_SAFE &&
           other->counts &&
           osint_family_of(osint_evidence_entity(scale->evidence, other->phrase->owner)->type) !=
               OSINT_FAMILY_OTHER;
}

/* How many matches round one are looked at for a list it stands in. */
#define LIST_MATCHES 12

/* "APT10, Tick": whether any list has the name or not. */
static gboolean is_numbered(const OsintNeighbour *neighbour)
{
    return neighbour->mark == ',' && (neighbour->kinds & OSINT_THREAT_NUMBERED) != 0;
}

static void weigh_list(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    if ((round->befores > 0 && is_numbered(&round->before[0])) ||
        (round->afters > 0 && is_numbered(&round->after[0]))) {
        put_here(scale, BY_LIST, is_numbered(&round->before[0]) ? &round->before[0] : &round->after[0]);
        return;
    }
    const OsintReading *reading = scale->reading;
    guint32 start = osint_reading_token(reading, scale->match->first)->start;
    guint32 end = osint_reading_token(reading, scale->match->last)->end;
    guint from = scale->index > LIST_MATCHES ? scale->index - LIST_MATCHES : 0;
    guint to = MIN(scale->index + LIST_MATCHES, reading->matches->len);
    for (guint i = from; i < to; i++) {
        const OsintMatch *other = osint_reading_match(reading, i);
        guint32 other_start = osint_reading_token(reading, other->first)->start;
        guint32 other_end = osint_reading_token(reading, other->last)->end;
        if (!speaks_for_list(scale, other) || (!osint_listing_joins(reading->text, other_end, start) &&
                                               !osint_listing_joins(reading->text, end, other_start) &&
                                               !osint_listing_bullets(reading->text, other_start, start) &&
                                               !osint_listing_bullets(reading->text, start, other_start)))
            continue;
        scale->here += BY_LIST;
        put_about(scale, BY_LIST, "in a list with %s", reading->text + other_start, other_end - other_start);
        return;
    }
}

static gboolean is_title(Scale *scale)
{
    const OsintToken *first = osint_reading_token(scale->reading, scale->match->first);
    const OsintToken *last = osint_reading_token(scale->reading, scale->match->last);
    if (scale->title == UNKNOWN)
        scale->title = osint_stands_in_title(scale->reading->text, first->start, last->end) ? YES : NO;
    return scale->title == YES;
}

static gboolean capitals_speak(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    return !round->begins && !osint_evidence_nouns_have_capitals(scale->evidence) && !is_title(scale);
}

/* "Tick populations": a word that is neither a verb nor one of the field goes on with the name. */
static gboolean noun_follows(const OsintSurroundings *round)
{
    const OsintNeighbour *next = &round->after[0];
    return round->afters > 0 && next->mark == 0 && !round->possessive && next->kinds == 0 && !next->cjk &&
           !osint_is_common_word("en", next->folded) && !g_str_has_suffix(next->folded, "ed") &&
           !g_str_has_suffix(next->folded, "ly");
}

/* Of actors: an ordinary word without an article, in capitals only, with nothing that goes on with it. */
static gboolean stands_like_a_name(Scale *scale)
{
    return scale->family == OSINT_FAMILY_ACTOR && capitals_speak(scale) && !noun_follows(&scale->round) &&
           !osint_evidence_has_ordinary_use(scale->evidence, scale->match->phrase->owner);
}

static void weigh_capital(Scale *scale)
{
    if (!capitals_speak(scale))
        return;
    put(scale, BY_CAPITAL + (scale->round.capitals ? 1 : 0), "a capital inside a sentence", "");
    if (stands_like_a_name(scale))
        put(scale, BY_POSITION, "a word that stands like a name", "");
}

static gboolean is_people(const char *folded)
{
    return g_str_has_suffix(folded, "ese") || g_str_has_suffix(folded, "ian") ||
           g_str_has_suffix(folded, "ean");
}

/* A word with a capital next to the name that is no word of the field: together they name something else. */
static gboolean is_stranger(const Scale *scale, const OsintNeighbour *neighbour)
{
    const OsintToken *own = osint_reading_token(scale->reading, scale->match->first);
    if (neighbour->end - neighbour->start >= own->end - own->start &&
        memcmp(scale->reading->text + own->start, scale->reading->text + neighbour->start,
               own->end - own->start) == 0)
        return FALSE;
    return neighbour->capital && neighbour->mark == 0 && neighbour->kinds == 0 &&
           !osint_is_common_word("en", neighbour->folded) && !is_people(neighbour->folded);
}

static void weigh_strangers(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    if (osint_evidence_nouns_have_capitals(scale->evidence) || is_title(scale))
        return;
    gboolean first = round->befores == 1 || (round->befores > 1 && osint_mark_stops(round->before[1].mark));
    if ((round->afters > 0 && !round->possessive && is_stranger(scale, &round->after[0])) ||
        (round->befores > 0 && !first && is_stranger(scale, &round->before[0])))
        scale->other = TRUE;
}

static void weigh_article_word(Scale *scale)
{
    static const char *const articles[] = {"a",     "an",   "each", "every", "ein", "eine", "einen",
                                           "einem", "kein", "un",   "une",   "una", NULL};
    const OsintSurroundings *round = &scale->round;
    if (round->befores == 0 || round->before[0].mark != 0 ||
        !g_strv_contains(articles, round->before[0].folded))
        return;
    guint nouns = OSINT_THREAT_ACTOR | OSINT_THREAT_SOFTWARE | OSINT_THREAT_EITHER | OSINT_THREAT_QUALIFIER;
    if (round->afters == 0 || round->after[0].mark != 0 || (round->after[0].kinds & nouns) == 0)
        scale->other = TRUE;
}

/* Where every word has a capital, the words that follow must do. */
/* Where a sentence begins or every word has a capital, the words that follow must tell. */
static void weigh_beginning(Scale *scale)
{
    const OsintSurroundings *round = &scale->round;
    guint32 entity = scale->match->phrase->owner;
    gboolean used = osint_evidence_has_ordinary_use(scale->evidence, entity);
    if (!round->begins && !is_title(scale))
        return;
    if (used)
        scale->points -= AGAINST_USE;
    if (!noun_follows(round) || (!used && osint_evidence_has_proof(scale->evidence, entity)))
        return;
    scale->points -= AGAINST_NOUN;
    scale->other = scale->other || used;
}

/* An actor may be named out of nothing in an article on actors, where its name stands like a name. */
static void weigh_position(Scale *scale)
{
    if (stands_like_a_name(scale))
        scale->specific = TRUE;
    if (scale->match->phrase->capitals && !scale->round.capitals)
        scale->points -= AGAINST_SMALL;
    if (scale->match->phrase->shortened)
        scale->points -= AGAINST_SHORT;
}

static int needed(const OsintPhrase *phrase)
{
    switch (phrase->tier) {
    case OSINT_TIER_GENERIC:
        return phrase->declared ? NEEDED : G_MAXINT;
    case OSINT_TIER_COMMON:
        return phrase->declared ? NEEDED : NEEDED_COMMON;
    default:
        return NEEDED;
    }
}

int osint_weigh_family(const OsintSurroundings *round)
{
    int balance = 0;
    const OsintNeighbour *near[] = {round->afters > 0 && round->after[0].mark == 0 ? &round->after[0] : NULL,
                                    round->befores > 0 && round->before[0].mark == 0 ? &round->before[0]
                                                                                     : NULL};
    for (guint i = 0; i < G_N_ELEMENTS(near); i++) {
        guint kinds = near[i] != NULL ? near[i]->kinds : 0;
        int weight = (kinds & OSINT_THREAT_WEAK) != 0 ? 1 : 3;
        if ((kinds & OSINT_THREAT_ACTOR) != 0)
            balance += weight;
        if ((kinds & OSINT_THREAT_SOFTWARE) != 0 && !(i == 0 && round->possessive))
            balance -= weight;
        if ((kinds & OSINT_THREAT_DOES) != 0 && i == 0)
            balance++;
        if ((kinds & OSINT_THREAT_RUNS) != 0 && i == 0)
            balance--;
    }
    if (round->befores > 1 && (round->before[0].kinds & OSINT_THREAT_NAMING) != 0)
        balance += (round->before[1].kinds & OSINT_THREAT_ACTOR) != 0      ? 3
                   : (round->before[1].kinds & OSINT_THREAT_SOFTWARE) != 0 ? -3
                                                                           : 0;
    if ((round->inside & OSINT_THREAT_ACTOR) != 0)
        balance += 3;
    if ((round->inside & OSINT_THREAT_SOFTWARE) != 0)
        balance -= 3;
    return balance;
}

static OsintVerdict verdict_of(Scale *scale, int least)
{
    OsintVerdict verdict = {.counts = scale->points >= least && (scale->specific || scale->here > 0) &&
                                      !(scale->other && scale->here < BY_NOUN)};
    if (verdict.counts) {
        verdict.proof = scale->here >= BY_NOUN;
        verdict.confidence =
            (guint8)MIN(CONFIDENCE_LOW + CONFIDENCE_POINT * (scale->points - least), CONFIDENCE_HIGH);
        verdict.why = scale->reason != NULL ? tell_reason(scale) : NULL;
    }
    return verdict;
}

/* People, places, organisations: words of the field say nothing about them, only what their list asks for. */
static OsintVerdict by_list_only(Scale *scale)
{
    if (!osint_evidence_holds(scale->evidence, scale->match->phrase->owner))
        return (OsintVerdict){.counts = FALSE};
    weigh_article(scale);
    scale->points = MAX(scale->points, NEEDED);
    scale->specific = TRUE;
    return verdict_of(scale, NEEDED);
}

/* What most ordinary words are refused by, before anything is looked at. */
static gboolean begins_small(const OsintReading *reading, const OsintMatch *match)
{
    const char *first = reading->text + osint_reading_token(reading, match->first)->start;
    return match->phrase->capital && match->first == match->last && g_unichar_islower(g_utf8_get_char(first));
}

OsintVerdict osint_weigh(const OsintReading *reading, guint index, OsintEvidence *evidence)
{
    const OsintMatch *match = osint_reading_match(reading, index);
    Scale scale = {.reading = reading, .match = match, .index = index, .evidence = evidence};
    scale.family = osint_family_of(osint_evidence_entity(evidence, match->phrase->owner)->type);
    if (scale.family == OSINT_FAMILY_OTHER)
        return by_list_only(&scale);
    int least = needed(match->phrase);
    if (least == G_MAXINT || begins_small(reading, match))
        return (OsintVerdict){.counts = FALSE};
    weigh_article(&scale);
    if (match->phrase->tier == OSINT_TIER_COMMON && scale.points == 0 &&
        osint_evidence_threat_words(evidence) == 0)
        return (OsintVerdict){.counts = FALSE};
    osint_surroundings_of(reading->text, osint_reading_token(reading, match->first)->start,
                          osint_reading_token(reading, match->last)->end, &scale.round);
    if (!osint_has_its_capitals(reading->text, osint_reading_token(reading, match->first)->start,
                                osint_reading_token(reading, match->last)->end, match->phrase))
        return (OsintVerdict){.counts = FALSE};
    weigh_kind(&scale);
    weigh_after(&scale);
    weigh_apposition(&scale);
    weigh_before(&scale);
    weigh_inside(&scale);
    weigh_list(&scale);
    weigh_capital(&scale);
    weigh_strangers(&scale);
    weigh_article_word(&scale);
    weigh_beginning(&scale);
    weigh_position(&scale);
    return verdict_of(&scale, least);
}
