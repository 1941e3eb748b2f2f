namespace Chat.ServiceDefaults.Errors;

/// <summary>The caller asks too often.</summary>
/// <param name="Code">Stable name for programs.</param>
/// <param name="Message">One sentence for people.</param>
/// <param name="RetryAfter">Least time to wait before the next try.</param>
public record RateLimited(string Code, string Message, TimeSpan RetryAfter) : Error(Code, Message);
