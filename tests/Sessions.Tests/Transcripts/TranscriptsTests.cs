using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Transcripts;

[Trait("Level", "Component")]
public sealed class TranscriptsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Export_Json_IsAllThereIs()
    {
        var path = await BeginAsync(120);
        await Key.SubmitAsync($"{path}/notes", new { text = "watch this" });
        await visitor.PutAsync($"{path}/close", null);
        await visitor.PutAsync($"{path}/rating", new { value = 2 });

        var (status, body) = await Key.GetAsync($"{path}/export");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("closed", body.GetProperty("conversation").GetProperty("status").GetString());
        Assert.Equal(2, body.GetProperty("rating").GetProperty("satisfaction").GetInt32());
        Assert.Equal("watch this", body.GetProperty("notes")[0].GetProperty("text").GetString());
        Assert.Equal(
            Enumerable.Range(1, 123),
            body.GetProperty("messages").EnumerateArray().Select(message => message.GetProperty("sequence").GetInt32())
        );
    }

    [Fact]
    public async Task Export_Csv_HoldsNoFormula()
    {
        var posted = await visitor.PostAsync("=HYPERLINK(\"http://evil.example\")");
        using var request = new HttpRequestMessage(
            HttpMethod.Get,
            $"/v1/conversations/{posted.Conversation.Id}/export?format=csv"
        );
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", Key.Token);

        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var text = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.Equal("text/csv", response.Content.Headers.ContentType?.MediaType);
        Assert.EndsWith("\"'=HYPERLINK(\"\"http://evil.example\"\")\"\r\n", text, StringComparison.Ordinal);
        Assert.Equal(2, text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
    }

    [Fact]
    public async Task Export_OtherFormat_IsInvalid()
    {
        var (status, _) = await Key.GetAsync($"{await BeginAsync(1)}/export?format=pdf");

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    [Fact]
    public async Task Export_Visitor_IsForbidden()
    {
        var (status, body) = await visitor.GetAsync($"{await BeginAsync(1)}/export");

        Assert.Equal(
            (HttpStatusCode.Forbidden, "transcript_forbidden"),
            (status, body.GetProperty("code").GetString())
        );
    }

    [Fact]
    public async Task Stats_OfATalk_CountsWhoSaidWhat()
    {
        var path = await BeginAsync(2);
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);
        await agent.SubmitAsync($"{path}/messages", new { text = "hello" });
        await agent.SubmitAsync($"{path}/messages", new { text = "psst", visibility = "internal" });
        await visitor.PutAsync($"{path}/close", null);

        var (_, body) = await visitor.GetAsync($"{path}/stats");

        Assert.Equal(
            (3, 2, 1, 0),
            (Number(body, "total"), Number(body, "byCustomer"), Number(body, "byAgents"), Number(body, "byAi"))
        );
        Assert.True(body.GetProperty("durationMs").GetInt64() >= 0);
    }

    private async Task<string> BeginAsync(int messages)
    {
        var posted = await visitor.PostAsync("1");
        for (var n = 2; n <= messages; n++)
        {
            await visitor.PostAsync($"{n}", posted.Conversation.Id);
        }

        return $"/v1/conversations/{posted.Conversation.Id}";
    }

    private static int Number(JsonElement body, string name) => body.GetProperty(name).GetInt32();
}
