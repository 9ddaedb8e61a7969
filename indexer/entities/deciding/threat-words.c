/* The words, by hand, folded. */
#include "indexer/entities/deciding/threat-words.h"

#include <string.h>

enum {
    ACTOR = OSINT_THREAT_ACTOR,
    SOFTWARE = OSINT_THREAT_SOFTWARE,
    EITHER = OSINT_THREAT_EITHER,
    QUALIFIER = OSINT_THREAT_QUALIFIER,
    NAMING = OSINT_THREAT_NAMING,
    DOES = OSINT_THREAT_DOES,
    RUNS = OSINT_THREAT_RUNS,
    BLAMES = OSINT_THREAT_BLAMES,
    VERB = OSINT_THREAT_VERB,
    WEAK = OSINT_THREAT_WEAK
};

static const struct {
    guint kinds;
    const char *words;
} lists[] = {
    {ACTOR, "actor actors apt adversary adversaries attackers crew cybercriminals cyberspies gang gangs "
            "group groups "
            "groupes grupo gruppe gruppo gruppierung groupe hacker hackers hackergroup hackergruppe "
            "hackerbande hackerkollektiv spionagegruppe hacktivists operators spies syndicate pirates "
            "hackeurs intruder intruders группа группы группировка группировки группировкой хакеры хакеров "
            "хакерская"},
    {ACTOR | WEAK, "affiliate affiliates bande cartel collective cluster cohort organisation organization "
                   "outfit ring subgroup team teams umbrella unit"},
    {SOFTWARE,
     "adware backdoor backdoors banker bootkit bot botnet botnets crypter cryptominer cryptor "
     "cryptolocker downloader downloaders dropper droppers erpressungssoftware exe exploitkit hintertur "
     "infostealer "
     "implant implants infection infections keylogger loader loaders logiciel maldoc malspam malware "
     "malwares "
     "miner payload payloads packer rancongiciel ransomware rat rats rootkit schadprogramm schadsoftware "
     "shellcode skimmer spyware stealer stealers trojan trojaner trojans virus webshell wiper worm "
     "вирус троян вредонос шифровальщик бэкдор malwarefamilie"},
    {SOFTWARE | WEAK,
     "beacon binaries binary builder code config configuration controller dll dlls ek executable "
     "executables family families file framework installer kit module modules panel plugin "
     "sample samples script server servers software strain strains tool toolkit tools utility "
     "variant variants version"},
    {EITHER, "c2 campaign campaigns compromise compromises cyberattack cyberattacks intrusion intrusions "
             "infrastructure leak operation operations tradecraft ttps victim victims arsenal kampagne"},
    {EITHER | WEAK,
     "activity activities attack attacks attributed attribution domain domains incident incidents "
     "site threat threats technique techniques toolset tactics"},
    {QUALIFIER,
     "advanced banking cyber cyberespionage cybercrime cybercriminal encryption espionage extortion "
     "hacking hacktivist malicious modular persistent spionage spying sponsored threat financially "
     "motivated notorious commodity information infamous remote access linked backed aligned based"},
    {NAMING, "aka alias appele called codenamed dubbed genannt known llamado monikered monitored named "
             "namens nicknamed "
             "tracked tracks refers codename nom nombre"},
    {DOES,
     "changes changed chooses chose hides hid replaced replaces rented opened opens picked picks returned "
     "returns shifted switched switches wrote writes "
     "abused abuses accessed accused attacked attacks attempted blamed breached breaches carried "
     "compromised compromises conducted conducts continued continues controls deployed deploys developed "
     "develops "
     "employed employs employing exfiltrated expanded exploited exploiting exploits focuses focused hacked "
     "hits "
     "hacks hijacked impersonated infiltrated infiltrates launched launches leveraged leverages maintains "
     "operated operates orchestrated penetrated phished registered relied relies resurfaced returned sent "
     "sends spied spies spearphished stole steals struck strikes suspected targeted targeting targets tried "
     "turned used uses utilized utilizes weaponized"},
    {RUNS,
     "collects communicates connects contains copies creates decrypts deletes delivers delivered disguised "
     "distributed downloads downloading drops dropped encrypted encrypts executes executed exfiltrates "
     "harvests "
     "infected infects injects installed installs loaded loads logs masquerades persists "
     "propagates reads scans searches sends spreads spreading steals stealing supports uploads writes"},
    {BLAMES, "attributed attribute attributes attributing behind between blame blamed blames by against from "
             "linked links "
             "point pointed pointing points tied ties to connected associated of"},
    {VERB, "afterwards alone before both earlier later last next soon then today together too twice when "
           "while yesterday "
           "appears appeared became becomes began begins believed came comes came "
           "disappeared does did favors favours fell found gained gains gets goes got grew grows has had "
           "is kept keeps knew knows learned learnt left lets likes looked looks made makes managed may "
           "might moved moves needs never now often once only ordered prefers put "
           "ran reached runs said says seems seemed shares shows showed "
           "started "
           "stayed stays still stopped stops takes thought took waits wanted wants was went "
           "were will won worked works would again also already apparently reportedly allegedly "
           "probably could can cannot should must since first"},
};

/* For scripts without spaces, where the word is a part of the run beside the name. */
static const struct {
    guint kinds;
    const char *words;
} runs[] = {
    {ACTOR, "グループ ハッカー集団 集団 組織 攻撃者 ハッカー 组织 組織 集团 集團 团体 團體 团伙 黑客 駭客 "
            "그룹 조직 단체 해커"},
    {SOFTWARE, "マルウェア ウイルス ランサムウェア バックドア トロイの木馬 恶意软件 惡意軟體 勒索软件 "
               "勒索軟體 木马 木馬 病毒 "
               "后门 後門 악성코드 랜섬웨어 백도어 바이러스"},
    {EITHER, "による攻撃 による標的型攻撃 による不正アクセス 攻击活动 攻擊活動 의공격"},
    {NAMING, "と呼ばれる という 通称 称 名为 名為 代号 代號 称为 稱為 라는 일명"},
};

/* The first ones speak of actors. */
#define ACTOR_PHRASES 30
static const char *const phrases[] = {"advanced persistent threat",
                                      "APT group",
                                      "APT groups",
                                      "APT actor",
                                      "cyber spies",
                                      "espionage group",
                                      "hacker",
                                      "hacker group",
                                      "hackers",
                                      "hacking group",
                                      "hacking collective",
                                      "spy group",
                                      "spies",
                                      "threat actor",
                                      "threat group",
                                      "Hackergruppe",
                                      "Spionagegruppe",
                                      "pirates informatiques",
                                      "groupe de pirates",
                                      "cibercriminales",
                                      "хакеры",
                                      "хакеров",
                                      "ハッカー",
                                      "ハッカー集団",
                                      "攻撃グループ",
                                      "攻撃者グループ",
                                      "黑客",
                                      "駭客",
                                      "黑客组织",
                                      "해커",
                                      "backdoor",
                                      "botnet",
                                      "C2 server",
                                      "command and control",
                                      "cryptominer",
                                      "cyber attack",
                                      "cyberattack",
                                      "cyber espionage",
                                      "cyberespionage",
                                      "cybercrime",
                                      "cyber crime",
                                      "cybercriminal",
                                      "cyber security",
                                      "cybersecurity",
                                      "data breach",
                                      "exfiltrate",
                                      "exfiltrated",
                                      "exfiltration",
                                      "hacking",
                                      "hacked",
                                      "hacktivist",
                                      "indicators of compromise",
                                      "intrusion",
                                      "infostealer",
                                      "keylogger",
                                      "lateral movement",
                                      "loader",
                                      "malicious",
                                      "malware",
                                      "MITRE ATT&CK",
                                      "phishing",
                                      "ransomware",
                                      "remote access trojan",
                                      "remote code execution",
                                      "rootkit",
                                      "spear phishing",
                                      "spearphishing",
                                      "spyware",
                                      "state sponsored",
                                      "threat intelligence",
                                      "trojan",
                                      "trojanized",
                                      "vulnerability",
                                      "watering hole",
                                      "webshell",
                                      "web shell",
                                      "wiper",
                                      "zero day",
                                      "Cyberangriff",
                                      "Cyberangriffe",
                                      "Cyberspionage",
                                      "Hackerangriff",
                                      "Schadsoftware",
                                      "Sicherheitslücke",
                                      "cyberattaque",
                                      "logiciel malveillant",
                                      "rançongiciel",
                                      "ciberataque",
                                      "ciberespionaje",
                                      "programa malicioso",
                                      "кибератака",
                                      "кибершпионаж",
                                      "вредоносное ПО",
                                      "サイバー攻撃",
                                      "サイバースパイ",
                                      "標的型攻撃",
                                      "不正アクセス",
                                      "マルウェア",
                                      "ランサムウェア",
                                      "网络攻击",
                                      "網路攻擊",
                                      "网络间谍",
                                      "恶意软件",
                                      "惡意軟體",
                                      "勒索软件",
                                      "해킹",
                                      "사이버 공격",
                                      "악성코드",
                                      "랜섬웨어",
                                      NULL};

guint osint_threat_actor_phrases(void)
{
    return ACTOR_PHRASES;
}

static GHashTable *read_lists(void)
{
    GHashTable *table = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
    for (guint i = 0; i < G_N_ELEMENTS(lists); i++) {
        g_auto(GStrv) words = g_strsplit(lists[i].words, " ", -1);
        for (char **word = words; *word != NULL; word++) {
            guint known = GPOINTER_TO_UINT(g_hash_table_lookup(table, *word));
            g_hash_table_insert(table, g_strdup(*word), GUINT_TO_POINTER(known | lists[i].kinds));
        }
    }
    return table;
}

static gboolean is_numbered(const char *folded)
{
    static const char *const series[] = {"apt", "fin", "ta", "unc", "uac", "dev", NULL};
    gsize letters = 0;
    while (g_ascii_islower(folded[letters]))
        letters++;
    g_autofree char *prefix = g_strndup(folded, letters);
    return folded[letters] != '\0' && strspn(folded + letters, "0123456789") == strlen(folded + letters) &&
           g_strv_contains(series, prefix);
}

guint osint_threat_word(const char *folded)
{
    static gsize once = 0;
    static GHashTable *table = NULL;
    if (g_once_init_enter(&once)) {
        table = read_lists();
        g_once_init_leave(&once, 1);
    }
    guint kinds = GPOINTER_TO_UINT(g_hash_table_lookup(table, folded));
    return kinds == 0 && is_numbered(folded) ? OSINT_THREAT_NUMBERED : kinds;
}

gboolean osint_is_threat_noun(const char *text, gsize length)
{
    static const char *const nouns[] = {"backdoor", "botnet", "malware", "ransomware", "rootkit",
                                        "spyware",  "trojan", "virus",   "worm",       NULL};
    g_autofree char *word = g_strndup(text, length);
    return g_strv_contains(nouns, word);
}

static guint run_kinds(const char *text, gsize length, gboolean at_end)
{
    guint kinds = 0;
    for (guint i = 0; i < G_N_ELEMENTS(runs); i++) {
        for (const char *word = runs[i].words; *word != '\0';) {
            gsize size = strcspn(word, " ");
            const char *place = at_end ? text + length - MIN(size, length) : text;
            if (size <= length && memcmp(place, word, size) == 0)
                kinds |= runs[i].kinds;
            word += size + (word[size] == ' ');
        }
    }
    return kinds;
}

guint osint_threat_ending(const char *text, gsize length)
{
    return run_kinds(text, length, TRUE);
}

guint osint_threat_beginning(const char *text, gsize length)
{
    return run_kinds(text, length, FALSE);
}

const char *const *osint_threat_phrases(void)
{
    return phrases;
}
