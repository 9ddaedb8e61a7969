/* The vocabulary of dates.
 *
 * Each row holds the words of one meaning, separated by spaces, in folded form. The lists are short, and a
 * date has few words: a hash table is built once. */
#include "indexer/article/date-words.h"

#include <string.h>

typedef struct {
    OsintDateWordKind kind;
    int value;
    const char *words;
} Row;

/* English, German, French, Spanish, Italian, Portuguese, Dutch, Swedish, Danish, Polish, Czech, Hungarian,
 * Turkish, Indonesian, Greek, Russian, Ukrainian. */
static const Row months[] = {
    {OSINT_DATE_WORD_MONTH, 1,
     "january jan januar jänner januari janv janvier enero ene gennaio gen janeiro stycznia styczeń leden "
     "ledna "
     "január ocak oca ιανουάριος ιανουαρίου ιαν январь января янв січень січня"},
    {OSINT_DATE_WORD_MONTH, 2,
     "february feb februar februari févr fév fevr février fevrier febrero febbraio fevereiro fev lutego luty "
     "únor "
     "února február şubat φεβρουάριος φεβρουαρίου φεβ φεβρ февраль февраля фев февр лютий лютого"},
    {OSINT_DATE_WORD_MONTH, 3,
     "march märz maerz mär mrz mars marzo março marco maart mrt marts marca marzec březen března március "
     "márc "
     "mart maret μάρτιος μαρτίου μάρ μαρ март марта мар березень березня"},
    {OSINT_DATE_WORD_MONTH_OR_NOISE, 3, "mar"},
    {OSINT_DATE_WORD_MONTH, 4,
     "april apr avril avr abril abr aprile kwietnia kwiecień duben dubna április ápr nisan nis απρίλιος "
     "απριλίου "
     "απρ апрель апреля апр квітень квітня"},
    {OSINT_DATE_WORD_MONTH, 5,
     "may mai mayo maggio mag maio mei maj maja květen května május máj mayıs μάιος μαΐου μαίου μάι май мая "
     "мае "
     "травень травня"},
    {OSINT_DATE_WORD_MONTH, 6,
     "june jun juni juin junio giugno giu junho czerwca czerwiec červen června június jún haziran haz "
     "ιούνιος "
     "ιουνίου ιούν ιουν июнь июня июн червень червня"},
    {OSINT_DATE_WORD_MONTH, 7,
     "july jul juli juillet juil julio luglio lug julho lipca lipiec červenec července július júl temmuz tem "
     "ιούλιος ιουλίου ιούλ ιουλ июль июля июл липень липня"},
    {OSINT_DATE_WORD_MONTH, 8,
     "august aug août aout agosto ago augustus augusti agustus agu sierpnia sierpień srpen srpna augusztus "
     "ağustos "
     "ağu αύγουστος αυγούστου αύγ αυγ август августа авг серпень серпня"},
    {OSINT_DATE_WORD_MONTH, 9,
     "september sept sep septembre septiembre setiembre settembre setembro set września wrzesień září "
     "szeptember "
     "szept eylül eyl σεπτέμβριος σεπτεμβρίου σεπ σεπτ сентябрь сентября сен сент вересень вересня"},
    {OSINT_DATE_WORD_MONTH, 10,
     "october oct oktober okt octobre octubre ottobre ott outubro out october października październik říjen "
     "října "
     "október ekim eki οκτώβριος οκτωβρίου οκτ октябрь октября окт жовтень жовтня"},
    {OSINT_DATE_WORD_MONTH, 11,
     "november nov novembre noviembre novembro listopada listopad listopadu kasım kas nopember νοέμβριος "
     "νοεμβρίου νοέ νοε ноябрь ноября ноя нояб листопада"},
    {OSINT_DATE_WORD_MONTH, 12,
     "december dec dezember dez décembre déc decembre diciembre dic dicembre dezembro desember grudnia "
     "grudzień "
     "prosinec prosince aralık ara δεκέμβριος δεκεμβρίου δεκ декабрь декабря дек грудень грудня"},
};

/* Finnish, Romanian, Bulgarian, Croatian, Serbian, Macedonian, Slovak, Slovene, the Baltic languages, Arabic
 * (of Egypt, the Levant and the Maghreb), Hebrew, Persian, Hindi, Bengali, Urdu, Catalan, Galician,
 * Icelandic, Azerbaijani, Kazakh, Albanian, Belarusian, Malay, Thai. */
static const Row more_months[] = {
    {OSINT_DATE_WORD_MONTH, 1,
     "tammikuuta tammikuu ianuarie януари siječanj siječnja јануар јануари januára jaanuar sausio janvāris "
     "janvārī يناير جانفي ינואר בינואר ژانویه जनवरी জানুয়ারি جنوری gener xaneiro janúar yanvar қаңтар janar "
     "студзеня มกราคม"},
    {OSINT_DATE_WORD_MONTH, 2,
     "helmikuuta helmikuu februarie февруари veljača veljače фебруар фебруари februára veebruar vasario "
     "februāris februārī فبراير شباط فيفري פברואר בפברואר فوریه फ़रवरी फरवरी ফেব্রুয়ারি فروری febrer febreiro "
     "febrúar fevral ақпан shkurt лютага กุมภาพันธ์ feber"},
    {OSINT_DATE_WORD_MONTH, 3,
     "maaliskuuta maaliskuu martie ožujak ožujka март märts kovo marts martā مارس آذار מרץ מרס במרץ במרס "
     "مارس मार्च মার্চ مارچ març наурыз сакавіка มีนาคม"},
    {OSINT_DATE_WORD_MONTH, 4,
     "huhtikuuta huhtikuu aprilie април travanj travnja apríla aprill balandžio aprīlis aprīlī أبريل ابريل "
     "إبريل نيسان أفريل אפריל באפריל آوریل अप्रैल এপ্রিল اپریل apríl aprel сәуір prill красавіка เมษายน"},
    {OSINT_DATE_WORD_MONTH, 5,
     "toukokuuta toukokuu svibanj svibnja мај mája gegužės maijs maijā مايو أيار ماي מאי במאי مه मई মে مئی "
     "maí мамыр พฤษภาคม"},
    {OSINT_DATE_WORD_MONTH, 6,
     "kesäkuuta kesäkuu iunie юни lipanj lipnja јун јуни júna juuni birželio jūnijs jūnijā يونيو حزيران جوان "
     "יוני ביוני ژوئن जून জুন جون juny xuño júní iyun маусым qershor чэрвеня มิถุนายน"},
    {OSINT_DATE_WORD_MONTH, 7,
     "heinäkuuta heinäkuu iulie юли srpanj srpnja јул јули júla juuli liepos jūlijs jūlijā يوليو تموز جويلية "
     "יולי ביולי ژوئیه जुलाई জুলাই جولائی juliol xullo júlí iyul шілде korrik ліпеня julai กรกฎาคม"},
    {OSINT_DATE_WORD_MONTH, 8,
     "elokuuta elokuu kolovoz kolovoza avgust avgusta август august augusta rugpjūčio augusts augustā أغسطس "
     "اغسطس آب أوت אוגוסט באוגוסט اوت अगस्त আগস্ট اگست ágúst avqust тамыз gusht жніўня ogos สิงหาคม"},
    {OSINT_DATE_WORD_MONTH, 9,
     "syyskuuta syyskuu septembrie септември rujan rujna septembar септембар септембри septembra rugsėjo "
     "septembris septembrī سبتمبر أيلول ספטמבר בספטמבר سپتامبر सितंबर सितम्बर সেপ্টেম্বর ستمبر setembre sentyabr "
     "қыркүйек shtator верасня กันยายน"},
    {OSINT_DATE_WORD_MONTH, 10,
     "lokakuuta lokakuu octombrie октомври oktobar октобар октомври októbra oktoober spalio oktobris oktobrī "
     "أكتوبر اكتوبر אוקטובר באוקטובר اکتبر अक्टूबर अक्तूबर অক্টোবর اکتوبر oktyabr қазан tetor кастрычніка ตุลาคม "
     "ต.ค oktobra"},
    {OSINT_DATE_WORD_MONTH, 11,
     "marraskuuta marraskuu noiembrie ноември studeni studenoga studenog novembar новембар ноември novembra "
     "lapkričio novembris novembrī نوفمبر נובמבר בנובמבר نوامبر नवंबर नवम्बर নভেম্বর نومبر noyabr қараша nëntor "
     "лістапада พฤศจิกายน"},
    {OSINT_DATE_WORD_MONTH, 12,
     "joulukuuta joulukuu decembrie декември prosinac prosinca decembar децембар decembra detsember gruodžio "
     "decembris decembrī ديسمبر דצמבר בדצמבר دسامبر दिसंबर दिसम्बर ডিসেম্বর دسمبر desembre decembro desember "
     "dekabr желтоқсан dhjetor снежня disember ธันวาคม des"},
};

/* Abbreviations as RFC 2822 and English-language news use them. One that names several zones (IST) is left
 * out: a wrong time is worse than a day without a time. */
static const Row zones[] = {
    {OSINT_DATE_WORD_ZONE, 0, "z gmt utc ut wet"},
    {OSINT_DATE_WORD_ZONE, 60, "bst west cet met mez"},
    {OSINT_DATE_WORD_ZONE, 120, "cest mest mesz eet sast"},
    {OSINT_DATE_WORD_ZONE, 180, "eest msk"},
    {OSINT_DATE_WORD_ZONE, 240, "gst"},
    {OSINT_DATE_WORD_ZONE, 300, "pkt"},
    {OSINT_DATE_WORD_ZONE, 420, "wib ict"},
    {OSINT_DATE_WORD_ZONE, 480, "hkt sgt awst pht"},
    {OSINT_DATE_WORD_ZONE, 540, "jst kst"},
    {OSINT_DATE_WORD_ZONE, 570, "acst"},
    {OSINT_DATE_WORD_ZONE, 600, "aest"},
    {OSINT_DATE_WORD_ZONE, 660, "aedt"},
    {OSINT_DATE_WORD_ZONE, 720, "nzst"},
    {OSINT_DATE_WORD_ZONE, 780, "nzdt"},
    {OSINT_DATE_WORD_ZONE, -150, "ndt"},
    {OSINT_DATE_WORD_ZONE, -180, "adt brt"},
    {OSINT_DATE_WORD_ZONE, -210, "nst"},
    {OSINT_DATE_WORD_ZONE, -240, "ast at edt"},
    {OSINT_DATE_WORD_ZONE, -300, "est et cdt"},
    {OSINT_DATE_WORD_ZONE, -360, "cst ct mdt"},
    {OSINT_DATE_WORD_ZONE, -420, "mst mt pdt"},
    {OSINT_DATE_WORD_ZONE, -480, "pst pt akdt"},
    {OSINT_DATE_WORD_ZONE, -540, "akst"},
    {OSINT_DATE_WORD_ZONE, -600, "hst"},
};

/* The value of units and halves: the zone that the language implies, when it is spoken in one only. */
static const Row others[] = {
    {OSINT_DATE_WORD_AM, 0, "am a.m a.m. 午前 上午 凌晨 早上"},
    {OSINT_DATE_WORD_AM, 540, "오전"},
    {OSINT_DATE_WORD_PM, 0, "pm p.m p.m. 午後 下午 晚上"},
    {OSINT_DATE_WORD_PM, 540, "오후"},
    {OSINT_DATE_WORD_FIRST, 1, "元"},
    {OSINT_DATE_WORD_ERA, 2018, "令和"},
    {OSINT_DATE_WORD_ERA, 1988, "平成"},
    {OSINT_DATE_WORD_ERA, 1925, "昭和"},
    {OSINT_DATE_WORD_ERA, 1911, "民國 民国"},
    {OSINT_DATE_WORD_YEAR_UNIT, 0, "年"},
    {OSINT_DATE_WORD_YEAR_UNIT, 540, "년"},
    {OSINT_DATE_WORD_MONTH_UNIT, 0, "月 월"},
    {OSINT_DATE_WORD_MONTH_PREFIX, 0, "tháng thg"},
    {OSINT_DATE_WORD_DAY_UNIT, 0, "日 号 號 일"},
    {OSINT_DATE_WORD_HOUR_UNIT, 0, "時 时 點 点 시 h uhr"},
    {OSINT_DATE_WORD_MINUTE_UNIT, 0, "分 분 min"},
    {OSINT_DATE_WORD_SECOND_UNIT, 0, "秒 초"},
    {OSINT_DATE_WORD_NOISE, 0,
     "monday mon tuesday tue tues wednesday wed weds thursday thu thur thurs friday fri saturday sat sunday "
     "sun"},
    {OSINT_DATE_WORD_NOISE, 0,
     "montag mo dienstag di mittwoch mi donnerstag do freitag fr samstag sonnabend sa sonntag so"},
    {OSINT_DATE_WORD_NOISE, 0, "lundi lun mardi mercredi mer jeudi jeu vendredi ven samedi sam dimanche dim"},
    {OSINT_DATE_WORD_NOISE, 0,
     "lunes martes miércoles miercoles mié mie jueves jue viernes vie sábado sab sáb "
     "domingo dom"},
    {OSINT_DATE_WORD_NOISE, 0,
     "lunedì martedì mercoledì giovedì gio venerdì sabato domenica lunedi martedi mercoledi giovedi venerdi"},
    {OSINT_DATE_WORD_NOISE, 0,
     "segunda terça terca ter quarta qua quinta qui sexta sex seg feira segunda-feira "
     "terça-feira quarta-feira quinta-feira sexta-feira"},
    {OSINT_DATE_WORD_NOISE, 0,
     "maandag ma dinsdag woensdag wo woe donderdag don vrijdag vr vrij zaterdag za zat "
     "zondag zo zon"},
    {OSINT_DATE_WORD_NOISE, 0,
     "понедельник пн вторник вт среда ср четверг чт пятница пт суббота сб воскресенье вс"},
    {OSINT_DATE_WORD_NOISE, 0,
     "måndag tisdag onsdag torsdag fredag lördag söndag mandag tirsdag lørdag søndag"},
    {OSINT_DATE_WORD_NOISE, 0,
     "δευτέρα δευ τρίτη τρι τετάρτη τετ πέμπτη πεμ παρασκευή παρ σάββατο σαβ κυριακή "
     "κυρ"},
    {OSINT_DATE_WORD_NOISE, 0,
     "niedziela nd poniedziałek pon wtorek wt środa śr czwartek czw piątek pt sobota sob neděle ne pondělí "
     "po "
     "úterý út středa st čtvrtek čt pátek pá so hétfő kedd szerda csütörtök péntek szombat vasárnap "
     "pazartesi "
     "salı çarşamba perşembe cuma cumartesi pazar senin selasa rabu kamis jumat sabtu minggu ahad maanantai "
     "maanantaina tiistai tiistaina keskiviikko keskiviikkona torstai torstaina perjantai perjantaina "
     "lauantai lauantaina sunnuntai sunnuntaina"},
    {OSINT_DATE_WORD_NOISE, 0, "الأحد الاثنين الإثنين الثلاثاء الأربعاء الخميس الجمعة السبت"},
    {OSINT_DATE_WORD_NOISE, 0, "月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日 曜日"},
    {OSINT_DATE_WORD_NOISE, 0,
     "星期一 星期二 星期三 星期四 星期五 星期六 星期日 星期天 周一 周二 周三 周四 周五 周六 "
     "周日 週一 週二 週三 週四 週五 週六 週日"},
    {OSINT_DATE_WORD_NOISE, 0, "월요일 화요일 수요일 목요일 금요일 토요일 일요일"},
    {OSINT_DATE_WORD_NOISE, 0,
     "t etc er st nd rd th the of at on den der am um le à de del do da das às as a las ore alle "
     "om op kl klo г года год р року в o ngày năm lúc ngay m d м في م בשעה के को tanggal pukul"},
};

static void add_rows(GHashTable *table, const Row *rows, gsize count)
{
    for (gsize i = 0; i < count; i++) {
        g_auto(GStrv) words = g_strsplit(rows[i].words, " ", -1);

        for (char **word = words; *word != NULL; word++) {
            g_autofree char *composed = g_utf8_normalize(*word, -1, G_NORMALIZE_NFKC);
            char *folded = g_utf8_casefold(composed, -1);

            if (g_hash_table_contains(table, folded))
                g_free(folded);
            else
                g_hash_table_insert(table, folded, (gpointer)&rows[i]);
        }
    }
}

static GHashTable *vocabulary(void)
{
    static gsize once;
    static GHashTable *table;

    if (g_once_init_enter(&once)) {
        table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
        add_rows(table, months, G_N_ELEMENTS(months));
        add_rows(table, more_months, G_N_ELEMENTS(more_months));
        add_rows(table, zones, G_N_ELEMENTS(zones));
        add_rows(table, others, G_N_ELEMENTS(others));
        g_once_init_leave(&once, 1);
    }
    return table;
}

OsintDateWord osint_date_word_find(const char *folded)
{
    const Row *row = g_hash_table_lookup(vocabulary(), folded);
    OsintDateWord word = {.kind = OSINT_DATE_WORD_UNKNOWN};

    if (row != NULL) {
        word.kind = row->kind;
        word.value = row->value;
    }
    return word;
}

OsintDateWord osint_date_word_prefix(const char *text, gsize *length)
{
    const char *ends[4]; /* no such word has more than four characters */
    guint count = 0;

    for (const char *at = text; count < G_N_ELEMENTS(ends) && g_unichar_isalpha(g_utf8_get_char(at));) {
        at = g_utf8_next_char(at);
        ends[count++] = at;
    }
    while (count-- > 0) {
        g_autofree char *candidate = g_strndup(text, (gsize)(ends[count] - text));
        OsintDateWord word = osint_date_word_find(candidate);

        if (word.kind != OSINT_DATE_WORD_UNKNOWN) {
            *length = (gsize)(ends[count] - text);
            return word;
        }
    }
    *length = 0;
    return (OsintDateWord){.kind = OSINT_DATE_WORD_UNKNOWN};
}
