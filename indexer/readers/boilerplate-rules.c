/* Rules by language. A pattern must never fit a sentence that an article could end with: whole paragraphs are
 * matched without their closing punctuation, beginnings and parts only in short ones. */
#include "indexer/readers/boilerplate-rules.h"

#define FURNITURE OSINT_RULE_FURNITURE
#define WHOLE OSINT_RULE_WHOLE
#define SECTION OSINT_RULE_SECTION
#define ABOUT OSINT_RULE_ABOUT
#define START OSINT_RULE_START
#define PART OSINT_RULE_PART
#define SITES                                                                                                \
    "(twitter|x|facebook|linkedin|instagram|telegram|mastodon|bluesky|youtube|whatsapp|reddit|threads|line)"
#define COUNT "\\s*[(（\\[]?\\s*\\d*\\s*(件)?\\s*[)）\\]]?"

const OsintRule osint_boilerplate_rules[] = {
    /* English */
    {FURNITURE, 60,
     "advertisements?|(story|article) continues below( this ad(vertisement)?)?|skip advert(isement)?"},
    {FURNITURE, 60,
     "share this( (article|story|post|page))?( (on|via|with) [\\w ,/]{1,30})?|skip to (main )?content"},
    {WHOLE, 60,
     "share( (on|via|with) [\\w "
     ",/]{1,30})?|tweet|(facebook|twitter|linkedin|whatsapp|reddit|telegram|pinterest|e-?mail|print|copy "
     "link)"
     "([ |/,·]+(facebook|twitter|linkedin|whatsapp|reddit|telegram|pinterest|e-?mail|print|copy link))*"},
    {FURNITURE, 60,
     "listen to this article|\\d+[ -]min(ute)?s?[ -]read|(reading|read) time:? \\d+ min(ute)?s?"},
    {WHOLE, 60, "comments?" COUNT "|no comments( yet)?|\\d+ (comments?|replies|responses)"},
    {WHOLE, 80,
     "(comments|commenting|the comments? section) (is|are|has been|have been) (now |currently )?"
     "(closed|disabled|(turned |switched )?off)( (on|for|to) .{1,40})?"},
    {WHOLE, 60,
     "(leave|post|add|write) (a|your) (comment|reply|response)|join the (conversation|discussion)"},
    {WHOLE, 60,
     "(view|show|see|load|read) (all |more )*(\\d+ )?comments|log in to (comment|reply)|reply|report abuse"},
    {WHOLE, 60, "(learn|read|see|show|view|find out) more|continue reading|read (next|also)|click here|more"},
    {WHOLE, 60, "(no )?(previous|next|new(er)?|older|more) (articles?|posts?|stor(y|ies)|entr(y|ies))"},
    {WHOLE, 60,
     "subscribe( now| today)?|sign (up|in)( now)?|log ?in|register( now)?|(the |our )?newsletters?|donate( "
     "now)?"},
    {WHOLE, 60,
     "follow( us)?|contact( us)?|about( us)?|privacy( policy)?|terms( of (use|service))?|cookies?( policy)?"},
    {WHOLE, 60,
     "back to (the )?top|(return to )?home ?page|sponsored( content)?|promoted( content)?|thank you for "
     "reading"},
    {SECTION, 80,
     "(see )?(also|related)( "
     "(articles?|stories|story|posts?|news|coverage|content|topics?|reading|links?))?:?"},
    {SECTION, 80,
     "(more|latest|top|trending|recent|popular|recommended|featured)"
     " (news|stories|articles|posts|headlines|reading)( (from|on|in|about|by) .{1,50})?"},
    {SECTION, 80,
     "most (read|popular|viewed|shared)( (stories|articles|news|posts))?|recommended( for you| reading)?"},
    {SECTION, 80,
     "you (may|might) (also )?(like|enjoy|be interested in)|don.?t miss|editors?.{0,2} picks?|what to read "
     "next"},
    {SECTION, 80,
     "more (from|on|about|like) (this|the|our) .{1,40}|read more (from|on|about) .{1,40}|tags|share options"},
    {ABOUT, 60, "about the (authors?|writers?|reporters?)|author( bio(graphy)?)?|written by"},
    {START, 140, "(tags?|topics|filed under|categor(y|ies)|posted in|keywords|in this (article|story))\\s*:"},
    {START, 140, "(subscribe|sign up|register) (to|for|now|here|today|and)\\b"},
    {START, 120,
     "get (the|our|more|all|daily|weekly|breaking|exclusive)\\b.{0,60}"
     "\\b(newsletters?|inbox|insights?|alerts?|updates?|stories|headlines)\\b"},
    {START, 120,
     "((follow|like|find|join) (us|me)|follow (him|her|them|the author|@\\w+|\\w+ \\w+)) on " SITES "\\b"},
    {START, 140, "(read|see|watch) (more|also|next)\\s*: "},
    {START, 80, "(learn|read|find out) more (about|at|on|from|here)\\b[^,;“”\"]{0,60}$"},
    {START, 120,
     "(download|get|try) (the|our) (free )?[\\w ]{0,20}\\bapp\\b|support (our|independent) journalism"},
    {START, 160,
     "please (let us know|tell us|contact us|e-?mail us|note that comments|log in|enable|read "
     "our|consider)\\b"},
    {START, 160,
     "(do you )?have (a|any) (tips?|news tips?|story|feedback|question|correction)\\b.{0,80}(\\?|us\\b|@)"},
    {START, 160, "(contact|e-?mail|reach|write to) (us|the (author|reporter|editor|newsroom|writer)s?)\\b"},
    {START, 220,
     "this (article|story|post|piece) (was |is |has been |first |originally )?"
     "(originally |first |also |last )?(published|appeared|posted|updated|syndicated|republished)\\b"},
    {START, 220,
     "\\(?(additional )?(reporting|writing) by [^.]{1,150}(;|\\bediting by\\b)|\\((additional )?reporting "
     "by|editing by\\b"},
    {START, 160,
     "our standards:|(image|photo|picture) (credits?|source)s?:|source:? https?://|(we use|this site uses) "
     "cookies"},
    {START, 300, "(copyright ?)?(©|\\(c\\))|copyright[ :,]*(19|20)\\d\\d\\b"},
    {PART, 140,
     "\\byou(.re| are) (having|experiencing) (issues?|trouble|problems?|difficulties)\\b.{0,20}\\bcomment"},
    {START, 160,
     "by (signing up|subscribing|continuing|clicking)\\b.{0,80}\\b(terms|privacy|agree)|this site is "
     "protected by"},
    {PART, 300,
     "\\ball rights reserved\\b|may not be "
     "(published|reproduced|republished|copied)\\b.{0,60}\\b(without|broadcast)"},
    {PART, 120, "\\bdelivered (straight |directly )?to your inbox\\b"},
    /* Japanese */
    {FURNITURE, 40,
     "広告|[［【]PR[］】]|スポンサー(ー)?(ド)?(リンク)?|この記事を(シェア|ツイート|共有|印刷|保存)(する)?"},
    {WHOLE, 60,
     "コメント(欄|一覧|する|を(書く|投稿する|見る|読む))?" COUNT
     "|(記事)?一覧(を見る|へ)?|(続き|全文)を読む"},
    {WHOLE, 60,
     "PR|(シェア|ツイート|共有|印刷|保存)(する)?|(もっと(見る|読む)|トップ(ページ)?(へ|に)?戻る|ページ(の)?("
     "トップ|先頭|上部)(へ|に)?(戻る)?|ログイン)"},
    {WHOLE, 160,
     "(前|次)の(記事|ページ|ニュース)(へ)?([:： ].*)?|(無料)?(会員|メルマガ|メールマガジン)登録(はこちら)?"},
    {SECTION, 60,
     "(この記事の)?関連(する)?(記事|ニュース|リンク|トピックス?|キーワード|ワード|動画|情報|タグ)(はこちら)"
     "?" COUNT},
    {SECTION, 60,
     "(あわせて|合わせて|こちらも)(読みたい|お読みください|おすすめ)(記事)?|(おすすめ|お薦め|オススメ)(の)?("
     "記事|ニュース)?"},
    {SECTION, 60,
     "(アクセス|人気|記事)?ランキング|(人気|最新|新着|注目)(の)?(記事|ニュース)|(よく)?読まれている記事|タグ|"
     "カテゴリー?"},
    {ABOUT, 40,
     "(著者|筆者|執筆者?|ライター|記者)(について|紹介|プロフィール)?|プロフィール|(この記事を)?書いた人"},
    {START, 160,
     "(この|本|当)記事(を(シェア|共有|書いた|印刷|保存|読んだ)|の(著者|筆者|感想|タグ|続き|写真)|は(有料|"
     "会員|役に立)"
     "|へのコメント|に関するお?問い?合)"},
    {START, 80, "(文|取材|執筆|編集|撮影|構成|翻訳|取材・文|文・写真)\\s*[=＝:：／/]"},
    {START, 120, "(お問い合わせ|問い合わせ)(は|先)|著作権(表示|・|：)|版権所有"},
    {PART, 240,
     "(無断|転載)[^。]{0,30}(を|は)?(固く|一切)?(禁止|禁じます|お断り|ご遠慮)(します|いたします|ください|"
     "です)?[。.]?$"},
    {PART, 160, "(この|本|当)(記事|サイト|コンテンツ).{0,30}著作権は.{0,60}(帰属|属し)"},
    {PART, 120,
     "(ニュースレター|メールマガジン|メルマガ).{0,24}(登録|購読|配信)|(会員|有料)(限定|登録).{0,24}(記事|"
     "必要|こちら)"},
    {PART, 80, "残り[:：]?\\s*[\\d,]+\\s*文字"},
    {WHOLE, 80, ".{0,24}を?フォロー(する|してください|お願いします)?|いいね[！!]?(する)?"},
    /* Chinese */
    {FURNITURE, 40, "广告|廣告"},
    {WHOLE, 60,
     "分享(到.{0,20}|至.{0,20})?|打印|列印|(网友|網友|全部|最新)?(评论|評論|留言)" COUNT
     "|发表评论|發表評論|返回(首页|首頁|顶部|頂部)|登录|登入"},
    {WHOLE, 160,
     "(阅读|閱讀|查看|了解)(更多|全文|原文)|更多(新闻|新聞|内容|內容)|(上|下)一(篇|页|頁|则|則)([:： ].*)?"},
    {SECTION, 60,
     "(相关|相關)(文章|新闻|新聞|阅读|閱讀|推荐|推薦|报道|報導|链接|連結)|(延伸|推荐|推薦)(阅读|閱讀)"},
    {SECTION, 60, "(热门|熱門|最新|精选|精選)(文章|新闻|新聞)|猜你喜欢|(标签|標籤|关键词|關鍵字)([:： ].*)?"},
    {START, 80, "[（(]?(责任|責任|执行|執行)?(编辑|編輯|编校|校对|審校|原标题|来源|來源)\\s*[:：]"},
    {PART, 160,
     "(版权|版權)(所有|归|歸)|(未经|未經).{0,16}(授权|授權|许可|許可|允许|同意).{0,24}(不得|禁止|转载|轉載)"},
    {PART, 120,
     "扫(描)?.{0,8}二维码|关注.{0,24}(公众号|微博)|(本文|文章).{0,12}不代表.{0,16}(观点|立场|觀點|立場)"},
    /* Korean */
    {WHOLE, 60, "댓글" COUNT "|공유(하기)?|인쇄(하기)?|광고|구독(하기)?|목록|더\\s*보기|로그인"},
    {SECTION, 60,
     "(관련|추천|인기|주요|최신)\\s*(기사|뉴스|글)|많이\\s*본\\s*(뉴스|기사)|(이전|다음)\\s*(기사|글)([: "
     "].*)?"},
    {PART, 200, "무단\\s*(전재|복제|배포)[^.]{0,30}금지|저작권자\\s*[(（©ⓒ]|재배포\\s*금지"},
    {WHOLE, 80, "[가-힣]{2,4}\\s*(기자|특파원)(\\s*[\\w.+-]+@[\\w.-]+)?"},
    /* German */
    {FURNITURE, 40, "anzeige|werbung|artikel teilen"},
    {WHOLE, 60,
     "teilen|drucken|kommentare?" COUNT
     "|\\d+ kommentare?|mehr (lesen|anzeigen|erfahren)|weiterlesen|zur startseite|nach oben"},
    {SECTION, 140,
     "mehr zum thema|(verwandte|ähnliche|weitere) (artikel|themen)|meistgelesen|lesen sie (auch|mehr)([: "
     "].*)?"},
    {SECTION, 80, "das könnte sie auch interessieren|auch interessant|schlagwörter|themen"},
    {START, 140,
     "(newsletter (abonnieren|bestellen)|abonnieren sie|melden sie sich .{0,40}newsletter|jetzt abonnieren)"},
    {PART, 120, "\\b(einloggen|anmelden|melden sie sich( bitte)? an)\\b.{0,20}\\bum .{0,20}kommentieren\\b"},
    {PART, 200, "alle rechte vorbehalten"},
    {ABOUT, 40, "über (den autor|die autorin|die autoren)|zur person"},
    /* French */
    {FURNITURE, 40, "publicité|partager cet article( sur .{1,20})?"},
    {WHOLE, 60,
     "partager|imprimer|commentaires?" COUNT
     "|\\d+ commentaires?|lire la suite|en savoir plus|(article )?(précédent|suivant)"},
    {SECTION, 160,
     "(lire|à lire) (aussi|également)([: ].*)?|articles? (liés|similaires|associés|connexes)|les plus lus"},
    {SECTION, 80, "sur le même (sujet|thème)|à lire sur .{1,40}|mots[- ]clés"},
    {START, 140, "(abonnez-vous|inscrivez-vous|recevez .{0,40}newsletter|s.abonner)\\b"},
    {PART, 200, "tous droits réservés|reproduction interdite"},
    {ABOUT, 40, "à propos de l.auteure?|l.auteure?"},
    /* Spanish, Portuguese, Italian */
    {FURNITURE, 40, "publicidad|publicidade|pubblicità"},
    {WHOLE, 60,
     "compart(ir|e|ilhar|ilhe)( (en|no|na) .{1,20})?|condividi( su "
     ".{1,20})?|(comentarios?|comentários?|commenti?)" COUNT
     "|\\d+ (comentarios?|comentários?|commenti)|(leer más|ler mais|leggi tutto)"},
    {SECTION, 160,
     "(lea|lee|leia|leggi) (también|también|também|anche|mais)([: ].*)?|(te|le) puede interesar|potrebbe "
     "interessarti"},
    {SECTION, 80,
     "(artículos|noticias|contenidos|artigos|notícias|matérias) relacionad[oa]s|articoli correlati"},
    {SECTION, 80, "(lo|las|los|as|i) (más|mais|più) (leíd[oa]s?|vist[oa]s?|lid[oa]s|letti)|etiquetas"},
    {START, 140, "(suscríbe(te|se)|suscríbase|assine|inscreva-se|iscriviti)\\b"},
    {PART, 200, "todos los derechos reservados|todos os direitos reservados|tutti i diritti riservati"},
    {ABOUT, 40, "sobre (el|la|o|a) autora?|l.autore|sull.autore"},
    /* Russian, Ukrainian */
    {FURNITURE, 40, "реклама"},
    {WHOLE, 80,
     "поделиться( в .{1,20})?|поділитися|версия для печати|комментарии" COUNT
     "|комментировать|коментарі" COUNT "|читать (далее|ещё|еще|полностью)|наверх"},
    {SECTION, 160,
     "(читайте|смотрите) (также|ещё|еще)([: ].*)?|читайте також([: ].*)?|(материалы )?по теме|самое "
     "(читаемое|популярное)"},
    {SECTION, 80, "(похожие|другие|последние|связанные) (статьи|материалы|новости|записи)|теги([: ].*)?"},
    {WHOLE, 160, "(предыдущая|следующая) (статья|запись|новость)([: ].*)?"},
    {START, 140, "подпи(шитесь|сывайтесь|саться)\\b|підпи(шіться|суйтесь)\\b"},
    {PART, 200, "все права защищены|усі права захищено|при использовании материалов.{0,60}ссылка"},
    {ABOUT, 40, "об авторе|про автора"},
    /* Turkish, Arabic */
    {SECTION, 80,
     "yorumlar|ilgili haberler|التعليقات|(مقالات|مواضيع|أخبار) ذات صلة|(اقرأ|إقرأ) (أيضا|أيضاً|المزيد)([: "
     "].*)?"},
    {PART, 160, "tüm hakları saklıdır|جميع الحقوق محفوظة"},
};

const gsize osint_boilerplate_rule_count = G_N_ELEMENTS(osint_boilerplate_rules);
