/* Passages: paragraphs cut or joined, at sentences, to the size that is read at a glance. */
#include "indexer/text/passages.h"

#include <string.h>

#include "indexer/text/sentences.h"
#include "indexer/text/words.h"

/* Sizes in words; CJK_PER_WORD characters weigh as much as a word, so that 40 to 150 words are 100 to 375
 * characters. */
#define CJK_PER_WORD 2.5
#define SHORT_PASSAGE 40.0
#define LONG_PASSAGE 150.0
#define GOOD_PASSAGE 100.0
#define LONGEST_HEADING 14.0
/* Thai, Khmer, Lao and Burmese have letters for what is a character in Chinese; and a "word" of more
 * characters is several. */
#define LONGEST_WORD 24
#define CHARACTERS_PER_WORD 6.0

static double word_size(const char *start, const OsintWord *word)
{
    gsize bytes = word->end - word->start;
    if (word->kind == OSINT_WORD_PLAIN && bytes <= LONGEST_WORD)
        return 1;
    double characters = (double)g_utf8_strlen(start, (gssize)bytes);
    if (word->kind == OSINT_WORD_CJK)
        return characters /
               (osint_char_is_southeast_asian(g_utf8_get_char(start)) ? CHARACTERS_PER_WORD : CJK_PER_WORD);
    return characters <= LONGEST_WORD ? 1 : characters / CHARACTERS_PER_WORD;
}

static double size_in_words(const char *text, OsintSpan span)
{
    OsintWordIter iter;
    OsintWord word;
    double size = 0;
    osint_words_init(&iter, text + span.start, span.end - span.start);
    while (osint_words_next(&iter, &word))
        size += word_size(text + span.start + word.start, &word);
    return size;
}

/* ---- paragraphs ---- */

/* The end of the line at `at`, and whether only white space stands on it. */
static const char *line_end(const char *at, gboolean *blank)
{
    *blank = TRUE;
    while (*at != '\0' && *at != '\n') {
        *blank = *blank && g_unichar_isspace(g_utf8_get_char(at));
        at = *blank ? g_utf8_next_char(at) : at + strcspn(at, "\n");
    }
    return at;
}

static OsintSpan trimmed(const char *text, guint32 start, guint32 end)
{
    while (start < end && g_unichar_isspace(g_utf8_get_char(text + start)))
        start = (guint32)(g_utf8_next_char(text + start) - text);
    while (end > start) {
        const char *last = g_utf8_prev_char(text + end);
        if (!g_unichar_isspace(g_utf8_get_char(last)))
            break;
        end = (guint32)(last - text);
    }
    return (OsintSpan){start, end};
}

static void append_paragraph(const char *text, guint32 start, guint32 end, GArray *paragraphs)
{
    OsintSpan span = trimmed(text, start, end);
    if (span.start < span.end)
        g_array_append_val(paragraphs, span);
}

void osint_paragraphs_append(const char *text, GArray *paragraphs)
{
    const char *start = text;
    const char *line = text;
    while (*line != '\0') {
        gboolean blank;
        const char *end = line_end(line, &blank);
        if (blank) {
            append_paragraph(text, (guint32)(start - text), (guint32)(line - text), paragraphs);
            start = end;
        }
        line = *end == '\0' ? end : end + 1;
    }
    append_paragraph(text, (guint32)(start - text), (guint32)(line - text), paragraphs);
}

/* ---- headings ---- */

/* A heading may end in a quotation mark or bracket, but not otherwise in punctuation. */
static gboolean closes_like_sentence(const char *text, OsintSpan span)
{
    gunichar last = osint_char_before(text, span.end);
    return g_unichar_ispunct(last) && last != ')' && last != 0x201D && last != '"' && last != '\'' &&
           last != 0x2019;
}

/* "By Jane Doe": every word but "and" begins with a capital. */
static gboolean is_byline(const char *text, OsintSpan span)
{
    OsintWordIter iter;
    OsintWord word;
    guint words = 0;
    osint_words_init(&iter, text + span.start, span.end - span.start);
    while (osint_words_next(&iter, &word)) {
        const char *start = text + span.start + word.start;
        gsize length = word.end - word.start;
        gboolean by = length == 2 && g_ascii_strncasecmp(start, "by", 2) == 0;
        gboolean and = length == 3 && g_ascii_strncasecmp(start, "and", 3) == 0;
        if (words == 0 ? !by : (!and&&!g_unichar_isupper(g_utf8_get_char(start))))
            return FALSE;
        words++;
    }
    return words > 1;
}

static gboolean looks_like_heading(const char *text, OsintSpan span)
{
    gunichar first = g_utf8_get_char(text + span.start);
    return !g_unichar_islower(first) && g_unichar_isalnum(first) &&
           memchr(text + span.start, '\n', span.end - span.start) == NULL &&
           !closes_like_sentence(text, span) && size_in_words(text, span) <= LONGEST_HEADING &&
           !is_byline(text, span);
}

void osint_headings_guess(const char *text, GArray *headings)
{
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(text, paragraphs);
    for (guint i = 0; i + 1 < paragraphs->len; i++) {
        OsintSpan span = g_array_index(paragraphs, OsintSpan, i);
        OsintSpan next = g_array_index(paragraphs, OsintSpan, i + 1);
        if (looks_like_heading(text, span) && g_unichar_ispunct(osint_char_before(text, next.end)) &&
            size_in_words(text, next) > LONGEST_HEADING)
            g_array_append_val(headings, span);
    }
}

/* ---- passages ---- */

/* The passage being made; empty while start == end. */
typedef struct {
    const char *text;
    GArray *sentences;
    GArray *passages;
    OsintSpan open;
    double size;
} Splitter;

static void close_passage(Splitter *splitter)
{
    if (splitter->open.start < splitter->open.end)
        g_array_append_val(splitter->passages, splitter->open);
    splitter->open = (OsintSpan){0, 0};
    splitter->size = 0;
}

static void extend(Splitter *splitter, OsintSpan span, double size)
{
    if (splitter->open.start == splitter->open.end)
        splitter->open.start = span.start;
    splitter->open.end = span.end;
    splitter->size += size;
}

/* Cuts a long paragraph into pieces of about equal size. */
static void split_long(Splitter *splitter, guint first_sentence, double size)
{
    double pieces = (double)(guint)(size / GOOD_PASSAGE + 0.5);
    double piece = size / MAX(pieces, 1.0);
    for (guint i = first_sentence; i < splitter->sentences->len; i++) {
        OsintSpan sentence = g_array_index(splitter->sentences, OsintSpan, i);
        double length = size_in_words(splitter->text, sentence);
        if (splitter->size > 0 && splitter->size + length / 2 > piece)
            close_passage(splitter);
        extend(splitter, sentence, length);
    }
}

static void add_paragraph(Splitter *splitter, OsintSpan paragraph)
{
    guint first_sentence = splitter->sentences->len;
    osint_sentences_append(splitter->text, paragraph.start, paragraph.end, splitter->sentences);
    double size = size_in_words(splitter->text, paragraph);
    if (splitter->size + size > LONG_PASSAGE && splitter->size >= SHORT_PASSAGE / 2)
        close_passage(splitter);
    if (size > LONG_PASSAGE)
        split_long(splitter, first_sentence, size);
    else
        extend(splitter, paragraph, size);
    if (splitter->size >= SHORT_PASSAGE)
        close_passage(splitter);
}

/* At the end of a section, what is too short to stand alone joins the passage before it. */
static void close_section(Splitter *splitter, guint section_start)
{
    if (splitter->size > 0 && splitter->size < SHORT_PASSAGE && splitter->passages->len > section_start) {
        OsintSpan *last = &g_array_index(splitter->passages, OsintSpan, splitter->passages->len - 1);
        if (size_in_words(splitter->text, *last) + splitter->size <= LONG_PASSAGE) {
            last->end = splitter->open.end;
            splitter->open = (OsintSpan){0, 0};
        }
    }
    close_passage(splitter);
}

/* A heading opens the passage that follows it; its size does not count. */
static void add_heading(Splitter *splitter, OsintSpan heading)
{
    osint_sentences_append(splitter->text, heading.start, heading.end, splitter->sentences);
    extend(splitter, heading, 0);
}

/* Whether a paragraph is the next of the headings; moves past it and past what is no paragraph. */
static gboolean take_heading(const GArray *headings, guint *next, OsintSpan paragraph)
{
    while (headings != NULL && *next < headings->len) {
        guint32 start = g_array_index(headings, OsintSpan, *next).start;
        if (start > paragraph.start)
            return FALSE;
        (*next)++;
        if (start == paragraph.start)
            return TRUE;
    }
    return FALSE;
}

void osint_passages_split(const char *text, const GArray *headings, GArray *sentences, GArray *passages)
{
    g_autoptr(GArray) paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(text, paragraphs);
    Splitter splitter = {.text = text, .sentences = sentences, .passages = passages};
    guint next_heading = 0, section_start = passages->len;
    gboolean after_heading = FALSE;
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintSpan paragraph = g_array_index(paragraphs, OsintSpan, i);
        gboolean heading = take_heading(headings, &next_heading, paragraph);
        if (heading && !after_heading) {
            close_section(&splitter, section_start);
            section_start = passages->len;
        }
        if (heading)
            add_heading(&splitter, paragraph);
        else
            add_paragraph(&splitter, paragraph);
        after_heading = heading;
    }
    close_section(&splitter, section_start);
}
