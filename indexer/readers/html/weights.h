/* The weights of features. */
#ifndef OSINT_READERS_HTML_WEIGHTS_H
#define OSINT_READERS_HTML_WEIGHTS_H

#include "indexer/readers/html/features.h"

G_BEGIN_DECLS

/* Log-odds: of the first opinion, and of the second. */
extern const float osint_html_weights_local[OSINT_FEATURE_LOCAL_COUNT];
extern const float osint_html_weights_all[OSINT_FEATURE_COUNT];

G_END_DECLS

#endif
