/* Text constructs. RSS leaves open whether text is HTML, Atom 1.0 says it by `type`, Atom 0.3 by `type` and
 * `mode`; inline markup is markup in all of them. */
#include "indexer/readers/feed/feed-xml.h"

#include "indexer/readers/encoding.h"
#include "indexer/readers/feed/feed-item.h"
#include "indexer/readers/loosexml.h"

#include <string.h>

typedef enum { TYPE_UNSAID, TYPE_PLAIN, TYPE_HTML, TYPE_INLINE, TYPE_BINARY } Type;

static Type type_of(const char *type)
{
    static const char *const html[] = {"html", "text/html", "application/html", "escaped", NULL};
    static const char *const plain[] = {"text", "plain", "text/plain", NULL};
    g_autofree char *lower = type != NULL ? g_ascii_strdown(type, -1) : g_strdup("");
    lower[strcspn(lower, "; ")] = '\0';
    if (*lower == '\0')
        return TYPE_UNSAID;
    if (g_strv_contains(html, lower))
        return TYPE_HTML;
    if (g_strv_contains(plain, lower) || g_str_has_prefix(lower, "text/"))
        return TYPE_PLAIN;
    if (strcmp(lower, "xhtml") == 0 || g_str_has_suffix(lower, "+xml") || g_str_has_suffix(lower, "/xml"))
        return TYPE_INLINE;
    return strchr(lower, '/') != NULL ? TYPE_BINARY : TYPE_UNSAID;
}

/* base64 that is text; a picture or the like is none. */
static char *decode_base64(char *encoded)
{
    gsize length, kept;
    g_autofree guchar *bytes = g_base64_decode(encoded, &length);
    g_free(encoded);
    OsintDecoded decoded;
    if (length == 0 || memchr(bytes, '\0', length) != NULL)
        return NULL;
    osint_decode((const char *)bytes, length, NULL, &decoded);
    g_free(decoded.encoding);
    kept = strlen(decoded.text);
    if (kept < decoded.length || decoded.repaired)
        g_clear_pointer(&decoded.text, g_free);
    return decoded.text;
}

static gboolean opens_block(const char *text)
{
    static const char *const tags[] = {"&lt;/p&gt;", "&lt;/div&gt;", "&lt;br", "&lt;/a&gt;", "&lt;/span&gt;"};
    for (gsize i = 0; i < G_N_ELEMENTS(tags); i++)
        if (strcasestr(text, tags[i]) != NULL)
            return TRUE;
    return FALSE;
}

/* HTML without a tag in which tags are escaped was escaped twice. */
static char *unescape_twice(char *text)
{
    if (strchr(text, '<') != NULL || !opens_block(text))
        return text;
    g_auto(GStrv) opened = g_strsplit(text, "&lt;", -1);
    g_autofree char *joined = g_strjoinv("<", opened);
    g_auto(GStrv) closed = g_strsplit(joined, "&gt;", -1);
    g_autofree char *tags = g_strjoinv(">", closed);
    g_auto(GStrv) escaped = g_strsplit(tags, "&amp;", -1);
    g_free(text);
    return g_strjoinv("&", escaped);
}

OsintFeedText osint_feed_text_of(const xmlNode *node, gboolean atom)
{
    OsintFeedText text = {0};
    g_autofree char *declared = osint_loose_xml_attribute(node, "type");
    g_autofree char *mode = osint_loose_xml_attribute(node, "mode");
    Type type = type_of(declared);
    gboolean escaped = mode != NULL && g_ascii_strcasecmp(mode, "escaped") == 0;
    gboolean base64 = mode != NULL && g_ascii_strcasecmp(mode, "base64") == 0;
    if (osint_loose_xml_has_elements(node)) {
        text.value = osint_loose_xml_inner(node, NULL);
        text.markup = TRUE;
        return text;
    }
    text.value = osint_loose_xml_text(node);
    if (text.value != NULL && (base64 || (type == TYPE_BINARY && !escaped)))
        text.value = decode_base64(text.value);
    if (text.value == NULL)
        return text;
    text.markup = type == TYPE_HTML || type == TYPE_BINARY || (type == TYPE_INLINE && (escaped || base64)) ||
                  ((!atom || base64) && osint_feed_looks_like_html(text.value));
    if (text.markup)
        text.value = unescape_twice(text.value);
    return text;
}
