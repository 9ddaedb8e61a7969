/* Walking the trie along a text, and the checks that need only the text round a match: word boundaries,
 * spelling, compounds. */
#include "indexer/entities/matching/reading.h"

#include <string.h>

#include "indexer/entities/matching/governments.h"
#include "indexer/text/words.h"

/* How far round a name in capitals the line is looked at, in bytes: as long as a headline is. */
#define HEADLINE_BYTES 300
/* The longest word before a hyphen that is looked at, in characters. */
#define COMPOUND_CHARS 40

const OsintToken *osint_reading_token(const OsintReading *reading, guint32 index)
{
    return &g_array_index(reading->tokens, OsintToken, index);
}

OsintMatch *osint_reading_match(const OsintReading *reading, guint index)
{
    return &g_array_index(reading->matches, OsintMatch, index);
}

guint osint_reading_group_end(const OsintReading *reading, guint from)
{
    const OsintMatch *match = osint_reading_match(reading, from);
    guint at = from + 1;
    while (at < reading->matches->len && osint_reading_match(reading, at)->first == match->first &&
           osint_reading_match(reading, at)->last == match->last)
        at++;
    return at;
}

gboolean osint_reading_is_tentative(const OsintReading *reading, const OsintMatch *match)
{
    return (osint_reading_token(reading, match->first)->flags & OSINT_TOKEN_BEGINS) == 0 ||
           (osint_reading_token(reading, match->last)->flags & OSINT_TOKEN_ENDS) == 0;
}

/* Names may also begin and end where glued parts meet, words of evidence anywhere in running CJK text. */
static gboolean boundaries_fit(const OsintReading *reading, guint32 first, guint32 last, OsintPhraseKind kind)
{
    guint32 before = osint_reading_token(reading, first)->flags;
    guint32 after = osint_reading_token(reading, last)->flags;
    guint32 begins = OSINT_TOKEN_BEGINS, ends = OSINT_TOKEN_ENDS;
    guint32 anywhere = kind == OSINT_PHRASE_NAME       ? OSINT_TOKEN_GLUED
                       : kind == OSINT_PHRASE_EVIDENCE ? OSINT_TOKEN_CJK
                                                       : 0u;
    return (before & (begins | anywhere)) != 0 && (after & (ends | anywhere)) != 0;
}

/* The spelling without what may stand between the tokens of a name. */
static char *squeezed(const char *text, gsize length)
{
    g_autofree char *normal = g_utf8_normalize(text, (gssize)length, G_NORMALIZE_ALL_COMPOSE);
    GString *out = g_string_new(NULL);
    for (const char *p = normal != NULL ? normal : ""; *p != '\0'; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (!g_unichar_isspace(c) && !osint_char_is_hyphen(c) && c != '_' && c != '[' && c != ']')
            g_string_append_unichar(out, c);
    }
    return g_string_free(out, FALSE);
}

static gboolean line_is_capitals(const char *text, guint32 start, guint32 end)
{
    const char *from = text + start;
    while (from > text && from[-1] != '\n' && text + start - from < HEADLINE_BYTES)
        from = g_utf8_prev_char(from);
    const char *to = text + end;
    while (*to != '\0' && *to != '\n' && to - (text + end) < HEADLINE_BYTES)
        to = g_utf8_next_char(to);
    return !osint_text_has_small_letter(from, (gsize)(to - from));
}

/* As written, or in capitals: in a headline, or anywhere if evidence is asked for besides ("TICK"). */
static gboolean is_spelled(const char *text, guint32 start, guint32 end, const OsintPhrase *phrase)
{
    const char *exact = phrase->exact;
    if (strlen(exact) == end - start && memcmp(text + start, exact, end - start) == 0)
        return TRUE;
    g_autofree char *found = squeezed(text + start, end - start);
    g_autofree char *wanted = squeezed(exact, strlen(exact));
    if (strcmp(found, wanted) == 0)
        return TRUE;
    g_autofree char *capitals = g_utf8_strup(wanted, -1);
    return strcmp(found, capitals) == 0 && (phrase->needs_context || line_is_capitals(text, start, end));
}

/* "Tick-borne", "tick.example": the word goes on in small letters. */
static gboolean goes_on(const char *text, guint32 end)
{
    gunichar c = g_utf8_get_char(text + end);
    if (!osint_char_is_hyphen(c) && c != '.' && c != '@')
        return FALSE;
    gunichar next = g_utf8_get_char(g_utf8_next_char(text + end));
    return g_unichar_islower(next) || (c != '-' && g_unichar_isdigit(next));
}

/* "anti-Tick", "user@tick": it began with a small letter. */
static gboolean began_before(const char *text, guint32 start)
{
    if (start == 0)
        return FALSE;
    const char *at = g_utf8_prev_char(text + start);
    gunichar c = g_utf8_get_char(at);
    if (!osint_char_is_hyphen(c) && c != '.' && c != '@')
        return FALSE;
    gunichar initial = 0;
    for (guint i = 0; i < COMPOUND_CHARS && at > text; i++) {
        at = g_utf8_prev_char(at);
        if (!g_unichar_isalnum(g_utf8_get_char(at)))
            break;
        initial = g_utf8_get_char(at);
    }
    return g_unichar_islower(initial);
}

/* "CONTACT US", but "US SEIZES SERVERS" and "THE US": among capitals an abbreviation begins the line or
 * follows the article. */
static gboolean is_abbreviation(const char *text, guint32 start, guint32 end)
{
    if (!line_is_capitals(text, start, end))
        return TRUE;
    const char *at = text + start;
    while (at > text && (at[-1] == ' ' || !g_ascii_isalpha(at[-1])) && at[-1] != '\n')
        at--;
    return at == text || at[-1] == '\n' || (at - text >= 3 && memcmp(at - 3, "THE", 3) == 0);
}

/* Or nothing that could be one. */
static gboolean has_capital(const char *text, guint32 start, guint32 end)
{
    gboolean cased = FALSE;
    for (const char *p = text + start; p < text + end; p = g_utf8_next_char(p)) {
        gunichar c = g_utf8_get_char(p);
        if (g_unichar_isupper(c) || g_unichar_istitle(c))
            return TRUE;
        cased = cased || g_unichar_islower(c);
    }
    return !cased;
}

static gboolean ends_with_word(const char *text, guint32 end, const char *word)
{
    gsize length = strlen(word);
    return end >= length && g_ascii_strncasecmp(text + end - length, word, length) == 0 &&
           (end == length || !g_ascii_isalnum(text[end - length - 1]));
}

/* After a preposition that asks where. */
static gboolean is_located(const char *text, guint32 start)
{
    static const char *const before[] = {"in", "near", "from", "around", "outside", "city of", "town of"};
    if (start == 0 || text[start - 1] != ' ')
        return FALSE;
    for (guint i = 0; i < G_N_ELEMENTS(before); i++)
        if (ends_with_word(text, start - 1, before[i]))
            return TRUE;
    return FALSE;
}

static gboolean fits_form(const OsintReading *reading, guint32 start, guint32 end, OsintPhraseForm form)
{
    if (form == OSINT_FORM_ABBREVIATION)
        return is_abbreviation(reading->text, start, end);
    if (form != OSINT_FORM_NAME && !has_capital(reading->text, start, end))
        return FALSE;
    if (form == OSINT_FORM_LOCATED)
        return is_located(reading->text, start);
    return form != OSINT_FORM_SEAT || osint_government_acts(reading->text + end);
}

static gboolean fits(const OsintReading *reading, guint32 first, guint32 last, const OsintPhrase *phrase)
{
    if (!boundaries_fit(reading, first, last, phrase->kind))
        return FALSE;
    guint32 start = osint_reading_token(reading, first)->start;
    guint32 end = osint_reading_token(reading, last)->end;
    if (phrase->exact != NULL && !is_spelled(reading->text, start, end, phrase))
        return FALSE;
    if (!fits_form(reading, start, end, phrase->form))
        return FALSE;
    return phrase->kind != OSINT_PHRASE_NAME || !phrase->needs_context ||
           (!goes_on(reading->text, end) && !began_before(reading->text, start));
}

static void collect(OsintReading *reading, const OsintTrie *trie, guint32 node, guint32 first, guint32 last)
{
    guint count;
    const OsintPhrase *phrases = osint_trie_phrases(trie, node, &count);
    for (guint i = 0; i < count; i++) {
        if (!fits(reading, first, last, &phrases[i]))
            continue;
        OsintMatch match = {.first = first, .last = last, .phrase = &phrases[i]};
        g_array_append_val(reading->matches, match);
    }
}

static void walk(OsintReading *reading, const OsintTrie *trie, guint32 first)
{
    guint32 at = first;
    guint32 node = osint_trie_step(trie, 0, osint_reading_token(reading, first)->id);
    while (node != 0) {
        reading->steps++;
        collect(reading, trie, node, first, at);
        at++;
        if (at == reading->tokens->len || (osint_reading_token(reading, at)->flags & OSINT_TOKEN_JOINED) == 0)
            return;
        node = osint_trie_step(trie, node, osint_reading_token(reading, at)->id);
    }
}

void osint_reading_init(OsintReading *reading, const char *text, const OsintVocabulary *vocabulary,
                        const OsintTrie *trie)
{
    reading->text = text;
    reading->tokens = g_array_new(FALSE, FALSE, sizeof(OsintToken));
    reading->matches = g_array_new(FALSE, FALSE, sizeof(OsintMatch));
    reading->steps = osint_tokens_scan(text, strlen(text), vocabulary, reading->tokens);
    for (guint32 i = 0; i < reading->tokens->len; i++)
        walk(reading, trie, i);
}

void osint_reading_clear(OsintReading *reading)
{
    g_array_unref(reading->tokens);
    g_array_unref(reading->matches);
}
