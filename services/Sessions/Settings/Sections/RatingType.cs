using System.Text.Json.Serialization;

namespace Chat.Sessions.Settings.Sections;

/// <summary>How visitors rate.</summary>
[JsonConverter(typeof(KebabEnumConverter<RatingType>))]
internal enum RatingType
{
    /// <summary>0 or 1.</summary>
    Thumbs,

    /// <summary>1 to 5.</summary>
    Stars,

    /// <summary>1 to 5.</summary>
    Emoji,
}
