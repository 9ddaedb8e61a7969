/* Frames as a hostile worker process may send them. */
#include <stdint.h>

#include "indexer/article/json.h"
#include "indexer/worker/frames.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    OsintFrameState state = OSINT_FRAME_GOOD;
    for (gsize at = 0; state == OSINT_FRAME_GOOD;) {
        g_auto(OsintMessage) message = {0};
        gsize used;
        state = osint_frames_take(data + at, size - at, &message, &used);
        if (state == OSINT_FRAME_GOOD)
            at += used;
        g_assert(at <= size && (state != OSINT_FRAME_MORE || at + used > size));
        if (message.article != NULL) {
            g_assert(state == OSINT_FRAME_GOOD && message.article->text != NULL);
            json_decref(osint_article_to_json(message.article));
        }
    }
    return 0;
}
