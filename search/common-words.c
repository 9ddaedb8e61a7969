/* Common words are those of the language of the whole query: a word that is one in another language only
 * ("die" in "die hard") is a word like others. */
#include "search/common-words.h"

#include <string.h>

#include "indexer/text/common-words.h"
#include "indexer/text/words.h"

typedef struct {
    GPtrArray *words; /* folded, each once: a name said twice is no sentence */
    gboolean lower_case;
} Asked;

static gboolean has_lower_case(const char *text, gsize length)
{
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        if (g_unichar_islower(g_utf8_get_char(p)))
            return TRUE;
    return FALSE;
}

/* Two letters or more and all of them capitals. */
static gboolean is_in_capitals(const char *text, gsize length)
{
    guint capitals = 0;
    for (const char *p = text; p < text + length; p = g_utf8_next_char(p))
        capitals += g_unichar_isupper(g_utf8_get_char(p)) ? 1 : 0;
    return capitals > 1 && !has_lower_case(text, length);
}

static void add_words(Asked *asked, const char *text)
{
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, strlen(text));
    while (osint_words_next(&iter, &word)) {
        if (word.kind == OSINT_WORD_CJK)
            continue;
        g_autoptr(GString) lower = g_string_new(NULL);
        g_autoptr(GString) folded = g_string_new(NULL);
        osint_word_lower(text + word.start, word.end - word.start, lower);
        osint_word_fold(lower->str, lower->len, folded);
        if (!g_ptr_array_find_with_equal_func(asked->words, folded->str, g_str_equal, NULL))
            g_ptr_array_add(asked->words, g_strdup(folded->str));
        asked->lower_case = asked->lower_case || has_lower_case(text + word.start, word.end - word.start);
    }
}

static void collect(Asked *asked, const OsintNode *node)
{
    if (node->kind == OSINT_NODE_NOT)
        return;
    if (node->kind == OSINT_NODE_WORD)
        add_words(asked, node->text);
    for (guint i = 0; node->children != NULL && i < node->children->len; i++)
        collect(asked, g_ptr_array_index(node->children, i));
}

OsintCommonWords osint_common_words_judge(const OsintNode *root, const char *const *stemmers)
{
    g_autoptr(GPtrArray) words = g_ptr_array_new_with_free_func(g_free);
    Asked asked = {words, FALSE};
    collect(&asked, root);
    g_ptr_array_add(words, NULL);
    return (OsintCommonWords){osint_common_words_language(stemmers, (const char *const *)words->pdata),
                              asked.lower_case};
}

gboolean osint_common_words_have(const OsintCommonWords *common, const char *text, gsize length,
                                 const char *folded)
{
    return !(common->capitals_tell && is_in_capitals(text, length)) &&
           osint_is_common_word(common->language, folded);
}
