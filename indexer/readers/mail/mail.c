/* Single messages, and pages saved as one. */
#include "indexer/readers/mail/mail.h"

#include <string.h>

#include "indexer/readers/mail/header.h"
#include "indexer/readers/mail/message.h"
#include "indexer/readers/mail/parts.h"

void osint_mail_init(void)
{
    g_mime_init();
}

void osint_mail_cleanup(void)
{
    g_mime_shutdown();
}

/* Empty lines before the header would end it. */
static GMimeMessage *parse(const char *data, gsize length)
{
    gsize at = 0;
    while (at < length && g_ascii_isspace(data[at]))
        at++;
    return osint_message_parse(data + at, length - at);
}

static void refuse_damaged(OsintDocument *document)
{
    osint_document_refuse(document, 0, 0, "mail-damaged", "the message cannot be read");
}

void osint_mail_read(OsintDocument *document, const char *data, gsize length)
{
    GMimeMessage *message = parse(data, length);
    if (message == NULL) {
        refuse_damaged(document);
        return;
    }
    osint_message_read(document, message, 0, NULL);
    g_object_unref(message);
}

/* The address of the page: as the browser noted it, else where the part or the whole says it is. */
static char *page_url(GMimeMessage *message, GMimePart *page)
{
    char *url = osint_mail_field(GMIME_OBJECT(message), "Snapshot-Content-Location", NULL);
    if (url == NULL)
        url = osint_mail_field(GMIME_OBJECT(page), "Content-Location", NULL);
    if (url == NULL)
        url = osint_mail_field(GMIME_OBJECT(message), "Content-Location", NULL);
    if (url != NULL && !g_str_has_prefix(url, "http://") && !g_str_has_prefix(url, "https://"))
        g_clear_pointer(&url, g_free);
    return url;
}

static void ignore_refusal(const OsintRefusal *refusal G_GNUC_UNUSED, gpointer data G_GNUC_UNUSED)
{
}

/* A frameset has no text, its frames have: the first page that has some is the article. */
static void read_pages(OsintDocument *document, const GPtrArray *pages, const OsintPart *common,
                       GMimeMessage *message)
{
    const OsintReadSink *sink = document->sink;
    OsintReadSink quiet = *sink;
    guint articles = document->articles;
    quiet.refused = ignore_refusal;
    for (guint i = 0; i < pages->len && document->articles == articles; i++) {
        GMimePart *page = g_ptr_array_index(pages, i);
        g_autofree char *url = page_url(message, page);
        g_autoptr(GByteArray) content = osint_mail_content(page);
        OsintPart part = *common;
        part.url = url;
        part.charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(page), "charset");
        document->sink = i + 1 < pages->len ? &quiet : sink;
        gboolean empty = content == NULL || content->len == 0;
        osint_read_part(document, &part, empty ? "" : (const char *)content->data, empty ? 0 : content->len);
    }
    document->sink = sink;
}

void osint_mhtml_read(OsintDocument *document, const char *data, gsize length)
{
    GMimeMessage *message = parse(data, length);
    if (message == NULL) {
        refuse_damaged(document);
        return;
    }
    g_autoptr(GPtrArray) pages = osint_mail_pages(message);
    g_autofree char *title = osint_mail_field(GMIME_OBJECT(message), "Subject", NULL);
    g_autoptr(OsintArticle) saved = osint_article_new();
    osint_mail_set_fields(saved, message, NULL, NULL);
    OsintPart part = {.title = title, .accessed = saved->published};
    if (pages->len > 0)
        read_pages(document, pages, &part, message);
    else
        osint_document_refuse(document, 0, 0, "text-empty", "there is no page in it");
    g_object_unref(message);
}
