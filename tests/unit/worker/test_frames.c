/* Frames: what is written is read again, and what is not sound is not believed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "indexer/worker/frames.h"

static OsintArticle *sample(void)
{
    OsintArticle *article = osint_article_new();
    article->title = g_strdup("Überschrift");
    article->text = g_strdup("東京。\n\nTick was seen.");
    article->published = g_strdup("2021-04-20");
    article->media_type = g_strdup("text/plain");
    article->path = g_strdup("/a");
    g_ptr_array_add(article->authors, g_strdup("A. Author"));
    osint_article_add_mention(article, (OsintSpan){11, 15}, "tick", "other", "Tick")->by_hand = TRUE;
    osint_article_warn(article, "date-ambiguous", "either way round");
    return article;
}

static GByteArray *framed(const OsintArticle *article)
{
    GByteArray *frames = g_byte_array_new();
    osint_frames_add_article(frames, 7, article);
    return frames;
}

static OsintFrameState state_of(GByteArray *frames)
{
    g_auto(OsintMessage) message = {0};
    gsize used;
    return osint_frames_take(frames->data, frames->len, &message, &used);
}

static void test_article(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintArticle) article = sample();
    g_autoptr(GByteArray) frames = framed(article);
    g_auto(OsintMessage) message = {0};
    gsize used;
    assert_int_equal(osint_frames_take(frames->data, frames->len, &message, &used), OSINT_FRAME_GOOD);
    assert_int_equal(used, frames->len);
    assert_int_equal(message.kind, OSINT_MESSAGE_ARTICLE);
    assert_int_equal(message.record, 7);
    assert_null(message.article->id);
    assert_string_equal(message.article->title, article->title);
    assert_string_equal(message.article->text, article->text);
    assert_int_equal(message.article->mentions->len, 1);
    assert_int_equal(message.article->warnings->len, 1);
}

static void test_refusal_and_key_and_ends(void **state G_GNUC_UNUSED)
{
    g_autoptr(GByteArray) frames = g_byte_array_new();
    osint_frames_add(frames, OSINT_MESSAGE_READY, 0);
    osint_frames_add_refusal(frames, 3, "json-syntax", "it is none", 123456789012, 42);
    osint_frames_add_unknown_key(frames, 4, "schlüssel");
    osint_frames_add(frames, OSINT_MESSAGE_END, 4);
    const OsintMessageKind kinds[] = {OSINT_MESSAGE_READY, OSINT_MESSAGE_REFUSED, OSINT_MESSAGE_UNKNOWN_KEY,
                                      OSINT_MESSAGE_END};
    gsize at = 0;
    for (gsize i = 0; i < G_N_ELEMENTS(kinds); i++) {
        g_auto(OsintMessage) message = {0};
        gsize used;
        assert_int_equal(osint_frames_take(frames->data + at, frames->len - at, &message, &used),
                         OSINT_FRAME_GOOD);
        assert_int_equal(message.kind, kinds[i]);
        if (i == 1) {
            assert_string_equal(message.code, "json-syntax");
            assert_string_equal(message.text, "it is none");
            assert_int_equal(message.offset, 123456789012);
            assert_int_equal(message.line, 42);
        }
        if (i == 2)
            assert_string_equal(message.text, "schlüssel");
        at += used;
    }
    assert_int_equal(at, frames->len);
}

static void test_every_beginning_wants_more(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintArticle) article = sample();
    g_autoptr(GByteArray) frames = framed(article);
    for (gsize length = 0; length < frames->len; length++) {
        g_auto(OsintMessage) message = {0};
        gsize used;
        assert_int_equal(osint_frames_take(frames->data, length, &message, &used), OSINT_FRAME_MORE);
        assert_true(used > length && used <= frames->len);
    }
}

static void test_long_text_is_cut(void **state G_GNUC_UNUSED)
{
    g_autofree char *text = g_strnfill(100000, 'x');
    memcpy(text + 4095, "é", 2);
    g_autoptr(GByteArray) frames = g_byte_array_new();
    osint_frames_add_refusal(frames, 0, "code", text, 0, 0);
    assert_in_range(frames->len, 4000, 4300);
    assert_int_equal(state_of(frames), OSINT_FRAME_GOOD);
}

/* Changes the article so that it is not sound. */
typedef void (*Spoil)(OsintArticle *article);

static void no_date(OsintArticle *article)
{
    g_free(article->published);
    article->published = g_strdup("yesterday");
}

static void empty_text(OsintArticle *article)
{
    *article->text = '\0';
    g_array_set_size(article->mentions, 0);
}

static void empty_title(OsintArticle *article)
{
    *article->title = '\0';
}

static void mention_within_a_character(OsintArticle *article)
{
    g_array_index(article->mentions, OsintMention, 0).span = (OsintSpan){1, 3};
}

static void mention_behind_the_text(OsintArticle *article)
{
    g_array_index(article->mentions, OsintMention, 0).span = (OsintSpan){11, 4000};
}

static void mention_by_machine(OsintArticle *article)
{
    g_array_index(article->mentions, OsintMention, 0).by_hand = FALSE;
}

static void passages(OsintArticle *article)
{
    OsintSpan span = {0, 3};
    g_array_append_val(article->passages, span);
}

static void heading_behind_the_text(OsintArticle *article)
{
    OsintSpan span = {0, 4000};
    g_array_append_val(article->headings, span);
}

static void no_media_type(OsintArticle *article)
{
    g_clear_pointer(&article->media_type, g_free);
}

static void id_with_a_line_feed(OsintArticle *article)
{
    article->id = g_strdup("a\nb");
}

static void tags(OsintArticle *article)
{
    g_ptr_array_add(article->tagged, g_strdup("tick"));
}

static void warning_without_code(OsintArticle *article)
{
    osint_article_warn(article, "No Code", "message");
}

static void test_what_is_not_sound(void **state G_GNUC_UNUSED)
{
    const Spoil spoils[] = {no_date,
                            empty_text,
                            empty_title,
                            mention_within_a_character,
                            mention_behind_the_text,
                            mention_by_machine,
                            passages,
                            heading_behind_the_text,
                            no_media_type,
                            id_with_a_line_feed,
                            tags,
                            warning_without_code};
    for (gsize i = 0; i < G_N_ELEMENTS(spoils); i++) {
        g_autoptr(OsintArticle) article = sample();
        spoils[i](article);
        g_autoptr(GByteArray) frames = framed(article);
        if (state_of(frames) != OSINT_FRAME_BAD)
            fail_msg("spoilt article %zu is taken for a sound one", i);
    }
}

static void test_what_is_not_utf8(void **state G_GNUC_UNUSED)
{
    g_autoptr(OsintArticle) article = sample();
    g_autoptr(GByteArray) frames = framed(article);
    guint8 *place = memmem(frames->data, frames->len, "Tick was", 8);
    assert_non_null(place);
    place[1] = 0xFF;
    assert_int_equal(state_of(frames), OSINT_FRAME_BAD);
}

static void test_headers(void **state G_GNUC_UNUSED)
{
    g_autoptr(GByteArray) frames = g_byte_array_new();
    osint_frames_add(frames, OSINT_MESSAGE_END, 0);
    assert_int_equal(state_of(frames), OSINT_FRAME_GOOD);
    frames->data[0] = 99;
    assert_int_equal(state_of(frames), OSINT_FRAME_BAD);
    frames->data[0] = OSINT_MESSAGE_END;
    memset(frames->data + 4, 0xFF, 4);
    assert_int_equal(state_of(frames), OSINT_FRAME_BAD);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_article),
                                       cmocka_unit_test(test_refusal_and_key_and_ends),
                                       cmocka_unit_test(test_every_beginning_wants_more),
                                       cmocka_unit_test(test_long_text_is_cut),
                                       cmocka_unit_test(test_what_is_not_sound),
                                       cmocka_unit_test(test_what_is_not_utf8),
                                       cmocka_unit_test(test_headers)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
