using Chat.Sessions.Conversations;
using Google.Protobuf.WellKnownTypes;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Messages;

/// <summary>Messages between domain and wire.</summary>
internal static class MessageMapping
{
    public static Wire.Author ToWire(this Author author) =>
        new()
        {
            Kind = (Wire.AuthorKind)author.Kind,
            Id = author.Id,
            DisplayName = author.DisplayName,
        };

    public static Author ToDomain(this Wire.Author author) =>
        new((AuthorKind)author.Kind, author.Id, author.DisplayName);

    public static Wire.Message ToWire(this StoredMessage message)
    {
        var wire = new Wire.Message
        {
            Id = message.Id.ToString(),
            ConversationId = message.ConversationId.ToString(),
            Sequence = message.Sequence,
            Author = message.Author.ToWire(),
            Text = message.Text,
            CreatedAt = Timestamp.FromDateTime(message.CreatedAt),
            ClientMessageId = message.ClientMessageId ?? "",
            State = (Wire.MessageState)message.State,
            InterruptionReason = message.InterruptionReason ?? "",
            InReplyTo = message.InReplyTo?.ToString() ?? "",
            Usage = message.Usage?.ToWire(),
            Supersedes = message.Supersedes?.ToString() ?? "",
            Type = (Wire.MessageType)message.Type,
            Visibility = (Wire.MessageVisibility)message.Visibility,
            MetadataJson = message.Metadata ?? "",
            Event = message.Event?.ToWire(),
            EditedAt = ToWire(message.EditedAt),
            DeletedAt = ToWire(message.DeletedAt),
            AsksNothing = message.AsksNothing,
        };
        foreach (var citation in message.Citations)
        {
            wire.Citations.Add(citation.ToWire());
        }

        foreach (var reaction in message.Reactions)
        {
            var written = new Wire.Reaction { Emoji = reaction.Emoji };
            written.Authors.Add(reaction.Authors.Select(ToWire));
            wire.Reactions.Add(written);
        }

        return wire;
    }

    /// <summary>What somebody sees who may not read it: that the log has an entry there.</summary>
    public static Wire.Message WithoutContent(this Wire.Message message) =>
        new()
        {
            Id = message.Id,
            ConversationId = message.ConversationId,
            Sequence = message.Sequence,
            Author = new Wire.Author { Kind = Wire.AuthorKind.System },
            CreatedAt = message.CreatedAt,
            State = Wire.MessageState.Complete,
            Type = Wire.MessageType.Event,
            Visibility = Wire.MessageVisibility.Internal,
        };

    private static Timestamp? ToWire(DateTime? time) => time is { } known ? Timestamp.FromDateTime(known) : null;

    public static Wire.Citation ToWire(this Citation citation) =>
        new()
        {
            Index = citation.Index,
            DocumentId = citation.DocumentId,
            ChunkId = citation.ChunkId,
            Title = citation.Title,
            Url = citation.Url,
            Quote = citation.Quote,
        };

    public static Citation ToDomain(this Wire.Citation citation) =>
        new()
        {
            Index = citation.Index,
            DocumentId = citation.DocumentId,
            ChunkId = citation.ChunkId,
            Title = citation.Title,
            Url = citation.Url,
            Quote = citation.Quote,
        };

    public static Wire.Usage ToWire(this Usage usage) =>
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

    public static Usage ToDomain(this Wire.Usage usage) =>
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
}
