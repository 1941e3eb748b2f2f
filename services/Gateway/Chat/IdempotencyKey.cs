using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Chat;

/// <summary>The <c>Idempotency-Key</c> of a request.</summary>
internal static class IdempotencyKey
{
    public const string Header = "Idempotency-Key";

    /// <summary>Where a fault of it stands among those of the body.</summary>
    public const string Pointer = "/" + Header;

    private const int MaxLength = 255;

    /// <summary>The key; null when there is none.</summary>
    public static Result<string?> Read(HttpRequest request)
    {
        var key = request.Headers[Header].ToString();
        if (key.Length > MaxLength)
        {
            return new IdempotencyKeyTooLong(MaxLength);
        }
        return key.Length == 0 ? null : key;
    }
}
