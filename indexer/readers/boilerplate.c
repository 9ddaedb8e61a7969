/* The end of an article. Every paragraph near the end is scored by rules (furniture above zero, text below),
 * and the article ends where the sum from there to the end is greatest. */
#include "indexer/readers/boilerplate.h"

#include "indexer/readers/biography.h"
#include "indexer/readers/boilerplate-rules.h"
#include "indexer/readers/clean.h"
#include "indexer/text/passages.h"

#include <string.h>

enum {
    SCORE_RULE = 40,
    SCORE_FURNITURE = 10, /* stands in the middle of texts as well, and must not pull a short end with it */
    SCORE_BIOGRAPHY = 60,
    SCORE_NAME = 10,  /* a line that is only a name, above a biography */
    SCORE_LISTED = 2, /* a title in a list of related articles */
    SCORE_FRAGMENT = -3,
    SCORE_TITLE = -20,
    SCORE_TEXT = -50, /* and less the longer it is */
    CUT_FROM = 30
};

/* So many paragraphs of text in a row end the search for furniture; so long a tail is looked at, and so long
 * a one for biographies. */
enum { TEXT_IN_A_ROW = 6, MAX_TAIL = 400, MAX_BIOGRAPHY_TAIL = 30 };

enum { FRAGMENT_COLUMNS = 60, TITLE_COLUMNS = 160, RULE_COLUMNS = 300 };

typedef struct {
    int score;
    char *author;
    gboolean opens_list;
    gboolean opens_about;
} Verdict;

static const char *const anchors[][2] = {
    [OSINT_RULE_FURNITURE] = {"^(?:", ")$"}, [OSINT_RULE_WHOLE] = {"^(?:", ")$"},
    [OSINT_RULE_SECTION] = {"^(?:", ")$"},   [OSINT_RULE_ABOUT] = {"^(?:", ")$"},
    [OSINT_RULE_START] = {"^(?:", ")"},      [OSINT_RULE_PART] = {"", ""}};

static const GRegex *rule_regex(gsize index)
{
    static GRegex **regexes;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        regexes = g_new0(GRegex *, osint_boilerplate_rule_count);
        for (gsize i = 0; i < osint_boilerplate_rule_count; i++) {
            const OsintRule *rule = &osint_boilerplate_rules[i];
            g_autofree char *pattern =
                g_strconcat(anchors[rule->kind][0], rule->pattern, anchors[rule->kind][1], NULL);
            regexes[i] = g_regex_new(pattern, G_REGEX_CASELESS, 0, NULL);
            g_assert(regexes[i] != NULL);
        }
        g_once_init_leave(&ready, 1);
    }
    return regexes[index];
}

static gboolean is_whole(OsintRuleKind kind)
{
    return kind != OSINT_RULE_START && kind != OSINT_RULE_PART;
}

/* Without closing punctuation, arrows and the like, which furniture has or has not. */
static char *without_closing(const char *text)
{
    static const char *const closing[] = {".", "…",  "!",  ":",  "»", "›", ">",
                                          "→", "。", "！", "：", "|", " ", NULL};
    char *bare = g_strdup(text);
    gsize length = strlen(bare), before = length + 1;
    while (length < before) {
        before = length;
        for (int i = 0; closing[i] != NULL; i++) {
            if (g_str_has_suffix(bare, closing[i])) {
                length -= strlen(closing[i]);
                bare[length] = '\0';
            }
        }
    }
    return bare;
}

/* "Contact us, wrote the hackers": what begins as furniture does, but is said by somebody. */
static gboolean reports_speech(const char *text)
{
    static GRegex *speech;
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        speech =
            g_regex_new(", (?:[\\p{L}’'-]+ ){0,4}(?:said|says|wrote|writes|told|added|warned|warns|joked)\\b",
                        0, 0, NULL);
        g_assert(speech != NULL);
        g_once_init_leave(&ready, 1);
    }
    return g_regex_match(speech, text, 0, NULL);
}

/* furniture: only the rules that hold anywhere in a text. */
static const OsintRule *find_rule(const char *text, guint columns, gboolean furniture)
{
    if (columns > RULE_COLUMNS)
        return NULL;
    g_autofree char *bare = without_closing(text);
    for (gsize i = 0; i < osint_boilerplate_rule_count; i++) {
        const OsintRule *rule = &osint_boilerplate_rules[i];
        if (columns > rule->max_columns || (furniture && rule->kind != OSINT_RULE_FURNITURE))
            continue;
        if (rule->kind == OSINT_RULE_SECTION && osint_ends_closed(text) && !g_str_has_suffix(text, ":"))
            continue;
        if (g_regex_match(rule_regex(i), is_whole(rule->kind) ? bare : text, 0, NULL))
            return rule->kind == OSINT_RULE_START && reports_speech(text) ? NULL : rule;
    }
    return NULL;
}

gboolean osint_boilerplate_is_furniture(const char *paragraph)
{
    gsize length = strlen(paragraph);
    if (length > RULE_COLUMNS)
        return FALSE;
    return find_rule(paragraph, osint_text_columns(paragraph, length), TRUE) != NULL;
}

static const OsintParagraph *paragraph_at(const GArray *paragraphs, guint index)
{
    return &g_array_index(paragraphs, OsintParagraph, index);
}

/* How much a paragraph that no rule knows speaks for text. Two words with a full stop are a fragment as well.
 */
static int text_score(const OsintParagraph *paragraph, gboolean listed)
{
    gboolean closed = osint_ends_sentence(paragraph->text);
    const char *space = strchr(paragraph->text, ' ');
    gboolean two_words = paragraph->columns <= 24 && space != NULL && strchr(space + 1, ' ') == NULL;
    if (listed && paragraph->columns <= TITLE_COLUMNS && !osint_ends_closed(paragraph->text))
        return SCORE_LISTED;
    if (paragraph->columns <= FRAGMENT_COLUMNS && (!closed || two_words))
        return SCORE_FRAGMENT;
    if (paragraph->columns <= TITLE_COLUMNS && !closed)
        return SCORE_TITLE;
    return SCORE_TEXT - (int)MIN(paragraph->columns / 2, 400);
}

/* Whether the article itself speaks of this person: then the paragraph about them is its text. */
static gboolean is_subject(const GArray *paragraphs, guint end, const char *name)
{
    const char *space = strrchr(name, ' ');
    const char *surname = space != NULL ? space + 1 : name;
    for (guint i = 0; i < end; i++) {
        const OsintParagraph *paragraph = paragraph_at(paragraphs, i);
        if (paragraph->columns > FRAGMENT_COLUMNS && strstr(paragraph->text, surname) != NULL)
            return TRUE;
    }
    return FALSE;
}

static char *biography_subject(const GArray *paragraphs, guint index, gboolean announced)
{
    char *name = NULL;
    const char *above = index > 0 ? paragraph_at(paragraphs, index - 1)->text : NULL;
    if (index + MAX_BIOGRAPHY_TAIL < paragraphs->len || index == 0)
        return NULL;
    if (!osint_biography_read(paragraph_at(paragraphs, index)->text, above, announced, &name))
        return NULL;
    if (is_subject(paragraphs, index, name))
        g_clear_pointer(&name, g_free);
    return name;
}

/* before is the verdict on the paragraph above, whose list or section this one may go on with. */
static Verdict judge(const GArray *paragraphs, guint index, const Verdict *before)
{
    const OsintParagraph *paragraph = paragraph_at(paragraphs, index);
    const OsintRule *rule = find_rule(paragraph->text, paragraph->columns, FALSE);
    Verdict verdict = {0};
    if (rule != NULL) {
        verdict.score = rule->kind == OSINT_RULE_FURNITURE ? SCORE_FURNITURE : SCORE_RULE;
        verdict.opens_list = rule->kind == OSINT_RULE_SECTION;
        verdict.opens_about = rule->kind == OSINT_RULE_ABOUT;
        return verdict;
    }
    verdict.author = biography_subject(paragraphs, index, before->opens_about);
    gboolean listed = before->opens_list;
    verdict.score = verdict.author != NULL ? SCORE_BIOGRAPHY : text_score(paragraph, listed);
    verdict.opens_list = listed && verdict.score == SCORE_LISTED;
    if (before->opens_about && verdict.author == NULL && osint_biography_is_name(paragraph->text)) {
        verdict.score = SCORE_NAME;
        verdict.opens_about = TRUE;
    }
    return verdict;
}

/* Names right above a biography belong to it. */
static void claim_names(const GArray *paragraphs, guint first, GArray *verdicts)
{
    gboolean below = FALSE;
    for (guint i = verdicts->len; i-- > 0;) {
        Verdict *verdict = &g_array_index(verdicts, Verdict, i);
        if (below && verdict->score == SCORE_FRAGMENT &&
            osint_biography_is_name(paragraph_at(paragraphs, first + i)->text))
            verdict->score = SCORE_NAME;
        else
            below = verdict->author != NULL;
    }
}

/* The first paragraph worth judging. */
static guint tail_begin(const GArray *paragraphs)
{
    guint begin = paragraphs->len, text = 0;
    while (begin > 1 && text < TEXT_IN_A_ROW && paragraphs->len - begin < MAX_TAIL) {
        const OsintParagraph *paragraph = paragraph_at(paragraphs, --begin);
        gboolean long_text = paragraph->columns > RULE_COLUMNS ||
                             (text_score(paragraph, FALSE) <= SCORE_TEXT &&
                              find_rule(paragraph->text, paragraph->columns, FALSE) == NULL);
        text = long_text ? text + 1 : 0;
    }
    return begin;
}

/* Whether anything before `end` is text, so that a page of nothing but furniture is left alone. */
static gboolean keeps_text(const GArray *paragraphs, guint end)
{
    for (guint i = 0; i < end; i++)
        if (text_score(paragraph_at(paragraphs, i), FALSE) <= SCORE_TEXT)
            return TRUE;
    return FALSE;
}

static guint best_cut(const GArray *verdicts)
{
    int sum = 0, best = CUT_FROM - 1;
    guint cut = verdicts->len;
    for (guint i = verdicts->len; i-- > 0;) {
        const Verdict *verdict = &g_array_index(verdicts, Verdict, i);
        sum += verdict->score;
        if (verdict->score > 0 && sum > best) {
            best = sum;
            cut = i;
        }
    }
    return cut;
}

static void clear_verdict(gpointer data)
{
    Verdict *verdict = data;
    g_free(verdict->author);
}

static void take_author(const GArray *verdicts, guint cut, char **author)
{
    for (guint i = cut; i < verdicts->len; i++) {
        const Verdict *verdict = &g_array_index(verdicts, Verdict, i);
        if (verdict->author != NULL) {
            *author = g_strdup(verdict->author);
            return;
        }
    }
}

guint osint_boilerplate_end(const GArray *paragraphs, char **author)
{
    guint begin = tail_begin(paragraphs);
    g_autoptr(GArray) verdicts = g_array_new(FALSE, FALSE, sizeof(Verdict));
    g_array_set_clear_func(verdicts, clear_verdict);
    Verdict verdict = {0};
    for (guint i = begin; i < paragraphs->len; i++) {
        verdict = judge(paragraphs, i, &verdict);
        g_array_append_val(verdicts, verdict);
    }
    claim_names(paragraphs, begin, verdicts);
    guint cut = best_cut(verdicts);
    if (cut == verdicts->len || !keeps_text(paragraphs, begin + cut))
        return paragraphs->len;
    if (author != NULL)
        take_author(verdicts, cut, author);
    return begin + cut;
}

static GArray *paragraphs_of_text(const char *text, const GArray *spans)
{
    GArray *paragraphs = g_array_new(FALSE, FALSE, sizeof(OsintParagraph));
    for (guint i = 0; i < spans->len; i++) {
        const OsintSpan *span = &g_array_index(spans, OsintSpan, i);
        OsintParagraph paragraph = {.text = g_strndup(text + span->start, span->end - span->start),
                                    .columns =
                                        osint_text_columns(text + span->start, span->end - span->start),
                                    .lines = 1,
                                    .after_blank = TRUE};
        g_array_append_val(paragraphs, paragraph);
    }
    return paragraphs;
}

void osint_boilerplate_trim(OsintArticle *article)
{
    g_autoptr(GArray) spans = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_paragraphs_append(article->text, spans);
    g_autoptr(GArray) paragraphs = paragraphs_of_text(article->text, spans);
    g_autofree char *author = NULL;
    guint end = osint_boilerplate_end(paragraphs, &author);
    for (guint i = 0; i < paragraphs->len; i++)
        g_free(g_array_index(paragraphs, OsintParagraph, i).text);
    if (author != NULL && article->authors->len == 0)
        g_ptr_array_add(article->authors, g_steal_pointer(&author));
    if (end == spans->len)
        return;
    guint32 cut = end > 0 ? g_array_index(spans, OsintSpan, end - 1).end : 0;
    article->text[cut] = '\0';
    GArray *headings = article->headings;
    while (headings->len > 0 && g_array_index(headings, OsintSpan, headings->len - 1).end > cut)
        g_array_set_size(headings, headings->len - 1);
}
