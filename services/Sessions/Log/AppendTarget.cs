namespace Chat.Sessions.Log;

/// <summary>How a message finds its conversation. The numbers are those of append_message.</summary>
internal enum AppendTarget : short
{
    Existing = 0,
    New = 1,
    ByExternalId = 2,

    /// <summary>The one of the external id, if one is given; else the author's live exclusive one; else a new one.</summary>
    LiveOfAuthor = 3,
}
