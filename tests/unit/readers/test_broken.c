/* Broken documents of every form: each is an article or a refusal, and nothing else happens. */
#include "tests/unit/often.h"
#include "tests/unit/readers/collect.h"
#include "tests/unit/readers/compress.h"

static const char *const samples[] = {
    "Title: T\nAuthors: A; B\n\nThe ministry said so.\r\n\r\nRelated articles\nOne\xC2\xA0two\n",
    "---\ntitle: \"T\"\ntags: [a, b]\nauthors:\n- A\n---\n# T\n\n* a [b](c) "
    "`d`\n\n```\ne\n```\n|f|g|\n|-|-|\n|h|i|\n",
    "# T\n\n> quoted **text** &amp; ![x](y)\n\n## Part\n\nJane Roe is a reporter covering ports.\n",
    "{\"id\": \"a\", \"text\": \"One.\\n\\nTwo.\", \"authors\": [\"A\"], \"x\": {\"y\": [1.5e3, null]}}\n"
    "{\"html\": \"<p>a<br>b</p>\", \"published\": \"2021\"}\n",
    "<?xml version='1.0' encoding='UTF-8'?><articles><article id='a' lang='en' "
    "published='2021'><title>T</title>"
    "<entity ref='e'/><body><p>a <mention ref='tick'>Tick</mention> <quote>b</quote> "
    "\xC3\xA9</p></body></article>"
    "</articles>",
    "<!DOCTYPE html><html lang='ja'><head><title>T</title><meta "
    "charset=utf-8></head><body><article><h1>T</h1>"
    "<p>a &eacute; \xE6\x9D\xB1</p><pre>b</pre><table><tr><td>c</td></tr></table></article></body></html>",
    "\xEF\xBB\xBF\xE3\x80\x80\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x80\x82\n\xE9\x96\xA2\xE9\x80\xA3\xE8\xA8\x98\xE4"
    "\xBA\x8B\n",
};

static void assert_survives(const char *path, const char *data, gsize length)
{
    g_autoptr(Collected) collected = collect(path, data, length, NULL);
    assert_true(collected->articles->len + collected->refusals->len > 0 || length == 0 ||
                memchr(data, '{', length) != NULL);
    for (guint i = 0; i < collected->articles->len; i++)
        assert_true(*article_at(collected, i)->text != '\0');
}

static guint step(void)
{
    return 16 / often(16);
}

static void test_every_truncation(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++)
        for (gsize length = 0; length <= strlen(samples[i]); length += step())
            assert_survives("/sample", samples[i], length);
}

static void test_every_byte_changed(void **state)
{
    (void)state;
    static const char bytes[] = {'\0', '\xFF', '<', '"', '\n'};
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        gsize length = strlen(samples[i]);
        g_autofree char *copy = g_strdup(samples[i]);
        for (gsize at = 0; at < length; at += step()) {
            copy[at] = bytes[(at + i) % sizeof bytes];
            assert_survives("/sample", copy, length);
            copy[at] = samples[i][at];
        }
    }
}

static void test_every_truncation_compressed(void **state)
{
    (void)state;
    for (gsize i = 0; i < G_N_ELEMENTS(samples); i++) {
        g_autoptr(GByteArray) file = compress_gzip(samples[i], strlen(samples[i]));
        for (guint length = 1; length <= file->len; length += step())
            assert_survives("/sample.gz", (const char *)file->data, length);
    }
}

static void test_hostile_collection(void **state)
{
    (void)state;
    static const char archive[] = OSINT_SHARED_DIR "/data/files/robust.tar.gz";
    if (!g_file_test(archive, G_FILE_TEST_EXISTS)) {
        print_message("skipped: %s is not there\n", archive);
        skip();
    }
    g_autofree char *packed = NULL;
    gsize length;
    assert_true(g_file_get_contents(archive, &packed, &length, NULL));
    assert_survives(archive, packed, length);
    g_autofree char *folder = g_dir_make_tmp("osint-robust-XXXXXX", NULL);
    const char *unpack[] = {"tar", "xzf", archive, "-C", folder, NULL};
    const char *list[] = {"find", folder, "-type", "f", "-print", NULL};
    const char *clear[] = {"rm", "-rf", folder, NULL};
    g_autofree char *names = NULL;
    assert_true(
        g_spawn_sync(NULL, (char **)unpack, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL));
    assert_true(
        g_spawn_sync(NULL, (char **)list, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, &names, NULL, NULL, NULL));
    g_auto(GStrv) paths = g_strsplit(names, "\n", -1);

    guint count = g_strv_length(paths);
    for (guint i = 0; i < count; i += step()) {
        g_autofree char *data = NULL;
        if (*paths[i] == '\0' || !g_file_get_contents(paths[i], &data, &length, NULL))
            continue;
        collected_free(collect(paths[i], data, length, NULL));
    }
    g_spawn_sync(NULL, (char **)clear, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL, NULL, NULL, NULL);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_every_truncation),
        cmocka_unit_test(test_every_byte_changed),
        cmocka_unit_test(test_every_truncation_compressed),
        cmocka_unit_test(test_hostile_collection),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
