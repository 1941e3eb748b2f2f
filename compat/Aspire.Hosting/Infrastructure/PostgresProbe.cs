using Npgsql;

namespace Aspire.Hosting.Infrastructure;

/// <summary>Asks a Postgres server whether it answers.</summary>
internal static class PostgresProbe
{
    public static async Task<string?> CheckAsync(string? connectionString, CancellationToken cancellationToken)
    {
        try
        {
            await using var connection = await OpenAsync(connectionString, cancellationToken);
            await using var command = new NpgsqlCommand("SELECT 1", connection);
            await command.ExecuteScalarAsync(cancellationToken);
            return null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Creates a database when it is missing. Null for success, otherwise the reason.</summary>
    public static async Task<string?> CreateDatabaseAsync(
        string serverConnectionString,
        string databaseName,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await using var connection = await OpenAsync(serverConnectionString, cancellationToken);
            // Asked first, because the server logs a refused CREATE as an error, which would worry its readers.
            await using var exists = new NpgsqlCommand("SELECT 1 FROM pg_database WHERE datname = $1", connection);
            exists.Parameters.Add(new NpgsqlParameter { Value = databaseName });
            if (await exists.ExecuteScalarAsync(cancellationToken) is null)
            {
                await using var create = new NpgsqlCommand(CreateStatement(databaseName), connection);
                await create.ExecuteNonQueryAsync(cancellationToken);
            }
            return null;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.DuplicateDatabase)
        {
            // Another AppHost on the same server made it between our question and our order.
            return null;
        }
        catch (NpgsqlException exception)
        {
            return exception.Message;
        }
    }

    // Identifiers cannot be parameters; quoting doubles the quotes inside.
    private static string CreateStatement(string databaseName) =>
        $"CREATE DATABASE \"{databaseName.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";

    // No pool: a connection kept from before a crash would answer wrongly.
    private static async Task<NpgsqlConnection> OpenAsync(string? connectionString, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder(connectionString) { Pooling = false, Timeout = 5 };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }
}
