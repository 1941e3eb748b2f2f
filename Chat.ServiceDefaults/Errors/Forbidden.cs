namespace Chat.ServiceDefaults.Errors;

/// <summary>The caller is known and may not do this.</summary>
/// <inheritdoc cref="Error"/>
public record Forbidden(string Code, string Message) : Error(Code, Message);
