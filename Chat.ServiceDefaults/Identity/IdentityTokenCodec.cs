using System.Buffers;
using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Chat.ServiceDefaults.Identity;

/// <summary>
/// Token text from and to claims. One fixed header is written and the same one is demanded byte for byte, so that
/// neither the algorithm nor a key can be chosen by whoever sends a token.
/// </summary>
/// <param name="keys">First the one to sign with, then those whose signatures are believed as well.</param>
internal sealed class IdentityTokenCodec(params byte[][] keys)
{
    public const string Issuer = "chat";
    public const string Audience = "chat-internal";
    private const int SignatureBytes = 32;
    private const int SignatureChars = 43;
    private const int MaximumChars = 8_192;

    private static readonly string Header = Base64Url.EncodeToString("""{"alg":"HS256","typ":"JWT"}"""u8) + ".";

    public string Write(Principal principal, DateTimeOffset issuedAt, DateTimeOffset expiresAt)
    {
        var payload = new ArrayBufferWriter<byte>(256);
        using (var json = new Utf8JsonWriter(payload))
        {
            json.WriteStartObject();
            json.WriteString("iss", Issuer);
            json.WriteString("aud", Audience);
            json.WriteNumber("iat", issuedAt.ToUnixTimeSeconds());
            json.WriteNumber("exp", expiresAt.ToUnixTimeSeconds());
            json.WriteString("tid", principal.TenantId);
            json.WriteString("sub", principal.Subject);
            json.WriteNumber("knd", (int)principal.Kind);
            WriteSet(json, "scp", principal.Scopes);
            WriteSet(json, "rol", principal.Roles);
            WriteText(json, "svc", principal.Service);
            WriteText(json, "nam", principal.DisplayName);
            json.WriteEndObject();
        }

        var signed = Header + Base64Url.EncodeToString(payload.WrittenSpan);
        Span<byte> signature = stackalloc byte[SignatureBytes];
        HMACSHA256.HashData(keys[0], Encoding.ASCII.GetBytes(signed), signature);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    public IdentityClaims? Read(string token)
    {
        if (token.Length > MaximumChars || !token.StartsWith(Header, StringComparison.Ordinal))
        {
            return null;
        }

        var dot = token.LastIndexOf('.');
        return dot >= Header.Length && HasValidSignature(token.AsSpan(0, dot), token.AsSpan(dot + 1))
            ? ReadClaims(token.AsSpan(Header.Length, dot - Header.Length))
            : null;
    }

    // Compared as text: decoded, several texts would be the same signature, and one token could be sent in many forms.
    private bool HasValidSignature(ReadOnlySpan<char> signed, ReadOnlySpan<char> signature)
    {
        if (!Ascii.IsValid(signed) || !Ascii.IsValid(signature) || signature.Length != SignatureChars)
        {
            return false;
        }

        var bytes = new byte[signed.Length];
        Encoding.ASCII.GetBytes(signed, bytes);
        Span<byte> given = stackalloc byte[SignatureChars];
        Encoding.ASCII.GetBytes(signature, given);
        foreach (var key in keys)
        {
            if (IsSignature(key, bytes, given))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsSignature(byte[] key, byte[] signed, ReadOnlySpan<byte> given)
    {
        Span<byte> hash = stackalloc byte[SignatureBytes];
        HMACSHA256.HashData(key, signed, hash);
        Span<byte> expected = stackalloc byte[SignatureChars];
        Base64Url.EncodeToUtf8(hash, expected);
        return CryptographicOperations.FixedTimeEquals(given, expected);
    }

    private static IdentityClaims? ReadClaims(ReadOnlySpan<char> payload)
    {
        // The signature was good, so these are bytes of ours: a fault in them is a version skew between services.
        var bytes = new byte[Base64Url.GetMaxDecodedLength(payload.Length)];
        if (Base64Url.DecodeFromChars(payload, bytes, out _, out var written) != OperationStatus.Done)
        {
            return null;
        }

        try
        {
            using var document = JsonDocument.Parse(bytes.AsMemory(0, written));
            return FromJson(document.RootElement);
        }
        catch (Exception exception)
            when (exception
                    is JsonException
                        or InvalidOperationException
                        or FormatException
                        or KeyNotFoundException
                        or ArgumentOutOfRangeException
            )
        {
            return null;
        }
    }

    private static IdentityClaims? FromJson(JsonElement claims)
    {
        if (
            !claims.GetProperty("iss").ValueEquals(Issuer)
            || !claims.GetProperty("aud").ValueEquals(Audience)
            || claims.GetProperty("sub").GetString() is not { Length: > 0 } subject
        )
        {
            return null;
        }

        var principal = new Principal
        {
            TenantId = claims.GetProperty("tid").GetGuid(),
            Subject = subject,
            Kind = (PrincipalKind)claims.GetProperty("knd").GetInt32(),
            Scopes = ReadSet(claims, "scp"),
            Roles = ReadSet(claims, "rol"),
            Service = ReadText(claims, "svc"),
            DisplayName = ReadText(claims, "nam"),
        };
        var expiresAt = DateTimeOffset.FromUnixTimeSeconds(claims.GetProperty("exp").GetInt64());
        return Enum.IsDefined(principal.Kind) ? new IdentityClaims(principal, expiresAt) : null;
    }

    private static void WriteSet(Utf8JsonWriter json, string name, IReadOnlySet<string> values)
    {
        if (values.Count == 0)
        {
            return;
        }

        json.WriteStartArray(name);
        foreach (var value in values)
        {
            json.WriteStringValue(value);
        }

        json.WriteEndArray();
    }

    private static void WriteText(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, value);
        }
    }

    private static FrozenSet<string> ReadSet(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var values)
            ? values.EnumerateArray().Select(value => value.GetString() ?? "").ToFrozenSet(StringComparer.Ordinal)
            : FrozenSet<string>.Empty;

    private static string? ReadText(JsonElement claims, string name) =>
        claims.TryGetProperty(name, out var value) ? value.GetString() : null;
}
