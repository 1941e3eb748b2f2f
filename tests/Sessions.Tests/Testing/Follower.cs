using Chat.Testing.Time;
using Grpc.Core;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Testing;

/// <summary>One Follow call.</summary>
internal sealed class Follower : IDisposable
{
    private readonly AsyncDuplexStreamingCall<Wire.FollowRequest, Wire.FollowResponse> call;
    private readonly Queue<Wire.LogEntry> entries = new();
    private readonly Queue<Wire.Signal> signals = new();

    public Follower(Caller caller) =>
        call = caller.Instance.Live.Follow(caller.Options(TestContext.Current.CancellationToken));

    public long Epoch { get; private set; }

    public Task SubscribeAsync(Caller reader, string conversationId, Wire.Cursor? cursor = null, long id = 1) =>
        SubscribeAsync(reader.Token, conversationId, cursor, id);

    public Task SubscribeAsync(string token, string conversationId, Wire.Cursor? cursor = null, long id = 1) =>
        SendAsync(
            new Wire.FollowRequest
            {
                Subscribe = new Wire.Subscribe
                {
                    SubscriptionId = id,
                    IdentityToken = token,
                    ConversationId = conversationId,
                    Cursor = cursor,
                },
            }
        );

    /// <summary>Follows a conversation with its signals; on return the reader was let in.</summary>
    public async Task ListenAsync(Caller reader, string conversationId)
    {
        await SendAsync(
            new Wire.FollowRequest
            {
                Subscribe = new Wire.Subscribe
                {
                    SubscriptionId = 1,
                    IdentityToken = reader.Token,
                    ConversationId = conversationId,
                    Signals = true,
                },
            }
        );
        await SubscribedAsync();
    }

    public Task SendAsync(Wire.FollowRequest request) => call.RequestStream.WriteAsync(request).WithTimeout();

    public async Task<Wire.FollowResponse> NextResponseAsync()
    {
        Assert.True(await call.ResponseStream.MoveNext(CancellationToken.None).WithTimeout(), "The call ended.");
        return call.ResponseStream.Current;
    }

    /// <summary>The answer to a subscription.</summary>
    public async Task<Wire.Subscribed> SubscribedAsync()
    {
        var response = await NextResponseAsync();
        Epoch = response.Subscribed.Epoch;
        return response.Subscribed;
    }

    public async Task<Wire.LogEntry> NextAsync()
    {
        while (entries.Count == 0)
        {
            var response = await NextResponseAsync();
            foreach (var entry in response.Entries?.Entries ?? [])
            {
                entries.Enqueue(entry);
            }
        }

        return entries.Dequeue();
    }

    /// <summary>The next signal, of any kind; several may have come in one response.</summary>
    public async Task<Wire.Signal> NextSignalAsync()
    {
        while (signals.Count == 0)
        {
            var response = await NextResponseAsync();
            foreach (var signal in response.Signals?.Signals ?? [])
            {
                signals.Enqueue(signal);
            }
        }

        return signals.Dequeue();
    }

    public async Task<Wire.LogEntry[]> NextAsync(int count)
    {
        var next = new Wire.LogEntry[count];
        for (var i = 0; i < count; i++)
        {
            next[i] = await NextAsync();
        }

        return next;
    }

    /// <summary>Reads until the reply's message; answers the text of its deltas.</summary>
    public async Task<(string Text, Wire.Message Message)> ReadReplyAsync(int from = 0)
    {
        var text = "";
        while (true)
        {
            var entry = await NextAsync();
            if (entry.ReplyDelta is { } delta)
            {
                Assert.Equal(from + text.Length, delta.Offset);
                text += delta.Text;
            }
            else if (entry.Message is { } message)
            {
                return (text, message);
            }
        }
    }

    public void Dispose() => call.Dispose();
}
