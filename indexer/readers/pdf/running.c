/* A page is peeled from outside, line by line, as long as lines repeat: nothing inside the text is looked at.
 * Lines are compared without their digits, so that "Page 3 of 12" repeats. Left and right pages may differ,
 * and chapters have heads of their own: a neighbour is up to two pages away. */
#include "indexer/readers/pdf/running.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

/* Of a page, at each end. */
#define MOST_LINES 6
#define FARTHEST_PAGE 2
/* Parts of the page's height: how far two heads may be apart, where browsers write, and how far from an edge
 * a page number can be. */
#define SAME_PLACE 0.006
#define MARGIN 0.045
#define NUMBER_ZONE 0.12
/* Heads are set no larger than the text. */
#define LARGEST 1.25

typedef struct {
    guint line;
    char *key; /* without digits, in one case */
    double place;
    gboolean running;
} Edge;

typedef struct {
    Edge edges[2][MOST_LINES]; /* top, bottom; from outside */
    guint counts[2];
} PageEdges;

static char *key_of(const char *text)
{
    GString *key = g_string_new(NULL);
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        if (!g_unichar_isdigit(c))
            g_string_append_unichar(key, g_unichar_tolower(c));
        else if (key->len == 0 || key->str[key->len - 1] != '#')
            g_string_append_c(key, '#');
    }
    return g_string_free(key, FALSE);
}

static int compare_tops(gconstpointer a, gconstpointer b)
{
    const OsintPdfLine *const *one = a, *const *two = b;
    return ((*one)->box.top > (*two)->box.top) - ((*one)->box.top < (*two)->box.top);
}

static void find_edges(const OsintPdfPages *pages, const OsintPdfPage *page, PageEdges *found)
{
    g_autoptr(GPtrArray) lines = g_ptr_array_new();
    const OsintPdfLine *all = (const OsintPdfLine *)(const void *)pages->lines->data;
    for (guint i = page->start; i < page->end; i++)
        g_ptr_array_add(lines, (gpointer)&all[i]);
    g_ptr_array_sort(lines, compare_tops);
    double height = MAX(page->height, 1);
    for (guint end = 0; end < 2; end++) {
        for (guint i = 0; i < MIN(lines->len, MOST_LINES); i++) {
            const OsintPdfLine *line = g_ptr_array_index(lines, end == 0 ? i : lines->len - 1 - i);
            Edge *edge = &found->edges[end][found->counts[end]++];
            *edge = (Edge){(guint)(line - all), key_of(line->text), line->box.top / height, FALSE};
        }
    }
}

static gboolean repeats_on(const Edge *edge, guint end, const PageEdges *other)
{
    for (guint i = 0; i < other->counts[end]; i++)
        if (fabs(other->edges[end][i].place - edge->place) < SAME_PLACE &&
            strcmp(other->edges[end][i].key, edge->key) == 0)
            return TRUE;
    return FALSE;
}

static gboolean repeats(const Edge *edge, guint end, const PageEdges *all, guint page, guint count)
{
    for (guint other = page > FARTHEST_PAGE ? page - FARTHEST_PAGE : 0;
         other < count && other <= page + FARTHEST_PAGE; other++)
        if (other != page && repeats_on(edge, end, &all[other]))
            return TRUE;
    return FALSE;
}

/* "7", "- 7 -", "Page 7", "7 / 12", "7 of 12", "Page 7 of 12" for page 7. */
static gboolean is_page_number(const char *text, guint page)
{
    const char *digits = strpbrk(text, "0123456789");
    if (digits == NULL || strlen(text) > 24 || strtoul(digits, NULL, 10) != page)
        return FALSE;
    const char *after = digits + strspn(digits, "0123456789");
    guint letters = 0;
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at))
        letters += g_unichar_isalpha(g_utf8_get_char(at)) ? 1 : 0;
    gboolean of_many = digits == text && letters <= 3 && strpbrk(after, "0123456789") != NULL;
    return letters == 0 || of_many || (letters <= 10 && g_ascii_strncasecmp(text, "page", 4) == 0);
}

static gboolean is_running(const OsintPdfPages *pages, const Edge *edge, guint end, const PageEdges *all,
                           guint page, gboolean printed)
{
    const OsintPdfLine *line = &g_array_index(pages->lines, OsintPdfLine, edge->line);
    const OsintPdfPage *whole = &g_array_index(pages->pages, OsintPdfPage, page);
    double height = MAX(whole->height, 1), from_edge = end == 0 ? line->box.bottom : height - line->box.top;
    if (printed && from_edge < MARGIN * height)
        return TRUE;
    if (from_edge < NUMBER_ZONE * height && is_page_number(line->text, page + 1))
        return TRUE;
    return repeats(edge, end, all, page, pages->pages->len);
}

static void peel(const OsintPdfPages *pages, PageEdges *all, guint page, gboolean printed, double body)
{
    for (guint end = 0; end < 2; end++) {
        for (guint i = 0; i < all[page].counts[end]; i++) {
            Edge *edge = &all[page].edges[end][i];
            const OsintPdfLine *line = &g_array_index(pages->lines, OsintPdfLine, edge->line);
            edge->running = line->size <= body * LARGEST && is_running(pages, edge, end, all, page, printed);
            if (!edge->running)
                break;
        }
    }
}

static char *address_in(const char *text)
{
    const char *at = strstr(text, "http://");
    at = at != NULL ? at : strstr(text, "https://");
    gsize length = at != NULL ? strcspn(at, " ") : 0;
    gboolean cut = length >= 3 && (strncmp(at + length - 3, "...", 3) == 0 ||
                                   strncmp(at + length - 3, "\xE2\x80\xA6", 3) == 0);
    return length > 10 && !cut ? g_strndup(at, length) : NULL;
}

/* The lines that are left, and the pages' bounds among them. */
static void keep_rest(OsintPdfPages *pages, const gboolean *dropped)
{
    guint kept = 0;
    for (guint p = 0; p < pages->pages->len; p++) {
        OsintPdfPage *page = &g_array_index(pages->pages, OsintPdfPage, p);
        guint start = kept;
        for (guint i = page->start; i < page->end; i++)
            if (!dropped[i])
                g_array_index(pages->lines, OsintPdfLine, kept++) =
                    g_array_index(pages->lines, OsintPdfLine, i);
        page->start = start;
        page->end = kept;
    }
    g_array_set_size(pages->lines, kept);
}

char *osint_pdf_drop_running(OsintPdfPages *pages, gboolean printed, double body)
{
    guint count = pages->pages->len;
    g_autofree PageEdges *all = g_new0(PageEdges, MAX(count, 1));
    g_autofree gboolean *dropped = g_new0(gboolean, MAX(pages->lines->len, 1));
    char *address = NULL;
    for (guint p = 0; p < count; p++)
        find_edges(pages, &g_array_index(pages->pages, OsintPdfPage, p), &all[p]);
    for (guint p = 0; p < count; p++)
        peel(pages, all, p, printed, body);
    for (guint p = 0; p < count; p++)
        for (guint end = 0; end < 2; end++)
            for (guint i = 0; i < all[p].counts[end]; i++) {
                const Edge *edge = &all[p].edges[end][i];
                if (edge->running) {
                    dropped[edge->line] = TRUE;
                    if (address == NULL)
                        address = address_in(g_array_index(pages->lines, OsintPdfLine, edge->line).text);
                }
                g_free(edge->key);
            }
    keep_rest(pages, dropped);
    return address;
}
