using System.ComponentModel.DataAnnotations;

namespace Chat.Gateway.UserTokens;

/// <summary>Tokens of the companies' own users.</summary>
internal sealed class UserTokenOptions : IValidatableObject
{
    /// <summary>Configuration section.</summary>
    public const string Section = "UserTokens";

    /// <summary>How long a token holds when the backend does not say. 1 min to MaxLifetime; 24 h.</summary>
    public TimeSpan Lifetime { get; set; } = TimeSpan.FromHours(24);

    /// <summary>How long a backend may let one hold. 1 min to 30 d; 7 d.</summary>
    [Range(typeof(TimeSpan), "00:01:00", "30.00:00:00")]
    public TimeSpan MaxLifetime { get; set; } = TimeSpan.FromDays(7);

    /// <summary>How often this instance asks what was revoked: a void token works so much longer. 0.1 s to 30 s; 1 s.</summary>
    [Range(typeof(TimeSpan), "00:00:00.1", "00:00:30")]
    public TimeSpan PollInterval { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>Without an answer for so long, no user token is believed any more. 1 s to 10 min; 60 s.</summary>
    [Range(typeof(TimeSpan), "00:00:01", "00:10:00")]
    public TimeSpan MaxStaleness { get; set; } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Revocations remembered. With more of them the oldest are forgotten, and all tokens made before them are void and
    /// have to be made again. 100 to 10,000,000; 200,000 (about 20 MB).
    /// </summary>
    [Range(100, 10_000_000)]
    public int MaxRevocations { get; set; } = 200_000;

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Lifetime < TimeSpan.FromMinutes(1) || Lifetime > MaxLifetime)
        {
            yield return new ValidationResult(
                "UserTokens:Lifetime must be between 00:01:00 and UserTokens:MaxLifetime.",
                [nameof(Lifetime)]
            );
        }
    }
}
