using System.Text.Json;

namespace Chat.Sessions.Settings;

/// <summary>
/// A section's fields as they were sent. It binds itself, so that the API's description has the fields of the section
/// each address is for, and not those of a parameter that is the same for all.
/// </summary>
/// <param name="Json">Any JSON; what it must be depends on the section.</param>
internal sealed record SettingsBody(JsonElement Json)
{
    public static async ValueTask<SettingsBody> BindAsync(HttpContext context)
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is no JSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        try
        {
            return new(await context.Request.ReadFromJsonAsync<JsonElement>(context.RequestAborted));
        }
        catch (JsonException fault)
        {
            throw new BadHttpRequestException("The body cannot be read.", StatusCodes.Status400BadRequest, fault);
        }
    }
}
