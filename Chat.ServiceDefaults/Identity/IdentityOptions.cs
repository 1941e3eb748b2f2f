using System.ComponentModel.DataAnnotations;

namespace Chat.ServiceDefaults.Identity;

/// <summary>Settings of the internal identity; section <c>Identity</c>.</summary>
public sealed class IdentityOptions
{
    /// <summary>Name of the configuration section.</summary>
    public const string Section = "Identity";

    /// <summary>Key all services sign and verify with: base64 of at least 32 random bytes. Required.</summary>
    [Required(
        ErrorMessage = "Identity:SigningKey is missing: set it to base64 of 32 random bytes, the same for every service."
    )]
    public string SigningKey { get; set; } = "";

    /// <summary>
    /// Further keys whose signatures are believed, for the time of a rotation; nothing is signed with them. At most 5;
    /// default none.
    /// </summary>
    [MaxLength(5, ErrorMessage = "Identity:PreviousSigningKeys must have at most 5 entries.")]
    public string[] PreviousSigningKeys { get; set; } = [];

    /// <summary>
    /// Key of ids that follow from what clients send and must outlive a rotation (ChatCops visitors, customers' ids in the
    /// Xcelsior dialect): base64 of at least 32 random bytes. Default: <c>SigningKey</c>.
    /// </summary>
    public string DerivationKey { get; set; } = "";

    /// <summary>How long a token holds. Default: 60 seconds; 10 seconds to 10 minutes.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:10",
        "00:10:00",
        ErrorMessage = "Identity:Lifetime must be between 00:00:10 and 00:10:00."
    )]
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>Difference of clocks that is forgiven. Default: 5 seconds; 0 to 60 seconds.</summary>
    [Range(
        typeof(TimeSpan),
        "00:00:00",
        "00:01:00",
        ErrorMessage = "Identity:ClockSkew must be between 00:00:00 and 00:01:00."
    )]
    public TimeSpan ClockSkew { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>Tokens remembered in each direction. Default: 20,000; 100 to 1,000,000.</summary>
    [Range(100, 1_000_000, ErrorMessage = "Identity:CacheEntries must be between 100 and 1000000.")]
    public int CacheEntries { get; set; } = 20_000;
}
