using Chat.ServiceDefaults.OpenApi;
using Microsoft.Extensions.Options;

namespace Chat.Gateway.Locales;

/// <summary>Registration of the texts, and the resource that shows them.</summary>
internal static class LocalesFeature
{
    public static void AddLocales(this IHostApplicationBuilder builder)
    {
        _ = builder
            .Services.AddSingleton<IValidateOptions<LocalesOptions>, LocalesOptionsValidator>()
            .AddSingleton<LocaleCatalog>()
            .AddSingleton<LocaleEndpoint>()
            .AddOptionsWithValidateOnStart<LocalesOptions>()
            .BindConfiguration(LocalesOptions.Section);
    }

    public static void MapLocales(this WebApplication app) =>
        _ = app.MapGet(
                $"{GatewayPaths.Api}/locales/{{tag}}",
                static (string tag, HttpContext context, LocaleEndpoint endpoint) => endpoint.HandleAsync(tag, context)
            )
            .Produces<LocaleAnswer>()
            .WithTags("Locales")
            .WithSummary("The texts of a chat widget in one language")
            .WithDescription(
                "The best match for `tag` (BCP 47): `de-AT` gives `de`; a language without texts gives that of "
                    + "`Accept-Language`, then the tenant's default. With a key or token the tenant's own texts are in it; "
                    + "without, those of the installation."
            )
            .WithProblems(400);
}
