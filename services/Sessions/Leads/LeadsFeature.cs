namespace Chat.Sessions.Leads;

/// <summary>Leads: captured by the AI, read by the tenant.</summary>
internal static class LeadsFeature
{
    public static IHostApplicationBuilder AddLeads(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<LeadStore>();
        builder.Services.AddSingleton<CaptureLeadHandler>();
        builder.Services.AddSingleton<ListLeadsHandler>();
        return builder;
    }

    public static void MapLeads(this WebApplication app)
    {
        app.MapGrpcService<LeadsGrpcService>();
        LeadEndpoints.Map(app);
    }
}
