using System.Globalization;
using System.Net;
using System.Text.Json;
using Chat.Contracts.Sessions.V1;
using Chat.Gateway.Tests.Fakes;

namespace Chat.Gateway.Tests.Dialects.ChatCops;

public sealed class ChatCopsAnalyticsTests : GatewayTest
{
    [Fact]
    public async Task Get_SecretKey_AnswersTheOriginalsFields()
    {
        Gateway.Fakes.Analytics.Counts = new CountEventsResponse
        {
            ConversationsStarted = 2,
            MessagesSent = 3,
            MessagesReceived = 2,
            LeadsCaptured = 1,
        };

        var (status, body) = await GetAsync("?from=2026-03-01&to=2026-03-02");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(
            """{"totalConversations":2,"totalMessages":5,"leadsCaptured":1,"leadsCapture":1,"averageMessagesPerConversation":2.5,"eventCounts":{"conversation:started":2,"message:sent":3,"message:received":2,"lead:captured":1}}""",
            body
        );
        Assert.Equal(new CountEventsRequest { From = "2026-03-01", To = "2026-03-02" }, Gateway.Fakes.Analytics.Asked);
    }

    [Fact]
    public async Task Get_NothingHappened_HasAnAverageOfZero()
    {
        var (_, body) = await GetAsync("");

        Assert.Contains("\"averageMessagesPerConversation\":0,", body, StringComparison.Ordinal);
        var asked = Gateway.Fakes.Analytics.Asked!;
        Assert.Equal(365, Day(asked.To).DayNumber - Day(asked.From).DayNumber);
    }

    [Fact]
    public async Task Get_NoDay_IsRefused()
    {
        var (status, body) = await GetAsync("?from=yesterday");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Contains("\"error\":", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized, "unauthenticated")]
    [InlineData("sk_test_of_somebody_else", HttpStatusCode.Unauthorized, "key_invalid")]
    [InlineData(GatewayHost.PublishableKey, HttpStatusCode.Forbidden, "secret_key_required")]
    public async Task Get_NoSecretKey_IsRefused(string? key, HttpStatusCode expected, string error)
    {
        using var client = Gateway.NewClient(key);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/chat/analytics");
        request.Headers.Add("Origin", GatewayHost.AllowedOrigin);

        using var response = await client.SendAsync(request, Cancelled);

        Assert.Equal(expected, response.StatusCode);
        using var body = JsonDocument.Parse(await response.Content.ReadAsStringAsync(Cancelled));
        Assert.Equal(error, body.RootElement.GetProperty("error").GetString());
        Assert.False(string.IsNullOrEmpty(body.RootElement.GetProperty("message").GetString()));
    }

    private static DateOnly Day(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    private async Task<(HttpStatusCode Status, string Body)> GetAsync(string query)
    {
        using var client = Gateway.NewClient(GatewayHost.SecretKey);
        using var response = await client.GetAsync(new Uri("/chat/analytics" + query, UriKind.Relative), Cancelled);
        return (response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }
}
