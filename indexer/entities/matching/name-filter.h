/* A filter for texts that may have one of some names, under any spelling that the tagger takes for it.
 *
 * A name is cut into parts: runs of letters, runs of digits, single CJK characters, all folded. A text may
 * have the name when every part stands somewhere in it, next to each other or not. */
#ifndef OSINT_ENTITIES_MATCHING_NAME_FILTER_H
#define OSINT_ENTITIES_MATCHING_NAME_FILTER_H

#include <glib.h>

G_BEGIN_DECLS

typedef struct OsintNameFilter OsintNameFilter;

OsintNameFilter *osint_name_filter_new(void);
void osint_name_filter_free(OsintNameFilter *filter);

void osint_name_filter_add(OsintNameFilter *filter, const char *name);
/* Words that change how a word like "ShimbunNikkeiNHK" is taken apart, without being names. */
void osint_name_filter_add_words(OsintNameFilter *filter, const char *words);
/* Once, after the last name and before the first text. */
void osint_name_filter_freeze(OsintNameFilter *filter);

/* Whether a text (title may be NULL) may have one of the names, or a word of glued parts of which one is in
 * them. Takes time in proportion to the text and to the number of names. */
gboolean osint_name_filter_passes(OsintNameFilter *filter, const char *title, const char *text);

G_END_DECLS

#endif
