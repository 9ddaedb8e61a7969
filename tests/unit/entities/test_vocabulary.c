/* The vocabulary: every token has its number, and nothing else has one. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <cmocka.h>

#include "indexer/entities/matching/vocabulary.h"

#define TOKENS 5000

/* Tokens of 1 to 24 bytes; many are the beginning of others. */
static char *token_at(guint i)
{
    g_autofree char *tail = g_strnfill(i % 20, (char)('a' + i % 3));
    return g_strdup_printf("%x%s", i, tail);
}

static guint32 find(const OsintVocabulary *vocabulary, const char *token)
{
    gsize length = strlen(token);
    guint32 hash = osint_token_hash(token, length);
    guint32 id = osint_token_filter_may_have(osint_vocabulary_filter(vocabulary), hash)
                     ? osint_vocabulary_find(vocabulary, token, length, hash)
                     : 0;
    if (length < OSINT_TOKEN_BLOCK) {
        guint32 brief = osint_vocabulary_find_short(vocabulary, osint_token_block(token, length), hash);
        assert_int_equal(brief, osint_vocabulary_find(vocabulary, token, length, hash));
    }
    return id;
}

static void numbers_every_token(void **state)
{
    (void)state;
    OsintVocabulary *vocabulary = osint_vocabulary_new();
    for (guint round = 0; round < 2; round++)
        for (guint i = 0; i < TOKENS; i++) {
            g_autofree char *token = token_at(i);
            guint32 hash = osint_token_hash(token, strlen(token));
            assert_int_equal(osint_vocabulary_add(vocabulary, token, strlen(token), hash), i + 1);
        }
    osint_vocabulary_freeze(vocabulary);
    assert_int_equal(osint_vocabulary_size(vocabulary), TOKENS);
    for (guint i = 0; i < TOKENS; i++) {
        g_autofree char *token = token_at(i);
        g_autofree char *longer = g_strconcat(token, "!", NULL);
        assert_int_equal(find(vocabulary, token), i + 1);
        assert_int_equal(find(vocabulary, longer), 0);
    }
    osint_vocabulary_free(vocabulary);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(numbers_every_token)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
