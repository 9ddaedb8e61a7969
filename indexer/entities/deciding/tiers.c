/* A name's words are looked up one by one; what is left over of the words of the field decides. */
#include "indexer/entities/deciding/tiers.h"

#include <string.h>

#include "indexer/entities/deciding/ordinary.h"
#include "indexer/entities/deciding/threat-words.h"
#include "indexer/text/words.h"

/* A word this short is an abbreviation of many things. */
#define SHORT_CHARS 3

/* What a name is made of. */
typedef struct {
    guint words;
    guint unknown;   /* words that are no word of English: these speak for themselves */
    guint common;    /* of the most frequent ones */
    guint ordinary;  /* others */
    guint proper;    /* known in capitals only */
    guint field;     /* "group", "ransomware" */
    guint countries; /* "Turkish", and products, months, days */
    guint characters;
    gboolean capital;
} Makeup;

static gboolean has_digit_and_letter(const char *folded)
{
    gboolean digit = FALSE, letter = FALSE;
    for (const char *p = folded; *p != '\0'; p = g_utf8_next_char(p)) {
        digit = digit || g_unichar_isdigit(g_utf8_get_char(p));
        letter = letter || g_unichar_isalpha(g_utf8_get_char(p));
    }
    return digit && letter;
}

/* "Turkish", "Chinese": what ransomware is called after is said of many things. */
static gboolean is_of_a_country(const char *folded)
{
    return g_str_has_suffix(folded, "ese") || g_str_has_suffix(folded, "ian") ||
           g_str_has_suffix(folded, "ean") || g_str_has_suffix(folded, "ish");
}

static gboolean is_of_the_calendar(const char *folded)
{
    static const char *const words[] = {"january",  "february", "march",    "april",     "may",
                                        "june",     "july",     "august",   "september", "october",
                                        "november", "december", "monday",   "tuesday",   "wednesday",
                                        "thursday", "friday",   "saturday", "sunday",    NULL};
    return g_strv_contains(words, folded);
}

/* What most computers have; lists of malware have all of it, too. */
static gboolean is_product(const char *folded)
{
    static const char *const products[] = {
        "alibaba",  "amazon",   "android",    "anydesk",    "apache",     "autoit",      "chrome",
        "chromium", "curl",     "defender",   "discord",    "dropbox",    "excel",       "facebook",
        "firefox",  "flash",    "foxmail",    "git",        "github",     "gmail",       "google",
        "icloud",   "java",     "javascript", "linux",      "macos",      "microsoft",   "office",
        "onedrive", "opera",    "orion",      "outlook",    "powershell", "python",      "safari",
        "skype",    "slack",    "steam",      "teamviewer", "telegram",   "thunderbird", "twitter",
        "ubuntu",   "whatsapp", "whois",      "windows",    "winrar",     "word",        "youtube",
        "zlib",     "zoom",     NULL};
    return g_strv_contains(products, folded);
}

static void add_word(Makeup *makeup, const char *folded)
{
    makeup->words++;
    OsintCommonness kind = osint_ordinary_word(folded);
    if ((osint_threat_word(folded) & (OSINT_THREAT_ACTOR | OSINT_THREAT_SOFTWARE)) != 0 ||
        strcmp(folded, "the") == 0) {
        makeup->field++;
        return;
    }
    if (is_product(folded) || is_of_the_calendar(folded) ||
        (kind == OSINT_WORD_PROPER && is_of_a_country(folded))) {
        makeup->countries++;
        return;
    }
    makeup->characters +=
        g_unichar_isdigit(g_utf8_get_char(folded)) ? SHORT_CHARS + 1 : (guint)g_utf8_strlen(folded, -1);
    if (kind == OSINT_WORD_UNKNOWN || has_digit_and_letter(folded))
        makeup->unknown++;
    else if (kind == OSINT_WORD_COMMON)
        makeup->common++;
    else if (kind == OSINT_WORD_PROPER)
        makeup->proper++;
    else
        makeup->ordinary++;
}

gboolean osint_name_has_capital(const char *name)
{
    for (const char *p = name; *p != '\0'; p = g_utf8_next_char(p))
        if (g_unichar_isupper(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

static Makeup makeup_of(const char *name)
{
    Makeup makeup = {0};
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, name, strlen(name));
    while (osint_words_next(&iter, &word)) {
        g_autoptr(GString) folded = g_string_new(NULL);
        osint_word_fold(name + word.start, word.end - word.start, folded);
        add_word(&makeup, folded->str);
        if (word.kind == OSINT_WORD_CJK)
            makeup.characters += SHORT_CHARS;
    }
    makeup.capital = osint_name_has_capital(name);
    return makeup;
}

static OsintTier threat_tier(const Makeup *makeup)
{
    guint core = makeup->words - makeup->field - makeup->countries;
    if (core == 0)
        return OSINT_TIER_GENERIC;
    if (makeup->unknown > 0)
        return core == 1 && makeup->characters <= SHORT_CHARS ? OSINT_TIER_COMMON : OSINT_TIER_SAFE;
    if (core > 1)
        return makeup->common == core ? OSINT_TIER_ORDINARY : OSINT_TIER_CASED;
    if (makeup->common > 0 || makeup->characters <= SHORT_CHARS || !makeup->capital)
        return OSINT_TIER_COMMON;
    return OSINT_TIER_ORDINARY;
}

static gboolean is_threat_type(const char *type)
{
    static const char *const types[] = {"threat-actor", "malware", "tool", "campaign", "vulnerability", NULL};
    return g_strv_contains(types, type);
}

OsintTier osint_name_tier(const char *name, const char *type)
{
    Makeup makeup = makeup_of(name);
    if (makeup.words == 0 || (makeup.words > 1 && strpbrk(name, "._/") != NULL))
        return OSINT_TIER_SAFE;
    if (is_threat_type(type))
        return threat_tier(&makeup);
    gboolean speaks = makeup.unknown > 0 || makeup.proper + makeup.countries > 0 || !makeup.capital;
    return speaks ? OSINT_TIER_SAFE : OSINT_TIER_CASED;
}

/* What is left of a short form must be a name by itself. */
#define SHORT_FORM_CHARS 4
/* A first word that no other has, as far as anyone knows. */
#define DISTINCT_CHARS 6

static gboolean is_own_word(const char *name, gsize length)
{
    return length >= SHORT_FORM_CHARS && g_ascii_isupper(*name) && memchr(name, ' ', length) == NULL;
}

static gboolean is_distinct(const char *name, gsize length)
{
    g_autoptr(GString) folded = g_string_new(NULL);
    osint_word_fold(name, length, folded);
    return length >= DISTINCT_CHARS && osint_ordinary_word(folded->str) == OSINT_WORD_UNKNOWN &&
           osint_threat_word(folded->str) == 0;
}

char *osint_name_short_form(const char *name, const char *type)
{
    const char *space = strrchr(name, ' ');
    gsize length = strlen(name);
    if (!is_threat_type(type))
        return NULL;
    if (space == NULL && length > 3 && strcmp(name + length - 3, "RAT") == 0 &&
        is_own_word(name, length - 3) && g_ascii_islower(name[length - 4]))
        return g_strndup(name, length - 3);
    if (space == NULL || !is_own_word(name, (gsize)(space - name)))
        return NULL;
    g_autofree char *last = g_ascii_strdown(space + 1, -1);
    guint kinds = osint_threat_word(last);
    gboolean says_what =
        (kinds & (OSINT_THREAT_ACTOR | OSINT_THREAT_SOFTWARE)) != 0 && strcmp(last, "bot") != 0;
    gboolean distinct = strcmp(type, "malware") == 0 && is_distinct(name, (gsize)(space - name));
    return says_what || distinct ? g_strndup(name, (gsize)(space - name)) : NULL;
}

char *osint_name_long_form(const char *name, const char *type)
{
    gboolean software = strcmp(type, "malware") == 0 || strcmp(type, "tool") == 0;
    gsize length = strlen(name);
    if (!software || !is_own_word(name, length) || g_str_has_suffix(name, "RAT") ||
        osint_name_tier(name, type) != OSINT_TIER_SAFE)
        return NULL;
    return g_strconcat(name, " RAT", NULL);
}
