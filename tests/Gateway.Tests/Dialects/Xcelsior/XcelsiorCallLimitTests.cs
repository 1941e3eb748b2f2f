using System.Text.Json;
using Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

namespace Chat.Gateway.Tests.Dialects.Xcelsior;

/// <summary>How often somebody who shows no credential may ask for conversations by their ids.</summary>
public sealed class XcelsiorCallLimitTests : XcelsiorTest
{
    private const string Address = "203.0.113.7";
    private const string Unknown = "0190b000-0000-7000-8000-00000000ffff";

    protected override (string Name, string Value)[] Settings =>
        [
            .. base.Settings,
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("RateLimit:MaxRequests", "100"),
            ("RateLimit:MaxRequestsPerAddress", "3"),
        ];

    [Theory]
    [InlineData("GET", "/messages")]
    [InlineData("POST", "/attachments/upload-url")]
    public async Task Every_GuessesFromOneAddress_AreRefusedBeforeAnythingIsLookedUp(string method, string path)
    {
        for (var n = 0; n < 3; n++)
        {
            Assert.Equal((404, "not_found"), await AskAsync(method, path, Address));
        }
        Gateway.Fakes.Conversations.Find = static _ => throw new InvalidOperationException("It was looked up.");

        Assert.Equal((429, "rate_limited"), await AskAsync(method, path, Address));
    }

    [Fact]
    public async Task Every_AnotherAddress_IsNotHeldUp()
    {
        for (var n = 0; n < 4; n++)
        {
            await AskAsync("GET", "/messages", Address);
        }

        Assert.Equal((404, "not_found"), await AskAsync("GET", "/messages", "203.0.113.8"));
    }

    [Fact]
    public async Task Every_Refusal_SaysWhenToComeBack()
    {
        for (var n = 0; n < 3; n++)
        {
            await AskAsync("GET", "/messages", Address);
        }

        using var refused = await SendAsync("GET", "/messages", Address);

        Assert.InRange(refused.Headers.RetryAfter!.Delta!.Value.TotalSeconds, 1, 60);
    }

    [Fact]
    public async Task Join_GuessesFromOneAddress_AreRefusedToo()
    {
        for (var n = 0; n < 3; n++)
        {
            await AskAsync("GET", "/messages", Address);
        }

        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email, Unknown),
            Cancelled,
            address: Address
        );

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("rate_limited", error.GetProperty("error").GetString());
        Assert.Empty(Rest.Requests);
    }

    [Fact]
    public async Task Connect_WithoutAConversation_CountsAsAMessageOnly()
    {
        for (var n = 0; n < 4; n++)
        {
            await AskAsync("GET", "/messages", Address);
        }

        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email),
            Cancelled,
            address: Address
        );

        await ConnectedAsync(client);
    }

    private async Task<(int Status, string? Error)> AskAsync(string method, string path, string address)
    {
        using var response = await SendAsync(method, path, address);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        return ((int)response.StatusCode, body.RootElement.GetProperty("error").GetString());
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string address)
    {
        using var http = Gateway.NewClient(credential: null);
        using var request = new HttpRequestMessage(new HttpMethod(method), path + XcelsiorClient.As(Email, Unknown));
        request.Headers.Add("X-Forwarded-For", address);
        return await http.SendAsync(request, Cancelled);
    }
}
