/* Small PDF documents for tests: lines of text in Helvetica at places of their pages. */
#ifndef OSINT_TESTS_READERS_MAKE_PDF_H
#define OSINT_TESTS_READERS_MAKE_PDF_H

#include <glib.h>
#include <stdarg.h>

typedef struct {
    GPtrArray *pages; /* GString *: the drawing of each */
    char *info;       /* entries of the information dictionary */
} MadePdf;

static inline void made_pdf_free_page(gpointer page)
{
    g_string_free(page, TRUE);
}

static inline MadePdf *made_pdf_new(const char *info)
{
    MadePdf *pdf = g_new0(MadePdf, 1);
    pdf->pages = g_ptr_array_new_with_free_func(made_pdf_free_page);
    pdf->info = g_strdup(info);
    return pdf;
}

static inline void made_pdf_page(MadePdf *pdf)
{
    g_ptr_array_add(pdf->pages, g_string_new(NULL));
}

/* From the lower left corner of a page of 595 by 842 points. text: Latin-1 without brackets. */
static inline void made_pdf_line(MadePdf *pdf, int x, int y, int size, const char *text)
{
    g_string_append_printf(g_ptr_array_index(pdf->pages, pdf->pages->len - 1),
                           "BT /F1 %d Tf %d %d Td (%s) Tj ET\n", size, x, y, text);
}

/* The lines, up to NULL, below each other. */
static inline void made_pdf_lines(MadePdf *pdf, int x, int y, ...)
{
    va_list lines;
    va_start(lines, y);
    for (const char *line = va_arg(lines, const char *); line != NULL; line = va_arg(lines, const char *)) {
        made_pdf_line(pdf, x, y, 10, line);
        y -= 12;
    }
    va_end(lines);
}

static inline void made_pdf_object(GString *out, GArray *places, const char *content)
{
    gsize place = out->len;
    g_array_append_val(places, place);
    g_string_append_printf(out, "%u 0 obj\n%s\nendobj\n", places->len, content);
}

/* Frees the maker. */
static inline GBytes *made_pdf_finish(MadePdf *pdf)
{
    GString *out = g_string_new("%PDF-1.4\n");
    GString *kids = g_string_new(NULL);
    GArray *places = g_array_new(FALSE, FALSE, sizeof(gsize));
    for (guint i = 0; i < pdf->pages->len; i++)
        g_string_append_printf(kids, "%u 0 R ", 5 + 2 * i);
    char *tree = g_strdup_printf("<</Type/Pages/Kids[%s]/Count %u>>", kids->str, pdf->pages->len);
    char *info = g_strdup_printf("<<%s>>", pdf->info);
    made_pdf_object(out, places, "<</Type/Catalog/Pages 2 0 R>>");
    made_pdf_object(out, places, tree);
    made_pdf_object(out, places, "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>");
    made_pdf_object(out, places, info);
    for (guint i = 0; i < pdf->pages->len; i++) {
        const GString *drawing = g_ptr_array_index(pdf->pages, i);
        char *page = g_strdup_printf("<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %u 0 R"
                                     "/Resources<</Font<</F1 3 0 R>>>>>>",
                                     6 + 2 * i);
        char *stream = g_strdup_printf("<</Length %zu>>\nstream\n%s\nendstream", drawing->len, drawing->str);
        made_pdf_object(out, places, page);
        made_pdf_object(out, places, stream);
        g_free(page);
        g_free(stream);
    }
    gsize start = out->len;
    g_string_append_printf(out, "xref\n0 %u\n0000000000 65535 f \n", places->len + 1);
    for (guint i = 0; i < places->len; i++)
        g_string_append_printf(out, "%010zu 00000 n \n", g_array_index(places, gsize, i));
    g_string_append_printf(out, "trailer\n<</Size %u/Root 1 0 R/Info 4 0 R>>\nstartxref\n%zu\n%%%%EOF\n",
                           places->len + 1, start);
    g_free(tree);
    g_free(info);
    g_string_free(kids, TRUE);
    g_array_unref(places);
    g_ptr_array_unref(pdf->pages);
    g_free(pdf->info);
    g_free(pdf);
    return g_string_free_to_bytes(out);
}

#endif
