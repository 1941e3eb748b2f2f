namespace Chat.Sessions.Visitors;

/// <summary>Visitors and users: who they say they are, and who they are.</summary>
internal static class VisitorsFeature
{
    public static IHostApplicationBuilder AddVisitors(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<IdentityStore>();
        builder.Services.AddSingleton<GetMeHandler>();
        builder.Services.AddSingleton<UpdateMeHandler>();
        builder.Services.AddSingleton<LinkVisitorHandler>();
        builder.Services.AddSingleton<ListMyConversationsHandler>();
        return builder;
    }

    public static void MapVisitors(this WebApplication app)
    {
        app.MapGrpcService<VisitorsGrpcService>();
        MeEndpoints.Map(app);
    }
}
