/* Indicators in articles: addresses, domains, URLs, digests, numbers of flaws and the like, defanged or not.
 */
#ifndef OSINT_ENTITIES_INDICATORS_INDICATORS_H
#define OSINT_ENTITIES_INDICATORS_INDICATORS_H

#include "indexer/article/article.h"
#include "indexer/entities/lists/list.h"

G_BEGIN_DECLS

/* What of the lists concerns indicators: entities that are some, and what is benign. */
typedef struct OsintIndicatorRules OsintIndicatorRules;

/* The list must outlive the rules. */
OsintIndicatorRules *osint_indicator_rules_new(const OsintEntityList *list);
void osint_indicator_rules_free(OsintIndicatorRules *rules);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(OsintIndicatorRules, osint_indicator_rules_free)

/* Adds a mention for each indicator of article->text, its normal form as id (normal.h), and one of
 * the listed entity where a list has it. Other mentions inside an indicator are taken away, but for those
 * made by hand: a name in a URL names nobody. Mentions are in order afterwards. Time is in proportion to the
 * text; of more than 100,000 indicators the rest is left out, with the warning `indicators-cut`. */
void osint_indicator_rules_tag(const OsintIndicatorRules *rules, OsintArticle *article);

G_END_DECLS

#endif
