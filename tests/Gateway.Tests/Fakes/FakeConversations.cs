using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>One conversation with one owner, in which everything is stored.</summary>
public sealed class FakeConversations : Conversations.ConversationsBase
{
    /// <summary>The owner of every conversation.</summary>
    public const string OwnerId = "owner-of-it";

    /// <summary>What was stored, in order.</summary>
    public ConcurrentQueue<PostMessageRequest> Posts { get; } = new();

    /// <summary>What storing gives.</summary>
    public Func<PostMessageRequest, AppendResult> Handler { get; set; } = request => Stored(request);

    /// <summary>What storing waits for.</summary>
    public Func<PostMessageRequest, Task> BeforeStoring { get; set; } = static _ => Task.CompletedTask;

    /// <summary>What looking for one gives.</summary>
    public Func<GetConversationRequest, Conversation> Find { get; set; } =
        static request => new Conversation
        {
            Id = request.ConversationId,
            Owner = new Author { Kind = AuthorKind.Visitor, Id = OwnerId },
        };

    /// <summary>The answer to a message that was stored.</summary>
    public static AppendResult Stored(
        PostMessageRequest request,
        ConversationMode mode = ConversationMode.Manual,
        string? knownText = null
    ) =>
        new()
        {
            Posted = new PostMessageResponse
            {
                Conversation = new Conversation
                {
                    Id = FakeReplies.ConversationId,
                    Epoch = 7,
                    Mode = mode,
                },
                Duplicate = knownText is not null,
                Message = new Message
                {
                    Id = FakeReplies.MessageId,
                    ConversationId = FakeReplies.ConversationId,
                    Sequence = 1,
                    Author = request.Author,
                    Text = knownText ?? request.Text,
                    ClientMessageId = request.ClientMessageId,
                },
            },
        };

    /// <inheritdoc/>
    public override async Task<AppendResponse> Append(AppendRequest request, ServerCallContext context)
    {
        var response = new AppendResponse();
        foreach (var item in request.Items)
        {
            Posts.Enqueue(item.Post);
            await BeforeStoring(item.Post);
            response.Results.Add(Handler(item.Post));
        }
        return response;
    }

    /// <inheritdoc/>
    public override Task<Conversation> GetConversation(GetConversationRequest request, ServerCallContext context) =>
        Task.FromResult(Find(request));
}
