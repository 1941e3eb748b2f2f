using System.Globalization;
using System.Text.Json;

namespace Chat.Inference.Providers.OpenAi;

/// <summary>Reads what an <c>error</c> says, in a stream or as the whole answer. Pure.</summary>
/// <remarks>
/// OpenAI names the error by <c>code</c>, or by <c>type</c> where the code is null; compatible servers write an HTTP status
/// as the code, or nothing that is known.
/// </remarks>
internal static class OpenAiErrorCodec
{
    private const int SmallestErrorStatus = 400;
    private const int GreatestErrorStatus = 599;

    /// <summary>Reads the value of <c>error</c> the reader stands on; null: there is no error.</summary>
    public static ProviderFailureKind? Read(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Null)
        {
            return null;
        }
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            reader.Skip();
            return ProviderFailureKind.Overloaded;
        }
        ProviderFailureKind? byCode = null;
        ProviderFailureKind? byType = null;
        while (reader.NextProperty())
        {
            if (reader.ValueTextEquals("code"u8))
            {
                byCode = ReadKind(ref reader);
            }
            else if (reader.ValueTextEquals("type"u8))
            {
                byType = ReadKind(ref reader);
            }
            else
            {
                reader.SkipValue();
            }
        }
        return byCode ?? byType ?? ProviderFailureKind.Overloaded;
    }

    /// <summary>Refines what the status said: some servers call a prompt their filter stopped a bad request.</summary>
    /// <param name="failure">What the status said.</param>
    /// <param name="body">The body, or the beginning of it; anything but the expected JSON changes nothing.</param>
    public static ProviderFailure Refine(ProviderFailure failure, ReadOnlySpan<byte> body)
    {
        try
        {
            var reader = new Utf8JsonReader(body);
            while (reader.Read())
            {
                if (
                    reader.CurrentDepth == 1
                    && reader.TokenType == JsonTokenType.PropertyName
                    && reader.ValueTextEquals("error"u8)
                )
                {
                    reader.Read();
                    return Read(ref reader) is ProviderFailureKind.ContentFiltered
                        ? failure with
                        {
                            Kind = ProviderFailureKind.ContentFiltered,
                        }
                        : failure;
                }
            }
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // A proxy's page, cut off, or a text that is no Unicode: the status has said enough.
        }
        return failure;
    }

    private static ProviderFailureKind? ReadKind(ref Utf8JsonReader reader)
    {
        reader.Read();
        switch (reader.TokenType)
        {
            case JsonTokenType.Number:
                return reader.TryGetInt32(out var status) ? KindOf(status) : null;
            case JsonTokenType.String:
                var name = reader.GetString()!;
                return int.TryParse(name, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                    ? KindOf(number)
                    : KindOf(name);
            default:
                reader.Skip();
                return null;
        }
    }

    private static ProviderFailureKind? KindOf(int status) =>
        status is >= SmallestErrorStatus and <= GreatestErrorStatus
            ? ProviderFailures.FromStatus(status, retryAfter: null).Kind
            : null;

    /// <summary>As the statuses these errors have when they come before the stream.</summary>
    private static ProviderFailureKind? KindOf(string name) =>
        name switch
        {
            "rate_limit_exceeded" or "rate_limit_error" or "insufficient_quota" or "requests" or "tokens" =>
                ProviderFailureKind.RateLimited,
            "invalid_api_key" or "authentication_error" or "permission_error" => ProviderFailureKind.Unauthorized,
            "content_filter" or "content_policy_violation" => ProviderFailureKind.ContentFiltered,
            "context_length_exceeded" or "model_not_found" or "invalid_request_error" or "not_found_error" =>
                ProviderFailureKind.Rejected,
            "server_error" => ProviderFailureKind.Overloaded,
            _ => null,
        };
}
