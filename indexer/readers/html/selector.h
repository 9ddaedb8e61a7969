/* CSS selectors as XPath. */
#ifndef OSINT_READERS_HTML_SELECTOR_H
#define OSINT_READERS_HTML_SELECTOR_H

#include <glib.h>

G_BEGIN_DECLS

#define OSINT_SELECTOR_ERROR (osint_selector_error_quark())
GQuark osint_selector_error_quark(void);
typedef enum { OSINT_SELECTOR_ERROR_SYNTAX } OsintSelectorError;

/* An XPath that selects in a whole document what the list of selectors does: types, *, .class, #id,
 * [attribute] with =, ~=, |=, ^=, $= and *=, :first-child, :last-child, :only-child, :nth-child(N),
 * :not(compound), and descendants, children (>), next (+) and later (~) siblings. Fails with the place,
 * counted in characters. */
char *osint_selector_to_xpath(const char *selector, GError **error);

G_END_DECLS

#endif
