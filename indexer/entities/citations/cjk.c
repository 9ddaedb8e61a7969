/* Who is cited, in Chinese, Japanese and Korean: a phrase that follows a name (によると, 에 따르면), one
 * around it (据…报道), or a verb of saying whose subject stands in its sentence.
 *
 * Words are found by their first character; a sentence's subjects are looked for once. */
#include <string.h>

#include "indexer/entities/citations/build.h"
#include "indexer/text/words.h"

#define LONGEST_NAME 24     /* characters of a name that no list has */
#define LONGEST_BRACKET 40  /* bytes of what stands in brackets after a name */
#define LONGEST_SPAN 60     /* bytes from a subject to its verb that are shown as one */
#define LONGEST_CHINESE 90  /* bytes of a clause before its verb in Chinese */
#define FARTHEST_SUBJECT 12 /* bytes from the beginning of such a clause */
#define MOST_SUBJECTS 16
#define MOST_TOGETHER 8

typedef enum { JAPANESE = 1, CHINESE = 2, KOREAN = 4 } Script;

typedef enum {
    AFTER_NAME,  /* stands at the end of a name: NHKによると */
    BEFORE_NAME, /* before it: 据NHK */
    VERB,        /* has a subject */
    SAYS,        /* likewise, where it is not part of another word: 称 */
    CLOSING,     /* ends what BEFORE_NAME began */
    PARTICLE,    /* makes what stands before it a subject */
} Role;

typedef struct {
    Script script;
    Role role;
    const char *words;
} Row;

static const Row rows[] = {
    {JAPANESE, AFTER_NAME,
     "によると|によれば|の報道によると|の取材に|への取材に|への取材で|の話として|の話によると|の調べで|"
     "の発表に|"
     "の報告書に|のまとめに|に語った|に話した|に明らかにした|の報道で|が報道|の報道|によりますと|の調査で|"
     "の分析で"},
    {JAPANESE, VERB,
     "報じた|報じている|報じていた|報道した|報道している|伝えた|伝えている|伝えていた|発表した|発表している|"
     "明らかにした|明かした|述べた|述べている|語った|話した|話している|認めた|認めている|説明した|"
     "説明している|指摘した|指摘している|コメントした|主張した|主張している|否定した|回答した|答えた|"
     "配信した|"
     "書いた|としている|とみている|警告した|公表した|結論づけた|分析した|分析している|訴えた|強調した"},
    {JAPANESE, PARTICLE, "は|が|も|では"},
    {CHINESE, BEFORE_NAME, "据|據|根据|根據|援引|引述|引用|向|接受|告诉|告訴"},
    {CHINESE, VERB,
     "报道|報道|報導|报导|表示|指出|宣布|证实|證實|透露|承认|承認|披露|否认|否認|声称|聲稱|写道|寫道|强调|"
     "強調|"
     "警告说|发表声明|發表聲明|认为|認為|发布报告|發布報告"},
    {CHINESE, CLOSING,
     "消息|的话|的話|记者|記者|采访|採訪|报告|報告|通报|通報|，|,|的说法|的說法|的报道|的報道|的報導|的报告|"
     "的報告|"
     "的消息|的通报"},
    {CHINESE, SAYS, "称|稱|说|說"},
    {KOREAN, AFTER_NAME, "에 따르면|에 의하면|의 보도에|의 취재에"},
    {KOREAN, VERB,
     "보도했다|보도했으며|보도했고|전했다|전했으며|밝혔다|밝혔으며|말했다|발표했다|인정했다|인정했으나|"
     "주장했다|"
     "설명했다|지적했다|부인했다|썼다"},
    {KOREAN, PARTICLE, "가|이|은|는|도"},
};

/* People without a name. */
static const char *const sources[] = {"捜査関係者", "関係者",      "関係筋",   "情報筋",   "消息筋",
                                      "政府高官",   "当局者",      "捜査員",   "知情人士", "消息人士",
                                      "调查人员",   "調查人員",    "相关人士", "相關人士", "匿名官员",
                                      "匿名官員",   "수사 관계자", "관계자",   "소식통"};
/* What stands between these and whose they are. */
static const char *const links[] = {"の捜査", "内部の", "捜査", "内部", "政府", "の", "的", "内部的"};

/* Who speaks for an organisation. */
static const char *const roles[] = {
    "広報担当者", "担当者", "広報",   "報道官", "研究者",   "研究員",   "研究チーム", "専門家", "幹部",
    "社長",       "会長",   "長官",   "理事長", "教授",     "部長",     "局長",       "代表",   "首脳",
    "弁護士",     "発言人", "发言人", "發言人", "研究人员", "研究人員", "负责人",     "負責人", "官员",
    "官員",       "专家",   "專家",   "主席",   "董事长",   "董事長",   "대변인",     "연구원", "연구진"};

/* Institutions and media without a name. */
static const char *const offices[] = {
    "複数のメディア", "地元メディア", "日本メディア", "国内メディア", "海外メディア", "報道機関", "メディア",
    "警察当局",       "捜査当局",     "検察当局",     "当局",         "警察",         "検察",     "日本政府",
    "政府",           "多家媒体",     "当地媒体",     "日本媒体",     "日媒",         "媒体",     "媒體",
    "日本警方",       "警方",         "检方",         "檢方",         "当局",         "當局",     "경찰",
    "검찰",           "당국",         "정부",         "언론"};

/* Nouns that take up a name. */
static const struct {
    const char *word;
    guint kinds;
} references[] = {
    {"同通信社", OSINT_CITE_KIND_MEDIUM},
    {"同通信", OSINT_CITE_KIND_MEDIUM},
    {"同放送局", OSINT_CITE_KIND_MEDIUM},
    {"同新聞", OSINT_CITE_KIND_MEDIUM},
    {"同紙", OSINT_CITE_KIND_MEDIUM},
    {"同局", OSINT_CITE_KIND_MEDIUM},
    {"同社", OSINT_CITE_KIND_COMPANY | OSINT_CITE_KIND_MEDIUM},
    {"同機構", OSINT_CITE_KIND_AGENCY},
    {"同庁", OSINT_CITE_KIND_AGENCY | OSINT_CITE_KIND_OFFICE},
    {"同省", OSINT_CITE_KIND_OFFICE},
    {"同大学", OSINT_CITE_KIND_SCIENCE},
    {"同大", OSINT_CITE_KIND_SCIENCE},
    {"该通讯社", OSINT_CITE_KIND_MEDIUM},
    {"該通訊社", OSINT_CITE_KIND_MEDIUM},
    {"该媒体", OSINT_CITE_KIND_MEDIUM},
    {"該媒體", OSINT_CITE_KIND_MEDIUM},
    {"该报", OSINT_CITE_KIND_MEDIUM},
    {"該報", OSINT_CITE_KIND_MEDIUM},
    {"该社", OSINT_CITE_KIND_MEDIUM},
    {"該社", OSINT_CITE_KIND_MEDIUM},
    {"该台", OSINT_CITE_KIND_MEDIUM},
    {"该机构", OSINT_CITE_KIND_AGENCY},
    {"該機構", OSINT_CITE_KIND_AGENCY},
    {"该公司", OSINT_CITE_KIND_COMPANY},
    {"該公司", OSINT_CITE_KIND_COMPANY},
    {"이 방송", OSINT_CITE_KIND_MEDIUM},
    {"이 통신", OSINT_CITE_KIND_MEDIUM},
    {"이 신문", OSINT_CITE_KIND_MEDIUM},
};

/* Ends of organisations' names. */
static const char *const endings[] = {
    "新聞社",   "新聞",   "通信社", "通信",   "放送局", "放送",   "テレビ",   "ラジオ", "株式会社", "会社",
    "社",       "庁",     "省",     "機構",   "警察",   "県警",   "府警",     "道警",   "大学",     "研究所",
    "センター", "銀行",   "委員会", "協会",   "政府",   "地検",   "特捜部",   "裁判所", "大使館",   "事務所",
    "グループ", "電機",   "工業",   "通讯社", "通訊社", "日报",   "日報",     "时报",   "時報",     "晚报",
    "晚報",     "新闻网", "新聞網", "新闻",   "电视台", "電視台", "广播公司", "公司",   "集团",     "集團",
    "研究院",   "大學",   "警视厅", "警視廳", "外交部", "国防部", "國防部",   "部",     "局",       "委员会",
    "委員會",   "协会",   "協會",   "실",     "신문",   "통신",   "방송",     "일보",   "대학",     "연구소",
    "경찰청",   "외무성", "방위성"};

/* Somebody, and where the words for them begin: "同通信" is not where the name stands. */
typedef struct {
    OsintCiteParty party;
    guint32 start;
} Phrase;

typedef struct {
    Phrase phrase;
    guint32 end; /* of the particle */
    gboolean topic;
} Subject;

typedef struct {
    OsintCiteReading *reading;
    const char *text;
    OsintSpan sentence;
    guint number;
    Script script;
    Subject subjects[MOST_SUBJECTS];
    guint count;
} Line;

/* ---- words ---- */

typedef struct {
    const char *word;
    gsize length;
    Script script;
    Role role;
} Trigger;

static void add_trigger(GHashTable *table, const Row *row, const char *word)
{
    gpointer first = GUINT_TO_POINTER(g_utf8_get_char(word));
    GArray *triggers = g_hash_table_lookup(table, first);
    Trigger trigger = {word, strlen(word), row->script, row->role};
    if (triggers == NULL) {
        triggers = g_array_new(FALSE, FALSE, sizeof(Trigger));
        g_hash_table_insert(table, first, triggers);
    }
    g_array_append_val(triggers, trigger);
}

/* Made once and kept: first character -> Trigger. */
static GHashTable *trigger_table(void)
{
    static GHashTable *kept;
    if (g_once_init_enter(&kept)) {
        GHashTable *table = g_hash_table_new(NULL, NULL);
        for (gsize i = 0; i < G_N_ELEMENTS(rows); i++) {
            char **words = g_strsplit(rows[i].words, "|", -1);
            for (char **word = words; *word != NULL; word++)
                add_trigger(table, &rows[i], *word);
            g_free(words); /* the words are kept */
        }
        g_once_init_leave(&kept, table);
    }
    return kept;
}

/* The longest word of the script at a place; NULL when there is none. */
static const Trigger *trigger_at(const Line *line, guint32 at)
{
    const char *text = line->text + at;
    const GArray *triggers = g_hash_table_lookup(trigger_table(), GUINT_TO_POINTER(g_utf8_get_char(text)));
    const Trigger *longest = NULL;
    for (guint i = 0; triggers != NULL && i < triggers->len; i++) {
        const Trigger *trigger = &g_array_index(triggers, Trigger, i);
        if (trigger->script == line->script && at + trigger->length <= line->sentence.end &&
            memcmp(text, trigger->word, trigger->length) == 0 &&
            (longest == NULL || trigger->length > longest->length))
            longest = trigger;
    }
    return longest;
}

static gboolean ends_with(const Line *line, guint32 end, const char *word)
{
    gsize length = strlen(word);
    return end >= line->sentence.start + length && memcmp(line->text + end - length, word, length) == 0;
}

static gboolean begins_with(const Line *line, guint32 start, const char *word)
{
    gsize length = strlen(word);
    return start + length <= line->sentence.end && memcmp(line->text + start, word, length) == 0;
}

/* ---- who stands before a place ---- */

static gboolean listed_ending(const Line *line, guint32 end, Phrase *phrase)
{
    const OsintCiteReading *reading = line->reading;
    if (end <= line->sentence.start)
        return FALSE;
    guint number = osint_cite_speaker_from(reading, end - 1);
    if (number >= reading->speakers->len)
        return FALSE;
    guint mention = g_array_index(reading->speakers, guint, number);
    OsintSpan span = g_array_index(reading->article->mentions, OsintMention, mention).span;
    if (span.end != end || span.start < line->sentence.start)
        return FALSE;
    *phrase = (Phrase){{span, mention, TRUE, FALSE}, span.start};
    return TRUE;
}

/* The byte before brackets that end here: "宇宙航空研究開発機構(JAXA)". */
static guint32 before_bracket(const Line *line, guint32 end)
{
    static const char *const pairs[][2] = {{")", "("}, {"）", "（"}};
    for (gsize i = 0; i < G_N_ELEMENTS(pairs); i++) {
        if (!ends_with(line, end, pairs[i][0]))
            continue;
        guint32 least =
            end > line->sentence.start + LONGEST_BRACKET ? end - LONGEST_BRACKET : line->sentence.start;
        for (guint32 at = end - (guint32)strlen(pairs[i][0]); at > least; at--)
            if (ends_with(line, at, pairs[i][1]))
                return at - (guint32)strlen(pairs[i][1]);
    }
    return end;
}

static guint32 before_any(const Line *line, guint32 end, const char *const *words, gsize count)
{
    for (gsize i = 0; i < count; i++)
        if (ends_with(line, end, words[i]))
            return end - (guint32)strlen(words[i]);
    return end;
}

static gboolean source_ending(const Line *line, guint32 end, Phrase *phrase)
{
    guint32 start = before_any(line, end, sources, G_N_ELEMENTS(sources));
    if (start == end)
        return FALSE;
    guint32 owner = before_any(line, start, links, G_N_ELEMENTS(links));
    if (!listed_ending(line, start, phrase) && !listed_ending(line, owner, phrase))
        *phrase = (Phrase){{{start, end}, OSINT_CITE_NOBODY, FALSE, FALSE}, start};
    phrase->party.unnamed = TRUE;
    return TRUE;
}

static gboolean reference_ending(const Line *line, guint32 end, Phrase *phrase)
{
    for (gsize i = 0; i < G_N_ELEMENTS(references); i++) {
        if (!ends_with(line, end, references[i].word))
            continue;
        phrase->start = end - (guint32)strlen(references[i].word);
        return osint_cite_refer(line->reading, references[i].kinds, line->number, phrase->start,
                                &phrase->party);
    }
    return FALSE;
}

static gboolean is_of_name(gunichar c)
{
    GUnicodeScript script = g_unichar_get_script(c);
    return script == G_UNICODE_SCRIPT_HAN || script == G_UNICODE_SCRIPT_KATAKANA ||
           script == G_UNICODE_SCRIPT_HANGUL || c == 0x30FC || c == 0x30FB ||
           (g_unichar_isalnum(c) && script != G_UNICODE_SCRIPT_HIRAGANA);
}

static guint32 name_start(const Line *line, guint32 end)
{
    guint32 start = end;
    for (guint count = 0; start > line->sentence.start && count < LONGEST_NAME; count++) {
        const char *before = g_utf8_prev_char(line->text + start);
        gunichar c = g_utf8_get_char(before);
        if (!is_of_name(c))
            break;
        start = (guint32)(before - line->text);
    }
    return start;
}

static gboolean is_latin_name(const Line *line, guint32 start, guint32 end)
{
    if (end - start < 2 || !g_ascii_isupper(line->text[start]))
        return FALSE;
    for (guint32 i = start; i < end; i++)
        if (!g_ascii_isalnum(line->text[i]))
            return FALSE;
    return TRUE;
}

/* After a word that begins a Chinese phrase the name begins. */
static gboolean unlisted_ending(const Line *line, guint32 end, Phrase *phrase)
{
    guint32 start = name_start(line, end);
    guint32 stem = before_any(line, end, endings, G_N_ELEMENTS(endings));
    for (guint32 at = start; line->script == CHINESE && at < end;
         at = (guint32)(g_utf8_next_char(line->text + at) - line->text)) {
        const Trigger *trigger = trigger_at(line, at);
        if (trigger != NULL && trigger->role == BEFORE_NAME && at + trigger->length < end)
            start = at + (guint32)trigger->length;
    }
    if ((stem == end || stem <= start) && !is_latin_name(line, start, end))
        return FALSE;
    *phrase = (Phrase){{{start, end}, OSINT_CITE_NOBODY, TRUE, FALSE}, start};
    return TRUE;
}

/* With whose it is: "日本政府". */
static gboolean office_ending(const Line *line, guint32 end, Phrase *phrase)
{
    guint32 start = before_any(line, end, offices, G_N_ELEMENTS(offices));
    if (start == end)
        return FALSE;
    if (listed_ending(line, start, phrase))
        start = phrase->start;
    *phrase = (Phrase){{{start, end}, OSINT_CITE_NOBODY, TRUE, FALSE}, start};
    return TRUE;
}

static gboolean bracketed_ending(const Line *line, guint32 end, Phrase *phrase)
{
    guint32 outside = before_bracket(line, end), inside = end - (line->text[end - 1] == ')' ? 1 : 3);
    return outside < end && (listed_ending(line, outside, phrase) || listed_ending(line, inside, phrase) ||
                             unlisted_ending(line, outside, phrase));
}

static gboolean organisation_ending(const Line *line, guint32 end, Phrase *phrase)
{
    return end > line->sentence.start &&
           (listed_ending(line, end, phrase) || source_ending(line, end, phrase) ||
            bracketed_ending(line, end, phrase) || reference_ending(line, end, phrase) ||
            office_ending(line, end, phrase) || unlisted_ending(line, end, phrase));
}

/* An organisation, or who speaks for one: "北浜大学の研究者". */
static gboolean party_ending(const Line *line, guint32 end, Phrase *phrase)
{
    if (organisation_ending(line, end, phrase))
        return TRUE;
    guint32 owner = before_any(line, end, roles, G_N_ELEMENTS(roles));
    return owner < end &&
           organisation_ending(line, before_any(line, owner, links, G_N_ELEMENTS(links)), phrase);
}

/* ---- phrases ---- */

/* With those that are named before it: "HBCと東風通信は". */
static void add(const Line *line, const Phrase *phrase, guint32 start, guint32 end)
{
    static const char *const ands[] = {"と", "、", "や", "・", "和", "及", "와 ", "과 ", "및 "};
    Phrase each[MOST_TOGETHER] = {*phrase};
    guint count = 1;
    while (count < MOST_TOGETHER && !phrase->party.unnamed) {
        guint32 before = before_any(line, each[count - 1].start, ands, G_N_ELEMENTS(ands));
        if (before == each[count - 1].start || !listed_ending(line, before, &each[count]))
            break;
        count++;
    }
    OsintSpan span = {MIN(start, each[count - 1].start), end};
    for (guint i = count; i > 0; i--)
        osint_cite_add(line->reading, span, &each[i - 1].party, !phrase->party.unnamed, line->number);
}

static gboolean is_medium(const Line *line, const OsintCiteParty *party)
{
    return !party->unnamed &&
           (osint_cite_kinds(line->reading, party->span, party->mention) & OSINT_CITE_KIND_MEDIUM);
}

/* "NHKに語った", "向NHK承认": somebody is told, who counts when it is a medium. */
static gboolean is_told(const Trigger *trigger)
{
    return g_str_has_prefix(trigger->word, "に語") || g_str_has_prefix(trigger->word, "に話") ||
           g_str_has_prefix(trigger->word, "に明") || g_str_equal(trigger->word, "向") ||
           g_str_equal(trigger->word, "接受") || g_str_has_prefix(trigger->word, "告");
}

static void read_after_name(Line *line, const Trigger *trigger, guint32 at)
{
    Phrase phrase;
    if (party_ending(line, at, &phrase) && (!is_told(trigger) || is_medium(line, &phrase.party)))
        add(line, &phrase, at, at + (guint32)trigger->length);
}

/* Whoever is named from a place on, up to what must follow: a verb, or words for what they said. */
static gboolean party_beginning(const Line *line, guint32 start, Phrase *phrase, guint32 *end)
{
    guint32 at = start;
    for (guint count = 0; at < line->sentence.end && count <= LONGEST_NAME + 8; count++) {
        const Trigger *trigger = at > start ? trigger_at(line, at) : NULL;
        gsize length = trigger != NULL && trigger->role != BEFORE_NAME ? trigger->length : 0;
        if (length > 0 && party_ending(line, at, phrase) && phrase->start >= start) {
            gboolean comma = g_unichar_ispunct(g_utf8_get_char(line->text + at));
            *end = at + (comma ? 0 : (guint32)length);
            return TRUE;
        }
        at = (guint32)(g_utf8_next_char(line->text + at) - line->text);
    }
    return FALSE;
}

static void read_before_name(Line *line, const Trigger *trigger, guint32 at)
{
    Phrase phrase;
    guint32 end;
    if (party_beginning(line, at + (guint32)trigger->length, &phrase, &end) &&
        (!is_told(trigger) || is_medium(line, &phrase.party)))
        add(line, &phrase, at, end);
}

/* ---- verbs ---- */

static void add_subject(Line *line, const Trigger *particle, guint32 at)
{
    Subject subject = {.end = at + (guint32)particle->length};
    subject.topic = g_str_equal(particle->word, "は") || g_str_equal(particle->word, "는") ||
                    g_str_equal(particle->word, "은") || g_str_equal(particle->word, "では");
    if (line->count < MOST_SUBJECTS && party_ending(line, at, &subject.phrase))
        line->subjects[line->count++] = subject;
}

static gboolean stands_between(const Line *line, guint32 from, guint32 to, const char *word, const char *but)
{
    for (guint32 at = from; at < to; at = (guint32)(g_utf8_next_char(line->text + at) - line->text))
        if (begins_with(line, at, word) && !begins_with(line, at, but))
            return TRUE;
    return FALSE;
}

/* What is said stands before the verb and may have a subject of its own: "NHKは警視庁が…したと報じた",
 * "警視庁が…したとNHKが報じた". */
static const Subject *subject_of(const Line *line, guint32 verb)
{
    const char *that = line->script == JAPANESE ? "と" : "고 ";
    if (line->count == 0)
        return NULL;
    const Subject *last = &line->subjects[line->count - 1], *first = &line->subjects[0];
    if (!stands_between(line, last->end, verb, that, "として"))
        return last;
    for (guint i = 0; i < line->count; i++)
        if (line->subjects[i].topic)
            return &line->subjects[i];
    return first->phrase.start == line->sentence.start ? first : NULL;
}

static void read_verb(Line *line, const Trigger *verb, guint32 at)
{
    const Subject *subject = subject_of(line, at);
    guint32 end = at + (guint32)verb->length;
    if (subject != NULL)
        add(line, &subject->phrase, subject->phrase.start,
            end - subject->phrase.start <= LONGEST_SPAN ? end : subject->end);
}

static guint32 clause_start(const Line *line, guint32 at)
{
    static const char *const marks[] = {"，", ",", "；", "：", "“", "”", "「", "」", "、"};
    for (guint32 start = at; start > line->sentence.start;
         start = (guint32)(g_utf8_prev_char(line->text + start) - line->text))
        if (before_any(line, start, marks, G_N_ELEMENTS(marks)) < start || at - start > LONGEST_CHINESE)
            return start;
    return line->sentence.start;
}

/* Somebody whose name is whole: a place may be the beginning of a longer one. */
static gboolean first_of_clause(const Line *line, guint32 start, guint32 end, Phrase *phrase)
{
    for (guint32 to = start; to < end; to = (guint32)(g_utf8_next_char(line->text + to) - line->text)) {
        if (to == start || !(listed_ending(line, to, phrase) || source_ending(line, to, phrase) ||
                             reference_ending(line, to, phrase)))
            continue;
        const OsintCiteParty *party = &phrase->party;
        if (party->mention == OSINT_CITE_NOBODY ||
            osint_cite_kinds(line->reading, party->span, party->mention) != OSINT_CITE_KIND_PLACE)
            return phrase->start >= start && phrase->start <= start + FARTHEST_SUBJECT;
    }
    return FALSE;
}

static void read_chinese_verb(Line *line, const Trigger *verb, guint32 at)
{
    guint32 start = clause_start(line, at), end = at + (guint32)verb->length;
    const Trigger *opening = start < at ? trigger_at(line, start) : NULL;
    Phrase phrase;
    if (opening != NULL && opening->role == BEFORE_NAME)
        return;
    if ((at > start && party_ending(line, at, &phrase) && phrase.start >= start &&
         !ends_with(line, phrase.start, "向")) ||
        first_of_clause(line, start, at, &phrase))
        add(line, &phrase, phrase.start, end);
}

/* 称 and 说 are parts of many words; as verbs what is said follows, or who says it stands before. */
static gboolean is_verb_alone(const Line *line, const Trigger *verb, guint32 at)
{
    static const char *const marks[] = {"，", ",", "：", ":", "“", "「"};
    Phrase phrase;
    for (gsize i = 0; i < G_N_ELEMENTS(marks); i++)
        if (begins_with(line, at + (guint32)verb->length, marks[i]))
            return TRUE;
    return at > line->sentence.start &&
           (listed_ending(line, at, &phrase) || source_ending(line, at, &phrase));
}

static void read_trigger(Line *line, const Trigger *trigger, guint32 at)
{
    switch (trigger->role) {
    case AFTER_NAME:
        read_after_name(line, trigger, at);
        break;
    case BEFORE_NAME:
        read_before_name(line, trigger, at);
        break;
    case PARTICLE:
        add_subject(line, trigger, at);
        break;
    case CLOSING:
        break;
    case SAYS:
        if (is_verb_alone(line, trigger, at))
            read_chinese_verb(line, trigger, at);
        break;
    case VERB:
        if (line->script == CHINESE)
            read_chinese_verb(line, trigger, at);
        else
            read_verb(line, trigger, at);
        break;
    }
}

/* 0 when a sentence is of none of these languages. */
static Script script_of(const char *text, OsintSpan sentence)
{
    Script script = 0;
    for (guint32 at = sentence.start; at < sentence.end; at = (guint32)(g_utf8_next_char(text + at) - text)) {
        gunichar c = (guchar)text[at] < 0x80 ? 0 : g_utf8_get_char(text + at);
        if (c >= 0x3041 && c <= 0x30FA)
            return JAPANESE;
        if (c >= 0xAC00 && c <= 0xD7A3)
            return KOREAN;
        if (c >= 0x4E00 && c <= 0x9FFF)
            script = CHINESE;
    }
    return script;
}

void osint_cite_cjk_sentence(OsintCiteReading *reading, guint number)
{
    OsintSpan sentence = g_array_index(reading->article->sentences, OsintSpan, number);
    Line line = {.reading = reading, .text = reading->article->text, .sentence = sentence, .number = number};
    line.script = script_of(line.text, sentence);
    for (guint32 at = sentence.start; line.script != 0 && at < sentence.end;) {
        const Trigger *trigger = trigger_at(&line, at);
        if (trigger != NULL)
            read_trigger(&line, trigger, at);
        gboolean whole =
            trigger != NULL && (trigger->role == VERB || trigger->role == AFTER_NAME) && !is_told(trigger);
        at = whole ? at + (guint32)trigger->length : (guint32)(g_utf8_next_char(line.text + at) - line.text);
    }
}
