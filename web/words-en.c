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
            .did_you_mean = "Did you mean",
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

    .entity =
        {
            .first = "First seen",
            .last = "Last seen",
            .articles = "Articles",
            .mentions = "Mentions",
            .described = "{1} by description",
            .undecided = "{1} undecided",
            .only_newest = "Mentions, related entities and passages are those of the newest {1} articles; "
                           "the other figures are of all.",
            .unseen = "No article in this index mentions it.",
            .unknown_heading = "Unknown entity",
            .unknown = "No list and no article has an entity with the id or name “{1}”.",
            .unlisted = "No entity list describes it.",
            .all_passages = "All passages",
            .feed = "Feed of new passages",
            .feed_title = "New passages on {1}",
            .names = "Names",
            .name = "Name",
            .used_by = "Used by",
            .lists = "Listed in",
            .also = "Also a name of",
            .no_list = "only articles use it",
            .more_names = {"{1} more name", "{1} more names"},
            .timeline = "When",
            .newest = "Newest passages",
            .related = "In the same passages",
            .related_note = "Named together more often than by chance, the most surprising first.",
            .relations = "What lists say",
            .references = "References",
            .identifiers = "Identifiers",
            .together = "{1} in {2}",
            .proof = "A passage with both",
            .relation_list = "list {1}",
            .confidence = "{1} %",
        },

    .entities =
        {
            .name = "Entity",
            .kind = "Kind",
            .articles = "Articles",
            .mentions = "Mentions",
            .first = "First",
            .last = "Last",
            .narrow = "Narrow",
            .only = "Only articles with {1}",
            .without = "Only articles without {1}",
            .only_short = "only",
            .without_short = "not",
            .undecided = "{1} undecided",
            .count = {"{1} entity", "{1} entities"},
            .counted = "Counted in {1} of the {2} articles, spread evenly over all.",
            .all_kinds = "All kinds",
            .none = "No entities are named in these articles.",
            .shown = "{1}–{2} of {3}",
            .previous = "← Previous",
            .next = "Next →",
        },

    .languages = languages,
    .languages_count = G_N_ELEMENTS(languages),
};
