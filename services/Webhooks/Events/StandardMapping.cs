using System.Diagnostics;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf;

namespace Chat.Webhooks.Events;

/// <summary>From the bus's events to the standard format's.</summary>
internal static class StandardMapping
{
    /// <summary>The event's name; null for what is no event of the format.</summary>
    public static string? TypeOf(IMessage message) =>
        message switch
        {
            MessagePosted => EventTypes.MessageCreated,
            ConversationStarted => EventTypes.ConversationStarted,
            LeadCaptured => EventTypes.LeadCaptured,
            ConversationChanged changed => ConversationChangeMapping.TypeOf(changed),
            OfflineMessageLeft => EventTypes.OfflineMessageReceived,
            CustomerCreated or CustomerUpdated or CustomerDeleted => CustomerEventMapping.TypeOf(message),
            _ => null,
        };

    /// <summary>The event's body.</summary>
    public static byte[] Write(IMessage message) =>
        message switch
        {
            MessagePosted posted => EventBody.Write(ToBody(posted)),
            ConversationStarted started => EventBody.Write(ToBody(started)),
            LeadCaptured captured => EventBody.Write(ToBody(captured)),
            ConversationChanged changed => EventBody.Write(ConversationChangeMapping.ToBody(changed)),
            OfflineMessageLeft left => EventBody.Write(OfflineMessageMapping.ToBody(left)),
            CustomerCreated or CustomerUpdated or CustomerDeleted => EventBody.Write(
                CustomerEventMapping.ToBody(message)
            ),
            _ => throw new UnreachableException($"{message.Descriptor.FullName} is no event of the standard format."),
        };

    private static MessageCreatedBody ToBody(MessagePosted posted) =>
        new(EventTypes.MessageCreated, posted.Header.OccurredAt.ToDateTimeOffset(), ToData(posted));

    private static ConversationStartedBody ToBody(ConversationStarted started)
    {
        var conversation = started.Conversation;
        return new ConversationStartedBody(
            EventTypes.ConversationStarted,
            started.Header.OccurredAt.ToDateTimeOffset(),
            new ConversationData(
                conversation.Id,
                NullIfEmpty(conversation.ExternalId),
                ToAuthor(conversation.Owner),
                conversation.CreatedAt.ToDateTimeOffset()
            )
        );
    }

    private static LeadCapturedBody ToBody(LeadCaptured captured)
    {
        var lead = captured.Lead;
        var data = new LeadData
        {
            Id = lead.Id,
            ConversationId = lead.ConversationId,
            ExternalId = NullIfEmpty(captured.ExternalId),
            Name = lead.Name,
            Email = lead.Email,
            Company = NullIfEmpty(lead.Company),
            Phone = NullIfEmpty(lead.Phone),
            ProjectDetails = lead.ProjectDetails,
            Source = lead.Source,
            CapturedAt = lead.CapturedAt.ToDateTimeOffset(),
        };
        return new LeadCapturedBody(EventTypes.LeadCaptured, captured.Header.OccurredAt.ToDateTimeOffset(), data);
    }

    private static MessageData ToData(MessagePosted posted)
    {
        var message = posted.Message;
        return new MessageData
        {
            Id = message.Id,
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            Author = ToAuthor(message.Author),
            Type = message.Type is MessageType.Unspecified or MessageType.Text
                ? null
                : message.Type.ToString().ToLowerInvariant(),
            Visibility = message.Visibility is MessageVisibility.Internal ? "internal" : null,
            Metadata = message.MetadataJson.Length > 0 ? JsonElement.Parse(message.MetadataJson) : null,
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

    /// <summary>Who did it.</summary>
    public static AuthorData ToAuthor(Author author) =>
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
        new()
        {
            Provider = usage.Provider,
            Model = usage.Model,
            InputTokens = usage.InputTokens,
            OutputTokens = usage.OutputTokens,
            Estimated = usage.Estimated,
            CachedInputTokens = usage.CachedInputTokens,
            CacheWriteTokens = usage.CacheWriteTokens,
        };

    private static string? NullIfEmpty(string text) => text.Length == 0 ? null : text;
}
