/* Plain text and its front matter: indexer/readers/plain.h and frontmatter.h; the sidecar: document.h. */
#include "tests/unit/readers/collect.h"

#define BODY                                                                                                 \
    "The ministry said on Monday that the servers had been leased under false names.\n\n"                    \
    "Investigators have asked three companies for their records.\n"

static void assert_title(const char *text, const char *title, const char *beginning)
{
    g_autoptr(Collected) collected = collect_text("/a.txt", text);
    const OsintArticle *article = only_article(collected);
    if (title == NULL)
        assert_null(article->title);
    else
        assert_string_equal(article->title, title);
    if (!g_str_has_prefix(article->text, beginning))
        fail_msg("the text is: %s", article->text);
}

static void test_title_line(void **state)
{
    (void)state;
    assert_title("Servers leased under false names\n\n" BODY, "Servers leased under false names",
                 "The ministry");
    assert_title("Servers leased\n" BODY, "Servers leased", "The ministry");
    assert_title("Who leased the servers?\n\n" BODY, "Who leased the servers?", "The ministry");
    assert_title("サーバーを偽名で契約か\n\n警視庁は月曜日、攻撃に使われたサーバーが偽名で契約されていたと発"
                 "表した。\n",
                 "サーバーを偽名で契約か", "警視庁");
    assert_title("Tokyo: servers leased\n\n" BODY, "Tokyo: servers leased", "The ministry");
}

static void test_no_title(void **state)
{
    (void)state;
    assert_title(BODY, NULL, "The ministry");
    assert_title("milk\neggs\nbread", NULL, "milk");
    assert_title("Only this line", NULL, "Only this line");
}

static void test_lines_about_the_article(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.txt", "Servers leased\n\nBy Jane Roe\nApril 20, 2021\nhttps://x.example/a\n\n" BODY);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Jane Roe");
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->url, "https://x.example/a");
    assert_true(g_str_has_prefix(article->text, "The ministry"));
}

static void test_front_matter_lines(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_text("/a.txt", "TITLE: Servers leased\nauthors: Jane Roe; John Doe\nPublished: 2021-04\n"
                               "Language: en\nEntities: tick; unit-61419\n\n" BODY);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "Servers leased");
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(article->published, "2021-04");
    assert_string_equal(article->language, "en");
    assert_string_equal(g_ptr_array_index(article->entities, 1), "unit-61419");
    assert_true(g_str_has_prefix(article->text, "The ministry"));
}

static void test_lines_that_are_no_front_matter(void **state)
{
    (void)state;
    assert_title("Tokyo: the servers were leased, he said.\n\n" BODY, NULL, "Tokyo: the servers");
    assert_title("Title: no empty line follows\n", NULL, "Title: no");
    assert_title("Rating: B2\nTokyo: the servers were leased.\n\n" BODY, "Rating: B2", "Tokyo: the servers");
    assert_title("---\nTokyo: the servers were leased.\n---\n\n" BODY, NULL, "Tokyo: the servers");
    assert_title("---\ntitle: never closed\n\n" BODY, "title: never closed", "The ministry");
}

static void test_yaml_front_matter(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text(
        "/a.txt", "---\r\ntitle: \"Servers: leased\"\r\nauthors:\r\n  - Jane Roe\r\n  - 'John Doe'\r\n"
                  "tags: [one, \"two\"]\r\n# a comment\r\nlayout: post\r\nlayout: page\r\n---\r\n" BODY);
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "Servers: leased");
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(g_ptr_array_index(article->authors, 1), "John Doe");
    assert_int_equal(article->tags->len, 2);
    assert_int_equal(collected->unknown->len, 1);
    assert_string_equal(g_ptr_array_index(collected->unknown, 0), "layout");
    assert_true(g_str_has_prefix(article->text, "The ministry"));
}

static void test_a_given_title_is_not_repeated(void **state)
{
    (void)state;
    assert_title("Title: Servers leased\n\nServers Leased\n\n" BODY, "Servers leased", "The ministry");
    assert_title("Title: Another one\n\nServers Leased\n\n" BODY, "Another one", "Servers Leased");
}

static void test_a_bad_date_is_a_warning(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text("/a.txt", "Published: yesterday\nTitle: x\n\n" BODY);
    assert_true(has_warning(only_article(collected), "date-unreadable"));
}

static void test_empty(void **state)
{
    (void)state;
    static const char *const texts[] = {"", " \n\n", "\xEF\xBB\xBF", "---\ntitle: x\n---\n", "Title: x\n\n"};
    for (gsize i = 0; i < G_N_ELEMENTS(texts); i++) {
        g_autoptr(Collected) collected = collect_text("/a.txt", texts[i]);
        assert_refused(collected, "0 text-empty ");
    }
}

static void test_guessed_encoding_is_a_warning(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_text("/a.txt", "Le caf\xE9 \xE9tait ferm\xE9, d\xE9j\xE0.");
    assert_true(has_warning(only_article(collected), "encoding-guessed"));
    assert_string_equal(article_at(collected, 0)->text, "Le café était fermé, déjà.");
}

static Collected *collect_with_sidecar(const char *text, const char *sidecar)
{
    g_autoptr(GBytes) bytes = g_bytes_new(sidecar, strlen(sidecar));
    OsintReadOptions options = {.sidecar = bytes};
    return collect("/a.txt", text, strlen(text), &options);
}

static void test_sidecar_overrides(void **state)
{
    (void)state;
    g_autoptr(Collected) collected =
        collect_with_sidecar("Title: x\nRating: A1\n\n" BODY,
                             "{\"title\": \"y\", \"publisher\": \"NHK\", \"id\": \"one\", \"shelf\": 3}");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "y");
    assert_string_equal(article->rating, "A1");
    assert_string_equal(article->publisher, "NHK");
    assert_string_equal(article->id, "one");
    assert_string_equal(g_ptr_array_index(collected->unknown, 0), "shelf");
}

static void test_sidecar_of_many_articles_names_one(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_with_sidecar("{\"text\": \"One.\"}\n{\"text\": \"Two.\"}\n",
                                                          "{\"id\": \"one\", \"publisher\": \"NHK\"}");
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 0)->id, "one");
    assert_null(article_at(collected, 1)->id);
    assert_string_equal(article_at(collected, 1)->publisher, "NHK");
}

static void test_broken_sidecar_is_refused_and_the_article_read(void **state)
{
    (void)state;
    static const char *const sidecars[][2] = {{"{\n\"title\": ", "2 sidecar-syntax "},
                                              {"[1]", "0 sidecar-type "},
                                              {"{\"title\": 5}", "0 sidecar-type "}};
    for (gsize i = 0; i < G_N_ELEMENTS(sidecars); i++) {
        g_autoptr(Collected) collected = collect_with_sidecar(BODY, sidecars[i][0]);
        assert_int_equal(collected->articles->len, 1);
        assert_int_equal(collected->refusals->len, 1);
        assert_true(g_str_has_prefix(refusal_at(collected, 0), sidecars[i][1]));
    }
}

static void test_the_two_saved_articles(void **state)
{
    (void)state;
    static const struct {
        const char *name, *title, *author, *end;
    } cases[] = {{"000_6ea784c3e33036fe.txt", "Japanese police say Tick APT is linked to Chinese military",
                  "Catalin Cimpanu", "Ministry of State Security (MSS)."},
                 {"002_0a48a247df75c2de.txt", NULL, NULL, "the Tokyo police investigation."}};
    if (!g_file_test(OSINT_SHARED_DIR "/sources", G_FILE_TEST_IS_DIR)) {
        print_message("skipped: " OSINT_SHARED_DIR "/sources is not there\n");
        skip();
    }
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autofree char *path = g_build_filename(OSINT_SHARED_DIR, "sources", cases[i].name, NULL);
        g_autofree char *data = NULL;
        gsize length;
        assert_true(g_file_get_contents(path, &data, &length, NULL));
        g_autoptr(Collected) collected = collect(path, data, length, NULL);
        const OsintArticle *article = only_article(collected);
        if (cases[i].title != NULL)
            assert_string_equal(article->title, cases[i].title);
        else
            assert_null(article->title);
        assert_int_equal(article->authors->len, cases[i].author != NULL);
        if (cases[i].author != NULL)
            assert_string_equal(g_ptr_array_index(article->authors, 0), cases[i].author);
        assert_true(g_str_has_suffix(article->text, cases[i].end));
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_title_line),
        cmocka_unit_test(test_no_title),
        cmocka_unit_test(test_lines_about_the_article),
        cmocka_unit_test(test_front_matter_lines),
        cmocka_unit_test(test_lines_that_are_no_front_matter),
        cmocka_unit_test(test_yaml_front_matter),
        cmocka_unit_test(test_a_given_title_is_not_repeated),
        cmocka_unit_test(test_a_bad_date_is_a_warning),
        cmocka_unit_test(test_empty),
        cmocka_unit_test(test_guessed_encoding_is_a_warning),
        cmocka_unit_test(test_sidecar_overrides),
        cmocka_unit_test(test_sidecar_of_many_articles_names_one),
        cmocka_unit_test(test_broken_sidecar_is_refused_and_the_article_read),
        cmocka_unit_test(test_the_two_saved_articles),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
