/* Programs fill in titles that nobody chose ("Microsoft Word - report3.doc"), so a title must either stand on
 * the first page or look like one. */
#include "indexer/readers/pdf/meta.h"

#include "indexer/article/json.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/filedate.h"

#include <string.h>

#define LARGER 1.15
#define LONGEST_TITLE 300
/* Letters of a heading that is the beginning of a title, and no entry of a menu. */
#define LEAST_HEADING 8

gboolean osint_pdf_is_printed(const OsintPdfPages *pages)
{
    static const char *const browsers[] = {"Mozilla", "Chrom", "Safari", "Firefox", "wkhtmltopdf"};
    for (gsize i = 0; pages->creator != NULL && i < G_N_ELEMENTS(browsers); i++)
        if (strstr(pages->creator, browsers[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* ---- title ---- */

static gboolean is_one_of(const char *text, const char *const *words)
{
    g_autofree char *lower = g_utf8_strdown(text, -1);
    return g_strv_contains(words, lower);
}

static gboolean is_file_name(const char *title)
{
    static const char *const endings[] = {".doc", ".docx", ".pdf", ".odt",  ".rtf",   ".txt", ".indd",
                                          ".qxd", ".qxp",  ".tex", ".dvi",  ".ps",    ".ppt", ".pptx",
                                          ".xls", ".xlsx", ".htm", ".html", ".pages", ".pub", ".cdr",
                                          ".ai",  ".eps",  ".wpd", ".sgm"};
    g_autofree char *lower = g_utf8_strdown(title, -1);
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++)
        if (g_str_has_suffix(lower, endings[i]))
            return TRUE;
    return strstr(lower, ":\\") != NULL || g_str_has_prefix(lower, "file://") ||
           g_str_has_prefix(lower, "microsoft word - ") || g_str_has_prefix(lower, "microsoft powerpoint - ");
}

static gboolean is_junk_title(const char *title)
{
    static const char *const junk[] = {
        "untitled",    "unbenannt",  "sans titre", "sin título", "untitled document",
        "title",       "document",   "document1",  "layout 1",   "slide 1",
        "print",       "no title",   "(untitled)", "untitled-1", "powerpoint presentation",
        "(anonymous)", "blank page", "無題",       "无标题",     "без названия",
        NULL};
    guint letters = 0;
    for (const char *at = title; *at != '\0'; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at)) ? 1 : 0;
    return letters < 2 || is_one_of(title, junk) || is_file_name(title);
}

static char *letters_only(const char *text, gsize length)
{
    GString *out = g_string_new(NULL);
    for (const char *at = text; at < text + length; at = g_utf8_next_char(at))
        if (g_unichar_isalnum(g_utf8_get_char(at)))
            g_string_append_unichar(out, g_unichar_tolower(g_utf8_get_char(at)));
    return g_string_free(out, FALSE);
}

/* Whether the first page has the title's words. */
static gboolean is_on_page(const char *title, const GArray *paragraphs)
{
    g_autoptr(GString) page = g_string_new(NULL);
    for (guint i = 0; i < paragraphs->len && page->len < 20000; i++) {
        const OsintPdfParagraph *paragraph = &g_array_index(paragraphs, OsintPdfParagraph, i);
        g_autofree char *letters = letters_only(paragraph->text, paragraph->length);
        g_string_append(page, letters);
    }
    g_auto(GStrv) words = g_strsplit(title, " ", -1);
    gsize found = 0, all = 0;
    for (char **word = words; *word != NULL; word++) {
        g_autofree char *letters = letters_only(*word, strlen(*word));
        gsize length = strlen(letters);
        all += length;
        found += length > 0 && strstr(page->str, letters) != NULL ? length : 0;
    }
    return found * 10 >= all * 7;
}

/* Headings that no document is called by. */
static gboolean is_section(const char *text)
{
    static const char *const sections[] = {"contents",
                                           "table of contents",
                                           "abstract",
                                           "summary",
                                           "introduction",
                                           "inhalt",
                                           "inhaltsverzeichnis",
                                           "sommaire",
                                           "table des matières",
                                           "índice",
                                           "indice",
                                           "sumario",
                                           "содержание",
                                           "目次",
                                           "目录",
                                           "目錄",
                                           NULL};
    return is_one_of(text, sections);
}

static gboolean could_be_title(const OsintPdfParagraph *paragraph, double body)
{
    glong letters = 0;
    for (const char *at = paragraph->text; *at != '\0' && letters < 4; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at)) ? 1 : 0;
    return paragraph->size > body * LARGER && paragraph->length <= LONGEST_TITLE && letters >= 4 &&
           !is_section(paragraph->text);
}

static gboolean is_as_large(double size, double other)
{
    return size < other * 1.04 && other < size * 1.04;
}

/* The title as the page has it, perhaps without the name of the site. */
static gboolean says_title(const OsintPdfParagraph *paragraph, const char *title)
{
    g_autofree char *letters = letters_only(paragraph->text, paragraph->length);
    gsize length = strlen(letters);
    return (length * 2 > strlen(title) && strstr(title, letters) != NULL) ||
           (length >= LEAST_HEADING && g_str_has_prefix(title, letters));
}

guint osint_pdf_article_begin(const OsintPdfPages *pages, const GArray *paragraphs)
{
    const OsintPdfParagraph *all = (const OsintPdfParagraph *)(const void *)paragraphs->data;
    gsize whole = 0, before = 0;
    guint begin = 0;
    if (pages->title == NULL || !osint_pdf_is_printed(pages))
        return 0;
    for (guint i = 0; i < paragraphs->len; i++)
        whole += all[i].length;
    g_autofree char *title = letters_only(pages->title, strlen(pages->title));
    for (guint i = 0; i < paragraphs->len && all[i].length <= LONGEST_TITLE && 2 * before < whole; i++) {
        begin = says_title(&all[i], title) ? i : begin;
        before += all[i].length;
    }
    return begin;
}

/* The largest letters of the first page, with all paragraphs that follow in them. */
static char *visible_title(const GArray *paragraphs, double body)
{
    const OsintPdfParagraph *all = (const OsintPdfParagraph *)(const void *)paragraphs->data;
    guint best = paragraphs->len;
    for (guint i = 0; i < paragraphs->len && all[i].page == all[0].page; i++)
        if (could_be_title(&all[i], body) && (best == paragraphs->len || all[i].size > all[best].size * 1.04))
            best = i;
    if (best == paragraphs->len)
        return NULL;
    GString *title = g_string_new(all[best].text);
    for (guint i = best + 1; i < paragraphs->len && all[i].page == all[best].page; i++) {
        if (!is_as_large(all[i].size, all[best].size) || title->len + all[i].length > LONGEST_TITLE)
            break;
        g_string_append_printf(title, " %s", all[i].text);
    }
    return g_string_free(title, FALSE);
}

static void set_title(OsintArticle *article, const OsintPdfPages *pages, const GArray *paragraphs,
                      guint begin, double body)
{
    g_autofree char *given = osint_clean_line(pages->title);
    if (begin > 0) { /* the page's own heading: the name of the site is not with it */
        g_free(given);
        given = g_strdup(g_array_index(paragraphs, OsintPdfParagraph, begin).text);
    }
    g_autofree char *visible = visible_title(paragraphs, body);
    if (given != NULL && (is_junk_title(given) || (visible != NULL && !is_on_page(given, paragraphs))))
        g_clear_pointer(&given, g_free);
    article->title = given != NULL ? g_steal_pointer(&given) : g_steal_pointer(&visible);
}

/* ---- authors ---- */

static void set_authors(OsintArticle *article, const OsintPdfPages *pages)
{
    static const char *const junk[] = {"admin",
                                       "administrator",
                                       "user",
                                       "owner",
                                       "unknown",
                                       "root",
                                       "microsoft office user",
                                       "guest",
                                       "author",
                                       "anonymous",
                                       "default",
                                       "utilisateur",
                                       "me",
                                       "usuario",
                                       "(anonymous)",
                                       "pc",
                                       "microsoft",
                                       "hp",
                                       "windows user",
                                       NULL};
    g_autofree char *author = osint_clean_line(pages->author);
    if (author != NULL && !is_one_of(author, junk) && !is_file_name(author) && strlen(author) > 1)
        osint_article_set_field(article, "authors", author);
}

/* ---- dates ---- */

/* To the minute, as browsers write it in the margin. */
static gboolean is_same_minute(const char *a, const char *b)
{
    gsize length = strlen("2021-04-20T09:30");
    return a != NULL && b != NULL && strlen(a) > length && strncmp(a, b, length) == 0;
}

static void set_dates(OsintArticle *article, const OsintPdfPages *pages, gint64 now)
{
    gboolean printed = osint_pdf_is_printed(pages);
    if (printed)
        article->accessed = osint_file_date(pages->created, now);
    osint_publish_by_file(article, printed ? NULL : pages->created, now);
    if (printed && is_same_minute(article->published, article->accessed))
        g_clear_pointer(&article->published, g_free);
}

void osint_pdf_describe(OsintArticle *article, const OsintPdfPages *pages, const GArray *paragraphs,
                        guint begin, double body, gint64 now)
{
    set_title(article, pages, paragraphs, begin, body);
    set_authors(article, pages);
    set_dates(article, pages, now);
}
