using Chat.ServiceDefaults;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Tests.Testing;

/// <summary>An agent takes a conversation over from the AI.</summary>
internal static class TakeOvers
{
    public static async Task TakeOverAsync(this ConversationChange change, Guid tenantId, Guid conversationId)
    {
        var taken = await change.MoveAsync(
            new ConversationKey(tenantId, conversationId),
            ConversationActor.System,
            new ConversationMove { Action = ConversationAction.Assign, AgentId = Ids.New() },
            TestContext.Current.CancellationToken
        );
        Assert.True(taken.IsSuccess);
    }
}
