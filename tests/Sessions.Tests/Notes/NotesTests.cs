using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Notes;

[Trait("Level", "Component")]
public sealed class NotesTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task Post_Agent_IsReadByOthersWithAuthorAndTime()
    {
        var path = await BeginAsync();
        var jo = Agent("Jo");

        var (status, note) = await jo.SubmitAsync(path, new { text = "calls back at ten" });

        Assert.Equal(HttpStatusCode.Created, status);
        var (_, list) = await Agent("Kim").GetAsync(path);
        var read = list.GetProperty("data")[0];
        Assert.Equal(Text(note, "id"), Text(read, "id"));
        Assert.Equal(
            ("calls back at ten", jo.Principal.Subject, "Jo"),
            (Text(read, "text"), Text(read, "authorId"), Text(read, "authorName"))
        );
    }

    [Fact]
    public async Task Post_Agent_LeavesAnInternalEventWithoutItsText()
    {
        var path = await BeginAsync();
        await Agent("Jo").SubmitAsync(path, new { text = "secret" });

        var messages = path.Replace("/notes", "/messages", StringComparison.Ordinal);
        var (_, own) = await visitor.GetAsync(messages);
        var (_, all) = await Key.GetAsync(messages);

        Assert.Equal(1, own.GetProperty("data").GetArrayLength());
        var happened = all.GetProperty("data")[1].GetProperty("event");
        Assert.Equal(("noteChanged", "added"), (Text(happened, "kind"), Text(happened, "change")));
        Assert.DoesNotContain("secret", all.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Post_SameIdempotencyKey_IsOneNote()
    {
        var path = await BeginAsync();
        var jo = Agent("Jo");

        var (_, first) = await jo.SubmitAsync(path, new { text = "a" }, "k");
        var (_, second) = await jo.SubmitAsync(path, new { text = "a" }, "k");
        var (_, other) = await Agent("Kim").SubmitAsync(path, new { text = "a" }, "k");

        Assert.Equal(Text(first, "id"), Text(second, "id"));
        Assert.NotEqual(Text(first, "id"), Text(other, "id"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public async Task Post_WrongText_IsInvalid(string text)
    {
        var (status, body) = await Key.SubmitAsync(await BeginAsync(), new { text });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/text", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
    }

    [Fact]
    public async Task All_Visitor_AreForbidden()
    {
        var path = await BeginAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await visitor.SubmitAsync(path, new { text = "a" })).Status);
    }

    [Fact]
    public async Task All_AnotherTenant_AreNotFound()
    {
        var path = await BeginAsync();
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.SubmitAsync(path, new { text = "a" })).Status);
    }

    [Fact]
    public async Task Patch_Author_ChangesIt()
    {
        var path = await BeginAsync();
        var jo = Agent("Jo");
        var (_, note) = await jo.SubmitAsync(path, new { text = "a" });

        var (status, edited) = await jo.PatchAsync($"{path}/{Text(note, "id")}", new { text = "b" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal("b", Text(edited, "text"));
        Assert.NotEqual(JsonValueKind.Null, edited.GetProperty("editedAt").ValueKind);
    }

    [Fact]
    public async Task PatchAndDelete_Others_OnlyManagersAndKeys()
    {
        var path = await BeginAsync();
        var (_, note) = await Agent("Jo").SubmitAsync(path, new { text = "a" });
        var one = $"{path}/{Text(note, "id")}";

        var (refused, body) = await Agent("Kim").PatchAsync(one, new { text = "b" });
        var (kept, _) = await Agent("Kim").DeleteAsync(one);
        var (edited, _) = await Agent("Lee", "manager").PatchAsync(one, new { text = "c" });
        var (deleted, _) = await Key.DeleteAsync(one);
        var (gone, _) = await Key.DeleteAsync(one);

        Assert.Equal((HttpStatusCode.Forbidden, "note_of_another"), (refused, Text(body, "code")));
        Assert.Equal(HttpStatusCode.Forbidden, kept);
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.NoContent, HttpStatusCode.NotFound), (edited, deleted, gone));
    }

    [Fact]
    public async Task Get_PageByPage_IsAllNewestFirst()
    {
        var path = await BeginAsync();
        for (var n = 0; n < 3; n++)
        {
            await Key.SubmitAsync(path, new { text = $"{n}" });
        }

        var (_, first) = await Key.GetAsync($"{path}?limit=2");
        var (_, second) = await Key.GetAsync($"{path}?limit=2&cursor={Text(first, "nextCursor")}");

        Assert.Equal(
            ["2", "1", "0"],
            first
                .GetProperty("data")
                .EnumerateArray()
                .Concat(second.GetProperty("data").EnumerateArray())
                .Select(note => Text(note, "text"))
        );
    }

    private async Task<string> BeginAsync() =>
        $"/v1/conversations/{(await visitor.PostAsync("hello")).Conversation.Id}/notes";

    private Caller Agent(string name, string role = "agent") =>
        new(
            sessions.A,
            new Principal
            {
                TenantId = visitor.Principal.TenantId,
                Subject = Ids.NewText(),
                Kind = PrincipalKind.Agent,
                DisplayName = name,
                Roles = new HashSet<string>(StringComparer.Ordinal) { role },
            }
        );

    private static string Text(JsonElement body, string name) => body.GetProperty(name).GetString() ?? "";
}
