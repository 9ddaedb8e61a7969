/* Mailboxes: messages one behind the other, each after a line "From sender date". Where a message ends, some
 * writers tell by its Content-Length, some by quoting such lines in the text with ">" (which is undone), some
 * not at all. */
#include "indexer/readers/mail/mail.h"

#include <string.h>

#include "indexer/readers/archive/fields.h"
#include "indexer/readers/mail/message.h"
#include "indexer/readers/mail/recognise.h"

/* A message and its parts are in memory at once. */
#define MAX_MESSAGE ((gsize)128 << 20)
/* A header is looked for a length in so many bytes. */
#define MAX_HEADER ((gsize)1 << 16)

static gsize line_width(const char *data, gsize length)
{
    const char *stop = memchr(data, '\n', length);
    return stop != NULL ? (gsize)(stop - data) + 1 : length;
}

/* "Name: value" */
static gboolean is_field(const char *line, gsize width)
{
    gsize name = 0;
    while (name < width && (g_ascii_isalnum(line[name]) || line[name] == '-'))
        name++;
    return name > 0 && name < width && line[name] == ':';
}

static gboolean is_separator(const char *data, gsize length, gsize at)
{
    if (length - at < 5 || memcmp(data + at, "From ", 5) != 0)
        return FALSE;
    gsize width = line_width(data + at, length - at);
    gsize next = at + width;
    gsize line = at > 1 && data[at - 2] == '\r' ? at - 2 : at - 1;
    gboolean after_blank = at < 2 || data[line - 1] == '\n';
    gboolean before_field = next < length && is_field(data + next, line_width(data + next, length - next));
    gboolean dated = osint_is_mbox_line(data + at, MIN(width, 1000));
    return dated ? after_blank || before_field : after_blank && before_field;
}

/* Where the message's Content-Length says that it ends, if the next one, or nothing, is there; 0 else. */
static gsize end_by_length(const char *data, gsize length, gsize begin)
{
    gsize header = osint_fields_end(data + begin, MIN(length - begin, MAX_HEADER));
    if (header == 0)
        return 0;
    g_autoptr(GHashTable) fields = osint_fields_parse(data + begin, header);
    const char *text = g_hash_table_lookup(fields, "content-length");
    guint64 size;
    if (text == NULL || !g_ascii_string_to_unsigned(text, 10, 0, length, &size, NULL) ||
        size > length - begin - header)
        return 0;
    gsize end = begin + header + (gsize)size;
    while (end < length && (data[end] == '\n' || data[end] == '\r'))
        end++;
    return end == length || is_separator(data, length, end) ? end : 0;
}

/* The end of the message that begins at `begin`. */
static gsize message_end(const char *data, gsize length, gsize begin)
{
    gsize by_length = end_by_length(data, length, begin);
    if (by_length > 0)
        return by_length;
    gsize at = begin;
    while (at < length && !(at > begin && is_separator(data, length, at))) {
        const char *next = memmem(data + at, length - at, "\nFrom ", 6);
        at = next != NULL ? (gsize)(next - data) + 1 : length;
    }
    return at;
}

/* Lines ">From " of the text lose one ">". */
static GByteArray *unquoted(const char *data, gsize length)
{
    GByteArray *message = g_byte_array_sized_new((guint)length);
    gsize header = osint_fields_end(data, length);
    g_byte_array_append(message, (const guint8 *)data, (guint)header);
    for (gsize at = header; at < length;) {
        gsize width = line_width(data + at, length - at), marks = 0;
        while (marks < width && data[at + marks] == '>')
            marks++;
        gsize quoted = marks > 0 && width - marks > 5 && memcmp(data + at + marks, "From ", 5) == 0 ? 1 : 0;
        g_byte_array_append(message, (const guint8 *)data + at + quoted, (guint)(width - quoted));
        at += width;
    }
    return message;
}

/* The date in "From sender Mon Jun 01 04:28:28 2009"; its zone is seldom told, so it is good for the day. */
static char *envelope_date(const char *line, gsize width)
{
    g_autofree char *text = g_strndup(line, MIN(width, 1000));
    g_auto(GStrv) words = g_strsplit_set(g_strstrip(text), " ", -1);
    const char *day = NULL, *month = NULL, *year = NULL;
    guint count = g_strv_length(words);
    for (guint i = 2; i < count; i++) {
        gsize digits = strspn(words[i], "0123456789");
        gboolean number = digits > 0 && words[i][digits] == '\0';
        if (number && digits == 4)
            year = words[i];
        else if (number && digits <= 2)
            day = words[i];
        else if (day == NULL && strlen(words[i]) == 3)
            month = words[i];
    }
    return day != NULL && month != NULL && year != NULL ? g_strdup_printf("%s %s %s", day, month, year)
                                                        : NULL;
}

static void read_message(OsintDocument *document, const char *data, gsize begin, gsize end, gsize from)
{
    if (end - begin > MIN(document->max_bytes, MAX_MESSAGE)) {
        osint_document_refuse(document, from, 0, "too-large", "the message is larger than the limit");
        return;
    }
    g_autofree char *envelope = envelope_date(data + from, begin - from);
    g_autoptr(GByteArray) text = unquoted(data + begin, end - begin);
    GMimeMessage *message = osint_message_parse((const char *)text->data, text->len);
    if (message == NULL) {
        osint_document_refuse(document, from, 0, "mail-damaged", "the message cannot be read");
        return;
    }
    osint_message_read(document, message, from, envelope);
    g_object_unref(message);
}

gboolean osint_mbox_is(const char *data, gsize length)
{
    return length > 0 && is_separator(data, length, 0);
}

void osint_mbox_read(OsintDocument *document, const char *data, gsize length)
{
    for (gsize from = 0; from < length;) {
        gsize begin = from + line_width(data + from, length - from);
        gsize end = message_end(data, length, begin);
        if (end > begin && osint_document_begin_record(document, from))
            read_message(document, data, begin, end, from);
        from = end;
    }
}
