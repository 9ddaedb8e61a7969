/* Of two forms of one text the one that has more of it is taken: HTML, which knows its paragraphs, unless
 * plain text has clearly more, or has quotations, which it marks and HTML does not. */
#include "indexer/readers/mail/message.h"

#include <string.h>

#include "indexer/readers/archive/fields.h"
#include "indexer/readers/boilerplate.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/html/html.h"
#include "indexer/readers/mail/armour.h"
#include "indexer/readers/mail/header.h"
#include "indexer/readers/mail/parts.h"
#include "indexer/readers/mail/plain.h"

#define MAX_HEADER ((gsize)1 << 20)

/* A message at work, or one that it holds. */
typedef struct {
    GMimeMessage *message;
    guint depth;
} Pending;

/* With the text behind the first megabyte of the header. */
static GByteArray *without_endless_header(const char *data, gsize length)
{
    gsize header = osint_fields_end(data, length);
    if (header == 0 || header <= MAX_HEADER)
        return NULL;
    const char *stop = memrchr(data, '\n', MAX_HEADER);
    gsize kept = stop != NULL ? (gsize)(stop - data) + 1 : 0;
    GByteArray *cut = g_byte_array_new();
    g_byte_array_append(cut, (const guint8 *)data, (guint)kept);
    g_byte_array_append(cut, (const guint8 *)"\n", 1);
    g_byte_array_append(cut, (const guint8 *)data + header, (guint)(length - header));
    return cut;
}

GMimeMessage *osint_message_parse(const char *data, gsize length)
{
    g_autoptr(GByteArray) cut = without_endless_header(data, length);
    GMimeStream *stream = cut != NULL ? g_mime_stream_mem_new_with_buffer((const char *)cut->data, cut->len)
                                      : g_mime_stream_mem_new_with_buffer(data, length);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *message = g_mime_parser_construct_message(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    return message;
}

static const char *charset_of(GMimePart *part)
{
    return g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
}

static char *decoded_text(OsintDocument *document, GMimePart *part)
{
    g_autoptr(GByteArray) content = osint_mail_content(part);
    if (content == NULL || content->len == 0)
        return g_strdup("");
    gsize length;
    char *text =
        osint_document_decode(document, (const char *)content->data, content->len, charset_of(part), &length);
    osint_drop_nuls(text, length);
    return text;
}

static gboolean parameter_is(GMimePart *part, const char *name, const char *value)
{
    const char *found = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), name);
    return found != NULL && g_ascii_strcasecmp(found, value) == 0;
}

/* Appends another stretch of text, with its headings. */
static void append_piece(OsintArticle *whole, const OsintArticle *piece)
{
    if (piece->text == NULL || *piece->text == '\0')
        return;
    g_autofree char *before = g_steal_pointer(&whole->text);
    whole->text = before != NULL ? g_strconcat(before, "\n\n", piece->text, NULL) : g_strdup(piece->text);
    guint32 shift = (guint32)(strlen(whole->text) - strlen(piece->text));
    for (guint i = 0; i < piece->headings->len; i++) {
        OsintSpan span = g_array_index(piece->headings, OsintSpan, i);
        span.start += shift;
        span.end += shift;
        g_array_append_val(whole->headings, span);
    }
}

static OsintArticle *plain_piece(OsintDocument *document, const GPtrArray *parts, gboolean *encrypted)
{
    OsintArticle *whole = osint_article_new();
    for (guint i = 0; i < parts->len; i++) {
        GMimePart *part = g_ptr_array_index(parts, i);
        g_autofree char *raw = decoded_text(document, part);
        g_autofree char *text = osint_armour_open(raw, encrypted);
        OsintMailFormat format = {parameter_is(part, "format", "flowed"), parameter_is(part, "delsp", "yes")};
        g_autoptr(OsintArticle) piece = osint_article_new();
        piece->text = osint_mail_plain_text(text, format);
        append_piece(whole, piece);
    }
    return whole;
}

static OsintArticle *html_piece(OsintDocument *document, const GPtrArray *parts)
{
    OsintArticle *whole = osint_article_new();
    for (guint i = 0; i < parts->len; i++) {
        g_autofree char *html = decoded_text(document, g_ptr_array_index(parts, i));
        g_autoptr(OsintArticle) piece = osint_article_new();
        osint_html_fill_fragment(piece, html, strlen(html));
        append_piece(whole, piece);
    }
    return whole;
}

/* Letters and digits outside web addresses. */
static gsize substance(const char *text)
{
    gsize count = 0;
    for (const char *at = text; at != NULL && *at != '\0';) {
        if (g_str_has_prefix(at, "http://") || g_str_has_prefix(at, "https://")) {
            at += strcspn(at, " \n>)]\"");
            continue;
        }
        count += g_unichar_isalnum(g_utf8_get_char(at)) ? 1 : 0;
        at = g_utf8_next_char(at);
    }
    return count;
}

static gboolean prefers_plain(const OsintArticle *plain, const OsintArticle *html)
{
    gsize plain_size = substance(plain->text), html_size = substance(html->text);
    if (html_size == 0 || html_size * 10 < plain_size * 8)
        return TRUE;
    return plain_size * 10 >= html_size * 8 && osint_mail_quoted_lines(plain->text) > 1;
}

static void add_body(OsintDocument *document, OsintArticle *whole, const OsintMailBody *body,
                     gboolean *encrypted)
{
    g_autoptr(OsintArticle) plain = plain_piece(document, body->plain, encrypted);
    g_autoptr(OsintArticle) html = html_piece(document, body->html);
    append_piece(whole, prefers_plain(plain, html) ? plain : html);
}

/* What a list or a newsletter puts below each of its messages. */
static gboolean comes_from_list(GMimeMessage *message)
{
    return g_mime_object_get_header(GMIME_OBJECT(message), "List-Unsubscribe") != NULL ||
           g_mime_object_get_header(GMIME_OBJECT(message), "List-Id") != NULL;
}

static void add_loose_text(OsintDocument *document, OsintArticle *article, const char *loose)
{
    gsize length;
    g_autofree char *text = osint_document_decode(document, loose, strlen(loose), NULL, &length);
    g_autoptr(OsintArticle) piece = osint_article_new();
    piece->text = osint_mail_plain_text(text, (OsintMailFormat){FALSE, FALSE});
    append_piece(article, piece);
    osint_article_warn(article, "mail-damaged", "the boundaries of its parts are missing");
}

/* The declared encoding of the first text, for raw bytes in the header. */
static const char *first_charset(const OsintMailParts *parts)
{
    for (guint i = 0; i < parts->bodies->len; i++) {
        const OsintMailBody *body = g_ptr_array_index(parts->bodies, i);
        const GPtrArray *list = body->plain->len > 0 ? body->plain : body->html;
        if (list->len > 0 && charset_of(g_ptr_array_index(list, 0)) != NULL)
            return charset_of(g_ptr_array_index(list, 0));
    }
    return NULL;
}

/* The Message-ID tells a message in a mailbox that changes better than its place does; a second copy in the
 * document has only its place. */
static void set_id(OsintDocument *document, OsintArticle *article, GMimeMessage *message)
{
    const char *id = g_mime_message_get_message_id(message);
    if (article->url != NULL || id == NULL || *id == '\0' ||
        !g_hash_table_add(document->message_ids, g_strdup(id)))
        return;
    g_autofree char *key = g_strconcat(document->path, "\n", id, NULL);
    article->id = osint_article_path_id(key, 0);
}

static OsintArticle *make_article(OsintDocument *document, GMimeMessage *message, OsintMailParts *parts,
                                  const char *envelope)
{
    g_autoptr(OsintArticle) body = osint_article_new();
    osint_document_forget_encoding(document);
    for (guint i = 0; i < parts->bodies->len; i++)
        add_body(document, body, g_ptr_array_index(parts->bodies, i), &parts->encrypted);
    if (body->text == NULL && parts->loose != NULL)
        add_loose_text(document, body, parts->loose);
    OsintArticle *article = osint_document_new_article(document);
    append_piece(article, body);
    for (guint i = 0; i < body->warnings->len; i++) {
        const OsintWarning *warning = g_ptr_array_index(body->warnings, i);
        osint_article_warn(article, warning->code, "%s", warning->message);
    }
    osint_mail_set_fields(article, message, first_charset(parts), envelope);
    if (article->text != NULL && comes_from_list(message))
        osint_boilerplate_trim(article);
    set_id(document, article, message);
    return article;
}

static guint64 part_offset(GMimePart *part, guint64 message_offset)
{
    GMimeHeaderList *headers = g_mime_object_get_header_list(GMIME_OBJECT(part));
    gint64 offset = g_mime_header_list_get_count(headers) > 0
                        ? g_mime_header_get_offset(g_mime_header_list_get_header_at(headers, 0))
                        : 0;
    return message_offset + (guint64)MAX(offset, 0);
}

static void read_attachment(OsintDocument *document, GMimePart *part, guint64 offset)
{
    g_autoptr(GByteArray) content = osint_mail_content(part);
    g_autofree char *name = g_strdup(g_mime_part_get_filename(part));
    OsintPart inner = {
        .charset = charset_of(part), .title = name, .name = name, .offset = part_offset(part, offset)};
    if (content != NULL && content->len > 0)
        osint_read_part(document, &inner, (const char *)content->data, content->len);
}

static void emit(OsintDocument *document, OsintArticle *article, const OsintMailParts *parts, guint64 offset)
{
    gboolean empty = article->text == NULL || *article->text == '\0';
    gboolean holds_others = parts->attachments->len + parts->messages->len > 0;
    if (empty && parts->encrypted)
        osint_document_refuse(document, offset, 0, "mail-encrypted", "the message is encrypted");
    if (empty && (parts->encrypted || holds_others))
        osint_article_free(article);
    else
        osint_document_emit(document, article, offset, 0);
}

static void read_one(OsintDocument *document, const Pending *pending, GArray *queue, guint64 offset,
                     const char *envelope)
{
    OsintMailParts parts;
    osint_mail_parts_init(&parts, pending->message);
    emit(document, make_article(document, pending->message, &parts, envelope), &parts, offset);
    for (guint i = 0; i < parts.attachments->len; i++)
        read_attachment(document, g_ptr_array_index(parts.attachments, i), offset);
    for (guint i = 0; i < parts.messages->len && pending->depth < OSINT_MAX_PARTS_DEPTH; i++) {
        Pending inner = {g_object_ref(g_ptr_array_index(parts.messages, i)), pending->depth + 1};
        g_array_append_val(queue, inner);
    }
    if (parts.messages->len > 0 && pending->depth == OSINT_MAX_PARTS_DEPTH)
        osint_document_refuse(document, offset, 0, "parts-too-deep",
                              "messages are nested in it deeper than %d", OSINT_MAX_PARTS_DEPTH);
    if (parts.cut)
        osint_document_refuse(document, offset, 0, "mail-parts", "the message has too many parts");
    osint_mail_parts_clear(&parts);
}

void osint_message_read(OsintDocument *document, GMimeMessage *message, guint64 offset, const char *envelope)
{
    g_autoptr(GArray) queue = g_array_new(FALSE, FALSE, sizeof(Pending));
    Pending first = {g_object_ref(message), 0};
    g_array_append_val(queue, first);
    for (guint i = 0; i < queue->len; i++) {
        Pending pending = g_array_index(queue, Pending, i);
        read_one(document, &pending, queue, offset, i == 0 ? envelope : NULL);
        g_object_unref(pending.message);
    }
}
