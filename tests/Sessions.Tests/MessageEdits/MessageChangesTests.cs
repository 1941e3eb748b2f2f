using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Wire = Chat.Contracts.Sessions.V1;

namespace Chat.Sessions.Tests.MessageEdits;

/// <summary>Who may change which message, up to when, and what is left of it.</summary>
[Trait("Level", "Component")]
public sealed class MessageChangesTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Of(PrincipalKind.SecretKey);

    [Theory]
    [InlineData(0, HttpStatusCode.BadRequest)]
    [InlineData(1, HttpStatusCode.OK)]
    [InlineData(10_000, HttpStatusCode.OK)]
    [InlineData(10_001, HttpStatusCode.BadRequest)]
    public async Task Patch_TextAtTheBounds_IsTakenUpToThem(int length, HttpStatusCode expected)
    {
        var posted = await visitor.PostAsync("hello");

        Assert.Equal(expected, (await EditAsync(visitor, PathOf(posted), new string('t', length))).Status);
    }

    [Fact]
    public async Task Patch_TheSameText_ChangesNothing()
    {
        var posted = await visitor.PostAsync("hello");

        var (status, body) = await EditAsync(visitor, PathOf(posted), "hello");

        Assert.Equal((HttpStatusCode.OK, null), (status, Text(body, "editedAt")));
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
    }

    [Fact]
    public async Task Patch_AnotherText_AnswersWhatIsRead()
    {
        var posted = await visitor.PostAsync("helo");

        var (_, edited) = await EditAsync(visitor, PathOf(posted), "hello");

        var (_, log) = await visitor.GetAsync(MessagesOf(posted));
        Assert.NotNull(Text(edited, "editedAt"));
        Assert.True(JsonElement.DeepEquals(log.GetProperty("data")[0], edited));
    }

    [Fact]
    public async Task Delete_EditedJustBefore_TakesThatTextToo()
    {
        var posted = await visitor.PostAsync("secret");
        await EditAsync(visitor, PathOf(posted), "other secret");

        await visitor.DeleteAsync(PathOf(posted));

        var (_, log) = await Key.GetAsync(MessagesOf(posted));
        Assert.DoesNotContain("secret", log.GetRawText(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Delete_NotYetRead_IsNothingToRead()
    {
        var posted = await visitor.PostAsync("never mind");
        await visitor.PostAsync("hello", posted.Conversation.Id);

        await visitor.DeleteAsync(PathOf(posted));

        Assert.Equal(1, await UnreadAsync(Key, posted));
    }

    [Fact]
    public async Task Delete_ReadBefore_LeavesTheOthersToRead()
    {
        var posted = await visitor.PostAsync("never mind");
        await Agent("agent").PutAsync($"/v1/conversations/{posted.Conversation.Id}/receipts", new { read = 1 });
        await visitor.PostAsync("hello", posted.Conversation.Id);

        await visitor.DeleteAsync(PathOf(posted));

        Assert.Equal(1, await UnreadAsync(Key, posted));
    }

    [Fact]
    public async Task Delete_OfTheSystem_LeavesTheOthersToRead()
    {
        var posted = await visitor.PostAsync("hello");
        await Agent("agent").SubmitAsync(MessagesOf(posted), new { text = "here I am" });
        var (_, notice) = await Key.SubmitAsync(MessagesOf(posted), new { text = "closing soon", type = "system" });

        await Key.DeleteAsync($"{MessagesOf(posted)}/{Text(notice, "id")}");

        Assert.Equal(1, await UnreadAsync(visitor, posted));
    }

    [Theory]
    [InlineData("agent", HttpStatusCode.Forbidden)]
    [InlineData("manager", HttpStatusCode.OK)]
    [InlineData("admin", HttpStatusCode.OK)]
    public async Task PatchAndDelete_Anothers_AreForWhoIsAbove(string role, HttpStatusCode expected)
    {
        var posted = await visitor.PostAsync("hello");
        var caller = Agent(role);

        var edited = await EditAsync(caller, PathOf(posted), "b");
        var deleted = await caller.DeleteAsync(PathOf(posted));

        Assert.Equal(expected, edited.Status);
        Assert.Equal(expected is HttpStatusCode.OK ? HttpStatusCode.NoContent : expected, deleted.Status);
    }

    [Fact]
    public async Task Patch_AgentsOwn_IsMadeAndAnotherAgentsIsNot()
    {
        var posted = await visitor.PostAsync("hello");
        var (ada, grace) = (Agent("agent"), Agent("agent"));
        var (_, message) = await ada.SubmitAsync(MessagesOf(posted), new { text = "helo" });
        var path = $"{MessagesOf(posted)}/{Text(message, "id")}";

        Assert.Equal(HttpStatusCode.OK, (await EditAsync(ada, path, "hello")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await EditAsync(grace, path, "b")).Status);
    }

    [Fact]
    public async Task Patch_SomebodyElseOfTheSameId_IsForbidden()
    {
        var posted = await visitor.PostAsync("hello");
        var namesake = new Caller(
            sessions.A,
            Of(PrincipalKind.Agent).Principal with
            {
                Subject = visitor.Principal.Subject,
            }
        );

        var (status, body) = await EditAsync(namesake, PathOf(posted), "b");

        Assert.Equal((HttpStatusCode.Forbidden, "message_of_another"), (status, Text(body, "code")));
    }

    [Theory]
    [InlineData("14 minutes", HttpStatusCode.OK, HttpStatusCode.NoContent)]
    [InlineData("16 minutes", HttpStatusCode.Conflict, HttpStatusCode.Conflict)]
    public async Task PatchAndDelete_AtTheEndOfTheWindow_AreTakenUpToIt(
        string age,
        HttpStatusCode edits,
        HttpStatusCode deletes
    )
    {
        var posted = await visitor.PostAsync("hello");
        await using var command = sessions.A.Admin.CreateCommand(
            "update messages set created_at = now() - $2::text::interval where tenant_id = $1"
        );
        command.Parameters.AddWithValue(visitor.Principal.TenantId);
        command.Parameters.AddWithValue(age);
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);

        Assert.Equal(edits, (await EditAsync(visitor, PathOf(posted), "b")).Status);
        Assert.Equal(deletes, (await visitor.DeleteAsync(PathOf(posted))).Status);
    }

    [Fact]
    public async Task All_Deleted_AreRefused()
    {
        var posted = await visitor.PostAsync("hello");
        await visitor.DeleteAsync(PathOf(posted));

        (HttpStatusCode Status, JsonElement Body)[] refused =
        [
            await EditAsync(visitor, PathOf(posted), "b"),
            await EditAsync(Key, PathOf(posted), "b"),
            await visitor.PutAsync(ReactionOf(posted), null),
            await visitor.DeleteAsync(ReactionOf(posted)),
        ];

        Assert.All(
            refused,
            one => Assert.Equal((HttpStatusCode.Conflict, "message_deleted"), (one.Status, Text(one.Body, "code")))
        );
    }

    [Fact]
    public async Task Delete_WithAllThatCanBeOnIt_LeavesNothing()
    {
        var posted = await visitor.PostAsync("hello");
        var agent = Agent("agent");
        var (_, message) = await agent.SubmitAsync(
            MessagesOf(posted),
            new
            {
                text = "https://files.example/a.png",
                type = "image",
                metadata = new { alt = "look" },
            }
        );
        var path = $"{MessagesOf(posted)}/{Text(message, "id")}";
        await visitor.PutAsync($"{path}/reactions/{Thumb}", null);

        await agent.DeleteAsync(path);

        var (_, log) = await Key.GetAsync(MessagesOf(posted));
        var left = log.GetProperty("data").EnumerateArray().Single(entry => Text(entry, "id") == Text(message, "id"));
        Assert.Equal(("", "image"), (Text(left, "text"), Text(left, "type")));
        Assert.Equal(JsonValueKind.Null, left.GetProperty("metadata").ValueKind);
        Assert.Empty(left.GetProperty("reactions").EnumerateArray());
        Assert.NotNull(Text(left, "deletedAt"));
    }

    [Fact]
    public async Task All_Archived_AreRefused()
    {
        var posted = await visitor.PostAsync("hello");
        var conversation = $"/v1/conversations/{posted.Conversation.Id}";
        await Key.PutAsync($"{conversation}/close", null);
        await Key.PutAsync($"{conversation}/archive", null);

        (HttpStatusCode Status, JsonElement Body)[] refused =
        [
            await EditAsync(Key, PathOf(posted), "b"),
            await Key.DeleteAsync(PathOf(posted)),
            await visitor.PutAsync(ReactionOf(posted), null),
        ];

        Assert.All(
            refused,
            one =>
                Assert.Equal((HttpStatusCode.Conflict, "conversation_archived"), (one.Status, Text(one.Body, "code")))
        );
    }

    [Fact]
    public async Task All_NoSuchMessageThere_AreNotFound()
    {
        var (posted, other) = (await visitor.PostAsync("hello"), await visitor.PostAsync("hello"));
        await visitor.PutAsync($"/v1/conversations/{posted.Conversation.Id}/close", null);
        var happened = (await visitor.ListAsync(posted.Conversation.Id)).Messages[^1];
        Assert.NotNull(happened.Event);

        foreach (var id in (string[])[Ids.NewText(), other.Message.Id, happened.Id])
        {
            var path = $"{MessagesOf(posted)}/{id}";
            Assert.Equal(HttpStatusCode.NotFound, (await EditAsync(Key, path, "b")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Key.DeleteAsync(path)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await Key.PutAsync($"{path}/reactions/{Thumb}", null)).Status);
        }
    }

    [Fact]
    public async Task All_StrangerOrAnotherTenant_AreNotFound()
    {
        var posted = await visitor.PostAsync("hello");
        Caller[] strangers = [Of(PrincipalKind.Visitor), Caller.Of(sessions.A, PrincipalKind.SecretKey)];

        foreach (var stranger in strangers)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await EditAsync(stranger, PathOf(posted), "b")).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync(PathOf(posted))).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsync(ReactionOf(posted), null)).Status);
        }

        Assert.Equal("hello", Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages).Text);
    }

    [Fact]
    public async Task Changes_OfAnInternalOne_AreToldInternally()
    {
        var posted = await visitor.PostAsync("hello");
        var (_, whisper) = await Key.SubmitAsync(MessagesOf(posted), new { text = "psst", visibility = "internal" });
        var path = $"{MessagesOf(posted)}/{Text(whisper, "id")}";

        await EditAsync(Key, path, "psst!");
        await Agent("agent").PutAsync($"{path}/reactions/{Thumb}", null);
        await Key.DeleteAsync(path);

        var told = (await Key.ListAsync(posted.Conversation.Id)).Messages.Where(entry => entry.Event is not null);
        Assert.Equal(
            [Wire.MessageVisibility.Internal, Wire.MessageVisibility.Internal, Wire.MessageVisibility.Internal],
            told.Select(entry => entry.Visibility)
        );
        var (_, own) = await visitor.GetAsync(MessagesOf(posted));
        Assert.Single(own.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Reactions_ManyAtOnce_LoseNone()
    {
        var posted = await visitor.PostAsync("hello");

        var reacted = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => Agent("agent").PutAsync(ReactionOf(posted), null))
        );

        Assert.All(reacted, one => Assert.Equal(HttpStatusCode.OK, one.Status));
        var log = (await visitor.ListAsync(posted.Conversation.Id)).Messages;
        Assert.Equal(8, Assert.Single(log[0].Reactions).Authors.Count);
        Assert.Equal(8, log.Count(entry => entry.Event?.ReactionChanged is { Added: true }));
    }

    [Fact]
    public async Task Reactions_TakenBackWithoutOne_AreNotToldOf()
    {
        var posted = await visitor.PostAsync("hello");

        var (status, body) = await visitor.DeleteAsync(ReactionOf(posted));

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(body.GetProperty("reactions").EnumerateArray());
        Assert.Single((await visitor.ListAsync(posted.Conversation.Id)).Messages);
    }

    [Fact]
    public async Task Reactions_NoEmoji_AreInvalid()
    {
        var posted = await visitor.PostAsync("hello");

        var (status, body) = await visitor.PutAsync($"{PathOf(posted)}/reactions/yes", null);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("/emoji", Text(body.GetProperty("errors")[0], "pointer"));
    }

    private static readonly string Thumb = Uri.EscapeDataString("\U0001F44D");

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, visitor.Principal.TenantId);

    private Caller Agent(string role) =>
        new(sessions.A, Of(PrincipalKind.Agent).Principal with { Roles = AgentRoles.UpTo(role) });

    private static Task<(HttpStatusCode Status, JsonElement Body)> EditAsync(Caller caller, string path, string text) =>
        caller.PatchAsync(path, new { text });

    private static async Task<int> UnreadAsync(Caller caller, Wire.PostMessageResponse posted)
    {
        var (_, conversation) = await caller.GetAsync($"/v1/conversations/{posted.Conversation.Id}");
        return conversation.GetProperty("unreadCount").GetInt32();
    }

    private static string MessagesOf(Wire.PostMessageResponse posted) =>
        $"/v1/conversations/{posted.Conversation.Id}/messages";

    private static string PathOf(Wire.PostMessageResponse posted) => $"{MessagesOf(posted)}/{posted.Message.Id}";

    private static string ReactionOf(Wire.PostMessageResponse posted) => $"{PathOf(posted)}/reactions/{Thumb}";

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
