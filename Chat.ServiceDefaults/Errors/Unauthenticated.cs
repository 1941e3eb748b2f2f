namespace Chat.ServiceDefaults.Errors;

/// <summary>The caller did not say who it is, or was not believed.</summary>
/// <inheritdoc cref="Error"/>
public record Unauthenticated(string Code, string Message) : Error(Code, Message);
