using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Webhooks.Events;

/// <summary>From the bus's event to the webhooks' one: the only place of this feature that knows both.</summary>
internal static class MessagePostedMapping
{
    public static WebhookEvent ToWebhookEvent(this MessagePosted posted, string? traceParent) =>
        new()
        {
            Id = Guid.Parse(posted.Header.EventId),
            TenantId = Guid.Parse(posted.Header.TenantId),
            Type = EventTypes.MessageCreated,
            ConversationId = posted.Message.ConversationId,
            Sequence = posted.Message.Sequence,
            Body = EventBody.Write(ToBody(posted)),
            TraceParent = traceParent,
        };

    private static MessageCreatedBody ToBody(MessagePosted posted) =>
        new(EventTypes.MessageCreated, posted.Header.OccurredAt.ToDateTimeOffset(), ToData(posted));

    private static MessageData ToData(MessagePosted posted)
    {
        var message = posted.Message;
        return new MessageData
        {
            Id = message.Id,
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            Author = ToAuthor(message.Author),
            Text = message.Text,
            CreatedAt = message.CreatedAt.ToDateTimeOffset(),
            State = message.State is MessageState.Interrupted ? "interrupted" : "complete",
            InterruptionReason = NullIfEmpty(message.InterruptionReason),
            Citations = [.. message.Citations.Select(ToCitation)],
            Usage = message.Usage is { } usage ? ToUsage(usage) : null,
            InReplyTo = NullIfEmpty(message.InReplyTo),
            ExternalId = NullIfEmpty(posted.ExternalId),
        };
    }

    private static AuthorData ToAuthor(Author author) =>
        new(
            author.Kind switch
            {
                AuthorKind.Visitor => "visitor",
                AuthorKind.User => "user",
                AuthorKind.Agent => "agent",
                AuthorKind.Ai => "ai",
                _ => "system",
            },
            NullIfEmpty(author.Id),
            NullIfEmpty(author.DisplayName)
        );

    private static CitationData ToCitation(Citation citation) =>
        new(
            citation.Index,
            citation.DocumentId,
            citation.ChunkId,
            NullIfEmpty(citation.Title),
            NullIfEmpty(citation.Url),
            NullIfEmpty(citation.Quote)
        );

    private static UsageData ToUsage(Usage usage) =>
        new(usage.Provider, usage.Model, usage.InputTokens, usage.OutputTokens, usage.Estimated);

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
