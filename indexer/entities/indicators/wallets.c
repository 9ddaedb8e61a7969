/* Addresses of wallets, told by their checksums: base58check (Bitcoin wiki "Base58Check encoding"), bech32
 * (BIP 173, 350), CashAddr (Bitcoin Cash specification). Monero's, Solana's and Ethereum's are told by their
 * form. */
#include <string.h>

#include "indexer/entities/indicators/scan.h"

#define BITCOIN_ALPHABET "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
#define RIPPLE_ALPHABET "rpshnaf39wBUDNEGHJKLM4PQRST7VWXYZ2bcdeCg65jkm8oFqi1tuvAxyz"
#define BECH32_ALPHABET "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
#define MAX_BYTES 40
#define CHECKSUM_BYTES 4

/* The number of bytes, 0 when the word is no base58 of so few. Leading zeros are characters of their own. */
static gsize decode58(const char *word, gsize length, const char *alphabet, guint8 *bytes)
{
    guint8 number[MAX_BYTES] = {0};
    gsize used = 0, zeros = 0;
    while (zeros < length && word[zeros] == alphabet[0])
        zeros++;
    for (gsize i = zeros; i < length; i++) {
        const char *digit = strchr(alphabet, word[i]);
        if (digit == NULL)
            return 0;
        guint carry = (guint)(digit - alphabet);
        for (gsize k = 0; k < used || carry > 0; k++) {
            if (k >= MAX_BYTES)
                return 0;
            carry += number[k] * 58u;
            number[k] = (guint8)carry;
            carry >>= 8;
            used = MAX(used, k + 1);
        }
    }
    if (zeros + used > MAX_BYTES)
        return 0;
    memset(bytes, 0, zeros);
    for (gsize k = 0; k < used; k++)
        bytes[zeros + k] = number[used - 1 - k];
    return zeros + used;
}

static void sha256(const guint8 *bytes, gsize length, guint8 digest[32])
{
    g_autoptr(GChecksum) sum = g_checksum_new(G_CHECKSUM_SHA256);
    gsize size = 32;
    g_checksum_update(sum, bytes, (gssize)length);
    g_checksum_get_digest(sum, digest, &size);
}

static gboolean has_checksum(const guint8 *bytes, gsize length)
{
    guint8 digest[32];
    sha256(bytes, length - CHECKSUM_BYTES, digest);
    sha256(digest, sizeof digest, digest);
    return memcmp(digest, bytes + length - CHECKSUM_BYTES, CHECKSUM_BYTES) == 0;
}

static const struct {
    gsize bytes; /* with checksum */
    gsize versions;
    guint8 version[3];
    const char *kind;
} versions[] = {
    {25, 1, {0x00}, "bitcoin"},
    {25, 1, {0x05}, "bitcoin"},
    {25, 1, {0x30}, "litecoin"},
    {25, 1, {0x32}, "litecoin"},
    {25, 1, {0x4c}, "dashcoin"},
    {25, 1, {0x10}, "dashcoin"},
    {25, 1, {0x1e}, "dogecoin"},
    {25, 1, {0x16}, "dogecoin"},
    {25, 1, {0x41}, "tron"},
    {26, 2, {0x1c, 0xb8}, "zcash"},
    {26, 2, {0x1c, 0xbd}, "zcash"},
    {27, 3, {0x06, 0xa1, 0x9f}, "tezos"},
    {27, 3, {0x06, 0xa1, 0xa1}, "tezos"},
    {27, 3, {0x06, 0xa1, 0xa4}, "tezos"},
    {27, 3, {0x02, 0x5a, 0x79}, "tezos"},
};

static gboolean is_mixed(const char *word, gsize length)
{
    gboolean upper = FALSE, lower = FALSE, digit = FALSE;
    for (gsize i = 0; i < length; i++) {
        upper = upper || g_ascii_isupper(word[i]);
        lower = lower || g_ascii_islower(word[i]);
        digit = digit || g_ascii_isdigit(word[i]);
    }
    return upper && lower && digit;
}

static const char *base58_kind(const char *word, gsize length)
{
    guint8 bytes[MAX_BYTES];
    gsize count = decode58(word, length, BITCOIN_ALPHABET, bytes);
    for (gsize i = 0; i < G_N_ELEMENTS(versions); i++)
        if (count == versions[i].bytes && memcmp(bytes, versions[i].version, versions[i].versions) == 0 &&
            has_checksum(bytes, count))
            return versions[i].kind;
    if (count == 32 && length >= 43 && is_mixed(word, length))
        return "solana";
    if (word[0] != RIPPLE_ALPHABET[0])
        return NULL;
    count = decode58(word, length, RIPPLE_ALPHABET, bytes);
    return count == 25 && bytes[0] == 0 && has_checksum(bytes, count) ? "ripple" : NULL;
}

/* ---- bech32 and CashAddr ---- */

static guint32 bech32_step(guint32 sum, guint value)
{
    static const guint32 generator[] = {0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3};
    guint32 top = sum >> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    for (guint i = 0; i < G_N_ELEMENTS(generator); i++)
        if ((top >> i & 1) != 0)
            sum ^= generator[i];
    return sum;
}

/* prefix has the "1" at its end, which parts it from the data. */
static gboolean is_bech32(const char *word, gsize length, const char *prefix)
{
    gsize parting = strlen(prefix) - 1;
    guint32 sum = 1;
    if (length < parting + 8 || memcmp(word, prefix, parting + 1) != 0)
        return FALSE;
    for (gsize i = 0; i < parting; i++)
        sum = bech32_step(sum, (guint)prefix[i] >> 5);
    sum = bech32_step(sum, 0);
    for (gsize i = 0; i < parting; i++)
        sum = bech32_step(sum, (guchar)prefix[i] & 31u);
    for (gsize i = parting + 1; i < length; i++) {
        const char *digit = strchr(BECH32_ALPHABET, word[i]);
        if (digit == NULL)
            return FALSE;
        sum = bech32_step(sum, (guint)(digit - BECH32_ALPHABET));
    }
    return sum == 1 || sum == 0x2bc830a3;
}

static guint64 cashaddr_step(guint64 sum, guint value)
{
    static const guint64 generator[] = {0x98f2bc8e61, 0x79b76d99e2, 0xf33e5fb3c4, 0xae2eabe2a8, 0x1e4f43e470};
    guint64 top = sum >> 35;
    sum = ((sum & 0x07ffffffff) << 5) ^ value;
    for (guint i = 0; i < G_N_ELEMENTS(generator); i++)
        if ((top >> i & 1) != 0)
            sum ^= generator[i];
    return sum;
}

static gboolean is_cashaddr(const char *word, gsize length)
{
    guint64 sum = 1;
    if (length != 42 || (word[0] != 'q' && word[0] != 'p'))
        return FALSE;
    for (const char *at = "bitcoincash"; *at != '\0'; at++)
        sum = cashaddr_step(sum, (guchar)*at & 31u);
    sum = cashaddr_step(sum, 0);
    for (gsize i = 0; i < length; i++) {
        const char *digit = strchr(BECH32_ALPHABET, word[i]);
        if (digit == NULL)
            return FALSE;
        sum = cashaddr_step(sum, (guint)(digit - BECH32_ALPHABET));
    }
    return sum == 1;
}

/* ---- by form ---- */

static gboolean is_base58(const char *word, gsize length)
{
    return strspn(word, BITCOIN_ALPHABET) >= length && is_mixed(word, length);
}

const char *osint_indicator_wallet(const char *word, gsize length)
{
    if (length == 42 && word[0] == '0' && word[1] == 'x' && strspn(word + 2, "0123456789abcdefABCDEF") >= 40)
        return "ethereum";
    if (is_bech32(word, length, "bc1"))
        return "bitcoin";
    if (is_bech32(word, length, "ltc1"))
        return "litecoin";
    if (is_bech32(word, length, "addr1"))
        return "cardano";
    if (is_cashaddr(word, length))
        return "bitcoincash";
    if ((length == 95 || length == 106) && (word[0] == '4' || word[0] == '8') && is_base58(word, length))
        return "monero";
    gboolean byron = memcmp(word, "Ae2tdPwUPE", 10) == 0 || memcmp(word, "DdzFFzCqrh", 10) == 0;
    if (byron && (length == 59 || length == 104) && is_base58(word, length))
        return "cardano";
    return length <= 50 ? base58_kind(word, length) : NULL;
}
