using Xunit;

namespace Chat.Testing.Servers;

/// <summary>A fresh database on the shared server; a class fixture.</summary>
public sealed class PostgresDatabase : IAsyncLifetime
{
    /// <summary>Its connection string, as its owner.</summary>
    public string ConnectionString { get; private set; } = "";

    /// <inheritdoc/>
    public async ValueTask InitializeAsync() =>
        ConnectionString = await (await PostgresServer.SharedAsync()).CreateDatabaseAsync();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
