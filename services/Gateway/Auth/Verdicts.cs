using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Auth;

/// <summary>What is said of credentials that were good before.</summary>
internal static class Verdicts
{
    /// <summary>
    /// The credentials are refused. Not while nobody can say: a service that is away, or that fails, is no reason to send
    /// away who was let in.
    /// </summary>
    public static bool IsVerdict(this Error error) => error is not (Unavailable or Internal);
}
