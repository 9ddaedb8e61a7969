/* Whatever bytes a text has: words come in order and on the borders of characters, folding is done once for
 * all, every word and character has a folded form and a term of bounded length, and sentences and passages
 * lie in the text in order. */
#include <stdint.h>
#include <string.h>

#include "indexer/text/passages.h"
#include "indexer/text/stems.h"
#include "indexer/text/words.h"

#define LONGEST 20000

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_folding(const char *word, gsize length)
{
    g_autoptr(GString) lower = g_string_new(NULL);
    g_autoptr(GString) once = g_string_new(NULL);
    g_autoptr(GString) twice = g_string_new(NULL);
    osint_word_lower(word, length, lower);
    osint_word_fold(lower->str, lower->len, once);
    osint_word_fold(once->str, once->len, twice);
    g_assert(once->len > 0 && g_utf8_validate(once->str, (gssize)once->len, NULL));
    g_assert_cmpstr(once->str, ==, twice->str);
}

static void check_run(const char *text, const OsintWord *word)
{
    for (guint32 at = word->start; at < word->end;) {
        guint32 before = at;
        g_autoptr(GString) character = g_string_new(NULL);
        osint_cjk_next(text, &at, word->end, character);
        g_assert(at > before && at <= word->end && character->len > 0);
    }
}

static void check_words(const char *text, gsize length)
{
    OsintWordIter iter;
    OsintWord word;
    guint32 before = 0;
    osint_words_init(&iter, text, length);
    while (osint_words_next(&iter, &word)) {
        g_assert(before <= word.start && word.start < word.end && word.end <= length);
        g_assert(g_utf8_validate(text + word.start, word.end - word.start, NULL));
        if (word.kind == OSINT_WORD_CJK)
            check_run(text, &word);
        else
            check_folding(text + word.start, word.end - word.start);
        before = word.end;
    }
}

static void check_term(const char *term, gpointer user_data)
{
    g_assert(*term != '\0' && strlen(term) <= 200);
    (void)user_data;
}

static void check_spans(const GArray *spans, gsize length)
{
    guint32 before = 0;
    for (guint i = 0; i < spans->len; i++) {
        OsintSpan span = g_array_index(spans, OsintSpan, i);
        g_assert(before <= span.start && span.start < span.end && span.end <= length);
        before = span.end;
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static OsintStems *stems = NULL;
    if (stems == NULL)
        stems = osint_stems_new("es");
    size = MIN(size, LONGEST);
    check_words((const char *)data, size);
    g_autofree char *text = g_utf8_make_valid((const char *)data, (gssize)strnlen((const char *)data, size));
    g_autoptr(GArray) sentences = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    g_autoptr(GArray) passages = g_array_new(FALSE, FALSE, sizeof(OsintSpan));
    osint_stems_terms(stems, text, strlen(text), check_term, NULL);
    osint_passages_split(text, NULL, sentences, passages);
    check_spans(sentences, strlen(text));
    check_spans(passages, strlen(text));
    return 0;
}
