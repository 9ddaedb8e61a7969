/* The language of a text: scripts that only one language uses first, then CLD2's statistics, then the hint.
 */
#include "indexer/article/language.h"

#include <string.h>

#include "indexer/article/language-cld2.h"

/* A longer text is read in three places, so that neither a book costs more than an article, nor a preface or
 * a footer in another language decides. */
#define SLICE_BYTES 512
#define SLICES 3
/* With fewer letters statistics guess: names and loan words outweigh the language. */
#define MIN_LETTERS 24

typedef struct {
    guint letters; /* all, weighted as below */
    guint kana;
    guint hangul;
    guint han;
    guint sole; /* of the most frequent script that one language has for itself */
    GUnicodeScript sole_script;
} ScriptCounts;

static const struct {
    GUnicodeScript script;
    const char *language;
} sole_languages[] = {
    {G_UNICODE_SCRIPT_THAI, "th"},      {G_UNICODE_SCRIPT_GREEK, "el"},    {G_UNICODE_SCRIPT_ARMENIAN, "hy"},
    {G_UNICODE_SCRIPT_GEORGIAN, "ka"},  {G_UNICODE_SCRIPT_KHMER, "km"},    {G_UNICODE_SCRIPT_LAO, "lo"},
    {G_UNICODE_SCRIPT_TAMIL, "ta"},     {G_UNICODE_SCRIPT_TELUGU, "te"},   {G_UNICODE_SCRIPT_KANNADA, "kn"},
    {G_UNICODE_SCRIPT_MALAYALAM, "ml"}, {G_UNICODE_SCRIPT_GUJARATI, "gu"}, {G_UNICODE_SCRIPT_GURMUKHI, "pa"},
    {G_UNICODE_SCRIPT_SINHALA, "si"},
};

static const char *sole_language(GUnicodeScript script)
{
    for (gsize i = 0; i < G_N_ELEMENTS(sole_languages); i++) {
        if (sole_languages[i].script == script)
            return sole_languages[i].language;
    }
    return NULL;
}

/* A Han character or a syllable says about as much as two and a half letters: counted as two (hangul, kana)
 * or three (Han), a headline in English does not outweigh a paragraph in Japanese. */
static void count_letter(ScriptCounts *counts, gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);

    if (script == G_UNICODE_SCRIPT_HIRAGANA || script == G_UNICODE_SCRIPT_KATAKANA) {
        counts->kana++;
        counts->letters += 2;
    } else if (script == G_UNICODE_SCRIPT_HANGUL) {
        counts->hangul++;
        counts->letters += 2;
    } else if (script == G_UNICODE_SCRIPT_HAN) {
        counts->han++;
        counts->letters += 3;
    } else {
        if (script == counts->sole_script)
            counts->sole++;
        else if (counts->sole == 0 && sole_language(script) != NULL) {
            counts->sole_script = script;
            counts->sole = 1;
        }
        counts->letters++;
    }
}

static void append_space(GString *letters)
{
    if (letters->len > 0 && letters->str[letters->len - 1] != ' ')
        g_string_append_c(letters, ' ');
}

static void add_ascii(ScriptCounts *counts, char c, GString *letters)
{
    gboolean letter = g_ascii_isalpha(c);

    counts->letters += letter ? 1 : 0;
    if (letter || c == '\'')
        g_string_append_c(letters, c);
    else
        append_space(letters);
}

/* Counts the letters and keeps them, with a space for all between words: CLD2 refuses a whole text for one
 * control character in it, and addresses and figures say nothing. */
static void count_scripts(const char *text, ScriptCounts *counts, GString *letters)
{
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);

        if (c < 0x80) {
            add_ascii(counts, *at, letters);
            continue;
        }
        gboolean letter = g_unichar_isalpha(c);
        if (letter)
            count_letter(counts, c);
        if (letter || g_unichar_ismark(c))
            g_string_append_len(letters, at, g_utf8_next_char(at) - at);
        else
            append_space(letters);
    }
    append_space(letters);
}

/* The language that the script alone decides, NULL when it does not. Japanese has kana everywhere, a Chinese
 * text at most a quoted name or the "の" of a brand. */
static const char *language_of_script(const ScriptCounts *counts)
{
    guint half = counts->letters / 2;

    if (2 * counts->hangul > half)
        return "ko";
    if (counts->kana * 2 + counts->han * 3 > half && counts->kana > 0 && counts->kana * 10 >= counts->han)
        return "ja";
    if (counts->sole > half)
        return sole_language(counts->sole_script);
    return NULL;
}

static char *detected_tag(const char *cld2)
{
    if (cld2 == NULL || strchr(cld2, '_') != NULL || g_str_has_prefix(cld2, "xx"))
        return NULL;
    return osint_language_canonical(cld2);
}

/* Where a slice begins, not within a character. */
static gsize slice_start(const char *text, gsize length, gsize slice)
{
    gsize at = (length - SLICE_BYTES) / (SLICES - 1) * slice;

    while (at < length && ((guchar)text[at] & 0xC0) == 0x80)
        at++;
    return at;
}

static void count_slice(const char *text, gsize length, ScriptCounts *counts, GString *letters)
{
    g_autofree char *valid = g_utf8_make_valid(text, (gssize)length);

    count_scripts(valid, counts, letters);
}

static ScriptCounts count_sample(const char *text, GString *letters)
{
    ScriptCounts counts = {.sole_script = G_UNICODE_SCRIPT_UNKNOWN};
    gsize length = strlen(text);

    if (length <= SLICES * SLICE_BYTES) {
        count_slice(text, length, &counts, letters);
        return counts;
    }
    for (gsize i = 0; i < SLICES; i++) {
        gsize start = slice_start(text, length, i);
        count_slice(text + start, MIN(SLICE_BYTES, length - start), &counts, letters);
    }
    return counts;
}

static gboolean has_any(const char *text, const char *letters)
{
    for (const char *at = letters; *at != '\0'; at = g_utf8_next_char(at))
        if (g_utf8_strchr(text, -1, g_utf8_get_char(at)) != NULL)
            return TRUE;
    return FALSE;
}

/* Every letter is one of Russian, and some are of no Slavic language but Russian and Belarusian. */
static gboolean is_russian(const char *letters)
{
    for (const char *at = letters; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_unichar_tolower(g_utf8_get_char(at));
        if (c != ' ' && c != 0x451 && (c < 0x430 || c > 0x44F))
            return FALSE;
    }
    return has_any(letters, "ыэЫЭ");
}

/* What letters know better than statistics of short texts: Macedonian is taken for Serbian. */
static char *settle(char *detected, const char *letters)
{
    gboolean unsure = detected == NULL || strcmp(detected, "sr") == 0;
    gboolean macedonian = unsure && has_any(letters, "ѓќѕЃЌЅ") && !has_any(letters, "ђћЂЋ");
    if (!macedonian && (detected != NULL || !is_russian(letters)))
        return detected;
    g_free(detected);
    return g_strdup(macedonian ? "mk" : "ru");
}

static char *detect_in_text(const char *text)
{
    g_autoptr(GString) letters = g_string_sized_new(SLICES * SLICE_BYTES + 1);
    ScriptCounts counts = count_sample(text, letters);
    const char *language = language_of_script(&counts);

    if (language != NULL)
        return g_strdup(language);
    if (counts.letters < MIN_LETTERS)
        return NULL;
    return settle(detected_tag(osint_cld2_detect(letters->str, letters->len)), letters->str);
}

char *osint_language_detect(const char *text, const char *hint)
{
    char *language = text != NULL ? detect_in_text(text) : NULL;

    if (language == NULL && hint != NULL)
        language = osint_language_canonical(hint);
    return language;
}

char *osint_language_primary(const char *tag)
{
    return g_ascii_strdown(tag, (gssize)strcspn(tag, "-_"));
}

/* Tags that have a shorter or a newer name, and those that name no language. */
static const struct {
    const char *from;
    const char *to;
} replaced[] = {
    {"iw", "he"},  {"in", "id"},  {"ji", "yi"},  {"jw", "jv"},  {"mo", "ro"},  {"ara", "ar"},
    {"chi", "zh"}, {"zho", "zh"}, {"dut", "nl"}, {"nld", "nl"}, {"eng", "en"}, {"fas", "fa"},
    {"per", "fa"}, {"fra", "fr"}, {"fre", "fr"}, {"deu", "de"}, {"ger", "de"}, {"heb", "he"},
    {"hin", "hi"}, {"ind", "id"}, {"ita", "it"}, {"jpn", "ja"}, {"kor", "ko"}, {"pol", "pl"},
    {"por", "pt"}, {"rus", "ru"}, {"spa", "es"}, {"swe", "sv"}, {"tha", "th"}, {"tur", "tr"},
    {"ukr", "uk"}, {"vie", "vi"}, {"und", NULL}, {"mis", NULL}, {"mul", NULL}, {"zxx", NULL},
};

static gboolean is_made_of(const char *text, gboolean (*belongs)(char))
{
    for (; *text != '\0'; text++) {
        if (!belongs(*text))
            return FALSE;
    }
    return TRUE;
}

static gboolean is_alpha(char c)
{
    return g_ascii_isalpha(c);
}

static gboolean is_digit(char c)
{
    return g_ascii_isdigit(c);
}

static gboolean is_alnum(char c)
{
    return g_ascii_isalnum(c);
}

static gboolean append_primary(GString *out, const char *subtag)
{
    gsize length = strlen(subtag);
    g_autofree char *lower = g_ascii_strdown(subtag, -1);
    const char *name = lower;

    if (length < 2 || length > 3 || !is_made_of(subtag, is_alpha))
        return FALSE;
    for (gsize i = 0; i < G_N_ELEMENTS(replaced); i++) {
        if (strcmp(lower, replaced[i].from) == 0)
            name = replaced[i].to;
    }
    if (name == NULL)
        return FALSE;
    g_string_append(out, name);
    return TRUE;
}

/* The order in which the parts of a tag may come; a variant or an extension may come again. */
typedef enum {
    AFTER_LANGUAGE,
    AFTER_EXTLANG,
    AFTER_SCRIPT,
    AFTER_REGION,
    AFTER_VARIANT,
    IN_EXTENSION
} TagPlace;

static gboolean append_plain_subtag(GString *out, const char *subtag, TagPlace *place)
{
    gsize length = strlen(subtag);
    gboolean letters = is_made_of(subtag, is_alpha);
    g_autofree char *lower = g_ascii_strdown(subtag, -1);

    if (length == 3 && letters && *place < AFTER_EXTLANG) {
        *place = AFTER_EXTLANG;
    } else if (length == 4 && letters && *place < AFTER_SCRIPT) {
        *place = AFTER_SCRIPT;
        lower[0] = g_ascii_toupper(lower[0]);
    } else if (((length == 2 && letters) || (length == 3 && is_made_of(subtag, is_digit))) &&
               *place < AFTER_REGION) {
        *place = AFTER_REGION;
        for (char *c = lower; *c != '\0'; c++)
            *c = g_ascii_toupper(*c);
    } else if ((length >= 5 || (length == 4 && g_ascii_isdigit(*subtag))) && *place <= AFTER_VARIANT) {
        *place = AFTER_VARIANT;
    } else if (*place != IN_EXTENSION || length < 2) {
        return FALSE;
    }
    g_string_append_printf(out, "-%s", lower);
    return TRUE;
}

/* An extension ("u-ca-buddhist") or the private part ("x-..."), begun by its one letter. */
static gboolean append_subtag(GString *out, char **subtag, TagPlace *place)
{
    gsize length = strlen(*subtag);

    if (length == 0 || length > 8 || !is_made_of(*subtag, is_alnum))
        return FALSE;
    if (length > 1)
        return append_plain_subtag(out, *subtag, place);
    if (subtag[1] == NULL || strlen(subtag[1]) < 2)
        return FALSE;
    *place = IN_EXTENSION;
    g_string_append_printf(out, "-%c", g_ascii_tolower(**subtag));
    return TRUE;
}

char *osint_language_canonical(const char *tag)
{
    g_autofree char *plain = g_strdelimit(g_strstrip(g_strdup(tag)), "_", '-');
    g_auto(GStrv) subtags = g_strsplit(plain, "-", -1);
    g_autoptr(GString) out = g_string_new(NULL);
    TagPlace place = AFTER_LANGUAGE;

    if (subtags[0] == NULL || !append_primary(out, subtags[0]))
        return NULL;
    for (char **subtag = subtags + 1; *subtag != NULL; subtag++) {
        if (!append_subtag(out, subtag, &place))
            return NULL;
    }
    return g_string_free(g_steal_pointer(&out), FALSE);
}
