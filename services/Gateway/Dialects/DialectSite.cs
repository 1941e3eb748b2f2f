using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects;

/// <summary>Whose page speaks a dialect.</summary>
/// <param name="Tenant">Who answers, or why nobody does.</param>
/// <param name="Origins">Origins of pages that may read the answers.</param>
internal sealed record DialectSite(Result<Guid> Tenant, IReadOnlyList<string> Origins);
