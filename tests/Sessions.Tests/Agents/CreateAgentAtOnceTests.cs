using System.Net;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Agents;

/// <summary>Agents that are made while others are, or are changed.</summary>
[Trait("Level", "Component")]
public sealed class CreateAgentAtOnceTests(SessionsFixture sessions)
{
    private readonly AgentScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // The tenant's settings are not in memory yet, and whoever reads them needs a connection.
    [Fact]
    public async Task Create_MoreAtOnceThanConnections_AreAllMade()
    {
        var made = await Task.WhenAll(
            Enumerable.Range(0, 64).Select(_ => scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body()))
        );

        Assert.All(made, answer => Assert.Equal(HttpStatusCode.Created, answer.Status));
    }

    [Fact]
    public async Task Create_AnotherIsMadeTheDefaultMeanwhile_TakesItsPlace()
    {
        var other = AgentScene.Id(await scene.CreateAsync());
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Token);
        await using var making = await connection.BeginTransactionAsync(Token);
        await ExecuteAsync(connection, $"select set_config('chat.tenant', '{scene.TenantId}', true)");
        await ExecuteAsync(connection, $"update agents set is_default = true where id = '{other}'");

        var creating = scene.Backend.SubmitAsync("/v1/agents", AgentScene.Body(("isDefault", true)));
        await Eventually.TrueAsync(() => WaitsForAsync(connection), Token);
        await making.CommitAsync(Token);

        var (status, created) = await creating;
        Assert.Equal(HttpStatusCode.Created, status);
        Assert.True((await scene.GetAsync(AgentScene.Id(created))).GetProperty("isDefault").GetBoolean());
        Assert.False((await scene.GetAsync(other)).GetProperty("isDefault").GetBoolean());
    }

    private async Task<bool> WaitsForAsync(NpgsqlConnection holder)
    {
        await using var command = sessions.A.Admin.CreateCommand(
            "select exists (select from pg_stat_activity where $1 = any(pg_blocking_pids(pid)))"
        );
        command.Parameters.AddWithValue(holder.ProcessID);
        return (bool)(await command.ExecuteScalarAsync(Token))!;
    }

    private static async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        await command.ExecuteNonQueryAsync(Token);
    }
}
