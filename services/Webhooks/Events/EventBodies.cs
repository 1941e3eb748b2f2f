using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults.Messaging;
using Chat.Webhooks.Subscriptions;
using Google.Protobuf;

namespace Chat.Webhooks.Events;

/// <summary>One domain event on its way to subscriptions: written once in each format that somebody wants it in.</summary>
internal sealed class EventBodies
{
    private readonly IMessage _message;
    private readonly EventHeader _header;
    private readonly string? _traceParent;
    private readonly WebhookEvent?[] _written = new WebhookEvent?[3];

    public EventBodies(ReceivedEvent received)
    {
        _message = received.Message;
        _traceParent = received.TraceParent;
        _header = _message switch
        {
            MessagePosted posted => posted.Header,
            ConversationStarted started => started.Header,
            LeadCaptured captured => captured.Header,
            ConversationChanged changed => changed.Header,
            CustomerCreated created => created.Header,
            CustomerUpdated updated => updated.Header,
            CustomerDeleted deleted => deleted.Header,
            OfflineMessageLeft left => left.Header,
            _ => throw new ArgumentException($"{_message.Descriptor.FullName} was not asked for.", nameof(received)),
        };
        TenantId = Guid.Parse(_header.TenantId);
    }

    public Guid TenantId { get; }

    /// <summary>The event as the subscription wants it; null when it does not.</summary>
    public WebhookEvent? For(SubscriptionEntry subscription)
    {
        var type =
            subscription.Format is WebhookFormat.ChatCops
                ? ChatCopsMapping.TypeOf(_message)
                : StandardMapping.TypeOf(_message);
        return type is not null && subscription.Wants(type)
            ? _written[(int)subscription.Format] ??= Write(subscription.Format, type)
            : null;
    }

    private WebhookEvent Write(WebhookFormat format, string type) =>
        new()
        {
            Id = Guid.Parse(_header.EventId),
            TenantId = TenantId,
            Type = type,
            ConversationId = _message switch
            {
                MessagePosted posted => posted.Message.ConversationId,
                ConversationStarted started => started.Conversation.Id,
                LeadCaptured captured => captured.Lead.ConversationId,
                ConversationChanged changed => changed.Conversation.Id,
                CustomerCreated created => created.Customer.Id,
                CustomerUpdated updated => updated.Customer.Id,
                CustomerDeleted deleted => deleted.CustomerId,
                _ => "",
            },
            // What has no place in the log goes ahead of what has.
            Sequence = _message switch
            {
                MessagePosted posted => posted.Message.Sequence,
                ConversationChanged changed => changed.Message.Sequence,
                // Customers are not numbered; the time of a change orders it.
                CustomerCreated or CustomerUpdated or CustomerDeleted => _header
                    .OccurredAt.ToDateTimeOffset()
                    .ToUnixTimeMilliseconds(),
                _ => 0,
            },
            Body = format is WebhookFormat.ChatCops ? ChatCopsMapping.Write(_message) : StandardMapping.Write(_message),
            TraceParent = _traceParent,
        };
}
