using Microsoft.Extensions.Options;

namespace Chat.Knowledge.Documents;

/// <summary>Registers documents and their source, the configuration.</summary>
internal static class DocumentsFeature
{
    /// <summary>Adds options, store and synchronisation.</summary>
    public static void AddDocuments(this IHostApplicationBuilder builder)
    {
        var services = builder.Services;
        services
            .AddOptionsWithValidateOnStart<KnowledgeOptions>()
            .BindConfiguration(KnowledgeOptions.Section)
            .PostConfigure(AddDemo);
        services.AddSingleton<IValidateOptions<KnowledgeOptions>, KnowledgeOptionsValidator>();
        services.AddSingleton<DocumentStore>();
        services.AddHostedService<ConfigurationSync>();
    }

    // The default tenant may go by another name.
    private static void AddDemo(KnowledgeOptions options)
    {
        if (options.Tenants.Values.All(static tenant => tenant.Id != KnownTenants.DefaultId))
        {
            options.Tenants.TryAdd(KnownTenants.DefaultSlug, options.Demo);
        }
    }
}
