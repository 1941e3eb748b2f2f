using Chat.ServiceDefaults;
using Chat.ServiceDefaults.Data;
using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Data;

[Trait("Level", "Component")]
public sealed class TenantScopeTests(SessionsFixture sessions)
{
    [Fact]
    public async Task ExecuteReader_AStatementFails_GivesItsConnectionBack()
    {
        var single = new NpgsqlConnectionStringBuilder(sessions.A.Admin.ConnectionString)
        {
            MaxPoolSize = 1,
            Timeout = 5,
        };
        await using var source = NpgsqlDataSource.Create(single);

        for (var n = 0; n < 2; n++)
        {
            var failure = await Assert.ThrowsAsync<PostgresException>(() => FailAsync(source));
            Assert.Equal(PostgresErrorCodes.DivisionByZero, failure.SqlState);
        }
    }

    private static async Task FailAsync(NpgsqlDataSource source)
    {
        await using var batch = source.CreateBatch();
        TenantScope.AddTo(batch, Ids.New());
        batch.BatchCommands.Add(new NpgsqlBatchCommand("select 1 / 0"));
        await using var row = await TenantScope.ExecuteReaderAsync(batch, TestContext.Current.CancellationToken);
    }
}
