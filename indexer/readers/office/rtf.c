/* RTF is groups in groups. A group inherits what holds around it, and what a control word sets holds to the
 * group's end. Text goes where the group's destination says: into the article, to the notes behind it, into a
 * field of the document, or nowhere. */
#include "indexer/readers/office/rtf.h"

#include <stdlib.h>
#include <string.h>

#include "indexer/readers/filedate.h"
#include "indexer/readers/office/rtf-text.h"

#define MAX_DEPTH 5000
#define MAX_FONTS 100000
#define LONGEST_WORD 32
#define LONGEST_FIELD 1000

typedef enum { TO_TEXT, TO_NOWHERE, TO_FONTS, TO_STYLES, TO_TITLE, TO_AUTHOR, TO_DATE, TO_INFO } Destination;

typedef struct {
    Destination destination;
    OsintFlow *flow; /* of TO_TEXT */
    guint page;      /* code page; 0 for the document's */
    guint fallback;  /* characters behind \u that stand for it: \uc */
    gboolean hidden, deleted;
} Group;

typedef struct {
    const char *at, *end;
    GArray *groups; /* Group, the open one last */
    guint too_deep; /* open groups beyond MAX_DEPTH */
    OsintRtfText text;
    OsintFlow *notes;   /* and text boxes: what stands beside the text comes behind it */
    guint page;         /* the document's code page */
    guint skip;         /* characters still to be passed over behind \u */
    gboolean optional;  /* \* stands before the next control word */
    GHashTable *fonts;  /* number -> code page */
    GHashTable *styles; /* numbers of styles that are headings */
    guint font, style;  /* being described in their tables */
    guint default_font;
    gboolean heading; /* the open paragraph is one */
    GString *field;   /* text of a title, an author or a style's name */
    char *title, *author;
    int date[5]; /* of creation: year, month, day, hour, minute */
} Rtf;

static Group *group_of(Rtf *rtf)
{
    return &g_array_index(rtf->groups, Group, rtf->groups->len - 1);
}

/* ---- characters ---- */

static gboolean is_shown(const Group *group)
{
    return group->destination == TO_TEXT && !group->hidden && !group->deleted;
}

static gboolean is_field(const Group *group)
{
    return group->destination == TO_TITLE || group->destination == TO_AUTHOR ||
           group->destination == TO_STYLES;
}

static gboolean is_passed_over(Rtf *rtf)
{
    if (rtf->skip == 0)
        return FALSE;
    rtf->skip--;
    return TRUE;
}

static void put_byte(Rtf *rtf, guchar byte)
{
    const Group *group = group_of(rtf);
    if (is_passed_over(rtf))
        return;
    if (is_shown(group)) {
        osint_rtf_text_set_flow(&rtf->text, group->flow);
        osint_rtf_text_byte(&rtf->text, byte, group->page != 0 ? group->page : rtf->page);
    } else if (is_field(group) && rtf->field->len < LONGEST_FIELD) {
        g_string_append_c(rtf->field, (char)byte);
    }
}

static void put_unicode(Rtf *rtf, int code)
{
    const Group *group = group_of(rtf);
    if (is_shown(group)) {
        osint_rtf_text_set_flow(&rtf->text, group->flow);
        osint_rtf_text_unicode(&rtf->text, code);
    } else if (is_field(group) && rtf->field->len < LONGEST_FIELD) {
        gunichar c = (gunichar)code & 0xFFFF;
        g_string_append_unichar(rtf->field, g_unichar_validate(c) && c != 0 ? c : 0xFFFD);
    }
    rtf->skip = group->fallback;
}

static void put_string(Rtf *rtf, const char *utf8)
{
    const Group *group = group_of(rtf);
    if (is_passed_over(rtf) || !is_shown(group))
        return;
    osint_rtf_text_set_flow(&rtf->text, group->flow);
    osint_rtf_text_string(&rtf->text, utf8);
}

static void end_paragraph(Rtf *rtf)
{
    const Group *group = group_of(rtf);
    if (group->destination != TO_TEXT)
        return;
    osint_rtf_text_set_flow(&rtf->text, group->flow);
    osint_rtf_text_flush(&rtf->text);
    osint_flow_end_block(group->flow, rtf->heading && group->flow != rtf->notes);
}

static void break_line(Rtf *rtf)
{
    if (!is_shown(group_of(rtf)))
        return;
    osint_rtf_text_flush(&rtf->text);
    osint_flow_line_break(group_of(rtf)->flow);
}

/* ---- groups ---- */

static void open_group(Rtf *rtf)
{
    rtf->skip = 0;
    if (rtf->groups->len == MAX_DEPTH) {
        rtf->too_deep++;
        return;
    }
    Group group = *group_of(rtf);
    g_array_append_val(rtf->groups, group);
}

/* The bytes of a field may be in the document's code page or UTF-8. */
static char *take_field(Rtf *rtf)
{
    OsintFlow *flow = osint_flow_new();
    if (g_utf8_validate_len(rtf->field->str, rtf->field->len, NULL)) {
        osint_flow_add(flow, rtf->field->str, rtf->field->len);
    } else {
        OsintRtfText text = {.flow = flow, .bytes = rtf->field, .page = rtf->page};
        osint_rtf_text_flush(&text);
    }
    char *taken = flow->text->len > 0 ? g_strndup(flow->text->str, flow->text->len) : NULL;
    osint_flow_free(flow);
    g_string_set_size(rtf->field, 0);
    return taken;
}

static void note_style(Rtf *rtf)
{
    g_autofree char *name = take_field(rtf);
    g_autofree char *lower = name != NULL ? g_utf8_strdown(name, -1) : g_strdup("");
    if (g_str_has_prefix(lower, "heading ") || g_str_has_prefix(lower, "title"))
        g_hash_table_add(rtf->styles, GUINT_TO_POINTER(rtf->style));
}

static void close_group(Rtf *rtf)
{
    rtf->skip = 0;
    if (rtf->too_deep > 0) {
        rtf->too_deep--;
        return;
    }
    if (rtf->groups->len == 1)
        return;
    Group closed = *group_of(rtf), outer = g_array_index(rtf->groups, Group, rtf->groups->len - 2);
    if (closed.destination == TO_STYLES)
        note_style(rtf);
    else if (closed.destination == TO_TITLE && outer.destination != TO_TITLE && rtf->title == NULL)
        rtf->title = take_field(rtf);
    else if (closed.destination == TO_AUTHOR && outer.destination != TO_AUTHOR && rtf->author == NULL)
        rtf->author = take_field(rtf);
    else if (closed.destination == TO_TEXT && (outer.destination != TO_TEXT || outer.flow != closed.flow))
        end_paragraph(rtf);
    g_array_set_size(rtf->groups, rtf->groups->len - 1);
}

/* ---- control words ---- */

typedef enum { WORD_STRING, WORD_PARAGRAPH, WORD_LINE, WORD_DESTINATION, WORD_PROPERTY } WordKind;

typedef enum {
    SET_UC = 100,
    SET_UNICODE,
    SET_FONT,
    SET_CHARSET,
    SET_CODEPAGE,
    SET_DEFAULT_FONT,
    SET_HIDDEN,
    SET_DELETED,
    SET_PLAIN,
    SET_PARD,
    SET_STYLE,
    SET_OUTLINE,
    SET_FOOTNOTE,
    SET_SHAPE_TEXT,
    SET_YEAR,
    SET_MONTH,
    SET_DAY,
    SET_HOUR,
    SET_MINUTE,
    SET_BINARY,
    SET_MAC,
    SET_PC,
    SET_PCA
} Property;

typedef struct {
    const char *name;
    WordKind kind;
    int value; /* a destination or a property */
    const char *string;
} Word;

static const Word words[] = {
    {"ansicpg", WORD_PROPERTY, SET_CODEPAGE, NULL},
    {"author", WORD_DESTINATION, TO_AUTHOR, NULL},
    {"bin", WORD_PROPERTY, SET_BINARY, NULL},
    {"bullet", WORD_STRING, 0, "\xE2\x80\xA2"},
    {"category", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"cell", WORD_STRING, 0, " "},
    {"colortbl", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"comment", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"creatim", WORD_DESTINATION, TO_DATE, NULL},
    {"deff", WORD_PROPERTY, SET_DEFAULT_FONT, NULL},
    {"deleted", WORD_PROPERTY, SET_DELETED, NULL},
    {"dy", WORD_PROPERTY, SET_DAY, NULL},
    {"emdash", WORD_STRING, 0, "\xE2\x80\x94"},
    {"emspace", WORD_STRING, 0, " "},
    {"endash", WORD_STRING, 0, "\xE2\x80\x93"},
    {"enspace", WORD_STRING, 0, " "},
    {"f", WORD_PROPERTY, SET_FONT, NULL},
    {"fcharset", WORD_PROPERTY, SET_CHARSET, NULL},
    {"fldinst", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"fonttbl", WORD_DESTINATION, TO_FONTS, NULL},
    {"footer", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"footerf", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"footerl", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"footerr", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"footnote", WORD_PROPERTY, SET_FOOTNOTE, NULL},
    {"header", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"headerf", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"headerl", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"headerr", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"hr", WORD_PROPERTY, SET_HOUR, NULL},
    {"info", WORD_DESTINATION, TO_INFO, NULL},
    {"ldblquote", WORD_STRING, 0, "\xE2\x80\x9C"},
    {"line", WORD_LINE, 0, NULL},
    {"listtext", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"lquote", WORD_STRING, 0, "\xE2\x80\x98"},
    {"mac", WORD_PROPERTY, SET_MAC, NULL},
    {"min", WORD_PROPERTY, SET_MINUTE, NULL},
    {"mo", WORD_PROPERTY, SET_MONTH, NULL},
    {"nestcell", WORD_STRING, 0, " "},
    {"nestrow", WORD_PARAGRAPH, 0, NULL},
    {"nonesttables", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"objdata", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"operator", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"outlinelevel", WORD_PROPERTY, SET_OUTLINE, NULL},
    {"page", WORD_PARAGRAPH, 0, NULL},
    {"par", WORD_PARAGRAPH, 0, NULL},
    {"pard", WORD_PROPERTY, SET_PARD, NULL},
    {"pc", WORD_PROPERTY, SET_PC, NULL},
    {"pca", WORD_PROPERTY, SET_PCA, NULL},
    {"pict", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"plain", WORD_PROPERTY, SET_PLAIN, NULL},
    {"pntext", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"rdblquote", WORD_STRING, 0, "\xE2\x80\x9D"},
    {"row", WORD_PARAGRAPH, 0, NULL},
    {"rquote", WORD_STRING, 0, "\xE2\x80\x99"},
    {"s", WORD_PROPERTY, SET_STYLE, NULL},
    {"sect", WORD_PARAGRAPH, 0, NULL},
    {"shprslt", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"shptxt", WORD_PROPERTY, SET_SHAPE_TEXT, NULL},
    {"stylesheet", WORD_DESTINATION, TO_STYLES, NULL},
    {"subject", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"tab", WORD_STRING, 0, " "},
    {"tc", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"title", WORD_DESTINATION, TO_TITLE, NULL},
    {"u", WORD_PROPERTY, SET_UNICODE, NULL},
    {"uc", WORD_PROPERTY, SET_UC, NULL},
    {"v", WORD_PROPERTY, SET_HIDDEN, NULL},
    {"xe", WORD_DESTINATION, TO_NOWHERE, NULL},
    {"yr", WORD_PROPERTY, SET_YEAR, NULL},
};

static int compare_words(const void *name, const void *word)
{
    return strcmp(name, ((const Word *)word)->name);
}

static guint page_of_font(const Rtf *rtf, guint font)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(rtf->fonts, GUINT_TO_POINTER(font)));
}

static void set_font(Rtf *rtf, guint number)
{
    Group *group = group_of(rtf);
    if (group->destination == TO_FONTS)
        rtf->font = number;
    else
        group->page = page_of_font(rtf, number);
}

static void set_charset(Rtf *rtf, guint charset)
{
    guint page = osint_rtf_page_of_charset(charset);
    if (group_of(rtf)->destination == TO_FONTS && page != 0 && g_hash_table_size(rtf->fonts) < MAX_FONTS)
        g_hash_table_insert(rtf->fonts, GUINT_TO_POINTER(rtf->font), GUINT_TO_POINTER(page));
}

static void set_style(Rtf *rtf, guint number)
{
    if (group_of(rtf)->destination == TO_STYLES)
        rtf->style = number;
    else
        rtf->heading = rtf->heading || g_hash_table_contains(rtf->styles, GUINT_TO_POINTER(number));
}

/* A note stands behind the text; in a note, notes are notes. */
static void begin_note(Rtf *rtf)
{
    Group *group = group_of(rtf);
    if (group->destination == TO_TEXT)
        group->flow = rtf->notes;
}

static void set_page(Rtf *rtf, int number)
{
    if (number > 0 && number < 66000)
        rtf->page = (guint)number;
}

static void pass_binary(Rtf *rtf, int count)
{
    if (count > 0)
        rtf->at += MIN((gsize)count, (gsize)(rtf->end - rtf->at));
}

static void set_property(Rtf *rtf, Property property, int number, gboolean given)
{
    Group *group = group_of(rtf);
    guint positive = (guint)MAX(number, 0);
    switch (property) {
    case SET_UC:
        group->fallback = MIN(positive, 20);
        break;
    case SET_UNICODE:
        put_unicode(rtf, number);
        break;
    case SET_FONT:
        set_font(rtf, positive);
        break;
    case SET_CHARSET:
        set_charset(rtf, positive);
        break;
    case SET_DEFAULT_FONT:
        rtf->default_font = positive;
        break;
    case SET_CODEPAGE:
        set_page(rtf, number);
        break;
    case SET_MAC:
        rtf->page = 10000;
        break;
    case SET_PC:
        rtf->page = 437;
        break;
    case SET_PCA:
        rtf->page = 850;
        break;
    case SET_HIDDEN:
        group->hidden = !given || number != 0;
        break;
    case SET_DELETED:
        group->deleted = !given || number != 0;
        break;
    case SET_PLAIN:
        group->hidden = group->deleted = FALSE;
        group->page = page_of_font(rtf, rtf->default_font);
        break;
    case SET_PARD:
        rtf->heading = FALSE;
        break;
    case SET_STYLE:
        set_style(rtf, positive);
        break;
    case SET_OUTLINE:
        rtf->heading = rtf->heading || (group->destination == TO_TEXT && number >= 0 && number < 9);
        break;
    case SET_FOOTNOTE:
        begin_note(rtf);
        break;
    case SET_SHAPE_TEXT:
        group->destination = TO_TEXT;
        group->flow = rtf->notes;
        break;
    case SET_BINARY:
        pass_binary(rtf, number);
        break;
    case SET_YEAR:
    case SET_MONTH:
    case SET_DAY:
    case SET_HOUR:
    case SET_MINUTE:
        if (group->destination == TO_DATE)
            rtf->date[property - SET_YEAR] = number;
        break;
    }
}

static void set_destination(Rtf *rtf, Destination destination)
{
    Group *group = group_of(rtf);
    gboolean inner = destination == TO_TITLE || destination == TO_AUTHOR || destination == TO_DATE;
    /* What is left out stays out; fields are those of the document's information. */
    if (group->destination == TO_NOWHERE || (inner && group->destination != TO_INFO))
        return;
    group->destination = destination;
    if (inner || destination == TO_STYLES)
        g_string_set_size(rtf->field, 0);
}

/* A destination that is not known and may be left out is left out. */
static void leave_out(Rtf *rtf)
{
    group_of(rtf)->destination = TO_NOWHERE;
}

static void obey(Rtf *rtf, const char *name, int number, gboolean given)
{
    const Word *word = bsearch(name, words, G_N_ELEMENTS(words), sizeof(Word), compare_words);
    gboolean optional = rtf->optional;
    rtf->optional = FALSE;
    if (rtf->skip > 0 && (word == NULL || word->value != SET_BINARY)) {
        rtf->skip--;
        return;
    }
    if (word == NULL || (optional && word->kind == WORD_STRING)) {
        if (optional)
            leave_out(rtf);
        return;
    }
    if (word->kind == WORD_STRING)
        put_string(rtf, word->string);
    else if (word->kind == WORD_PARAGRAPH)
        end_paragraph(rtf);
    else if (word->kind == WORD_LINE)
        break_line(rtf);
    else if (word->kind == WORD_DESTINATION)
        set_destination(rtf, (Destination)word->value);
    else
        set_property(rtf, (Property)word->value, number, given);
}

/* ---- reading ---- */

static void read_word(Rtf *rtf)
{
    char name[LONGEST_WORD + 1];
    gsize length = 0;
    for (; rtf->at < rtf->end && g_ascii_isalpha(*rtf->at); rtf->at++)
        if (length < LONGEST_WORD)
            name[length++] = *rtf->at;
    name[length] = '\0';
    gboolean minus = rtf->at + 1 < rtf->end && *rtf->at == '-' && g_ascii_isdigit(rtf->at[1]);
    rtf->at += minus;
    gint64 number = 0;
    const char *digits = rtf->at;
    for (; rtf->at < rtf->end && g_ascii_isdigit(*rtf->at); rtf->at++)
        number = MIN(number * 10 + (*rtf->at - '0'), G_MAXINT32);
    gboolean given = rtf->at > digits;
    if (rtf->at < rtf->end && *rtf->at == ' ')
        rtf->at++;
    obey(rtf, name, (int)(minus ? -number : number), given);
}

static void read_hex(Rtf *rtf)
{
    int byte = 0, count = 0;
    for (; count < 2 && rtf->at < rtf->end && g_ascii_isxdigit(*rtf->at); count++)
        byte = byte * 16 + g_ascii_xdigit_value(*rtf->at++);
    if (count == 2)
        put_byte(rtf, (guchar)byte);
}

static void read_symbol(Rtf *rtf)
{
    char symbol = *rtf->at++;
    switch (symbol) {
    case '\'':
        read_hex(rtf);
        break;
    case '\\':
    case '{':
    case '}':
        put_byte(rtf, (guchar)symbol);
        break;
    case '*':
        rtf->optional = TRUE;
        break;
    case '~':
        put_string(rtf, " ");
        break;
    case '_':
        put_string(rtf, "-");
        break;
    case '\n':
    case '\r':
        end_paragraph(rtf);
        break;
    case '-':
        is_passed_over(rtf);
        break;
    default:
        break;
    }
}

static void read_groups(Rtf *rtf)
{
    while (rtf->at < rtf->end) {
        char c = *rtf->at++;
        if (c == '{')
            open_group(rtf);
        else if (c == '}')
            close_group(rtf);
        else if (c == '\\' && rtf->at < rtf->end && g_ascii_isalpha(*rtf->at))
            read_word(rtf);
        else if (c == '\\' && rtf->at < rtf->end)
            read_symbol(rtf);
        else if (c != '\n' && c != '\r' && c != '\0')
            put_byte(rtf, (guchar)c);
    }
}

/* ---- the document ---- */

static void describe(Rtf *rtf, OsintArticle *article, gint64 now)
{
    static const char *const nobodies[] = {"user", "admin", "administrator", "owner", "unknown", NULL};
    g_autofree char *created = g_strdup_printf("%04d-%02d-%02d", rtf->date[0], rtf->date[1], rtf->date[2]);
    g_autofree char *lower = rtf->author != NULL ? g_utf8_strdown(rtf->author, -1) : NULL;
    article->title = g_steal_pointer(&rtf->title);
    if (lower != NULL && !g_strv_contains(nobodies, lower))
        g_ptr_array_add(article->authors, g_steal_pointer(&rtf->author));
    osint_publish_by_file(article, rtf->date[0] > 0 ? created : NULL, now);
}

/* The notes behind the text. */
static void add_notes(Rtf *rtf, OsintFlow *flow)
{
    const GString *notes = rtf->notes->text;
    g_auto(GStrv) paragraphs = g_strsplit(notes->str, "\n\n", -1);
    osint_flow_end_block(flow, FALSE);
    for (char **paragraph = paragraphs; *paragraph != NULL; paragraph++) {
        osint_flow_add_lines(flow, *paragraph, strlen(*paragraph));
        osint_flow_end_block(flow, FALSE);
    }
}

void osint_rtf_read(OsintDocument *document, const char *data, gsize length)
{
    g_autoptr(OsintFlow) flow = osint_flow_new();
    g_autoptr(OsintFlow) notes = osint_flow_new();
    Rtf rtf = {.at = data, .end = data + length, .notes = notes, .page = 1252};
    Group outermost = {.destination = TO_TEXT, .flow = flow, .fallback = 1};
    rtf.groups = g_array_new(FALSE, FALSE, sizeof(Group));
    g_array_append_val(rtf.groups, outermost);
    rtf.text = (OsintRtfText){.flow = flow, .bytes = g_string_new(NULL)};
    rtf.field = g_string_new(NULL);
    rtf.fonts = g_hash_table_new(NULL, NULL);
    rtf.styles = g_hash_table_new(NULL, NULL);
    read_groups(&rtf);
    gboolean whole = rtf.groups->len == 1;
    osint_rtf_text_flush(&rtf.text);
    osint_flow_end_block(flow, FALSE);
    add_notes(&rtf, flow);
    OsintArticle *article = osint_document_new_article(document);
    osint_flow_finish(flow, article);
    describe(&rtf, article, document->now);
    if (!whole)
        osint_article_warn(article, "rtf-truncated", "it ends in the middle");
    osint_document_emit(document, article, 0, 0);
    g_free(rtf.title);
    g_free(rtf.author);
    g_string_free(rtf.field, TRUE);
    g_string_free(rtf.text.bytes, TRUE);
    g_array_unref(rtf.groups);
    g_hash_table_unref(rtf.fonts);
    g_hash_table_unref(rtf.styles);
}
