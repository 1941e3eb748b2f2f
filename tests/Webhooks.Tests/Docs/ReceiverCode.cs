using System.Security.Cryptography;
using System.Text;

#pragma warning disable RS0030, CA1305 // Code for receivers: it has neither our clock nor our rules.

namespace Chat.Webhooks.Tests.Docs;

/// <summary>The C# of docs/webhooks.md, word for word.</summary>
internal static class ReceiverCode
{
    public static bool VerifyStandard(string secret, IReadOnlyDictionary<string, string> headers, byte[] rawBody)
    {
        var (id, at) = (headers["webhook-id"], headers["webhook-timestamp"]);
        if (Math.Abs(DateTimeOffset.UtcNow.ToUnixTimeSeconds() - long.Parse(at)) > 300)
        {
            return false;
        }

        var key = Convert.FromBase64String(secret["whsec_".Length..]);
        byte[] signed = [.. Encoding.UTF8.GetBytes($"{id}.{at}."), .. rawBody];
        var expected = Encoding.ASCII.GetBytes("v1," + Convert.ToBase64String(HMACSHA256.HashData(key, signed)));
        return headers["webhook-signature"]
            .Split(' ')
            .Any(given => CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected));
    }

    public static bool VerifyChatCops(string secret, IReadOnlyDictionary<string, string> headers, byte[] rawBody)
    {
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), rawBody);
        var expected = Encoding.ASCII.GetBytes(Convert.ToHexStringLower(hash));
        return new[] { "x-chatcops-signature", "x-chatcops-signature-previous" }.Any(name =>
            headers.TryGetValue(name, out var given)
            && CryptographicOperations.FixedTimeEquals(Encoding.ASCII.GetBytes(given), expected)
        );
    }
}
