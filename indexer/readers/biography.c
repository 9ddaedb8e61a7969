/* Authors' biographies: who is it about, is the role one of those who write, and what else is said. */
#include "indexer/readers/biography.h"

#include "indexer/readers/clean.h"

#include <string.h>

#define MAX_COLUMNS 1200
#define NAME                                                                                                 \
    "\\p{Lu}[\\p{L}'’.-]*(?: (?:(?:van|von|de|der|den|da|di|del|al|bin|ben|la|le|el) "                     \
    "){0,2}\\p{Lu}[\\p{L}'’.-]*){1,3}"
#define ROLE                                                                                                 \
    "\\b(reporter|journalist|editor|correspondent|writer|columnist|contributor|blogger|news "                \
    "anchor|freelancer|"                                                                                     \
    "staff writer|bureau chief)\\b"

typedef enum { PATTERN_NAME, PATTERN_NAMED, PATTERN_ROLE, PATTERN_WORK, PATTERN_MORE, PATTERN_COUNT } Pattern;

static const char *const patterns[PATTERN_COUNT] = {
    [PATTERN_NAME] = "^" NAME "$",
    [PATTERN_NAMED] = "^(" NAME "),? (?=(?:is|was|has been|works as|covers|writes|reports|joined)\\b)",
    [PATTERN_ROLE] = "^(?:is|was|has been|works as) [^.]{0,160}" ROLE,
    [PATTERN_WORK] = "^(?:covers|writes (?:about|for|on)|reports (?:on|for)) ",
    [PATTERN_MORE] =
        "(?i)(?:" ROLE "[^.]{0,60}\\b(?:covering|covers|writing about|focus(?:ed|ing|es) on|who "
        "(?:covers|writes|reports))\\b"
        "|\\bpreviously (?:worked|wrote|covered|reported|served|held)\\b"
        "|\\b(?:his|her|their) (?:work|writing|articles|stories|reporting) (?:has|have) (?:also )?appeared\\b"
        "|\\b(?:can be reached|(?:reach|follow|contact|e-?mail) (?:him|her|them))\\b"
        "|\\b(?:is|as) the author of\\b|\\bprior to joining\\b|\\bbefore joining\\b"
        "|\\bhas (?:also )?(?:written|reported|worked) for\\b|\\bjoined .{2,40} in (?:19|20)\\d\\d\\b)",
};

static const GRegex *regex(Pattern pattern)
{
    static GRegex *regexes[PATTERN_COUNT];
    static gsize ready;
    if (g_once_init_enter(&ready)) {
        for (int i = 0; i < PATTERN_COUNT; i++) {
            regexes[i] = g_regex_new(patterns[i], 0, 0, NULL);
            g_assert(regexes[i] != NULL);
        }
        g_once_init_leave(&ready, 1);
    }
    return regexes[pattern];
}

gboolean osint_biography_is_name(const char *line)
{
    return osint_text_columns(line, strlen(line)) <= 40 && g_regex_match(regex(PATTERN_NAME), line, 0, NULL);
}

gboolean osint_biography_read(const char *paragraph, const char *above, gboolean announced, char **name)
{
    if (osint_text_columns(paragraph, strlen(paragraph)) > MAX_COLUMNS)
        return FALSE;
    gboolean below_name = above != NULL && osint_biography_is_name(above);
    g_autoptr(GMatchInfo) match = NULL;
    g_autofree char *subject = NULL;
    const char *predicate = paragraph;
    if (g_regex_match(regex(PATTERN_NAMED), paragraph, 0, &match)) {
        subject = g_match_info_fetch(match, 1);
        predicate = paragraph + strcspn(paragraph + strlen(subject), " ") + strlen(subject) + 1;
    } else if (below_name) {
        subject = g_strdup(above);
    } else {
        return FALSE;
    }
    gboolean role = g_regex_match(regex(PATTERN_ROLE), predicate, 0, NULL);
    gboolean work = g_regex_match(regex(PATTERN_WORK), predicate, 0, NULL);
    gboolean more = g_regex_match(regex(PATTERN_MORE), paragraph, 0, NULL);
    if (!((role || work) && (more || below_name || announced)))
        return FALSE;
    *name = g_steal_pointer(&subject);
    return TRUE;
}
