using System.Threading.Channels;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Agents;
using Chat.Sessions.Conversations;
using Chat.Sessions.Messages;
using Chat.Sessions.Signals;
using Author = Chat.Sessions.Conversations.Author;
using AuthorKind = Chat.Sessions.Conversations.AuthorKind;
using Reason = Chat.Contracts.Sessions.V1.SubscriptionEnded.Types.Reason;

namespace Chat.Sessions.Live;

/// <summary>Lets the readers of one Follow call in, or not, and serves each until it is over.</summary>
internal sealed class FollowReader(
    LogSources sources,
    AgentDirectory agents,
    IIdentityTokens tokens,
    ChannelWriter<FollowResponse> responses,
    SemaphoreSlim starts
)
{
    /// <summary>Follows a conversation; answers why it ended.</summary>
    public async Task<Reason> FollowAsync(Subscribe subscribe, Followed followed)
    {
        var principal = tokens.Validate(subscribe.IdentityToken);
        // The command lives as long as its subscription, the token is good for a minute: a sixth of its memory.
        subscribe.IdentityToken = "";
        if (!principal.IsSuccess)
        {
            return RefusalOf(principal.Error);
        }

        var reader = principal.Value;
        var guard = AccessPolicy.GuardOf(reader);
        if (!guard.IsSuccess || await FindAsync(subscribe, reader, followed.Life) is not { } conversationId)
        {
            return Reason.NotFound;
        }

        var key = new LogKey(reader.TenantId, conversationId, guard.Value);
        var sink = new FollowSink(subscribe.SubscriptionId, SignalAccess.IsOutsider(reader), responses)
        {
            WhenSubscribed = () => followed.LetIn(key, AuthorOf(reader), subscribe.Signals),
        };
        var subscription = new LogSubscription(key, sources, sink) { WithSignals = subscribe.Signals };
        return await subscription.RunAsync(subscribe.Cursor, starts, followed.Life);
    }

    /// <summary>Listens to a topic without a log; answers why it ended.</summary>
    public async Task<Reason> ListenAsync(Listen listen, Followed followed)
    {
        var principal = tokens.Validate(listen.IdentityToken);
        listen.IdentityToken = "";
        if (!principal.IsSuccess)
        {
            return RefusalOf(principal.Error);
        }

        var reader = principal.Value;
        if (SignalAccess.TopicOf(reader, listen) is not { } topic || !await IsThereAsync(reader, listen, followed.Life))
        {
            return Reason.NotFound;
        }

        var key = new LogKey(reader.TenantId, topic.FeedOf(reader.TenantId), ConversationGuard.None);
        var sink = new FollowSink(listen.SubscriptionId, SignalAccess.IsOutsider(reader), responses);
        return await new SignalSubscription(key, sources.Hub, sink).RunAsync(followed.Life);
    }

    // Only what will never be accepted ends the reader; that the clocks differ is no fault of its credentials.
    private static Reason RefusalOf(Error error) => error is Unavailable ? Reason.Unavailable : Reason.Unauthenticated;

    // A topic of nobody would stay silent for good. Whoever listens to itself is there.
    private async ValueTask<bool> IsThereAsync(Principal reader, Listen listen, CancellationToken cancellationToken) =>
        listen.TopicCase is not Listen.TopicOneofCase.AgentId
        || !Guid.TryParse(listen.AgentId, out var agentId)
        || AgentAccess.AgentIdOf(reader) == agentId
        || await agents.IsPresentAsync(reader.TenantId, agentId, cancellationToken);

    private async ValueTask<Guid?> FindAsync(Subscribe subscribe, Principal reader, CancellationToken cancellationToken)
    {
        if (subscribe.ConversationId.Length > 0 || subscribe.ExternalId.Length is 0 or > MessagesLimits.ExternalId)
        {
            return Guid.TryParse(subscribe.ConversationId, out var id) ? id : null;
        }

        var found = await sources.Conversations.HandleAsync(reader, subscribe.ExternalId, cancellationToken);
        return found.IsSuccess ? found.Value.Id : null;
    }

    private static Author? AuthorOf(Principal reader) =>
        reader.Kind switch
        {
            PrincipalKind.Visitor => new Author(AuthorKind.Visitor, reader.Subject, reader.DisplayName ?? ""),
            PrincipalKind.User => new Author(AuthorKind.User, reader.Subject, reader.DisplayName ?? ""),
            PrincipalKind.Agent => new Author(AuthorKind.Agent, reader.Subject, reader.DisplayName ?? ""),
            _ => null,
        };
}
