using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.Speaking;

/// <summary>Somebody else speaks, or spoke since.</summary>
internal sealed record LeaseLost() : Conflict("lease_lost", "The right to speak was lost: somebody else has it.");

/// <summary>The instance takes in as many replies as it may.</summary>
internal sealed record TooManyReplies()
    : Unavailable("too_many_replies", "This instance takes in as many replies as it can.");

/// <summary>The instance stops; another one, or this one later, takes the reply in.</summary>
internal sealed record InstanceStopping() : Unavailable("stopping", "This instance is stopping.");

/// <summary>The token may not speak for the company.</summary>
internal sealed record SpeakForbidden() : Forbidden("speak_forbidden", "This identity may not speak for the company.");
