using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Labels;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Labels;

/// <summary>What becomes of a label that is set again, changed, set at once, or too late.</summary>
[Trait("Level", "Component")]
public sealed class LabelChangesTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Of(PrincipalKind.SecretKey);

    [Theory]
    [InlineData("good")]
    [InlineData("bad")]
    [InlineData("needs_review")]
    public void Of_EachLabel_IsParsedAgain(string name) =>
        Assert.Equal(name, LabelNames.Of(LabelNames.Parse(name).GetValueOrDefault()));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Good")]
    [InlineData("needsReview")]
    public void Parse_AnotherWord_IsNone(string? name) => Assert.Null(LabelNames.Parse(name));

    [Fact]
    public async Task Put_MessageOnceMore_MovesItAndIsToldOnlyOfChanges()
    {
        var (path, posted) = await BeginAsync();
        var one = $"{path}/messages/{posted.Message.Id}/label";
        await Key.PutAsync(one, new { label = "good" });
        var before = Assert.Single(await LabelledAsync("good"));

        await Key.PutAsync(one, new { label = "good" });
        await Key.PutAsync(one, new { label = "bad" });

        Assert.Empty(await LabelledAsync("good"));
        var after = Assert.Single(await LabelledAsync("bad"));
        Assert.True(after.GetProperty("labelledAt").GetDateTime() > before.GetProperty("labelledAt").GetDateTime());
        Assert.Equal("bad", Text(after, "label"));
        var told = await ToldAsync(posted);
        Assert.Equal(["good", "bad"], told.Select(entry => entry.Event.LabelChanged.Label));
        Assert.All(told, entry => Assert.Equal(posted.Message.Id, entry.Event.LabelChanged.MessageId));
        Assert.All(told, entry => Assert.Equal(Wire.MessageVisibility.Internal, entry.Visibility));
    }

    [Fact]
    public async Task Put_SameAtOnce_IsToldOnce()
    {
        var (path, posted) = await BeginAsync();

        var labelled = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    (n % 2 == 0 ? Key : Key.At(sessions.B)).PutAsync(
                        $"{path}/messages/{posted.Message.Id}/label",
                        new { label = "good" }
                    )
                )
        );

        Assert.All(labelled, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        Assert.Single(await ToldAsync(posted));
    }

    [Fact]
    public async Task Delete_NoLabel_ChangesNothing()
    {
        var (path, posted) = await BeginAsync();

        var (conversation, _) = await Key.DeleteAsync($"{path}/label");
        var (message, _) = await Key.DeleteAsync($"{path}/messages/{posted.Message.Id}/label");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (conversation, message));
        Assert.Empty(await ToldAsync(posted));
    }

    [Fact]
    public async Task Put_OneMessage_LeavesTheOthersOfTheSamePlace()
    {
        var (path, first) = await BeginAsync();
        var (_, second) = await BeginAsync();
        await visitor.PostAsync("more", first.Conversation.Id);

        await Key.PutAsync($"{path}/messages/{first.Message.Id}/label", new { label = "good" });

        Assert.Equal(first.Message.Id, Text(Assert.Single(await LabelledAsync("good")).GetProperty("message"), "id"));
        var (_, log) = await Key.GetAsync($"/v1/conversations/{second.Conversation.Id}/messages");
        Assert.Null(Text(log.GetProperty("data")[0], "label"));
        var (_, own) = await Key.GetAsync($"{path}/messages");
        Assert.Equal(["good", null], own.GetProperty("data").EnumerateArray().Take(2).Select(m => Text(m, "label")));
    }

    [Fact]
    public async Task Put_MessageUnderAnotherConversation_IsNotFound()
    {
        var (_, first) = await BeginAsync();
        var (other, _) = await BeginAsync();

        var (status, body) = await Key.PutAsync($"{other}/messages/{first.Message.Id}/label", new { label = "good" });

        Assert.Equal((HttpStatusCode.NotFound, "message_not_found"), (status, Text(body, "code")));
        Assert.Empty(await LabelledAsync("good"));
    }

    [Fact]
    public async Task Put_AnEvent_IsNotFound()
    {
        var (path, _) = await BeginAsync();
        await visitor.PutAsync($"{path}/close", null);
        var (_, log) = await Key.GetAsync($"{path}/messages");
        var happened = log.GetProperty("data").EnumerateArray().Last();
        Assert.Equal("event", Text(happened, "type"));

        var (status, _) = await Key.PutAsync($"{path}/messages/{Text(happened, "id")}/label", new { label = "good" });

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task PutAndDelete_Archived_AreRefused()
    {
        var (path, posted) = await BeginAsync();
        await Key.PutAsync($"{path}/label", new { label = "good" });
        await Key.PutAsync($"{path}/close", null);
        await Key.PutAsync($"{path}/archive", null);

        (HttpStatusCode Status, JsonElement Body)[] refused =
        [
            await Key.PutAsync($"{path}/label", new { label = "bad" }),
            await Key.DeleteAsync($"{path}/label"),
            await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "bad" }),
        ];

        Assert.All(
            refused,
            one =>
                Assert.Equal((HttpStatusCode.Conflict, "conversation_archived"), (one.Status, Text(one.Body, "code")))
        );
        Assert.Equal("good", Text((await Key.GetAsync(path)).Body, "label"));
    }

    [Fact]
    public async Task Delete_SettingIsOff_IsRefused()
    {
        var (path, _) = await BeginAsync();
        await Key.PutAsync($"{path}/label", new { label = "good" });
        await Key.ChangeSettingsAsync("labels", new { labelingEnabled = false });

        var (status, body) = await Key.DeleteAsync($"{path}/label");

        Assert.Equal((HttpStatusCode.Conflict, "labeling_disabled"), (status, Text(body, "code")));
        Assert.Equal("good", Text((await Key.GetAsync(path)).Body, "label"));
    }

    [Fact]
    public async Task List_APageOfMany_IsOfTheNewest()
    {
        var posted = new List<string>();
        for (var n = 0; n < 4; n++)
        {
            var (path, message) = await BeginAsync();
            await Key.PutAsync($"{path}/messages/{message.Message.Id}/label", new { label = "good" });
            posted.Add(message.Message.Id);
        }

        var (_, first) = await Key.GetAsync("/v1/messages/labelled?label=good&limit=1");
        var (_, second) = await Key.GetAsync(
            $"/v1/messages/labelled?label=good&limit=1&cursor={Text(first, "nextCursor")}"
        );

        Assert.Equal(
            [posted[3], posted[2]],
            new[] { first, second }.Select(page => Text(page.GetProperty("data")[0].GetProperty("message"), "id"))
        );
    }

    [Theory]
    [InlineData("", "/label")]
    [InlineData("?label=great", "/label")]
    [InlineData("?label=good&limit=0", "/limit")]
    [InlineData("?label=good&limit=101", "/limit")]
    [InlineData("?label=good&cursor=x", "/cursor")]
    public async Task List_WrongQuery_IsNamed(string query, string pointer)
    {
        var (status, body) = await Key.GetAsync("/v1/messages/labelled" + query);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal(pointer, Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Theory]
    [InlineData(PrincipalKind.Agent, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.User, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.PublishableKey, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.Service, HttpStatusCode.Forbidden)]
    public async Task All_Kinds_AreWhatTheyMay(PrincipalKind kind, HttpStatusCode expected)
    {
        var (path, posted) = await BeginAsync();
        var caller = Of(kind);

        Assert.Equal(expected, (await caller.PutAsync($"{path}/label", new { label = "good" })).Status);
        Assert.Equal(expected, (await caller.DeleteAsync($"{path}/label")).Status);
        Assert.Equal(
            expected,
            (await caller.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" })).Status
        );
        Assert.Equal(expected, (await caller.GetAsync("/v1/messages/labelled?label=good")).Status);
    }

    [Fact]
    public async Task Put_UnknownConversationOrMessage_IsNotFound()
    {
        var (path, _) = await BeginAsync();

        var (conversation, _) = await Key.PutAsync($"/v1/conversations/{Ids.New()}/label", new { label = "good" });
        var (message, _) = await Key.PutAsync($"{path}/messages/{Ids.New()}/label", new { label = "good" });

        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (conversation, message));
    }

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, visitor.Principal.TenantId);

    private async Task<List<JsonElement>> LabelledAsync(string label) =>
        [.. (await Key.GetAsync($"/v1/messages/labelled?label={label}")).Body.GetProperty("data").EnumerateArray()];

    private async Task<List<Wire.Message>> ToldAsync(Wire.PostMessageResponse posted) =>
        [
            .. (await Key.ListAsync(posted.Conversation.Id)).Messages.Where(entry =>
                entry.Event?.LabelChanged is not null
            ),
        ];

    private async Task<(string Path, Wire.PostMessageResponse Posted)> BeginAsync()
    {
        await Key.ChangeSettingsAsync("labels", new { labelingEnabled = true });
        var posted = await visitor.PostAsync("hello");
        return ($"/v1/conversations/{posted.Conversation.Id}", posted);
    }

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
