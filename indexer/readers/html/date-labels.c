/* Labels are looked for as parts of the text: they are inflected, and written together with other words. */
#include "indexer/readers/html/date-labels.h"

#include <string.h>

#define MAX_TEXT 160

typedef struct {
    OsintDateLabel label;
    const char *const *words; /* as g_utf8_casefold() leaves them */
} Row;

static const char *const updated[] = {"update",     "modified",      "revised",       "edited",
                                      "amended",    "last changed",  "aktualisiert",  "aktualisierung",
                                      "geändert",   "stand:",        "stand ",        "letzte änderung",
                                      "mis à jour", "mise à jour",   "modifié",       "actualisé",
                                      "màj",        "actualizad",    "actualización", "modificad",
                                      "última",     "aggiornat",     "aggiornamento", "modificat",
                                      "atualizad",  "bijgewerkt",    "gewijzigd",     "обновл",
                                      "измен",      "оновлен",       "zaktualizowan", "aktualizacj",
                                      "modyfikacj", "aktualizov",    "aktualizac",    "upraven",
                                      "güncelle",   "uppdaterad",    "ändrad",        "opdateret",
                                      "oppdatert",  "päivitetty",    "muokattu",      "frissít",
                                      "módosít",    "ενημέρωσ",      "ενημερώθηκε",   "τελευταία",
                                      "تحديث",      "עודכן",         "עדכון",         "अपडेट",
                                      "更新",       "修正",          "改訂",          "수정",
                                      "업데이트",   "cập nhật",      "diperbarui",    "actualitza",
                                      "ažuriran",   "actualizat",    "актуализ",      "posodobljen",
                                      "อัปเดต",      "به‌روز", "modified",      NULL};
static const char *const published[] = {"publi",
                                        "posted",
                                        "pubdate",
                                        "released",
                                        "created",
                                        "issued",
                                        "submitted",
                                        "written",
                                        "first ",
                                        "date:",
                                        "dated",
                                        "date ",
                                        "veröffentlicht",
                                        "erschienen",
                                        "erstellt",
                                        "datum",
                                        "vom ",
                                        "paru",
                                        "mis en ligne",
                                        "mise en ligne",
                                        "posté",
                                        "créé",
                                        "fecha",
                                        "pubblica",
                                        "scritto",
                                        "postado",
                                        "gepubliceerd",
                                        "geplaatst",
                                        "опублик",
                                        "дата",
                                        "добавлен",
                                        "размещен",
                                        "создан",
                                        "опубліков",
                                        "opublikowan",
                                        "dodan",
                                        "utworzon",
                                        "data:",
                                        "vydán",
                                        "zveřejněn",
                                        "vloženo",
                                        "yayın",
                                        "yayım",
                                        "eklenme",
                                        "oluşturulma",
                                        "giriş",
                                        "offentliggjort",
                                        "julkaistu",
                                        "megjelen",
                                        "közzétéve",
                                        "létrehoz",
                                        "δημοσι",
                                        "αναρτήθηκε",
                                        "ημερομηνία",
                                        "نشر",
                                        "تاريخ",
                                        "פורסם",
                                        "תאריך",
                                        "प्रकाशित",
                                        "公開",
                                        "掲載",
                                        "投稿",
                                        "配信",
                                        "発表",
                                        "発行",
                                        "作成",
                                        "发布",
                                        "發布",
                                        "发表",
                                        "發表",
                                        "發佈",
                                        "刊登",
                                        "時間",
                                        "时间",
                                        "日期",
                                        "日時",
                                        "입력",
                                        "등록",
                                        "작성",
                                        "게재",
                                        "기사입력",
                                        "발행",
                                        "xuất bản",
                                        "đăng",
                                        "diterbitkan",
                                        "dipublikasikan",
                                        "tanggal",
                                        "terbit",
                                        "objavljen",
                                        "публик",
                                        "เผยแพร่",
                                        "انتشار",
                                        "skrivet",
                                        "skapad",
                                        "added",
                                        "uploaded",
                                        "on:",
                                        "am:",
                                        NULL};
static const char *const other[] = {"©",
                                    "copyright",
                                    "(c)",
                                    "joined",
                                    "registered",
                                    "member since",
                                    "expires",
                                    "valid until",
                                    "deadline",
                                    "accessed",
                                    "retrieved",
                                    "born",
                                    "died",
                                    "geboren",
                                    "beigetreten",
                                    "registriert",
                                    "mitglied seit",
                                    "inscrit",
                                    "abgerufen",
                                    "consulté",
                                    "copyleft",
                                    "all rights",
                                    "dabei seit",
                                    "регистрация",
                                    "zarejestrowan",
                                    "last visit",
                                    "since ",
                                    "event date",
                                    "reviewed",
                                    NULL};

static const Row rows[] = {
    {OSINT_LABEL_PUBLISHED, published}, {OSINT_LABEL_UPDATED, updated}, {OSINT_LABEL_OTHER, other}};

OsintDateLabel osint_date_label_find(const char *text, gsize length)
{
    const char *from = text, *last = NULL;
    OsintDateLabel found = OSINT_LABEL_NONE;
    if (length > MAX_TEXT) {
        from = text + length - MAX_TEXT;
        while (((guchar)*from & 0xC0) == 0x80)
            from++;
    }
    g_autofree char *folded = g_utf8_casefold(from, (gssize)(text + length - from));
    for (gsize row = 0; row < G_N_ELEMENTS(rows); row++)
        for (const char *const *word = rows[row].words; *word != NULL; word++) {
            const char *at = strstr(folded, *word);
            for (const char *next = at; next != NULL; next = strstr(next + 1, *word))
                at = next;
            if (at != NULL && at >= last) {
                last = at;
                found = rows[row].label;
            }
        }
    return found;
}
