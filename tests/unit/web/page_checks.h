/* What every page must be: well-formed, without scripts, inline styles or raw control characters. */
#ifndef OSINT_TESTS_WEB_PAGE_CHECKS_H
#define OSINT_TESTS_WEB_PAGE_CHECKS_H

#include <glib.h>

void assert_contains(const char *page, const char *part);
void assert_lacks(const char *page, const char *part);
guint count_parts(const char *page, const char *part);
/* Elements are properly nested and closed, ids are unique, no element or attribute can run a script. */
void assert_sound_page(const char *page);

#endif
