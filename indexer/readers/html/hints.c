/* Words in class and id attributes. Sites name these by habit, in English whatever the language of the page;
 * the habits are those that htmldate and trafilatura (A. Barbaresi) and Readability (Arc90, Mozilla) list. */
#include "indexer/readers/html/hints.h"

#include <string.h>

#include "indexer/readers/html/page.h"

#define MAX_WORD 24
#define MAX_WORDS 24

typedef struct {
    guint hints;
    const char *words; /* one, or two that follow one another */
} Rule;

static const Rule rules[] = {
    {OSINT_HINT_DATE,
     "date dates datetime dateline datum fecha datestamp timestamp time times dato zeit data heure "
     "clock calendar datepublished day pubtime posttime newsdate"},
    {OSINT_HINT_DATE | OSINT_HINT_PUBLISH,
     "published publish publishdate publisheddate pubdate pubtime posted postedon datepublished created "
     "publication "
     "publicationdate postdate issued submitted veroeffentlicht publie publicado pubblicato firstpublished"},
    {OSINT_HINT_DATE | OSINT_HINT_UPDATE, "updated update modified lastmod lastmodified datemodified "
                                          "lastupdated updatedate aktualisiert modifieddate "
                                          "edited"},
    {OSINT_HINT_BYLINE,
     "byline bylines meta postmeta entrymeta articlemeta metadata info infos subline kicker "
     "credits credit dateline postinfo articleinfo signature"},
    {OSINT_HINT_AUTHOR | OSINT_HINT_BYLINE, "author authors autor autore auteur auteurs writer contributor "
                                            "contributors reporter authorname byline bylines creator vcard "
                                            "journalist columnist"},
    {OSINT_HINT_HEADLINE, "headline entrytitle posttitle articletitle storytitle pagetitle titulo titre "
                          "articleheadline articleheading contenttitle newstitle titolo"},
    {OSINT_HINT_ASIDE,
     "comment comments commentlist related sidebar widget widgets recommend recommended "
     "recommendations latest popular trending carousel breadcrumb breadcrumbs recent ticker "
     "weather disqus readmore mostread nav navigation navbar menu promo newsletter respond "
     "replies reply teaser teasers slider aside archives relatedposts morestories upnext "
     "morefrom seealso calendarwidget outbrain taboola sponsored authorbio"},
    {OSINT_HINT_FOOTER, "footer colophon copyright"},
};

/* By first letter: the lengths that words have. Most words of a page are none of these, and are not looked
 * up. */
static guint64 lengths[128];

static void note_length(const char *word)
{
    lengths[(guchar)word[0] & 127] |= (guint64)1 << MIN(strlen(word), 63);
}

static GHashTable *vocabulary(void)
{
    static gsize once;
    static GHashTable *table;
    if (g_once_init_enter(&once)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS(rules); i++) {
            g_auto(GStrv) words = g_strsplit(rules[i].words, " ", -1);
            for (char **word = words; *word != NULL; word++) {
                guint hints = rules[i].hints | GPOINTER_TO_UINT(g_hash_table_lookup(table, *word));
                g_hash_table_insert(table, g_strdup(*word), GUINT_TO_POINTER(hints));
                note_length(*word);
            }
        }
        g_once_init_leave(&once, 1);
    }
    return table;
}

static guint hints_of(const char *word, gsize length)
{
    GHashTable *table = vocabulary();
    if ((lengths[(guchar)word[0] & 127] >> MIN(length, 63) & 1) == 0)
        return 0;
    return GPOINTER_TO_UINT(g_hash_table_lookup(table, word));
}

/* Copies the next word in lower case; a capital behind a small letter begins one, too. Its length; 0 at the
 * end. */
static gsize next_word(const char **at, char word[MAX_WORD + 1])
{
    gsize length = 0;
    while (**at != '\0' && !g_ascii_isalnum(**at))
        (*at)++;
    for (const char *begin = *at; g_ascii_isalnum(**at); (*at)++) {
        if (*at > begin && g_ascii_isupper(**at) && g_ascii_islower((*at)[-1]))
            break;
        if (length < MAX_WORD)
            word[length++] = g_ascii_tolower(**at);
    }
    word[length] = '\0';
    return length;
}

guint osint_html_hints(const char *attribute)
{
    char word[MAX_WORD + 1], pair[2 * MAX_WORD + 1] = "";
    guint hints = 0;
    gsize length, before = 0;
    for (guint count = 0; count < MAX_WORDS && (length = next_word(&attribute, word)) > 0; count++) {
        hints |= hints_of(word, length);
        memcpy(pair + before, word, length + 1);
        if (before > 0)
            hints |= hints_of(pair, before + length);
        memcpy(pair, word, length + 1);
        before = length;
    }
    return hints;
}
