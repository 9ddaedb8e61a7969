/* The elements of feeds. A table says for each name what it is; elements of other vocabularies, and what
 * stands deeper in the tree (an image's title), mean nothing here. */
#include "indexer/readers/feed/feed-xml.h"

#include "indexer/readers/feed/feed-item.h"
#include "indexer/readers/feed/feed-link.h"
#include "indexer/readers/feed/feed-names.h"
#include "indexer/readers/loosexml.h"

#include <string.h>

#define MAX_ITEM_DEPTH 8
#define RANK_EDITOR 1

typedef enum {
    FIELD_TITLE,
    FIELD_SUMMARY,
    FIELD_SUBTITLE,
    FIELD_CONTENT,
    FIELD_VALUE,
    FIELD_LINK,
    FIELD_GUID,
    FIELD_PERSON,
    FIELD_TAG,
    FIELD_TAGS,
    FIELD_SOURCE,
    FIELD_GROUP
} FieldKind;

typedef struct {
    OsintVocabulary vocabulary; /* what is of the core may be of Atom as well */
    const char *name;
    FieldKind kind;
    guint rank;
    OsintFeedValue value;
} Field;

static const Field fields[] = {
    {OSINT_VOCABULARY_CORE, "title", FIELD_TITLE, 3, 0},
    {OSINT_VOCABULARY_DC, "title", FIELD_TITLE, 2, 0},
    {OSINT_VOCABULARY_MEDIA, "title", FIELD_TITLE, 1, 0},
    {OSINT_VOCABULARY_CORE, "description", FIELD_SUMMARY, 4, 0},
    {OSINT_VOCABULARY_CORE, "summary", FIELD_SUMMARY, 4, 0},
    {OSINT_VOCABULARY_CORE, "abstract", FIELD_SUMMARY, 4, 0},
    {OSINT_VOCABULARY_EXCERPT, "encoded", FIELD_SUMMARY, 5, 0},
    {OSINT_VOCABULARY_DC, "description", FIELD_SUMMARY, 3, 0},
    {OSINT_VOCABULARY_DCTERMS, "abstract", FIELD_SUMMARY, 3, 0},
    {OSINT_VOCABULARY_ITUNES, "summary", FIELD_SUMMARY, 2, 0},
    {OSINT_VOCABULARY_MEDIA, "description", FIELD_SUMMARY, 1, 0},
    {OSINT_VOCABULARY_CORE, "subtitle", FIELD_SUBTITLE, 3, 0},
    {OSINT_VOCABULARY_CORE, "tagline", FIELD_SUBTITLE, 3, 0},
    {OSINT_VOCABULARY_ITUNES, "subtitle", FIELD_SUBTITLE, 2, 0},
    {OSINT_VOCABULARY_CORE, "content", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_CONTENT, "encoded", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_CORE, "fullitem", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_CORE, "body", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_XHTML, "body", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_XHTML, "div", FIELD_CONTENT, 0, 0},
    {OSINT_VOCABULARY_CORE, "link", FIELD_LINK, 0, 0},
    {OSINT_VOCABULARY_CORE, "a", FIELD_LINK, 0, 0},
    {OSINT_VOCABULARY_FEEDBURNER, "origlink", FIELD_VALUE, 1, OSINT_FEED_ORIGINAL},
    {OSINT_VOCABULARY_CORE, "guid", FIELD_GUID, 3, 0},
    {OSINT_VOCABULARY_CORE, "id", FIELD_VALUE, 3, OSINT_FEED_ID},
    {OSINT_VOCABULARY_DC, "identifier", FIELD_VALUE, 2, OSINT_FEED_ID},
    {OSINT_VOCABULARY_CORE, "author", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_CORE, "managingeditor", FIELD_PERSON, RANK_EDITOR, 0},
    {OSINT_VOCABULARY_CORE, "creator", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_DC, "creator", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_DC, "author", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_DCTERMS, "creator", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_ITUNES, "author", FIELD_PERSON, 3, 0},
    {OSINT_VOCABULARY_CORE, "pubdate", FIELD_VALUE, 3, OSINT_FEED_PUBLISHED},
    {OSINT_VOCABULARY_CORE, "published", FIELD_VALUE, 3, OSINT_FEED_PUBLISHED},
    {OSINT_VOCABULARY_CORE, "issued", FIELD_VALUE, 2, OSINT_FEED_PUBLISHED},
    {OSINT_VOCABULARY_DCTERMS, "issued", FIELD_VALUE, 2, OSINT_FEED_PUBLISHED},
    {OSINT_VOCABULARY_PRISM, "publicationdate", FIELD_VALUE, 1, OSINT_FEED_PUBLISHED},
    {OSINT_VOCABULARY_CORE, "updated", FIELD_VALUE, 3, OSINT_FEED_UPDATED},
    {OSINT_VOCABULARY_CORE, "modified", FIELD_VALUE, 3, OSINT_FEED_UPDATED},
    {OSINT_VOCABULARY_CORE, "lastbuilddate", FIELD_VALUE, 3, OSINT_FEED_UPDATED},
    {OSINT_VOCABULARY_DCTERMS, "modified", FIELD_VALUE, 2, OSINT_FEED_UPDATED},
    {OSINT_VOCABULARY_PRISM, "modificationdate", FIELD_VALUE, 1, OSINT_FEED_UPDATED},
    {OSINT_VOCABULARY_CORE, "created", FIELD_VALUE, 3, OSINT_FEED_CREATED},
    {OSINT_VOCABULARY_DCTERMS, "created", FIELD_VALUE, 2, OSINT_FEED_CREATED},
    {OSINT_VOCABULARY_DC, "date", FIELD_VALUE, 2, OSINT_FEED_DATE},
    {OSINT_VOCABULARY_DCTERMS, "date", FIELD_VALUE, 1, OSINT_FEED_DATE},
    {OSINT_VOCABULARY_CORE, "language", FIELD_VALUE, 3, OSINT_FEED_LANGUAGE},
    {OSINT_VOCABULARY_DC, "language", FIELD_VALUE, 2, OSINT_FEED_LANGUAGE},
    {OSINT_VOCABULARY_CORE, "category", FIELD_TAG, 0, 0},
    {OSINT_VOCABULARY_DC, "subject", FIELD_TAG, 0, 0},
    {OSINT_VOCABULARY_MEDIA, "category", FIELD_TAG, 0, 0},
    {OSINT_VOCABULARY_ITUNES, "category", FIELD_TAG, 0, 0},
    {OSINT_VOCABULARY_CORE, "tags", FIELD_TAGS, 0, 0},
    {OSINT_VOCABULARY_CORE, "keywords", FIELD_TAGS, 0, 0},
    {OSINT_VOCABULARY_ITUNES, "keywords", FIELD_TAGS, 0, 0},
    {OSINT_VOCABULARY_MEDIA, "keywords", FIELD_TAGS, 0, 0},
    {OSINT_VOCABULARY_DC, "publisher", FIELD_VALUE, 3, OSINT_FEED_PUBLISHER},
    {OSINT_VOCABULARY_CORE, "publisher", FIELD_VALUE, 2, OSINT_FEED_PUBLISHER},
    {OSINT_VOCABULARY_PRISM, "publicationname", FIELD_VALUE, 1, OSINT_FEED_PUBLISHER},
    {OSINT_VOCABULARY_CORE, "source", FIELD_SOURCE, 4, 0},
    {OSINT_VOCABULARY_MEDIA, "group", FIELD_GROUP, 0, 0},
    {OSINT_VOCABULARY_MEDIA, "content", FIELD_GROUP, 0, 0},
    {OSINT_VOCABULARY_WORDPRESS, "post_type", FIELD_VALUE, 1, OSINT_FEED_KIND},
    {OSINT_VOCABULARY_WORDPRESS, "status", FIELD_VALUE, 1, OSINT_FEED_STATUS},
};

static const Field *find_field(OsintVocabulary vocabulary, const char *name)
{
    OsintVocabulary wanted = vocabulary == OSINT_VOCABULARY_ATOM ? OSINT_VOCABULARY_CORE : vocabulary;
    for (gsize i = 0; i < G_N_ELEMENTS(fields); i++)
        if (fields[i].vocabulary == wanted && strcmp(fields[i].name, name) == 0)
            return &fields[i];
    return NULL;
}

static char *resolve_here(const xmlNode *node, char *link)
{
    xmlChar *base = link != NULL ? xmlNodeGetBase(node->doc, node) : NULL;
    if (base == NULL)
        return link;
    char *resolved = osint_feed_link_resolve((const char *)base, link);
    xmlFree(base);
    g_free(link);
    return resolved;
}

/* Which link it is: the entry's page comes before its other forms, and the link of RSS before one of Atom in
 * it. */
static void read_link(OsintFeedItem *item, const xmlNode *node, OsintVocabulary vocabulary)
{
    g_autofree char *rel = osint_loose_xml_attribute(node, "rel");
    g_autofree char *type = osint_loose_xml_attribute(node, "type");
    char *link = osint_loose_xml_attribute(node, "href");
    const char *slash = rel != NULL ? strrchr(rel, '/') : NULL;
    const char *relation = slash != NULL ? slash + 1 : rel;
    gboolean page = type == NULL || strstr(type, "html") != NULL;
    gboolean alternate =
        relation == NULL || *relation == '\0' || g_ascii_strcasecmp(relation, "alternate") == 0;
    if (link == NULL)
        link = osint_loose_xml_text(node);
    if (link != NULL)
        link = resolve_here(node, g_strstrip(link));
    if (alternate)
        osint_feed_item_set(item, OSINT_FEED_LINK,
                            vocabulary == OSINT_VOCABULARY_CORE ? 6
                            : page                              ? 5
                                                                : 4,
                            link);
    else if (g_ascii_strcasecmp(relation, "self") == 0)
        osint_feed_item_set(item, OSINT_FEED_SELF, 1, link);
    else
        g_free(link);
}

/* A guid is a link unless it says that it is none. */
static void read_guid(OsintFeedItem *item, const xmlNode *node, guint rank)
{
    g_autofree char *id = osint_loose_xml_text(node);
    g_autofree char *said = osint_loose_xml_attribute(node, "isPermaLink");
    gboolean permanent = said == NULL || g_ascii_strcasecmp(g_strstrip(said), "false") != 0;
    if (id != NULL && permanent && osint_feed_link_is_web(id))
        osint_feed_item_set(item, OSINT_FEED_LINK, 1, g_strdup(id));
    osint_feed_item_set(item, OSINT_FEED_ID, rank, g_steal_pointer(&id));
}

static char *child_text(const xmlNode *node, const char *wanted)
{
    for (const xmlNode *child = osint_loose_xml_child(node); child != NULL;
         child = osint_loose_xml_next(child)) {
        g_autofree char *name = NULL;
        osint_feed_name(child, &name);
        if (strcmp(name, wanted) == 0)
            return osint_loose_xml_text(child);
    }
    return NULL;
}

static void read_person(OsintFeedItem *item, const xmlNode *node, guint rank)
{
    guint before = item->people->len;
    g_autofree char *name = child_text(node, "name");
    g_autofree char *email = child_text(node, "email");
    g_autofree char *all = name == NULL && email == NULL ? osint_loose_xml_text(node) : NULL;
    if (all != NULL)
        osint_feed_item_add_person(item, all);
    else
        osint_feed_item_add_person_parts(item, name, email);
    for (guint i = before; i < item->people->len; i++)
        ((OsintFeedPerson *)g_ptr_array_index(item->people, i))->editor = rank == RANK_EDITOR;
}

/* Atom's category is in attributes, that of podcasts too, with categories in it. An address is no name for
 * people.
 */
static void read_tag(OsintFeedItem *item, const xmlNode *node)
{
    g_autofree char *term = osint_loose_xml_attribute(node, "term");
    g_autofree char *label = osint_loose_xml_attribute(node, "label");
    g_autofree char *named = osint_loose_xml_attribute(node, "text");
    g_autofree char *text = named == NULL && term == NULL ? osint_loose_xml_text(node) : NULL;
    gboolean address = term != NULL && (osint_feed_link_is_web(term) || g_str_has_prefix(term, "urn:"));
    if (label != NULL && (term == NULL || address))
        osint_feed_item_add_tag(item, label);
    else if (term != NULL)
        osint_feed_item_add_tag(item, term);
    else if (named != NULL || text != NULL)
        osint_feed_item_add_tag(item, named != NULL ? named : text);
    const xmlNode *child = named != NULL ? osint_loose_xml_child(node) : NULL;
    for (; child != NULL; child = osint_loose_xml_next(child)) {
        g_autofree char *inner = osint_loose_xml_attribute(child, "text");
        osint_feed_item_add_tag(item, inner);
    }
}

/* Where an entry comes from: a name in RSS, the head of a feed in Atom. */
static void read_source(OsintFeedItem *item, const xmlNode *node, guint rank)
{
    char *title = osint_loose_xml_has_elements(node) ? child_text(node, "title") : osint_loose_xml_text(node);
    osint_feed_item_set(item, OSINT_FEED_PUBLISHER, rank, title);
}

/* A second text of the same rank is the entry's content: some have both a description and a summary. */
static void read_summary(OsintFeedItem *item, OsintFeedText text, guint rank)
{
    if (item->summary.value != NULL && item->summary.rank == rank && text.value != NULL)
        g_array_append_val(item->contents, text);
    else
        osint_feed_text_set(&item->summary, rank, text);
}

static void read_content(OsintFeedItem *item, const xmlNode *node, gboolean atom)
{
    const xmlNode *part = osint_loose_xml_child(node);
    g_autofree char *type = osint_loose_xml_attribute(node, "type");
    gboolean several = type != NULL && g_ascii_strncasecmp(type, "multipart/", 10) == 0 && part != NULL;
    for (const xmlNode *at = several ? part : node; at != NULL;
         at = several ? osint_loose_xml_next(at) : NULL) {
        OsintFeedText text = osint_feed_text_of(at, atom);
        if (text.value != NULL)
            g_array_append_val(item->contents, text);
    }
}

static void read_texts(OsintFeedItem *item, const xmlNode *node, const Field *field, gboolean atom)
{
    if (field->kind == FIELD_CONTENT)
        read_content(item, node, atom);
    else if (field->kind == FIELD_TITLE)
        osint_feed_text_set(&item->title, field->rank, osint_feed_text_of(node, atom));
    else if (field->kind == FIELD_SUBTITLE)
        osint_feed_text_set(&item->subtitle, field->rank, osint_feed_text_of(node, atom));
    else
        read_summary(item, osint_feed_text_of(node, atom), field->rank);
}

static void read_tags(OsintFeedItem *item, const xmlNode *node)
{
    g_autofree char *list = osint_loose_xml_text(node);
    if (list != NULL)
        osint_feed_item_add_tags(item, list);
}

static void read_children(OsintFeedItem *item, const xmlNode *node, guint depth);

static void read_field(OsintFeedItem *item, const xmlNode *node, guint depth)
{
    g_autofree char *name = NULL;
    OsintVocabulary vocabulary = osint_feed_name(node, &name);
    const Field *field = find_field(vocabulary, name);
    if (field == NULL)
        return;
    if (field->kind <= FIELD_CONTENT)
        read_texts(item, node, field, vocabulary == OSINT_VOCABULARY_ATOM);
    else if (field->kind == FIELD_VALUE)
        osint_feed_item_set(item, field->value, field->rank, osint_loose_xml_text(node));
    else if (field->kind == FIELD_LINK)
        read_link(item, node, vocabulary);
    else if (field->kind == FIELD_GUID)
        read_guid(item, node, field->rank);
    else if (field->kind == FIELD_PERSON)
        read_person(item, node, field->rank);
    else if (field->kind == FIELD_TAG)
        read_tag(item, node);
    else if (field->kind == FIELD_TAGS)
        read_tags(item, node);
    else if (field->kind == FIELD_SOURCE)
        read_source(item, node, field->rank);
    else if (depth < MAX_ITEM_DEPTH)
        read_children(item, node, depth + 1);
}

static void read_children(OsintFeedItem *item, const xmlNode *node, guint depth)
{
    for (const xmlNode *child = osint_loose_xml_child(node); child != NULL;
         child = osint_loose_xml_next(child))
        read_field(item, child, depth);
}

/* What stands in attributes of a feed or an item: RDF's name of the resource, the whole of CDF. */
static void read_attributes(OsintFeedItem *item, const xmlNode *node)
{
    char *about = osint_loose_xml_attribute(node, "about");
    osint_feed_item_set(item, OSINT_FEED_ID, 1, g_strdup(about));
    if (about != NULL && osint_feed_link_is_web(about))
        osint_feed_item_set(item, OSINT_FEED_LINK, 1, g_strdup(about));
    g_free(about);
    osint_feed_item_set(item, OSINT_FEED_LINK, 3,
                        resolve_here(node, osint_loose_xml_attribute(node, "href")));
    osint_feed_item_set(item, OSINT_FEED_UPDATED, 1, osint_loose_xml_attribute(node, "lastmod"));
    xmlChar *language = xmlNodeGetLang(node);
    osint_feed_item_set(item, OSINT_FEED_LANGUAGE, 1, g_strdup((const char *)language));
    xmlFree(language);
    item->line = (guint)MAX(xmlGetLineNo(node), 0);
}

typedef enum { PLACE_FEED, PLACE_ENTRY, PLACE_FIELD } Place;

static Place place_of(const xmlNode *node)
{
    static const char *const feeds[] = {"rss", "rdf", "feed", "channel", NULL};
    static const char *const entries[] = {"item", "entry", NULL};
    g_autofree char *name = NULL;
    OsintVocabulary vocabulary = osint_feed_name(node, &name);
    if (strcmp(name, "rdf") == 0)
        return PLACE_FEED;
    if (vocabulary != OSINT_VOCABULARY_CORE && vocabulary != OSINT_VOCABULARY_ATOM)
        return PLACE_FIELD;
    return g_strv_contains(feeds, name)     ? PLACE_FEED
           : g_strv_contains(entries, name) ? PLACE_ENTRY
                                            : PLACE_FIELD;
}

static void read_entry(OsintFeed *feed, const xmlNode *node)
{
    OsintFeedItem *entry = osint_feed_item_new();
    read_children(entry, node, 0);
    read_attributes(entry, node);
    g_ptr_array_add(feed->entries, entry);
}

/* The next element that is not in this one. */
static const xmlNode *behind(const xmlNode *node, const xmlNode *root)
{
    while (node != NULL && node != root) {
        const xmlNode *next = osint_loose_xml_next(node);
        if (next != NULL)
            return next;
        node = node->parent;
    }
    return NULL;
}

void osint_feed_read_tree(OsintFeed *feed, const xmlNode *root)
{
    const xmlNode *node = root;
    while (node != NULL) {
        Place place = place_of(node);
        const xmlNode *inner = osint_loose_xml_child(node);
        if (place == PLACE_ENTRY)
            read_entry(feed, node);
        else if (place == PLACE_FIELD)
            read_field(feed->about, node, 0);
        else
            read_attributes(feed->about, node);
        node = place == PLACE_FEED && inner != NULL ? inner : behind(node, root);
    }
}
