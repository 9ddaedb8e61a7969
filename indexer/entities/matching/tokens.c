/* Cutting a text into the tokens that names are made of. */
#include "indexer/entities/matching/tokens.h"

#include <string.h>

#include "indexer/entities/matching/addresses.h"
#include "indexer/text/words.h"

/* No names glued together are longer. */
#define GLUED_MAX_BYTES 400

typedef enum { GAP_NONE, GAP_SPACE, GAP_HYPHEN, GAP_HARD } Gap;

typedef struct {
    const char *text;
    guint32 length;
    guint32 at;
    const OsintVocabulary *vocabulary;
    OsintTokenFilter filter;
    OsintVocabulary *learned; /* the same while names are learnt, else NULL */
    GArray *tokens;
    GString *folded; /* the last token that was looked up */
    guint32 paragraph;
    Gap gap;
    gboolean linked;         /* nothing unknown stands between the last token and here */
    guint64 steps;           /* bytes that were looked at again */
    OsintAddressRun address; /* the last run of characters that was asked whether it is an address */
} Scanner;

typedef enum { SCRIPT_OTHER, SCRIPT_KATAKANA, SCRIPT_HANGUL } Script;

/* The character at a byte; an invalid byte is a separator of length one. */
static gunichar char_at(const Scanner *s, guint32 at, guint32 *size)
{
    guchar byte = (guchar)s->text[at];
    *size = 1;
    if (byte < 0x80)
        return byte;
    gunichar c = g_utf8_get_char_validated(s->text + at, (gssize)(s->length - at));
    if (c == (gunichar)-1 || c == (gunichar)-2)
        return 0xFFFD;
    *size = byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4;
    return c;
}

/* The id of a folded token, 0 for none. */
static guint32 token_id(const Scanner *s, const char *token, gsize length, guint32 hash)
{
    if (length == 0 || length > OSINT_TOKEN_MAX_BYTES)
        return 0;
    if (s->learned != NULL)
        return osint_vocabulary_add(s->learned, token, length, hash);
    return osint_token_filter_may_have(s->filter, hash)
               ? osint_vocabulary_find(s->vocabulary, token, length, hash)
               : 0;
}

static guint32 string_id(const Scanner *s, const char *token, gsize length)
{
    return token_id(s, token, length, osint_token_hash(token, length));
}

static guint32 folded_id(Scanner *s, guint32 start, guint32 end)
{
    if (end - start > OSINT_TOKEN_MAX_BYTES)
        return 0;
    g_string_truncate(s->folded, 0);
    osint_word_fold(s->text + start, end - start, s->folded);
    return string_id(s, s->folded->str, s->folded->len);
}

/* A block of ASCII letters and digits, folded: one bit makes capitals small letters and leaves digits. */
static inline guint64 ascii_block(const Scanner *s, guint32 at, guint32 end)
{
    const guint64 small = G_GUINT64_CONSTANT(0x2020202020202020);
    guint32 left = end - at;
    if (left >= OSINT_TOKEN_BLOCK)
        return osint_token_block(s->text + at, OSINT_TOKEN_BLOCK) | small;
    guint64 block = s->length - at >= OSINT_TOKEN_BLOCK ? osint_token_block(s->text + at, OSINT_TOKEN_BLOCK)
                                                        : osint_token_block(s->text + at, left);
    return (block | small) & ((G_GUINT64_CONSTANT(1) << 8 * left) - 1);
}

/* The same for ASCII letters and digits, of which there are some. */
static guint32 ascii_id(const Scanner *s, guint32 start, guint32 end)
{
    guint64 block = ascii_block(s, start, end), hash = osint_token_hash_step(OSINT_TOKEN_HASH_SEED, block);
    for (guint32 at = start + OSINT_TOKEN_BLOCK; at < end; at += OSINT_TOKEN_BLOCK)
        hash = osint_token_hash_step(hash, ascii_block(s, at, end));
    if (s->learned == NULL && !osint_token_filter_may_have(s->filter, (guint32)hash))
        return 0;
    guint32 length = end - start;
    if (s->learned == NULL && length < OSINT_TOKEN_BLOCK)
        return osint_vocabulary_find_short(s->vocabulary, block, (guint32)hash);
    char token[OSINT_TOKEN_MAX_BYTES];
    if (length > sizeof token)
        return 0;
    for (guint32 i = 0; i < length; i++)
        token[i] = g_ascii_tolower(s->text[start + i]);
    return token_id(s, token, length, (guint32)hash);
}

/* A part of an address is no name; the whole of it may be one ("booking.com"). */
static void confine(const OsintAddressRun *address, OsintToken *token)
{
    guint32 whole = (token->start == address->start ? OSINT_TOKEN_BEGINS : 0u) |
                    (token->end == address->end ? OSINT_TOKEN_ENDS : 0u);
    token->flags &= ~(guint32)(OSINT_TOKEN_BEGINS | OSINT_TOKEN_ENDS | OSINT_TOKEN_GLUED | OSINT_TOKEN_CJK);
    token->flags |= whole;
}

static void note_address(Scanner *s)
{
    s->address = osint_address_run(s->text, s->length, s->at, s->address.until);
    s->steps += s->address.until - s->address.start;
    if (!s->address.is_address)
        return;
    for (guint i = s->tokens->len; i > 0; i--) {
        OsintToken *token = &g_array_index(s->tokens, OsintToken, i - 1);
        if (token->start < s->address.start)
            return;
        confine(&s->address, token);
    }
}

static void push(Scanner *s, guint32 id, guint32 start, guint32 end, guint32 flags)
{
    if (id != 0) {
        OsintToken token = {id, start, end, s->paragraph, flags};
        if (s->linked && s->gap != GAP_HARD)
            token.flags |= OSINT_TOKEN_JOINED;
        if (s->address.is_address && start < s->address.end)
            confine(&s->address, &token);
        g_array_append_val(s->tokens, token);
    }
    s->linked = id != 0;
    s->gap = GAP_NONE;
}

/* Where a part of a word like "ShimbunNikkeiNHK" ends: before a capital that follows a small letter, or
 * before the last of several capitals when a small letter follows it. */
static guint32 hump_end(const char *text, guint32 at, guint32 end)
{
    for (guint32 i = at + 1; i < end; i++) {
        if (!g_ascii_isupper(text[i]))
            continue;
        if (g_ascii_islower(text[i - 1]) || (i + 1 < end && g_ascii_islower(text[i + 1])))
            return i;
    }
    return end;
}

/* Copied web pages glue the texts of links together. A word that no name has, but all of whose parts some
 * name has, is taken apart; whether the parts make up whole names is seen when the names are chosen. */
static gboolean push_glued(Scanner *s, guint32 start, guint32 end)
{
    if (end - start > GLUED_MAX_BYTES)
        return FALSE;
    for (guint32 from = start; from < end;) {
        guint32 to = hump_end(s->text, from, end);
        if ((from == start && to == end) || ascii_id(s, from, to) == 0)
            return FALSE;
        from = to;
    }
    for (guint32 from = start; from < end;) {
        guint32 to = hump_end(s->text, from, end);
        guint32 flags = OSINT_TOKEN_GLUED | (from == start ? OSINT_TOKEN_BEGINS : 0u) |
                        (to == end ? OSINT_TOKEN_ENDS : 0u);
        push(s, ascii_id(s, from, to), from, to, flags);
        from = to;
    }
    return TRUE;
}

/* The end of the run of letters, or of digits, that begins at a byte. */
static guint32 piece_end(const Scanner *s, guint32 at, guint32 end)
{
    guint32 size;
    gboolean digits = g_unichar_isdigit(char_at(s, at, &size));
    for (at += size; at < end; at += size) {
        gunichar c = char_at(s, at, &size);
        if (g_unichar_isdigit(c) != digits && !g_unichar_ismark(c) && !osint_char_is_invisible(c))
            break;
    }
    return at;
}

/* The end of the characters that are not seen and begin at a byte: soft hyphens, joiners. */
static guint32 after_invisible(const Scanner *s, guint32 at)
{
    guint32 size;
    while (at < s->length && (guchar)s->text[at] >= 0x80 && osint_char_is_invisible(char_at(s, at, &size)))
        at += size;
    return at;
}

/* Whether a word goes on at a byte, unseen characters left out, and where. */
static gboolean word_goes_on(const Scanner *s, guint32 at, guint32 *next)
{
    guint32 size, seen = after_invisible(s, at);
    if (seen >= s->length || !osint_char_is_word(char_at(s, seen, &size)))
        return FALSE;
    *next = seen + size;
    return TRUE;
}

static guint32 word_end(const Scanner *s, guint32 at)
{
    while (word_goes_on(s, at, &at))
        ;
    return at;
}

/* A word with letters and digits, or with letters that ASCII has not. */
static void scan_mixed_word(Scanner *s)
{
    guint32 start = s->at, end = word_end(s, start);
    for (guint32 from = start; from < end;) {
        guint32 to = piece_end(s, from, end);
        guint32 flags = (from == start ? OSINT_TOKEN_BEGINS : 0u) | (to == end ? OSINT_TOKEN_ENDS : 0u);
        push(s, folded_id(s, from, to), from, to, flags);
        from = to;
    }
    s->at = end;
}

/* Nearly every word is one run of ASCII letters, or of digits: those are read in one loop. */
static void scan_word(Scanner *s)
{
    const char *text = s->text;
    const guint16 *classes = g_ascii_table;
    guint32 start = s->at, end = start, length = s->length, next;
    guint kinds = 0;
    for (; end < length; end++) {
        guint kind = classes[(guchar)text[end]];
        if ((kind & G_ASCII_ALNUM) == 0)
            break;
        kinds |= kind;
    }
    gboolean mixed = (kinds & G_ASCII_ALPHA) != 0 && (kinds & G_ASCII_DIGIT) != 0;
    if (end == start || mixed || (end < length && (guchar)text[end] >= 0x80 && word_goes_on(s, end, &next))) {
        scan_mixed_word(s);
        return;
    }
    guint32 id = ascii_id(s, start, end);
    if (id != 0 || s->learned != NULL || (kinds & G_ASCII_UPPER) == 0 || !push_glued(s, start, end))
        push(s, id, start, end, OSINT_TOKEN_BEGINS | OSINT_TOKEN_ENDS);
    s->at = end;
}

static Script script_of(gunichar c)
{
    if ((c >= 0x30A1 && c <= 0x30FC && c != 0x30FB) || (c >= 0x31F0 && c <= 0x31FF) ||
        (c >= 0xFF66 && c <= 0xFF9F))
        return SCRIPT_KATAKANA;
    if ((c >= 0xAC00 && c <= 0xD7A3) || (c >= 0x1100 && c <= 0x11FF) || (c >= 0x3131 && c <= 0x318E))
        return SCRIPT_HANGUL;
    return SCRIPT_OTHER;
}

static Script script_before(const Scanner *s, guint32 at)
{
    const char *previous = at > 0 ? g_utf8_find_prev_char(s->text, s->text + at) : NULL;
    return previous != NULL ? script_of(g_utf8_get_char(previous)) : SCRIPT_OTHER;
}

/* Han and hiragana show no word boundaries. A katakana word is its whole run (the name is not in the middle
 * of "romantic"), and a Korean name is followed by particles but begins its word. */
static guint32 cjk_boundaries(const Scanner *s, guint32 start, guint32 end)
{
    guint32 size, flags = 0;
    Script script = script_of(char_at(s, start, &size));
    if (script == SCRIPT_OTHER || script_before(s, start) != script)
        flags |= OSINT_TOKEN_BEGINS;
    if (script != SCRIPT_KATAKANA || end == s->length || script_of(char_at(s, end, &size)) != SCRIPT_KATAKANA)
        flags |= OSINT_TOKEN_ENDS;
    return flags;
}

static void scan_cjk(Scanner *s)
{
    guint32 start = s->at;
    g_string_truncate(s->folded, 0);
    osint_cjk_next(s->text, &s->at, s->length, s->folded);
    guint32 id = string_id(s, s->folded->str, s->folded->len);
    guint32 flags = id != 0 ? OSINT_TOKEN_CJK | cjk_boundaries(s, start, s->at) : 0;
    push(s, id, start, s->at, flags);
}

static void scan_space(Scanner *s)
{
    guint lines = 0;
    while (s->at < s->length) {
        guint32 size = 1;
        guchar byte = (guchar)s->text[s->at];
        if (byte < 0x80 ? !g_ascii_isspace((char)byte) : !g_unichar_isspace(char_at(s, s->at, &size)))
            break;
        lines += byte == '\n';
        s->at += size;
    }
    if (lines > 1)
        s->paragraph++;
    s->gap = lines > 1 || s->gap > GAP_SPACE ? GAP_HARD : GAP_SPACE;
}

static void scan_one_space(Scanner *s)
{
    s->gap = s->gap > GAP_SPACE ? GAP_HARD : GAP_SPACE;
    s->at++;
}

/* "the two [Chinese suspects]": a bracket round letters is an editor's and parts nothing; "[40]" is a note.
 */
static gboolean is_editorial(const Scanner *s, gunichar c)
{
    if (c == '[')
        return s->at + 1 < s->length && g_ascii_isalpha(s->text[s->at + 1]);
    return c == ']' && s->at > 0 && g_ascii_isalpha(s->text[s->at - 1]);
}

static void scan_mark(Scanner *s, gunichar c, guint32 size)
{
    guint32 start = s->at;
    char next = start + size < s->length ? s->text[start + size] : '\0';
    if (size == 1 && s->learned == NULL && start >= s->address.until && osint_address_mark((char)c, next))
        note_address(s);
    if (c == '\\' && g_ascii_ispunct(next) && s->learned == NULL) {
        /* Markdown's escape, as in "BRONZE\_BUTLER", is no part of the text. */
    } else if (c == '_' || osint_char_is_hyphen(c)) {
        s->gap = s->gap == GAP_NONE ? GAP_HYPHEN : GAP_HARD;
    } else if (!is_editorial(s, c)) {
        guint32 id = size == 1 ? string_id(s, s->text + start, 1) : folded_id(s, start, start + size);
        push(s, id, start, start + size, OSINT_TOKEN_MARK | OSINT_TOKEN_BEGINS | OSINT_TOKEN_ENDS);
    }
    s->at += size;
}

static void scan_ascii(Scanner *s, char c)
{
    if (g_ascii_isalnum(c))
        scan_word(s);
    else if (c == ' ' && s->at + 1 < s->length && g_ascii_isalnum(s->text[s->at + 1]))
        scan_one_space(s);
    else if (g_ascii_isspace(c))
        scan_space(s);
    else
        scan_mark(s, (guchar)c, 1);
}

static void scan_other(Scanner *s)
{
    guint32 size;
    gunichar c = char_at(s, s->at, &size);
    if (osint_char_is_cjk(c))
        scan_cjk(s);
    else if (osint_char_is_word(c))
        scan_word(s);
    else if (g_unichar_isspace(c))
        scan_space(s);
    else if (osint_char_is_invisible(c))
        s->at += size;
    else
        scan_mark(s, c, size);
}

static void scan(Scanner *s)
{
    while (s->at < s->length) {
        char c = s->text[s->at];
        if ((guchar)c < 0x80)
            scan_ascii(s, c);
        else
            scan_other(s);
    }
    g_string_free(s->folded, TRUE);
}

void osint_tokens_learn(const char *name, OsintVocabulary *vocabulary, GArray *tokens)
{
    Scanner s = {.text = name,
                 .length = (guint32)strlen(name),
                 .vocabulary = vocabulary,
                 .learned = vocabulary,
                 .tokens = tokens,
                 .folded = g_string_new(NULL)};
    scan(&s);
}

guint64 osint_tokens_scan(const char *text, gsize length, const OsintVocabulary *vocabulary, GArray *tokens)
{
    g_assert(length < G_MAXUINT32 && osint_vocabulary_is_frozen(vocabulary));
    Scanner s = {.text = text,
                 .length = (guint32)length,
                 .vocabulary = vocabulary,
                 .filter = osint_vocabulary_filter(vocabulary),
                 .tokens = tokens,
                 .folded = g_string_new(NULL)};
    scan(&s);
    return s.steps;
}
