/* The walk: what it finds, leaves out, follows and reports. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

#include "indexer/walk.h"

typedef struct {
    char *root;
} Tree;

static int make_tree(void **state)
{
    Tree *tree = g_new0(Tree, 1);
    g_autofree char *made = g_dir_make_tmp("osint-walk-XXXXXX", NULL);
    tree->root = realpath(made, NULL);
    *state = tree;
    return tree->root == NULL;
}

static void remove_below(const char *path)
{
    g_autoptr(GDir) directory = g_file_test(path, G_FILE_TEST_IS_SYMLINK) ? NULL : g_dir_open(path, 0, NULL);
    for (const char *name; directory != NULL && (name = g_dir_read_name(directory)) != NULL;) {
        g_autofree char *below = g_build_filename(path, name, NULL);
        remove_below(below);
    }
    g_remove(path);
}

static int remove_tree(void **state)
{
    Tree *tree = *state;
    remove_below(tree->root);
    free(tree->root);
    g_free(tree);
    return 0;
}

static void put(const Tree *tree, const char *name)
{
    g_autofree char *path = g_build_filename(tree->root, name, NULL);
    g_autofree char *folder = g_path_get_dirname(path);
    assert_int_equal(g_mkdir_with_parents(folder, 0700), 0);
    assert_true(g_file_set_contents(path, "text", -1, NULL));
}

static void put_link(const Tree *tree, const char *target, const char *name)
{
    g_autofree char *path = g_build_filename(tree->root, name, NULL);
    g_autofree char *from =
        g_path_is_absolute(target) ? g_strdup(target) : g_build_filename(tree->root, target, NULL);
    assert_int_equal(symlink(from, path), 0);
}

static OsintWalk *walk_below(const Tree *tree, const char *below)
{
    g_autofree char *root = g_build_filename(tree->root, below, NULL);
    const char *const paths[] = {root, NULL};
    return osint_walk(paths, NULL);
}

/* The names found, relative to the tree, each with its sidecar. */
static char *found(const Tree *tree, const OsintWalk *walk)
{
    GString *names = g_string_new(NULL);
    gsize length = strlen(tree->root) + 1;
    for (guint i = 0; i < walk->files->len; i++) {
        const OsintWalkFile *file = osint_walk_file(walk, i);
        g_string_append_printf(names, "%s%s", i > 0 ? " " : "", file->path + length);
        if (file->sidecar != NULL)
            g_string_append_printf(names, "(%s)", file->sidecar->path + length);
    }
    return g_string_free(names, FALSE);
}

static void assert_found(const Tree *tree, const OsintWalk *walk, const char *expected)
{
    g_autofree char *names = found(tree, walk);
    assert_string_equal(names, expected);
}

static void assert_only_problem(const OsintWalk *walk, const char *code)
{
    assert_int_equal(walk->problems->len, 1);
    assert_string_equal(((OsintWalkProblem *)g_ptr_array_index(walk->problems, 0))->code, code);
}

static void test_order_and_left_out(void **state)
{
    const Tree *tree = *state;
    const char *names[] = {"b.txt",  "a/z.txt",      "a.txt",   ".hidden",   ".git/x",
                           "b.txt~", "a/.z.txt.swp", "#b.txt#", "c/d/e.html"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        put(tree, names[i]);
    g_autofree char *fifo = g_build_filename(tree->root, "fifo", NULL);
    assert_int_equal(mkfifo(fifo, 0600), 0);
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    assert_found(tree, walk, "a.txt a/z.txt b.txt c/d/e.html");
    assert_int_equal(walk->problems->len, 0);
    assert_int_equal(walk->readable, 1);
}

static void test_sidecars(void **state)
{
    const Tree *tree = *state;
    const char *names[] = {"a.txt",  "a.txt.meta.json", "b.html",      "b.meta.json", "c.txt",
                           "c.html", "c.txt.meta.json", "c.meta.json", "noending",    "noending.meta.json"};
    for (guint i = 0; i < G_N_ELEMENTS(names); i++)
        put(tree, names[i]);
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    assert_found(tree, walk,
                 "a.txt(a.txt.meta.json) b.html(b.meta.json) c.html(c.meta.json) c.txt(c.txt.meta.json) "
                 "noending(noending.meta.json)");
    assert_int_equal(walk->problems->len, 0);
}

static void test_sidecar_alone(void **state)
{
    const Tree *tree = *state;
    put(tree, "a.txt");
    put(tree, "b.meta.json");
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    assert_found(tree, walk, "a.txt");
    assert_only_problem(walk, "sidecar-alone");
}

static void test_sidecar_of_a_file_named_itself(void **state)
{
    const Tree *tree = *state;
    put(tree, "a.txt");
    put(tree, "a.txt.meta.json");
    g_autoptr(OsintWalk) walk = walk_below(tree, "a.txt");
    assert_found(tree, walk, "a.txt(a.txt.meta.json)");
}

static void test_links(void **state)
{
    const Tree *tree = *state;
    put(tree, "corpus/real/x.txt");
    put(tree, "outside/y.txt");
    put_link(tree, "corpus", "corpus/a-loop");
    put_link(tree, "corpus/real", "corpus/again");
    put_link(tree, "corpus/real/x.txt", "corpus/copy.txt");
    put_link(tree, "outside", "corpus/linked");
    g_autoptr(OsintWalk) walk = walk_below(tree, "corpus");
    assert_found(tree, walk, "corpus/linked/y.txt corpus/real/x.txt");
    assert_int_equal(walk->problems->len, 0);
}

static void test_broken_link_hides_what_it_led_to(void **state)
{
    const Tree *tree = *state;
    put(tree, "a.txt");
    put_link(tree, "gone", "link");
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    assert_only_problem(walk, "link-broken");
    g_autofree char *below = g_build_filename(tree->root, "link", "x.txt", NULL);
    g_autofree char *beside = g_build_filename(tree->root, "linked.txt", NULL);
    assert_true(osint_walk_hides(walk, below));
    assert_false(osint_walk_hides(walk, beside));
}

static void test_missing_root(void **state)
{
    const Tree *tree = *state;
    g_autoptr(OsintWalk) walk = walk_below(tree, "nowhere");
    assert_only_problem(walk, "path-missing");
    assert_int_equal(walk->readable, 0);
    assert_int_equal(walk->files->len, 0);
}

static void test_unreadable_directory(void **state)
{
    const Tree *tree = *state;
    if (geteuid() == 0) {
        print_message("every directory is readable to root\n");
        skip();
    }
    put(tree, "a.txt");
    put(tree, "closed/b.txt");
    g_autofree char *closed = g_build_filename(tree->root, "closed", NULL);
    g_chmod(closed, 0);
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    g_chmod(closed, 0700);
    assert_found(tree, walk, "a.txt");
    assert_only_problem(walk, "directory-unreadable");
    g_autofree char *below = g_build_filename(closed, "b.txt", NULL);
    assert_true(osint_walk_hides(walk, below));
}

static void test_overlapping_roots_and_exception(void **state)
{
    const Tree *tree = *state;
    put(tree, "sub/a.txt");
    put(tree, "b.txt");
    put(tree, "index/postlist.glass");
    g_autofree char *file = g_build_filename(tree->root, "sub", "a.txt", NULL);
    g_autofree char *sub = g_build_filename(tree->root, "sub", NULL);
    g_autofree char *index = g_build_filename(tree->root, "index", NULL);
    const char *const paths[] = {file, tree->root, sub, NULL};
    g_autoptr(OsintWalk) walk = osint_walk(paths, index);
    assert_found(tree, walk, "b.txt sub/a.txt");
    assert_int_equal(walk->readable, 3);
}

static void test_name_that_is_not_utf8(void **state)
{
    const Tree *tree = *state;
    put(tree, "bad\xff.txt");
    put(tree, "good.txt");
    g_autoptr(OsintWalk) walk = walk_below(tree, "");
    assert_found(tree, walk, "good.txt");
    assert_only_problem(walk, "path-encoding");
}

static void test_is_below(void **state G_GNUC_UNUSED)
{
    assert_true(osint_path_is_below("/a/b", "/a"));
    assert_true(osint_path_is_below("/a", "/a"));
    assert_true(osint_path_is_below("/a", "/"));
    assert_false(osint_path_is_below("/ab", "/a"));
    assert_false(osint_path_is_below("/a", "/a/b"));
}

#define TREE_TEST(test) cmocka_unit_test_setup_teardown(test, make_tree, remove_tree)

int main(void)
{
    const struct CMUnitTest tests[] = {TREE_TEST(test_order_and_left_out),
                                       TREE_TEST(test_sidecars),
                                       TREE_TEST(test_sidecar_alone),
                                       TREE_TEST(test_sidecar_of_a_file_named_itself),
                                       TREE_TEST(test_links),
                                       TREE_TEST(test_broken_link_hides_what_it_led_to),
                                       TREE_TEST(test_missing_root),
                                       TREE_TEST(test_unreadable_directory),
                                       TREE_TEST(test_overlapping_roots_and_exception),
                                       TREE_TEST(test_name_that_is_not_utf8),
                                       cmocka_unit_test(test_is_below)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
