/* EPUB: the chapters in the order of the spine. A book of some length would be found by any words at all if
 * it were one article: every word must be in the article, not in a passage. So a long one is an article for
 * each of its parts. */
#include "indexer/readers/office/parts.h"

#include "indexer/article/date.h"
#include "indexer/article/json.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/filedate.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/markup.h"

#include <string.h>

/* Bytes of text: some forty pages. */
#define LONGEST_ARTICLE ((gsize)128 << 10)

static char *package_name(OsintContainer *container)
{
    xmlDoc *tree = osint_container_xml(container, "META-INF/container.xml");
    const xmlNode *root = tree != NULL ? osint_part_below(xmlDocGetRootElement(tree), "rootfile") : NULL;
    char *name = root != NULL ? osint_part_attribute(root, "full-path") : NULL;
    xmlFreeDoc(tree);
    return name != NULL ? name : g_strdup(osint_container_find(container, ".opf"));
}

/* The day of publication goes before other dates. */
static void read_date(OsintArticle *article, const xmlNode *node, const char *text)
{
    char *date = NULL;
    if ((article->published == NULL || osint_part_attribute_is(node, "event", "publication")) &&
        osint_date_normalise(text, &date, NULL, NULL)) {
        g_free(article->published);
        article->published = date;
    }
}

static void read_metadata(OsintArticle *article, const xmlNode *package)
{
    const xmlNode *metadata = osint_part_below(package, "metadata");
    if (metadata == NULL)
        return;
    osint_part_set_field(article, metadata, "title", "title");
    osint_part_set_field(article, metadata, "publisher", "publisher");
    for (const xmlNode *node = metadata; node != NULL; node = osint_markup_next(node, metadata)) {
        g_autofree char *text =
            osint_part_is(node, "creator") || osint_part_is(node, "date") ? osint_markup_text(node) : NULL;
        if (text == NULL)
            continue;
        if (osint_part_is(node, "creator"))
            g_ptr_array_add(article->authors, g_steal_pointer(&text));
        else
            read_date(article, node, text);
    }
}

/* The manifest: ids to names of parts that are chapters. */
static GHashTable *read_manifest(const xmlNode *package, const char *package_part)
{
    GHashTable *manifest = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
    const xmlNode *list = osint_part_below(package, "manifest");
    for (const xmlNode *node = list != NULL ? list->children : NULL; node != NULL; node = node->next) {
        if (!osint_part_is(node, "item") || osint_part_attribute_is(node, "properties", "nav"))
            continue;
        g_autofree char *id = osint_part_attribute(node, "id");
        g_autofree char *target = osint_part_attribute(node, "href");
        g_autofree char *type = osint_part_attribute(node, "media-type");
        if (id != NULL && target != NULL && (type == NULL || strstr(type, "html") != NULL))
            g_hash_table_replace(manifest, g_steal_pointer(&id), osint_part_resolve(package_part, target));
    }
    return manifest;
}

/* A chapter as an article of its own; NULL when it has no text. */
static OsintArticle *read_chapter(OsintDocument *document, const OsintContainer *container, const char *name)
{
    gsize length;
    const char *data = osint_container_part(container, name, &length);
    if (data == NULL)
        return NULL;
    OsintDecoded decoded;
    osint_decode(data, length, NULL, &decoded);
    OsintArticle *article = osint_document_new_article(document);
    osint_html_fill_fragment(article, decoded.text, decoded.length);
    g_free(decoded.text);
    g_free(decoded.encoding);
    if (article->text != NULL && *article->text != '\0')
        return article;
    osint_article_free(article);
    return NULL;
}

static GPtrArray *read_chapters(OsintDocument *document, OsintContainer *container, const xmlNode *package,
                                const char *package_part)
{
    GPtrArray *chapters = g_ptr_array_new_with_free_func((GDestroyNotify)osint_article_free);
    g_autoptr(GHashTable) manifest = read_manifest(package, package_part);
    const xmlNode *spine = osint_part_below(package, "spine");
    for (const xmlNode *node = spine != NULL ? spine->children : NULL; node != NULL; node = node->next) {
        g_autofree char *id = osint_part_is(node, "itemref") ? osint_part_attribute(node, "idref") : NULL;
        const char *name = id != NULL ? g_hash_table_lookup(manifest, id) : NULL;
        OsintArticle *chapter = name != NULL ? read_chapter(document, container, name) : NULL;
        if (chapter != NULL)
            g_ptr_array_add(chapters, chapter);
        if (id != NULL)
            g_hash_table_remove(manifest, id);
    }
    return chapters;
}

static void copy_metadata(OsintArticle *chapter, const OsintArticle *book)
{
    for (guint i = 0; i < book->authors->len; i++)
        g_ptr_array_add(chapter->authors, g_strdup(g_ptr_array_index(book->authors, i)));
    chapter->publisher = g_strdup(book->publisher);
    chapter->published = g_strdup(book->published);
    g_free(chapter->title);
    chapter->title = g_strdup(book->title);
    if (chapter->headings->len > 0 && book->title != NULL) {
        OsintSpan first = g_array_index(chapter->headings, OsintSpan, 0);
        g_free(chapter->title);
        chapter->title = g_strdup_printf("%s: %.*s", book->title, (int)(first.end - first.start),
                                         chapter->text + first.start);
    }
}

/* All chapters' text into the book. */
static void join_chapters(OsintArticle *book, const GPtrArray *chapters)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < chapters->len; i++) {
        const OsintArticle *chapter = g_ptr_array_index(chapters, i);
        if (text->len > 0)
            g_string_append(text, "\n\n");
        for (guint h = 0; h < chapter->headings->len; h++) {
            OsintSpan span = g_array_index(chapter->headings, OsintSpan, h);
            span.start += (guint32)text->len;
            span.end += (guint32)text->len;
            g_array_append_val(book->headings, span);
        }
        g_string_append(text, chapter->text);
    }
    book->text = g_string_free(text, FALSE);
}

static void emit_chapters(OsintDocument *document, OsintContainer *container, GPtrArray *chapters,
                          const OsintArticle *book)
{
    g_ptr_array_set_free_func(chapters, NULL);
    for (guint i = 0; i < chapters->len; i++) {
        OsintArticle *chapter = g_ptr_array_index(chapters, i);
        copy_metadata(chapter, book);
        osint_part_emit(document, container, chapter);
    }
}

/* Fonts may be scrambled; chapters are only behind a lock. */
static gboolean is_locked(const OsintContainer *container)
{
    gsize length;
    const char *list = osint_container_part(container, "META-INF/encryption.xml", &length);
    return list != NULL && strstr(list, "html") != NULL;
}

void osint_epub_read(OsintDocument *document, OsintContainer *container)
{
    if (is_locked(container)) {
        osint_document_refuse(document, 0, 0, "zip-encrypted", "its chapters are encrypted");
        return;
    }
    g_autofree char *name = package_name(container);
    xmlDoc *tree = name != NULL ? osint_container_xml(container, name) : NULL;
    if (tree == NULL || xmlDocGetRootElement(tree) == NULL) {
        osint_document_refuse(document, 0, 0, "zip-damaged", "the list of the book's parts is missing");
        xmlFreeDoc(tree);
        return;
    }
    const xmlNode *package = xmlDocGetRootElement(tree);
    OsintArticle *book = osint_document_new_article(document);
    read_metadata(book, package);
    g_autoptr(GPtrArray) chapters = read_chapters(document, container, package, name);
    xmlFreeDoc(tree);
    gsize whole = 0;
    for (guint i = 0; i < chapters->len; i++)
        whole += strlen(((OsintArticle *)g_ptr_array_index(chapters, i))->text);
    if (whole > LONGEST_ARTICLE && chapters->len > 1) {
        emit_chapters(document, container, chapters, book);
        osint_article_free(book);
    } else {
        join_chapters(book, chapters);
        osint_publish_by_file(book, NULL, document->now);
        osint_part_emit(document, container, book);
    }
}
