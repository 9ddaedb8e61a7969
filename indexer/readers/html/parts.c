/* Telling an index of full texts from an article with teasers around it, and from a live blog, whose entries
 * have addresses within the page. */
#include "indexer/readers/html/parts.h"

#include <libxml/uri.h>
#include <string.h>

#include "indexer/readers/markup.h"

#define MIN_COLUMNS 600 /* of running text in a part */
#define MIN_RUNNING 80
#define MIN_BLOCKS 2
#define MIN_SHARE 70 /* percent of the kept text that all parts have together */

static void clear_part(gpointer data)
{
    OsintHtmlPart *part = data;
    g_free(part->url);
}

static gboolean breaks_off(const OsintHtmlPage *page, const OsintHtmlBlock *block)
{
    static const char *const endings[] = {"…", "...", "…]", "...]", "…)", "»", "→"};
    guint length = block->end - block->start;
    if (block->link_bytes * 10 >= length * 9)
        return TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(endings); i++) {
        gsize width = strlen(endings[i]);
        if (length >= width && memcmp(page->text + block->end - width, endings[i], width) == 0)
            return TRUE;
    }
    return FALSE;
}

/* Whether an element has a long text of its own, to its end. */
static gboolean is_whole(const OsintHtmlPage *page, const gboolean *kept, const OsintHtmlNode *node)
{
    guint columns = 0, count = 0, last = OSINT_NO_INDEX;
    for (guint i = node->first_block; i < node->end_block; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        if (!kept[i])
            continue;
        last = i;
        if (block->columns >= MIN_RUNNING) {
            columns += block->columns;
            count++;
        }
    }
    return columns >= MIN_COLUMNS && count >= MIN_BLOCKS &&
           !breaks_off(page, osint_html_page_block(page, last));
}

static guint find_heading(const OsintHtmlPage *page, const OsintHtmlNode *node)
{
    for (guint i = node->first_block; i < node->end_block; i++) {
        const OsintHtmlBlock *block = osint_html_page_block(page, i);
        guint level = osint_element_heading(osint_html_page_node(page, block->node)->element);
        if (level > 0 && level <= 4)
            return i;
        if (block->columns >= MIN_RUNNING)
            break;
    }
    return OSINT_NO_INDEX;
}

/* An address as it is compared: without its fragment. */
static gsize address_length(const char *url)
{
    return strcspn(url, "#");
}

static char *absolute(const char *href, const char *base)
{
    xmlChar *built = xmlBuildURI((const xmlChar *)href, (const xmlChar *)(base != NULL ? base : ""));
    g_autofree char *copy = g_strdup((const char *)built);
    xmlFree(built);
    if (copy == NULL || !g_str_has_prefix(copy, "http"))
        return NULL;
    copy[address_length(copy)] = '\0';
    return g_steal_pointer(&copy);
}

static gboolean is_same(const char *address, const char *url)
{
    return url != NULL && strlen(address) == address_length(url) &&
           strncmp(address, url, strlen(address)) == 0;
}

/* The address that a part's heading links to; NULL when it is the page's own, or there is none. */
static char *find_address(const OsintHtmlPage *page, guint heading, const char *url)
{
    const OsintHtmlBlock *block = osint_html_page_block(page, heading);
    guint link = osint_html_page_node(page, block->inner)->link;
    for (guint i = block->node; link == OSINT_NO_INDEX && i < osint_html_page_node(page, block->node)->end;
         i++)
        link = osint_html_page_node(page, i)->link;
    const char *href =
        link != OSINT_NO_INDEX ? osint_markup_peek(osint_html_page_node(page, link)->node, "href") : NULL;
    g_autofree char *address = href != NULL ? absolute(href, url) : NULL;
    return address == NULL || is_same(address, url) ? NULL : g_steal_pointer(&address);
}

static const char *find_date(const OsintHtmlPage *page, guint node)
{
    for (guint i = node; i < osint_html_page_node(page, node)->end; i++) {
        const OsintHtmlNode *inner = osint_html_page_node(page, i);
        const char *date =
            inner->element == OSINT_ELEMENT_TIME ? osint_markup_peek(inner->node, "datetime") : NULL;
        if (date != NULL)
            return date;
    }
    return NULL;
}

static guint64 kept_columns(const OsintHtmlPage *page, const gboolean *kept, guint first, guint end)
{
    guint64 columns = 0;
    for (guint i = first; i < end; i++)
        columns += kept[i] ? osint_html_page_block(page, i)->columns : 0;
    return columns;
}

/* One part may be what the page is about, and link to nothing. */
static gboolean are_articles(const OsintHtmlPage *page, const gboolean *kept, const GArray *parts)
{
    guint64 columns = 0;
    guint own = 0;
    for (guint i = 0; i < parts->len; i++) {
        const OsintHtmlPart *part = &g_array_index(parts, OsintHtmlPart, i);
        const OsintHtmlNode *node = osint_html_page_node(page, part->node);
        columns += kept_columns(page, kept, node->first_block, node->end_block);
        own += part->url == NULL ? 1 : 0;
        for (guint j = 0; j < i && part->url != NULL; j++)
            if (g_strcmp0(part->url, g_array_index(parts, OsintHtmlPart, j).url) == 0)
                return FALSE;
    }
    guint64 all = kept_columns(page, kept, 0, page->blocks->len);
    return parts->len >= 2 && own <= 1 && columns * 100 >= all * MIN_SHARE;
}

#define MAX_PARTS 200

GArray *osint_html_parts(const OsintHtmlPage *page, const gboolean *kept, const char *url)
{
    g_autoptr(GArray) parts = g_array_new(FALSE, TRUE, sizeof(OsintHtmlPart));
    g_array_set_clear_func(parts, clear_part);
    guint i = 0;
    while (i < page->nodes->len && parts->len < MAX_PARTS) {
        const OsintHtmlNode *node = osint_html_page_node(page, i);
        OsintHtmlPart part = {.node = i, .heading = OSINT_NO_INDEX};
        if (node->element == OSINT_ELEMENT_ARTICLE && is_whole(page, kept, node))
            part.heading = find_heading(page, node);
        if (part.heading == OSINT_NO_INDEX) {
            i++;
            continue;
        }
        part.url = find_address(page, part.heading, url);
        part.published = find_date(page, i);
        g_array_append_val(parts, part);
        i = node->end;
    }
    return are_articles(page, kept, parts) ? g_steal_pointer(&parts) : NULL;
}
