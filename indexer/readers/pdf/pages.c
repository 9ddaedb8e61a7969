/* pdftotext's XHTML by libxml2's push parser: only the line at work is held. What it writes is not always
 * XML: control characters and broken UTF-8 are mended first, a line at a time. */
#include "indexer/readers/pdf/pages.h"

#include "indexer/readers/clean.h"
#include "indexer/readers/pdf/direction.h"

#include <libxml/parser.h>
#include <math.h>
#include <string.h>

/* What is longer than any line of pdftotext is fed in parts. */
#define MAX_RAW ((gsize)1 << 16)
#define FARTHEST 1e6
/* The widest gap within a word, in heights of a letter. */
#define TOUCHING 0.08
/* Letters of so many sizes are told apart in one line. */
#define HEIGHTS 6
/* Of a Chinese character's box, in its widths. */
#define WIDE_HEIGHT 1.25
/* What separates columns, likewise. */
#define COLUMN_GAP 0.7
#define SOFT_HYPHEN "\xC2\xAD"

struct OsintPdfParser {
    xmlParserCtxt *xml;
    GString *raw; /* the open line of the input */
    OsintPdfPages *pages;
    GString *word; /* the characters of the open element, where they matter */
    GString *line; /* words of the open line */
    OsintPdfBox line_box, word_box, last_box;
    double first;
    struct {
        double height, width;
    } heights[HEIGHTS]; /* of the open line's letters, and how much of the line they take */
    guint height_count;
    guint block;
    gboolean taking;   /* characters */
    gboolean split;    /* lines of the open block stand in different columns */
    guint block_start; /* its first line */
    gboolean soft;     /* the last word ends in a soft hyphen, which cleaning takes away */
};

void osint_pdf_pages_free(OsintPdfPages *pages)
{
    if (pages == NULL)
        return;
    g_free(pages->title);
    g_free(pages->author);
    g_free(pages->created);
    g_free(pages->modified);
    g_free(pages->creator);
    g_array_unref(pages->pages);
    g_array_unref(pages->lines);
    g_string_chunk_free(pages->texts);
    g_free(pages);
}

/* ---- elements ---- */

static char *attribute(const xmlChar **attributes, int count, const char *name)
{
    for (int i = 0; i < count; i++) {
        const xmlChar **parts = attributes + (gsize)i * 5;
        if (strcmp((const char *)parts[0], name) == 0)
            return g_strndup((const char *)parts[3], (gsize)(parts[4] - parts[3]));
    }
    return NULL;
}

static double number(const xmlChar **attributes, int count, const char *name)
{
    g_autofree char *text = attribute(attributes, count, name);
    double value = text != NULL ? g_ascii_strtod(text, NULL) : 0;
    return isfinite(value) ? CLAMP(value, -FARTHEST, FARTHEST) : 0;
}

static OsintPdfBox box_of(const xmlChar **attributes, int count)
{
    return (OsintPdfBox){number(attributes, count, "xMin"), number(attributes, count, "yMin"),
                         number(attributes, count, "xMax"), number(attributes, count, "yMax")};
}

static void open_page(OsintPdfParser *parser, const xmlChar **attributes, int count)
{
    guint at = parser->pages->lines->len;
    OsintPdfPage page = {number(attributes, count, "width"), number(attributes, count, "height"), at, at};
    g_array_append_val(parser->pages->pages, page);
}

static void read_meta(OsintPdfParser *parser, const xmlChar **attributes, int count)
{
    OsintPdfPages *pages = parser->pages;
    const struct {
        const char *name;
        char **field;
    } fields[] = {{"Author", &pages->author},
                  {"CreationDate", &pages->created},
                  {"ModDate", &pages->modified},
                  {"Creator", &pages->creator}};
    g_autofree char *name = attribute(attributes, count, "name");
    for (gsize i = 0; name != NULL && i < G_N_ELEMENTS(fields); i++)
        if (strcmp(name, fields[i].name) == 0 && *fields[i].field == NULL)
            *fields[i].field = attribute(attributes, count, "content");
}

static void open_line(OsintPdfParser *parser)
{
    parser->first = 0;
    parser->height_count = 0;
    g_string_set_size(parser->line, 0);
}

static void on_start(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri,
                     int namespaces, const xmlChar **declared, int count, int defaulted,
                     const xmlChar **attributes)
{
    (void)prefix;
    (void)uri;
    (void)namespaces;
    (void)declared;
    (void)defaulted;
    OsintPdfParser *parser = ((xmlParserCtxt *)context)->_private;
    const char *element = (const char *)name;
    if (strcmp(element, "word") == 0) {
        parser->word_box = box_of(attributes, count);
        parser->taking = TRUE;
    } else if (strcmp(element, "line") == 0) {
        open_line(parser);
    } else if (strcmp(element, "block") == 0) {
        parser->block++;
        parser->split = FALSE;
        parser->block_start = parser->pages->lines->len;
    } else if (strcmp(element, "page") == 0) {
        open_page(parser, attributes, count);
    } else if (strcmp(element, "meta") == 0) {
        read_meta(parser, attributes, count);
    } else if (strcmp(element, "title") == 0) {
        parser->taking = TRUE;
    }
    g_string_set_size(parser->word, 0);
}

/* Chinese and Japanese lines break at any character. */
static double first_width(const OsintPdfParser *parser, const char *word, double width)
{
    double height = parser->word_box.bottom - parser->word_box.top;
    return g_unichar_iswide(g_utf8_get_char(word)) ? MIN(width, height) : width;
}

/* Pieces of one word in letters of two sizes, such as small capitals, touch; but a number that is set high,
 * as footnotes have it, is no part of the word that it follows. */
static gboolean continues_word(const OsintPdfParser *parser, const char *word)
{
    const OsintPdfBox *last = &parser->last_box, *box = &parser->word_box;
    double height = box->bottom - box->top, last_height = last->bottom - last->top;
    double gap = box->left - last->right;
    if (MIN(box->bottom, last->bottom) - MAX(box->top, last->top) < 0.3 * MIN(height, last_height))
        return FALSE;
    if (gap > TOUCHING * MIN(height, last_height) || gap < -0.5 * last_height)
        return FALSE;
    gboolean is_note = strspn(word, "0123456789*,") == strlen(word) && height < 0.85 * last_height &&
                       box->top < last->top + 0.2 * last_height;
    return !is_note;
}

/* Fonts with thousands of characters have boxes twice as tall as any of them; but a Chinese character is as
 * wide as it is tall, and others are half as wide. */
static void fit_wide_word(OsintPdfBox *box, const char *word)
{
    double characters = 0;
    gboolean wide = FALSE;
    for (const char *at = word; *at != '\0'; at = g_utf8_next_char(at)) {
        gboolean is_wide = g_unichar_iswide(g_utf8_get_char(at));
        characters += is_wide ? 1 : 0.5;
        wide = wide || is_wide;
    }
    double tall = (box->right - box->left) / characters * WIDE_HEIGHT;
    double excess = box->bottom - box->top - tall;
    if (wide && excess > 0 && tall > 0) {
        box->top += excess / 2;
        box->bottom -= excess / 2;
    }
}

/* pdftotext takes two columns of such letters for one: where one ends in a line, the next begins. */
static gboolean begins_column(const OsintPdfParser *parser, const char *word)
{
    if (parser->line->len == 0 || !g_unichar_iswide(g_utf8_get_char(word)))
        return FALSE;
    gunichar before = g_utf8_get_char(g_utf8_prev_char(parser->line->str + parser->line->len));
    double height = parser->word_box.bottom - parser->word_box.top;
    return g_unichar_iswide(before) &&
           parser->word_box.left - parser->last_box.right > COLUMN_GAP * height / WIDE_HEIGHT;
}

/* The line's box is that of its words. */
static void grow_line(OsintPdfParser *parser)
{
    const OsintPdfBox *word = &parser->word_box;
    OsintPdfBox *line = &parser->line_box;
    if (parser->line->len == 0)
        *line = *word;
    *line = (OsintPdfBox){MIN(line->left, word->left), MIN(line->top, word->top),
                          MAX(line->right, word->right), MAX(line->bottom, word->bottom)};
}

/* Signs from other fonts are taller than the letters beside them. */
static void note_height(OsintPdfParser *parser, double height, double width)
{
    guint i = 0;
    while (i < parser->height_count && fabs(parser->heights[i].height - height) > 0.03 * height)
        i++;
    if (i == HEIGHTS)
        return;
    if (i == parser->height_count) {
        parser->heights[i].height = height;
        parser->heights[i].width = 0;
        parser->height_count++;
    }
    parser->heights[i].width += width;
}

static double usual_height(const OsintPdfParser *parser)
{
    guint best = 0;
    for (guint i = 1; i < parser->height_count; i++)
        if (parser->heights[i].width > parser->heights[best].width)
            best = i;
    return parser->heights[best].height;
}

static void close_line(OsintPdfParser *parser)
{
    OsintPdfPages *pages = parser->pages;
    if (parser->line->len == 0 || pages->pages->len == 0)
        return;
    if (parser->soft)
        g_string_append(parser->line, SOFT_HYPHEN);
    OsintPdfLine line = {.box = parser->line_box, .size = usual_height(parser), .first = parser->first};
    line.text = g_string_chunk_insert_len(pages->texts, parser->line->str, (gssize)parser->line->len);
    line.block = parser->block;
    line.page = pages->pages->len;
    g_array_append_val(pages->lines, line);
    parser->height_count = 0;
    parser->soft = FALSE;
    g_array_index(pages->pages, OsintPdfPage, pages->pages->len - 1).end = pages->lines->len;
    g_string_set_size(parser->line, 0);
}

static void close_word(OsintPdfParser *parser)
{
    g_autofree char *word = osint_clean_line(parser->word->str);
    if (word == NULL)
        return;
    parser->soft = g_str_has_suffix(parser->word->str, SOFT_HYPHEN);
    double width = parser->word_box.right - parser->word_box.left;
    fit_wide_word(&parser->word_box, word);
    if (begins_column(parser, word)) {
        close_line(parser);
        parser->split = TRUE;
    }
    grow_line(parser);
    if (parser->line->len == 0)
        parser->first = first_width(parser, word, width);
    else if (!continues_word(parser, word))
        g_string_append_c(parser->line, ' ');
    note_height(parser, parser->word_box.bottom - parser->word_box.top, width);
    parser->last_box = parser->word_box;
    g_string_append(parser->line, word);
}

/* Lines of different columns are no block. */
static void close_block(OsintPdfParser *parser)
{
    for (guint i = parser->block_start; parser->split && i < parser->pages->lines->len; i++)
        g_array_index(parser->pages->lines, OsintPdfLine, i).block = ++parser->block;
}

static void on_end(void *context, const xmlChar *name, const xmlChar *prefix, const xmlChar *uri)
{
    (void)prefix;
    (void)uri;
    OsintPdfParser *parser = ((xmlParserCtxt *)context)->_private;
    const char *element = (const char *)name;
    if (strcmp(element, "word") == 0)
        close_word(parser);
    else if (strcmp(element, "line") == 0)
        close_line(parser);
    else if (strcmp(element, "block") == 0)
        close_block(parser);
    else if (strcmp(element, "title") == 0 && parser->pages->title == NULL)
        parser->pages->title = osint_clean_line(parser->word->str);
    parser->taking = FALSE;
}

static void on_characters(void *context, const xmlChar *text, int length)
{
    OsintPdfParser *parser = ((xmlParserCtxt *)context)->_private;
    if (parser->taking && parser->word->len < MAX_RAW)
        g_string_append_len(parser->word, (const char *)text, length);
}

static void on_error(void *context, xmlError *error)
{
    (void)context;
    (void)error;
}

/* ---- the parser ---- */

OsintPdfParser *osint_pdf_parser_new(void)
{
    OsintPdfParser *parser = g_new0(OsintPdfParser, 1);
    parser->pages = g_new0(OsintPdfPages, 1);
    parser->pages->pages = g_array_new(FALSE, FALSE, sizeof(OsintPdfPage));
    parser->pages->lines = g_array_new(FALSE, FALSE, sizeof(OsintPdfLine));
    parser->pages->texts = g_string_chunk_new(MAX_RAW);
    parser->raw = g_string_new(NULL);
    parser->word = g_string_new(NULL);
    parser->line = g_string_new(NULL);
    xmlSAXHandler handler = {.initialized = XML_SAX2_MAGIC,
                             .startElementNs = on_start,
                             .endElementNs = on_end,
                             .characters = on_characters,
                             .serror = on_error};
    parser->xml = xmlCreatePushParserCtxt(&handler, NULL, NULL, 0, NULL);
    xmlCtxtUseOptions(parser->xml,
                      XML_PARSE_NONET | XML_PARSE_RECOVER | XML_PARSE_NOERROR | XML_PARSE_NOWARNING);
    parser->xml->sax->serror = on_error;
    parser->xml->_private = parser;
    return parser;
}

static void feed_raw(OsintPdfParser *parser)
{
    g_autofree char *valid = g_utf8_make_valid(parser->raw->str, (gssize)parser->raw->len);
    for (char *at = valid; *at != '\0'; at++)
        if ((guchar)*at < 0x20 && *at != '\n' && *at != '\t')
            *at = ' ';
    xmlParseChunk(parser->xml, valid, (int)strlen(valid), 0);
    g_string_set_size(parser->raw, 0);
}

void osint_pdf_parser_feed(OsintPdfParser *parser, const char *data, gsize length)
{
    while (length > 0) {
        const char *stop = memchr(data, '\n', length);
        gsize part = stop != NULL ? (gsize)(stop - data) + 1 : length;
        part = MIN(part, MAX_RAW - parser->raw->len);
        g_string_append_len(parser->raw, data, (gssize)part);
        data += part;
        length -= part;
        if (parser->raw->str[parser->raw->len - 1] == '\n' || parser->raw->len == MAX_RAW)
            feed_raw(parser);
    }
}

/* Which way a line runs, the whole document tells. */
static void turn_lines(OsintPdfPages *pages)
{
    gsize right_to_left = 0, left_to_right = 0;
    OsintPdfLine *lines = (OsintPdfLine *)(void *)pages->lines->data;
    for (guint i = 0; i < pages->lines->len; i++)
        osint_pdf_count_directions(lines[i].text, &right_to_left, &left_to_right);
    if (right_to_left == 0)
        return;
    g_autoptr(GString) line = g_string_new(NULL);
    for (guint i = 0; i < pages->lines->len; i++) {
        g_string_assign(line, lines[i].text);
        osint_pdf_reading_direction(line, right_to_left > left_to_right);
        if (strcmp(line->str, lines[i].text) != 0)
            lines[i].text = g_string_chunk_insert_len(pages->texts, line->str, (gssize)line->len);
    }
}

OsintPdfPages *osint_pdf_parser_finish(OsintPdfParser *parser)
{
    feed_raw(parser);
    xmlParseChunk(parser->xml, "", 0, 1);
    OsintPdfPages *pages = parser->pages;
    turn_lines(pages);
    xmlFreeParserCtxt(parser->xml);
    g_string_free(parser->raw, TRUE);
    g_string_free(parser->word, TRUE);
    g_string_free(parser->line, TRUE);
    g_free(parser);
    return pages;
}
