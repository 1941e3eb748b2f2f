namespace Chat.Gateway.AgentLogin;

/// <summary>Body of <c>POST /v1/auth/login</c>.</summary>
/// <param name="Tenant">Slug of the tenant; `default` when absent.</param>
/// <param name="Email">The agent's email address, whatever its case.</param>
/// <param name="Password">Its password.</param>
internal sealed record LoginBody(string? Tenant, string Email, string Password);
