/* Markdown by md4c. The first heading of the first level is the title; markup is gone from the text. */
#include "indexer/readers/markdown.h"

#include "indexer/readers/boilerplate.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/flow.h"
#include "indexer/readers/frontmatter.h"

#include <libxml/HTMLparser.h>
#include <md4c.h>
#include <string.h>

typedef struct {
    OsintFlow *flow;
    OsintArticle *article;
    GString *title;       /* of the document, while it is read; NULL otherwise */
    gboolean title_known; /* no heading can be the title any more */
    guint images;         /* open images, whose alternative texts are no text of the article */
} Reader;

static int enter_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    Reader *reader = data;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH) {
        osint_flow_add(reader->flow, " ", 1);
        return 0;
    }
    osint_flow_end_block(reader->flow, FALSE);
    if (type == MD_BLOCK_H && !reader->title_known && ((MD_BLOCK_H_DETAIL *)detail)->level == 1)
        reader->title = g_string_new(NULL);
    return 0;
}

/* A heading of the first level before any text is the title; where the title is given, one that repeats it
 * goes. */
static void finish_title(Reader *reader)
{
    g_autofree char *raw = g_string_free(g_steal_pointer(&reader->title), FALSE);
    g_autofree char *title = osint_clean_line(raw);
    OsintArticle *article = reader->article;
    reader->title_known = TRUE;
    if (title == NULL)
        return;
    g_autofree char *given = article->title != NULL ? g_utf8_casefold(article->title, -1) : NULL;
    g_autofree char *found = g_utf8_casefold(title, -1);
    if (given == NULL) {
        article->title = g_steal_pointer(&title);
    } else if (strcmp(given, found) != 0) {
        osint_flow_add(reader->flow, title, strlen(title));
        osint_flow_end_block(reader->flow, TRUE);
    }
}

static int leave_block(MD_BLOCKTYPE type, void *detail, void *data)
{
    (void)detail;
    Reader *reader = data;
    if (type == MD_BLOCK_TD || type == MD_BLOCK_TH)
        return 0;
    if (type == MD_BLOCK_H && reader->title != NULL)
        finish_title(reader);
    else
        osint_flow_end_block(reader->flow, type == MD_BLOCK_H);
    return 0;
}

static int enter_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)detail;
    Reader *reader = data;
    reader->images += type == MD_SPAN_IMG;
    return 0;
}

static int leave_span(MD_SPANTYPE type, void *detail, void *data)
{
    (void)detail;
    Reader *reader = data;
    reader->images -= type == MD_SPAN_IMG;
    return 0;
}

/* &amp; &#x2019; and the like. */
static void add_entity(GString *out, const char *text, gsize size)
{
    g_autofree char *name = g_strndup(text + 1, size >= 2 ? size - 2 : 0);
    gunichar c = 0;
    if (name[0] == '#') {
        gboolean hex = name[1] == 'x' || name[1] == 'X';
        c = (gunichar)MIN(g_ascii_strtoull(name + (hex ? 2 : 1), NULL, hex ? 16 : 10), 0x110000);
    } else {
        const htmlEntityDesc *entity = htmlEntityLookup((const xmlChar *)name);
        c = entity != NULL ? entity->value : 0;
    }
    if (c != 0 && g_unichar_validate(c))
        g_string_append_unichar(out, c);
    else
        g_string_append_len(out, text, (gssize)size);
}

static void add_text(Reader *reader, const char *text, gsize size, gboolean verbatim)
{
    if (reader->title != NULL)
        g_string_append_len(reader->title, text, (gssize)size);
    else if (verbatim)
        osint_flow_add_lines(reader->flow, text, size);
    else
        osint_flow_add(reader->flow, text, size);
}

static int take_text(MD_TEXTTYPE type, const MD_CHAR *text, MD_SIZE size, void *data)
{
    Reader *reader = data;
    if (reader->images > 0 || type == MD_TEXT_HTML || type == MD_TEXT_NULLCHAR)
        return 0;
    if (type == MD_TEXT_BR) {
        if (reader->title != NULL)
            g_string_append_c(reader->title, ' ');
        else
            osint_flow_line_break(reader->flow);
    } else if (type == MD_TEXT_ENTITY) {
        g_autoptr(GString) decoded = g_string_new(NULL);
        add_entity(decoded, text, size);
        add_text(reader, decoded->str, decoded->len, FALSE);
    } else {
        reader->title_known = reader->title_known || reader->title == NULL;
        add_text(reader, type == MD_TEXT_SOFTBR ? "\n" : text, type == MD_TEXT_SOFTBR ? 1 : size,
                 type == MD_TEXT_CODE);
    }
    return 0;
}

static void parse(OsintArticle *article, const char *text)
{
    static const MD_PARSER parser = {.flags = MD_FLAG_TABLES | MD_FLAG_STRIKETHROUGH |
                                              MD_FLAG_PERMISSIVEATXHEADERS,
                                     .enter_block = enter_block,
                                     .leave_block = leave_block,
                                     .enter_span = enter_span,
                                     .leave_span = leave_span,
                                     .text = take_text};
    g_autoptr(OsintFlow) flow = osint_flow_new();
    Reader reader = {.flow = flow, .article = article};
    int result = md_parse(text, (MD_SIZE)strlen(text), &parser, &reader);
    g_assert(result == 0);
    osint_flow_end_block(flow, FALSE);
    osint_flow_finish(flow, article);
}

void osint_markdown_read(OsintDocument *document, const char *text)
{
    OsintArticle *article = osint_document_new_article(document);
    const char *body = text + osint_frontmatter_read(document, article, text);
    parse(article, body);
    if (*article->text != '\0')
        osint_boilerplate_trim(article);
    osint_document_emit(document, article, 0, 0);
}
