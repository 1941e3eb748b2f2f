using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.Notes;

/// <summary>What becomes of notes that are many, come twice or at once, and what the conversation's log tells of them.</summary>
[Trait("Level", "Component")]
public sealed class NoteChangesTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Theory]
    [InlineData(1, 1, HttpStatusCode.Created)]
    [InlineData(10_000, 255, HttpStatusCode.Created)]
    [InlineData(10_001, 1, HttpStatusCode.BadRequest)]
    [InlineData(1, 256, HttpStatusCode.BadRequest)]
    public async Task Post_TextAndKeyAtTheBounds_AreTakenUpToThem(int text, int key, HttpStatusCode expected)
    {
        var (path, _) = await BeginAsync();

        var (status, _) = await Key.SubmitAsync(path, new { text = new string('t', text) }, new string('k', key));

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Post_EverythingWrong_NamesAllAtOnce()
    {
        var (path, _) = await BeginAsync();

        var (_, body) = await Key.SubmitAsync(path, new { text = "" }, new string('k', 256));

        Assert.Equal(
            ["/text", "/Idempotency-Key"],
            body.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer"))
        );
    }

    [Fact]
    public async Task Post_TheFiveHundredFirst_IsRefusedButNotARepetition()
    {
        var (path, id) = await BeginAsync();
        var (_, first) = await Key.SubmitAsync(path, new { text = "first" }, "k");
        await FillAsync(id, 498);

        var (last, _) = await Key.SubmitAsync(path, new { text = "last" });
        var (beyond, body) = await Key.SubmitAsync(path, new { text = "beyond" });
        var (again, same) = await Key.SubmitAsync(path, new { text = "first" }, "k");

        Assert.Equal(HttpStatusCode.Created, last);
        Assert.Equal((HttpStatusCode.Conflict, "too_many_notes"), (beyond, Text(body, "code")));
        Assert.Equal((HttpStatusCode.Created, Text(first, "id")), (again, Text(same, "id")));
    }

    [Fact]
    public async Task Post_SameKeyAtOnce_IsOneNoteAndOneEvent()
    {
        var (path, id) = await BeginAsync();
        var jo = Agent("Jo");

        var written = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n => (n % 2 == 0 ? jo : jo.At(sessions.B)).SubmitAsync(path, new { text = $"{n}" }, "k"))
        );

        Assert.All(written, one => Assert.Equal(HttpStatusCode.Created, one.Status));
        Assert.Single(written.Select(one => Text(one.Body, "id")).Distinct());
        Assert.Single((await Key.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
        Assert.Single(await ChangesAsync(id));
    }

    [Fact]
    public async Task Post_SameKeyInAnotherConversation_IsAnotherNote()
    {
        var jo = Agent("Jo");
        var (one, _) = await BeginAsync();
        var (two, _) = await BeginAsync();

        var (_, first) = await jo.SubmitAsync(one, new { text = "a" }, "k");
        var (_, second) = await jo.SubmitAsync(two, new { text = "a" }, "k");

        Assert.NotEqual(Text(first, "id"), Text(second, "id"));
        Assert.Single((await jo.GetAsync(two)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Post_SecretKey_IsANoteOfNobody()
    {
        var (path, _) = await BeginAsync();

        var (_, note) = await Key.SubmitAsync(path, new { text = "a" });

        Assert.Equal((null, null), (Text(note, "authorId"), Text(note, "authorName")));
        Assert.Equal(JsonValueKind.Null, note.GetProperty("editedAt").ValueKind);
        Assert.True(JsonElement.DeepEquals(note, (await Key.GetAsync(path)).Body.GetProperty("data")[0]));
    }

    [Fact]
    public async Task Changes_OfANote_AreEachToldInternally()
    {
        var (path, id) = await BeginAsync();
        var jo = Agent("Jo");
        var (_, note) = await jo.SubmitAsync(path, new { text = "a" });
        var one = $"{path}/{Text(note, "id")}";

        await jo.PatchAsync(one, new { text = "b" });
        await Agent("Lee", AgentRoles.Manager).DeleteAsync(one);

        var told = await ChangesAsync(id);
        Assert.Equal(["added", "edited", "deleted"], told.Select(entry => entry.Event.NoteChanged.Change));
        Assert.All(told, entry => Assert.Equal(Text(note, "id"), entry.Event.NoteChanged.NoteId));
        Assert.All(told, entry => Assert.Equal(Wire.MessageVisibility.Internal, entry.Visibility));
        Assert.Equal(
            [jo.Principal.Subject, jo.Principal.Subject, "Lee"],
            told.Select(entry => entry.Event.Actor.DisplayName == "Lee" ? "Lee" : entry.Event.Actor.Id)
        );
    }

    [Fact]
    public async Task Patch_TheSameText_ChangesNothing()
    {
        var (path, id) = await BeginAsync();
        var (_, note) = await Key.SubmitAsync(path, new { text = "a" });

        var (status, same) = await Key.PatchAsync($"{path}/{Text(note, "id")}", new { text = "a" });

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.True(JsonElement.DeepEquals(note, same));
        Assert.Single(await ChangesAsync(id));
    }

    [Fact]
    public async Task Patch_AnotherText_KeepsAuthorAndTime()
    {
        var (path, _) = await BeginAsync();
        var jo = Agent("Jo");
        var (_, note) = await jo.SubmitAsync(path, new { text = "a" });
        await jo.SubmitAsync(path, new { text = "untouched" });

        await Key.PatchAsync($"{path}/{Text(note, "id")}", new { text = "b" });

        var (_, list) = await Key.GetAsync(path);
        var (newer, older) = (list.GetProperty("data")[0], list.GetProperty("data")[1]);
        Assert.Equal(
            ("b", jo.Principal.Subject, "Jo", note.GetProperty("createdAt").GetDateTime()),
            (
                Text(older, "text"),
                Text(older, "authorId"),
                Text(older, "authorName"),
                older.GetProperty("createdAt").GetDateTime()
            )
        );
        Assert.Equal(("untouched", null), (Text(newer, "text"), Text(newer, "editedAt")));
    }

    [Theory]
    [InlineData("")]
    [InlineData("\0")]
    public async Task Patch_WrongText_IsInvalid(string text)
    {
        var (path, _) = await BeginAsync();
        var (_, note) = await Key.SubmitAsync(path, new { text = "a" });

        var (status, body) = await Key.PatchAsync($"{path}/{Text(note, "id")}", new { text });

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/text", Text(body.GetProperty("errors")[0], "pointer"));
    }

    [Fact]
    public async Task PatchAndDelete_NoteOfAnotherConversation_AreNotFound()
    {
        var (path, _) = await BeginAsync();
        var (other, _) = await BeginAsync();
        var (_, note) = await Key.SubmitAsync(path, new { text = "a" });

        var (patched, body) = await Key.PatchAsync($"{other}/{Text(note, "id")}", new { text = "b" });
        var (deleted, _) = await Key.DeleteAsync($"{other}/{Text(note, "id")}");

        Assert.Equal((HttpStatusCode.NotFound, "note_not_found"), (patched, Text(body, "code")));
        Assert.Equal(HttpStatusCode.NotFound, deleted);
        Assert.Single((await Key.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Archived_NotesAreReadOrRepeatedButNotWritten()
    {
        var (path, id) = await BeginAsync();
        var (_, note) = await Key.SubmitAsync(path, new { text = "a" }, "k");
        await Key.PutAsync($"/v1/conversations/{id}/close", null);
        await Key.PutAsync($"/v1/conversations/{id}/archive", null);

        var (added, body) = await Key.SubmitAsync(path, new { text = "b" });
        var (again, same) = await Key.SubmitAsync(path, new { text = "a" }, "k");
        var (patched, _) = await Key.PatchAsync($"{path}/{Text(note, "id")}", new { text = "b" });
        var (deleted, _) = await Key.DeleteAsync($"{path}/{Text(note, "id")}");

        Assert.Equal((HttpStatusCode.Conflict, "conversation_archived"), (added, Text(body, "code")));
        Assert.Equal((HttpStatusCode.Created, Text(note, "id")), (again, Text(same, "id")));
        Assert.Equal((HttpStatusCode.Conflict, HttpStatusCode.Conflict), (patched, deleted));
        Assert.Single((await Key.GetAsync(path)).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task PatchAndDelete_Visitor_AreForbidden()
    {
        var (path, _) = await BeginAsync();
        var (_, note) = await Key.SubmitAsync(path, new { text = "a" });

        var (patched, _) = await visitor.PatchAsync($"{path}/{Text(note, "id")}", new { text = "b" });
        var (deleted, _) = await visitor.DeleteAsync($"{path}/{Text(note, "id")}");

        Assert.Equal((HttpStatusCode.Forbidden, HttpStatusCode.Forbidden), (patched, deleted));
    }

    [Fact]
    public async Task All_UnknownConversation_AreNotFound()
    {
        var path = $"/v1/conversations/{Ids.New()}/notes";

        Assert.Equal(HttpStatusCode.NotFound, (await Key.GetAsync(path)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await Key.SubmitAsync(path, new { text = "a" })).Status);
    }

    private async Task<List<Wire.Message>> ChangesAsync(string conversationId) =>
        [.. (await Key.ListAsync(conversationId)).Messages.Where(entry => entry.Event?.NoteChanged is not null)];

    // Straight into the table: five hundred changes of a conversation would be long.
    private async Task FillAsync(string conversationId, int count)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            insert into conversation_notes (tenant_id, conversation_id, id, author_id, author_name, body, created_at)
            select $1, $2, gen_random_uuid(), '', '', 'filler', now() from generate_series(1, $3)
            """
        );
        command.Parameters.AddWithValue(visitor.Principal.TenantId);
        command.Parameters.AddWithValue(Guid.Parse(conversationId));
        command.Parameters.AddWithValue(count);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }

    private async Task<(string Path, string Id)> BeginAsync()
    {
        var id = (await visitor.PostAsync("hello")).Conversation.Id;
        return ($"/v1/conversations/{id}/notes", id);
    }

    private Caller Agent(string name, string role = AgentRoles.Agent) =>
        new(
            sessions.A,
            new Principal
            {
                TenantId = visitor.Principal.TenantId,
                Subject = Ids.NewText(),
                Kind = PrincipalKind.Agent,
                DisplayName = name,
                Roles = AgentRoles.UpTo(role),
            }
        );

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
