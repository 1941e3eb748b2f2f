using System.Net;
using System.Text.Json;
using Chat.Contracts.Events.V1;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Chat.Sessions.VisitorDetails;

namespace Chat.Sessions.Tests.Customers;

/// <summary>Two customers that turn out to be one: where their ids lead, and what is known of both.</summary>
[Trait("Level", "Component")]
public sealed class CustomerMergeTests(SessionsFixture sessions)
{
    private const string Path = "/v1/customers";
    private readonly CustomerScene scene = new(sessions.A);

    [Fact]
    public async Task All_MergedCustomer_LeadToTheOneItIs()
    {
        var user = await scene.CreateAsync(new { externalId = "u-1", name = "Ada" });
        var claimed = await scene.CreateAsync(new { email = "ada@example.com", phone = "1" });
        await scene.EnsureAsync(new() { ExternalId = "u-1", Email = "ada@example.com" });
        var old = $"{Path}/{Text(claimed, "id")}";

        var (got, shown) = await scene.Backend.GetAsync(old);
        var (changed, patched) = await scene.Backend.PatchAsync(old, new { company = "Engines" });
        var (listed, _) = await scene.Backend.GetAsync($"{old}/conversations");

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK, HttpStatusCode.OK), (got, changed, listed));
        Assert.Equal(Text(user, "id"), Text(shown, "id"));
        Assert.Equal(
            ("Ada", "1", "Engines"),
            (Text(patched, "name"), Text(patched, "phone"), Text(patched, "company"))
        );
        var told = Assert.Single((await scene.EventsAsync()).OfType<CustomerDeleted>());
        Assert.Equal((Text(claimed, "id"), Text(user, "id")), (told.CustomerId, told.MergedInto));
    }

    [Theory]
    [InlineData(PrincipalKind.SecretKey)]
    [InlineData(PrincipalKind.User)]
    public async Task ListConversations_OfAMergedCustomer_IsThatOfTheOneItIs(PrincipalKind kind)
    {
        var user = scene.Somebody(PrincipalKind.User);
        var (externalId, email) = (user.Principal.Subject, VisitorScene.NewEmail());
        var known = await scene.CreateAsync(new { externalId });
        var claimed = await scene.CreateAsync(new { email });
        var id = (await user.PostAsync("Hello")).Conversation.Id;
        await scene.Somebody(PrincipalKind.User).PostAsync("Another's");
        await scene.EnsureAsync(new() { ExternalId = externalId, Email = email });
        var reader = kind is PrincipalKind.User ? user : scene.Backend;

        var (_, byOld) = await reader.GetAsync($"/v1/conversations?customerId={Text(claimed, "id")}");
        var (_, byNew) = await reader.GetAsync($"/v1/conversations?customerId={Text(known, "id")}");
        var (_, byNobodys) = await reader.GetAsync($"/v1/conversations?customerId={Ids.New()}");

        Assert.Equal([id], Listed(byOld));
        Assert.Equal([id], Listed(byNew));
        Assert.Empty(Listed(byNobodys));
    }

    [Fact]
    public async Task Ensure_OneThatVisitorsSaidToBe_TakesThemAlong()
    {
        var (visitor, email) = (scene.Somebody(PrincipalKind.Visitor), VisitorScene.NewEmail());
        await visitor.PatchAsync("/v1/me", new { email });
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;
        var user = await scene.CreateAsync(new { externalId = "u-1" });

        await scene.EnsureAsync(new() { ExternalId = "u-1", Email = email });

        var path = $"{Path}/{Text(user, "id")}";
        var (_, merged) = await scene.Backend.GetAsync(path);
        Assert.Equal(1, merged.GetProperty("totalConversations").GetInt32());
        Assert.Equal([id], Listed((await scene.Backend.GetAsync($"{path}/conversations")).Body));
        var (_, card) = await scene.Backend.GetAsync($"/v1/conversations/{id}/visitor");
        Assert.Equal(Text(user, "id"), Text(card.GetProperty("customer"), "id"));
        Assert.False(card.GetProperty("verified").GetBoolean());
    }

    [Fact]
    public async Task Get_MergedIntoOneThatWasMerged_LeadsToTheLast()
    {
        var first = await scene.CreateAsync(new { email = "ada@example.com" });
        var second = await scene.CreateAsync(new { externalId = "u-1" });
        await scene.EnsureAsync(new() { ExternalId = "u-1", Email = "ada@example.com" });
        await scene.Backend.PatchAsync($"{Path}/{Text(second, "id")}", new { externalId = "" });
        var third = await scene.CreateAsync(new { externalId = "u-2" });
        await scene.EnsureAsync(new() { ExternalId = "u-2", Email = "ada@example.com" });

        foreach (var one in new[] { first, second, third })
        {
            var (_, shown) = await scene.Backend.GetAsync($"{Path}/{Text(one, "id")}");
            Assert.Equal((Text(third, "id"), "u-2"), (Text(shown, "id"), Text(shown, "externalId")));
        }
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(2, 1)]
    [InlineData(null, 2)]
    [InlineData(2, null)]
    public async Task Ensure_TwoThatAreOne_WasSeenWhenTheLaterWas(int? user, int? visitor)
    {
        var noon = new DateTime(2026, 11, 27, 12, 0, 0, DateTimeKind.Utc);
        var (known, claiming) = (scene.Somebody(PrincipalKind.User), scene.Somebody(PrincipalKind.Visitor));
        var (externalId, email) = (known.Principal.Subject, VisitorScene.NewEmail());
        await scene.CreateAsync(new { externalId });
        await claiming.PatchAsync("/v1/me", new { email });
        List<SeenVisitor> seen = [];
        foreach (
            var (who, kind, minutes) in new[]
            {
                (known, AuthorKind.User, user),
                (claiming, AuthorKind.Visitor, visitor),
            }
        )
        {
            if (minutes is { } after)
            {
                seen.Add(
                    new SeenVisitor
                    {
                        TenantId = scene.TenantId,
                        Kind = kind,
                        Subject = who.Principal.Subject,
                        SeenAt = noon.AddMinutes(after),
                        Details = null,
                    }
                );
            }
        }

        await sessions.A.Get<DetailsStore>().PutAsync(seen, TestContext.Current.CancellationToken);

        var ensured = await scene.EnsureAsync(new() { ExternalId = externalId, Email = email });

        Assert.Equal(noon.AddMinutes(2), ensured.Customer.LastSeenAt.ToDateTime());
        var (_, shown) = await scene.Backend.GetAsync($"{Path}/{ensured.Customer.Id}");
        Assert.Equal(noon.AddMinutes(2), shown.GetProperty("lastSeenAt").GetDateTime());
    }

    [Fact]
    public async Task Ensure_OnlyAClaimInAnotherCase_IsVouchedFor()
    {
        var email = VisitorScene.NewEmail();
        await scene.Somebody(PrincipalKind.Visitor).PatchAsync("/v1/me", new { email });

        var ensured = await scene.EnsureAsync(new() { Email = email.ToUpperInvariant(), Name = "Ada" });

        Assert.Equal((false, true, "Ada"), (ensured.Created, ensured.Customer.Verified, ensured.Customer.Name));
    }

    [Fact]
    public async Task Delete_MergedCustomer_LeavesNeither()
    {
        var user = await scene.CreateAsync(new { externalId = "u-1" });
        var claimed = await scene.CreateAsync(new { email = "ada@example.com" });
        await scene.EnsureAsync(new() { ExternalId = "u-1", Email = "ada@example.com" });

        await scene.Backend.DeleteAsync($"{Path}/{Text(claimed, "id")}");

        Assert.Equal(HttpStatusCode.NotFound, (await scene.Backend.GetAsync($"{Path}/{Text(user, "id")}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Backend.GetAsync($"{Path}/{Text(claimed, "id")}")).Status);
    }

    private static IEnumerable<string?> Listed(JsonElement body) =>
        body.GetProperty("data").EnumerateArray().Select(one => Text(one, "id"));

    private static string? Text(JsonElement body, string name) => body.GetProperty(name).GetString();
}
