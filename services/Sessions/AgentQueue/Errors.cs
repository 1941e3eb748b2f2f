using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.AgentQueue;

/// <summary>It waits no longer.</summary>
internal sealed record NotWaiting() : Conflict("not_waiting", "The conversation does not wait for an agent any more.");

/// <summary>It is not with that agent any more.</summary>
internal sealed record NotWithAgent() : Conflict("not_with_agent", "The conversation is not with that agent any more.");

/// <summary>The queue is the company's business.</summary>
internal sealed record QueueForbidden() : Forbidden("queue_forbidden", "This needs an agent's token or a secret key.");
