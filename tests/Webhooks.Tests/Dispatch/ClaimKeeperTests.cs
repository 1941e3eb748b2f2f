using Chat.ServiceDefaults;
using Chat.Testing.Logs;
using Chat.Testing.Time;
using Chat.Webhooks.Dispatch;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Webhooks.Tests.Dispatch;

public sealed class ClaimKeeperTests
{
    private readonly FakeTimeProvider _clock = new();
    private readonly LogRecorder _logs = new();
    private readonly IOptions<DispatchOptions> _options = Options.Create(new DispatchOptions());

    // As each is that was renewed at the last tick: a renewal takes its time from a moment behind the tick. Left for the
    // next one it would be two thirds through its lease, and no renewal might fail any more.
    [Fact]
    public async Task Execute_ClaimAlmostAsOldAsTheInterval_IsRenewed()
    {
        var claims = new HeldClaims(_options, _clock);
        // Nobody listens there: that it was asked shows in the log.
        await using var database = NpgsqlDataSource.Create("Host=127.0.0.1;Port=1");
        using var keeper = new ClaimKeeper(
            new ClaimRenewer(database, claims, _options, _clock),
            _options,
            _clock,
            _logs.CreateLogger<ClaimKeeper>()
        );
        await keeper.StartAsync(TestContext.Current.CancellationToken);
        await _clock.WaitForTimersAsync(1, TestContext.Current.CancellationToken);
        var moment = TimeSpan.FromMilliseconds(1);
        _clock.Advance(moment);
        using var held = claims.Hold(Claimed());

        _clock.Advance(_options.Value.RenewalInterval - moment);

        await Eventually.TrueAsync(() => _logs.Entries.Count > 0, TestContext.Current.CancellationToken);
        await keeper.StopAsync(TestContext.Current.CancellationToken);
    }

    private ClaimedDelivery Claimed() =>
        new()
        {
            Id = Ids.New(),
            Claim = Ids.New(),
            ClaimedAt = _clock.GetTimestamp(),
            SubscriptionId = Ids.New(),
            EventId = Ids.New(),
            EventType = "message.created",
            Body = [],
            TraceParent = null,
            Failures = 0,
            Url = "https://customer.example/",
            SealedSecrets = [],
        };
}
