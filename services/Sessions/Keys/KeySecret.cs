using System.Security.Cryptography;
using System.Text;
using Chat.Sessions.Tenants;

namespace Chat.Sessions.Keys;

/// <summary>Keys as text: made, hashed, hinted at; never kept.</summary>
internal static class KeySecret
{
    private const int RandomBytes = 24;

    /// <summary>A new key: `pk_live_` or `sk_live_` and 32 URL-safe characters (192 random bits).</summary>
    public static string Create(KeyKind kind)
    {
        var random = Convert.ToBase64String(RandomNumberGenerator.GetBytes(RandomBytes));
        return (kind is KeyKind.Publishable ? "pk_live_" : "sk_live_") + random.Replace('+', '-').Replace('/', '_');
    }

    /// <summary>What is stored. A plain hash is enough: the keys are random, there is nothing to guess.</summary>
    public static byte[] HashOf(string key) => SHA256.HashData(Encoding.UTF8.GetBytes(key));

    /// <summary>The last four characters.</summary>
    public static string HintOf(string key) => key[^4..];
}
