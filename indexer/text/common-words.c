/* Common words of the languages that have stemmers, by hand: articles, pronouns, prepositions, conjunctions,
 * auxiliary verbs and question words, folded. */
#include "indexer/text/common-words.h"

#include <string.h>

static const struct {
    const char *language;
    const char *words;
} lists[] = {
    {"en",
     "a about after all also am an and any are as at be been before being but by can could did do does doing "
     "during each for from had has have having he her here hers him his how i if in into is it its me more "
     "most my no nor not of on or our ours own s she should so some such t than that the their theirs them "
     "then there these they this those to too us very was we were what when where which while who whom whose "
     "why will with would you your yours"},
    {"ar", "في من الي علي عن مع ان هذا هذه ذلك تلك التي الذي الذين هو هي هم كان كانت يكون قد لا لم لن ما "
           "ماذا متي اين كيف لماذا "
           "هل او ثم بعد قبل كل بين حتي اذا منذ عند"},
    {"ca", "el la els les l un una uns unes de del dels d a al als en amb per i o que qui quin quina quins "
           "quines on "
           "quan com es son ser era ha han haver hi ho se s no mes molt aquest aquesta aixo seu seva seus"},
    {"da", "og i at det den de en et er var til af pa for med som har havde ikke der fra om men han hun vi "
           "du jeg sig "
           "sin sit sine hvad hvem hvor hvornar hvordan hvorfor hvilken hvilke blev bliver ved efter over "
           "under eller "
           "ogsa skal kan vil"},
    {"de",
     "der die das den dem des ein eine einen einem einer eines und oder aber nicht ist sind war waren wird "
     "wurde "
     "wurden werden hat haben hatte hatten in im an am auf aus bei beim mit nach von vom vor zu zum zur uber "
     "unter um als auch wie so es er sie wir ihr ihre ihren sein seine sich dass wenn wer was wann wo warum "
     "welche welcher welches wen wem fur durch gegen"},
    {"es", "el la los las un una unos unas de del a al en con por para y e o u que quien quienes cual cuales "
           "cuando "
           "donde como cuanto cuantos es son era fue fueron ser ha han haber hay se su sus no mas muy lo le "
           "les este "
           "esta estos estas ese esa eso pero sobre entre sin desde hasta"},
    {"eu", "eta edo da dira zen ziren du dute zuen zuten ez bai ere baina hau hori hura bat batzuk nor zer "
           "non noiz "
           "nola zergatik zein dela zela izan"},
    {"fi", "ja on oli ovat olivat ei eivat se ne han he tama nama joka jotka mika mita kuka ketka missa "
           "milloin miten "
           "miksi etta kun kuin jos mutta tai myos seka ole olla"},
    {"fr",
     "le la les l un une des de du d a au aux en dans par pour sur sous avec sans et ou ni mais que qui quoi "
     "qu "
     "quel quelle quels quelles quand comment pourquoi est sont etait etaient etre a ont avait avoir fut se "
     "s "
     "ce cet cette ces son sa ses leur leurs il elle ils elles on nous vous je ne n pas plus tres y c j m t"},
    {"ga",
     "an na agus is ta bhi a i in ar ag le do de go ni nach se si siad seo sin cad ce cen conas cathain chun "
     "faoi o leis"},
    {"hu", "a az es egy is nem de hogy van volt vannak voltak lesz meg ez azt ezt ki kik mi mit mikor hol "
           "hogyan miert "
           "melyik vagy mint csak mar el fel be"},
    {"hy", "եւ է են էր էին որ որը որոնք այս այդ այն մի ու թե ինչ ով որտեղ երբ ինչպես ինչու համար մեջ հետ "
           "մասին չէ նա"},
    {"id", "yang dan di ke dari untuk pada dengan adalah ini itu oleh dalam tidak akan telah sudah juga atau "
           "sebagai "
           "ada karena apa siapa kapan mana bagaimana mengapa para ia dia mereka kami"},
    {"it", "il lo la i gli le l un uno una di del dello della dei degli delle dell d a al allo alla ai agli "
           "alle all "
           "da dal dalla dai in nel nella nei nelle nell con su sul sulla per tra fra e ed o ma che chi cui "
           "cosa quale "
           "quali quando dove come perche e sono era erano essere ha hanno aveva si non piu questo questa "
           "questi suo "
           "sua suoi"},
    {"lt", "ir i is su ar kad yra buvo bus ne o bet kaip kas ka kur kada kodel kuris kuri kurie uz prie apie "
           "nuo iki po "
           "per tai sis ta jis ji jie savo"},
    {"ne", "र को का की मा ले लाई बाट छ छन् थियो थिए हो हुन् यो त्यो के कुन कहाँ कहिले किन कसरी पनि तर वा भने"},
    {"nl",
     "de het een en of maar van in op te aan bij met voor door over uit naar om tot is zijn was waren wordt "
     "werd werden worden heeft hebben had hadden niet ook er dat die dit deze als dan hij zij ze we wij wie "
     "wat "
     "waar wanneer hoe waarom welke"},
    {"no", "og i at det den de en ei et er var til av pa for med som har hadde ikke fra om men han hun vi du "
           "jeg seg "
           "sin sitt sine hva hvem hvor nar hvordan hvorfor hvilken hvilke ble blir ved etter over under "
           "eller ogsa "
           "skal kan vil"},
    {"pt", "o a os as um uma uns umas de do da dos das em no na nos nas ao aos por pelo pela pelos pelas "
           "para com sem e "
           "ou mas que quem qual quais quando onde como e sao era foi foram ser ha tem se seu sua seus suas "
           "nao mais "
           "muito este esta isso sobre entre"},
    {"ro", "si in la de din pe cu pentru un o unui unei ai ale al a este sunt era erau fost fi au nu ca care "
           "cine ce "
           "cand unde cum de sau dar se sa prin despre mai le lui ei lor"},
    {"ru",
     "и в во на с со к ко о об от до из за по у для при без под над через а но или что кто как где когда "
     "почему "
     "зачем какой какая какие который которая которые это этот эта эти тот он она оно они его ее их не ни бы "
     "был была было были быть есть же ли так также"},
    {"sv", "och i att det den de en ett ar var till av pa for med som har hade inte fran om men han hon vi "
           "du jag sig "
           "sin sitt sina vad vem var nar hur varfor vilken vilka blev blir vid efter over under eller ocksa "
           "ska kan "
           "vill"},
    {"ta", "மற்றும் ஒரு இந்த அந்த என்று என்ன யார் எங்கே எப்போது எப்படி ஏன் எந்த உள்ள இருந்து அல்லது ஆனால் அவர் அது இது"},
    {"tr", "ve veya bir bu su o da de ile icin gibi kadar ne kim nerede nasil neden hangi mi mu olan olarak "
           "oldu var "
           "yok degil ama en cok daha ki"},
};

/* The languages by their place in lists, as bits of a word's number. */
static GHashTable *read_lists(void)
{
    G_STATIC_ASSERT(G_N_ELEMENTS(lists) < 8 * sizeof(guint));
    GHashTable *common = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_auto(GStrv) words = g_strsplit(lists[i].words, " ", -1);
        for (char **word = words; *word != NULL; word++) {
            guint known = GPOINTER_TO_UINT(g_hash_table_lookup(common, *word));
            g_hash_table_insert(common, g_strdup(*word), GUINT_TO_POINTER(known | (1u << i)));
        }
    }
    return common;
}

static guint languages_of(const char *folded)
{
    static gsize once = 0;
    static GHashTable *common = NULL;
    if (g_once_init_enter(&once)) {
        common = read_lists();
        g_once_init_leave(&once, 1);
    }
    return GPOINTER_TO_UINT(g_hash_table_lookup(common, folded));
}

static guint bit_of(const char *language)
{
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++)
        if (strcmp(lists[i].language, language) == 0)
            return 1u << i;
    return 0;
}

gboolean osint_is_common_word(const char *language, const char *folded)
{
    return (languages_of(folded) & bit_of(language)) != 0;
}

gboolean osint_is_common_somewhere(const char *folded)
{
    return languages_of(folded) != 0;
}

static guint count_common(const char *language, const char *const *words)
{
    guint bit = bit_of(language), count = 0;
    for (; *words != NULL; words++)
        count += (languages_of(*words) & bit) != 0 ? 1 : 0;
    return count;
}

const char *osint_common_words_language(const char *const *languages, const char *const *words)
{
    const char *best = "en";
    guint most = MAX(count_common("en", words), 1);
    for (; *languages != NULL; languages++) {
        guint count = count_common(*languages, words);
        if (count > most) {
            best = *languages;
            most = count;
        }
    }
    return best;
}
