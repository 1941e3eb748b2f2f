using System.Collections.Concurrent;
using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Errors;
using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Grpc.Core;

namespace Chat.Gateway.Tests.Fakes;

/// <summary>One conversation, which everybody finds.</summary>
public sealed class FakeConversationResources : ConversationResources.ConversationResourcesBase
{
    /// <summary>What was asked, in order.</summary>
    public ConcurrentQueue<IMessage> Requests { get; } = new();

    /// <summary>What everything is refused with; null: nothing is.</summary>
    public Error? Refusal { get; set; }

    /// <summary>The conversation.</summary>
    public static Conversation Conversation { get; } =
        new()
        {
            Id = FakeReplies.ConversationId,
            Owner = new Author { Kind = AuthorKind.Visitor, Id = "v" },
            Mode = ConversationMode.Manual,
            Status = ConversationStatus.Queued,
            Epoch = 7,
            LastSequence = 3,
            CreatedAt = new Timestamp { Seconds = 1 },
            UpdatedAt = new Timestamp { Seconds = 2 },
            Details = new ConversationDetails
            {
                Revision = 4,
                Priority = ConversationPriority.High,
                Channel = "web",
                Subject = "Parcel",
                Tags = { "a", "b" },
                MetadataJson = """{"x":1}""",
                Customer = new CustomerCard { Id = "c", Email = "ada@example.com" },
                AssignedAgent = new AgentCard { Id = "g", Name = "Grace" },
                QueuedAt = new Timestamp { Seconds = 3 },
                MessageCount = 5,
                UnreadByAgents = 2,
                UnreadByCustomer = 1,
                Satisfaction = 4,
                Label = "bad",
            },
        };

    /// <inheritdoc/>
    public override Task<OpenConversationResponse> OpenConversation(
        OpenConversationRequest request,
        ServerCallContext context
    ) => AnswerAsync(request, new OpenConversationResponse { Conversation = Conversation, Created = true });

    /// <inheritdoc/>
    public override Task<ListConversationsResponse> ListConversations(
        ListConversationsRequest request,
        ServerCallContext context
    ) => AnswerAsync(request, new ListConversationsResponse { Conversations = { Conversation }, NextCursor = "next" });

    /// <inheritdoc/>
    public override Task<Conversation> MoveConversation(MoveConversationRequest request, ServerCallContext context) =>
        AnswerAsync(request, Conversation);

    private Task<T> AnswerAsync<T>(IMessage request, T answer)
    {
        Requests.Enqueue(request);
        return Refusal is { } refusal ? throw refusal.ToRpcException() : Task.FromResult(answer);
    }
}
