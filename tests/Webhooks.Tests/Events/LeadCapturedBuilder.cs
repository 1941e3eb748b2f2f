using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Webhooks.Tests.Events;

/// <summary>A lead as Sessions publishes it, of the conversation of <see cref="MessagePostedBuilder"/>.</summary>
internal static class LeadCapturedBuilder
{
    public static LeadCaptured Build(string externalId = "")
    {
        var posted = MessagePostedBuilder.Build();
        return new LeadCaptured
        {
            Header = posted.Header,
            ExternalId = externalId,
            Lead = new Lead
            {
                Id = "01890000-0000-7000-8000-00000000001e",
                ConversationId = posted.Message.ConversationId,
                Name = "Ada",
                Email = "ada@example.com",
                ProjectDetails = "A shop",
                Source = "chatcops-widget",
                CapturedAt = posted.Header.OccurredAt,
            },
        };
    }
}
