using System.Net;
using System.Net.Http.Headers;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Chat;

public sealed class StreamLimitTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings => [("Limits:MaxStreamsPerVisitor", "1")];

    [Fact]
    public async Task Post_SecondStreamOfTheSameVisitor_Is429WithRetryAfter()
    {
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        using var first = await PostAsync(client);

        using var second = await PostAsync(client);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)), second.Headers.RetryAfter);
    }

    private static async Task<HttpResponseMessage> PostAsync(HttpClient client)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/chat")
        {
            Content = Answers.Json("""{"message":"Hi"}"""),
        };
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }
}
