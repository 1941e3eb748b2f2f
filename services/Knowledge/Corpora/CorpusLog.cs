namespace Chat.Knowledge.Corpora;

/// <summary>Log messages of the indexes.</summary>
internal static partial class CorpusLog
{
    [LoggerMessage(
        3100,
        LogLevel.Debug,
        "The documents of tenant {TenantId} are in memory: version {Version}, {Chunks} chunks, {Bytes} bytes."
    )]
    public static partial void Loaded(ILogger logger, Guid tenantId, long version, int chunks, long bytes);

    [LoggerMessage(
        3101,
        LogLevel.Warning,
        "{Chunks} chunks of tenant {TenantId} cannot be found: its documents take more than {MaxBytes} bytes of memory."
    )]
    public static partial void Skipped(ILogger logger, Guid tenantId, int chunks, long maxBytes);

    [LoggerMessage(3102, LogLevel.Warning, "The documents of tenant {TenantId} cannot be read now ({Fault}).")]
    public static partial void LoadFailed(ILogger logger, Guid tenantId, string fault);

    [LoggerMessage(
        3103,
        LogLevel.Debug,
        "The documents of tenant {TenantId} made room for others: {Bytes} bytes of memory."
    )]
    public static partial void Evicted(ILogger logger, Guid tenantId, long bytes);
}
