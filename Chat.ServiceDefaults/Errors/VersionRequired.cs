namespace Chat.ServiceDefaults.Errors;

/// <summary>Two people may edit this, so a change must name the version it was made from.</summary>
/// <inheritdoc cref="Error"/>
public record VersionRequired(
    string Code = "version_required",
    string Message = "Send the ETag of what you read as If-Match, or * to overwrite whatever is there."
) : Error(Code, Message);
