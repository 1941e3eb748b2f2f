using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Auth;
using Chat.Gateway.Chat;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Tests.Chat;

/// <summary>On whose behalf a message is sent, by what its sender showed.</summary>
public sealed class VisitorDirectoryTests
{
    private const string Conversation = "0190b000-0000-7000-8000-00000000000a";
    private const string Origin = "https://shop.example";
    private static readonly Guid Tenant = new("0190a000-0000-7000-8000-000000000001");
    private readonly FixedConversations conversations = new();
    private readonly VisitorTokens tokens = new(
        Options.Create(new IdentityOptions { SigningKey = Convert.ToBase64String(new byte[32]) }),
        Options.Create(new AuthOptions()),
        new FakeTimeProvider()
    );

    [Theory]
    [InlineData("Visitor", PrincipalKind.Visitor)]
    [InlineData("User", PrincipalKind.User)]
    public async Task FindAsync_WhoIsKnown_IsItself(string kind, PrincipalKind principal)
    {
        var (found, token) = (await FindAsync(kind, principal, Conversation, "somebody-else")).Value;

        Assert.Equal(("caller", principal), (found.Subject, found.Kind));
        Assert.Null(token);
    }

    [Fact]
    public async Task FindAsync_PublishableKey_BringsANewVisitorBoundToThePage()
    {
        var (found, token) = (await FindAsync("PublishableKey", PrincipalKind.PublishableKey)).Value;

        Assert.Equal((PrincipalKind.Visitor, Tenant), (found.Kind, found.TenantId));
        var read = (await tokens.ValidateAsync(token!)).Value;
        Assert.Equal((found.Subject, Origin), (read.Caller.Principal.Subject, read.Origin));
        Assert.NotEqual("caller", found.Subject);
    }

    [Fact]
    public async Task FindAsync_PublishableKeyThatNamesAVisitor_DoesNotBecomeIt()
    {
        var (found, _) = (await FindAsync("PublishableKey", PrincipalKind.PublishableKey, null, "victim")).Value;

        Assert.NotEqual("victim", found.Subject);
    }

    [Fact]
    public async Task FindAsync_PublishableKeyWithAConversation_NeedsItsVisitorsToken() =>
        Assert.IsType<VisitorTokenRequired>(
            (await FindAsync("PublishableKey", PrincipalKind.PublishableKey, Conversation)).Error
        );

    [Fact]
    public async Task FindAsync_RetryOfANewVisitor_IsTheSameVisitor()
    {
        var retry = new RetryIdentity { VisitorId = "derived" };

        Assert.Equal(
            "derived",
            (await FindAsync("PublishableKey", PrincipalKind.PublishableKey, retry: retry)).Value.Visitor.Subject
        );
        Assert.Equal(
            "derived",
            (await FindAsync("SecretKey", PrincipalKind.SecretKey, retry: retry)).Value.Visitor.Subject
        );
        Assert.Equal(
            "named",
            (await FindAsync("SecretKey", PrincipalKind.SecretKey, null, "named", retry)).Value.Visitor.Subject
        );
    }

    [Fact]
    public async Task FindAsync_Agent_IsNoVisitor() =>
        Assert.IsType<VisitorExpected>((await FindAsync("Agent", PrincipalKind.Agent)).Error);

    [Fact]
    public async Task FindAsync_SecretKeyThatNamesAVisitor_IsTheVisitorInAnyConversation()
    {
        var (found, token) = (await FindAsync("SecretKey", PrincipalKind.SecretKey, Conversation, "v-1")).Value;

        Assert.Equal(("v-1", PrincipalKind.Visitor), (found.Subject, found.Kind));
        Assert.NotNull(token);
        Assert.Empty(conversations.Requests);
    }

    [Theory]
    [InlineData(AuthorKind.Visitor, PrincipalKind.Visitor)]
    [InlineData(AuthorKind.User, PrincipalKind.User)]
    public async Task FindAsync_SecretKeyWithAConversation_IsItsOwner(AuthorKind owner, PrincipalKind principal)
    {
        conversations.Answer = () =>
            new Conversation
            {
                Owner = new Author { Kind = owner, Id = "owner" },
            };

        var (found, token) = (await FindAsync("SecretKey", PrincipalKind.SecretKey, Conversation)).Value;

        Assert.Equal(("owner", principal, Tenant), (found.Subject, found.Kind, found.TenantId));
        Assert.Null(token);
        Assert.Equal([Conversation], conversations.Requests);
    }

    [Fact]
    public async Task FindAsync_SecretKeyWithAnUnknownConversation_IsNotFound()
    {
        conversations.Answer = static () => throw new NotFound("conversation_not_found", "None.").ToRpcException();

        Assert.Equal(
            "conversation_not_found",
            (await FindAsync("SecretKey", PrincipalKind.SecretKey, Conversation)).Error?.Code
        );
    }

    private async Task<Result<(Principal Visitor, string? Token)>> FindAsync(
        string kind,
        PrincipalKind principal,
        string? conversationId = null,
        string? visitorId = null,
        RetryIdentity? retry = null
    ) =>
        await new VisitorDirectory(tokens, conversations).FindAsync(
            new Caller(
                Enum.Parse<CallerKind>(kind),
                new Principal
                {
                    TenantId = Tenant,
                    Subject = "caller",
                    Kind = principal,
                }
            ),
            new ChatRequest
            {
                Message = "Hi",
                ConversationId = conversationId,
                VisitorId = visitorId,
            },
            retry ?? new RetryIdentity(),
            new RequestOrigin(Origin, IsOwn: false),
            TestContext.Current.CancellationToken
        );

    private sealed class FixedConversations : Conversations.ConversationsClient
    {
        public Func<Conversation> Answer { get; set; } = static () => throw new NotSupportedException();

        public List<string> Requests { get; } = [];

        public override AsyncUnaryCall<Conversation> GetConversationAsync(
            GetConversationRequest request,
            CallOptions options
        )
        {
            Requests.Add(request.ConversationId);
            return new(
                Task.Run(Answer),
                Task.FromResult(new Metadata()),
                static () => Status.DefaultSuccess,
                static () => [],
                static () => { }
            );
        }
    }
}
