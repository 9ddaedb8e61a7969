/* All parts of all names are looked for in the folded text; then each name's parts are counted. Parts of
 * ASCII are whole runs of letters or digits there, or such a run without the s of a plural. Others may begin
 * anywhere.
 */
#include "indexer/entities/matching/name-filter.h"

#include <string.h>

#include "indexer/text/words.h"

#define KEY_BITS 16
/* Parts beyond ASCII are looked for where their first bytes stand. */
#define KEY_BYTES 3
/* Those that are shorter are looked for one by one; so many at most, the others are taken for found. */
#define MAX_SHORT_PARTS 64

typedef struct {
    char *text;
    gsize length;
    guint32 key;
    guint seen; /* the text in which it was found last */
} Part;

struct OsintNameFilter {
    GArray *parts;       /* Part */
    GHashTable *numbers; /* text -> index of the part + 1; borrowed */
    GArray *names;       /* guint: for each name the number of its parts, then the parts */
    GHashTable *words;   /* every word of ASCII letters that a name has */
    guint8 *keys;        /* a bit for every key, of parts beyond ASCII */
    guint8 *runs;        /* a bit for the hash of every part of ASCII */
    GHashTable *by_key;  /* key -> GArray of guint: the parts that begin with it */
    GArray *shorts;      /* guint: the parts without a key */
    GString *folded;
    GString *run;
    guint texts;
};

static void clear_part(gpointer data)
{
    g_free(((Part *)data)->text);
}

OsintNameFilter *osint_name_filter_new(void)
{
    OsintNameFilter *filter = g_new0(OsintNameFilter, 1);
    filter->parts = g_array_new(FALSE, FALSE, sizeof(Part));
    g_array_set_clear_func(filter->parts, clear_part);
    filter->numbers = g_hash_table_new(g_str_hash, g_str_equal);
    filter->names = g_array_new(FALSE, FALSE, sizeof(guint));
    filter->words = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    filter->keys = g_malloc0((1u << KEY_BITS) / 8);
    filter->runs = g_malloc0((1u << KEY_BITS) / 8);
    filter->by_key = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    filter->shorts = g_array_new(FALSE, FALSE, sizeof(guint));
    filter->folded = g_string_new(NULL);
    filter->run = g_string_new(NULL);
    return filter;
}

void osint_name_filter_free(OsintNameFilter *filter)
{
    if (filter == NULL)
        return;
    g_hash_table_unref(filter->numbers);
    g_array_unref(filter->parts);
    g_array_unref(filter->names);
    g_hash_table_unref(filter->words);
    g_free(filter->keys);
    g_free(filter->runs);
    g_hash_table_unref(filter->by_key);
    g_array_unref(filter->shorts);
    g_string_free(filter->folded, TRUE);
    g_string_free(filter->run, TRUE);
    g_free(filter);
}

static guint32 key_at(const char *text)
{
    return (guint32)(guchar)text[0] | (guint32)(guchar)text[1] << 8 | (guint32)(guchar)text[2] << 16;
}

static guint32 key_bit(guint32 key)
{
    return (key * 2654435761u) >> (32 - KEY_BITS);
}

/* One step of FNV-1a. */
static inline guint32 hash_step(guint32 hash, char byte)
{
    return (hash ^ (guchar)byte) * 16777619u;
}

#define HASH_SEED 2166136261u

static guint32 run_bit(guint32 hash)
{
    return (hash ^ hash >> KEY_BITS) & ((1u << KEY_BITS) - 1);
}

static void set_bit(guint8 *bits, guint32 bit)
{
    bits[bit / 8] |= (guint8)(1u << bit % 8);
}

static gboolean has_bit(const guint8 *bits, guint32 bit)
{
    return (bits[bit / 8] >> bit % 8 & 1) != 0;
}

/* ---- names ---- */

typedef void (*PartFunc)(OsintNameFilter *filter, const char *part, gsize length);

static gboolean is_part_char(gunichar c)
{
    return g_unichar_isalnum(c) || g_unichar_ismark(c);
}

static const char *part_end(const char *at)
{
    gunichar first = g_utf8_get_char(at);
    const char *end = g_utf8_next_char(at);
    if (osint_char_is_cjk(first))
        return end;
    for (; *end != '\0'; end = g_utf8_next_char(end)) {
        gunichar c = g_utf8_get_char(end);
        if (!is_part_char(c) || osint_char_is_cjk(c) || g_unichar_isdigit(c) != g_unichar_isdigit(first))
            break;
    }
    return end;
}

static void each_part(OsintNameFilter *filter, const char *name, PartFunc func)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(name, strlen(name), folded);
    for (const char *at = folded->str; *at != '\0';) {
        if (!is_part_char(g_utf8_get_char(at))) {
            at = g_utf8_next_char(at);
            continue;
        }
        const char *end = part_end(at);
        func(filter, at, (gsize)(end - at));
        at = end;
    }
}

static void learn_word(OsintNameFilter *filter, const char *part, gsize length)
{
    if (osint_text_is_ascii(part, length))
        g_hash_table_add(filter->words, g_strndup(part, length));
}

static void learn_part(OsintNameFilter *filter, const char *text, gsize length)
{
    learn_word(filter, text, length);
    g_autofree char *copy = g_strndup(text, length);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(filter->numbers, copy));
    if (number == 0) {
        Part part = {.text = g_steal_pointer(&copy), .length = length};
        g_array_append_val(filter->parts, part);
        number = filter->parts->len;
        g_hash_table_insert(filter->numbers, part.text, GUINT_TO_POINTER(number));
    }
    number--;
    g_array_append_val(filter->names, number);
}

void osint_name_filter_add(OsintNameFilter *filter, const char *name)
{
    guint start = filter->names->len, none = 0;
    g_array_append_val(filter->names, none);
    each_part(filter, name, learn_part);
    guint count = filter->names->len - start - 1;
    if (count == 0)
        g_array_set_size(filter->names, start);
    else
        g_array_index(filter->names, guint, start) = count;
}

void osint_name_filter_add_words(OsintNameFilter *filter, const char *words)
{
    each_part(filter, words, learn_word);
}

static void freeze_run(OsintNameFilter *filter, const Part *part)
{
    guint32 hash = HASH_SEED;
    for (gsize i = 0; i < part->length; i++)
        hash = hash_step(hash, part->text[i]);
    set_bit(filter->runs, run_bit(hash));
}

static void freeze_key(OsintNameFilter *filter, guint number)
{
    Part *part = &g_array_index(filter->parts, Part, number);
    part->key = key_at(part->text);
    set_bit(filter->keys, key_bit(part->key));
    GArray *same = g_hash_table_lookup(filter->by_key, GUINT_TO_POINTER(part->key));
    if (same == NULL) {
        same = g_array_new(FALSE, FALSE, sizeof(guint));
        g_hash_table_insert(filter->by_key, GUINT_TO_POINTER(part->key), same);
    }
    g_array_append_val(same, number);
}

void osint_name_filter_freeze(OsintNameFilter *filter)
{
    for (guint i = 0; i < filter->parts->len; i++) {
        const Part *part = &g_array_index(filter->parts, Part, i);
        if (osint_text_is_ascii(part->text, part->length))
            freeze_run(filter, part);
        else if (part->length < KEY_BYTES)
            g_array_append_val(filter->shorts, i);
        else
            freeze_key(filter, i);
    }
}

/* ---- texts ---- */

/* Words of ASCII, nearly all there are, need no normalisation. */
static void append_folded(const char *text, GString *out)
{
    for (const char *at = text; *at != '\0';) {
        gsize length = 0;
        while (at[length] != '\0' && !g_ascii_isspace(at[length]))
            length++;
        osint_word_fold(at, length, out);
        for (at += length; g_ascii_isspace(*at); at++)
            g_string_append_c(out, *at);
    }
}

static void note_parts_at(OsintNameFilter *filter, const char *at, gsize left)
{
    const GArray *same = g_hash_table_lookup(filter->by_key, GUINT_TO_POINTER(key_at(at)));
    for (guint i = 0; same != NULL && i < same->len; i++) {
        Part *part = &g_array_index(filter->parts, Part, g_array_index(same, guint, i));
        if (part->seen != filter->texts && part->length <= left && memcmp(part->text, at, part->length) == 0)
            part->seen = filter->texts;
    }
}

static void note_keys(OsintNameFilter *filter)
{
    const char *text = filter->folded->str;
    gsize length = filter->folded->len;
    for (gsize i = 0; g_hash_table_size(filter->by_key) > 0 && i + KEY_BYTES <= length; i++)
        if (has_bit(filter->keys, key_bit(key_at(text + i))))
            note_parts_at(filter, text + i, length - i);
    for (guint i = 0; i < filter->shorts->len; i++) {
        Part *part = &g_array_index(filter->parts, Part, g_array_index(filter->shorts, guint, i));
        if (i >= MAX_SHORT_PARTS || memmem(text, length, part->text, part->length) != NULL)
            part->seen = filter->texts;
    }
}

static void note_run(OsintNameFilter *filter, const char *text, gsize length, guint32 hash)
{
    if (!has_bit(filter->runs, run_bit(hash)))
        return;
    g_string_truncate(filter->run, 0);
    g_string_append_len(filter->run, text, (gssize)length);
    guint number = GPOINTER_TO_UINT(g_hash_table_lookup(filter->numbers, filter->run->str));
    if (number != 0)
        g_array_index(filter->parts, Part, number - 1).seen = filter->texts;
}

/* Letters and digits are runs of their own. */
static void note_runs(OsintNameFilter *filter)
{
    const char *text = filter->folded->str;
    for (gsize at = 0; text[at] != '\0';) {
        gboolean digits = g_ascii_isdigit(text[at]);
        if (!digits && !g_ascii_isalpha(text[at])) {
            at++;
            continue;
        }
        gsize start = at;
        guint32 hash = HASH_SEED, before = HASH_SEED;
        for (; digits ? g_ascii_isdigit(text[at]) : g_ascii_isalpha(text[at]); at++) {
            before = hash;
            hash = hash_step(hash, text[at]);
        }
        note_run(filter, text + start, at - start, hash);
        if (text[at - 1] == 's' && at - start > 1)
            note_run(filter, text + start, at - start - 1, before);
    }
}

static gboolean has_name(const OsintNameFilter *filter)
{
    const guint *names = (const guint *)(const void *)filter->names->data;
    for (guint at = 0; at < filter->names->len; at += names[at] + 1) {
        guint found = 0;
        while (found < names[at] &&
               g_array_index(filter->parts, Part, names[at + 1 + found]).seen == filter->texts)
            found++;
        if (found == names[at])
            return TRUE;
    }
    return FALSE;
}

static gboolean is_known_word(OsintNameFilter *filter, const char *from, const char *to)
{
    g_string_truncate(filter->folded, 0);
    g_string_append_len(filter->folded, from, to - from);
    g_string_ascii_down(filter->folded);
    return g_hash_table_contains(filter->words, filter->folded->str);
}

/* The word of ASCII letters from `from` to `to`, of which some are capitals behind the first. */
static gboolean has_known_piece(OsintNameFilter *filter, const char *from, const char *to)
{
    if (is_known_word(filter, from, to))
        return TRUE;
    for (const char *start = from; start < to;) {
        const char *end = start + 1;
        while (end < to && !(g_ascii_isupper(*end) &&
                             (g_ascii_islower(end[-1]) || (end + 1 < to && g_ascii_islower(end[1])))))
            end++;
        if (is_known_word(filter, start, end))
            return TRUE;
        start = end;
    }
    return FALSE;
}

/* A word like "ShimbunNikkeiNHK", one of whose parts is a word of the names, or that is one itself. */
static gboolean has_glued_word(OsintNameFilter *filter, const char *text)
{
    for (const char *at = text; *at != '\0';) {
        if (!g_ascii_isalpha(*at)) {
            at++;
            continue;
        }
        const char *from = at;
        gboolean humps = FALSE, small = FALSE;
        for (at++; g_ascii_isalpha(*at); at++) {
            small = small || g_ascii_islower(*at);
            humps = humps || g_ascii_isupper(*at);
        }
        if (humps && small && has_known_piece(filter, from, at))
            return TRUE;
    }
    return FALSE;
}

gboolean osint_name_filter_passes(OsintNameFilter *filter, const char *title, const char *text)
{
    filter->texts++;
    g_string_truncate(filter->folded, 0);
    if (title != NULL)
        append_folded(title, filter->folded);
    g_string_append(filter->folded, "\n\n");
    append_folded(text, filter->folded);
    note_runs(filter);
    note_keys(filter);
    return has_name(filter) || (title != NULL && has_glued_word(filter, title)) ||
           has_glued_word(filter, text);
}
