namespace Chat.Sessions.Ratings;

/// <summary>What it was rated with. The numbers are stored.</summary>
internal enum RatingKind : short
{
    /// <summary>1 to 5, without the settings' say.</summary>
    Legacy = 0,

    Thumbs = 1,
    Stars = 2,
    Emoji = 3,
}
