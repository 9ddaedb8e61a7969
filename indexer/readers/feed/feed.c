/* Feeds to articles. */
#include "indexer/readers/feed/feed.h"

#include "indexer/article/date.h"
#include "indexer/article/json.h"
#include "indexer/article/language.h"
#include "indexer/readers/feed/feed-item.h"
#include "indexer/readers/feed/feed-link.h"
#include "indexer/readers/feed/feed-xml.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/layout.h"
#include "indexer/readers/loosexml.h"

#include <string.h>

/* What a feed is called after its outermost element. */
static const char *media_type_of(const xmlNode *root)
{
    const char *colon = strrchr((const char *)root->name, ':');
    const char *name = colon != NULL ? colon + 1 : (const char *)root->name;
    if (g_ascii_strcasecmp(name, "feed") == 0 || g_ascii_strcasecmp(name, "entry") == 0)
        return "application/atom+xml";
    return strcmp(name, "CHANNEL") == 0 ? "application/x-cdf" : "application/rss+xml";
}

OsintFeed *osint_feed_parse(OsintDocument *document, const char *data, gsize length)
{
    OsintLooseXml xml;
    if (!osint_loose_xml_read(document, data, length, &xml))
        return NULL;
    const xmlNode *root = xmlDocGetRootElement(xml.tree);
    OsintFeed *feed = osint_feed_new(media_type_of(root));
    osint_feed_read_tree(feed, root);
    osint_feed_resolve_links(feed);
    osint_loose_xml_refuse_missing(document, &xml);
    feed->trouble = g_steal_pointer(&xml.trouble);
    feed->line = xml.line;
    osint_loose_xml_clear(&xml);
    return feed;
}

static OsintArticle *text_article(const OsintFeedText *text, gboolean wordpress)
{
    OsintArticle *article = osint_article_new();
    if (wordpress && text->value != NULL) {
        g_autofree char *html = osint_feed_wordpress_html(text->value);
        osint_html_fill_fragment(article, html, strlen(html));
    } else if (text->markup)
        osint_html_fill_fragment(article, text->value, strlen(text->value));
    else if (text->value != NULL)
        article->text = osint_layout_text(text->value, strlen(text->value));
    return article;
}

static gsize text_length(const OsintArticle *article)
{
    return article != NULL && article->text != NULL ? strlen(article->text) : 0;
}

static void keep_longer(OsintArticle **best, const OsintFeedText *text, gboolean wordpress)
{
    OsintArticle *candidate = text_article(text, wordpress);
    if (text_length(candidate) <= text_length(*best)) {
        osint_article_free(candidate);
        return;
    }
    osint_article_free(*best);
    *best = candidate;
}

/* The longest of what the entry has: a feed may have the beginning as summary and all of it as content. */
static void set_text(OsintArticle *article, const OsintFeedItem *entry)
{
    OsintArticle *best = NULL;
    gboolean wordpress = entry->values[OSINT_FEED_KIND] != NULL;
    keep_longer(&best, &entry->summary, wordpress);
    for (guint i = 0; i < entry->contents->len; i++)
        keep_longer(&best, &g_array_index(entry->contents, OsintFeedText, i), wordpress);
    if (best == NULL)
        keep_longer(&best, &entry->subtitle, wordpress);
    if (best != NULL) {
        article->text = g_steal_pointer(&best->text);
        g_array_append_vals(article->headings, best->headings->data, best->headings->len);
        for (guint i = 0; i < best->warnings->len; i++) {
            const OsintWarning *warning = g_ptr_array_index(best->warnings, i);
            osint_article_warn(article, warning->code, "%s", warning->message);
        }
    }
    osint_article_free(best);
}

/* A feed of headlines, or of links, is worth having. */
static void set_missing_text(OsintArticle *article)
{
    if (text_length(article) > 0)
        return;
    g_free(article->text);
    article->text = g_strdup(article->title != NULL ? article->title : article->url);
    if (article->title != NULL)
        osint_article_warn(article, "text-from-title", "the feed has no text of it; its title stands for it");
    else if (article->url != NULL)
        osint_article_warn(article, "text-from-url", "the feed has no text of it; its address stands for it");
}

static void add_authors(OsintArticle *article, const OsintFeedItem *item, gboolean inherited)
{
    for (guint i = 0; i < item->people->len; i++) {
        const OsintFeedPerson *person = g_ptr_array_index(item->people, i);
        const char *name = person->name != NULL || inherited ? person->name : person->email;
        if (name != NULL && !(inherited && person->editor) &&
            !g_ptr_array_find_with_equal_func(article->authors, name, g_str_equal, NULL))
            g_ptr_array_add(article->authors, g_strdup(name));
    }
}

/* The first date that can be read; when none can, what is wrong with the first. */
static void set_date(OsintArticle *article, const char *key, const OsintFeedItem *entry,
                     const OsintFeedValue *choice, gsize count)
{
    const char *first = NULL;
    for (gsize i = 0; i < count; i++) {
        const char *value = entry->values[choice[i]];
        g_autofree char *canonical = NULL;
        gboolean ambiguous = FALSE;
        if (value != NULL && osint_date_normalise_feed(value, &canonical, &ambiguous, NULL)) {
            osint_article_set_field(article, key, ambiguous ? value : canonical);
            return;
        }
        first = first != NULL ? first : value;
    }
    if (first != NULL)
        osint_article_set_field(article, key, first);
}

static void set_dates(OsintArticle *article, const OsintFeedItem *entry)
{
    static const OsintFeedValue published[] = {OSINT_FEED_PUBLISHED, OSINT_FEED_DATE, OSINT_FEED_CREATED,
                                               OSINT_FEED_UPDATED};
    static const OsintFeedValue updated[] = {OSINT_FEED_UPDATED};
    set_date(article, "published", entry, published, G_N_ELEMENTS(published));
    set_date(article, "updated", entry, updated, G_N_ELEMENTS(updated));
}

/* An id that means the same everywhere: an address of whatever kind. Names such as "12345" are the feed's
 * own. */
static gboolean is_global(const char *id)
{
    return osint_feed_link_is_absolute(id) && strpbrk(id, " \t\"<>") == NULL;
}

static void set_place(OsintArticle *article, const OsintFeedItem *entry)
{
    const char *link = entry->values[OSINT_FEED_ORIGINAL];
    if (link == NULL || !osint_feed_link_is_web(link))
        link = entry->values[OSINT_FEED_LINK];
    if (link != NULL && osint_feed_link_is_absolute(link))
        article->url = g_strdup(link);
    const char *id = entry->values[OSINT_FEED_ID];
    if (id != NULL && (article->url == NULL || !osint_feed_link_is_web(article->url)) && is_global(id))
        osint_article_set_field(article, "id", id);
}

static void set_publisher(OsintArticle *article, const OsintFeed *feed, const OsintFeedItem *entry)
{
    const char *publisher = entry->values[OSINT_FEED_PUBLISHER];
    if (publisher == NULL)
        publisher = feed->about->values[OSINT_FEED_PUBLISHER];
    article->publisher = publisher != NULL ? g_strdup(publisher) : osint_feed_text_line(&feed->about->title);
}

/* What is declared is often a setting that nobody changed: it decides where the text does not. */
static void set_language(OsintArticle *article, const OsintFeed *feed, const OsintFeedItem *entry)
{
    const char *declared = entry->values[OSINT_FEED_LANGUAGE];
    if (declared == NULL)
        declared = feed->about->values[OSINT_FEED_LANGUAGE];
    g_autofree char *hint = declared != NULL ? osint_language_canonical(declared) : NULL;
    if (hint != NULL && article->text != NULL)
        article->language = osint_language_detect(article->text, hint);
}

/* An export of WordPress has menus, pictures and settings among its articles. */
static gboolean is_article(const OsintFeedItem *entry)
{
    static const char *const others[] = {
        "attachment",          "nav_menu_item", "revision",     "custom_css",     "wp_block",
        "customize_changeset", "oembed_cache",  "wp_template",  "wp_font_face",   "wp_global_styles",
        "wp_template_part",    "wp_navigation", "user_request", "wp_font_family", NULL};
    const char *kind = entry->values[OSINT_FEED_KIND];
    return kind == NULL || !g_strv_contains(others, kind);
}

static void warn(OsintArticle *article, const OsintFeed *feed, const OsintFeedItem *entry)
{
    const char *status = entry->values[OSINT_FEED_STATUS];
    if (status != NULL && strcmp(status, "publish") != 0 && strcmp(status, "inherit") != 0)
        osint_article_warn(article, "article-unpublished", "it was not published: its status is \"%s\"",
                           status);
    if (feed->trouble != NULL)
        osint_article_warn(article, "xml-mended", "the XML is not well-formed (line %u: %s); it was mended",
                           feed->line, feed->trouble);
}

static OsintArticle *article_of(const OsintDocument *document, const OsintFeed *feed,
                                const OsintFeedItem *entry)
{
    OsintArticle *article = osint_document_new_article(document);
    if (document->part == NULL) {
        g_free(article->media_type);
        article->media_type = g_strdup(feed->media_type);
    }
    article->title = osint_feed_text_line(&entry->title);
    set_text(article, entry);
    set_place(article, entry);
    set_missing_text(article);
    set_dates(article, entry);
    add_authors(article, entry, FALSE);
    if (article->authors->len == 0)
        add_authors(article, feed->about, TRUE);
    for (guint i = 0; i < entry->tags->len; i++)
        g_ptr_array_add(article->tags, g_strdup(g_ptr_array_index(entry->tags, i)));
    set_publisher(article, feed, entry);
    set_language(article, feed, entry);
    warn(article, feed, entry);
    return article;
}

/* Whether the same has been given before, word for word. */
static gboolean is_repeated(GHashTable *given, const OsintFeedItem *entry, const OsintArticle *article)
{
    const char *id = entry->values[OSINT_FEED_ID];
    g_autofree char *all = g_strdup_printf(
        "%s\n%s\n%s\n%s", id != NULL ? id : "", article->url != NULL ? article->url : "",
        article->title != NULL ? article->title : "", article->text != NULL ? article->text : "");
    return !g_hash_table_add(given, g_compute_checksum_for_string(G_CHECKSUM_SHA1, all, -1));
}

void osint_feed_emit(OsintDocument *document, const OsintFeed *feed)
{
    g_autoptr(GHashTable) given = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    if (feed->entries->len == 0)
        osint_document_refuse(document, 0, 0, "text-empty", "the feed has no entries");
    for (guint i = 0; i < feed->entries->len; i++) {
        const OsintFeedItem *entry = g_ptr_array_index(feed->entries, i);
        if (!is_article(entry))
            continue;
        OsintArticle *article = article_of(document, feed, entry);
        if (is_repeated(given, entry, article))
            osint_article_free(article);
        else
            osint_document_emit(document, article, 0, entry->line);
    }
}

void osint_feed_read(OsintDocument *document, const char *data, gsize length)
{
    g_autoptr(OsintFeed) feed = osint_feed_parse(document, data, length);
    if (feed != NULL)
        osint_feed_emit(document, feed);
}
