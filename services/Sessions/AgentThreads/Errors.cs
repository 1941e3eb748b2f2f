using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentThreads;

/// <summary>Agents talk among themselves.</summary>
internal sealed record AgentsOnly() : Forbidden("agents_only", "Only agents write to each other.");

/// <summary>There is none, or the caller is no member.</summary>
internal sealed record AgentThreadNotFound() : NotFound("agent_thread_not_found", "There is no such thread of yours.");

/// <summary>The same id came with another text.</summary>
internal sealed record AgentMessageReused()
    : Conflict("idempotency_key_reused", "The id was used for another message.");
