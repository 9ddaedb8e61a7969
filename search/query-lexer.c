/* The query's text as tokens.
 *
 * Words are kept raw, for what a "*" or a ">=" in them means depends on the field they stand under. Signs
 * that Japanese and Chinese input methods write (full-width colon, brackets, space and bar, curly and corner
 * quotes) count as the ASCII ones. Brackets come out balanced and quotes closed; what was mended is noted. */
#include "search/query-internal.h"
#include "search/query-signs.h"

#include "indexer/text/words.h"

#include <string.h>

typedef struct {
    OsintQueryInput *in;
    guint32 at;
    guint depth; /* open brackets */
    GArray *tokens;
} Lexer;

static gunichar char_at(const Lexer *lexer, guint32 at)
{
    return at < lexer->in->length ? g_utf8_get_char(lexer->in->text + at) : 0;
}

static guint32 after(const Lexer *lexer, guint32 at)
{
    return (guint32)(g_utf8_next_char(lexer->in->text + at) - lexer->in->text);
}

static guint32 word_end(const Lexer *lexer, guint32 at)
{
    while (!osint_sign_breaks_word(char_at(lexer, at)))
        at = after(lexer, at);
    return at;
}

gboolean osint_query_has_words(const char *text)
{
    OsintWordIter words;
    OsintWord word;
    osint_words_init(&words, text, strlen(text));
    return osint_words_next(&words, &word);
}

static OsintToken *push(Lexer *lexer, OsintTokenKind kind, guint32 start, guint32 end)
{
    OsintToken token = {.kind = kind, .span = {start, end}};
    g_array_append_val(lexer->tokens, token);
    lexer->at = end;
    return &g_array_index(lexer->tokens, OsintToken, lexer->tokens->len - 1);
}

static char *raw(const Lexer *lexer, guint32 start, guint32 end)
{
    return g_strndup(lexer->in->text + start, end - start);
}

/* ---- quotes ---- */

/* Appends the quoted text from `at` to its closing quote; returns the place of that quote, or the text's end.
 */
static guint32 read_quoted(const Lexer *lexer, gunichar quote, guint32 at, GString *content)
{
    while (at < lexer->in->length && !osint_sign_closes_quote(quote, char_at(lexer, at))) {
        if (char_at(lexer, at) == '\\') {
            gunichar escaped = char_at(lexer, at + 1);
            if (escaped == '\\' || (escaped != 0 && osint_sign_closes_quote(quote, escaped)))
                at++;
        }
        g_string_append_unichar(content, char_at(lexer, at));
        at = after(lexer, at);
    }
    return at;
}

/* "~5" or ">=3" right after a closing quote. */
static guint32 tail_end(const Lexer *lexer, guint32 at)
{
    guint32 end = at;
    if (char_at(lexer, at) == '~')
        end++;
    else
        while (char_at(lexer, end) != 0 && strchr("<>=", lexer->in->text[end]))
            end++;
    if (end == at)
        return at;
    guint32 number = end;
    while (g_ascii_isdigit(lexer->in->text[end]) || lexer->in->text[end] == '.')
        end++;
    return end > number || char_at(lexer, at) == '~' ? end : at;
}

static void note_left_out(Lexer *lexer, guint32 start, guint32 end)
{
    g_autofree char *text = raw(lexer, start, end);
    osint_query_note(lexer->in, "\"%s\" has no letters or digits and was left out", text);
}

/* start is where the quote or the "=" before it stands; value: a field stands before it. */
static void lex_quoted(Lexer *lexer, guint32 start, gboolean exact, gboolean value)
{
    guint32 open = exact ? start + 1 : start;
    gunichar quote = char_at(lexer, open);
    g_autoptr(GString) content = g_string_new(NULL);
    guint32 close = read_quoted(lexer, quote, after(lexer, open), content);
    guint32 end = close;
    if (close == lexer->in->length)
        osint_query_note(lexer->in, "a quote without its partner was closed at the end of the query");
    else
        end = after(lexer, close);
    guint32 tail = tail_end(lexer, end);
    if (!value && !osint_query_has_words(content->str)) {
        if (content->len == 0)
            osint_query_note(lexer->in, "quotes with nothing between them were left out");
        else
            note_left_out(lexer, start, end);
        lexer->at = tail;
        return;
    }
    OsintToken *token = push(lexer, OSINT_TOKEN_QUOTED, start, tail);
    token->text = g_strdup(content->str);
    token->tail = raw(lexer, end, tail);
    token->exact = exact;
}

/* ---- operators ---- */

static gboolean read_distance(const char *digits, guint *distance)
{
    guint64 number;
    return g_ascii_string_to_unsigned(digits, 10, 1, OSINT_QUERY_MAX_DISTANCE, &number, NULL) &&
           (*distance = (guint)number) > 0;
}

static gboolean push_proximity(Lexer *lexer, OsintSpan span, OsintNodeKind operation, const char *distance)
{
    guint words = 0;
    if (distance && !read_distance(distance, &words))
        return osint_query_fail(lexer->in, span, OSINT_QUERY_ERROR_SYNTAX,
                                "the distance is a number of words from 1 to %u, such as NEAR/5",
                                OSINT_QUERY_MAX_DISTANCE);
    OsintToken *token = push(lexer, OSINT_TOKEN_PROXIMITY, span.start, span.end);
    token->operation = operation;
    token->distance = words;
    return TRUE;
}

static const struct {
    const char *spelling;
    OsintTokenKind token;
    OsintNodeKind operation;
} operators[] = {
    {"AND", OSINT_TOKEN_AND, OSINT_NODE_AND},
    {"&&", OSINT_TOKEN_AND, OSINT_NODE_AND},
    {"OR", OSINT_TOKEN_OR, OSINT_NODE_OR},
    {"NOT", OSINT_TOKEN_NOT, OSINT_NODE_NOT},
    {"SAME/s", OSINT_TOKEN_PROXIMITY, OSINT_NODE_SAME_SENTENCE},
    {"/s", OSINT_TOKEN_PROXIMITY, OSINT_NODE_SAME_SENTENCE},
    {"SAME/p", OSINT_TOKEN_PROXIMITY, OSINT_NODE_SAME_PASSAGE},
    {"/p", OSINT_TOKEN_PROXIMITY, OSINT_NODE_SAME_PASSAGE},
};

static const struct {
    const char *prefix;
    OsintNodeKind operation;
} distances[] = {{"NEAR/", OSINT_NODE_NEAR}, {"ADJ/", OSINT_NODE_ADJ}, {"w/", OSINT_NODE_NEAR}};

/* NEAR, ADJ and SAME alone are neither words nor complete. */
static gboolean refuse_bare_operator(Lexer *lexer, const char *word, OsintSpan span)
{
    if (g_str_equal(word, "SAME") || g_str_has_prefix(word, "SAME/"))
        return osint_query_fail(lexer->in, span, OSINT_QUERY_ERROR_SYNTAX,
                                "SAME is SAME/s (one sentence) or SAME/p (one passage); to search for the "
                                "word, write it in lower case");
    if (g_str_equal(word, "NEAR") || g_str_equal(word, "ADJ"))
        return osint_query_fail(lexer->in, span, OSINT_QUERY_ERROR_SYNTAX,
                                "%s needs a distance, such as %s/5; to search for the word, write it in "
                                "lower case",
                                word, word);
    return TRUE;
}

/* Sets *found when the word is an operator; FALSE on an error. */
static gboolean lex_operator(Lexer *lexer, const char *word, OsintSpan span, gboolean *found)
{
    *found = TRUE;
    for (gsize i = 0; i < G_N_ELEMENTS(operators); i++) {
        if (!g_str_equal(word, operators[i].spelling))
            continue;
        if (operators[i].token == OSINT_TOKEN_PROXIMITY)
            return push_proximity(lexer, span, operators[i].operation, NULL);
        push(lexer, operators[i].token, span.start, span.end);
        return TRUE;
    }
    for (gsize i = 0; i < G_N_ELEMENTS(distances); i++) {
        const char *rest = word + strlen(distances[i].prefix);
        gboolean must_be_number = distances[i].prefix[0] != 'w';
        if (g_str_has_prefix(word, distances[i].prefix) && (must_be_number || g_ascii_isdigit(*rest)))
            return push_proximity(lexer, span, distances[i].operation, rest);
    }
    *found = FALSE;
    return refuse_bare_operator(lexer, word, span);
}

static void note_lower_case(OsintQueryInput *in, const char *word)
{
    g_autofree char *upper = g_ascii_strup(word, -1);
    gboolean proximity = g_str_has_prefix(upper, "NEAR/") || g_str_has_prefix(upper, "ADJ/") ||
                         g_str_equal(upper, "SAME/S") || g_str_equal(upper, "SAME/P");
    if (proximity || g_str_equal(word, "or"))
        osint_query_note(in, "\"%s\" was searched as text; the operator is written in upper case", word);
}

/* ---- fields ---- */

/* Where the letters that a text begins with end. */
static guint32 letters_end(const Lexer *lexer, guint32 start)
{
    guint32 at = start;
    while (g_unichar_isalpha(char_at(lexer, at)) && !osint_char_is_cjk(char_at(lexer, at)))
        at = after(lexer, at);
    return at;
}

static gboolean begins_value(gunichar c)
{
    return g_unichar_isalnum(c) || osint_sign_is_quote(c) || osint_sign_is_open(c) ||
           (c != 0 && c < 0x80 && strchr("=<>*.", (int)c));
}

static gboolean refuse_field(Lexer *lexer, guint32 start, guint32 end)
{
    g_autofree char *name = raw(lexer, start, end);
    const OsintFieldName *nearest = osint_query_field_nearest(name, end - start);
    OsintSpan span = {start, end};
    if (!nearest)
        return osint_query_fail(lexer->in, span, OSINT_QUERY_ERROR_FIELD,
                                "unknown field \"%s\"; to search for the words, put them in quotes", name);
    return osint_query_fail_near(lexer->in, span, OSINT_QUERY_ERROR_FIELD, nearest->name,
                                 "unknown field \"%s\", nearest is \"%s\"", name, nearest->name);
}

static gboolean breaks_value(gunichar c)
{
    return c == 0 || osint_sign_is_space(c) || osint_sign_is_quote(c) || osint_sign_is_bar(c);
}

/* Where the bracket that opens here is closed without a break; the same place when it is not, or lies too
 * deep. */
static guint32 pair_end(const Lexer *lexer, guint32 open)
{
    guint depth = 0;
    for (guint32 at = open; !breaks_value(char_at(lexer, at)); at = after(lexer, at)) {
        if (osint_sign_is_open(char_at(lexer, at)) && ++depth > OSINT_QUERY_MAX_DEPTH)
            break;
        if (osint_sign_is_close(char_at(lexer, at)) && --depth == 0)
            return after(lexer, at);
    }
    return open;
}

/* A filter's value may hold brackets in pairs, as some URLs do. */
static guint32 value_end(const Lexer *lexer, const OsintFieldName *field, guint32 at)
{
    if (field->class == OSINT_FIELD_CLASS_TEXT)
        return word_end(lexer, at);
    for (gunichar c; !breaks_value(c = char_at(lexer, at)) && !osint_sign_is_close(c);) {
        guint32 next = osint_sign_is_open(c) ? pair_end(lexer, at) : after(lexer, at);
        if (next == at)
            break;
        at = next;
    }
    return at;
}

static gboolean lex_value(Lexer *lexer, const OsintFieldName *field, OsintSpan name)
{
    guint32 start = lexer->at;
    gunichar c = char_at(lexer, start);
    if (osint_sign_is_open(c))
        return TRUE;
    if (osint_sign_is_quote(c)) {
        lex_quoted(lexer, start, FALSE, TRUE);
        return TRUE;
    }
    if (c == '=' && osint_sign_is_quote(char_at(lexer, start + 1))) {
        lex_quoted(lexer, start, TRUE, TRUE);
        return TRUE;
    }
    guint32 end = value_end(lexer, field, start);
    if (end == start)
        return osint_query_fail(lexer->in, name, OSINT_QUERY_ERROR_SYNTAX,
                                "\"%s:\" needs a value right after the colon", field->name);
    push(lexer, OSINT_TOKEN_WORD, start, end)->text = raw(lexer, start, end);
    return TRUE;
}

/* Sets *found when a field begins here; FALSE on an error. "https://", "C:\" and "std::" are words, as is a
 * name that nothing follows ("Tokyo:"). */
static gboolean lex_field(Lexer *lexer, guint32 start, gboolean *found)
{
    guint32 colon = letters_end(lexer, start);
    gunichar c = char_at(lexer, colon);
    *found = FALSE;
    if (colon == start || (c != ':' && c != 0xFF1A))
        return TRUE;
    guint32 value = after(lexer, colon);
    const OsintFieldName *field = osint_query_field_find(lexer->in->text + start, colon - start);
    if (!field && c == ':' && begins_value(char_at(lexer, value)))
        return refuse_field(lexer, start, colon);
    if (!field)
        return TRUE;
    *found = TRUE;
    OsintSpan name = {start, value};
    push(lexer, OSINT_TOKEN_FIELD, start, value)->field = field;
    return lex_value(lexer, field, name);
}

/* ---- the rest ---- */

static void lex_plain(Lexer *lexer, guint32 start)
{
    guint32 end = word_end(lexer, start);
    g_autofree char *word = raw(lexer, start, end);
    lexer->at = end;
    if (!osint_query_has_words(word) && !strchr(word, '*'))
        note_left_out(lexer, start, end);
    else
        push(lexer, OSINT_TOKEN_WORD, start, end)->text = g_steal_pointer(&word);
}

static gboolean lex_word(Lexer *lexer)
{
    guint32 start = lexer->at;
    gboolean found;
    if (!lex_field(lexer, start, &found) || found)
        return lexer->in->error == NULL;
    OsintSpan span = {start, word_end(lexer, start)};
    g_autofree char *word = raw(lexer, span.start, span.end);
    if (!lex_operator(lexer, word, span, &found) || found)
        return lexer->in->error == NULL;
    note_lower_case(lexer->in, word);
    lex_plain(lexer, start);
    return TRUE;
}

/* "-insect" or "+insect" (which every word is anyway) but not "fox-it", "a - b" or "--". */
static gboolean is_sign(const Lexer *lexer)
{
    gunichar c = char_at(lexer, lexer->at);
    if (c != '-' && c != '!' && c != '+' && c != 0xFF0D)
        return FALSE;
    if (lexer->at > 0) {
        const char *before = g_utf8_prev_char(lexer->in->text + lexer->at);
        gunichar previous = g_utf8_get_char(before);
        if (!osint_sign_is_space(previous) && !osint_sign_is_open(previous) && !osint_sign_is_bar(previous))
            return FALSE;
    }
    gunichar next = char_at(lexer, after(lexer, lexer->at));
    return osint_sign_is_quote(next) || osint_sign_is_open(next) ||
           (!osint_sign_breaks_word(next) && next != c && next != '-');
}

static void lex_sign(Lexer *lexer)
{
    guint32 start = lexer->at;
    guint32 end = after(lexer, start);
    if (char_at(lexer, start) == '+')
        lexer->at = end;
    else
        push(lexer, OSINT_TOKEN_NOT, start, end);
}

static guint32 skip_space(const Lexer *lexer, guint32 at)
{
    while (at < lexer->in->length && osint_sign_is_space(char_at(lexer, at)))
        at = after(lexer, at);
    return at;
}

/* Behind what can be neither asked for nor opened nor closed: "(+)", "( - )". */
static guint32 skip_signs(const Lexer *lexer, guint32 at)
{
    while (at < lexer->in->length) {
        gunichar c = char_at(lexer, at);
        if (c == '*' || osint_sign_is_quote(c) || osint_sign_is_open(c) || osint_sign_is_close(c) ||
            !(osint_sign_is_space(c) || g_unichar_ispunct(c)))
            break;
        at = after(lexer, at);
    }
    return at;
}

/* Whether nothing but opening brackets follows. */
static gboolean opens_nothing(const Lexer *lexer, guint32 at)
{
    for (at = skip_space(lexer, at); osint_sign_is_open(char_at(lexer, at)); at = skip_space(lexer, at))
        at = after(lexer, at);
    return at >= lexer->in->length;
}

static gboolean lex_open(Lexer *lexer)
{
    guint32 start = lexer->at;
    guint32 inside = after(lexer, start);
    guint32 next = skip_signs(lexer, inside);
    OsintSpan bracket = {start, inside};
    const OsintToken *last =
        lexer->tokens->len > 0 ? &g_array_index(lexer->tokens, OsintToken, lexer->tokens->len - 1) : NULL;
    gboolean for_field = last && last->kind == OSINT_TOKEN_FIELD;
    if (osint_sign_is_close(char_at(lexer, next)) && !for_field) {
        osint_query_note(lexer->in, "brackets with nothing between them were left out");
        lexer->at = after(lexer, next);
        return TRUE;
    }
    if (opens_nothing(lexer, inside) && !for_field) {
        osint_query_note(lexer->in, "an opening bracket with nothing after it was left out");
        lexer->at = lexer->in->length;
        return TRUE;
    }
    if (++lexer->depth > OSINT_QUERY_MAX_DEPTH)
        return osint_query_fail(lexer->in, bracket, OSINT_QUERY_ERROR_LIMIT,
                                "brackets are nested more than %u deep", OSINT_QUERY_MAX_DEPTH);
    push(lexer, OSINT_TOKEN_OPEN, start, inside);
    return TRUE;
}

static void lex_close(Lexer *lexer)
{
    guint32 start = lexer->at;
    if (lexer->depth > 0) {
        lexer->depth--;
        push(lexer, OSINT_TOKEN_CLOSE, start, after(lexer, start));
        return;
    }
    osint_query_note(lexer->in, "a closing bracket without its partner was left out");
    lexer->at = after(lexer, start);
}

static void lex_bar(Lexer *lexer)
{
    guint32 start = lexer->at;
    guint32 end = after(lexer, start);
    if (osint_sign_is_bar(char_at(lexer, end)))
        end = after(lexer, end);
    push(lexer, OSINT_TOKEN_OR, start, end);
}

static gboolean lex_token(Lexer *lexer)
{
    gunichar c = char_at(lexer, lexer->at);
    if (osint_sign_is_open(c))
        return lex_open(lexer);
    if (is_sign(lexer))
        lex_sign(lexer);
    else if (osint_sign_is_quote(c))
        lex_quoted(lexer, lexer->at, FALSE, FALSE);
    else if (osint_sign_is_close(c))
        lex_close(lexer);
    else if (osint_sign_is_bar(c))
        lex_bar(lexer);
    else if (osint_sign_is_space(c) || osint_sign_is_stop(c))
        lexer->at = after(lexer, lexer->at);
    else
        return lex_word(lexer);
    return TRUE;
}

static void clear_token(gpointer data)
{
    OsintToken *token = data;
    g_free(token->text);
    g_free(token->tail);
}

static void finish(Lexer *lexer)
{
    guint32 end = lexer->in->length;
    if (lexer->depth > 0)
        osint_query_note(lexer->in, "a bracket without its partner was closed at the end of the query");
    while (lexer->depth-- > 0)
        push(lexer, OSINT_TOKEN_CLOSE, end, end);
    push(lexer, OSINT_TOKEN_END, end, end);
}

GArray *osint_query_lex(OsintQueryInput *in)
{
    Lexer lexer = {.in = in, .tokens = g_array_new(FALSE, FALSE, sizeof(OsintToken))};
    g_array_set_clear_func(lexer.tokens, clear_token);
    while (lexer.at < in->length) {
        if (!lex_token(&lexer)) {
            g_array_unref(lexer.tokens);
            return NULL;
        }
    }
    finish(&lexer);
    return lexer.tokens;
}

gboolean osint_query_reads_plain(const char *text, const OsintFieldName *field)
{
    g_autofree char *query = field ? g_strconcat(field->name, ":", text, NULL) : g_strdup(text);
    g_autoptr(GPtrArray) notes = g_ptr_array_new_with_free_func(g_free);
    OsintQueryInput in = {.text = query, .length = (guint32)strlen(query), .notes = notes};
    g_autoptr(GArray) tokens = osint_query_lex(&in);
    g_clear_error(&in.error);
    guint word = field ? 1 : 0;
    if (!tokens || tokens->len != word + 2)
        return FALSE;
    const OsintToken *token = &g_array_index(tokens, OsintToken, word);
    return token->kind == OSINT_TOKEN_WORD && g_str_equal(token->text, text);
}
