/* Cutting a sentence into words, and choosing the list's phrases in it. */
#include "indexer/entities/references/sentence.h"

#include <string.h>

#include "indexer/text/words.h"

/* So many words that only German has make a sentence German. */
#define GERMAN_WORDS 2

OsintSentence *osint_sentence_new(const OsintReferenceRules *rules, const OsintReading *reading,
                                  const GPtrArray *own)
{
    OsintSentence *sentence = g_new0(OsintSentence, 1);
    sentence->rules = rules;
    sentence->reading = reading;
    sentence->own = own;
    sentence->units = g_array_new(FALSE, FALSE, sizeof(OsintUnit));
    sentence->listed = g_array_new(FALSE, FALSE, sizeof(OsintListed));
    sentence->strings = g_string_chunk_new(4096);
    return sentence;
}

void osint_sentence_free(OsintSentence *sentence)
{
    g_array_unref(sentence->units);
    g_array_unref(sentence->listed);
    g_string_chunk_free(sentence->strings);
    g_free(sentence);
}

guint osint_sentence_size(const OsintSentence *sentence)
{
    return sentence->units->len;
}

const OsintUnit *osint_sentence_unit(const OsintSentence *sentence, guint index)
{
    return &g_array_index(sentence->units, OsintUnit, index);
}

guint osint_sentence_unit_from(const OsintSentence *sentence, guint32 byte, guint from)
{
    while (from < sentence->units->len && osint_sentence_unit(sentence, from)->start < byte)
        from++;
    return from;
}

const OsintListed *osint_sentence_listed(const OsintSentence *sentence, guint index)
{
    return index < sentence->listed->len ? &g_array_index(sentence->listed, OsintListed, index) : NULL;
}

/* ---- words ---- */

static gboolean is_joined(const OsintSentence *sentence, guint32 from, guint32 to)
{
    const char *text = sentence->reading->text;
    for (const char *p = text + from; p < text + to; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && c != '-' && c != '[' && c != ']' && c != 0x2010 && c != 0x2011)
            return FALSE;
    }
    return TRUE;
}

static gsize without_possessive(const char *text, gsize length)
{
    if (length < 3 || (text[length - 1] != 's' && text[length - 1] != 'S'))
        return length;
    if (text[length - 2] == '\'')
        return length - 2;
    return length > 4 && memcmp(text + length - 4, "\u2019", 3) == 0 ? length - 4 : length;
}

static gboolean is_upper(const char *text, gsize length)
{
    guint letters = 0;
    for (gsize i = 0; i < length; i++) {
        if (g_ascii_islower(text[i]) || (guchar)text[i] >= 0x80)
            return FALSE;
        letters += g_ascii_isupper(text[i]);
    }
    return letters > 1;
}

/* What is no noun to the lexicon may be one to the list. */
static guint32 flags_of(const OsintSentence *sentence, const char *folded)
{
    guint32 flags = osint_lexicon_word(osint_reference_rules_lexicon(sentence->rules), folded);
    for (guint i = 0; i < sentence->own->len && (flags & (OSINT_LEX_NOUN | OSINT_LEX_STOP)) == 0; i++)
        flags |= osint_lexicon_word(g_ptr_array_index(sentence->own, i), folded);
    return flags;
}

guint32 osint_sentence_cjk(const OsintSentence *sentence, guint32 at, guint32 end, guint32 *length)
{
    const char *text = sentence->reading->text;
    guint32 flags =
        osint_lexicon_cjk(osint_reference_rules_lexicon(sentence->rules), text + at, text + end, length);
    for (guint i = 0; i < sentence->own->len; i++) {
        guint32 other;
        guint32 found = osint_lexicon_cjk(g_ptr_array_index(sentence->own, i), text + at, text + end, &other);
        if (other > *length) {
            *length = other;
            flags = found;
        }
    }
    return flags;
}

static guint32 end_of_units(const OsintSentence *sentence)
{
    guint size = sentence->units->len;
    return size > 0 ? osint_sentence_unit(sentence, size - 1)->end : sentence->span.start;
}

static void add_word(OsintSentence *sentence, guint32 start, guint32 end, GString *folded)
{
    const char *text = sentence->reading->text + start;
    gsize length = without_possessive(text, end - start);
    g_string_truncate(folded, 0);
    osint_word_fold(text, length, folded);
    OsintUnit unit = {
        .start = start,
        .end = start + (guint32)length,
        .flags = flags_of(sentence, folded->str),
        .folded = g_string_chunk_insert_len(sentence->strings, folded->str, (gssize)folded->len),
        .capital = g_unichar_isupper(g_utf8_get_char(text)),
        .upper = is_upper(text, length),
        .joined = sentence->units->len > 0 && is_joined(sentence, end_of_units(sentence), start),
        .possessive = length < end - start};
    if (sentence->units->len > 0 && osint_sentence_unit(sentence, sentence->units->len - 1)->possessive)
        unit.joined = start > 0 && g_ascii_isspace(sentence->reading->text[start - 1]);
    g_array_append_val(sentence->units, unit);
}

static gboolean is_hiragana(gunichar c)
{
    return c >= 0x3041 && c <= 0x309F;
}

static void add_characters(OsintSentence *sentence, guint32 start, guint32 end)
{
    const char *text = sentence->reading->text;
    for (guint32 at = start; at < end;) {
        guint32 next = (guint32)(g_utf8_next_char(text + at) - text);
        OsintUnit unit = {.start = at, .end = next, .folded = "", .cjk = TRUE};
        unit.joined = sentence->units->len > 0 && is_joined(sentence, end_of_units(sentence), at);
        sentence->kana = sentence->kana || is_hiragana(g_utf8_get_char(text + at));
        g_array_append_val(sentence->units, unit);
        at = next;
    }
}

static void read_units(OsintSentence *sentence)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, sentence->reading->text + sentence->span.start,
                     sentence->span.end - sentence->span.start);
    while (osint_words_next(&iter, &word)) {
        guint32 start = sentence->span.start + word.start, end = sentence->span.start + word.end;
        if (word.kind == OSINT_WORD_CJK)
            add_characters(sentence, start, end);
        else
            add_word(sentence, start, end, folded);
    }
    guint german = 0;
    for (guint i = 0; i < sentence->units->len && german < GERMAN_WORDS; i++)
        german += (osint_sentence_unit(sentence, i)->flags & OSINT_LEX_GERMAN) != 0;
    sentence->german = german >= GERMAN_WORDS;
}

/* ---- the list's phrases ---- */

static OsintSpan match_span(const OsintReading *reading, guint index)
{
    const OsintMatch *match = osint_reading_match(reading, index);
    return (OsintSpan){osint_reading_token(reading, match->first)->start,
                       osint_reading_token(reading, match->last)->end};
}

/* Descriptions before names before references, then the longest. */
static guint rank(const OsintSentence *sentence, const OsintMatch *match)
{
    if (match->phrase->kind == OSINT_PHRASE_DESCRIPTION)
        return 2;
    if (match->phrase->kind == OSINT_PHRASE_REFERENCE)
        return 1;
    return osint_reference_rules_is_person(sentence->rules, match->phrase->owner) ||
                   osint_reference_rules_traits(sentence->rules, match->phrase->owner) != NULL
               ? 2
               : 0;
}

static void mark_things(OsintSentence *sentence, OsintSpan span, guint *unit)
{
    *unit = osint_sentence_unit_from(sentence, span.start, *unit);
    for (guint i = *unit; i < sentence->units->len; i++) {
        OsintUnit *inside = &g_array_index(sentence->units, OsintUnit, i);
        if (inside->start >= span.end)
            return;
        inside->thing = TRUE;
    }
}

static void add_listed(OsintSentence *sentence, guint index, guint rank_of)
{
    const OsintMatch *match = osint_reading_match(sentence->reading, index);
    OsintListed listed = {match_span(sentence->reading, index), index,
                          osint_reference_rules_traits(sentence->rules, match->phrase->owner) != NULL};
    guint count = sentence->listed->len;
    OsintListed *last = count > 0 ? &g_array_index(sentence->listed, OsintListed, count - 1) : NULL;
    if (last == NULL || listed.span.start >= last->span.end) {
        g_array_append_val(sentence->listed, listed);
        return;
    }
    const OsintMatch *before = osint_reading_match(sentence->reading, last->match);
    guint rank_before = rank(sentence, before);
    if (rank_of > rank_before ||
        (rank_of == rank_before && listed.span.start == last->span.start && listed.span.end > last->span.end))
        *last = listed;
}

static void read_listed(OsintSentence *sentence)
{
    const OsintReading *reading = sentence->reading;
    guint unit = 0;
    for (; sentence->match < reading->matches->len; sentence->match++) {
        const OsintMatch *match = osint_reading_match(reading, sentence->match);
        OsintSpan span = match_span(reading, sentence->match);
        if (span.start >= sentence->span.end)
            return;
        if (!match->counts || span.start < sentence->span.start)
            continue;
        guint ranked = rank(sentence, match);
        if (ranked == 0)
            mark_things(sentence, span, &unit);
        else
            add_listed(sentence, sentence->match, ranked);
    }
}

void osint_sentence_read(OsintSentence *sentence, OsintSpan span)
{
    sentence->span = span;
    sentence->kana = FALSE;
    g_array_set_size(sentence->units, 0);
    g_array_set_size(sentence->listed, 0);
    g_string_chunk_clear(sentence->strings);
    read_units(sentence);
    read_listed(sentence);
}
