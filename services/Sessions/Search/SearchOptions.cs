using System.ComponentModel.DataAnnotations;

namespace Chat.Sessions.Search;

/// <summary>The full text of messages.</summary>
internal sealed class SearchOptions
{
    public const string Section = "Search";

    /// <summary>
    /// Whether messages are indexed, which costs the database a little for each; default true. Without it the search finds
    /// nothing written meanwhile.
    /// </summary>
    public bool Enabled { get; set; } = true;

    /// <summary>How much of a message is indexed, in characters; 100 to 100,000, default 20,000.</summary>
    [Range(100, 100_000)]
    public int IndexedCharacters { get; set; } = 20_000;
}
