using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Grpc;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;

namespace Chat.Inference.Pacing;

/// <summary>Whether a customer went on writing while the AI took its time.</summary>
internal sealed class LaterMessages(Conversations.ConversationsClient conversations, PacingLog log)
{
    private const int Page = 100;

    /// <summary>Whether a later message will be answered, and this one with it. Asks only where something came behind it.</summary>
    public async Task<bool> AnyAsync(PostMessageResponse posted, Principal customer)
    {
        if (posted.Conversation.LastSequence <= posted.Message.Sequence)
        {
            return false;
        }
        var request = new ListMessagesRequest
        {
            ConversationId = posted.Conversation.Id,
            AfterSequence = posted.Message.Sequence,
            Limit = Page,
        };
        try
        {
            var later = await conversations.ListMessagesAsync(request, GrpcCall.As(customer, CancellationToken.None));
            return later.Messages.Any(AsksTheAi);
        }
        catch (RpcException exception)
        {
            // Two answers are better than none.
            log.LaterUnknown(exception.StatusCode);
            return false;
        }
    }

    // What is for people to read the AI is not asked to answer, and so takes nothing over.
    private static bool AsksTheAi(Message message) =>
        message is { AsksNothing: false, Type: not MessageType.Event }
        && message.Author.Kind is AuthorKind.Visitor or AuthorKind.User;
}
