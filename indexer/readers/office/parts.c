/* Namespaces are not looked at: no two elements of one form have the same local name and another meaning
 * where these readers look, and the strict variant of OOXML has other namespaces than the usual one. */
#include "indexer/readers/office/parts.h"

#include "indexer/article/json.h"
#include "indexer/readers/filedate.h"
#include "indexer/readers/markup.h"

#include <string.h>

gboolean osint_part_is(const xmlNode *node, const char *name)
{
    return node != NULL && node->type == XML_ELEMENT_NODE && strcmp((const char *)node->name, name) == 0;
}

gboolean osint_part_is_one_of(const xmlNode *node, const char *const *names)
{
    return node->type == XML_ELEMENT_NODE && g_strv_contains(names, (const char *)node->name);
}

const xmlNode *osint_part_child(const xmlNode *node, const char *name)
{
    const xmlNode *child = node != NULL ? node->children : NULL;
    while (child != NULL && !osint_part_is(child, name))
        child = child->next;
    return child;
}

const xmlNode *osint_part_below(const xmlNode *node, const char *name)
{
    for (const xmlNode *at = node; at != NULL; at = osint_markup_next(at, node))
        if (osint_part_is(at, name))
            return at;
    return NULL;
}

char *osint_part_attribute(const xmlNode *node, const char *name)
{
    xmlChar *value = xmlGetProp(node, (const xmlChar *)name);
    char *copy = g_strdup((const char *)value);
    xmlFree(value);
    return copy;
}

gboolean osint_part_attribute_is(const xmlNode *node, const char *name, const char *value)
{
    g_autofree char *found = osint_part_attribute(node, name);
    return g_strcmp0(found, value) == 0;
}

void osint_part_add_node(OsintFlow *flow, const xmlNode *node)
{
    if (node->type != XML_TEXT_NODE && node->type != XML_CDATA_SECTION_NODE)
        return;
    /* A tree that was mended may hold any bytes. */
    g_autofree char *valid = g_utf8_make_valid((const char *)node->content, -1);
    osint_flow_add(flow, valid, strlen(valid));
}

void osint_part_add_text(OsintFlow *flow, const xmlNode *node)
{
    for (const xmlNode *child = node->children; child != NULL; child = child->next)
        osint_part_add_node(flow, child);
}

void osint_part_set_field(OsintArticle *article, const xmlNode *top, const char *name, const char *field)
{
    const xmlNode *found = osint_part_below(top, name);
    g_autofree char *text = found != NULL ? osint_markup_text(found) : NULL;
    if (text != NULL)
        osint_article_set_field(article, field, text);
}

char *osint_part_resolve(const char *from, const char *target)
{
    g_autofree char *unescaped = g_uri_unescape_string(target, NULL);
    const char *path = unescaped != NULL ? unescaped : target;
    g_autofree char *folder = g_path_get_dirname(from);
    g_autofree char *joined = *path == '/' ? g_strdup(path + 1) : g_strconcat(folder, "/", path, NULL);
    g_auto(GStrv) steps = g_strsplit(joined, "/", -1);
    g_autoptr(GPtrArray) kept = g_ptr_array_new();
    for (char **step = steps; *step != NULL; step++) {
        if (strcmp(*step, "..") == 0 && kept->len > 0)
            g_ptr_array_set_size(kept, (gint)kept->len - 1);
        else if (**step != '\0' && strcmp(*step, ".") != 0 && strcmp(*step, "..") != 0)
            g_ptr_array_add(kept, *step);
    }
    g_ptr_array_add(kept, NULL);
    return g_strjoinv("/", (char **)kept->pdata);
}

GHashTable *osint_part_relations(OsintContainer *container, const char *part)
{
    GHashTable *relations = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    g_autofree char *base = g_path_get_basename(part);
    g_autofree char *beside = g_strdup_printf("_rels/%s.rels", base);
    g_autofree char *name = osint_part_resolve(part, beside);
    xmlDoc *tree = osint_container_xml(container, name);
    const xmlNode *top = tree != NULL ? xmlDocGetRootElement(tree) : NULL;
    for (const xmlNode *node = top != NULL ? top->children : NULL; node != NULL; node = node->next) {
        g_autofree char *id = osint_part_is(node, "Relationship") ? osint_part_attribute(node, "Id") : NULL;
        g_autofree char *target = id != NULL ? osint_part_attribute(node, "Target") : NULL;
        if (target != NULL)
            g_hash_table_insert(relations, g_steal_pointer(&id), osint_part_resolve(part, target));
    }
    xmlFreeDoc(tree);
    return relations;
}

static char *date_of(const xmlNode *top, const char *const *names, gint64 now)
{
    for (; *names != NULL; names++) {
        const xmlNode *found = osint_part_below(top, *names);
        g_autofree char *text = found != NULL ? osint_markup_text(found) : NULL;
        char *date = osint_file_date(text, now);
        if (date != NULL)
            return date;
    }
    return NULL;
}

/* Names that programs put in when nobody gave one. */
static gboolean is_nobody(const char *name)
{
    static const char *const nobodies[] = {"user",  "admin",   "administrator", "microsoft office user",
                                           "owner", "unknown", "python-docx",   "windows user",
                                           "",      "author",  "un-named",      NULL};
    g_autofree char *lower = g_utf8_strdown(name, -1);
    return g_strv_contains(nobodies, lower);
}

static void set_author(OsintArticle *article, const xmlNode *top)
{
    const xmlNode *creator = osint_part_below(top, "initial-creator");
    if (creator == NULL)
        creator = osint_part_below(top, "creator");
    g_autofree char *name = creator != NULL ? osint_markup_text(creator) : NULL;
    if (name != NULL && !is_nobody(name))
        osint_article_set_field(article, "authors", name);
}

void osint_part_read_core(OsintArticle *article, const xmlNode *top, gint64 now)
{
    static const char *const creations[] = {"created", "creation-date", NULL};
    static const char *const changes[] = {"modified", "date", NULL};
    if (article->title == NULL)
        osint_part_set_field(article, top, "title", "title");
    set_author(article, top);
    g_autofree char *created = date_of(top, creations, now);
    g_autofree char *changed = date_of(top, changes, now);
    osint_publish_by_file(article, created != NULL ? created : changed, now);
    if (created != NULL && changed != NULL && strcmp(changed, created) > 0)
        article->updated = g_steal_pointer(&changed);
}

void osint_part_emit(OsintDocument *document, OsintContainer *container, OsintArticle *article)
{
    gboolean empty = article->text == NULL || *article->text == '\0';
    if (osint_container_is_damaged(container) && empty) {
        osint_document_refuse(document, 0, 0, "zip-damaged", "the part that has the text is broken");
        osint_article_free(article);
        return;
    }
    if (osint_container_is_damaged(container))
        osint_article_warn(article, "zip-damaged", "a part of it is broken; some of it may be missing");
    osint_document_emit(document, article, 0, 0);
}

GPtrArray *osint_part_open_boxes(OsintPartBoxes *boxes)
{
    if (boxes->met->len == 0 || boxes->depth == OSINT_PART_MAX_BOXES)
        return NULL;
    GPtrArray *opened = g_steal_pointer(&boxes->met);
    boxes->met = g_ptr_array_new();
    boxes->depth++;
    return opened;
}

void osint_part_close_boxes(OsintPartBoxes *boxes, GPtrArray *opened)
{
    boxes->depth--;
    g_ptr_array_unref(opened);
}
