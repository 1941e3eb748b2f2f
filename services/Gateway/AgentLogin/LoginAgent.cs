using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.AgentLogin;

/// <summary>Who came in.</summary>
/// <param name="Id">The agent's id.</param>
/// <param name="Name">Name to show.</param>
/// <param name="Email">Email address.</param>
/// <param name="Role"><c>agent</c>, <c>manager</c> or <c>admin</c>.</param>
internal sealed record LoginAgent(
    string Id,
    string Name,
    string Email,
    [property: AllowedValues("agent", "manager", "admin")] string Role
);
