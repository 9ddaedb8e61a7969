/* The hits of one search.
 *
 * Hits are read one by one: MSet::fetch() of Xapian 1.4 reads before the start of its array when the first
 * hit is not of rank 0, so it is not used. */
#include "xapian-c/handles.hh"

using xapc::guard;

namespace
{

Xapian::MSetIterator hit_at(const XapcMset *mset, guint32 index)
{
    if (index >= mset->mset.size())
        throw Xapian::RangeError("hit " + std::to_string(index) + " of " + std::to_string(mset->mset.size()));
    return mset->mset[index];
}

} // namespace

void xapc_mset_free(XapcMset *mset)
{
    xapc::release(mset);
}

guint32 xapc_mset_size(const XapcMset *mset)
{
    return guard(nullptr, [&]() -> guint32 { return mset->mset.size(); });
}

void xapc_mset_counts(const XapcMset *mset, guint32 *lower, guint32 *estimated, guint32 *upper)
{
    guard(nullptr, [&] {
        if (lower != nullptr)
            *lower = mset->mset.get_matches_lower_bound();
        if (estimated != nullptr)
            *estimated = mset->mset.get_matches_estimated();
        if (upper != nullptr)
            *upper = mset->mset.get_matches_upper_bound();
    });
}

gboolean xapc_mset_hit(const XapcMset *mset, guint32 index, XapcHit *hit, GError **error)
{
    return guard(error, [&]() -> gboolean {
        Xapian::MSetIterator at = hit_at(mset, index);
        *hit = XapcHit{*at, at.get_rank(), at.get_collapse_count(), at.get_percent(), at.get_weight()};
        return TRUE;
    });
}

GBytes *xapc_mset_collapse_key(const XapcMset *mset, guint32 index, GError **error)
{
    return guard(error, [&] { return xapc::string_to_bytes(hit_at(mset, index).get_collapse_key()); });
}

GBytes *xapc_mset_sort_key(const XapcMset *mset, guint32 index, GError **error)
{
    return guard(error, [&] { return xapc::string_to_bytes(hit_at(mset, index).get_sort_key()); });
}

XapcDoc *xapc_mset_document(const XapcMset *mset, guint32 index, GError **error)
{
    return guard(error, [&] { return new XapcDoc{hit_at(mset, index).get_document()}; });
}

double xapc_mset_max_possible(const XapcMset *mset)
{
    return guard(nullptr, [&] { return mset->mset.get_max_possible(); });
}
