using Chat.Gateway.Auth;
using Chat.ServiceDefaults.Errors;

namespace Chat.Gateway.Dialects.ChatCops;

/// <summary>Whom a request's address belongs to.</summary>
/// <param name="Tenant">Who answers, or why nobody does.</param>
/// <param name="Origins">Origins of pages that may read the answers.</param>
/// <param name="Visitor">The visitor the address names, if it does.</param>
internal sealed record ChatCopsSite(Result<Guid> Tenant, IReadOnlyList<string> Origins, Caller? Visitor = null);
