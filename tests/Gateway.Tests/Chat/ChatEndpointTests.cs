using System.Net;
using System.Net.Http.Json;
using Chat.Gateway.Tests.Fakes;
using Chat.Gateway.Tests.Sse;

namespace Chat.Gateway.Tests.Chat;

[Trait("Level", "Component")]
public sealed class ChatEndpointTests : IAsyncLifetime
{
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => gateway = await GatewayHost.StartAsync(Cancelled);

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task Post_WithPublishableKey_StreamsEveryEventWithItsCursor()
    {
        using var client = gateway.NewClient();

        using var response = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        var events = SseReader.Parse(await response.Content.ReadAsByteArrayAsync(Cancelled));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType?.MediaType);
        Assert.Equal(
            [
                ("conversation", $"7.1.{FakeReplies.ReplyId}.0"),
                ("delta", $"7.1.{FakeReplies.ReplyId}.5"),
                ("delta", $"7.1.{FakeReplies.ReplyId}.11"),
                ("citation", $"7.1.{FakeReplies.ReplyId}.11"),
                ("usage", $"7.1.{FakeReplies.ReplyId}.11"),
                ("done", "7.2"),
            ],
            events.Select(e => (e.Name, e.Id))
        );
    }

    [Fact]
    public async Task Post_NewVisitor_FirstEventCarriesATokenThatWorks()
    {
        using var client = gateway.NewClient();
        using var first = await client.PostAsJsonAsync("/v1/chat", new { message = "Hi" }, Cancelled);
        var events = SseReader.Parse(await first.Content.ReadAsByteArrayAsync(Cancelled));
        var token = events[0].Json.GetProperty("visitorToken").GetString()!;
        using var visitor = gateway.NewClient(token);

        using var second = await visitor.PostAsJsonAsync(
            "/v1/chat",
            new { message = "More", conversationId = FakeReplies.ConversationId },
            Cancelled
        );

        Assert.Equal(HttpStatusCode.OK, second.StatusCode);
        var authors = gateway.Fakes.Replies.Requests.Select(request => request.Author.Id).ToList();
        Assert.Equal(authors[0], authors[1]);
    }
}
