/* Names of encodings. Documents name an encoding by its small standard and mean the larger one that programs
 * wrote: the pairs are those of the WHATWG Encoding Standard, with what iconv calls the larger one. */
#include "indexer/readers/encoding/labels.h"

#include <string.h>

/* Without case, spaces, "-", "_", ":" and a leading "x" or "cs", so that one spelling stands for many. */
static const struct {
    const char *label;
    const char *name;
} labels[] = {
    {"utf8", "UTF-8"},
    {"unicode11utf8", "UTF-8"},
    {"unicode20utf8", "UTF-8"},
    {"ascii", "WINDOWS-1252"},
    {"usascii", "WINDOWS-1252"},
    {"ansi", "WINDOWS-1252"},
    {"ansix3.41968", "WINDOWS-1252"},
    {"latin1", "WINDOWS-1252"},
    {"l1", "WINDOWS-1252"},
    {"iso88591", "WINDOWS-1252"},
    {"iso885911987", "WINDOWS-1252"},
    {"isoir100", "WINDOWS-1252"},
    {"ibm819", "WINDOWS-1252"},
    {"cp819", "WINDOWS-1252"},
    {"latin2", "ISO-8859-2"},
    {"l2", "ISO-8859-2"},
    {"iso885921987", "ISO-8859-2"},
    {"isoir101", "ISO-8859-2"},
    {"latin3", "ISO-8859-3"},
    {"latin4", "ISO-8859-4"},
    {"cyrillic", "ISO-8859-5"},
    {"arabic", "ISO-8859-6"},
    {"ecma114", "ISO-8859-6"},
    {"asmo708", "ISO-8859-6"},
    {"greek", "ISO-8859-7"},
    {"greek8", "ISO-8859-7"},
    {"ecma118", "ISO-8859-7"},
    {"elot928", "ISO-8859-7"},
    {"suneugreek", "ISO-8859-7"},
    {"hebrew", "ISO-8859-8"},
    {"logical", "ISO-8859-8"},
    {"visual", "ISO-8859-8"},
    {"iso88598i", "ISO-8859-8"},
    {"iso88598e", "ISO-8859-8"},
    {"latin5", "WINDOWS-1254"},
    {"l5", "WINDOWS-1254"},
    {"iso88599", "WINDOWS-1254"},
    {"isoir148", "WINDOWS-1254"},
    {"latin6", "ISO-8859-10"},
    {"latin9", "ISO-8859-15"},
    {"l9", "ISO-8859-15"},
    {"iso885911", "CP874"},
    {"tis620", "CP874"},
    {"windows874", "CP874"},
    {"dos874", "CP874"},
    {"koi", "KOI8-U"},
    {"koi8", "KOI8-U"},
    {"koi8r", "KOI8-U"},
    {"koi8u", "KOI8-U"},
    {"koi8ru", "KOI8-U"},
    {"mac", "MACINTOSH"},
    {"macroman", "MACINTOSH"},
    {"macintosh", "MACINTOSH"},
    {"maccyrillic", "MAC-CYRILLIC"},
    {"macukrainian", "MAC-CYRILLIC"},
    {"maccentraleurope", "MAC-CENTRALEUROPE"},
    {"dos866", "IBM866"},
    {"gb2312", "GB18030"},
    {"gb231280", "GB18030"},
    {"gb23121980", "GB18030"},
    {"chinese", "GB18030"},
    {"isoir58", "GB18030"},
    {"euccn", "GB18030"},
    {"gbk", "GB18030"},
    {"gb18030", "GB18030"},
    {"cp936", "GB18030"},
    {"windows936", "GB18030"},
    {"big5", "BIG5-HKSCS"},
    {"big5hkscs", "BIG5-HKSCS"},
    {"cnbig5", "BIG5-HKSCS"},
    {"xbig5", "BIG5-HKSCS"},
    {"cp950", "BIG5-HKSCS"},
    {"euctw", "EUC-TW"},
    {"sjis", "CP932"},
    {"shiftjis", "CP932"},
    {"mskanji", "CP932"},
    {"ms932", "CP932"},
    {"cp932", "CP932"},
    {"windows31j", "CP932"},
    {"windows932", "CP932"},
    {"eucjp", "EUC-JP-MS"},
    {"eucpkdfmtjapanese", "EUC-JP-MS"},
    {"iso2022jp", "ISO-2022-JP-3"},
    {"jis", "ISO-2022-JP-3"},
    {"euckr", "CP949"},
    {"korean", "CP949"},
    {"ksc56011987", "CP949"},
    {"ksc56011989", "CP949"},
    {"ksc5601", "CP949"},
    {"isoir149", "CP949"},
    {"uhc", "CP949"},
    {"cp949", "CP949"},
    {"windows949", "CP949"},
    {"johab", "JOHAB"},
    {"cp1361", "JOHAB"},
    {"iso2022kr", "ISO-2022-KR"},
    {"viscii", "VISCII"},
    {"tcvn", "TCVN"},
};

static char *plain_label(const char *label)
{
    GString *plain = g_string_new(NULL);
    for (; *label != '\0'; label++)
        if (g_ascii_isalnum(*label) || *label == '.')
            g_string_append_c(plain, g_ascii_tolower(*label));
    if (g_str_has_prefix(plain->str, "xx"))
        g_string_erase(plain, 0, 1);
    if (plain->str[0] == 'x' && plain->len > 3)
        g_string_erase(plain, 0, 1);
    if (g_str_has_prefix(plain->str, "cs") && plain->len > 4)
        g_string_erase(plain, 0, 2);
    return g_string_free(plain, FALSE);
}

static const char *find_label(const char *plain)
{
    for (gsize i = 0; i < G_N_ELEMENTS(labels); i++)
        if (strcmp(plain, labels[i].label) == 0)
            return labels[i].name;
    return NULL;
}

/* Families whose names differ only in a number: "iso-8859-N", "windows-N", "cpN", "ibmN". */
static char *numbered(const char *plain)
{
    static const struct {
        const char *prefix;
        const char *name;
    } families[] = {{"iso8859", "ISO-8859-"},  {"windows125", "WINDOWS-125"},
                    {"win125", "WINDOWS-125"}, {"cp125", "WINDOWS-125"},
                    {"ibm8", "IBM8"},          {"cp8", "IBM8"}};
    for (gsize i = 0; i < G_N_ELEMENTS(families); i++) {
        const char *number = plain + strlen(families[i].prefix);
        if (g_str_has_prefix(plain, families[i].prefix) && *number != '\0' && strlen(number) <= 2 &&
            strspn(number, "0123456789") == strlen(number))
            return g_strconcat(families[i].name, number, NULL);
    }
    return NULL;
}

char *osint_encoding_real_name(const char *label)
{
    g_autofree char *plain = plain_label(label);
    const char *name = find_label(plain);
    if (name != NULL)
        return g_strdup(name);
    g_autofree char *family = numbered(plain);
    GIConv converter = family != NULL ? g_iconv_open("UTF-8", family) : (GIConv)-1;
    if (converter == (GIConv)-1)
        return NULL;
    g_iconv_close(converter);
    return g_steal_pointer(&family);
}
