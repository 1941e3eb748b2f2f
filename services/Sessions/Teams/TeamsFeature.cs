namespace Chat.Sessions.Teams;

/// <summary>Teams, and who reports to whom.</summary>
internal static class TeamsFeature
{
    public static IHostApplicationBuilder AddTeams(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<TeamsHandler>();
        builder.Services.AddScoped<HierarchyHandler>();
        builder.Services.AddSingleton<HierarchyReader>();
        builder.Services.AddSingleton<KnownTeams>();
        return builder;
    }

    public static void MapTeams(this WebApplication app)
    {
        TeamEndpoints.Map(app);
        HierarchyEndpoints.Map(app);
    }
}
