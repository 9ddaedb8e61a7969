/* Finding expressions for persons in the words of a sentence. */
#include "indexer/entities/references/scan.h"

#include <string.h>

#include "indexer/entities/references/sentence.h"
#include "indexer/text/words.h"

/* A noun phrase has at most this many words before its noun. */
#define MODIFIERS_MAX 6
/* Surnames that are remembered of one text. */
#define SURNAMES_MAX 1000
/* From a topic to what is said of it in Japanese, in bytes. */
#define TOPIC_BYTES 60

struct OsintExprScanner {
    const OsintReferenceRules *rules;
    OsintReading const *reading;
    OsintSentence *sentence;
    GHashTable *surnames;
    GArray *exprs;
    guint last_unit; /* behind the last expression */
};

static const OsintUnit *unit_at(const OsintExprScanner *s, guint index)
{
    return osint_sentence_unit(s->sentence, index);
}

static guint32 flags_at(const OsintExprScanner *s, guint index)
{
    return index < osint_sentence_size(s->sentence) ? unit_at(s, index)->flags : 0;
}

/* Whether the word belongs to the same run of words as the one before it. */
static gboolean goes_on_at(const OsintExprScanner *s, guint index, guint limit)
{
    return index < limit && unit_at(s, index)->joined;
}

static gboolean ends_with(const char *word, const char *ending)
{
    return strlen(word) > strlen(ending) + 2 && g_str_has_suffix(word, ending);
}

/* Whether a word such as "both" stands alone: no noun that it belongs to follows. */
static gboolean stands_alone(const OsintExprScanner *s, guint next)
{
    if (next >= osint_sentence_size(s->sentence) || !unit_at(s, next)->joined)
        return TRUE;
    const OsintUnit *unit = unit_at(s, next);
    return (unit->flags & OSINT_LEX_STOP) != 0 || ends_with(unit->folded, "ed") ||
           ends_with(unit->folded, "ly") || (s->sentence->german && !unit->capital && !unit->cjk);
}

/* "they were then rented" */
static gboolean is_passive(const OsintExprScanner *s, guint next)
{
    for (guint i = next; i < next + 4 && goes_on_at(s, i, osint_sentence_size(s->sentence)); i++) {
        if ((unit_at(s, i)->flags & OSINT_LEX_DONE_TO) != 0)
            return i > next;
        if ((unit_at(s, i)->flags & (OSINT_LEX_COPULA | OSINT_LEX_STOP)) == 0 &&
            !ends_with(unit_at(s, i)->folded, "ly"))
            return FALSE;
    }
    return FALSE;
}

/* Whether what begins at a unit says who the expression before it is. */
static gboolean is_predicate(const OsintExprScanner *s, guint unit)
{
    if (s->exprs->len == 0)
        return FALSE;
    guint at = unit;
    while (at > s->last_unit && unit_at(s, at)->joined &&
           (flags_at(s, at - 1) & (OSINT_LEX_THE | OSINT_LEX_A | OSINT_LEX_ASIDE)) != 0)
        at--;
    gboolean comma = at < osint_sentence_size(s->sentence) && !unit_at(s, at)->joined;
    if (at == s->last_unit)
        return comma;
    if ((flags_at(s, at - 1) & OSINT_LEX_COPULA) != 0)
        return TRUE;
    for (guint i = s->last_unit; comma && i < at; i++)
        if ((flags_at(s, i) & OSINT_LEX_COPULA) != 0)
            return TRUE;
    return FALSE;
}

static OsintExpr *add(OsintExprScanner *s, OsintExprKind kind, guint from, guint to, guint32 flags)
{
    OsintExpr expr = {.kind = kind,
                      .span = {unit_at(s, from)->start, unit_at(s, to - 1)->end},
                      .flags = flags,
                      .predicate = is_predicate(s, from),
                      .passive = is_passive(s, to),
                      .subject = s->exprs->len == 0 && from <= 2};
    g_array_append_val(s->exprs, expr);
    s->last_unit = to;
    return &g_array_index(s->exprs, OsintExpr, s->exprs->len - 1);
}

/* "30-year-old", without a noun behind it. */
static gboolean is_age(const OsintExprScanner *s, guint old, guint first)
{
    return old >= first + 2 && strcmp(unit_at(s, old)->folded, "old") == 0 &&
           strcmp(unit_at(s, old - 1)->folded, "year") == 0 &&
           g_ascii_isdigit(unit_at(s, old - 2)->folded[0]);
}

static void add_noun_phrase(OsintExprScanner *s, OsintExprKind kind, guint from, guint modifiers, guint noun)
{
    guint32 flags = flags_at(s, noun);
    for (guint i = modifiers; i < noun && kind != OSINT_EXPR_OTHER; i++)
        if ((flags_at(s, i) & OSINT_LEX_THIRD) != 0)
            kind = OSINT_EXPR_OTHER;
        else if ((flags_at(s, i) & (OSINT_LEX_OTHER | OSINT_LEX_ANOTHER)) != 0)
            kind = OSINT_EXPR_DIFFERENT;
    if ((flags & OSINT_LEX_MANY) != 0 && kind != OSINT_EXPR_DEFINITE)
        kind = OSINT_EXPR_CROWD;
    guint32 start = modifiers < noun ? unit_at(s, modifiers)->start : unit_at(s, noun)->start;
    OsintExpr *expr = add(s, kind, from, noun + 1, flags);
    if (is_age(s, noun, modifiers))
        expr->flags |= OSINT_LEX_GENERIC;
    expr->noun = (OsintSpan){unit_at(s, noun)->start, unit_at(s, noun)->end};
    expr->modifiers = (OsintSpan){start, modifiers < noun ? unit_at(s, noun - 1)->end : start};
}

/* "the People's Liberation Army" */
static gboolean is_part_of_name(const OsintExprScanner *s, guint at)
{
    return unit_at(s, at)->thing || (unit_at(s, at)->capital && at > 1 && !s->sentence->german);
}

/* The unit of the noun for a person that a noun phrase from `first` on has; `limit` when it has none. */
static guint find_noun(const OsintExprScanner *s, guint first, guint limit)
{
    guint noun = limit, at = first;
    for (; at < MIN(limit, first + MODIFIERS_MAX + 1); at++) {
        if ((at > first && !unit_at(s, at)->joined) || unit_at(s, at)->cjk)
            break;
        guint32 flags = flags_at(s, at);
        if ((flags & (OSINT_LEX_NOUN | OSINT_LEX_GROUP)) != 0 && !is_part_of_name(s, at))
            noun = at;
        else if (noun < limit || (flags & OSINT_LEX_STOP) != 0)
            break;
        if (unit_at(s, at)->possessive && noun == at)
            return noun;
    }
    if (noun == limit && at > first && is_age(s, at - 1, first))
        return at - 1;
    if (noun < limit && goes_on_at(s, noun + 1, limit) && (flags_at(s, noun + 1) & OSINT_LEX_COMPOUND) != 0)
        return limit;
    return noun;
}

/* The engineer Jane Roe is somebody named. */
static gboolean name_follows(const OsintExprScanner *s, guint next, guint limit)
{
    return !s->sentence->german && goes_on_at(s, next, limit) && unit_at(s, next)->capital &&
           !unit_at(s, next)->upper && (flags_at(s, next) & (OSINT_LEX_STOP | OSINT_LEX_NO_NAME)) == 0;
}

/* "Both companies", "two officials": the next "two" may be they. */
static guint scan_two_of(OsintExprScanner *s, guint at, guint next)
{
    if (next < osint_sentence_size(s->sentence) && unit_at(s, next)->joined && !unit_at(s, next)->cjk &&
        (flags_at(s, next) & (OSINT_LEX_STOP | OSINT_LEX_MEASURE)) == 0)
        add(s, OSINT_EXPR_CROWD, at, next, OSINT_LEX_TWO);
    return next;
}

static guint scan_the(OsintExprScanner *s, guint at, guint limit)
{
    guint32 next = at + 1 < limit && unit_at(s, at + 1)->joined ? flags_at(s, at + 1) : 0;
    if ((next & (OSINT_LEX_TWO | OSINT_LEX_PAIR)) != 0 && stands_alone(s, at + 2) &&
        strcmp(at + 2 < limit ? unit_at(s, at + 2)->folded : "", "of") != 0) {
        add(s, OSINT_EXPR_PRONOUN, at, at + 2, OSINT_LEX_MANY | OSINT_LEX_TWO | (next & OSINT_LEX_PAIR));
        return at + 2;
    }
    if ((next & (OSINT_LEX_FORMER | OSINT_LEX_LATTER)) != 0 && stands_alone(s, at + 2)) {
        add(s, (next & OSINT_LEX_FORMER) != 0 ? OSINT_EXPR_FORMER : OSINT_EXPR_LATTER, at, at + 2, next);
        return at + 2;
    }
    if ((next & OSINT_LEX_OTHER) != 0 && stands_alone(s, at + 2)) {
        add(s, OSINT_EXPR_DIFFERENT, at, at + 2, OSINT_LEX_GENERIC);
        return at + 2;
    }
    guint noun = find_noun(s, at + 1, limit);
    if (noun == limit)
        return (next & OSINT_LEX_TWO) != 0 ? scan_two_of(s, at, at + 2) : at + 1;
    guint32 flags = flags_at(s, noun);
    OsintExprKind kind = (flags & OSINT_LEX_GROUP) != 0     ? OSINT_EXPR_CROWD
                         : (flags & OSINT_LEX_ROLE) != 0    ? OSINT_EXPR_OTHER
                         : name_follows(s, noun + 1, limit) ? OSINT_EXPR_OTHER
                                                            : OSINT_EXPR_DEFINITE;
    add_noun_phrase(s, kind, at, at + 1, noun);
    return noun + 1;
}

static guint scan_indefinite(OsintExprScanner *s, guint at, guint limit)
{
    guint noun = find_noun(s, at + 1, limit);
    if (noun == limit)
        return at + 1;
    gboolean another = (flags_at(s, at) & OSINT_LEX_ANOTHER) != 0;
    gboolean role = (flags_at(s, noun) & OSINT_LEX_ROLE) != 0;
    add_noun_phrase(s,
                    another ? OSINT_EXPR_DIFFERENT
                    : role  ? OSINT_EXPR_OTHER
                            : OSINT_EXPR_INDEFINITE,
                    at, at + 1, noun);
    return noun + 1;
}

/* "both", "both of them", "both men" */
static guint scan_both(OsintExprScanner *s, guint at, guint limit)
{
    const char *word = unit_at(s, at)->folded;
    guint to = at + 1;
    if (strcmp(word, "both") != 0 && !g_str_has_prefix(word, "beide"))
        return scan_two_of(s, at, to);
    if (at + 2 < limit && strcmp(unit_at(s, to)->folded, "of") == 0 &&
        strcmp(unit_at(s, to + 1)->folded, "them") == 0) {
        to += 2;
    } else if (!stands_alone(s, to)) {
        guint noun = find_noun(s, to, limit);
        if (noun == limit ||
            (flags_at(s, noun) & (OSINT_LEX_MANY | OSINT_LEX_NOUN)) != (OSINT_LEX_MANY | OSINT_LEX_NOUN))
            return scan_two_of(s, at, to);
        add_noun_phrase(s, OSINT_EXPR_DEFINITE, at, at + 1, noun);
        return noun + 1;
    } else if ((flags_at(s, to) & (OSINT_LEX_THE | OSINT_LEX_A)) != 0) {
        return at + 1;
    }
    add(s, OSINT_EXPR_PRONOUN, at, to, OSINT_LEX_MANY | OSINT_LEX_TWO);
    return to;
}

/* Whether a new clause begins between two units. */
static gboolean clause_begins(const OsintExprScanner *s, guint from, guint to)
{
    for (guint i = from; i < to; i++)
        if ((unit_at(s, i)->flags & (OSINT_LEX_SAYS | OSINT_LEX_CLAUSE)) != 0 || !unit_at(s, i)->joined)
            return TRUE;
    return FALSE;
}

static gboolean is_object(const OsintExprScanner *s, guint at)
{
    guint32 flags = flags_at(s, at);
    if (s->exprs->len == 0 || (flags & (OSINT_LEX_OBJECT | OSINT_LEX_FEMALE)) == 0 ||
        ((flags & OSINT_LEX_POSSESSIVE) != 0 && !stands_alone(s, at + 1)))
        return FALSE;
    return !clause_begins(s, s->last_unit, at + 1);
}

static guint scan_pronoun(OsintExprScanner *s, guint at)
{
    const OsintUnit *unit = unit_at(s, at);
    gboolean object = is_object(s, at);
    if (!unit->upper && ((unit->flags & OSINT_LEX_GERMAN) != 0) == s->sentence->german)
        add(s, OSINT_EXPR_PRONOUN, at, at + 1, unit->flags)->object = object;
    return at + 1;
}

/* ---- somebody named ---- */

static gboolean may_be_name(const OsintExprScanner *s, guint at)
{
    const OsintUnit *unit = unit_at(s, at);
    return unit->capital && !unit->upper && !unit->thing && !unit->cjk &&
           (unit->flags & (OSINT_LEX_NO_NAME | OSINT_LEX_STOP | OSINT_LEX_PRONOUN)) == 0;
}

static gboolean is_surname(const OsintExprScanner *s, guint at)
{
    return g_hash_table_contains(s->surnames, unit_at(s, at)->folded);
}

/* What stands behind a person's name rather than behind another: says, a role, an age, a verb. */
static gboolean person_goes_on(const OsintExprScanner *s, guint next)
{
    if (next >= osint_sentence_size(s->sentence))
        return FALSE;
    const OsintUnit *unit = unit_at(s, next);
    guint32 flags = unit->flags;
    if (!unit->joined)
        return (flags & (OSINT_LEX_A | OSINT_LEX_THE | OSINT_LEX_NOUN)) != 0 ||
               g_ascii_isdigit(unit->folded[0]) || strcmp(unit->folded, "who") == 0;
    return (flags & (OSINT_LEX_SAYS | OSINT_LEX_COPULA)) != 0 || ends_with(unit->folded, "ed") ||
           strcmp(unit->folded, "who") == 0 || strcmp(unit->folded, "has") == 0 ||
           strcmp(unit->folded, "had") == 0 || strcmp(unit->folded, "met") == 0;
}

static gboolean person_begins(const OsintExprScanner *s, guint at)
{
    guint32 before = at > 0 && unit_at(s, at)->joined ? flags_at(s, at - 1) : 0;
    return (before & (OSINT_LEX_SAYS | OSINT_LEX_TITLE | OSINT_LEX_ROLE)) != 0;
}

static guint scan_name(OsintExprScanner *s, guint at, guint limit)
{
    guint end = at + 1;
    while (goes_on_at(s, end, limit) && unit_at(s, end)->capital && !unit_at(s, end - 1)->possessive &&
           may_be_name(s, end))
        end++;
    gboolean part_of_other =
        goes_on_at(s, end, limit) && unit_at(s, end)->capital && (flags_at(s, end) & OSINT_LEX_NO_NAME) != 0;
    gboolean titled = at > 0 && unit_at(s, at)->joined && (flags_at(s, at - 1) & OSINT_LEX_TITLE) != 0;
    gboolean said = (flags_at(s, end) & OSINT_LEX_SAYS) != 0 && goes_on_at(s, end, limit);
    gboolean cue = person_goes_on(s, end) || person_begins(s, at) || unit_at(s, end - 1)->possessive;
    if (s->sentence->german)
        cue = titled || said || person_begins(s, at);
    if (part_of_other || !(is_surname(s, end - 1) || titled || (end - at > 1 ? cue : said)))
        return end;
    if (end - at > 1 && g_hash_table_size(s->surnames) < SURNAMES_MAX)
        g_hash_table_add(s->surnames, g_strdup(unit_at(s, end - 1)->folded));
    add(s, OSINT_EXPR_OTHER, at, end, OSINT_LEX_TITLE);
    return end;
}

static guint scan_bare_noun(OsintExprScanner *s, guint at)
{
    guint32 flags = flags_at(s, at);
    gboolean owned = at > 0 && (flags_at(s, at - 1) & OSINT_LEX_POSSESSIVE) != 0;
    if ((flags & (OSINT_LEX_GROUP | OSINT_LEX_MANY)) != 0)
        add(s, OSINT_EXPR_CROWD, at, at + 1, flags);
    else if ((flags & OSINT_LEX_ROLE) != 0 || owned)
        add_noun_phrase(s, OSINT_EXPR_OTHER, at, at, at);
    return at + 1;
}

static guint scan_latin(OsintExprScanner *s, guint at, guint limit)
{
    guint32 flags = flags_at(s, at);
    if ((flags & OSINT_LEX_PRONOUN) != 0)
        return scan_pronoun(s, at);
    if ((flags & OSINT_LEX_TWO) != 0)
        return scan_both(s, at, limit);
    if ((flags & OSINT_LEX_THE) != 0)
        return scan_the(s, at, limit);
    if ((flags & (OSINT_LEX_A | OSINT_LEX_ANOTHER)) != 0)
        return scan_indefinite(s, at, limit);
    if ((flags & (OSINT_LEX_NOUN | OSINT_LEX_GROUP)) != 0)
        return scan_bare_noun(s, at);
    return may_be_name(s, at) ? scan_name(s, at, limit) : at + 1;
}

/* ---- running text ---- */

static gboolean is_one_of(gunichar c, const char *set)
{
    return c != 0 && g_utf8_strchr(set, -1, c) != NULL;
}

static gboolean is_word_part(gunichar c)
{
    return osint_char_is_cjk(c) || osint_char_is_word(c);
}

/* Whether a bare noun may begin at a byte: at a border, or after a particle that does not add to it. */
static gboolean is_free_before(const OsintExprScanner *s, guint32 at)
{
    if (at == s->sentence->span.start)
        return TRUE;
    gunichar c = g_utf8_get_char(g_utf8_prev_char(s->reading->text + at));
    return !is_word_part(c) || is_one_of(c, "はがもでとにをへ");
}

static gboolean is_free_after(const OsintExprScanner *s, guint32 at)
{
    if (at >= s->sentence->span.end)
        return TRUE;
    gunichar c = g_utf8_get_char(s->reading->text + at);
    if (s->sentence->kana)
        return !is_word_part(c) || is_one_of(c, "はがをにのとも へでから");
    return !is_one_of(c, "性子士人组組生儿兒孩女");
}

static void add_cjk(OsintExprScanner *s, OsintExprKind kind, guint from, guint32 end, guint32 flags,
                    guint32 noun)
{
    guint to = osint_sentence_unit_from(s->sentence, end, from);
    OsintExpr *expr = add(s, kind, from, to, flags);
    expr->noun = (OsintSpan){noun, end};
    expr->modifiers = (OsintSpan){noun, noun};
    expr->predicate = FALSE;
}

/* A noun after この, 該, 別の; the unit behind it, or 0. */
static guint scan_cjk_determined(OsintExprScanner *s, guint at, guint32 noun, guint32 limit, gboolean other)
{
    guint32 length;
    guint32 flags = osint_sentence_cjk(s->sentence, noun, limit, &length);
    if ((flags & OSINT_LEX_NOUN) == 0 || (flags & OSINT_LEX_ROLE) != 0)
        return 0;
    add_cjk(s, other ? OSINT_EXPR_DIFFERENT : OSINT_EXPR_DEFINITE, at, noun + length, flags, noun);
    return s->last_unit;
}

static gboolean is_cjk_pronoun(const OsintExprScanner *s, guint32 start, guint32 end, guint32 flags)
{
    const char *text = s->reading->text;
    gunichar before = start > s->sentence->span.start ? g_utf8_get_char(g_utf8_prev_char(text + start)) : 0;
    gunichar after = end < s->sentence->span.end ? g_utf8_get_char(text + end) : 0;
    if ((flags & OSINT_LEX_TWO) != 0)
        return !g_unichar_isdigit(before) && is_free_before(s, start) && is_free_after(s, end);
    gboolean japanese = g_str_has_prefix(text + start, "彼");
    if (s->sentence->kana || japanese)
        return s->sentence->kana && japanese && is_free_after(s, end);
    return !is_one_of(before, "其吉") && !is_one_of(after, "人国國日乡鄉方");
}

/* 男と元留学生の2人, システムエンジニアの男 */
static gboolean belongs_to_listed(const OsintExprScanner *s, guint32 start)
{
    static const char of[] = "の";
    guint32 length = (guint32)strlen(of);
    if (s->exprs->len == 0 || start < length)
        return FALSE;
    const OsintExpr *last = &g_array_index(s->exprs, OsintExpr, s->exprs->len - 1);
    return last->kind == OSINT_EXPR_LISTED && last->span.end == start - length &&
           memcmp(s->reading->text + start - length, of, length) == 0;
}

static guint scan_cjk(OsintExprScanner *s, guint at, guint32 limit)
{
    guint32 start = unit_at(s, at)->start, length;
    guint32 flags = osint_sentence_cjk(s->sentence, start, limit, &length);
    guint32 end = start + length;
    guint next = length > 0 ? osint_sentence_unit_from(s->sentence, end, at) : at + 1;
    if ((flags & (OSINT_LEX_THE | OSINT_LEX_ANOTHER)) != 0) {
        guint behind = scan_cjk_determined(s, at, end, limit, (flags & OSINT_LEX_ANOTHER) != 0);
        return behind != 0 ? behind : at + 1;
    }
    if ((flags & (OSINT_LEX_PRONOUN | OSINT_LEX_TWO)) != 0) {
        gboolean two = (flags & OSINT_LEX_TWO) != 0;
        if (is_cjk_pronoun(s, start, end, flags) || (two && belongs_to_listed(s, start)))
            add_cjk(s, OSINT_EXPR_PRONOUN, at, end, flags | (two ? OSINT_LEX_MANY : 0u), start);
        else if (two && at > 0 && unit_at(s, at - 1)->cjk && unit_at(s, at)->joined)
            add_cjk(s, OSINT_EXPR_CROWD, at, end, flags, start);
        return next;
    }
    if ((flags & OSINT_LEX_ROLE) != 0)
        add_cjk(s, OSINT_EXPR_OTHER, at, end, flags, start);
    else if ((flags & OSINT_LEX_NOUN) != 0 && is_free_after(s, end) && !belongs_to_listed(s, start))
        add_cjk(s, is_free_before(s, start) ? OSINT_EXPR_DEFINITE : OSINT_EXPR_OTHER, at, end, flags, start);
    return next;
}

/* 男は30代のエンジニアで: the topic is who the noun says. */
static gboolean is_cjk_predicate(const OsintExprScanner *s, OsintSpan span)
{
    if (s->exprs->len == 0)
        return FALSE;
    guint32 from = g_array_index(s->exprs, OsintExpr, s->exprs->len - 1).span.end;
    const char *text = s->reading->text;
    if (span.start - from > TOPIC_BYTES)
        return FALSE;
    gboolean topic = g_str_has_prefix(text + from, "は") ||
                     (from >= 3 && span.start >= from && memcmp(text + from - 3, "は", 3) == 0);
    gunichar after = span.end < s->sentence->span.end ? g_utf8_get_char(text + span.end) : 0;
    return topic && !is_one_of(after, "のがはをに");
}

/* ---- the list's own ---- */

static gboolean begins_with_flag(const OsintExprScanner *s, guint unit, guint32 flag)
{
    return (flags_at(s, unit) & flag) != 0 || (unit > 0 && (flags_at(s, unit - 1) & flag) != 0);
}

/* Not "the second man", who is so wherever he is spoken of. */
static gboolean begins_with_another(const OsintExprScanner *s, guint unit)
{
    return begins_with_flag(s, unit, OSINT_LEX_ANOTHER | OSINT_LEX_OTHER) &&
           !begins_with_flag(s, unit, OSINT_LEX_THIRD);
}

static gboolean cjk_is_different(const char *text, OsintSpan span)
{
    static const char *const starts[] = {"別の", "もう一人", "もう1人", "もう１人", "另", "또 다른", NULL};
    for (const char *const *start = starts; *start != NULL; start++)
        if (g_str_has_prefix(text + span.start, *start))
            return TRUE;
    return span.start >= 6 && memcmp(text + span.start - 6, "別の", 6) == 0;
}

static guint scan_listed(OsintExprScanner *s, guint at, const OsintListed *listed)
{
    guint to = osint_sentence_unit_from(s->sentence, listed->span.end, at);
    OsintExpr *expr = add(s, listed->somebody ? OSINT_EXPR_LISTED : OSINT_EXPR_OTHER, at, MAX(to, at + 1), 0);
    expr->span = listed->span;
    expr->match = listed->match;
    expr->definite = begins_with_flag(s, at, OSINT_LEX_THE);
    expr->different = begins_with_another(s, at) || cjk_is_different(s->reading->text, listed->span);
    if (!listed->somebody)
        expr->flags = OSINT_LEX_TITLE;
    return s->last_unit;
}

OsintExprScanner *osint_expr_scanner_new(const OsintReferenceRules *rules, const OsintReading *reading,
                                         const GPtrArray *own)
{
    OsintExprScanner *s = g_new0(OsintExprScanner, 1);
    s->rules = rules;
    s->reading = reading;
    s->sentence = osint_sentence_new(rules, reading, own);
    s->surnames = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    s->exprs = g_array_new(FALSE, FALSE, sizeof(OsintExpr));
    return s;
}

void osint_expr_scanner_free(OsintExprScanner *s)
{
    osint_sentence_free(s->sentence);
    g_hash_table_unref(s->surnames);
    g_array_unref(s->exprs);
    g_free(s);
}

const GArray *osint_expr_scan(OsintExprScanner *s, OsintSpan span)
{
    osint_sentence_read(s->sentence, span);
    g_array_set_size(s->exprs, 0);
    s->last_unit = 0;
    guint size = osint_sentence_size(s->sentence), listed = 0;
    for (guint at = 0; at < size;) {
        const OsintListed *next = osint_sentence_listed(s->sentence, listed);
        guint limit = next != NULL ? osint_sentence_unit_from(s->sentence, next->span.start, at) : size;
        guint32 end = next != NULL ? next->span.start : span.end;
        while (at < limit && (next == NULL || unit_at(s, at)->end <= next->span.start)) {
            const OsintUnit *unit = unit_at(s, at);
            at = unit->cjk || g_ascii_isdigit(unit->folded[0]) ? scan_cjk(s, at, end)
                                                               : scan_latin(s, at, limit);
        }
        if (next == NULL || at >= size)
            break;
        gboolean predicate = is_cjk_predicate(s, next->span);
        at = scan_listed(s, at, next);
        if (predicate)
            g_array_index(s->exprs, OsintExpr, s->exprs->len - 1).predicate = TRUE;
        listed++;
    }
    return s->exprs;
}
