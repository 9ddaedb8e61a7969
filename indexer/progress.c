/* The live line: "1200/5000 documents, 812 articles/s, 0:12 left, 3 refused". */
#include "indexer/progress.h"

#define REDRAW_MICROSECONDS (G_TIME_SPAN_SECOND / 5)
#define ESTIMATE_MICROSECONDS G_TIME_SPAN_SECOND /* before this much time, an estimate is a guess */

struct OsintProgress {
    FILE *stream;
    gint64 (*clock)(void);
    gint64 began;
    gint64 drawn;
    gboolean visible;
    guint documents;
    guint documents_done;
    guint64 bytes;
    guint64 bytes_done;
    guint64 bytes_in_all;
    guint64 articles;
    guint refused;
};

OsintProgress *osint_progress_new(FILE *stream, gint64 (*clock)(void))
{
    OsintProgress *progress = g_new0(OsintProgress, 1);
    progress->stream = stream;
    progress->clock = clock;
    return progress;
}

void osint_progress_free(OsintProgress *progress)
{
    if (progress == NULL)
        return;
    osint_progress_clear(progress);
    g_free(progress);
}

void osint_progress_begin(OsintProgress *progress, guint documents, guint64 bytes)
{
    progress->began = progress->drawn = progress->clock();
    progress->documents = documents;
    progress->bytes = bytes;
    progress->documents_done = 0;
    progress->bytes_done = 0;
    progress->articles = 0;
}

void osint_progress_document_done(OsintProgress *progress, guint64 bytes)
{
    progress->documents_done++;
    progress->bytes_done += bytes;
    progress->bytes_in_all += bytes;
}

guint64 osint_progress_bytes(const OsintProgress *progress)
{
    return progress->bytes_in_all;
}

void osint_progress_article_done(OsintProgress *progress)
{
    progress->articles++;
}

void osint_progress_refused(OsintProgress *progress)
{
    progress->refused++;
}

static void append_time_left(const OsintProgress *progress, gint64 spent, GString *line)
{
    if (progress->bytes_done == 0 || progress->bytes_done >= progress->bytes || spent < ESTIMATE_MICROSECONDS)
        return;
    double share = (double)progress->bytes_done / (double)progress->bytes;
    gint64 left = (gint64)((double)spent / share * (1 - share) / G_TIME_SPAN_SECOND);
    if (left >= 3600)
        g_string_append_printf(line, ", %d:%02d:%02d left", (int)(left / 3600), (int)(left / 60 % 60),
                               (int)(left % 60));
    else
        g_string_append_printf(line, ", %d:%02d left", (int)(left / 60), (int)(left % 60));
}

static void draw(OsintProgress *progress, gint64 now)
{
    gint64 spent = MAX(now - progress->began, 1);
    g_autoptr(GString) line = g_string_new(NULL);
    g_string_printf(line, "%u/%u documents, %.0f articles/s", progress->documents_done, progress->documents,
                    (double)progress->articles * G_TIME_SPAN_SECOND / (double)spent);
    append_time_left(progress, spent, line);
    if (progress->refused > 0)
        g_string_append_printf(line, ", %u refused", progress->refused);
    fprintf(progress->stream, "\r%s\033[K", line->str);
    fflush(progress->stream);
    progress->visible = TRUE;
    progress->drawn = now;
}

void osint_progress_tick(OsintProgress *progress)
{
    if (progress->stream == NULL)
        return;
    gint64 now = progress->clock();
    if (now - progress->drawn >= REDRAW_MICROSECONDS)
        draw(progress, now);
}

void osint_progress_clear(OsintProgress *progress)
{
    if (!progress->visible)
        return;
    fputs("\r\033[K", progress->stream);
    fflush(progress->stream);
    progress->visible = FALSE;
}
