using System.Net;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

/// <summary>What the widget says of the page the visitor is on.</summary>
public sealed class ChatCopsPageTests : GatewayTest
{
    private const int MaxUrl = 2_000;

    [Fact]
    public async Task Post_AddressCutWithinAPair_ReachesInferenceWithoutTheHalf()
    {
        var address = "https://shop.example/?q=".PadRight(MaxUrl - 1, 'x');
        using var client = Gateway.NewClient();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat")
        {
            Content = Answers.Json(
                $$$"""{"conversationId":"c-1","message":"Hi","pageContext":{"url":"{{{address}}}😀#reviews","title":"Shop"}}"""
            ),
        };

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Contains("\"token\"", await response.Content.ReadAsStringAsync(Cancelled), StringComparison.Ordinal);
        Assert.Equal(address, Gateway.Fakes.Replies.Requests.Single().Page.Url);
    }
}
