using Chat.Contracts.Events.V1;
using Chat.Contracts.Sessions.V1;

namespace Chat.Webhooks.Tests.Events;

/// <summary>A conversation's beginning as Sessions publishes it; it is the one of <see cref="MessagePostedBuilder"/>.</summary>
internal static class ConversationStartedBuilder
{
    public static ConversationStarted Build(string externalId = "")
    {
        var posted = MessagePostedBuilder.Build();
        return new ConversationStarted
        {
            Header = posted.Header,
            Conversation = new Conversation
            {
                Id = posted.Message.ConversationId,
                ExternalId = externalId,
                Owner = posted.Message.Author,
                CreatedAt = posted.Message.CreatedAt,
            },
        };
    }
}
