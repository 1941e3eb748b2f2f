namespace Chat.Sessions.BusinessHours;

/// <summary>When the company answers, and what customers can do while it does not.</summary>
internal static class BusinessHoursFeature
{
    public static IHostApplicationBuilder AddBusinessHours(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<BusinessCalendars>();
        builder.Services.AddSingleton<LiveConversations>();
        builder.Services.AddSingleton<CustomerGate>();
        return builder;
    }
}
