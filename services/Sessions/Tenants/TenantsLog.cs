namespace Chat.Sessions.Tenants;

internal static partial class TenantsLog
{
    [LoggerMessage(3001, LogLevel.Information, "Tenant {Slug} ({TenantId}) is in place.")]
    public static partial void Seeded(ILogger logger, string slug, Guid tenantId);

    [LoggerMessage(3002, LogLevel.Warning, "A configured tenant could not be written; next try in {Interval}.")]
    public static partial void SeedFailed(ILogger logger, Exception exception, TimeSpan interval);

    [LoggerMessage(3003, LogLevel.Warning, "The times of last use of {Count} keys could not be written.")]
    public static partial void TouchFailed(ILogger logger, Exception exception, int count);
}
