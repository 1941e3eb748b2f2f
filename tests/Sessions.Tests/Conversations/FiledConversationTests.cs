using System.Net;
using System.Text.Json;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;

namespace Chat.Sessions.Tests.Conversations;

/// <summary>Whose change of a conversation counts, what it leaves alone, and where the conversation is found then.</summary>
[Trait("Level", "Component")]
public sealed class FiledConversationTests(SessionsFixture sessions)
{
    private const string Path = "/v1/conversations";
    private readonly VisitorScene scene = new(sessions.A);

    private Caller Key => scene.Company.Backend;

    [Fact]
    public async Task Patch_OfAnOlderTag_IsRefusedAndOfItsOwnTaken()
    {
        var path = $"{Path}/{(await scene.Visitor().PostAsync("hello")).Conversation.Id}";
        await Key.PatchAsync(path, new { subject = "first" });

        var (refused, problem) = await Key.PatchAsync(path, new { subject = "second" }, ifMatch: "\"0\"");
        var (taken, body) = await Key.PatchAsync(path, new { subject = "third" }, ifMatch: "\"1\"");
        var (any, _) = await Key.PatchAsync(path, new { subject = "fourth" }, ifMatch: "*");

        Assert.Equal(
            (HttpStatusCode.PreconditionFailed, "conversation_changed"),
            (refused, problem.GetProperty("code").GetString())
        );
        Assert.Equal((HttpStatusCode.OK, "third", HttpStatusCode.OK), (taken, Subject(body), any));
    }

    [Fact]
    public async Task Patch_OfTheSameTagAtOnce_OneWins()
    {
        var path = $"{Path}/{(await scene.Visitor().PostAsync("hello")).Conversation.Id}";

        var answers = await Task.WhenAll(
            Enumerable
                .Range(0, 8)
                .Select(n =>
                    Key.At(n % 2 == 0 ? sessions.A : sessions.B).PatchAsync(path, new { subject = $"{n}" }, "\"0\"")
                )
        );

        var won = Assert.Single(answers, answer => answer.Status is HttpStatusCode.OK);
        Assert.Equal(Subject(won.Body), Subject((await Key.GetAsync(path)).Body));
        Assert.Equal(7, answers.Count(answer => answer.Status is HttpStatusCode.PreconditionFailed));
    }

    [Fact]
    public async Task Patch_OtherTags_IsFoundByTheseAlone()
    {
        var id = (await scene.Visitor().PostAsync("hello")).Conversation.Id;
        await Key.PatchAsync($"{Path}/{id}", new { tags = new[] { "stays", "goes" } });

        await Key.PatchAsync($"{Path}/{id}", new { tags = new[] { "stays", "comes" } });

        Assert.Equal([id], await ListAsync("tag=stays"));
        Assert.Equal([id], await ListAsync("tag=comes"));
        Assert.Empty(await ListAsync("tag=goes"));
    }

    [Fact]
    public async Task Patch_WhileTheAiSpeaks_LetsItGoOn()
    {
        var visitor = scene.Visitor();
        var question = await visitor.PostAsync(visitor.Question("where is my parcel?"));
        using var speaking = new SpeakingCaller(visitor);
        await speaking.SendAsync(new() { Begin = SpeakingCaller.Begin(question) });
        await speaking.NextAsync();

        await Key.PatchAsync($"{Path}/{question.Conversation.Id}", new { priority = "high" });
        await speaking.SendAsync(new() { Commit = SpeakingCaller.Commit("On its way.") });

        Assert.Equal("On its way.", (await speaking.NextAsync()).Committed.Message.Text);
    }

    [Fact]
    public async Task List_ByTimes_HasTheFirstMomentAndNotTheLast()
    {
        var id = (await scene.Visitor().PostAsync("hello")).Conversation.Id;
        var (_, body) = await Key.GetAsync($"{Path}/{id}");
        var (created, updated) = (Time(body, "createdAt"), Time(body, "updatedAt"));

        Assert.Equal([id], await ListAsync($"createdSince={created}&updatedSince={updated}"));
        Assert.Empty(await ListAsync($"createdBefore={created}"));
        Assert.Equal([id], await ListAsync($"createdBefore={Time(body, "createdAt", 1)}"));
        Assert.Empty(await ListAsync($"createdSince={Time(body, "createdAt", 1)}"));
        Assert.Empty(await ListAsync($"updatedSince={Time(body, "updatedAt", 1)}"));
    }

    [Fact]
    public async Task List_OfACustomerWithTwoIdentities_IsInOneOrder()
    {
        var ((user, customerId), visitor) = (await scene.UserAsync(), scene.Visitor());
        await VisitorScene.ProveAsync(visitor, user);
        List<string> posted = [];
        foreach (var caller in new[] { user, visitor, user, visitor })
        {
            posted.Add((await caller.PostAsync("hello")).Conversation.Id);
        }

        foreach (var id in posted.AsEnumerable().Reverse())
        {
            await Key.SubmitAsync($"{Path}/{id}/escalate", null);
        }

        Assert.Equal(posted, await ListAsync($"customerId={customerId}&sort=createdAt"));
        Assert.Equal(posted.AsEnumerable().Reverse(), await ListAsync($"customerId={customerId}"));
        Assert.Equal(
            posted.AsEnumerable().Reverse(),
            await ListAsync($"customerId={customerId}&status=queued&sort=queuedAt")
        );
        Assert.Equal(posted, Ids((await user.GetAsync($"{Path}?sort=createdAt")).Body));
    }

    [Theory]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task Put_ReasonAtTheBound_IsTakenUpToIt(int length, HttpStatusCode expected)
    {
        var path = $"{Path}/{(await scene.Visitor().PostAsync("hello")).Conversation.Id}";

        var (status, _) = await Key.PutAsync($"{path}/close", new { reason = new string('r', length) });

        Assert.Equal(expected, status);
        Assert.Equal(
            HttpStatusCode.BadRequest,
            (await Key.PutAsync($"{path}/archive", new { reason = "a\u0000" })).Status
        );
    }

    private static string? Subject(JsonElement body) => body.GetProperty("subject").GetString();

    // So many microseconds later.
    private static string Time(JsonElement body, string name, int later = 0) =>
        Uri.EscapeDataString($"{body.GetProperty(name).GetDateTime().AddMicroseconds(later):O}");

    private async Task<List<string>> ListAsync(string query)
    {
        var (status, body) = await Key.GetAsync($"{Path}?{query}");
        Assert.Equal(HttpStatusCode.OK, status);
        return Ids(body);
    }

    private static List<string> Ids(JsonElement body) =>
        [.. body.GetProperty("data").EnumerateArray().Select(one => one.GetProperty("id").GetString()!)];
}
