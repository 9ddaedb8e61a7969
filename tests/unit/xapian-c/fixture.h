/* A temporary directory for each test, and short ways to fill a database. */
#ifndef TEST_XAPC_FIXTURE_H
#define TEST_XAPC_FIXTURE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "xapian-c/xapian-c.h"

/* cmocka set-up and tear-down: *state is the path of an empty directory. */
int fixture_directory(void **state);
int fixture_remove(void **state);

#define in_directory(test) cmocka_unit_test_setup_teardown(test, fixture_directory, fixture_remove)

/* Fails the test unless error is set to code, and clears it. */
#define assert_error(error, expected_code)                                                                   \
    do {                                                                                                     \
        assert_non_null(error);                                                                              \
        assert_int_equal((error)->domain, XAPC_ERROR);                                                       \
        assert_int_equal((error)->code, (expected_code));                                                    \
        g_clear_error(&(error));                                                                             \
    } while (0)

/* Fails the test with the message when error is set. */
#define assert_no_error(error)                                                                               \
    do {                                                                                                     \
        if ((error) != NULL)                                                                                 \
            fail_msg("%s", (error)->message);                                                                \
    } while (0)

char *fixture_path(void **state, const char *name);
XapcDb *fixture_create(void **state, const char *name); /* a new writable database */
XapcDb *fixture_open(void **state, const char *name);   /* the same, to read */

/* A document with the words of text (separated by spaces) as terms with positions. */
XapcDoc *fixture_doc(const char *text);
guint32 fixture_add(XapcDb *db, const char *text);
guint32 fixture_add_with_value(XapcDb *db, const char *text, guint32 slot, const char *value);
void fixture_commit(XapcDb *db);

/* What is left of a list, separated by spaces; frees the list. */
char *fixture_list(XapcTerms *terms);
/* The ids of the hits of a query, separated by spaces; frees the query. */
char *fixture_hits(XapcDb *db, XapcQuery *query);
XapcQuery *fixture_term(const char *term);

#endif
