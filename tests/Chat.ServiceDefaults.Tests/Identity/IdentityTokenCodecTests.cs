using System.Buffers.Text;
using System.Collections.Frozen;
using System.Security.Cryptography;
using System.Text;
using Chat.ServiceDefaults.Identity;

namespace Chat.ServiceDefaults.Tests.Identity;

/// <summary>The codec against somebody who has seen good tokens and makes bad ones of them.</summary>
public sealed class IdentityTokenCodecTests
{
    private const string Header = """{"alg":"HS256","typ":"JWT"}""";
    private static readonly byte[] Key = Encoding.ASCII.GetBytes("0123456789abcdef0123456789abcdef");
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly IdentityTokenCodec codec = new(Key);

    public static TheoryData<int> Seeds => [.. Enumerable.Range(1, 20)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_WhatWasWritten_IsTheSamePrincipal(int seed)
    {
        var random = new Random(seed);
        for (var turn = 0; turn < 50; turn++)
        {
            var principal = AnyPrincipal(random);
            var expiry = Now.AddSeconds(random.Next(0, 100_000));

            var claims = codec.Read(codec.Write(principal, Now, expiry));

            Assert.Equal(principal, claims?.Principal);
            Assert.Equal(expiry, claims?.ExpiresAt);
        }
    }

    [Fact]
    public void Read_PayloadOfOneAndSignatureOfAnother_IsNothing()
    {
        var visitor = Written(PrincipalKind.Visitor).Split('.');
        var service = Written(PrincipalKind.Service).Split('.');

        Assert.Null(codec.Read($"{service[0]}.{service[1]}.{visitor[2]}"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAA")]
    public void Read_SignatureMissingOrShort_IsNothing(string signature)
    {
        var token = Written(PrincipalKind.Service);

        Assert.Null(codec.Read($"{token[..token.LastIndexOf('.')]}.{signature}"));
    }

    [Fact]
    public void Read_WithoutTheSecondDot_IsNothing()
    {
        var token = Written(PrincipalKind.Service);

        Assert.Null(codec.Read(token[..token.LastIndexOf('.')]));
    }

    // One token must have one text: what remembers tokens would else hold as many entries for it as somebody likes.
    [Theory]
    [InlineData("=")]
    [InlineData(" ")]
    [InlineData("\n")]
    [InlineData("A")]
    [InlineData(".")]
    public void Read_SomethingBehindTheSignature_IsNothing(string more) =>
        Assert.Null(codec.Read(Written(PrincipalKind.Service) + more));

    [Fact]
    public void Read_BlankWithinTheSignature_IsNothing()
    {
        var token = Written(PrincipalKind.Service);

        Assert.Null(codec.Read(token.Insert(token.Length - 10, " ")));
    }

    [Fact]
    public void Read_SpareBitsOfTheSignatureSet_IsNothing()
    {
        const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
        var token = Written(PrincipalKind.Service);
        // 32 bytes end in a character of which two bits mean nothing.
        var last = Alphabet.IndexOf(token[^1], StringComparison.Ordinal);

        for (var spare = 1; spare < 4; spare++)
        {
            Assert.Null(codec.Read(token[..^1] + Alphabet[last ^ spare]));
        }
    }

    [Fact]
    public void Read_Oversize_IsNothingHoweverGoodTheSignature()
    {
        var claims = Claims(sub: new string('x', 8_000));

        Assert.Null(codec.Read(Sign(Header, claims, Key)));
    }

    [Fact]
    public void Read_LongButAllowed_IsRead()
    {
        var subject = new string('x', 4_000);

        Assert.Equal(subject, codec.Read(Sign(Header, Claims(sub: subject), Key))?.Principal.Subject);
    }

    [Theory]
    [InlineData("")]
    [InlineData("none")]
    public void Read_AlgorithmNoneWithoutSignature_IsNothing(string signature)
    {
        var header = Encode("""{"alg":"none","typ":"JWT"}""");

        Assert.Null(codec.Read($"{header}.{Encode(Claims())}.{signature}"));
    }

    [Theory]
    [InlineData("""{"alg":"HS512","typ":"JWT"}""")]
    [InlineData("""{"alg":"RS256","typ":"JWT"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","kid":"mine"}""")]
    [InlineData("""{"alg":"HS256","typ":"JWT","jwk":{}}""")]
    [InlineData(""" {"alg":"HS256","typ":"JWT"}""")]
    public void Read_AnyOtherHeader_IsNothingThoughSignedWithTheKey(string header) =>
        Assert.Null(codec.Read(Sign(header, Claims(), Key)));

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdeg")]
    [InlineData("0123456789abcdef0123456789abcdef0")]
    [InlineData("")]
    public void Read_SignedWithAnotherKey_IsNothing(string key) =>
        Assert.Null(codec.Read(Sign(Header, Claims(), Encoding.ASCII.GetBytes(key))));

    // These have a good signature: another version of a service made them, and a request must not end as a fault of ours.
    [Theory]
    [InlineData("exp", "9223372036854775807")]
    [InlineData("exp", "-9223372036854775808")]
    [InlineData("exp", "253402300800")]
    [InlineData("exp", "1e400")]
    [InlineData("exp", "1.5")]
    [InlineData("exp", "\"1\"")]
    [InlineData("exp", "null")]
    [InlineData("knd", "0")]
    [InlineData("knd", "7")]
    [InlineData("knd", "4294967297")]
    [InlineData("knd", "\"Service\"")]
    [InlineData("tid", "7")]
    [InlineData("tid", "\"\"")]
    [InlineData("tid", "null")]
    [InlineData("sub", "null")]
    [InlineData("sub", "[\"x\"]")]
    [InlineData("scp", "\"speak\"")]
    [InlineData("scp", "[1]")]
    [InlineData("rol", "{}")]
    [InlineData("svc", "1")]
    [InlineData("nam", "[]")]
    [InlineData("iss", "null")]
    [InlineData("aud", "[\"chat-internal\"]")]
    public void Read_SignedClaimOfTheWrongForm_IsNothing(string name, string json) =>
        Assert.Null(codec.Read(Sign(Header, With(name, json), Key)));

    [Theory]
    [InlineData("iss")]
    [InlineData("aud")]
    [InlineData("sub")]
    [InlineData("tid")]
    [InlineData("knd")]
    [InlineData("exp")]
    public void Read_SignedWithoutANeededClaim_IsNothing(string name) =>
        Assert.Null(codec.Read(Sign(Header, With(name, null), Key)));

    [Fact]
    public void Read_ClaimsOfALaterVersion_AreIgnored()
    {
        var claims = codec.Read(Sign(Header, With("new", "{\"a\":[1,2]}"), Key));

        Assert.Equal("x", claims?.Principal.Subject);
    }

    [Theory]
    [MemberData(nameof(Seeds))]
    public void Read_AnyBytesAtAll_NeverThrows(int seed)
    {
        var random = new Random(seed);
        var token = Written(PrincipalKind.Service);
        for (var turn = 0; turn < 200; turn++)
        {
            var text = token.ToCharArray();
            for (var changes = random.Next(1, 6); changes > 0; changes--)
            {
                text[random.Next(text.Length)] = (char)random.Next(0, random.Next(2) == 0 ? 128 : 0xFFFF);
            }

            var changed = new string(text);
            Assert.True(changed == token || codec.Read(changed) is null, "A changed token was read.");
        }
    }

    private static Principal AnyPrincipal(Random random) =>
        new()
        {
            TenantId = random.Next(5) == 0 ? Guid.Empty : Ids.New(),
            Subject = Text(random, 1),
            Kind = (PrincipalKind)random.Next(1, 7),
            Scopes = Set(random),
            Roles = Set(random),
            Service = random.Next(2) == 0 ? null : Text(random, 0),
            DisplayName = random.Next(2) == 0 ? null : Text(random, 0),
        };

    private static FrozenSet<string> Set(Random random) =>
        Enumerable.Range(0, random.Next(4)).Select(_ => Text(random, 1)).ToFrozenSet(StringComparer.Ordinal);

    private static string Text(Random random, int least)
    {
        var text = new StringBuilder();
        for (var length = random.Next(least, 40); length > 0; length--)
        {
            text.Append(random.Next(4) == 0 ? "é\u0000\"\\\n😀"[random.Next(5)..][..1] : (char)random.Next(32, 127));
        }

        return Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.ToString()));
    }

    private string Written(PrincipalKind kind) =>
        codec.Write(
            new Principal
            {
                TenantId = Guid.Empty,
                Subject = "x",
                Kind = kind,
            },
            Now,
            Now.AddMinutes(1)
        );

    private static string Claims(string sub = "x") => With("sub", $"\"{sub}\"");

    private static string With(string name, string? json)
    {
        var claims = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["iss"] = "\"chat\"",
            ["aud"] = "\"chat-internal\"",
            ["exp"] = "1767225660",
            ["tid"] = $"\"{Guid.Empty}\"",
            ["sub"] = "\"x\"",
            ["knd"] = "6",
            [name] = json,
        };
        var members = claims.Where(claim => claim.Value is not null).Select(claim => $"\"{claim.Key}\":{claim.Value}");
        return "{" + string.Join(',', members) + "}";
    }

    private static string Encode(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));

    private static string Sign(string header, string claims, byte[] key)
    {
        var signed = $"{Encode(header)}.{Encode(claims)}";
        return $"{signed}.{Base64Url.EncodeToString(HMACSHA256.HashData(key, Encoding.ASCII.GetBytes(signed)))}";
    }
}
