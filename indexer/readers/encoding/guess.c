/* Guessing an encoding. uchardet is right where there are many bytes beyond ASCII; with few of them it
 * answers with encodings that hardly anybody ever used. So its answer is one candidate among those of its
 * kind, and the one that reads most like text wins: letters that the language has, no signs or capitals
 * within words. */
#include "indexer/readers/encoding/guess.h"

#include <string.h>
#include <uchardet.h>

#include "indexer/article/language.h"
#include "indexer/readers/encoding/alphabets.h"
#include "indexer/readers/encoding/convert.h"
#include "indexer/readers/encoding/labels.h"

/* Enough to be sure of, and the detector is slow. */
#define DETECTOR_SAMPLE ((gsize)1 << 18)
/* Of the lines with bytes beyond ASCII. */
#define JUDGED_SAMPLE ((gsize)8192)
#define MAX_LINE ((gsize)1024)

/* Points against a reading, for each character beyond ASCII; in tenths. */
enum {
    AGAINST_INVALID = 100,
    AGAINST_CONTROL = 80,
    AGAINST_MIXTURE = 30,
    AGAINST_SIGN = 20,
    AGAINST_LETTER = 10,
    AGAINST_APOSTROPHE = 1,
    AGAINST_ANY_LETTER = 4 /* where the language is not known */
};
/* The detector's answer stands against one that is hardly better. */
#define BENEFIT 1.5
#define FIRST_CJK 0x2E80
#define MIN_CHARACTERS ((gsize)8)
/* From there on a reading is no text, up to there it is. */
enum { HARDLY_TEXT = 8, SURELY_TEXT = 3 };

/* What text without a declaration is in practice, the most common first: of equals the first wins. */
static const char *const latin[] = {"WINDOWS-1252", "WINDOWS-1250", "ISO-8859-2", "WINDOWS-1254",
                                    "WINDOWS-1257", "MACINTOSH",    "IBM850",     NULL};
static const char *const cyrillic[] = {"WINDOWS-1251", "KOI8-U",       "ISO-8859-5",
                                       "IBM866",       "MAC-CYRILLIC", NULL};
/* Of the encodings with several bytes a character those that can be told by their script alone. */
static const char *const syllabic[] = {"EUC-JP-MS", "CP932", "CP949", "JOHAB", NULL};

typedef struct {
    gsize letters;   /* beyond ASCII */
    gsize others;    /* likewise */
    gsize latin;     /* of the letters */
    gsize syllables; /* kana and hangul, likewise */
    gsize ascii;
    guint64 against;
} Judgement;

static GUnicodeScript script_of(gunichar c)
{
    return g_unichar_isalpha(c) ? g_unichar_get_script(c) : G_UNICODE_SCRIPT_COMMON;
}

static gboolean is_syllable(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);
    gboolean narrow = c >= 0xFF00; /* hardly used, and what many bytes are in Shift_JIS */
    return script == G_UNICODE_SCRIPT_HANGUL || script == G_UNICODE_SCRIPT_HIRAGANA ||
           (script == G_UNICODE_SCRIPT_KATAKANA && !narrow);
}

/* Signs that texts have beside letters. */
static gboolean is_plain_sign(gunichar c)
{
    static const gunichar signs[] = {0xA0,   0xA1,   0xA3,   0xA7,   0xA9,   0xAB,   0xAD,   0xAE,   0xB0,
                                     0xB7,   0xBB,   0xBF,   0x2013, 0x2014, 0x2018, 0x2019, 0x201A, 0x201C,
                                     0x201D, 0x201E, 0x2022, 0x2026, 0x2039, 0x203A, 0x20AC, 0x2116, 0x2122};
    for (gsize i = 0; i < G_N_ELEMENTS(signs); i++)
        if (signs[i] == c)
            return TRUE;
    return FALSE;
}

static guint against_letter(gunichar before, gunichar c, const char *alphabet)
{
    GUnicodeScript script = g_unichar_get_script(c), last = script_of(before);
    if (c >= FIRST_CJK)
        return 0;
    if (last != script && last != G_UNICODE_SCRIPT_COMMON && last != G_UNICODE_SCRIPT_INHERITED)
        return AGAINST_MIXTURE;
    if (g_unichar_isupper(c) && g_unichar_islower(before))
        return AGAINST_MIXTURE;
    if (script != G_UNICODE_SCRIPT_LATIN && script != G_UNICODE_SCRIPT_CYRILLIC)
        return 0;
    if (alphabet == NULL)
        return g_utf8_strchr(osint_alphabet(NULL), -1, g_unichar_tolower(c)) != NULL ? 0 : AGAINST_ANY_LETTER;
    return g_utf8_strchr(alphabet, -1, g_unichar_tolower(c)) != NULL ? 0 : AGAINST_LETTER;
}

static guint against_sign(gunichar before, gunichar c, gunichar after)
{
    if (c == 0xFFFD)
        return AGAINST_INVALID;
    if (c < 0xA0 || (c >= 0xE000 && c < 0xF900))
        return AGAINST_CONTROL;
    if (c >= FIRST_CJK)
        return 0;
    gboolean within = g_unichar_isalpha(before) && g_unichar_isalpha(after);
    if (within && c != 0xB7 && c != 0xAD && c != 0x2014)
        return c == 0x2019 ? AGAINST_APOSTROPHE : AGAINST_MIXTURE;
    return is_plain_sign(c) ? 0 : AGAINST_SIGN;
}

static Judgement judge_text(const char *text, const char *alphabet)
{
    Judgement judgement = {0};
    gunichar before = ' ';
    for (const char *at = text; *at != '\0'; at = g_utf8_next_char(at)) {
        gunichar c = g_utf8_get_char(at);
        judgement.ascii += c < 0x80 && g_ascii_isalpha((char)c);
        if (c >= 0x80 && g_unichar_isalpha(c)) {
            judgement.letters++;
            judgement.latin += g_unichar_get_script(c) == G_UNICODE_SCRIPT_LATIN;
            judgement.syllables += is_syllable(c) ? 1 : 0;
            judgement.against += against_letter(before, c, alphabet);
        } else if (c >= 0x80 && !g_unichar_ismark(c)) {
            judgement.others++;
            judgement.against += against_sign(before, c, g_utf8_get_char(g_utf8_next_char(at)));
        }
        before = c;
    }
    return judgement;
}

static Judgement judge(const GString *sample, const char *encoding)
{
    gsize invalid;
    GString *text = osint_encoding_convert(sample->str, sample->len, encoding, &invalid);
    g_assert(text != NULL);
    g_autofree char *language = osint_language_detect(text->str, NULL);
    Judgement judgement = judge_text(text->str, language != NULL ? osint_alphabet(language) : NULL);
    g_string_free(text, TRUE);
    return judgement;
}

/* Points against a character on average. No language has more Latin letters with marks than without. */
static double rate(Judgement judgement)
{
    gsize characters = judgement.letters + judgement.others;
    if (judgement.latin > judgement.ascii)
        judgement.against += judgement.latin * AGAINST_MIXTURE;
    return characters > 0 ? (double)judgement.against / (double)characters : 0;
}

/* The lines that have bytes beyond ASCII, without their tags, which are no text. */
static GString *sample_lines(const char *data, gsize length)
{
    GString *sample = g_string_new(NULL);
    for (gsize at = 0; at < length && sample->len < JUDGED_SAMPLE;) {
        const char *stop = memchr(data + at, '\n', length - at);
        gsize width = stop != NULL ? (gsize)(stop - data) - at + 1 : length - at, high = 0;
        while (high < width && (guchar)data[at + high] < 0x80)
            high++;
        if (high < width) {
            gsize lead = MIN(high, MAX_LINE / 2);
            g_string_append_len(sample, data + at + high - lead, (gssize)MIN(width - high + lead, MAX_LINE));
        }
        at += width;
    }
    return sample;
}

static char *detect(const char *data, gsize length)
{
    uchardet_t detector = uchardet_new();
    char *name = NULL;
    if (uchardet_handle_data(detector, data, MIN(length, DETECTOR_SAMPLE)) == 0) {
        uchardet_data_end(detector);
        name = osint_encoding_real_name(uchardet_get_charset(detector));
    }
    uchardet_delete(detector);
    return name;
}

static gboolean is_among(const char *const *list, const char *name)
{
    return g_strv_contains(list, name);
}

/* The best of the list, where it is better than what is best so far. What DOS and the first Macintoshes wrote
 * is rare. */
static const char *better(const GString *sample, const char *const *list, const char *best, double *against)
{
    for (; *list != NULL; list++) {
        gboolean old = g_str_has_prefix(*list, "MAC") || g_str_has_prefix(*list, "IBM");
        double rated = rate(judge(sample, *list)) + (old ? 2 * BENEFIT : 0);
        if (rated < *against) {
            *against = rated;
            best = *list;
        }
    }
    return best;
}

/* The kinds of encoding that the detector's answer may be mistaken for. */
static const char *const *kind_of(const char *name)
{
    static const char *const others[] = {"WINDOWS-1253", "ISO-8859-7", "WINDOWS-1255", "ISO-8859-8",
                                         "WINDOWS-1256", "ISO-8859-6", "CP874",        NULL};
    static const char *const none[] = {NULL};
    if (is_among(cyrillic, name))
        return cyrillic;
    gboolean single = g_str_has_prefix(name, "ISO-8859-") || g_str_has_prefix(name, "WINDOWS-") ||
                      g_str_has_prefix(name, "IBM") || g_str_has_prefix(name, "MAC") ||
                      strcmp(name, "VISCII") == 0;
    return single && !is_among(others, name) ? latin : none;
}

static gboolean is_syllabic(const GString *sample, const char *encoding)
{
    Judgement judgement = judge(sample, encoding);
    return judgement.syllables * 2 > judgement.letters + judgement.others && rate(judgement) < HARDLY_TEXT;
}

static const char *guess_text(const GString *sample, const char *detected)
{
    const char *first = detected != NULL && !g_str_has_prefix(detected, "UTF-") ? detected : latin[0];
    const char *const *kind = kind_of(first);
    const char *best = first;
    double against = rate(judge(sample, first));
    /* The detector is too fond of encodings that hardly anybody used: those have no benefit. */
    if (is_among(kind, first))
        against -= BENEFIT;
    else if (kind[0] != NULL)
        against += BENEFIT;
    best = better(sample, kind, best, &against);
    /* What reads well as the most common one is that: beyond the sample there may be its quotation marks. */
    if (kind == latin && rate(judge(sample, latin[0])) <= 0)
        return latin[0];
    if (against < HARDLY_TEXT)
        return g_intern_string(best);
    for (const char *const *other = syllabic; *other != NULL; other++)
        if (is_syllabic(sample, *other))
            return *other;
    return g_intern_string(best);
}

/* A few characters prove nothing against what is declared. */
static gboolean is_text(Judgement judgement)
{
    return rate(judgement) < HARDLY_TEXT || judgement.letters + judgement.others < MIN_CHARACTERS;
}

const char *osint_encoding_guess(const char *data, gsize length, const char *declared)
{
    g_autoptr(GString) sample = sample_lines(data, length);
    if (declared != NULL && is_text(judge(sample, declared)))
        return g_intern_string(declared);
    g_autofree char *detected = detect(data, length);
    const char *guessed = guess_text(sample, detected);
    gboolean believed = declared != NULL && rate(judge(sample, guessed)) > SURELY_TEXT;
    return believed ? g_intern_string(declared) : guessed;
}
