using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.BusinessHours;

/// <summary>Outside of business hours customers leave offline messages instead of beginning conversations.</summary>
internal sealed record OfflineMessagesOnly()
    : PreconditionFailed(
        "outside_hours_offline_message",
        "Outside of business hours no conversation can be begun; leave an offline message."
    );

/// <summary>The tenant takes offline messages alone, at any time.</summary>
internal sealed record LiveChatDisabled()
    : PreconditionFailed("live_chat_disabled", "There is no live chat here; leave an offline message.");

/// <summary>The tenant wants an agent to be there, and none is.</summary>
internal sealed record NobodyOnline()
    : PreconditionFailed(
        "no_agent_online",
        "No agent is online, so no conversation can be begun; leave an offline message."
    );

/// <summary>Outside of business hours customers can do nothing.</summary>
internal sealed record HiddenOutsideHours()
    : PreconditionFailed(
        "outside_hours_hidden",
        "Outside of business hours no conversation can be begun and no message left."
    );
