/* Keeping account of who has been introduced, and choosing who is meant. */
#include "indexer/entities/references/cast.h"

#include <string.h>

/* A pronoun reaches back this many sentences, and this many to the last description. */
#define PRONOUN_SENTENCES 2
#define CHAIN_SENTENCES 4
/* "The two" reach back this many sentences to the last description. */
#define PARTY_SENTENCES 20
/* Who was seen last of two is meant so many sentences on. */
#define RIVAL_SENTENCES 3
/* "The two" of two who were introduced one by one. */
#define PAIR_PARAGRAPHS 6

#define GENDERS (OSINT_LEX_MALE | OSINT_LEX_FEMALE)

OsintCast *osint_cast_new(const OsintReferenceRules *rules, const OsintEvidence *evidence)
{
    OsintCast *cast = g_new0(OsintCast, 1);
    cast->rules = rules;
    cast->evidence = evidence;
    cast->entities = g_array_new(FALSE, FALSE, sizeof(guint32));
    cast->referents = g_array_new(FALSE, FALSE, sizeof(OsintReferent));
    return cast;
}

void osint_cast_free(OsintCast *cast)
{
    g_array_unref(cast->entities);
    g_array_unref(cast->referents);
    g_free(cast);
}

guint32 osint_cast_bit(OsintCast *cast, guint entity)
{
    for (guint i = 0; i < cast->entities->len; i++)
        if (g_array_index(cast->entities, guint32, i) == entity)
            return 1u << i;
    if (cast->entities->len == OSINT_CAST_MAX || osint_reference_rules_traits(cast->rules, entity) == NULL)
        return 0;
    guint32 added = entity;
    g_array_append_val(cast->entities, added);
    return 1u << (cast->entities->len - 1);
}

const OsintPersonTraits *osint_cast_traits(const OsintCast *cast, guint bit)
{
    return osint_reference_rules_traits(cast->rules, g_array_index(cast->entities, guint32, bit));
}

OsintReferent *osint_cast_referent(const OsintCast *cast, guint index)
{
    return &g_array_index(cast->referents, OsintReferent, index);
}

static guint count_bits(guint32 bits)
{
    guint count = 0;
    for (; bits != 0; bits &= bits - 1)
        count++;
    return count;
}

void osint_cast_add_stranger(OsintCast *cast, guint32 flags, const char *noun)
{
    OsintStranger *stranger = &cast->strangers[cast->met++ % OSINT_STRANGERS];
    *stranger = (OsintStranger){.seen = cast->now, .flags = flags};
    g_strlcpy(stranger->noun, noun, sizeof stranger->noun);
}

void osint_cast_forget_stranger(OsintCast *cast)
{
    if (cast->met > 0)
        cast->met--;
}

static const OsintStranger *stranger_at(const OsintCast *cast, guint index)
{
    return &cast->strangers[index];
}

static guint strangers(const OsintCast *cast)
{
    return MIN(cast->met, OSINT_STRANGERS);
}

static gboolean genders_fit(guint32 a, guint32 b)
{
    return (a & GENDERS) == 0 || (b & GENDERS) == 0 || (a & b & GENDERS) != 0;
}

/* ---- referents ---- */

static guint32 genders_of(const OsintCast *cast, guint32 who)
{
    guint32 gender = 0;
    for (guint i = 0; i < cast->entities->len; i++)
        if ((who >> i & 1) != 0)
            gender |= osint_cast_traits(cast, i)->gender;
    return gender;
}

/* Who is decided is no other: takes the bit from all that are not. */
static void exclude(OsintCast *cast, guint but, guint32 who)
{
    for (guint i = 0; i < cast->referents->len; i++) {
        OsintReferent *referent = osint_cast_referent(cast, i);
        if (i != but && count_bits(referent->who) > 1 && (referent->who & ~who) != 0)
            referent->who &= ~who;
    }
}

void osint_cast_narrow(OsintCast *cast, guint index, guint32 who)
{
    OsintReferent *referent = osint_cast_referent(cast, index);
    if ((referent->who & who) == 0 || (referent->who & who) == referent->who)
        return;
    referent->who &= who;
    if (count_bits(referent->who) == 1)
        exclude(cast, index, referent->who);
}

guint osint_cast_introduce(OsintCast *cast, guint32 who, guint32 gender)
{
    if (who == 0 || cast->referents->len == OSINT_CAST_MAX)
        return OSINT_NO_REFERENT;
    OsintReferent referent = {.who = who, .gender = gender != 0 ? gender : genders_of(cast, who)};
    g_array_append_val(cast->referents, referent);
    if (count_bits(who) == 1)
        exclude(cast, cast->referents->len - 1, who);
    return cast->referents->len - 1;
}

guint osint_cast_find(const OsintCast *cast, guint32 who)
{
    guint found = OSINT_NO_REFERENT;
    for (guint i = 0; i < cast->referents->len; i++)
        if (osint_cast_referent(cast, i)->who == who &&
            (found == OSINT_NO_REFERENT ||
             osint_cast_referent(cast, i)->seen.order > osint_cast_referent(cast, found)->seen.order))
            found = i;
    return found;
}

void osint_cast_see(OsintCast *cast, guint index, const OsintSpan *words, gboolean pronoun)
{
    OsintReferent *referent = osint_cast_referent(cast, index);
    referent->seen = cast->now;
    if (!pronoun)
        referent->described = cast->now;
    if (words != NULL)
        referent->words = *words;
}

void osint_cast_label(OsintCast *cast, guint index, const char *noun)
{
    OsintReferent *referent = osint_cast_referent(cast, index);
    g_strlcpy(referent->labels[referent->labelled++ % OSINT_LABELS], noun, OSINT_NOUN_BYTES);
}

/* ---- whom words fit ---- */

static gboolean words_fit(const OsintCast *cast, const OsintPersonTraits *traits, const GPtrArray *words)
{
    const OsintLexicon *lexicon = osint_reference_rules_lexicon(cast->rules);
    for (guint i = 0; i < words->len; i++) {
        const char *word = g_ptr_array_index(words, i);
        guint32 flags = osint_lexicon_word(lexicon, word);
        gboolean neutral =
            (flags & (OSINT_LEX_NEUTRAL | OSINT_LEX_TWO)) != 0 && genders_fit(flags, traits->gender);
        if (!neutral && !g_hash_table_contains(traits->words, word))
            return FALSE;
    }
    return TRUE;
}

guint32 osint_cast_fitting(const OsintCast *cast, const char *noun, guint32 flags, const GPtrArray *words)
{
    guint32 who = 0;
    for (guint i = 0; i < cast->entities->len; i++) {
        const OsintPersonTraits *traits = osint_cast_traits(cast, i);
        gboolean generic = (flags & OSINT_LEX_GENERIC) != 0 && traits->person;
        if ((generic || g_hash_table_contains(traits->nouns, noun)) && genders_fit(flags, traits->gender) &&
            words_fit(cast, traits, words))
            who |= 1u << i;
    }
    return who;
}

/* ---- one ---- */

static gboolean is_in_reach(const OsintCast *cast, const OsintPlace *place, guint far)
{
    return cast->now.paragraph - place->paragraph <= far;
}

/* Whether a stranger who was met since then may be meant as well by the noun. */
static gboolean stranger_fits(const OsintCast *cast, const OsintPlace *since, const char *noun, guint32 flags)
{
    for (guint i = 0; i < strangers(cast); i++) {
        const OsintStranger *stranger = stranger_at(cast, i);
        if (stranger->seen.sentence < since->sentence || !genders_fit(stranger->flags, flags))
            continue;
        gboolean same_noun = noun[0] != '\0' && strncmp(stranger->noun, noun, sizeof stranger->noun - 1) == 0;
        gboolean later = stranger->seen.order > since->order;
        gboolean by_noun = (stranger->flags & OSINT_LEX_NOUN) != 0;
        gboolean vague = by_noun ? (stranger->flags & OSINT_LEX_ROLE) == 0
                                 : (stranger->flags & (OSINT_LEX_TITLE | OSINT_LEX_GENERIC)) != 0;
        gboolean at_hand = stranger->noun[0] != '\0' && stranger->seen.paragraph == cast->now.paragraph &&
                           stranger->seen.sentence + 1 == cast->now.sentence;
        if (same_noun || (later && (vague || at_hand) && (flags & OSINT_LEX_GENERIC) != 0))
            return TRUE;
    }
    return FALSE;
}

static guint latest(const OsintCast *cast, guint32 who, guint far, guint but)
{
    guint best = OSINT_NO_REFERENT;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(cast, i);
        if (i != but && (referent->who & who) != 0 && is_in_reach(cast, &referent->seen, far) &&
            (best == OSINT_NO_REFERENT || referent->seen.order > osint_cast_referent(cast, best)->seen.order))
            best = i;
    }
    return best;
}

/* Two who may be meant and were last seen in one sentence, or together since, or long ago, are not told
 * apart.
 */
static gboolean has_rival(const OsintCast *cast, guint best, guint32 who, guint far)
{
    const OsintReferent *referent = osint_cast_referent(cast, best);
    gboolean recent = cast->now.sentence - referent->seen.sentence <= RIVAL_SENTENCES;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *other = osint_cast_referent(cast, i);
        gboolean beside = other->seen.sentence == referent->seen.sentence || !recent;
        if (i != best && (other->who & who) != 0 && beside && other->seen.order != 0 &&
            (other->who != referent->who || count_bits(other->who) > 1))
            return TRUE;
    }
    return count_bits(cast->party.who & who) > 1 && cast->party.seen.order > referent->seen.order &&
           is_in_reach(cast, &cast->party.seen, far);
}

/* One of those who were mentioned together, if the words fit only one. */
static guint from_party(OsintCast *cast, guint32 who, const char *noun, guint32 flags, guint far)
{
    guint32 meant = cast->party.who & who;
    if (count_bits(meant) != 1 || !is_in_reach(cast, &cast->party.seen, far) ||
        stranger_fits(cast, &cast->party.seen, noun, flags))
        return OSINT_NO_REFERENT;
    guint known = osint_cast_find(cast, meant);
    if (known != OSINT_NO_REFERENT)
        return known;
    guint added = osint_cast_introduce(cast, meant, 0);
    if (added != OSINT_NO_REFERENT)
        osint_cast_referent(cast, added)->words = cast->party.words;
    return added;
}

gboolean osint_cast_is_called(const OsintCast *cast, guint index, const char *noun)
{
    const OsintReferent *referent = osint_cast_referent(cast, index);
    for (guint i = 0; i < OSINT_LABELS; i++)
        if (noun[0] != '\0' && strncmp(referent->labels[i], noun, OSINT_NOUN_BYTES - 1) == 0)
            return TRUE;
    return FALSE;
}

/* The only one who has been called so, if in reach; OSINT_NO_REFERENT when there is none or more. */
static guint called(const OsintCast *cast, guint32 who, const char *noun, guint far)
{
    guint found = OSINT_NO_REFERENT;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(cast, i);
        if ((referent->who & who) == 0 || !osint_cast_is_called(cast, i, noun))
            continue;
        if (found != OSINT_NO_REFERENT && osint_cast_referent(cast, found)->who != referent->who)
            return OSINT_NO_REFERENT;
        found = i;
    }
    if (found != OSINT_NO_REFERENT && !is_in_reach(cast, &osint_cast_referent(cast, found)->seen, far))
        return OSINT_NO_REFERENT;
    return found;
}

guint osint_cast_definite(OsintCast *cast, guint32 who, const char *noun, guint32 flags, guint far)
{
    guint best = latest(cast, who, far, OSINT_NO_REFERENT);
    if (best == OSINT_NO_REFERENT)
        return from_party(cast, who, noun, flags, far);
    guint named = called(cast, who, noun, far);
    if (named != OSINT_NO_REFERENT)
        best = named;
    if ((named == OSINT_NO_REFERENT && has_rival(cast, best, who, far)) ||
        stranger_fits(cast, &osint_cast_referent(cast, best)->seen, noun, flags))
        return OSINT_NO_REFERENT;
    osint_cast_narrow(cast, best, who);
    return best;
}

/* How many of the gender were mentioned in a sentence, but for those of one expression; one of them, if it is
 * listed. */
static guint count_present(const OsintCast *cast, guint32 sentence, guint32 gender, guint32 but, guint *one)
{
    guint count = 0;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(cast, i);
        if (referent->seen.order == 0 || referent->seen.order == but || referent->seen.sentence != sentence ||
            !genders_fit(referent->gender, gender))
            continue;
        gboolean same = count > 0 && *one != OSINT_NO_REFERENT && count_bits(referent->who) == 1 &&
                        osint_cast_referent(cast, *one)->who == referent->who;
        count += !same;
        *one = i;
    }
    for (guint i = 0; i < strangers(cast); i++)
        count += stranger_at(cast, i)->seen.sentence == sentence && stranger_at(cast, i)->seen.order != but &&
                 genders_fit(stranger_at(cast, i)->flags, gender);
    if (cast->party.seen.order != 0 && cast->party.seen.sentence == sentence)
        count += count_bits(cast->party.who);
    return count;
}

guint osint_cast_pronoun(OsintCast *cast, guint32 gender, guint32 but)
{
    for (guint back = 0; back <= PRONOUN_SENTENCES && back <= cast->now.sentence; back++) {
        guint one = OSINT_NO_REFERENT;
        guint count = count_present(cast, cast->now.sentence - back, gender, but, &one);
        if (count == 0)
            continue;
        if (count > 1 || one == OSINT_NO_REFERENT)
            return OSINT_NO_REFERENT;
        OsintReferent *referent = osint_cast_referent(cast, one);
        const OsintPersonTraits *traits = NULL;
        for (guint i = 0; i < cast->entities->len; i++)
            if ((referent->who >> i & 1) != 0)
                traits = osint_cast_traits(cast, i);
        if (traits == NULL || !traits->person ||
            cast->now.sentence - referent->described.sentence > CHAIN_SENTENCES)
            return OSINT_NO_REFERENT;
        referent->gender = gender & GENDERS;
        return one;
    }
    return OSINT_NO_REFERENT;
}

/* The two referents of a sentence who are all that it mentions. */
static gboolean find_two(OsintCast *cast, guint32 sentence)
{
    guint one = OSINT_NO_REFERENT, found = 0;
    if (count_present(cast, sentence, 0, 0, &one) != 2)
        return FALSE;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(cast, i);
        if (referent->seen.sentence == sentence && referent->seen.order != 0 && found < 2)
            cast->two[found++] = i;
    }
    if (found < 2)
        return FALSE;
    if (osint_cast_referent(cast, cast->two[0])->seen.order >
        osint_cast_referent(cast, cast->two[1])->seen.order) {
        guint first = cast->two[1];
        cast->two[1] = cast->two[0];
        cast->two[0] = first;
    }
    cast->two_told_apart = cast->now;
    return TRUE;
}

guint osint_cast_one_of_two(OsintCast *cast, gboolean former)
{
    gboolean known = cast->two_told_apart.order != 0 && cast->two_told_apart.sentence == cast->now.sentence;
    for (guint back = 0; !known && back <= 1 && back <= cast->now.sentence; back++)
        known = find_two(cast, cast->now.sentence - back);
    return known ? cast->two[former ? 0 : 1] : OSINT_NO_REFERENT;
}

/* ---- several ---- */

/* Two who were introduced one by one, and nobody named with them. */
static guint32 pair_of(const OsintCast *cast, guint32 who, gboolean bare, OsintSpan *words)
{
    guint32 pair = 0, earliest = G_MAXUINT32, latest_order = 0;
    guint count = 0;
    for (guint i = 0; i < cast->referents->len; i++) {
        const OsintReferent *referent = osint_cast_referent(cast, i);
        if (referent->seen.order == 0 || (referent->who & ~who) != 0 ||
            !is_in_reach(cast, &referent->seen, PAIR_PARAGRAPHS) ||
            cast->now.sentence - referent->seen.sentence > PARTY_SENTENCES)
            continue;
        count += (pair & referent->who) != referent->who || count_bits(referent->who) > 1;
        pair |= referent->who;
        if (referent->seen.sentence < earliest)
            *words = referent->words;
        earliest = MIN(earliest, referent->seen.sentence);
        latest_order = MAX(latest_order, referent->seen.order);
    }
    if (count != 2 || count_bits(pair) != 2 || (bare && cast->two_others.order > latest_order))
        return 0;
    for (guint i = 0; i < strangers(cast); i++)
        if (stranger_at(cast, i)->seen.sentence >= earliest &&
            (stranger_at(cast, i)->flags & OSINT_LEX_ROLE) == 0)
            return 0;
    return pair;
}

/* Whether two strangers were met together since: "the two" may be they. */
static gboolean strangers_met_together(const OsintCast *cast, guint32 sentence)
{
    for (guint i = 0; i < strangers(cast); i++)
        for (guint k = 0; k < i; k++)
            if (stranger_at(cast, i)->seen.sentence > sentence &&
                stranger_at(cast, i)->seen.sentence == stranger_at(cast, k)->seen.sentence)
                return TRUE;
    return FALSE;
}

guint32 osint_cast_several(const OsintCast *cast, guint32 who, gboolean bare, guint far, OsintSpan *words)
{
    const OsintParty *party = &cast->party;
    gboolean near = !bare || cast->now.sentence - party->described.sentence <= PARTY_SENTENCES;
    if (party->seen.order != 0 && near && (party->who & ~who) == 0 && is_in_reach(cast, &party->seen, far)) {
        *words = party->words;
        return (bare && cast->two_others.order > party->seen.order) ||
                       strangers_met_together(cast, party->seen.sentence)
                   ? 0
                   : party->who;
    }
    return pair_of(cast, who, bare, words);
}

guint32 osint_cast_they(const OsintCast *cast, OsintSpan *words)
{
    const OsintParty *party = &cast->party;
    guint32 since = party->seen.sentence;
    if (party->seen.order == 0 || cast->now.sentence - since > 1 ||
        cast->now.sentence - party->described.sentence > CHAIN_SENTENCES)
        return 0;
    gboolean crowd_after = cast->crowd.order > party->seen.order;
    gboolean crowd_beside = cast->crowd.order != 0 && cast->crowd.sentence == since;
    if ((crowd_after && cast->crowd.sentence > since) || (crowd_beside && !party->subject))
        return 0;
    *words = party->words;
    return party->who;
}

/* ---- somebody else ---- */

guint32 osint_cast_other_one(OsintCast *cast, guint32 who)
{
    guint last = latest(cast, G_MAXUINT32, G_MAXUINT32, OSINT_NO_REFERENT);
    if (last == OSINT_NO_REFERENT)
        return 0;
    guint32 known = osint_cast_referent(cast, last)->who;
    if (count_bits(known) > 1)
        return known & who;
    for (guint i = 0; i < cast->entities->len; i++) {
        guint32 entity = g_array_index(cast->entities, guint32, i);
        guint32 mate = osint_cast_traits(cast, i)->mate;
        if ((known >> i & 1) != 0 && mate != OSINT_NO_MATE && mate != entity &&
            osint_evidence_holds(cast->evidence, mate))
            return osint_cast_bit(cast, mate) & who;
    }
    return 0;
}
