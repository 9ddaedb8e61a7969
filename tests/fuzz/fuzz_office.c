/* Containers as they are; and, since few random bytes are a container, any bytes as the main part of one,
 * which the first byte chooses. */
#include <stdint.h>

#include "tests/fuzz/check_article.h"
#include "tests/unit/readers/make_zip.h"

#define LONGEST 100000
#define TYPES "<Types><Override PartName='/main.xml' ContentType='application/"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check_part(char kind, const char *content)
{
    static const ZipPart relations = {
        "_rels/.rels", "<R><Relationship Id='a' Type='x/officeDocument' Target='main.xml'/></R>"};
    const ZipPart text[] = {{"mimetype", "application/vnd.oasis.opendocument.text"},
                            {"content.xml", content},
                            {"meta.xml", content},
                            {NULL, NULL}};
    const ZipPart word[] = {{"[Content_Types].xml", TYPES "wordprocessingml.'/></Types>"},
                            relations,
                            {"main.xml", content},
                            {"styles.xml", content},
                            {"footnotes.xml", content},
                            {NULL, NULL}};
    const ZipPart slides[] = {
        {"[Content_Types].xml", TYPES "presentationml.'/></Types>"},
        relations,
        {"main.xml", "<p xmlns:r='http://schemas.openxmlformats.org/officeDocument/2006/relationships'>"
                     "<sldIdLst><sldId r:id='s'/></sldIdLst></p>"},
        {"_rels/main.xml.rels", "<R><Relationship Id='s' Target='slide.xml'/></R>"},
        {"slide.xml", content},
        {NULL, NULL}};
    const ZipPart book[] = {{"mimetype", "application/epub+zip"},
                            {"OEBPS/c.opf", content},
                            {"OEBPS/text/one.xhtml", content},
                            {NULL, NULL}};
    g_autoptr(GBytes) bytes = make_zip(kind == 'd'   ? word
                                       : kind == 'p' ? slides
                                       : kind == 'e' ? book
                                                     : text,
                                       NULL);
    check_document("/fuzz.zip", g_bytes_get_data(bytes, NULL), g_bytes_get_size(bytes), 1 << 20);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    size = MIN(size, LONGEST);
    if (size < 2)
        return 0;
    if (data[0] == 'P' && data[1] == 'K') {
        check_document("/fuzz.zip", data, size, 1 << 20);
    } else {
        g_autofree char *content = g_strndup((const char *)data + 1, size - 1);
        check_part((char)data[0], content);
    }
    return 0;
}
