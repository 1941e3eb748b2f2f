using System.Net;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class MergeRaceTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Update_OfOneThatIsMergedJustNow_ChangesTheOtherOne()
    {
        var from = (await scene.CreateAsync(new { email = "a@example.com" })).GetProperty("id").GetGuid();
        var into = (await scene.CreateAsync(new { email = "b@example.com" })).GetProperty("id").GetGuid();
        await using var connection = await sessions.A.Admin.OpenConnectionAsync(Token);
        await using var merge = await connection.BeginTransactionAsync(Token);
        await ExecuteAsync(connection, $"delete from customers where id = '{from}'");
        await ExecuteAsync(
            connection,
            $"insert into merged_customers (tenant_id, id, into_id) values ('{scene.TenantId}', '{from}', '{into}')"
        );

        var changing = scene.Backend.PatchAsync($"/v1/customers/{from}", new { name = "Ada" });
        await Eventually.TrueAsync(() => WaitsForAsync(connection), Token);
        await merge.CommitAsync(Token);

        var (status, changed) = await changing;
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal(into, changed.GetProperty("id").GetGuid());
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
