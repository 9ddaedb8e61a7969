/* The lines about an author that follow an article. */
#ifndef OSINT_READERS_BIOGRAPHY_H
#define OSINT_READERS_BIOGRAPHY_H

#include <glib.h>

G_BEGIN_DECLS

/* Whether a line is a person's name and nothing else. */
gboolean osint_biography_is_name(const char *line);

/* Whether a paragraph is a writer's biography: a name and "is a ... reporter", with more that only a
 * biography says or when announced by a line like "About the author", or the same without its subject under a
 * line that is a name (above, may be NULL). *name is the name. Whether that name also occurs in the article
 * (which makes it a subject, not the author) is for the caller to see. */
gboolean osint_biography_read(const char *paragraph, const char *above, gboolean announced, char **name);

G_END_DECLS

#endif
