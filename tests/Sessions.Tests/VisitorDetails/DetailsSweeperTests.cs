using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Conversations;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.VisitorDetails;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace Chat.Sessions.Tests.VisitorDetails;

[Trait("Level", "Component")]
[Collection(Forgetting.Name)]
public sealed class DetailsSweeperTests(SessionsFixture sessions) : IDisposable
{
    // Before any visitor of other tests, as all tenants' are swept; behind what an instance that starts forgets.
    private static readonly DateTime Now = new(2100, 1, 31, 0, 0, 0, DateTimeKind.Utc);

    private readonly FakeTimeProvider time = new(new DateTimeOffset(Now));
    private readonly Guid tenantId = Ids.New();
    private DetailsSweeper? sweeper;

    private DetailsStore Store => sessions.A.Get<DetailsStore>();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sweep_AtTheStartAndThenEachTurn_ForgetsWhatIsOlderThanTheRetention()
    {
        await PutAsync("old", days: -31);
        await PutAsync("ageing", days: -29);
        await PutAsync("new", days: 0);

        await StartAsync();
        await ForgottenAsync("old");
        Assert.NotNull(await FindAsync("ageing"));
        await time.WaitForTimersAsync(1, Cancel);
        time.Advance(TimeSpan.FromDays(2));
        await ForgottenAsync("ageing");

        Assert.NotNull(await FindAsync("new"));
        await sweeper!.StopAsync(Cancel);
    }

    [Fact]
    public async Task Sweep_MoreThanABatch_ForgetsThemAllInOneTurn()
    {
        var seen = Enumerable.Range(0, 1_001).Select(n => Seen($"v{n}", Now.AddDays(-40).AddSeconds(n)));
        await Store.PutAsync([.. seen], Cancel);

        await StartAsync();

        await ForgottenAsync("v1000");
        await sweeper!.StopAsync(Cancel);
    }

    public void Dispose() => sweeper?.Dispose();

    private Task StartAsync()
    {
        var options = new DetailsOptions { Retention = TimeSpan.FromDays(30), SweepInterval = TimeSpan.FromDays(1) };
        sweeper = new DetailsSweeper(
            Store,
            sessions.A.Get<DatabaseReadiness>(),
            Options.Create(options),
            time,
            NullLogger<DetailsSweeper>.Instance
        );
        return sweeper.StartAsync(Cancel);
    }

    private Task PutAsync(string subject, int days) => Store.PutAsync([Seen(subject, Now.AddDays(days))], Cancel);

    private SeenVisitor Seen(string subject, DateTime seenAt) =>
        new()
        {
            TenantId = tenantId,
            Kind = AuthorKind.Visitor,
            Subject = subject,
            SeenAt = seenAt,
            Details = new BrowserDetails { Browser = "Firefox 128" },
        };

    private Task<SeenVisitor?> FindAsync(string subject) =>
        Store.FindAsync(tenantId, AuthorKind.Visitor, subject, Cancel);

    private Task ForgottenAsync(string subject) =>
        Eventually.TrueAsync(async () => await FindAsync(subject) is null, Cancel);
}
