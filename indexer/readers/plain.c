/* Plain text as it is copied from the web: perhaps front matter, perhaps a title, a byline and a date, then
 * the text, then what the page had below it. */
#include "indexer/readers/plain.h"

#include "indexer/article/date.h"
#include "indexer/article/json.h"
#include "indexer/readers/biography.h"
#include "indexer/readers/boilerplate.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/frontmatter.h"
#include "indexer/readers/layout.h"
#include "indexer/text/passages.h"

#include <string.h>

enum { MAX_TITLE_COLUMNS = 220, MAX_QUESTION_COLUMNS = 120, MAX_BYLINE_COLUMNS = 60, MAX_LEAD_LINES = 6 };

static const OsintParagraph *paragraph_at(const GArray *paragraphs, guint index)
{
    return &g_array_index(paragraphs, OsintParagraph, index);
}

static void drop_furniture(GArray *paragraphs)
{
    guint kept = 0;
    for (guint i = 0; i < paragraphs->len; i++) {
        OsintParagraph *paragraph = &g_array_index(paragraphs, OsintParagraph, i);
        if (paragraphs->len > 1 && osint_boilerplate_is_furniture(paragraph->text))
            continue;
        OsintParagraph *slot = &g_array_index(paragraphs, OsintParagraph, kept++);
        OsintParagraph dropped = *slot;
        *slot = *paragraph;
        *paragraph = dropped;
    }
    g_array_set_size(paragraphs, kept);
}

/* A short line without closing punctuation, with an empty line or a clearly longer paragraph below. */
static gboolean is_title(const OsintParagraph *first, const OsintParagraph *next)
{
    gboolean set_off = next->after_blank || next->columns * 2 >= first->columns * 3;
    if (first->lines > 3 || first->columns > MAX_TITLE_COLUMNS || !set_off || osint_ends_closed(first->text))
        return FALSE;
    if (osint_ends_sentence(first->text))
        return first->columns <= MAX_QUESTION_COLUMNS && next->columns > first->columns;
    return TRUE;
}

static gboolean is_web_address(const char *text)
{
    return (g_str_has_prefix(text, "http://") || g_str_has_prefix(text, "https://")) &&
           strchr(text, ' ') == NULL;
}

/* "By Jane Doe" */
static char *byline_name(const char *text)
{
    static const char *const words[] = {"By ", "BY ", "by ", "Von ", "Par ", "Por "};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++)
        if (g_str_has_prefix(text, words[i]) && osint_biography_is_name(text + strlen(words[i])))
            return g_strdup(text + strlen(words[i]));
    return NULL;
}

static char *dateline_date(const char *text)
{
    static const char *const words[] = {"Published:", "Published on", "Published", "Posted on", "Date:"};
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        if (g_ascii_strncasecmp(text, words[i], strlen(words[i])) == 0) {
            text += strlen(words[i]);
            break;
        }
    }
    g_autofree char *date = g_strstrip(g_strdup(text));
    char *canonical = NULL;
    gboolean ambiguous;
    if (strlen(date) < 8 || !osint_date_normalise(date, &canonical, &ambiguous, NULL))
        return NULL;
    g_free(canonical);
    return g_steal_pointer(&date);
}

/* Takes one line between the title and the text; FALSE when it is text. */
static gboolean take_lead_line(OsintArticle *article, const OsintParagraph *paragraph)
{
    if (is_web_address(paragraph->text)) {
        if (article->url == NULL)
            article->url = g_strdup(paragraph->text);
        return TRUE;
    }
    if (paragraph->columns > MAX_BYLINE_COLUMNS)
        return FALSE;
    g_autofree char *name = byline_name(paragraph->text);
    g_autofree char *date = name == NULL ? dateline_date(paragraph->text) : NULL;
    if (name != NULL && article->authors->len == 0)
        g_ptr_array_add(article->authors, g_steal_pointer(&name));
    else if (date != NULL && article->published == NULL)
        osint_article_set_field(article, "published", date);
    else
        return FALSE;
    return TRUE;
}

/* Where the text begins, behind the title and the lines about it. */
static guint read_head(OsintArticle *article, const GArray *paragraphs)
{
    guint at = 0;
    while (at + 1 < paragraphs->len && is_web_address(paragraph_at(paragraphs, at)->text))
        take_lead_line(article, paragraph_at(paragraphs, at++));
    if (at + 1 >= paragraphs->len)
        return at;
    const OsintParagraph *first = paragraph_at(paragraphs, at);
    if (article->title != NULL) {
        g_autofree char *given = g_utf8_casefold(article->title, -1),
                        *found = g_utf8_casefold(first->text, -1);
        at += strcmp(given, found) == 0;
    } else if (is_title(first, first + 1)) {
        article->title = g_strdup(first->text);
        at++;
    }
    for (guint lines = 0; at > 0 && at + 1 < paragraphs->len && lines < MAX_LEAD_LINES; lines++, at++)
        if (!take_lead_line(article, paragraph_at(paragraphs, at)))
            break;
    return at;
}

void osint_plain_read(OsintDocument *document, const char *text)
{
    OsintArticle *article = osint_document_new_article(document);
    const char *body = text + osint_frontmatter_read(document, article, text);
    g_autoptr(GArray) paragraphs = osint_layout_paragraphs(body, strlen(body));
    drop_furniture(paragraphs);
    g_autofree char *author = NULL;
    guint end = osint_boilerplate_end(paragraphs, &author);
    if (end < paragraphs->len)
        g_array_set_size(paragraphs, end);
    guint begin = read_head(article, paragraphs);
    if (author != NULL && article->authors->len == 0)
        g_ptr_array_add(article->authors, g_steal_pointer(&author));
    article->text = osint_layout_join(paragraphs, begin, paragraphs->len);
    if (article->text != NULL)
        osint_headings_guess(article->text, article->headings);
    osint_document_emit(document, article, 0, 0);
}
