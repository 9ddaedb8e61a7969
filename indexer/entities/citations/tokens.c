/* Sentences in tokens: words with their classes, listed names, and runs of capitalised words, of which the
 * article itself often shows whether they name an organisation or a person. */
#include "indexer/entities/citations/build.h"

#include <string.h>

#include "indexer/text/words.h"

#define LONGEST_CLASSED 24 /* bytes of a word that may have a class */
#define LONGEST_ACRONYM 6
#define LONGEST_NAME_WORDS 8

OsintCiteToken *osint_cite_token(const OsintCiteReading *reading, guint number)
{
    return &g_array_index(reading->tokens, OsintCiteToken, number);
}

char *osint_cite_text(const OsintCiteReading *reading, OsintSpan span)
{
    return g_strndup(reading->article->text + span.start, span.end - span.start);
}

static const OsintMention *mention_at(const OsintCiteReading *reading, guint number)
{
    return &g_array_index(reading->article->mentions, OsintMention, number);
}

guint osint_cite_speaker_from(const OsintCiteReading *reading, guint32 byte)
{
    guint low = 0, high = reading->speakers->len;
    while (low < high) {
        guint middle = low + (high - low) / 2;
        if (mention_at(reading, g_array_index(reading->speakers, guint, middle))->span.end <= byte)
            low = middle + 1;
        else
            high = middle;
    }
    return low;
}

guint osint_cite_kinds(OsintCiteReading *reading, OsintSpan span, guint mention)
{
    g_autofree char *text = osint_cite_text(reading, span);
    gpointer known = g_hash_table_lookup(reading->kinds, text);
    if (known == NULL) {
        const OsintMention *listed = mention == OSINT_CITE_NOBODY ? NULL : mention_at(reading, mention);
        guint kinds = osint_cite_kind_of_name(text);
        if (listed != NULL)
            kinds |= osint_cite_kind_of_name(listed->name);
        if (listed != NULL && g_str_equal(listed->type, "place"))
            kinds = OSINT_CITE_KIND_PLACE;
        if (kinds == 0 && g_str_has_prefix(listed != NULL ? listed->name : text, "The "))
            kinds = OSINT_CITE_KIND_MEDIUM; /* as names of newspapers do */
        if (GPOINTER_TO_UINT(g_hash_table_lookup(reading->names, text)) & OSINT_CITE_IS_MEDIUM)
            kinds |= OSINT_CITE_KIND_MEDIUM;
        known = GUINT_TO_POINTER(kinds + 1);
        g_hash_table_insert(reading->kinds, g_strdup(text), known);
    }
    return GPOINTER_TO_UINT(known) - 1;
}

/* ---- words ---- */

static guint8 gap_of(const char *text, guint32 from, guint32 to)
{
    guint8 gap = from == to ? OSINT_CITE_GAP_GLUED : 0;
    if (to == from + 1 && text[from] == ' ') /* between most words */
        return 0;
    for (const char *at = text + from; at < text + to; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        GUnicodeType type = g_unichar_type(c);
        if (c == ',')
            gap |= OSINT_CITE_GAP_COMMA;
        else if (c == '.')
            gap |= OSINT_CITE_GAP_STOP;
        else if (c == '&')
            gap |= OSINT_CITE_GAP_AMPERSAND;
        else if (c == '-' || c == 0x2010 || c == 0x2011)
            gap |= OSINT_CITE_GAP_HYPHEN;
        else if (c == '"' || type == G_UNICODE_INITIAL_PUNCTUATION || type == G_UNICODE_FINAL_PUNCTUATION ||
                 c == '\'' || c == 0x201E)
            gap |= OSINT_CITE_GAP_QUOTE;
        else if (!g_unichar_isspace(c))
            gap |= OSINT_CITE_GAP_OTHER;
    }
    return gap;
}

static guint32 classes_of(const char *word, gsize length, GString *scratch)
{
    if (length > LONGEST_CLASSED)
        return 0;
    g_string_set_size(scratch, 0);
    osint_word_lower(word, length, scratch);
    return osint_cite_word_classes(scratch->str, scratch->len);
}

/* The bytes of "'s" or "'" at the end of a word. */
static guint32 possessive_ending(const char *text, OsintSpan span)
{
    guint32 length = span.end - span.start;
    const char *end = text + span.end;
    if (length > 2 && (end[-1] == 's' || end[-1] == 'S') && end[-2] == '\'')
        return 2;
    if (length > 4 && (end[-1] == 's' || end[-1] == 'S') && memcmp(end - 4, "\xE2\x80\x99", 3) == 0)
        return 4;
    return 0;
}

static void add_word(OsintCiteReading *reading, OsintSpan span, guint sentence, guint8 gap, GString *scratch)
{
    const char *text = reading->article->text;
    guint32 ending = possessive_ending(text, span);
    OsintCiteToken token = {.span = {span.start, span.end - ending},
                            .kind = OSINT_CITE_TOKEN_WORD,
                            .sentence = sentence,
                            .mention = OSINT_CITE_NOBODY,
                            .gap = gap,
                            .words = 1,
                            .possessive = ending > 0,
                            .capital = g_unichar_isupper(g_utf8_get_char(text + span.start))};
    token.classes = classes_of(text + span.start, span.end - span.start - ending, scratch);
    if (ending > 0)
        token.classes |= classes_of(text + span.start, span.end - span.start, scratch) & OSINT_CITE_NOT;
    if (g_ascii_isdigit(text[span.start]))
        token.classes |= OSINT_CITE_TIME;
    g_array_append_val(reading->tokens, token);
}

static void add_listed(OsintCiteReading *reading, guint mention, guint sentence, guint8 gap)
{
    const OsintMention *listed = mention_at(reading, mention);
    OsintCiteToken token = {.span = listed->span,
                            .kind = OSINT_CITE_TOKEN_LISTED,
                            .sentence = sentence,
                            .mention = mention,
                            .gap = gap,
                            .words = 1,
                            .capital = TRUE,
                            .place = g_str_equal(listed->type, "place")};
    g_array_append_val(reading->tokens, token);
}

/* After a listed name: whether what is left of its word is the ending of a possessive. */
static void mark_possessive(OsintCiteReading *reading, guint32 word_end)
{
    OsintCiteToken *last = osint_cite_token(reading, reading->tokens->len - 1);
    const char *rest = reading->article->text + last->span.end;
    guint32 length = word_end > last->span.end ? word_end - last->span.end : 0;
    last->possessive = (length == 2 && rest[0] == '\'') || (length == 4 && (guchar)rest[0] == 0xE2) ||
                       (length == 0 && (rest[0] == '\'' || g_str_has_prefix(rest, "\xE2\x80\x99")));
}

static void read_sentence(OsintCiteReading *reading, guint number, GString *scratch)
{
    const char *text = reading->article->text;
    OsintSpan sentence = g_array_index(reading->article->sentences, OsintSpan, number);
    guint speaker = osint_cite_speaker_from(reading, sentence.start);
    guint32 last = sentence.start;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text + sentence.start, sentence.end - sentence.start);
    while (osint_words_next(&iter, &word)) {
        OsintSpan span = {sentence.start + word.start, sentence.start + word.end};
        gboolean named = FALSE;
        for (; speaker < reading->speakers->len; speaker++) {
            guint mention = g_array_index(reading->speakers, guint, speaker);
            OsintSpan own = mention_at(reading, mention)->span;
            if (own.start >= span.end)
                break;
            add_listed(reading, mention, number, own.start >= last ? gap_of(text, last, own.start) : 0);
            mark_possessive(reading, span.end);
            last = MAX(own.end, last);
            named = TRUE;
        }
        if (named || span.start < last) {
            if (span.end > last && reading->tokens->len > 0)
                mark_possessive(reading, span.end);
            last = MAX(span.end, last);
            continue;
        }
        if (word.kind == OSINT_WORD_CJK)
            continue;
        add_word(reading, span, number, gap_of(text, last, span.start), scratch);
        last = span.end;
    }
}

/* ---- names ---- */

static gboolean may_be_in_name(const OsintCiteReading *reading, const OsintCiteToken *token, gboolean first)
{
    guint32 classes = token->classes;
    gsize length = token->span.end - token->span.start;
    if (token->kind == OSINT_CITE_TOKEN_LISTED)
        return token->place;
    if (!token->capital || (length == 1 && !g_ascii_isupper(reading->article->text[token->span.start])))
        return FALSE;
    if ((classes & (OSINT_CITE_STOP | OSINT_CITE_DETERMINER | OSINT_CITE_TIME)) ||
        (reading->german && classes != 0))
        return FALSE;
    if (classes & OSINT_CITE_NAME)
        return TRUE;
    if (classes & OSINT_CITE_PEOPLES)
        return !first;
    if (classes &
        (OSINT_CITE_SPEAKER | OSINT_CITE_SAY | OSINT_CITE_TELL | OSINT_CITE_QUOTE | OSINT_CITE_SINGLE))
        return FALSE;
    return !first || classes == 0;
}

static gboolean joins(const OsintCiteToken *token)
{
    return (token->gap & (OSINT_CITE_GAP_BREAK | OSINT_CITE_GAP_GLUED)) == 0;
}

static gboolean is_of(const OsintCiteReading *reading, const OsintCiteToken *token)
{
    return token->kind == OSINT_CITE_TOKEN_WORD && token->span.end - token->span.start == 2 &&
           memcmp(reading->article->text + token->span.start, "of", 2) == 0;
}

/* "Acme Corp. Baker Inc" is two names, "Acme Corp. Ltd" one. */
static gboolean ends_name(const OsintCiteToken *before, const OsintCiteToken *token)
{
    return (token->gap & OSINT_CITE_GAP_STOP) && (before->classes & OSINT_CITE_NAME) &&
           !(token->classes & OSINT_CITE_NAME);
}

/* The end of the run of tokens that make a name from first on; "Ministry of Foreign Affairs" is one. */
static guint name_end(const OsintCiteReading *reading, guint first, guint end)
{
    guint at = first + 1, words = 1;
    guint32 classes = osint_cite_token(reading, first)->classes;
    while (at < end && words < LONGEST_NAME_WORDS) {
        const OsintCiteToken *token = osint_cite_token(reading, at);
        const OsintCiteToken *before = osint_cite_token(reading, at - 1);
        gboolean of = is_of(reading, token) && (classes & OSINT_CITE_NAME) && at + 1 < end;
        guint next = at + (of ? 1 : 0);
        if (before->possessive || !joins(token) || ends_name(before, token) ||
            !may_be_in_name(reading, osint_cite_token(reading, next), FALSE) ||
            !joins(osint_cite_token(reading, next)))
            break;
        classes |= osint_cite_token(reading, next)->classes;
        at = next + 1;
        words++;
    }
    return at;
}

static gboolean is_acronym(const char *text, OsintSpan span)
{
    guint capitals = 0;
    for (guint32 i = span.start; i < span.end; i++) {
        if (!g_ascii_isupper(text[i]) && !g_ascii_isdigit(text[i]) && text[i] != '&')
            return FALSE;
        capitals += g_ascii_isupper(text[i]) ? 1 : 0;
    }
    return capitals >= 2 && capitals <= LONGEST_ACRONYM;
}

/* A capital inside, as in "CrowdStrike", but not as in the surnames that begin with Mc, Mac, De or O'. */
static gboolean has_inner_capital(const char *text, OsintSpan span)
{
    static const char *const surnames[] = {"Mc", "Mac", "De", "Di", "La", "Le", "Van", "Fitz", "O'"};
    const char *word = text + span.start;
    gsize length = span.end - span.start;
    for (gsize i = 0; i < G_N_ELEMENTS(surnames); i++)
        if (length > strlen(surnames[i]) && strncmp(word, surnames[i], strlen(surnames[i])) == 0 &&
            g_ascii_isupper(word[strlen(surnames[i])]))
            return FALSE;
    for (gsize i = 1; i < length; i++)
        if (g_ascii_isupper(word[i]) && g_ascii_islower(word[i - 1]))
            return TRUE;
    return FALSE;
}

/* What is written in capitals and speaks for nobody. */
static gboolean is_no_speaker(const char *text, OsintSpan span)
{
    static const char *const others[] = {"US",    "UK",  "UN",  "EU",  "TV",  "PC",   "IT",   "AI",  "ID",
                                         "CEO",   "CTO", "CFO", "PR",  "IP",  "URL",  "PDF",  "USB", "DNS",
                                         "VPN",   "API", "GMT", "UTC", "EST", "PST",  "JST",  "USA", "OK",
                                         "COVID", "DNA", "GDP", "CVE", "APT", "HTTP", "HTML", "SQL", "II"};
    for (gsize i = 0; i < G_N_ELEMENTS(others); i++)
        if (strlen(others[i]) == span.end - span.start &&
            memcmp(others[i], text + span.start, strlen(others[i])) == 0)
            return TRUE;
    return FALSE;
}

static guint8 own_evidence(const OsintCiteReading *reading, guint first, guint end)
{
    const char *text = reading->article->text;
    guint8 evidence = 0;
    for (guint i = first; i < end; i++) {
        const OsintCiteToken *token = osint_cite_token(reading, i);
        if ((token->classes & OSINT_CITE_NAME) && (end - first > 1 || i > first))
            evidence |= OSINT_CITE_IS_ORGANISATION;
        if (token->kind == OSINT_CITE_TOKEN_WORD && end - first == 1 &&
            (is_acronym(text, token->span) || has_inner_capital(text, token->span)) &&
            !is_no_speaker(text, token->span))
            evidence |= OSINT_CITE_IS_ORGANISATION;
    }
    return evidence;
}

static OsintCiteToken name_of(const OsintCiteReading *reading, guint first, guint end)
{
    OsintCiteToken name = *osint_cite_token(reading, first);
    const OsintCiteToken *last = osint_cite_token(reading, end - 1);
    if (end - first == 1 && name.kind == OSINT_CITE_TOKEN_LISTED)
        return name;
    name.kind = OSINT_CITE_TOKEN_NAME;
    name.mention = OSINT_CITE_NOBODY;
    name.evidence = own_evidence(reading, first, end);
    name.classes = 0;
    for (guint i = first; i < end; i++)
        name.classes |= osint_cite_token(reading, i)->classes & (OSINT_CITE_NAME | OSINT_CITE_OFFICE);
    name.span.end = last->span.end;
    name.possessive = last->possessive;
    name.words = end - first;
    return name;
}

/* Most words: neither a name nor a part of one. */
static gboolean is_plain_word(const OsintCiteToken *token)
{
    return token->kind == OSINT_CITE_TOKEN_WORD && !token->capital;
}

/* Makes runs of capitalised words one token each, from the sentence's first token on. */
static void join_names(OsintCiteReading *reading, guint first)
{
    guint kept = first, end = reading->tokens->len;
    for (guint i = first; i < end;) {
        const OsintCiteToken *token = osint_cite_token(reading, i);
        if (is_plain_word(token)) {
            *osint_cite_token(reading, kept++) = *token;
            i++;
            continue;
        }
        gboolean begins = i == first || (token->gap & (OSINT_CITE_GAP_QUOTE | OSINT_CITE_GAP_OTHER));
        guint next = i + 1;
        OsintCiteToken joined = *token;
        gboolean follows = next < end && joins(osint_cite_token(reading, next)) &&
                           may_be_in_name(reading, osint_cite_token(reading, next), FALSE);
        gboolean titled = follows && token->capital && (token->classes & OSINT_CITE_TIME) &&
                          (osint_cite_token(reading, next)->classes & OSINT_CITE_NAME);
        if ((titled || may_be_in_name(reading, token, begins && !follows)) &&
            (follows || !begins || token->classes == 0)) {
            next = name_end(reading, i, end);
            if (next > i + 1 || !(token->classes & OSINT_CITE_PEOPLES))
                joined = name_of(reading, i, next);
        }
        *osint_cite_token(reading, kept++) = joined;
        i = next;
    }
    g_array_set_size(reading->tokens, kept);
}

/* ---- what the article shows about its names ---- */

static void note(OsintCiteReading *reading, OsintSpan span, guint8 evidence)
{
    char *text = osint_cite_text(reading, span);
    guint known = GPOINTER_TO_UINT(g_hash_table_lookup(reading->names, text));
    g_hash_table_replace(reading->names, text, GUINT_TO_POINTER(known | evidence));
}

/* The last word of a name of several words: by it alone people are named again. */
static void note_surname(OsintCiteReading *reading, const OsintCiteToken *name)
{
    const char *text = reading->article->text;
    guint32 start = name->span.end;
    while (start > name->span.start && text[start - 1] != ' ')
        start--;
    note(reading, (OsintSpan){start, name->span.end}, OSINT_CITE_IS_PERSON);
}

static gboolean has_class(const OsintCiteReading *reading, guint number, guint sentence, guint32 classes)
{
    if (number >= reading->tokens->len)
        return FALSE;
    const OsintCiteToken *token = osint_cite_token(reading, number);
    return token->sentence == sentence && token->kind == OSINT_CITE_TOKEN_WORD && (token->classes & classes);
}

static gboolean is_title_of_person(const char *text, OsintSpan span)
{
    static const char *const titles[] = {"Mr", "Mrs", "Ms", "Dr", "Prof", "Sir", "Lord", "Herr", "Frau"};
    for (gsize i = 0; i < G_N_ELEMENTS(titles); i++)
        if (strlen(titles[i]) == span.end - span.start &&
            strncmp(text + span.start, titles[i], strlen(titles[i])) == 0)
            return TRUE;
    return FALSE;
}

static void note_neighbours(OsintCiteReading *reading, guint number)
{
    const OsintCiteToken *name = osint_cite_token(reading, number);
    guint before = number - 1, sentence = name->sentence;
    gboolean tight_before = (name->gap & OSINT_CITE_GAP_BREAK) == 0;
    gboolean tight_after = number + 1 < reading->tokens->len &&
                           (osint_cite_token(reading, number + 1)->gap & OSINT_CITE_GAP_BREAK) == 0;
    guint8 evidence = 0;
    if (number > 0 && tight_before && has_class(reading, before, sentence, OSINT_CITE_OUTLET))
        evidence |= OSINT_CITE_IS_ORGANISATION | OSINT_CITE_IS_MEDIUM;
    if (tight_after && has_class(reading, number + 1, sentence, OSINT_CITE_OUTLET) && name->words == 1)
        evidence |= OSINT_CITE_IS_ORGANISATION | OSINT_CITE_IS_MEDIUM;
    if (name->kind == OSINT_CITE_TOKEN_NAME) {
        if (number > 0 && tight_before && has_class(reading, before, sentence, OSINT_CITE_BODY))
            evidence |= OSINT_CITE_IS_ORGANISATION;
        if (number > 1 && tight_before && has_class(reading, before, sentence, OSINT_CITE_OF) &&
            has_class(reading, before - 1, sentence, OSINT_CITE_SPEAKER))
            evidence |= OSINT_CITE_IS_ORGANISATION;
        if (tight_after && has_class(reading, number + 1, sentence, OSINT_CITE_SPEAKER) &&
            !osint_cite_token(reading, number + 1)->capital)
            evidence |= OSINT_CITE_IS_ORGANISATION;
        if (number > 0 && has_class(reading, before, sentence, OSINT_CITE_STOP) &&
            is_title_of_person(reading->article->text, osint_cite_token(reading, before)->span))
            evidence |= OSINT_CITE_IS_PERSON;
    }
    if (evidence)
        note(reading, name->span, evidence);
    if (name->kind == OSINT_CITE_TOKEN_NAME && name->words > 1 && name->words < 4 && evidence == 0 &&
        name->evidence == 0)
        note_surname(reading, name);
}

static void gather_evidence(OsintCiteReading *reading)
{
    for (guint i = 0; i < reading->tokens->len; i++)
        if (osint_cite_token(reading, i)->kind != OSINT_CITE_TOKEN_WORD)
            note_neighbours(reading, i);
    for (guint i = 0; i < reading->tokens->len; i++) {
        OsintCiteToken *token = osint_cite_token(reading, i);
        if (token->kind != OSINT_CITE_TOKEN_NAME)
            continue;
        g_autofree char *text = osint_cite_text(reading, token->span);
        token->evidence |= (guint8)GPOINTER_TO_UINT(g_hash_table_lookup(reading->names, text));
    }
}

void osint_cite_tokens_read(OsintCiteReading *reading)
{
    g_autoptr(GString) scratch = g_string_new(NULL);
    for (guint i = 0; i < reading->article->sentences->len; i++) {
        guint first = reading->tokens->len;
        read_sentence(reading, i, scratch);
        join_names(reading, first);
    }
    gather_evidence(reading);
}
