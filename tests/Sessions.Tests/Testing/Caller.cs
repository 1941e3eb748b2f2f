using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Testing;

/// <summary>Somebody with a token who talks to an instance.</summary>
internal sealed class Caller(SessionsInstance instance, Principal principal)
{
    public static readonly Wire.Author Ai = new() { Kind = Wire.AuthorKind.Ai, Id = "assistant" };

    public Principal Principal { get; } = principal;

    public SessionsInstance Instance { get; } = instance;

    public string Token => Instance.Token(Principal);

    public Wire.Author Author =>
        new()
        {
            Kind = Principal.Kind is PrincipalKind.User ? Wire.AuthorKind.User : Wire.AuthorKind.Visitor,
            Id = Principal.Subject,
        };

    /// <summary>A visitor of a tenant of its own.</summary>
    public static Caller Visitor(SessionsInstance instance, Guid? tenantId = null) =>
        Of(instance, PrincipalKind.Visitor, tenantId);

    public static Caller Of(SessionsInstance instance, PrincipalKind kind, Guid? tenantId = null) =>
        new(
            instance,
            new Principal
            {
                TenantId = tenantId ?? Ids.New(),
                Subject = Ids.NewText(),
                Kind = kind,
            }.WithScopes("speak", "live")
        );

    /// <summary>The same caller at another instance.</summary>
    public Caller At(SessionsInstance other) => new(other, Principal);

    public CallOptions Options(CancellationToken cancellationToken) =>
        new(new Metadata { { "authorization", "Bearer " + Token } }, cancellationToken: cancellationToken);

    public Wire.PostMessageRequest Message(string text, string conversationId = "") =>
        new()
        {
            ConversationId = conversationId,
            Author = Author,
            Text = text,
        };

    public Wire.PostMessageRequest Question(string text, string conversationId = "", string? replyId = null)
    {
        var request = Message(text, conversationId);
        request.Lease = new Wire.LeaseRequest { ReplyId = replyId ?? Ids.NewText() };
        return request;
    }

    public async Task<Wire.PostMessageResponse> PostAsync(Wire.PostMessageRequest request) =>
        await Instance
            .Conversations.PostMessageAsync(request, Options(TestContext.Current.CancellationToken))
            .ResponseAsync.WithTimeout();

    public Task<Wire.PostMessageResponse> PostAsync(string text, string conversationId = "") =>
        PostAsync(Message(text, conversationId));

    public async Task<Wire.ListMessagesResponse> ListAsync(string conversationId, long after = 0, int limit = 100) =>
        await Instance
            .Conversations.ListMessagesAsync(
                new Wire.ListMessagesRequest
                {
                    ConversationId = conversationId,
                    AfterSequence = after,
                    Limit = limit,
                },
                Options(TestContext.Current.CancellationToken)
            )
            .ResponseAsync.WithTimeout();

    /// <summary>What the call is refused with.</summary>
    public static async Task<RpcException> RefusalAsync(Func<Task> call) =>
        await Assert.ThrowsAsync<RpcException>(call);
}
