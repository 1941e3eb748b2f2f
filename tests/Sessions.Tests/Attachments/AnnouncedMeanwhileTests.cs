using System.Net;
using Chat.Sessions.Tests.Testing;
using Chat.Sessions.Tests.Visitors;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Attachments;

/// <summary>A file that is announced while its owner's customer is deleted: it goes along, or is announced afterwards.</summary>
[Trait("Level", "Component")]
public sealed class AnnouncedMeanwhileTests(SessionsFixture sessions) : IAsyncLifetime
{
    private readonly FileScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await scene.AllowAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task Delete_CustomerWhoIsAnnouncing_TakesTheFileAlong()
    {
        var (user, customerId) = await scene.People.UserAsync();

        var announced = await AnnounceDuringAsync(user, () => DeleteAsync(customerId));

        Assert.Null(await scene.FindAsync(announced));
    }

    [Fact]
    public async Task Delete_CustomerThatAVisitorBecameWhileAnnouncing_TakesTheFileAlong()
    {
        var (user, customerId) = await scene.People.UserAsync();
        var visitor = scene.People.Visitor();

        var announced = await AnnounceDuringAsync(
            visitor,
            async () =>
            {
                await VisitorScene.ProveAsync(visitor, user);
                await DeleteAsync(customerId);
            }
        );

        Assert.Null(await scene.FindAsync(announced));
    }

    /// <summary>Announces a file, and holds the announcement up until the work waits for it, or is done.</summary>
    private async Task<Guid> AnnounceDuringAsync(Caller owner, Func<Task> work)
    {
        await using var holder = await sessions.A.Admin.OpenConnectionAsync(Token);
        await using var held = await holder.BeginTransactionAsync(Token);
        // The lock by which announcements of a tenant go one by one.
        await using var hold = new NpgsqlCommand(
            "select pg_advisory_xact_lock(hashtextextended('attachments ' || $1::text, 0))",
            holder,
            held
        );
        hold.Parameters.AddWithValue(scene.People.Company.TenantId);
        await hold.ExecuteNonQueryAsync(Token);
        var announcing = FileScene.TryAnnounceAsync(owner, FileScene.Part);
        await Eventually.TrueAsync(async () => await WaitersAsync(holder.ProcessID) is [_], Token);
        var announcer = (await WaitersAsync(holder.ProcessID))[0];

        var working = work();
        await Eventually.TrueAsync(async () => working.IsCompleted || await WaitersAsync(announcer) is not [], Token);
        await held.CommitAsync(Token);

        await working.WithTimeout();
        var (status, file) = await announcing.WithTimeout();
        Assert.Equal(HttpStatusCode.Created, status);
        return file.GetProperty("id").GetGuid();
    }

    private async Task<int[]> WaitersAsync(int process)
    {
        await using var waiters = sessions.A.Admin.CreateCommand(
            "select array(select pid from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))"
        );
        waiters.Parameters.AddWithValue(process);
        return (int[])(await waiters.ExecuteScalarAsync(Token))!;
    }

    private async Task DeleteAsync(string customerId)
    {
        var (status, _) = await scene.People.Company.Backend.DeleteAsync($"/v1/customers/{customerId}");
        Assert.Equal(HttpStatusCode.NoContent, status);
    }
}
