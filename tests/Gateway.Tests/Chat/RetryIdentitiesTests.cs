using Chat.Contracts.Inference.V1;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Google.Protobuf.WellKnownTypes;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Chat;

public sealed class RetryIdentitiesTests
{
    private const string Key = "3f2b8e5c-64a1-4d0e-9b7a-1c2d3e4f5a6b";
    private const string Conversation = "0190b000-0000-7000-8000-00000000000a";
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private static readonly ChatRequest Hello = new() { Message = "Hi" };
    private readonly FakeTimeProvider time = new();
    private readonly RetryIdentities retries;

    public RetryIdentitiesTests() =>
        retries = new RetryIdentities(
            new DerivedIds(Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) })),
            time
        );

    [Fact]
    public void Of_NeitherKeyNorId_IsNotRetrySafe() => Assert.Equal(new RetryIdentity(), Of(Visitor(), Hello, null));

    [Fact]
    public void Of_IdInAKnownConversation_IsTheId() =>
        Assert.Equal(
            new RetryIdentity { ClientMessageId = "m" },
            Of(Visitor(), Hello with { ConversationId = Conversation, ClientMessageId = "m" }, Key)
        );

    [Fact]
    public void Of_KeyInAKnownConversation_IsAnIdThatDoesNotTellIt()
    {
        var identity = Of(Visitor(), Hello with { ConversationId = Conversation }, "any-key");

        Assert.True(Guid.TryParse(identity.ClientMessageId, out _));
        Assert.Equal(new RetryIdentity { ClientMessageId = identity.ClientMessageId }, identity);
        Assert.NotEqual(
            identity.ClientMessageId,
            Of(Visitor(), Hello with { ConversationId = Conversation }, "other-key").ClientMessageId
        );
    }

    [Fact]
    public void Of_SameKeyOfAnotherTenant_IsAnotherId()
    {
        var other = Visitor() with { Principal = Visitor().Principal with { TenantId = Ids.New() } };
        var request = Hello with { ConversationId = Conversation };

        Assert.NotEqual(Of(Visitor(), request, Key).ClientMessageId, Of(other, request, Key).ClientMessageId);
    }

    [Fact]
    public void Of_FirstMessage_IsFoundByItsConversation()
    {
        var identity = Of(Visitor(), Hello with { ClientMessageId = "m" }, null);

        Assert.Equal("m", identity.ClientMessageId);
        Assert.StartsWith("first:", identity.ExternalId, StringComparison.Ordinal);
        Assert.NotNull(identity.VisitorId);
        Assert.Null(identity.Window);
        Assert.Equal(identity.ExternalId, retries.ConversationOf(Visitor().Principal, "m"));
    }

    [Fact]
    public void Of_FirstMessageOfAUserWithAVisitorsId_IsAnotherConversation()
    {
        var user = new Caller(CallerKind.User, Visitor().Principal with { Kind = PrincipalKind.User });
        var request = Hello with { ClientMessageId = "m" };

        Assert.NotEqual(Of(Visitor(), request, null).ExternalId, Of(user, request, null).ExternalId);
    }

    public static TheoryData<string, string?, string?, string?> Others =>
        new()
        {
            { "v-2", null, "m", null },
            { "v-1", null, "n", null },
            { "v-1", null, "m", "key" },
            { "v-1", "w", "m", null },
        };

    [Theory]
    [MemberData(nameof(Others))]
    public void Of_FirstMessageThatDiffersInOneThing_IsAnotherConversation(
        string subject,
        string? visitorId,
        string? messageId,
        string? key
    )
    {
        var caller = Visitor() with { Principal = Visitor().Principal with { Subject = subject } };
        var request = Hello with { ClientMessageId = messageId, VisitorId = visitorId };

        var (one, other) = (Of(Visitor(), Hello with { ClientMessageId = "m" }, null), Of(caller, request, key));

        Assert.NotEqual(one.ExternalId, other.ExternalId);
        Assert.NotEqual(one.VisitorId, other.VisitorId);
    }

    [Fact]
    public void Of_PublishableKeyWithARandomKey_BringsTheSameVisitorForADay()
    {
        var identity = Of(With(CallerKind.PublishableKey), Hello, Key);

        Assert.Equal(TimeSpan.FromHours(24), identity.Window);
        Assert.NotNull(identity.ExternalId);
        Assert.NotEqual(
            identity.VisitorId,
            Of(With(CallerKind.PublishableKey), Hello, Key.Replace('b', 'c')).VisitorId
        );
    }

    [Theory]
    [InlineData("3f2b8e5c-64a1-4d0e-8b7a-1c2d3e4f5a6b", true)]
    [InlineData("3F2B8E5C-64A1-4D0E-BB7A-1C2D3E4F5A6B", true)]
    [InlineData("3f2b8e5c-64a1-4d0e-7b7a-1c2d3e4f5a6b", false)]
    [InlineData("3f2b8e5c-64a1-4d0e-cb7a-1c2d3e4f5a6b", false)]
    [InlineData("3f2b8e5c-64a1-1d0e-9b7a-1c2d3e4f5a6b", false)]
    [InlineData("{3f2b8e5c-64a1-4d0e-9b7a-1c2d3e4f5a6b}", false)]
    public void Of_PublishableKey_TakesRandomUuidsOnly(string key, bool isTaken) =>
        Assert.Equal(
            isTaken ? null : "idempotency_key_guessable",
            retries.Of(With(CallerKind.PublishableKey), Hello, key).Error?.Code
        );

    [Fact]
    public void Of_PublishableKeyAndTheMessagesIdAlone_OpensNothing() =>
        Assert.Equal(
            new RetryIdentity { ClientMessageId = "m" },
            Of(With(CallerKind.PublishableKey), Hello with { ClientMessageId = "m" }, null)
        );

    [Theory]
    [InlineData("v", null, true)]
    [InlineData(null, null, false)]
    [InlineData(null, "any-key", true)]
    public void Of_SecretKey_NeedsAVisitorOrAKey(string? visitorId, string? key, bool isFound)
    {
        var identity = Of(With(CallerKind.SecretKey), Hello with { VisitorId = visitorId, ClientMessageId = "m" }, key);

        Assert.Equal(isFound, identity.ExternalId is not null);
        Assert.Null(identity.Window);
    }

    [Theory]
    [InlineData(false, "Else", 48, null)]
    [InlineData(true, "Hi", 24, null)]
    [InlineData(true, "Hi", 25, "idempotency_key_expired")]
    [InlineData(true, "hi", 1, "idempotency_key_reused")]
    [InlineData(true, "Else", 25, "idempotency_key_reused")]
    public void Contradiction_WhatIsKnown_MustBeTheSameAndNotTooOld(
        bool isDuplicate,
        string text,
        int hours,
        string? code
    )
    {
        var accepted = new ReplyAccepted
        {
            Duplicate = isDuplicate,
            Message = new Message { Text = text, CreatedAt = time.GetUtcNow().ToTimestamp() },
        };
        time.Advance(TimeSpan.FromHours(hours));

        var window = new RetryIdentity { Window = TimeSpan.FromHours(24) };

        Assert.Equal(code, retries.Contradiction(window, "Hi", accepted)?.Code);
        Assert.Equal(
            code == "idempotency_key_expired" ? null : code,
            retries.Contradiction(new RetryIdentity(), "Hi", accepted)?.Code
        );
    }

    private RetryIdentity Of(Caller caller, ChatRequest request, string? key) => retries.Of(caller, request, key).Value;

    private static Caller Visitor() => With(CallerKind.Visitor);

    private static Caller With(CallerKind kind) =>
        new(
            kind,
            new Principal
            {
                TenantId = Tenant,
                Subject = "v-1",
                Kind = kind == CallerKind.SecretKey ? PrincipalKind.SecretKey : PrincipalKind.Visitor,
            }
        );
}
