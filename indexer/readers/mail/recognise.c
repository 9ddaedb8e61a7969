/* Some fields stand in messages only. From and Subject and the like also stand above memos, so it takes two
 * of them, and none that front matter has. */
#include "indexer/readers/mail/recognise.h"

#include <string.h>

#define MAX_LINES 400

typedef struct {
    guint telling; /* fields that only messages have */
    guint usual;
    gboolean origin;    /* From or Subject */
    gboolean addressed; /* it was sent to somebody */
    gboolean related;   /* multipart/related */
    gboolean saved;     /* by a browser */
    gboolean located;   /* Content-Location */
    gboolean foreign;   /* a key of front matter */
} Header;

static gboolean is_one_of(const char *name, const char *const *list)
{
    for (; *list != NULL; list++)
        if (g_ascii_strcasecmp(name, *list) == 0)
            return TRUE;
    return FALSE;
}

static void note_field(Header *header, const char *name, const char *value)
{
    static const char *const telling[] = {"Message-ID",
                                          "MIME-Version",
                                          "Received",
                                          "Return-Path",
                                          "Delivered-To",
                                          "X-Received",
                                          "DKIM-Signature",
                                          "X-Mailer",
                                          "Snapshot-Content-Location",
                                          "Authentication-Results",
                                          "Content-Transfer-Encoding",
                                          NULL};
    static const char *const usual[] = {
        "From",     "Subject",      "Date",        "To",      "Cc",         "Bcc",           "Sender",
        "Reply-To", "Content-Type", "In-Reply-To", "List-Id", "References", "Delivery-Date", NULL};
    static const char *const ours[] = {"title",  "author", "authors",  "published", "publisher",
                                       "url",    "tags",   "entities", "updated",   "accessed",
                                       "rating", "tlp",    "id",       "text",      NULL};
    static const char *const addressed[] = {"To", "Received", "Delivered-To", "Return-Path", "Cc", NULL};
    header->telling += is_one_of(name, telling) ? 1 : 0;
    header->usual += is_one_of(name, usual) ? 1 : 0;
    header->foreign = header->foreign || is_one_of(name, ours);
    header->addressed = header->addressed || is_one_of(name, addressed);
    if (g_ascii_strcasecmp(name, "From") == 0 || g_ascii_strcasecmp(name, "Subject") == 0)
        header->origin = TRUE;
    if (g_ascii_strcasecmp(name, "Snapshot-Content-Location") == 0 ||
        (g_ascii_strcasecmp(name, "From") == 0 && strstr(value, "Saved by ") != NULL))
        header->saved = TRUE;
    if (g_ascii_strcasecmp(name, "Content-Location") == 0)
        header->located = TRUE;
    if (g_ascii_strcasecmp(name, "Content-Type") == 0 && strcasestr(value, "multipart/related") != NULL)
        header->related = TRUE;
}

/* One line; FALSE when it can be in no header. */
static gboolean take_line(Header *header, const char *line, gsize width, guint number)
{
    if (*line == ' ' || *line == '\t')
        return number > 0;
    gsize name = 0;
    while (name < width && g_ascii_isgraph(line[name]) && line[name] != ':')
        name++;
    if (name == 0 || name == width || line[name] != ':')
        return FALSE;
    g_autofree char *key = g_strndup(line, name);
    g_autofree char *value = g_strndup(line + name + 1, width - name - 1);
    note_field(header, key, value);
    return TRUE;
}

OsintHeaderKind osint_header_recognise(const char *text)
{
    Header header = {0};
    for (gsize blank; *text != '\0' && text[blank = strspn(text, " \t\r")] == '\n';)
        text += blank + 1;
    for (guint number = 0; number < MAX_LINES && *text != '\0'; number++) {
        gsize width = strcspn(text, "\n");
        if (width == 0 || (width == 1 && *text == '\r'))
            break;
        if (!take_line(&header, text, width, number)) {
            if (text[width] != '\0')
                return OSINT_HEADER_NONE;
            break;
        }
        text += width + (text[width] == '\n');
    }
    if (header.saved || (header.related && !header.addressed && (header.located || !header.origin)))
        return OSINT_HEADER_MHTML;
    gboolean mail = header.telling > 0 || (header.usual > 1 && header.origin && !header.foreign);
    return mail ? OSINT_HEADER_MAIL : OSINT_HEADER_NONE;
}

/* "Mon Jun  1 04:28:28 2009", perhaps with a zone before or behind the year. */
static gboolean has_date(const char *text)
{
    static const char *const months[] = {" Jan ", " Feb ", " Mar ", " Apr ", " May ", " Jun ",
                                         " Jul ", " Aug ", " Sep ", " Oct ", " Nov ", " Dec "};
    for (gsize i = 0; i < G_N_ELEMENTS(months); i++) {
        const char *at = strstr(text, months[i]);
        if (at == NULL)
            continue;
        at += 5;
        at += strspn(at, " ");
        gsize day = strspn(at, "0123456789");
        const char *time = at + day + strspn(at + day, " ");
        return day >= 1 && day <= 2 && g_ascii_isdigit(time[0]) && strchr(time, ':') != NULL &&
               strspn(time, "0123456789:") >= 4;
    }
    return FALSE;
}

gboolean osint_is_mbox_line(const char *line, gsize length)
{
    if (length < 20 || length > 500 || memcmp(line, "From ", 5) != 0)
        return FALSE;
    g_autofree char *text = g_strndup(line, length);
    return has_date(text);
}
