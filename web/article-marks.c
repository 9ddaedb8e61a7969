/* Marks are laid out once for the whole text: which mentions are shown, and where matches begin. Text is then
 * written piece by piece, from one element to the next. */
#include "web/article-marks.h"

#include <string.h>

#include "web/labels.h"

struct OsintArticleMarks {
    const OsintAsk *ask;
    const OsintArticle *article;
    guint32 length;   /* of the text */
    GArray *shown;    /* guint: places in article->mentions, of those that none before overlaps */
    GArray *words;    /* OsintSpan: highlights within the text */
    GArray *matches;  /* OsintSpan */
    GHashTable *seen; /* ids of entities that have been mentioned */
    guint next_shown; /* the first of shown that does not end before what was written last */
    guint next_word;  /* likewise */
    guint next_match; /* the first that does not begin before it */
};

/* ---- layout ---- */

static const OsintMention *mention_at(const OsintArticleMarks *marks, guint place)
{
    return &g_array_index(marks->article->mentions, OsintMention, place);
}

static const OsintMention *shown_at(const OsintArticleMarks *marks, guint number)
{
    return number < marks->shown->len ? mention_at(marks, g_array_index(marks->shown, guint, number)) : NULL;
}

static const OsintSpan *span_at(const GArray *spans, guint number)
{
    return number < spans->len ? &g_array_index(spans, OsintSpan, number) : NULL;
}

static void choose_mentions(OsintArticleMarks *marks)
{
    guint32 at = 0;
    for (guint i = 0; i < marks->article->mentions->len; i++) {
        OsintSpan span = mention_at(marks, i)->span;
        if (span.start < at || span.start >= span.end || span.end > marks->length)
            continue;
        g_array_append_val(marks->shown, i);
        at = span.end;
    }
}

static void choose_words(OsintArticleMarks *marks, const GArray *highlights)
{
    guint32 at = 0;
    for (guint i = 0; highlights != NULL && i < highlights->len; i++) {
        OsintSpan span = g_array_index(highlights, OsintSpan, i);
        span.end = MIN(span.end, marks->length);
        while (span.start < span.end && g_ascii_isspace(marks->article->text[span.start]))
            span.start++;
        if (span.start < at || span.start >= span.end)
            continue;
        g_array_append_val(marks->words, span);
        at = span.end;
    }
}

/* Whether only white space of one line stands between. */
static gboolean is_adjacent(const char *text, guint32 end, guint32 start)
{
    while (end < start && (text[end] == ' ' || text[end] == '\t'))
        end++;
    return end == start;
}

static void find_matches(OsintArticleMarks *marks)
{
    guint shown = 0;
    for (guint i = 0; i < marks->words->len; i++) {
        OsintSpan word = *span_at(marks->words, i);
        OsintSpan *last = marks->matches->len > 0
                              ? &g_array_index(marks->matches, OsintSpan, marks->matches->len - 1)
                              : NULL;
        const OsintMention *mention;
        while ((mention = shown_at(marks, shown)) != NULL && mention->span.end <= word.start)
            shown++;
        gboolean within = mention != NULL && mention->span.start <= word.start;
        if (last != NULL && ((within && last->start >= mention->span.start) ||
                             is_adjacent(marks->article->text, last->end, word.start)))
            last->end = word.end;
        else
            g_array_append_val(marks->matches, word);
    }
}

OsintArticleMarks *osint_article_marks_new(const OsintAsk *ask, const OsintArticle *article,
                                           const GArray *highlights)
{
    OsintArticleMarks *marks = g_new0(OsintArticleMarks, 1);
    marks->ask = ask;
    marks->article = article;
    marks->length = (guint32)strlen(article->text);
    marks->shown = g_array_new(FALSE, FALSE, sizeof(guint));
    marks->words = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    marks->matches = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    marks->seen = g_hash_table_new(g_str_hash, g_str_equal);
    choose_mentions(marks);
    choose_words(marks, highlights);
    find_matches(marks);
    return marks;
}

void osint_article_marks_free(OsintArticleMarks *marks)
{
    if (marks == NULL)
        return;
    g_array_unref(marks->shown);
    g_array_unref(marks->words);
    g_array_unref(marks->matches);
    g_hash_table_unref(marks->seen);
    g_free(marks);
}

const GArray *osint_article_marks_matches(const OsintArticleMarks *marks)
{
    return marks->matches;
}

/* ---- what is known of a mention ---- */

static void join(GString *out, const char *text)
{
    g_string_append_printf(out, " · %s", text);
}

char *osint_article_marks_tell(const OsintWords *words, const OsintMention *mention)
{
    const char *kind = osint_kind_name(words, osint_label_kind(mention->type));
    g_autofree char *who = osint_words_fill(words->article.mention, mention->name, kind, NULL);
    GString *out = g_string_new(who);
    if (mention->descriptive) {
        g_autofree char *sure = g_strdup_printf("%u", mention->confidence);
        g_autofree char *described = osint_words_fill(words->article.described_sure, sure, NULL);
        join(out, described);
    }
    if (mention->undecided)
        join(out, words->article.undecided);
    if (mention->benign)
        join(out, words->article.benign);
    if (mention->why != NULL)
        join(out, mention->why);
    return g_string_free(out, FALSE);
}

/* Mentions that begin within another and are not shown themselves. */
#define INNER_TOLD 4

static void append_inner(OsintHtml *html, const OsintArticleMarks *marks, guint place)
{
    const OsintWords *words = osint_html_words(html);
    const OsintMention *outer = mention_at(marks, place);
    for (guint i = place + 1; i < marks->article->mentions->len && i <= place + INNER_TOLD; i++) {
        const OsintMention *inner = mention_at(marks, i);
        if (inner->span.start >= outer->span.end)
            break;
        if (g_str_equal(inner->entity, outer->entity))
            continue;
        g_autofree char *told = osint_article_marks_tell(words, inner);
        osint_html_text(html, " · ");
        html_say(html, words->article.inner, told);
    }
}

/* ---- writing ---- */

static void append_piece(OsintHtml *html, const OsintArticleMarks *marks, guint32 start, guint32 end)
{
    if (start < end)
        osint_html_text_length(html, marks->article->text + start, end - start);
}

/* The number of the match that begins in an element; 0 when none does. */
static guint match_in(OsintArticleMarks *marks, OsintSpan span)
{
    const OsintSpan *match;
    while ((match = span_at(marks->matches, marks->next_match)) != NULL && match->start < span.start)
        marks->next_match++;
    return match != NULL && match->start < span.end ? ++marks->next_match : 0;
}

static gboolean is_here(const OsintArticleMarks *marks, guint match)
{
    return match > 0 && match == marks->ask->match;
}

static void append_word(OsintHtml *html, const OsintArticleMarks *marks, OsintSpan span)
{
    html_raw(html, "<mark>");
    append_piece(html, marks, span.start, span.end);
    html_raw(html, "</mark>");
}

/* Text in a mention, with its words marked. */
static void append_within(OsintHtml *html, OsintArticleMarks *marks, OsintSpan span)
{
    const OsintSpan *word;
    while ((word = span_at(marks->words, marks->next_word)) != NULL && word->start < span.end) {
        OsintSpan inner = {MAX(word->start, span.start), MIN(word->end, span.end)};
        append_piece(html, marks, span.start, inner.start);
        if (inner.start < inner.end)
            append_word(html, marks, inner);
        span.start = MAX(span.start, inner.end);
        if (word->end > span.end)
            break;
        marks->next_word++;
    }
    append_piece(html, marks, span.start, span.end);
}

static void append_mention(OsintHtml *html, OsintArticleMarks *marks, guint place, OsintSpan span)
{
    const OsintMention *mention = mention_at(marks, place);
    g_autofree char *told = osint_article_marks_tell(osint_html_words(html), mention);
    gboolean first = g_hash_table_add(marks->seen, mention->entity);
    g_autofree char *link = first ? osint_link_entity(marks->ask, mention->entity) : NULL;
    guint match = match_in(marks, span);
    if (first)
        html_format(html, "<a href=\"%s\"", link);
    else
        html_raw(html, "<span");
    if (match > 0)
        html_format(html, " id=\"m%u\"", match);
    html_format(html, " class=\"e %s%s%s%s\" title=\"%s", osint_label_kind(mention->type)->css,
                first ? " first" : "", mention->descriptive ? " said" : "",
                is_here(marks, match) ? " here" : "", told);
    append_inner(html, marks, place);
    html_raw(html, "\">");
    append_within(html, marks, span);
    if (first)
        html_raw(html, "</a>");
    else
        html_raw(html, "</span>");
}

static void append_match(OsintHtml *html, OsintArticleMarks *marks, OsintSpan span)
{
    guint match = match_in(marks, span);
    html_raw(html, "<mark");
    if (match > 0)
        html_format(html, " id=\"m%u\"", match);
    if (is_here(marks, match))
        html_raw(html, " class=\"here\"");
    html_raw(html, ">");
    append_piece(html, marks, span.start, span.end);
    html_raw(html, "</mark>");
}

/* The next of both that does not end before the text that is to be written. */
static void move_to(OsintArticleMarks *marks, guint32 at)
{
    const OsintMention *mention;
    const OsintSpan *word;
    while ((mention = shown_at(marks, marks->next_shown)) != NULL && mention->span.end <= at)
        marks->next_shown++;
    while ((word = span_at(marks->words, marks->next_word)) != NULL && word->end <= at)
        marks->next_word++;
}

void osint_article_marks_append(OsintHtml *html, OsintArticleMarks *marks, OsintSpan span)
{
    while (span.start < span.end) {
        move_to(marks, span.start);
        const OsintMention *mention = shown_at(marks, marks->next_shown);
        const OsintSpan *word = span_at(marks->words, marks->next_word);
        guint32 named = mention != NULL ? MAX(mention->span.start, span.start) : span.end;
        guint32 matched = word != NULL ? MAX(word->start, span.start) : span.end;
        guint32 next = MIN(MIN(named, matched), span.end);
        append_piece(html, marks, span.start, next);
        span.start = next;
        if (next == span.end)
            return;
        gboolean is_mention = named <= matched;
        span.start = is_mention ? MIN(mention->span.end, span.end) : MIN(MIN(word->end, named), span.end);
        if (is_mention)
            append_mention(html, marks, g_array_index(marks->shown, guint, marks->next_shown),
                           (OsintSpan){next, span.start});
        else
            append_match(html, marks, (OsintSpan){next, span.start});
    }
}
