using Chat.Sessions.Live;
using Chat.Sessions.Settings;
using Chat.Sessions.Sweeps;
using Chat.Sessions.Tests.Testing;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using static Chat.Sessions.Tests.Sweeps.SweepScene;

namespace Chat.Sessions.Tests.Sweeps;

/// <summary>A tenant with much to be ended, and others.</summary>
[Trait("Level", "Component")]
public sealed class FairSweepTests(SessionsFixture sessions)
{
    private readonly Caller giant = Caller.Visitor(sessions.A);
    private readonly Caller dwarf = Caller.Visitor(sessions.A);

    private Guid[] Both => [giant.Principal.TenantId, dwarf.Principal.TenantId];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Run_AnotherTenantHasMuch_TheirsAreEndedInTurn()
    {
        await BeginAsync(giant, 7);
        await BeginAsync(dwarf, 1);

        var ended = await Sweep(batch: 2, interval: TimeSpan.FromMinutes(1)).RunAsync(Both, Token);

        Assert.Equal(8, ended);
        // The giant's first two, and not more, were before it.
        Assert.Equal(2, await EndedBeforeAsync());
    }

    [Fact]
    public async Task Run_TimeIsOver_EverybodyHadATurnAndTheNextRunGoesOnThere()
    {
        await BeginAsync(giant, 5);
        await BeginAsync(dwarf, 1);
        var sweep = Sweep(batch: 2, interval: TimeSpan.Zero);

        var ended = new List<int>();
        for (var run = 0; run < 4; run++)
        {
            ended.Add(await sweep.RunAsync(Both, Token));
        }

        Assert.Equal([3, 2, 1, 0], ended);
    }

    [Fact]
    public async Task Run_TheFirstAreSpared_TheNextRunLooksBehindThem()
    {
        var conversations = await BeginAsync(giant, 3);
        using var first = new Follower(giant.At(sessions.B));
        using var second = new Follower(giant.At(sessions.B));
        foreach (var (follower, id) in new[] { first, second }.Zip(conversations.Order(StringComparer.Ordinal)))
        {
            await follower.SubscribeAsync(giant.At(sessions.B), id);
            await follower.SubscribedAsync();
        }

        var sweep = Sweep(batch: 2, interval: TimeSpan.Zero);

        Assert.Equal(0, await sweep.RunAsync([giant.Principal.TenantId], Token));
        Assert.Equal(1, await sweep.RunAsync([giant.Principal.TenantId], Token));
    }

    [Fact]
    public async Task Run_OneCannotBeEnded_IsInTheWayOfNoOther()
    {
        var broken = (await BeginAsync(giant, 5))[2];
        await BeginAsync(dwarf, 1);
        // The place of what comes next is taken.
        await using var command = sessions.A.Admin.CreateCommand(
            $"update conversations set last_sequence = last_sequence - 1 where id = '{broken}'"
        );
        await command.ExecuteNonQueryAsync(Token);

        var ended = await Sweep(batch: 5, interval: TimeSpan.FromMinutes(1)).RunAsync(Both, Token);

        Assert.Equal(5, ended);
        Assert.Single((await giant.ListAsync(broken)).Messages);
    }

    private ConversationSweep Sweep(int batch, TimeSpan interval) =>
        new(
            sessions.A.Get<SweepStore>(),
            sessions.A.Get<TenantSettings>(),
            sessions.A.Get<LogHub>(),
            sessions.A.Get<Absences>(),
            Options.Create(
                new SweepOptions
                {
                    BatchSize = batch,
                    Interval = interval,
                    Share = 1,
                }
            ),
            TimeProvider.System,
            NullLogger<ConversationSweep>.Instance
        );

    private static async Task<List<string>> BeginAsync(Caller owner, int count)
    {
        var begun = new List<string>();
        for (var n = 0; n < count; n++)
        {
            begun.Add(await SweepScene.BeginAsync(owner));
        }

        await AgeAllAsync(owner);
        return begun;
    }

    // Of the giant's, by when their log says so.
    private async Task<long> EndedBeforeAsync()
    {
        await using var command = sessions.A.Admin.CreateCommand(
            """
            select count(*) from messages where tenant_id = $1 and type = 6
            and created_at < (select created_at from messages where tenant_id = $2 and type = 6)
            """
        );
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = giant.Principal.TenantId });
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = dwarf.Principal.TenantId });
        return (long)(await command.ExecuteScalarAsync(Token))!;
    }
}
