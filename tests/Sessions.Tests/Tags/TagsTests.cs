using System.Net;
using System.Text.Json;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;

namespace Chat.Sessions.Tests.Tags;

[Trait("Level", "Component")]
public sealed class TagsTests(SessionsFixture sessions)
{
    private readonly Caller visitor = Caller.Visitor(sessions.A);

    private Caller Key => Caller.Of(sessions.A, PrincipalKind.SecretKey, visitor.Principal.TenantId);

    [Fact]
    public async Task PutAndDelete_ManyAtOnce_LoseNone()
    {
        var path = await BeginAsync();
        await Task.WhenAll(Enumerable.Range(0, 10).Select(n => Key.PutAsync($"{path}/tags/t{n}", null)));
        await Task.WhenAll(Enumerable.Range(0, 5).Select(n => Key.DeleteAsync($"{path}/tags/t{n}")));

        var (_, body) = await Key.GetAsync(path);

        Assert.Equal(
            ["t5", "t6", "t7", "t8", "t9"],
            body.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString())
        );
        Assert.Equal(15, body.GetProperty("revision").GetInt64());
        Assert.Single((await Key.GetAsync("/v1/conversations?tag=t7")).Body.GetProperty("data").EnumerateArray());
        Assert.Empty((await Key.GetAsync("/v1/conversations?tag=t2")).Body.GetProperty("data").EnumerateArray());
    }

    [Fact]
    public async Task Put_NotOfThePool_IsInvalid()
    {
        var (saved, _) = await Key.PatchAsync(
            "/v1/settings/labels",
            new { availableTags = new[] { "billing" } },
            ifMatch: "*"
        );
        Assert.Equal(HttpStatusCode.OK, saved);
        var path = await BeginAsync();

        var (refused, body) = await Key.PutAsync($"{path}/tags/shipping", null);
        var (patched, _) = await Key.PatchAsync(path, new { tags = new[] { "shipping" } });
        var (taken, _) = await Key.PutAsync($"{path}/tags/billing", null);

        Assert.Equal(HttpStatusCode.BadRequest, refused);
        Assert.Equal("/tag", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.Equal("unknown", body.GetProperty("errors")[0].GetProperty("code").GetString());
        Assert.Equal((HttpStatusCode.BadRequest, HttpStatusCode.OK), (patched, taken));
    }

    [Fact]
    public async Task Category_NotOfThePool_IsInvalidWhereverItIsGiven()
    {
        await Key.ChangeSettingsAsync("labels", new { availableUserCategories = new[] { "gold" } });
        var path = await BeginAsync();
        var (known, unknown) = (new { userCategory = "gold" }, new { userCategory = "iron" });

        var (patched, body) = await Key.PatchAsync(path, unknown);
        var (begun, _) = await Key.SubmitAsync(
            "/v1/conversations",
            new { owner = new { kind = "visitor", id = "v" }, details = unknown }
        );
        var (made, _) = await Key.SubmitAsync("/v1/customers", new { email = "a@b.example", userCategory = "iron" });
        var (customer, ada) = await Key.SubmitAsync(
            "/v1/customers",
            new { email = "c@b.example", userCategory = "gold" }
        );
        var (changed, _) = await Key.PatchAsync($"/v1/customers/{ada.GetProperty("id")}", unknown, ifMatch: "*");

        Assert.Equal("/userCategory", body.GetProperty("errors")[0].GetProperty("pointer").GetString());
        Assert.All([patched, begun, made, changed], static status => Assert.Equal(HttpStatusCode.BadRequest, status));
        Assert.Equal(HttpStatusCode.Created, customer);
        Assert.Equal(HttpStatusCode.OK, (await Key.PatchAsync(path, known)).Status);
        Assert.Equal(HttpStatusCode.OK, (await Key.PatchAsync(path, new { userCategory = "" })).Status);
    }

    [Fact]
    public async Task Put_Visitor_IsForbidden()
    {
        var (status, body) = await visitor.PutAsync($"{await BeginAsync()}/tags/vip", null);

        Assert.Equal((HttpStatusCode.Forbidden, "details_forbidden"), (status, Code(body)));
    }

    private async Task<string> BeginAsync() =>
        $"/v1/conversations/{(await visitor.PostAsync("hello")).Conversation.Id}";

    private static string? Code(JsonElement body) => body.GetProperty("code").GetString();
}
