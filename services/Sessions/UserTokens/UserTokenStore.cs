using Npgsql;

namespace Chat.Sessions.UserTokens;

/// <summary>Which generations of users' tokens hold (Data/Sql/user_tokens.sql); one round trip each.</summary>
internal sealed class UserTokenStore(NpgsqlDataSource source)
{
    // Longer than any token can live (the gateway's UserTokens:MaxLifetime), with a day for clocks and late readers.
    private static readonly TimeSpan Kept = TimeSpan.FromDays(31);

    // Of the sequence, not of the rows: those are deleted when they are old, and generations must never fall.
    private const string CurrentSql =
        "select case when is_called then last_value else 0 end from user_token_generations";

    /// <summary>The generation of tokens made now, whoever they are for: behind all revocations so far.</summary>
    public async Task<long> CurrentAsync(CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(CurrentSql);
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Voids what the user was given; answers the generation that holds from now on.</summary>
    public async Task<long> RevokeAsync(Guid tenantId, string userId, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand("select revoke_user_tokens($1, $2, $3)");
        command.Parameters.Add(new NpgsqlParameter<Guid> { TypedValue = tenantId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = userId });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Kept });
        return (long)(await command.ExecuteScalarAsync(cancellationToken))!;
    }

    /// <summary>Revocations of all tenants behind a generation, in their order.</summary>
    public async Task<List<UserRevocation>> ListAsync(long after, int limit, CancellationToken cancellationToken)
    {
        await using var command = source.CreateCommand(
            "select tenant_id, user_id, generation from list_user_token_revocations($1, $2, $3)"
        );
        command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = after });
        command.Parameters.Add(new NpgsqlParameter<int> { TypedValue = limit });
        command.Parameters.Add(new NpgsqlParameter<TimeSpan> { TypedValue = Kept });
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        List<UserRevocation> found = [];
        while (await row.ReadAsync(cancellationToken))
        {
            found.Add(new UserRevocation(row.GetGuid(0), row.GetString(1), row.GetInt64(2)));
        }

        return found;
    }
}
