/* pdftotext in a child process, its lines into paragraphs. */
#include "indexer/readers/pdf/pdf.h"

#include "indexer/readers/boilerplate.h"
#include "indexer/readers/child.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/pdf/meta.h"
#include "indexer/readers/pdf/order.h"
#include "indexer/readers/pdf/paragraphs.h"
#include "indexer/readers/pdf/running.h"
#include "indexer/text/passages.h"

#include <string.h>

/* What pdftotext may take: processor time by the document's size, so that a small one cannot keep a worker
 * long. By the clock it has less than a worker is waited for. */
#define LEAST_SECONDS 8
#define MOST_SECONDS 40
#define CLOCK_SECONDS 45
#define SECOND_BYTES ((gsize)1 << 19)
#define MEMORY ((gsize)768 << 20)
#define OUTPUT ((gsize)128 << 20)
/* Headings are larger than the text, and not long. */
#define LARGER 1.15
#define LONGEST_HEADING 160

static const struct {
    const char *ligature, *letters;
} ligatures[] = {{"\xEF\xAC\x80", "ff"},  {"\xEF\xAC\x81", "fi"},  {"\xEF\xAC\x82", "fl"},
                 {"\xEF\xAC\x83", "ffi"}, {"\xEF\xAC\x84", "ffl"}, {"\xEF\xAC\x85", "st"},
                 {"\xEF\xAC\x86", "st"}};

static const char *letters_of(const char *at)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ligatures); i++)
        if (strncmp(at, ligatures[i].ligature, 3) == 0)
            return ligatures[i].letters;
    return NULL;
}

/* Dots that lead to a page number become one sign. Returns how many bytes they take, 0 for none. */
static gsize leader_length(const char *at, gsize length)
{
    gsize end = 0, dots = 0;
    while (end < length && (at[end] == '.' || at[end] == ' '))
        dots += at[end++] == '.';
    while (end > 0 && at[end - 1] == ' ')
        end--;
    return dots >= 5 ? end : 0;
}

static void add_text(OsintFlow *flow, const char *text, gsize length)
{
    g_autoptr(GString) plain = g_string_sized_new(length);
    for (gsize i = 0; i < length; i++) {
        const char *letters = text[i] == '\xEF' ? letters_of(text + i) : NULL;
        gsize leader = text[i] == '.' ? leader_length(text + i, length - i) : 0;
        if (leader > 0) {
            g_string_append(plain, "\xE2\x80\xA6");
            i += leader - 1;
        } else if (letters != NULL) {
            g_string_append(plain, letters);
            i += 2;
        } else {
            g_string_append_c(plain, text[i]);
        }
    }
    osint_flow_add(flow, plain->str, plain->len);
}

static void add_paragraph(OsintFlow *flow, OsintArticle *article, const OsintPdfParagraph *paragraph,
                          double body)
{
    for (guint i = 0; i < paragraph->turns->len; i++) {
        OsintPdfTurn turn = g_array_index(paragraph->turns, OsintPdfTurn, i);
        gsize end = i + 1 < paragraph->turns->len ? g_array_index(paragraph->turns, OsintPdfTurn, i + 1).at
                                                  : paragraph->length;
        osint_article_add_page(article, (guint32)flow->text->len, turn.page);
        add_text(flow, paragraph->text + turn.at, end - turn.at);
    }
    osint_flow_end_block(flow, paragraph->size > body * LARGER && paragraph->length <= LONGEST_HEADING);
}

/* What a browser printed is a web page with what stands below articles there. */
static void finish_web_page(OsintArticle *article, char *address)
{
    article->url = address;
    if (*article->text != '\0')
        osint_boilerplate_trim(article);
    gsize length = strlen(article->text);
    guint kept = 0;
    while (kept < article->pages->len && g_array_index(article->pages, OsintPageStart, kept).start <= length)
        kept++;
    g_array_set_size(article->pages, kept);
}

void osint_pdf_fill(OsintArticle *article, OsintPdfPages *pages, gint64 now)
{
    double body = osint_pdf_body_size(pages);
    g_autofree char *address = osint_pdf_drop_running(pages, osint_pdf_is_printed(pages), body);
    osint_pdf_order(pages);
    g_autoptr(GArray) paragraphs = osint_pdf_paragraphs(pages);
    g_autoptr(OsintFlow) flow = osint_flow_new();
    guint begin = osint_pdf_article_begin(pages, paragraphs);
    for (guint i = begin; i < paragraphs->len; i++)
        add_paragraph(flow, article, &g_array_index(paragraphs, OsintPdfParagraph, i), body);
    osint_flow_finish(flow, article);
    if (article->headings->len == 0)
        osint_headings_guess(article->text, article->headings);
    osint_pdf_describe(article, pages, paragraphs, begin, body, now);
    if (osint_pdf_is_printed(pages))
        finish_web_page(article, g_steal_pointer(&address));
}

static void feed(const char *data, gsize length, gpointer parser)
{
    osint_pdf_parser_feed(parser, data, length);
}

static gboolean asks_for_password(const OsintChildResult *result)
{
    return strstr(result->complaint, "Incorrect password") != NULL;
}

/* The first thing pdftotext said, without what kind of thing it is. */
static char *first_complaint(const OsintChildResult *result)
{
    const char *colon = strstr(result->complaint, "rror: ");
    const char *start = colon != NULL ? colon + strlen("rror: ") : result->complaint;
    const char *end = strstr(start, "<0a>"); /* a line break as pdftotext writes it */
    gsize length = end != NULL ? (gsize)(end - start) : strcspn(start, "\n");
    return length > 0 ? g_strndup(start, length) : g_strdup("pdftotext cannot read it");
}

static void refuse(OsintDocument *document, const OsintChildResult *result, guint pages)
{
    g_autofree char *complaint = first_complaint(result);
    if (result->end == OSINT_CHILD_MISSING)
        osint_document_refuse(document, 0, 0, "tool-missing",
                              "a PDF document; pdftotext is not installed (Debian: poppler-utils)");
    else if (result->end == OSINT_CHILD_FAILED)
        osint_document_refuse(document, 0, 0, "tool-missing", "a PDF document; pdftotext cannot be started");
    else if (asks_for_password(result))
        osint_document_refuse(document, 0, 0, "pdf-encrypted", "it can be read only with its password");
    else if (result->end == OSINT_CHILD_TIMEOUT)
        osint_document_refuse(document, 0, 0, "pdf-timeout", "pdftotext took too long for it");
    else if (result->end == OSINT_CHILD_CRASHED)
        osint_document_refuse(document, 0, 0, "pdf-damaged", "pdftotext crashed on it (signal %d)",
                              result->status);
    else if (result->status != 0 || pages == 0)
        osint_document_refuse(document, 0, 0, "pdf-damaged", "%s", complaint);
    else
        osint_document_refuse(document, 0, 0, "pdf-no-text", "%s",
                              pages == 1 ? "its page has no text; it may be a picture of text"
                                         : "its pages have no text; they may be pictures of text");
}

static void warn_cut(OsintArticle *article, const OsintChildResult *result, guint pages)
{
    if (result->end == OSINT_CHILD_TIMEOUT)
        osint_article_warn(article, "pdf-cut", "reading it took too long; it ends on page %u", pages);
    else if (result->end == OSINT_CHILD_TOO_MUCH)
        osint_article_warn(article, "pdf-cut", "its text is too long; it ends on page %u", pages);
    else if (result->end == OSINT_CHILD_CRASHED || result->status != 0)
        osint_article_warn(article, "pdf-cut", "it is damaged; its text ends on page %u", pages);
}

void osint_pdf_read(OsintDocument *document, const char *data, gsize length)
{
    static const char *const argv[] = {"pdftotext", "-bbox-layout", "-", "-", NULL};
    guint seconds = (guint)MIN(LEAST_SECONDS + length / SECOND_BYTES, MOST_SECONDS);
    OsintChildLimits limits = {seconds, CLOCK_SECONDS, MEMORY, OUTPUT};
    OsintChildResult result;
    OsintPdfParser *parser = osint_pdf_parser_new();
    osint_child_run(argv, data, length, &limits, feed, parser, &result);
    g_autoptr(OsintPdfPages) pages = osint_pdf_parser_finish(parser);
    guint count = pages->pages->len;
    if (pages->lines->len == 0) {
        refuse(document, &result, count);
    } else {
        OsintArticle *article = osint_document_new_article(document);
        warn_cut(article, &result, count);
        osint_pdf_fill(article, pages, document->now);
        osint_document_emit(document, article, 0, 0);
    }
    g_free(result.complaint);
}
