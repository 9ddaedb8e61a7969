/* Atom (RFC 4287): an answer to subscribe to.
 *
 * Ids are name-based UUIDs (RFC 4122, version 5) of the article's id and of the query, and so the same for
 * ever. An entry was updated when its article came into the index: that is what is new to a subscriber, and
 * the one time that is always known to the second. The feed's own time stands behind the entries, whose order
 * means nothing in Atom, so that an answer of any length needs the memory of one. */
#include "search/origin.h"
#include "search/renderers.h"

#include <string.h>

#include "indexer/article/date.h"

/* The namespace of this program's names, made once at random. */
static const guint8 name_space[16] = {0x5e, 0x0c, 0x3b, 0x1a, 0x92, 0x7d, 0x4f, 0x64,
                                      0xa8, 0x21, 0x6f, 0xd0, 0x33, 0xb9, 0x1c, 0x57};

static char *uuid_of(const char *kind, const char *name)
{
    guint8 digest[20];
    gsize length = sizeof digest;
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA1);
    g_checksum_update(sum, name_space, sizeof name_space);
    g_checksum_update(sum, (const guchar *)kind, -1);
    g_checksum_update(sum, (const guchar *)name, -1);
    g_checksum_get_digest(sum, digest, &length);
    digest[6] = (guint8)((digest[6] & 0x0F) | 0x50);
    digest[8] = (guint8)((digest[8] & 0x3F) | 0x80);
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < 16; i++)
        g_string_append_printf(text, "%s%02x", i == 4 || i == 6 || i == 8 || i == 10 ? "-" : "", digest[i]);
    return g_string_free(text, FALSE);
}

static void element(GString *out, const char *name, const char *text)
{
    g_string_append_printf(out, "<%s>", name);
    osint_render_xml(out, text);
    g_string_append_printf(out, "</%s>\n", name);
}

static void feed_begin(GString *out, const char *id, const char *title, const OsintSearch *search,
                       const OsintRenderOptions *options)
{
    g_string_append_printf(out,
                           "<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"
                           "<feed xmlns=\"http://www.w3.org/2005/Atom\">\n"
                           "<id>urn:uuid:%s</id>\n",
                           id);
    element(out, "title", title);
    element(out, "subtitle", osint_search_read_as(search));
    g_string_append(out, "<author><name>osint-search</name></author>\n"
                         "<generator version=\"" OSINT_VERSION "\">osint-search</generator>\n");
    if (options->self != NULL) {
        g_string_append(out, "<link rel=\"self\" type=\"application/atom+xml\" href=\"");
        osint_render_xml(out, options->self);
        g_string_append(out, "\"/>\n");
    }
}

static void atom_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    const char *text = osint_search_text(search);
    g_autofree char *id = uuid_of("query:", text);
    feed_begin(out, id, *text != '\0' ? text : "*", search, options);
}

static void authors_and_link(GString *out, const OsintArticle *article)
{
    const char *link = osint_render_link(article);
    for (guint i = 0; i < article->authors->len; i++) {
        g_string_append(out, "<author>");
        element(out, "name", g_ptr_array_index(article->authors, i));
        g_string_append(out, "</author>\n");
    }
    if (article->authors->len == 0 && article->publisher != NULL) {
        g_string_append(out, "<author>");
        element(out, "name", article->publisher);
        g_string_append(out, "</author>\n");
    }
    if (link != NULL) {
        g_autoptr(GString) escaped = g_string_new(NULL);
        g_autofree char *safe = osint_terminal_safe(link, -1);
        osint_render_escaped(escaped, safe, "<>\"\\^`{|}");
        g_string_append(out, "<link rel=\"alternate\" href=\"");
        osint_render_xml(out, escaped->str);
        g_string_append(out, "\"/>\n");
    }
}

/* Only a date known to the second is a time. */
static void times(GString *out, const OsintHit *hit)
{
    OsintPeriod period;
    g_autofree char *added = osint_second_format(hit->added);
    element(out, "updated", added);
    if (hit->article->published != NULL && osint_date_parse(hit->article->published, &period, NULL) &&
        period.precision == OSINT_DATE_SECOND)
        element(out, "published", hit->article->published);
}

/* Appends text as HTML that is itself text in XML. */
static void append_html(GString *out, const char *text, gsize length)
{
    g_autofree char *part = g_strndup(text, length);
    g_autoptr(GString) html = g_string_new(NULL);
    osint_render_xml(html, part);
    g_string_replace(html, "\n", "<br>", 0);
    osint_render_xml(out, html->str);
}

static void passage(GString *out, const char *text, const OsintHitPassage *passage)
{
    guint32 at = passage->span.start;
    osint_render_xml(out, "<p>");
    for (guint i = 0; i < passage->highlights->len; i++) {
        OsintSpan mark = g_array_index(passage->highlights, OsintSpan, i);
        if (mark.start < at || mark.end > passage->span.end)
            continue;
        append_html(out, text + at, mark.start - at);
        osint_render_xml(out, "<b>");
        append_html(out, text + mark.start, mark.end - mark.start);
        osint_render_xml(out, "</b>");
        at = mark.end;
    }
    append_html(out, text + at, passage->span.end - at);
    osint_render_xml(out, "</p>");
}

static void atom_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                     const OsintRenderOptions *options)
{
    (void)search;
    const OsintArticle *article = hit->article;
    g_autofree char *id = uuid_of("article:", article->id);
    g_autofree char *title = osint_article_headline(article->title, article->text, 200);
    g_string_append_printf(out, "<entry>\n<id>urn:uuid:%s</id>\n", id);
    element(out, "title", title);
    times(out, hit);
    authors_and_link(out, article);
    g_string_append(out, "<content type=\"html\"");
    if (article->language != NULL) {
        g_string_append(out, " xml:lang=\"");
        osint_render_xml(out, article->language);
        g_string_append_c(out, '"');
    }
    g_string_append_c(out, '>');
    for (guint i = 0; i < osint_render_passages(hit, options); i++)
        passage(out, article->text, g_ptr_array_index(hit->passages, i));
    g_autofree char *copies = osint_copies_line(hit);
    if (copies != NULL) {
        osint_render_xml(out, "<p>Copies: ");
        append_html(out, copies, strlen(copies));
        osint_render_xml(out, "</p>");
    }
    g_string_append(out, "</content>\n</entry>\n");
}

static void atom_end(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    (void)search;
    g_autofree char *updated = osint_second_format(options->given > 0 ? options->newest : options->now);
    element(out, "updated", updated);
    g_string_append(out, "</feed>\n");
}

/* The newest articles of an entity: the same feed whatever the query that the card was asked by. */
static void atom_card(GString *out, const OsintSearch *search, const OsintCard *card,
                      const OsintRenderOptions *options)
{
    OsintRenderOptions each = *options;
    g_autofree char *id = uuid_of("entity:", card->asked->id);
    feed_begin(out, id, card->asked->name, search, options);
    for (guint i = 0; i < card->newest->len; i++)
        osint_render_hit(out, &osint_render_atom, search, g_ptr_array_index(card->newest, i), &each);
    atom_end(out, search, &each);
}

const OsintRenderer osint_render_atom = {
    .name = "atom",
    .media_type = "application/atom+xml",
    .open = "",
    .between = "",
    .close = "",
    .is_single = TRUE,
    .begin = atom_begin,
    .hit = atom_hit,
    .end = atom_end,
    .card = atom_card,
};
