using Chat.Gateway.Locales;
using Chat.ServiceDefaults.Errors;

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

    /// <summary>The value of <c>Access-Control-Expose-Headers</c>; not in the original, which sends none of them.</summary>
    public const string ExposedHeaders = "Retry-After, RateLimit, RateLimit-Policy";

    /// <summary>What leads say they come from, as in the original.</summary>
    public const string LeadSource = "chatcops-widget";

    /// <summary>The AI provider failed, also half-way.</summary>
    public const string ProviderError = "provider_error";

    /// <summary>Too many requests at the same time.</summary>
    public const string RateLimit = "rate_limit";

    /// <summary>Anything else that went wrong on our side.</summary>
    public const string InternalError = "internal_error";

    /// <summary>
    /// The dialect's word for one of our stream faults. A provider's own limit is a provider's fault like any other: the
    /// visitor did not write too often.
    /// </summary>
    public static string ErrorCode(string code) => code == InternalError ? InternalError : ProviderError;

    /// <summary>
    /// Whether the company takes no conversation now. To the original nothing of the kind exists, and its widget shows any
    /// failure as "Something went wrong": it is told in the place of an answer.
    /// </summary>
    public static bool IsAway(Error error) =>
        error.Code
            is "outside_hours_offline_message"
                or "outside_hours_hidden"
                or "no_agent_online"
                or "live_chat_disabled";

    /// <summary>What the visitor is told.</summary>
    public static string MessageFor(string error, LocaleStrings strings) =>
        error == RateLimit ? strings.ErrorRateLimit : strings.ErrorGeneric;

    /// <summary>
    /// Whether an interrupted answer is one to the widget: the model stopped short, or somebody wanted it to. The others
    /// broke off, and the widget offers its Retry.
    /// </summary>
    public static bool IsAnswer(string interruptionReason) =>
        interruptionReason is "max_tokens" or "too_long" or "content_filter" or "refused" or "stopped" or "taken_over";
}
