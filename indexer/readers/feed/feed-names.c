/* Feeds write the same namespace in many ways: http or https, with or without the last sign, in other cases.
 * The table has them without what differs. */
#include "indexer/readers/feed/feed-names.h"

#include <string.h>

typedef struct {
    const char *name;
    OsintVocabulary vocabulary;
} Name;

static const Name namespaces[] = {
    {"", OSINT_VOCABULARY_CORE},
    {"backend.userland.com/rss*", OSINT_VOCABULARY_CORE},
    {"blogs.law.harvard.edu/tech/rss", OSINT_VOCABULARY_CORE},
    {"cyber.harvard.edu/rss*", OSINT_VOCABULARY_CORE},
    {"www.rssboard.org/rss-specification", OSINT_VOCABULARY_CORE},
    {"purl.org/rss/1.0", OSINT_VOCABULARY_CORE},
    {"purl.org/rss/1.0/modules/rss091", OSINT_VOCABULARY_CORE},
    {"purl.org/net/rss1.1", OSINT_VOCABULARY_CORE},
    {"my.netscape.com/rdf/simple/0.9", OSINT_VOCABULARY_CORE},
    {"channel.netscape.com/rdf/simple/0.9", OSINT_VOCABULARY_CORE},
    {"www.w3.org/2005/atom", OSINT_VOCABULARY_ATOM},
    {"www.w3.org/2005/10/atom", OSINT_VOCABULARY_ATOM},
    {"purl.org/atom/ns", OSINT_VOCABULARY_ATOM},
    {"example.com/newformat", OSINT_VOCABULARY_ATOM},
    {"example.com/necho", OSINT_VOCABULARY_ATOM},
    {"purl.org/echo", OSINT_VOCABULARY_ATOM},
    {"uri/of/echo/namespace", OSINT_VOCABULARY_ATOM},
    {"purl.org/pie", OSINT_VOCABULARY_ATOM},
    {"purl.org/dc/elements/1.*", OSINT_VOCABULARY_DC},
    {"purl.org/dc/terms", OSINT_VOCABULARY_DCTERMS},
    {"purl.org/rss/1.0/modules/content", OSINT_VOCABULARY_CONTENT},
    {"www.itunes.com/dtds/podcast-1.0.dtd", OSINT_VOCABULARY_ITUNES},
    {"example.com/dtds/podcast-1.0.dtd", OSINT_VOCABULARY_ITUNES},
    {"search.yahoo.com/mrss", OSINT_VOCABULARY_MEDIA},
    {"www.rssboard.org/media-rss", OSINT_VOCABULARY_MEDIA},
    {"www.w3.org/1999/xhtml", OSINT_VOCABULARY_XHTML},
    {"wordpress.org/export/1.0", OSINT_VOCABULARY_WORDPRESS},
    {"wordpress.org/export/1.1", OSINT_VOCABULARY_WORDPRESS},
    {"wordpress.org/export/1.2", OSINT_VOCABULARY_WORDPRESS},
    {"wordpress.org/export/1.0/excerpt", OSINT_VOCABULARY_EXCERPT},
    {"wordpress.org/export/1.1/excerpt", OSINT_VOCABULARY_EXCERPT},
    {"wordpress.org/export/1.2/excerpt", OSINT_VOCABULARY_EXCERPT},
    {"prismstandard.org/namespaces*", OSINT_VOCABULARY_PRISM},
    {"rssnamespace.org/feedburner/ext/1.0", OSINT_VOCABULARY_FEEDBURNER},
};

static const Name prefixes[] = {
    {"dc", OSINT_VOCABULARY_DC},           {"dcterms", OSINT_VOCABULARY_DCTERMS},
    {"content", OSINT_VOCABULARY_CONTENT}, {"itunes", OSINT_VOCABULARY_ITUNES},
    {"media", OSINT_VOCABULARY_MEDIA},     {"atom", OSINT_VOCABULARY_ATOM},
    {"atom10", OSINT_VOCABULARY_ATOM},     {"a10", OSINT_VOCABULARY_ATOM},
    {"xhtml", OSINT_VOCABULARY_XHTML},     {"wp", OSINT_VOCABULARY_WORDPRESS},
    {"excerpt", OSINT_VOCABULARY_EXCERPT}, {"prism", OSINT_VOCABULARY_PRISM},
    {"rss", OSINT_VOCABULARY_CORE},        {"feedburner", OSINT_VOCABULARY_FEEDBURNER},
};

static char *plain_form(const char *uri)
{
    g_autofree char *lower = g_ascii_strdown(uri, -1);
    g_strstrip(lower);
    const char *start = lower;
    if (g_str_has_prefix(start, "http://"))
        start += strlen("http://");
    else if (g_str_has_prefix(start, "https://"))
        start += strlen("https://");
    gsize length = strlen(start);
    while (length > 0 && (start[length - 1] == '/' || start[length - 1] == '#'))
        length--;
    return g_strndup(start, length);
}

/* A star at the end stands for anything. */
static gboolean matches(const char *pattern, const char *text)
{
    gsize length = strlen(pattern);
    if (length > 0 && pattern[length - 1] == '*')
        return strncmp(pattern, text, length - 1) == 0;
    return strcmp(pattern, text) == 0;
}

static OsintVocabulary by_namespace(const char *uri)
{
    g_autofree char *plain = plain_form(uri);
    for (gsize i = 0; i < G_N_ELEMENTS(namespaces); i++)
        if (matches(namespaces[i].name, plain))
            return namespaces[i].vocabulary;
    return OSINT_VOCABULARY_OTHER;
}

static OsintVocabulary by_prefix(const char *prefix)
{
    for (gsize i = 0; i < G_N_ELEMENTS(prefixes); i++)
        if (g_ascii_strcasecmp(prefixes[i].name, prefix) == 0)
            return prefixes[i].vocabulary;
    return OSINT_VOCABULARY_OTHER;
}

/* An unknown namespace that is the outermost element's as well is the feed's own. */
static OsintVocabulary by_root(const xmlNode *node)
{
    const xmlNode *root = xmlDocGetRootElement(node->doc);
    if (root->ns == NULL || !xmlStrEqual(root->ns->href, node->ns->href))
        return OSINT_VOCABULARY_OTHER;
    return strcmp((const char *)root->name, "feed") == 0 ? OSINT_VOCABULARY_ATOM : OSINT_VOCABULARY_CORE;
}

OsintVocabulary osint_feed_name(const xmlNode *node, char **local)
{
    const char *name = (const char *)node->name, *colon = strchr(name, ':');
    *local = g_ascii_strdown(colon != NULL ? colon + 1 : name, -1);
    if (colon != NULL) {
        g_autofree char *prefix = g_strndup(name, (gsize)(colon - name));
        return by_prefix(prefix);
    }
    if (node->ns == NULL || node->ns->href == NULL)
        return OSINT_VOCABULARY_CORE;
    OsintVocabulary vocabulary = by_namespace((const char *)node->ns->href);
    if (vocabulary == OSINT_VOCABULARY_OTHER && node->ns->prefix != NULL)
        return by_prefix((const char *)node->ns->prefix);
    return vocabulary == OSINT_VOCABULARY_OTHER ? by_root(node) : vocabulary;
}
