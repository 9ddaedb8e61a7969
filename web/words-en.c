/* The interface in English. */
#include "web/words.h"

static const OsintLanguageName languages[] = {
    {"ar", "Arabic"},     {"be", "Belarusian"}, {"bg", "Bulgarian"},  {"bn", "Bengali"},
    {"cs", "Czech"},      {"da", "Danish"},     {"de", "German"},     {"el", "Greek"},
    {"en", "English"},    {"es", "Spanish"},    {"et", "Estonian"},   {"fa", "Persian"},
    {"fi", "Finnish"},    {"fr", "French"},     {"he", "Hebrew"},     {"hi", "Hindi"},
    {"hr", "Croatian"},   {"hu", "Hungarian"},  {"id", "Indonesian"}, {"it", "Italian"},
    {"ja", "Japanese"},   {"ka", "Georgian"},   {"ko", "Korean"},     {"lt", "Lithuanian"},
    {"lv", "Latvian"},    {"mn", "Mongolian"},  {"ms", "Malay"},      {"my", "Burmese"},
    {"nb", "Norwegian"},  {"nl", "Dutch"},      {"no", "Norwegian"},  {"pl", "Polish"},
    {"pt", "Portuguese"}, {"ro", "Romanian"},   {"ru", "Russian"},    {"sk", "Slovak"},
    {"sl", "Slovenian"},  {"sr", "Serbian"},    {"sv", "Swedish"},    {"th", "Thai"},
    {"tl", "Tagalog"},    {"tr", "Turkish"},    {"uk", "Ukrainian"},  {"ur", "Urdu"},
    {"vi", "Vietnamese"}, {"zh", "Chinese"},
};

const OsintWords osint_words_en = {
    .tag = "en",

    .frame =
        {
            .skip = "Skip to the content",
            .home = "osint-search",
            .help = "Help",
            .how_to_ask = "How to ask",
            .search_label = "Search the articles",
            .search_button = "Search",
            .placeholder = "Words, “a phrase”, entity:name …",
        },

    .failure =
        {
            .status = "Status {1} · this failure is in the server’s log as {2}",
            .see_help = "{1} explains every form of query.",
        },

    .label =
        {
            .months = {"January", "February", "March", "April", "May", "June", "July", "August", "September",
                       "October", "November", "December"},
            .month = "{2} {1}",
            .day = "{3} {2} {1}",
            .time = "{3} {2} {1}, {4} (UTC{5})",
            .undated = "undated",
            .kinds = {{"threat actor", "Threat actors"},
                      {"military unit", "Military units"},
                      {"person", "People"},
                      {"organization", "Organizations"},
                      {"place", "Places"},
                      {"malware", "Malware"},
                      {"tool", "Tools"},
                      {"campaign", "Campaigns"},
                      {"vulnerability", "Vulnerabilities"},
                      {"indicator", "Indicators"},
                      {"other", "Other"}},
            .articles = {"{1} article", "{1} articles"},
            .passages = {"{1} passage", "{1} passages"},
            .copies = {"{1} copy", "{1} copies"},
        },

    .views = {"Passages", "Articles", "Timeline", "Entities", "Card", "Network"},

    .languages = languages,
    .languages_count = G_N_ELEMENTS(languages),
};
