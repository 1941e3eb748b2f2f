using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;
using Google.Protobuf.WellKnownTypes;

namespace Chat.Webhooks.Tests.Events;

/// <summary>A visitor's message as Sessions publishes it, with everything that a test does not care about filled in.</summary>
internal static class MessagePostedBuilder
{
    public static readonly Guid Tenant = Guid.Parse("00000000-0000-7000-8000-000000000001");

    public static MessagePosted Build(
        string text = "Where is my parcel?",
        Guid? eventId = null,
        Guid? tenant = null,
        string conversationId = "01890000-0000-7000-8000-00000000000c",
        long sequence = 1
    ) =>
        new()
        {
            Header = new EventHeader
            {
                EventId = (eventId ?? Guid.CreateVersion7()).ToString(),
                TenantId = (tenant ?? Tenant).ToString(),
                OccurredAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 21, 10, 0, 1, TimeSpan.Zero)),
            },
            Message = new Message
            {
                Id = "01890000-0000-7000-8000-00000000000a",
                ConversationId = conversationId,
                Sequence = sequence,
                Author = new Author
                {
                    Kind = AuthorKind.Visitor,
                    Id = "v-1",
                    DisplayName = "Ada",
                },
                Text = text,
                CreatedAt = Timestamp.FromDateTimeOffset(new DateTimeOffset(2026, 11, 21, 10, 0, 0, TimeSpan.Zero)),
                State = MessageState.Complete,
            },
            Epoch = 1,
        };

    public static MessagePosted WithReply(this MessagePosted posted, int citations = 1, string quote = "three days")
    {
        posted.Message.Author = new Author { Kind = AuthorKind.Ai, Id = "ai" };
        posted.Message.InReplyTo = "01890000-0000-7000-8000-000000000009";
        posted.Message.Usage = new Usage
        {
            Provider = "local",
            Model = "extractive",
            InputTokens = 12,
            OutputTokens = 7,
            Estimated = true,
        };
        for (var i = 1; i <= citations; i++)
        {
            posted.Message.Citations.Add(
                new Citation
                {
                    Index = i,
                    DocumentId = "doc-1",
                    ChunkId = $"chunk-{i}",
                    Title = "Shipping",
                    Url = "https://example.com/shipping",
                    Quote = quote,
                }
            );
        }

        return posted;
    }
}
