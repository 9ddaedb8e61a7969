/* The walk over a page. Text is cut into lines at the borders of blocks, as a reader sees it. */
#include "indexer/readers/html/page.h"

#include <libxml/HTMLparser.h>
#include <string.h>

#include "indexer/readers/clean.h"
#include "indexer/readers/html/hints.h"
#include "indexer/readers/markup.h"

#define MAX_METAS 2000
#define MAX_SCRIPTS 50
#define MAX_HEADINGS 60
#define MAX_LINES 500
#define MAX_MARKS 300
#define MAX_BYLINES 100
/* Of a line as much is kept, in bytes; a date line is short. */
#define MAX_LINE 240
#define MAX_TITLE 1000
#define MAX_BYLINE 140
/* Nodes that are looked at for the text of one element. */
#define MAX_NODES 200

/* An element that is open. */
typedef struct {
    guint kind;
    guint hints; /* for the lines in it */
} Open;

typedef struct {
    OsintPage *page;
    GArray *open; /* Open */
    GString *line;
    gsize line_length; /* with what was not kept */
    guint line_hints;
    guint open_hints[7]; /* how many elements around here give each of the hints that lines have */
    OsintPagePlace place;
    const xmlNode *zone; /* the element that zone place.zone is */
    guint zones;
} Walk;

#define LINE_HINTS (OSINT_HINT_FOOTER * 2 - 1)

static gboolean is(const xmlNode *node, const char *name)
{
    return strcmp((const char *)node->name, name) == 0;
}

typedef enum {
    KIND_INLINE = 1 << 0, /* it does not end a line */
    KIND_SILENT = 1 << 1, /* nothing in it is read */
    KIND_HEAD = 1 << 2,   /* it says something of the page */
    KIND_WHOLE = 1 << 3,  /* what marks it marks the page, not a part */
    KIND_ASIDE = 1 << 4,
    KIND_TIME = 1 << 5,
    KIND_LINK = 1 << 6,
    KIND_FOOTER = 1 << 7
} Kind;

static GHashTable *element_table(void)
{
    static const struct {
        guint kind;
        const char *names;
    } rows[] = {
        {KIND_INLINE,
         "abbr b bdi bdo big cite code data dfn em font i img ins kbd mark q ruby rt s samp small span "
         "strong sub sup strike tt u var wbr path use"},
        {KIND_INLINE | KIND_TIME, "time"},
        {KIND_INLINE | KIND_LINK, "a"},
        {KIND_SILENT,
         "style noscript template iframe object svg select textarea canvas audio video math button"},
        {KIND_SILENT | KIND_HEAD, "meta link script base title"},
        {KIND_WHOLE, "html body main article"},
        {KIND_ASIDE, "nav aside"},
        {KIND_FOOTER, "footer"},
    };
    static gsize once;
    static GHashTable *table;
    if (g_once_init_enter(&once)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
            g_auto(GStrv) names = g_strsplit(rows[i].names, " ", -1);
            for (char **name = names; *name != NULL; name++)
                g_hash_table_insert(table, g_strdup(*name), GUINT_TO_POINTER(rows[i].kind));
        }
        g_once_init_leave(&once, 1);
    }
    return table;
}

static guint kind_of(const xmlNode *node)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(element_table(), node->name));
}

/* All text in an element, on one line; NULL when there is none or more than `limit` bytes. */
static char *short_text(const xmlNode *top, gsize limit)
{
    g_autoptr(GString) text = g_string_new(NULL);
    guint nodes = 0;
    for (const xmlNode *node = top; node != NULL; node = osint_markup_next(node, top)) {
        if (++nodes > MAX_NODES)
            return NULL;
        if (node->type == XML_TEXT_NODE)
            g_string_append(text, (const char *)node->content);
        else if (node->type == XML_ELEMENT_NODE && node != top && !is(node, "b") && !is(node, "i"))
            g_string_append_c(text, ' ');
        if (text->len > 4 * limit)
            return NULL;
    }
    char *line = osint_clean_line(text->str);
    if (line != NULL && strlen(line) > limit)
        g_clear_pointer(&line, g_free);
    return line;
}

/* ---- lines ---- */

static gboolean has_figures(const char *text)
{
    guint digits = 0;
    for (const char *at = text; *at != '\0' && digits < 3; at = g_utf8_next_char(at))
        digits += g_unichar_isdigit(g_utf8_get_char(at)) ? 1 : 0;
    return digits == 3;
}

/* "By Jane Doe", but not "By then" */
static gboolean is_byline(const char *text)
{
    static const char *const beginnings[] = {"By ",  "BY ",      "by ",     "Written by", "Von ",      "Par ",
                                             "Por ", "Author: ", "Autor: ", "Auteur : ",  "Text: ",    "作者",
                                             "文/",  "記者",     "Автор: ", "Tekst: ",    "Posted by", NULL};
    for (gsize i = 0; beginnings[i] != NULL; i++)
        if (g_str_has_prefix(text, beginnings[i]))
            return !g_unichar_islower(g_utf8_get_char(text + strlen(beginnings[i])));
    return FALSE;
}

static void end_line(Walk *walk)
{
    OsintPage *page = walk->page;
    if (walk->line_length == 0)
        return;
    if (walk->line_length < MAX_BYLINE && is_byline(walk->line->str) && page->bylines->len < MAX_BYLINES) {
        OsintPageByline byline = {
            .text = osint_clean_line(walk->line->str), .strength = 2, .place = walk->place};
        if (byline.text != NULL)
            g_array_append_val(page->bylines, byline);
    }
    if (page->lines->len < MAX_LINES && has_figures(walk->line->str)) {
        g_autofree char *clean = osint_clean_line(walk->line->str);
        OsintPageLine line = {
            .text = clean != NULL ? g_utf8_normalize(clean, -1, G_NORMALIZE_NFKC) : NULL,
            .hints = walk->line_hints,
            .place = walk->place,
        };
        if (line.text != NULL)
            g_array_append_val(page->lines, line);
    }
    walk->place.line++;
    walk->place.bytes += walk->line_length;
    walk->line_length = 0;
    walk->line_hints = 0;
    g_string_truncate(walk->line, 0);
}

static guint hints_around(const Walk *walk)
{
    guint hints = 0;
    for (guint i = 0; i < G_N_ELEMENTS(walk->open_hints); i++)
        hints |= walk->open_hints[i] > 0 ? 1U << i : 0;
    return hints;
}

static void add_text(Walk *walk, const char *text)
{
    text += walk->line_length == 0 ? strspn(text, " \t\r\n") : 0;
    gsize length = strlen(text);
    if (length == 0)
        return;
    walk->line_length += length;
    walk->line_hints |= hints_around(walk);
    gsize room = walk->line->len < MAX_LINE ? MAX_LINE - walk->line->len : 0;
    gsize kept = MIN(length, room);
    while (kept > 0 && kept < length && ((guchar)text[kept] & 0xC0) == 0x80)
        kept--;
    g_string_append_len(walk->line, text, (gssize)kept);
}

/* ---- elements ---- */

static void note_meta(OsintPage *page, const xmlNode *node)
{
    static const char *const names[] = {"property", "name", "itemprop", "http-equiv"};
    OsintPageMeta meta = {.content = osint_markup_peek(node, "content")};
    for (gsize i = 0; i < G_N_ELEMENTS(names) && meta.name == NULL; i++)
        meta.name = osint_markup_peek(node, names[i]);
    if (meta.name != NULL && meta.content != NULL && page->metas->len < MAX_METAS)
        g_array_append_val(page->metas, meta);
}

static void note_link(OsintPage *page, const xmlNode *node)
{
    const char *rel = osint_markup_peek(node, "rel");
    if (rel != NULL && page->canonical == NULL && g_ascii_strcasecmp(rel, "canonical") == 0)
        page->canonical = osint_markup_peek(node, "href");
}

static void note_script(OsintPage *page, const xmlNode *node)
{
    static const char linked[] = "application/ld+json";
    const char *type = osint_markup_peek(node, "type");
    GPtrArray *scripts = type != NULL && g_ascii_strncasecmp(type, linked, strlen(linked)) == 0
                             ? page->scripts
                             : page->programs;
    if (node->children != NULL && node->children->content != NULL && scripts->len < MAX_SCRIPTS)
        g_ptr_array_add(scripts, node->children->content);
}

static void note_heading(Walk *walk, const xmlNode *node, guint level, gboolean marked)
{
    OsintPageHeading heading = {.level = level, .marked = marked, .place = walk->place};
    if (walk->page->headings->len == MAX_HEADINGS)
        return;
    heading.text = short_text(node, MAX_TITLE);
    if (heading.text == NULL)
        return;
    if (level == 1 && walk->place.zone != 0)
        g_hash_table_add(walk->page->articles, GUINT_TO_POINTER(walk->place.zone));
    g_array_append_val(walk->page->headings, heading);
}

static void note_mark(Walk *walk, const xmlNode *node, const char *property, guint hints)
{
    const char *value = osint_markup_peek(node, "datetime");
    if (value == NULL)
        value = osint_markup_peek(node, "content");
    if (value == NULL && is(node, "abbr"))
        value = osint_markup_peek(node, "title");
    OsintPageMark mark = {.property = property, .value = value, .place = walk->place};
    mark.hints = hints | hints_around(walk);
    if (value != NULL && walk->page->marks->len < MAX_MARKS)
        g_array_append_val(walk->page->marks, mark);
}

static void note_byline(Walk *walk, const xmlNode *node, guint strength)
{
    OsintPageByline byline = {.strength = strength, .place = walk->place};
    if (walk->page->bylines->len == MAX_BYLINES)
        return;
    byline.text = short_text(node, MAX_LINE);
    if (byline.text != NULL)
        g_array_append_val(walk->page->bylines, byline);
}

static void note_author(Walk *walk, const xmlNode *node, const char *property, guint hints)
{
    const char *rel = osint_markup_peek(node, "rel");
    if (property != NULL && strstr(property, "author") != NULL)
        note_byline(walk, node, 4);
    else if (rel != NULL && g_ascii_strcasecmp(rel, "author") == 0)
        note_byline(walk, node, 3);
    else if (hints & OSINT_HINT_AUTHOR)
        note_byline(walk, node, is(node, "a") || is(node, "span") ? 2 : 1);
}

static guint element_hints(const xmlNode *node, guint kind)
{
    const char *class = osint_markup_peek(node, "class"), *id = osint_markup_peek(node, "id");
    guint hints = (class != NULL ? osint_html_hints(class) : 0) | (id != NULL ? osint_html_hints(id) : 0);
    hints |= kind & KIND_TIME ? OSINT_HINT_TIME : 0;
    hints |= kind & KIND_FOOTER ? OSINT_HINT_FOOTER : 0;
    hints |= kind & KIND_ASIDE ? OSINT_HINT_ASIDE : 0;
    if (kind & KIND_LINK && osint_markup_peek(node, "href") != NULL)
        hints |= OSINT_HINT_LINK;
    return hints;
}

static void open_zone(Walk *walk, const xmlNode *node, guint kind, guint hints)
{
    if (walk->zone != NULL || !(hints & OSINT_HINT_ASIDE) || kind & KIND_WHOLE)
        return;
    walk->zone = node;
    walk->place.zone = ++walk->zones;
}

static void count_hints(Walk *walk, guint hints, gboolean opened)
{
    for (guint i = 0; i < G_N_ELEMENTS(walk->open_hints); i++)
        if (hints & (1U << i))
            walk->open_hints[i] += opened ? 1U : -1U;
}

static void note_element(Walk *walk, const xmlNode *node, guint hints)
{
    const char *property = osint_markup_peek(node, "itemprop");
    gboolean headline =
        (property != NULL && strcmp(property, "headline") == 0) || (hints & OSINT_HINT_HEADLINE);
    if (node->name[0] == 'h' && node->name[1] >= '1' && node->name[1] <= '3' && node->name[2] == '\0')
        note_heading(walk, node, (guint)(node->name[1] - '0'), headline);
    else if (headline)
        note_heading(walk, node, 0, TRUE);
    if (property != NULL || (hints & OSINT_HINT_TIME) || (hints & OSINT_HINT_DATE && is(node, "abbr")))
        note_mark(walk, node, property, hints);
    note_author(walk, node, property, hints);
}

static void enter(Walk *walk, const xmlNode *node, guint kind)
{
    guint hints = element_hints(node, kind);
    Open open = {kind, kind & KIND_WHOLE ? 0 : hints & LINE_HINTS};
    if (!(kind & KIND_INLINE))
        end_line(walk);
    else if (hints & ~(guint)OSINT_HINT_LINK)
        add_text(walk, " ");
    open_zone(walk, node, kind, hints);
    count_hints(walk, open.hints, TRUE);
    g_array_append_val(walk->open, open);
    note_element(walk, node, hints);
}

static void leave(Walk *walk, const xmlNode *node)
{
    Open open = g_array_index(walk->open, Open, walk->open->len - 1);
    g_array_set_size(walk->open, walk->open->len - 1);
    if (!(open.kind & KIND_INLINE))
        end_line(walk);
    count_hints(walk, open.hints, FALSE);
    if (walk->zone == node) {
        walk->zone = NULL;
        walk->place.zone = 0;
    }
}

static void note_head(OsintPage *page, const xmlNode *node)
{
    if (is(node, "meta"))
        note_meta(page, node);
    else if (is(node, "link"))
        note_link(page, node);
    else if (is(node, "script"))
        note_script(page, node);
    else if (is(node, "base") && page->base == NULL)
        page->base = osint_markup_peek(node, "href");
    else if (is(node, "title") && page->title == NULL)
        page->title = short_text(node, MAX_TITLE);
}

/* TRUE when the node's children are to be walked. */
static gboolean visit(Walk *walk, const xmlNode *node)
{
    if (node->type == XML_TEXT_NODE || node->type == XML_CDATA_SECTION_NODE)
        add_text(walk, (const char *)node->content);
    if (node->type != XML_ELEMENT_NODE)
        return FALSE;
    guint kind = kind_of(node);
    if (kind & KIND_HEAD)
        note_head(walk->page, node);
    if (kind & KIND_SILENT)
        return FALSE;
    enter(walk, node, kind);
    if (node->children == NULL)
        leave(walk, node);
    return node->children != NULL;
}

static void walk_tree(Walk *walk, const xmlNode *top)
{
    const xmlNode *node = top;
    gboolean down = visit(walk, node);
    while (down || node != top) {
        if (down) {
            node = node->children;
        } else {
            while (node != top && node->next == NULL) {
                node = node->parent;
                leave(walk, node);
            }
            if (node == top)
                return;
            node = node->next;
        }
        down = visit(walk, node);
    }
}

/* ---- the page ---- */

static void clear_heading(gpointer heading)
{
    g_free(((OsintPageHeading *)heading)->text);
}

static void clear_line(gpointer line)
{
    g_free(((OsintPageLine *)line)->text);
}

static void clear_byline(gpointer byline)
{
    g_free(((OsintPageByline *)byline)->text);
}

static GArray *array_of(gsize size, GDestroyNotify clear)
{
    GArray *array = g_array_new(FALSE, FALSE, (guint)size);
    g_array_set_clear_func(array, clear);
    return array;
}

OsintPage *osint_page_read(xmlDoc *tree)
{
    OsintPage *page = g_new0(OsintPage, 1);
    page->metas = array_of(sizeof(OsintPageMeta), NULL);
    page->scripts = g_ptr_array_new();
    page->programs = g_ptr_array_new();
    page->headings = array_of(sizeof(OsintPageHeading), clear_heading);
    page->lines = array_of(sizeof(OsintPageLine), clear_line);
    page->marks = array_of(sizeof(OsintPageMark), NULL);
    page->bylines = array_of(sizeof(OsintPageByline), clear_byline);
    page->articles = g_hash_table_new(NULL, NULL);
    g_autoptr(GArray) open = g_array_new(FALSE, FALSE, sizeof(Open));
    g_autoptr(GString) line = g_string_new(NULL);
    Walk walk = {.page = page, .open = open, .line = line};
    const xmlNode *top = xmlDocGetRootElement(tree);
    if (top != NULL) {
        page->language = osint_markup_peek(top, "lang");
        walk_tree(&walk, top);
        end_line(&walk);
    }
    return page;
}

void osint_page_free(OsintPage *page)
{
    g_array_unref(page->metas);
    g_ptr_array_unref(page->scripts);
    g_ptr_array_unref(page->programs);
    g_array_unref(page->headings);
    g_array_unref(page->lines);
    g_array_unref(page->marks);
    g_array_unref(page->bylines);
    g_hash_table_unref(page->articles);
    g_free(page->title);
    g_free(page);
}

const char *osint_page_meta(const OsintPage *page, const char *name)
{
    for (guint i = 0; i < page->metas->len; i++) {
        const OsintPageMeta *meta = &g_array_index(page->metas, OsintPageMeta, i);
        if (g_ascii_strcasecmp(meta->name, name) == 0 && *meta->content != '\0')
            return meta->content;
    }
    return NULL;
}

gboolean osint_page_is_aside(const OsintPage *page, OsintPagePlace place)
{
    return place.zone != 0 && !g_hash_table_contains(page->articles, GUINT_TO_POINTER(place.zone));
}
