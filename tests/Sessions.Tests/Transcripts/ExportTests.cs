using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Transcripts;

/// <summary>What an export and the counts hold, to the letter, and who gets them.</summary>
[Trait("Level", "Component")]
public sealed class ExportTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Of(PrincipalKind.SecretKey);

    [Fact]
    public async Task Export_Csv_HasALineForEachEntry()
    {
        await Key.ChangeSettingsAsync("labels", new { labelingEnabled = true });
        var posted = await visitor.PostAsync(NamedMessage("Hello, \"you\""));
        var path = $"/v1/conversations/{posted.Conversation.Id}";
        await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "needs_review" });
        var agent = new Caller(sessions.A, Of(PrincipalKind.Agent).Principal with { DisplayName = "Grace" });
        await agent.SubmitAsync($"{path}/messages", new { text = "psst", visibility = "internal" });
        var gone = await visitor.PostAsync("my secret", posted.Conversation.Id);
        await visitor.DeleteAsync($"{path}/messages/{gone.Message.Id}");

        var (text, _) = await DownloadAsync($"{path}/export?format=csv");

        var lines = text.Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(
            "\"sequence\",\"createdAt\",\"authorKind\",\"authorId\",\"authorName\",\"type\",\"visibility\",\"label\",\"text\"",
            lines[0]
        );
        string Who(Caller caller, string kind, string name) => $"\"{kind}\",\"{caller.Principal.Subject}\",\"{name}\"";
        Assert.Equal(
            [
                $"\"1\",{Who(visitor, "visitor", "Ada")},\"text\",\"public\",\"needs_review\",\"Hello, \"\"you\"\"\"",
                "\"2\",\"system\",\"\",\"\",\"event\",\"internal\",\"\",\"labelChanged\"",
                $"\"3\",{Who(agent, "agent", "Grace")},\"text\",\"internal\",\"\",\"psst\"",
                $"\"4\",{Who(visitor, "visitor", "")},\"text\",\"public\",\"\",\"\"",
                "\"5\",\"system\",\"\",\"\",\"event\",\"public\",\"\",\"messageDeleted\"",
            ],
            lines.Skip(1).Select(WithoutTime)
        );
    }

    [Theory]
    [InlineData("", "json")]
    [InlineData("?format=", "json")]
    [InlineData("?format=json", "json")]
    [InlineData("?format=csv", "csv")]
    public async Task Export_EachFormat_IsAFileOfThatName(string query, string extension)
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;

        var (_, disposition) = await DownloadAsync($"/v1/conversations/{id}/export{query}");

        Assert.Equal($"attachment; filename=\"conversation-{id}.{extension}\"", disposition);
    }

    [Fact]
    public async Task Export_Json_HasWhatTheCompanyAloneKnows()
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;
        var path = $"/v1/conversations/{id}";
        await Key.SubmitAsync($"{path}/messages", new { text = "psst", visibility = "internal" });
        await Key.SubmitAsync($"{path}/notes", new { text = "one" });
        await Key.SubmitAsync($"{path}/notes", new { text = "two" });
        await Key.PutAsync($"{path}/tags/vip", null);

        var (status, body) = await Of(PrincipalKind.Agent).GetAsync($"{path}/export");

        Assert.Equal((HttpStatusCode.OK, JsonValueKind.Null), (status, body.GetProperty("rating").ValueKind));
        Assert.Equal(["two", "one"], body.GetProperty("notes").EnumerateArray().Select(note => Text(note, "text")));
        Assert.Equal("vip", body.GetProperty("conversation").GetProperty("tags")[0].GetString());
        Assert.Equal(
            ["Hello", "psst"],
            body.GetProperty("messages").EnumerateArray().Take(2).Select(message => Text(message, "text"))
        );
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.Agent, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.User, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.Service, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.PublishableKey, HttpStatusCode.Forbidden)]
    public async Task Export_Kinds_AreTheCompanysOwn(PrincipalKind kind, HttpStatusCode expected)
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;

        Assert.Equal(expected, (await Of(kind).GetAsync($"/v1/conversations/{id}/export")).Status);
    }

    [Fact]
    public async Task All_AnotherTenantOrUnknown_AreNotFound()
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        foreach (var what in (string[])["export", "export?format=csv", "stats"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync($"/v1/conversations/{id}/{what}")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Key.GetAsync($"/v1/conversations/{Ids.New()}/{what}")).Status);
        }
    }

    [Fact]
    public async Task Export_OtherFormat_NamesTheField()
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;

        var (status, body) = await Key.GetAsync($"/v1/conversations/{id}/export?format=CSV");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/format", Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task Stats_EachAuthor_IsCountedWithoutWhatWasDeleted()
    {
        var posted = await visitor.PostAsync(visitor.Question("Hello"));
        var path = $"/v1/conversations/{posted.Conversation.Id}";
        await SpeakingCaller.AnswerAsync(Of(PrincipalKind.Service), posted, "Hello, too");
        await Key.SubmitAsync($"{path}/messages", new { text = "Notice", type = "system" });
        await Of(PrincipalKind.Agent).SubmitAsync($"{path}/messages", new { text = "Hi" });
        var gone = await visitor.PostAsync("oops", posted.Conversation.Id);
        await visitor.DeleteAsync($"{path}/messages/{gone.Message.Id}");

        var (_, body) = await Key.GetAsync($"{path}/stats");

        string[] counts = ["total", "byCustomer", "byAgents", "byAi", "bySystem"];
        Assert.Equal([4, 1, 1, 1, 1], counts.Select(name => body.GetProperty(name).GetInt32()));
        var (first, last) = (body.GetProperty("firstAt").GetDateTime(), body.GetProperty("lastAt").GetDateTime());
        Assert.Equal((long)(last - first).TotalMilliseconds, body.GetProperty("durationMs").GetInt64());
        Assert.True(first < last);
    }

    [Fact]
    public async Task Stats_NothingSaid_HasNoTimes()
    {
        var (_, begun) = await Key.SubmitAsync(
            "/v1/conversations",
            new { owner = new { kind = "visitor", id = visitor.Principal.Subject } }
        );

        var (status, body) = await visitor.GetAsync($"/v1/conversations/{Text(begun, "id")}/stats");

        Assert.Equal((HttpStatusCode.OK, 0), (status, body.GetProperty("total").GetInt32()));
        Assert.Equal((null, null), (Text(body, "firstAt"), Text(body, "lastAt")));
        Assert.Equal(0, body.GetProperty("durationMs").GetInt64());
    }

    [Fact]
    public async Task Stats_AnotherVisitor_FindsNothing()
    {
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;

        var (status, _) = await Of(PrincipalKind.Visitor).GetAsync($"/v1/conversations/{id}/stats");

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, visitor.Principal.TenantId);

    private Wire.PostMessageRequest NamedMessage(string text)
    {
        var message = visitor.Message(text);
        message.Author = visitor.Author;
        message.Author.DisplayName = "Ada";
        return message;
    }

    private async Task<(string Text, string? Disposition)> DownloadAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", Key.Token);
        using var response = await sessions.A.Http.SendAsync(request, TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return (
            await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            response.Content.Headers.ContentDisposition?.ToString()
        );
    }

    // The second field; none of those in front of it, nor it itself, holds a comma.
    private static string WithoutTime(string line)
    {
        var fields = line.Split(',', 3);
        return $"{fields[0]},{fields[2]}";
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
