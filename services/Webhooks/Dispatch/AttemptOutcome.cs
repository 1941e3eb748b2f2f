namespace Chat.Webhooks.Dispatch;

/// <summary>What an attempt means for its delivery. The numbers are passed to the database's function.</summary>
internal enum AttemptOutcome
{
    /// <summary>Tried again later.</summary>
    Retry = 1,

    /// <summary>Done.</summary>
    Delivered = 2,

    /// <summary>Given up: the schedule is used up.</summary>
    Dead = 3,

    /// <summary>Given up, and the subscription with it.</summary>
    Gone = 4,

    /// <summary>Not judged, because this instance is stopping: due again at once, for another one.</summary>
    Released = 5,
}
