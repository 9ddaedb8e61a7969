/* The tagger: finds every name of every listed entity in an article in one pass. */
#ifndef OSINT_ENTITIES_TAGGER_H
#define OSINT_ENTITIES_TAGGER_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"
#include "indexer/entities/pins.h"
#include "indexer/entities/matching/reading.h"

G_BEGIN_DECLS

typedef struct OsintTagger OsintTagger;

/* The list must outlive the tagger. Building costs time in proportion to the list; tagging does not change
 * the tagger. */
OsintTagger *osint_tagger_new(const OsintEntityList *list);
void osint_tagger_free(OsintTagger *tagger);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintTagger, osint_tagger_free)

/* Replaces the article's mentions (but for those marked by hand in the document) with what the list finds in
 * its text: longest match on word boundaries, names in CJK text anywhere; osint-entities(5) has the rules.
 * Names that are ordinary words and descriptions count only with the evidence their entity asks for (its
 * context, in title or text, or the article's hand tags). A name that several entities have is a mention of
 * each, unless evidence favours one; a description may have a name inside. Hand tags (article->entities) are
 * evidence. Marks made by hand get the id, type and name of the entity they mean; one that no list knows
 * stays as it is and is warned about (`entity-unknown`). Needs article->text; may be called again, with
 * another list, too. */
void osint_tagger_tag(const OsintTagger *tagger, OsintArticle *article);
/* Likewise, but for mentions by description. */
void osint_tagger_tag_names(const OsintTagger *tagger, OsintArticle *article);
/* Whether a paragraph has anything that could be a mention: FALSE when osint_tagger_tag_names() finds nothing
 * in it, whatever text it is the first paragraph of. */
gboolean osint_tagger_may_find(const OsintTagger *tagger, const char *paragraph);

/* What the list says of places in articles; to be applied to what osint_tagger_tag() made of one. */
const OsintPins *osint_tagger_pins(const OsintTagger *tagger);

/* The ids that the article's hand tags stand for; a tag that no list knows is left out and warned about
 * (`entity-unknown`). */
GPtrArray *osint_tagger_hand_tags(const OsintTagger *tagger, OsintArticle *article);

/* All that stands in a text, nothing of it decided: for measurements. osint_reading_clear() it. */
void osint_tagger_read(const OsintTagger *tagger, const char *text, OsintReading *reading);

G_END_DECLS

#endif
