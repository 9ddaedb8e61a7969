"""Words of many languages and writings: each is found as it is written, as others write it, and in its parts."""
import json
import unittest

from search_program import SearchTest

SHA512 = "cf83e1357eefb8bdf1542850d66d8007d620e4050b5715dc83f4a921d36ce9ce47d0d13c5d85f2b0ff8318d2877eec2f63b931bd47417a81a538327af927da3e"
MD5 = "d41d8cd98f00b204e9800998ecf8427e"

# (what an article says, the queries that find it)
FOUND = [
    ("CVE-2021-44228", ["CVE-2021-44228", "cve-2021-44228", "ＣＶＥ－２０２１－４４２２８", "cve 2021 44228", "44228", '"CVE 2021"']),
    ("BRONZE_BUTLER", ["BRONZE_BUTLER", "bronze-butler", '"bronze butler"', "butler"]),
    ("fox-it", ["fox-it", "fox_it", '"fox it"', "fox"]),
    ("10.0.0.1", ["10.0.0.1", '"10 0 0 1"', "10.0.0"]),
    (SHA512, [SHA512, SHA512.upper()]),
    (MD5, [MD5, MD5.upper()]),
    ("e-mail", ["e-mail", "E-Mail", '"e mail"', "mail"]),
    ("O'Brien", ["O'Brien", "o\u2019brien", "O\u02bcBrien", "brien", '"o brien"']),
    ("the U.S. embassy", ["U.S.", "US", "u.s", "u.s. embassy", '"us embassy"']),
    ("the U.S.A. team", ["U.S.A.", "USA", "U.S.A", '"usa team"']),
    ("AT&T", ["AT&T", '"at t"', '"AT&T"']),
    ("written in C++ and C#", ["C++", "C#", '"in c"']),
    (".NET assembly", [".NET", "net"]),
    ("@wooden_heron said", ["@wooden_heron", "heron", '"wooden heron"']),
    ("#cybercrime", ["#cybercrime", "cybercrime"]),
    ("https://www.example.org/news/spy-ring?id=7", ["https://www.example.org/news/spy-ring?id=7", "www.example.org", "example.org/news",
                                                    "spy-ring", '"spy ring"']),
    ("jane.doe@mail.example", ["jane.doe@mail.example", "mail.example", "jane.doe", "doe"]),
    ("évil.example", ["évil.example", "evil.example", "évil"]),
    ("l'Élysée", ["l'Élysée", "élysée", "elysee", "Elysée", "l\u2019elysee"]),
    ("d'Artagnan", ["d'Artagnan", "artagnan", "d\u2019artagnan"]),
    ("rock'n'roll", ["rock'n'roll", "rock\u2019n\u2019roll", "rock", "roll", '"rock n roll"']),
    ("the people\u2019s army", ["people's", "people\u2019s", "people", '"people\'s army"']),
    ("dell'arte", ["dell'arte", "arte"]),
    ("Ankara'da", ["Ankara'da", "ankara"]),
    ("cy\u00adber\u00adcrime", ["cybercrime", "cyber\u00adcrime"]),
    ("zero\u200bwidth\u2060joined", ["zerowidthjoined"]),
    ("ＣＶＥ list", ["cve", "ＣＶＥ"]),
    ("ｱｲｳｴｵ", ["アイウエオ", "ｱｲｳ", "イウ"]),
    ("ﬁnance", ["finance", "ﬁnance"]),
    ("Straße", ["Straße", "STRASSE", "strasse", "straße"]),
    ("İstanbul ısı", ["istanbul", "İSTANBUL", "isi", "ISI"]),
    ("Kovač und Müller", ["kovac", "Kovač", "muller", "MÜLLER", '"kovac und muller"']),
    ("Muller", ["müller", "muller"]),
    ("Łódź", ["lodz", "ŁÓDŹ"]),
    ("Οδυσσεύς", ["ΟΔΥΣΣΕΥΣ", "οδυσσευς", "Οδυσσεύς"]),
    ("ёлка за\u0301мок", ["елка", "ЁЛКА", "замок"]),
    ("елка", ["ёлка"]),
    ("أحمد", ["احمد", "أحمد", "اَحمد"]),
    ("مـحـمّد", ["محمد", "محمّد"]),
    ("کتابی", ["كتابي", "کتابی"]),
    ("שָׁלוֹם", ["שלום", "שָׁלוֹם"]),
    ("Nguyễn Đức", ["nguyen duc", "Nguyễn Đức", "nguyễn"]),
    ("हिन्दी भाषा", ["हिन्दी", "भाषा", '"हिन्दी भाषा"']),
    ("தமிழ் மொழி", ["தமிழ்", "மொழி"]),
    ("বাংলা ভাষা", ["বাংলা", "ভাষা"]),
    ("ตำรวจจับกุมแฮกเกอร์ในกรุงเทพมหานคร", ["แฮกเกอร์", "ตำรวจ", "กรุงเทพ", "กรุงเทพมหานคร", "จับกุม", "ในกรุงเทพ"]),
    ("ปี ๒๕๖๔", ["2564", "๒๕๖๔", "ปี"]),
    ("ປະເທດລາວ", ["ປະເທດ", "ລາວ", "ປະເທດລາວ"]),
    ("ភាសាខ្មែរ", ["ភាសា", "ខ្មែរ", "ភាសាខ្មែរ"]),
    ("မြန်မာနိုင်ငံ", ["မြန်မာ", "နိုင်ငံ", "မြန်မာနိုင်ငံ"]),
    ("臺灣駭客組織", ["台湾", "臺灣", "组织", "組織", "骇客"]),
    ("国家电网", ["國家電網", "电网", "電網"]),
    ("渡邊と齋藤", ["渡辺", "渡邉", "斎藤", "齋藤"]),
    ("サイバー攻撃", ["サイバー攻撃", "ｻｲﾊﾞｰ", "攻擊"]),
    ("한국어", ["한국어", "한국", "\u1112\u1161\u11ab\u1100\u116e\u11a8"]),
    ("the fee of 1,000,000 rose 1.5 times in 3D", ["1,000,000", "1.5", "3D", "3d"]),
    ("٢٠٢١", ["2021", "٢٠٢١"]),
    ("l'organización criminal", ["organización", "organizacion", "organizaciones"]),
]



# What no article says, though some have parts of it.
NOT_FOUND = ["foxit", '"CVE 2021 44229"', "10.0.0.2", MD5[:12], "แฮกกิ้ง", "กรุงโรม", "台北", "渡部", "kovacs*", "U.N."]
UNSEEN = str.maketrans("", "", "\u00ad\u200b\u2060")


QUESTIONS = {
    "de.json": {"id": "de", "language": "de", "text": "Die Polizei teilte mit, dass die Gruppe Reiher Server mietete."},
    "fr.json": {"id": "fr", "language": "fr", "text": "Selon la police, le groupe Heron louait des serveurs à Lyon."},
    "en.json": {"id": "en", "language": "en", "text": "Reiher sanctions were agreed, and the US said that old habits die hard."},
    "plain.json": {"id": "plain", "language": "en", "text": "These sanctions concern the heron."},
}


class Questions(SearchTest):
    """Which words of a question need not be in the article."""

    articles = {name: json.dumps(article) for name, article in QUESTIONS.items()}

    def assert_found(self, query, *ids, optional=None):
        answer = json.loads(self.search("--format=json", query).stdout)
        self.assertEqual({result["article"]["id"] for result in answer["results"] if not result["missing"]}, set(ids))
        notes = [note for note in answer["query"]["notes"] if "common words" in note]
        self.assertEqual(notes, [f"common words are not required: {optional}"] if optional else [])

    def test_the_language_of_the_question(self):
        self.assert_found("wer ist die Gruppe Reiher", "de", optional="wer, ist, die")
        self.assert_found("qui est le groupe heron", "fr", optional="qui, est, le")
        self.assert_found("what are the sanctions", "en", "plain", optional="what, are, the")

    def test_a_word_of_another_language_is_a_word(self):
        self.assert_found("die hard", "en")
        self.assert_found("habits die in the", "en", optional="in, the")
        self.assert_found("die Reiher", "de", "en")

    def test_a_word_said_twice_is_one_word(self):
        self.assert_found("die hard habits die the", "en", optional="the")

    def test_words_in_capitals_are_names(self):
        self.assert_found("US sanctions", "en")
        self.assert_found("U.S. sanctions", "en")
        self.assert_found("us sanctions", "en", "plain", optional="us")
        self.assert_found("THE SANCTIONS", "en", "plain", optional="THE")


class Languages(SearchTest):
    articles = {f"a{number}.json": json.dumps({
        "id": f"a{number}", "language": "es" if "organiz" in text else "en",
        "text": f"Filler stands before, {text} (and filler stands behind).",
    }) for number, (text, _) in enumerate(FOUND)}

    def answers(self, queries):
        """{query name: ids found}, all of them, for {query name: query}."""
        lines = "".join(f"{name}\t{query}\n" for name, query in queries.items())
        found = {name: set() for name in queries}
        for line in self.search("--queries-from=-", "--format=trec", "--limit=1000", "--copies=show",
                                stdin=lines).stdout.splitlines():
            name, _, article, *_ = line.split(" ")
            found[name].add(article)
        return found

    def test_every_writing_is_found(self):
        queries = {f"q{number}.{form}": query for number, (_, forms) in enumerate(FOUND)
                   for form, query in enumerate(forms)}
        for name, found in self.answers(queries).items():
            with self.subTest(query=queries[name]):
                self.assertIn(f"a{name[1:].split('.')[0]}", found)

    def test_what_is_marked_is_what_is_written(self):
        for number, (text, forms) in enumerate(FOUND):
            with self.subTest(query=forms[0]):
                answer = json.loads(self.search("--format=json", "--limit=1000", "--copies=show", forms[0]).stdout)
                passage = next(result["passages"][0] for result in answer["results"]
                               if result["article"]["id"] == f"a{number}")
                self.assertTrue(passage["highlights"])
                for start, end in passage["highlights"]:
                    self.assertIn(passage["text"][start:end].translate(UNSEEN), text.translate(UNSEEN))

    def test_what_is_not_written_is_not_found(self):
        for query in NOT_FOUND:
            with self.subTest(query=query):
                self.assertEqual(self.search("--count", query, code=1).stdout, "0\n")


if __name__ == "__main__":
    unittest.main()
