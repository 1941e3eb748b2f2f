using System.Net;
using System.Net.Http.Headers;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Chat;

public sealed class StreamLimitTests : GatewayTest
{
    protected override (string Name, string Value)[] Settings =>
        [("Limits:MaxStreamsPerVisitor", "1"), ("RateLimit:MaxRequests", "2")];

    [Fact]
    public async Task Post_SecondStreamOfTheSameVisitor_Is429WithRetryAfter()
    {
        NeverAnswer();
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        using var first = await PostAsync(client);

        using var second = await PostAsync(client);

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(new RetryConditionHeaderValue(TimeSpan.FromSeconds(1)), second.Headers.RetryAfter);
    }

    [Fact]
    public async Task Post_RefusedForItsStreams_IsNotCountedAmongTheMessages()
    {
        var answer = Gateway.Fakes.Replies.Handler;
        NeverAnswer();
        using var client = Gateway.NewClient(await NewVisitorTokenAsync());
        using (await PostAsync(client))
        {
            for (var time = 0; time < 3; time++)
            {
                using var refused = await PostAsync(client);
                Assert.Equal("too_many_streams", await Answers.CodeAsync(refused, Cancelled));
            }
        }
        Gateway.Fakes.Replies.Handler = answer;

        // The stream that was closed gives its place back when the gateway has noticed.
        string? standing = null;
        await Eventually.TrueAsync(async () => (standing = await StandingAsync(client)) is not null, Cancelled);

        Assert.StartsWith("\"messages\";r=0;", standing);
    }

    private void NeverAnswer() =>
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await Task.Delay(Timeout.Infinite, context.CancellationToken);
        };

    // Null: there was no place yet.
    private static async Task<string?> StandingAsync(HttpClient client)
    {
        using var response = await PostAsync(client);
        if (response.StatusCode == HttpStatusCode.OK)
        {
            return response.Headers.GetValues("RateLimit").Single();
        }
        Assert.Equal("too_many_streams", await Answers.CodeAsync(response, Cancelled));
        return null;
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
