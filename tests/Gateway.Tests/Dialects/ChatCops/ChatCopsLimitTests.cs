using System.Net;
using Chat.Gateway.Tests.Fakes;
using Chat.Testing.Time;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>What counts for whose limit, and whom the company sees.</summary>
public sealed class ChatCopsLimitTests : GatewayTest
{
    private const string Id = "9b2f0b1c-3d4e-4f5a-8b6c-7d8e9f0a1b2c";
    private const string Asking = $$"""{"conversationId":"{{Id}}","message":"Hi"}""";

    protected override (string Name, string Value)[] Settings =>
        [("Proxies:Trusted:0", "127.0.0.1"), ("RateLimit:MaxRequests", "2"), ("Limits:MaxStreamsPerVisitor", "1")];

    [Fact]
    public async Task Post_VisitorsWithTokensAtOneAddress_EachHasItsOwnLimit()
    {
        string[] tokens = [await NewVisitorTokenAsync(), await NewVisitorTokenAsync()];

        foreach (var token in tokens.Concat(tokens))
        {
            using var response = await PostAsync($"/chat?visitor={token}", Asking);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
        using var over = await PostAsync($"/chat?visitor={tokens[0]}", Asking);

        Assert.Equal(HttpStatusCode.TooManyRequests, over.StatusCode);
    }

    [Fact]
    public async Task Post_RefusedForItsStreams_IsNotCounted()
    {
        var answer = Gateway.Fakes.Replies.Handler;
        Gateway.Fakes.Replies.Handler = async (_, stream, context) =>
        {
            await stream.WriteAsync(FakeReplies.Accepted(), context.CancellationToken);
            await new TaskCompletionSource().Task.WaitAsync(context.CancellationToken);
        };
        using (await PostAsync("/chat", Asking))
        {
            for (var time = 0; time < 3; time++)
            {
                using var refused = await PostAsync("/chat", Asking);
                Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            }
        }
        Gateway.Fakes.Replies.Handler = answer;

        // The stream that was closed gives its place back when the gateway has noticed.
        await Eventually.TrueAsync(
            async () =>
            {
                using var again = await PostAsync("/chat", Asking);
                return again.StatusCode == HttpStatusCode.OK;
            },
            Cancelled
        );
    }

    [Fact]
    public async Task Post_PageContext_IsWhatIsSeenOfTheVisitor()
    {
        const string Page = "https://shop.example/a";
        var body = $$$"""{"conversationId":"{{{Id}}}","message":"Hi","pageContext":{"url":"{{{Page}}}","title":"A"}}""";

        using var response = await PostAsync("/chat", body);

        await Eventually.TrueAsync(() => !Gateway.Fakes.Visitors.Seen.IsEmpty, Cancelled);
        var seen = Assert.Single(Gateway.Fakes.Visitors.Seen);
        Assert.Equal((Page, "A"), (seen.Page, seen.PageTitle));
        Assert.Equal(Gateway.Fakes.Replies.Requests.Single().Author.Id, seen.Subject);
    }

    private async Task<HttpResponseMessage> PostAsync(string path, string body)
    {
        using var client = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = Answers.Json(body) };
        request.Headers.Add("X-Forwarded-For", "203.0.113.6");
        return await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancelled);
    }
}
