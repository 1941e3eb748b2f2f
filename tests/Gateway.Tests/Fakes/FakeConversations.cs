using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>One conversation with one owner.</summary>
public sealed class FakeConversations : Conversations.ConversationsBase
{
    /// <summary>The owner of every conversation.</summary>
    public const string OwnerId = "owner-of-it";

    /// <inheritdoc/>
    public override Task<Conversation> GetConversation(GetConversationRequest request, ServerCallContext context) =>
        Task.FromResult(
            new Conversation
            {
                Id = request.ConversationId,
                Owner = new Author { Kind = AuthorKind.Visitor, Id = OwnerId },
            }
        );
}
