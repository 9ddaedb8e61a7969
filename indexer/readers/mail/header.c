/* Fields are read from their raw bytes: mail has been sent with every encoding in them, declared or not. */
#include "indexer/readers/mail/header.h"

#include <string.h>

#include "indexer/article/date.h"
#include "indexer/article/json.h"
#include "indexer/readers/clean.h"
#include "indexer/readers/encoding.h"

/* What is longer is no subject and no name. */
#define MAX_FIELD 20000
#define MAX_TITLE 1000
#define MAX_AUTHORS 20

static char *raw_field(GMimeObject *object, const char *name, const char *charset)
{
    GMimeHeader *header = g_mime_header_list_get_header(g_mime_object_get_header_list(object), name);
    const char *raw = header != NULL ? g_mime_header_get_raw_value(header) : NULL;
    if (raw == NULL)
        return NULL;
    OsintDecoded decoded;
    osint_decode(raw, strnlen(raw, MAX_FIELD), charset, &decoded);
    g_free(decoded.encoding);
    return decoded.text;
}

/* Where an encoded word ("=?charset?Q?text?=") ends that has raw characters in it; NULL when it has none. */
static const char *raw_word_end(const char *word)
{
    gsize charset = strcspn(word, "?"), raw = 0;
    const char *at = word + charset;
    if (at[0] != '?' || at[1] == '\0' || at[2] != '?')
        return NULL;
    for (at += 3; *at != '\0' && !g_str_has_prefix(at, "?="); at++)
        raw += (unsigned char)*at >= 0x80;
    return raw > 0 && *at != '\0' ? at : NULL;
}

/* Some programs put characters into encoded words as they are: what they are now is UTF-8, whatever the word
 * says. */
static char *mend_words(const char *text)
{
    GString *mended = g_string_new(NULL);
    for (const char *at = text; *at != '\0';) {
        const char *word = g_str_has_prefix(at, "=?") ? at + 2 : NULL;
        const char *end = word != NULL ? raw_word_end(word) : NULL;
        if (end == NULL) {
            g_string_append_c(mended, *at++);
            continue;
        }
        at = word + strcspn(word, "?");
        g_string_append_printf(mended, "=?utf-8%.*s", (int)(end - at), at);
        at = end;
    }
    return g_string_free(mended, FALSE);
}

static char *decode_words(const char *raw)
{
    g_autofree char *mended = mend_words(raw);
    g_autofree char *decoded = g_mime_utils_header_decode_text(NULL, mended);
    g_autofree char *valid = g_utf8_make_valid(decoded, -1);
    return osint_clean_line(valid);
}

char *osint_mail_field(GMimeObject *object, const char *name, const char *charset)
{
    g_autofree char *raw = raw_field(object, name, charset);
    return raw != NULL ? decode_words(raw) : NULL;
}

/* 'Jane Doe' with quotes that a program left, "Jane Doe via List" as a list rewrites its posts. */
static char *clean_name(const char *text)
{
    g_autofree char *name = g_utf8_make_valid(text, -1);
    char *clean = osint_clean_line(name);
    if (clean == NULL)
        return NULL;
    const char *via = strstr(clean, " via ");
    if (via != NULL && via > clean)
        clean[via - clean] = '\0';
    gsize length = strlen(clean);
    if (length > 2 && (clean[0] == '\'' || clean[0] == '"') && clean[length - 1] == clean[0]) {
        memmove(clean, clean + 1, length - 2);
        clean[length - 2] = '\0';
    }
    return clean;
}

static void add_author(OsintArticle *article, InternetAddress *address)
{
    const char *name = internet_address_get_name(address);
    char *author = name != NULL ? clean_name(name) : NULL;
    if (author == NULL && INTERNET_ADDRESS_IS_MAILBOX(address))
        author = g_strdup(internet_address_mailbox_get_addr(INTERNET_ADDRESS_MAILBOX(address)));
    if (author != NULL)
        g_ptr_array_add(article->authors, author);
}

static void set_authors(OsintArticle *article, GMimeObject *message, const char *charset)
{
    g_autofree char *from = raw_field(message, "From", charset);
    InternetAddressList *list = from != NULL ? internet_address_list_parse(NULL, from) : NULL;
    if (list == NULL)
        return;
    for (int i = 0; i < MIN(internet_address_list_length(list), MAX_AUTHORS); i++)
        add_author(article, internet_address_list_get_address(list, i));
    g_object_unref(list);
}

static char *normalised(const char *text)
{
    char *canonical = NULL;
    return text != NULL && osint_date_normalise(text, &canonical, NULL, NULL) ? canonical : NULL;
}

/* GMime reads what is hardly a date any more; a year that it made up of nothing does not count. */
static char *forgiven_date(const char *text)
{
    GDateTime *date = g_mime_utils_header_decode_date(text);
    char *canonical = NULL;
    if (date != NULL && g_date_time_get_year(date) > 1970)
        canonical = g_date_time_format(date, "%Y-%m-%dT%H:%M:%S%:z");
    g_clear_pointer(&date, g_date_time_unref);
    return canonical;
}

static char *date_field(GMimeObject *message, const char *name, gboolean behind_semicolon)
{
    g_autofree char *value = osint_mail_field(message, name, NULL);
    const char *text = value;
    if (text != NULL && behind_semicolon)
        text = strrchr(text, ';');
    if (text == NULL)
        return NULL;
    text += strspn(text, "; ");
    char *date = normalised(text);
    return date != NULL ? date : forgiven_date(text);
}

static void set_date(OsintArticle *article, GMimeObject *message, const char *envelope)
{
    article->published = date_field(message, "Date", FALSE);
    if (article->published != NULL)
        return;
    g_autofree char *written = osint_mail_field(message, "Date", NULL);
    if (written != NULL)
        osint_article_warn(article, "date-unreadable", "Date: \"%.100s\" is no date", written);
    article->published = date_field(message, "Received", TRUE);
    if (article->published == NULL)
        article->published = normalised(envelope);
}

/* "<https://...>": the address of this message in an archive. */
static char *archived_at(GMimeObject *message)
{
    g_autofree char *value = osint_mail_field(message, "Archived-At", NULL);
    const char *at = value != NULL ? strstr(value, "http") : NULL;
    return at != NULL && (g_str_has_prefix(at, "http://") || g_str_has_prefix(at, "https://"))
               ? g_strndup(at, strcspn(at, "> "))
               : NULL;
}

/* "The name of a list <list.x.example>", or the address alone where no program made it up. */
static char *list_name(GMimeObject *message, const char *charset)
{
    g_autofree char *value = osint_mail_field(message, "List-Id", charset);
    const char *angle = value != NULL ? strchr(value, '<') : NULL;
    if (angle == NULL)
        return NULL;
    g_autofree char *name = g_strndup(value, (gsize)(angle - value));
    char *clean = clean_name(name);
    gsize width = strcspn(angle + 1, ">");
    if (clean == NULL && strcspn(angle + 1, "0123456789") >= width && width > 0)
        clean = g_strndup(angle + 1, width);
    return clean;
}

static void set_title(OsintArticle *article, GMimeObject *message, const char *charset)
{
    article->title = osint_mail_field(message, "Subject", charset);
    if (article->title != NULL && g_utf8_strlen(article->title, -1) > MAX_TITLE)
        *g_utf8_offset_to_pointer(article->title, MAX_TITLE) = '\0';
}

void osint_mail_set_fields(OsintArticle *article, GMimeMessage *message, const char *charset,
                           const char *envelope)
{
    GMimeObject *object = GMIME_OBJECT(message);
    set_title(article, object, charset);
    set_authors(article, object, charset);
    set_date(article, object, envelope);
    article->publisher = list_name(object, charset);
    article->url = archived_at(object);
}
