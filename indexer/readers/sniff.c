/* Recognition: signatures of binary forms, then the first characters of text forms. */
#include "indexer/readers/sniff.h"

#include "indexer/readers/encoding.h"
#include "indexer/readers/mail/mail.h"
#include "indexer/readers/mail/recognise.h"
#include "indexer/readers/roots.h"

#include <jansson.h>
#include <string.h>

#define SAMPLE ((gsize)65536)

typedef struct {
    gsize offset;
    const char *bytes;
    gsize length;
    OsintForm form;
    const char *what;
} Signature;

#define FORM(offset, bytes, form, what)                                                                      \
    {                                                                                                        \
        offset, bytes, sizeof bytes - 1, form, what                                                          \
    }
#define OLE "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"
#define SIGNATURE(offset, bytes, what) FORM(offset, bytes, OSINT_FORM_FOREIGN, what)
static const Signature signatures[] = {
    FORM(0, "%PDF-", OSINT_FORM_PDF, "a PDF document"),
    SIGNATURE(0, "%!PS", "a PostScript document"),
    FORM(0, "{\\rtf", OSINT_FORM_RTF, "an RTF document"),
    FORM(0, "PK\3\4", OSINT_FORM_ZIP, "a ZIP container (such as DOCX, ODT or EPUB)"),
    SIGNATURE(0, "PK\5\6", "an empty ZIP container"),
    SIGNATURE(0, OLE, "an Outlook message"),
    SIGNATURE(0, OLE, "an old Microsoft Office document"),
    SIGNATURE(0, "\x78\x9F\x3E\x22", "an Outlook attachment (winmail.dat)"),
    SIGNATURE(0, "\x89PNG\r\n", "a PNG image"),
    SIGNATURE(0, "\xFF\xD8\xFF", "a JPEG image"),
    SIGNATURE(0, "GIF87a", "a GIF image"),
    SIGNATURE(0, "GIF89a", "a GIF image"),
    SIGNATURE(0, "II*\0", "a TIFF image"),
    SIGNATURE(0, "MM\0*", "a TIFF image"),
    SIGNATURE(8, "WEBP", "a WebP image"),
    SIGNATURE(0, "\0\0\1\0", "an icon image"),
    SIGNATURE(4, "ftyp", "an MPEG-4 file"),
    SIGNATURE(8, "WAVEfmt ", "a WAV file"),
    SIGNATURE(8, "AVI LIST", "an AVI file"),
    SIGNATURE(0, "OggS\0", "an Ogg media file"),
    SIGNATURE(0, "ID3\3", "an MP3 file"),
    SIGNATURE(0, "ID3\4", "an MP3 file"),
    SIGNATURE(0, "fLaC", "a FLAC file"),
    SIGNATURE(0, "\x1A\x45\xDF\xA3", "a Matroska file"),
    SIGNATURE(0,
              "\x7F"
              "ELF",
              "a program (ELF)"),
    SIGNATURE(0, "MZ\x90\0", "a Windows program"),
    SIGNATURE(0, "\xCA\xFE\xBA\xBE", "a program"),
    SIGNATURE(0, "\0asm", "a WebAssembly program"),
    SIGNATURE(0, "7z\xBC\xAF\x27\x1C", "a 7z archive"),
    SIGNATURE(0, "Rar!\x1A\7", "a RAR archive"),
    SIGNATURE(0,
              "\xFD"
              "7zXZ\0",
              "data compressed with xz"),
    SIGNATURE(0, "BZh", "data compressed with bzip2"),
    SIGNATURE(0, "\x28\xB5\x2F\xFD", "data compressed with zstd"),
    SIGNATURE(0, "\x04\x22\x4D\x18", "data compressed with lz4"),
    SIGNATURE(257, "ustar", "a tar archive"),
    SIGNATURE(0, "SQLite format 3\0", "an SQLite database"),
    SIGNATURE(0, "!<arch>\n", "an ar archive"),
    SIGNATURE(0, "wOF2", "a font"),
    SIGNATURE(0, "OTTO\0", "a font"),
    FORM(0, "filedesc://", OSINT_FORM_ARC, "an ARC archive"),
    FORM(0, "WARC/", OSINT_FORM_WARC, "a WARC archive"),
    FORM(0, "From ", OSINT_FORM_MBOX, "a mailbox"),
};

static gboolean has_at(const char *data, gsize length, gsize offset, const char *bytes, gsize count)
{
    return length >= offset + count && memcmp(data + offset, bytes, count) == 0;
}

/* Outlook's messages are Office's containers with streams of such names. */
static gboolean is_outlook(const char *data, gsize length)
{
    static const char stream[] = "_\0_\0p\0r\0o\0p\0e\0r\0t\0i\0e\0s\0_\0v\0e\0r\0s\0i\0o\0n\0";
    return memmem(data, length, stream, sizeof stream - 1) != NULL;
}

/* "From " also begins sentences: a mailbox goes on with an address, a date and header fields; "BZh" with a
 * digit. */
static gboolean signature_holds(const Signature *signature, const char *data, gsize length)
{
    if (strcmp(signature->what, "an Outlook message") == 0)
        return is_outlook(data, length);
    if (signature->bytes[0] == 'B' && signature->bytes[1] == 'Z')
        return has_at(data, length, 4, "1AY&SY", 6);
    if (signature->form == OSINT_FORM_MBOX)
        return osint_mbox_is(data, length);
    return TRUE;
}

static const Signature *find_signature(const char *data, gsize length)
{
    for (gsize i = 0; i < G_N_ELEMENTS(signatures); i++) {
        const Signature *signature = &signatures[i];
        if (has_at(data, length, signature->offset, signature->bytes, signature->length) &&
            signature_holds(signature, data, length))
            return signature;
    }
    return NULL;
}

/* A PDF may have something else before its head, such as a file of another system around it; text that speaks
 * of PDF has no end of a PDF. */
static gboolean is_wrapped_pdf(const char *data, gsize length)
{
    gsize head = MIN(length, 1024), tail = MIN(length, 2048);
    const char *start = memmem(data, head, "%PDF-1.", 7);
    return start != NULL && memmem(data + length - tail, tail, "startxref", 9) != NULL;
}

/* Stands before text that is shifted in and out of its alphabet by control characters. */
#define ISO_2022_KR "\x1B$)C"

/* Text has hardly any control characters, in whatever encoding of one or more bytes. */
static gboolean looks_binary(const char *data, gsize length)
{
    gsize sample = MIN(length, SAMPLE), controls = 0;
    gboolean shifts = memmem(data, sample, ISO_2022_KR, strlen(ISO_2022_KR)) != NULL;
    for (gsize i = 0; i < sample; i++) {
        unsigned char byte = (unsigned char)data[i];
        gboolean shift = shifts && (byte == 0x0E || byte == 0x0F);
        if (byte < 0x20 && !shift && strchr("\n\r\t\f\x1B", byte == 0 ? 1 : byte) == NULL)
            controls++;
    }
    return controls >= 4 && controls * 50 > sample;
}

static const char *skip_space(const char *at)
{
    return at + strspn(at, " \t\r\n\f\v");
}

/* Past white space, comments, processing instructions and the document type, to the first element. */
static const char *skip_prolog(const char *at, gboolean *doctype_html)
{
    for (;;) {
        const char *close = NULL;
        at = skip_space(at);
        if (g_str_has_prefix(at, "<!--")) {
            close = strstr(at, "-->");
            at = close != NULL ? close + 3 : at + strlen(at);
        } else if (g_str_has_prefix(at, "<?")) {
            close = strchr(at, '>');
            at = close != NULL ? close + 1 : at + strlen(at);
        } else if (g_ascii_strncasecmp(at, "<!doctype", 9) == 0) {
            *doctype_html = *doctype_html || g_ascii_strncasecmp(skip_space(at + 9), "html", 4) == 0;
            gsize head = strcspn(at, "[>");
            const char *subset = at[head] == '[' ? strstr(at, "]") : NULL;
            close = strchr(subset != NULL ? subset : at, '>');
            at = close != NULL ? close + 1 : at + strlen(at);
        } else {
            return at;
        }
    }
}

static gboolean element_is(const char *at, const char *name)
{
    gsize length = strlen(name);
    return *at == '<' && g_ascii_strncasecmp(at + 1, name, length) == 0 && !g_ascii_isalnum(at[1 + length]) &&
           at[1 + length] != '-' && at[1 + length] != ':';
}

static gboolean is_html_element(const char *at)
{
    static const char *const names[] = {
        "html",    "head", "body",   "title",  "meta",   "link",    "script",     "style",
        "div",     "p",    "table",  "h1",     "h2",     "h3",      "ul",         "ol",
        "section", "main", "br",     "header", "nav",    "a",       "b",          "span",
        "font",    "form", "center", "img",    "iframe", "article", "blockquote", "pre"};
    for (gsize i = 0; i < G_N_ELEMENTS(names); i++)
        if (element_is(at, names[i]))
            return TRUE;
    return FALSE;
}

static gboolean sniff_markup(const char *text, OsintForm *form, const char **what)
{
    const char *start = skip_space(text);
    gboolean declared = g_str_has_prefix(start, "<?xml"), doctype_html = FALSE;
    const char *root = skip_prolog(start, &doctype_html);
    if (*start != '<')
        return FALSE;
    gboolean element = *root == '<' && (g_ascii_isalpha(root[1]) || root[1] == '_');
    if (osint_root_form(root, form, what))
        return TRUE;
    if (doctype_html || element_is(root, "html"))
        *form = OSINT_FORM_HTML;
    else if (element_is(root, "articles") ||
             (element_is(root, "article") && (declared || strstr(root, "<body") != NULL)))
        *form = OSINT_FORM_ARTICLE_XML;
    else if (is_html_element(root))
        *form = OSINT_FORM_HTML;
    else if (declared) {
        *form = element ? OSINT_FORM_FOREIGN : OSINT_FORM_ARTICLE_XML;
        *what = element ? "XML of another kind than articles" : NULL;
    } else
        return FALSE;
    return TRUE;
}

/* A feed behind something that is none of it. */
static gboolean sniff_behind_junk(const char *text, OsintForm *form, const char **what)
{
    gboolean doctype_html = FALSE;
    const char *declaration = osint_root_behind_junk(text);
    return declaration != NULL && osint_root_form(skip_prolog(declaration, &doctype_html), form, what) &&
           *form != OSINT_FORM_FOREIGN;
}

static gboolean opens_object(const char *at)
{
    if (*at != '{')
        return FALSE;
    at = skip_space(at + 1);
    return *at == '"' || *at == '}' || *at == '\0';
}

/* Among the first lines, those that are a whole object. */
static gboolean lines_are_objects(const char *text)
{
    guint lines = 0, objects = 0;
    for (const char *at = text; *at != '\0' && lines < 20;) {
        gsize width = strcspn(at, "\n");
        gsize end = width;
        while (end > 0 && g_ascii_isspace(at[end - 1]))
            end--;
        const char *start = at + strspn(at, " \t\r");
        if (end > 0) {
            lines++;
            objects += opens_object(start) && (at[end - 1] == '}' || at[width] == '\0');
        }
        at += width + (at[width] == '\n');
    }
    return lines > 1 && objects * 2 >= lines;
}

/* Objects one a line: the line after the first begins the next one. */
static gboolean second_line_opens(const char *text)
{
    const char *next = strchr(text, '\n');
    return next != NULL && opens_object(skip_space(next));
}

static gboolean name_ends(const char *path, const char *const *endings)
{
    g_autofree char *lower = g_ascii_strdown(path, -1);
    if (g_str_has_suffix(lower, ".gz"))
        lower[strlen(lower) - 3] = '\0';
    for (; *endings != NULL; endings++)
        if (g_str_has_suffix(lower, *endings))
            return TRUE;
    return FALSE;
}

static gboolean has_markdown_name(const char *path)
{
    static const char *const endings[] = {".md", ".markdown", ".mdown", ".mkd", NULL};
    return name_ends(path, endings);
}

static gboolean has_ndjson_name(const char *path)
{
    static const char *const endings[] = {".ndjson", ".jsonl", NULL};
    return name_ends(path, endings);
}

static gboolean has_json_name(const char *path)
{
    static const char *const endings[] = {".json", NULL};
    return name_ends(path, endings);
}

/* JSON that cannot be an article, or is meant to be JSON by its name: its reader says what is wrong with it.
 */
static gboolean is_other_json(const char *path, const char *text, OsintForm *form)
{
    gboolean lines = has_ndjson_name(path);
    *form = lines ? OSINT_FORM_NDJSON : OSINT_FORM_JSON;
    if (lines || has_json_name(path))
        return *text != '\0';
    if (*text != '[' && *text != '{')
        return FALSE;
    json_t *value = json_loads(text, JSON_ALLOW_NUL, NULL);
    json_decref(value);
    return value != NULL;
}

static gboolean sniff_json(const char *path, const char *text, OsintForm *form)
{
    const char *start = skip_space(text);
    if (*start == '[') {
        const char *inner = skip_space(start + 1);
        *form = OSINT_FORM_JSON;
        return opens_object(inner) || (*inner == ']' && *skip_space(inner + 1) == '\0');
    }
    *form = OSINT_FORM_NDJSON;
    if (lines_are_objects(start))
        return TRUE;
    if (!opens_object(start) || start[1] == '\0')
        return FALSE;
    const char *end = strchr(start, '\n');
    gboolean one_line = end == NULL || *skip_space(end) == '\0';
    if (!second_line_opens(start) && !(one_line && has_ndjson_name(path)))
        *form = OSINT_FORM_JSON;
    return TRUE;
}

static gboolean is_heading_line(const char *at)
{
    gsize level = strspn(at, "#");
    return level >= 1 && level <= 6 && at[level] == ' ' && at[level + 1] != ' ' && at[level + 1] != '\n';
}

static guint count(const char *text, const char *needle)
{
    guint found = 0;
    for (const char *at = text; (at = strstr(at, needle)) != NULL; at += strlen(needle))
        found++;
    return found;
}

gboolean osint_text_is_markdown(const char *path, const char *text)
{
    if (has_markdown_name(path))
        return TRUE;
    const char *start = skip_space(text);
    guint headings = is_heading_line(start) ? 1 : 0;
    gboolean leads = headings > 0 && strstr(start, "\n\n") != NULL;
    for (const char *at = start; (at = strchr(at, '\n')) != NULL;)
        headings += is_heading_line(++at) ? 1 : 0;
    guint links = count(text, "](http"), bold = count(text, "**") / 2, fences = count(text, "\n```") / 2;
    int kinds = (headings > 0) + (links > 0) + (bold > 0) + (fences > 0);
    return leads || (kinds >= 2 && headings + links + bold + fences >= 3);
}

OsintForm osint_sniff(const char *path, const char *data, gsize length, const char **what)
{
    OsintForm form;
    gboolean wide = osint_encoding_of_wide(data, length) != NULL;
    const Signature *signature = find_signature(data, length);
    *what = signature != NULL ? signature->what : "binary data";
    if (signature != NULL)
        return signature->form;
    if (is_wrapped_pdf(data, length)) {
        *what = "a PDF document";
        return OSINT_FORM_PDF;
    }
    if (!wide && looks_binary(data, length))
        return OSINT_FORM_FOREIGN;
    OsintDecoded decoded;
    g_autofree char *declared = osint_encoding_declared(data, length);
    osint_decode(data, MIN(length, SAMPLE), declared, &decoded);
    g_autofree char *text = decoded.text;
    g_free(decoded.encoding);
    OsintHeaderKind header = osint_header_recognise(text);
    if (header != OSINT_HEADER_NONE)
        return header == OSINT_HEADER_MAIL ? OSINT_FORM_MAIL : OSINT_FORM_MHTML;
    if (sniff_json(path, text, &form))
        return form;
    if (sniff_behind_junk(text, &form, what))
        return form;
    if (sniff_markup(text, &form, what) &&
        !(form == OSINT_FORM_HTML && has_markdown_name(path) && strcasestr(text, "<html") == NULL))
        return form;
    *what = NULL;
    if (is_other_json(path, skip_space(text), &form))
        return form;
    return osint_text_is_markdown(path, text) ? OSINT_FORM_MARKDOWN : OSINT_FORM_PLAIN;
}
