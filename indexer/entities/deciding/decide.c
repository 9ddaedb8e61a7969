/* From matches to mentions: evidence, overlaps, shared names, references. */
#include "indexer/entities/deciding/decide.h"

#include <string.h>

#include "indexer/entities/deciding/shared.h"
#include "indexer/entities/deciding/threat-words.h"
#include "indexer/entities/deciding/tiers.h"
#include "indexer/entities/deciding/weigh.h"

/* How long a chain of entities may be that are evidence for each other. */
#define EVIDENCE_PASSES 16

/* Names compete with names for the words of a text, descriptions with descriptions: "male member of the
 * Chinese Communist Party" describes one entity and names another. */
typedef enum { LAYER_NAMES, LAYER_DESCRIPTIONS, LAYERS } Layer;

/* The matches [from, to) that have the same tokens. */
typedef struct {
    guint32 start;
    guint32 bytes;
    guint from;
    guint to;
} Spot;

static gboolean is_description(const OsintMatch *match)
{
    return match->phrase->kind == OSINT_PHRASE_DESCRIPTION;
}

static gboolean is_name(const OsintMatch *match)
{
    return match->phrase->kind == OSINT_PHRASE_NAME;
}

/* Whether the name stands for one entity alone. */
static gboolean is_sole(const OsintReading *reading, guint index)
{
    const OsintMatch *match = osint_reading_match(reading, index);
    guint from = index;
    while (from > 0 && osint_reading_match(reading, from - 1)->first == match->first &&
           osint_reading_match(reading, from - 1)->last == match->last)
        from--;
    for (guint i = from, to = osint_reading_group_end(reading, from); i < to; i++) {
        const OsintMatch *other = osint_reading_match(reading, i);
        if (is_name(other) && other->phrase->owner != match->phrase->owner)
            return FALSE;
    }
    return is_name(match);
}

static void remove_inside(OsintReading *reading, guint exception)
{
    const OsintMatch *match = osint_reading_match(reading, exception);
    guint at = exception;
    while (at > 0 && osint_reading_match(reading, at - 1)->first == match->first)
        at--;
    for (; at < reading->matches->len && osint_reading_match(reading, at)->first <= match->last; at++) {
        OsintMatch *inside = osint_reading_match(reading, at);
        if (is_name(inside) && inside->last <= match->last && inside->phrase->owner == match->phrase->owner)
            inside->phrase = match->phrase;
    }
}

static void count_match(OsintReading *reading, guint index, OsintEvidence *evidence, gboolean named)
{
    OsintMatch *match = osint_reading_match(reading, index);
    const OsintToken *first = osint_reading_token(reading, match->first);
    const OsintToken *last = osint_reading_token(reading, match->last);
    match->counts = TRUE;
    osint_evidence_add_entity(evidence, match->phrase->owner, is_sole(reading, index),
                              named ? reading->text + first->start : NULL, last->end - first->start);
}

static gboolean in_label(char c)
{
    return g_ascii_isalnum(c) || c == '.' || c == '_' || c == '\\' || c == '-';
}

#define LABEL_BYTES 60
#define LABEL_MARKS 2

static gboolean is_joint(char mark, char beyond)
{
    return (mark == '.' || mark == '_') && (g_ascii_isalnum(beyond) || beyond == '\\');
}

/* "Win32.Ransom.REvil", "Win32_Ransom_REvil_1": a part of a label that programs give. */
static gboolean is_in_label(const char *text, guint32 start, guint32 end)
{
    guint marks = 0;
    if (!(start > 1 && is_joint(text[start - 1], text[start - 2])) &&
        !(text[end] != '\0' && is_joint(text[end], text[end + 1])))
        return FALSE;
    for (guint32 at = start; at > 0 && start - at < LABEL_BYTES && in_label(text[at - 1]); at--)
        marks += text[at - 1] == '.' || text[at - 1] == '_';
    for (guint32 at = end; at - end < LABEL_BYTES && in_label(text[at]) && in_label(text[at + 1]); at++)
        marks += text[at] == '.' || text[at] == '_';
    return marks >= LABEL_MARKS;
}

/* Whether it is written as it must be. */
static gboolean is_well_written(const OsintReading *reading, const OsintMatch *match)
{
    guint32 start = osint_reading_token(reading, match->first)->start;
    guint32 end = osint_reading_token(reading, match->last)->end;
    if (is_in_label(reading->text, start, end))
        return FALSE;
    if (match->phrase->glued)
        return memchr(reading->text + start, ' ', end - start) == NULL;
    if (match->phrase->tier == OSINT_TIER_SAFE)
        return TRUE;
    return osint_has_its_capitals(reading->text, start, end, match->phrase);
}

static gboolean is_small(const OsintReading *reading, const OsintMatch *match)
{
    return g_unichar_islower(
        g_utf8_get_char(reading->text + osint_reading_token(reading, match->first)->start));
}

static void count_safe(OsintReading *reading, OsintEvidence *evidence)
{
    for (guint i = 0; i < reading->matches->len; i++)
        if (osint_reading_match(reading, i)->phrase->kind == OSINT_PHRASE_EXCEPTION)
            remove_inside(reading, i);
    for (guint i = 0; i < reading->matches->len; i++) {
        const OsintMatch *match = osint_reading_match(reading, i);
        if (match->phrase->kind == OSINT_PHRASE_EVIDENCE)
            osint_evidence_add_word(evidence, match->phrase->owner);
        else if (match->phrase->kind == OSINT_PHRASE_USE && is_small(reading, match))
            osint_evidence_add_ordinary_use(evidence, match->phrase->owner);
        else if (is_name(match) && !match->phrase->needs_context && is_well_written(reading, match))
            count_match(reading, i, evidence, TRUE);
    }
}

static gboolean prove_name(OsintReading *reading, guint index, OsintEvidence *evidence)
{
    OsintVerdict verdict = osint_weigh(reading, index, evidence);
    if (!verdict.counts)
        return FALSE;
    OsintMatch *match = osint_reading_match(reading, index);
    match->confidence = verdict.confidence;
    match->why = verdict.why;
    if (verdict.proof)
        osint_evidence_add_proof(evidence, match->phrase->owner);
    count_match(reading, index, evidence, FALSE);
    return TRUE;
}

static gboolean count_proven(OsintReading *reading, OsintEvidence *evidence)
{
    gboolean changed = FALSE;
    for (guint i = 0; i < reading->matches->len; i++) {
        const OsintMatch *match = osint_reading_match(reading, i);
        if (match->counts)
            continue;
        if (is_name(match) && match->phrase->needs_context) {
            changed = prove_name(reading, i, evidence) || changed;
        } else if (is_description(match) && osint_evidence_holds(evidence, match->phrase->owner)) {
            count_match(reading, i, evidence, FALSE);
            changed = TRUE;
        }
    }
    return changed;
}

void osint_decide_evidence(OsintReading *readings, guint count, OsintEvidence *evidence)
{
    for (guint i = 0; i < count; i++)
        count_safe(&readings[i], evidence);
    gboolean changed = TRUE;
    for (guint pass = 0; changed && pass < EVIDENCE_PASSES; pass++) {
        changed = FALSE;
        for (guint i = 0; i < count; i++)
            changed = count_proven(&readings[i], evidence) || changed;
    }
}

static gboolean in_layer(const OsintMatch *match, Layer layer, gboolean references)
{
    if (layer == LAYER_NAMES)
        return is_name(match);
    return references ? match->phrase->kind == OSINT_PHRASE_REFERENCE : is_description(match);
}

/* The places where some match of the layer counts, longest first. */
static int compare_spots(gconstpointer a, gconstpointer b)
{
    const Spot *x = a, *y = b;
    if (x->bytes != y->bytes)
        return x->bytes > y->bytes ? -1 : 1;
    return (x->start > y->start) - (x->start < y->start);
}

static GArray *spots_of(const OsintReading *reading, Layer layer, gboolean references)
{
    GArray *spots = g_array_new(FALSE, FALSE, sizeof(Spot));
    for (guint from = 0, to; from < reading->matches->len; from = to) {
        to = osint_reading_group_end(reading, from);
        const OsintMatch *match = osint_reading_match(reading, from);
        guint32 start = osint_reading_token(reading, match->first)->start;
        Spot spot = {start, osint_reading_token(reading, match->last)->end - start, from, to};
        gboolean counts = FALSE;
        for (guint i = from; i < to; i++)
            counts = counts || (osint_reading_match(reading, i)->counts &&
                                in_layer(osint_reading_match(reading, i), layer, references));
        if (counts)
            g_array_append_val(spots, spot);
    }
    g_array_sort(spots, compare_spots);
    return spots;
}

static gboolean take_tokens(const OsintReading *reading, const Spot *spot, guint8 *taken)
{
    const OsintMatch *match = osint_reading_match(reading, spot->from);
    for (guint32 i = match->first; i <= match->last; i++)
        if (taken[i])
            return FALSE;
    for (guint32 i = match->first; i <= match->last; i++)
        taken[i] = TRUE;
    return TRUE;
}

/* Drops the spots that overlap a longer one; `taken` has a mark for every token in use. */
static void resolve_overlaps(OsintReading *reading, Layer layer, gboolean references, guint8 *taken)
{
    g_autoptr(GArray) spots = spots_of(reading, layer, references);
    for (guint i = 0; i < spots->len; i++) {
        const Spot *spot = &g_array_index(spots, Spot, i);
        if (take_tokens(reading, spot, taken))
            continue;
        for (guint k = spot->from; k < spot->to; k++)
            if (in_layer(osint_reading_match(reading, k), layer, references))
                osint_reading_match(reading, k)->counts = FALSE;
    }
}

/* Whether the names found in the glued word round a token leave nothing of it over. */
static gboolean glued_word_is_names(const OsintReading *reading, guint32 token, const guint8 *taken)
{
    guint32 at = token;
    while ((osint_reading_token(reading, at)->flags & OSINT_TOKEN_BEGINS) == 0)
        at--;
    for (;; at++) {
        if (!taken[at])
            return FALSE;
        if ((osint_reading_token(reading, at)->flags & OSINT_TOKEN_ENDS) != 0)
            return TRUE;
    }
}

static void drop_torn_words(OsintReading *reading, const guint8 *taken)
{
    for (guint i = 0; i < reading->matches->len; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (match->counts && is_name(match) && osint_reading_is_tentative(reading, match) &&
            (!glued_word_is_names(reading, match->first, taken) ||
             !glued_word_is_names(reading, match->last, taken)))
            match->counts = FALSE;
    }
}

/* "Dharma ransomware" is Dharma: a noun in small letters is no part of a name. */
static void trim_nouns(OsintReading *reading)
{
    for (guint i = 0; i < reading->matches->len; i++) {
        OsintMatch *match = osint_reading_match(reading, i);
        if (!match->counts || !is_name(match) || match->last == match->first)
            continue;
        const OsintToken *last = osint_reading_token(reading, match->last);
        if (osint_is_threat_noun(reading->text + last->start, last->end - last->start))
            match->last--;
    }
}

void osint_decide_mentions(OsintReading *reading, OsintEvidence *evidence)
{
    g_autofree guint8 *named = g_malloc0(reading->tokens->len);
    g_autofree guint8 *described = g_malloc0(reading->tokens->len);
    resolve_overlaps(reading, LAYER_NAMES, FALSE, named);
    drop_torn_words(reading, named);
    resolve_overlaps(reading, LAYER_DESCRIPTIONS, FALSE, described);
    osint_shared_settle(reading, evidence);
    trim_nouns(reading);
}
