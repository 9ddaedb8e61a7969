/* What words are found under, for tests that follow a search word by word: lines "language<TAB>word" on
 * standard input, each answered with "folded<TAB>stem<TAB>stem with accents or nothing". */
#include "indexer/text/stems.h"
#include "indexer/text/words.h"

#include <stdio.h>
#include <string.h>

#define LONGEST_LINE 4096

static OsintStems *stems_of(GHashTable *known, const char *language)
{
    const char *stemmer = osint_stems_language(language);
    OsintStems *stems = g_hash_table_lookup(known, stemmer);
    if (stems == NULL) {
        stems = osint_stems_new(stemmer);
        g_hash_table_insert(known, (gpointer)stemmer, stems);
    }
    return stems;
}

int main(void)
{
    g_autoptr(GHashTable) known =
        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)osint_stems_free);
    char line[LONGEST_LINE];
    while (fgets(line, sizeof line, stdin) != NULL) {
        g_strchomp(line);
        char *tab = strchr(line, '\t');
        if (tab == NULL)
            return 2;
        *tab = '\0';
        g_autoptr(GString) lower = g_string_new(NULL);
        osint_word_lower(tab + 1, strlen(tab + 1), lower);
        OsintWordTerms terms = osint_stems_word(stems_of(known, line), lower->str);
        printf("%s\t%s\t%s\n", terms.folded, terms.term, terms.accented != NULL ? terms.accented : "");
    }
    return 0;
}
