/* Stemming. */
#include "xapian-c/handles.hh"

using xapc::guard;

XapcStem *xapc_stem_new(const char *language, GError **error)
{
    return guard(error, [&] { return new XapcStem{Xapian::Stem(language)}; });
}

void xapc_stem_free(XapcStem *stem)
{
    xapc::release(stem);
}

gboolean xapc_stem_append(XapcStem *stem, const char *word, gsize length, GString *out, GError **error)
{
    return guard(error, [&]() -> gboolean {
        std::string stemmed = stem->stem(std::string(word, length));
        g_string_append_len(out, stemmed.data(), static_cast<gssize>(stemmed.size()));
        return TRUE;
    });
}

const char *xapc_stem_languages(void)
{
    return guard(nullptr, []() -> const char * {
        static const std::string languages = Xapian::Stem::get_available_languages();
        return languages.c_str();
    });
}
