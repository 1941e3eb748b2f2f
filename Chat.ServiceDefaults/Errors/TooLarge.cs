namespace Chat.ServiceDefaults.Errors;

/// <summary>The request, or a part of it, is over a limit of size.</summary>
/// <inheritdoc cref="Error"/>
public record TooLarge(string Code, string Message) : Error(Code, Message);
