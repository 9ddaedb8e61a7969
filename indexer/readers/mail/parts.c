/* The tree of parts is walked with a stack of its own: how deep it is, the sender decides. */
#include "indexer/readers/mail/parts.h"

#include <string.h>

#include "indexer/readers/mail/cms.h"

#define MAX_PARTS 10000
#define MAX_SIGNATURES 8

static void free_body(gpointer data)
{
    OsintMailBody *body = data;
    g_ptr_array_unref(body->plain);
    g_ptr_array_unref(body->html);
    g_free(body);
}

static OsintMailBody *add_body(OsintMailParts *parts)
{
    OsintMailBody *body = g_new(OsintMailBody, 1);
    body->plain = g_ptr_array_new();
    body->html = g_ptr_array_new();
    g_ptr_array_add(parts->bodies, body);
    return body;
}

static gboolean is_type(GMimeObject *object, const char *type, const char *subtype)
{
    return g_mime_content_type_is_type(g_mime_object_get_content_type(object), type, subtype);
}

/* What is never an article, and not worth a word when it is attached. */
static gboolean is_ornament(GMimeObject *object)
{
    static const char *const types[] = {"image", "audio", "video", "font", NULL};
    static const char *const subtypes[] = {"pgp-signature",
                                           "pkcs7-signature",
                                           "x-pkcs7-signature",
                                           "pgp-keys",
                                           "calendar",
                                           "ics",
                                           "vcard",
                                           "x-vcard",
                                           "css",
                                           "delivery-status",
                                           "disposition-notification",
                                           "rfc822-headers",
                                           "partial",
                                           "external-body",
                                           "x-amp-html",
                                           NULL};
    GMimeContentType *type = g_mime_object_get_content_type(object);
    g_autofree char *major = g_ascii_strdown(g_mime_content_type_get_media_type(type), -1);
    g_autofree char *minor = g_ascii_strdown(g_mime_content_type_get_media_subtype(type), -1);
    return g_strv_contains(types, major) || g_strv_contains(subtypes, minor);
}

static gboolean is_smime(GMimeObject *object)
{
    return GMIME_IS_PART(object) &&
           (is_type(object, "application", "pkcs7-mime") || is_type(object, "application", "x-pkcs7-mime"));
}

/* What an S/MIME part signs; NULL when it is encrypted. */
static GMimeObject *open_smime(OsintMailParts *parts, GMimePart *part)
{
    g_autoptr(GByteArray) envelope = osint_mail_content(part);
    g_autoptr(GByteArray) content = envelope != NULL && parts->opened->len < MAX_SIGNATURES
                                        ? osint_cms_signed_content(envelope->data, envelope->len)
                                        : NULL;
    if (content == NULL)
        return NULL;
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer((const char *)content->data, content->len);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeObject *inner = g_mime_parser_construct_part(parser, NULL);
    g_object_unref(parser);
    g_object_unref(stream);
    if (inner != NULL)
        g_ptr_array_add(parts->opened, inner);
    return inner;
}

static gboolean is_body(GMimeObject *object)
{
    GMimeContentDisposition *disposition = g_mime_object_get_content_disposition(object);
    return (is_type(object, "text", "plain") || is_type(object, "text", "html")) &&
           (disposition == NULL || !g_mime_content_disposition_is_attachment(disposition)) &&
           g_mime_part_get_filename(GMIME_PART(object)) == NULL;
}

/* alternative: the open body that takes both forms, or NULL. */
static void take_leaf(OsintMailParts *parts, GMimeObject *object, OsintMailBody *alternative, gboolean alone)
{
    if (GMIME_IS_MESSAGE_PART(object)) {
        GMimeMessage *message = g_mime_message_part_get_message(GMIME_MESSAGE_PART(object));
        if (message != NULL)
            g_ptr_array_add(parts->messages, message);
    } else if (!GMIME_IS_PART(object) || is_ornament(object)) {
        return;
    } else if (is_body(object) || (alone && is_type(object, "text", "*"))) {
        OsintMailBody *body = alternative != NULL ? alternative : add_body(parts);
        g_ptr_array_add(is_type(object, "text", "html") ? body->html : body->plain, object);
    } else {
        g_ptr_array_add(parts->attachments, object);
    }
}

typedef struct {
    GMimeObject *object;
    OsintMailBody *alternative;
} Open;

/* Of a signed part only what is signed. */
static void push_children(GArray *stack, GMimeMultipart *multipart, OsintMailBody *alternative)
{
    int count = g_mime_multipart_get_count(multipart);
    if (is_type(GMIME_OBJECT(multipart), "multipart", "signed"))
        count = MIN(count, 1);
    for (int i = count; i-- > 0;) {
        Open child = {g_mime_multipart_get_part(multipart, i), alternative};
        g_array_append_val(stack, child);
    }
}

static void open_multipart(OsintMailParts *parts, GArray *stack, const Open *open)
{
    GMimeMultipart *multipart = GMIME_MULTIPART(open->object);
    const char *prologue = g_mime_multipart_get_prologue(multipart);
    if (g_mime_multipart_get_count(multipart) == 0 && parts->loose == NULL)
        parts->loose = prologue;
    OsintMailBody *alternative = open->alternative;
    if (alternative == NULL && is_type(open->object, "multipart", "alternative"))
        alternative = add_body(parts);
    push_children(stack, multipart, alternative);
}

void osint_mail_parts_init(OsintMailParts *parts, GMimeMessage *message)
{
    *parts = (OsintMailParts){.bodies = g_ptr_array_new_with_free_func(free_body),
                              .attachments = g_ptr_array_new(),
                              .messages = g_ptr_array_new(),
                              .opened = g_ptr_array_new_with_free_func(g_object_unref)};
    g_autoptr(GArray) stack = g_array_new(FALSE, FALSE, sizeof(Open));
    Open open = {g_mime_message_get_mime_part(message), NULL};
    gboolean alone = open.object != NULL && !GMIME_IS_MULTIPART(open.object);
    if (open.object != NULL)
        g_array_append_val(stack, open);
    for (guint taken = 0; stack->len > 0; taken++) {
        open = g_array_index(stack, Open, stack->len - 1);
        g_array_set_size(stack, stack->len - 1);
        parts->cut = taken == MAX_PARTS;
        if (parts->cut)
            break;
        if (is_smime(open.object)) {
            Open inner = {open_smime(parts, GMIME_PART(open.object)), open.alternative};
            parts->encrypted = parts->encrypted || inner.object == NULL;
            if (inner.object != NULL)
                g_array_append_val(stack, inner);
        } else if (is_type(open.object, "multipart", "encrypted"))
            parts->encrypted = TRUE;
        else if (GMIME_IS_MULTIPART(open.object))
            open_multipart(parts, stack, &open);
        else
            take_leaf(parts, open.object, open.alternative, alone);
    }
}

void osint_mail_parts_clear(OsintMailParts *parts)
{
    g_ptr_array_unref(parts->bodies);
    g_ptr_array_unref(parts->attachments);
    g_ptr_array_unref(parts->messages);
    g_ptr_array_unref(parts->opened);
}

GByteArray *osint_mail_content(GMimePart *part)
{
    GMimeDataWrapper *wrapper = g_mime_part_get_content(part);
    if (wrapper == NULL)
        return NULL;
    GMimeStream *stream = g_mime_stream_mem_new();
    GByteArray *content = g_byte_array_new();
    g_mime_stream_mem_set_byte_array(GMIME_STREAM_MEM(stream), content);
    g_mime_data_wrapper_write_to_stream(wrapper, stream);
    g_object_unref(stream);
    return content;
}

GPtrArray *osint_mail_pages(GMimeMessage *message)
{
    GPtrArray *pages = g_ptr_array_new();
    GMimeObject *top = g_mime_message_get_mime_part(message);
    const char *start = top != NULL ? g_mime_object_get_content_type_parameter(top, "start") : NULL;
    g_autofree char *root = start != NULL ? g_mime_utils_decode_message_id(start) : NULL;
    GMimePartIter *iter = top != NULL ? g_mime_part_iter_new(top) : NULL;
    for (gboolean more = iter != NULL && g_mime_part_iter_is_valid(iter); more && pages->len < MAX_PARTS;
         more = g_mime_part_iter_next(iter)) {
        GMimeObject *object = g_mime_part_iter_get_current(iter);
        const char *id = g_mime_object_get_content_id(object);
        if (!GMIME_IS_PART(object) ||
            (!is_type(object, "text", "html") && !is_type(object, "application", "xhtml+xml")))
            continue;
        g_ptr_array_insert(pages, root != NULL && g_strcmp0(id, root) == 0 ? 0 : -1, object);
    }
    g_clear_pointer(&iter, g_mime_part_iter_free);
    return pages;
}
