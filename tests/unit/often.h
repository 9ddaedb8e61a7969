/* How often what repeats itself does so. Under valgrind, which is slow and sees the same faults the first
 * times, a part stands for the whole: the other builds do all of it. */
#ifndef OSINT_TESTS_UNIT_OFTEN_H
#define OSINT_TESTS_UNIT_OFTEN_H

#include <glib.h>

static inline gboolean under_valgrind(void)
{
    return g_getenv("OSINT_VALGRIND") != NULL;
}

static inline guint often(guint times)
{
    return under_valgrind() ? MAX(times / 16, 1) : times;
}

#endif
