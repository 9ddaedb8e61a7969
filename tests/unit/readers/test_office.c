/* DOCX, ODT, EPUB and their kin: indexer/readers/office/office.h. */
#include "tests/unit/readers/collect.h"
#include "tests/unit/readers/make_zip.h"

#define CONTENT_TYPES(type)                                                                                  \
    {                                                                                                        \
        "[Content_Types].xml",                                                                               \
            "<Types><Override PartName='/word/document.xml' ContentType='application/" type                  \
            "main+xml'/></Types>"                                                                            \
    }
#define RELATIONS                                                                                            \
    {                                                                                                        \
        "_rels/.rels", "<Relationships><Relationship Id='a' Type='http://x/officeDocument' "                 \
                       "Target='word/document.xml'/></Relationships>"                                        \
    }
#define W "xmlns:w='http://schemas.openxmlformats.org/wordprocessingml/2006/main' xmlns:mc='m'"
#define P(text) "<w:p><w:r><w:t>" text "</w:t></w:r></w:p>"
#define ODF                                                                                                  \
    "xmlns:office='urn:oasis:names:tc:opendocument:xmlns:office:1.0' xmlns:text='t' xmlns:table='b' "        \
    "xmlns:draw='d' xmlns:dc='c' xmlns:meta='m' xmlns:style='s' xmlns:presentation='p'"

static Collected *collect_zip(const ZipPart *parts)
{
    g_autoptr(GBytes) bytes = make_zip(parts, NULL);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    return collect("/a.bin", data, length, NULL);
}

static Collected *collect_docx(const char *body)
{
    g_autofree char *document = g_strdup_printf("<w:document " W "><w:body>%s</w:body></w:document>", body);
    const ZipPart parts[] = {
        CONTENT_TYPES("vnd.openxmlformats-officedocument.wordprocessingml.document."),
        RELATIONS,
        {"word/document.xml", document},
        {"word/styles.xml", "<w:styles " W "><w:style w:styleId='T'><w:name w:val='Title'/></w:style>"
                            "<w:style w:styleId='A'><w:name w:val='mine'/><w:basedOn w:val='B'/></w:style>"
                            "<w:style w:styleId='B'><w:name w:val='Heading 2'/></w:style>"
                            "<w:style w:styleId='C'><w:name w:val='loop'/><w:basedOn w:val='C'/></w:style>"
                            "<w:style w:styleId='D'><w:name w:val='toc 1'/></w:style></w:styles>"},
        {"word/footnotes.xml",
         "<w:footnotes " W "><w:footnote w:id='0'>" P(
             "separator") "</w:footnote>"
                          "<w:footnote w:id='2'>" P("A note.") "</w:footnote></w:footnotes>"},
        {"word/comments.xml", "<w:comments " W "><w:comment>" P("comment") "</w:comment></w:comments>"},
        {"docProps/core.xml",
         "<core xmlns:dc='c' xmlns:dcterms='t'><dc:creator>Jane Doe;John Roe</dc:creator>"
         "<dcterms:created>2021-04-20T09:30:00Z</dcterms:created>"
         "<dcterms:modified>2021-05-01T10:00:00Z</dcterms:modified></core>"},
        {NULL, NULL}};
    return collect_zip(parts);
}

static void test_docx(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_docx(
        "<w:p><w:pPr><w:pStyle w:val='T'/></w:pPr><w:r><w:t>The servers</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='A'/></w:pPr><w:r><w:t>Part</w:t></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='C'/></w:pPr><w:r><w:t>One</w:t><w:tab/><w:t>two</w:t><w:br/><w:t>three"
        "</w:t><w:noBreakHyphen/><w:t>four</w:t><w:footnoteReference w:id='2'/></w:r></w:p>"
        "<w:p><w:pPr><w:pStyle w:val='D'/></w:pPr><w:r><w:t>Contents 7</w:t></w:r></w:p>");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->media_type,
                        "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
    assert_string_equal(article->title, "The servers");
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->updated, "2021-05-01T10:00:00Z");
    assert_true(has_warning(article, "date-from-file"));
    assert_string_equal(article->text, "The servers\n\nPart\n\nOne two\nthree-four\n\nA note.");
    assert_int_equal(article->headings->len, 2);
}

static void test_docx_as_if_changes_were_accepted(void **state)
{
    (void)state;
    static const char *const cases[][2] = {
        {"<w:p><w:r><w:t>a</w:t></w:r><w:del><w:r><w:delText>b</w:delText><w:t>c</w:t></w:r></w:del>"
         "<w:ins><w:r><w:t>d</w:t></w:r></w:ins></w:p>",
         "ad"},
        {"<w:moveFrom>" P("old") "</w:moveFrom><w:moveTo>" P("new") "</w:moveTo>", "new"},
        {"<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>no</w:t></w:r><w:r><w:rPr><w:vanish w:val='0'/></w:rPr>"
         "<w:t>yes</w:t></w:r></w:p>",
         "yes"},
        {"<w:p><w:r><w:instrText>PAGE</w:instrText></w:r><w:fldSimple><w:r><w:t>7</w:t></w:r></w:fldSimple></"
         "w:p>",
         "7"},
        {"<w:tbl><w:tr><w:tc><w:tcPr/>" P("a") "</w:tc><w:tc>" P(
             "b") "</w:tc></w:tr>"
                  "<w:tr><w:trPr><w:del/></w:trPr><w:tc>" P("x") "</w:tc></w:tr>"
                                                                 "<w:tr><w:tc>" P("c")
                                                                     P("d") "</w:tc></w:tr></w:tbl>",
         "a b\n\nc\n\nd"},
        {"<w:p><w:r><w:t>before</w:t></w:r><w:r><mc:AlternateContent><mc:Choice><w:txbxContent>" P(
             "box") "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent>" P("box") "</w:txbxContent></"
                                                                                        "mc:Fallback></"
                                                                                        "mc:AlternateContent>"
                                                                                        "</w:r><w:r><w:t>, "
                                                                                        "after</w:t></w:r></"
                                                                                        "w:p>",
         "before, after\n\nbox"},
        {"<w:sdt><w:sdtPr><w:docPartObj><w:docPartGallery w:val='Table of "
         "Contents'/></w:docPartObj></w:sdtPr>"
         "<w:sdtContent>" P("Contents") "</w:sdtContent></w:sdt><w:sdt><w:sdtContent>" P(
             "kept") "</w:sdtContent></w:sdt>",
         "kept"},
        {"<w:p><w:r><w:ruby><w:rt><w:r><w:t>とう</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>東</w:t></w:r></"
         "w:rubyBase>"
         "</w:ruby></w:r></w:p>",
         "東"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Collected) collected = collect_docx(cases[i][0]);
        assert_string_equal(only_article(collected)->text, cases[i][1]);
    }
}

static void test_docx_that_breaks_off(void **state)
{
    (void)state;
    const ZipPart parts[] = {
        CONTENT_TYPES("vnd.ms-word.document.macroEnabled."),
        RELATIONS,
        {"word/document.xml", "<w:document " W "><w:body>" P("Kept.") "<w:p><w:r><w:t>And"},
        {NULL, NULL}};
    g_autoptr(Collected) collected = collect_zip(parts);
    const OsintArticle *article = only_article(collected);
    assert_true(g_str_has_prefix(article->text, "Kept."));
    assert_true(has_warning(article, "zip-damaged"));
}

#define ODT_BODY                                                                                             \
    "<office:automatic-styles><style:style style:parent-style-name='Title'/>"                                \
    "<style:style style:name='P1' style:parent-style-name='Title'/>"                                         \
    "</office:automatic-styles><office:body><office:text><text:tracked-changes><text:deletion>"              \
    "<text:p>gone</text:p></text:deletion></text:tracked-changes><text:p text:style-name='P1'>The servers"   \
    "</text:p><text:h>Part</text:h><text:p>One<text:s text:c='3'/>two<text:tab/>three<text:line-break/>"     \
    "<text:span>four</text:span><text:note><text:note-citation>1</text:note-citation><text:note-body>"       \
    "<text:p>A note.</text:p></text:note-body></text:note><office:annotation><text:p>comment</text:p>"       \
    "</office:annotation></text:p><text:list><text:list-item><text:p>item</text:p></text:list-item>"         \
    "</text:list><table:table><table:table-row><table:table-cell><text:p>a</text:p></table:table-cell>"      \
    "<table:table-cell><text:p>b</text:p></table:table-cell></table:table-row></table:table>"                \
    "<text:p>c<draw:frame><draw:text-box><text:p>box</text:p></draw:text-box></draw:frame></text:p>"         \
    "</office:text></office:body>"
#define ODT_META                                                                                             \
    "<office:meta><dc:creator>Somebody</dc:creator><meta:initial-creator>Jane Doe</meta:initial-creator>"    \
    "<meta:creation-date>2021-04-20T09:30:00.000</meta:creation-date></office:meta>"
#define ODT_TEXT "The servers\n\nPart\n\nOne two three\nfour\n\nitem\n\na b\n\nc\n\nbox\n\nA note."

static void assert_is_odt(const OsintArticle *article)
{
    assert_string_equal(article->title, "The servers");
    assert_string_equal(g_ptr_array_index(article->authors, 0), "Jane Doe");
    assert_string_equal(article->published, "2021-04-20");
    assert_string_equal(article->text, ODT_TEXT);
    assert_int_equal(article->headings->len, 2);
}

static void test_odt(void **state)
{
    (void)state;
    const ZipPart parts[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text"},
        {"content.xml", "<office:document-content " ODF ">" ODT_BODY "</office:document-content>"},
        {"meta.xml", "<office:document-meta " ODF ">" ODT_META "</office:document-meta>"},
        {NULL, NULL}};
    g_autoptr(Collected) collected = collect_zip(parts);
    assert_is_odt(only_article(collected));
    assert_string_equal(only_article(collected)->media_type, "application/vnd.oasis.opendocument.text");
    g_autoptr(Collected) flat = collect_text("/a.fodt", "<?xml version='1.0'?><office:document " ODF
                                                        ">" ODT_META ODT_BODY "</office:document>");
    assert_is_odt(only_article(flat));
}

static void test_presentations(void **state)
{
    (void)state;
    const ZipPart odp[] = {
        {"mimetype", "application/vnd.oasis.opendocument.presentation"},
        {"content.xml",
         "<office:document-content " ODF "><office:body><office:presentation><draw:page><draw:frame "
         "presentation:class='title'><draw:text-box><text:p>One</text:p></draw:text-box></draw:frame></"
         "draw:page>"
         "<draw:page><draw:frame><draw:text-box><text:p>Two</text:p></draw:text-box></draw:frame>"
         "<presentation:notes><text:p>said</text:p></presentation:notes></draw:page></office:presentation>"
         "</office:body></office:document-content>"},
        {NULL, NULL}};
    static const char r[] = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    g_autofree char *list =
        g_strdup_printf("<p:presentation xmlns:p='p' xmlns:r='%s'><p:sldIdLst><p:sldId id='9' "
                        "r:id='r2'/><p:sldId id='8' r:id='r1'/></p:sldIdLst></p:presentation>",
                        r);
    const ZipPart pptx[] = {
        {"[Content_Types].xml",
         "<Types><Override PartName='/ppt/p.xml' ContentType='application/"
         "vnd.openxmlformats-officedocument.presentationml.presentation.main+xml'/></Types>"},
        {"_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='ppt/p.xml'/></R>"},
        {"ppt/_rels/p.xml.rels", "<R><Relationship Id='r1' Target='slides/b.xml'/><Relationship Id='r2' "
                                 "Target='/ppt/slides/a.xml'/></R>"},
        {"ppt/p.xml", list},
        {"ppt/slides/a.xml",
         "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><p:nvSpPr><p:nvPr><p:ph type='title'/></p:nvPr></p:nvSpPr>"
         "<a:p><a:r><a:t>One</a:t></a:r></a:p></p:sp></p:sld>"},
        {"ppt/slides/b.xml",
         "<p:sld xmlns:p='p' xmlns:a='a'><p:sp><a:p><a:r><a:t>Two</a:t></a:r></a:p></p:sp>"
         "<p:sp><p:nvSpPr><p:nvPr><p:ph type='sldNum'/></p:nvPr></p:nvSpPr><a:p><a:r><a:t>2"
         "</a:t></a:r></a:p></p:sp></p:sld>"},
        {NULL, NULL}};
    const ZipPart *const both[] = {odp, pptx};
    for (gsize i = 0; i < G_N_ELEMENTS(both); i++) {
        g_autoptr(Collected) collected = collect_zip(both[i]);
        const OsintArticle *article = only_article(collected);
        assert_string_equal(article->text, "One\n\nTwo");
        assert_int_equal(article->headings->len, 1);
        assert_int_equal(osint_article_page_at(article, 0), 1);
        assert_int_equal(osint_article_page_at(article, 5), 2);
    }
}

static Collected *collect_epub(const char *extra, const char *encryption)
{
    static const char chapter[] =
        "<?xml version='1.0'?><html xmlns='http://www.w3.org/1999/xhtml'><head><title/>"
        "</head><body><h1>%s</h1><p>The text.</p>%s</body></html>";
    g_autofree char *one = g_strdup_printf(chapter, "One", extra),
                    *two = g_strdup_printf(chapter, "Two", extra);
    const ZipPart parts[] = {
        {"mimetype", "application/epub+zip"},
        {"META-INF/container.xml", "<c><rootfiles><rootfile full-path='OEBPS/book.opf'/></rootfiles></c>"},
        {"META-INF/encryption.xml", encryption},
        {"OEBPS/book.opf",
         "<package xmlns:dc='d' xmlns:opf='o'><metadata><dc:title>A Book</dc:title><dc:creator>Jane "
         "Doe</dc:creator>"
         "<dc:creator>Roe, John</dc:creator><dc:publisher>A House</dc:publisher><dc:date "
         "opf:event='creation'>2001"
         "</dc:date><dc:date opf:event='publication'>2019-05</dc:date></metadata><manifest>"
         "<item id='2' href='text/t%20wo.xhtml' media-type='application/xhtml+xml'/>"
         "<item id='1' href='text/one.xhtml' media-type='application/xhtml+xml'/>"
         "<item id='n' href='text/one.xhtml' media-type='application/xhtml+xml' properties='nav'/></manifest>"
         "<spine><itemref idref='n'/><itemref idref='1'/><itemref idref='2'/><itemref "
         "idref='2'/></spine></package>"},
        {"OEBPS/text/one.xhtml", one},
        {"OEBPS/text/t wo.xhtml", two},
        {NULL, NULL}};
    return collect_zip(parts);
}

static void test_epub(void **state)
{
    (void)state;
    g_autoptr(Collected) collected = collect_epub("", "<encryption>font.otf</encryption>");
    const OsintArticle *article = only_article(collected);
    assert_string_equal(article->title, "A Book");
    assert_int_equal(article->authors->len, 2);
    assert_string_equal(g_ptr_array_index(article->authors, 1), "Roe, John");
    assert_string_equal(article->publisher, "A House");
    assert_string_equal(article->published, "2019-05");
    assert_string_equal(article->text, "One\n\nThe text.\n\nTwo\n\nThe text.");
    assert_int_equal(article->headings->len, 2);
    assert_int_equal(g_array_index(article->headings, OsintSpan, 1).start, strlen("One\n\nThe text.\n\n"));
    g_autoptr(Collected) locked = collect_epub("", "<encryption>text/one.xhtml</encryption>");
    assert_refused(locked, "0 zip-encrypted");
}

static void test_a_long_book_is_an_article_a_chapter(void **state)
{
    (void)state;
    g_autoptr(GString) extra = g_string_new("<p>");
    while (extra->len < 80000)
        g_string_append(extra, "Many words stand in this chapter. ");
    g_string_append(extra, "</p>");
    g_autoptr(Collected) collected = collect_epub(extra->str, "<none/>");
    assert_int_equal(collected->articles->len, 2);
    assert_string_equal(article_at(collected, 0)->title, "A Book: One");
    assert_string_equal(article_at(collected, 1)->title, "A Book: Two");
    assert_string_equal(article_at(collected, 1)->publisher, "A House");
}

static void test_refusals(void **state)
{
    (void)state;
    const struct {
        ZipPart parts[4];
        const char *expected;
    } cases[] = {
        {{{"readme.txt", "hello"}}, "0 format-unknown it looks like a ZIP archive"},
        {{{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", "<a/>"}},
         "0 format-unknown it looks like a spreadsheet (ODS)"},
        {{CONTENT_TYPES("vnd.openxmlformats-officedocument.spreadsheetml.sheet."),
          RELATIONS,
          {"word/document.xml", "<a/>"}},
         "0 format-unknown it looks like a spreadsheet (XLSX)"},
        {{{"mimetype", "application/vnd.oasis.opendocument.text"},
          {"META-INF/manifest.xml", "<m><encryption-data/></m>"}},
         "0 zip-encrypted"},
        {{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "no XML at all"}},
         "0 zip-damaged"},
        {{{"mimetype", "application/epub+zip"}}, "0 zip-damaged"},
        {{{"mimetype", "application/vnd.oasis.opendocument.text"}, {"content.xml", "<a/>"}}, "0 text-empty"},
    };
    for (gsize i = 0; i < G_N_ELEMENTS(cases); i++) {
        g_autoptr(Collected) collected = collect_zip(cases[i].parts);
        assert_refused(collected, cases[i].expected);
    }
    g_autoptr(Collected) broken = collect("/a.docx", "PK\3\4 and then nothing", 21, NULL);
    assert_refused(broken, "0 zip-damaged");
}

static void test_encrypted_container(void **state)
{
    (void)state;
    const ZipPart parts[] = {{"word/document.xml", "<a/>"}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = make_zip(parts, "secret");
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    g_autoptr(Collected) collected = collect("/a.docx", data, length, NULL);
    assert_refused(collected, "0 zip-encrypted");
}

static void test_bombs(void **state)
{
    (void)state;
    g_autoptr(GString) large = g_string_new("<a>");
    while (large->len < 300000)
        g_string_append(large, "                                                                ");
    const ZipPart parts[] = {{"word/document.xml", large->str}, {NULL, NULL}};
    g_autoptr(GBytes) bytes = make_zip(parts, NULL);
    gsize length;
    const char *data = g_bytes_get_data(bytes, &length);
    OsintReadOptions options = {.max_bytes = 100000};
    g_assert_true(length < 10000);
    g_autoptr(Collected) collected = collect("/a.docx", data, length, &options);
    assert_refused(collected, "0 too-large");
    const ZipPart entities[] = {
        {"mimetype", "application/vnd.oasis.opendocument.text"},
        {"content.xml", "<!DOCTYPE a [<!ENTITY b 'c'>]><office:text " ODF ">&b;</office:text>"},
        {NULL, NULL}};
    g_autoptr(Collected) declared = collect_zip(entities);
    assert_refused(declared, "0 zip-damaged");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(test_docx),
        cmocka_unit_test(test_docx_as_if_changes_were_accepted),
        cmocka_unit_test(test_docx_that_breaks_off),
        cmocka_unit_test(test_odt),
        cmocka_unit_test(test_presentations),
        cmocka_unit_test(test_epub),
        cmocka_unit_test(test_a_long_book_is_an_article_a_chapter),
        cmocka_unit_test(test_refusals),
        cmocka_unit_test(test_encrypted_container),
        cmocka_unit_test(test_bombs),
    };
    return cmocka_run_group_tests(tests, readers_setup, readers_teardown);
}
