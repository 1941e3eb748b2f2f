namespace Chat.ServiceDefaults.Errors;

/// <summary>An expected failure. Services derive named records from the kinds in this folder.</summary>
/// <param name="Code">Stable name for programs, lower_snake_case, for example <c>conversation_closed</c>.</param>
/// <param name="Message">
/// One sentence for people. It reaches the caller, so it must not contain message text, keys or tokens.
/// </param>
public abstract record Error(string Code, string Message);
