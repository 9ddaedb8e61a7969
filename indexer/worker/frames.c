/* Frames: a header, and a GVariant in the machine's byte order that ends on a border of 8 bytes. */
#include "indexer/worker/frames.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/store/record.h"

#define MAX_BODY ((guint32)512 << 20)
#define MAX_CODE 64
#define MAX_TEXT 4096
#define MAX_ID 200
#define MAX_MEDIA_TYPE 127
#define REFUSAL_TYPE "(sstu)"
#define KEY_TYPE "(s)"

typedef struct {
    guint32 kind;
    guint32 length; /* of the body, without what fills it up */
    guint64 record;
} Header;

static gsize filled_up(gsize length)
{
    return (length + 7) & ~(gsize)7;
}

/* ---- writing ---- */

static void add_frame(GByteArray *frames, OsintMessageKind kind, guint64 record, const void *body,
                      gsize length)
{
    static const guint8 nothing[8];
    g_assert(length <= MAX_BODY);
    Header header = {kind, (guint32)length, record};
    g_byte_array_append(frames, (const guint8 *)&header, sizeof header);
    if (length > 0)
        g_byte_array_append(frames, body, (guint)length);
    g_byte_array_append(frames, nothing, (guint)(filled_up(length) - length));
}

static void add_variant(GByteArray *frames, OsintMessageKind kind, guint64 record, GVariant *body)
{
    g_autoptr(GVariant) variant = g_variant_ref_sink(body);
    add_frame(frames, kind, record, g_variant_get_data(variant), g_variant_get_size(variant));
}

/* A copy of what a message may hold of text. */
static char *cut(const char *text, gsize most)
{
    gsize length = strnlen(text, most);
    char *valid = g_utf8_make_valid(text, (gssize)length);
    if (strlen(valid) > most)
        *g_utf8_find_prev_char(valid, valid + most + 1) = '\0';
    return valid;
}

void osint_frames_add(GByteArray *frames, OsintMessageKind kind, guint64 record)
{
    add_frame(frames, kind, record, NULL, 0);
}

void osint_frames_add_article(GByteArray *frames, guint64 record, const OsintArticle *article)
{
    g_autoptr(GBytes) body = osint_record_encode(article);
    gsize length;
    const void *data = g_bytes_get_data(body, &length);
    add_frame(frames, OSINT_MESSAGE_ARTICLE, record, data, length);
}

void osint_frames_add_refusal(GByteArray *frames, guint64 record, const char *code, const char *text,
                              guint64 offset, guint line)
{
    g_autofree char *shorter = cut(text, MAX_TEXT);
    add_variant(frames, OSINT_MESSAGE_REFUSED, record,
                g_variant_new(REFUSAL_TYPE, code, shorter, offset, line));
}

void osint_frames_add_unknown_key(GByteArray *frames, guint64 record, const char *key)
{
    g_autofree char *shorter = cut(key, MAX_TEXT);
    add_variant(frames, OSINT_MESSAGE_UNKNOWN_KEY, record, g_variant_new(KEY_TYPE, shorter));
}

/* ---- reading ---- */

void osint_message_clear(OsintMessage *message)
{
    g_clear_pointer(&message->article, osint_article_free);
    g_clear_pointer(&message->code, g_free);
    g_clear_pointer(&message->text, g_free);
}

static gboolean is_code(const char *code)
{
    return *code != '\0' && strlen(code) <= MAX_CODE &&
           strspn(code, "abcdefghijklmnopqrstuvwxyz0123456789-") == strlen(code);
}

/* Known strings are not empty: what is not UTF-8 in a GVariant reads as if it were. */
static gboolean is_known_or_null(const char *string)
{
    return string == NULL || *string != '\0';
}

static gboolean is_date_or_null(const char *date)
{
    OsintPeriod period;
    return date == NULL || osint_date_parse(date, &period, NULL);
}

static gboolean is_id_or_null(const char *id)
{
    if (id == NULL)
        return TRUE;
    for (const char *at = id; *at != '\0'; at++)
        if (g_ascii_iscntrl(*at))
            return FALSE;
    return *id != '\0' && strlen(id) <= MAX_ID;
}

static gboolean is_media_type(const char *type)
{
    return type != NULL && *type != '\0' && strlen(type) <= MAX_MEDIA_TYPE && g_str_is_ascii(type);
}

static gboolean are_known(const GPtrArray *strings)
{
    for (guint i = 0; i < strings->len; i++)
        if (*(const char *)g_ptr_array_index(strings, i) == '\0')
            return FALSE;
    return TRUE;
}

static gboolean are_codes(const GPtrArray *warnings)
{
    for (guint i = 0; i < warnings->len; i++)
        if (!is_code(((const OsintWarning *)g_ptr_array_index(warnings, i))->code))
            return FALSE;
    return TRUE;
}

static gboolean has_hand_marks_only(const OsintArticle *article)
{
    for (guint i = 0; i < article->mentions->len; i++)
        if (!g_array_index(article->mentions, OsintMention, i).by_hand)
            return FALSE;
    return article->tagged->len == 0 && article->citations->len == 0 && article->marks->len == 0 &&
           article->sentences->len == 0 && article->passages->len == 0;
}

static gboolean is_sound(const OsintArticle *article)
{
    const char *const strings[] = {article->title, article->publisher, article->url, article->language,
                                   article->text,  article->rating,    article->tlp, article->path};
    for (gsize i = 0; i < G_N_ELEMENTS(strings); i++)
        if (!is_known_or_null(strings[i]))
            return FALSE;
    return is_id_or_null(article->id) && is_date_or_null(article->published) &&
           is_date_or_null(article->updated) && is_date_or_null(article->accessed) &&
           are_known(article->authors) && are_known(article->entities) && are_known(article->tags) &&
           is_media_type(article->media_type) && are_codes(article->warnings) && has_hand_marks_only(article);
}

static gboolean read_article(GBytes *body, OsintMessage *message)
{
    g_autoptr(OsintArticle) article = osint_record_decode_draft(body, NULL);
    if (article == NULL || !is_sound(article))
        return FALSE;
    osint_article_sort_mentions(article);
    message->article = g_steal_pointer(&article);
    return TRUE;
}

static gboolean read_refusal(GVariant *body, OsintMessage *message)
{
    const char *code, *text;
    g_variant_get(body, "(&s&stu)", &code, &text, &message->offset, &message->line);
    if (!is_code(code) || *text == '\0' || strlen(text) > MAX_TEXT)
        return FALSE;
    message->code = g_strdup(code);
    message->text = g_strdup(text);
    return TRUE;
}

static gboolean read_unknown_key(GVariant *body, OsintMessage *message)
{
    const char *key;
    g_variant_get(body, "(&s)", &key);
    if (strlen(key) > MAX_TEXT)
        return FALSE;
    message->text = g_strdup(key);
    return TRUE;
}

static gboolean read_variant(GBytes *body, const char *type, OsintMessage *message,
                             gboolean (*read)(GVariant *body, OsintMessage *message))
{
    g_autoptr(GVariant) variant =
        g_variant_ref_sink(g_variant_new_from_bytes(G_VARIANT_TYPE(type), body, FALSE));
    return g_variant_is_normal_form(variant) && read(variant, message);
}

static gboolean read_body(GBytes *body, OsintMessage *message)
{
    switch (message->kind) {
    case OSINT_MESSAGE_READY:
    case OSINT_MESSAGE_END:
        return g_bytes_get_size(body) == 0;
    case OSINT_MESSAGE_ARTICLE:
        return read_article(body, message);
    case OSINT_MESSAGE_REFUSED:
        return read_variant(body, REFUSAL_TYPE, message, read_refusal);
    case OSINT_MESSAGE_UNKNOWN_KEY:
        return read_variant(body, KEY_TYPE, message, read_unknown_key);
    }
    return FALSE;
}

OsintFrameState osint_frames_take(const guint8 *data, gsize length, OsintMessage *message, gsize *used)
{
    Header header;
    *used = sizeof header;
    if (length < sizeof header)
        return OSINT_FRAME_MORE;
    memcpy(&header, data, sizeof header);
    if (header.kind < OSINT_MESSAGE_READY || header.kind > OSINT_MESSAGE_END || header.length > MAX_BODY)
        return OSINT_FRAME_BAD;
    *used += filled_up(header.length);
    if (length < *used)
        return OSINT_FRAME_MORE;
    *message = (OsintMessage){.kind = (OsintMessageKind)header.kind, .record = header.record};
    g_autoptr(GBytes) body = g_bytes_new_static(data + sizeof header, header.length);
    if (read_body(body, message))
        return OSINT_FRAME_GOOD;
    osint_message_clear(message);
    return OSINT_FRAME_BAD;
}
