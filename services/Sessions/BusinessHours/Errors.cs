using Chat.ServiceDefaults.Errors;

namespace Chat.Sessions.BusinessHours;

/// <summary>Outside of business hours customers leave offline messages instead of beginning conversations.</summary>
internal sealed record OfflineMessagesOnly()
    : PreconditionFailed(
        "outside_hours_offline_message",
        "Outside of business hours no conversation can be begun; leave an offline message."
    );

/// <summary>Outside of business hours customers can do nothing.</summary>
internal sealed record HiddenOutsideHours()
    : PreconditionFailed(
        "outside_hours_hidden",
        "Outside of business hours no conversation can be begun and no message left."
    );
