using System.Net;
using Chat.ServiceDefaults.Identity;
using Chat.Sessions.Tests.Testing;
using Chat.Testing.Time;
using Npgsql;

namespace Chat.Sessions.Tests.Customers;

[Trait("Level", "Component")]
public sealed class DeleteBlockedTests(SessionsFixture sessions)
{
    private readonly CustomerScene scene = new(sessions.A);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    // An append may hold a conversation and then want its sender; deleting holds the sender and wants its conversations.
    [Fact]
    public async Task Delete_WaitsForAnAppendThatWaitsForIt_IsDoneAgain()
    {
        var user = scene.Somebody(PrincipalKind.User);
        var customer = await scene.CreateAsync(new { externalId = user.Principal.Subject });
        var path = $"/v1/customers/{customer.GetProperty("id")}";
        var conversation = Guid.Parse((await user.PostAsync("Hello")).Conversation.Id);
        await scene.Backend.PatchAsync(path, new { status = "blocked" });
        await using var connection = await sessions.A.OpenAsSuperuserAsync(Token);
        await using var append = await connection.BeginTransactionAsync(Token);
        // Of the two this one never finds out.
        await ExecuteAsync(connection, "set local deadlock_timeout = '1min'");
        await ExecuteAsync(connection, $"select from conversations where id = '{conversation}' for update");

        var deleting = scene.Backend.DeleteAsync(path);
        await Eventually.TrueAsync(() => WaitsForAsync(connection), Token);
        await ExecuteAsync(
            connection,
            $"select from customer_identities where subject = '{user.Principal.Subject}' for share"
        );
        await append.CommitAsync(Token);

        Assert.Equal(HttpStatusCode.NoContent, (await deleting).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await scene.Backend.GetAsync(path)).Status);
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
