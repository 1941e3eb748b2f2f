using Chat.Gateway.Proxy;
using Chat.ServiceDefaults.Errors;
using Microsoft.Extensions.FileProviders;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace Chat.Gateway.StaticWeb;

/// <summary>Registration of the demo page, which is built from web/ and lies beside the program.</summary>
internal static class StaticWebFeature
{
    private const string Folder = "wwwroot";

    // Scripts and styles are files of ours; nothing inline, nothing from elsewhere, nobody frames us.
    private const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; "
        + "base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void AddStaticWeb(this IHostApplicationBuilder builder) =>
        _ = builder
            .Services.AddSingleton<IValidateOptions<DemoOptions>, DemoOptionsValidator>()
            .AddOptionsWithValidateOnStart<DemoOptions>()
            .BindConfiguration(DemoOptions.Section);

    public static void MapStaticWeb(this WebApplication app)
    {
        _ = app.MapGet(
                "/demo/config.json",
                static (IOptions<DemoOptions> options) =>
                    options.Value.PublishableKey.Length == 0
                        ? new UnknownPath().ToHttpResult()
                        : TypedResults.Ok(new DemoConfiguration(options.Value.PublishableKey))
            )
            .ExcludeFromDescription();
        var folder = Path.Combine(AppContext.BaseDirectory, Folder);
        if (!Directory.Exists(folder))
        {
            // Built with -p:BuildWeb=false: the API works, there is no page.
            return;
        }
        var files = new PhysicalFileProvider(folder);
        _ = app.UseDefaultFiles(new DefaultFilesOptions { FileProvider = files });
        _ = app.UseStaticFiles(new StaticFileOptions { FileProvider = files, OnPrepareResponse = SetHeaders });
    }

    private static void SetHeaders(Microsoft.AspNetCore.StaticFiles.StaticFileResponseContext file)
    {
        var headers = file.Context.Response.Headers;
        headers.CacheControl = "no-cache";
        headers.ContentSecurityPolicy = ContentSecurityPolicy;
        headers.XContentTypeOptions = "nosniff";
        headers[HeaderNames.XFrameOptions] = "DENY";
        headers["Referrer-Policy"] = "strict-origin-when-cross-origin";
    }
}
