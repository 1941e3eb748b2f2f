using System.Text.Json;
using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Chat.Sessions.VisitorDetails;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.VisitorDetails;

/// <summary>What a batch of seen visitors leaves, and what two at once do.</summary>
[Trait("Level", "Component")]
[Collection(Forgetting.Name)]
public sealed class SeenBatchesTests(SessionsFixture sessions)
{
    // Far away: an instance that starts forgets whoever was not seen for its retention.
    private static readonly DateTime Noon = new(2126, 11, 27, 12, 0, 0, DateTimeKind.Utc);

    private static readonly BrowserDetails All = new()
    {
        Ip = "203.0.113.7",
        Browser = "Firefox 128",
        Os = "Linux",
        Page = "https://shop.example/a",
        PageTitle = "A",
        Referrer = "https://shop.example/",
        Language = "de-AT",
        Country = "AT",
        Region = "Niederösterreich",
        City = "Krems",
    };

    private readonly VisitorScene scene = new(sessions.A);

    private DetailsStore Store => sessions.A.Get<DetailsStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Put_Everything_IsFoundAsItWasAndShown()
    {
        var visitor = scene.Visitor();
        var id = (await visitor.PostAsync("Hello")).Conversation.Id;
        var seen = Seen(visitor, 0, All);

        await Store.PutAsync([seen], Cancel);

        Assert.Equal(seen, await FindAsync(visitor));
        var (_, card) = await scene.Company.Backend.GetAsync($"/v1/conversations/{id}/visitor");
        var browser = card.GetProperty("browser");
        string[] names =
        [
            "ip",
            "browser",
            "os",
            "page",
            "pageTitle",
            "referrer",
            "language",
            "country",
            "region",
            "city",
        ];
        string?[] values =
        [
            All.Ip,
            All.Browser,
            All.Os,
            All.Page,
            All.PageTitle,
            All.Referrer,
            All.Language,
            All.Country,
            All.Region,
            All.City,
        ];
        Assert.Equal(values, names.Select(name => browser.GetProperty(name).GetString()));
        Assert.Equal(Noon, browser.GetProperty("seenAt").GetDateTime());
    }

    [Fact]
    public async Task Put_SomeTenantsAtOnce_EachHasItsOwn()
    {
        var (one, two) = (scene.Visitor(), Caller.Visitor(sessions.A));
        var namesake = Seen(one, 0, All) with { TenantId = two.Principal.TenantId };

        await Store.PutAsync([Seen(two, 0, All), Seen(one, 1, All with { Ip = null })], Cancel);

        Assert.Null((await FindAsync(one))!.Details!.Ip);
        Assert.Equal(All.Ip, (await FindAsync(two))!.Details!.Ip);
        Assert.Null(await Store.FindAsync(namesake.TenantId, namesake.Kind, namesake.Subject, Cancel));
        Assert.Null(await Store.FindAsync(one.Principal.TenantId, AuthorKind.User, one.Principal.Subject, Cancel));
    }

    [Fact]
    public async Task Handle_SomeTenantsAtOnce_KeepsWhatEachLets()
    {
        var (open, closed) = (scene.Visitor(), Caller.Visitor(sessions.A));
        await Caller
            .Of(sessions.A, PrincipalKind.SecretKey, closed.Principal.TenantId)
            .ChangeSettingsAsync("privacy", new { collectIp = false });

        await sessions
            .A.Get<CollectHandler>()
            .HandleAsync([Seen(open, 0, All), Seen(closed, 0, All), Seen(open, 0, All)], Cancel);

        Assert.Equal(All, (await FindAsync(open))!.Details);
        Assert.Equal(All with { Ip = null }, (await FindAsync(closed))!.Details);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(1, 0)]
    public async Task Put_OneTwiceInABatch_KeepsTheLater(int first, int second)
    {
        var visitor = scene.Visitor();

        await Store.PutAsync([Seen(visitor, first, All), Seen(visitor, second, All)], Cancel);

        Assert.Equal(Noon.AddMinutes(1), (await FindAsync(visitor))!.SeenAt);
    }

    [Fact]
    public async Task Put_NothingToKeep_StillNotesWhenTheCustomerWasSeen()
    {
        var (visitor, email) = (scene.Visitor(), VisitorScene.NewEmail());
        await visitor.PatchAsync("/v1/me", new { email });

        await Store.PutAsync([Seen(visitor, 5, null)], Cancel);
        await Store.PutAsync([Seen(visitor, 3, null)], Cancel);

        Assert.Null(await FindAsync(visitor));
        var customer = (await scene.CustomerByEmailAsync(email))!.Value;
        Assert.Equal(Noon.AddMinutes(5), customer.GetProperty("lastSeenAt").GetDateTime());
    }

    [Fact]
    public async Task Put_TwoIdentitiesOfACustomer_NotesTheLaterTime()
    {
        var (email, visitors) = (VisitorScene.NewEmail(), new[] { scene.Visitor(), scene.Visitor() });
        foreach (var visitor in visitors)
        {
            await visitor.PatchAsync("/v1/me", new { email });
        }

        await Store.PutAsync([Seen(visitors[0], 4, All), Seen(visitors[1], 2, All)], Cancel);

        var customer = (await scene.CustomerByEmailAsync(email))!.Value;
        Assert.Equal(Noon.AddMinutes(4), customer.GetProperty("lastSeenAt").GetDateTime());
    }

    [Fact]
    public async Task Put_MeetsWhoHasTheCustomerAndWantsTheDetails_IsRepeated()
    {
        var visitors = new[] { scene.Visitor(), scene.Visitor() }
            .OrderBy(v => v.Principal.Subject, StringComparer.Ordinal)
            .ToArray();
        await visitors[0].PatchAsync("/v1/me", new { email = VisitorScene.NewEmail() });
        await Store.PutAsync([.. visitors.Select(visitor => Seen(visitor, 0, All))], Cancel);
        await using var holder = await sessions.A.Admin.OpenConnectionAsync(Cancel);
        await using var deleter = await sessions.A.OpenAsSuperuserAsync(Cancel);
        await RunAsync(holder, "begin");
        await RunAsync(holder, LockDetails(visitors[1]));
        await RunAsync(deleter, "begin");
        await RunAsync(deleter, "set local deadlock_timeout = '1min'");
        await RunAsync(deleter, $"select 1 from customers where tenant_id = '{scene.Company.TenantId}' for update");

        // The batch has the first's details and waits for the second's. Who deletes the customer, and wants the first's, does
        // not look whether they wait in a circle for a minute: so the batch finds it, and Postgres ends that.
        var put = Store.PutAsync([.. visitors.Select(visitor => Seen(visitor, 1, All))], Cancel);
        await Eventually.TrueAsync(
            async () => await WaitsAsync($"{holder.ProcessID} = any(pg_blocking_pids(pid))"),
            Cancel
        );
        var delete = RunAsync(deleter, LockDetails(visitors[0]));
        await Eventually.TrueAsync(async () => await WaitsAsync($"pid = {deleter.ProcessID}"), Cancel);
        await RunAsync(holder, "commit");
        await delete.WithTimeout();
        await RunAsync(deleter, "commit");
        await put.WithTimeout();

        foreach (var visitor in visitors)
        {
            Assert.Equal(Noon.AddMinutes(1), (await FindAsync(visitor))!.SeenAt);
        }
    }

    [Fact]
    public async Task Forget_MoreThanTheLimit_IsTheOldestFirst()
    {
        var visitors = new List<Caller> { scene.Visitor(), scene.Visitor(), scene.Visitor() };
        await Store.ForgetAsync(Noon.AddYears(-10), int.MaxValue, Cancel);
        foreach (var (index, visitor) in visitors.Index())
        {
            await Store.PutAsync([Seen(visitor, 0, All) with { SeenAt = Noon.AddYears(-10 + index) }], Cancel);
        }

        var forgotten = await Store.ForgetAsync(Noon.AddYears(-8), 1, Cancel);
        var rest = await Store.ForgetAsync(Noon.AddYears(-8), 1_000, Cancel);

        var gone = await Task.WhenAll(visitors.Select(async visitor => await FindAsync(visitor) is null));
        Assert.Equal((1, 1), (forgotten, rest));
        Assert.Equal([true, true, false], gone);
    }

    [Theory]
    [InlineData(PrincipalKind.Agent, true)]
    [InlineData(PrincipalKind.SecretKey, true)]
    [InlineData(PrincipalKind.User, false)]
    [InlineData(PrincipalKind.PublishableKey, false)]
    public async Task Card_Kinds_AreTheCompanysOwn(PrincipalKind kind, bool may)
    {
        var id = (await scene.Visitor().PostAsync("Hello")).Conversation.Id;

        var (status, _) = await scene.Company.Somebody(kind).GetAsync($"/v1/conversations/{id}/visitor");

        Assert.Equal(may ? System.Net.HttpStatusCode.OK : System.Net.HttpStatusCode.Forbidden, status);
    }

    [Fact]
    public async Task Card_UserThatIsACustomer_IsVerified()
    {
        var user = scene.Company.Somebody(PrincipalKind.User);
        await scene.Company.CreateAsync(new { externalId = user.Principal.Subject, name = "Ada" });
        var id = (await user.PostAsync("Hello")).Conversation.Id;

        var (_, card) = await scene.Company.Backend.GetAsync($"/v1/conversations/{id}/visitor");

        Assert.Equal(
            ("user", user.Principal.Subject, true),
            (card.GetProperty("kind").GetString(), card.GetProperty("id").GetString(), Flag(card, "verified"))
        );
        Assert.Equal("Ada", card.GetProperty("customer").GetProperty("name").GetString());
        Assert.Equal(JsonValueKind.Null, card.GetProperty("browser").ValueKind);
    }

    [Fact]
    public async Task Card_UnknownConversation_IsNotFound() =>
        Assert.Equal(
            System.Net.HttpStatusCode.NotFound,
            (await scene.Company.Backend.GetAsync($"/v1/conversations/{Ids.New()}/visitor")).Status
        );

    private static string LockDetails(Caller visitor) =>
        $"select 1 from visitor_details where subject = '{visitor.Principal.Subject}' for update";

    private static async Task RunAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Cancel);
    }

    private async Task<bool> WaitsAsync(string who)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            $"select exists (select from pg_locks where not granted and {who})"
        );
        return (bool)(await command.ExecuteScalarAsync(Cancel))!;
    }

    private Task<SeenVisitor?> FindAsync(Caller visitor) =>
        Store.FindAsync(visitor.Principal.TenantId, AuthorKind.Visitor, visitor.Principal.Subject, Cancel);

    private static SeenVisitor Seen(Caller visitor, int minutes, BrowserDetails? details) =>
        new()
        {
            TenantId = visitor.Principal.TenantId,
            Kind = AuthorKind.Visitor,
            Subject = visitor.Principal.Subject,
            SeenAt = Noon.AddMinutes(minutes),
            Details = details,
        };

    private static bool Flag(JsonElement body, string name) => body.GetProperty(name).GetBoolean();
}
