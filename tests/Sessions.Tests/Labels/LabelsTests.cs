using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Labels;

[Trait("Level", "Component")]
public sealed class LabelsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    private Caller Agent => Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

    [Fact]
    public async Task Put_Conversation_IsShownListedAndTold()
    {
        await EnableAsync();
        var (path, posted) = await BeginAsync();
        await visitor.PostAsync("another one");
        var agent = Agent;

        var (status, body) = await agent.PutAsync($"{path}/label", new { label = "needs_review" });
        await agent.PutAsync($"{path}/label", new { label = "needs_review" });

        Assert.Equal((HttpStatusCode.OK, "needs_review"), (status, Text(body, "label")));
        Assert.Equal("needs_review", Text((await Key.GetAsync(path)).Body, "label"));
        var (_, listed) = await Key.GetAsync("/v1/conversations?label=needs_review");
        Assert.Equal([posted.Conversation.Id], Ids(listed));
        Assert.Empty(Ids((await Key.GetAsync("/v1/conversations?label=good")).Body));
        var told = (await Key.ListAsync(posted.Conversation.Id)).Messages.Skip(1).Single();
        Assert.Equal(
            ("needs_review", "", agent.Principal.Subject, Wire.MessageVisibility.Internal),
            (told.Event.LabelChanged.Label, told.Event.LabelChanged.MessageId, told.Event.Actor.Id, told.Visibility)
        );
    }

    [Fact]
    public async Task Put_Message_IsShownToTheCompanyAlone()
    {
        await EnableAsync();
        var (path, posted) = await BeginAsync();

        var (status, body) = await Agent.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "bad" });

        Assert.Equal((HttpStatusCode.OK, "bad"), (status, Text(body, "label")));
        var (_, seen) = await Key.GetAsync($"{path}/messages");
        Assert.Equal("bad", Text(seen.GetProperty("data")[0], "label"));
        Assert.Equal("labelChanged", Text(seen.GetProperty("data")[1].GetProperty("event"), "kind"));
        Assert.Equal("bad", Text((await Key.GetAsync($"{path}/export")).Body.GetProperty("messages")[0], "label"));
        var (_, own) = await visitor.GetAsync($"{path}/messages");
        Assert.Null(Text(Assert.Single(own.GetProperty("data").EnumerateArray()), "label"));
        Assert.Null(Text((await visitor.GetAsync(path)).Body, "label"));
    }

    [Fact]
    public async Task List_OfOneLabel_IsNewestFirstByPages()
    {
        await EnableAsync();
        var posted = new List<string>();
        foreach (var label in (string[])["bad", "good", "bad", "bad"])
        {
            var (path, message) = await BeginAsync();
            await Key.PutAsync($"{path}/messages/{message.Message.Id}/label", new { label });
            posted.Add(message.Message.Id);
        }

        var (_, first) = await Key.GetAsync("/v1/messages/labelled?label=bad&limit=2");
        var (_, second) = await Key.GetAsync(
            $"/v1/messages/labelled?label=bad&limit=2&cursor={Text(first, "nextCursor")}"
        );

        Assert.Equal([posted[3], posted[2]], Messages(first));
        Assert.Equal([posted[0]], Messages(second));
        Assert.False(second.GetProperty("hasMore").GetBoolean());
        var (_, foreign) = await Caller
            .Of(sessions.A, PrincipalKind.SecretKey)
            .GetAsync("/v1/messages/labelled?label=bad");
        Assert.Empty(Messages(foreign));
    }

    [Fact]
    public async Task Delete_Both_LeavesNoLabel()
    {
        await EnableAsync();
        var (path, posted) = await BeginAsync();
        await Key.PutAsync($"{path}/label", new { label = "good" });
        await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" });

        var (_, conversation) = await Key.DeleteAsync($"{path}/label");
        var (_, message) = await Key.DeleteAsync($"{path}/messages/{posted.Message.Id}/label");

        Assert.Equal((null, null), (Text(conversation, "label"), Text(message, "label")));
        Assert.Empty(Messages((await Key.GetAsync("/v1/messages/labelled?label=good")).Body));
        Assert.Equal(
            ["good", "good", "", ""],
            (await Key.ListAsync(posted.Conversation.Id)).Messages.Skip(1).Select(m => m.Event.LabelChanged.Label)
        );
    }

    [Fact]
    public async Task List_ItsMessageWasDeleted_HasItNoMore()
    {
        await EnableAsync();
        var (path, posted) = await BeginAsync();
        await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" });

        await Key.DeleteAsync($"{path}/messages/{posted.Message.Id}");
        var (again, refused) = await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" });

        Assert.Empty(Messages((await Key.GetAsync("/v1/messages/labelled?label=good")).Body));
        Assert.Equal((HttpStatusCode.Conflict, "message_deleted"), (again, Text(refused, "code")));
    }

    [Fact]
    public async Task Put_SettingIsOff_IsRefused()
    {
        var (path, posted) = await BeginAsync();

        var (one, body) = await Key.PutAsync($"{path}/label", new { label = "good" });
        var (other, _) = await Key.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" });

        Assert.Equal((HttpStatusCode.Conflict, "labeling_disabled"), (one, Text(body, "code")));
        Assert.Equal(HttpStatusCode.Conflict, other);
    }

    [Fact]
    public async Task Put_Visitor_IsForbidden()
    {
        await EnableAsync();
        var (path, posted) = await BeginAsync();

        var (one, body) = await visitor.PutAsync($"{path}/label", new { label = "good" });
        var (other, _) = await visitor.PutAsync($"{path}/messages/{posted.Message.Id}/label", new { label = "good" });
        var (listed, _) = await visitor.GetAsync("/v1/messages/labelled?label=good");
        var (filtered, _) = await visitor.GetAsync("/v1/conversations?label=good");

        Assert.Equal((HttpStatusCode.Forbidden, "labeling_forbidden"), (one, Text(body, "code")));
        Assert.Equal(
            (HttpStatusCode.Forbidden, HttpStatusCode.Forbidden, HttpStatusCode.Forbidden),
            (other, listed, filtered)
        );
    }

    [Theory]
    [InlineData("great")]
    [InlineData("needs-review")]
    [InlineData(null)]
    public async Task Put_AnotherWord_IsInvalid(string? label)
    {
        await EnableAsync();
        var (path, _) = await BeginAsync();

        var (status, body) = await Key.PutAsync($"{path}/label", new { label });
        var (listed, _) = await Key.GetAsync($"/v1/conversations?label={label ?? "x"}");

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/label", Text(body.GetProperty("errors")[0], "pointer"));
        Assert.Equal(HttpStatusCode.BadRequest, listed);
    }

    [Fact]
    public async Task Put_AnotherTenantsMessage_IsNotFound()
    {
        await EnableAsync();
        var (path, _) = await BeginAsync();
        var foreign = await Caller.Visitor(sessions.A).PostAsync("theirs");

        var (status, body) = await Key.PutAsync($"{path}/messages/{foreign.Message.Id}/label", new { label = "good" });
        var (other, _) = await Key.PutAsync(
            $"/v1/conversations/{foreign.Conversation.Id}/label",
            new { label = "good" }
        );

        Assert.Equal((HttpStatusCode.NotFound, "message_not_found"), (status, Text(body, "code")));
        Assert.Equal(HttpStatusCode.NotFound, other);
    }

    private async Task EnableAsync()
    {
        var (status, _) = await Key.PatchAsync("/v1/settings/labels", new { labelingEnabled = true }, ifMatch: "*");
        Assert.Equal(HttpStatusCode.OK, status);
    }

    private async Task<(string Path, Wire.PostMessageResponse Posted)> BeginAsync()
    {
        var posted = await visitor.PostAsync("hello");
        return ($"/v1/conversations/{posted.Conversation.Id}", posted);
    }

    private static List<string?> Ids(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => Text(one, "id"))];

    private static List<string?> Messages(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => Text(one.GetProperty("message"), "id"))];

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
