/* A document to its reader. */
#include "indexer/readers/readers.h"

#include "indexer/readers/archive/archive.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/document.h"
#include "indexer/readers/encoding.h"
#include "indexer/readers/feed/feed.h"
#include "indexer/readers/gzip.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/mail/mail.h"
#include "indexer/readers/markdown.h"
#include "indexer/readers/ndjson.h"
#include "indexer/readers/newsxml/newsxml.h"
#include "indexer/readers/office/office.h"
#include "indexer/readers/office/rtf.h"
#include "indexer/readers/pdf/pdf.h"
#include "indexer/readers/plain.h"
#include "indexer/readers/sniff.h"
#include "indexer/readers/xml.h"

#include <libxml/parser.h>
#include <string.h>

/* gzip in gzip is an accident that happens; more of it is an attack. */
#define MAX_GZIP_LAYERS 2

/* libxml2 prints what goes wrong inside XPath, unless it is told not to, in this thread and in those to come.
 */
static void say_nothing(void *context G_GNUC_UNUSED, const char *message G_GNUC_UNUSED, ...)
{
}

void osint_readers_init(void)
{
    xmlInitParser();
    xmlSetGenericErrorFunc(NULL, say_nothing);
    xmlThrDefSetGenericErrorFunc(NULL, say_nothing);
    osint_xml_init();
    osint_mail_init();
}

void osint_readers_cleanup(void)
{
    osint_mail_cleanup();
    osint_xml_cleanup();
    xmlCleanupParser();
}

/* Plain text and Markdown: decoded as a whole, NUL bytes dropped. */
static char *decode_text(OsintDocument *document, const char *data, gsize length)
{
    gsize decoded_length;
    char *text =
        osint_document_decode(document, data, length, osint_document_charset(document), &decoded_length);
    osint_drop_nuls(text, decoded_length);
    return text;
}

static void read_plain(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *text = decode_text(document, data, length);
    osint_plain_read(document, text);
}

static void read_markdown(OsintDocument *document, const char *data, gsize length)
{
    g_autofree char *text = decode_text(document, data, length);
    osint_markdown_read(document, text);
}

typedef struct {
    const char *media_type; /* a reader of several kinds sets its own */
    void (*read)(OsintDocument *document, const char *data, gsize length);
} Reader;

static const Reader readers[OSINT_FORM_LAST + 1] = {
    [OSINT_FORM_PLAIN] = {"text/plain", read_plain},
    [OSINT_FORM_MARKDOWN] = {"text/markdown", read_markdown},
    [OSINT_FORM_JSON] = {"application/json", osint_json_read},
    [OSINT_FORM_NDJSON] = {"application/x-ndjson", osint_ndjson_read},
    [OSINT_FORM_ARTICLE_XML] = {"application/xml", osint_xml_read},
    [OSINT_FORM_RSS] = {"application/rss+xml", osint_feed_read},
    [OSINT_FORM_NITF] = {"application/nitf+xml", osint_nitf_read},
    [OSINT_FORM_NEWSML] = {"text/vnd.iptc.newsml", osint_newsml_read},
    [OSINT_FORM_NEWSML_G2] = {"application/vnd.iptc.g2.newsitem+xml", osint_newsml_g2_read},
    [OSINT_FORM_ATOM] = {"application/atom+xml", osint_feed_read},
    [OSINT_FORM_HTML] = {"text/html", osint_html_read},
    [OSINT_FORM_MAIL] = {"message/rfc822", osint_mail_read},
    [OSINT_FORM_MBOX] = {"application/mbox", osint_mbox_read},
    [OSINT_FORM_MHTML] = {"multipart/related", osint_mhtml_read},
    [OSINT_FORM_WARC] = {"application/warc", osint_archive_read},
    [OSINT_FORM_ARC] = {"application/x-internet-archive", osint_archive_read},
    [OSINT_FORM_RTF] = {"application/rtf", osint_rtf_read},
    [OSINT_FORM_ZIP] = {"application/zip", osint_office_read},
    [OSINT_FORM_FLAT_ODF] = {"application/vnd.oasis.opendocument.text-flat-xml", osint_flat_odf_read},
    [OSINT_FORM_PDF] = {"application/pdf", osint_pdf_read},
};

static void read_form(OsintDocument *document, const char *data, gsize length)
{
    const char *what;
    const Reader *reader = &readers[osint_sniff(document->path, data, length, &what)];
    if (reader->read == NULL) {
        osint_document_refuse(document, 0, 0, "format-unknown", "it looks like %s", what);
        return;
    }
    if (document->part == NULL)
        document->media_type = reader->media_type;
    reader->read(document, data, length);
}

void osint_read_part(OsintDocument *document, const OsintPart *part, const char *data, gsize length)
{
    const OsintPart *outer = document->part;
    OsintPart inner = *part;
    if (outer != NULL)
        inner.offset = outer->offset;
    if (!osint_document_begin_record(document, inner.offset))
        return;
    if (document->depth == OSINT_MAX_PARTS_DEPTH) {
        osint_document_refuse(document, inner.offset, 0, "parts-too-deep",
                              "documents are nested in it deeper than %d", OSINT_MAX_PARTS_DEPTH);
        return;
    }
    document->part = &inner;
    document->depth++;
    osint_document_forget_encoding(document);
    read_form(document, data, length);
    document->depth--;
    document->part = outer;
}

static const char *gzip_code(const GError *error)
{
    if (g_error_matches(error, OSINT_GZIP_ERROR, OSINT_GZIP_ERROR_TRUNCATED))
        return "gzip-truncated";
    if (g_error_matches(error, OSINT_GZIP_ERROR, OSINT_GZIP_ERROR_TOO_LARGE))
        return "too-large";
    return "gzip-corrupt";
}

/* Takes off layers of gzip; NULL when the document has been refused. */
static GBytes *unpack(OsintDocument *document, GBytes *bytes)
{
    g_autoptr(GBytes) content = g_bytes_ref(bytes);
    for (int layer = 0; layer < MAX_GZIP_LAYERS; layer++) {
        gsize length;
        const char *data = g_bytes_get_data(content, &length);
        if (!osint_is_gzip(data, length))
            break;
        g_autoptr(GError) error = NULL;
        GBytes *inner = osint_gunzip(data, length, document->max_bytes, &error);
        if (inner == NULL) {
            osint_document_refuse(document, 0, 0, gzip_code(error), "%s", error->message);
            return NULL;
        }
        g_bytes_unref(content);
        content = inner;
    }
    if (g_bytes_get_size(content) > document->max_bytes) {
        osint_document_refuse(document, 0, 0, "too-large", "it is larger than %" G_GSIZE_FORMAT " bytes",
                              document->max_bytes);
        return NULL;
    }
    return g_steal_pointer(&content);
}

static void read_unpacked(OsintDocument *document, GBytes *bytes)
{
    gsize length;
    g_autoptr(GBytes) content = unpack(document, bytes);
    if (content == NULL)
        return;
    const char *data = g_bytes_get_data(content, &length);
    if (length == 0)
        osint_document_refuse(document, 0, 0, "text-empty", "it is empty");
    else {
        gboolean lines = osint_encoding_of_wide(data, length) == NULL;
        document->data = lines ? data : NULL;
        document->length = length;
        read_form(document, data, length);
        document->data = NULL;
    }
}

gboolean osint_is_unlimited(const void *head, gsize length)
{
    return osint_archive_media_type(head, length) != NULL || osint_mbox_is(head, length);
}

/* Archives take gzip off themselves, a record at a time: the whole may be larger than a document. */
void osint_read_document(const char *path, GBytes *bytes, const OsintReadOptions *options,
                         const OsintReadSink *sink)
{
    OsintDocument document;
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    osint_document_init(&document, path, options, sink);
    osint_document_set_original(&document, data, length, options != NULL ? options->sha256 : NULL);
    document.media_type = osint_archive_media_type(data, length);
    if (document.media_type != NULL)
        osint_archive_read(&document, data, length);
    else if (osint_mbox_is(data, length))
        read_form(&document, data, length);
    else
        read_unpacked(&document, bytes);
    osint_document_clear(&document);
}
