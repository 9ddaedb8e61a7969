// CLD2 for C: one function, and no exception crosses it.
#include "indexer/article/language-cld2.h"

#include <cstdio> // CLD2's header uses FILE without it

#include <cld2/public/compact_lang_det.h>
#include <cld2/public/encodings.h>

// A page with quotations in another language is called unreliable; most of it still tells.
static const int TRUSTED_PERCENT = 65;

extern "C" const char *osint_cld2_detect(const char *text, gsize length)
{
    try {
        CLD2::CLDHints hints = {nullptr, nullptr, CLD2::UNKNOWN_ENCODING, CLD2::UNKNOWN_LANGUAGE};
        CLD2::Language languages[3];
        int percents[3];
        double scores[3];
        int text_bytes = 0;
        int valid_prefix = 0;
        bool reliable = false;

        CLD2::Language language = CLD2::ExtDetectLanguageSummaryCheckUTF8(
            text, static_cast<int>(length), true, &hints, 0, languages, percents, scores, nullptr,
            &text_bytes, &reliable, &valid_prefix);
        if (language == CLD2::UNKNOWN_LANGUAGE || (!reliable && percents[0] < TRUSTED_PERCENT))
            return nullptr;
        return CLD2::LanguageCode(language);
    } catch (...) {
        return nullptr;
    }
}
