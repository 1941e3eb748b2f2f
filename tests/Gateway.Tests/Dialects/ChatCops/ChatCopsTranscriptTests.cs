using System.Text;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>Each transcript: a request, and the exact bytes of the answer's body.</summary>
[Trait("Level", "Component")]
public sealed class ChatCopsTranscriptTests : IAsyncLifetime
{
    private GatewayHost gateway = null!;

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => gateway = await GatewayHost.StartAsync(Cancelled);

    public async ValueTask DisposeAsync() => await gateway.DisposeAsync();

    [Fact]
    public async Task Post_ValidRequest_AnswersTheTranscript()
    {
        using var client = gateway.NewClient(credential: null);
        using var body = new StringContent(
            """{"conversationId":"c-1","message":"Hi","unknown":1}""",
            Encoding.UTF8,
            "application/json"
        );

        using var response = await client.PostAsync(new Uri("/chat", UriKind.Relative), body, Cancelled);

        Assert.Equal("*", response.Headers.GetValues("Access-Control-Allow-Origin").Single());
        Assert.Equal(
            """
            data: {"type":"token","content":"Hello"}

            data: {"type":"token","content":" world"}

            data: {"type":"done","done":true}

            data: [DONE]


            """,
            await response.Content.ReadAsStringAsync(Cancelled)
        );
    }
}
