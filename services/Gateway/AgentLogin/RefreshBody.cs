namespace Chat.Gateway.AgentLogin;

/// <summary>Body of <c>POST /v1/auth/refresh</c> and <c>POST /v1/auth/logout</c>.</summary>
/// <param name="RefreshToken">As it was given last.</param>
internal sealed record RefreshBody(string RefreshToken);
