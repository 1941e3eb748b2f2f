using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Npgsql;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.MessageEdits;

[Trait("Level", "Component")]
public sealed class MessageEditsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Patch_Own_ChangesTheTextAndSaysSo()
    {
        var posted = await visitor.PostAsync("helo");

        var (status, body) = await visitor.PatchAsync(PathOf(posted), new { text = "hello" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("hello", body.GetProperty("text").GetString());
        var log = await visitor.ListAsync(posted.Conversation.Id);
        Assert.Equal("hello", log.Messages[0].Text);
        Assert.NotNull(log.Messages[0].EditedAt);
        var edited = log.Messages[1].Event.MessageEdited;
        Assert.Equal((posted.Message.Id, 1L, "hello"), (edited.MessageId, edited.Sequence, edited.Text));
        Assert.Equal(visitor.Author.Id, log.Messages[1].Event.Actor.Id);
    }

    [Fact]
    public async Task Delete_Own_LeavesThePlaceAndNothingElse()
    {
        var posted = await visitor.PostAsync("my secret");
        await visitor.PostAsync("next", posted.Conversation.Id);

        var (status, _) = await visitor.DeleteAsync(PathOf(posted));
        var (again, body) = await visitor.DeleteAsync(PathOf(posted));

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal((HttpStatusCode.Conflict, "message_deleted"), (again, Code(body)));
        var log = await visitor.ListAsync(posted.Conversation.Id);
        Assert.Equal(("", 1L), (log.Messages[0].Text, log.Messages[0].Sequence));
        Assert.NotNull(log.Messages[0].DeletedAt);
        Assert.Equal(posted.Message.Id, log.Messages[2].Event.MessageDeleted.MessageId);
        var request = visitor.Message("and", posted.Conversation.Id);
        request.HistoryLimit = 10;
        Assert.Equal(["next"], (await visitor.PostAsync(request)).History.Select(message => message.Text));
    }

    [Fact]
    public async Task Delete_Edited_TakesTheTextsOfTheEdits()
    {
        var posted = await visitor.PostAsync("my secret");
        var other = await visitor.PostAsync("helo", posted.Conversation.Id);
        await visitor.PatchAsync(PathOf(posted), new { text = "my other secret" });
        await visitor.PatchAsync(PathOf(other), new { text = "hello" });

        await visitor.DeleteAsync(PathOf(posted));

        var log = await visitor.ListAsync(posted.Conversation.Id);
        var edits = log.Messages.Select(entry => entry.Event?.MessageEdited).OfType<Wire.MessageEdited>();
        Assert.Equal(
            [(posted.Message.Id, ""), (other.Message.Id, "hello")],
            edits.Select(edit => (edit.MessageId, edit.Text))
        );
    }

    [Fact]
    public async Task Patch_Later_IsForKeysAlone()
    {
        var posted = await visitor.PostAsync("hello");
        await using var command = sessions.A.Admin.CreateCommand(
            "update messages set created_at = now() - interval '16 minutes' where tenant_id = $1"
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = visitor.Principal.TenantId });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        var (refused, body) = await visitor.PatchAsync(PathOf(posted), new { text = "b" });
        var (edited, _) = await Key.PatchAsync(PathOf(posted), new { text = "c" });

        Assert.Equal((HttpStatusCode.Conflict, "edit_window_over"), (refused, Code(body)));
        Assert.Equal(HttpStatusCode.OK, edited);
    }

    [Fact]
    public async Task Patch_Anothers_IsForbidden()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

        var (status, body) = await agent.PatchAsync(PathOf(posted), new { text = "b" });

        Assert.Equal((HttpStatusCode.Forbidden, "message_of_another"), (status, Code(body)));
    }

    [Fact]
    public async Task Patch_AnInternalOneByItsVisitor_IsNotFound()
    {
        var posted = await visitor.PostAsync("hello");
        var (_, whisper) = await Key.SubmitAsync(MessagesOf(posted), new { text = "psst", visibility = "internal" });

        var (status, _) = await visitor.PatchAsync(
            $"{MessagesOf(posted)}/{whisper.GetProperty("id").GetString()}",
            new { text = "b" }
        );

        Assert.Equal(HttpStatusCode.NotFound, status);
    }

    [Fact]
    public async Task Reactions_ComeAndGo_AreListedAndToldOf()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);
        var path = $"{PathOf(posted)}/reactions/{Uri.EscapeDataString("\U0001F44D")}";

        await agent.PutAsync(path, null);
        await agent.PutAsync(path, null);
        var (_, both) = await visitor.PutAsync(path, null);
        var (_, one) = await agent.DeleteAsync(path);

        Assert.Equal(2, both.GetProperty("reactions")[0].GetProperty("authors").GetArrayLength());
        Assert.Equal(1, one.GetProperty("reactions")[0].GetProperty("authors").GetArrayLength());
        var log = await visitor.ListAsync(posted.Conversation.Id);
        Assert.Equal([true, true, false], log.Messages.Skip(1).Select(entry => entry.Event.ReactionChanged.Added));
        Assert.Equal(visitor.Author.Id, log.Messages[0].Reactions[0].Authors[0].Id);
    }

    [Fact]
    public async Task Post_AgentByRest_IsAMessageOfItsOwn()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Caller.Of(sessions.A, PrincipalKind.Agent, visitor.Principal.TenantId);

        var (status, body) = await agent.SubmitAsync(
            MessagesOf(posted),
            new
            {
                text = "https://files.example/a.png",
                type = "image",
                metadata = new { url = "https://files.example/a.png" },
            },
            "k"
        );
        var (again, same) = await agent.SubmitAsync(MessagesOf(posted), new { text = "look" }, "k");

        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.OK), (status, again));
        Assert.Equal(Text(body, "id"), Text(same, "id"));
        Assert.Equal("image", Text(same, "type"));
        Assert.Equal("agent", Text(body.GetProperty("author"), "kind"));
        Assert.Equal("https://files.example/a.png", Text(same.GetProperty("metadata"), "url"));
        var (_, conversation) = await agent.GetAsync($"/v1/conversations/{posted.Conversation.Id}");
        Assert.NotEqual(JsonValueKind.Null, conversation.GetProperty("firstResponseAt").ValueKind);
    }

    [Theory]
    [InlineData("internal", "text")]
    [InlineData("public", "system")]
    public async Task Post_VisitorAsTheCompany_IsForbidden(string visibility, string type)
    {
        var posted = await visitor.PostAsync("hello");

        var (status, body) = await visitor.SubmitAsync(
            MessagesOf(posted),
            new
            {
                text = "a",
                visibility,
                type,
            }
        );

        Assert.Equal((HttpStatusCode.Forbidden, "message_kind_forbidden"), (status, Code(body)));
    }

    [Theory]
    [InlineData("""{"text":""}""")]
    [InlineData("""{"text":"a","type":"event"}""")]
    [InlineData("""{"text":"a","visibility":"secret"}""")]
    [InlineData("""{"text":"a","metadata":[]}""")]
    [InlineData("""{"text":"a","author":{"kind":"ai"}}""")]
    public async Task Post_WrongField_IsInvalid(string json)
    {
        var posted = await visitor.PostAsync("hello");

        var (status, _) = await Key.SubmitAsync(MessagesOf(posted), JsonDocument.Parse(json).RootElement);

        Assert.Equal(HttpStatusCode.BadRequest, status);
    }

    private static string MessagesOf(Wire.PostMessageResponse posted) =>
        $"/v1/conversations/{posted.Conversation.Id}/messages";

    private static string PathOf(Wire.PostMessageResponse posted) => $"{MessagesOf(posted)}/{posted.Message.Id}";

    private static string? Code(JsonElement body) => Text(body, "code");

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
