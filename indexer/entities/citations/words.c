/* Chosen by hand. Verbs: those of VerbNet's classes say-37.7 and tell-37.2 and FrameNet's frames Statement
 * and Telling that news uses of organisations, in their finite forms; nouns and phrases from how news words
 * attributions. */
#include "indexer/entities/citations/words.h"

#include <string.h>

#include "indexer/text/numbering.h"
#include "indexer/text/words.h"

typedef struct {
    guint32 value;
    const char *words;
} WordRow;

static const WordRow classes[] = {
    {OSINT_CITE_SAY,
     "said says say reported reports report wrote writes write claimed claims claim revealed reveals reveal "
     "announced announces announce confirmed confirms confirm denied denies deny stated alleged alleges "
     "allege added adds noted explained explains warned warns warn disclosed discloses disclose acknowledged "
     "acknowledges acknowledge admitted admits admit asserted asserts assert declared declares insisted "
     "insists argued argues tweeted posted testified reiterated emphasised emphasized stressed recounted "
     "remarked commented conceded contended cautioned"},
    {OSINT_CITE_TELL, "told tells tell informed informs spoke speaks talked"},
    {OSINT_CITE_WEAK,
     "calls called names found finds identified identifies described describes quoted quotes quoting cited "
     "cites published "
     "publishes broadcast aired learned suggested suggests concluded concludes believes believe suspects "
     "suspected suspect estimates estimated assessed assesses observed speaks spoke named showed linked "
     "attributed"},
    {OSINT_CITE_QUOTE, "citing quoting cited cites quoted quotes cite quote"},
    {OSINT_CITE_SPEAKER,
     "spokesperson spokesman spokeswoman spokespersons spokesmen spokespeople representative representatives "
     "researcher researchers analyst analysts expert experts executive executives engineer engineers "
     "scientist scientists investigator investigators official officials director president chief ceo head "
     "chairman chairwoman chairperson minister secretary commissioner governor mayor ambassador professor "
     "manager officer officers team lawyer lawyers attorney attorneys colonel general diplomat diplomats "
     "journalist journalists reporter correspondent anchor editor sprecher sprecherin forscher ermittler"},
    {OSINT_CITE_SOURCE,
     "source sources insider insiders official officials kreisen insidern insider quellen quelle"},
    {OSINT_CITE_PEOPLE,
     "people person persons individuals individual someone somebody those man woman "
     "diplomat diplomats employee employees executive executives officer officers lawmaker "
     "lawmakers investigators aide aides personen leute"},
    {OSINT_CITE_TIE, "familiar close briefed knowledgeable aware privy involved acquainted near speaking"},
    {OSINT_CITE_UNNAMED, "unnamed unidentified anonymous undisclosed unspecified nameless anonyme anonymen "
                         "ungenannte ungenannten"},
    {OSINT_CITE_MEDIUM,
     "broadcaster outlet newspaper daily weekly magazine network channel station newswire wire agency paper "
     "publication tabloid site website portal journal sender zeitung agentur nachrichtenagentur blatt "
     "rundfunksender"},
    {OSINT_CITE_MEDIA,
     "media outlets newspapers broadcasters agencies press magazines dailies papers networks stations "
     "medien zeitungen medienberichte medienberichten"},
    {OSINT_CITE_BODY,
     "agency company firm vendor manufacturer maker corporation group gang ministry department bureau office "
     "university institute organization organisation institution operator provider bank giant startup "
     "contractor regulator watchdog unit bureau commission committee union association developer retailer "
     "automaker airline laboratory lab"},
    {OSINT_CITE_OFFICE,
     "police prosecutors prosecutor authorities government ministry court investigators military army "
     "lawmakers regulators polizei staatsanwaltschaft regierung ministerium behörden ermittler"},
    {OSINT_CITE_DOCUMENT,
     "report reports statement statements blog article articles post study paper analysis advisory "
     "interview briefing filing announcement survey tweet bulletin documents document data figures research "
     "investigation account accounts story stories coverage broadcast letter email e-mail notice warning "
     "dispatch bericht berichten berichte angaben meldung meldungen mitteilung informationen"},
    {OSINT_CITE_DETERMINER, "the this that its own his her their our a an these those several some many two "
                            "three multiple der die das "
                            "dem den des ein eine einer einem eines"},
    {OSINT_CITE_PREPOSITION,
     "on against to into about between near than after before under over through during as via toward "
     "towards across around without despite until since at for from of with within in inside by auf gegen "
     "nach vor zu zur zum über unter durch"},
    {OSINT_CITE_OF, "at for from of with within in inside by von vom der des bei beim"},
    {OSINT_CITE_TIME,
     "monday tuesday wednesday thursday friday saturday sunday today yesterday january february march april "
     "may june july august september october november december jan feb mar apr jun jul aug sept sep oct nov "
     "dec earlier later morning evening afternoon night week month year last this late early montag dienstag "
     "mittwoch donnerstag freitag samstag sonntag januar februar märz mai juni juli oktober dezember am"},
    {OSINT_CITE_ADVERB,
     "also has had have then further later now first previously separately recently subsequently reportedly "
     "additionally exclusively allegedly publicly formally initially already since once again meanwhile "
     "however still partially officially repeatedly quickly immediately auch zuvor zuerst bereits hat habe "
     "haben hatte earlier all both itself themselves"},
    {OSINT_CITE_BE, "is are was were be been being gets got wurde wurden wird werden"},
    {OSINT_CITE_NOT, "not never cannot didn't doesn't don't hasn't haven't hadn't couldn't wouldn't to would "
                     "could should may "
                     "might must can will shall if did does do nicht"},
    {OSINT_CITE_AND, "and or & und oder sowie"},
    {OSINT_CITE_STOP,
     "that which who whom whose what when where why how if he she it they we i you him them us there here "
     "then while although though because but so yet however not no nor is are was were be been has have had "
     "do does did will would can could and or as than in on at by for from to of with after before during "
     "according under over into about both all any each every other others another more most many much few "
     "such same just only even also mr mrs ms dr prof dass wie was wer als aber denn wenn er sie es wir "
     "ihr laut mit"},
    {OSINT_CITE_NAME,
     "agency ministry department bureau corporation corp inc incorporated ltd llc gmbh ag plc company co "
     "group university institute institution college school bank police party commission committee council "
     "association federation union foundation organization organisation center centre laboratory "
     "laboratories lab labs research security technologies technology systems software networks network "
     "news times post herald tribune shimbun broadcasting press radio television tv gazette journal "
     "telegraph guardian observer daily weekly magazine wire courier ledger chronicle mail express mirror "
     "standard review bulletin digest globe examiner dispatch sentinel reuters government embassy parliament "
     "court office command force forces navy army service services administration authority board team "
     "intelligence industries electric motors motor holdings partners consulting communications telecom "
     "airlines airways hospital museum society club alliance nations ministerium bundesamt universität "
     "zeitung nachrichtenagentur polizei institut cert csirt unit division directorate secretariat"},
    {OSINT_CITE_SINGLE, "according by laut selon según secondo zufolge berufung wie so condition anonymity "
                        "accordance reference"},
    {OSINT_CITE_PEOPLES,
     "american british english scottish welsh irish french german austrian swiss italian spanish portuguese "
     "dutch belgian danish swedish norwegian finnish icelandic polish czech slovak hungarian romanian "
     "bulgarian greek turkish cypriot serbian croatian bosnian albanian ukrainian russian belarusian "
     "estonian "
     "latvian lithuanian georgian armenian azerbaijani kazakh uzbek chinese japanese korean mongolian "
     "taiwanese vietnamese thai laotian cambodian burmese malaysian singaporean indonesian filipino "
     "philippine indian pakistani bangladeshi nepalese afghan iranian iraqi syrian lebanese israeli "
     "palestinian jordanian saudi emirati qatari kuwaiti yemeni egyptian libyan tunisian algerian moroccan "
     "sudanese ethiopian kenyan nigerian ghanaian african canadian mexican brazilian argentine chilean "
     "peruvian colombian venezuelan cuban australian european asian western eastern northern southern soviet "
     "federal japanische japanischen chinesische chinesischen deutsche deutschen"},
    {OSINT_CITE_KIND_OF,
     "local state state-run state-owned national domestic foreign international regional independent public "
     "private senior top multiple several many other various two three unnamed unidentified anonymous "
     "undisclosed investigative industry diplomatic military police security intelligence government trade "
     "western central former high-ranking official semi-official pro-government opposition news online "
     "social mainstream leading major federal city provincial metropolitan prosecution judicial defence "
     "defense law enforcement market banking company union congressional political parliamentary ministry "
     "business financial tabloid daily weekly lokale lokalen mehrere"},
    {OSINT_CITE_OUTLET,
     "broadcaster outlet newspaper daily weekly magazine newswire tabloid sender zeitung nachrichtenagentur "
     "rundfunksender"},
    {OSINT_CITE_GERMAN,
     "berichtete berichten berichtet meldete melden meldet sagte sagten sagt erklärte erklärten erklärt "
     "teilte teilten bestätigte bestätigten bestätigt schrieb schreibt schreiben behauptete enthüllte warnte "
     "mitteilte mitteilten betonte"},
};

typedef struct {
    guint32 value;
    const char *names;
} KindRow;

/* Words of names, by kind. Those of media are media of wide circulation, by their own names. */
static const WordRow name_kinds[] = {
    {OSINT_CITE_KIND_MEDIUM,
     "news times post herald tribune shimbun broadcasting press radio television tv gazette journal "
     "telegraph guardian observer daily weekly magazine wire courier ledger chronicle mail express mirror "
     "standard review bulletin digest globe examiner dispatch sentinel reuters nhk bbc cnn afp dpa kyodo "
     "jiji "
     "bloomberg xinhua yonhap tass interfax ansa efe nikkei yomiuri asahi mainichi sankei cnbc nbc cbs npr "
     "pbs msnbc axios politico wired vice zdnet techcrunch bleepingcomputer cyberscoop krebsonsecurity "
     "spiegel economist haaretz aljazeera nachrichtenagentur zeitung rundfunk motherboard therecord "
     "arstechnica darkreading securityweek newsweek forbes fortune nytimes chosun joongang hankyoreh"},
    {OSINT_CITE_KIND_AGENCY, "agency agencies jaxa nasa esa nsa cia fbi cisa"},
    {OSINT_CITE_KIND_OFFICE,
     "ministry department police bureau commission council court government office embassy parliament "
     "administration authority secretariat directorate"},
    {OSINT_CITE_KIND_SCIENCE,
     "university institute college school laboratory laboratories research center centre academy jaxa nasa"},
    {OSINT_CITE_KIND_COMPANY,
     "corporation corp inc incorporated ltd llc gmbh ag plc company co bank technologies systems software "
     "networks electric motors motor holdings industries airlines airways labs security"},
    {OSINT_CITE_KIND_GROUP, "group apt team crew gang panda bear kitten spider typhoon"},
};

static const WordRow noun_kinds[] = {
    {OSINT_CITE_KIND_MEDIUM,
     "broadcaster outlet newspaper daily weekly magazine network channel station newswire wire paper "
     "publication tabloid site website portal journal sender zeitung nachrichtenagentur blatt "
     "rundfunksender"},
    {OSINT_CITE_KIND_MEDIUM | OSINT_CITE_KIND_AGENCY, "agency agentur"},
    {OSINT_CITE_KIND_OFFICE, "ministry department bureau office commission committee regulator watchdog"},
    {OSINT_CITE_KIND_SCIENCE, "university institute laboratory lab"},
    {OSINT_CITE_KIND_COMPANY,
     "company firm vendor manufacturer maker corporation operator provider bank giant startup contractor "
     "developer retailer automaker airline"},
    {OSINT_CITE_KIND_GROUP, "group gang team unit"},
    {OSINT_CITE_KIND_AGENCY | OSINT_CITE_KIND_OFFICE | OSINT_CITE_KIND_SCIENCE | OSINT_CITE_KIND_GROUP,
     "organization organisation institution union association"},
};

/* Names that are several common words, and parts of names in scripts without spaces. */
static const KindRow written_kinds[] = {
    {OSINT_CITE_KIND_MEDIUM,
     "the record\nal jazeera\nthe register\nassociated press\nle monde\nars technica\nbleeping computer\nfox "
     "news\n新聞\n通信\n放送\nテレビ\n共同社\n新闻\n新聞\n日报\n日報\n时报\n時報\n通讯社\n通訊社\n电视\n電視"
     "\n广播\n廣播\n"
     "日経\n报\n通신\n통신\n신문\n방송\n일보"},
    {OSINT_CITE_KIND_AGENCY, "機構\n庁\n机构\n机構\n開発局\n기구"},
    {OSINT_CITE_KIND_OFFICE, "省\n庁\n警察\n警視\n警方\n部\n局\n検察\n외무성\n경찰\n경시청"},
    {OSINT_CITE_KIND_SCIENCE, "大学\n大學\n研究\n대학\n연구"},
    {OSINT_CITE_KIND_COMPANY,
     "株式会社\n会社\n公司\n電機\n电机\n電気\n电气\n集団\n集团\n銀行\n银行\n전기\n은행"},
};

typedef struct {
    OsintNumbering *words;
    GArray *values; /* guint32, by the number of the word */
} WordTable;

static void add_word(WordTable *table, const char *word, guint32 value)
{
    guint32 number = osint_numbering_add(table->words, word, strlen(word));
    if (number == table->values->len)
        g_array_append_val(table->values, value);
    else
        g_array_index(table->values, guint32, number) |= value;
}

/* Made once and kept. */
static const WordTable *table_of(WordTable **kept, const WordRow *rows, gsize count)
{
    if (g_once_init_enter(kept)) {
        WordTable *table = g_new0(WordTable, 1);
        table->words = osint_numbering_new();
        table->values = g_array_new(FALSE, FALSE, sizeof(guint32));
        for (gsize i = 0; i < count; i++) {
            g_auto(GStrv) words = g_strsplit(rows[i].words, " ", -1);
            for (char **word = words; *word != NULL; word++)
                add_word(table, *word, rows[i].value);
        }
        g_once_init_leave(kept, table);
    }
    return *kept;
}

static guint32 value_of(const WordTable *table, const char *word, gsize length)
{
    guint32 number;
    return osint_numbering_find(table->words, word, length, &number)
               ? g_array_index(table->values, guint32, number)
               : 0;
}

guint32 osint_cite_word_classes(const char *lower, gsize length)
{
    static WordTable *table;
    return value_of(table_of(&table, classes, G_N_ELEMENTS(classes)), lower, length);
}

guint osint_cite_kind_of_noun(const char *lower)
{
    static WordTable *table;
    return value_of(table_of(&table, noun_kinds, G_N_ELEMENTS(noun_kinds)), lower, strlen(lower));
}

static guint kind_of_words(const char *lower)
{
    static WordTable *table;
    OsintWordIter iter;
    OsintWord word;
    guint kinds = 0;
    osint_words_init(&iter, lower, strlen(lower));
    while (osint_words_next(&iter, &word))
        kinds |= value_of(table_of(&table, name_kinds, G_N_ELEMENTS(name_kinds)), lower + word.start,
                          word.end - word.start);
    return kinds;
}

static gboolean has_part(const char *lower, const char *parts)
{
    g_auto(GStrv) each = g_strsplit(parts, "\n", -1);
    for (char **part = each; *part != NULL; part++)
        if (strstr(lower, *part) != NULL)
            return TRUE;
    return FALSE;
}

guint osint_cite_kind_of_name(const char *name)
{
    g_autoptr(GString) lower = g_string_new(NULL);
    osint_word_lower(name, strlen(name), lower);
    guint kinds = kind_of_words(lower->str);
    for (gsize i = 0; i < G_N_ELEMENTS(written_kinds); i++)
        if (has_part(lower->str, written_kinds[i].names))
            kinds |= written_kinds[i].value;
    return kinds;
}
