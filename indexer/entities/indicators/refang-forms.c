/* Forms of defanging. Every form has a byte that is rare in plain text; the text is searched for those, and
 * each look around one goes a bounded way. */
#include "indexer/entities/indicators/refang-forms.h"

#include <string.h>

/* The most brackets and blanks on one side of a sign. */
#define MAX_BRACKETS 16
#define MAX_BLANKS 6
#define MAX_WORD 64

typedef struct {
    const char *text;
    gsize length;
    gboolean all;
    gsize done; /* up to here there are edits already */
    GArray *edits;
} Reader;

/* A sign with what was put round it. */
typedef struct {
    gsize start, end;
    const char *sign;
    gboolean opened, closed; /* brackets to the left that open, to the right that close */
    gboolean turned;         /* brackets to the left that close, or to the right that open */
    gboolean word;           /* "dot" */
} Group;

static gboolean is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

static gboolean is_opening(char byte)
{
    return byte == '[' || byte == '(' || byte == '{';
}

static gboolean is_closing(char byte)
{
    return byte == ']' || byte == ')' || byte == '}';
}

static gboolean is_escape(char byte)
{
    return byte == '\\' || byte == '^';
}

static gboolean is_label(char byte)
{
    return g_ascii_isalnum(byte) || byte == '_' || byte == '-' || (guchar)byte >= 0x80;
}

static char before(const Reader *reader, gsize place)
{
    return place > reader->done ? reader->text[place - 1] : '\0';
}

static gsize skip_blanks(const Reader *reader, gsize place)
{
    gsize end = place;
    while (end - place < MAX_BLANKS && is_blank(reader->text[end]))
        end++;
    return end;
}

static gsize skip_blanks_back(const Reader *reader, gsize place)
{
    gsize start = place;
    while (place - start < MAX_BLANKS && is_blank(before(reader, start)))
        start--;
    return start;
}

static gsize skip_while(const Reader *reader, gsize place, gboolean (*is)(char))
{
    gsize end = place;
    while (end - place < MAX_BRACKETS && is(reader->text[end]))
        end++;
    return end;
}

/* Returns the place behind the edit. */
static gsize edit(Reader *reader, gsize start, gsize end, const char *text, gboolean weak)
{
    OsintEdit made = {
        .start = (guint32)start, .end = (guint32)end, .length = (guint8)strlen(text), .weak = weak};
    g_strlcpy(made.text, text, sizeof made.text);
    g_array_append_val(reader->edits, made);
    reader->done = end;
    return end;
}

/* ---- signs in brackets ---- */

static const struct {
    const char *word, *sign;
} words[] = {
    {"://", "://"},
    {".", "."},
    {"@", "@"},
    {":", ":"},
    {"/", "/"},
    {"-", "-"},
    {"dot", "."},
    {"punto", "."},
    {"punkt", "."},
    {"ponto", "."},
    {"point", "."},
    {"punt", "."},
    {"\u0442\u043e\u0447\u043a\u0430", "."},
    {"\u70b9", "."},
    {"at", "@"},
    {"et", "@"},
    {"arroba", "@"},
    {"\u00e4t", "@"},
    {"klammeraffe", "@"},
    {"\u0441\u043e\u0431\u0430\u043a\u0430", "@"},
};

/* Names of top-level domains that follow a word for a dot without anything between: "[dotcom". */
static gboolean is_usual_end(const char *text)
{
    static const char *const ends[] = {"com", "net", "org", "info", "biz", "edu", "gov", "io", "ru", "cn"};
    for (gsize i = 0; i < G_N_ELEMENTS(ends); i++)
        if (g_ascii_strncasecmp(text, ends[i], strlen(ends[i])) == 0 && !is_label(text[strlen(ends[i])]))
            return TRUE;
    return FALSE;
}

/* The sign or word at a place; returns its end, or the place itself when there is none. */
static gsize read_sign(const Reader *reader, gsize place, Group *group)
{
    const char *text = reader->text + place;
    for (gsize i = 0; i < G_N_ELEMENTS(words); i++) {
        gsize length = strlen(words[i].word);
        if (g_ascii_strncasecmp(text, words[i].word, length) != 0)
            continue;
        gboolean word = length > 1 && words[i].word[0] != ':';
        if (word && (!group->opened || (is_label(text[length]) && !is_usual_end(text + length))))
            continue;
        group->sign = words[i].sign;
        group->word = word;
        return place + length;
    }
    return place;
}

/* A closing bracket right of the sign, blanks before it, or opening ones, backslashes and "^" without. */
static gsize read_right(const Reader *reader, gsize place, Group *group)
{
    gsize closing = group->opened ? skip_blanks(reader, place) : place;
    gsize end = skip_while(reader, closing, is_closing);
    group->closed = end > closing;
    if (group->closed)
        return end;
    end = skip_while(reader, place, is_opening);
    group->turned = group->turned || end > place;
    return end;
}

static gboolean read_group(const Reader *reader, gsize place, Group *group)
{
    group->start = place;
    gsize sign = skip_while(reader, place, is_opening);
    group->opened = sign > place;
    if (!group->opened)
        sign = skip_while(reader, place, is_closing);
    if (sign == place)
        sign = skip_while(reader, place, is_escape);
    if (group->opened)
        sign = skip_blanks(reader, sign);
    else
        group->turned = sign > place && is_closing(reader->text[place]);
    group->end = read_sign(reader, sign, group);
    if (group->end == sign)
        return FALSE;
    group->end = read_right(reader, group->end, group);
    return group->end > group->start + strlen(group->sign);
}

/* A backslash before a dot is a separator in a path: C:\Users\.ssh. */
static gboolean is_in_path(const Reader *reader, gsize place)
{
    gsize start = place;
    while (place - start < MAX_WORD && is_label(before(reader, start)))
        start--;
    return before(reader, start) == '\\' || before(reader, start) == ':';
}

static gsize edit_dot(Reader *reader, Group *group)
{
    gboolean left = is_label(before(reader, group->start)), right = is_label(reader->text[group->end]);
    if (group->opened && !left && (group->closed || reader->text[group->start] != '(')) {
        gsize start = skip_blanks_back(reader, group->start);
        left = start > reader->done && is_label(reader->text[start - 1]);
        group->start = left ? start : group->start;
    }
    if (group->opened && group->closed && !right) {
        gsize end = skip_blanks(reader, group->end);
        right = is_label(reader->text[end]);
        group->end = right ? end : group->end;
    }
    if (!left || (!right && (!reader->all || group->word)))
        return 0;
    gboolean escaped = is_escape(reader->text[group->start]);
    if (escaped && is_in_path(reader, group->start))
        return 0;
    gboolean weak = !group->opened && (group->closed || is_closing(reader->text[group->start]));
    return edit(reader, group->start, group->end, ".", weak);
}

static gboolean is_local(char byte)
{
    return byte != '\0' && (g_ascii_isalnum(byte) || strchr("._%+-", byte) != NULL);
}

static gsize edit_at(Reader *reader, Group *group)
{
    gsize start = skip_blanks_back(reader, group->start), end = skip_blanks(reader, group->end);
    if (!group->opened || !is_local(before(reader, start)) || !is_label(reader->text[end]))
        return 0;
    return edit(reader, start, end, "@", FALSE);
}

/* The same sign stands for itself only between two words. */
static gsize edit_other(Reader *reader, const Group *group)
{
    if (!group->opened || !group->closed || !is_label(before(reader, group->start)))
        return 0;
    if (group->sign[0] == ':' && strchr("/\\[_", reader->text[group->end]) != NULL &&
        reader->text[group->end] != '\0')
        return 0;
    if (group->sign[0] != '/' && !is_label(reader->text[group->end]))
        return 0;
    return edit(reader, group->start, group->end, group->sign, FALSE);
}

/* "[www].example.com": a label in brackets. */
static gsize edit_label(Reader *reader, gsize place)
{
    gsize end = place + 1;
    while (end - place < MAX_WORD && is_label(reader->text[end]))
        end++;
    if (end == place + 1 || !is_closing(reader->text[end]) || reader->text[end + 1] != '.' ||
        !is_label(reader->text[end + 2]) || is_label(before(reader, place)) ||
        (!reader->all && g_ascii_strncasecmp(reader->text + place + 1, "www]", 4) != 0))
        return 0;
    return edit(reader, place, place + 1, "", TRUE);
}

/* ---- schemes ---- */

/* Slashes, as many as are there, in any guise; at least two. */
static gsize read_slashes(const Reader *reader, gsize place)
{
    guint count = 0;
    gsize end = place;
    for (; count < 3; count++) {
        const char *text = reader->text + end;
        if (strncmp(text, "[/]", 3) == 0)
            end += 3;
        else if (text[0] == '\\' && text[1] == '/')
            end += 2;
        else if (text[0] == '/' || (text[0] == '\\' && count < 2) || (text[0] == '_' && count < 2))
            end += 1;
        else
            break;
    }
    return count >= 2 ? end : place;
}

/* The word that ends at a place; signs that stand for letters are part of it. */
static gsize word_before(const Reader *reader, gsize end)
{
    gsize start = end;
    while (end - start < 8 && before(reader, start) != '\0' &&
           (g_ascii_isalpha(reader->text[start - 1]) || strchr("*#!&?@$-", reader->text[start - 1]) != NULL))
        start--;
    return start;
}

/* "http[s]" and "hxxp(s)" as one word. */
static const char *scheme_with_s(const Reader *reader, gsize end, gsize *start)
{
    const char *text = reader->text;
    if (end < reader->done + 7 || !is_closing(text[end - 1]) || g_ascii_tolower(text[end - 2]) != 's' ||
        !is_opening(text[end - 3]))
        return NULL;
    *start = word_before(reader, end - 3);
    const char *scheme = osint_refang_scheme(text + *start, end - 3 - *start);
    return g_strcmp0(scheme, "http") == 0 ? "https" : NULL;
}

/* The longest ending of a word that is a scheme or stands for one. */
static const char *scheme_before(const Reader *reader, gsize end, gsize *start)
{
    const char *scheme = scheme_with_s(reader, end, start);
    *start = scheme != NULL ? *start : word_before(reader, end);
    for (; scheme == NULL && *start + 2 < end; (*start)++) {
        scheme = osint_refang_scheme(reader->text + *start, end - *start);
        if (scheme != NULL)
            break;
        if (!g_ascii_isalpha(reader->text[*start]) || g_ascii_isalpha(reader->text[*start + 1]))
            break;
    }
    return scheme;
}

static gboolean ends_with_http(const Reader *reader, gsize end)
{
    const char *text = reader->text + end;
    return end >= 5 && ((memcmp(text - 4, "http", 4) == 0) || (memcmp(text - 5, "https", 5) == 0));
}

/* The signs between core and end are a scheme's colon and slashes. plain: they are "://" already. */
static gsize edit_scheme(Reader *reader, gsize core, gsize end, gboolean plain)
{
    gsize word_end = skip_blanks_back(reader, core), start;
    if (word_end < core && core - word_end > 1 && !reader->all)
        return 0;
    gboolean bracket = is_closing(before(reader, word_end));
    const char *scheme = scheme_before(reader, word_end, &start);
    if (scheme == NULL && bracket)
        scheme = scheme_before(reader, --word_end, &start);
    else
        bracket = FALSE;
    if (scheme == NULL)
        return 0;
    if (is_opening(before(reader, start)) && (bracket || reader->all))
        start--;
    gsize next = skip_blanks(reader, end);
    if (next > end && is_label(reader->text[next])) {
        end = next;
        plain = FALSE;
    }
    char text[16];
    g_snprintf(text, sizeof text, "%s://", scheme);
    if (end - start == strlen(text) && plain &&
        g_ascii_strncasecmp(reader->text + start, scheme, strlen(scheme)) == 0)
        return end;
    if (plain && word_end == core && ends_with_http(reader, word_end) && !is_opening(reader->text[start]))
        return end;
    if (strlen(text) >= sizeof((OsintEdit *)NULL)->text)
        return 0;
    return edit(reader, start, end, text, FALSE);
}

/* At a colon, or at the bracket before it. */
static gsize try_colon(Reader *reader, gsize place)
{
    gsize colon = skip_while(reader, place, is_opening);
    if (reader->text[colon] != ':')
        return 0;
    gboolean whole = colon > place && strncmp(reader->text + colon, "://", 3) == 0;
    gsize slashes = whole ? colon + 1 : skip_while(reader, colon + 1, is_closing);
    gsize end = read_slashes(reader, slashes);
    if (end == slashes)
        return 0;
    if (whole)
        end = skip_while(reader, end, is_closing);
    return edit_scheme(reader, place, end, end - place == 3 && strncmp(reader->text + place, "://", 3) == 0);
}

/* "http__" and "https//": the colon is missing, so the word must be sure. */
static gsize try_slashes(Reader *reader, gsize place)
{
    char last = before(reader, place);
    gsize start;
    if (reader->text[place] != reader->text[place + 1] || !g_ascii_isalpha(last))
        return 0;
    const char *scheme = scheme_before(reader, place, &start);
    if (scheme == NULL || (g_strcmp0(scheme, "http") != 0 && g_strcmp0(scheme, "https") != 0) ||
        is_label(before(reader, start)))
        return 0;
    gsize end = read_slashes(reader, place);
    return end > place && (is_label(reader->text[end]) || is_blank(reader->text[end]))
               ? edit_scheme(reader, place, end, FALSE)
               : 0;
}

/* ---- words without brackets ---- */

/* Whether the word at a place, up to a blank, has a dot in any guise. */
static gboolean has_dot(const Reader *reader, gsize place, gboolean defanged)
{
    for (gsize i = place; i - place < 4 * MAX_WORD && reader->text[i] != '\0'; i++) {
        char byte = reader->text[i];
        if (is_blank(byte) && !defanged)
            return g_ascii_strncasecmp(reader->text + i, " dot ", 5) == 0;
        if (is_blank(byte) || byte == '\n')
            return is_blank(byte) && is_opening(reader->text[skip_blanks(reader, i)]);
        if (is_opening(byte) || byte == '\\' || (byte == '.' && !defanged && is_label(reader->text[i + 1])))
            return TRUE;
    }
    return FALSE;
}

static gboolean has_lower_before(const Reader *reader, gsize end)
{
    for (gsize i = end; i > reader->done && end - i < MAX_WORD && is_local(reader->text[i - 1]); i--)
        if (g_ascii_islower(reader->text[i - 1]))
            return TRUE;
    return FALSE;
}

/* A word for a sign between blanks, in capitals: "foo AT bar DOT com". */
static gsize edit_capitals(Reader *reader, gsize start, gsize end, const char *sign)
{
    gsize left = skip_blanks_back(reader, start), right = skip_blanks(reader, end);
    if (!is_local(before(reader, left)) || !is_label(reader->text[right]))
        return 0;
    if (left == start || right == end)
        return 0;
    if (*sign == '.' && !reader->all && !is_usual_end(reader->text + right))
        return 0;
    if (!has_lower_before(reader, left) || (*sign == '@' && !has_dot(reader, right, FALSE)))
        return 0;
    return edit(reader, left, right, sign, FALSE);
}

/* " at example dot com" in small letters: only together. */
static gsize try_small(Reader *reader, gsize place)
{
    const char *text = reader->text;
    if (!is_blank(text[place + 1]) || place < 4)
        return 0;
    if (text[place - 1] == 'a' && is_blank(text[place - 2]) && is_local(before(reader, place - 2))) {
        gsize end = place + 2;
        while (end - place < MAX_WORD && is_label(text[end]))
            end++;
        if (end > place + 2 && strncmp(text + end, " dot ", 5) == 0 && is_usual_end(text + end + 5))
            return edit(reader, place - 2, place + 2, "@", FALSE);
    }
    if (strncmp(text + place - 3, " dot ", 5) == 0 && reader->edits->len > 0 &&
        place - reader->done < MAX_WORD + 8 && is_label(before(reader, place - 3)) &&
        is_usual_end(text + place + 2) &&
        g_array_index(reader->edits, OsintEdit, reader->edits->len - 1).text[0] == '@' &&
        memchr(text + reader->done, ' ', place - 3 - reader->done) == NULL)
        return edit(reader, place - 3, place + 2, ".", FALSE);
    return 0;
}

static gsize try_capitals(Reader *reader, gsize place)
{
    const char *text = reader->text;
    if (place >= 1 && text[place - 1] == 'A')
        return edit_capitals(reader, place - 1, place + 1, "@");
    if (place < 3 || text[place - 1] != 'O' || text[place - 2] != 'D')
        return 0;
    if (g_ascii_islower(before(reader, place - 2)) && g_ascii_islower(text[place + 1]) &&
        (reader->all || is_usual_end(text + place + 1)))
        return edit(reader, place - 2, place + 1, ".", FALSE);
    return edit_capitals(reader, place - 2, place + 1, ".");
}

/* "foo-dot-com" */
static gsize try_hyphens(Reader *reader, gsize place)
{
    const char *text = reader->text + place;
    if (g_ascii_strncasecmp(text, "-dot-", 5) != 0 || !is_label(before(reader, place)) ||
        !is_usual_end(text + 5))
        return 0;
    return edit(reader, place, place + 5, ".", TRUE);
}

/* "myuser @example[.]com": blanks beside the sign. */
static gsize try_at_sign(Reader *reader, gsize place)
{
    gsize left = skip_blanks_back(reader, place), right = skip_blanks(reader, place + 1);
    if ((left == place && right == place + 1) || !is_local(before(reader, left)) ||
        !is_label(reader->text[right]))
        return 0;
    return has_dot(reader, right, !reader->all) ? edit(reader, left, right, "@", FALSE) : 0;
}

/* ---- characters of other scripts ---- */

static const struct {
    const char *character, *plain;
} characters[] = {
    {"\u3002", "."}, {"\uff0e", "."}, {"\uff61", "."}, {"\u2024", "."}, {"\u00b7", "."},
    {"\u2219", "."}, {"\uff1a", ":"}, {"\uff0f", "/"}, {"\uff20", "@"}, {"\u2044", "/"},
    {"\u2215", "/"}, {"\u2010", "-"}, {"\u2011", "-"}, {"\u200b", ""},  {"\u200c", ""},
    {"\u200d", ""},  {"\u2060", ""},  {"\ufeff", ""},  {"\u00ad", ""},
};

/* Between ASCII letters and digits they are not of the language of the text. */
static gsize try_character(Reader *reader, gsize place)
{
    for (gsize i = 0; i < G_N_ELEMENTS(characters); i++) {
        gsize length = strlen(characters[i].character);
        if (strncmp(reader->text + place, characters[i].character, length) != 0)
            continue;
        char left = place > 0 ? reader->text[place - 1] : '\0', right = reader->text[place + length];
        gboolean invisible = characters[i].plain[0] == '\0', slash = characters[i].plain[0] == '/';
        if ((g_ascii_isalnum(left) || (invisible && g_ascii_ispunct(left)) || slash) &&
            (g_ascii_isalnum(right) || (invisible && g_ascii_ispunct(right)) || slash ||
             characters[i].plain[0] == ':'))
            return edit(reader, place, place + length, characters[i].plain, TRUE);
        return 0;
    }
    return 0;
}

/* ---- the pass ---- */

static gsize try_bracket(Reader *reader, gsize place)
{
    Group group = {0};
    gsize end = try_colon(reader, place);
    if (end == 0 && read_group(reader, place, &group)) {
        if (group.sign[0] == '.')
            end = edit_dot(reader, &group);
        else if (group.sign[0] == '@')
            end = edit_at(reader, &group);
        else if (group.sign[1] == '\0')
            end = edit_other(reader, &group);
    }
    if (end == 0 && strncmp(reader->text + place, "\\/", 2) == 0 && is_label(before(reader, place)))
        end = edit(reader, place, place + 2, "/", TRUE);
    if (end == 0 && is_opening(reader->text[place]))
        end = edit_label(reader, place);
    return end;
}

/* ".]" and ".[" without anything before the dot. */
static gsize try_dot(Reader *reader, gsize place)
{
    char next = reader->text[place + 1];
    Group group = {0};
    if ((!is_opening(next) && !is_closing(next)) || !read_group(reader, place, &group))
        return 0;
    return edit_dot(reader, &group);
}

static gsize try_slash(Reader *reader, gsize place)
{
    return reader->text[place + 1] == '/' ? try_slashes(reader, place) : 0;
}

typedef gsize (*TryFunc)(Reader *, gsize);

static const TryFunc tries[256] = {
    ['['] = try_bracket,    ['('] = try_bracket,    ['{'] = try_bracket,    [']'] = try_bracket,
    [')'] = try_bracket,    ['}'] = try_bracket,    ['\\'] = try_bracket,   ['^'] = try_bracket,
    ['.'] = try_dot,        [':'] = try_colon,      ['_'] = try_slashes,    ['/'] = try_slash,
    ['@'] = try_at_sign,    ['T'] = try_capitals,   ['-'] = try_hyphens,    ['t'] = try_small,
    [0xc2] = try_character, [0xe2] = try_character, [0xe3] = try_character, [0xef] = try_character,
};

GArray *osint_refang_edits(const char *text, gsize length, gboolean all)
{
    GArray *edits = g_array_new(FALSE, FALSE, sizeof(OsintEdit));
    Reader reader = {.text = text, .length = length, .all = all, .edits = edits};
    for (gsize i = 0; i < length;) {
        TryFunc try = tries[(guchar)text[i]];
        gsize next = try != NULL ? try(&reader, i) : 0;
        i = MAX(next, i + 1);
    }
    return edits;
}
