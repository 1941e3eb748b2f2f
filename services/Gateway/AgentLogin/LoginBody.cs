namespace Chat.Gateway.AgentLogin;

/// <summary>Body of <c>POST /v1/auth/login</c>.</summary>
/// <param name="Email">The agent's email address, whatever its case.</param>
/// <param name="Password">Its password.</param>
/// <param name="Tenant">Slug of the tenant; `default` when absent.</param>
internal sealed record LoginBody(string Email, string Password, string? Tenant = null);
