namespace Chat.Gateway.Cors;

/// <summary>Registration of CORS.</summary>
internal static class CorsFeature
{
    /// <summary>Must come before everything that may answer, so that errors carry the headers too.</summary>
    public static void UseApiCors(this WebApplication app) => _ = app.UseMiddleware<CorsMiddleware>();
}
