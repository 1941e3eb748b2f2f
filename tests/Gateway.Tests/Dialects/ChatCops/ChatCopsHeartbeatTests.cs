using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

public sealed class ChatCopsHeartbeatTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings => [("Sse:HeartbeatInterval", "00:00:01")];

    [Fact]
    public async Task Post_ProviderIsSilent_SendsCommentsAndThenTheAnswer()
    {
        var release = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await release.Task.WaitAsync(context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Delta("Hi", 0), context.CancellationToken);
            await stream.WriteAsync(FakeReplies.Done("Hi"), context.CancellationToken);
        };
        using var client = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat")
        {
            Content = Answers.Json("""{"conversationId":"c","message":"Hi"}"""),
        };

        using var response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
        using var reader = new StreamReader(await response.Content.ReadAsStreamAsync(Cancelled));
        var first = await reader.ReadLineAsync(Cancelled).AsTask().WithTimeout();
        release.SetResult();

        Assert.Equal(": keep-alive", first);
        Assert.Contains("data: {\"type\":\"token\",\"content\":\"Hi\"}", await reader.ReadToEndAsync(Cancelled));
    }
}
