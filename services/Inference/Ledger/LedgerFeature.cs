using Chat.Inference.Replies;

namespace Chat.Inference.Ledger;

/// <summary>Registers the usage ledger.</summary>
internal static class LedgerFeature
{
    /// <summary>Adds ledger, bookings and reports.</summary>
    public static void AddLedger(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LedgerLog>();
        builder.Services.AddSingleton<UsageLedger>();
        builder.Services.AddSingleton<UsageReports>();
        builder.Services.AddSingleton<UsageBacklog>();
        builder.Services.AddHostedService(services => services.GetRequiredService<UsageBacklog>());
        builder.Services.AddSingleton<IReplyBookings, UsageBookings>();
        builder.Services.AddSingleton<UsageIntake>();
    }
}
