using Chat.ServiceDefaults.Errors;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;

namespace Chat.Sessions.Speaking;

/// <summary>Stops a reply for somebody who may see its conversation.</summary>
internal sealed class StopReplyHandler(GetConversationHandler conversations, ReplyStops stops)
{
    /// <summary>False: the reply is not being spoken, because it is over or never was.</summary>
    public async Task<Result<bool>> HandleAsync(
        Principal principal,
        Guid conversationId,
        Guid replyId,
        CancellationToken cancellationToken
    )
    {
        var conversation = await conversations.HandleAsync(principal, conversationId, cancellationToken);
        return conversation.IsSuccess
            ? await stops.StopAsync(principal.TenantId, conversationId, replyId, cancellationToken)
            : conversation.Error;
    }
}
