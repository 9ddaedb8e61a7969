/* Who is cited, in languages with alphabets: verbs of saying with their subjects, and what names a source by
 * a word of its own ("according to", "citing", "a report by").
 *
 * Every look to the left or right ends after a number of tokens, so a text costs time in proportion to its
 * length. */
#include <string.h>

#include "indexer/entities/citations/parties.h"

#define LONGEST_ASIDE 20 /* tokens between two commas between subject and verb */
#define LONGEST_TIME 5   /* tokens of "on Tuesday" there */
#define OBJECT_REACH 5   /* where "confirmed X to" is */
#define COMMAND_REACH 5  /* where "told X to" is looked for */

static gboolean has(const OsintCiteSentence *in, guint number, guint32 classes)
{
    return osint_cite_has(in, number, classes);
}

static const OsintCiteToken *token(const OsintCiteSentence *in, guint number)
{
    return osint_cite_token(in->reading, number);
}

static gboolean is_word(const OsintCiteSentence *in, guint number, const char *word)
{
    return osint_cite_is_word(in, number, word);
}

/* ---- handing over ---- */

static OsintSpan span_of(const OsintCiteSentence *in, guint first, guint last)
{
    return (OsintSpan){token(in, first)->span.start, token(in, last)->span.end};
}

static void hand_over(OsintCiteSentence *in, const OsintCiteParties *parties, guint first, guint last,
                      gboolean reports)
{
    OsintSpan span = span_of(in, MIN(first, parties->first), MAX(last, parties->last));
    for (guint i = 0; i < parties->count; i++)
        osint_cite_add(in->reading, span, &parties->each[i], reports && !parties->each[i].unnamed,
                       token(in, first)->sentence);
}

/* ---- subjects ---- */

/* The last token before a verb that is neither adverb nor auxiliary nor a time ("on Tuesday"). */
static guint before_adverbs(const OsintCiteSentence *in, guint verb)
{
    guint at = verb;
    while (at > in->first && (has(in, at - 1, OSINT_CITE_ADVERB) || osint_cite_is_adverb(in, at - 1)))
        at--;
    guint time = at;
    while (time > in->first && at - time < LONGEST_TIME && has(in, time - 1, OSINT_CITE_TIME))
        time--;
    if (time < at && time > in->first && has(in, time - 1, OSINT_CITE_PREPOSITION))
        time--;
    return time < at && time > in->first ? time - 1 : at > in->first ? at - 1 : OSINT_CITE_NOBODY;
}

/* "X, a spokesman for JAXA, said"; "NHK, the public broadcaster, reported": the aside says who it is, else
 * what stands before it. */
static gboolean subject_around_aside(OsintCiteSentence *in, guint last, OsintCiteParties *parties)
{
    guint begin = last;
    while (begin > in->first && last - begin < LONGEST_ASIDE &&
           !(token(in, begin)->gap & OSINT_CITE_GAP_COMMA))
        begin--;
    if (begin == in->first || !(token(in, begin)->gap & OSINT_CITE_GAP_COMMA))
        return FALSE;
    for (guint i = begin; i <= last; i++)
        if (has(in, i, OSINT_CITE_SPEAKER) && osint_cite_party_of_speaker(in, i, last, parties)) {
            parties->first = begin - 1;
            return TRUE;
        }
    return osint_cite_party_before(in, begin - 1, parties);
}

static gboolean is_passive(const OsintCiteSentence *in, guint verb)
{
    guint at = verb;
    while (at > in->first && (has(in, at - 1, OSINT_CITE_ADVERB) || osint_cite_is_adverb(in, at - 1)))
        at--;
    return at > in->first && has(in, at - 1, OSINT_CITE_BE);
}

static gboolean is_not_said(const OsintCiteSentence *in, guint verb)
{
    guint at = verb;
    while (at > in->first && osint_cite_is_adverb(in, at - 1))
        at--;
    return at > in->first && has(in, at - 1, OSINT_CITE_NOT);
}

/* "... ," said NHK */
static gboolean subject_after(OsintCiteSentence *in, guint verb, OsintCiteParties *parties)
{
    guint next = verb + 1;
    if (next >= in->end || (token(in, next)->gap & OSINT_CITE_GAP_BREAK) ||
        has(in, next, OSINT_CITE_STOP | OSINT_CITE_PREPOSITION | OSINT_CITE_TIME))
        return FALSE;
    return osint_cite_party_after(in, next, OSINT_CITE_STRICT, parties);
}

/* "NHK, which reported"; "NHK and Nikkei were among those that wrote" */
static gboolean subject_of_clause(OsintCiteSentence *in, guint relative, OsintCiteParties *parties)
{
    guint at = relative;
    for (guint i = relative; i > in->first && relative - i < 4; i--)
        if (is_word(in, i - 1, "among") && has(in, i - 2, OSINT_CITE_BE))
            at = i - 2;
    return at > in->first && (at < relative || (token(in, at)->gap & OSINT_CITE_GAP_COMMA)) &&
           osint_cite_party_before(in, at - 1, parties);
}

static gboolean find_subject(OsintCiteSentence *in, guint verb, OsintCiteParties *parties)
{
    guint last = before_adverbs(in, verb);
    if (is_word(in, last, "which") || is_word(in, last, "who") || is_word(in, last, "that"))
        return subject_of_clause(in, last, parties);
    guint8 gap = token(in, verb)->gap;
    if (last != OSINT_CITE_NOBODY && last + 1 < verb)
        gap = (guint8)(gap | token(in, last + 1)->gap);
    gboolean inverted = last == OSINT_CITE_NOBODY || (gap & (OSINT_CITE_GAP_QUOTE | OSINT_CITE_GAP_COMMA)) ||
                        has(in, verb, OSINT_CITE_GERMAN);
    if (last != OSINT_CITE_NOBODY && (gap & OSINT_CITE_GAP_BREAK) == 0 &&
        osint_cite_party_before(in, last, parties))
        return TRUE;
    if (last != OSINT_CITE_NOBODY && (gap & OSINT_CITE_GAP_COMMA) && !(gap & OSINT_CITE_GAP_QUOTE) &&
        subject_around_aside(in, last, parties))
        return TRUE;
    return inverted && subject_after(in, verb, parties);
}

/* ---- verbs ---- */

/* "told staff to wait" */
static gboolean is_command(const OsintCiteSentence *in, guint verb)
{
    for (guint i = verb + 1; i < MIN(in->end, verb + COMMAND_REACH); i++) {
        if (has(in, i, OSINT_CITE_SAY) || is_word(in, i, "that") ||
            (token(in, i)->gap & OSINT_CITE_GAP_BREAK))
            return FALSE;
        if (is_word(in, i, "to"))
            return TRUE;
    }
    return FALSE;
}

/* "told NHK", "spoke to NHK", "confirmed to NHK": the medium through which a statement comes. */
static guint find_medium(OsintCiteSentence *in, guint verb, OsintCiteParties *medium)
{
    guint at = verb + 1;
    while (at < MIN(in->end, verb + OBJECT_REACH) && osint_cite_is_object(in, at))
        at++;
    gboolean to = is_word(in, at, "to") || is_word(in, at, "with");
    at = to ? at + 1 : verb + 1;
    if (at >= in->end || (!to && !has(in, verb, OSINT_CITE_TELL)) || has(in, at, OSINT_CITE_SAY) ||
        !osint_cite_party_after(in, at, OSINT_CITE_STRICT, medium) || !osint_cite_are_media(in, medium))
        return OSINT_CITE_NOBODY;
    return medium->last;
}

static gboolean counts_as_saying(OsintCiteSentence *in, guint verb, const OsintCiteParties *subject)
{
    if (has(in, verb, OSINT_CITE_TELL) &&
        (is_word(in, verb, "spoke") || is_word(in, verb, "speaks") || is_word(in, verb, "talked")))
        return has(in, verb, OSINT_CITE_WEAK) && osint_cite_are_media(in, subject);
    if (has(in, verb, OSINT_CITE_SAY | OSINT_CITE_TELL | OSINT_CITE_GERMAN))
        return TRUE;
    return is_word(in, verb + 1, "that") || osint_cite_are_media(in, subject);
}

static void read_agent(OsintCiteSentence *in, guint verb)
{
    OsintCiteParties agent = {0};
    if (osint_cite_party_after(in, verb + 2, OSINT_CITE_STRICT, &agent) &&
        (has(in, verb, OSINT_CITE_SAY | OSINT_CITE_TELL) || osint_cite_are_media(in, &agent)))
        hand_over(in, &agent, verb, verb, TRUE);
}

static void read_verb(OsintCiteSentence *in, guint verb)
{
    OsintCiteParties subject = {0}, medium = {0};
    if (is_word(in, verb + 1, "by")) {
        read_agent(in, verb);
        return;
    }
    if (is_passive(in, verb) || is_not_said(in, verb))
        return;
    guint last = find_medium(in, verb, &medium);
    gboolean through = last != OSINT_CITE_NOBODY;
    if (has(in, verb, OSINT_CITE_TELL) && !through && is_command(in, verb))
        return;
    if (find_subject(in, verb, &subject) && (through || counts_as_saying(in, verb, &subject)))
        hand_over(in, &subject, verb, through ? last : verb, TRUE);
    if (through)
        hand_over(in, &medium, verb, last, TRUE);
}

/* ---- words with a source after them ---- */

/* "citing", "who quoted" */
static void read_quote(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0}, who = {0};
    if (is_passive(in, at) || !osint_cite_party_after(in, at + 1, OSINT_CITE_STRICT, &cited))
        return;
    hand_over(in, &cited, at, at, FALSE);
    if (is_word(in, at, "citing") && at > in->first && osint_cite_party_before(in, at - 1, &who) &&
        osint_cite_are_media(in, &who))
        hand_over(in, &who, who.last, at, TRUE);
}

/* "with reference to" */
static void read_reference(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    if (osint_cite_party_after(in, at + 2, OSINT_CITE_STRICT, &cited))
        hand_over(in, &cited, at, at, FALSE);
}

static void read_after(OsintCiteSentence *in, guint first, guint last, OsintCiteStrictness strictness)
{
    OsintCiteParties cited = {0};
    if (osint_cite_party_after(in, last + 1, strictness, &cited))
        hand_over(in, &cited, first, last, TRUE);
}

/* But not "under investigation by the police" or "reports from Tokyo". */
static void read_author(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    if (!is_word(in, at - 1, "under") && osint_cite_party_after(in, at + 2, OSINT_CITE_LOOSE, &cited) &&
        !osint_cite_are_places(in, &cited))
        hand_over(in, &cited, at, at + 1, TRUE);
}

static gboolean is_statement(const OsintCiteSentence *in, guint at)
{
    static const char *const words[] = {"report",   "reports",  "statement", "statements", "study",
                                        "article",  "articles", "advisory",  "bulletin",   "announcement",
                                        "analysis", "survey",   "interview", "blog",       "story",
                                        "bericht",  "meldung",  "mitteilung"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (is_word(in, at, words[i]))
            return TRUE;
    return FALSE;
}

/* "a report by Secureworks", "NHK's report"; a statement of theirs. */
static void read_document(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    if (is_word(in, at + 1, "by") || is_word(in, at + 1, "from") || is_word(in, at + 1, "von")) {
        read_author(in, at);
        return;
    }
    if (at > in->first && is_statement(in, at) && !(token(in, at)->gap & OSINT_CITE_GAP_BREAK) &&
        token(in, at - 1)->kind != OSINT_CITE_TOKEN_WORD && osint_cite_party_before(in, at - 1, &cited) &&
        !osint_cite_are_places(in, &cited))
        hand_over(in, &cited, at, at, TRUE);
}

/* "unnamed sources", "people familiar with", wherever they stand. */
static void read_unnamed(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    gboolean anonymous = has(in, at, OSINT_CITE_UNNAMED);
    gboolean tied = has(in, at, OSINT_CITE_SOURCE | OSINT_CITE_PEOPLE) && has(in, at + 1, OSINT_CITE_TIE) &&
                    (is_word(in, at + 2, "with") || is_word(in, at + 2, "to") || is_word(in, at + 2, "on") ||
                     is_word(in, at + 2, "of") || is_word(in, at + 2, "in") || is_word(in, at + 2, "by") ||
                     is_word(in, at + 2, "on"));
    if ((anonymous || tied) && osint_cite_party_after(in, at, OSINT_CITE_STRICT, &cited) &&
        cited.each[0].unnamed)
        hand_over(in, &cited, at, at, FALSE);
}

static void read_anonymity(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {.first = at, .last = at, .count = 1};
    cited.each[0] = (OsintCiteParty){span_of(in, at, at), OSINT_CITE_NOBODY, FALSE, TRUE};
    guint first = at;
    while (first > in->first && at - first < 3 && !is_word(in, first, "condition"))
        first--;
    if (is_word(in, first, "condition"))
        hand_over(in, &cited, first, at, FALSE);
}

/* "wie NHK berichtete" */
static void read_as(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    if (osint_cite_party_after(in, at + 1, OSINT_CITE_STRICT, &cited) && cited.last + 1 < in->end &&
        has(in, cited.last + 1, OSINT_CITE_GERMAN))
        hand_over(in, &cited, at, cited.last + 1, TRUE);
}

static void read_german(OsintCiteSentence *in, guint at)
{
    OsintCiteParties cited = {0};
    if (is_word(in, at, "wie"))
        read_as(in, at);
    else if (is_word(in, at, "zufolge") && at > in->first && osint_cite_party_before(in, at - 1, &cited))
        hand_over(in, &cited, at, at, TRUE);
    else if (is_word(in, at, "berufung") && is_word(in, at + 1, "auf"))
        read_after(in, at, at + 1, OSINT_CITE_STRICT);
    else if (is_word(in, at, "so") && (token(in, at)->gap & OSINT_CITE_GAP_BREAK) && at + 1 < in->end &&
             token(in, at + 1)->kind != OSINT_CITE_TOKEN_WORD)
        read_after(in, at, at, OSINT_CITE_STRICT);
    else if (has(in, at, OSINT_CITE_DOCUMENT) && has(in, at + 1, OSINT_CITE_OF) && at > in->first &&
             is_word(in, at - 1, "nach"))
        read_after(in, at - 1, at + 1, OSINT_CITE_STRICT);
}

static void read_single(OsintCiteSentence *in, guint at)
{
    if (is_word(in, at, "according") && is_word(in, at + 1, "to"))
        read_after(in, at, at + 1, OSINT_CITE_LOOSE);
    else if (is_word(in, at, "laut") || is_word(in, at, "selon") || is_word(in, at, "según") ||
             is_word(in, at, "secondo"))
        read_after(in, at, at, OSINT_CITE_STRICT);
    else if (is_word(in, at, "reference") && is_word(in, at + 1, "to"))
        read_reference(in, at);
    else if (is_word(in, at, "anonymity"))
        read_anonymity(in, at);
}

/* "in an interview with NHK" */
static void read_interview(OsintCiteSentence *in, guint at)
{
    OsintCiteParties medium = {0};
    if ((is_word(in, at + 1, "with") || is_word(in, at + 1, "to") || is_word(in, at + 1, "mit")) &&
        osint_cite_party_after(in, at + 2, OSINT_CITE_STRICT, &medium) && osint_cite_are_media(in, &medium))
        hand_over(in, &medium, at, at, TRUE);
}

static void read_token(OsintCiteSentence *in, guint at)
{
    guint32 classes = token(in, at)->classes;
    if (token(in, at)->kind != OSINT_CITE_TOKEN_WORD || classes == 0)
        return;
    if (in->reading->german)
        read_german(in, at);
    if (classes & (OSINT_CITE_SAY | OSINT_CITE_TELL | OSINT_CITE_WEAK | OSINT_CITE_GERMAN))
        read_verb(in, at);
    if (classes & OSINT_CITE_QUOTE)
        read_quote(in, at);
    if (classes & OSINT_CITE_DOCUMENT)
        read_document(in, at);
    if (is_word(in, at, "interview") || is_word(in, at, "speaking"))
        read_interview(in, at);
    if (classes & (OSINT_CITE_UNNAMED | OSINT_CITE_SOURCE | OSINT_CITE_PEOPLE))
        read_unnamed(in, at);
    if (classes & OSINT_CITE_SINGLE)
        read_single(in, at);
}

void osint_cite_sentence(OsintCiteReading *reading, guint first, guint end)
{
    OsintCiteSentence in = {reading, first, end};
    for (guint i = first; i < end; i++)
        read_token(&in, i);
}
