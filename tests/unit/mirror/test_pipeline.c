/* The pipeline: order, bounds, failure and stopping, with any number of workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "indexer/pipeline.h"

#define DOCUMENTS 40
#define ITEMS 300 /* more than a lane holds */

typedef struct {
    guint document;
    guint number;
    gboolean prepared;
} Item;

typedef struct {
    guint applied;
    guint next_document;
    guint next_number;
    gint living;  /* items that are not freed */
    gint highest; /* most at once */
    guint fail_at;
    guint stop_at;
    guint applied_at_end; /* when all was read */
} Log;

static guint items_of(guint document)
{
    return document % 7 == 3 ? 0 : document % 5 == 0 ? ITEMS : 3;
}

static void emit_items(gpointer document, OsintOutlet *outlet, gpointer user_data)
{
    Log *log = user_data;
    guint number = GPOINTER_TO_UINT(document) - 1;
    for (guint i = 0; i < items_of(number); i++) {
        Item *item = g_new0(Item, 1);
        item->document = number;
        item->number = i;
        gint living = g_atomic_int_add(&log->living, 1) + 1;
        gint highest = g_atomic_int_get(&log->highest);
        if (living > highest)
            g_atomic_int_compare_and_exchange(&log->highest, highest, living);
        osint_outlet_emit(outlet, item, i % 4 != 1);
    }
}

static void prepare(gpointer data, gpointer user_data G_GNUC_UNUSED)
{
    Item *item = data;
    if ((item->document + item->number) % 17 == 0)
        g_usleep(200); /* later items are ready before this one */
    item->prepared = TRUE;
}

static void skip_empty(Log *log)
{
    while (log->next_document < DOCUMENTS && log->next_number == items_of(log->next_document)) {
        log->next_document++;
        log->next_number = 0;
    }
}

static gboolean apply(gpointer document, gpointer data, gpointer user_data, GError **error)
{
    Item *item = data;
    Log *log = user_data;
    skip_empty(log);
    assert_int_equal(GPOINTER_TO_UINT(document) - 1, item->document);
    assert_int_equal(item->document, log->next_document);
    assert_int_equal(item->number, log->next_number++);
    assert_int_equal(item->prepared, item->number % 4 != 1);
    g_free(item);
    g_atomic_int_add(&log->living, -1);
    if (++log->applied != log->fail_at)
        return TRUE;
    g_set_error_literal(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC, "full");
    return FALSE;
}

static gboolean idle(gpointer user_data)
{
    const Log *log = user_data;
    return log->stop_at == 0 || log->applied < log->stop_at;
}

static void all_read(gpointer user_data)
{
    Log *log = user_data;
    log->applied_at_end = log->applied;
}

static OsintPipelineEnd run(Log *log, guint workers, GError **error)
{
    g_autoptr(GPtrArray) documents = g_ptr_array_new();
    for (guint i = 0; i < DOCUMENTS; i++)
        g_ptr_array_add(documents, GUINT_TO_POINTER(i + 1));
    OsintPipelineWork work = {emit_items, prepare, apply, idle, all_read, g_free, log};
    return osint_pipeline_run(&work, documents, workers, error);
}

static void test_order(void **state G_GNUC_UNUSED)
{
    guint expected = 0;
    for (guint i = 0; i < DOCUMENTS; i++)
        expected += items_of(i);
    for (guint workers = 1; workers <= 8; workers++) {
        Log log = {0};
        assert_int_equal(run(&log, workers, NULL), OSINT_PIPELINE_DONE);
        assert_int_equal(log.applied, expected);
        assert_int_equal(log.applied_at_end, expected);
        assert_int_equal(log.living, 0);
    }
}

/* 64 items a lane and 4 lanes a worker, one more in each worker's hand. */
static void test_memory_is_bounded(void **state G_GNUC_UNUSED)
{
    for (guint workers = 1; workers <= 3; workers++) {
        Log log = {0};
        run(&log, workers, NULL);
        assert_in_range((guint)log.highest, 1, workers * 4 * 64 + workers + 1);
    }
}

static void test_failure_ends_the_run(void **state G_GNUC_UNUSED)
{
    Log log = {.fail_at = 500};
    g_autoptr(GError) error = NULL;
    assert_int_equal(run(&log, 3, &error), OSINT_PIPELINE_FAILED);
    assert_true(g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOSPC));
    assert_int_equal(log.applied, 500);
    assert_int_equal(log.applied_at_end, 0);
}

static void test_stop_ends_the_run(void **state G_GNUC_UNUSED)
{
    Log log = {.stop_at = 500};
    assert_int_equal(run(&log, 3, NULL), OSINT_PIPELINE_STOPPED);
    assert_int_equal(log.applied, 500);
}

static void test_no_documents(void **state G_GNUC_UNUSED)
{
    Log log = {0};
    g_autoptr(GPtrArray) none = g_ptr_array_new();
    OsintPipelineWork work = {emit_items, prepare, apply, idle, all_read, g_free, &log};
    assert_int_equal(osint_pipeline_run(&work, none, 2, NULL), OSINT_PIPELINE_DONE);
    assert_int_equal(log.applied, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(test_order), cmocka_unit_test(test_memory_is_bounded),
                                       cmocka_unit_test(test_failure_ends_the_run),
                                       cmocka_unit_test(test_stop_ends_the_run),
                                       cmocka_unit_test(test_no_documents)};
    return cmocka_run_group_tests(tests, NULL, NULL);
}
