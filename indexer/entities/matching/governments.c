/* Verbs of saying, deciding and judging, which in news have governments for subjects; sorted. */
#include "indexer/entities/matching/governments.h"

#include <stdlib.h>
#include <string.h>

#define WORD_BYTES 24
#define AUXILIARIES_MAX 2

static const char *const acts[] = {
    "accused",    "accuses",    "acknowledged", "acknowledges", "admits",     "admitted",   "agreed",
    "agrees",     "alleged",    "alleges",      "announced",    "announces",  "argued",     "argues",
    "asked",      "asks",       "attributed",   "attributes",   "believed",   "believes",   "blamed",
    "blames",     "claimed",    "claims",       "condemned",    "condemns",   "confirmed",  "confirms",
    "considered", "considers",  "criticised",   "criticises",   "criticized", "criticizes", "decided",
    "decides",    "declared",   "declares",     "declined",     "declines",   "demanded",   "demands",
    "denied",     "denies",     "deplored",     "deplores",     "described",  "describes",  "dismissed",
    "dismisses",  "disputed",   "disputes",     "expelled",     "expels",     "expressed",  "expresses",
    "hoped",      "hopes",      "imposed",      "imposes",      "insisted",   "insists",    "intended",
    "intends",    "maintained", "maintains",    "opposed",      "opposes",    "ordered",    "orders",
    "pledged",    "pledges",    "praised",      "praises",      "promised",   "promises",   "protested",
    "protests",   "recalled",   "recalls",      "recognised",   "recognises", "recognized", "recognizes",
    "refused",    "refuses",    "regarded",     "regards",      "regreted",   "regrets",    "rejected",
    "rejects",    "replied",    "replies",      "responded",    "responds",   "retaliated", "retaliates",
    "said",       "sanctioned", "sanctions",    "says",         "seeks",      "sees",       "sought",
    "stressed",   "stresses",   "suggested",    "suggests",     "summoned",   "summons",    "supported",
    "supports",   "suspected",  "suspects",     "threatened",   "threatens",  "urged",      "urges",
    "viewed",     "views",      "vowed",        "vows",         "wanted",     "wants",      "warned",
    "warns",      "welcomed",   "welcomes",     "withdraws",    "withdrew",
};

static const char *const auxiliaries[] = {"again", "also",     "had",        "has",   "have",
                                          "later", "publicly", "repeatedly", "since", "then"};

static const char *const ties[] = {"-affiliated", "-aligned", "-backed", "-controlled", "-directed",
                                   "-friendly",   "-funded",  "-linked", "-nexus",      "-sponsored"};

static int compare_words(const void *a, const void *b)
{
    return strcmp(a, *(const char *const *)b);
}

static gboolean is_among(const char *word, const char *const *words, gsize count)
{
    return bsearch(word, words, count, sizeof *words, compare_words) != NULL;
}

/* The next word in small ASCII letters, after one white space; NULL when something else follows. */
static const char *next_word(const char *at, char word[WORD_BYTES])
{
    if (!g_ascii_isspace(*at))
        return NULL;
    gsize length = 0;
    for (at++; g_ascii_islower(*at) && length + 1 < WORD_BYTES; at++)
        word[length++] = *at;
    word[length] = '\0';
    return length > 0 && !g_ascii_isalpha(*at) ? at : NULL;
}

static gboolean is_tied(const char *after)
{
    for (gsize i = 0; i < G_N_ELEMENTS(ties); i++)
        if (g_str_has_prefix(after, ties[i]))
            return !g_ascii_isalpha(after[strlen(ties[i])]);
    return FALSE;
}

gboolean osint_government_acts(const char *after)
{
    if (*after == '-')
        return is_tied(after);
    char word[WORD_BYTES];
    for (guint i = 0; i <= AUXILIARIES_MAX; i++) {
        after = next_word(after, word);
        if (after == NULL)
            return FALSE;
        if (is_among(word, acts, G_N_ELEMENTS(acts)))
            return TRUE;
        if (!is_among(word, auxiliaries, G_N_ELEMENTS(auxiliaries)))
            return FALSE;
    }
    return FALSE;
}
