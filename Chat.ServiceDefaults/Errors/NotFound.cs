namespace Chat.ServiceDefaults.Errors;

/// <summary>What was named does not exist, or is not the caller's to see.</summary>
/// <inheritdoc cref="Error"/>
public record NotFound(string Code, string Message) : Error(Code, Message);
