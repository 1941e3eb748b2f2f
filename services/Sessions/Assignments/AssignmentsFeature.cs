namespace Chat.Sessions.Assignments;

/// <summary>Who has a conversation.</summary>
internal static class AssignmentsFeature
{
    public static IHostApplicationBuilder AddAssignments(this IHostApplicationBuilder builder)
    {
        builder.Services.AddSingleton<Assigning>();
        builder.Services.AddSingleton<AssignmentHandler>();
        builder.Services.AddSingleton<EscalationHandler>();
        builder.Services.AddSingleton<HandBackHandler>();
        builder.Services.AddSingleton<HeldModes>();
        builder.Services.AddSingleton<PreferAgentHandler>();
        return builder;
    }
}
