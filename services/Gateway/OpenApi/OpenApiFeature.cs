using Chat.ServiceDefaults.OpenApi;

namespace Chat.Gateway.OpenApi;

/// <summary>Registration of the API's description and its page.</summary>
internal static class OpenApiFeature
{
    private const string Path = "/openapi/v1.json";
    private const string Page = "docs";
    private static readonly TimeSpan ServiceLimit = TimeSpan.FromSeconds(20);

    public static void AddOpenApi(this IHostApplicationBuilder builder)
    {
        _ = builder.Services.AddOpenApi(
            OpenApiEndpoint.DocumentName,
            static options =>
            {
                options.ShouldInclude = static _ => true;
                _ = options.AddChoices();
                _ = options.AddDocumentTransformer(
                    static (document, _, _) =>
                    {
                        document.Info.Title = "Chat API";
                        document.Info.Version = "v1";
                        document.Info.Description =
                            "Errors are RFC 9457 problems with a stable `code`. Send `Authorization: Bearer` with a "
                            + "publishable key, a secret key or a visitor token.";
                        document.Servers?.Clear();
                        return Task.CompletedTask;
                    }
                );
            }
        );
        _ = builder.Services.AddSingleton(DocumentSources.From(builder.Configuration));
        _ = builder.Services.AddHttpClient<ServiceDocuments>(static http => http.Timeout = ServiceLimit);
        _ = builder.Services.AddSingleton(static services => new OpenApiEndpoint(
            services,
            services.GetRequiredService<ServiceDocuments>(),
            services.GetRequiredService<TimeProvider>()
        ));
    }

    public static void MapOpenApiPages(this WebApplication app)
    {
        _ = app.MapGet(
                Path,
                static (OpenApiEndpoint endpoint, CancellationToken cancellationToken) =>
                    endpoint.GetAsync(cancellationToken)
            )
            .ExcludeFromDescription();
        _ = app.UseSwaggerUI(static page =>
        {
            page.RoutePrefix = Page;
            page.DocumentTitle = "Chat API";
            page.SwaggerEndpoint(Path, "Chat API v1");
        });
    }
}
