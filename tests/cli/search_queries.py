"""What each form of query finds, on small articles made for it."""
import json
import unittest

from search_program import SearchTest

ENTITIES = ("heron\tthreat-actor\tWooden Heron\tHERON TWO\tGrey Wader\n"
            "otter\tthreat-actor\tRiver Otter\n"
            "unit-90001\tmilitary-unit\tUnit 90001\n"
            "harbour-police\torganization\tHarbour Police\t港湾警察\n"
            "example-town\tplace\tExample Town\n")

# id: (text, other keys)
WORDS = {
    "kite": ("The red kite circles. It hunted over fields yesterday.\n\nA second paragraph names the falcon.", {}),
    "falcon": ("The falcon hunts. Kites are red, and the falcon is fast.", {}),
    "owl": ("An owl hunts at night; no kite is near.", {"title": "Falcon at night"}),
    "hyphen": ("The state-of-the-art follow-up came from foxglove_seven and node.example today.", {}),
    "apostrophe": ("The people's army and O\u2019Neill\u2019s ship met \u201cin Qingdao\u201d.", {}),
    "accents": ("Café Übergröße naïve ŁÓDŹ résumé.", {}),
    "width": ("ＮＴＴ ran １２３ servers called ﾃｨｯｸ.", {}),
    "long": ("Sparrow begins here. " + "Filler words stand in this sentence about nothing at all. " * 60
             + "Magpie ends here.", {}),
}

JAPANESE = "警視庁は二十日、サーバーを偽名で借りた疑いで、Tickに関わる男を書類送検した。宇宙機構も攻撃を受けた。"
CJK = {
    "ja": (JAPANESE, {"language": "ja", "title": "サーバーを偽名で契約"}),
    "zh": ("东京警方表示，黑客组织Tick攻击了约200家日本公司。", {"language": "zh"}),
    "ko": ("일본 경찰은 해킹 조직 틱이 서버를 빌렸다고 밝혔다. 서버는 모두 다섯 대였다.", {"language": "ko"}),
    "other": ("庁視警の名偽は逆さまで、ーバーサもある。警察は視聴した。", {"language": "ja"}),
}

DATED = {
    "y2019": ("Dated ledger.", {"published": "2019"}),
    "m2020": ("Dated ledger.", {"published": "2020-02"}),
    "d2020": ("Dated ledger.", {"published": "2020-02-29"}),
    "night": ("Dated ledger.", {"published": "2021-04-20T23:30:00-05:00"}),
    "d2021": ("Dated ledger.", {"published": "2021-04-20"}),
    "undated": ("Undated ledger.", {}),
}

KEYED = {
    "wire": ("Keyed report about barley.", {
        "publisher": "Sample Wire", "authors": ["Ada Lovelace", "Jean-Luc Hervé"], "url": "https://www.news.example/a/1",
        "tags": ["Cyber Espionage", "japan"], "rating": "B2", "language": "en"}),
    "gazette": ("Keyed report about barley, by Ada.", {
        "publisher": "Example Gazette", "authors": ["Grace Hopper"], "url": "https://gazette.example/b", "tags": ["japan"],
        "rating": "C3", "language": "en-GB"}),
    "journal": ("Keyed report about barley.", {"publisher": "Gazette of the Wire", "language": "de",
                                               "url": "https://other-news.example/"}),
}

NAMED = {
    "by-name": ("Wooden Heron rented servers in Example Town. Analysts said Wooden Heron works for Unit 90001. Later "
                "Wooden Heron left.", {"language": "en"}),
    "by-alias": ("Researchers of the laboratory call the group Grey Wader. It read mails.\n\nThe Harbour Police "
                 "declined to comment.", {"language": "en"}),
    "both": ("River Otter and HERON TWO share tools, the laboratory said. In Example Town nobody saw them.",
             {"language": "en"}),
    "tagged": ("The group in question attacked again, a note said.", {"language": "en", "entities": ["Grey Wader"]}),
    "headline": ("Nobody at the laboratory would say who did it.", {"title": "Wooden Heron named as the culprit"}),
    "ja-police": ("港湾警察は捜査を始めたと発表した。", {"language": "ja"}),
}


def ndjson(articles):
    return "".join(json.dumps({"id": name, "language": "en", "text": text, **keys}) + "\n"
                   for name, (text, keys) in articles.items())


class QueryTest(SearchTest):
    entities = ENTITIES

    def matching(self, query, *options):
        """Ids of the articles that match; those that only come closest do not."""
        result = self.run_any("--format=json", "--limit=all", *options, query)
        answer = json.loads(result.stdout)
        ids = [each["article"]["id"] for each in answer["results"] if not each["missing"]]
        self.assertEqual(answer["total"]["articles"], len(answer["results"]), query)
        return ids

    def run_any(self, *arguments):
        try:
            return self.search(*arguments)
        except AssertionError:
            return self.search(*arguments, code=1)

    def assert_finds(self, query, *ids):
        self.assertEqual(sorted(self.matching(query)), sorted(ids), query)

    def marked(self, query, article):
        """The highlighted words of all passages of an article, in the order of the text."""
        answer = self.json("--limit=all", "--passages=1000", query)
        result, = [each for each in answer["results"] if each["article"]["id"] == article]
        return [passage["text"][start:end] for passage in sorted(result["passages"], key=lambda each: each["index"])
                for start, end in passage["highlights"]]


class Words(QueryTest):
    articles = {"words.ndjson": ndjson(WORDS)}

    def test_and_is_over_the_article(self):
        self.assert_finds("red kite", "kite", "falcon")
        self.assert_finds("circles paragraph", "kite")
        self.assert_finds("night falcon", "owl")
        self.assert_finds("red AND NOT circles", "falcon")
        self.assert_finds("+red && +circles", "kite")

    def test_or_and_not(self):
        self.assert_finds("circles OR fast", "kite", "falcon")
        self.assert_finds("circles | night", "kite", "owl")
        self.assert_finds("kite -circles", "falcon", "owl")
        self.assert_finds("kite !circles -fast", "owl")
        self.assert_finds("kite (circles OR fast)", "kite", "falcon")
        self.assert_finds("kite NOT (circles OR fast)", "owl")
        self.assert_finds("NOT kite", *(set(WORDS) - {"kite", "falcon", "owl"}))
        self.assert_finds("circles OR kite night", "kite", "owl")
        self.assert_finds('kite NOT "red kite"', "falcon", "owl")
        self.assert_finds('kite NOT (red NEAR/1 kite)', "falcon", "owl")
        self.assert_finds("*", *WORDS)
        self.assert_finds("* NOT kite", *(set(WORDS) - {"kite", "falcon", "owl"}))

    def test_words_of_operators_are_words(self):
        self.assert_finds("'and' o'neill", "apostrophe")
        self.assert_finds("Kite", "kite", "falcon", "owl")
        self.assert_finds("KITES", "kite", "falcon", "owl")

    def test_forms_of_a_word(self):
        self.assert_finds("hunting", "kite", "falcon", "owl")
        self.assert_finds('"hunted"', "kite")
        self.assert_finds('"hunts"', "falcon", "owl")
        self.assert_finds('"red kites"')
        self.assert_finds('"Red KITE"', "kite")

    def test_phrases_end_with_the_paragraph_not_with_the_sentence(self):
        self.assert_finds('"circles It hunted"', "kite")
        self.assert_finds('"yesterday a second"')
        self.assert_finds("yesterday NEAR/5 second")
        self.assert_finds('"hunts kites"', "falcon")
        self.assert_finds('"night an owl"')

    def test_phrases_run_across_passages(self):
        self.assertGreater(len(self.json("id:long", "filler", "--passages=99")["results"][0]["passages"]), 2)
        self.assert_finds('"all filler words stand"', "long")
        self.assert_finds('"begins here filler"', "long")
        passages = self.json('"nothing at all filler"', "--passages=999")["results"][0]["passages"]
        self.assertTrue(all(passage["highlights"] for passage in passages if passage["score"] > 0))

    def test_hyphens(self):
        self.assert_finds("follow-up", "hyphen")
        self.assert_finds('"follow up"', "hyphen")
        self.assert_finds("state-of-the-art", "hyphen")
        self.assert_finds("up-follow")
        self.assert_finds("foxglove_seven", "hyphen")
        self.assert_finds("foxglove", "hyphen")
        self.assert_finds("node.example", "hyphen")

    def test_apostrophes_accents_width(self):
        self.assert_finds("people's", "apostrophe")
        self.assert_finds("people\u2019s", "apostrophe")
        self.assert_finds("O'Neill", "apostrophe")
        self.assert_finds("\u201cin qingdao\u201d", "apostrophe")
        for query in ("cafe", "CAFÉ", "cafe\u0301", "naive", "resume", "ubergroße"):
            self.assert_finds(query, "accents")
        for query in ("NTT", "ntt", "ＮＴＴ", "123", "ティック", "ﾃｨｯｸ"):
            self.assert_finds(query, "width")

    def test_near(self):
        self.assert_finds("red NEAR/1 kite", "kite")
        self.assert_finds("red NEAR/2 kite", "kite", "falcon")
        self.assert_finds("red ADJ/2 kite", "kite")
        self.assert_finds("kite ADJ/2 red", "falcon")
        self.assert_finds("red w/2 kite", "kite", "falcon")
        self.assert_finds('"kites red"~2', "kite", "falcon")
        self.assert_finds('"kites red"~1', "kite")
        self.assert_finds('red NEAR/3 (fast OR circles)', "kite")
        self.assert_finds('"the falcon" NEAR/3 fast', "falcon")
        self.assert_finds("red NEAR/3 kite NEAR/3 circles", "kite")
        self.assert_finds("sparrow NEAR/1000 magpie", "long")
        self.assert_finds("sparrow NEAR/500 magpie")

    def test_same(self):
        self.assert_finds("falcon SAME/s kite", "falcon")
        self.assert_finds("red SAME/s kite", "kite", "falcon")
        self.assert_finds("red SAME/s hunting")
        self.assert_finds("hunts /p kite", "kite", "falcon", "owl")
        self.assert_finds("sparrow SAME/p magpie")
        self.assert_finds("sparrow SAME/p filler", "long")
        self.assert_finds("sparrow SAME/s filler")
        self.assert_finds('(circles OR fast) SAME/s kite', "kite", "falcon")
        self.assert_finds('falcon SAME/s night', "owl")
        self.assert_finds('falcon SAME/s owl')

    def test_title_and_body(self):
        self.assert_finds("title:falcon", "owl")
        self.assert_finds("intitle:falcon", "owl")
        self.assert_finds("body:falcon", "kite", "falcon")
        self.assert_finds('title:"falcon at"', "owl")
        self.assert_finds('title:"at falcon"')
        self.assert_finds("title:falc*", "owl")
        self.assert_finds("title:facon~1", "owl")
        self.assert_finds("title:(falcon night)", "owl")
        self.assert_finds("falcon NOT title:falcon", "kite", "falcon")
        self.assert_finds("title:kite")

    def test_wildcards_and_fuzzy_words(self):
        self.assert_finds("circ*", "kite")
        self.assert_finds("hunt*", "kite", "falcon", "owl")
        self.assert_finds("foxg*", "hyphen")
        self.assert_finds("falcom~", "kite", "falcon", "owl")
        self.assert_finds("faclon~1", "kite", "falcon", "owl")
        self.assert_finds("circlus~1", "kite")
        self.assert_finds("circlux~1")
        self.assert_finds("circlux~2", "kite")
        self.assert_finds("zzz*")

    def test_marks(self):
        self.assertEqual(self.marked("hunting", "kite"), ["hunted"])
        self.assertEqual(self.marked('"red kite"', "kite"), ["red kite"])
        self.assertEqual(self.marked("kite red", "falcon"), ["Kites", "red"])
        self.assertEqual(self.marked("kite NOT circles", "falcon"), ["Kites"])
        self.assertEqual(self.marked('"the falcon" NEAR/3 fast', "falcon"), ["the falcon", "fast"])
        self.assertEqual(self.marked("circ*", "kite"), ["circles"])
        self.assertEqual(self.marked("faclon~", "kite"), ["falcon"])
        self.assertEqual(self.marked("red SAME/s kite", "falcon"), ["Kites", "red"])
        self.assertEqual(self.marked("follow-up", "hyphen"), ["follow-up"])
        self.assertEqual(self.marked("cafe resume", "accents"), ["Café", "résumé"])
        self.assertEqual(self.marked("title:falcon", "owl"), [])

    def test_closest(self):
        answer = self.json("kite circles platypus", "--limit=all")
        self.assertEqual(answer["results"][0]["article"]["id"], "kite")
        self.assertEqual(answer["results"][0]["missing"], ["platypus"])
        for result in answer["results"][1:]:
            self.assertIn("circles", result["missing"])
        self.assertEqual(self.json('"kite red" circles', "--limit=1")["results"][0]["missing"], ['"kite red"'])
        self.assertEqual(self.json("circles platyp* dodoo~ title:kit*", "--limit=1")["results"][0]["missing"],
                         ["platyp*", "dodoo~1", "title:kit*"])
        self.assertEqual(self.matching("id:owl platypus"), [])
        self.assertEqual([each["article"]["id"] for each in self.json("id:owl kite platypus")["results"]], ["owl"])
        self.search("platypus", code=1)
        self.search("platypus dodo", code=1)

    def test_nothing_that_is_not_asked_for(self):
        """Where no article is what was asked for, each result says what it lacks."""
        for query in ("red NEAR/1 magpie", "falcon SAME/s owl", "sparrow SAME/p magpie", '"red kites"', "title:kite"):
            for result in json.loads(self.run_any("--format=json", query).stdout)["results"]:
                self.assertTrue(result["missing"], f"{query}: {result['article']['id']}")

    def test_common_words_are_wished_for(self):
        self.assert_finds("the owl and it", "owl")
        self.assert_finds('"the owl"')


class Cjk(QueryTest):
    articles = {"cjk.ndjson": ndjson(CJK)}

    def test_japanese(self):
        for query in ("警視庁", "サーバー", "偽名", "偽名で借りた", "サーバー 偽名", "書類送検", '"サーバーを偽名"', "ｻｰﾊﾞｰ"):
            self.assert_finds(query, "ja")
        self.assert_finds("警", "ja", "zh", "other")
        self.assert_finds('"偽名サーバー"')
        self.assert_finds("title:契約", "ja")
        self.assert_finds("警視庁 NOT 宇宙")
        self.assert_finds("警視庁 OR 視聴", "ja", "other")
        self.assert_finds("宇宙*", "ja")
        self.assert_finds("警*", "ja", "zh", "other")

    def test_chinese_and_korean(self):
        self.assert_finds("东京警方", "zh")
        self.assert_finds("黑客组织", "zh")
        self.assert_finds("해킹", "ko")
        self.assert_finds("해킹 조직", "ko")
        self.assert_finds("서버", "ko")
        self.assert_finds('"해킹 조직"', "ko")

    def test_mixed_with_latin(self):
        self.assert_finds("Tick", "ja", "zh")
        self.assert_finds("tick 警視庁", "ja")
        self.assert_finds("Tickに関わる", "ja")
        self.assert_finds('"黑客组织Tick攻击"', "zh")
        self.assert_finds("组织tick", "zh")
        self.assert_finds("200家日本公司", "zh")

    def test_near_and_same(self):
        self.assert_finds("警視庁 SAME/s 書類送検", "ja")
        self.assert_finds("警視庁 SAME/s 宇宙機構")
        self.assert_finds("警視庁 SAME/p 宇宙機構", "ja")
        self.assert_finds("偽名 NEAR/3 サーバー", "ja")

    def test_marks(self):
        self.assertEqual(self.marked("警視庁", "ja"), ["警視庁"])
        self.assertEqual(self.marked("サーバー 偽名", "ja"), ["サーバー", "偽名"])
        self.assertEqual(self.marked("tick", "zh"), ["Tick"])


class Fields(QueryTest):
    articles = {"en/wire.ndjson": ndjson({"wire": KEYED["wire"]}),
                "en/deep/gazette.ndjson": ndjson({"gazette": KEYED["gazette"]}),
                "de/journal[1].ndjson": ndjson({"journal": KEYED["journal"]})}

    def test_source(self):
        self.assert_finds('source:"Sample Wire"', "wire")
        self.assert_finds("source:wire", "wire", "journal")
        self.assert_finds("publisher:gazette", "gazette", "journal")
        self.assert_finds("source:(sample OR example)", "wire", "gazette")
        self.assert_finds("source:gazette source:example", "gazette")
        self.assert_finds("source:nobody")

    def test_author(self):
        self.assert_finds("author:lovelace", "wire")
        self.assert_finds('author:"ada lovelace"', "wire")
        self.assert_finds("from:ada", "wire")
        self.assert_finds("author:herve", "wire")
        self.assert_finds("author:jean-luc", "wire")
        self.assert_finds("author:hop*", "gazette")
        self.assert_finds("author:hoper~", "gazette")
        self.assert_finds('author:"lovelace ada"')
        self.assert_finds("author:barley")
        self.assert_finds("lovelace")

    def test_site(self):
        self.assert_finds("site:news.example", "wire")
        self.assert_finds("site:www.news.example", "wire")
        self.assert_finds("site:NEWS.example", "wire")
        self.assert_finds("site:ws.example")
        self.assert_finds("site:https://www.News.example/2021/x?y", "wire")
        self.assert_finds("site:news.example/2021", "wire")
        self.assert_finds("site:news.example:443", "wire")
        self.assertEqual(self.json("site:WWW.News.example/x")["query"]["read_as"], "site:news.example")

    def test_a_site_without_its_ending(self):
        self.assertIn('nearest is "news.example"', self.search("site:news", code=2).stderr)

    def test_tag_rating_language_id(self):
        self.assert_finds("tag:japan", "wire", "gazette")
        self.assert_finds('tag:"cyber espionage"', "wire")
        self.assert_finds("is:JAPAN", "wire", "gazette")
        self.assert_finds("tag:cyber")
        self.assert_finds("rating:B2", "wire")
        self.assert_finds("rating:c3", "gazette")
        self.assert_finds("lang:en", "wire", "gazette")
        self.assert_finds("lang:en-GB", "gazette")
        self.assert_finds("lang:de", "journal")
        self.assert_finds("lang:deu", "journal")
        self.assert_finds("lang:EN_gb", "gazette")
        self.assert_finds("lang:yue")
        self.assert_finds("rating:F6")
        self.assert_finds("type:pdf")
        self.assert_finds("id:wire", "wire")
        self.assert_finds("id:WIRE")
        self.assert_finds("id:(wire OR journal)", "wire", "journal")

    def test_path(self):
        self.assert_finds("path:en/**", "wire", "gazette")
        self.assert_finds("path:en/*", "wire")
        self.assert_finds("path:deep/**", "gazette")
        self.assert_finds("file:wire.ndjson", "wire")
        self.assert_finds("path:*.ndjson", "wire", "gazette", "journal")
        self.assert_finds("ext:ndjson", "wire", "gazette", "journal")
        self.assert_finds("path:en")
        self.assert_finds("path:**/gazette*", "gazette")
        self.assert_finds(f"path:{self.shared}/corpus/en/wire.ndjson", "wire")
        self.assert_finds("path:en/** NOT path:deep/**", "wire")

    def test_filters_with_words(self):
        self.assert_finds("barley lang:en NOT source:wire", "gazette")
        self.assert_finds("(lang:de OR author:hopper) barley", "gazette", "journal")
        self.assert_finds("lang:de OR ada", "gazette", "journal")


class Dates(QueryTest):
    articles = {"dates.ndjson": ndjson(DATED)}

    def test_periods(self):
        self.assert_finds("date:2019", "y2019")
        self.assert_finds("date:2020", "m2020", "d2020")
        self.assert_finds("date:2020-02", "m2020", "d2020")
        self.assert_finds("date:2020-02-29", "d2020")
        self.assert_finds("date:2021-04-20", "d2021")
        self.assert_finds("date:2021-04-21", "night")
        self.assert_finds("date:2021-04", "d2021", "night")
        self.assert_finds("date:2019-05")

    def test_ranges(self):
        self.assert_finds("date:..2019", "y2019")
        self.assert_finds("date:2020-02-29..2021-04-20", "d2020", "d2021")
        self.assert_finds("date:2020-02..2020-03", "m2020", "d2020")
        self.assert_finds("date:2021..", "d2021", "night")
        self.assert_finds("date:>=2020-02-29", "d2020", "d2021", "night")
        self.assert_finds("date:>2021-04-20", "night")
        self.assert_finds("since:2021-04-20", "d2021", "night")
        self.assert_finds("after:2021-04-20", "night")
        self.assert_finds("before:2020-02-29", "y2019")
        self.assert_finds("until:2020-02-29", "y2019", "m2020", "d2020")
        self.assert_finds("date:2019 OR date:2021", "y2019", "d2021", "night")
        self.assert_finds("ledger NOT date:2020", "y2019", "d2021", "night", "undated")
        self.assert_finds("date:2020 date:2020-02-29", "d2020")

    def test_added(self):
        self.assert_finds("added:1d..", *DATED)
        self.assert_finds("added:..2020")

    def test_order(self):
        self.assertEqual(self.matching("ledger", "--sort=newest"),
                         ["night", "d2021", "d2020", "m2020", "y2019", "undated"])
        self.assertEqual(self.matching("ledger", "--sort=oldest"),
                         ["y2019", "m2020", "d2020", "d2021", "night", "undated"])


class Entities(QueryTest):
    articles = {"named.ndjson": ndjson(NAMED)}

    def test_any_name(self):
        for query in ("entity:heron", 'entity:"wooden heron"', 'e:"GREY WADER"', "actor:heron"):
            self.assert_finds(query, "by-name", "by-alias", "both", "tagged", "headline")
        self.assert_finds("entity:harbour-police", "by-alias", "ja-police")
        self.assert_finds("entity:港湾警察", "by-alias", "ja-police")
        self.assert_finds('entity:="Grey Wader"', "by-alias")
        self.assert_finds('entity:heron NOT entity:="Wooden Heron"', "by-alias", "both", "tagged", "headline")

    def test_together(self):
        self.assert_finds("entity:heron entity:otter", "both")
        self.assert_finds("entity:(otter OR unit-90001)", "by-name", "both")
        self.assert_finds("place:example-town", "by-name", "both")
        self.assert_finds("unit:unit-90001", "by-name")
        self.assert_finds('unit:"Unit 90001"', "by-name")
        self.assert_finds("org:harbour-police", "by-alias", "ja-police")
        self.assert_finds("entity:heron SAME/s place:example-town", "by-name")
        self.assert_finds("entity:heron SAME/p org:harbour-police", "by-alias")
        self.assert_finds("entity:heron NEAR/3 servers", "by-name")
        self.assert_finds("entity:heron NEAR/3 entity:otter", "both")
        self.assert_finds("servers entity:heron", "by-name")

    def test_closest_about_an_entity(self):
        result = self.json("entity:heron platypus")["results"][0]
        self.assertEqual((result["missing"], result["article"]["id"]), (["platypus"], "by-name"))
        self.assert_finds("entity:heron platypus")

    def test_mentions(self):
        self.assert_finds("mentions:heron>=3", "by-name")
        self.assert_finds("mentions:heron>=4")
        self.assert_finds("mentions:heron<1", "tagged", "headline", "ja-police")
        self.assert_finds("mentions:heron=1", "by-alias", "both")
        self.assert_finds("mentions:heron>=1 mentions:heron<3", "by-alias", "both")

    def test_marks(self):
        self.assertEqual(self.marked("entity:heron", "by-name"), ["Wooden Heron"] * 3)
        self.assertEqual(self.marked("entity:heron", "both"), ["HERON TWO"])
        self.assertEqual(self.marked("entity:heron SAME/s entity:otter", "both"), ["River Otter", "HERON TWO"])
        self.assertEqual(self.marked("entity:heron servers", "by-name"),
                         ["Wooden Heron", "servers", "Wooden Heron", "Wooden Heron"])


class Borders(QueryTest):
    articles = {"borders.ndjson": ndjson({
        "border": ("The letter came from Wooden Heron\n\nServers were rented later, the laboratory said.",
                   {"title": "Red kite over the blue lake"})})}

    def test_distance_ends_with_the_paragraph(self):
        self.assert_finds("entity:heron NEAR/5 letter", "border")
        self.assert_finds("entity:heron NEAR/5 servers")

    def test_title_is_a_sentence_and_a_passage(self):
        self.assert_finds("(red SAME/s kite) SAME/p lake", "border")
        self.assert_finds("(red SAME/s kite) SAME/p letter")


class Indicators(QueryTest):
    articles = {"indicators.ndjson": ndjson({
        "defanged": ("It spoke to 192[.]0[.]2[.]1 and hxxps://evil[.]example/a/b.php. The flaw was CVE-2021-44228.", {}),
        "below": ("See https://www.a.example.net/ and bad.org.", {"url": "https://news.bad.org/1"}),
        "plain": ("A page at evil.example stood at 192.0.2.11 or 2001:db8::7 until May.", {})})}

    def test_as_written(self):
        self.assert_finds("ip:192.0.2.1", "defanged")
        self.assert_finds("ip:192[.]0[.]2[.]11", "plain")
        self.assert_finds("ip:2001:db8::7", "plain")
        self.assert_finds("domain:evil[.]example", "defanged", "plain")
        self.assert_finds("domain:example.net", "below")
        self.assert_finds("domain:a.example.net", "below")
        self.assert_finds("domain:xample.net")
        self.assert_finds("url:https://evil.example/a/b.php", "defanged")
        self.assert_finds("cve:cve-2021-44228", "defanged")
        self.assert_finds("NOT ip:192.0.2.1", "below", "plain")
        self.assertEqual(self.json("ip:192[.]0[.]2[.]1")["query"]["read_as"], "ip:192.0.2.1")


class Pages(QueryTest):
    articles = {"pages.ndjson": ndjson({
        f"a{number:03}": (f"Ledger {'ledger ' * (number % 7)}" + "number " * (number % 11) + f"w{number % 3} end.",
                          {} if number % 9 == 0 else {"published": f"20{number % 20:02}-01-{1 + number % 28:02}"})
        for number in range(430)})}

    def test_pages_are_cut_from_one_order(self):
        for query in ("ledger", "ledger number", '"number number"', "ledger w1 OR w2", "ledger lang:en", "*"):
            for sort in ("relevance", "newest", "oldest"):
                whole = self.ids(query, f"--sort={sort}", "--limit=all")
                self.assertEqual(len(whole), len(set(whole)))
                self.assertEqual(self.search("--count", query).stdout, f"{len(whole)}\n")
                paged = []
                for offset in range(0, len(whole), 37):
                    answer = self.json(query, f"--sort={sort}", "--limit=37", f"--offset={offset}")
                    self.assertEqual([each["rank"] for each in answer["results"]],
                                     list(range(offset + 1, offset + 1 + len(answer["results"]))))
                    paged += [each["article"]["id"] for each in answer["results"]]
                self.assertEqual(paged, whole, f"{query} {sort}")

    def test_past_the_end(self):
        self.assertEqual(self.json("ledger", "--offset=430")["results"], [])
        self.assertEqual(self.json("ledger", "--offset=430")["total"]["articles"], 430)
        self.assertEqual(len(self.json("ledger", "--offset=425", "--limit=100")["results"]), 5)


class Errors(QueryTest):
    articles = {"words.ndjson": ndjson(WORDS)}

    def test_so_many_wildcards(self):
        self.assert_finds(" OR ".join(f"w{n}xy*" for n in range(19)) + " OR kit*", *self.matching("kit*"))
        self.assertIn("at most 20", self.search(" ".join(f"w{n}xy*" for n in range(21)), code=2).stderr)

    def test_values_that_cannot_be(self):
        for query, says in (
                ("kite lang:xyz", '"xyz" is no code of a language'),
                ("lang:jp", 'nearest is "ja"'),
                ("lang:english", 'nearest is "en"'),
                ("lang:japanes", 'nearest is "ja"'),
                ("lang:und", "no code of a language"),
                ("rating:Z9", 'nearest is "F6"'),
                ("rating:b0", 'nearest is "B1"'),
                ("rating:good", "A1 to F6"),
                ("type:pfd", 'nearest is "pdf"'),
                ("type:application/pfd", 'nearest is "pdf"'),
                ("type:zip", "no kind of document"),
                ("kite site:nhk", "source:"),
                ("kite OR NOT (owl lang:q)", "no code of a language")):
            message = self.search(query, code=2).stderr
            first, shown, caret = message.split("\n")[:3]
            self.assertIn(says, first)
            self.assertEqual(shown, f"  {query}")
            place = next(word for word in query.split() if ":" in word)
            self.assertEqual(caret.index("^"), 2 + query.index(place), message)

    def test_a_caret_is_under_the_place(self):
        for query, place, says in (
                ("kite autor:x", "autor", "unknown field"),
                ("entity:hero", "entity:hero", "heron"),
                ("kite AND", "AND", "nothing after it"),
                ("OR kite", "OR", "nothing before it"),
                ("ab*", "ab*", "3 letters"),
                ("a~1", "a~1", "3 letters"),
                ("date:2021-13", "2021-13", "date"),
                ("date:2021-02-30", "2021-02-30", "date"),
                ("added:3m..", "3m", "min"),
                ("kite follow-up*", "follow-up*", "2 words"),
                ("red NEAR kite", "NEAR", "NEAR/5"),
                ("red NEAR/0 kite", "NEAR/0", "1"),
                ("title:", "title:", "value"),
                ("actor:unit-90001", "actor:unit-90001", "military-unit"),
                ("mentions:heron>=x", "heron>=x", "comparison"),
                ("警視庁 autor:x", "autor", "unknown field")):
            message = self.search(query, code=2).stderr
            first, shown, caret = message.split("\n")[:3]
            self.assertIn(says, first)
            self.assertEqual(shown, f"  {query}")
            before = query.index(place)
            columns = before + sum(ord(character) > 0x2e80 for character in query[:before])
            self.assertEqual(caret.index("^"), 2 + columns, message)

    def test_what_is_mended_is_noted(self):
        for query in ('"red kite', "(kite circles", "kite circles)"):
            answer = self.json(query)
            self.assertEqual([each["article"]["id"] for each in answer["results"]], ["kite"])
            self.assertTrue(answer["query"]["notes"])


if __name__ == "__main__":
    unittest.main()
