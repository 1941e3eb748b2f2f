namespace Chat.Sessions.Keys;

/// <summary>A tenant's own keys: made, rotated, revoked.</summary>
internal static class KeysFeature
{
    public static IHostApplicationBuilder AddKeys(this IHostApplicationBuilder builder)
    {
        builder.Services.AddScoped<CreateKeyHandler>();
        builder.Services.AddScoped<RotateKeyHandler>();
        builder.Services.AddScoped<RevokeKeyHandler>();
        builder.Services.AddScoped<ListKeysHandler>();
        return builder;
    }

    public static void MapKeys(this WebApplication app) => KeyEndpoints.Map(app);
}
