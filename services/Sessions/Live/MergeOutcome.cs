namespace Chat.Sessions.Live;

/// <summary>What became of an entry that was offered to a reader.</summary>
internal enum MergeOutcome
{
    /// <summary>The reader has it already, wholly.</summary>
    Known,

    /// <summary>It, or the part the reader lacked, is next.</summary>
    Taken,

    /// <summary>Messages before it are missing: they must be read from the log.</summary>
    MessagesMissing,

    /// <summary>Text of the reply before it is missing: the reply's text so far must be read.</summary>
    TextMissing,
}
