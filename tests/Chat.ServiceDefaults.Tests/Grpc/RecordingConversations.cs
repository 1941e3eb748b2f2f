using Chat.Contracts.Sessions.V1;
using Chat.ServiceDefaults.Identity;
using Grpc.Core;
using Microsoft.AspNetCore.Authorization;

namespace Chat.ServiceDefaults.Tests.Grpc;

internal sealed class RecordingConversations(CallRecord record) : Conversations.ConversationsBase
{
    public override Task<Conversation> GetConversation(GetConversationRequest request, ServerCallContext context)
    {
        record.Note(context);
        return Task.FromResult(new Conversation { Id = request.ConversationId });
    }

    [Authorize(Policies.Service)]
    public override Task<PostMessageResponse> PostMessage(PostMessageRequest request, ServerCallContext context)
    {
        record.Note(context);
        return Task.FromResult(new PostMessageResponse());
    }

    [Authorize(Policies.SpeakScope)]
    public override async Task Speak(
        IAsyncStreamReader<SpeakRequest> requestStream,
        IServerStreamWriter<SpeakResponse> responseStream,
        ServerCallContext context
    )
    {
        record.Note(context);
        await foreach (var _ in requestStream.ReadAllAsync(context.CancellationToken))
        {
            await responseStream.WriteAsync(new SpeakResponse(), context.CancellationToken);
        }
    }
}
