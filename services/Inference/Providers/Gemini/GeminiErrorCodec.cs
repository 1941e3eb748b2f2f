using System.Text.Json;

namespace Chat.Inference.Providers.Gemini;

/// <summary>Reads what a Google error (google.rpc.Status as JSON) says beyond its HTTP status. Pure.</summary>
internal static class GeminiErrorCodec
{
    /// <summary>Refines a failure: Google says how long to wait in the body, and calls a wrong key a bad request.</summary>
    /// <param name="failure">What the status said.</param>
    /// <param name="body">The body, or the beginning of it; anything but the expected JSON changes nothing.</param>
    public static ProviderFailure Refine(ProviderFailure failure, ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body);
            if (
                document.RootElement.ValueKind == JsonValueKind.Object
                && document.RootElement.TryGetProperty("error"u8, out var error)
                && error.ValueKind == JsonValueKind.Object
                && error.TryGetProperty("details"u8, out var details)
                && details.ValueKind == JsonValueKind.Array
            )
            {
                return details.EnumerateArray().Aggregate(failure, Refine);
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page, cut off, or a text that is no Unicode: the status has said enough.
        }
        return failure;
    }

    private static ProviderFailure Refine(ProviderFailure failure, JsonElement detail)
    {
        if (Text(detail, "reason"u8) == "API_KEY_INVALID")
        {
            return failure with { Kind = ProviderFailureKind.Unauthorized };
        }
        return Text(detail, "retryDelay"u8) is { } delay && TrySeconds(delay, out var wait)
            ? failure with
            {
                RetryAfter = failure.RetryAfter ?? wait,
            }
            : failure;
    }

    private static string? Text(JsonElement detail, ReadOnlySpan<byte> name) =>
        detail.ValueKind == JsonValueKind.Object
        && detail.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>A google.protobuf.Duration: <c>34.07s</c>.</summary>
    private static bool TrySeconds(string duration, out TimeSpan wait)
    {
        wait = default;
        if (
            !duration.EndsWith('s')
            || !decimal.TryParse(
                duration.AsSpan(0, duration.Length - 1),
                System.Globalization.NumberStyles.AllowDecimalPoint,
                System.Globalization.CultureInfo.InvariantCulture,
                out var seconds
            )
            || seconds > 86_400
        )
        {
            return false;
        }
        wait = TimeSpan.FromSeconds((double)seconds);
        return true;
    }
}
