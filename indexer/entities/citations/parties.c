/* Noun phrases by small rules: names with what stands around them, speakers and sources with whom they belong
 * to, nouns that take up a name. */
#include "indexer/entities/citations/parties.h"

#include <string.h>

#include "indexer/text/words.h"

#define REACH 12 /* tokens that are looked at on either side */
#define MOST_ADJECTIVES 3

static const OsintCiteToken *token(const OsintCiteSentence *in, guint number)
{
    return osint_cite_token(in->reading, number);
}

gboolean osint_cite_has(const OsintCiteSentence *in, guint number, guint32 classes)
{
    return number >= in->first && number < in->end && token(in, number)->kind == OSINT_CITE_TOKEN_WORD &&
           (token(in, number)->classes & classes) != 0;
}

static char *lower_of(const OsintCiteSentence *in, guint number)
{
    OsintSpan span = token(in, number)->span;
    GString *lower = g_string_new(NULL);
    osint_word_lower(in->reading->article->text + span.start, span.end - span.start, lower);
    return g_string_free(lower, FALSE);
}

gboolean osint_cite_is_word(const OsintCiteSentence *in, guint number, const char *lower)
{
    if (number < in->first || number >= in->end || token(in, number)->kind != OSINT_CITE_TOKEN_WORD)
        return FALSE;
    OsintSpan span = token(in, number)->span;
    return span.end - span.start == strlen(lower) &&
           g_ascii_strncasecmp(in->reading->article->text + span.start, lower, strlen(lower)) == 0;
}

static gboolean is_lower_word(const OsintCiteSentence *in, guint number)
{
    return number >= in->first && number < in->end && token(in, number)->kind == OSINT_CITE_TOKEN_WORD &&
           !token(in, number)->capital;
}

gboolean osint_cite_is_adverb(const OsintCiteSentence *in, guint number)
{
    OsintSpan span = token(in, number)->span;
    return is_lower_word(in, number) && span.end - span.start > 4 &&
           memcmp(in->reading->article->text + span.end - 2, "ly", 2) == 0;
}

gboolean osint_cite_is_object(const OsintCiteSentence *in, guint number)
{
    return is_lower_word(in, number) && (token(in, number)->gap & OSINT_CITE_GAP_BREAK) == 0 &&
           ((token(in, number)->classes & ~(guint32)(OSINT_CITE_DOCUMENT | OSINT_CITE_WEAK)) == 0 ||
            osint_cite_has(in, number, OSINT_CITE_DETERMINER));
}

static gboolean breaks(const OsintCiteSentence *in, guint number)
{
    return (token(in, number)->gap & OSINT_CITE_GAP_BREAK) != 0;
}

/* ---- names ---- */

static gboolean is_organisation(const OsintCiteSentence *in, guint number)
{
    if (number < in->first || number >= in->end)
        return FALSE;
    const OsintCiteToken *own = token(in, number);
    return own->kind == OSINT_CITE_TOKEN_LISTED
               ? !own->place
               : own->kind == OSINT_CITE_TOKEN_NAME && (own->evidence & OSINT_CITE_IS_ORGANISATION);
}

static gboolean is_place(const OsintCiteSentence *in, guint number)
{
    return number >= in->first && number < in->end && token(in, number)->kind == OSINT_CITE_TOKEN_LISTED &&
           token(in, number)->place;
}

static gboolean is_name(const OsintCiteSentence *in, guint number)
{
    return number >= in->first && number < in->end && token(in, number)->kind != OSINT_CITE_TOKEN_WORD;
}

/* "the Securities and Exchange Commission" */
static gboolean is_second_half(const OsintCiteSentence *in, guint number)
{
    return token(in, number)->kind == OSINT_CITE_TOKEN_NAME && number >= in->first + 3 &&
           !breaks(in, number) && !breaks(in, number - 1) && osint_cite_is_word(in, number - 1, "and") &&
           is_name(in, number - 2) && token(in, number - 2)->kind == OSINT_CITE_TOKEN_NAME &&
           token(in, number - 2)->evidence == 0 && osint_cite_is_word(in, number - 3, "the");
}

/* "Recorded Future's Insikt Group" is one name, unless a list knows the group. */
static OsintSpan whole_name(const OsintCiteSentence *in, guint number)
{
    OsintSpan span = token(in, number)->span;
    if (is_second_half(in, number))
        return (OsintSpan){token(in, number - 2)->span.start, span.end};
    gboolean owned = token(in, number)->kind == OSINT_CITE_TOKEN_NAME && number > in->first &&
                     !breaks(in, number) && is_name(in, number - 1) && token(in, number - 1)->possessive &&
                     !is_place(in, number - 1);
    return owned ? (OsintSpan){token(in, number - 1)->span.start, span.end} : span;
}

static void add_party(const OsintCiteSentence *in, OsintCiteParties *parties, guint number, gboolean unnamed)
{
    if (parties->count < OSINT_CITE_MOST_PARTIES)
        parties->each[parties->count++] =
            (OsintCiteParty){whole_name(in, number), token(in, number)->mention, TRUE, unnamed};
}

static void set_words(const OsintCiteSentence *in, OsintCiteParties *parties, guint first, guint last,
                      gboolean unnamed)
{
    OsintSpan span = {token(in, first)->span.start, token(in, last)->span.end};
    parties->each[0] = (OsintCiteParty){span, OSINT_CITE_NOBODY, !unnamed, unnamed};
    parties->count = 1;
    parties->first = first;
    parties->last = last;
}

gboolean osint_cite_are_media(OsintCiteSentence *in, const OsintCiteParties *parties)
{
    const OsintCiteParty *party = &parties->each[0];
    guint32 last = token(in, parties->last)->classes | token(in, parties->first)->classes;
    if (parties->count == 0 || party->unnamed)
        return FALSE;
    return (osint_cite_kinds(in->reading, party->span, party->mention) & OSINT_CITE_KIND_MEDIUM) ||
           (last & OSINT_CITE_MEDIA);
}

gboolean osint_cite_are_places(OsintCiteSentence *in, const OsintCiteParties *parties)
{
    return parties->count > 0 && parties->each[0].mention != OSINT_CITE_NOBODY &&
           osint_cite_kinds(in->reading, parties->each[0].span, parties->each[0].mention) ==
               OSINT_CITE_KIND_PLACE;
}

/* ---- nouns ---- */

/* Where the adjectives of a noun begin: any, or those that go with nouns of media and offices. */
static guint phrase_start(const OsintCiteSentence *in, guint noun, gboolean any)
{
    guint start = noun;
    while (
        start > in->first && noun - start < MOST_ADJECTIVES && !breaks(in, start) &&
        (any ? !osint_cite_has(in, start - 1,
                               OSINT_CITE_STOP | OSINT_CITE_PREPOSITION | OSINT_CITE_DETERMINER |
                                   OSINT_CITE_SAY | OSINT_CITE_BE | OSINT_CITE_SINGLE | OSINT_CITE_QUOTE)
             : is_name(in, start - 1) ||
                   osint_cite_has(in, start - 1, OSINT_CITE_KIND_OF | OSINT_CITE_PEOPLES | OSINT_CITE_MEDIA)))
        start--;
    return start;
}

/* "the broadcaster", "the Japanese outlet" */
static gboolean party_by_reference(OsintCiteSentence *in, guint noun, OsintCiteParties *parties)
{
    guint start = phrase_start(in, noun, TRUE);
    g_autofree char *lower = lower_of(in, noun);
    guint kinds = osint_cite_kind_of_noun(lower);
    gboolean definite =
        start > in->first &&
        (osint_cite_is_word(in, start - 1, "the") || osint_cite_is_word(in, start - 1, "this") ||
         osint_cite_is_word(in, start - 1, "that") ||
         (in->reading->german && osint_cite_has(in, start - 1, OSINT_CITE_DETERMINER)));
    if (!definite || kinds == 0 ||
        !osint_cite_refer(in->reading, kinds, token(in, noun)->sentence, token(in, start - 1)->span.start,
                          &parties->each[0]))
        return FALSE;
    parties->count = 1;
    parties->first = start - 1;
    parties->last = noun;
    return TRUE;
}

/* "Japanese police", "multiple local media outlets" */
static gboolean party_by_noun(OsintCiteSentence *in, guint noun, OsintCiteParties *parties)
{
    set_words(in, parties, phrase_start(in, noun, FALSE), noun, FALSE);
    return TRUE;
}

static gboolean party_of_tail(OsintCiteSentence *in, guint last, OsintCiteParties *parties);

/* After a preposition the noun is no subject; who stands before may be: "sources close to the government". */
static gboolean party_by_noun_before(OsintCiteSentence *in, guint noun, OsintCiteParties *parties)
{
    guint start = phrase_start(in, noun, FALSE);
    if (start > in->first && !breaks(in, start) && osint_cite_has(in, start - 1, OSINT_CITE_DETERMINER))
        start--;
    if (start > in->first && !breaks(in, start) &&
        osint_cite_has(in, start - 1, OSINT_CITE_PREPOSITION | OSINT_CITE_NOT))
        return party_of_tail(in, noun, parties);
    return party_by_noun(in, noun, parties);
}

/* Whose people they are, from the words before: "JAXA officials", "Tokyo police sources". */
static gboolean owner_before(const OsintCiteSentence *in, guint noun, guint *owner)
{
    for (guint i = noun; i > in->first && noun - i < MOST_ADJECTIVES && !breaks(in, i); i--) {
        *owner = i - 1;
        if (is_organisation(in, *owner) || osint_cite_has(in, *owner, OSINT_CITE_OFFICE))
            return TRUE;
        if (!is_lower_word(in, *owner) ||
            osint_cite_has(in, *owner,
                           OSINT_CITE_STOP | OSINT_CITE_PREPOSITION | OSINT_CITE_DETERMINER | OSINT_CITE_SAY |
                               OSINT_CITE_BE))
            return FALSE;
    }
    return FALSE;
}

/* ... and from those after: "researchers at Symantec", "sources within the Tokyo police investigation". */
static gboolean owner_after(const OsintCiteSentence *in, guint noun, guint last, guint *owner)
{
    gboolean tied = osint_cite_has(in, noun + 1, OSINT_CITE_OF | OSINT_CITE_TIE);
    for (guint i = noun + 1; tied && i <= last && i - noun < REACH; i++) {
        *owner = i;
        if (breaks(in, i) || osint_cite_has(in, i, OSINT_CITE_SAY))
            return FALSE;
        if (is_organisation(in, i)) {
            while (i < last && token(in, i)->possessive && is_organisation(in, i + 1) && !breaks(in, i + 1))
                *owner = ++i;
            return TRUE;
        }
    }
    return FALSE;
}

static void set_owner(const OsintCiteSentence *in, OsintCiteParties *parties, guint owner, guint noun,
                      gboolean unnamed)
{
    guint first = MIN(owner, noun), last = MAX(owner, noun);
    if (is_name(in, owner)) {
        parties->count = 0;
        add_party(in, parties, owner, unnamed);
    } else {
        set_words(in, parties, phrase_start(in, owner, FALSE), owner, unnamed);
        parties->each[0].named = TRUE;
        first = parties->first;
    }
    parties->first = first;
    parties->last = last;
}

gboolean osint_cite_party_of_speaker(OsintCiteSentence *in, guint speaker, guint last,
                                     OsintCiteParties *parties)
{
    guint owner;
    if (!owner_before(in, speaker, &owner) && !owner_after(in, speaker, last, &owner))
        return FALSE;
    set_owner(in, parties, owner, speaker, FALSE);
    return TRUE;
}

/* People without a name: whose they are, or nobody's. */
static gboolean party_of_source(OsintCiteSentence *in, guint noun, guint last, OsintCiteParties *parties)
{
    guint owner;
    if (owner_before(in, noun, &owner) || owner_after(in, noun, last, &owner))
        set_owner(in, parties, owner, noun, TRUE);
    else
        set_words(in, parties, phrase_start(in, noun, FALSE), noun, TRUE);
    parties->last = MAX(parties->last, last);
    return TRUE;
}

/* ---- before ---- */

/* From the last of several names to the first: "the Yomiuri, Nikkei, NHK and The Mainichi". */
static guint first_conjunct(const OsintCiteSentence *in, guint last)
{
    guint first = last;
    gboolean listing = FALSE;
    while (first > in->first && last - first < 2 * OSINT_CITE_MOST_PARTIES) {
        guint at = first;
        if (osint_cite_is_word(in, at - 1, "the") && at - 1 > in->first)
            at--;
        gboolean glued = (token(in, first)->gap & OSINT_CITE_GAP_GLUED) && is_organisation(in, first - 1);
        gboolean comma =
            (token(in, at)->gap & OSINT_CITE_GAP_COMMA) && listing && is_organisation(in, at - 1);
        gboolean and =
            osint_cite_has(in, at - 1, OSINT_CITE_AND) && at >= in->first + 2 && is_organisation(in, at - 2);
        if (!glued && !comma && !and)
            break;
        listing = listing || and || glued;
        first = glued ? first - 1 : and? at - 2 : at - 1;
    }
    return first;
}

/* Where a name's phrase begins: "Japan's public broadcaster NHK". */
static guint before_apposition(const OsintCiteSentence *in, guint first)
{
    guint at = first;
    while (at > in->first && first - at < MOST_ADJECTIVES && !breaks(in, at) &&
           (osint_cite_has(in, at - 1, OSINT_CITE_MEDIUM | OSINT_CITE_BODY | OSINT_CITE_DETERMINER) ||
            (at < first && is_lower_word(in, at - 1) && token(in, at - 1)->classes == 0)))
        at--;
    if (at < first && at > in->first && !breaks(in, at) && is_name(in, at - 1) &&
        token(in, at - 1)->possessive)
        at--;
    return at;
}

/* What a name after a preposition belongs to: people and documents speak for it, other things do not. */
static gboolean belongs(OsintCiteSentence *in, guint preposition, gboolean *unnamed, guint *first)
{
    guint head = preposition - 1;
    if (preposition == in->first || breaks(in, preposition) ||
        !osint_cite_has(in, preposition, OSINT_CITE_OF))
        return FALSE;
    *first = head;
    *unnamed = osint_cite_has(in, head, OSINT_CITE_SOURCE | OSINT_CITE_PEOPLE);
    return *unnamed || osint_cite_has(in, head, OSINT_CITE_SPEAKER | OSINT_CITE_DOCUMENT) ||
           (is_name(in, head) && !is_place(in, head) && !is_organisation(in, head));
}

static gboolean stands_alone(const OsintCiteSentence *in, guint first)
{
    return first == in->first || breaks(in, first) || osint_cite_has(in, first - 1, OSINT_CITE_AND) ||
           osint_cite_is_word(in, first - 1, "that") || osint_cite_is_word(in, first - 1, "but");
}

static gboolean party_by_name(OsintCiteSentence *in, guint last, OsintCiteParties *parties)
{
    gboolean unnamed = FALSE;
    if (is_place(in, last) && !stands_alone(in, last))
        return FALSE;
    guint first = is_place(in, last) ? last : first_conjunct(in, last);
    guint begin = before_apposition(in, first);
    if (begin > in->first && !breaks(in, begin) && osint_cite_has(in, begin - 1, OSINT_CITE_PREPOSITION) &&
        !osint_cite_is_word(in, begin - 1, "as") && !belongs(in, begin - 1, &unnamed, &begin))
        return FALSE;
    for (guint i = first; i <= last; i++)
        if (is_name(in, i))
            add_party(in, parties, i, unnamed);
    gboolean owned = whole_name(in, first).start < token(in, first)->span.start;
    parties->first = owned ? MIN(begin, is_second_half(in, first) ? first - 3 : first - 1) : begin;
    parties->last = last;
    return parties->count > 0;
}

/* "JAXA spokesperson Taro Yamada" */
static gboolean party_of_person(OsintCiteSentence *in, guint name, OsintCiteParties *parties)
{
    return name > in->first && !breaks(in, name) && osint_cite_has(in, name - 1, OSINT_CITE_SPEAKER) &&
           osint_cite_party_of_speaker(in, name - 1, name - 1, parties);
}

/* "people familiar with the matter", "researchers from the laboratory of Symantec" */
static gboolean party_of_tail(OsintCiteSentence *in, guint last, OsintCiteParties *parties)
{
    for (guint i = last; i > in->first && last - i < REACH && !breaks(in, i); i--) {
        guint at = i - 1;
        gboolean tied = osint_cite_has(in, i, OSINT_CITE_TIE);
        if (osint_cite_has(in, at, OSINT_CITE_SAY | OSINT_CITE_TELL))
            return FALSE;
        if ((osint_cite_has(in, at, OSINT_CITE_PEOPLE) && tied) ||
            (osint_cite_has(in, at, OSINT_CITE_SOURCE) && (tied || osint_cite_has(in, i, OSINT_CITE_OF))))
            return party_of_source(in, at, last, parties);
        if (osint_cite_has(in, at, OSINT_CITE_OFFICE) && osint_cite_has(in, i, OSINT_CITE_OF))
            return party_by_noun(in, at, parties);
        if (osint_cite_has(in, at, OSINT_CITE_SPEAKER) && osint_cite_has(in, i, OSINT_CITE_OF))
            return osint_cite_party_of_speaker(in, at, last, parties);
    }
    return FALSE;
}

gboolean osint_cite_party_before(OsintCiteSentence *in, guint last, OsintCiteParties *parties)
{
    *parties = (OsintCiteParties){.first = last, .last = last};
    if (is_organisation(in, last) || is_place(in, last))
        return party_by_name(in, last, parties);
    if (is_name(in, last))
        return party_of_person(in, last, parties);
    if (osint_cite_has(in, last, OSINT_CITE_SOURCE))
        return party_of_source(in, last, last, parties);
    if (osint_cite_has(in, last, OSINT_CITE_SPEAKER) && osint_cite_party_of_speaker(in, last, last, parties))
        return TRUE;
    gboolean noun = osint_cite_has(in, last, OSINT_CITE_MEDIUM | OSINT_CITE_BODY);
    if (noun && !breaks(in, last) && is_organisation(in, last - 1) && !token(in, last - 1)->possessive)
        return party_by_name(in, last - 1, parties);
    if (noun && party_by_reference(in, last, parties))
        return TRUE;
    if (osint_cite_has(in, last, OSINT_CITE_MEDIA | OSINT_CITE_OFFICE))
        return party_by_noun_before(in, last, parties);
    return party_of_tail(in, last, parties);
}

/* ---- after ---- */

static guint last_conjunct(const OsintCiteSentence *in, guint first)
{
    guint last = first, at = first;
    while (at + 1 < in->end && at - first < 2 * OSINT_CITE_MOST_PARTIES) {
        guint next = at + 1;
        gboolean linked = (token(in, next)->gap & (OSINT_CITE_GAP_COMMA | OSINT_CITE_GAP_GLUED)) != 0;
        if (osint_cite_has(in, next, OSINT_CITE_AND)) {
            next++;
            linked = TRUE;
        }
        if (osint_cite_is_word(in, next, "the"))
            next++;
        if (!linked || !is_organisation(in, next))
            break;
        at = next;
        if (osint_cite_has(in, next - 1, OSINT_CITE_AND | OSINT_CITE_DETERMINER) || next == last + 1)
            last = next;
    }
    return last;
}

/* A list of names must end with "and", else what follows a comma is another clause. */
static guint checked_conjunct(const OsintCiteSentence *in, guint first)
{
    guint last = last_conjunct(in, first);
    for (guint i = first + 1; i <= last; i++)
        if (osint_cite_has(in, i, OSINT_CITE_AND) || (token(in, i)->gap & OSINT_CITE_GAP_GLUED))
            return last;
    return first;
}

static gboolean names_after(OsintCiteSentence *in, guint first, OsintCiteParties *parties)
{
    guint at = first;
    while (at + 1 < in->end && token(in, at)->possessive && is_organisation(in, at + 1) &&
           !breaks(in, at + 1))
        at++;
    guint last = checked_conjunct(in, at);
    gboolean unnamed = FALSE;
    guint noun = last + 1;
    for (; noun < in->end && noun <= last + MOST_ADJECTIVES && !breaks(in, noun) && is_lower_word(in, noun);
         noun++) {
        unnamed = osint_cite_has(in, noun, OSINT_CITE_SOURCE);
        if (unnamed || token(in, noun)->classes != 0)
            break;
    }
    for (guint i = at; i <= last; i++)
        if (is_name(in, i))
            add_party(in, parties, i, unnamed);
    parties->last = unnamed ? noun : last;
    return parties->count > 0;
}

/* A name that no list has and nothing shows to be an organisation's. */
static gboolean may_be_organisation(const OsintCiteSentence *in, guint number, OsintCiteStrictness strictness)
{
    const OsintCiteToken *own = token(in, number);
    return strictness == OSINT_CITE_LOOSE && own->kind == OSINT_CITE_TOKEN_NAME && own->words == 1 &&
           !(own->evidence & OSINT_CITE_IS_PERSON) &&
           (number + 1 >= in->end || breaks(in, number + 1) || token(in, number)->possessive ||
            osint_cite_has(in, number + 1, OSINT_CITE_STOP | OSINT_CITE_PREPOSITION));
}

/* "Taro Yamada, a spokesman for JAXA" */
static gboolean person_after(OsintCiteSentence *in, guint name, OsintCiteParties *parties)
{
    for (guint i = name + 1; i < MIN(in->end, name + REACH); i++) {
        if (i == name + 1 ? !(token(in, i)->gap & OSINT_CITE_GAP_COMMA) : breaks(in, i))
            return FALSE;
        if (osint_cite_has(in, i, OSINT_CITE_SPEAKER) &&
            osint_cite_party_of_speaker(in, i, in->end - 1, parties))
            return TRUE;
    }
    return FALSE;
}

/* What a token means for a phrase that goes on to the right. */
typedef enum { AFTER_GO_ON, AFTER_FOUND, AFTER_NOBODY } AfterStep;

static AfterStep found_if(gboolean found)
{
    return found ? AFTER_FOUND : AFTER_NOBODY;
}

static guint last_of_source(const OsintCiteSentence *in, guint noun)
{
    guint last = noun;
    if (!osint_cite_has(in, noun + 1, OSINT_CITE_OF | OSINT_CITE_TIE))
        return noun;
    while (last + 1 < in->end && last - noun < 8 && !breaks(in, last + 1) &&
           !osint_cite_has(in, last + 1, OSINT_CITE_SAY | OSINT_CITE_TELL | OSINT_CITE_BE) &&
           !osint_cite_is_word(in, last + 1, "that") && !osint_cite_is_word(in, last + 1, "as"))
        last++;
    return last;
}

/* "an official said", but "official figures" */
static gboolean is_followed_as_noun(const OsintCiteSentence *in, guint at)
{
    return at + 1 >= in->end || breaks(in, at + 1) ||
           osint_cite_has(in, at + 1,
                          OSINT_CITE_OF | OSINT_CITE_TIE | OSINT_CITE_STOP | OSINT_CITE_PREPOSITION |
                              OSINT_CITE_SAY | OSINT_CITE_TELL | OSINT_CITE_QUOTE);
}

static AfterStep step_over_noun(OsintCiteSentence *in, guint at, gboolean anonymous,
                                OsintCiteParties *parties)
{
    gboolean source = osint_cite_has(in, at, OSINT_CITE_SOURCE);
    gboolean people = osint_cite_has(in, at, OSINT_CITE_PEOPLE);
    if (osint_cite_is_word(in, at, "official") && !is_followed_as_noun(in, at))
        return AFTER_GO_ON;
    if (source || (people && (anonymous || osint_cite_has(in, at + 1, OSINT_CITE_TIE))))
        return found_if(party_of_source(in, at, last_of_source(in, at), parties));
    gboolean ends = at + 1 >= in->end || breaks(in, at + 1) ||
                    osint_cite_has(in, at + 1, OSINT_CITE_STOP | OSINT_CITE_PREPOSITION | OSINT_CITE_SAY);
    if (osint_cite_has(in, at, OSINT_CITE_MEDIUM | OSINT_CITE_BODY) && ends &&
        party_by_reference(in, at, parties))
        return AFTER_FOUND;
    if (osint_cite_has(in, at, OSINT_CITE_MEDIA | OSINT_CITE_OFFICE) && ends)
        return found_if(party_by_noun(in, at, parties));
    if (osint_cite_has(in, at, OSINT_CITE_SPEAKER | OSINT_CITE_DOCUMENT))
        return at + 1 < in->end && !breaks(in, at + 1) ? AFTER_GO_ON : AFTER_NOBODY;
    return osint_cite_has(in, at,
                          OSINT_CITE_MEDIUM | OSINT_CITE_BODY | OSINT_CITE_MEDIA | OSINT_CITE_OFFICE) &&
                   !ends
               ? AFTER_GO_ON
               : AFTER_NOBODY;
}

static AfterStep step_over_name(OsintCiteSentence *in, guint at, OsintCiteStrictness strictness,
                                OsintCiteParties *parties)
{
    gboolean goes_on = at + 1 < in->end && !breaks(in, at + 1);
    if (is_organisation(in, at))
        return found_if(names_after(in, at, parties));
    if (goes_on &&
        (token(in, at)->possessive ||
         osint_cite_has(in, at + 1,
                        OSINT_CITE_OFFICE | OSINT_CITE_MEDIA | OSINT_CITE_MEDIUM | OSINT_CITE_SPEAKER |
                            OSINT_CITE_SOURCE | OSINT_CITE_BODY | OSINT_CITE_DOCUMENT)))
        return AFTER_GO_ON;
    if (is_place(in, at) || may_be_organisation(in, at, strictness)) {
        add_party(in, parties, at, FALSE);
        parties->last = at;
        return found_if(!is_place(in, at) || strictness == OSINT_CITE_LOOSE);
    }
    return found_if(person_after(in, at, parties));
}

gboolean osint_cite_party_after(OsintCiteSentence *in, guint first, OsintCiteStrictness strictness,
                                OsintCiteParties *parties)
{
    gboolean anonymous = FALSE;
    *parties = (OsintCiteParties){.first = first, .last = first};
    for (guint i = first; i < in->end && i - first < REACH; i++) {
        AfterStep step = AFTER_GO_ON;
        anonymous = anonymous || osint_cite_has(in, i, OSINT_CITE_UNNAMED);
        if (i > first && breaks(in, i))
            return FALSE;
        if (is_name(in, i))
            step = step_over_name(in, i, strictness, parties);
        else if (osint_cite_has(in, i,
                                OSINT_CITE_SPEAKER | OSINT_CITE_SOURCE | OSINT_CITE_PEOPLE |
                                    OSINT_CITE_DOCUMENT | OSINT_CITE_MEDIUM | OSINT_CITE_MEDIA |
                                    OSINT_CITE_BODY | OSINT_CITE_OFFICE))
            step = step_over_noun(in, i, anonymous, parties);
        else if (i > first && osint_cite_has(in, i, OSINT_CITE_OF) && !osint_cite_is_word(in, i, "by") &&
                 is_lower_word(in, i - 1) && token(in, i - 1)->classes == 0)
            step = AFTER_NOBODY; /* of something else: "an offer for NHK" */
        else if (osint_cite_has(
                     in, i, OSINT_CITE_DETERMINER | OSINT_CITE_OF | OSINT_CITE_UNNAMED | OSINT_CITE_PEOPLES))
            step = AFTER_GO_ON;
        else if (!is_lower_word(in, i) || osint_cite_has(in, i,
                                                         OSINT_CITE_STOP | OSINT_CITE_PREPOSITION |
                                                             OSINT_CITE_SAY | OSINT_CITE_BE | OSINT_CITE_NOT))
            step = AFTER_NOBODY;
        if (step == AFTER_FOUND) {
            parties->first = MIN(first, parties->first);
            return TRUE;
        }
        if (step == AFTER_NOBODY)
            return FALSE;
    }
    return FALSE;
}
