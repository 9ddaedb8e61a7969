/* Writes the table of han.c when the project is built: traditional to simplified characters as ICU knows
 * them, and the forms that the Japanese reform of 1946 left behind. */
#include <glib.h>
#include <stdio.h>
#include <unicode/utrans.h>

#include "indexer/text/han-table.h"

/* New and old form side by side, of the official list of characters for general use, where they are not
 * already the traditional and the simplified form of one another; then forms used in names. Left out are new
 * forms that are other words in Chinese. */
static const char japanese[] =
    "悪惡囲圍壱壹隠隱栄榮営營衛衞駅驛円圓塩鹽縁緣応應欧歐殴毆桜櫻奥奧横橫仮假価價絵繪壊壞懐懷概槪拡擴殻殼覚覺"
    "学學楽樂渇渴巻卷陥陷勧勸寛寬関關歓歡観觀既旣気氣帰歸偽僞戯戲犠犧拠據挙擧峡峽挟挾狭狹郷鄕暁曉区區駆驅"
    "勲勳薫薰径徑茎莖恵惠掲揭渓溪経經蛍螢軽輕継繼鶏鷄芸藝撃擊県縣倹儉剣劍険險圏圈検檢献獻権權顕顯験驗厳嚴"
    "呉吳娯娛広廣効效恒恆黄黃鉱鑛号號黒黑砕碎済濟斎齋歳歲剤劑雑雜参參桟棧蚕蠶惨慘賛贊残殘糸絲歯齒児兒辞辭"
    "湿濕実實写寫釈釋寿壽収收従從渋澁獣獸縦縱粛肅処處緒緖叙敍将將称稱渉涉焼燒証證奨奬条條状狀乗乘浄淨剰剩"
    "畳疊縄繩壌壤嬢孃譲讓醸釀触觸嘱囑真眞寝寢慎愼尽盡図圖粋粹酔醉穂穗随隨髄髓枢樞数數瀬瀨声聲斉齊静靜窃竊"
    "摂攝節節専專浅淺戦戰践踐銭錢潜潛繊纖禅禪双雙壮壯争爭荘莊捜搜挿插巣巢曽曾痩瘦装裝総總騒騷増增蔵藏臓臟"
    "即卽属屬続續堕墮対對体體帯帶滞滯滝瀧択擇沢澤担擔単單胆膽団團断斷弾彈遅遲痴癡虫蟲昼晝鋳鑄庁廳聴聽"
    "勅敕鎮鎭逓遞鉄鐵点點転轉伝傳灯燈当當党黨盗盜稲稻闘鬪徳德独獨読讀届屆弐貳悩惱脳腦覇霸拝拜廃廢売賣"
    "麦麥発發髪髮抜拔晩晚蛮蠻秘祕浜濱瓶甁払拂仏佛併倂並竝塀塀餅餠辺邊変變歩步宝寶豊豐褒襃翻飜毎每満滿麺麵"
    "黙默弥彌訳譯薬藥誉譽揺搖様樣謡謠来來頼賴乱亂覧覽竜龍両兩猟獵緑綠涙淚塁壘礼禮励勵戻戾霊靈齢齡暦曆歴歷"
    "恋戀錬鍊炉爐労勞楼樓録錄湾灣"
    "髙高濵浜嶋島嶌島冨富峯峰邉辺桒桑圀国舩船舘館";

static gunichar forms[OSINT_HAN_COUNT];

static gboolean in_table(gunichar c)
{
    return c >= OSINT_HAN_FIRST && c <= OSINT_HAN_LAST;
}

static gunichar form_of(gunichar c)
{
    return in_table(c) ? forms[c - OSINT_HAN_FIRST] : c;
}

/* What ICU makes of one character; itself where that is not one of the table. */
static gunichar simplified(const UTransliterator *converter, gunichar c)
{
    UChar text[8] = {(UChar)c};
    int32_t length = 1, limit = 1;
    UErrorCode error = U_ZERO_ERROR;
    utrans_transUChars(converter, text, &length, G_N_ELEMENTS(text), 0, &limit, &error);
    return U_SUCCESS(error) && length == 1 && in_table(text[0]) ? text[0] : c;
}

static void join(gunichar kept, gunichar joined)
{
    for (guint i = 0; i < OSINT_HAN_COUNT; i++)
        if (forms[i] == joined)
            forms[i] = kept;
}

static void join_japanese(void)
{
    for (const char *at = japanese; *at != '\0';) {
        gunichar recent = g_utf8_get_char(at);
        at = g_utf8_next_char(at);
        join(form_of(g_utf8_get_char(at)), form_of(recent));
        at = g_utf8_next_char(at);
    }
}

static void print_table(void)
{
    g_autoptr(GString) table = g_string_new(NULL);
    for (guint i = 0; i < OSINT_HAN_COUNT; i++)
        g_string_append_printf(table, "%u,%s", forms[i] == OSINT_HAN_FIRST + i ? 0 : forms[i],
                               i % 16 == 15 ? "\n" : "");
    g_autofree char *sum = g_compute_checksum_for_string(G_CHECKSUM_SHA256, table->str, -1);
    printf("#include \"indexer/text/han-table.h\"\n\nconst char osint_han_table_sum[] = \"%.8s\";\n"
           "const guint16 osint_han_table[OSINT_HAN_COUNT] = {\n%s};\n",
           sum, table->str);
}

int main(void)
{
    UErrorCode error = U_ZERO_ERROR;
    UTransliterator *converter =
        utrans_openU(u"Traditional-Simplified", -1, UTRANS_FORWARD, NULL, 0, NULL, &error);
    if (U_FAILURE(error)) {
        fprintf(stderr, "make-han-table: %s\n", u_errorName(error));
        return 1;
    }
    for (guint i = 0; i < OSINT_HAN_COUNT; i++)
        forms[i] = simplified(converter, OSINT_HAN_FIRST + i);
    utrans_close(converter);
    for (guint i = 0; i < OSINT_HAN_COUNT; i++)
        forms[i] = form_of(forms[i]);
    join_japanese();
    print_table();
    return 0;
}
