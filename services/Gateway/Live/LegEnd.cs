namespace Chat.Gateway.Live;

/// <summary>Why a leg of a subscription is complete.</summary>
internal enum LegEnd
{
    /// <summary>It is not.</summary>
    None,

    /// <summary>The reader fell behind, or entries were missing: go on from the cursor at once.</summary>
    Lagged,

    /// <summary>The server or its store is away: go on from the cursor after a pause.</summary>
    Unavailable,

    /// <summary>Refused; there is no going on.</summary>
    Final,
}
