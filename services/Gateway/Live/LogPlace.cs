namespace Chat.Gateway.Live;

/// <summary>Where an entry stands, seen from a reader's cursor.</summary>
internal enum LogPlace
{
    /// <summary>The reader has it.</summary>
    Known,

    /// <summary>Right behind the cursor.</summary>
    Next,

    /// <summary>A delta of which the reader has the beginning.</summary>
    Overlaps,

    /// <summary>Something between the cursor and the entry is missing.</summary>
    Gap,
}
