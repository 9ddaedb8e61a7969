/* The lexicon of references: lists of words by what they do in a noun phrase. */
#include "indexer/entities/references/lexicon.h"

#include <string.h>

#define MALE OSINT_LEX_MALE
#define FEMALE OSINT_LEX_FEMALE
#define MANY OSINT_LEX_MANY
#define PERSON OSINT_LEX_NOUN
#define GENERIC (OSINT_LEX_NOUN | OSINT_LEX_GENERIC)
#define ROLE (OSINT_LEX_NOUN | OSINT_LEX_ROLE)

typedef struct {
    guint32 flags;
    const char *words; /* folded, separated by spaces */
} WordList;

static const WordList latin[] = {
    {OSINT_LEX_PRONOUN | MALE, "he himself"},
    {OSINT_LEX_PRONOUN | MALE | OSINT_LEX_OBJECT, "him"},
    {OSINT_LEX_PRONOUN | MALE | OSINT_LEX_POSSESSIVE, "his"},
    {OSINT_LEX_PRONOUN | MALE | OSINT_LEX_GERMAN, "er ihm ihn"},
    {OSINT_LEX_PRONOUN | FEMALE, "she herself hers"},
    {OSINT_LEX_PRONOUN | FEMALE | OSINT_LEX_POSSESSIVE, "her"},
    {OSINT_LEX_PRONOUN | MANY, "they themselves theirs"},
    {OSINT_LEX_PRONOUN | MANY | OSINT_LEX_OBJECT, "them"},
    {OSINT_LEX_PRONOUN | MANY | OSINT_LEX_POSSESSIVE, "their"},
    {OSINT_LEX_TWO, "both two beide beiden zwei"},
    {OSINT_LEX_PAIR, "duo pair"},
    {OSINT_LEX_FORMER, "former"},
    {OSINT_LEX_LATTER, "latter"},
    {OSINT_LEX_THE | OSINT_LEX_STOP, "the this that these those"},
    {OSINT_LEX_THE | OSINT_LEX_GERMAN | OSINT_LEX_STOP,
     "der die das den dem des dieser diese dieses diesen diesem"},
    {OSINT_LEX_A | OSINT_LEX_STOP, "a an one some someone somebody"},
    {OSINT_LEX_A | OSINT_LEX_GERMAN | OSINT_LEX_STOP, "ein eine einen einem einer eines jemand"},
    {OSINT_LEX_ANOTHER | OSINT_LEX_STOP, "another"},
    {OSINT_LEX_MEASURE, "years months weeks days hours minutes times decades thirds hundred thousand million "
                        "billion percent dozen jahre monate wochen tage stunden mal"},
    {OSINT_LEX_ASIDE, "once formerly previously then now currently also himself herself reportedly allegedly "
                      "apparently both"},
    {OSINT_LEX_THIRD, "third fourth fifth dritter dritte dritten"},
    {OSINT_LEX_OTHER | OSINT_LEX_THIRD, "second zweite zweiter zweiten"},
    {OSINT_LEX_OTHER, "other different anderer andere anderen anderer weiterer weitere weiteren"},
    {GENERIC | MALE, "man guy gentleman mann mannes"},
    {GENERIC | MALE | MANY, "men guys manner mannern"},
    {GENERIC | FEMALE, "woman lady frau"},
    {GENERIC | FEMALE | MANY, "women frauen"},
    {GENERIC, "suspect person individual national citizen defendant accused verdachtige verdachtiger "
              "verdachtigen beschuldigte beschuldigter"},
    {GENERIC | MANY, "suspects persons individuals nationals citizens defendants"},
    {PERSON,
     "student engineer programmer developer hacker technician worker freelancer graduate pupil clerk member "
     "soldier operator contractor entrepreneur businessman broker trader accountant ingenieur ingenieurin "
     "studentin informatiker programmierer mitglied dieb teenager youth immigrant resident visitor dropout "
     "conspirator accomplice buyer seller handler partner colleague friend acquaintance neighbor neighbour "
     "cousin brother sister wife husband father mother son daughter girlfriend boyfriend roommate landlord "
     "witness victim customer client courier traveler traveller tourist guard driver nurse doctor teacher "
     "cook baker scientist subordinate superior boss"},
    {PERSON | MANY,
     "students engineers programmers developers technicians freelancers graduates members soldiers operators "
     "contractors accomplices witnesses victims colleagues friends studenten ingenieure"},
    {OSINT_LEX_GROUP | MANY,
     "people police officers officials investigators prosecutors detectives hackers attackers authorities "
     "analysts "
     "researchers experts employees workers spies agents reporters journalists companies firms agencies "
     "organizations organisations institutes groups sources lawyers executives ministers professors "
     "spokespersons scientists teachers customers residents parents"},
    {ROLE, "spokesperson minister secretary professor analyst expert researcher lawyer attorney official "
           "officer prosecutor judge employee executive president chairperson chief director journalist "
           "reporter investigator detective inspector commissioner superintendent diplomat ambassador "
           "lawmaker senator governor mayor general colonel captain commander vice-president adviser "
           "advisor consultant manager supervisor staffer economist historian author "
           "sprecher professor anwalt mitarbeiter experte analyst staatsanwalt beamter lehrer"},
    {ROLE | MALE, "spokesman chairman policeman mr herr"},
    {ROLE | FEMALE, "spokeswoman chairwoman policewoman mrs ms frau sprecherin ministerin professorin "
                    "anwaltin mitarbeiterin expertin analystin beamtin lehrerin"},
    {OSINT_LEX_TITLE, "mr mrs ms dr prof professor minister secretary president general colonel judge "
                      "detective inspector officer spokesman spokeswoman spokesperson director analyst "
                      "researcher herr frau senator governor mayor ambassador chairman sprecher sprecherin"},
    {OSINT_LEX_STOP,
     "in of on at by to for from with without within into over under after before since until during while "
     "when where which who whom whose what why how as than then and or but nor so if because although "
     "though is are was were be been being am has have had having do does did will would can could may "
     "might must shall should not no never also allegedly reportedly apparently now later still already "
     "just only both it its itself he she they his her their him them we us our you your i my me there "
     "here about against between through across along behind beyond despite except like near off out "
     "per up down via amid among around says said told left fled went got took made came gave bought "
     "sold paid ran kept sent wrote spoke claimed denied admitted lived worked used rented denies admits "
     "lives works claims knows knew left has returned flew became becomes remains faces "
     "im von aus zu zum zur mit nach bei seit und oder aber ist war sind waren hat hatte haben hatten "
     "wird wurde wurden werden soll sollen nicht auch sich es wir ihr ihre ihren sein seine seinen"},
    {OSINT_LEX_CLAUSE, "that who which whom when while where because and but or if after before since until "
                       "although though as dass weil der die das und aber als"},
    {OSINT_LEX_COPULA, "is was are were be been being as called describes described identified identifies "
                       "calls ist war sei wurde als"},
    {OSINT_LEX_SAYS, "said says told added adds explained stated warned noted argued wrote commented claims "
                     "claimed confirmed denied sagte erklarte"},
    {OSINT_LEX_NO_NAME,
     "university college institute school agency ministry department police court bank group company corp "
     "corporation inc ltd llc co news times post press daily gazette courier wire shimbun media television "
     "broadcaster party army navy force forces unit office bureau center centre council commission committee "
     "association union league club hospital museum airport station province prefecture city county state "
     "states kingdom republic island islands sea ocean river lake bay gulf strait peninsula district region "
     "north south east west northern southern eastern western central new united great hong saudi sri san "
     "los las el costa abu european asian american african chinese japanese korean russian german french "
     "british indian taiwanese monday tuesday wednesday thursday friday saturday sunday january february "
     "march april june july august september october november december electric security research future "
     "labs lab software server windows microsoft google exchange systems technologies networks network "
     "cyber operation team threat intelligence project act law house senate congress parliament "
     "government embassy foundation academy laboratory industries holdings international national federal "
     "people's liberation communist supreme metropolitan public the a an in on at by for from with after "
     "before but and or as it its he she they his her their this that these those when while if although "
     "according meanwhile however since both two another one no not we our i you there here what who how "
     "why later police"},
    {OSINT_LEX_NEUTRAL, "same said alleged suspected unnamed unidentified anonymous accused arrested wanted "
                        "young adult former above aforementioned indicted charged elusive mysterious"},
    {OSINT_LEX_NEUTRAL | MALE, "male"},
    {OSINT_LEX_NEUTRAL | FEMALE, "female"},
    {OSINT_LEX_COMPOUND,
     "group groups gang gangs collective team crew community forum forums union unions association body "
     "visa visas loan loans id ids account accounts card cards fee fees exchange exchanges population "
     "housing dormitory life movement state states country countries company companies server servers "
     "domain domains name tool tools website websites site sites address addresses package device devices "
     "activity behavior behaviour traffic transaction organization organisation network newspaper council"},
    {OSINT_LEX_DONE_TO, "used rented leased purchased bought sold forged registered hosted located built "
                        "founded established stolen leaked published encrypted installed infected hacked "
                        "breached compromised attacked targeted shut seized taken set"},
    {OSINT_LEX_GERMAN, "und nicht wurde wurden sich auf mit fur uber auch hat haben sind wird nach laut bei"},
};

static const WordList cjk[] = {
    {OSINT_LEX_PRONOUN | MALE, "彼 他"},
    {OSINT_LEX_PRONOUN | FEMALE, "彼女 她"},
    {OSINT_LEX_PRONOUN | MANY, "彼ら 彼等 他们 他們 她们 她們"},
    {OSINT_LEX_TWO, "2人 ２人 二人 ふたり 両者 両名 两人 兩人 二者 两者 兩者"},
    {OSINT_LEX_THE, "この その 同じ 同 当該 该 该名 这名 那名 該 該名 這名 那名"},
    {OSINT_LEX_ANOTHER, "別の 他の もう一人の もう1人の もう１人の 另一名 另一个 另一位 另外一名 另一個"},
    {GENERIC | MALE, "男 男性 男子 男士"},
    {GENERIC | MALE | MANY, "男ら 男たち 男性ら"},
    {GENERIC | FEMALE, "女 女性 女子 女士"},
    {GENERIC | FEMALE | MANY, "女ら 女たち 女性ら"},
    {GENERIC, "容疑者 人物 嫌疑人 嫌犯"},
    {GENERIC | MANY, "容疑者ら 両容疑者 人物ら"},
    {PERSON, "元留学生 留学生 元学生 学生 大学生 留學生 學生 大學生 エンジニア システムエンジニア 技術者 "
             "技术员 工程师 工程師 系统工程师 系統工程師 党員 党员 黨員 会社員 プログラマー ハッカー 黑客 "
             "駭客 店員 銀行員"},
    {ROLE,
     "報道官 広報 広報担当者 担当者 教授 准教授 大臣 長官 専門家 社員 従業員 職員 社長 会長 弁護士 記者 "
     "アナリスト 研究員 研究者 知人 友人 上司 氏 さん 隊員 幹部 首相 議員 検事 捜査員 代表 发言人 部长 "
     "专家 记者 律师 员工 职员 先生 发言人 研究人员 發言人 部長 專家 律師 員工 教师 教師"},
};

/* Running text has this many entries with one initial; a list that has more gives no more. */
#define ENTRIES_MAX 200

/* An entry of running text. */
typedef struct {
    const char *text;
    guint32 bytes;
    guint32 flags;
} Entry;

struct OsintLexicon {
    GHashTable *words;    /* folded -> flags */
    GHashTable *initials; /* first character -> GArray of Entry */
    GStringChunk *strings;
};

static void add_word(OsintLexicon *lexicon, const char *word, guint32 flags)
{
    flags |= GPOINTER_TO_UINT(g_hash_table_lookup(lexicon->words, word));
    g_hash_table_insert(lexicon->words, g_string_chunk_insert_const(lexicon->strings, word),
                        GUINT_TO_POINTER(flags));
}

static void add_entry(OsintLexicon *lexicon, const char *text, guint32 flags)
{
    gpointer initial = GUINT_TO_POINTER(g_utf8_get_char(text));
    GArray *entries = g_hash_table_lookup(lexicon->initials, initial);
    if (entries == NULL) {
        entries = g_array_new(FALSE, FALSE, sizeof(Entry));
        g_hash_table_insert(lexicon->initials, initial, entries);
    }
    Entry entry = {g_string_chunk_insert_const(lexicon->strings, text), (guint32)strlen(text), flags};
    if (entries->len == ENTRIES_MAX)
        return;
    for (guint i = 0; i < entries->len; i++)
        if (strcmp(g_array_index(entries, Entry, i).text, text) == 0)
            return;
    g_array_append_val(entries, entry);
}

static void add_lists(OsintLexicon *lexicon, const WordList *lists, gsize count,
                      void (*add)(OsintLexicon *lexicon, const char *word, guint32 flags))
{
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(lists[i].words, " ", -1);
        for (char **word = words; *word != NULL; word++)
            if (**word != '\0')
                add(lexicon, *word, lists[i].flags);
    }
}

OsintLexicon *osint_lexicon_new_empty(void)
{
    OsintLexicon *lexicon = g_new0(OsintLexicon, 1);
    lexicon->words = g_hash_table_new(g_str_hash, g_str_equal);
    lexicon->initials = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
    lexicon->strings = g_string_chunk_new(4096);
    return lexicon;
}

OsintLexicon *osint_lexicon_new(void)
{
    OsintLexicon *lexicon = osint_lexicon_new_empty();
    add_lists(lexicon, latin, G_N_ELEMENTS(latin), add_word);
    add_lists(lexicon, cjk, G_N_ELEMENTS(cjk), add_entry);
    return lexicon;
}

void osint_lexicon_free(OsintLexicon *lexicon)
{
    g_hash_table_unref(lexicon->words);
    g_hash_table_unref(lexicon->initials);
    g_string_chunk_free(lexicon->strings);
    g_free(lexicon);
}

void osint_lexicon_add_noun(OsintLexicon *lexicon, const char *noun)
{
    if ((guchar)noun[0] >= 0xE3)
        add_entry(lexicon, noun, PERSON);
    else
        add_word(lexicon, noun, PERSON);
}

guint32 osint_lexicon_word(const OsintLexicon *lexicon, const char *folded)
{
    return GPOINTER_TO_UINT(g_hash_table_lookup(lexicon->words, folded));
}

guint32 osint_lexicon_cjk(const OsintLexicon *lexicon, const char *at, const char *end, guint32 *length)
{
    const GArray *entries = g_hash_table_lookup(lexicon->initials, GUINT_TO_POINTER(g_utf8_get_char(at)));
    guint32 flags = 0;
    *length = 0;
    for (guint i = 0; entries != NULL && i < entries->len; i++) {
        const Entry *entry = &g_array_index(entries, Entry, i);
        if (entry->bytes > *length && (gsize)(end - at) >= entry->bytes &&
            memcmp(at, entry->text, entry->bytes) == 0) {
            *length = entry->bytes;
            flags = entry->flags;
        }
    }
    return flags;
}
