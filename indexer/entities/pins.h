/* Pins: places in articles of which a list says that they are an entity, or that they are not, whatever the
 * tagger makes of them. */
#ifndef OSINT_ENTITIES_PINS_H
#define OSINT_ENTITIES_PINS_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"

G_BEGIN_DECLS

typedef struct OsintPins OsintPins;

/* The list must outlive it. */
OsintPins *osint_pins_new(const OsintEntityList *list);
void osint_pins_free(OsintPins *pins);

/* For the article's id, when it is tagged: text that is pinned to an entity becomes a mention of it alone, by
 * name; text that is unpinned loses the mentions of the entity. Marks of the document give way. */
void osint_pins_apply(const OsintPins *pins, OsintArticle *article);

/* Whether the text of a pin stands, as often as it must, in an article's text: as it is written, not inside
 * of a word. */
gboolean osint_pin_stands_in(const OsintPin *pin, const char *text);

G_END_DECLS

#endif
