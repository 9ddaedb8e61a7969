/* What class and id attributes say of an element. */
#ifndef OSINT_READERS_HTML_HINTS_H
#define OSINT_READERS_HTML_HINTS_H

#include <glib.h>

G_BEGIN_DECLS

/* OsintPageHints of page.h, and of those the following, which are of the element alone. */
enum {
    OSINT_HINT_HEADLINE = 1 << 8,
    OSINT_HINT_AUTHOR = 1 << 9, /* a name, or names */
    OSINT_HINT_ASIDE = 1 << 10  /* comments, related articles, navigation */
};

/* The hints in one class or id attribute: words are told by case, hyphens and underscores. */
guint osint_html_hints(const char *attribute);

G_END_DECLS

#endif
