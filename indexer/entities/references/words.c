/* Taking apart the expressions for persons. */
#include "indexer/entities/references/words.h"

#include <string.h>

#include "indexer/text/words.h"

char *osint_reference_noun(const char *text, OsintSpan span)
{
    GString *folded = g_string_new(NULL);
    if ((guchar)text[span.start] >= 0xE3)
        g_string_append_len(folded, text + span.start, (gssize)(span.end - span.start));
    else
        osint_word_fold(text + span.start, span.end - span.start, folded);
    return g_string_free(folded, FALSE);
}

void osint_reference_make_single(GString *noun)
{
    if (g_str_has_suffix(noun->str, "men"))
        noun->str[noun->len - 2] = 'a';
    else if (noun->len > 2 && noun->str[noun->len - 1] == 's')
        g_string_truncate(noun, noun->len - 1);
}

GPtrArray *osint_reference_words(const char *whole, OsintSpan span)
{
    GPtrArray *words = g_ptr_array_new_with_free_func(g_free);
    const char *text = whole + span.start;
    OsintWordIter iter;
    OsintWord word;
    osint_words_init(&iter, text, span.end - span.start);
    while (osint_words_next(&iter, &word)) {
        gsize length = word.end - word.start;
        g_autoptr(GString) folded = g_string_new(NULL);
        osint_word_fold(text + word.start, length, folded);
        if (g_str_has_suffix(folded->str, "'s"))
            g_string_truncate(folded, folded->len - 2);
        g_ptr_array_add(words, g_strdup(folded->str));
    }
    return words;
}

char *osint_reference_last_word(const char *text, OsintSpan span)
{
    g_autoptr(GPtrArray) words = osint_reference_words(text, span);
    return g_strdup(words->len > 0 ? g_ptr_array_index(words, words->len - 1) : "");
}

char *osint_reference_head(const OsintLexicon *lexicon, const char *text, OsintSpan span)
{
    const char *end = text + span.end;
    const char *head = "";
    for (const char *p = text + span.start; p < end; p = g_utf8_next_char(p)) {
        guint32 length;
        if ((osint_lexicon_cjk(lexicon, p, end, &length) & OSINT_LEX_NOUN) != 0 && p + length == end)
            return g_strndup(p, length);
    }
    g_autoptr(GPtrArray) words = osint_reference_words(text, span);
    for (guint i = 0; i < words->len; i++) {
        guint32 flags = osint_lexicon_word(lexicon, g_ptr_array_index(words, i));
        if ((flags & OSINT_LEX_NOUN) != 0)
            head = g_ptr_array_index(words, i);
        else if (*head != '\0' && (flags & OSINT_LEX_STOP) != 0)
            break;
    }
    return g_strdup(head);
}
