/* A CGI program that does nothing but ask Xapian: for ten articles that have the words of q, the titles'
 * first bytes. What a page costs at least; tests/bench/page.py runs it. */
#include <cstdlib>
#include <iostream>
#include <string>
#include <xapian.h>

static std::string decoded(const std::string &text)
{
    std::string result;
    for (std::size_t i = 0; i < text.size(); i++) {
        if (text[i] == '%' && i + 2 < text.size()) {
            result += static_cast<char>(std::stoi(text.substr(i + 1, 2), nullptr, 16));
            i += 2;
        } else {
            result += text[i] == '+' ? ' ' : text[i];
        }
    }
    return result;
}

static int answer(const std::string &text)
{
    const char *home = std::getenv("OSINT_DB");
    Xapian::Database database(std::string(home == nullptr ? "." : home) + "/current");
    Xapian::QueryParser parser;
    parser.set_stemmer(Xapian::Stem("en"));
    parser.set_stemming_strategy(Xapian::QueryParser::STEM_ALL);
    parser.set_default_op(Xapian::Query::OP_AND);
    Xapian::Enquire enquire(database);
    enquire.set_query(text == "*" ? Xapian::Query::MatchAll
                                  : parser.parse_query(text, Xapian::QueryParser::FLAG_BOOLEAN));
    std::cout << "Content-Type: text/plain\r\n\r\n";
    const Xapian::MSet found = enquire.get_mset(0, 10);
    for (Xapian::MSetIterator hit = found.begin(); hit != found.end(); ++hit)
        std::cout << *hit << ' ' << hit.get_document().get_data().substr(0, 80) << '\n';
    return 0;
}

int main()
{
    const char *query = std::getenv("QUERY_STRING");
    const std::string wanted = query == nullptr ? "" : query;
    try {
        return answer(decoded(wanted.substr(wanted.find('=') + 1)));
    } catch (const Xapian::Error &error) {
        std::cerr << "bench_bare: " << error.get_description() << '\n';
        return 1;
    }
}
