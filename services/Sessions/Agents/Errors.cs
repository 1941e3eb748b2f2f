using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Agents;

/// <summary>There is none with this id in the tenant, or it was deleted.</summary>
internal sealed record AgentNotFound() : NotFound("agent_not_found", "There is no such agent.");

/// <summary>Visitors, users and browsers are not shown who works for the tenant.</summary>
internal sealed record AgentsForbidden()
    : Forbidden("agents_forbidden", "This needs an agent's token or a secret key.");

/// <summary>It is about the caller, who is no agent; a secret key is nobody in particular.</summary>
internal sealed record AgentTokenRequired() : Forbidden("agents_forbidden", "This needs an agent's token.");

/// <summary>Only admins change agents.</summary>
internal sealed record AdminRequired() : Forbidden("admin_required", "This needs an admin's token or a secret key.");

/// <summary>There is an agent with this email address already.</summary>
internal sealed record EmailTaken() : Conflict("email_taken", "Another agent has this email address.");

/// <summary>The tenant has as many agents as it may.</summary>
internal sealed record TooManyAgents(int Limit)
    : PreconditionFailed("too_many_agents", $"A tenant has at most {Limit} agents; delete one first.");

/// <summary>Nobody could change agents, teams and settings any more.</summary>
internal sealed record LastAdmin()
    : Conflict("last_admin", "This is the last active admin. Make somebody else an admin first.");

/// <summary>Somebody else changed it since the caller read it.</summary>
internal sealed record AgentChanged()
    : VersionMismatch(Message: "The agent was changed meanwhile. Read it again and send its ETag as If-Match.");
