using Chat.Sessions.Speaking;
using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Testing;

/// <summary>One Speak call.</summary>
internal sealed class SpeakingCaller : IDisposable
{
    private readonly AsyncDuplexStreamingCall<Wire.SpeakRequest, Wire.SpeakResponse> call;
    private readonly CancellationTokenSource breaking;

    public SpeakingCaller(Caller caller)
    {
        breaking = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        call = caller.Instance.Conversations.Speak(caller.Options(breaking.Token));
    }

    public static Wire.SpeakBegin Begin(Wire.PostMessageResponse posted, string textSoFar = "") =>
        new()
        {
            ConversationId = posted.Conversation.Id,
            ReplyId = posted.Lease.ReplyId,
            InReplyTo = posted.Message.Id,
            Fence = posted.Lease.Fence,
            Speaker = Caller.Ai,
            TextSoFar = textSoFar,
        };

    public static Wire.SpeakCommit Commit(string text) => new() { Text = text, State = Wire.MessageState.Complete };

    /// <summary>Speaks a whole reply.</summary>
    public static async Task<Wire.Message> AnswerAsync(Caller caller, Wire.PostMessageResponse posted, string text)
    {
        using var speaking = new SpeakingCaller(caller);
        await speaking.SendAsync(new Wire.SpeakRequest { Begin = Begin(posted), Commit = Commit(text) });
        return (await speaking.NextAsync()).Committed.Message;
    }

    /// <summary>Waits until an instance has heard this text, and no other.</summary>
    public static Task SaidAsync(SessionsInstance instance, Wire.PostMessageResponse posted, string text) =>
        Eventually.TrueAsync(
            () => instance.Get<ActiveReplies>().Find(Guid.Parse(posted.Conversation.Id))?.TextSoFar() == text,
            TestContext.Current.CancellationToken
        );

    /// <summary>Sends; to a call that is over, nothing: how it ended, whoever reads learns.</summary>
    public async Task SendAsync(Wire.SpeakRequest request)
    {
        try
        {
            await call.RequestStream.WriteAsync(request).WithTimeout();
        }
        catch (Exception exception) when (exception is RpcException or InvalidOperationException)
        {
            // As SpeakCall of Inference: what the engine throws depends on where the write was, and a refusal that came
            // faster than the write is "cancelled" here.
        }
    }

    public Task SayAsync(string replyId, int offset, string text) =>
        SendAsync(
            new Wire.SpeakRequest
            {
                Delta = new Wire.ReplyDelta
                {
                    ReplyId = replyId,
                    Offset = offset,
                    Text = text,
                },
            }
        );

    /// <summary>The next answer that is not about followers; throws what the call ended with.</summary>
    public async Task<Wire.SpeakResponse> NextAsync()
    {
        var next = await NextOfAllAsync();
        return next.Followed is null ? next : await NextOfAllAsync();
    }

    /// <summary>The next answer; throws what the call ended with.</summary>
    public async Task<Wire.SpeakResponse> NextOfAllAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WithTimeout(), "The call ended.");
        return call.ResponseStream.Current;
    }

    public Task<bool> EndedAsync() => call.ResponseStream.MoveNext(CancellationToken.None).WithTimeout();

    /// <summary>As a speaker that crashes.</summary>
    public Task BreakAsync() => breaking.CancelAsync();

    public void Dispose()
    {
        call.Dispose();
        breaking.Dispose();
    }
}
