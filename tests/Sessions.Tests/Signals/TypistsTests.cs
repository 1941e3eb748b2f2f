using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Conversations;
using Chat.Sessions.Settings;
using Chat.Sessions.Signals;
using Chat.Sessions.Tests.Settings;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;

namespace Chat.Sessions.Tests.Signals;

[Trait("Level", "Component")]
public sealed class TypistsTests : IAsyncLifetime
{
    private readonly Caller owner;
    private readonly TenantSettings settings;
    private readonly FakeTimeProvider time = new();
    private readonly Told told = new();
    private readonly Typists typists;
    private readonly Guid conversation = Ids.New();
    private readonly Author author = new(AuthorKind.Visitor, "v", "Vera");

    public TypistsTests(SessionsFixture sessions)
    {
        owner = Caller.Of(sessions.A, PrincipalKind.SecretKey);
        // Not the instance's own: a notice of a change may come late, and make it forget in the middle of a test.
        settings = new TenantSettings(
            sessions.A.Get<SettingsStore>(),
            TimeProvider.System,
            NullLogger<TenantSettings>.Instance
        );
        typists = new Typists(
            told,
            settings,
            sessions.A.Get<TypingAudience>(),
            Options.Create(new SignalsOptions { MaxTyping = 2 }),
            time
        );
    }

    private Guid TenantId => owner.Principal.TenantId;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await settings.GetAsync(TenantId, Cancel);

    public ValueTask DisposeAsync()
    {
        typists.Dispose();
        return ValueTask.CompletedTask;
    }

    [Fact]
    public void Set_StartsWithinTwoSeconds_AreToldOnce()
    {
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(1.9));
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(0.1));
        Set(typing: true);

        Assert.Equal([true, true], told.Typing);
    }

    [Fact]
    public void Set_Stopped_IsToldOnceAndTheNextStartAtOnce()
    {
        Set(typing: true);
        Set(typing: false);
        Set(typing: false);
        Set(typing: true);

        Assert.Equal([true, false, true], told.Typing);
    }

    [Fact]
    public void EndLate_RenewedStart_EndsThirtySecondsAfterIt()
    {
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(1));
        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(29.9));
        typists.EndLate();
        Assert.Equal([true], told.Typing);

        time.Advance(TimeSpan.FromSeconds(0.1));
        typists.EndLate();

        Assert.Equal([true, false], told.Typing);
    }

    [Fact]
    public void Set_MoreThanFit_AreIgnored()
    {
        foreach (var id in (string[])["a", "b", "c"])
        {
            typists.Set(TenantId, conversation, author with { Id = id }, isTyping: true);
        }

        Assert.Equal(2, told.Typing.Count);
    }

    [Fact]
    public void Set_SettingsNotInMemory_IsToldAMomentLater()
    {
        settings.Forget(TenantId);

        Set(typing: true);

        Assert.True(SpinWait.SpinUntil(() => told.Typing.Count == 1, TimeSpan.FromSeconds(30)));
    }

    [Fact]
    public async Task Set_StoppedBeforeTheSettingsAreThere_IsNeverTold()
    {
        await using var connection = await owner.Instance.Admin.OpenConnectionAsync(Cancel);
        await using var held = await connection.BeginTransactionAsync(Cancel);
        await using var hold = new NpgsqlCommand("lock table settings in access exclusive mode", connection, held);
        await hold.ExecuteNonQueryAsync(Cancel);
        settings.Forget(TenantId);

        Set(typing: true);
        Set(typing: false);
        await held.RollbackAsync(Cancel);
        await settings.GetAsync(TenantId, Cancel);
        Set(typing: false);

        Assert.Empty(told.Typing);
    }

    [Fact]
    public async Task Set_TypingNotEnabled_EndsWhatWasToldAndTellsNothingMore()
    {
        Set(typing: true);
        await ChangeAsync(new { typingEnabled = false });

        Set(typing: true);
        Set(typing: true);

        Assert.Equal([true, false], told.Typing);
    }

    [Fact]
    public async Task Set_TenantsThrottleAndTimeout_AreKept()
    {
        await ChangeAsync(new { typingThrottleMilliseconds = 5_000, typingTimeoutSeconds = 10 });

        Set(typing: true);
        time.Advance(TimeSpan.FromSeconds(4.9));
        Set(typing: true);
        Assert.Equal([true], told.Typing);
        time.Advance(TimeSpan.FromSeconds(9.9));
        typists.EndLate();
        Assert.Equal([true], told.Typing);
        time.Advance(TimeSpan.FromSeconds(0.1));
        typists.EndLate();

        Assert.Equal([true, false], told.Typing);
        Assert.Equal(TimeSpan.FromSeconds(10), told.Lasts);
    }

    private async Task ChangeAsync(object fields)
    {
        await owner.ChangeSettingsAsync("live", fields);
        settings.Forget(TenantId);
        await settings.GetAsync(TenantId, Cancel);
    }

    private void Set(bool typing) => typists.Set(TenantId, conversation, author, typing);

    private sealed class Told : ISignals
    {
        public List<bool> Typing { get; } = [];

        public TimeSpan Lasts { get; private set; }

        public void Publish(Guid tenantId, SignalTopic topic, Signal signal)
        {
            var typing = Assert.IsType<TypingSignal>(signal);
            Lasts = typing.Lasts;
            Typing.Add(typing.IsTyping);
        }
    }
}
