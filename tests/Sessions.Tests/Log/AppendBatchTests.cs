using Chat.Sessions.Conversations;
using Chat.Sessions.Log;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Servers;
using Npgsql;

namespace Chat.Sessions.Tests.Log;

/// <summary>
/// append_messages takes the usual messages of a batch together: what it answers, stores and tells must be what
/// append_message does with each of them alone.
/// </summary>
[Trait("Level", "Component")]
public sealed class AppendBatchTests(SessionsFixture sessions)
{
    private static readonly TimeSpan LeaseTtl = TimeSpan.FromSeconds(30);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Append_TogetherOrOneByOne_IsTheSame()
    {
        var alone = await AppendWorld.CreateAsync(sessions.A, Token);
        var together = await AppendWorld.CreateAsync(sessions.A, Token);
        await using var connection = await OpenAsync(sessions.A);

        var expected = new List<string>();
        foreach (var message in alone.Messages())
        {
            var result = (await connection.AppendAsync([Pending(message)], Token))[0];
            expected.Add(alone.Describe(message, result));
        }

        var batch = together.Messages();
        var results = await connection.AppendAsync([.. batch.Select(Pending)], Token);

        Assert.Equal(expected, batch.Zip(results, together.Describe));
        Assert.Equal(
            await new StoredWorld(sessions.A, alone.TenantId).ReadAsync(Token),
            await new StoredWorld(sessions.A, together.TenantId).ReadAsync(Token)
        );
    }

    [Fact]
    public async Task Append_UsualMessages_NeedNoCallEach()
    {
        // A database of its own, where the function for single messages can be taken away.
        await using var instance = await SessionsInstance.StartAsync(
            await (await PostgresServer.SharedAsync()).CreateDatabaseAsync(),
            (await RedisServer.SharedAsync()).ConnectionString
        );
        var world = await AppendWorld.CreateAsync(instance, Token);
        await using var drop = instance.Admin.CreateCommand("drop function append_message");
        await drop.ExecuteNonQueryAsync(Token);
        await using var connection = await OpenAsync(instance);

        var results = await connection.AppendAsync([.. world.Usual().Select(Pending)], Token);

        Assert.All(results, result => Assert.True(result.IsSuccess));
    }

    [Fact]
    public async Task HasEnded_DatabaseRefusedTheBatch_IsNot()
    {
        var world = await AppendWorld.CreateAsync(sessions.A, Token);
        await using var connection = await OpenAsync(sessions.A);

        // Postgres refuses U+0000 in a text; the handlers would have refused it before.
        var refused = world.Usual()[0] with
        {
            Text = "b\0d",
        };
        await Assert.ThrowsAsync<PostgresException>(() => connection.AppendAsync([Pending(refused)], Token));

        Assert.False(connection.HasEnded);
    }

    [Fact]
    public async Task Append_BatchOfTwoTenants_KeepsThemApart()
    {
        var (one, other) = (
            await AppendWorld.CreateAsync(sessions.A, Token),
            await AppendWorld.CreateAsync(sessions.A, Token)
        );
        var intruders = one.Usual()
            .Where(message => message.Target is AppendTarget.Existing && message.Fence is null)
            .Select(message => message with { TenantId = other.TenantId })
            .ToList();
        await using var connection = await OpenAsync(sessions.A);

        var results = await connection.AppendAsync(
            [.. one.Usual().Concat(other.Usual()).Concat(intruders).Select(Pending)],
            Token
        );

        var own = results.Length - intruders.Count;
        Assert.All(results[..own], result => Assert.True(result.IsSuccess));
        Assert.All(results[own..], result => Assert.IsType<ConversationNotFound>(result.Error));
    }

    private static PendingAppend Pending(NewMessage message)
    {
        var pending = new PendingAppend(message);
        pending.CountAttempt();
        return pending;
    }

    private static Task<AppendConnection> OpenAsync(SessionsInstance instance) =>
        AppendConnection.OpenAsync(instance.Get<NpgsqlDataSource>(), LeaseTtl, Token);
}
