/* Layouts by the real module: boxes apart, the same places every time, bounded whatever is tied. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <math.h>
#include <string.h>

#include "search/layout.h"

#define NODES 40u
#define TIES 120u

typedef struct {
    OsintLayoutBox boxes[OSINT_LAYOUT_BOXES];
    OsintLayoutTie ties[OSINT_LAYOUT_TIES];
    guint boxes_count, ties_count;
    double width, height;
} Drawing;

static int load(void **state)
{
    g_autoptr(GError) error = NULL;
    (void)state;
    if (osint_layout_load(OSINT_TEST_MODULE, &error))
        return 0;
    print_error("%s\n", error->message);
    return 1;
}

static void lay_out(Drawing *drawing, double aspect)
{
    g_autoptr(GError) error = NULL;
    if (!osint_layout_place(drawing->boxes, drawing->boxes_count, drawing->ties, drawing->ties_count, aspect,
                            &drawing->width, &drawing->height, &error))
        fail_msg("%s", error->message);
}

/* Boxes of many sizes around hubs, and some that nothing ties to the rest. */
static void make_drawing(Drawing *drawing, guint boxes, guint ties, guint seed)
{
    g_autoptr(GRand) random = g_rand_new_with_seed(seed);
    memset(drawing, 0, sizeof *drawing);
    for (guint i = 0; i < boxes; i++) {
        drawing->boxes[i].width = g_rand_double_range(random, 30, 190);
        drawing->boxes[i].height = g_rand_double_range(random, 30, 70);
    }
    for (guint i = 0; i < ties && boxes > 1; i++) {
        guint from = (guint)g_rand_int_range(random, 0, (gint32)MIN(boxes, 6));
        guint to = (guint)g_rand_int_range(random, 0, (gint32)boxes);
        if (from != to)
            drawing->ties[drawing->ties_count++] =
                (OsintLayoutTie){from, to, g_rand_double_range(random, 1, 3)};
    }
    drawing->boxes_count = boxes;
}

static void assert_sound(const Drawing *drawing)
{
    for (guint i = 0; i < drawing->boxes_count; i++) {
        const OsintLayoutBox *one = &drawing->boxes[i];
        assert_true(isfinite(one->x) && isfinite(one->y));
        assert_true(one->x - one->width / 2 > -0.1 && one->x + one->width / 2 < drawing->width + 0.1);
        assert_true(one->y - one->height / 2 > -0.1 && one->y + one->height / 2 < drawing->height + 0.1);
        for (guint j = i + 1; j < drawing->boxes_count; j++) {
            const OsintLayoutBox *other = &drawing->boxes[j];
            gboolean apart = fabs(one->x - other->x) > (one->width + other->width) / 2 - 0.5 ||
                             fabs(one->y - other->y) > (one->height + other->height) / 2 - 0.5;
            if (!apart)
                fail_msg("boxes %u and %u overlap", i, j);
        }
    }
}

static void boxes_stand_apart(void **state)
{
    static Drawing drawing;
    (void)state;
    for (guint seed = 0; seed < 12; seed++) {
        make_drawing(&drawing, 1 + seed * NODES / 11, seed * TIES / 11, seed);
        lay_out(&drawing, seed % 2 == 0 ? 1.6 : 0.6);
        assert_sound(&drawing);
    }
}

static void same_places_every_time(void **state)
{
    static Drawing one, other;
    (void)state;
    make_drawing(&one, NODES, TIES, 5);
    make_drawing(&other, NODES, TIES, 5);
    lay_out(&one, 1.5);
    lay_out(&other, 1.5);
    assert_memory_equal(&one, &other, sizeof one);
}

static void follows_the_aspect(void **state)
{
    static Drawing drawing;
    (void)state;
    for (guint seed = 0; seed < 4; seed++) {
        make_drawing(&drawing, NODES, TIES, seed);
        lay_out(&drawing, 2);
        double width = drawing.width, height = drawing.height;
        assert_true(width > height);
        lay_out(&drawing, 0.5);
        assert_true(drawing.width < width && drawing.height > height);
    }
}

static void odd_shapes(void **state)
{
    static Drawing drawing;
    (void)state;
    make_drawing(&drawing, 0, 0, 1);
    lay_out(&drawing, 1);
    make_drawing(&drawing, 2, 0, 1);
    lay_out(&drawing, 1);
    assert_sound(&drawing);
    make_drawing(&drawing, 30, 0, 1); /* nothing is tied */
    lay_out(&drawing, 1);
    assert_sound(&drawing);
    make_drawing(&drawing, 30, 1, 1);
    for (guint i = 0; i < 200; i++) /* all between the same two */
        drawing.ties[i] = (OsintLayoutTie){i % 2, (i + 1) % 2, 1};
    drawing.ties_count = 200;
    lay_out(&drawing, 1);
    assert_sound(&drawing);
    make_drawing(&drawing, OSINT_LAYOUT_BOXES, OSINT_LAYOUT_TIES, 9);
    lay_out(&drawing, 1);
    assert_sound(&drawing);
}

static void what_is_missing_is_said(void **state)
{
    (void)state;
    assert_true(osint_layout_load("/nowhere/at/all.so", NULL)); /* one is loaded */
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(boxes_stand_apart),       cmocka_unit_test(same_places_every_time),
        cmocka_unit_test(follows_the_aspect),      cmocka_unit_test(odd_shapes),
        cmocka_unit_test(what_is_missing_is_said),
    };
    return cmocka_run_group_tests(tests, load, NULL);
}
