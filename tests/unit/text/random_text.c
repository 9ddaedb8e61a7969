/* Random text: words of one script at a time, so that runs, marks and borders between scripts all occur. */
#include "tests/unit/text/random_text.h"

typedef struct {
    gunichar first, last;
} Block;

static const Block blocks[] = {
    {'a', 'z'},       {'A', 'Z'},       {'0', '9'},         {0xC0, 0x17F},      {0x180, 0x24F},
    {0x370, 0x3FF},   {0x400, 0x52F},   {0x531, 0x586},     {0x5D0, 0x5EA},     {0x620, 0x64A},
    {0x904, 0x94D},   {0xE01, 0xE3A},   {0x10A0, 0x10FF},   {0x1100, 0x11C2},   {0x1E00, 0x1FFF},
    {0x2160, 0x2188}, {0x3041, 0x3096}, {0x30A1, 0x30FE},   {0x4E00, 0x9FFF},   {0xAC00, 0xD7A3},
    {0xFF10, 0xFF5A}, {0xFF66, 0xFF9D}, {0x20000, 0x20100}, {0x1D400, 0x1D4FF}, {0x13A0, 0x13F5},
    {0xFB00, 0xFB06}, {0xB2, 0xBE},
};

static const gunichar marks[] = {0x301, 0x307,  0x327,  0x345,  0x64B, 0x93C,
                                 0xE48, 0x3099, 0x309A, 0xFF9E, 0xFE0F};

static const char *const between[] = {
    " ",  " ",  " ",  " ",  "",     "-", "_",   "'",   "\u2019", "\u02BC", ". ",    "! ",   "? ",    "。",
    "！", "、", "，", "\n", "\n\n", "…", "...", "\" ", "」",     "「",     "U.S. ", "Dr. ", "3.14 ", "\u3000",
};

static gunichar random_char(GRand *random, const Block *block)
{
    for (;;) {
        gunichar c = (gunichar)g_rand_int_range(random, (gint32)block->first, (gint32)block->last + 1);
        if (g_unichar_isdefined(c) && g_unichar_type(c) != G_UNICODE_SURROGATE)
            return c;
    }
}

static void append_word(GRand *random, GString *text)
{
    const Block *block = &blocks[g_rand_int_range(random, 0, G_N_ELEMENTS(blocks))];
    gint32 length = g_rand_int_range(random, 0, 50) == 0 ? 300 : g_rand_int_range(random, 1, 9);
    for (gint32 i = 0; i < length; i++) {
        g_string_append_unichar(text, random_char(random, block));
        if (g_rand_int_range(random, 0, 12) == 0)
            g_string_append_unichar(text, marks[g_rand_int_range(random, 0, G_N_ELEMENTS(marks))]);
    }
}

char *random_text(GRand *random, guint pieces)
{
    GString *text = g_string_new(NULL);
    for (guint i = 0; i < pieces; i++) {
        append_word(random, text);
        g_string_append(text, between[g_rand_int_range(random, 0, G_N_ELEMENTS(between))]);
    }
    return g_string_free(text, FALSE);
}
