using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Tags;

/// <summary>Which tags a conversation takes, how many, and what is told of them.</summary>
[Trait("Level", "Component")]
public sealed class TagBoundsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Of(PrincipalKind.SecretKey);

    [Theory]
    [InlineData(64, HttpStatusCode.OK)]
    [InlineData(65, HttpStatusCode.BadRequest)]
    public async Task PutAndDelete_LengthAtTheBound_AreTakenUpToIt(int length, HttpStatusCode expected)
    {
        var path = $"{await BeginAsync()}/tags/{new string('t', length)}";

        Assert.Equal(expected, (await Key.PutAsync(path, null)).Status);
        Assert.Equal(expected, (await Key.DeleteAsync(path)).Status);
    }

    [Fact]
    public async Task Put_TheFiftyFirst_IsRefusedButNotOneThatIsThere()
    {
        var path = await BeginAsync();
        var tags = Enumerable.Range(10, 49).Select(n => $"t{n}").ToArray();
        Assert.Equal(HttpStatusCode.OK, (await Key.PatchAsync(path, new { tags })).Status);

        var (last, _) = await Key.PutAsync($"{path}/tags/last", null);
        var (beyond, body) = await Key.PutAsync($"{path}/tags/beyond", null);
        var (again, _) = await Key.PutAsync($"{path}/tags/last", null);
        await Key.DeleteAsync($"{path}/tags/t10");
        var (freed, _) = await Key.PutAsync($"{path}/tags/beyond", null);

        Assert.Equal((HttpStatusCode.Conflict, "too_many_tags"), (beyond, Text(body, "code")));
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (last, again, freed));
    }

    [Fact]
    public async Task PutAndDelete_NothingNew_ChangeNothing()
    {
        var path = await BeginAsync();
        var (_, tagged) = await Key.PutAsync($"{path}/tags/vip", null);

        var (_, again) = await Key.PutAsync($"{path}/tags/vip", null);
        var (_, unknown) = await Key.DeleteAsync($"{path}/tags/VIP");

        Assert.Equal(Revision(tagged), Revision(again));
        Assert.Equal(Revision(tagged), Revision(unknown));
        Assert.Equal(["vip"], Tags(unknown));
    }

    [Fact]
    public async Task Changes_OfTags_AreToldInternallyInOrder()
    {
        var path = await BeginAsync();

        await Key.PutAsync($"{path}/tags/b", null);
        await Key.PutAsync($"{path}/tags/a", null);
        await Key.DeleteAsync($"{path}/tags/b");

        var told = (await Key.ListAsync(path.Split('/')[3])).Messages.Skip(1).ToList();
        Assert.Equal(["b", "a,b", "a"], told.Select(entry => string.Join(',', entry.Event.TagsChanged.Tags)));
        Assert.All(told, entry => Assert.Equal(Contracts.Sessions.V1.MessageVisibility.Internal, entry.Visibility));
        Assert.Single((await visitor.ListAsync(path.Split('/')[3])).Messages);
    }

    [Theory]
    [InlineData("billing%2Frefund", "billing/refund")]
    [InlineData("50%25", "50%")]
    [InlineData("gr%C3%BC%C3%9Fe", "grüße")]
    [InlineData("two%20words", "two words")]
    public async Task PutAndDelete_AnyCharacters_AreTheTagAsItIsWritten(string segment, string tag)
    {
        var path = await BeginAsync();

        var (_, tagged) = await Key.PutAsync($"{path}/tags/{segment}", null);
        var (_, listed) = await Key.GetAsync($"/v1/conversations?tag={Uri.EscapeDataString(tag)}");
        var (_, without) = await Key.DeleteAsync($"{path}/tags/{segment}");

        Assert.Equal([tag], Tags(tagged));
        Assert.Single(listed.GetProperty("data").EnumerateArray());
        Assert.Empty(Tags(without));
    }

    [Fact]
    public async Task Delete_NotOfThePoolAnyMore_IsTakenAway()
    {
        var path = await BeginAsync();
        await Key.PutAsync($"{path}/tags/shipping", null);
        await Key.ChangeSettingsAsync("labels", new { availableTags = new[] { "billing" } });

        var (status, body) = await Key.DeleteAsync($"{path}/tags/shipping");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Empty(Tags(body));
    }

    [Fact]
    public async Task Patch_SomeNotOfThePool_NamesEachByItsPlace()
    {
        await Key.ChangeSettingsAsync(
            "labels",
            new { availableTags = new[] { "billing" }, availableUserCategories = new[] { "gold" } }
        );

        var (_, body) = await Key.PatchAsync(
            await BeginAsync(),
            new { tags = new[] { "a", "billing", "Billing" }, userCategory = "iron" }
        );

        Assert.Equal(
            ["/tags/0", "/tags/2", "/userCategory"],
            body.GetProperty("errors").EnumerateArray().Select(fault => Text(fault, "pointer"))
        );
    }

    [Fact]
    public async Task PutAndDelete_Archived_AreRefused()
    {
        var path = await BeginAsync();
        await Key.PutAsync($"{path}/tags/vip", null);
        await Key.PutAsync($"{path}/close", null);
        await Key.PutAsync($"{path}/archive", null);

        var (put, body) = await Key.PutAsync($"{path}/tags/other", null);
        var (deleted, _) = await Key.DeleteAsync($"{path}/tags/vip");

        Assert.Equal((HttpStatusCode.Conflict, "conversation_archived"), (put, Text(body, "code")));
        Assert.Equal(HttpStatusCode.Conflict, deleted);
    }

    [Theory]
    [InlineData(PrincipalKind.Agent, HttpStatusCode.OK)]
    [InlineData(PrincipalKind.User, HttpStatusCode.Forbidden)]
    [InlineData(PrincipalKind.PublishableKey, HttpStatusCode.Forbidden)]
    public async Task PutAndDelete_Kinds_AreTheCompanysOwn(PrincipalKind kind, HttpStatusCode expected)
    {
        var path = $"{await BeginAsync()}/tags/vip";

        Assert.Equal(expected, (await Of(kind).PutAsync(path, null)).Status);
        Assert.Equal(expected, (await Of(kind).DeleteAsync(path)).Status);
    }

    [Fact]
    public async Task PutAndDelete_AnotherTenantOrUnknown_AreNotFound()
    {
        var path = $"{await BeginAsync()}/tags/vip";
        var stranger = Caller.Of(sessions.A, PrincipalKind.SecretKey);

        Assert.Equal(HttpStatusCode.NotFound, (await stranger.PutAsync(path, null)).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await stranger.DeleteAsync(path)).Status);
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await Key.PutAsync($"/v1/conversations/{Ids.New()}/tags/vip", null)).Status
        );
    }

    private Caller Of(PrincipalKind kind) => Caller.Of(sessions.A, kind, visitor.Principal.TenantId);

    private async Task<string> BeginAsync() =>
        $"/v1/conversations/{(await visitor.PostAsync("hello")).Conversation.Id}";

    private static long Revision(JsonElement conversation) => conversation.GetProperty("revision").GetInt64();

    private static IEnumerable<string?> Tags(JsonElement conversation) =>
        conversation.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString());

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
