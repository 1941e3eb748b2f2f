namespace Chat.ServiceDefaults.Errors;

/// <summary>The request contradicts the present state; somebody else was faster.</summary>
/// <inheritdoc cref="Error"/>
public record Conflict(string Code, string Message) : Error(Code, Message);
