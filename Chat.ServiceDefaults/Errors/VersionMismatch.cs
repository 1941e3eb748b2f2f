namespace Chat.ServiceDefaults.Errors;

/// <summary>What was to be changed has another version by now than <c>If-Match</c> names: read it again.</summary>
/// <inheritdoc cref="Error"/>
public record VersionMismatch(
    string Code = "version_mismatch",
    string Message = "It was changed meanwhile; read it again and send its ETag as If-Match."
) : Error(Code, Message);
