/* Cutting a text into the tokens that names are made of. */
#include "indexer/entities/tokens.h"

#include <string.h>

#include "indexer/entities/addresses.h"
#include "indexer/text/words.h"

/* No name has a longer token, so a longer one need not be looked up. */
#define TOKEN_MAX_BYTES 600

typedef enum { GAP_NONE, GAP_SPACE, GAP_HYPHEN, GAP_HARD } Gap;

/* Most words of a text are in no name. The filter has a bit for each token's hash, small enough to stay in
 * the cache, and spares nearly all of them the look-up. */
#define FILTER_BITS_PER_TOKEN 16

struct OsintVocabulary {
    GHashTable *ids; /* folded token -> id */
    guint8 *filter;
    guint32 filter_mask; /* number of bits - 1 */
};

typedef struct {
    const char *text;
    guint32 length;
    guint32 at;
    const OsintVocabulary *vocabulary;
    gboolean learn;
    GArray *tokens;
    GString *folded; /* the last token that was looked up */
    guint32 paragraph;
    Gap gap;
    gboolean linked;         /* nothing unknown stands between the last token and here */
    OsintAddressRun address; /* the last run of characters that was asked whether it is an address */
} Scanner;

typedef enum { SCRIPT_OTHER, SCRIPT_KATAKANA, SCRIPT_HANGUL } Script;

OsintVocabulary *osint_vocabulary_new(void)
{
    OsintVocabulary *vocabulary = g_new0(OsintVocabulary, 1);
    vocabulary->ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    return vocabulary;
}

void osint_vocabulary_free(OsintVocabulary *vocabulary)
{
    g_hash_table_unref(vocabulary->ids);
    g_free(vocabulary->filter);
    g_free(vocabulary);
}

guint32 osint_vocabulary_size(const OsintVocabulary *vocabulary)
{
    return g_hash_table_size(vocabulary->ids);
}

/* One step of FNV-1a. Setting one bit makes capitals small letters and leaves digits as they are. */
static inline guint32 hash_step(guint32 hash, char byte)
{
    return (hash ^ ((guchar)byte | 0x20u)) * 16777619u;
}

#define HASH_SEED 2166136261u

static guint32 filter_bit(const OsintVocabulary *vocabulary, guint32 hash)
{
    return (hash ^ hash >> 15) & vocabulary->filter_mask;
}

void osint_vocabulary_freeze(OsintVocabulary *vocabulary)
{
    guint32 bits = 64;
    while (bits / FILTER_BITS_PER_TOKEN < osint_vocabulary_size(vocabulary))
        bits *= 2;
    vocabulary->filter = g_malloc0(bits / 8);
    vocabulary->filter_mask = bits - 1;
    GHashTableIter iter;
    gpointer token;
    g_hash_table_iter_init(&iter, vocabulary->ids);
    while (g_hash_table_iter_next(&iter, &token, NULL)) {
        guint32 hash = HASH_SEED;
        for (const char *p = token; *p != '\0'; p++)
            hash = hash_step(hash, *p);
        guint32 bit = filter_bit(vocabulary, hash);
        vocabulary->filter[bit / 8] |= (guint8)(1u << bit % 8);
    }
}

static gboolean may_be_known(const OsintVocabulary *vocabulary, guint32 hash)
{
    guint32 bit = filter_bit(vocabulary, hash);
    return (vocabulary->filter[bit / 8] >> bit % 8 & 1) != 0;
}

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

/* The id of the token in s->folded, 0 for none. */
static guint32 token_id(Scanner *s)
{
    if (s->folded->len == 0 || s->folded->len > TOKEN_MAX_BYTES)
        return 0;
    guint32 id = GPOINTER_TO_UINT(g_hash_table_lookup(s->vocabulary->ids, s->folded->str));
    if (id == 0 && s->learn) {
        id = osint_vocabulary_size(s->vocabulary) + 1;
        g_hash_table_insert(s->vocabulary->ids, g_strdup(s->folded->str), GUINT_TO_POINTER(id));
    }
    return id;
}

static guint32 folded_id(Scanner *s, guint32 start, guint32 end)
{
    if (end - start > TOKEN_MAX_BYTES)
        return 0;
    g_string_truncate(s->folded, 0);
    osint_word_fold(s->text + start, end - start, s->folded);
    return token_id(s);
}

/* The same for ASCII, whose hash is known. */
static guint32 hashed_id(Scanner *s, guint32 start, guint32 end, guint32 hash)
{
    if (!s->learn && !may_be_known(s->vocabulary, hash))
        return 0;
    g_string_set_size(s->folded, end - start);
    for (guint32 i = start; i < end; i++)
        s->folded->str[i - start] = (char)(s->text[i] | (g_ascii_isupper(s->text[i]) ? 0x20 : 0));
    return token_id(s);
}

static guint32 ascii_id(Scanner *s, guint32 start, guint32 end)
{
    guint32 hash = HASH_SEED;
    for (guint32 i = start; i < end; i++)
        hash = hash_step(hash, s->text[i]);
    return hashed_id(s, start, end, hash);
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
        if (g_unichar_isdigit(c) != digits && !g_unichar_ismark(c))
            break;
    }
    return at;
}

static guint32 word_end(const Scanner *s, guint32 at)
{
    while (at < s->length) {
        guint32 size;
        if (!osint_char_is_word(char_at(s, at, &size)))
            break;
        at += size;
    }
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
    guint32 start = s->at, end = start, length = s->length, hash = HASH_SEED, size;
    guint kinds = 0;
    for (; end < length; end++) {
        guint kind = classes[(guchar)text[end]];
        if ((kind & G_ASCII_ALNUM) == 0)
            break;
        kinds |= kind;
        hash = hash_step(hash, text[end]);
    }
    gboolean mixed = (kinds & G_ASCII_ALPHA) != 0 && (kinds & G_ASCII_DIGIT) != 0;
    if (end == start || mixed ||
        (end < length && (guchar)text[end] >= 0x80 && osint_char_is_word(char_at(s, end, &size)))) {
        scan_mixed_word(s);
        return;
    }
    guint32 id = hashed_id(s, start, end, hash);
    if (id != 0 || s->learn || (kinds & G_ASCII_UPPER) == 0 || !push_glued(s, start, end))
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
    guint32 start = s->at, hash = HASH_SEED;
    g_string_truncate(s->folded, 0);
    osint_cjk_next(s->text, &s->at, s->length, s->folded);
    for (gsize i = 0; i < s->folded->len; i++)
        hash = hash_step(hash, s->folded->str[i]);
    guint32 id = s->learn || may_be_known(s->vocabulary, hash) ? token_id(s) : 0;
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

static gboolean is_hyphen(gunichar c)
{
    return c == '-' || c == '_' || (c >= 0x2010 && c <= 0x2013);
}

static void scan_mark(Scanner *s, gunichar c, guint32 size)
{
    guint32 start = s->at;
    char next = start + size < s->length ? s->text[start + size] : '\0';
    if (size == 1 && !s->learn && start >= s->address.until && osint_address_mark((char)c, next))
        note_address(s);
    if (c == '\\' && g_ascii_ispunct(next) && !s->learn) {
        /* Markdown's escape, as in "BRONZE\_BUTLER", is no part of the text. */
    } else if (is_hyphen(c)) {
        s->gap = s->gap == GAP_NONE ? GAP_HYPHEN : GAP_HARD;
    } else if (!is_editorial(s, c)) {
        guint32 id = size == 1 ? ascii_id(s, start, start + 1) : folded_id(s, start, start + size);
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
    g_assert(vocabulary->filter == NULL);
    Scanner s = {.text = name,
                 .length = (guint32)strlen(name),
                 .vocabulary = vocabulary,
                 .learn = TRUE,
                 .tokens = tokens,
                 .folded = g_string_new(NULL)};
    scan(&s);
}

void osint_tokens_scan(const char *text, gsize length, const OsintVocabulary *vocabulary, GArray *tokens)
{
    g_assert(length < G_MAXUINT32 && vocabulary->filter != NULL);
    Scanner s = {.text = text,
                 .length = (guint32)length,
                 .vocabulary = vocabulary,
                 .tokens = tokens,
                 .folded = g_string_new(NULL)};
    scan(&s);
}
