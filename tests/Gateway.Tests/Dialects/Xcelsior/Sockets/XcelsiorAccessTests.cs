using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.Xcelsior.Sockets;

/// <summary>Whose conversations a socket opens: an email in an address proves nothing.</summary>
public sealed class XcelsiorAccessTests : XcelsiorTest
{
    private const string OtherPage = "https://blog.example";

    protected override (string Name, string Value)[] Settings =>
        [
            .. base.Settings,
            ("Dialects:Xcelsior:AllowedOrigins:0", OtherPage),
            ("Proxies:Trusted:0", "127.0.0.1"),
            ("RateLimit:MaxRequests", "3"),
        ];

    [Fact]
    public async Task Join_OwnConversation_GoesOnBehindWhatWasDelivered()
    {
        await BeginAsync();
        Gateway.Fakes.Receipts.Set(ConversationId, 4);

        using var again = await ConnectAsync(Email, ConversationId);

        var (connected, followed) = await ConnectedAsync(again);
        Assert.Equal(ConversationId, connected.GetProperty("conversationId").GetString());
        Assert.Equal((7, 4), (followed.Cursor.Epoch, followed.Cursor.Sequence));
        // Joined, not begun anew.
        Assert.Single(Rest.Requests);
        Assert.Single(Gateway.Fakes.Visitors.Identified);
    }

    [Fact]
    public async Task Join_OwnConversationInOtherLetters_IsTheSameEmail()
    {
        await BeginAsync();

        using var again = await ConnectAsync("Customer@Example.COM", ConversationId);

        await ConnectedAsync(again);
        Assert.Single(Rest.Requests);
    }

    [Fact]
    public async Task Join_WithAnotherEmail_OpensNothing()
    {
        await BeginAsync();

        using var thief = await ConnectAsync("thief@example.com", ConversationId);

        await ConnectedAsync(thief);
        Assert.Equal(2, Rest.Requests.Count);
    }

    [Fact]
    public async Task Join_ConversationBegunInAnotherWay_OpensNothing()
    {
        Gateway.Fakes.Conversations.Find = static request => Conversation("a-visitor-of-the-native-api");

        using var client = await ConnectAsync(Email, ConversationId);

        await ConnectedAsync(client);
        Assert.Single(Rest.Requests);
    }

    [Fact]
    public async Task Join_Archived_BeginsANewOne()
    {
        await BeginAsync();
        var find = Gateway.Fakes.Conversations.Find;
        Gateway.Fakes.Conversations.Find = request =>
        {
            var found = find(request);
            found.Status = ConversationStatus.Archived;
            return found;
        };

        using var again = await ConnectAsync(Email, ConversationId);

        await ConnectedAsync(again);
        Assert.Equal(2, Rest.Requests.Count);
    }

    [Fact]
    public async Task Connect_SameEmailTwice_IsTwoVisitors()
    {
        await BeginAsync();
        await BeginAsync();

        Assert.Equal(2, Rest.Requests.Select(request => SubjectOf(request.Authorization)).Distinct().Count());
    }

    [Fact]
    public async Task Connect_OtherOrigin_IsToldSoInAFrame()
    {
        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email),
            Cancelled,
            origin: "https://evil.example"
        );

        Assert.Equal("origin_not_allowed", await ErrorAsync(client));
        Assert.Equal(4403, client.CloseCode);
        Assert.Empty(Rest.Requests);
    }

    [Theory]
    [InlineData($"/xcelsior/{GatewayHost.PublishableKey}", "")]
    [InlineData("/", $"&key={GatewayHost.PublishableKey}")]
    public async Task Connect_KeyInTheAddress_HasTheKeysOrigins(string path, string parameter)
    {
        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email) + parameter,
            Cancelled,
            path,
            GatewayHost.AllowedOrigin
        );
        using var stranger = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email) + parameter,
            Cancelled,
            path,
            OtherPage
        );

        await ConnectedAsync(client);
        Assert.Equal("origin_not_allowed", await ErrorAsync(stranger));
    }

    [Fact]
    public async Task Connect_SecretKeyInTheAddress_IsRefused()
    {
        using var client = await XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(Email),
            Cancelled,
            $"/xcelsior/{GatewayHost.SecretKey}"
        );

        Assert.Equal("key_invalid", await ErrorAsync(client));
        Assert.Equal(4401, client.CloseCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("?user=me")]
    [InlineData("?user=%7B%7D")]
    [InlineData("?user=%7B%22email%22:7%7D")]
    public async Task Connect_WithoutAUser_IsToldSo(string query)
    {
        using var client = await XcelsiorClient.ConnectAsync(Gateway.Address, query, Cancelled);

        Assert.Contains(await ErrorAsync(client), (string[])["user_required", "invalid_request"]);
        Assert.Equal(4400, client.CloseCode);
    }

    [Fact]
    public async Task Connect_TooOftenFromOneAddress_IsTold()
    {
        for (var n = 0; n < 3; n++)
        {
            await BeginAsync("203.0.113.7");
        }

        using var client = await ConnectAsync(Email, address: "203.0.113.7");

        var error = await client.NextAsync("error", Cancelled);
        Assert.Equal("rate_limited", error.GetProperty("error").GetString());
        Assert.InRange(error.GetProperty("retryAfter").GetInt32(), 1, 60);
        Assert.Null(await client.NextAsync(Cancelled));
        Assert.Equal(4503, client.CloseCode);
        Assert.Equal(3, Rest.Requests.Count);
    }

    [Fact]
    public async Task Get_KeyedPathWithoutASocket_SaysWhatIsExpected()
    {
        using var http = Gateway.NewClient(credential: null);

        using var response = await http.GetAsync($"/xcelsior/{GatewayHost.PublishableKey}", Cancelled);

        Assert.Equal(System.Net.HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(
            "websocket_required",
            (await Answers.JsonAsync(response, Cancelled)).GetProperty("error").GetString()
        );
    }

    private static async Task<string?> ErrorAsync(XcelsiorClient client)
    {
        var error = await client.NextAsync("error", Cancelled);
        Assert.Null(await client.NextAsync(Cancelled));
        return error.GetProperty("error").GetString();
    }

    private async Task BeginAsync(string? address = null)
    {
        using var client = await ConnectAsync(Email, address: address);
        await ConnectedAsync(client);
    }

    private Task<XcelsiorClient> ConnectAsync(string email, string? conversationId = null, string? address = null) =>
        XcelsiorClient.ConnectAsync(
            Gateway.Address,
            XcelsiorClient.As(email, conversationId),
            Cancelled,
            address: address
        );
}
