using Chat.Sessions.Tests.Testing;
using Npgsql;

namespace Chat.Sessions.Tests.Search;

/// <summary>What a search reads when there are many messages; the function alone, without the messages themselves.</summary>
[Trait("Level", "Component")]
public sealed class SearchOfManyTests(SessionsFixture sessions)
{
    private const int Many = 12_000;

    private readonly Guid tenantId = Caller.Visitor(sessions.A).Principal.TenantId;

    [Fact]
    public async Task Search_WordOfEveryMessage_ReadsAFewOfTheNewest()
    {
        await using var connection = await FilledAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var before = await ReadRowsAsync(connection);

        Assert.Equal([Many, Many - 1, Many - 2], await FindAsync(connection, "common", null));
        Assert.InRange(await ReadRowsAsync(connection) - before, 1, 100);
    }

    [Theory]
    [InlineData("odd3", new long[] { 3 })]
    [InlineData("odd3 common", new long[] { 3 })]
    [InlineData("odd11999", new long[] { 11_999 })]
    [InlineData("twice", new long[] { 11_990, 10 })]
    [InlineData("never", new long[] { })]
    public async Task Search_RareWord_IsFoundHoweverOld(string query, long[] expected)
    {
        await using var connection = await FilledAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        var before = await ReadRowsAsync(connection);

        Assert.Equal(expected, await FindAsync(connection, query, null));
        // The newest 10,000 twice, and what has the word.
        Assert.InRange(await ReadRowsAsync(connection) - before, 10_000, 20_010);
    }

    [Fact]
    public async Task Search_OlderThanOne_GoesOnBehindIt()
    {
        await using var connection = await FilledAsync();
        await using var transaction = await connection.BeginTransactionAsync(TestContext.Current.CancellationToken);

        Assert.Equal([999, 998, 997], await FindAsync(connection, "common", 1000));
        Assert.Equal([10], await FindAsync(connection, "twice", 11_990));
    }

    // A message's id is its sequence. Never analysed: the plans must not need it.
    private async Task<NpgsqlConnection> FilledAsync()
    {
        var connection = await sessions.A.Admin.OpenConnectionAsync(TestContext.Current.CancellationToken);
        await ExecuteAsync(
            connection,
            $"""
            insert into message_search (tenant_id, conversation_id, sequence, message_id, document)
            select $1, $1, n, lpad(n::text, 32, '0')::uuid, array_to_tsvector(array[tenant_lexeme($1), 'common',
                'odd' || n, case when n in (10, 11990) then 'twice' else 'once' end])
            from generate_series(1, {Many}) n
            """
        );
        // What vacuum does sooner or later: so much that is new would be read as it is.
        await using var command = new NpgsqlCommand(
            "select gin_clean_pending_list('message_search_document')",
            connection
        );
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
        return connection;
    }

    private async Task<List<long>> FindAsync(NpgsqlConnection connection, string query, int? before)
    {
        await ExecuteAsync(connection, "select set_config('chat.tenant', $1::text, true)");
        await using var command = new NpgsqlCommand(
            "select found_sequence from search_messages($1, null, coalesce(lpad($2::text, 32, '0'), repeat('f', 32))::uuid, 3)",
            connection
        );
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = query });
        command.Parameters.Add(
            new NpgsqlParameter { Value = (object?)before ?? DBNull.Value, DataTypeName = "integer" }
        );
        await using var row = await command.ExecuteReaderAsync(TestContext.Current.CancellationToken);
        var found = new List<long>();
        while (await row.ReadAsync(TestContext.Current.CancellationToken))
        {
            found.Add(row.GetInt64(0));
        }

        return found;
    }

    // By this connection, with an index or without.
    private static async Task<long> ReadRowsAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select (pg_stat_get_xact_tuples_fetched('message_search'::regclass)
                + pg_stat_get_xact_tuples_returned('message_search'::regclass)
                + sum(pg_stat_get_xact_tuples_fetched(indexrelid)))::bigint
            from pg_index where indrelid = 'message_search'::regclass
            """,
            connection
        );
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }

    private async Task ExecuteAsync(NpgsqlConnection connection, string sql)
    {
        await using var command = new NpgsqlCommand(sql, connection);
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        await command.ExecuteNonQueryAsync(TestContext.Current.CancellationToken);
    }
}
