namespace Aspire.Npgsql.EntityFrameworkCore.PostgreSQL;

/// <summary>
/// Settings of a DbContext on Postgres; configuration section
/// <c>Aspire:Npgsql:EntityFrameworkCore:PostgreSQL[:TContext]</c>.
/// </summary>
/// <remarks>Source-compatible with the class of the same name in the official package.</remarks>
public sealed class NpgsqlEntityFrameworkCorePostgreSQLSettings
{
    /// <summary>Npgsql connection string. Default: the connection string of the context's connection name.</summary>
    public string? ConnectionString { get; set; }

    /// <summary>True turns EF's retrying execution strategy off. Default: false (retries on).</summary>
    public bool DisableRetry { get; set; }

    /// <summary>True leaves the context's health check out. Default: false.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>True does not subscribe to Npgsql's spans. Default: false.</summary>
    public bool DisableTracing { get; set; }

    /// <summary>True does not subscribe to Npgsql's and EF's meters. Default: false.</summary>
    public bool DisableMetrics { get; set; }

    /// <summary>Time a command may take, in seconds. Default: null, which leaves Npgsql's own.</summary>
    public int? CommandTimeout { get; set; }
}
