/* Records to documents: which of them are pages, and what the archive knows of each. */
#include "indexer/readers/archive/archive.h"

#include <string.h>

#include "indexer/readers/archive/fields.h"
#include "indexer/readers/archive/http.h"
#include "indexer/readers/archive/records.h"
#include "indexer/readers/clean.h"

/* A record and what it becomes are in memory at once. */
#define MAX_RECORD ((gsize)128 << 20)

typedef enum {
    KIND_DOCUMENT, /* what it says it is can be read: when it cannot, that is worth a word */
    KIND_PERHAPS,  /* data that is seldom an article */
    KIND_NONE,     /* images, styles, programs */
} Kind;

static Kind kind_of_type(const char *type)
{
    static const char *const documents[] = {"text/html",
                                            "application/xhtml+xml",
                                            "text/plain",
                                            "text/markdown",
                                            "application/pdf",
                                            "application/rtf",
                                            "text/rtf",
                                            "application/epub+zip",
                                            "application/rss+xml",
                                            "application/atom+xml",
                                            "application/feed+json",
                                            "message/rfc822",
                                            "multipart/related",
                                            NULL};
    static const char *const none[] = {"image/",
                                       "audio/",
                                       "video/",
                                       "font/",
                                       "text/css",
                                       "text/dns",
                                       "application/font",
                                       "application/x-font",
                                       "application/vnd.ms-fontobject",
                                       "application/x-shockwave",
                                       "application/wasm",
                                       "application/manifest",
                                       "application/vnd.apple.mpegurl",
                                       "application/dash+xml",
                                       NULL};
    static const char *const families[] = {"application/vnd.openxmlformats",
                                           "application/vnd.oasis.opendocument", "application/msword", NULL};
    if (type == NULL)
        return KIND_PERHAPS;
    if (g_strv_contains(documents, type))
        return KIND_DOCUMENT;
    for (const char *const *begin = families; *begin != NULL; begin++)
        if (g_str_has_prefix(type, *begin))
            return KIND_DOCUMENT;
    for (const char *const *begin = none; *begin != NULL; begin++)
        if (g_str_has_prefix(type, *begin))
            return KIND_NONE;
    return strstr(type, "javascript") != NULL || strstr(type, "ecmascript") != NULL ? KIND_NONE
                                                                                    : KIND_PERHAPS;
}

/* Records of what somebody could have read, not of the crawl itself ("metadata:", "dns:", "urn:"), and not
 * the file that tells crawlers what to leave. */
static gboolean is_page_address(const char *uri)
{
    static const char *const schemes[] = {"http:", "https:", "ftp:", "gopher:", "gemini:", "file:"};
    if (uri == NULL)
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(schemes); i++)
        if (g_ascii_strncasecmp(uri, schemes[i], strlen(schemes[i])) == 0)
            return !g_str_has_suffix(uri, "/robots.txt");
    return FALSE;
}

static gboolean is_page_record(const OsintRecord *record)
{
    static const char *const types[] = {"response", "resource", "conversion", NULL};
    return g_strv_contains(types, record->type) && is_page_address(record->uri);
}

static void ignore_refusal(const OsintRefusal *refusal G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

/* Refusals of what is seldom an article are not worth a line each. */
static void read_perhaps(OsintDocument *document, const OsintPart *part, const char *data, gsize length)
{
    const OsintReadSink *sink = document->sink;
    OsintReadSink quiet = *sink;
    quiet.refused = ignore_refusal;
    quiet.unknown_key = NULL;
    document->sink = &quiet;
    osint_read_part(document, part, data, length);
    document->sink = sink;
}

/* An address that leads somewhere; ARC has them with spaces. */
static char *url_of(const char *uri)
{
    if (g_str_has_prefix(uri, "file:"))
        return NULL;
    g_auto(GStrv) words = g_strsplit(uri, " ", -1);
    return g_strjoinv("%20", words);
}

static void read_payload(OsintDocument *document, const OsintRecord *record, const char *content_type,
                         gboolean cut, const char *data, gsize length)
{
    g_autofree char *type = osint_fields_media_type(content_type);
    g_autofree char *charset = osint_fields_parameter(content_type, "charset");
    Kind kind = kind_of_type(type);
    g_autofree char *url = url_of(record->uri);
    OsintPart part = {.charset = charset,
                      .url = url,
                      .name = record->uri,
                      .accessed = record->date,
                      .damage = cut              ? "only its beginning is in the archive"
                                : record->mended ? "the length that the archive gives of it is wrong"
                                                 : NULL,
                      .offset = record->offset};
    if (kind == KIND_NONE || osint_is_blank(data, length))
        return;
    if (kind == KIND_DOCUMENT)
        osint_read_part(document, &part, data, length);
    else
        read_perhaps(document, &part, data, length);
}

/* 203: a proxy changed it on the way. Errors and redirects are no pages. */
static gboolean is_success(guint status)
{
    return status == 200 || status == 203;
}

static void refuse_large(OsintDocument *document, const OsintRecord *record, const char *content_type)
{
    g_autofree char *type = osint_fields_media_type(content_type);
    if (kind_of_type(type) == KIND_DOCUMENT)
        osint_document_refuse(document, record->offset, 0, "too-large", "%s is larger than the limit",
                              record->uri);
}

static void read_response(OsintDocument *document, const OsintRecord *record, const OsintHttp *http)
{
    g_autofree char *type = osint_fields_media_type(http->content_type);
    if (!is_success(http->status))
        return;
    if (record->large)
        refuse_large(document, record, http->content_type);
    else if (http->unknown == NULL)
        read_payload(document, record, http->content_type, record->cut || http->cut, http->body,
                     http->length);
    else if (kind_of_type(type) == KIND_DOCUMENT)
        osint_document_refuse(document, record->offset, 0, "coding-unknown",
                              "the content coding \"%s\" of %s cannot be undone", http->unknown, record->uri);
}

static void read_record(OsintDocument *document, const OsintRecord *record)
{
    OsintHttp http;
    if (!is_page_record(record) || !osint_document_begin_record(document, record->offset))
        return;
    if (osint_http_parse(record->block, record->length, MIN(document->max_bytes, MAX_RECORD), &http)) {
        read_response(document, record, &http);
        osint_http_clear(&http);
    } else if (record->large) {
        refuse_large(document, record, record->content_type);
    } else {
        read_payload(document, record, record->content_type, record->cut, record->block, record->length);
    }
}

void osint_archive_read(OsintDocument *document, const char *data, gsize length)
{
    g_autoptr(OsintWindow) window = osint_window_new(data, length);
    g_autoptr(OsintRecords) records = osint_records_new(window, MIN(document->max_bytes, MAX_RECORD));
    OsintRecord record;
    while (osint_records_next(records, &record)) {
        if (record.code != NULL)
            osint_document_refuse(document, record.offset, 0, record.code, "%s", record.message);
        else
            read_record(document, &record);
    }
}

const char *osint_archive_media_type(const char *data, gsize length)
{
    static const char filedesc[] = "filedesc://";
    g_autoptr(OsintWindow) window = osint_window_new(data, length);
    gsize there = osint_window_fill(window, sizeof filedesc);
    const char *begin = osint_window_data(window);
    if (osint_records_begin_warc(begin, there))
        return "application/warc";
    return there >= sizeof filedesc && g_str_has_prefix(begin, filedesc) ? "application/x-internet-archive"
                                                                         : NULL;
}
