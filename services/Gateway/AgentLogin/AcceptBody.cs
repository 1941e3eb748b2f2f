namespace Chat.Gateway.AgentLogin;

/// <summary>Body of <c>POST /v1/auth/invitations/accept</c>.</summary>
/// <param name="Token">As the invitation gave it.</param>
/// <param name="Password">10 to 200 UTF-16 units.</param>
internal sealed record AcceptBody(string Token, string Password);
