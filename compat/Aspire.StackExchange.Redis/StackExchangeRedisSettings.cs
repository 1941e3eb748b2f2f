namespace Aspire.StackExchange.Redis;

/// <summary>Settings of a Redis client; configuration section <c>Aspire:StackExchange:Redis[:name]</c>.</summary>
/// <remarks>Source-compatible with the class of the same name in the official Aspire.StackExchange.Redis.</remarks>
public sealed class StackExchangeRedisSettings
{
    /// <summary>
    /// StackExchange.Redis configuration text, for example <c>localhost:6379,password=...</c>. Default: the
    /// connection string of the client's name.
    /// </summary>
    public string? ConnectionString { get; set; }

    /// <summary>True leaves the client's health check out. Default: false.</summary>
    public bool DisableHealthChecks { get; set; }

    /// <summary>
    /// True leaves tracing out. Default: false. This stand-in subscribes to no source: StackExchange.Redis 1.2.6 has
    /// none (2.x needs an instrumentation package).
    /// </summary>
    public bool DisableTracing { get; set; }
}
