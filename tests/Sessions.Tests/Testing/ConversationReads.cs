using Npgsql;

namespace Chat.Sessions.Tests.Testing;

/// <summary>How many conversations a connection has looked at, of what is not yet in the server's statistics.</summary>
internal static class ConversationReads
{
    /// <summary>What the connection did for others before counts as well: take the difference.</summary>
    public static async Task<long> CountAsync(NpgsqlConnection connection)
    {
        await using var command = new NpgsqlCommand(
            """
            select (coalesce(seq_tup_read, 0) + coalesce(idx_tup_fetch, 0))::bigint
            from pg_stat_xact_user_tables where relname = 'conversations'
            """,
            connection
        );
        return (long)(await command.ExecuteScalarAsync(TestContext.Current.CancellationToken))!;
    }
}
