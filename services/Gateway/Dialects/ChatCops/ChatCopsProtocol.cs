namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>Constants of the ChatCops protocol as its server and widget (core and server 0.2.0) use them.</summary>
internal static class ChatCopsProtocol
{
    /// <summary>The dialect's one route.</summary>
    public const string Path = "/chat";

    /// <summary>The value of <c>Access-Control-Allow-Methods</c>.</summary>
    public const string AllowedMethods = "POST, OPTIONS";

    /// <summary>The value of <c>Access-Control-Allow-Headers</c>.</summary>
    public const string AllowedHeaders = "Content-Type";

    /// <summary>The value of <c>Access-Control-Max-Age</c>, in seconds.</summary>
    public const string PreflightMaxAge = "86400";

    /// <summary>The AI provider failed, also half-way.</summary>
    public const string ProviderError = "provider_error";

    /// <summary>Too many requests at the same time.</summary>
    public const string RateLimit = "rate_limit";

    /// <summary>Anything else that went wrong on our side.</summary>
    public const string InternalError = "internal_error";

    /// <summary>The dialect's word for one of our stream faults.</summary>
    public static string ErrorCode(string code) =>
        code switch
        {
            "provider_rate_limited" => RateLimit,
            InternalError => InternalError,
            _ => ProviderError,
        };
}
