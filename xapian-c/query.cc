/* Queries: immutable trees, shared by reference. */
#include "xapian-c/handles.hh"

using xapc::guard;

namespace
{

Xapian::Query::op operator_of(XapcOp op)
{
    switch (op) {
    case XAPC_AND:
        return Xapian::Query::OP_AND;
    case XAPC_OR:
        return Xapian::Query::OP_OR;
    case XAPC_AND_NOT:
        return Xapian::Query::OP_AND_NOT;
    case XAPC_XOR:
        return Xapian::Query::OP_XOR;
    case XAPC_AND_MAYBE:
        return Xapian::Query::OP_AND_MAYBE;
    case XAPC_FILTER:
        return Xapian::Query::OP_FILTER;
    case XAPC_NEAR:
        return Xapian::Query::OP_NEAR;
    case XAPC_PHRASE:
        return Xapian::Query::OP_PHRASE;
    case XAPC_ELITE_SET:
        return Xapian::Query::OP_ELITE_SET;
    case XAPC_SYNONYM:
        return Xapian::Query::OP_SYNONYM;
    case XAPC_MAX:
        return Xapian::Query::OP_MAX;
    }
    throw Xapian::InvalidArgumentError("unknown query operator " + std::to_string(op));
}

Xapian::Query value_range(Xapian::valueno slot, GBytes *lower, GBytes *upper)
{
    auto text = [](GBytes *bytes) {
        gsize length = 0;
        gconstpointer data = g_bytes_get_data(bytes, &length);
        return xapc::bytes_to_string(data, length);
    };
    if (lower != nullptr && upper != nullptr)
        return Xapian::Query(Xapian::Query::OP_VALUE_RANGE, slot, text(lower), text(upper));
    if (lower != nullptr)
        return Xapian::Query(Xapian::Query::OP_VALUE_GE, slot, text(lower));
    if (upper != nullptr)
        return Xapian::Query(Xapian::Query::OP_VALUE_LE, slot, text(upper));
    return Xapian::Query(std::string());
}

/* Values that pass a test, looked at in the order of documents. */
class ValueTest : public Xapian::ValuePostingSource
{
    XapcValueTest test;
    gpointer user_data;

    bool passes() const
    {
        const std::string value = get_value();
        return test(value.data(), value.size(), user_data);
    }

    void go_on(double min_weight)
    {
        while (!at_end() && !passes())
            ValuePostingSource::next(min_weight);
    }

  public:
    ValueTest(Xapian::valueno slot_, XapcValueTest test_, gpointer user_data_)
        : ValuePostingSource(slot_), test(test_), user_data(user_data_)
    {
    }

    ValueTest *clone() const override
    {
        return new ValueTest(get_slot(), test, user_data);
    }

    void init(const Xapian::Database &database) override
    {
        ValuePostingSource::init(database);
        set_termfreq_min(0);
    }

    void next(double min_weight) override
    {
        ValuePostingSource::next(min_weight);
        go_on(min_weight);
    }

    void skip_to(Xapian::docid docid, double min_weight) override
    {
        ValuePostingSource::skip_to(docid, min_weight);
        go_on(min_weight);
    }

    bool check(Xapian::docid docid, double min_weight) override
    {
        return ValuePostingSource::check(docid, min_weight) && (at_end() || passes());
    }
};

} // namespace

/* Not Query::MatchAll: that is one object for all threads whose reference count is not atomic. */
XapcQuery *xapc_query_all(GError **error)
{
    return guard(error, [] { return new XapcQuery(Xapian::Query(std::string())); });
}

XapcQuery *xapc_query_nothing(GError **error)
{
    return guard(error, [] { return new XapcQuery(Xapian::Query()); });
}

XapcQuery *xapc_query_term(const char *term, guint32 wqf, guint32 position, GError **error)
{
    return guard(error,
                 [&] { return new XapcQuery(Xapian::Query(xapc::checked_term(term), wqf, position)); });
}

XapcQuery *xapc_query_combine(XapcOp op, XapcQuery *const *queries, gsize count, guint32 window,
                              GError **error)
{
    return guard(error, [&] {
        std::vector<Xapian::Query> parts;
        parts.reserve(count);
        for (gsize i = 0; i < count; i++)
            parts.push_back(queries[i]->query);
        return new XapcQuery(Xapian::Query(operator_of(op), parts.begin(), parts.end(), window));
    });
}

XapcQuery *xapc_query_pair(XapcOp op, XapcQuery *left, XapcQuery *right, GError **error)
{
    return guard(error,
                 [&] { return new XapcQuery(Xapian::Query(operator_of(op), left->query, right->query)); });
}

XapcQuery *xapc_query_scale(XapcQuery *query, double factor, GError **error)
{
    return guard(error, [&] {
        return new XapcQuery(
            Xapian::Query(xapc::checked_finite(factor, "the factor of a weight"), query->query));
    });
}

XapcQuery *xapc_query_value_range(guint32 slot, GBytes *lower, GBytes *upper, GError **error)
{
    return guard(error, [&] { return new XapcQuery(value_range(xapc::checked_slot(slot), lower, upper)); });
}

XapcQuery *xapc_query_wildcard(const char *prefix, guint32 max_expansion, XapcOp combiner, GError **error)
{
    return guard(error, [&] {
        if (max_expansion == 0)
            throw Xapian::InvalidArgumentError("a wildcard needs a limit of expansion", prefix);
        return new XapcQuery(Xapian::Query(Xapian::Query::OP_WILDCARD, xapc::checked_term(prefix),
                                           max_expansion, Xapian::Query::WILDCARD_LIMIT_ERROR,
                                           operator_of(combiner)));
    });
}

XapcQuery *xapc_query_value_test(guint32 slot, XapcValueTest test, gpointer user_data, GError **error)
{
    return guard(error, [&] {
        auto *source = new ValueTest(slot, test, user_data);
        return new XapcQuery(Xapian::Query(source->release()));
    });
}

XapcQuery *xapc_query_ref(XapcQuery *query)
{
    g_ref_count_inc(&query->references);
    return query;
}

void xapc_query_free(XapcQuery *query)
{
    if (query != nullptr && g_ref_count_dec(&query->references))
        xapc::release(query);
}

gboolean xapc_query_is_empty(const XapcQuery *query)
{
    return query->query.empty();
}

guint32 xapc_query_length(const XapcQuery *query)
{
    return query->query.get_length();
}

char *xapc_query_describe(const XapcQuery *query, GError **error)
{
    return guard(error, [&] { return xapc::string_to_c(query->query.get_description()); });
}
