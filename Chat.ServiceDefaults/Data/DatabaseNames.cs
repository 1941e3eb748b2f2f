namespace Chat.ServiceDefaults.Data;

/// <summary>Which database a service owns and as whom it works in it.</summary>
/// <param name="ConnectionName">Name of the connection string.</param>
/// <param name="AppRole">The unprivileged role.</param>
internal sealed record DatabaseNames(string ConnectionName, string AppRole);
