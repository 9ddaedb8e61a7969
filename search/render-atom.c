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

#define TITLE_CHARS 200
#define SUMMARY_CHARS 200

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

/* What no IRI may have (RFC 3987) is percent-encoded: signs, brackets that stand around no address of a host,
 * a second "#", and "%" where it encodes nothing. */
static void append_iri(GString *out, const char *iri)
{
    g_autofree char *safe = osint_terminal_safe(iri, -1);
    g_autoptr(GString) escaped = g_string_new(NULL);
    const char *host = strstr(safe, "://");
    const char *rest = host != NULL ? host + 3 + strcspn(host + 3, "/?#") : safe;
    g_autofree char *origin = g_strndup(safe, (gsize)(rest - safe));
    const char *fragment = strchr(rest, '#');
    osint_render_escaped(escaped, origin, "<>\"\\^`{|}");
    for (const char *at = rest; *at != '\0'; at = g_utf8_next_char(at)) {
        gboolean encodes = g_ascii_isxdigit(at[1]) && g_ascii_isxdigit(at[2]);
        g_autofree char *one = g_strndup(at, (gsize)(g_utf8_next_char(at) - at));
        osint_render_escaped(escaped, one,
                             (*at == '%' && !encodes) || (*at == '#' && at != fragment) ? "%#"
                                                                                        : "<>\"\\^`{|}[]");
    }
    osint_render_xml(out, escaped->str);
}

static void link_to(GString *out, const char *rel, const char *type, const char *address)
{
    if (address == NULL)
        return;
    g_string_append_printf(out, "<link rel=\"%s\"%s%s%s href=\"", rel, type != NULL ? " type=\"" : "",
                           type != NULL ? type : "", type != NULL ? "\"" : "");
    append_iri(out, address);
    g_string_append(out, "\"/>\n");
}

static void feed_links(GString *out, const OsintFeed *feed)
{
    static const char atom[] = "application/atom+xml";
    link_to(out, "self", atom, feed->self);
    link_to(out, "alternate", "text/html", feed->page);
    link_to(out, "previous", atom, feed->previous);
    link_to(out, "next", atom, feed->next);
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
    feed_links(out, &options->feed);
}

static void atom_begin(GString *out, const OsintSearch *search, const OsintRenderOptions *options)
{
    const char *text = osint_search_text(search);
    g_autofree char *id = uuid_of("query:", text);
    feed_begin(out, id, *text != '\0' ? text : "*", search, options);
}

static gboolean is_blank(const char *text)
{
    g_autofree char *stripped = g_strstrip(g_strdup(text != NULL ? text : ""));
    return *stripped == '\0';
}

static void author(GString *out, const char *name)
{
    if (is_blank(name))
        return;
    g_string_append(out, "<author>");
    element(out, "name", name);
    g_string_append(out, "</author>\n");
}

static void authors(GString *out, const OsintArticle *article)
{
    for (guint i = 0; i < article->authors->len; i++)
        author(out, g_ptr_array_index(article->authors, i));
    if (article->authors->len == 0)
        author(out, article->publisher);
}

/* The original is what the entry stands for; without one, the stored article is. */
static void entry_links(GString *out, const OsintArticle *article, const OsintFeed *feed)
{
    const char *original = osint_render_link(article);
    g_autofree char *stored = feed->article != NULL ? feed->article(feed->site, article, 0) : NULL;
    link_to(out, "alternate", NULL, original);
    link_to(out, original != NULL ? "related" : "alternate", "text/html", stored);
}

/* Only a date known to the second is a time. A clock that was wrong once dates nothing into the future. */
static void times(GString *out, const OsintHit *hit, const OsintRenderOptions *options)
{
    OsintPeriod period;
    g_autofree char *added =
        osint_second_format(options->now > 0 ? MIN(hit->added, options->now) : hit->added);
    element(out, "updated", added);
    if (hit->article->published != NULL && osint_date_parse(hit->article->published, &period, NULL) &&
        period.precision == OSINT_DATE_SECOND) {
        g_autofree char *published = g_ascii_strup(hit->article->published, -1);
        element(out, "published", published);
    }
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

static void passage_link(GString *out, const OsintArticle *article, guint index, const OsintFeed *feed)
{
    g_autofree char *address = feed->article != NULL ? feed->article(feed->site, article, index) : NULL;
    if (address == NULL)
        return;
    g_autoptr(GString) link = g_string_new(" <a href=\"");
    append_iri(link, address);
    g_string_append_printf(link, "\">¶%u</a>", index);
    osint_render_xml(out, link->str);
}

static void passage(GString *out, const OsintArticle *article, const OsintHitPassage *passage,
                    const OsintFeed *feed)
{
    const char *text = article->text;
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
    passage_link(out, article, passage->index, feed);
    osint_render_xml(out, "</p>");
}

static void summary(GString *out, const OsintHit *hit)
{
    const OsintArticle *article = hit->article;
    const OsintHitPassage *first = hit->passages->len > 0 ? g_ptr_array_index(hit->passages, 0) : NULL;
    OsintSpan span = first != NULL ? first->span : (OsintSpan){0, (guint32)strlen(article->text)};
    g_autofree char *origin = osint_origin_text(article);
    g_autofree char *text = g_strndup(article->text + span.start, span.end - span.start);
    g_autofree char *beginning = osint_article_headline(NULL, text, SUMMARY_CHARS);
    g_autofree char *both = g_strconcat(origin, *origin != '\0' ? ": " : "", beginning, NULL);
    element(out, "summary", both);
}

/* A language tag that is none would make the whole feed invalid. */
static void content_begin(GString *out, const char *language)
{
    g_string_append(out, "<content type=\"html\"");
    if (language != NULL && g_regex_match_simple("^[A-Za-z]{1,8}(-[A-Za-z0-9]{1,8})*$", language, 0, 0))
        g_string_append_printf(out, " xml:lang=\"%s\"", language);
    g_string_append_c(out, '>');
}

static void atom_hit(GString *out, const OsintSearch *search, const OsintHit *hit,
                     const OsintRenderOptions *options)
{
    (void)search;
    const OsintArticle *article = hit->article;
    g_autofree char *id = uuid_of("article:", article->id);
    g_autofree char *title = osint_article_headline(article->title, article->text, TITLE_CHARS);
    g_string_append_printf(out, "<entry>\n<id>urn:uuid:%s</id>\n", id);
    element(out, "title", is_blank(title) ? article->id : title);
    times(out, hit, options);
    authors(out, article);
    entry_links(out, article, &options->feed);
    summary(out, hit);
    content_begin(out, article->language);
    for (guint i = 0; i < osint_render_passages(hit, options); i++)
        passage(out, article, g_ptr_array_index(hit->passages, i), &options->feed);
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
    gint64 newest = options->now > 0 ? MIN(options->newest, options->now) : options->newest;
    g_autofree char *updated = osint_second_format(options->given > 0 ? newest : options->now);
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
